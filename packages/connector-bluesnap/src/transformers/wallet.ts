import { ConnectorError, secret, type ApplePayWalletData, type GooglePayWalletData, type RouterData, type WalletData } from "@switchyard/interfaces";
import { billingAddress, encodeBase64, need, needGooglePayToken, notImplemented, readAs, stringifyJson, walletTokenAsJson } from "@switchyard/utils";
import { applePaymentData } from "../responses.js";

const encoded = (tree: object) => secret(encodeBase64(stringifyJson(tree)));

function toAppleToken(data: RouterData<"Authorize" | "CompleteAuthorize">, wallet: ApplePayWalletData) {
  const paymentData = readAs(applePaymentData, walletTokenAsJson(wallet).expose());
  if (paymentData === undefined) throw new ConnectorError("InvalidWalletToken", { walletName: "Apple Pay" });
  const { displayName, network, pmType: type } = need(wallet.paymentMethod, "paymentMethod.paymentMethod");
  const { address } = billingAddress(data) ?? {};
  const lines = [address?.line1, address?.line2, address?.line3].flatMap((line) => line?.expose() ?? []);
  const billingContact = {
    countryCode: address?.country,
    addressLines: lines.length === 0 ? undefined : lines,
    familyName: address?.lastName?.expose(),
    givenName: address?.firstName?.expose(),
    postalCode: address?.zip?.expose(),
  };
  const transactionIdentifier = need(wallet.transactionIdentifier, "paymentMethod.transactionIdentifier");
  return encoded({ billingContact, token: { paymentData, paymentMethod: { displayName, network, type }, transactionIdentifier } });
}

function toGoogleToken(wallet: GooglePayWalletData) {
  const { description, info } = wallet;
  const tokenizationData = { type: "PAYMENT_GATEWAY", token: needGooglePayToken(wallet).expose() };
  const shown = info === undefined ? undefined : { cardNetwork: info.cardNetwork, cardDetails: info.cardDetails };
  return encoded({ paymentMethodData: { description, tokenizationData, type: "CARD", info: shown } });
}

/** A wallet's token as BlueSnap takes it: base64 of JSON (tech-spec, section 4.2). @throws ConnectorError InvalidWalletToken, NotImplemented */
export function toWallet(data: RouterData<"Authorize" | "CompleteAuthorize">, method: WalletData) {
  switch (method.kind) {
    case "apple_pay":
      return { walletType: "APPLE_PAY", encodedPaymentToken: toAppleToken(data, method) };
    case "google_pay":
      return { walletType: "GOOGLE_PAY", encodedPaymentToken: toGoogleToken(method) };
    default:
      throw notImplemented("bluesnap", method);
  }
}
