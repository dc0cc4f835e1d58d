import { ConnectorError, secret, type ConnectorAuthType, type MaybeSecret, type Secret, type SignatureKey } from "@switchyard/interfaces";

/** The merchant's credentials in Fiuu's words. Which key signs what differs from call to call (tech-spec, section 2.2). */
export interface FiuuAuth {
  readonly merchantId: Secret;
  /** Signs most requests. */
  readonly verifyKey: Secret;
  /** Signs reversals and refunds, and everything that Fiuu sends. */
  readonly secretKey: Secret;
}

/**
 * SignatureKey: `key1` is the merchant id, `apiKey` the verify key, `apiSecret` the secret key (tech-spec, section 2.1).
 * @throws ConnectorError FailedToObtainAuthType
 */
export function fiuuAuth(auth: ConnectorAuthType): FiuuAuth {
  if (auth.type !== "SignatureKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "fiuu", expected: ["SignatureKey"], received: auth.type });
  }
  return { merchantId: auth.key1, verifyKey: auth.apiKey, secretKey: auth.apiSecret };
}

/** The credentials in the words of Fiuu's merchant portal. */
export function fiuuCredentials(given: Readonly<Record<"merchantId" | "verifyKey" | "secretKey", MaybeSecret>>): SignatureKey {
  return { type: "SignatureKey", key1: secret(given.merchantId), apiKey: secret(given.verifyKey), apiSecret: secret(given.secretKey) };
}
