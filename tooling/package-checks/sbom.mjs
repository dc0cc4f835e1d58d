// Writes the bill of materials of every public package: `pnpm sbom --out <folder>`.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { toBillOfMaterials } from "./dependencies.mjs";
import { publicPackages } from "./workspace.mjs";

const { values } = parseArgs({ options: { out: { type: "string" } } });
if (values.out === undefined) throw new Error("--out names the folder.");
mkdirSync(values.out, { recursive: true });
for (const entry of publicPackages()) {
  const file = path.join(values.out, `${entry.name}.cdx.json`);
  writeFileSync(file, toBillOfMaterials(entry));
  console.log(file);
}
