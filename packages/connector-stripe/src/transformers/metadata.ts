import { isSecret, type ConnectorMetadata } from "@switchyard/interfaces";
import { atMost, invalid } from "@switchyard/utils";
import type { StripeMetadata } from "../requests.js";

// Tech-spec, sections 4.1 and 11: at most 50 keys of 40 characters without brackets, values of 500.
const MOST_KEYS = 50;
const LONGEST_NAME = 40;
const LONGEST_VALUE = 500;

/** Fields of records and lists by their dotted names: Stripe's metadata are flat texts. */
function flatten(value: unknown, name: string): readonly (readonly [name: string, value: unknown])[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object" || isSecret(value)) return [[name, value]];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, name === "" ? key : `${name}.${key}`));
}

/** @throws ConnectorError MaxFieldLengthViolated */
function toText(text: string, fieldName: string): string {
  return atMost(text, LONGEST_VALUE, fieldName, "stripe");
}

function toValue(value: unknown, fieldName: string): StripeMetadata[string] {
  if (isSecret(value)) return value.map((text) => toText(String(text), fieldName));
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean" && typeof value !== "bigint") {
    throw invalid(fieldName, "texts, numbers and booleans");
  }
  return toText(String(value), fieldName);
}

/**
 * The merchant's metadata as Stripe takes them, and what the connector adds: `order_id`, by which webhooks name the request.
 * @throws ConnectorError InvalidDataFormat, MaxFieldLengthViolated
 */
export function toStripeMetadata(given: ConnectorMetadata | undefined, own: Readonly<Record<string, string>>): StripeMetadata {
  const fields = flatten(given ?? {}, "").map(([name, value]) => {
    if (name === "" || /[[\]]/.test(name)) throw invalid("metadata", "keys without [ and ]");
    return [atMost(name, LONGEST_NAME, "metadata", "stripe"), toValue(value, `metadata.${name}`)] as const;
  });
  for (const [name, value] of Object.entries(own)) toText(value, name === "order_id" ? "reference" : `metadata.${name}`);
  const metadata = { ...Object.fromEntries(fields), ...own };
  if (Object.keys(metadata).length <= MOST_KEYS) return metadata;
  throw invalid("metadata", `at most ${String(MOST_KEYS - Object.keys(own).length)} keys`);
}
