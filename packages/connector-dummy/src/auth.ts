import { ConnectorError, secret, type ConnectorAuthType, type HeaderKey, type MaybeSecret, type Secret } from "@switchyard/interfaces";

/** What the simulator needs of the merchant: the bearer header. */
export interface DummyAuth {
  readonly authorization: Secret;
}

/**
 * The credentials as the simulator takes them (tech-spec, section 1).
 * @throws ConnectorError FailedToObtainAuthType
 */
export function dummyAuth(auth: ConnectorAuthType): DummyAuth {
  if (auth.type === "HeaderKey") return { authorization: auth.apiKey.map((key) => `Bearer ${key}`) };
  throw new ConnectorError("FailedToObtainAuthType", { connector: "dummy", expected: ["HeaderKey"], received: auth.type });
}

/** The credentials in the simulator's own words. */
export function dummyCredentials(credentials: { readonly apiKey: MaybeSecret }): HeaderKey {
  return { type: "HeaderKey", apiKey: secret(credentials.apiKey) };
}
