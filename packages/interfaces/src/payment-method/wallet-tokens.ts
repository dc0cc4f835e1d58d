import { ConnectorError } from "../errors.js";
import { isSecret, secret, type MaybeSecret, type Secret } from "../secret.js";
import type { CardExpiry } from "./card-expiry.js";

/** What Google Pay gave, still encrypted for the processor. */
export interface GooglePayEncryptedToken {
  readonly type: "encrypted";
  /** The `token` text of `tokenizationData`, exactly as received: signatures are made over it. */
  readonly token: Secret;
  readonly tokenType?: string | undefined;
}

/** A wallet's payment credential that the caller has decrypted. */
export interface DecryptedWalletToken {
  readonly type: "decrypted";
  readonly number: Secret;
  readonly expiry: CardExpiry;
  readonly cryptogram?: Secret | undefined;
  readonly eci?: string | undefined;
  /** How Google Pay authenticated: a card number (`PAN_ONLY`) or a cryptogram (`CRYPTOGRAM_3DS`). */
  readonly authMethod?: string | undefined;
}

export interface GooglePayWalletData {
  readonly type: "wallet";
  readonly kind: "google_pay";
  readonly pmType?: string | undefined;
  readonly description?: string | undefined;
  readonly info?:
    | {
        readonly cardNetwork: string;
        /** The last four digits. */
        readonly cardDetails: string;
        readonly cardFundingSource?: string | undefined;
        readonly assuranceDetails?: { readonly cardHolderAuthenticated: boolean; readonly accountVerified: boolean } | undefined;
      }
    | undefined;
  readonly tokenizationData: GooglePayEncryptedToken | DecryptedWalletToken;
}

/** What Apple Pay gave, still encrypted for the processor. */
export interface ApplePayEncryptedToken {
  readonly type: "encrypted";
  /** `paymentData` as JSON text in base64. */
  readonly paymentData: Secret;
}

export interface ApplePayWalletData {
  readonly type: "wallet";
  readonly kind: "apple_pay";
  readonly paymentData: ApplePayEncryptedToken | DecryptedWalletToken;
  readonly paymentMethod?: { readonly displayName: string; readonly network: string; readonly pmType: string } | undefined;
  readonly transactionIdentifier?: string | undefined;
}

/** The `paymentMethodData` of Google Pay's JavaScript interface, as far as it is read. */
export interface GooglePayPaymentMethodData {
  readonly type?: string;
  readonly description?: string;
  readonly info?: { readonly cardNetwork?: string; readonly cardDetails?: string };
  readonly tokenizationData: { readonly type?: string; readonly token: string };
}

function invalidWallet(walletName: string, cause?: unknown): ConnectorError<"InvalidWalletToken"> {
  return new ConnectorError("InvalidWalletToken", { walletName }, cause === undefined ? undefined : { cause });
}

/**
 * A Google Pay payment: pass the token text, or the `paymentMethodData` that Google Pay's interface gave.
 * @throws ConnectorError InvalidWalletToken
 */
export function googlePay(input: { readonly token: MaybeSecret } | { readonly paymentMethodData: GooglePayPaymentMethodData }): GooglePayWalletData {
  if ("token" in input) {
    const token = secret(input.token);
    if (typeof token.expose() !== "string" || token.expose().trim() === "") throw invalidWallet("Google Pay");
    return { type: "wallet", kind: "google_pay", tokenizationData: { type: "encrypted", token } };
  }
  // Untyped callers pass on what a browser sent.
  const given: { readonly paymentMethodData?: { readonly tokenizationData?: { readonly token?: unknown } | null } | null } = input;
  const token = given.paymentMethodData?.tokenizationData?.token;
  if (typeof token !== "string" || token.trim() === "") throw invalidWallet("Google Pay");
  const { type, description, info, tokenizationData } = input.paymentMethodData;
  return {
    type: "wallet",
    kind: "google_pay",
    pmType: type,
    description,
    info: info?.cardNetwork === undefined ? undefined : { cardNetwork: info.cardNetwork, cardDetails: info.cardDetails ?? "" },
    tokenizationData: { type: "encrypted", token: secret(token), tokenType: tokenizationData.type },
  };
}

function toBase64(text: string): string {
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The JSON text in base64, from whichever form the caller has. */
function toPaymentData(input: MaybeSecret | Readonly<Record<string, unknown>>): Secret {
  const value: unknown = isSecret(input) ? input.expose() : input;
  if (typeof value === "object" && value !== null) return secret(toBase64(JSON.stringify(value)));
  if (typeof value !== "string" || value.trim() === "") throw new ConnectorError("MissingApplePayTokenData", {});
  return secret(value.trimStart().startsWith("{") ? toBase64(value) : value);
}

/**
 * An Apple Pay payment: `paymentData` as Apple's interface gives it (an object), as JSON text, or as base64 of that.
 * @throws ConnectorError MissingApplePayTokenData
 */
export function applePay(input: {
  readonly paymentData: MaybeSecret | Readonly<Record<string, unknown>>;
  readonly paymentMethod?: { readonly displayName: string; readonly network: string; readonly type: string } | undefined;
  readonly transactionIdentifier?: string | undefined;
}): ApplePayWalletData {
  const { paymentMethod: method } = input;
  return {
    type: "wallet",
    kind: "apple_pay",
    paymentData: { type: "encrypted", paymentData: toPaymentData(input.paymentData) },
    paymentMethod: method === undefined ? undefined : { displayName: method.displayName, network: method.network, pmType: method.type },
    transactionIdentifier: input.transactionIdentifier,
  };
}
