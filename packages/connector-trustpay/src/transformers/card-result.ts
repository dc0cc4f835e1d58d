import { AttemptStatus, err, ok, secret, type EchoedAmount, type NextAction, type RedirectForm, type RouterData } from "@switchyard/interfaces";
import { need, StringMajorUnitForConnector as amounts, type FlowResult, type ReadContext } from "@switchyard/utils";
import { walletSheet, type PaymentResponse } from "../responses.js";
import { storesCard, type PaymentMark } from "./api.js";
import { toDecline } from "./errors.js";
import { mapCardQueryStatus, mapCardStatus } from "./status.js";

/** An answer about a payment, and the record of what was asked. */
export type PaymentContext = ReadContext<"Authorize" | "SetupMandate" | "RepeatPayment" | "PSync">;

function askedId({ flow, request }: RouterData<PaymentContext["data"]["flow"]>): string | undefined {
  return flow === "PSync" && request.connectorTransactionId.type === "connector_transaction_id" ? request.connectorTransactionId.id : undefined;
}

/** No code says nothing: with an address to go to the shopper has not finished 3DS (tech-spec, section 5.1). */
function readStatus({ paymentStatus, redirectUrl }: PaymentResponse, data: PaymentContext["data"]): AttemptStatus {
  const isQuery = data.flow === "PSync";
  const status = (isQuery ? mapCardQueryStatus : mapCardStatus)(paymentStatus);
  if (status !== AttemptStatus.Pending) return status;
  if (redirectUrl != null) return AttemptStatus.AuthenticationPending;
  return isQuery && paymentStatus == null ? data.status : status;
}

/** TrustPay's page, which takes its fields by POST and runs 3DS. */
function readChallenge({ redirectUrl, redirectParams }: PaymentResponse): RedirectForm | undefined {
  return redirectUrl == null ? undefined : { type: "form", endpoint: redirectUrl, method: "POST", formFields: redirectParams ?? {} };
}

/** What an answer of the card gateway makes of a payment. */
export function toCardResult(response: PaymentResponse, { data, http }: PaymentContext): FlowResult<"Authorize"> {
  const status = readStatus(response, data);
  if (status === AttemptStatus.Failure) return { status, response: err({ ...toDecline(response, http), attemptStatus: status }) };
  const id = need(response.instanceId ?? askedId(data), "instanceId");
  const stores = storesCard(data);
  const connectorMetadata = { api: "tpgw", ...(stores ? { recurring: true } : {}) } satisfies PaymentMark;
  return {
    status,
    response: ok({
      type: "transaction",
      resourceId: { type: "connector_transaction_id", id },
      redirectionData: status === AttemptStatus.AuthenticationPending ? readChallenge(response) : undefined,
      // Only a payment that went well can be repeated: its own id is the mandate's.
      mandateReference: stores && status === AttemptStatus.Charged ? { connectorMandateId: id } : undefined,
      connectorStatus: response.paymentStatus ?? undefined,
      connectorMetadata: { ...connectorMetadata },
    }),
  };
}

type Wallet = Pick<PaymentResponse, "appleInitResultData" | "googleInitResultData">;

/** What the wallet's sheet will show: it must be what was asked for. */
function readSheet({ appleInitResultData, googleInitResultData }: Wallet, data: PaymentContext["data"]) {
  const parsed = walletSheet().safeParse((appleInitResultData ?? googleInitResultData)?.expose());
  const { total, transactionInfo: google, currencyCode } = parsed.success ? parsed.data : {};
  const [amount, currency] = [total?.amount ?? google?.totalPrice, currencyCode ?? google?.currencyCode];
  const isAsked = amount != null && currency != null && currency === data.request.currency;
  const echoed: EchoedAmount | undefined = isAsked
    ? { amount: amounts.convertBack(amount, data.request.currency), currency }
    : currency == null
      ? undefined
      : { currency };
  // A price that may still change is none that was asked for.
  return { echoed, isFinal: google?.totalPriceStatus == null || google.totalPriceStatus === "FINAL" };
}

/** A wallet's session: TrustPay's SDK opens the sheet with it, and a query tells what came of it (tech-spec, section 4.3). */
export function toWalletResult(response: PaymentResponse, { data }: PaymentContext): FlowResult<"Authorize"> {
  const { secrets, appleInitResultData, googleInitResultData } = response;
  const { echoed, isFinal } = readSheet(response, data);
  const isReady = secrets != null && isFinal;
  const sdkData = secret({
    ...(appleInitResultData == null ? {} : { appleInitResultData: appleInitResultData.expose() }),
    ...(googleInitResultData == null ? {} : { googleInitResultData: googleInitResultData.expose() }),
    secrets: { display: secrets?.display.expose(), payment: secrets?.payment.expose() },
  });
  const nextAction: NextAction | undefined = isReady ? { type: "invoke_sdk_client", sdkData } : undefined;
  return {
    status: isReady ? AttemptStatus.AuthenticationPending : AttemptStatus.Pending,
    response: ok({
      type: "transaction",
      resourceId: { type: "connector_transaction_id", id: need(response.instanceId, "instanceId") },
      nextAction,
      connectorMetadata: { api: "tpgw" },
      echoed,
    }),
  };
}
