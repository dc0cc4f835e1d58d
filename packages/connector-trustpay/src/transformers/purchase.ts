import { ConnectorError, type Card, type CardExpiry, type RouterData, type Secret } from "@switchyard/interfaces";
import {
  decryptedWalletToken,
  formatExpiry,
  isAutoCapture,
  need,
  needBillingFields,
  needBillingFullName,
  needBrowserFields,
  needConnectorMandateId,
  needEmail,
  networkTransactionIdOf,
  notImplemented,
  notSupported,
  optionalBrowserInfo,
  present,
  StringMajorUnitForConnector as amounts,
} from "@switchyard/utils";
import type { IntentRequest, NetworkTokenRequest, PurchaseRequest, RecurringRequest } from "../requests.js";
import { storesCard } from "./api.js";

/** The record of a payment that begins. */
export type PaymentRecord = RouterData<"Authorize" | "SetupMandate" | "RepeatPayment">;

/** A purchase takes the money at once, whatever it is asked: what is to be taken later is refused. @throws ConnectorError CaptureMethodNotSupported */
export function needAutoCapture(data: PaymentRecord): void {
  if (isAutoCapture(data)) return;
  throw new ConnectorError("CaptureMethodNotSupported", { connector: "trustpay", captureMethod: data.request.captureMethod ?? "manual" });
}

function toAmount({ request: { amount, currency } }: PaymentRecord) {
  return { amount: amounts.convert(amount, currency), currency };
}

/** What 3DS wants to know of the browser; TrustPay's own defaults stand for what is not known (tech-spec, section 4.1). */
function toBrowser(data: PaymentRecord) {
  const { userAgent } = needBrowserFields(data, "userAgent", "ipAddress");
  return {
    "browser[acceptHeader]": optionalBrowserInfo(data, "acceptHeader") ?? "*",
    "browser[language]": optionalBrowserInfo(data, "language") ?? "en-US",
    "browser[screenHeight]": optionalBrowserInfo(data, "screenHeight") ?? 1080,
    "browser[screenWidth]": optionalBrowserInfo(data, "screenWidth") ?? 1920,
    "browser[timezone]": optionalBrowserInfo(data, "timeZone") ?? 3600,
    "browser[userAgent]": userAgent,
    "browser[javaEnabled]": optionalBrowserInfo(data, "javaEnabled") ?? false,
    "browser[javaScriptEnabled]": optionalBrowserInfo(data, "javaScriptEnabled") ?? true,
    "browser[screenColorDepth]": optionalBrowserInfo(data, "colorDepth") ?? 24,
    "browser[challengeWindow]": "1",
    "browser[paymentType]": "Plain",
  } as const;
}

/** What a set-up must be: agreed to by the customer, and of no amount. @throws ConnectorError MissingRequiredField, InvalidDataFormat */
function checkSetup({ flow, request }: PaymentRecord): void {
  if (flow !== "SetupMandate") return;
  need(request.customerAcceptance, "customerAcceptance");
  if (request.amount !== 0) throw new ConnectorError("InvalidDataFormat", { fieldName: "amount", expected: "zero: a set-up takes no money" });
}

function toCardPurchase(card: Card, data: PaymentRecord): PurchaseRequest {
  checkSetup(data);
  const billing = needBillingFields(data, "firstName", "city", "country", "line1", "zip");
  const browser = toBrowser(data);
  return {
    ...toAmount(data),
    pan: card.number,
    cvv: need(card.cvc, "card.cvc"),
    exp: formatExpiry(card.expiry, "MM/YY"),
    // Of the billing address, never of the card (tech-spec, section 11).
    cardholder: needBillingFullName(data),
    reference: data.connectorRequestReferenceId,
    redirectUrl: need(data.request.routerReturnUrl, "returnUrl"),
    "billing[city]": billing.city,
    "billing[country]": billing.country,
    "billing[street1]": billing.line1,
    "billing[postcode]": billing.zip,
    "customer[email]": needEmail(data),
    "customer[ipAddress]": need(data.request.browserInfo?.ipAddress, "browserInfo.ipAddress"),
    ...browser,
    "browser[paymentAction]": data.flow === "SetupMandate" ? "preauth" : undefined,
    PaymentType: storesCard(data) ? "RecurringInitial" : undefined,
    descriptor: present(data.request.statementDescriptor),
  };
}

interface Token {
  readonly number: Secret;
  readonly expiry: CardExpiry;
  readonly cryptogram?: Secret | undefined;
  readonly eci?: string | undefined;
}

/** A network token, or the one in an Apple Pay payment that the caller has decrypted. */
function toTokenPurchase({ number, expiry, cryptogram, eci }: Token, name: string, data: PaymentRecord): NetworkTokenRequest {
  if (storesCard(data)) throw notSupported("trustpay", `a mandate with ${name}`);
  return {
    ...toAmount(data),
    pan: number,
    exp: formatExpiry(expiry, "MM/YY"),
    RedirectUrl: need(data.request.routerReturnUrl, "returnUrl"),
    threeDSecureEnrollmentStatus: "Y",
    threeDSecureEci: need(eci, `${name}.eci`),
    threeDSecureAuthenticationStatus: "Y",
    threeDSecureVerificationId: need(cryptogram, `${name}.cryptogram`),
  };
}

function toRecurring(data: PaymentRecord): RecurringRequest {
  const { request } = data;
  if (networkTransactionIdOf(request) !== undefined) throw notSupported("trustpay", "a payment by network transaction id");
  const InstanceId = needConnectorMandateId(request);
  return { ...toAmount(data), InstanceId, reference: data.connectorRequestReferenceId, PaymentType: "RecurringSubsequent" };
}

/** Whether the payment is made in the sheet of a wallet, by TrustPay's SDK in the customer's browser. */
export function isWalletSession({ request: { paymentMethodData: method } }: PaymentRecord): boolean {
  return method.type === "wallet" && (method.kind === "apple_pay_third_party_sdk" || method.kind === "google_pay_third_party_sdk");
}

/** The body of `POST api/v1/intent`: a session for one wallet. */
function toIntent(data: PaymentRecord): IntentRequest {
  const { paymentMethodData: method } = data.request;
  const isApple = method.type === "wallet" && method.kind === "apple_pay_third_party_sdk";
  return { ...toAmount(data), initApplePay: isApple, initGooglePay: !isApple, reference: data.connectorRequestReferenceId };
}

/** What the card gateway is sent, by payment method. @throws ConnectorError NotImplemented, NotSupported, MissingRequiredField */
export function toGatewayRequest(data: PaymentRecord): PurchaseRequest | NetworkTokenRequest | RecurringRequest | IntentRequest {
  const { paymentMethodData: method } = data.request;
  switch (method.type) {
    case "card":
      return toCardPurchase(method, data);
    case "mandate_payment":
      return toRecurring(data);
    case "network_token":
      return toTokenPurchase(method, "networkToken", data);
    case "wallet": {
      if (isWalletSession(data)) return toIntent(data);
      const token = method.kind === "apple_pay" ? decryptedWalletToken(method) : undefined;
      if (token === undefined) throw notImplemented("trustpay", method);
      return toTokenPurchase(token, "applePay", data);
    }
    default:
      throw notImplemented("trustpay", method);
  }
}
