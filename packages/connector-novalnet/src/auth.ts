import { ConnectorError, secret, type ConnectorAuthType, type MaybeSecret, type Secret, type SignatureKey } from "@switchyard/interfaces";
import { encodeBase64 } from "@switchyard/utils";

/** The merchant's credentials in Novalnet's terms. */
export interface NovalnetAuth {
  /** The product activation key, which names the project in payments. */
  readonly signature: Secret;
  readonly tariff: Secret;
  /** The payment access key: it signs returns and notifications as well. */
  readonly accessKey: Secret;
  /** The access key as the header has it. */
  readonly accessHeader: Secret;
}

/** A key as it is copied from the portal, without the blanks around and in it (tech-spec, section 2). */
export function toPlainKey(key: Secret): Secret {
  return key.map((text) => text.replace(/\s/g, ""));
}

/**
 * SignatureKey: `apiKey` the product activation key, `key1` the payment access key, `apiSecret` the tariff (tech-spec, section 2).
 * @throws ConnectorError FailedToObtainAuthType
 */
export function novalnetAuth(auth: ConnectorAuthType): NovalnetAuth {
  if (auth.type !== "SignatureKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "novalnet", expected: ["SignatureKey"], received: auth.type });
  }
  const accessKey = toPlainKey(auth.key1);
  return { signature: auth.apiKey, tariff: auth.apiSecret, accessKey, accessHeader: accessKey.map((key) => encodeBase64(key)) };
}

/** The credentials in the words of Novalnet's admin portal. */
export function novalnetCredentials(given: Readonly<Record<"productActivationKey" | "paymentAccessKey" | "tariffId", MaybeSecret>>): SignatureKey {
  const { productActivationKey, paymentAccessKey, tariffId } = given;
  return { type: "SignatureKey", apiKey: secret(productActivationKey), key1: secret(paymentAccessKey), apiSecret: secret(tariffId) };
}
