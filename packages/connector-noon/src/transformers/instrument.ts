import type { ApplePayWalletData, Card, GooglePayWalletData, RouterData, WalletData } from "@switchyard/interfaces";
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
import type { NoonCard, NoonGooglePay, NoonPaymentData } from "../requests.js";

/** The record of the flows whose request is an order. */
export type PaymentRecord = RouterData<"Authorize" | "SetupMandate" | "RepeatPayment">;

function toCard(card: Card, data: PaymentRecord): NoonCard {
  return {
    nameOnCard: present(card.holderName) ?? billingFullName(data),
    numberPlain: card.number,
    expiryMonth: formatExpiry(card.expiry, "MM"),
    expiryYear: formatExpiry(card.expiry, "YYYY"),
    cvv: present(card.cvc),
  };
}

function toGooglePay(wallet: GooglePayWalletData): NoonGooglePay {
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
function toApplePayInfo(wallet: ApplePayWalletData) {
  const { paymentMethod: method, transactionIdentifier } = wallet;
  const paymentMethod = method === undefined ? undefined : { displayName: method.displayName, network: method.network, type: method.pmType };
  return walletTokenAsJson(wallet).map((paymentData) => stringifyJson({ token: { paymentData, paymentMethod, transactionIdentifier } }));
}

function toWallet(wallet: WalletData, data: PaymentRecord): NoonPaymentData {
  switch (wallet.kind) {
    case "apple_pay":
      return { type: "APPLEPAY", data: { paymentInfo: toApplePayInfo(wallet) } };
    case "google_pay":
      return { type: "GOOGLEPAY", data: toGooglePay(wallet) };
    case "paypal_redirect":
      return { type: "PAYPAL", data: { returnUrl: needField(data.request, "routerReturnUrl") } };
    default:
      throw notImplemented("noon", wallet);
  }
}

/** What the payment is made with. @throws ConnectorError NotImplemented for other methods; MissingConnectorMandateID */
export function toPaymentData(data: PaymentRecord): NoonPaymentData {
  const method = data.request.paymentMethodData;
  switch (method.type) {
    case "card":
      return { type: "CARD", data: toCard(method, data) };
    case "wallet":
      return toWallet(method, data);
    case "mandate_payment":
      return { type: "SUBSCRIPTION", data: { subscriptionIdentifier: needConnectorMandateId(data.request) } };
    default:
      throw notImplemented("noon", method);
  }
}
