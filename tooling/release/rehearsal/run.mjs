import { spawnSync } from "node:child_process";
import path from "node:path";

export const pinned = (root, name) => path.join(root, "node_modules", ".bin", name);

/** Runs a program, and shows what it said only when it fails. @throws Error */
export function quietly(program, args, cwd, root, env = {}) {
  const tools = root === undefined ? [] : [path.join(root, "node_modules", ".bin")];
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|config_(?!registry|userconfig|cache))/.test(name)),
  );
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    env: { ...inherited, ...env, PATH: [...tools, process.env["PATH"]].join(path.delimiter), CI: "true" },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout;
  const said = [error?.message, stdout, stderr].filter(Boolean).join("\n").trim();
  throw new Error(`${path.basename(program)} ${args.join(" ")} failed${status === null ? "" : ` with ${status}`}:\n${said}`);
}
