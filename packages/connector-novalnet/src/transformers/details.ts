import { ConnectorError, err, ok, type RouterData } from "@switchyard/interfaces";
import { needConnectorRefundId, present, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { NovalnetResponse } from "../responses.js";
import { toOutcome, toUnresolved } from "./payment-result.js";
import { readAmount, readCall, readError } from "./result.js";
import { mapPaymentStatus, mapRefundStatus } from "./status.js";

/** Every payment that is asked after must be the one that was meant: a transaction id may come from a browser. */
function needOwnOrder({ transaction }: NovalnetResponse, reference: string | undefined): void {
  if (reference === undefined || transaction?.tid == null || transaction.order_no === reference) return;
  throw new ConnectorError("UnexpectedResponseError", { connector: "novalnet", reason: "the transaction belongs to another order" });
}

/** What a query found. A query that failed says nothing of the payment, nor does a word that nobody listed. */
export function toDetailsResult(response: NovalnetResponse, context: ReadContext<"PSync" | "CompleteAuthorize">): FlowResult<"Authorize"> {
  const { data, http } = context;
  const isQuery = data.flow === "PSync";
  needOwnOrder(response, isQuery ? data.request.connectorReferenceId : data.connectorRequestReferenceId);
  const before = isQuery ? data.status : "pending";
  const call = readCall(response);
  if (call === "unknown") return { status: before, response: toUnresolved(response) };
  if (call === "failed" && response.transaction?.tid == null) {
    return { status: before, response: err(readError(response, http, isQuery ? undefined : "pending")) };
  }
  const word = response.transaction?.status;
  const found = mapPaymentStatus(word);
  // An answer of failure about a payment that did not fail contradicts itself.
  const isClear = mapPaymentStatus.knows(word) && (call === "worked" || found === "failure" || found === "voided");
  return toOutcome(response, context, isClear ? found : before);
}

const TID = /^\d+$/;

/** What is looked up: the refund's own transaction; for a refund that has none, the payment (tech-spec, section 4.6). */
export function toRefundTid({ request }: RouterData<"RSync">): string {
  const id = needConnectorRefundId(request);
  return TID.test(id) ? id : request.connectorTransactionId;
}

/** What became of a refund. A payment's own status says nothing of it, but for one that was cancelled instead. */
export function toRefundSyncResult(response: NovalnetResponse, { data, http }: ReadContext<"RSync">): FlowResult<"RSync"> {
  const call = readCall(response);
  if (call === "failed") return { response: err(readError(response, http)) };
  const { request } = data;
  const connectorRefundId = needConnectorRefundId(request);
  const { status, amount, currency, refunded_amount: refunded } = response.transaction ?? {};
  const isOwn = TID.test(connectorRefundId);
  const isGivenBack = status === "DEACTIVATED" || (readAmount(refunded, currency).amount ?? 0) >= request.refundAmount;
  const known = call === "worked" && mapRefundStatus.knows(status);
  const found = isOwn ? mapRefundStatus(status) : isGivenBack ? "success" : "pending";
  return {
    response: ok({
      type: "refund",
      connectorRefundId,
      refundStatus: known ? found : "pending",
      connectorStatus: present(status),
      echoed: isOwn ? readAmount(amount, currency) : undefined,
    }),
  };
}
