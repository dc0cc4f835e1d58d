// `node tooling/docs-snippets/relink.mjs`: writes the line numbers of the documents' links to symbols anew, from where these are declared.
// What it cannot mend, it says, and ends with 1.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { faultsOf, pagesOf, relinked } from "./links.mjs";

const ROOT = path.resolve(import.meta.dirname, "..", "..");

for (const page of pagesOf(ROOT)) {
  const file = path.join(ROOT, page);
  const text = readFileSync(file, "utf8");
  const mended = relinked(ROOT, page, text);
  if (mended === text) continue;
  writeFileSync(file, mended);
  console.log(`${page}: links moved with their symbols`);
}
const faults = faultsOf(ROOT);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
