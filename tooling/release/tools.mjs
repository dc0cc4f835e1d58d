import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..", "..");

/**
 * Installs tools that few commands need and that would make every installation of the workspace heavy. Their lockfile is
 * beside their package.json; nothing of theirs runs while they are installed. @returns the folder with their node_modules
 */
export function installTools(folder) {
  const lock = readFileSync(path.join(folder, "package-lock.json"));
  const target = path.join(ROOT, "node_modules", ".cache", "switchyard", "tools", createHash("sha256").update(lock).digest("hex").slice(0, 16));
  const done = path.join(target, ".installed");
  if (existsSync(done)) return target;
  mkdirSync(target, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) cpSync(path.join(folder, file), path.join(target, file));
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", args, { cwd: target, stdio: ["ignore", "ignore", "inherit"] });
  writeFileSync(done, "");
  return target;
}
