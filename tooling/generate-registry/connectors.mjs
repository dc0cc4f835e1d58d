import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const AUTH_TYPES = new Set(["TemporaryAuth", "HeaderKey", "BodyKey", "SignatureKey", "MultiAuthKey", "CurrencyAuthKey", "CertificateAuth", "NoKey"]);

/** A connector's id as its package exports it: `acme_pay` as `acmePay`. */
const exportOf = (id) => id.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** A connector's id as a key of the enums: `acme_pay` as `AcmePay`. */
const keyOf = (id) => exportOf(id).replace(/^./, (letter) => letter.toUpperCase());

/** What is wrong with a connector's own description, or undefined. */
function faultOf({ connector, displayName, routable, auth }) {
  if (typeof connector !== "string" || !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(connector)) return `"connector" must be in snake_case`;
  if (typeof displayName !== "string" || displayName.trim() === "") return `"displayName" is missing`;
  if (typeof routable !== "boolean") return `"routable" must be true or false`;
  const types = Object.keys(auth ?? {});
  if (types.length === 0) return `"auth" must say what the credentials are: { "HeaderKey": { "api_key": "API key" } }`;
  const unknown = types.find((type) => !AUTH_TYPES.has(type));
  return unknown === undefined ? undefined : `"auth" has no type ${unknown}; there are ${[...AUTH_TYPES].join(", ")}`;
}

/** Every connector of the workspace as its package.json describes it, by id. */
export function readConnectors(root) {
  const packages = path.join(root, "packages");
  const found = readdirSync(packages)
    .filter((folder) => folder.startsWith("connector-") && existsSync(path.join(packages, folder, "package.json")))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(path.join(packages, folder, "package.json"), "utf8")) }))
    .map(({ folder, manifest }) => {
      const described = manifest.switchyard ?? {};
      const fault = faultOf(described);
      if (fault !== undefined) throw new Error(`packages/${folder}/package.json: "switchyard": ${fault}.`);
      const { connector: id, displayName, routable, auth } = described;
      return { id, key: keyOf(id), exported: exportOf(id), folder, name: manifest.name, displayName, routable, auth };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const twice = found.find(({ key }, index) => found[index + 1]?.key === key);
  if (twice !== undefined) throw new Error(`Two packages are the connector ${twice.id}.`);
  return found;
}

/** The addresses that each connector declares, read from its source: no build is needed. */
export async function readBaseUrls(root, connectors) {
  const entry = connectors.map(({ exported, folder, id }) => {
    const source = JSON.stringify(`./packages/${folder}/src/index.ts`);
    return `import { ${exported} as c_${id} } from ${source};`;
  });
  const table = connectors.map(({ id }) => `${JSON.stringify(id)}: { main: c_${id}.facts.baseUrls, others: c_${id}.facts.secondaryBaseUrls ?? {} }`);
  const { outputFiles } = await build({
    stdin: { contents: `${entry.join("\n")}\nexport const baseUrls = { ${table.join(", ")} };`, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    conditions: ["@switchyard/source"],
    logLevel: "silent",
  });
  const { baseUrls } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
  return baseUrls;
}
