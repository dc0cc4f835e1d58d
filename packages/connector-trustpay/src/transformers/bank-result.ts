import { AttemptStatus, err, NO_ERROR_CODE, NO_ERROR_MESSAGE, ok, type ConnectorResponse, type ErrorResponse } from "@switchyard/interfaces";
import {
  need,
  needConnectorRefundId,
  needConnectorTransactionId,
  readEchoedAmount,
  redirectTo,
  resourceIdOf,
  StringMajorUnitForConnector as amounts,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import type { PaymentInformation, PaymentResponse, ResultInfo, TokenResponse } from "../responses.js";
import type { PaymentMark, PaymentRecord } from "./api.js";
import { mapBankRefundStatus, mapBankStatus, mapRefundResultCode } from "./status.js";

/** What AAPI says instead of doing what was asked. */
function toResultError({ ResultCode, AdditionalInfo, CorrelationId }: ResultInfo, { statusCode }: ConnectorResponse): ErrorResponse {
  const reason = AdditionalInfo ?? undefined;
  return { code: ResultCode, message: reason ?? ResultCode, reason, statusCode, connectorResponseReferenceId: CorrelationId ?? undefined };
}

/** Codes that say nothing of the payment: throttled, and not found at this moment (tech-spec, section 4.4). */
const SAYS_NOTHING: ReadonlySet<string> = new Set(["1132014", "1132005"]);

/** Why AAPI has not opened a payment, in an answer of any HTTP status. */
export function toRefusal(result: ResultInfo, http: ConnectorResponse) {
  const attemptStatus = SAYS_NOTHING.has(result.ResultCode) ? AttemptStatus.Pending : AttemptStatus.AuthorizationFailed;
  return { ...toResultError(result, http), attemptStatus };
}

/** Why a payment was rejected. */
function toRejection({ StatusReasonInformation, References }: PaymentInformation, http: ConnectorResponse): ErrorResponse {
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

/** `ResultInfo` under either of its names. */
function resultOf({ ResultInfo, PaymentResultInfo }: PaymentResponse): ResultInfo | undefined {
  return ResultInfo ?? PaymentResultInfo ?? undefined;
}

/** The amount of a payment or refund, as AAPI and notifications repeat it. */
export function readMoney({ Amount: money }: Pick<PaymentInformation, "Amount">) {
  return readEchoedAmount(money?.Amount, money?.Currency, amounts);
}

/** A token for AAPI, or why there is none: also in a 200 (tech-spec, section 2.2). */
export function toAccessToken(response: TokenResponse, { http }: ReadContext<"AccessTokenAuth">): FlowResult<"AccessTokenAuth"> {
  const { access_token: token, expires_in: expiresIn, ResultInfo: result } = response;
  if (token == null) return { response: err(toResultError(need(result, "access_token"), http)) };
  return { response: ok({ token, expiresIn: need(expiresIn, "expires_in") }) };
}

const connectorMetadata = { api: "aapi" } as const satisfies PaymentMark;

/** What AAPI's answer makes of a payment: the shopper goes on at `GatewayUrl`, by GET. Without an address nobody can pay. */
export function toBankResult(response: PaymentResponse, { http }: ReadContext<PaymentRecord["flow"]>): FlowResult<"Authorize"> {
  const { PaymentRequestId, GatewayUrl } = response;
  const result = resultOf(response);
  if (PaymentRequestId == null && result !== undefined && result.ResultCode !== "1001000") {
    const refusal = toRefusal(result, http);
    return { status: refusal.attemptStatus, response: err(refusal) };
  }
  return {
    status: GatewayUrl == null ? AttemptStatus.Pending : AttemptStatus.AuthenticationPending,
    response: ok({
      type: "transaction",
      resourceId: resourceIdOf(need(PaymentRequestId, "PaymentRequestId")),
      redirectionData: redirectTo(GatewayUrl),
      connectorMetadata,
      connectorResponseReferenceId: result?.CorrelationId ?? undefined,
    }),
  };
}

/** What a query at AAPI found. An error, or a status that nobody listed, leaves the payment as it was. */
export function toBankSyncResult(response: PaymentResponse, { data, http }: ReadContext<"PSync">): FlowResult<"Authorize"> {
  const { PaymentInformation: payment } = response;
  const result = resultOf(response);
  if (payment == null) return { response: err(toResultError(need(result, "PaymentInformation"), http)) };
  const status = mapBankStatus.knows(payment.Status) ? mapBankStatus(payment.Status) : data.status;
  if (payment.Status === "Rejected") return { status, response: err(toRejection(payment, http)) };
  return {
    status,
    response: ok({
      type: "transaction",
      resourceId: resourceIdOf(needConnectorTransactionId(data.request.connectorTransactionId)),
      connectorStatus: payment.Status ?? undefined,
      connectorMetadata,
      connectorResponseReferenceId: result?.CorrelationId ?? undefined,
      echoed: readMoney(payment),
    }),
  };
}

/** What AAPI says of a refund that was asked for. */
export function toBankRefundResult(response: PaymentResponse, { http }: ReadContext<"Execute">): FlowResult<"Execute"> {
  const result = resultOf(response);
  const refundStatus = mapRefundResultCode(result?.ResultCode);
  if (result !== undefined && refundStatus === "failure") return { response: err(toResultError(result, http)) };
  return {
    response: ok({
      type: "refund",
      connectorRefundId: need(response.PaymentRequestId, "PaymentRequestId"),
      refundStatus,
      connectorStatus: result?.ResultCode,
      connectorResponseReferenceId: result?.CorrelationId ?? undefined,
    }),
  };
}

/** What a query at AAPI found of a refund. An error says nothing of it. */
export function toBankRefundSyncResult(response: PaymentResponse, { data, http }: ReadContext<"RSync">): FlowResult<"RSync"> {
  const { PaymentInformation: refund } = response;
  const result = resultOf(response);
  if (refund == null) return { response: err(toResultError(need(result, "PaymentInformation"), http)) };
  return {
    response: ok({
      type: "refund",
      connectorRefundId: needConnectorRefundId(data.request),
      refundStatus: mapBankRefundStatus(refund.Status),
      connectorStatus: refund.Status ?? undefined,
      connectorResponseReferenceId: result?.CorrelationId ?? undefined,
      echoed: readMoney(refund),
    }),
  };
}
