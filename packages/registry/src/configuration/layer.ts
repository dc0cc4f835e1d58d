import { ConnectorError, type ConnectorAuthType } from "@switchyard/interfaces";
import { Connector } from "../generated.js";
import { isConnector } from "../parse.js";
import { authTypeOf, readAuthTable } from "./auth.js";
import { isTable, type Table } from "./table.js";

/** One connector's section in one layer, or in several laid over each other: nothing in it is resolved yet. */
export interface Section {
  readonly base_url?: unknown;
  readonly secondary_base_urls?: Table | undefined;
  readonly auth?: { readonly type: ConnectorAuthType["type"]; readonly fields: Table } | undefined;
  readonly metadata?: Table | undefined;
  readonly webhooks?: Table | undefined;
}

/** The sections of a layer by connector. */
export type Layer = ReadonlyMap<Connector, Section>;

/** Environment variables. */
export type Variables = Readonly<Record<string, string | undefined>>;

function invalid(config: string, expected: string): ConnectorError {
  return new ConnectorError("InvalidConnectorConfig", { config, expected });
}

function needTable(value: unknown, config: string): Table {
  if (isTable(value)) return value;
  throw invalid(config, "a table");
}

const KEYS = ["base_url", "secondary_base_urls", "connector_auth", "metadata", "connector_webhook_details"] as const;

function readSection(id: Connector, table: Table): Section {
  const unknown = Object.keys(table).find((key) => !KEYS.some((known) => known === key));
  if (unknown !== undefined) throw invalid(`${id}.${unknown}`, `one of ${KEYS.join(", ")}`);
  const { base_url, secondary_base_urls, connector_auth, metadata, connector_webhook_details } = table;
  return {
    ...(base_url === undefined ? {} : { base_url }),
    ...(secondary_base_urls === undefined ? {} : { secondary_base_urls: needTable(secondary_base_urls, `${id}.secondary_base_urls`) }),
    ...(connector_auth === undefined ? {} : { auth: readAuthTable(connector_auth, `${id}.connector_auth`) }),
    ...(metadata === undefined ? {} : { metadata: needTable(metadata, `${id}.metadata`) }),
    ...(connector_webhook_details === undefined ? {} : { webhooks: needTable(connector_webhook_details, `${id}.connector_webhook_details`) }),
  };
}

function needConnector(name: string, config: string): Connector {
  if (isConnector(name)) return name;
  throw invalid(config, `the name of a connector: ${Object.values(Connector).join(", ")}`);
}

/** The sections of a file. @throws ConnectorError InvalidConnectorConfig for a key that means nothing */
export function readLayer(tables: Table): Layer {
  const sections = Object.entries(tables).map(([name, table]) => {
    const id = needConnector(name, name);
    return [id, readSection(id, needTable(table, name))] as const;
  });
  return new Map(sections);
}

const PREFIX = "SWITCHYARD__CONNECTORS__";

/** Where in a file the setting of a variable would stand; `AUTH_KEY_MAP` has currencies in it, which are in capitals. */
function pathOf(variable: string): readonly string[] {
  const parts = variable.slice(PREFIX.length).split("__");
  return parts.map((part, index) => {
    if (parts[index - 1] === "CONNECTOR_AUTH") return authTypeOf(part) ?? part;
    return parts[index - 1] === "AUTH_KEY_MAP" ? part : part.toLowerCase();
  });
}

/** A value at the end of nested tables, beside what they hold already. */
function withValue(table: Table, [key = "", ...rest]: readonly string[], value: string): Table {
  const held = Object.hasOwn(table, key) ? table[key] : undefined;
  return { ...table, [key]: rest.length === 0 ? value : withValue(isTable(held) ? held : {}, rest, value) };
}

/**
 * The settings in environment variables: `SWITCHYARD__CONNECTORS__WORLDPAY__BASE_URL` is `base_url` in `[worldpay]`.
 * @throws ConnectorError InvalidConnectorConfig, naming the variable; its value is never shown
 */
export function readVariables(env: Variables): Layer {
  let tables: Table = {};
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.startsWith(PREFIX) || value === undefined) continue;
    const path = pathOf(variable);
    if (value.trim() === "") throw invalid(variable, "a value");
    needConnector(path[0] ?? "", variable);
    if (path.length < 2 || path.includes("")) throw invalid(variable, `${PREFIX}<CONNECTOR>__<KEY>`);
    tables = withValue(tables, path, value);
  }
  return readLayer(tables);
}

/** Credentials of another type replace those beneath them whole; of the same type they are laid over field by field. */
function mergeAuth(below: Section["auth"], above: Section["auth"]): Section["auth"] {
  if (above === undefined) return below;
  return { type: above.type, fields: { ...(below?.type === above.type ? below.fields : {}), ...above.fields } };
}

function mergeSections(below: Section, above: Section): Section {
  const auth = mergeAuth(below.auth, above.auth);
  return {
    ...below,
    ...above,
    ...(auth === undefined ? {} : { auth }),
    secondary_base_urls: { ...below.secondary_base_urls, ...above.secondary_base_urls },
    metadata: { ...below.metadata, ...above.metadata },
    webhooks: { ...below.webhooks, ...above.webhooks },
  };
}

/** Layers laid over each other, the last one on top. */
export function mergeLayers(layers: readonly Layer[]): Layer {
  const merged = new Map<Connector, Section>();
  for (const layer of layers) {
    for (const [id, section] of layer) merged.set(id, mergeSections(merged.get(id) ?? {}, section));
  }
  return merged;
}
