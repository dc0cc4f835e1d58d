import { ConnectorError, secret, type BodyKey, type ConnectorAuthType, type HeaderKey, type MaybeSecret } from "@switchyard/interfaces";

/**
 * The merchant's credentials in Revolut's terms.
 * HeaderKey: `apiKey` the secret API key. BodyKey and SignatureKey as well, whose `key1` is the signing secret of webhooks (tech-spec, section 2).
 * @throws ConnectorError FailedToObtainAuthType
 */
export function revolutAuth(auth: ConnectorAuthType) {
  if (auth.type !== "HeaderKey" && auth.type !== "BodyKey" && auth.type !== "SignatureKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "revolut", expected: ["HeaderKey", "BodyKey"], received: auth.type });
  }
  return { authorization: auth.apiKey.map((key) => `Bearer ${key}`) };
}

/** The credentials in the words of the Merchant API's settings page. */
export function revolutCredentials(given: {
  readonly secretApiKey: MaybeSecret;
  /** Of the webhook, `wsk_…`; each webhook call may bring its own instead. */
  readonly signingSecret?: MaybeSecret | undefined;
}): HeaderKey | BodyKey {
  const apiKey = secret(given.secretApiKey);
  return given.signingSecret === undefined ? { type: "HeaderKey", apiKey } : { type: "BodyKey", apiKey, key1: secret(given.signingSecret) };
}
