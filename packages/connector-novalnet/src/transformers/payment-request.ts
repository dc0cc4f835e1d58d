import {
  ConnectorError,
  type Address,
  type BankDebitData,
  type Card,
  type PaymentMethodType,
  type RouterData,
  type WalletData,
} from "@switchyard/interfaces";
import {
  billingAddress,
  billingFullName,
  cardHolderName,
  combinedLinesOf,
  formatExpiry,
  isThreeDs,
  keptWithMandate,
  need,
  needConnectorMandateId,
  needEmail,
  needField,
  needWalletToken,
  networkTransactionIdOf,
  notImplemented,
  notSupported,
  optionalBilling,
  optionalBrowserInfo,
  present,
  shippingAddress,
  StringMinorUnitForConnector as amounts,
  unlessEmpty,
} from "@switchyard/utils";
import type { NovalnetAuth } from "../auth.js";
import type { CardExtras, PaymentData, PaymentType } from "../requests.js";

/** The record of the flows whose request is a payment. */
export type PaymentRecord = RouterData<"Authorize" | "SetupMandate" | "RepeatPayment">;

/** What a payment is made with. The type is a text, but for a stored token: there it is whatever the token was made with. */
interface Instrument {
  readonly payment_type: string;
  readonly payment_data?: PaymentData;
}

function toCard({ number, expiry }: Pick<Card, "number" | "expiry">, more: CardExtras): Instrument {
  const card = { card_number: number, card_expiry_month: formatExpiry(expiry, "MM"), card_expiry_year: formatExpiry(expiry, "YYYY") };
  return { payment_type: "CREDITCARD", payment_data: { ...card, ...more } };
}

function toWallet(wallet: WalletData): Instrument {
  switch (wallet.kind) {
    case "google_pay":
      return { payment_type: "GOOGLEPAY", payment_data: { wallet_data: needWalletToken(wallet) } };
    case "apple_pay":
      return { payment_type: "APPLEPAY", payment_data: { wallet_data: needWalletToken(wallet) } };
    case "paypal_redirect":
      return { payment_type: "PAYPAL" };
    default:
      throw notImplemented("novalnet", wallet);
  }
}

function toBankDebit(debit: BankDebitData, data: PaymentRecord): Instrument {
  if (debit.kind !== "sepa_bank_debit" && debit.kind !== "ach_bank_debit") throw notImplemented("novalnet", debit);
  const otherName = debit.kind === "ach_bank_debit" ? present(debit.cardHolderName) : undefined;
  const holder = present(debit.bankAccountHolderName) ?? otherName ?? billingFullName(data);
  const account_holder = need(holder, "paymentMethod.bankAccountHolderName");
  if (debit.kind === "sepa_bank_debit") {
    const iban = needField(debit, "iban", "paymentMethod").map((text) => text.replace(/\s/g, ""));
    return { payment_type: "DIRECT_DEBIT_SEPA", payment_data: { account_holder, iban } };
  }
  const account_number = needField(debit, "accountNumber", "paymentMethod");
  const routing_number = needField(debit, "routingNumber", "paymentMethod");
  return { payment_type: "DIRECT_DEBIT_ACH", payment_data: { account_holder, account_number, routing_number } };
}

const STORED_TYPES: Readonly<Partial<Record<PaymentMethodType, PaymentType>>> = {
  credit: "CREDITCARD",
  debit: "CREDITCARD",
  google_pay: "GOOGLEPAY",
  apple_pay: "APPLEPAY",
  paypal: "PAYPAL",
  sepa: "DIRECT_DEBIT_SEPA",
};

/** A stored token, under the type that it was made with: a PayPal token is no card (tech-spec, section 4.8). A card where nobody knows. */
function toToken({ request }: PaymentRecord): Instrument {
  const token = needConnectorMandateId(request);
  const payment_type = keptWithMandate(request, "paymentType") ?? STORED_TYPES[request.paymentMethodType ?? "credit"];
  if (payment_type === undefined) throw notSupported("novalnet", "a stored payment method of this type");
  return { payment_type, payment_data: { token } };
}

