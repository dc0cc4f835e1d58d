import { ConnectorError, type ConnectorMetadata } from "@switchyard/interfaces";
import { schema, z, type Parsed } from "@switchyard/utils";

/** A switch of the connector's metadata, in either spelling. @throws ConnectorError InvalidConnectorConfig */
function readSwitch(metadata: ConnectorMetadata | undefined, name: string, otherwise: boolean): boolean {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const value = metadata?.[name] ?? metadata?.[snake] ?? otherwise;
  if (typeof value === "boolean") return value;
  throw new ConnectorError("InvalidConnectorConfig", { config: `metadata.${snake}`, expected: "true or false" });
}

/** Accounts with the portal's "extended vcode" sign the currency as well (tech-spec, section 2.2). Off unless said. */
export const usesExtendedVcode = (metadata: ConnectorMetadata | undefined) => readSwitch(metadata, "extendedVcode", false);

/** Whether the signatures of answers are checked. On unless said. */
export const verifiesAnswers = (metadata: ConnectorMetadata | undefined) => readSwitch(metadata, "verifyAnswers", true);

/** Asks `q_by_tid`, which knows 180 days, in place of `gate-query`, which knows one (tech-spec, trap 12). Off unless said. */
export const usesIndirectRequery = (metadata: ConnectorMetadata | undefined) => readSwitch(metadata, "indirectRequery", false);

const paymentMeta = schema(() =>
  z.object({ amount: z.optional(z.string()), currency: z.optional(z.string()), channel: z.optional(z.string()), captured: z.optional(z.boolean()) }),
);

/** What later calls need to know of a payment: the first amount, with which alone it is found, and how it was paid. */
export type PaymentMeta = Parsed<typeof paymentMeta>;

/** What an earlier result of the payment left as `connectorMeta`; nothing where the caller kept nothing. */
export function readMeta(connectorMeta: unknown): PaymentMeta {
  const parsed = paymentMeta().safeParse(connectorMeta);
  return parsed.success ? parsed.data : {};
}
