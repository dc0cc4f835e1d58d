import { ConnectorError, isSecret } from "@switchyard/interfaces";

/** A record whose fields are all there. */
export type Present<T> = { readonly [K in keyof T]-?: NonNullable<T[K]> };

/** True when nothing is there to send: no value, blank text, or a Secret of either. Zero and `false` are values. */
export function isMissing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return isSecret(value) && isMissing(value.expose());
}

/** The value, or `undefined` where it is missing: blank text is never sent. */
export function present<T>(value: T): NonNullable<T> | undefined {
  return isMissing(value) ? undefined : (value ?? undefined);
}

/** A record with something in it, or `undefined`: a processor is not sent an empty address. */
export function unlessEmpty<T extends object>(record: T): T | undefined {
  return Object.values(record).some((value) => value !== undefined) ? record : undefined;
}

/**
 * The value of a field that the processor requires. Blank text, in the open or in a Secret, counts as missing:
 * a processor would refuse it later and less clearly.
 *
 * @param path the dotted path of the field in the words of the unified request, for example `billing.address.line1`
 * @throws ConnectorError MissingRequiredField
 */
export function need<T>(value: T, path: string): NonNullable<T> {
  const given = present(value);
  if (given === undefined) throw new ConnectorError("MissingRequiredField", { fieldName: path });
  return given;
}

/**
 * Several required fields at once, so that the caller learns of all that are missing in one go:
 * `needAll({ "billing.address.line1": line1, email })`.
 *
 * @throws ConnectorError MissingRequiredField when one is missing, MissingRequiredFields when several are
 */
export function needAll<T extends Readonly<Record<string, unknown>>>(fields: T): Present<T> {
  const fieldNames = Object.keys(fields).filter((path) => isMissing(fields[path]));
  const [fieldName] = fieldNames;
  if (fieldName === undefined) return fields as Present<T>; // Every field was just seen to be there.
  if (fieldNames.length === 1) throw new ConnectorError("MissingRequiredField", { fieldName });
  throw new ConnectorError("MissingRequiredFields", { fieldNames });
}

/** Where a field of the router data has another name than in the request that the caller wrote. */
const CALLERS_WORDS: Readonly<Record<string, string>> = {
  routerReturnUrl: "returnUrl",
  email: "customer.email",
  customerName: "customer.name",
  customerId: "customer.id",
  connectorCustomer: "customer.connectorCustomerId",
  merchantOrderReferenceId: "orderReference",
  connectorRequestReferenceId: "reference",
};

/**
 * A field that a record holds, by its name: `needField(data.request, "webhookUrl")`, `needField(data, "connectorCustomer")`.
 *
 * @param within the path of the record itself, where it is not the request: `paymentMethodData.card`
 * @throws ConnectorError MissingRequiredField
 */
export function needField<T extends object, K extends keyof T & string>(record: T, field: K, within?: string): NonNullable<T[K]> {
  const name = CALLERS_WORDS[field] ?? field;
  return need(record[field], within === undefined ? name : `${within}.${name}`);
}
