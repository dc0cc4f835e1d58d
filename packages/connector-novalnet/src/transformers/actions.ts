import { err, ok, type RouterData } from "@switchyard/interfaces";
import {
  isMultipleCapture,
  needConnectorTransactionId,
  notSupported,
  present,
  StringMinorUnitForConnector as amounts,
  type FlowResult,
  type ReadContext,
  type StringMinorUnit,
} from "@switchyard/utils";
import type { NovalnetActionRequest } from "../requests.js";
import type { NovalnetResponse } from "../responses.js";
import { toCustom } from "./payment-request.js";
import { readAmount, readCall, readError } from "./result.js";
import { mapRefundStatus, mapUpdateStatus } from "./status.js";

/** A call on one transaction. */
export function toAction<Fields extends object>(tid: string, fields: Fields): NovalnetActionRequest<Fields> {
  return { transaction: { tid: needConnectorTransactionId(tid), ...fields }, custom: toCustom() };
}

/** The one capture of a payment: whatever it does not take is let go. */
export function toCaptureRequest(data: RouterData<"Capture">): NovalnetActionRequest {
  const { request } = data;
  if (isMultipleCapture(request)) throw notSupported("novalnet", "several captures of one payment");
  return toAction(request.connectorTransactionId, {
    amount: amounts.convert(request.amountToCapture, request.currency),
    capture: { type: "Final", reference: data.connectorRequestReferenceId },
  });
}

export function toRefundRequest({ request }: RouterData<"Execute">): NovalnetActionRequest {
  const amount = amounts.convert(request.refundAmount, request.currency);
  return toAction(request.connectorTransactionId, { amount, reason: present(request.reason) });
}

/** Our own name of a refund that has no transaction: it cannot be taken for a transaction id. */
function toFallbackId({ request }: RouterData<"Execute">): string {
  return `${request.connectorTransactionId}-refund-${request.refundId}`;
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
  return {
    response: ok({
      type: "refund",
      connectorRefundId: present(refund?.tid) ?? toFallbackId(data),
      refundStatus,
      connectorStatus: present(status),
      echoed: readEcho(response, data),
    }),
  };
}

/** The whole amount that is to be held, not what is added. */
export function toUpdateRequest({ request }: RouterData<"IncrementalAuthorization">): NovalnetActionRequest<{ readonly amount: StringMinorUnit }> {
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
