import { err, ok, type RouterData } from "@switchyard/interfaces";
import {
  isMultipleCapture,
  needConnectorMandateId,
  needConnectorTransactionId,
  notSupported,
  present,
  StringMajorUnitForConnector as amounts,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import type { NoonActionRequest, NoonCancelSubscriptionRequest } from "../requests.js";
import type { NoonResponse, NoonTransaction } from "../responses.js";
import { readDecline, readRefusal } from "./errors.js";
import { readEcho } from "./money.js";
import { mapRefundStatus, mapSubscriptionStatus } from "./status.js";

export function toCaptureRequest(data: RouterData<"Capture">): NoonActionRequest {
  const { request } = data;
  if (isMultipleCapture(request)) throw notSupported("noon", "several captures of one payment");
  const { amountToCapture, currency } = request;
  const transaction = { amount: amounts.convert(amountToCapture, currency), currency, transactionReference: data.connectorRequestReferenceId };
  return { apiOperation: "CAPTURE", order: { id: needConnectorTransactionId(request.connectorTransactionId) }, transaction };
}

/** All that is held. */
export function toReverseRequest({ request }: RouterData<"Void">): NoonActionRequest {
  return { apiOperation: "REVERSE", order: { id: needConnectorTransactionId(request.connectorTransactionId) } };
}

export function toRefundRequest({ request }: RouterData<"Execute">): NoonActionRequest {
  const { refundAmount, currency, refundId } = request;
  const transaction = { amount: amounts.convert(refundAmount, currency), currency, transactionReference: refundId };
  return { apiOperation: "REFUND", order: { id: needConnectorTransactionId(request.connectorTransactionId) }, transaction };
}

function isRefund(transaction: NoonTransaction | null | undefined): transaction is NoonTransaction {
  return transaction?.type === "REFUND";
}

function readRefundEcho({ currency, amount }: NoonTransaction, { request }: RouterData<"Execute">, orderCurrency?: string | null) {
  return readEcho({ amount: request.refundAmount, currency: request.currency }, [{ amount, currency }, { currency: orderCurrency }]);
}

/** What the answer to a refund makes of it. */
export function toRefundResult(response: NoonResponse, { data, http }: ReadContext<"Execute">): FlowResult<"Execute"> {
  const refusal = readRefusal(response, http);
  if (refusal !== undefined) return { response: err(refusal) };
  const { order, transaction } = response.result ?? {};
  const own = isRefund(transaction) ? transaction : {};
  const refundStatus = mapRefundStatus(own.status);
  if (refundStatus === "failure") return { response: err(readDecline(order ?? {}, http, "REFUND_FAILED")) };
  return {
    response: ok({
      type: "refund",
      // A refund is found again by either.
      connectorRefundId: present(own.id) ?? data.request.refundId,
      refundStatus,
      connectorStatus: present(own.status),
      echoed: readRefundEcho(own, data, order?.currency),
    }),
  };
}

/** The refund among all operations of its order: by our reference, else by noon's id. */
function findRefund({ result }: NoonResponse, { refundId, connectorRefundId }: RouterData<"RSync">["request"]): NoonTransaction | undefined {
  const refunds = (result?.transactions ?? []).filter(isRefund);
  const names = [refundId, connectorRefundId].map((name) => present(name)).filter((name) => name !== undefined);
  const byReference = refunds.find(({ transactionReference }) => names.some((name) => name === transactionReference));
  return byReference ?? refunds.find(({ id }) => present(id) !== undefined && id === connectorRefundId);
}

/** What became of a refund. One that is not there yet is not known to have failed. */
export function toRefundSyncResult(response: NoonResponse, { data, http }: ReadContext<"RSync">): FlowResult<"RSync"> {
  const refusal = readRefusal(response, http);
  if (refusal !== undefined) return { response: err(refusal) };
  const { request } = data;
  const found = findRefund(response, request) ?? {};
  return {
    response: ok({
      type: "refund",
      connectorRefundId: present(found.id) ?? request.connectorRefundId ?? request.refundId,
      refundStatus: mapRefundStatus(found.status),
      connectorStatus: present(found.status),
      echoed: readRefundEcho(found, { ...data, flow: "Execute" }, response.result?.order?.currency),
    }),
  };
}

/** noon's own id of the subscription, never ours of the mandate (tech-spec, trap 7). */
export function toCancelSubscriptionRequest({ request }: RouterData<"MandateRevoke">): NoonCancelSubscriptionRequest {
  return { apiOperation: "CANCEL_SUBSCRIPTION", subscription: { identifier: needConnectorMandateId(request) } };
}

/** What became of a subscription. A word that nobody listed changes nothing. */
export function toRevokeResult(response: NoonResponse, { http }: ReadContext<"MandateRevoke">): FlowResult<"MandateRevoke"> {
  const refusal = readRefusal(response, http);
  if (refusal !== undefined) return { response: err(refusal) };
  const word = present(response.result?.subscription?.status);
  return {
    response: ok({
      mandateStatus: mapSubscriptionStatus(word),
      connectorStatus: word,
      connectorResponseReferenceId: present(response.requestReference),
    }),
  };
}
