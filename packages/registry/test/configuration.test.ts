import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import { isConnectorError, type ConnectorAuthType } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { Connector, loadConfiguration, loadConnector, readAuth, readAuthFile, RoutableConnectors, type ConfigurationSource } from "../src/index.js";
import { loadAuthFile, loadConfigurationFiles, shippedConfiguration } from "../src/node.js";

const file = (text: string, name = "app.toml") => ({ name, text });
const load = (texts: readonly string[], env: Record<string, string> = {}, environment: ConfigurationSource["environment"] = "sandbox") =>
  loadConfiguration({ environment, files: texts.map((text) => file(text)), env });

const base = `
[worldpay]
base_url = "https://one.test/"
[worldpay.connector_auth.SignatureKey]
api_key = "\${WP_PASSWORD}"
key1 = "\${WP_USER}"
api_secret = "\${WP_ENTITY}"
`;

/** The fields of credentials, exposed. */
function exposed(auth: ConnectorAuthType | undefined): unknown {
  if (auth === undefined) return undefined;
  return Object.fromEntries(Object.entries(auth).map(([key, value]: [string, unknown]) => [key, expose(value)]));
}
function expose(value: unknown): unknown {
  return typeof value === "object" && value !== null && "expose" in value && typeof value.expose === "function"
    ? (value.expose as () => unknown)()
    : value;
}

function failure(run: () => unknown): { readonly config: string; readonly expected: string; readonly whole: string } {
  try {
    run();
  } catch (error) {
    if (!isConnectorError(error) || error.code !== "InvalidConnectorConfig") throw error;
    return { config: error.details.config, expected: error.details.expected ?? "", whole: inspect(error, { depth: 9 }) };
  }
  throw new Error("It was taken.");
}

describe("layers", () => {
  it("give each setting from the last that has it: files in order, then variables", () => {
    const texts = [base, `[worldpay]\nbase_url = "https://two.test/"\nmetadata = { merchantName = "Acme" }`];
    expect(load([base]).connectors).toEqual({ worldpay: { baseUrl: "https://one.test/" } });
    expect(load(texts).connectors).toEqual({ worldpay: { baseUrl: "https://two.test/" } });
    const env = { SWITCHYARD__CONNECTORS__WORLDPAY__BASE_URL: "https://three.test/", SWITCHYARD__CONNECTORS__WORLDPAY__METADATA__TEAM: "a" };
    expect(load(texts, env)).toMatchObject({
      connectors: { worldpay: { baseUrl: "https://three.test/" } },
      metadata: { worldpay: { merchantName: "Acme", team: "a" } },
    });
  });

  it("add credentials of one type field by field, and replace those of another type whole", () => {
    const texts = [base, `[worldpay.connector_auth.SignatureKey]\napi_key = "p"\nkey1 = "u"\napi_secret = "e"`];
    const env = { SWITCHYARD__CONNECTORS__WORLDPAY__CONNECTOR_AUTH__SIGNATURE_KEY__KEY1: "other" };
    expect(exposed(load(texts, env).auth.worldpay)).toEqual({ type: "SignatureKey", apiKey: "p", key1: "other", apiSecret: "e" });
    const body = `[worldpay.connector_auth.BodyKey]\napi_key = "p"\nkey1 = "u"`;
    expect(exposed(load([...texts, body]).auth.worldpay)).toEqual({ type: "BodyKey", apiKey: "p", key1: "u" });
  });

  it("take ${NAME} from the environment", () => {
    const auth = load([base], { WP_PASSWORD: "p", WP_USER: "u", WP_ENTITY: "e" }).auth.worldpay;
    expect(exposed(auth)).toEqual({ type: "SignatureKey", apiKey: "p", key1: "u", apiSecret: "e" });
  });

  it("have no credentials where no variable is set, and say which to set when they are needed", () => {
    const configuration = load([base], { WP_USER: "  " });
    expect(configuration.auth).toEqual({});
    expect(failure(() => configuration.needAuth("worldpay"))).toMatchObject({
      config: "worldpay.connector_auth.SignatureKey",
      expected: "credentials, or the environment variables WP_PASSWORD, WP_USER, WP_ENTITY",
    });
    expect(failure(() => configuration.needAuth("dummy")).config).toBe("dummy.connector_auth");
  });

  it("refuse credentials of which only a part is set, naming what is missing", () => {
    expect(failure(() => load([base], { WP_PASSWORD: "p", WP_ENTITY: "e" }))).toMatchObject({
      config: "worldpay.connector_auth.SignatureKey.key1",
      expected: "the environment variable WP_USER",
    });
  });

  it("hold webhook secrets, wrapped", () => {
    const configuration = load([base, `[worldpay.connector_webhook_details]\nmerchant_secret = "canary-secret"`]);
    expect(configuration.webhookSecrets.worldpay?.secrets.map((each) => each.expose())).toEqual(["canary-secret"]);
    expect(inspect(configuration, { depth: 9 })).not.toContain("canary-secret");
  });

  it("read credentials by currency from variables", () => {
    const env = { SWITCHYARD__CONNECTORS__WORLDPAY__CONNECTOR_AUTH__CURRENCYAUTHKEY__AUTH_KEY_MAP__EUR__API_KEY: "k" };
    const auth = load([`[worldpay]\nbase_url = "https://one.test/"`], env).auth.worldpay;
    expect(auth?.type === "CurrencyAuthKey" ? auth.authKeyMap.EUR?.expose() : undefined).toEqual({ api_key: "k" });
  });

  it("leave other variables alone", () => {
    expect(load([base], { SWITCHYARD__LOG: "debug", PATH: "/bin" }).connectors).toEqual({ worldpay: { baseUrl: "https://one.test/" } });
  });
});

