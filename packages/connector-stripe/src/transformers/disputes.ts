import {
  DisputeStatus,
  minorUnit,
  ok,
  type ConnectorTransactionId,
  type DisputeEvidenceFileKind,
  type DisputeEvidenceTextKind,
  type DisputePayload,
  type ObjectReferenceId,
  type RouterData,
} from "@switchyard/interfaces";
import { need, needAll, needField, notSupported, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { FormTree } from "../requests.js";
import { idOf, type DisputeResponse } from "../responses.js";
import { readAmount } from "./amount.js";
import { toDisputeStage, toDisputeStatus } from "./status.js";
import { dateOf } from "./time.js";

/** The id of the dispute that a request is about. */
export function needDisputeId({ request }: RouterData<"Accept" | "Evidence" | "DSync">): string {
  return needField(request, "connectorDisputeId");
}

/** Stripe's names of documents; a kind without one has no place in Stripe's evidence (tech-spec, section 4.15). */
const FILE_FIELDS: Readonly<Record<DisputeEvidenceFileKind, string | undefined>> = {
  cancellation_policy: "cancellation_policy",
  customer_communication: "customer_communication",
  customer_signature: "customer_signature",
  receipt: "receipt",
  refund_policy: "refund_policy",
  service_documentation: "service_documentation",
  shipping_documentation: "shipping_documentation",
  invoice_showing_distinct_transactions: "duplicate_charge_documentation",
  recurring_transaction_agreement: undefined,
  uncategorized_file: "uncategorized_file",
};

function isFileKind(kind: string): kind is DisputeEvidenceFileKind {
  return Object.hasOwn(FILE_FIELDS, kind);
}

/** Documents by the ids that Upload gave. @throws ConnectorError NotSupported for bytes, and for kinds that Stripe lacks */
function toFileFields(files: NonNullable<RouterData<"Evidence">["request"]["files"]>): FormTree {
  const fields: Record<string, string> = {};
  for (const [kind, file] of Object.entries(files)) {
    const name = isFileKind(kind) ? FILE_FIELDS[kind] : undefined;
    if (name === undefined) throw notSupported("stripe", `evidence of the kind ${isFileKind(kind) ? kind : "given"}`);
    if (file.type === "content") throw notSupported("stripe", "evidence by its bytes: upload the file first, and submit its id");
    fields[name] = need(file.providerFileId, `files.${kind}.providerFileId`);
  }
  return fields;
}

/**
 * The body of a dispute's evidence: submitted at once, which can be done only once (tech-spec, section 4.15).
 * The texts have Stripe's own names.
 */
export function toEvidenceRequest({ request }: RouterData<"Evidence">): { readonly evidence: FormTree; readonly submit: true } {
  const texts: Readonly<Partial<Record<DisputeEvidenceTextKind, FormTree[string]>>> = request.texts ?? {};
  const evidence: FormTree = { ...texts, ...toFileFields(request.files ?? {}) };
  if (Object.keys(evidence).length === 0) needAll({ "texts.uncategorized_text": undefined });
  return { evidence, submit: true };
}

/** Where the dispute stands now; a word that nobody listed leaves what was known. */
export function toDisputeOutcome(dispute: DisputeResponse, { data }: ReadContext<"Evidence">): FlowResult<"Evidence"> {
  const disputeStatus = toDisputeStatus(dispute.status, data.request.disputeStatus);
  return { response: ok({ disputeStatus, connectorStatus: dispute.status ?? undefined }) };
}

/** A dispute that we closed is lost, by our own will (tech-spec, section 5.5). */
export function toAcceptResult(dispute: DisputeResponse, { data }: ReadContext<"Accept">): FlowResult<"Accept"> {
  const status = toDisputeStatus(dispute.status, data.request.disputeStatus);
  const disputeStatus = status === DisputeStatus.DisputeLost ? DisputeStatus.DisputeAccepted : status;
  return { response: ok({ disputeStatus, connectorStatus: dispute.status ?? undefined }) };
}

type AnyDispute = Omit<DisputeResponse, "id"> & { readonly id?: string | null | undefined };

/** A dispute, from a query or an event. */
export function toDisputePayload(dispute: AnyDispute): DisputePayload {
  const card = dispute.payment_method_details?.card;
  const status = dispute.status ?? "missing";
  return {
    amount: readAmount(dispute.amount, dispute.currency) ?? minorUnit(0),
    currency: dispute.currency?.toUpperCase() ?? "",
    stage: toDisputeStage(status, card?.case_type),
    connectorStatus: status,
    connectorDisputeId: dispute.id ?? "",
    connectorReason: dispute.reason ?? undefined,
    connectorReasonCode: card?.network_reason_code ?? undefined,
    challengeRequiredBy: dateOf(dispute.evidence_details?.due_by),
    createdAt: dateOf(dispute.created),
  };
}

/** The payment of a dispute or a refund: charges that were made outside of intents have a charge alone. */
export function paymentOf(given: Pick<AnyDispute, "payment_intent" | "charge">): ConnectorTransactionId | undefined {
  return idOf(given.payment_intent) ?? idOf(given.charge);
}

export function toDisputeSyncResult(dispute: DisputeResponse): FlowResult<"DSync"> {
  const id = paymentOf(dispute);
  const objectReferenceId: ObjectReferenceId | undefined = id === undefined ? undefined : { type: "payment", by: "connector_transaction_id", id };
  // A dispute that exists, in a state that nobody listed, is at least open.
  const disputeStatus = toDisputeStatus(dispute.status, DisputeStatus.DisputeOpened);
  return { response: ok({ ...toDisputePayload(dispute), disputeStatus, objectReferenceId }) };
}
