import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Holds signals back while `write` runs, which must be synchronous: it is done, or undone, before one is acted upon. */
function uninterrupted(write) {
  let received;
  const hold = (signal) => {
    received = signal;
  };
  for (const signal of SIGNALS) process.on(signal, hold);
  try {
    return write();
  } finally {
    for (const signal of SIGNALS) process.off(signal, hold);
    if (received !== undefined) process.kill(process.pid, received);
  }
}

function writeAll(folder, files) {
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** The outermost folder above `folder` that is yet to be made; undefined where its parent is there. */
function missingParent(folder) {
  const parent = path.dirname(folder);
  if (existsSync(parent)) return undefined;
  return missingParent(parent) ?? parent;
}

/**
 * Writes a whole package into `folder`, which must not be there, and changes the `others` beside it; all of it or nothing.
 * The package is made next to its place and then renamed, so that not even a crash leaves half of one.
 */
export function writeWhole(folder, files, others = new Map()) {
  uninterrupted(() => {
    const parent = path.dirname(folder);
    const made = missingParent(folder);
    const before = [...others.keys()].map((file) => [file, existsSync(file) ? readFileSync(file) : undefined]);
    mkdirSync(parent, { recursive: true });
    const draft = mkdtempSync(path.join(parent, `.${path.basename(folder)}-`));
    try {
      writeAll(draft, files);
      for (const [file, text] of others) writeFileSync(file, text);
      renameSync(draft, folder);
    } catch (error) {
      rmSync(made ?? draft, { recursive: true, force: true });
      for (const [file, bytes] of before) bytes === undefined ? rmSync(file, { force: true }) : writeFileSync(file, bytes);
      throw error;
    }
  });
}
