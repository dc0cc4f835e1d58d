import { ConnectorError, secret, type ConnectorAuthType, type MaybeSecret, type Secret, type SignatureKey } from "@switchyard/interfaces";
import { encodeBase64 } from "@switchyard/utils";

/** The merchant's credentials as noon's header has them, but for the scheme in front. */
export interface NoonAuth {
  readonly key: Secret;
}

/**
 * SignatureKey: `key1` the business identifier, `apiSecret` the application identifier, `apiKey` the application's key
 * (tech-spec, section 2).
 * @throws ConnectorError FailedToObtainAuthType
 */
export function noonAuth(auth: ConnectorAuthType): NoonAuth {
  if (auth.type !== "SignatureKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "noon", expected: ["SignatureKey"], received: auth.type });
  }
  const { key1: business, apiSecret: application, apiKey } = auth;
  return { key: apiKey.map((key) => encodeBase64(`${business.expose()}.${application.expose()}:${key}`)) };
}

/** The credentials in the words of noon's merchant portal. */
export function noonCredentials(given: Readonly<Record<"businessIdentifier" | "applicationIdentifier" | "apiKey", MaybeSecret>>): SignatureKey {
  return {
    type: "SignatureKey",
    apiKey: secret(given.apiKey),
    key1: secret(given.businessIdentifier),
    apiSecret: secret(given.applicationIdentifier),
  };
}
