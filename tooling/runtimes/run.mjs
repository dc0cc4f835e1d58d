// Runs the smoke suite with packed packages on every runtime: `pnpm check:runtimes [name ...]`. Needs a build.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { publicPackages } from "../release/packages.mjs";
import { toTable } from "../release/table.mjs";
import { installTools } from "../release/tools.mjs";
import { startProcessors } from "./simulators.mjs";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const EXPECTED = { authorize: "authorized", capture: "accepted", refund: "accepted", webhook: "verified", forgery: "refused" };
const PACKAGES = ["interfaces", "utils", "client", "connector-worldpay", "connector-stripe", "connector-adyen"].map((name) => `@switchyard/${name}`);

const tools = installTools(path.join(import.meta.dirname, "tools"));
const scratch = mkdtempSync(path.join(tmpdir(), "switchyard-runtimes-"));
const require = createRequire(path.join(tools, "package.json"));

/** The packages as npm gives them: packed, then installed from the tarballs. */
function installPacked() {
  const tarballs = publicPackages(ROOT)
    .filter(({ manifest }) => PACKAGES.includes(manifest.name))
    .map(({ folder }) => {
      const target = path.join(scratch, "packed", path.basename(folder));
      execFileSync("pnpm", ["pack", "--pack-destination", target], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
      return execFileSync("ls", [target], { encoding: "utf8" })
        .trim()
        .split("\n")
        .map((file) => path.join(target, file))[0];
    });
  const shop = path.join(scratch, "shop");
  mkdirSync(shop, { recursive: true });
  writeFileSync(path.join(shop, "package.json"), `${JSON.stringify({ name: "smoke", private: true, type: "module" })}\n`);
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", ...tarballs], { cwd: shop, stdio: ["ignore", "ignore", "inherit"] });
  for (const file of ["smoke.mjs", "entry-process.mjs", "entry-worker.mjs", "entry-page.mjs"])
    cpSync(path.join(import.meta.dirname, file), path.join(shop, file));
  return shop;
}

/** The program of a tool. Its package is for one platform; on another one it is not there. */
const programOf = (name, inside) => path.join(tools, "node_modules", name, inside);

const BUN = programOf("@oven/bun-linux-x64", "bin/bun");
const DENO = programOf("@deno/linux-x64-glibc", "deno");
const WORKERD = programOf("@cloudflare/workerd-linux-64", "bin/workerd");

function runProgram(program, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const [out, err] = [[], []];
    child.stdout.on("data", (chunk) => out.push(chunk));
    child.stderr.on("data", (chunk) => err.push(chunk));
    const timer = setTimeout(() => child.kill("SIGKILL"), 60_000);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(Buffer.concat(out).toString());
      else reject(new Error(`${path.basename(program)} ended with ${code}: ${Buffer.concat(err).toString().slice(-2000)}`));
    });
  });
}

const inProcess =
  (program, ...args) =>
  async (shop, { plan }) => {
    const out = await runProgram(program, [...args, path.join(shop, "entry-process.mjs"), JSON.stringify(plan)], shop);
    return JSON.parse(out.trim().split("\n").at(-1));
  };

async function bundle(shop, entry, options) {
  const { outputFiles } = await build({
    entryPoints: [path.join(shop, entry)],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "silent",
    ...options,
  });
  return outputFiles[0].text;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function inWorkerd(shop, { plan }) {
  const port = await freePort();
  // Packages that know this runtime say so by its condition.
  writeFileSync(
    path.join(shop, "worker.js"),
    await bundle(shop, "entry-worker.mjs", { conditions: ["workerd", "worker", "browser"], platform: "neutral", mainFields: ["module", "main"] }),
  );
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [ (name = "main", worker = .smoke), (name = "internet", network = (allow = ["private", "public"])) ],
  sockets = [ (name = "http", address = "127.0.0.1:${port}", http = (), service = "main") ]
);
const smoke :Workerd.Worker = (
  modules = [ (name = "worker.js", esModule = embed "worker.js") ],
  compatibilityDate = "2026-01-01",
  globalOutbound = "internet"
);
`;
  writeFileSync(path.join(shop, "smoke.capnp"), config);
  const child = spawn(WORKERD, ["serve", "smoke.capnp"], { cwd: shop, stdio: ["ignore", "ignore", "pipe"] });
  const err = [];
  child.stderr.on("data", (chunk) => err.push(chunk));
  try {
    for (let tries = 0; ; tries += 1) {
      const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: JSON.stringify(plan) }).catch((error) => error);
      if (answer instanceof Response) {
        const text = await answer.text();
        if (answer.ok) return JSON.parse(text);
        throw new Error(`workerd answered ${answer.status}: ${text} ${Buffer.concat(err).toString().slice(-2000)}`);
      }
      if (child.exitCode !== null || tries > 100) throw new Error(`workerd did not start: ${Buffer.concat(err).toString().slice(-2000)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    child.kill("SIGKILL");
  }
}

