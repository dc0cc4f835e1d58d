import { ok, secret, type MandateReference, type RedirectForm, type TransactionResponse } from "@switchyard/interfaces";
import { isAutoCapture, present, readAs, resourceIdOf, stringifyJson, type FlowResult, type ReadContext } from "@switchyard/utils";
import { qrData, resultData, type DirectResponse, type PaymentResponse, type RecurringResponse } from "../responses.js";
import { buyerOf, channelOf, type PaymentRecord } from "./payment-request.js";
import { mapAuthorizationStatus, mapRecurringStatus, mapSaleStatus } from "./status.js";
import { isFault, readEcho, readExtra, readFault, toAmount, toFailed } from "./wire.js";

type Result = FlowResult<"Authorize">;
type PaymentContext = ReadContext<"Authorize" | "RepeatPayment">;

/** What later calls need to know of the payment (`paymentMeta`). */
function toMeta(data: PaymentRecord) {
  const { amount, currency, paymentMethodData } = data.request;
  return { amount: toAmount(amount, currency), currency, channel: channelOf(paymentMethodData), captured: isAutoCapture(data) };
}

/** The token of a stored card. To delete it takes the buyer that it was made for (tech-spec, section 4.9). */
function toMandate(connectorMandateId: string, data: PaymentRecord): MandateReference {
  const buyer = Object.entries(buyerOf(data)).map(([field, value]) => [field, value?.expose() ?? ""]);
  return { connectorMandateId, mandateMetadata: secret<unknown>(Object.fromEntries(buyer)) };
}

/** PHP's values as a browser's form has them. */
function toFieldText(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null ? "" : stringifyJson(value);
}

function toRedirect(url: string, method: string | null | undefined, requestData: unknown): RedirectForm {
  // PHP writes an empty record as an empty list.
  const fields = Array.isArray(requestData) ? [] : Object.entries(Object(requestData) as object);
  const formFields = Object.fromEntries(fields.map(([name, value]) => [name, secret(toFieldText(value))]));
  return { type: "form", endpoint: url, method: method?.toUpperCase() === "GET" ? "GET" : "POST", formFields };
}

/** What every answer of the Direct API tells of its payment. */
function toTransaction({ TxnID, TxnAmount, TxnCurrency, TxnData }: DirectResponse, data: PaymentRecord): TransactionResponse {
  return {
    type: "transaction",
    resourceId: resourceIdOf(TxnID),
    connectorMetadata: toMeta(data),
    connectorStatus: TxnData?.RequestType ?? undefined,
    echoed: readEcho(TxnAmount, TxnCurrency, data.request.currency),
  };
}

/** A card without a step in the browser: paid, held, declined, or not decided yet. */
function toFinalResult(response: DirectResponse, { data, http }: PaymentContext): Result {
  const result = readAs(resultData, response.TxnData?.RequestData?.expose()) ?? {};
  const extra = readExtra(result.extraP);
  const status = isAutoCapture(data) ? mapSaleStatus(result.status) : mapAuthorizationStatus(result.status);
  const id = present(response.TxnID) ?? present(result.tranID);
  if (status === "failure") return toFailed(status, { ...readFault({ ...result, ...extra }, http), connectorTransactionId: id });
  const token = present(extra.token);
  return {
    status,
    response: ok({
      ...toTransaction({ ...response, TxnID: id }, data),
      connectorStatus: result.status ?? undefined,
      mandateReference: token === undefined ? undefined : toMandate(token, data),
      networkTxnId: present(extra.SchemeTransactionID),
    }),
  };
}

/** A stored card's charge: its line is taken for processing, and the callback or a query tells the end (tech-spec, section 4.9). */
function toRecurringResult(lines: RecurringResponse, { data, http }: PaymentContext): Result {
  const line = lines.find(({ orderid }) => orderid === data.connectorRequestReferenceId);
  const status = mapRecurringStatus(line?.status);
  if (status === "failure") return toFailed(status, readFault({ error_code: line?.reason, error_desc: line?.reason }, http));
  const connectorStatus = line?.status ?? undefined;
  return { status, response: ok({ type: "transaction", resourceId: resourceIdOf(line?.tranID), connectorMetadata: toMeta(data), connectorStatus }) };
}

/** What the answer to a payment makes of it (tech-spec, section 4.3). What none of its shapes fits leaves the payment pending. */
export function toPaymentResult(response: PaymentResponse, context: PaymentContext): Result {
  if (Array.isArray(response)) return toRecurringResult(response, context);
  if (isFault(response)) return toFailed("failure", readFault(response, context.http));
  const { RequestType, RequestURL, RequestMethod, RequestData } = response.TxnData ?? {};
  const [type, url, requestData] = [RequestType?.toUpperCase(), present(RequestURL), RequestData?.expose()];
  if (type === "RESPONSE") return toFinalResult(response, context);
  const transaction = toTransaction(response, context.data);
  if ((type === "REDIRECT" || type === "POPUP") && url !== undefined) {
    return { status: "authentication_pending", response: ok({ ...transaction, redirectionData: toRedirect(url, RequestMethod, requestData) }) };
  }
  const qrCodeData = readAs(qrData, requestData)?.qr_data;
  if (qrCodeData === undefined) return { status: "pending", response: ok(transaction) };
  return { status: "authentication_pending", response: ok({ ...transaction, nextAction: { type: "qr_code_information", qrCodeData } }) };
}
