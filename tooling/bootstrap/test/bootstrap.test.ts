import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const bootstrap = path.resolve(import.meta.dirname, "..");

/** A workspace whose pnpm only notes that it ran, and whose vitest prints what it was given. */
function makeWorkspace(root: string) {
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  cpSync(bootstrap, path.join(root, "tooling/bootstrap"), { recursive: true, filter: (source) => path.basename(source) !== "test" });
  write("package.json", JSON.stringify({ packageManager: "pnpm@1.2.3" }));
  write("pnpm-workspace.yaml", "packages:\n  - packages/*\nautoInstallPeers: false\n");
  write("pnpm-lock.yaml", "lockfileVersion: 9\n");
  write("packages/one/package.json", JSON.stringify({ name: "one" }));
  write("node_modules/pnpm/package.json", JSON.stringify({ version: "1.2.3" }));
  write(
    "node_modules/pnpm/bin/pnpm.cjs",
    `require("node:fs").appendFileSync("installs.log", process.argv.slice(2, 4).join(" ") + "\\n");
     if (require("node:fs").existsSync("broken")) { console.error("no such version"); process.exit(3); }`,
  );
  write(
    "node_modules/vitest/vitest.mjs",
    `console.log(JSON.stringify({ args: process.argv.slice(2), npm: Object.keys(process.env).filter((name) => /^npm_/i.test(name)) }));
     if (process.argv.includes("--fail")) process.exitCode = 7;
     if (process.argv.includes("--wait")) setInterval(() => undefined, 1000);`,
  );
  write("node_modules/node/bin/node", `#!/bin/sh\nexec "${process.execPath}" "$@"\n`);
  chmodSync(path.join(root, "node_modules/node/bin/node"), 0o755);
}

describe.skipIf(process.platform === "win32")("npm test", () => {
  let root = "";
  const script = () => path.join(root, "tooling/bootstrap/run.mjs");
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [script(), ...args], { cwd: root, encoding: "utf8", env: { ...process.env, npm_config_odd: "1" } });
  const installs = () => readFileSync(path.join(root, "installs.log"), "utf8").trim().split("\n").length;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), "switchyard-bootstrap-")));
    makeWorkspace(root);
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it("installs by the lockfile on the first run, and not on the second", () => {
    expect(run("test").status).toBe(0);
    expect(readFileSync(path.join(root, "installs.log"), "utf8")).toBe("install --frozen-lockfile\n");
    expect(run("test").status).toBe(0);
    expect(installs()).toBe(1);
  });

  it.each(["pnpm-lock.yaml", "pnpm-workspace.yaml", "packages/one/package.json"])("installs again when %s changed", (file) => {
    run("test");
    writeFileSync(path.join(root, file), readFileSync(path.join(root, file), "utf8") + "\n");
    run("test");
    expect(installs()).toBe(2);
  });

  it("installs again when a package has lost its links", () => {
    writeFileSync(path.join(root, "packages/one/package.json"), JSON.stringify({ name: "one", dependencies: { zod: "^4.0.0" } }));
    mkdirSync(path.join(root, "packages/one/node_modules"));
    run("test");
    rmSync(path.join(root, "packages/one/node_modules"), { recursive: true });
    run("test");
    expect(installs()).toBe(2);
  });

  it("passes arguments on and takes npm's variables away", () => {
    const { stdout } = run("test", "packages/utils", "-t", "amounts");
    expect(JSON.parse(stdout)).toEqual({ args: ["run", "packages/utils", "-t", "amounts"], npm: [] });
  });

  it("ends with the exit code of the tests", () => {
    expect(run("test", "--fail").status).toBe(7);
  });

  it("says in a sentence that the installation failed, with the reason, and tries again the next time", () => {
    writeFileSync(path.join(root, "broken"), "");
    const { status, stdout, stderr } = run("test");
    expect(status).toBe(3);
    expect(stderr).toContain("no such version");
    expect(stderr).toContain("The dependencies could not be installed.");
    expect(stdout).toBe("");
    rmSync(path.join(root, "broken"));
    expect(run("test").status).toBe(0);
  });

  it("names the commands when it does not know one", () => {
    const { status, stderr } = run("tset");
    expect(status).toBe(1);
    expect(stderr).toBe("Unknown command 'tset'. There are: install, test, start.\n");
  });

  it("refuses a Node that is too old", () => {
    const old = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.19.4" } });`;
    const { status, stderr } = spawnSync(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(old)}`, script(), "test"], {
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toBe("Switchyard needs Node 20.20 or newer to start. This is Node 20.19.4.\n");
  });

  it("ends the tests when it is ended", async () => {
    const child = spawn(process.execPath, [script(), "test", "--wait"], { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
    // Two ends: the tests hold the pipe open until they are gone as well.
    const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGTERM");
    expect(await closed).toBe(143);
  });
});

describe("the totals of a test run", () => {
  const file = path.join(realpathSync(tmpdir()), `switchyard-totals-${process.pid}.json`);
  const totals = (report: object | undefined) => {
    if (report !== undefined) writeFileSync(file, JSON.stringify(report));
    const { status, stdout } = spawnSync(process.execPath, [path.join(bootstrap, "test-totals.mjs"), file], { encoding: "utf8" });
    return { status, stdout };
  };
  afterEach(() => {
    rmSync(file, { force: true });
  });

  it("are one line", () => {
    expect(totals({ numPassedTests: 12, numFailedTests: 0 })).toEqual({ status: 0, stdout: "12 passed, 0 failed\n" });
    expect(totals({ numPassedTests: 12, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1 }).stdout).toBe("12 passed, 0 failed, 3 skipped\n");
  });

  it("fail with a failed test, with a file that does not load, with no test, and with no report", () => {
    expect(totals({ numPassedTests: 12, numFailedTests: 1 })).toEqual({ status: 1, stdout: "12 passed, 1 failed\n" });
    const unloaded = [{ status: "failed", assertionResults: [] }];
    expect(totals({ numPassedTests: 12, testResults: unloaded })).toEqual({ status: 1, stdout: "12 passed, 1 failed\n" });
    expect(totals({ numPassedTests: 0 }).status).toBe(1);
    rmSync(file);
    expect(totals(undefined)).toEqual({ status: 1, stdout: "0 passed, 0 failed\n" });
  });
});
