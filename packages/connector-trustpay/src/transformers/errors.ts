import { NO_ERROR_CODE, NO_ERROR_MESSAGE, type ConnectorResponse, type ErrorResponse } from "@switchyard/interfaces";
import type { GatewayError, PaymentInformation, PaymentResponse, ResultInfo } from "../responses.js";
import { DECLINES } from "./declines.js";

/** An error of the card gateway. Of several the first counts, and all of them are the reason (tech-spec, section 6). */
export function toGatewayError(
  { status, description, errors, instanceId, paymentDescription }: GatewayError,
  http: ConnectorResponse,
): ErrorResponse {
  const [first] = errors ?? [];
  const described = (errors ?? []).flatMap((each) => each.description ?? []);
  const reason = described.length > 0 ? described.join(" & ") : (description ?? paymentDescription ?? undefined);
  return {
    code: first?.code ?? status,
    message: first?.description ?? reason ?? NO_ERROR_MESSAGE,
    reason,
    statusCode: http.statusCode,
    attemptStatus: "failure",
    connectorTransactionId: instanceId ?? undefined,
  };
}

/** A decline inside a 200 of the card gateway. */
export function toDecline({ paymentStatus, paymentDescription, instanceId }: PaymentResponse, http: ConnectorResponse): ErrorResponse {
  const code = paymentStatus ?? NO_ERROR_CODE;
  const listed = Object.hasOwn(DECLINES, code) ? DECLINES[code] : undefined;
  const message = listed ?? paymentDescription ?? NO_ERROR_MESSAGE;
  return { code, message, reason: message, statusCode: http.statusCode, connectorTransactionId: instanceId ?? undefined };
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

/** Why a payment or refund was rejected at AAPI. */
export function toRejection({ StatusReasonInformation, References }: PaymentInformation, http: ConnectorResponse): ErrorResponse {
  const { Code, RejectReason, MerchantAdviceCode } = StatusReasonInformation?.Reason ?? {};
  return {
    code: Code ?? NO_ERROR_CODE,
    message: Code ?? RejectReason ?? NO_ERROR_MESSAGE,
    reason: RejectReason ?? undefined,
    statusCode: http.statusCode,
    connectorTransactionId: References?.PaymentRequestId ?? undefined,
    networkAdviceCode: MerchantAdviceCode ?? undefined,
  };
}
