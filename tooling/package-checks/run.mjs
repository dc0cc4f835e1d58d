// Looks at every public package as its user gets it: the packed tarball, its types, what runs in a browser, its size, what it
// brings along, under which licences. And at the workspace: nothing in it is left over.
// Needs a build. Prints one line per package and ends with 1 when anything is wrong.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bundleFindings } from "./bundles.mjs";
import { namedConnectors } from "./connector-names.mjs";
import { dependencyFindings, scriptFindings, toBillOfMaterials } from "./dependencies.mjs";
import { tarballFindings } from "./tarballs.mjs";
import { publicPackages, ROOT } from "./workspace.mjs";

const packages = publicPackages();
const connectors = packages.map(({ manifest }) => manifest.switchyard?.connector).filter((name) => name !== undefined);
const scratch = mkdtempSync(path.join(tmpdir(), "switchyard-packages-"));
let failures = 0;

try {
  for (const entry of packages) {
    const { findings, sizes } = await bundleFindings(entry);
    const all = [
      ...(await tarballFindings(entry, scratch)),
      ...findings,
      ...(await namedConnectors(entry, connectors)),
      ...dependencyFindings(entry),
    ];
    const { bomFormat, components } = JSON.parse(toBillOfMaterials(entry));
    if (bomFormat !== "CycloneDX" || !Array.isArray(components)) all.push("its bill of materials cannot be made");
    if (entry.manifest.sideEffects !== false) all.push(`package.json: "sideEffects" is not false`);
    console.log(`${all.length === 0 ? "ok  " : "FAIL"} ${entry.manifest.name}  ${sizes.join("  ")}`);
    for (const finding of all) console.log(`     ${finding}`);
    failures += all.length;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

const { packageManager, devDependencies } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
if (packageManager !== `pnpm@${devDependencies.pnpm}`) {
  console.log(`FAIL package.json: "packageManager" is ${packageManager}, the pnpm of devDependencies is ${devDependencies.pnpm}`);
  failures += 1;
}
for (const finding of scriptFindings(readFileSync(path.join(ROOT, "pnpm-workspace.yaml"), "utf8"))) {
  console.log(`FAIL ${finding}`);
  failures += 1;
}
const knip = spawnSync(path.join(ROOT, "node_modules", ".bin", "knip"), ["--no-progress"], { cwd: ROOT, encoding: "utf8" });
console.log(`${knip.status === 0 ? "ok  " : "FAIL"} nothing is left over: no unused file, export or dependency (knip)`);
if (knip.status !== 0) {
  console.log([knip.stdout, knip.stderr].join("\n").trim());
  failures += 1;
}
if (packages.length === 0) {
  console.log("FAIL there is no public package");
  failures += 1;
}
console.log(failures === 0 ? `${packages.length} packages are fit to publish` : `${failures} findings in ${packages.length} packages`);
process.exitCode = failures === 0 ? 0 : 1;
