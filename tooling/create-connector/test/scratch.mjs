// CI scaffolds connectors into a scratch copy of the repository, and runs everything on them: generate, build, types,
// structure, conformance, lint, format. Prints how long it took from the empty copy to green; ends with 1 when it is not.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { childEnvironment } from "../../bootstrap/processes.mjs";

const ROOT = path.resolve(import.meta.dirname, "..", "..", "..");

/** Between them every choice of every question, and connectors that lack flows. */
const CONNECTORS = [
  ["acmepay", "https://api.sandbox.acmepay.test/"],
  [
    ["boxpay", "https://sandbox.boxpay.test/v2", "--auth", "body-key", "--amount-unit", "string-minor", "--content-type", "form"],
    ["--webhook", "hmac-sha256-timestamp", "--flows", "Authorize,PSync,Capture"],
  ].flat(),
  ["card-circle", "https://sandbox.circle.test/", "--auth", "signature-key", "--amount-unit", "string-major", "--webhook", "md5-body"],
  [
    ["dot_pay", "https://sandbox.dot.test/", "--production-url", "https://api.dot.test", "--display-name", "Dot & Co."],
    [
      "--auth",
      "multi-auth-key",
      "--amount-unit",
      "float-major",
      "--webhook",
      "hmac-sha512-header",
      "--flows",
      "Authorize,PSync,Capture,Void,Execute",
    ],
  ].flat(),
  [
    "echopay",
    "https://sandbox.echo.test/",
    "--amount-unit",
    "float-major",
    "--content-type",
    "form",
    "--webhook",
    "none",
    "--flows",
    "Authorize,Execute,RSync",
  ],
];

const scratch = mkdtempSync(path.join(tmpdir(), "switchyard-scratch-"));
const folders = CONNECTORS.map(([name]) => `packages/connector-${name.replaceAll("_", "-")}`);
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

/** The types of the new packages and their tests; those of all others are checked where they are. */
function testProject() {
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
const node = path.join(ROOT, "node_modules", "node", "bin", "node");
const tool = (name, file) => path.join(scratch, "node_modules", name, file);
const pnpm = [path.join(ROOT, "node_modules", "pnpm", "bin", "pnpm.cjs")];

try {
  copyRepository();
  run("install", node, [...pnpm, "install", "--prefer-offline", "--frozen-lockfile"]);
  // The first as a contributor does it, the others without linking each time.
  const [first, ...others] = CONNECTORS;
  const scaffold = path.join(scratch, "tooling", "create-connector", "bin", "create-connector.mjs");
  for (const given of others) run(`add-connector ${given[0]}`, node, [scaffold, ...given, "--no-install"]);
  run(`add-connector ${first[0]}`, node, [scaffold, ...first]);
  run("registered", node, [...pnpm, "run", "generate", "--check"]);
  // The build of one is the build of all: what differs between them are sources, and those are compiled next.
  run("build", node, [...pnpm, "--filter", `./${folders[0]}`, "run", "build"]);
  run("types", node, [tool("typescript", "bin/tsc"), "-p", testProject()]);
  run("structure, conformance and their own tests", node, [
    tool("vitest", "vitest.mjs"),
    "run",
    ...folders,
    "packages/registry/test/generated.test.ts",
  ]);
  run("lint", node, [tool("eslint", "bin/eslint.js"), ...folders, "--max-warnings", "0"]);
  run("format", node, [
    tool("prettier", "bin/prettier.cjs"),
    "--check",
    ...folders,
    ".changeset",
    "packages/registry",
    "tsconfig.json",
    "tsconfig.test.json",
  ]);
  console.log(`${CONNECTORS.length} connectors are green ${((performance.now() - started) / 1000).toFixed(0)} s after an empty copy`);
} catch (error) {
  console.log(error.message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
