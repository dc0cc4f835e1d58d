import { ConnectorError, secret, type ConnectorAuthType, type HeaderKey, type MaybeSecret, type RequestHeaders, } from "@switchyard/interfaces";

/** What Acme needs of the merchant: the headers that say who asks (tech-spec, section 2). */
export interface AcmeAuth {
  readonly headers: RequestHeaders;
}

/**
 * The credentials in Acme's terms: HeaderKey.
 * @throws ConnectorError FailedToObtainAuthType
 */
export function acmeAuth(auth: ConnectorAuthType): AcmeAuth {
  if (auth.type !== "HeaderKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "acme", expected: ["HeaderKey"], received: auth.type });
  }
  return { headers: { authorization: auth.apiKey.map((key) => `Bearer ${key}`) } };
}

/** The credentials in Acme's own words. */
export function acmeCredentials(credentials: {
  readonly apiKey: MaybeSecret;
}): HeaderKey {
  return { type: "HeaderKey", apiKey: secret(credentials.apiKey) };
}
