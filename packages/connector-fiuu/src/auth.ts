import { ConnectorError, secret, type ConnectorAuthType, type MaybeSecret, type RouterData, type SignatureKey } from "@switchyard/interfaces";
import { schema, toConnectorMetadata, z } from "@switchyard/utils";

/** The merchant's credentials in Fiuu's words. Which key signs what differs from call to call (tech-spec, section 2.2). */
export type FiuuAuth = ReturnType<typeof fiuuAuth>;

/**
 * SignatureKey: `key1` is the merchant id; `apiKey` the verify key, which signs most requests; `apiSecret` the secret key, which
 * signs reversals and refunds, and everything that Fiuu sends (tech-spec, section 2.1).
 * @throws ConnectorError FailedToObtainAuthType
 */
export function fiuuAuth(auth: ConnectorAuthType) {
  if (auth.type !== "SignatureKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "fiuu", expected: ["SignatureKey"], received: auth.type });
  }
  return { merchantId: auth.key1, verifyKey: auth.apiKey, secretKey: auth.apiSecret };
}

/** The credentials in the words of Fiuu's merchant portal. */
export function fiuuCredentials(given: Readonly<Record<"merchantId" | "verifyKey" | "secretKey", MaybeSecret>>): SignatureKey {
  return { type: "SignatureKey", key1: secret(given.merchantId), apiKey: secret(given.verifyKey), apiSecret: secret(given.secretKey) };
}

const settings = schema(() => z.object(z.each(() => z.nullish(z.boolean()), "extendedVcode", "indirectRequery", "verifyAnswers")));

/**
 * What the merchant has settled with Fiuu. `extendedVcode`: the portal's "extended vcode" is on, so that the currency is signed as
 * well (tech-spec, section 2.2). `indirectRequery`: `q_by_tid` is asked, which knows 180 days, in place of `gate-query`, which
 * knows one (trap 12). `verifyAnswers: false`: the signatures of answers are not checked.
 * @throws ConnectorError InvalidConnectorConfig
 */
export const settingsOf = ({ connectorMetaData }: Pick<RouterData, "connectorMetaData">) => toConnectorMetadata(settings, connectorMetaData);
