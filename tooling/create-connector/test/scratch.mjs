// CI scaffolds connectors into a scratch copy of the repository, and runs everything on them: generate, build, types,
// structure, conformance, lint, format. Prints how long it took from the empty copy to green; ends with 1 when it is not.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { childEnvironment } from "../../bootstrap/processes.mjs";

const ROOT = path.resolve(import.meta.dirname, "..", "..", "..");

/** The usual answers, made as a contributor makes it: how long that takes is measured. */
const FIRST = ["acmepay", "https://api.sandbox.acmepay.test/"];

/** What differs most from it: other amounts, credentials, bodies and proofs, and connectors that lack flows. */
const OTHERS = [
  "card-circle https://sandbox.circle.test/v2 --auth signature-key --amount-unit string-major --webhook md5-body --flows Authorize,PSync,Capture,Void,Execute",
  "dot_pay https://sandbox.dot.test/ --production-url https://api.dot.test --display-name Dot&Co. --auth multi-auth-key --amount-unit float-major --content-type form --webhook none --flows Authorize,Execute,RSync",
].map((line) => line.split(" "));

const scratch = mkdtempSync(path.join(tmpdir(), "switchyard-scratch-"));
const folderOf = ([name]) => `packages/connector-${name.replaceAll("_", "-")}`;
const env = { ...childEnvironment(scratch, { network: true }), CI: "true" };

function run(title, program, args) {
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: scratch, env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${title}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (status === 0) return;
  console.log(error?.message ?? `${stdout}${stderr}`);
  throw new Error(`${title} failed`);
}

/** The files of the repository as they are now, those that are not committed yet included. */
function copyRepository() {
  const { stdout } = spawnSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], { cwd: ROOT, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  for (const file of stdout.split("\0").filter((name) => name !== "" && existsSync(path.join(ROOT, name)))) {
    mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true });
    cpSync(path.join(ROOT, file), path.join(scratch, file));
  }
}

/** A project of some packages and their tests; the types of all others are checked where they are. */
function projectOf(folders) {
  const file = path.join(scratch, "tsconfig.scratch.json");
  const include = folders.flatMap((folder) => ["src", "simulator", "test"].map((area) => `${folder}/${area}`));
  const compilerOptions = {
    types: ["node"],
    composite: false,
    incremental: false,
    emitDeclarationOnly: false,
    declaration: false,
    declarationMap: false,
    noEmit: true,
  };
  writeFileSync(file, JSON.stringify({ extends: "./tooling/tsconfig/base.json", compilerOptions, include }));
  return file;
}

const started = performance.now();
const seconds = () => ((performance.now() - started) / 1000).toFixed(0);
const node = path.join(ROOT, "node_modules", "node", "bin", "node");
const pnpm = (title, ...args) => run(title, node, [path.join(ROOT, "node_modules", "pnpm", "bin", "pnpm.cjs"), ...args]);
const tool = (title, file, ...args) => run(title, node, [path.join(scratch, "node_modules", file), ...args]);
const addConnector = (given, ...more) =>
  run(`add-connector ${given[0]}`, node, [path.join(scratch, "tooling", "create-connector", "bin", "create-connector.mjs"), ...given, ...more]);

/** Lint, types, and the connectors' own tests with their conformance. */
function check(folders, ...moreTests) {
  tool("lint", "eslint/bin/eslint.js", ...folders, "--max-warnings", "0");
  tool("types", "typescript/bin/tsc", "-p", projectOf(folders));
  tool("tests", "vitest/vitest.mjs", "run", ...folders, ...moreTests);
}

try {
  copyRepository();
  pnpm("install", "install", "--prefer-offline", "--frozen-lockfile");
  addConnector(FIRST);
  // The build of one is the build of all: what differs between them are sources, and those are compiled next.
  pnpm("build", "--filter", `./${folderOf(FIRST)}`, "run", "build");
  check([folderOf(FIRST)]);
  const one = seconds();

  for (const given of OTHERS) addConnector(given, "--no-install");
  pnpm("link", "install", "--prefer-offline", "--no-frozen-lockfile");
  pnpm("generate", "run", "generate");
  pnpm("link", "install", "--prefer-offline", "--no-frozen-lockfile");
  pnpm("registered", "run", "generate", "--check");
  check(OTHERS.map(folderOf), "packages/registry/test/generated.test.ts");
  // Every package of the workspace, the new ones among them.
  tool("structure", "vitest/vitest.mjs", "run", "packages/testkit/test/structure.test.ts", "--testNamePattern", "this workspace");
  const lists = [".changeset", "packages/registry", "tsconfig.json", "tsconfig.test.json"];
  tool("format", "prettier/bin/prettier.cjs", "--check", ...[FIRST, ...OTHERS].map(folderOf), ...lists);

  console.log(`one connector is green ${one} s after an empty copy, ${OTHERS.length + 1} are after ${seconds()} s`);
} catch (error) {
  console.log(error.message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
