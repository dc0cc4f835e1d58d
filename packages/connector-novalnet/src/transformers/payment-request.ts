import { ConnectorError, type Address, type BrowserInformation, type Currency } from "@switchyard/interfaces";
import {
  billingAddress,
  combinedLinesOf,
  isAutoCapture,
  isThreeDs,
  need,
  needEmail,
  needField,
  notSupported,
  optionalBilling,
  optionalBrowserInfo,
  present,
  shippingAddress,
  StringMinorUnitForConnector as amounts,
} from "@switchyard/utils";
import type { NovalnetAuth } from "../auth.js";
import type { Custom, NovalnetAddress, NovalnetCustomer, NovalnetPaymentRequest } from "../requests.js";
import { toInstrument, type Instrument, type PaymentRecord } from "./instrument.js";

/** The language of the customer's browser; English where nobody knows it. */
export function toCustom(browserInfo?: BrowserInformation): Custom {
  return { lang: present(browserInfo?.language) ?? "en" };
}

function toAddress(given: Address | undefined): NovalnetAddress | undefined {
  const address = given?.address;
  const street = combinedLinesOf(given, " ");
  const { city, country } = address ?? {};
  const known = { street, city: present(city), zip: present(address?.zip), state: present(address?.state), country_code: country };
  return Object.values(known).every((value) => value === undefined) ? undefined : known;
}

function toCustomer(data: PaymentRecord): NovalnetCustomer {
  return {
    first_name: optionalBilling(data, "firstName"),
    last_name: optionalBilling(data, "lastName"),
    email: needEmail(data),
    mobile: optionalBilling(data, "phone.number"),
    customer_ip: optionalBrowserInfo(data, "ipAddress"),
    no_nc: 1,
    billing: toAddress(billingAddress(data)),
    shipping: toAddress(shippingAddress(data)),
  };
}

/** Both ways back are one: the query says how it went, and its checksum proves it. */
function toReturnUrls({ request }: PaymentRecord, { returns }: Instrument) {
  if (!returns) return {};
  const url = need(present(request.completeAuthorizeUrl) ?? request.routerReturnUrl, "returnUrl");
  return { return_url: url, error_return_url: url };
}

/** Whether the payment method is stored for charges without the customer. */
function storesToken({ flow, request }: PaymentRecord): boolean {
  if (request.paymentMethodData.type === "mandate_payment") return false;
  // A card of an earlier payment elsewhere gets a token of its own here (tech-spec, section 4.8).
  if (request.paymentMethodData.type === "card_details_for_network_transaction_id") return true;
  return flow === "SetupMandate" || request.setupFutureUsage === "off_session";
}

/** The path of a payment: taken at once, or held. */
export function toPaymentPath(data: PaymentRecord): string {
  return data.flow === "SetupMandate" || isAutoCapture(data) ? "payment" : "authorize";
}

/** The one currency of an account debit (tech-spec, section 9). */
const CURRENCY_OF: ReadonlyMap<string, Currency> = new Map([
  ["DIRECT_DEBIT_SEPA", "EUR"],
  ["DIRECT_DEBIT_ACH", "USD"],
]);

/** A debit in a currency that its accounts are not kept in, stored ones as well. @throws ConnectorError CurrencyNotSupported */
export function checkCurrency(data: PaymentRecord): void {
  const only = CURRENCY_OF.get(toInstrument(data).payment_type);
  const { currency } = data.request;
  if (only !== undefined && only !== currency) throw new ConnectorError("CurrencyNotSupported", { connector: "novalnet", currency });
}

/** A set-up is for what Novalnet stores without a charge, and for customers who agreed (tech-spec, section 4.7). */
export function checkSetup({ request }: PaymentRecord): void {
  need(request.customerAcceptance, "customerAcceptance");
  const method = request.paymentMethodData;
  if (method.type !== "card" && method.type !== "wallet") throw notSupported("novalnet", method);
}

/** The body of `POST payment` and `POST authorize`. */
export function toPaymentRequest(data: PaymentRecord, auth: NovalnetAuth): NovalnetPaymentRequest {
  const { request } = data;
  const instrument = toInstrument(data);
  return {
    merchant: { signature: auth.signature, tariff: auth.tariff },
    customer: toCustomer(data),
    transaction: {
      // No default: one would charge where a test was meant, the other give goods away.
      test_mode: need(data.testMode, "testMode") ? 1 : 0,
      payment_type: instrument.payment_type,
      amount: request.amount === 0 ? request.amount : amounts.convert(request.amount, request.currency),
      currency: request.currency,
      order_no: data.connectorRequestReferenceId,
      payment_data: instrument.payment_data,
      // A payment whose answer was lost is found by its notification, and by nothing else.
      hook_url: needField(request, "webhookUrl"),
      ...toReturnUrls(data, instrument),
      enforce_3d: instrument.authenticates && isThreeDs(data) ? 1 : undefined,
      create_token: storesToken(data) ? 1 : undefined,
    },
    custom: toCustom(request.browserInfo),
  };
}