describe("a mistake in a configuration", () => {
  for (const [title, text, config] of [
    ["a connector that there is not", `[wordlpay]\nbase_url = "https://one.test/"`, "wordlpay"],
    ["a key that there is not", `[worldpay]\nbase_urls = "https://one.test/"`, "worldpay.base_urls"],
    ["no address", `[worldpay.metadata]\na = 1`, "worldpay.base_url"],
    ["an address that is none", `[worldpay]\nbase_url = "one.test"`, "worldpay.base_url"],
    ["an address with credentials", `[worldpay]\nbase_url = "https://canary:secret@one.test/"`, "worldpay.base_url"],
    ["an address of another protocol", `[worldpay]\nbase_url = "file:///canary"`, "worldpay.base_url"],
    ["a section that is no table", `worldpay = "canary"`, "worldpay"],
    ["two types of credentials", `${base}[worldpay.connector_auth.HeaderKey]\napi_key = "canary"`, "worldpay.connector_auth"],
    ["credentials of a type that there is not", `[worldpay.connector_auth.Basic]\napi_key = "canary"`, "worldpay.connector_auth.Basic"],
    [
      "a field that the credentials do not have",
      `[worldpay]\nbase_url = "https://one.test/"\n[worldpay.connector_auth.HeaderKey]\napi_key = "canary"\nkey2 = "canary"`,
      "worldpay.connector_auth.HeaderKey.key2",
    ],
    [
      "a field that is missing",
      `[worldpay]\nbase_url = "https://one.test/"\n[worldpay.connector_auth.BodyKey]\napi_key = "canary"`,
      "worldpay.connector_auth.BodyKey.key1",
    ],
    [
      "a field that is no text",
      `[worldpay]\nbase_url = "https://one.test/"\n[worldpay.connector_auth.HeaderKey]\napi_key = 4444333322221111`,
      "worldpay.connector_auth.HeaderKey.api_key",
    ],
    ["text that is no TOML", `[worldpay]\napi_key = "canary`, "app.toml"],
    ["one table twice", `[worldpay]\na = "canary"\n[worldpay]`, "app.toml"],
  ] as const) {
    it(`is named by its key and shows no value: ${title}`, () => {
      const found = failure(() => load([text]));
      expect(found.config).toBe(config);
      expect(found.whole).not.toMatch(/canary|4444333322221111/);
    });
  }

  for (const [title, variable, value] of [
    ["a connector that there is not", "SWITCHYARD__CONNECTORS__WORDLPAY__BASE_URL", "https://one.test/"],
    ["no key", "SWITCHYARD__CONNECTORS__WORLDPAY", "https://one.test/"],
    ["a blank value", "SWITCHYARD__CONNECTORS__WORLDPAY__BASE_URL", " "],
  ] as const) {
    it(`in a variable is named by the variable: ${title}`, () => {
      expect(failure(() => load([base], { [variable]: value })).config).toBe(variable);
    });
  }

  it("is an address in the clear in production, and none for a simulator on this machine", () => {
    const text = `[worldpay]\nbase_url = "http://127.0.0.1:8080/"`;
    expect(load([text], {}, "development").connectors.worldpay?.baseUrl).toBe("http://127.0.0.1:8080/");
    expect(failure(() => load([text], {}, "production")).config).toBe("worldpay.base_url");
  });

  it("of a further host is laid over by its name", () => {
    const below = `[worldpay]\nbase_url = "https://a.example/"\n[worldpay.secondary_base_urls]\nfiles = "https://files.example/"\nvault = "https://vault.example/"`;
    const above = `[worldpay.secondary_base_urls]\nfiles = "https://proxy.example/"`;
    expect(load([below, above]).connectors.worldpay).toEqual({
      baseUrl: "https://a.example/",
      secondaryBaseUrls: { files: "https://proxy.example/", vault: "https://vault.example/" },
    });
    expect(failure(() => load([below, `[worldpay.secondary_base_urls]\nfiles = "nowhere"`])).config).toBe("worldpay.secondary_base_urls.files");
  });

  it("names its file and line", () => {
    expect(failure(() => load([`[worldpay]\nbase_urls = "x"`])).expected).toContain("see app.toml");
    expect(failure(() => load([`[worldpay]\n\nx = "`])).expected).toMatch(/line 3/);
  });
});

