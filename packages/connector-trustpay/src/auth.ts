import { ConnectorError, secret, type ConnectorAuthType, type MaybeSecret, type Secret, type SignatureKey } from "@switchyard/interfaces";
import { encodeBase64 } from "@switchyard/utils";

/** The merchant's credentials in TrustPay's terms: the card gateway's key, and the project with its secret for AAPI. */
export interface TrustpayAuth {
  readonly apiKey: Secret;
  readonly projectId: Secret;
  /** `Basic` over project id and secret key: what an access token is asked for with. */
  readonly basic: Secret;
}

/**
 * SignatureKey: `apiKey` is the card gateway's key, `key1` the project id, `apiSecret` the secret key (tech-spec, section 2).
 * @throws ConnectorError FailedToObtainAuthType
 */
export function trustpayAuth(auth: ConnectorAuthType): TrustpayAuth {
  if (auth.type !== "SignatureKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "trustpay", expected: ["SignatureKey"], received: auth.type });
  }
  const { apiKey, key1: projectId, apiSecret } = auth;
  return { apiKey, projectId, basic: projectId.map((project) => `Basic ${encodeBase64(`${project}:${apiSecret.expose()}`)}`) };
}

/** The credentials in the words of TrustPay's merchant portal. */
export function trustpayCredentials(given: Readonly<Record<"apiKey" | "projectId" | "secretKey", MaybeSecret>>): SignatureKey {
  return { type: "SignatureKey", apiKey: secret(given.apiKey), key1: secret(given.projectId), apiSecret: secret(given.secretKey) };
}
