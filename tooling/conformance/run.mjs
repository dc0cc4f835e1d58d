// `pnpm conformance worldpay`: builds the connector and what it needs (from turbo's cache where nothing changed), then runs its suite.
import { spawnSync } from "node:child_process";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const NODE = path.join(ROOT, "node_modules", ".bin", "node");

function run(file, args) {
  return spawnSync(NODE, [path.join(ROOT, file), ...args], { cwd: ROOT, stdio: "inherit" }).status ?? 1;
}

const [name, ...rest] = process.argv.slice(2);
const filters = name === undefined ? [] : [`--filter=./packages/connector-${name}...`];
const built = name === undefined ? 0 : run("node_modules/turbo/bin/turbo", ["run", "build", ...filters, "--output-logs=errors-only"]);
process.exitCode = built === 0 ? run("packages/testkit/bin/conformance.mjs", name === undefined ? [] : [name, ...rest]) : 2;