const CHROMIUM = [process.env["CHROMIUM_PATH"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (file) => file && existsSync(file),
);

async function inBrowser(_, { plan, url }) {
  const { chromium } = require("playwright-core");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  try {
    const page = await browser.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(url);
    await page
      .waitForFunction(() => "runSmoke" in globalThis, undefined, { timeout: 15_000 })
      .catch(() => {
        throw new Error(`the page did not load: ${problems.join(", ")}`);
      });
    return await page.evaluate((given) => globalThis.runSmoke(given), plan);
  } finally {
    await browser.close();
  }
}

const nodeOf = (name) => programOf(name, "bin/node");
const RUNTIMES = {
  "node 22": { program: nodeOf("node22"), run: inProcess(nodeOf("node22")) },
  "node 24": { program: process.execPath, run: inProcess(process.execPath) },
  "node 26": { program: nodeOf("node26"), run: inProcess(nodeOf("node26")) },
  bun: { program: BUN, run: inProcess(BUN, "run") },
  deno: { program: DENO, run: inProcess(DENO, "run", "--allow-net=127.0.0.1", "--allow-env", "--node-modules-dir=manual") },
  workerd: { program: WORKERD, run: inWorkerd },
  chromium: { program: CHROMIUM, run: inBrowser },
};

// With --every, a runtime that is not here is a failure.
const isEvery = process.argv.includes("--every");
const wanted = process.argv.slice(2).filter((each) => !each.startsWith("--"));
const missing = [];
const rows = [];
let failed = 0;
try {
  const shop = installPacked();
  const page = `<!doctype html><title>Smoke</title><script type="module">${(await bundle(shop, "entry-page.mjs", { platform: "browser", minify: true })).replaceAll("</script", "<\\/script")}</script>`;
  for (const [name, { program, run }] of Object.entries(RUNTIMES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    if (program === undefined || !existsSync(program)) {
      rows.push([name, "", "NOT RUN: it is not on this machine", ""]);
      missing.push(name);
      continue;
    }
    const at = await startProcessors(ROOT, page);
    const started = performance.now();
    try {
      const results = await run(shop, at);
      for (const [connector, result] of Object.entries(results)) {
        const wrong = Object.entries({ ...EXPECTED, ...(result.error === undefined ? {} : { error: undefined }) }).filter(
          ([key, value]) => result[key] !== value,
        );
        const told = wrong.map(([key]) => `${key}: ${result[key]}`).join(", ");
        failed += wrong.length === 0 ? 0 : 1;
        rows.push([name, connector, wrong.length === 0 ? "passed" : `FAILED ${told}`, ((performance.now() - started) / 1000).toFixed(1)]);
      }
    } catch (error) {
      failed += 1;
      rows.push([name, "", `FAILED ${error.message}`, ""]);
    } finally {
      await at.close();
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(toTable(["runtime", "connector", "result", "seconds"], rows));
if (isEvery) failed += missing.length;
const ran = missing.length === 0 ? "everywhere" : `everywhere but on ${missing.join(", ")}, which did not run`;
console.log(failed === 0 ? `The packages run ${ran}.` : `${failed} not as it should be.`);
process.exitCode = failed === 0 ? 0 : 1;
