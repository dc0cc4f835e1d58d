import { ConnectorError, secret, type ConnectorAuthType, type ConnectorMetadata, type MaybeSecret, type SignatureKey } from "@switchyard/interfaces";
import { encodeBase64, schema, toConnectorMetadata, z } from "@switchyard/utils";

/** The merchant's credentials as noon's header has them, but for the scheme in front. */
export type NoonAuth = ReturnType<typeof noonAuth>;

/**
 * SignatureKey: `key1` the business identifier, `apiSecret` the application identifier, `apiKey` the application's key
 * (tech-spec, section 2).
 * @throws ConnectorError FailedToObtainAuthType
 */
export function noonAuth(auth: ConnectorAuthType) {
  if (auth.type !== "SignatureKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "noon", expected: ["SignatureKey"], received: auth.type });
  }
  const { key1: business, apiSecret: application, apiKey } = auth;
  return { key: apiKey.map((key) => encodeBase64(`${business.expose()}.${application.expose()}:${key}`)) };
}

/** The credentials in the words of noon's merchant portal. */
export function noonCredentials(given: Readonly<Record<"businessIdentifier" | "applicationIdentifier" | "apiKey", MaybeSecret>>): SignatureKey {
  const { apiKey, businessIdentifier: key1, applicationIdentifier: apiSecret } = given;
  return { type: "SignatureKey", apiKey: secret(apiKey), key1: secret(key1), apiSecret: secret(apiSecret) };
}

const settings = schema(() =>
  z.object({
    region: z.nullish(z.union([z.literal("Global"), z.literal("Ksa"), z.literal("Egypt")])),
    orderCategory: z.text(),
    authorizationScheme: z.nullish(z.union([z.literal("Key"), z.literal("Key_Test"), z.literal("Key_Live")])),
  }),
);

/** The connector's metadata: what a merchant has settled with noon (tech-spec, section 3). @throws ConnectorError InvalidConnectorConfig */
export const noonSettings = (metadata: ConnectorMetadata | undefined) => toConnectorMetadata(settings, metadata);

const REGIONS = { Global: "", Ksa: ".sa", Egypt: ".eg" } as const;

/** noon's own hosts by region; any other address, as of a simulator, stays what it is. @throws ConnectorError InvalidConnectorConfig */
export function toRegionalUrl(baseUrl: string, metadata: ConnectorMetadata | undefined): string {
  const region = REGIONS[noonSettings(metadata).region ?? "Global"];
  return baseUrl.replace(/^(https:\/\/api(?:-test)?)\.noonpayments\.com\//, `$1${region}.noonpayments.com/`);
}

/** `Key` is the documented scheme; some accounts take the older `Key_Test` and `Key_Live` alone. */
export function toAuthorization({ key }: NoonAuth, metadata?: ConnectorMetadata) {
  const scheme = noonSettings(metadata).authorizationScheme ?? "Key";
  return { authorization: key.map((encoded) => `${scheme} ${encoded}`) };
}
