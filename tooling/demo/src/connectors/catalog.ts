import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { findConnector } from "@switchyard/testkit";
import type { ConnectorDemo } from "../connector-demo.js";
import { toProfileDemo } from "./profile/demo.js";
import { worldpayDemo } from "./worldpay/demo.js";

/** The demos that there are. They are loaded when they are asked for: each brings a connector and its simulator. */
export interface DemoCatalog {
  /** The one that is shown unless another is named. */
  readonly first: string;
  readonly names: readonly string[];
  load(name: string): Promise<ConnectorDemo>;
}

interface Manifest {
  readonly switchyard?: { readonly connector?: string };
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>> | string>>;
}

/** Demos that were written for one connector; every other connector's is made of its profile. */
const OWN = new Map<string, ConnectorDemo>([[worldpayDemo.connector, worldpayDemo]]);

const WORKSPACE = path.resolve(import.meta.dirname, import.meta.filename.endsWith(".ts") ? "../../../.." : "../../..");

/** The file of an export: the source where this runs from source, the built one otherwise. */
function fileOf(folder: string, { exports = {} }: Manifest, entry: string): string {
  const conditions = exports[entry];
  const file = typeof conditions === "object" ? conditions[import.meta.filename.endsWith(".ts") ? "@switchyard/source" : "default"] : undefined;
  if (file === undefined) throw new Error(`${folder} has no export ${entry}.`);
  return pathToFileURL(path.join(folder, file)).href;
}

/** The connectors of the workspace, by name. */
function findPackages(): ReadonlyMap<string, { readonly folder: string; readonly manifest: Manifest }> {
  const packages = path.join(WORKSPACE, "packages");
  const found = readdirSync(packages)
    .filter((name) => name.startsWith("connector-") && existsSync(path.join(packages, name, "package.json")))
    .sort()
    .flatMap((name) => {
      const folder = path.join(packages, name);
      const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
      const connector = manifest.switchyard?.connector;
      return connector === undefined ? [] : [[connector, { folder, manifest }] as const];
    });
  return new Map(found);
}

/** The demo of every connector in the workspace. */
export function workspaceDemos(): DemoCatalog {
  const packages = findPackages();
  return {
    first: worldpayDemo.connector,
    names: [...packages.keys()],
    async load(name) {
      const own = OWN.get(name);
      if (own !== undefined) return own;
      const found = packages.get(name);
      if (found === undefined) throw new Error(`There is no connector ${name}.`);
      const [connector, simulator] = await Promise.all(
        [".", "./simulator"].map(async (entry) => (await import(fileOf(found.folder, found.manifest, entry))) as Readonly<Record<string, unknown>>),
      );
      return toProfileDemo(findConnector(connector ?? {}, simulator ?? {}));
    },
  };
}
