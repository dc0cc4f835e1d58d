import { existsSync } from "node:fs";
import path from "node:path";

/**
 * Finds the source of a relative import: `./money.js` is written `./money.ts`. Packages are left alone, since
 * imports between packages point one way and cannot close a cycle.
 */
export const sourceResolver = {
  interfaceVersion: 3,
  name: "switchyard-source",
  resolve(specifier, file) {
    if (!specifier.startsWith(".")) return { found: true, path: null };
    const target = path.resolve(path.dirname(file), specifier);
    const source = target.replace(/\.js$/, ".ts");
    return existsSync(source) ? { found: true, path: source } : { found: existsSync(target), path: target };
  },
};
