import {
  AttemptStatus,
  err,
  minorUnit,
  NO_ERROR_CODE,
  NO_ERROR_MESSAGE,
  ok,
  RefundStatus,
  type ConnectorResponse,
  type ErrorResponse,
  type MinorUnit,
  type RedirectForm,
  type RouterData,
} from "@switchyard/interfaces";
import {
  isAutoCapture,
  isThreeDs,
  need,
  needConnectorMandateId,
  needConnectorRefundId,
  needConnectorTransactionId,
  notImplemented,
  path,
  present,
  resourceIdOf,
  segment,
  statusTable,
  type FlowResult,
} from "@switchyard/utils";
import type { DummyCancelRequest, DummyCapture, DummyCaptureRequest, DummyInstrument, DummyPaymentRequest, DummyRefundRequest } from "./requests.js";
import type { DummyErrorResponse, PaymentResponse, RefundResponse, SyncResponse } from "./responses.js";

/** The status of a payment (tech-spec, section 2.3). */
export const attemptStatusOf = statusTable({
  requires_action: AttemptStatus.AuthenticationPending,
  processing: AttemptStatus.Pending,
  authorized: AttemptStatus.Authorized,
  partially_authorized: AttemptStatus.PartiallyAuthorized,
  captured: AttemptStatus.Charged,
  partially_captured: AttemptStatus.PartialCharged,
  partially_captured_open: AttemptStatus.PartialChargedAndChargeable,
  verified: AttemptStatus.Charged,
  canceled: AttemptStatus.Voided,
  declined: AttemptStatus.Failure,
  authentication_failed: AttemptStatus.AuthenticationFailed,
  expired: AttemptStatus.Expired,
});

/** The status of a refund (tech-spec, section 2.5). */
export const refundStatusOf = statusTable({
  pending: RefundStatus.Pending,
  in_review: RefundStatus.ManualReview,
  succeeded: RefundStatus.Success,
  failed: RefundStatus.Failure,
});

/** The record of the flows whose request is `POST payments`. */
export type PaymentRecord = RouterData<"Authorize" | "SetupMandate" | "RepeatPayment">;

/** The record of every flow whose answer is a payment. */
export type PaymentFlow = PaymentRecord["flow"] | "CompleteAuthorize" | "PSync" | "Capture" | "Void";

function toInstrument(data: PaymentRecord): DummyInstrument {
  const method = data.request.paymentMethodData;
  if (method.type === "card") {
    return {
      type: "card",
      number: method.number,
      expiry_month: method.expiry.format(({ month2 }) => month2),
      expiry_year: method.expiry.format(({ year4 }) => year4),
      cvc: method.cvc,
      holder_name: method.holderName,
    };
  }
  if (method.type === "wallet" && method.kind === "google_pay" && method.tokenizationData.type === "encrypted") {
    return { type: "google_pay", token: method.tokenizationData.token };
  }
  if (method.type === "mandate_payment") return { type: "mandate", mandate: needConnectorMandateId(data.request) };
  throw notImplemented("dummy", method);
}

function toCapture(data: PaymentRecord): DummyCapture {
  if (isAutoCapture(data)) return "automatic";
  return data.request.captureMethod === "manual_multiple" ? "manual_multiple" : "manual";
}

/** The body of `POST payments`. */
export function toPaymentRequest(data: PaymentRecord): DummyPaymentRequest {
  const { request } = data;
  const threeDs = isThreeDs(data);
  const returnUrl = request.completeAuthorizeUrl ?? request.routerReturnUrl;
  return {
    reference: data.connectorRequestReferenceId,
    amount: request.amount,
    currency: request.currency,
    capture: toCapture(data),
    instrument: toInstrument(data),
    three_ds: threeDs || undefined,
    return_url: threeDs ? need(returnUrl, "returnUrl") : returnUrl,
    store: data.flow === "SetupMandate" || request.setupFutureUsage === "off_session" || undefined,
    accept_partial: request.enablePartialAuthorization === true ? true : undefined,
  };
}

