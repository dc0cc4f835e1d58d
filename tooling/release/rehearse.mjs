// Rehearses a release against a registry on loopback, with the scripts that publish: `pnpm release:rehearse`. Needs a build.
// Everything is published; then a patch of one connector; then a patch of utils. Then the first user comes.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { addChangeset, makeCheckout, versionPackages } from "./rehearsal/checkout.mjs";
import { installAsUser, payAsUser } from "./rehearsal/consumer.mjs";
import { startRegistry } from "./rehearsal/local-registry.mjs";
import { quietly } from "./rehearsal/run.mjs";
import { publicPackages } from "./packages.mjs";
import { installTools } from "./tools.mjs";
import { usualRegistry } from "./registry.mjs";
import { toTable } from "./table.mjs";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const HERE = path.join(ROOT, "tooling", "release");
const BUDGET = { packages: 12, bytes: 8_000_000 };

const failures = [];
const demand = (condition, text) => {
  console.log(`${condition ? "ok  " : "FAIL"} ${text}`);
  if (!condition) failures.push(text);
};

const scratch = mkdtempSync(path.join(tmpdir(), "switchyard-release-"));
const upstream = usualRegistry();
const registry = await startRegistry({
  node: process.execPath,
  tools: installTools(path.join(HERE, "tools")),
  folder: path.join(scratch, "registry"),
  upstream,
});

/** Packs and publishes as the workflow does. @returns the names and versions that were published */
function release(checkout, label) {
  const out = path.join(scratch, `packed-${label}`);
  const node = process.execPath;
  quietly(node, [path.join(HERE, "pack.mjs"), "--root", checkout, "--out", out, "--registry", registry.url], checkout, ROOT, registry.env);
  quietly(node, [path.join(HERE, "publish.mjs"), "--from", out, "--registry", registry.url], checkout, ROOT, registry.env);
  return { out, packed: JSON.parse(readFileSync(path.join(out, "manifest.json"), "utf8")) };
}

const namesOf = ({ packed }) => packed.map(({ name }) => name).sort();

try {
  const checkout = makeCheckout(ROOT, path.join(scratch, "checkout"));
  const all = publicPackages(checkout).map(({ manifest }) => manifest.name);
  versionPackages(ROOT, checkout);
  const first = release(checkout, "first");
  demand(String(namesOf(first)) === String([...all].sort()), `every public package is published: ${first.packed.length} of ${all.length}`);
  demand(release(checkout, "again").packed.length === 0, "a second run publishes nothing");

  addChangeset(checkout, { "@switchyard/connector-worldpay": "patch" }, "A wrong code is told by its own name.");
  versionPackages(ROOT, checkout);
  const connector = release(checkout, "connector");
  demand(
    String(namesOf(connector)) === "@switchyard/connector-worldpay",
    `a patch of one connector publishes ${namesOf(connector).join(", ")} alone`,
  );

  addChangeset(checkout, { "@switchyard/utils": "patch" }, "Encoding is a little faster.");
  versionPackages(ROOT, checkout);
  const utils = release(checkout, "utils");
  const dragged = namesOf(utils).filter((name) => name.includes("/connector-"));
  demand(
    namesOf(utils).includes("@switchyard/utils") && dragged.length === 0,
    `a patch of utils publishes ${namesOf(utils).join(", ")}, and no connector`,
  );

  const shop = path.join(scratch, "shop");
  const installed = installAsUser(shop, registry, ["@switchyard/client", "@switchyard/connector-worldpay"]);
  const names = installed.names.filter((name) => name.startsWith("@switchyard/"));
  const latest = (name, { packed }) => packed.find((each) => each.name === name)?.version;
  demand(
    names.includes(`@switchyard/connector-worldpay@${latest("@switchyard/connector-worldpay", connector)}`),
    `the user gets ${names.join(", ")}`,
  );
  demand(names.includes(`@switchyard/utils@${latest("@switchyard/utils", utils)}`), "the connector of before runs with the utils of now");
  demand(installed.packages < BUDGET.packages, `${installed.packages} packages (fewer than ${BUDGET.packages}): ${installed.names.join(", ")}`);
  demand(installed.bytes < BUDGET.bytes, `${installed.bytes} bytes on disk (less than ${BUDGET.bytes})`);
  demand(installed.scripts.length === 0, `no install scripts ${installed.scripts.join(", ")}`);
  demand(installed.native.length === 0, "no native code");
  const paid = await payAsUser(ROOT, shop);
  demand(
    paid.status === "charged" && paid.captured === 1050,
    `compiled under bundler and nodenext; a payment is ${paid.status}, ${paid.captured} captured`,
  );

  const rows = publicPackages(checkout).map(({ manifest: { name, version, dependencies = {} } }) => {
    const { out, packed } = [utils, connector, first].find(({ packed: each }) => each.some((one) => one.name === name && one.version === version));
    const tarball = readFileSync(path.join(out, packed.find((each) => each.name === name).file));
    const unpacked = execFileSync("tar", ["-xzOf", "-"], { input: tarball, maxBuffer: 256 * 1024 * 1024 });
    return [name, version, unpacked.length, gzipSync(unpacked, { level: 9 }).length, Object.keys(dependencies).length];
  });
  console.log(`\n${toTable(["package", "version", "bytes", "gzip", "dependencies"], rows)}`);
  const install = [["@switchyard/client + @switchyard/connector-worldpay", installed.packages, installed.bytes, installed.seconds.toFixed(1)]];
  console.log(`\n${toTable(["installed", "packages", "bytes", "seconds"], install)}\n`);
} finally {
  await registry.stop();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(failures.length === 0 ? "The release is rehearsed." : `${failures.length} not as it should be.`);
process.exitCode = failures.length === 0 ? 0 : 1;