describe("the configuration that comes with the package", () => {
  for (const environment of ["development", "sandbox", "production"] as const) {
    it(`has every connector's own address for ${environment}`, async () => {
      const configuration = await loadConfigurationFiles({ environment, env: {} });
      const expected = environment === "production" ? Object.values(RoutableConnectors) : Object.values(Connector);
      expect(Object.keys(configuration.connectors).sort()).toEqual([...expected].sort());
      for (const name of expected) {
        const { connector } = await loadConnector(name);
        expect(configuration.connectors[name]?.baseUrl).toBe(connector.facts.baseUrls[configuration.environment]);
        expect(connector.baseUrl(configuration.connectors)).toBe(configuration.connectors[name]?.baseUrl);
      }
    });
  }

  it("gets credentials from the environment", async () => {
    const { auth } = await loadConfigurationFiles({ environment: "sandbox", env: { DUMMY_API_KEY: "k" } });
    expect(exposed(auth.dummy)).toEqual({ type: "HeaderKey", apiKey: "k" });
    expect(auth.worldpay).toBeUndefined();
  });

  it("is overridden by a file", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "switchyard-configuration-"));
    const override = path.join(folder, "local.toml");
    await writeFile(override, `[worldpay]\nbase_url = "http://127.0.0.1:1/"\n`);
    const { connectors } = await loadConfigurationFiles({ environment: "development", files: [override], env: {} });
    await rm(folder, { recursive: true });
    expect(connectors["worldpay"]?.baseUrl).toBe("http://127.0.0.1:1/");
  });

  it("has a sample of credentials that every connector understands", async () => {
    const sample = await loadAuthFile(shippedConfiguration("sample_auth.toml"));
    expect(Object.keys(sample).sort()).toEqual(Object.values(Connector).sort());
    for (const name of Object.values(Connector)) {
      const auth = sample[name];
      const { connector } = await loadConnector(name);
      if (auth === undefined) throw new Error(`There is no sample of ${name}.`);
      expect(() => connector.getAuthHeader(auth)).not.toThrow();
    }
    expect(readAuthFile(readFileSync(shippedConfiguration("sample_auth.toml"), "utf8"))).toEqual(sample);
  });
});

describe("credentials in a section", () => {
  const key = { api_key: "a", key1: "b", api_secret: "c", key2: "d" };
  for (const [type, fields, expected] of [
    ["HeaderKey", { api_key: "a" }, { apiKey: "a" }],
    ["BodyKey", { api_key: "a", key1: "b" }, { apiKey: "a", key1: "b" }],
    ["SignatureKey", { api_key: "a", key1: "b", api_secret: "c" }, { apiKey: "a", key1: "b", apiSecret: "c" }],
    ["MultiAuthKey", key, { apiKey: "a", key1: "b", apiSecret: "c", key2: "d" }],
    ["CertificateAuth", { certificate: "x", private_key: "y" }, { certificate: "x", privateKey: "y" }],
    ["NoKey", {}, {}],
  ] as const) {
    it(`are ${type} by name and by their fields`, () => {
      expect(exposed(readAuth({ connector_auth: { [type]: fields } }, "acme"))).toEqual({ type, ...expected });
      expect(exposed(readAuth(fields, "acme"))).toEqual({ type, ...expected });
    });
  }

  it("may differ by currency", () => {
    const auth = readAuth({ auth_key_map: { EUR: { api_key: "a" }, USD: { api_key: "b" } } }, "acme");
    expect(auth.type === "CurrencyAuthKey" ? auth.authKeyMap.USD?.expose() : undefined).toEqual({ api_key: "b" });
    expect(failure(() => readAuth({ auth_key_map: { EUX: { api_key: "a" } } }, "acme")).config).toBe("acme.auth_key_map.EUX");
  });

  it("are refused in a shape that nobody uses", () => {
    expect(failure(() => readAuth({ api_key: "canary", api_secret: "canary" }, "acme"))).toMatchObject({ config: "acme" });
    expect(failure(() => readAuth("canary", "acme")).whole).not.toContain("canary");
  });
});
