import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { bundledIn } from "../tsup-config/third-party.mjs";
import { ROOT } from "./workspace.mjs";

/** Licences that a package under Apache-2.0 may bring along. */
const ALLOWED = new Set(["Apache-2.0", "MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0"]);

/** Packages whose scripts may run while the workspace is installed; none of them is installed with what we publish. */
const MAY_RUN = new Set(["node", "esbuild"]);

const readManifest = (folder) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));

/** The packages that come with a package, itself first: those that are installed, as pnpm resolved them here, and those that are bundled. */
function comingWith({ folder, manifest }) {
  const out = execFileSync(path.join(ROOT, "node_modules", ".bin", "pnpm"), ["list", "--prod", "--json", "--depth", "Infinity"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const [listed] = JSON.parse(out);
  const found = new Map();
  const bundled = (within) =>
    bundledIn(within).map(({ name, version, license }) => {
      const id = `${name}@${version}`;
      if (!found.has(id)) found.set(id, { id, name, version, license, scripts: {}, needs: [] });
      return id;
    });
  const visit = (dependencies = {}) =>
    Object.entries(dependencies).flatMap(([name, each]) => {
      const own = readManifest(each.path);
      const id = `${name}@${own.version}`;
      if (!found.has(id)) {
        found.set(id, { id, name, version: own.version, license: own.license, scripts: own.scripts ?? {}, needs: [] });
        found.get(id).needs = [...visit(each.dependencies), ...bundled(each.path)];
      }
      return [id];
    });
  const needs = [...visit(listed.dependencies), ...bundled(folder)];
  return {
    root: { id: `${manifest.name}@${manifest.version}`, name: manifest.name, version: manifest.version, license: manifest.license, needs },
    found,
  };
}

const RUNS_AT_INSTALL = ["preinstall", "install", "postinstall"];

/** What is wrong with what a package brings along: its licences, scripts that run when it is installed. */
export function dependencyFindings(entry) {
  const { found } = comingWith(entry);
  return [...found.values()].flatMap(({ id, license, scripts }) => [
    ...(ALLOWED.has(license) ? [] : [`licence: ${id} is under ${license ?? "no licence that it names"}`]),
    ...(RUNS_AT_INSTALL.some((name) => scripts[name] !== undefined) ? [`install script: ${id} runs code when it is installed`] : []),
  ]);
}

function toComponent({ name, version, license }, type) {
  const [group, plain] = name.startsWith("@") ? name.split("/") : [undefined, name];
  const component = new Models.Component(type, plain, { version, ...(group === undefined ? {} : { group }) });
  component.bomRef.value = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  component.purl = component.bomRef.value;
  if (license !== undefined) component.licenses.add(new Models.SpdxLicense(license));
  return component;
}

/** The bill of materials of a package (CycloneDX 1.6, JSON): everything that comes with it. */
export function toBillOfMaterials(entry) {
  const { root, found } = comingWith(entry);
  const bom = new Models.Bom();
  const main = toComponent(root, Enums.ComponentType.Library);
  bom.metadata.component = main;
  const components = new Map([...found.values()].map((each) => [each.id, toComponent(each, Enums.ComponentType.Library)]));
  for (const component of components.values()) bom.components.add(component);
  const link = (from, ids) => {
    for (const id of ids) from.dependencies.add(components.get(id).bomRef);
  };
  link(main, root.needs);
  for (const each of found.values()) link(components.get(each.id), each.needs);
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return serializer.serialize(bom, { sortLists: true, space: 2 });
}

/** What pnpm may run while the workspace is installed must be what is agreed here. */
export function scriptFindings(workspaceFile) {
  const list = /onlyBuiltDependencies:\n((?: {2}- .*\n)+)/.exec(workspaceFile)?.[1] ?? "";
  const allowed = [...list.matchAll(/- (\S+)/g)].map(([, name]) => name);
  return [
    ...allowed.filter((name) => !MAY_RUN.has(name)).map((name) => `install script: ${name} may run, and is not one of ${[...MAY_RUN].join(", ")}`),
    ...(/^minimumReleaseAge: \d{4,}$/m.test(workspaceFile) ? [] : ["pnpm-workspace.yaml: no minimumReleaseAge of a day or more"]),
  ];
}
