import {
  AttemptStatus,
  IncomingWebhookEvent,
  NO_ERROR_CODE,
  NO_ERROR_MESSAGE,
  // #if Execute
  RefundStatus,
  // #end
  err,
  ok,
  type ConnectorResponse,
  type Currency,
  type EchoedAmount,
  type ErrorResponse,
  type RouterData,
} from "@switchyard/interfaces";
import {
  $ConverterForConnector as amounts,
  cardHolderName,
  formatExpiry,
  // #if PSync
  need,
  // #end
  needCard,
  // #if PSync
  path,
  // #end
  present,
  resourceIdOf,
  statusTable,
  type FlowResult,
  type WireAmount,
} from "@switchyard/utils";
// #if Capture or Execute
import type { AcmeCard, AcmePartRequest, AcmePaymentRequest } from "./requests.js";
// #else
import type { AcmeCard, AcmePaymentRequest } from "./requests.js";
// #end
// #if Execute
import type { AcmeErrorResponse, PaymentResponse, RefundResponse } from "./responses.js";
// #else
import type { AcmeErrorResponse, PaymentResponse } from "./responses.js";
// #end

/** The status of a payment (tech-spec, section 5). */
export const attemptStatusOf = statusTable({
  pending: AttemptStatus.Pending,
  authorized: AttemptStatus.Authorized,
  captured: AttemptStatus.Charged,
  partially_captured: AttemptStatus.PartialCharged,
  voided: AttemptStatus.Voided,
  declined: AttemptStatus.Failure,
});
// #if Execute

/** The status of a refund (tech-spec, section 5). */
export const refundStatusOf = statusTable({
  pending: RefundStatus.Pending,
  succeeded: RefundStatus.Success,
  failed: RefundStatus.Failure,
});
// #end

/** The event of a webhook; what is not listed is acknowledged and not acted upon (tech-spec, section 7). */
export const webhookEventOf = statusTable(
  {
    "payment.pending": IncomingWebhookEvent.PaymentIntentProcessing,
    "payment.authorized": IncomingWebhookEvent.PaymentIntentAuthorizationSuccess,
    "payment.captured": IncomingWebhookEvent.PaymentIntentSuccess,
    "payment.voided": IncomingWebhookEvent.PaymentIntentCancelled,
    "payment.declined": IncomingWebhookEvent.PaymentIntentFailure,
    // #if Execute
    "refund.succeeded": IncomingWebhookEvent.RefundSuccess,
    "refund.failed": IncomingWebhookEvent.RefundFailure,
    // #end
  },
  { unknown: IncomingWebhookEvent.EventNotSupported },
);

function toCard(data: RouterData<"Authorize">): AcmeCard {
  const card = needCard(data.request.paymentMethodData, "acme");
  return {
    number: card.number,
    expiryMonth: formatExpiry(card.expiry, "MM"),
    expiryYear: formatExpiry(card.expiry, "YYYY"),
    cvc: present(card.cvc),
    holderName: cardHolderName(data),
  };
}

/** The body of `POST payments`. */
export function toPaymentRequest(data: RouterData<"Authorize">): AcmePaymentRequest {
  const { amount, currency, captureMethod } = data.request;
  return {
    reference: data.connectorRequestReferenceId,
    amount: amounts.convert(amount, currency),
    currency,
    capture: captureMethod !== "manual",
    card: toCard(data),
  };
}
// #if Capture

export function toCaptureRequest(data: RouterData<"Capture">): AcmePartRequest {
  const { amountToCapture, currency } = data.request;
  return { reference: data.connectorRequestReferenceId, amount: amounts.convert(amountToCapture, currency), currency };
}
// #end
// #if Execute

export function toRefundRequest({ request }: RouterData<"Execute">): AcmePartRequest {
  return { reference: request.refundId, amount: amounts.convert(request.refundAmount, request.currency), currency: request.currency };
}
// #end
// #if PSync

/** The payment by its id; or, where no answer ever brought one, by our reference. */
export function syncPath({ request }: RouterData<"PSync">): string {
  const { connectorTransactionId: id, connectorReferenceId } = request;
  if (id.type === "connector_transaction_id") return path`payments/${id.id}`;
  return path`payments/references/${need(connectorReferenceId, "reference")}`;
}
// #end

/** Amount and currency as the answer repeats them; an amount in another currency than was asked for is not read by that one's decimals. */
function readEcho(response: { readonly amount: WireAmount; readonly currency: string }, asked: Currency): EchoedAmount {
  const currency = response.currency.toUpperCase();
  return currency === asked ? { amount: amounts.convertBack(response.amount, asked), currency } : { currency };
}

function readDecline({ id, status, decline }: PaymentResponse, http: ConnectorResponse): ErrorResponse {
  const message = decline?.message ?? NO_ERROR_MESSAGE;
  return {
    code: decline?.code ?? NO_ERROR_CODE,
    message,
    reason: message,
    statusCode: http.statusCode,
    attemptStatus: attemptStatusOf(status),
    connectorTransactionId: id,
    networkDeclineCode: decline?.networkCode ?? undefined,
  };
}

/** What an answer makes of a payment; `asked` is the currency of the request, where it has one. */
export function toPaymentResult(response: PaymentResponse, http: ConnectorResponse, asked?: Currency): FlowResult<"Authorize"> {
  const status = attemptStatusOf(response.status);
  if (status === AttemptStatus.Failure) return { status, response: err(readDecline(response, http)) };
  return {
    status,
    response: ok({
      type: "transaction",
      resourceId: resourceIdOf(response.id),
      connectorStatus: response.status,
      networkTxnId: response.schemeReference ?? undefined,
      echoed: asked === undefined ? undefined : readEcho(response, asked),
    }),
  };
}
// #if Execute

/** What an answer makes of a refund. */
export function toRefundResult(response: RefundResponse, asked: Currency): FlowResult<"Execute"> {
  return {
    response: ok({
      type: "refund",
      connectorRefundId: response.id,
      refundStatus: refundStatusOf(response.status),
      connectorStatus: response.status,
      echoed: readEcho(response, asked),
    }),
  };
}
// #end

/** Acme's error body. */
export function toErrorResponse({ error }: AcmeErrorResponse, http: ConnectorResponse): ErrorResponse {
  const message = error.message ?? NO_ERROR_MESSAGE;
  return {
    code: error.code,
    message,
    reason: error.field == null ? message : `${message} (${error.field})`,
    statusCode: http.statusCode,
    attemptStatus: AttemptStatus.Failure,
  };
}
