import {
  ConnectorError,
  isConnectorError,
  secret,
  type ConnectorAuthType,
  type ConnectorErrorDetails,
  type ConnectorMetadata,
  type ConnectorParams,
  type Connectors,
  type ConnectorWebhookSecrets,
  type Environment,
} from "@switchyard/interfaces";
import type { Connector } from "../generated.js";
import { toAuth } from "./auth.js";
import { mergeLayers, readLayer, readVariables, type Layer, type Section, type Variables } from "./layer.js";
import { isTable, parseToml, type Table } from "./table.js";

/** Which of the base layers a configuration starts from. Development talks to the processors' sandboxes. */
export const ConfigurationEnvironment = { Development: "development", Sandbox: "sandbox", Production: "production" } as const;
export type ConfigurationEnvironment = (typeof ConfigurationEnvironment)[keyof typeof ConfigurationEnvironment];

/** One file of configuration. */
export interface ConfigurationFile {
  /** For errors. */
  readonly name: string;
  /** TOML. */
  readonly text: string;
}

export interface ConfigurationSource {
  readonly environment: ConfigurationEnvironment;
  /** Laid over each other, the last one on top. */
  readonly files: readonly ConfigurationFile[];
  /** Environment variables: on top of the files, and in place of `${NAME}` in them. None unless given. */
  readonly env?: Variables | undefined;
}

/** Where the connectors' processors are, and the credentials of one merchant at each. */
export interface Configuration {
  /** What clients are made with. */
  readonly environment: Environment;
  /** The addresses, by connector. */
  readonly connectors: Connectors;
  /** The credentials of the connectors that have any. */
  readonly auth: Readonly<Partial<Record<Connector, ConnectorAuthType>>>;
  /** Settings beyond credentials, of the connectors that have any. */
  readonly metadata: Readonly<Partial<Record<Connector, ConnectorMetadata>>>;
  readonly webhookSecrets: Readonly<Partial<Record<Connector, ConnectorWebhookSecrets>>>;
  /**
   * The credentials of a connector that is to be used.
   * @throws ConnectorError InvalidConnectorConfig, saying where to put them, when there are none
   */
  needAuth(connector: Connector): ConnectorAuthType;
}

function invalid(config: string, expected: string): ConnectorError {
  return new ConnectorError("InvalidConnectorConfig", { config, expected });
}

/** The variable that a value stands for: `${NAME}`, and nothing around it. */
function variableOf(value: unknown): string | undefined {
  return typeof value === "string" ? /^\$\{([A-Za-z_]\w*)\}$/.exec(value)?.[1] : undefined;
}

function lookUp(env: Variables, name: string): string | undefined {
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  return value === undefined || value.trim() === "" ? undefined : value;
}

/** A value with every variable in it in its place. @throws ConnectorError InvalidConnectorConfig for one that is not set */
function resolve(value: unknown, env: Variables, config: string): unknown {
  if (isTable(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each, env, `${config}.${key}`)]));
  const name = variableOf(value);
  if (name === undefined) return value;
  const set = lookUp(env, name);
  if (set === undefined) throw invalid(config, `the environment variable ${name}`);
  return set;
}

/** Every variable that a table names. */
function variablesIn(value: unknown): readonly string[] {
  if (isTable(value)) return Object.values(value).flatMap(variablesIn);
  const name = variableOf(value);
  return name === undefined ? [] : [name];
}

function countLeaves(value: unknown): number {
  return isTable(value) ? Object.values(value).reduce<number>((sum, each) => sum + countLeaves(each), 0) : 1;
}

/** @throws ConnectorError InvalidConnectorConfig */
function needUrl(value: unknown, config: string, environment: ConfigurationEnvironment): string {
  const protocols = environment === "production" ? ["https:"] : ["https:", "http:"];
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  const isPlain = url?.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (typeof value !== "string" || url === undefined || !isPlain || !protocols.includes(url.protocol)) {
    throw invalid(config, `an absolute URL (${protocols.join(" or ").replaceAll(":", "")}) without credentials, query and fragment`);
  }
  return value;
}

function toParams(id: Connector, section: Section, { environment, env = {} }: ConfigurationSource): ConnectorParams {
  const read = (value: unknown, at: string) => needUrl(resolve(value, env, at), at, environment);
  const others = Object.entries(section.secondary_base_urls ?? {}).map(([host, value]) => [host, read(value, `${id}.secondary_base_urls.${host}`)]);
  return {
    baseUrl: read(section.base_url, `${id}.base_url`),
    ...(others.length === 0 ? {} : { secondaryBaseUrls: Object.fromEntries(others) as Readonly<Record<string, string>> }),
  };
}

