// Packs every package whose version the registry does not have: `pnpm release:pack --out <folder> [--registry <url>] [--only <package>]`.
// What lies in the folder afterwards is what gets published, byte for byte: manifest.json has its digests.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { publicPackages } from "./packages.mjs";
import { isPublished, usualRegistry } from "./registry.mjs";

const { values } = parseArgs({
  options: {
    root: { type: "string", default: path.resolve(import.meta.dirname, "..", "..") },
    out: { type: "string" },
    registry: { type: "string", default: usualRegistry() },
    only: { type: "string" },
  },
});
if (values.out === undefined) throw new Error("--out names the folder for the tarballs.");
const out = path.resolve(values.out);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const packed = [];
for (const { folder, manifest } of publicPackages(values.root)) {
  const { name, version } = manifest;
  if (values.only !== undefined && values.only !== name) continue;
  if (await isPublished(values.registry, { name, version })) continue;
  // pnpm writes the real ranges in place of `workspace:^`.
  const target = path.join(out, "packing");
  execFileSync("pnpm", ["pack", "--pack-destination", target], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  const [file] = readdirSync(target);
  const bytes = readFileSync(path.join(target, file));
  writeFileSync(path.join(out, file), bytes);
  rmSync(target, { recursive: true });
  packed.push({ name, version, file, bytes: bytes.length, integrity: `sha512-${createHash("sha512").update(bytes).digest("base64")}` });
}
writeFileSync(path.join(out, "manifest.json"), `${JSON.stringify(packed, undefined, 2)}\n`);
console.log(packed.length === 0 ? "Nothing to publish." : packed.map(({ name, version, bytes }) => `${name}@${version}  ${bytes} bytes`).join("\n"));
