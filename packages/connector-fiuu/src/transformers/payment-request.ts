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
import { toInstrument, type DirectRecord } from "./instrument.js";
import { usesExtendedVcode } from "./settings.js";
import { md5 } from "./signatures.js";

/** Where a payment is made: stored cards have an API of their own. */
export const DIRECT_PATH = "RMS/API/Direct/1.4.0/index.php";
export const RECURRING_PATH = "RMS/API/Recurring/input_v7.php";

/** Any payment that begins. */
export type PaymentRecord = RouterData<"Authorize" | "RepeatPayment">;

/** Whether the payment is made with a token that Fiuu holds. */
export function usesToken(data: PaymentRecord): boolean {
  return data.request.paymentMethodData.type === "mandate_payment";
}

const invalid = (fieldName: string, expected: string) => new ConnectorError("InvalidDataFormat", { fieldName, expected });

/** @throws ConnectorError InvalidDataFormat for a reference that Fiuu would refuse (tech-spec, section 4.1) */
function toReference({ connectorRequestReferenceId: reference }: PaymentRecord): string {
  if (/^[A-Za-z0-9_-]{1,40}$/.test(reference)) return reference;
  throw invalid("reference", "1 to 40 letters, digits, - and _");
}

/** @throws ConnectorError InvalidDataFormat for more than the 200 characters that Fiuu takes */
function toUrl(url: string | undefined, fieldName: string): string | undefined {
  const given = present(url);
  if (given === undefined || given.length <= 200) return given;
  throw invalid(fieldName, "an address of at most 200 characters");
}

const cut = (text: Secret | undefined, length: number) => text?.map((each) => truncate(each, length));

/** The body of the Direct API. @throws ConnectorError for what Fiuu would refuse */
export function toDirectRequest(data: DirectRecord, auth: FiuuAuth): FiuuDirectRequest {
  const { amount, currency, routerReturnUrl, webhookUrl, paymentChannel } = data.request;
  if (paymentChannel === "mail_order" || paymentChannel === "telephone_order") throw notSupported("fiuu", "A mail or telephone order");
  const [TxnAmount, ReferenceNo] = [toAmount(amount, currency), toReference(data)];
  const description = present(data.description);
  return {
    MerchantID: auth.merchantId,
    ReferenceNo,
    TxnType: isAutoCapture(data) ? "SALS" : "AUTS",
    TxnCurrency: currency,
    TxnAmount,
    Signature: md5(TxnAmount, auth.merchantId, ReferenceNo, auth.verifyKey, usesExtendedVcode(data.connectorMetaData) ? currency : ""),
    ReturnURL: toUrl(routerReturnUrl, "returnUrl"),
    NotificationURL: toUrl(webhookUrl, "webhookUrl"),
    CallbackURL: toUrl(webhookUrl, "webhookUrl"),
    CustName: cut(customerNameOf(data), 128),
    CustEmail: emailOf(data),
    CustContact: cut(phoneWithCallingCode(billingAddress(data)?.phone), 32),
    CustDesc: description === undefined ? undefined : truncate(description, 200),
    ...toInstrument(data),
  };
}

/** No value may hold what separates them. */
const plain = (text: string | undefined) => (text ?? "").replaceAll("|", " ").trim();

/**
 * The line of the Recurring API (tech-spec, section 4.9). There is no authorization alone.
 * @throws ConnectorError CaptureMethodNotSupported, MissingConnectorMandateID, MissingRequiredField
 */
export function toRecurringRequest(data: PaymentRecord, { merchantId, verifyKey }: FiuuAuth): FiuuRecurringRequest {
  const { amount, currency, captureMethod } = data.request;
  if (!isAutoCapture(data)) throw new ConnectorError("CaptureMethodNotSupported", { connector: "fiuu", captureMethod: captureMethod ?? "manual" });
  const [token, order, text] = [needConnectorMandateId(data.request), toReference(data), toAmount(amount, currency)];
  if (token.includes("|")) throw invalid("mandate.connectorMandateId", "a token of Fiuu");
  const name = need(customerNameOf(data), "customer.name").map((each) => truncate(plain(each), 50));
  const phone = phoneWithCallingCode(billingAddress(data)?.phone);
  const email = phone === undefined ? need(emailOf(data), "customer.email") : emailOf(data);
  const checksum = md5("T", merchantId, "", token, order, currency, text, verifyKey);
  const buyer = name.map((each) => [each, plain(email?.expose()), plain(phone?.expose()), plain(data.description)].join("|"));
  return { "0": buyer.map((each) => ["T", merchantId.expose(), "", token, order, currency, text, each, checksum.expose()].join("|")) };
}
