import { existsSync } from "node:fs";
import path from "node:path";
import { childEnvironment, pinnedNode, run } from "./processes.mjs";
import { install } from "./install.mjs";
import { expected } from "./errors.mjs";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const MAIN_JOB = path.join("tooling", "demo");

const commands = {
  async install() {
    return 0;
  },

  async test(args) {
    return runPinned([path.join("node_modules", "vitest", "vitest.mjs"), "run", ...args]);
  },

  async start(args) {
    if (!existsSync(path.join(ROOT, MAIN_JOB, "package.json"))) throw expected(`There is nothing to start: ${MAIN_JOB} does not exist.`);
    const built = await runPinned(
      [path.join("node_modules", "turbo", "bin", "turbo"), "run", "build", ...filtersOf(args), "--output-logs=errors-only"],
      { quiet: true },
    );
    return built === 0 ? runPinned([path.join(MAIN_JOB, "dist", "main.js"), ...args]) : built;
  },
};

/** Installs what is missing, then runs the command. @returns the exit code. */
export async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
  if (command === undefined) throw expected(`Unknown command '${name ?? ""}'. There are: ${Object.keys(commands).join(", ")}.`);
  const installed = await install(ROOT);
  return installed === 0 ? command(args) : installed;
}

/** What the main job is shown with: itself, and the connectors that it is asked for. */
function filtersOf(args) {
  const named = args.flatMap((each, at) => {
    if (each === "-c" || each === "--connector") return [args[at + 1]];
    return /^(?:--connector=|-c=?)(.+)$/.exec(each)?.slice(1) ?? [];
  });
  const asksForAll = args.some((each) => each === "-a" || each === "--all");
  const connectors = asksForAll ? ["*"] : named.filter((name) => existsSync(path.join(ROOT, "packages", `connector-${name}`)));
  return ["{./tooling/demo}...", ...connectors.map((name) => `{./packages/connector-${name}}...`)].map((filter) => `--filter=${filter}`);
}

/** Runs a script on the workspace's own Node, with its tools on the path. */
function runPinned(args, options = {}) {
  return run(pinnedNode(ROOT), args, { cwd: ROOT, env: childEnvironment(ROOT), ...options });
}
