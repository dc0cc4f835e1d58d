// Gives every package that a changeset names a version of its own for a try: `pnpm release:canary --name pr-123`.
// Nothing of it is committed. Pack and publish it afterwards, under the same tag.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const { values } = parseArgs({ options: { name: { type: "string" }, root: { type: "string", default: ROOT } } });
if (!/^[a-z][a-z0-9-]*$/.test(values.name ?? "")) throw new Error("--name is the tag: small letters, digits and hyphens, as pr-123.");
const changeset = path.join(ROOT, "node_modules", ".bin", "changeset");
execFileSync(changeset, ["version", "--snapshot", values.name], { cwd: values.root, stdio: "inherit" });
