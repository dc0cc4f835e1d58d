import {
  AttemptStatus,
  err,
  NO_ERROR_CODE,
  NO_ERROR_MESSAGE,
  ok,
  RefundStatus,
  secret,
  type ConnectorResponse,
  type ErrorResponse,
  type NextAction,
} from "@switchyard/interfaces";
import {
  need,
  needConnectorTransactionId,
  readAs,
  readEchoedAmount,
  resourceIdOf,
  StringMajorUnitForConnector as amounts,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import { walletSheet, type GatewayError, type PaymentResponse } from "../responses.js";
import { stores, type PaymentMark, type PaymentRecord } from "./api.js";
import { DECLINES, mapCardQueryStatus, mapCardRefundStatus, mapCardStatus } from "./status.js";

/** An error of the card gateway. Of several the first counts, and all of them are the reason (tech-spec, section 6). */
export function toGatewayError(error: GatewayError, http: ConnectorResponse): ErrorResponse {
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

/** A decline inside a 200 of the card gateway, of a payment or of a refund. */
function toDecline({ paymentStatus, paymentDescription }: PaymentResponse, { statusCode }: ConnectorResponse): ErrorResponse {
  const code = paymentStatus ?? NO_ERROR_CODE;
  const listed = Object.hasOwn(DECLINES, code) ? DECLINES[code] : undefined;
  const message = listed ?? paymentDescription ?? NO_ERROR_MESSAGE;
  return { code, message, reason: message, statusCode };
}

/** An answer about a payment, and the record of what was asked. */
type PaymentContext = ReadContext<PaymentRecord["flow"] | "PSync">;

/** No code says nothing: with an address to go to the shopper has not finished 3DS (tech-spec, section 5.1). */
function readStatus({ paymentStatus, redirectUrl }: PaymentResponse, data: PaymentContext["data"]): AttemptStatus {
  const isQuery = data.flow === "PSync";
  const status = (isQuery ? mapCardQueryStatus : mapCardStatus)(paymentStatus);
  if (status !== AttemptStatus.Pending) return status;
  if (redirectUrl != null) return AttemptStatus.AuthenticationPending;
  return isQuery && paymentStatus == null ? data.status : status;
}

/** What an answer of the card gateway makes of a payment. TrustPay's page, which runs 3DS, takes its fields by POST. */
export function toCardResult(response: PaymentResponse, { data, http }: PaymentContext): FlowResult<"Authorize"> {
  const { redirectUrl, redirectParams, paymentStatus } = response;
  const status = readStatus(response, data);
  if (status === AttemptStatus.Failure) {
    const connectorTransactionId = response.instanceId ?? undefined;
    return { status, response: err({ ...toDecline(response, http), attemptStatus: status, connectorTransactionId }) };
  }
  const asked = data.flow === "PSync" ? needConnectorTransactionId(data.request.connectorTransactionId) : undefined;
  const id = need(response.instanceId ?? asked, "instanceId");
  const mark: PaymentMark = stores(data) ? { api: "tpgw", recurring: true } : { api: "tpgw" };
  const isChallenged = redirectUrl != null && status === AttemptStatus.AuthenticationPending;
  return {
    status,
    response: ok({
      type: "transaction",
      resourceId: resourceIdOf(id),
      redirectionData: isChallenged ? { type: "form", endpoint: redirectUrl, method: "POST", formFields: redirectParams ?? {} } : undefined,
      // Only a payment that went well can be repeated: its own id is the mandate's.
      mandateReference: mark.recurring === true && status === AttemptStatus.Charged ? { connectorMandateId: id } : undefined,
      connectorStatus: paymentStatus ?? undefined,
      connectorMetadata: { ...mark },
    }),
  };
}

/** What the wallet's sheet will show: it must be what was asked for, and final. A price that may still change is none. */
function readSheet({ appleInitResultData, googleInitResultData }: PaymentResponse) {
  const { total, transactionInfo: google, currencyCode } = readAs(walletSheet, (appleInitResultData ?? googleInitResultData)?.expose()) ?? {};
  return {
    echoed: readEchoedAmount(total?.amount ?? google?.totalPrice, currencyCode ?? google?.currencyCode, amounts),
    isFinal: google?.totalPriceStatus == null || google.totalPriceStatus === "FINAL",
  };
}

function toSdkAction({ secrets, appleInitResultData, googleInitResultData }: PaymentResponse): NextAction | undefined {
  if (secrets == null) return undefined;
  const sdkData = secret({
    ...(appleInitResultData == null ? {} : { appleInitResultData: appleInitResultData.expose() }),
    ...(googleInitResultData == null ? {} : { googleInitResultData: googleInitResultData.expose() }),
    secrets: { display: secrets.display.expose(), payment: secrets.payment.expose() },
  });
  return { type: "invoke_sdk_client", sdkData };
}

/** A wallet's session: TrustPay's SDK opens the sheet with it, and a query tells what came of it (tech-spec, section 4.3). */
export function toWalletResult(response: PaymentResponse): FlowResult<"Authorize"> {
  const { echoed, isFinal } = readSheet(response);
  const nextAction = isFinal ? toSdkAction(response) : undefined;
  return {
    status: nextAction === undefined ? AttemptStatus.Pending : AttemptStatus.AuthenticationPending,
    response: ok({
      type: "transaction",
      resourceId: resourceIdOf(need(response.instanceId, "instanceId")),
      nextAction,
      connectorMetadata: { api: "tpgw" },
      echoed,
    }),
  };
}

/** What the card gateway says of a refund, asked for or asked about: it is an instance of its own. */
export function toCardRefundResult(response: PaymentResponse, { data, http }: ReadContext<"Execute" | "RSync">): FlowResult<"Execute"> {
  const refundStatus = mapCardRefundStatus(response.paymentStatus);
  // The answer's id is that of the refund, which came to nothing, and not the payment's.
  if (data.flow === "Execute" && refundStatus === RefundStatus.Failure) return { response: err(toDecline(response, http)) };
  const asked = data.flow === "RSync" ? data.request.connectorRefundId : undefined;
  return {
    response: ok({
      type: "refund",
      connectorRefundId: need(response.instanceId ?? asked, "instanceId"),
      refundStatus,
      connectorStatus: response.paymentStatus ?? undefined,
    }),
  };
}
