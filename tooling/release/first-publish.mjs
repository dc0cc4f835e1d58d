// The first version of a new package, published by a maintainer who is logged in to npm: `pnpm release:first <package>`.
// The registry accepts a workflow as publisher only of packages that exist; every later version comes from the workflow.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { publicPackages } from "./packages.mjs";
import { readPackument, usualRegistry } from "./registry.mjs";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { registry: { type: "string", default: usualRegistry() } },
});
const [wanted] = positionals;
const names = publicPackages(ROOT).map(({ manifest }) => manifest.name);
const name = names.find((each) => each === wanted || each === `@switchyard/${wanted}`);
if (name === undefined) {
  console.error(`Name one of these packages: ${names.join(", ")}.`);
  process.exit(2);
}
if ((await readPackument(values.registry, name)) !== undefined) {
  console.error(`${name} is published already: the release workflow publishes its next version.`);
  process.exit(2);
}
const folder = mkdtempSync(path.join(tmpdir(), "switchyard-first-"));
const run = (script, ...args) =>
  execFileSync(process.execPath, [path.join(import.meta.dirname, script), ...args, "--registry", values.registry], { stdio: "inherit" });
try {
  run("pack.mjs", "--out", folder, "--only", name);
  run("publish.mjs", "--from", folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\nNow let the workflow publish it: in the settings of ${name} at the registry, "Trusted publisher", release.yml.`);
