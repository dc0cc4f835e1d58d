import {
  ConnectorError,
  type ApplePayWalletData,
  type DecryptedWalletToken,
  type GooglePayWalletData,
  type Secret,
  type WalletData,
} from "@switchyard/interfaces";
import { decodeBase64, decodeUtf8, encodeBase64 } from "../encoding/index.js";
import { parseJson, type JsonValue } from "../json/index.js";
import { present } from "./need.js";

const WALLET_NAMES: Readonly<Partial<Record<WalletData["kind"], string>>> = {
  apple_pay: "Apple Pay",
  google_pay: "Google Pay",
  paypal_sdk: "PayPal",
};

/** No cause ever: a parser's error may quote the token. */
function invalidToken(wallet: WalletData): ConnectorError<"InvalidWalletToken"> {
  return new ConnectorError("InvalidWalletToken", { walletName: WALLET_NAMES[wallet.kind] ?? wallet.kind });
}

/**
 * Google Pay's encrypted token, exactly as it was received: its signature covers the text.
 * @throws ConnectorError InvalidWalletToken when the caller has decrypted it, or it is blank
 */
export function needGooglePayToken(wallet: GooglePayWalletData): Secret {
  const { tokenizationData } = wallet;
  const token = tokenizationData.type === "encrypted" ? present(tokenizationData.token) : undefined;
  if (token === undefined) throw invalidToken(wallet);
  return token;
}

/** Google Pay's encrypted token in base64, as {@link needGooglePayToken} gives it. */
export function googlePayTokenBase64(wallet: GooglePayWalletData): Secret {
  return needGooglePayToken(wallet).map((token) => encodeBase64(token));
}

/**
 * Apple Pay's encrypted payment data as JSON text, decoded from base64.
 * @throws ConnectorError MissingApplePayTokenData when there is none, or the caller has decrypted it;
 *   InvalidWalletToken when it is not base64 of text
 */
export function applePayPaymentDataJson(wallet: ApplePayWalletData): Secret {
  const encoded = wallet.paymentData.type === "encrypted" ? present(wallet.paymentData.paymentData) : undefined;
  if (encoded === undefined) throw new ConnectorError("MissingApplePayTokenData", {});
  return encoded.map((base64) => {
    const bytes = decodeBase64(base64.replace(/\s/g, ""));
    const text = bytes === undefined ? undefined : decodeUtf8(bytes);
    if (text === undefined) throw invalidToken(wallet);
    return text;
  });
}

/**
 * The token of Google Pay (as received), Apple Pay (JSON text) or PayPal's SDK.
 * @throws ConnectorError InvalidWallet for a wallet without one, and as the wallet's own accessor
 */
export function needWalletToken(wallet: WalletData): Secret {
  switch (wallet.kind) {
    case "google_pay":
      return needGooglePayToken(wallet);
    case "apple_pay":
      return applePayPaymentDataJson(wallet);
    case "paypal_sdk": {
      const token = present(wallet.token);
      if (token === undefined) throw invalidToken(wallet);
      return token;
    }
    default:
      throw new ConnectorError("InvalidWallet", { what: wallet.kind });
  }
}

/**
 * The wallet's token as JSON, for processors that want it as part of theirs.
 * @throws ConnectorError InvalidWalletToken when it is not JSON, and as {@link needWalletToken}
 */
export function walletTokenAsJson(wallet: WalletData): Secret<JsonValue> {
  return needWalletToken(wallet).map((token) => {
    try {
      return parseJson(token);
    } catch {
      throw invalidToken(wallet);
    }
  });
}

/** The card behind Google Pay or Apple Pay, where the caller has decrypted the token. */
export function decryptedWalletToken(wallet: WalletData): DecryptedWalletToken | undefined {
  const token = wallet.kind === "google_pay" ? wallet.tokenizationData : wallet.kind === "apple_pay" ? wallet.paymentData : undefined;
  return token?.type === "decrypted" ? token : undefined;
}

/** @throws ConnectorError InvalidWalletToken when the token is still encrypted, or the wallet has none */
export function needDecryptedWalletToken(wallet: WalletData): DecryptedWalletToken {
  const token = decryptedWalletToken(wallet);
  if (token === undefined) throw invalidToken(wallet);
  return token;
}
