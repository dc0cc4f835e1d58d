import { err, ok, type RouterData } from "@switchyard/interfaces";
import {
  needConnectorMandateId,
  needConnectorTransactionId,
  needSingleCapture,
  present,
  toStringMajorUnit,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import type { NoonActionRequest } from "../requests.js";
import type { NoonResponse, NoonResult, NoonTransaction } from "../responses.js";
import { readDecline, readRefusal } from "./errors.js";
import { readEcho } from "./money.js";
import { mapRefundStatus, mapSubscriptionStatus } from "./status.js";

export function toCaptureRequest(data: RouterData<"Capture">): NoonActionRequest {
  const { request } = data;
  needSingleCapture("noon", request);
  const { amountToCapture, currency } = request;
  const transaction = { amount: toStringMajorUnit(amountToCapture, currency), currency, transactionReference: data.connectorRequestReferenceId };
  return { apiOperation: "CAPTURE", order: { id: needConnectorTransactionId(request.connectorTransactionId) }, transaction };
}

/** All that is held. */
export function toReverseRequest({ request }: RouterData<"Void">): NoonActionRequest {
  return { apiOperation: "REVERSE", order: { id: needConnectorTransactionId(request.connectorTransactionId) } };
}

export function toRefundRequest({ request }: RouterData<"Execute">): NoonActionRequest {
  const { refundAmount, currency, refundId } = request;
  const transaction = { amount: toStringMajorUnit(refundAmount, currency), currency, transactionReference: refundId };
  return { apiOperation: "REFUND", order: { id: needConnectorTransactionId(request.connectorTransactionId) }, transaction };
}

/** The refund that an answer tells of: the operation just done, or one of all of its order, by our reference, else by noon's id. */
function findRefund({ transaction, transactions }: NoonResult, { flow, request }: RouterData<"Execute" | "RSync">): NoonTransaction | undefined {
  if (flow === "Execute") return transaction?.type === "REFUND" ? transaction : undefined;
  const { refundId, connectorRefundId } = request;
  const refunds = (transactions ?? []).filter(({ type }) => type === "REFUND");
  const byReference = refunds.find(({ transactionReference: name }) => present(name) && (name === refundId || name === connectorRefundId));
  return byReference ?? refunds.find(({ id }) => present(id) && id === connectorRefundId);
}

/** What became of a refund. One that is not there yet is not known to have failed. */
export function toRefundResult(response: NoonResponse, { data, http }: ReadContext<"Execute" | "RSync">): FlowResult<"Execute"> {
  const refusal = readRefusal(response, http);
  if (refusal !== undefined) return { response: err(refusal) };
  const { request } = data;
  const result = response.result ?? {};
  const found = findRefund(result, data) ?? {};
  const refundStatus = mapRefundStatus(found.status);
  if (data.flow === "Execute" && refundStatus === "failure") return { response: err(readDecline(result.order ?? {}, http, "REFUND_FAILED")) };
  return {
    response: ok({
      type: "refund",
      // A refund is found again by either.
      connectorRefundId: present(found.id) ?? request.connectorRefundId ?? request.refundId,
      refundStatus,
      connectorStatus: present(found.status),
      echoed: readEcho({ amount: request.refundAmount, currency: request.currency }, [found, { currency: result.order?.currency }]),
    }),
  };
}

/** noon's own id of the subscription, never ours of the mandate (tech-spec, trap 7). */
export function toRevokeRequest({ request }: RouterData<"MandateRevoke">) {
  return { apiOperation: "CANCEL_SUBSCRIPTION", subscription: { identifier: needConnectorMandateId(request) } };
}

/** What became of a subscription. A word that nobody listed changes nothing. */
export function toRevokeResult(response: NoonResponse, { http }: ReadContext<"MandateRevoke">): FlowResult<"MandateRevoke"> {
  const refusal = readRefusal(response, http);
  if (refusal !== undefined) return { response: err(refusal) };
  const word = present(response.result?.subscription?.status);
  const connectorResponseReferenceId = present(response.requestReference);
  return { response: ok({ mandateStatus: mapSubscriptionStatus(word), connectorStatus: word, connectorResponseReferenceId }) };
}
