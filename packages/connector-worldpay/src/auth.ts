import { ConnectorError, secret, type ConnectorAuthType, type MaybeSecret, type Secret, type SignatureKey } from "@switchyard/interfaces";
import { encodeBase64 } from "@switchyard/utils";

/** What Worldpay needs of the merchant: the Basic header, and the entity that payments are routed to. */
export interface WorldpayAuth {
  readonly authorization: Secret;
  readonly entity: Secret;
}

/** The entity of old accounts that have none of their own. */
const DEFAULT_ENTITY = "default";

/** `Basic` over user name and password. The user name is `key1`, the password `apiKey` (tech-spec, section 2). */
function basic(username: Secret, password: Secret): Secret {
  return username.map((name) => `Basic ${encodeBase64(`${name}:${password.expose()}`)}`);
}

/**
 * The credentials in Worldpay's terms: SignatureKey, or BodyKey for accounts without an entity.
 * @throws ConnectorError FailedToObtainAuthType
 */
export function worldpayAuth(auth: ConnectorAuthType): WorldpayAuth {
  switch (auth.type) {
    case "SignatureKey":
      return { authorization: basic(auth.key1, auth.apiKey), entity: auth.apiSecret };
    case "BodyKey":
      return { authorization: basic(auth.key1, auth.apiKey), entity: secret(DEFAULT_ENTITY) };
    default:
      throw new ConnectorError("FailedToObtainAuthType", { connector: "worldpay", expected: ["SignatureKey", "BodyKey"], received: auth.type });
  }
}

/** The credentials in Worldpay's own words, as its onboarding gives them. */
export function worldpayCredentials(credentials: {
  readonly username: MaybeSecret;
  readonly password: MaybeSecret;
  readonly entityId: MaybeSecret;
}): SignatureKey {
  return {
    type: "SignatureKey",
    key1: secret(credentials.username),
    apiKey: secret(credentials.password),
    apiSecret: secret(credentials.entityId),
  };
}
