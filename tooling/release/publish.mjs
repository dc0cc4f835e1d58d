// Publishes what pack.mjs packed: `node publish.mjs --from <folder> [--registry <url>] [--tag <tag>] [--provenance]`.
// It needs Node and npm and nothing else, so that the job that may publish installs no dependency. Running it again is
// safe: a version that is there is left alone.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { isPublished, usualRegistry } from "./registry.mjs";

const { values } = parseArgs({
  options: {
    from: { type: "string" },
    registry: { type: "string", default: usualRegistry() },
    tag: { type: "string", default: "latest" },
    provenance: { type: "boolean", default: false },
  },
});
if (values.from === undefined) throw new Error("--from names the folder with the tarballs.");
const from = path.resolve(values.from);

for (const { name, version, file, integrity } of JSON.parse(readFileSync(path.join(from, "manifest.json"), "utf8"))) {
  const tarball = path.join(from, file);
  const digest = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
  if (digest !== integrity) throw new Error(`${file} is not what was packed.`);
  if (await isPublished(values.registry, { name, version })) {
    console.log(`there already: ${name}@${version}`);
    continue;
  }
  const args = ["publish", tarball, "--registry", values.registry, "--tag", values.tag, "--access", "public", "--ignore-scripts"];
  // The packages ask for provenance; only a workflow with an identity can give it.
  execFileSync("npm", [...args, `--provenance=${String(values.provenance)}`], { stdio: ["ignore", "ignore", "inherit"] });
  console.log(`published: ${name}@${version}`);
}
