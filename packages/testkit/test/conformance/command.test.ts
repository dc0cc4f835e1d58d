import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { runConformanceCommand } from "../../src/node.js";

const root = mkdtempSync(path.join(tmpdir(), "switchyard-conformance-"));
afterAll(() => {
  rmSync(root, { recursive: true });
});

async function run(...args: readonly string[]) {
  const lines: string[] = [];
  const code = await runConformanceCommand(args, { root, print: (line) => lines.push(line) });
  return { code, text: lines.join("\n") };
}

it("says how it is called", async () => {
  expect(await run()).toMatchObject({ code: 2, text: expect.stringContaining("usage") as string });
});

it("says that there is no such connector", async () => {
  expect(await run("nobody")).toMatchObject({ code: 2, text: expect.stringContaining("'nobody'") as string });
});

it("says that a package is not built", async () => {
  mkdirSync(path.join(root, "packages", "connector-bare"), { recursive: true });
  writeFileSync(path.join(root, "packages", "connector-bare", "package.json"), "{}");
  expect(await run("bare")).toMatchObject({ code: 2, text: expect.stringContaining("not built") as string });
});
