import { NO_ERROR_CODE, NO_ERROR_MESSAGE, type AttemptStatus, type ConnectorResponse, type ErrorResponse } from "@switchyard/interfaces";
import type { GatewayError, PaymentInformation, PaymentResponse, ResultInfo } from "../responses.js";
import { DECLINES } from "./declines.js";

/** An error that says what became of the payment. */
export type Refusal = ErrorResponse & { readonly attemptStatus: AttemptStatus };

/** An error of the card gateway. Of several the first counts, and all of them are the reason (tech-spec, section 6). */
export function toGatewayError(error: GatewayError, http: ConnectorResponse): Refusal {
  const errors = error.errors ?? [];
  const described = errors.flatMap(({ description }) => description ?? []).join(" & ");
  const reason = described === "" ? (error.description ?? error.paymentDescription ?? undefined) : described;
  return {
    code: errors[0]?.code ?? error.status,
    message: errors[0]?.description ?? reason ?? NO_ERROR_MESSAGE,
    reason,
    statusCode: http.statusCode,
    attemptStatus: "failure",
    connectorTransactionId: error.instanceId ?? undefined,
  };
}

/** A decline inside a 200 of the card gateway. */
export function toDecline({ paymentStatus, paymentDescription, instanceId }: PaymentResponse, http: ConnectorResponse): Refusal {
  const code = paymentStatus ?? NO_ERROR_CODE;
  const listed = Object.hasOwn(DECLINES, code) ? DECLINES[code] : undefined;
  const message = listed ?? paymentDescription ?? NO_ERROR_MESSAGE;
  const { statusCode } = http;
  return { code, message, reason: message, statusCode, attemptStatus: "failure", connectorTransactionId: instanceId ?? undefined };
}

/** What AAPI says instead of doing what was asked. */
export function toResultError({ ResultCode, AdditionalInfo, CorrelationId }: ResultInfo, http: ConnectorResponse): ErrorResponse {
  return {
    code: ResultCode,
    message: AdditionalInfo ?? ResultCode,
    reason: AdditionalInfo ?? undefined,
    statusCode: http.statusCode,
    connectorResponseReferenceId: CorrelationId ?? undefined,
  };
}

/** Codes that say nothing of the payment: throttled, and not found at this moment (tech-spec, section 4.4). */
const SAYS_NOTHING: ReadonlySet<string> = new Set(["1132014", "1132005"]);

/** Why AAPI has not opened a payment, in an answer of any HTTP status. */
export function toRefusal(result: ResultInfo, http: ConnectorResponse): Refusal {
  return { ...toResultError(result, http), attemptStatus: SAYS_NOTHING.has(result.ResultCode) ? "pending" : "authorization_failed" };
}

/** Why a payment was rejected at AAPI. */
export function toRejection({ StatusReasonInformation, References }: PaymentInformation, http: ConnectorResponse): Refusal {
  const { Code, RejectReason, MerchantAdviceCode } = StatusReasonInformation?.Reason ?? {};
  return {
    code: Code ?? NO_ERROR_CODE,
    message: Code ?? RejectReason ?? NO_ERROR_MESSAGE,
    reason: RejectReason ?? undefined,
    statusCode: http.statusCode,
    attemptStatus: "authorization_failed",
    connectorTransactionId: References?.PaymentRequestId ?? undefined,
    networkAdviceCode: MerchantAdviceCode ?? undefined,
  };
}
