import {
  ConnectorError,
  secret,
  type ApplePayWalletData,
  type GooglePayWalletData,
  type PaymentMethodData,
  type Secret,
} from "@switchyard/interfaces";
import {
  billingAddress,
  encodeBase64,
  need,
  needGooglePayToken,
  notImplemented,
  schema,
  stringifyJson,
  walletTokenAsJson,
  z,
} from "@switchyard/utils";
import type { WithAddress } from "@switchyard/utils";
import type { CardSource } from "../requests.js";

/** Apple's payment data, all of it there: half a token is never sent. */
const applePaymentData = schema(() =>
  z.object({
    data: z.string(),
    signature: z.string(),
    version: z.string(),
    header: z.object({ ephemeralPublicKey: z.string(), publicKeyHash: z.string(), transactionId: z.string() }),
  }),
);

const encoded = (tree: object): Secret => secret(encodeBase64(stringifyJson(tree)));

function toAppleToken(data: WithAddress, wallet: ApplePayWalletData): Secret {
  const paymentData = applePaymentData().safeParse(walletTokenAsJson(wallet).expose());
  if (!paymentData.success) throw new ConnectorError("InvalidWalletToken", { walletName: "Apple Pay" });
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
  return encoded({ billingContact, token: { paymentData: paymentData.data, paymentMethod: { displayName, network, type }, transactionIdentifier } });
}

function toGoogleToken(wallet: GooglePayWalletData): Secret {
  const { description, info } = wallet;
  const tokenizationData = { type: "PAYMENT_GATEWAY", token: needGooglePayToken(wallet).expose() };
  const shown = info === undefined ? undefined : { cardNetwork: info.cardNetwork, cardDetails: info.cardDetails };
  return encoded({ paymentMethodData: { description, tokenizationData, type: "CARD", info: shown } });
}

/** A wallet's token as BlueSnap takes it: base64 of JSON (tech-spec, section 4.2). @throws ConnectorError InvalidWalletToken, NotImplemented */
export function toWallet(data: WithAddress, method: Extract<PaymentMethodData, { type: "wallet" }>): CardSource["wallet"] {
  switch (method.kind) {
    case "apple_pay":
      return { walletType: "APPLE_PAY", encodedPaymentToken: toAppleToken(data, method) };
    case "google_pay":
      return { walletType: "GOOGLE_PAY", encodedPaymentToken: toGoogleToken(method) };
    default:
      throw notImplemented("bluesnap", method);
  }
}
