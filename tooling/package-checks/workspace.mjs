import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "..", "..");

/** The packages that are published, each with its folder and its package.json. */
export function publicPackages() {
  return ["packages", "tooling"]
    .flatMap((parent) =>
      readdirSync(path.join(ROOT, parent))
        .sort()
        .map((name) => ({ name, folder: path.join(ROOT, parent, name) })),
    )
    .filter(({ folder }) => existsSync(path.join(folder, "package.json")))
    .map((entry) => ({ ...entry, manifest: JSON.parse(readFileSync(path.join(entry.folder, "package.json"), "utf8")) }))
    .filter(({ manifest }) => manifest.private !== true);
}
