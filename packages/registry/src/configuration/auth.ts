import { ConnectorError, secret, type ConnectorAuthType, type Currency, CURRENCY_EXPONENT, type Secret } from "@switchyard/interfaces";
import { isTable, type Table } from "./table.js";

/** The fields of each type of credentials, in the words of configuration files. */
const FIELDS = {
  TemporaryAuth: [],
  NoKey: [],
  HeaderKey: ["api_key"],
  BodyKey: ["api_key", "key1"],
  SignatureKey: ["api_key", "key1", "api_secret"],
  MultiAuthKey: ["api_key", "key1", "api_secret", "key2"],
  CurrencyAuthKey: ["auth_key_map"],
  CertificateAuth: ["certificate", "private_key"],
} as const satisfies Record<ConnectorAuthType["type"], readonly string[]>;

const TYPES = Object.keys(FIELDS) as readonly ConnectorAuthType["type"][];

/** The types that a section without a name for its type may have; told by the fields that it holds. */
const TYPES_BY_FIELDS: ReadonlyMap<string, ConnectorAuthType["type"]> = new Map(
  TYPES.filter((type) => type !== "TemporaryAuth").map((type) => [[...FIELDS[type]].sort().join(), type]),
);

/** The type of this name, however its words are joined: environment variables have `SIGNATUREKEY` or `SIGNATURE_KEY`. */
export function authTypeOf(name: string): ConnectorAuthType["type"] | undefined {
  const plain = name.replaceAll("_", "").toLowerCase();
  return TYPES.find((type) => type.toLowerCase() === plain);
}

function invalid(config: string, expected: string): ConnectorError {
  return new ConnectorError("InvalidConnectorConfig", { config, expected });
}

function needText(value: unknown, config: string): Secret {
  if (typeof value !== "string" || value.trim() === "") throw invalid(config, "text");
  return secret(value);
}

function needKeyMap(value: unknown, config: string): Extract<ConnectorAuthType, { type: "CurrencyAuthKey" }>["authKeyMap"] {
  if (!isTable(value) || Object.keys(value).length === 0) throw invalid(config, "a table for each currency");
  return Object.fromEntries(
    Object.entries(value).map(([currency, keys]) => {
      const at = `${config}.${currency}`;
      if (!Object.hasOwn(CURRENCY_EXPONENT, currency)) throw invalid(at, "a currency of ISO 4217");
      if (!isTable(keys)) throw invalid(at, "a table of text");
      const exposed = Object.entries(keys).map(([key, text]) => [key, needText(text, `${at}.${key}`).expose()] as const);
      return [currency as Currency, secret(Object.fromEntries(exposed))];
    }),
  );
}

function checkFields(type: ConnectorAuthType["type"], fields: Table, at: string): void {
  const known: readonly string[] = FIELDS[type];
  const unknown = Object.keys(fields).find((key) => !known.includes(key));
  if (unknown !== undefined) throw invalid(`${at}.${unknown}`, known.length === 0 ? `nothing: ${type} has no fields` : `one of ${known.join(", ")}`);
}

/**
 * Credentials of a type that is known.
 * @throws ConnectorError InvalidConnectorConfig, naming the field; its value is never shown
 */
export function toAuth(type: ConnectorAuthType["type"], fields: Table, at: string): ConnectorAuthType {
  checkFields(type, fields, at);
  const text = (key: string) => needText(fields[key], `${at}.${key}`);
  switch (type) {
    case "TemporaryAuth":
    case "NoKey":
      return { type };
    case "HeaderKey":
      return { type, apiKey: text("api_key") };
    case "BodyKey":
      return { type, apiKey: text("api_key"), key1: text("key1") };
    case "SignatureKey":
      return { type, apiKey: text("api_key"), key1: text("key1"), apiSecret: text("api_secret") };
    case "MultiAuthKey":
      return { type, apiKey: text("api_key"), key1: text("key1"), apiSecret: text("api_secret"), key2: text("key2") };
    case "CurrencyAuthKey":
      return { type, authKeyMap: needKeyMap(fields["auth_key_map"], `${at}.auth_key_map`) };
    case "CertificateAuth":
      return { type, certificate: text("certificate"), privateKey: text("private_key") };
  }
}

/** The one type of credentials that a `connector_auth` table names, and its fields. */
export function readAuthTable(value: unknown, at: string): { readonly type: ConnectorAuthType["type"]; readonly fields: Table } {
  const entries = isTable(value) ? Object.entries(value) : [];
  const [only] = entries;
  if (only === undefined || entries.length > 1) throw invalid(at, `one type of credentials: ${TYPES.join(", ")}`);
  const [name, fields] = only;
  const type = authTypeOf(name);
  if (type === undefined) throw invalid(`${at}.${name}`, `one of ${TYPES.join(", ")}`);
  if (!isTable(fields)) throw invalid(`${at}.${name}`, "a table");
  return { type, fields };
}

/**
 * The credentials in a section of a configuration file, in either of the shapes that are in use: with the type named,
 * as in `[worldpay.connector_auth.SignatureKey]`, or as bare fields (`api_key`, `key1`, …), whose type follows from which
 * of them are there.
 *
 * @param section the parsed section: `{ connector_auth: { SignatureKey: { … } } }` or `{ api_key: "…" }`
 * @param at the section's name, for errors
 * @throws ConnectorError InvalidConnectorConfig, naming the key; a value is never shown
 */
export function readAuth(section: unknown, at: string): ConnectorAuthType {
  if (!isTable(section)) throw invalid(at, "a table");
  if (Object.hasOwn(section, "connector_auth")) {
    const { type, fields } = readAuthTable(section["connector_auth"], `${at}.connector_auth`);
    return toAuth(type, fields, `${at}.connector_auth.${type}`);
  }
  const type = TYPES_BY_FIELDS.get(Object.keys(section).sort().join());
  if (type !== undefined) return toAuth(type, section, at);
  const shapes = TYPES.filter((each) => FIELDS[each].length > 0).map((each) => `${FIELDS[each].join(" + ")} (${each})`);
  throw invalid(at, shapes.join(", or "));
}
