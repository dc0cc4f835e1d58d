import { err, ok, secret, type MandateReference, type RedirectForm, type ResponseId, type TransactionResponse } from "@switchyard/interfaces";
import {
  billingAddress,
  customerNameOf,
  emailOf,
  isAutoCapture,
  isJsonNumber,
  phoneWithCallingCode,
  present,
  sourceOf,
  stringifyJson,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import { qrData, resultData, type DirectResponse, type ExtraData, type PaymentResponse, type RecurringResponse } from "../responses.js";
import { readEcho, toAmount } from "./amounts.js";
import { CARD_CHANNEL, DUITNOW_CHANNEL, FPX_CHANNELS } from "./channels.js";
import { isFault, readFault, readPaymentFault } from "./errors.js";
import type { PaymentRecord } from "./payment-request.js";
import { readExtra } from "./returned.js";
import type { PaymentMeta } from "./settings.js";
import { mapAuthorizationStatus, mapRecurringStatus, mapSaleStatus } from "./status.js";

type Result = FlowResult<"Authorize">;
type PaymentContext = ReadContext<"Authorize" | "RepeatPayment">;

function channelOf({ request: { paymentMethodData: method } }: PaymentRecord): string {
  if (method.type === "bank_redirect" && method.kind === "online_banking_fpx") return FPX_CHANNELS[method.issuer] ?? "";
  return method.type === "real_time_payment" ? DUITNOW_CHANNEL : CARD_CHANNEL;
}

function toMeta(data: PaymentRecord): PaymentMeta & Readonly<Record<string, unknown>> {
  const { amount, currency } = data.request;
  return { amount: toAmount(amount, currency), currency, channel: channelOf(data), captured: isAutoCapture(data) };
}

/** The token of a stored card. To delete it takes the buyer that it was made for (tech-spec, section 4.9). */
function readMandate(extra: ExtraData | undefined, data: PaymentRecord): MandateReference | undefined {
  const token = present(extra?.token);
  if (token === undefined) return undefined;
  const [name, email, mobile] = [customerNameOf(data), emailOf(data), phoneWithCallingCode(billingAddress(data)?.phone)];
  const buyer = { name: name?.expose() ?? "", email: email?.expose() ?? "", mobile: mobile?.expose() ?? "" };
  return { connectorMandateId: token, mandateMetadata: secret<unknown>(buyer) };
}

export function toResourceId(id: string | null | undefined): ResponseId {
  const given = present(id);
  return given === undefined ? { type: "no_response_id" } : { type: "connector_transaction_id", id: given };
}

/** PHP's values as a browser's form has them. */
function toFieldText(value: unknown): string {
  if (typeof value === "string") return value;
  if (isJsonNumber(value)) return sourceOf(value);
  return value === null ? "" : stringifyJson(value);
}

function toRedirect(url: string, method: string | null | undefined, requestData: unknown): RedirectForm {
  // PHP writes an empty record as an empty list.
  const fields = typeof requestData === "object" && requestData !== null && !Array.isArray(requestData) ? requestData : {};
  const formFields = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, secret(toFieldText(value))]));
  return { type: "form", endpoint: url, method: method?.toUpperCase() === "GET" ? "GET" : "POST", formFields };
}

/** What every answer of the Direct API tells of its payment. */
function toTransaction(response: DirectResponse, data: PaymentRecord, id = response.TxnID): TransactionResponse {
  return {
    type: "transaction",
    resourceId: toResourceId(id),
    connectorMetadata: toMeta(data),
    echoed: readEcho(response.TxnAmount, response.TxnCurrency, data.request.currency),
  };
}

/** A card without a step in the browser: paid, held, declined, or not decided yet. */
function toFinalResult(response: DirectResponse, { data, http }: PaymentContext): Result {
  const parsed = resultData().safeParse(response.TxnData?.RequestData?.expose());
  const result = parsed.success ? parsed.data : undefined;
  const status = isAutoCapture(data) ? mapSaleStatus(result?.status) : mapAuthorizationStatus(result?.status);
  const extra = readExtra(result?.extraP);
  const id = present(response.TxnID) ?? present(result?.tranID);
  if (status === "failure") {
    const error = readFault({ ...result, network: { ...extra, ...(result?.ProcessorResponseCode == null ? {} : result) } }, http);
    return { status, response: err({ ...error, attemptStatus: status, ...(id === undefined ? {} : { connectorTransactionId: id }) }) };
  }
  return {
    status,
    response: ok({
      ...toTransaction(response, data, id),
      connectorStatus: result?.status ?? undefined,
      mandateReference: readMandate(extra, data),
      networkTxnId: present(extra?.SchemeTransactionID),
    }),
  };
}

/** The Direct API's answer (tech-spec, section 4.3). What none of its shapes fits leaves the payment pending. */
function toDirectResult(response: DirectResponse, context: PaymentContext): Result {
  const { data, http } = context;
  if (isFault(response)) {
    const error = readPaymentFault(response, http);
    return { status: error.attemptStatus, response: err(error) };
  }
  const { RequestType, RequestURL, RequestMethod, RequestData } = response.TxnData ?? {};
  const [type, url, requestData] = [RequestType?.toUpperCase(), present(RequestURL), RequestData?.expose()];
  const transaction = toTransaction(response, data);
  if (type === "RESPONSE") return toFinalResult(response, context);
  if ((type === "REDIRECT" || type === "POPUP") && url !== undefined) {
    const redirectionData = toRedirect(url, RequestMethod, requestData);
    return { status: "authentication_pending", response: ok({ ...transaction, redirectionData, connectorStatus: RequestType ?? undefined }) };
  }
  const qr = qrData().safeParse(requestData);
  if (!qr.success) return { status: "pending", response: ok({ ...transaction, connectorStatus: RequestType ?? undefined }) };
  const nextAction = { type: "qr_code_information", qrCodeData: qr.data.qr_data } as const;
  return { status: "authentication_pending", response: ok({ ...transaction, nextAction }) };
}

/** A stored card's charge: its line is taken for processing, and the callback or a query tells the end (tech-spec, section 4.9). */
function toRecurringResult(lines: RecurringResponse, { data, http }: PaymentContext): Result {
  const line = lines.find(({ orderid }) => orderid === data.connectorRequestReferenceId);
  const status = mapRecurringStatus(line?.status);
  if (status === "failure") {
    const error = readFault({ error_code: line?.reason, error_desc: line?.reason }, http);
    return { status, response: err({ ...error, attemptStatus: status }) };
  }
  const connectorStatus = line?.status ?? undefined;
  return { status, response: ok({ type: "transaction", resourceId: toResourceId(line?.tranID), connectorMetadata: toMeta(data), connectorStatus }) };
}

/** What the answer to a payment makes of it. */
export function toPaymentResult(response: PaymentResponse, context: PaymentContext): Result {
  return Array.isArray(response) ? toRecurringResult(response, context) : toDirectResult(response, context);
}
