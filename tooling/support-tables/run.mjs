// `pnpm support`: fills the table of supported payment methods in each connector's README. With --check, says which are stale.
// The reports are those of the last test run, where SWITCHYARD_CONFORMANCE_REPORTS named their folder; missing ones are made now.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import prettier from "prettier";
import { toSection, withSection } from "./table.mjs";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const REPORTS = path.resolve(ROOT, process.env["SWITCHYARD_CONFORMANCE_REPORTS"] || "node_modules/.cache/switchyard/conformance");
const NODE = path.join(ROOT, "node_modules", ".bin", "node");

const built = (folder) => import(pathToFileURL(path.join(ROOT, "packages", folder, "dist", "src", "index.js")).href);

function connectorFolders() {
  const packages = path.join(ROOT, "packages");
  return readdirSync(packages).filter((name) => name.startsWith("connector-") && existsSync(path.join(packages, name, "README.md")));
}

function makeReports(folders) {
  if (folders.length === 0) return;
  const files = folders.map((folder) => `packages/${folder}/test/conformance.test.ts`);
  const env = { ...process.env, SWITCHYARD_CONFORMANCE_REPORTS: REPORTS };
  const { status } = spawnSync(NODE, ["node_modules/vitest/vitest.mjs", "run", "--reporter=dot", ...files], { cwd: ROOT, env, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const reportOf = (id) => path.join(REPORTS, `${id}.json`);

const check = process.argv.includes("--check");
const { supportMatrix } = await built("registry");
const { METHOD_OF_FLOW } = await built("client");
const connectors = await Promise.all(
  connectorFolders().map(async (folder) => {
    const { switchyard } = JSON.parse(readFileSync(path.join(ROOT, "packages", folder, "package.json"), "utf8"));
    const connector = Object.values(await built(folder)).find((value) => value?.id === switchyard.connector && "flows" in value);
    return { folder, connector };
  }),
);
// A table that is to be written is made of a run of now; one that is checked may be of the run just before.
makeReports(connectors.filter(({ connector }) => !check || !existsSync(reportOf(connector.id))).map(({ folder }) => folder));

const stale = [];
for (const { folder, connector } of connectors) {
  const report = JSON.parse(readFileSync(reportOf(connector.id), "utf8"));
  const methods = Object.keys(connector.flows).map((flow) => METHOD_OF_FLOW[flow]);
  const file = path.join(ROOT, "packages", folder, "README.md");
  const readme = readFileSync(file, "utf8");
  const text = withSection(readme, toSection(supportMatrix([connector], [report]), methods));
  const formatted = await prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file });
  if (formatted === readme) continue;
  stale.push(`packages/${folder}/README.md`);
  if (!check) writeFileSync(file, formatted);
}
for (const file of stale) console.log(check ? `stale: ${file}` : `wrote ${file}`);
if (check && stale.length > 0) {
  console.log("Run: pnpm support");
  process.exitCode = 1;
}
