import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isSameName } from "./names.mjs";
import { refuse } from "./refusal.mjs";

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

/** The Switchyard workspace that a folder lies in; undefined outside of one. */
export function findWorkspace(from) {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (existsSync(path.join(folder, "pnpm-workspace.yaml")) && existsSync(manifest) && readJson(manifest).name === "switchyard") return folder;
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** Refuses a name that a connector of the workspace has, or nearly has. */
export function refuseTaken(root, names) {
  const packages = path.join(root, "packages");
  for (const name of readdirSync(packages)) {
    const manifest = path.join(packages, name, "package.json");
    const taken = existsSync(manifest) ? readJson(manifest).switchyard?.connector : undefined;
    if (typeof taken === "string" && isSameName(taken, names.snake)) refuse(`The name ${names.snake} is taken by packages/${name}.`);
    if (isSameName(name, `connector-${names.kebab}`)) refuse(`packages/${name} exists already.`);
  }
}