/** The reference of this capture among several; the client leaves it empty when the caller gave none. */
function referenceOf({ request, connectorRequestReferenceId }: RouterData<"Capture">): string {
  return present(request.multipleCaptureData?.captureReference) ?? connectorRequestReferenceId;
}

export function toCaptureRequest(data: RouterData<"Capture">): DummyCaptureRequest {
  const { amountToCapture, multipleCaptureData: several } = data.request;
  return {
    reference: referenceOf(data),
    amount: amountToCapture,
    final: several !== undefined && several.captureSequence === several.captureCount ? true : undefined,
  };
}

export function toCancelRequest({ request }: RouterData<"Void">): DummyCancelRequest {
  return { reason: request.cancellationReason };
}

export function toRefundRequest({ request }: RouterData<"Execute">): DummyRefundRequest {
  return { reference: request.refundId, amount: request.refundAmount, reason: request.reason };
}

export function completePath({ request }: RouterData<"CompleteAuthorize">): string {
  return path`payments/${needConnectorTransactionId(request.connectorTransactionId)}/complete`;
}

/** The payment by its id; or, where no answer ever brought one, by our reference (tech-spec, section 2.4). */
export function syncPath({ request }: RouterData<"PSync">): string {
  const id = request.connectorTransactionId;
  if (id.type === "connector_transaction_id" && id.id !== "") return path`payments/${id.id}`;
  return `payments?reference=${segment(need(request.connectorReferenceId, "reference"), "reference")}`;
}

export function refundSyncPath({ request }: RouterData<"RSync">): string {
  return path`refunds/${needConnectorRefundId(request)}`;
}

/** Where the customer's browser goes for the challenge: a form whose session is nobody else's to see. */
function readRedirection({ next_action: action }: PaymentResponse): RedirectForm | undefined {
  return action == null ? undefined : { type: "form", endpoint: action.url, method: "POST", formFields: { session: action.session } };
}

function readAmount(value: number | null | undefined): MinorUnit | undefined {
  return value == null ? undefined : minorUnit(value);
}

function readDecline(payment: PaymentResponse, status: AttemptStatus, http: ConnectorResponse): ErrorResponse {
  const { decline } = payment;
  return {
    code: decline?.code ?? NO_ERROR_CODE,
    message: decline?.message ?? NO_ERROR_MESSAGE,
    reason: payment.status ?? undefined,
    statusCode: http.statusCode,
    attemptStatus: status,
    connectorTransactionId: payment.id,
    networkDeclineCode: decline?.network_code ?? undefined,
    networkAdviceCode: decline?.advice_code ?? undefined,
    connectorResponseReferenceId: http.headers["request-id"],
  };
}

const FAILED: ReadonlySet<AttemptStatus> = new Set([AttemptStatus.Failure, AttemptStatus.AuthenticationFailed, AttemptStatus.Expired]);

/** The amounts that are the payment's own where its status says that it was approved, or taken, as a whole. */
function wholeAmounts({ status, amount, captures, ...payment }: PaymentResponse): readonly number[] {
  const captured = captures?.reduce((sum, each) => sum + (each.amount ?? 0), 0);
  const held = [payment.amount_authorized, payment.amount_capturable];
  const taken = [payment.amount_authorized, payment.amount_captured, captured];
  const whole = status === "authorized" ? held : status === "captured" ? taken : [];
  return [amount, ...whole].filter((each) => typeof each === "number");
}

/** An answer that contradicts itself about amounts. */
function isContradictory(payment: PaymentResponse): boolean {
  return new Set(wholeAmounts(payment)).size > 1;
}

/** The amount that this request asked for, as the answer repeats it; where it does so several times, one that differs. */
function readEcho(payment: PaymentResponse, { flow, request }: RouterData<PaymentFlow>) {
  const asked = "amount" in request ? request.amount : undefined;
  const whole = wholeAmounts(payment);
  const amount = flow === "Capture" ? payment.captures?.at(-1)?.amount : (whole.find((each) => each !== asked) ?? whole[0]);
  return { amount: readAmount(amount), currency: payment.currency ?? undefined };
}

