import {
  ConnectorError,
  secret,
  type ConnectorAuthType,
  type Environment,
  type HeaderKey,
  type MaybeSecret,
  type Secret,
} from "@switchyard/interfaces";

/** What Stripe needs of the merchant: the header that says who asks (tech-spec, section 2). */
export interface StripeAuth {
  readonly authorization: Secret;
}

/**
 * The credentials in Stripe's terms: HeaderKey, a secret or restricted key.
 * @throws ConnectorError FailedToObtainAuthType
 */
export function stripeAuth(auth: ConnectorAuthType): StripeAuth {
  if (auth.type !== "HeaderKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "stripe", expected: ["HeaderKey"], received: auth.type });
  }
  return { authorization: auth.apiKey.map((key) => `Bearer ${key}`) };
}

/** The environment that a key names: `sk_test_`, `rk_live_`. The host is the same for both (tech-spec, section 1). */
export function environmentOfKey(auth: ConnectorAuthType): Environment | undefined {
  const mode = auth.type === "HeaderKey" ? /^[a-z]+_(test|live)_/.exec(auth.apiKey.expose())?.[1] : undefined;
  return mode === undefined ? undefined : mode === "test" ? "sandbox" : "production";
}

/** The credentials in Stripe's own words: the secret key, or a restricted one. */
export function stripeCredentials(given: { readonly secretKey: MaybeSecret }): HeaderKey {
  return { type: "HeaderKey", apiKey: secret(given.secretKey) };
}
