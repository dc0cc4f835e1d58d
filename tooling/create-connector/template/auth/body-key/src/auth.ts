import { ConnectorError, secret, type ConnectorAuthType, type BodyKey, type MaybeSecret, type RequestHeaders, type Secret, } from "@switchyard/interfaces";
import { encodeBase64 } from "@switchyard/utils";

/** What Acme needs of the merchant: the headers that say who asks (tech-spec, section 2). */
export interface AcmeAuth {
  readonly headers: RequestHeaders;
}

/** `Basic` over user name and password. */
function basic(username: Secret, password: Secret): Secret {
  return username.map((name) => `Basic ${encodeBase64(`${name}:${password.expose()}`)}`);
}

/**
 * The credentials in Acme's terms: BodyKey.
 * @throws ConnectorError FailedToObtainAuthType
 */
export function acmeAuth(auth: ConnectorAuthType): AcmeAuth {
  if (auth.type !== "BodyKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "acme", expected: ["BodyKey"], received: auth.type });
  }
  return { headers: { authorization: basic(auth.key1, auth.apiKey) } };
}

/** The credentials in Acme's own words. */
export function acmeCredentials(credentials: {
  readonly username: MaybeSecret;
  readonly password: MaybeSecret;
}): BodyKey {
  return { type: "BodyKey", key1: secret(credentials.username), apiKey: secret(credentials.password) };
}
