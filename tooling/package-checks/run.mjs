// Looks at every public package as its user gets it: the packed tarball, its types, what runs in a browser, its size.
// Needs a build. Prints one line per package and ends with 1 when anything is wrong.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bundleFindings } from "./bundles.mjs";
import { namedConnectors } from "./connector-names.mjs";
import { tarballFindings } from "./tarballs.mjs";
import { publicPackages, ROOT } from "./workspace.mjs";

const packages = publicPackages();
const connectors = packages.map(({ manifest }) => manifest.switchyard?.connector).filter((name) => name !== undefined);
const scratch = mkdtempSync(path.join(tmpdir(), "switchyard-packages-"));
let failures = 0;

try {
  for (const entry of packages) {
    const { findings, sizes } = await bundleFindings(entry);
    const all = [...(await tarballFindings(entry, scratch)), ...findings, ...(await namedConnectors(entry, connectors))];
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
if (packages.length === 0) {
  console.log("FAIL there is no public package");
  failures += 1;
}
console.log(failures === 0 ? `${packages.length} packages are fit to publish` : `${failures} findings in ${packages.length} packages`);
process.exitCode = failures === 0 ? 0 : 1;
