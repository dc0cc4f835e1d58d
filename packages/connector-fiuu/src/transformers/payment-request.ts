import { ConnectorError, type RouterData, type Secret } from "@switchyard/interfaces";
import {
  billingAddress,
  customerNameOf,
  emailOf,
  isAutoCapture,
  need,
  needConnectorMandateId,
  notSupported,
  phoneWithCallingCode,
  present,
  truncate,
} from "@switchyard/utils";
import type { FiuuAuth } from "../auth.js";
import type { FiuuDirectRequest, FiuuRecurringRequest } from "../requests.js";
import { toAmount } from "./amounts.js";
import { toInstrument } from "./instrument.js";
import { settingsOf } from "./settings.js";
import { join, md5 } from "./signatures.js";

/** Any payment that begins. */
export type PaymentRecord = RouterData<"Authorize" | "RepeatPayment">;

/** Stored cards have an API of their own. */
export const RECURRING_PATH = "RMS/API/Recurring/input_v7.php";

function usesToken(data: RouterData<"Authorize">): boolean {
  return data.request.paymentMethodData.type === "mandate_payment";
}

export function toPaymentPath(data: RouterData<"Authorize">): string {
  return usesToken(data) ? RECURRING_PATH : "RMS/API/Direct/1.4.0/index.php";
}

const invalid = (fieldName: string, expected: string) => new ConnectorError("InvalidDataFormat", { fieldName, expected });

/** A text that is not cut. @throws ConnectorError InvalidDataFormat for more characters than Fiuu takes (tech-spec, trap 19) */
export function atMost<T extends string | undefined>(text: T, length: number, fieldName: string): T {
  if (text === undefined || text.length <= length) return text;
  throw invalid(fieldName, `at most ${String(length)} characters`);
}

/** @throws ConnectorError InvalidDataFormat for a reference that Fiuu would refuse (tech-spec, section 4.1) */
function toReference({ connectorRequestReferenceId: reference }: PaymentRecord): string {
  if (/^[A-Za-z0-9_-]{1,40}$/.test(reference)) return reference;
  throw invalid("reference", "1 to 40 letters, digits, - and _");
}

/** Who pays. A token is his as well: to delete it takes the same again (tech-spec, section 4.9). */
export function buyerOf(data: PaymentRecord) {
  return { name: customerNameOf(data), email: emailOf(data), mobile: phoneWithCallingCode(billingAddress(data)?.phone) };
}

const cut = (text: Secret | undefined, length: number) => text?.map((each) => truncate(each, length));

/** The body of the Direct API. @throws ConnectorError for what Fiuu would refuse */
function toDirectRequest(data: RouterData<"Authorize">, { merchantId, verifyKey }: FiuuAuth): FiuuDirectRequest {
  const { amount, currency, routerReturnUrl, webhookUrl, paymentChannel } = data.request;
  if (paymentChannel === "mail_order" || paymentChannel === "telephone_order") throw notSupported("fiuu", "A mail or telephone order");
  const [TxnAmount, ReferenceNo] = [toAmount(amount, currency), toReference(data)];
  const { name, email, mobile } = buyerOf(data);
  const notified = atMost(present(webhookUrl), 200, "webhookUrl");
  return {
    MerchantID: merchantId,
    ReferenceNo,
    TxnType: isAutoCapture(data) ? "SALS" : "AUTS",
    TxnCurrency: currency,
    TxnAmount,
    Signature: md5(TxnAmount, merchantId, ReferenceNo, verifyKey, settingsOf(data).extendedVcode === true ? currency : ""),
    ReturnURL: atMost(present(routerReturnUrl), 200, "returnUrl"),
    NotificationURL: notified,
    CallbackURL: notified,
    CustName: cut(name, 128),
    CustEmail: email,
    CustContact: cut(mobile, 32),
    CustDesc: present(truncate(data.description ?? "", 200)),
    ...toInstrument(data),
  };
}

/** No value may hold what separates them. */
const plain = (text: string) => text.replaceAll("|", " ").trim();

/**
 * The line of the Recurring API (tech-spec, section 4.9). There is no authorization alone.
 * @throws ConnectorError CaptureMethodNotSupported, MissingConnectorMandateID, MissingRequiredField
 */
export function toRecurringRequest(data: PaymentRecord, { merchantId, verifyKey }: FiuuAuth): FiuuRecurringRequest {
  const { amount, currency, captureMethod } = data.request;
  if (!isAutoCapture(data)) throw new ConnectorError("CaptureMethodNotSupported", { connector: "fiuu", captureMethod: captureMethod ?? "manual" });
  const { name, email, mobile } = buyerOf(data);
  const token = needConnectorMandateId(data.request);
  if (token.includes("|")) throw invalid("mandate.connectorMandateId", "a token of Fiuu");
  const signed = ["T", merchantId, "", token, toReference(data), currency, toAmount(amount, currency)] as const;
  const payer = cut(need(name, "customer.name").map(plain), 50);
  const address = mobile === undefined ? need(email, "customer.email") : email;
  const described = [payer, address?.map(plain), mobile?.map(plain), plain(data.description ?? "")];
  return { "0": join([...signed, ...described, md5(...signed, verifyKey)], "|") };
}

/** The body of a payment that begins, by whichever API makes it. */
export function toPaymentRequest(data: RouterData<"Authorize">, auth: FiuuAuth): FiuuDirectRequest | FiuuRecurringRequest {
  return usesToken(data) ? toRecurringRequest(data, auth) : toDirectRequest(data, auth);
}
