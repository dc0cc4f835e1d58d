import { ConnectorError, secret, type ConnectorAuthType, type MaybeSecret, type Secret, type SignatureKey } from "@switchyard/interfaces";
import { encodeBase64 } from "@switchyard/utils";

/** The merchant's credentials in Worldpay's terms: the Basic header, and the entity that payments are routed to. */
export interface WorldpayAuth {
  readonly authorization: Secret;
  readonly entity: Secret;
}

/**
 * SignatureKey; or BodyKey for old accounts, whose entity is `default`. `key1` is the user name, `apiKey` the password (tech-spec, section 2).
 * @throws ConnectorError FailedToObtainAuthType
 */
export function worldpayAuth(auth: ConnectorAuthType): WorldpayAuth {
  if (auth.type !== "SignatureKey" && auth.type !== "BodyKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "worldpay", expected: ["SignatureKey", "BodyKey"], received: auth.type });
  }
  return {
    authorization: auth.key1.map((username) => `Basic ${encodeBase64(`${username}:${auth.apiKey.expose()}`)}`),
    entity: auth.type === "SignatureKey" ? auth.apiSecret : secret("default"),
  };
}

/** The credentials in the words of Worldpay's onboarding. */
export function worldpayCredentials(given: Readonly<Record<"username" | "password" | "entityId", MaybeSecret>>): SignatureKey {
  return { type: "SignatureKey", key1: secret(given.username), apiKey: secret(given.password), apiSecret: secret(given.entityId) };
}
