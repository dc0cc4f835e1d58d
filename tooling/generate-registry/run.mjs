// Writes every file that names the connectors, from what their packages say of themselves.
// With --check it writes nothing, and ends with 1 when a file is stale. --root <folder> works on another workspace.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { registryFiles, staleFiles } from "./files.mjs";

const { values } = parseArgs({ options: { check: { type: "boolean", default: false }, root: { type: "string" } } });
const root = values.root ?? path.resolve(import.meta.dirname, "..", "..");

const files = await registryFiles(root);
const stale = staleFiles(root, files);
for (const file of stale) {
  console.log(`${values.check ? "stale" : "wrote"} ${file}`);
  if (values.check) continue;
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), files.get(file));
}
if (stale.length === 0) console.log(`${files.size} files are up to date`);
else if (values.check) console.log("Run: pnpm generate");
else console.log("Run: pnpm install");
process.exitCode = values.check && stale.length > 0 ? 1 : 0;
