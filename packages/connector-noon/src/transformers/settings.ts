import type { ConnectorMetadata, Flow, RequestHeaders } from "@switchyard/interfaces";
import { present, schema, toConnectorMetadata, z, type RequestContext } from "@switchyard/utils";
import type { NoonAuth } from "../auth.js";

const REGIONS = { Global: "", Ksa: ".sa", Egypt: ".eg" } as const;

/** The connector's metadata: what a merchant has settled with noon (tech-spec, section 3). */
const settings = schema(() =>
  z.object({
    region: z.nullish(z.union([z.literal("Global"), z.literal("Ksa"), z.literal("Egypt")])),
    orderCategory: z.nullish(z.string()),
    authorizationScheme: z.nullish(z.union([z.literal("Key"), z.literal("Key_Test"), z.literal("Key_Live")])),
  }),
);

/** The order category of payments that name none. @throws ConnectorError InvalidConnectorConfig */
export function defaultCategory(metadata: ConnectorMetadata | undefined): string | undefined {
  return present(toConnectorMetadata(settings, metadata).orderCategory);
}

/** noon's own hosts by region; any other address, as of a simulator, stays what it is. @throws ConnectorError InvalidConnectorConfig */
export function toRegionalUrl(baseUrl: string, { data }: RequestContext<Flow, NoonAuth>): string {
  const region = REGIONS[toConnectorMetadata(settings, data.connectorMetaData).region ?? "Global"];
  return baseUrl.replace(/^(https:\/\/api(?:-test)?)\.noonpayments\.com\//, `$1${region}.noonpayments.com/`);
}

/** `Key` is the documented scheme; some accounts take the older `Key_Test` and `Key_Live` alone. */
export function toAuthorization({ key }: NoonAuth, metadata?: ConnectorMetadata): RequestHeaders {
  const scheme = toConnectorMetadata(settings, metadata).authorizationScheme ?? "Key";
  return { authorization: key.map((encoded) => `${scheme} ${encoded}`) };
}