/** Credentials of which nothing is set are not there; of which a part is set, they are a mistake. */
function readCredentials(id: Connector, { auth }: Section, env: Variables): ConnectorAuthType | undefined {
  if (auth === undefined) return undefined;
  const variables = variablesIn(auth.fields);
  const isUnset = variables.length > 0 && variables.length === countLeaves(auth.fields) && variables.every((name) => lookUp(env, name) === undefined);
  if (isUnset) return undefined;
  const at = `${id}.connector_auth.${auth.type}`;
  return toAuth(auth.type, resolve(auth.fields, env, at) as Table, at);
}

const WEBHOOK_KEYS = ["merchant_secret", "additional_secret"];

function readWebhookSecrets(id: Connector, { webhooks = {} }: Section, env: Variables): ConnectorWebhookSecrets | undefined {
  const at = `${id}.connector_webhook_details`;
  const unknown = Object.keys(webhooks).find((key) => !WEBHOOK_KEYS.includes(key));
  if (unknown !== undefined) throw invalid(`${at}.${unknown}`, `one of ${WEBHOOK_KEYS.join(", ")}`);
  if (Object.keys(webhooks).length === 0) return undefined;
  const read = (key: string) => {
    const value = resolve(webhooks[key], env, `${at}.${key}`);
    if (typeof value !== "string" || value.trim() === "") throw invalid(`${at}.${key}`, "text");
    return secret(value);
  };
  const additional = webhooks["additional_secret"] === undefined ? {} : { additionalSecret: read("additional_secret") };
  return { secrets: [read("merchant_secret")], ...additional };
}

/** What `read` gives for every connector that it gives anything for. */
function collect<T>(layer: Layer, read: (id: Connector, section: Section) => T | undefined): Readonly<Partial<Record<Connector, T>>> {
  const entries = [...layer].map(([id, section]) => [id, read(id, section)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function readFile({ name, text }: ConfigurationFile): Layer {
  const tables = parseToml(text, name);
  try {
    return readLayer(tables);
  } catch (error) {
    throw isConnectorError(error) && error.code === "InvalidConnectorConfig" ? inFile(error.details, name) : error;
  }
}

/** The same error, with the file that the key stands in. */
function inFile({ config, expected }: ConnectorErrorDetails["InvalidConnectorConfig"], name: string): ConnectorError {
  return new ConnectorError("InvalidConnectorConfig", { config, expected: `${expected ?? "another value"}; see ${name}` });
}

/**
 * The configuration of all connectors: files laid over each other, environment variables on top.
 * It needs no file system: `@switchyard/registry/node` reads the files, and starts from the ones that come with this package.
 *
 * @throws ConnectorError InvalidConnectorConfig, naming the key (`worldpay.base_url`) or the variable; a value is never shown
 */
export function loadConfiguration(source: ConfigurationSource): Configuration {
  const { environment, files, env = {} } = source;
  if (!Object.values(ConfigurationEnvironment).includes(environment)) {
    throw invalid("environment", Object.values(ConfigurationEnvironment).join(", "));
  }
  const layer = mergeLayers([...files.map(readFile), readVariables(env)]);
  const auth = collect(layer, (id, section) => readCredentials(id, section, env));
  return {
    environment: environment === "production" ? "production" : "sandbox",
    connectors: collect(layer, (id, section) => toParams(id, section, source)),
    auth,
    metadata: collect(layer, (id, { metadata = {} }) =>
      Object.keys(metadata).length === 0 ? undefined : (resolve(metadata, env, `${id}.metadata`) as Table),
    ),
    webhookSecrets: collect(layer, (id, section) => readWebhookSecrets(id, section, env)),
    needAuth(connector) {
      const found = auth[connector];
      if (found !== undefined) return found;
      const declared = layer.get(connector)?.auth;
      if (declared === undefined) throw invalid(`${connector}.connector_auth`, "credentials");
      const variables = variablesIn(declared.fields).join(", ");
      throw invalid(`${connector}.connector_auth.${declared.type}`, `credentials, or the environment variables ${variables}`);
    },
  };
}
