import { ConnectorError, isSecret, type ConnectorMetadata } from "@switchyard/interfaces";
import type { StripeMetadata } from "../requests.js";

// Tech-spec, sections 4.1 and 11: at most 50 keys of 40 characters without brackets, values of 500.
const MOST_KEYS = 50;
const LONGEST_NAME = 40;
const LONGEST_VALUE = 500;

function needLength(text: string, fieldName: string, maxLength: number): void {
  if (text.length <= maxLength) return;
  throw new ConnectorError("MaxFieldLengthViolated", { fieldName, connector: "stripe", maxLength, receivedLength: text.length });
}

/** Fields of records and lists by their dotted names: Stripe's metadata are flat texts. */
function flatten(value: unknown, name: string): readonly (readonly [name: string, value: unknown])[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object" || isSecret(value)) return [[name, value]];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, name === "" ? key : `${name}.${key}`));
}

function toValue(value: unknown, fieldName: string): StripeMetadata[string] {
  if (isSecret(value)) {
    const text = value.map(String);
    needLength(text.expose(), fieldName, LONGEST_VALUE);
    return text;
  }
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean" && typeof value !== "bigint") {
    throw new ConnectorError("InvalidDataFormat", { fieldName, expected: "texts, numbers and booleans" });
  }
  const text = String(value);
  needLength(text, fieldName, LONGEST_VALUE);
  return text;
}

/**
 * The merchant's metadata as Stripe takes them, and what the connector adds: `order_id`, by which webhooks name the request.
 * @throws ConnectorError InvalidDataFormat, MaxFieldLengthViolated
 */
export function toStripeMetadata(given: ConnectorMetadata | undefined, own: Readonly<Record<string, string>>): StripeMetadata {
  const fields = flatten(given ?? {}, "").map(([name, value]) => {
    if (name === "" || /[[\]]/.test(name)) throw new ConnectorError("InvalidDataFormat", { fieldName: "metadata", expected: "keys without [ and ]" });
    needLength(name, "metadata", LONGEST_NAME);
    return [name, toValue(value, `metadata.${name}`)] as const;
  });
  for (const [name, value] of Object.entries(own)) needLength(value, name === "order_id" ? "reference" : `metadata.${name}`, LONGEST_VALUE);
  const metadata = { ...Object.fromEntries(fields), ...own };
  if (Object.keys(metadata).length <= MOST_KEYS) return metadata;
  throw new ConnectorError("InvalidDataFormat", { fieldName: "metadata", expected: `at most ${String(MOST_KEYS - Object.keys(own).length)} keys` });
}
