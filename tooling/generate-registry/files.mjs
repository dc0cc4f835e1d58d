import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as prettier from "prettier";
import { toLayer, toSampleAuth } from "./configuration.mjs";
import { readBaseUrls, readConnectors } from "./connectors.mjs";
import { toSource } from "./source.mjs";

const REGISTRY = "packages/registry";

const LAYERS = [
  { name: "development", environment: "sandbox", title: "Development: the processors' sandboxes." },
  { name: "sandbox", environment: "sandbox", title: "The processors' sandboxes." },
  { name: "production", environment: "production", title: "Production: real money." },
];

const readJson = (root, file) => JSON.parse(readFileSync(path.join(root, file), "utf8"));

/** Keeps what is not a connector's, and puts the connectors' part after it. */
function withConnectors(record = {}, added) {
  const kept = Object.entries(record).filter(([name]) => !name.startsWith("@switchyard/connector-"));
  return Object.fromEntries([...kept, ...added].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The registry's package.json: connectors are optional peers of those who use it, and there while it is worked on. */
function toManifest(root, connectors) {
  const manifest = readJson(root, `${REGISTRY}/package.json`);
  const named = (value) => connectors.map(({ name }) => [name, value]);
  return {
    ...manifest,
    peerDependencies: withConnectors(manifest.peerDependencies, named("workspace:^")),
    peerDependenciesMeta: withConnectors(manifest.peerDependenciesMeta, named({ optional: true })),
    devDependencies: withConnectors(manifest.devDependencies, named("workspace:*")),
  };
}

/** A tsconfig.json whose references hold every connector, in the place where the first of them stood. */
function toProject(root, file, connectors) {
  const project = readJson(root, file);
  const prefix = file.startsWith(REGISTRY) ? "../" : "packages/";
  const isConnector = (reference) => reference.path.startsWith(`${prefix}connector-`);
  const first = project.references.findIndex(isConnector);
  const kept = project.references.filter((reference) => !isConnector(reference));
  const at = first === -1 ? kept.length : first;
  const added = connectors.map(({ folder }) => ({ path: `${prefix}${folder}` }));
  return { ...project, references: [...kept.slice(0, at), ...added, ...kept.slice(at)] };
}

/** What stands for tests and demos has no place in production. */
const connectorsIn = (connectors, { environment }) => connectors.filter(({ routable }) => routable || environment !== "production");

/** Every file that names the connectors, as it should be: path to text. */
export async function registryFiles(root) {
  const connectors = readConnectors(root);
  const baseUrls = await readBaseUrls(root, connectors);
  const json = (value) => JSON.stringify(value, undefined, 2);
  const files = {
    [`${REGISTRY}/src/generated.ts`]: toSource(connectors),
    [`${REGISTRY}/package.json`]: json(toManifest(root, connectors)),
  };
  for (const file of [`${REGISTRY}/tsconfig.json`, "tsconfig.json", "tsconfig.test.json"]) {
    if (existsSync(path.join(root, file))) files[file] = json(toProject(root, file, connectors));
  }
  const configuration = {
    [`${REGISTRY}/config/sample_auth.toml`]: toSampleAuth(connectors),
    ...Object.fromEntries(
      LAYERS.map((layer) => [`${REGISTRY}/config/${layer.name}.toml`, toLayer(connectorsIn(connectors, layer), baseUrls, layer)]),
    ),
  };
  const formatted = Object.entries(files).map(async ([file, text]) => {
    const options = await prettier.resolveConfig(path.join(root, file));
    return [file, await prettier.format(text, { ...options, filepath: path.join(root, file) })];
  });
  return new Map([...(await Promise.all(formatted)), ...Object.entries(configuration)]);
}

/** The paths of those files that are not as they should be. */
export function staleFiles(root, files) {
  const current = (file) => (existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), "utf8") : undefined);
  return [...files].filter(([file, text]) => current(file) !== text).map(([file]) => file);
}
