import { err, ok, type RouterData } from "@switchyard/interfaces";
import {
  needConnectorRefundId,
  needConnectorTransactionId,
  needSingleCapture,
  present,
  StringMinorUnitForConnector as amounts,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import type { NovalnetResponse } from "../responses.js";
import { readAmount, readCall, readError } from "./payment-result.js";
import { mapRefundStatus, mapUpdateStatus } from "./status.js";

/** A call on one transaction, `POST transaction/…`: its id is a text here, a number in answers. Nobody knows the customer's language any more. */
export function toAction(tid: string, fields: object = {}) {
  return { transaction: { tid: needConnectorTransactionId(tid), ...fields }, custom: { lang: "en" } };
}

/** The one capture of a payment: whatever it does not take is let go. */
export function toCaptureRequest({ request, connectorRequestReferenceId: reference }: RouterData<"Capture">) {
  needSingleCapture("novalnet", request);
  const amount = amounts.convert(request.amountToCapture, request.currency);
  return toAction(request.connectorTransactionId, { amount, capture: { type: "Final", reference } });
}

export function toRefundRequest({ request }: RouterData<"Execute">) {
  const amount = amounts.convert(request.refundAmount, request.currency);
  return toAction(request.connectorTransactionId, { amount, reason: present(request.reason) });
}

/** The refund's own amount; and of the currencies that the answer names, the one that is not what was asked for, if any is not. */
function readEcho({ transaction }: NovalnetResponse, { request }: RouterData<"Execute">) {
  const { refund, currency } = transaction ?? {};
  const named = [refund?.currency, currency].flatMap((each) => present(each) ?? []);
  return readAmount(refund?.amount, named.find((each) => each.toUpperCase() !== request.currency) ?? named[0]);
}

/** What became of a refund. Before a bank has settled, the payment is cancelled instead, and no refund comes of it (tech-spec, section 4.5). */
export function toRefundResult(response: NovalnetResponse, { data, http }: ReadContext<"Execute">): FlowResult<"Execute"> {
  const call = readCall(response);
  const { status, refund } = response.transaction ?? {};
  const refundStatus = call === "worked" ? mapRefundStatus(status) : "pending";
  if (call === "failed" || refundStatus === "failure") return { response: err(readError(response, http)) };
  // Our own name of a refund that has no transaction cannot be taken for a transaction id.
  const ownName = `${data.request.connectorTransactionId}-refund-${data.request.refundId}`;
  return {
    response: ok({
      type: "refund",
      connectorRefundId: present(refund?.tid) ?? ownName,
      refundStatus,
      connectorStatus: present(status),
      echoed: readEcho(response, data),
    }),
  };
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
  const connectorRefundId = needConnectorRefundId(data.request);
  const { status, amount, currency, refunded_amount: refunded } = response.transaction ?? {};
  const isOwn = TID.test(connectorRefundId);
  const isGivenBack = status === "DEACTIVATED" || (readAmount(refunded, currency).amount ?? 0) >= data.request.refundAmount;
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

/** The whole amount that is to be held, not what is added. */
export function toUpdateRequest({ request }: RouterData<"IncrementalAuthorization">) {
  return toAction(request.connectorTransactionId, { amount: amounts.convert(request.totalAmount, request.currency) });
}

export function toUpdateResult(
  response: NovalnetResponse,
  { data, http }: ReadContext<"IncrementalAuthorization">,
): FlowResult<"IncrementalAuthorization"> {
  const call = readCall(response);
  const { status: word, tid, amount, currency } = response.transaction ?? {};
  const status = call === "worked" ? mapUpdateStatus(word) : "processing";
  // What was held before stays so.
  if (call === "failed" || status === "failure") return { response: err({ ...readError(response, http), attemptStatus: data.status }) };
  return {
    response: ok({
      type: "incremental_authorization",
      status,
      connectorAuthorizationId: present(tid) ?? data.request.connectorTransactionId,
      totalAuthorized: readAmount(amount, currency).amount,
      connectorStatus: present(word),
    }),
  };
}
