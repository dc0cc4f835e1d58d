import {
  ConnectorError,
  secret,
  type BodyKey,
  type ConnectorAuthType,
  type MaybeSecret,
  type Secret,
  type SignatureKey,
} from "@switchyard/interfaces";

/** The merchant's credentials in Adyen's words. */
export interface AdyenAuth {
  readonly apiKey: Secret;
  /** The account code that every body names. */
  readonly merchantAccount: Secret;
  /** The API key of the user who confirms or declines payouts; payments do not need it. */
  readonly reviewApiKey?: Secret | undefined;
}

/**
 * BodyKey, or SignatureKey where payouts are confirmed: `apiKey` the API key, `key1` the merchant account,
 * `apiSecret` the review user's API key (tech-spec, section 2).
 * @throws ConnectorError FailedToObtainAuthType
 */
export function adyenAuth(auth: ConnectorAuthType): AdyenAuth {
  switch (auth.type) {
    case "BodyKey":
      return { apiKey: auth.apiKey, merchantAccount: auth.key1 };
    case "SignatureKey":
      return { apiKey: auth.apiKey, merchantAccount: auth.key1, reviewApiKey: auth.apiSecret };
    default:
      throw new ConnectorError("FailedToObtainAuthType", { connector: "adyen", expected: ["BodyKey", "SignatureKey"], received: auth.type });
  }
}

/** The credentials in the words of Adyen's Customer Area. `reviewApiKey` is for those who confirm or decline payouts. */
export function adyenCredentials(given: {
  readonly apiKey: MaybeSecret;
  readonly merchantAccount: MaybeSecret;
  readonly reviewApiKey?: MaybeSecret | undefined;
}): BodyKey | SignatureKey {
  const account = { apiKey: secret(given.apiKey), key1: secret(given.merchantAccount) };
  return given.reviewApiKey === undefined
    ? { type: "BodyKey", ...account }
    : { type: "SignatureKey", ...account, apiSecret: secret(given.reviewApiKey) };
}
