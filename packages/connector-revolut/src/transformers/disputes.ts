import { ConnectorError, minorUnit, ok, secret, type DisputeEvidenceFile, type DisputeStage, type RouterData } from "@switchyard/interfaces";
import { atMost, invalid, multipart, notSupported, present, readTime, type FlowResult } from "@switchyard/utils";
import type { DisputeResponse } from "../responses.js";
import { mapDisputeStatus } from "./status.js";

function readStage(substate: string): DisputeStage {
  if (substate.includes("pre_arbitration")) return "pre_arbitration";
  return substate.includes("arbitration") ? "arbitration" : "dispute";
}

/** Where a dispute stands. @throws ConnectorError ResponseHandlingFailed for a state that nobody listed: what was known of it stays */
export function toDisputeResult(dispute: DisputeResponse): FlowResult<"DSync"> {
  const { state, substate, payment } = dispute;
  const [own, general] = [mapDisputeStatus(substate), mapDisputeStatus(state)];
  if (general === "pending") throw new ConnectorError("ResponseHandlingFailed", { connector: "revolut", reason: "the dispute's state is not known" });
  const orderId = present(payment?.order_id);
  return {
    response: ok({
      // Only of a lost dispute does the substate say more.
      disputeStatus: general === "dispute_lost" && own !== "pending" ? own : general,
      stage: readStage(substate ?? ""),
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

/** One file of evidence. @throws ConnectorError InvalidDataFormat for what Revolut does not take */
export function toUpload({ request, connectorRequestReferenceId }: RouterData<"Upload">) {
  const { file: content, fileName: filename, fileType: contentType } = request;
  const isTaken = ["application/pdf", "image/png", "image/jpeg"].includes(contentType) && content.expose().length <= 10 * 1024 * 1024;
  if (!isTaken) throw invalid("file", "a PDF, PNG or JPEG of at most 10 MB");
  const boundary = `revolut-${connectorRequestReferenceId.replace(/[^\w-]/g, "-")}`.slice(0, 70);
  return multipart({ file: { filename, contentType, content } }, { boundary });
}

const DELIVERY = new Set(["shipping_documentation", "shipping_carrier", "shipping_date", "shipping_tracking_number"]);

function idOf(file: DisputeEvidenceFile): string {
  if (file.type === "uploaded") return file.providerFileId;
  throw notSupported("revolut", "a file beside the challenge: upload it first");
}

/** The challenge: evidence that was uploaded, and why. Proof of delivery says that it was delivered; all else disagrees with the claim. */
export function toChallengeRequest({ request }: RouterData<"Evidence">) {
  const { files = {}, texts = {} } = request;
  const evidences = [...new Set(Object.values(files).map(idOf))];
  if (evidences.length < 1 || evidences.length > 10) throw invalid("files", "1 to 10 files that were uploaded");
  const isDelivered = Object.keys({ ...files, ...texts }).some((kind) => DELIVERY.has(kind));
  const comment = Object.values(texts).flatMap((text) => present(text)?.expose() ?? []);
  return {
    reason: isDelivered ? "product_already_delivered" : "disagree_with_customers_claim",
    comment: present(secret(atMost(comment.join("; "), 250, "texts", "revolut"))),
    evidences,
  };
}