/** @throws ConnectorError NotImplemented for other methods, MissingRequiredField */
function toInstrument(data: PaymentRecord): Instrument {
  const method = data.request.paymentMethodData;
  switch (method.type) {
    case "card":
      return toCard(method, { card_cvc: present(method.cvc), card_holder: cardHolderName(data) });
    case "card_details_for_network_transaction_id":
      // Without the id of the earlier payment this would be a new card, charged without its customer.
      return toCard(method, { scheme_tid: need(networkTransactionIdOf(data.request), "mandate.networkTransactionId") });
    case "mandate_payment":
      return toToken(data);
    case "wallet":
      return toWallet(method);
    case "bank_debit":
      return toBankDebit(method, data);
    default:
      throw notImplemented("novalnet", method);
  }
}

/** `street` with the house's number: a `house_no` of its own is only for those who know it apart. */
function toAddress(given: Address | undefined) {
  const { city, zip, state, country } = given?.address ?? {};
  return unlessEmpty({ street: combinedLinesOf(given, " "), city: present(city), zip: present(zip), state: present(state), country_code: country });
}

/** With `no_nc`, no name or address is strictly required. */
function toCustomer(data: PaymentRecord) {
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

/** Where the customer comes back to who may be sent to another page. Apple Pay's sheet needs none, nor does a payment without its customer. */
function toReturnUrl({ request }: PaymentRecord): string | undefined {
  const method = request.paymentMethodData;
  if (method.type === "mandate_payment" || (method.type === "wallet" && method.kind === "apple_pay")) return undefined;
  return need(present(request.completeAuthorizeUrl) ?? request.routerReturnUrl, "returnUrl");
}

/** Whether Novalnet can be told to authenticate: a card, or a Google Pay token, which is authenticated like one where it is a card number alone. */
function canAuthenticate({ request }: PaymentRecord): boolean {
  const method = request.paymentMethodData;
  return method.type === "card" || (method.type === "wallet" && method.kind === "google_pay");
}

/** Whether the payment method is stored for charges without the customer. */
function storesToken({ flow, request }: PaymentRecord): boolean {
  const { type } = request.paymentMethodData;
  // A card of an earlier payment elsewhere gets a token of its own here (tech-spec, section 4.8).
  if (type === "card_details_for_network_transaction_id") return true;
  return type !== "mandate_payment" && (flow === "SetupMandate" || request.setupFutureUsage === "off_session");
}

/** The one currency of an account debit (tech-spec, section 9). */
const CURRENCY_OF: ReadonlyMap<string, string> = new Map(Object.entries({ DIRECT_DEBIT_SEPA: "EUR", DIRECT_DEBIT_ACH: "USD" }));

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

/** The body of `POST payment` and `POST authorize`. Amounts are minor units as text; the number 0 for a set-up. */
export function toPaymentRequest(data: PaymentRecord, auth: NovalnetAuth) {
  const { request } = data;
  const instrument = toInstrument(data);
  const returnUrl = toReturnUrl(data);
  return {
    merchant: { signature: auth.signature, tariff: auth.tariff },
    customer: toCustomer(data),
    transaction: {
      // 1: no money moves. The same address serves both, so this alone decides.
      // No default: one would charge where a test was meant, the other give goods away.
      test_mode: need(data.testMode, "testMode") ? 1 : 0,
      ...instrument,
      amount: request.amount === 0 ? request.amount : amounts.convert(request.amount, request.currency),
      currency: request.currency,
      order_no: data.connectorRequestReferenceId,
      // A payment whose answer was lost is found by its notification, and by nothing else.
      hook_url: needField(request, "webhookUrl"),
      // Both ways back are one: the query says how it went, and its checksum proves it.
      return_url: returnUrl,
      error_return_url: returnUrl,
      enforce_3d: canAuthenticate(data) && isThreeDs(data) ? 1 : undefined,
      create_token: storesToken(data) ? 1 : undefined,
    },
    // The language of `status_text`.
    custom: { lang: optionalBrowserInfo(data, "language") ?? "en" },
  };
}
