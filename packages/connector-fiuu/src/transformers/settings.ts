import type { RouterData } from "@switchyard/interfaces";
import { schema, toConnectorMetadata, z, type Parsed } from "@switchyard/utils";
import { readPart } from "./bodies.js";

const toggle = () => z.nullish(z.boolean());

const settings = schema(() =>
  z.object({
    /** Of accounts with the portal's "extended vcode": they sign the currency as well (tech-spec, section 2.2). */
    extendedVcode: toggle(),
    /** Asks `q_by_tid`, which knows 180 days, in place of `gate-query`, which knows one (tech-spec, trap 12). */
    indirectRequery: toggle(),
    /** `false`: the signatures of answers are not checked. */
    verifyAnswers: toggle(),
  }),
);

/** What the merchant has settled with Fiuu. @throws ConnectorError InvalidConnectorConfig */
export function settingsOf({ connectorMetaData }: Pick<RouterData, "connectorMetaData">): Parsed<typeof settings> {
  return toConnectorMetadata(settings, connectorMetaData);
}

const paymentMeta = schema(() =>
  z.object({ amount: z.optional(z.string()), currency: z.optional(z.string()), channel: z.optional(z.string()), captured: z.optional(z.boolean()) }),
);

/** What later calls need to know of a payment: the first amount, with which alone it is found, and how it was paid. */
export type PaymentMeta = Parsed<typeof paymentMeta>;

/** What an earlier result of the payment left as `connectorMeta`; nothing where the caller kept nothing. */
export function readMeta(connectorMeta: unknown): PaymentMeta {
  return readPart(paymentMeta, connectorMeta);
}