/** Why an answer does not say how the payment stands, where it does not. */
function readDoubt(payment: PaymentResponse, flow: PaymentFlow): { readonly code: string; readonly message: string } | undefined {
  if (!attemptStatusOf.knows(payment.status)) return { code: payment.status ?? "missing", message: "A status that is not known" };
  // Of a payment that begins, the amounts are compared with what was asked: there the difference has a name of its own.
  const isFollowUp = flow === "PSync" || flow === "Capture" || flow === "Void";
  return isFollowUp && isContradictory(payment) ? { code: "contradictory_amounts", message: "The amounts do not fit the status" } : undefined;
}

/** What an answer makes of a payment. */
export function toPaymentResult<F extends PaymentFlow>(payment: PaymentResponse, data: RouterData<F>, http: ConnectorResponse): FlowResult<F> {
  const record: RouterData<PaymentFlow> = data;
  const status = attemptStatusOf(payment.status);
  const common = {
    status,
    amountAuthorized: readAmount(payment.amount_authorized),
    amountCaptured: readAmount(payment.amount_captured),
    amountCapturable: readAmount(payment.amount_capturable),
  };
  // The flows of PaymentFlow share these fields and answers; the compiler cannot see that through the generic.
  if (FAILED.has(status)) return { ...common, response: err(readDecline(payment, status, http)) } as unknown as FlowResult<F>;
  const resourceId = resourceIdOf(payment.id);
  const connectorResponseReferenceId = http.headers["request-id"];
  const reason = readDoubt(payment, record.flow);
  if (reason !== undefined) {
    return {
      ...common,
      status: AttemptStatus.Pending,
      response: ok({ type: "transaction_unresolved", resourceId, reason, connectorResponseReferenceId }),
    } as unknown as FlowResult<F>;
  }
  return {
    ...common,
    response: ok({
      type: "transaction",
      resourceId,
      redirectionData: readRedirection(payment),
      mandateReference: payment.mandate == null ? undefined : { connectorMandateId: payment.mandate.id },
      networkTxnId: payment.network_transaction_id ?? undefined,
      connectorResponseReferenceId,
      connectorStatus: payment.status ?? undefined,
      echoed: readEcho(payment, record),
    }),
  } as unknown as FlowResult<F>;
}

/** A search that finds nothing decides nothing: the request may still be on its way. The status stays what it was. */
export function toSyncResult(answer: SyncResponse, data: RouterData<"PSync">, http: ConnectorResponse): FlowResult<"PSync"> {
  const payment = "payments" in answer ? answer.payments[0] : answer;
  if (payment !== undefined) return toPaymentResult(payment, data, http);
  const message = "No payment has this reference.";
  return { response: err({ code: "payment_not_found", message, statusCode: http.statusCode }) };
}

/** What an answer makes of a refund. */
export function toRefundResult(refund: RefundResponse, _data: unknown, http: ConnectorResponse): FlowResult<"Execute" | "RSync"> {
  const refundStatus = refundStatusOf(refund.status);
  return {
    connectorRefundId: refund.id,
    response: ok({
      type: "refund",
      connectorRefundId: refund.id,
      refundStatus,
      connectorStatus: refund.status ?? undefined,
      connectorResponseReferenceId: http.headers["request-id"],
      echoed: { amount: readAmount(refund.amount), currency: refund.currency ?? undefined },
    }),
  };
}

export function toErrorResponse({ error, request_id: requestId }: DummyErrorResponse, http: ConnectorResponse): ErrorResponse {
  return {
    code: error.code,
    message: error.message ?? NO_ERROR_MESSAGE,
    reason: error.field ?? undefined,
    statusCode: http.statusCode,
    connectorResponseReferenceId: requestId ?? undefined,
  };
}
