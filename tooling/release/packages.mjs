import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The packages of a checkout that are published, those first that others depend on. */
export function publicPackages(root) {
  // The scaffolder is published and lies with the tools: `npm create @switchyard/connector`.
  const folders = ["packages", "tooling"].flatMap((parent) => readdirSync(path.join(root, parent)).map((name) => path.join(root, parent, name)));
  const packages = folders
    .filter((folder) => existsSync(path.join(folder, "package.json")))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) }))
    .filter(({ manifest }) => manifest.private !== true);
  return inOrder(packages);
}

/** A package comes after those that it depends on, so that nobody who installs it meanwhile finds one of them missing. */
export function inOrder(packages) {
  const byName = new Map(packages.map((each) => [each.manifest.name, each]));
  const placed = new Set();
  const ordered = [];
  const place = (each) => {
    if (placed.has(each.manifest.name)) return;
    placed.add(each.manifest.name);
    const { dependencies = {}, peerDependencies = {} } = each.manifest;
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      const inside = byName.get(name);
      if (inside !== undefined) place(inside);
    }
    ordered.push(each);
  };
  for (const each of [...packages].sort((a, b) => a.manifest.name.localeCompare(b.manifest.name))) place(each);
  return ordered;
}
