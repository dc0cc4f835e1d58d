import {
  ConnectorError,
  minorUnit,
  ok,
  secret,
  type DisputeEvidenceFile,
  type DisputeStage,
  type RouterData,
  type Secret,
} from "@switchyard/interfaces";
import { multipart, notSupported, present, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { RevolutChallengeRequest } from "../requests.js";
import type { DisputeResponse } from "../responses.js";
import { mapDisputeStatus } from "./status.js";

function readStage(substate: string): DisputeStage {
  if (substate.includes("pre_arbitration")) return "pre_arbitration";
  return substate.includes("arbitration") ? "arbitration" : "dispute";
}

function readTime(text: string | null | undefined): Date | undefined {
  const time = new Date(text ?? "");
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Where a dispute stands. @throws ConnectorError ResponseHandlingFailed for a state that nobody listed: what was known of it stays */
export function toDisputeResult(dispute: DisputeResponse, _context: ReadContext<"DSync">): FlowResult<"DSync"> {
  const { state, payment } = dispute;
  const substate = dispute.substate ?? "";
  const [own, general] = [mapDisputeStatus(substate), mapDisputeStatus(state)];
  if (general === "pending") throw new ConnectorError("ResponseHandlingFailed", { connector: "revolut", reason: "the dispute's state is not known" });
  const orderId = present(payment?.order_id);
  return {
    response: ok({
      // Only of a lost dispute does the substate say more.
      disputeStatus: general === "dispute_lost" && own !== "pending" ? own : general,
      stage: readStage(substate),
      connectorStatus: present(state) ?? "",
      connectorDisputeId: dispute.id,
      amount: minorUnit(dispute.amount, "amount"),
      currency: dispute.currency.toUpperCase(),
      connectorReason: present(dispute.reason_description),
      connectorReasonCode: present(dispute.reason_code),
      challengeRequiredBy: readTime(dispute.response_due_date),
      createdAt: readTime(dispute.created_at),
      updatedAt: readTime(dispute.updated_at),
      objectReferenceId: orderId === undefined ? undefined : { type: "payment", by: "connector_transaction_id", id: orderId },
    }),
  };
}

const MOST_BYTES = 10 * 1024 * 1024;
const FILE_TYPES: readonly string[] = ["application/pdf", "image/png", "image/jpeg"];

/** One file of evidence. @throws ConnectorError InvalidDataFormat for what Revolut does not take */
export function toUpload(data: RouterData<"Upload">) {
  const { file, fileName: filename, fileType: contentType } = data.request;
  if (!FILE_TYPES.includes(contentType) || file.expose().length > MOST_BYTES) {
    throw new ConnectorError("InvalidDataFormat", { fieldName: "file", expected: "a PDF, PNG or JPEG of at most 10 MB" });
  }
  const boundary = `revolut-${data.connectorRequestReferenceId.replace(/[^\w-]/g, "-")}`.slice(0, 70);
  return multipart({ file: { filename, contentType, content: file } }, { boundary });
}

const DELIVERY = new Set(["shipping_documentation", "shipping_carrier", "shipping_date", "shipping_tracking_number"]);

function idOf(file: DisputeEvidenceFile): string {
  if (file.type === "uploaded") return file.providerFileId;
  throw notSupported("revolut", "a file beside the challenge: upload it first");
}

/** Revolut takes one comment of 250 characters. */
function toComment(texts: readonly (Secret | undefined)[]): Secret | undefined {
  const comment = texts.flatMap((text) => present(text)?.expose() ?? []).join("; ");
  if (comment.length <= 250) return comment === "" ? undefined : secret(comment);
  throw new ConnectorError("MaxFieldLengthViolated", { fieldName: "texts", connector: "revolut", maxLength: 250, receivedLength: comment.length });
}

/** The challenge: evidence that was uploaded, and why. Proof of delivery says that it was delivered; all else disagrees with the claim. */
export function toChallengeRequest({ request }: RouterData<"Evidence">): RevolutChallengeRequest {
  const { files = {}, texts = {} } = request;
  const evidences = [...new Set(Object.values(files).map(idOf))];
  if (evidences.length < 1 || evidences.length > 10) {
    throw new ConnectorError("InvalidDataFormat", { fieldName: "files", expected: "1 to 10 files that were uploaded" });
  }
  const isDelivered = Object.keys({ ...files, ...texts }).some((kind) => DELIVERY.has(kind));
  return {
    reason: isDelivered ? "product_already_delivered" : "disagree_with_customers_claim",
    comment: toComment(Object.values(texts)),
    evidences,
  };
}
