import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { ROOT } from "./workspace.mjs";

const execute = promisify(execFile);
const bin = (name) => path.join(ROOT, "node_modules", ".bin", name);

/** What publint and are-the-types-wrong say of a package as pnpm packs it. */
export async function tarballFindings({ name, folder, manifest }, scratch) {
  const target = path.join(scratch, name);
  try {
    await execute(bin("pnpm"), ["pack", "--pack-destination", target], { cwd: folder });
  } catch (error) {
    return [`pack: ${outputOf(error)}`];
  }
  const tarball = path.join(target, readdirSync(target)[0]);
  const { messages } = await publint({ pack: { tarball: toArrayBuffer(readFileSync(tarball)) }, strict: true });
  return [...messages.map((message) => `publint: ${formatMessage(message, manifest, { color: false })}`), ...(await typeFindings(tarball))];
}

/** The packages are ES modules only: how CommonJS and `moduleResolution: node10` resolve them does not matter. */
async function typeFindings(tarball) {
  try {
    await execute(bin("attw"), [tarball, "--profile", "esm-only", "--format", "ascii", "--no-color", "--no-emoji"]);
    return [];
  } catch (error) {
    return [`are-the-types-wrong: ${outputOf(error)}`];
  }
}

function outputOf(error) {
  return [error.stdout, error.stderr].filter(Boolean).join("\n").trim() || error.message;
}

function toArrayBuffer(buffer) {
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength);
}
