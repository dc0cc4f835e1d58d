import { isBuiltin } from "node:module";
import path from "node:path";
import type { PackageFolder } from "./files.js";

const SCOPE = "@switchyard/";

interface Layer {
  readonly package: RegExp;
  readonly imports: readonly string[];
  /** Runs on Node by design. */
  readonly node?: true;
}

/** What each package's `src` may import of the others: dependencies point one way. */
const LAYERS: readonly Layer[] = [
  { package: /^interfaces$/, imports: [] },
  { package: /^utils$/, imports: ["interfaces"] },
  { package: /^client$/, imports: ["interfaces", "utils"] },
  { package: /^testkit$/, imports: ["interfaces", "utils", "client"], node: true },
  { package: /^registry$/, imports: ["interfaces", "utils", "connector-*"] },
  { package: /^family-/, imports: ["interfaces", "utils"] },
  // Every other package is a connector: a third party's may be called as it likes.
  { package: /./, imports: ["interfaces", "utils", "family-*"] },
];

/** Files that are for Node by design, on a subpath of their own. */
const NODE_FILES = [/^src\/node\.ts$/, /^src\/undici/];

const SPECIFIER = /(?:^|[\s;}])(?:import|export)\s(?:[^"';]*?\sfrom\s)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

export function importsOf(text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return [...code.matchAll(SPECIFIER)].map(([, from, dynamic]) => from ?? dynamic ?? "");
}

function matches(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => (pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
}

/** Why a file may not import this; `undefined` when it may. */
export function offenceOf({ name, manifest }: PackageFolder, file: string, specifier: string): string | undefined {
  const area = file.split("/")[0] ?? "";
  if (specifier.startsWith(".")) {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    if (target.startsWith("..")) return "reaches out of its package";
    if (!target.startsWith(`${area}/`)) return area === "simulator" ? "is written from the tech-spec, and reads the connector" : `leaves ${area}/`;
    return undefined;
  }
  const known = (manifest.name ?? "").startsWith(SCOPE) ? name : "connector";
  const layer = LAYERS.find((each) => each.package.test(known));
  if (specifier.startsWith(SCOPE)) {
    const other = specifier.slice(SCOPE.length).split("/")[0] ?? "";
    const allowed = [...(layer?.imports ?? []), ...(area === "simulator" ? ["testkit"] : [])];
    return matches(allowed, other) ? undefined : "is against the one way of dependencies";
  }
  if (isBuiltin(specifier) && layer?.node !== true && !NODE_FILES.some((each) => each.test(file))) return "exists on Node alone";
  return undefined;
}
