import { AttemptStatus, err, ok, secret, type NextAction } from "@switchyard/interfaces";
import { need, needConnectorTransactionId, type FlowResult, type ReadContext } from "@switchyard/utils";
import { walletSheet, type PaymentResponse } from "../responses.js";
import { readAmount } from "./amount.js";
import { stores, type PaymentMark } from "./api.js";
import { toDecline } from "./errors.js";
import { mapCardQueryStatus, mapCardStatus } from "./status.js";

/** An answer about a payment, and the record of what was asked. */
export type PaymentContext = ReadContext<"Authorize" | "SetupMandate" | "RepeatPayment" | "PSync">;

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
  if (status === AttemptStatus.Failure) return { status, response: err(toDecline(response, http)) };
  const asked = data.flow === "PSync" ? needConnectorTransactionId(data.request.connectorTransactionId) : undefined;
  const id = need(response.instanceId ?? asked, "instanceId");
  const mark: PaymentMark = stores(data) ? { api: "tpgw", recurring: true } : { api: "tpgw" };
  const isChallenged = redirectUrl != null && status === AttemptStatus.AuthenticationPending;
  return {
    status,
    response: ok({
      type: "transaction",
      resourceId: { type: "connector_transaction_id", id },
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
  const parsed = walletSheet().safeParse((appleInitResultData ?? googleInitResultData)?.expose());
  const { total, transactionInfo: google, currencyCode } = parsed.success ? parsed.data : {};
  return {
    echoed: readAmount(total?.amount ?? google?.totalPrice, currencyCode ?? google?.currencyCode),
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
      resourceId: { type: "connector_transaction_id", id: need(response.instanceId, "instanceId") },
      nextAction,
      connectorMetadata: { api: "tpgw" },
      echoed,
    }),
  };
}
