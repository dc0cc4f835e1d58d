import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

// Offline where it can be: everything that a connector needs is in the store already. The lockfile gets the new package.
const INSTALL = ["install", "--prefer-offline", "--no-frozen-lockfile"];

/**
 * What comes after the package is written: its links, the lists of connectors, and the links of those that the lists
 * brought about (the registry depends on every connector).
 */
export function followUps(root) {
  const { scripts = {}, packageManager = "pnpm@10" } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const commands = scripts.generate === undefined ? [INSTALL] : [INSTALL, ["run", "generate"], INSTALL];
  return commands.map((args) => ({ title: `pnpm ${args.join(" ")}`, args, packageManager: packageManager.split("+")[0] }));
}

/** The workspace's own pnpm where it is installed, else the one that npx brings. */
function programOf(root, { packageManager, args }) {
  const installed = path.join(root, "node_modules", "pnpm", "bin", "pnpm.cjs");
  return existsSync(installed) ? [process.execPath, [installed, ...args]] : ["npx", ["-y", packageManager, ...args]];
}

function run(root, step, stdout) {
  const [program, args] = programOf(root, step);
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], shell: program === "npx" && process.platform === "win32" });
    const output = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.on("error", (error) => {
      stdout.write(`${error.message}\n`);
      resolve(false);
    });
    child.on("close", (code) => {
      if (code !== 0) stdout.write(Buffer.concat(output).toString());
      resolve(code === 0);
    });
  });
}

/** Runs the steps in order. @returns the one that failed, if one did. */
export async function runAll(steps, root, stdout) {
  for (const step of steps) {
    stdout.write(`${step.title} ...\n`);
    if (!(await run(root, step, stdout))) return step;
  }
  return undefined;
}
