import type { ApplePayWalletData, Card, GooglePayWalletData, RouterData } from "@switchyard/interfaces";
import {
  billingFullName,
  formatExpiry,
  needConnectorMandateId,
  needField,
  needGooglePayToken,
  notImplemented,
  present,
  stringifyJson,
  walletTokenAsJson,
} from "@switchyard/utils";
import type { NoonPaymentData } from "../requests.js";

/** The record of the flows whose request is an order. */
export type PaymentRecord = RouterData<"Authorize" | "SetupMandate" | "RepeatPayment">;

function toCard(card: Card, data: PaymentRecord) {
  return {
    nameOnCard: present(card.holderName) ?? billingFullName(data),
    numberPlain: card.number,
    expiryMonth: formatExpiry(card.expiry, "MM"),
    expiryYear: formatExpiry(card.expiry, "YYYY"),
    cvv: present(card.cvc),
  };
}

/** Google's own object, in Google's own spelling. */
function toGooglePay(wallet: GooglePayWalletData) {
  const { pmType, description, info, tokenizationData } = wallet;
  const tokenType = tokenizationData.type === "encrypted" ? present(tokenizationData.tokenType) : undefined;
  return {
    apiVersionMinor: 0,
    apiVersion: 2,
    paymentMethodData: {
      type: present(pmType) ?? "CARD",
      description: present(description),
      info: info === undefined ? undefined : { cardNetwork: info.cardNetwork, cardDetails: info.cardDetails },
      tokenizationData: { type: tokenType ?? "PAYMENT_GATEWAY", token: needGooglePayToken(wallet) },
    },
  };
}

/** Apple's token is put together again as its own interface gave it, and goes as one text. */
function toApplePay(wallet: ApplePayWalletData) {
  const { paymentMethod: method, transactionIdentifier } = wallet;
  const paymentMethod = method === undefined ? undefined : { displayName: method.displayName, network: method.network, type: method.pmType };
  const token = walletTokenAsJson(wallet);
  return { paymentInfo: token.map((paymentData) => stringifyJson({ token: { paymentData, paymentMethod, transactionIdentifier } })) };
}

/** What the payment is made with. @throws ConnectorError NotImplemented for other methods; MissingConnectorMandateID */
export function toPaymentData(data: PaymentRecord): NoonPaymentData {
  const method = data.request.paymentMethodData;
  if (method.type === "card") return { type: "CARD", data: toCard(method, data) };
  if (method.type === "mandate_payment") return { type: "SUBSCRIPTION", data: { subscriptionIdentifier: needConnectorMandateId(data.request) } };
  if (method.type !== "wallet") throw notImplemented("noon", method);
  switch (method.kind) {
    case "apple_pay":
      return { type: "APPLEPAY", data: toApplePay(method) };
    case "google_pay":
      return { type: "GOOGLEPAY", data: toGooglePay(method) };
    case "paypal_redirect":
      return { type: "PAYPAL", data: { returnUrl: needField(data.request, "routerReturnUrl") } };
    default:
      throw notImplemented("noon", method);
  }
}
