import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const HOME = path.resolve(import.meta.dirname, "..");
const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

/**
 * The ranges of everything that a package which stands alone needs: this package's own development dependencies,
 * which packing has turned from `workspace:` into the versions of that day.
 */
export function knownVersions() {
  const { devDependencies } = readJson(path.join(HOME, "package.json"));
  return Object.fromEntries(
    Object.entries(devDependencies).map(([name, range]) => [name, range.startsWith("workspace:") ? `^${versionHere(name)}` : range]),
  );
}

function versionHere(name) {
  const file = path.join(HOME, "..", "..", "packages", name.slice("@switchyard/".length), "package.json");
  return existsSync(file) ? readJson(file).version : "0.0.0";
}
