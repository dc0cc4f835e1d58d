import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expected } from "./errors.mjs";
import { childEnvironment, pinnedNodePath, run } from "./processes.mjs";

const STAMP = path.join("node_modules", ".switchyard-install");

/** Installs what the lockfile says, unless that is what is there. @returns the exit code. */
export async function install(root) {
  const fingerprint = fingerprintOf(root);
  if (isInstalled(root, fingerprint)) return 0;
  const version = pnpmVersion(root);
  console.error(`Installing the workspace's dependencies with pnpm ${version} ...`);
  const code = await runPnpm(root, version, ["install", "--frozen-lockfile", "--config.confirmModulesPurge=false"]);
  if (code === 0) writeFileSync(path.join(root, STAMP), fingerprint);
  else if (code < 128) console.error(`The dependencies could not be installed. If a package.json changed, run: npx -y pnpm@${version} install`);
  return code;
}

/** A digest of everything that decides what is installed. */
function fingerprintOf(root) {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests(root)]) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}

function isInstalled(root, fingerprint) {
  const stamp = path.join(root, STAMP);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint && existsSync(pinnedNodePath(root)) && linksExist(root);
}

/** A clean of the work tree can take the links of a package away and leave the root's stamp. */
function linksExist(root) {
  return manifests(root).every((file) => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root, file), "utf8"));
    const needsLinks = Object.keys({ ...dependencies, ...devDependencies }).length > 0;
    return !needsLinks || existsSync(path.join(root, path.dirname(file), "node_modules"));
  });
}

/** The package.json of the root and of each member, in a stable order. */
function manifests(root) {
  const members = workspacePatterns(root).flatMap((pattern) => {
    if (!pattern.endsWith("/*")) return [pattern];
    const folder = pattern.slice(0, -2);
    return existsSync(path.join(root, folder)) ? readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`) : [];
  });
  return [".", ...members.sort()].map((folder) => path.posix.join(folder, "package.json")).filter((file) => existsSync(path.join(root, file)));
}

/** The `packages` list of pnpm-workspace.yaml: folders, and folders followed by `/*`. */
function workspacePatterns(root) {
  const text = readFileSync(path.join(root, "pnpm-workspace.yaml"), "utf8");
  const list = /^packages:\r?\n((?:[ \t]+-.*\r?\n?)+)/m.exec(text)?.[1] ?? "";
  return [...list.matchAll(/-[ \t]+["']?([^"'\s]+)/g)].map(([, pattern]) => pattern);
}

function pnpmVersion(root) {
  const { packageManager } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const version = /^pnpm@([^+]+)/.exec(packageManager ?? "")?.[1];
  if (version === undefined) throw expected(`package.json names no pnpm version in "packageManager".`);
  return version;
}

/** The pnpm that is installed here when it is the right one, else the one that npx brings. */
function runPnpm(root, version, args) {
  const quietly = { npm_config_loglevel: "error", npm_config_update_notifier: "false", npm_config_fund: "false", npm_config_audit: "false" };
  const options = { cwd: root, env: { ...childEnvironment(root, { network: true }), ...quietly }, quiet: true };
  const installed = path.join(root, "node_modules", "pnpm");
  if (
    existsSync(path.join(installed, "package.json")) &&
    JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8")).version === version
  ) {
    return run(process.execPath, [path.join(installed, "bin", "pnpm.cjs"), ...args], options);
  }
  return run("npx", ["-y", `pnpm@${version}`, ...args], { ...options, shell: process.platform === "win32" });
}
