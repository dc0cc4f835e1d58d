import { ConnectorError, type Card, type NetworkTokenData, type RouterData } from "@switchyard/interfaces";
import {
  decryptedWalletToken,
  formatExpiry,
  invalid,
  isAutoCapture,
  need,
  needBillingFields,
  needBillingFullName,
  needBrowserFields,
  needConnectorMandateId,
  needEmail,
  needField,
  networkTransactionIdOf,
  notImplemented,
  notSupported,
  optionalBrowserInfo,
  paymentMethodName,
  present,
  StringMajorUnitForConnector as amounts,
} from "@switchyard/utils";
import type { GatewayAmount } from "../requests.js";
import { stores, type PaymentRecord } from "./api.js";

/**
 * Refuses what cannot be done: to take the money later, as a purchase takes it at once whatever it is asked; to store anything but
 * a card; to set up a mandate that the customer has not agreed to, or that takes money.
 * @throws ConnectorError CaptureMethodNotSupported, NotSupported, MissingRequiredField, InvalidDataFormat
 */
export function checkPayment({ data }: { readonly data: PaymentRecord }): void {
  const { amount, captureMethod = "manual", customerAcceptance, paymentMethodData: method } = data.request;
  if (!isAutoCapture(data)) throw new ConnectorError("CaptureMethodNotSupported", { connector: "trustpay", captureMethod });
  if (stores(data) && method.type !== "card") throw notSupported("trustpay", `a mandate with ${paymentMethodName(method)}`);
  if (data.flow !== "SetupMandate") return;
  need(customerAcceptance, "customerAcceptance");
  if (amount !== 0) throw invalid("amount", "zero: a set-up takes no money");
}

function toAmount({ request: { amount, currency } }: PaymentRecord): GatewayAmount {
  return { amount: amounts.convert(amount, currency), currency };
}

/** `POST api/v1/purchase` with a card: a form whose names are written with their brackets. */
function toCardPurchase(card: Card, data: PaymentRecord) {
  const billing = needBillingFields(data, "firstName", "city", "country", "line1", "zip");
  const browser = needBrowserFields(data, "userAgent", "ipAddress");
  return {
    ...toAmount(data),
    pan: card.number,
    cvv: need(card.cvc, "card.cvc"),
    exp: formatExpiry(card.expiry, "MM/YY"),
    // Of the billing address, never of the card (tech-spec, section 11).
    cardholder: needBillingFullName(data),
    reference: data.connectorRequestReferenceId,
    redirectUrl: needField(data.request, "routerReturnUrl"),
    "billing[city]": billing.city,
    "billing[country]": billing.country,
    "billing[street1]": billing.line1,
    "billing[postcode]": billing.zip,
    "customer[email]": needEmail(data),
    "customer[ipAddress]": browser.ipAddress,
    // TrustPay's own defaults stand for what is not known of the browser (tech-spec, section 4.1).
    "browser[acceptHeader]": optionalBrowserInfo(data, "acceptHeader") ?? "*",
    "browser[language]": optionalBrowserInfo(data, "language") ?? "en-US",
    "browser[screenHeight]": optionalBrowserInfo(data, "screenHeight") ?? 1080,
    "browser[screenWidth]": optionalBrowserInfo(data, "screenWidth") ?? 1920,
    "browser[timezone]": optionalBrowserInfo(data, "timeZone") ?? 3600,
    "browser[userAgent]": browser.userAgent,
    "browser[javaEnabled]": optionalBrowserInfo(data, "javaEnabled") ?? false,
    "browser[javaScriptEnabled]": optionalBrowserInfo(data, "javaScriptEnabled") ?? true,
    "browser[screenColorDepth]": optionalBrowserInfo(data, "colorDepth") ?? 24,
    "browser[challengeWindow]": "1",
    "browser[paymentType]": "Plain",
    // A verification that takes nothing.
    "browser[paymentAction]": data.flow === "SetupMandate" ? "preauth" : undefined,
    // The card is to be charged again without the shopper.
    PaymentType: stores(data) ? "RecurringInitial" : undefined,
    descriptor: present(data.request.statementDescriptor),
  };
}

type Token = Pick<NetworkTokenData, "number" | "expiry" | "cryptogram" | "eci">;

/** A network token, authenticated already, or the one in an Apple Pay payment that the caller has decrypted. */
function toTokenPurchase({ number, expiry, cryptogram, eci }: Token, name: string, data: PaymentRecord) {
  return {
    ...toAmount(data),
    pan: number,
    exp: formatExpiry(expiry, "MM/YY"),
    RedirectUrl: needField(data.request, "routerReturnUrl"),
    threeDSecureEnrollmentStatus: "Y",
    threeDSecureEci: need(eci, `${name}.eci`),
    threeDSecureAuthenticationStatus: "Y",
    threeDSecureVerificationId: need(cryptogram, `${name}.cryptogram`),
  };
}

/** The charge of a card that was stored. */
function toRecurring(data: PaymentRecord) {
  if (networkTransactionIdOf(data.request) !== undefined) throw notSupported("trustpay", "a payment by network transaction id");
  const InstanceId = needConnectorMandateId(data.request);
  return { ...toAmount(data), InstanceId, reference: data.connectorRequestReferenceId, PaymentType: "RecurringSubsequent" };
}

/** Whether the payment is made in the sheet of a wallet, by TrustPay's SDK in the customer's browser. */
export function isWalletSession({ request: { paymentMethodData: method } }: PaymentRecord): boolean {
  return method.type === "wallet" && (method.kind === "apple_pay_third_party_sdk" || method.kind === "google_pay_third_party_sdk");
}

/** The body of `POST api/v1/intent`: a session of TrustPay's browser SDK for one wallet. */
function toIntent(data: PaymentRecord, initApplePay: boolean) {
  return { ...toAmount(data), initApplePay, initGooglePay: !initApplePay, reference: data.connectorRequestReferenceId };
}

/** The body of `POST api/v1/Refund`. */
export function toCardRefund({ request }: RouterData<"Execute">) {
  const { connectorTransactionId, refundAmount, currency, refundId } = request;
  return { instanceId: connectorTransactionId, amount: amounts.convert(refundAmount, currency), currency, reference: refundId };
}

/** What the card gateway is sent, by payment method. @throws ConnectorError NotImplemented, NotSupported, MissingRequiredField */
export function toGatewayRequest(data: PaymentRecord): GatewayAmount {
  const { paymentMethodData: method } = data.request;
  switch (method.type) {
    case "card":
      return toCardPurchase(method, data);
    case "mandate_payment":
      return toRecurring(data);
    case "network_token":
      return toTokenPurchase(method, "networkToken", data);
    case "wallet": {
      if (isWalletSession(data)) return toIntent(data, method.kind === "apple_pay_third_party_sdk");
      const token = method.kind === "apple_pay" ? decryptedWalletToken(method) : undefined;
      if (token === undefined) throw notImplemented("trustpay", method);
      return toTokenPurchase(token, "applePay", data);
    }
    default:
      throw notImplemented("trustpay", method);
  }
}
