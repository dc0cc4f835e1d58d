import { refuse } from "@switchyard/testkit";
import { decodeBase64 } from "@switchyard/utils";
import { needBody } from "./body.js";
import { needAccount } from "./gate.js";
import { defendRequest, deleteDocumentRequest, disputeRequest, supplyRequest } from "./schemas/services.js";
import { DisputeStatus, needDispute, tellOfDispute } from "./dispute-events.js";
import { EventCode } from "./webhooks.js";
import type { Dispute, World } from "./world.js";

/** The one reason that the simulator's disputes can be defended with, and its document types. */
export const DEFENSE_REASON = "SupplyDefenseMaterial";
export const DEFENSE_DOCUMENTS = ["DefenseMaterial", "TIDorInvoice"] as const;

const MEBI = 1_048_576;
const FILES: Readonly<Record<string, number>> = {
  "application/pdf": 2 * MEBI,
  "image/jpeg": 10 * MEBI,
  "image/jpg": 10 * MEBI,
  "image/tiff": 10 * MEBI,
};

/** A failure is HTTP 200 with `success: false` (tech-spec, section 6). */
function toResult(errorMessage?: string): { disputeServiceResult: Readonly<Record<string, unknown>> } {
  return { disputeServiceResult: errorMessage === undefined ? { success: true } : { success: false, errorMessage } };
}

const fail = (errorMessage: string): never => refuse(Response.json(toResult(errorMessage)));

interface Asked {
  readonly disputePspReference: string;
  readonly merchantAccountCode: string;
}

function needOpenDispute(world: World, { disputePspReference, merchantAccountCode }: Asked): Dispute {
  needAccount(world, merchantAccountCode);
  return world.disputes.get(disputePspReference) ?? fail("No dispute found with given pspReference");
}

function needDefendable(world: World, asked: Asked): Dispute {
  const dispute = needOpenDispute(world, asked);
  const open: readonly string[] = [DisputeStatus.Undefended, DisputeStatus.Unresponded];
  return dispute.isDefendable && open.includes(dispute.status) ? dispute : fail("Dispute is not defendable");
}

/** `acceptDispute`: the money stays gone. */
export async function acceptDispute(world: World, request: Request): Promise<Response> {
  const dispute = needDefendable(world, await needBody(request, disputeRequest, "AcceptDisputeRequest"));
  const { pspReference } = world.disputes.update(dispute.pspReference, (before) => ({ ...before, isDefendable: false }));
  tellOfDispute(world, pspReference, EventCode.DisputeDefensePeriodEnded, { status: DisputeStatus.Accepted });
  return Response.json(toResult());
}

/** `retrieveApplicableDefenseReasons`. */
export async function listDefenseReasons(world: World, request: Request): Promise<Response> {
  const { documents } = needDefendable(world, await needBody(request, disputeRequest, "DefenseReasonsRequest"));
  const defenseDocumentTypes = DEFENSE_DOCUMENTS.map((defenseDocumentTypeCode, index) => ({
    defenseDocumentTypeCode,
    available: documents.includes(defenseDocumentTypeCode),
    requirementLevel: index === 0 ? "Required" : "Optional",
  }));
  const satisfied = documents.includes(DEFENSE_DOCUMENTS[0]);
  return Response.json({ defenseReasons: [{ defenseReasonCode: DEFENSE_REASON, satisfied, defenseDocumentTypes }], ...toResult() });
}

/** `supplyDefenseDocument`: base64 of a PDF, JPEG or TIFF. */
export async function supplyDocuments(world: World, request: Request): Promise<Response> {
  const body = await needBody(request, supplyRequest, "SupplyDefenseDocumentRequest");
  const dispute = needDefendable(world, body);
  for (const document of body.defenseDocuments) needFile(document);
  const supplied = body.defenseDocuments.map(({ defenseDocumentTypeCode }) => defenseDocumentTypeCode);
  world.disputes.update(dispute.pspReference, (before) => ({ ...before, documents: [...new Set([...before.documents, ...supplied])] }));
  return Response.json(toResult());
}

function needFile(document: { content: string; contentType: string; defenseDocumentTypeCode: string }): void {
  const { content, contentType, defenseDocumentTypeCode } = document;
  const known: readonly string[] = DEFENSE_DOCUMENTS;
  if (!known.includes(defenseDocumentTypeCode)) fail(`Unknown defense document type: ${defenseDocumentTypeCode}`);
  const limit = FILES[contentType] ?? fail("Unsupported content type");
  const bytes = decodeBase64(content);
  if (bytes === undefined || bytes.length === 0) fail("Content is not valid base64");
  else if (bytes.length > limit) fail("File size exceeds the limit");
}

/** `deleteDisputeDefenseDocument`. */
export async function deleteDocument(world: World, request: Request): Promise<Response> {
  const body = await needBody(request, deleteDocumentRequest, "DeleteDefenseDocumentRequest");
  const dispute = needDefendable(world, body);
  if (!dispute.documents.includes(body.defenseDocumentType)) fail("No document of this type was supplied");
  const documents = dispute.documents.filter((code) => code !== body.defenseDocumentType);
  world.disputes.update(dispute.pspReference, (before) => ({ ...before, documents }));
  return Response.json(toResult());
}

/** `defendDispute`: the issuer is to judge what was supplied. A request for information is answered the same way. */
export async function defendDispute(world: World, request: Request): Promise<Response> {
  const body = await needBody(request, defendRequest, "DefendDisputeRequest");
  const dispute = needDefendable(world, body);
  if (body.defenseReasonCode !== DEFENSE_REASON) fail("Defense reason is not applicable");
  if (!dispute.documents.includes(DEFENSE_DOCUMENTS[0])) fail("Required defense documents are missing");
  const status = dispute.status === DisputeStatus.Unresponded ? DisputeStatus.Responded : DisputeStatus.Pending;
  tellOfDispute(world, dispute.pspReference, EventCode.InformationSupplied, { status });
  return Response.json(toResult());
}

/** The issuer agrees with every defence that waits for its word. */
export function settleDispute(world: World, pspReference: string): void {
  const { status, lastEvent } = needDispute(world, pspReference);
  if (status !== DisputeStatus.Pending || lastEvent !== EventCode.InformationSupplied) return;
  tellOfDispute(world, pspReference, EventCode.ChargebackReversed, { status: DisputeStatus.Won });
}
