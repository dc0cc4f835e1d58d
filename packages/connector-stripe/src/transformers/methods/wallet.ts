import { ConnectorError, type ApplePayWalletData, type GooglePayWalletData, type Secret, type WalletData } from "@switchyard/interfaces";
import { decryptedWalletToken, keptText, need, notImplemented, notSupported, walletTokenAsJson } from "@switchyard/utils";
import { toBillingDetails } from "../address.js";
import { toNetworkTokenPayment, toThreeDsRequest } from "./card.js";
import type { MethodRecord, StripeMethod, StripeMethodType } from "./method.js";

/** Wallets on pages of their own: the type says it all. */
const REDIRECTS: Readonly<Partial<Record<WalletData["kind"], StripeMethodType>>> = {
  ali_pay_redirect: "alipay",
  amazon_pay_redirect: "amazon_pay",
  cashapp_qr: "cashapp",
  kakao_pay_redirect: "kakao_pay",
  mobile_pay_redirect: "mobilepay",
  paypal_redirect: "paypal",
  revolut_pay: "revolut_pay",
  swish_qr: "swish",
  twint_redirect: "twint",
};

/**
 * Google Pay for the gateway `stripe`: its token is the JSON of a token of Stripe's, whose id is what is charged (tech-spec, section 4.2).
 * @throws ConnectorError InvalidWalletToken
 */
function googlePayTokenId(wallet: GooglePayWalletData): Secret {
  return walletTokenAsJson(wallet).map((token) => {
    const id = keptText(token, "id");
    if (id?.startsWith("tok_") === true) return id;
    throw new ConnectorError("InvalidWalletToken", { walletName: "Google Pay" });
  });
}

/** Whether the client must change this payment's Apple Pay data for a token of Stripe's before it pays. */
export function needsApplePayToken(data: MethodRecord): boolean {
  const { paymentMethodData: method } = data.request;
  return method.type === "wallet" && method.kind === "apple_pay" && method.paymentData.type === "encrypted";
}

function toApplePay(wallet: ApplePayWalletData, data: MethodRecord): StripeMethod {
  const decrypted = decryptedWalletToken(wallet);
  if (decrypted !== undefined) return toNetworkTokenPayment(decrypted, "apple_pay", data);
  const token = "paymentMethodToken" in data && data.paymentMethodToken?.type === "token" ? data.paymentMethodToken.token : undefined;
  return { type: "card", fields: { token: need(token, "paymentMethodToken.token") }, billing: toBillingDetails(data) };
}

function toGooglePay(wallet: GooglePayWalletData, data: MethodRecord): StripeMethod {
  const decrypted = decryptedWalletToken(wallet);
  if (decrypted === undefined) {
    return { type: "card", fields: { token: googlePayTokenId(wallet) }, options: toThreeDsRequest(data), billing: toBillingDetails(data) };
  }
  if (decrypted.authMethod !== "PAN_ONLY" && decrypted.cryptogram !== undefined) return toNetworkTokenPayment(decrypted, "google_pay_dpan", data);
  // Without a cryptogram it is the card's own number, and the customer is not authenticated.
  const { number, expiry } = decrypted;
  return {
    type: "card",
    fields: { number, exp_month: expiry.monthNumber, exp_year: expiry.yearNumber },
    options: toThreeDsRequest(data),
    billing: toBillingDetails(data),
  };
}

/** @throws ConnectorError NotImplemented for other wallets; InvalidWalletToken */
export function toWallet(wallet: WalletData, data: MethodRecord): StripeMethod {
  if (wallet.kind === "apple_pay") return toApplePay(wallet, data);
  if (wallet.kind === "google_pay") return toGooglePay(wallet, data);
  const billing = toBillingDetails(data);
  // Stripe draws the code for its page in the browser; apps of the merchant's own would need an app_id.
  if (wallet.kind === "we_chat_pay_qr") return { type: "wechat_pay", options: { client: "web" }, billing };
  // Stripe's Samsung Pay is another product: a redirect in South Korea, which takes no token.
  if (wallet.kind === "samsung_pay") throw notSupported("stripe", wallet);
  const type = REDIRECTS[wallet.kind];
  if (type === undefined) throw notImplemented("stripe", wallet);
  return { type, billing };
}
