import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pinned, quietly } from "./run.mjs";

const WHO = ["-c", "user.name=Rehearsal", "-c", "user.email=rehearsal@switchyard.test", "-c", "commit.gpgsign=false"];

/** A checkout of everything that lies in the work tree, with what is built: changes to its versions stay in it. */
export function makeCheckout(root, folder) {
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, maxBuffer: 64 * 1024 * 1024 }).toString();
  for (const file of files.split("\0").filter((each) => each !== "" && existsSync(path.join(root, each)))) {
    cpSync(path.join(root, file), path.join(folder, file));
  }
  for (const name of readdirSync(path.join(root, "packages"))) {
    const built = path.join(root, "packages", name, "dist");
    if (existsSync(built)) cpSync(built, path.join(folder, "packages", name, "dist"), { recursive: true });
  }
  quietly("git", ["init", "--quiet", "--initial-branch=main"], folder);
  commit(folder, "As it is");
  quietly(pinned(root, "pnpm"), ["install", "--frozen-lockfile", "--ignore-scripts", "--prefer-offline"], folder, root);
  return folder;
}

export function commit(checkout, message) {
  quietly("git", ["add", "--all"], checkout);
  quietly("git", [...WHO, "commit", "--quiet", "--allow-empty", "-m", message], checkout);
}

/** A change that its users notice, with its changeset. */
export function addChangeset(checkout, packages, summary) {
  const lines = Object.entries(packages).map(([name, bump]) => `"${name}": ${bump}`);
  mkdirSync(path.join(checkout, ".changeset"), { recursive: true });
  writeFileSync(path.join(checkout, ".changeset", "rehearsal.md"), `---\n${lines.join("\n")}\n---\n\n${summary}\n`);
  commit(checkout, summary);
}

/** What the release workflow does: the files in .changeset become versions and changelogs. */
export function versionPackages(root, checkout) {
  quietly(pinned(root, "changeset"), ["version"], checkout, root);
  quietly(pinned(root, "pnpm"), ["install", "--lockfile-only", "--ignore-scripts", "--prefer-offline"], checkout, root);
  commit(checkout, "Version packages");
}
