import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { expected } from "./errors.mjs";

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];

/** What an installation needs of npm's settings: where packages come from, and how to get there. */
const NETWORK_SETTINGS = /^npm_config_(@.*:)?(registry|proxy|https_?proxy|noproxy|ca|cafile|strict_ssl|cache|userconfig|globalconfig)$/i;

/** Where the `node` package of this workspace keeps its binary. */
export function pinnedNodePath(root) {
  return path.join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
}

/** The workspace's own Node, so that results do not depend on the Node of the machine. */
export function pinnedNode(root) {
  const node = pinnedNodePath(root);
  if (!existsSync(node)) throw expected(`The workspace's Node is missing (${node}). Remove node_modules and run the command again.`);
  return node;
}

/**
 * The environment of child processes: without what npm adds for its own scripts (nested npm and pnpm warn about it),
 * with the workspace's tools on the path, and with nothing that reports to a server.
 */
export function childEnvironment(root, { network = false } = {}) {
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (/^npm_/i.test(name) && !(network && NETWORK_SETTINGS.test(name))) continue;
    if (/^TURBO_(TOKEN|TEAM|TEAMID|API|LOGIN)$/.test(name)) continue;
    env[name] = value;
  }
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  env[pathName] = [path.join(root, "node_modules", ".bin"), env[pathName]].filter(Boolean).join(path.delimiter);
  return { ...env, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1", DO_NOT_TRACK: "1" };
}

/**
 * Runs a program to its end and hands on signals that arrive meanwhile. A quiet program is heard only when it fails.
 * @returns its exit code, 128 plus the signal's number when a signal ended it.
 */
export function run(program, args, { cwd, env, quiet = false, shell = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, shell, stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit" });
    const output = [];
    child.stdout?.on("data", (chunk) => output.push(chunk));
    child.stderr?.on("data", (chunk) => output.push(chunk));

    let interrupted = false;
    const forward = (signal) => {
      interrupted = true;
      // At a terminal, Ctrl-C has reached the child already: a second one would be taken for impatience.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const watch = whenOrphaned(() => forward("SIGTERM"));

    const settle = (finish) => {
      clearInterval(watch);
      for (const signal of FORWARDED) process.off(signal, forward);
      finish();
    };
    child.on("error", (error) => settle(() => reject(expected(`${program} could not be started: ${error.message}`))));
    child.on("close", (code, signal) =>
      settle(() => {
        const exitCode = code ?? 128 + constants.signals[signal];
        if (exitCode !== 0 && !interrupted) process.stderr.write(Buffer.concat(output));
        resolve(interrupted && exitCode === 0 ? 130 : exitCode);
      }),
    );
  });
}

/**
 * npm ends its shell on a signal, and the shell tells nobody: that an ancestor has changed is the only sign. The parent
 * may be pnpm's wrapper of `node`, a shell as well, so that its parent counts too (where /proc tells).
 */
function whenOrphaned(end) {
  if (process.env["npm_lifecycle_event"] === undefined) return undefined;
  const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const before = ancestors();
  return setInterval(() => {
    if (ancestors() !== before) end();
  }, 500).unref();
}

function parentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ")[1];
  } catch {
    return undefined;
  }
}
