import { ConnectorError, secret, type BodyKey, type ConnectorAuthType, type HeaderKey, type MaybeSecret, type Secret } from "@switchyard/interfaces";

/** The merchant's credentials in Revolut's terms. */
export interface RevolutAuth {
  readonly authorization: Secret;
}

/**
 * HeaderKey: `apiKey` the secret API key. BodyKey and SignatureKey as well, whose `key1` is the signing secret of webhooks (tech-spec, section 2).
 * @throws ConnectorError FailedToObtainAuthType
 */
export function revolutAuth(auth: ConnectorAuthType): RevolutAuth {
  if (auth.type !== "HeaderKey" && auth.type !== "BodyKey" && auth.type !== "SignatureKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "revolut", expected: ["HeaderKey", "BodyKey"], received: auth.type });
  }
  return { authorization: auth.apiKey.map((key) => `Bearer ${key}`) };
}

/** The signing secret that the credentials hold: for webhook calls that are given none. */
export function signingSecretOf(auth: ConnectorAuthType | undefined): Secret | undefined {
  return auth?.type === "BodyKey" || auth?.type === "SignatureKey" ? auth.key1 : undefined;
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
