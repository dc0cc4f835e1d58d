import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { serve } from "@switchyard/testkit/node";
import { afterEach, describe, expect, it } from "vitest";
import { inOrder } from "../packages.mjs";
import { isPublished, readPackument } from "../registry.mjs";
import { toTable } from "../table.mjs";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe("the order of publishing", () => {
  const of = (name: string, ...dependencies: readonly string[]) => ({
    manifest: { name, version: "1.0.0", dependencies: Object.fromEntries(dependencies.map((each) => [each, "^1.0.0"])) },
  });

  it("has no package before one that it depends on", () => {
    const names = inOrder([of("a", "c", "elsewhere"), of("b", "a"), of("c")]).map(({ manifest }) => manifest.name);
    expect(names).toEqual(["c", "a", "b"]);
  });

  it("is the same every time, and survives packages that depend on each other", () => {
    expect(inOrder([of("b", "a"), of("a", "b")]).map(({ manifest }) => manifest.name)).toEqual(["b", "a"]);
    expect(inOrder([of("a", "b"), of("b", "a")]).map(({ manifest }) => manifest.name)).toEqual(["b", "a"]);
  });
});

describe("the registry", () => {
  it("is asked under the package's escaped name, and knows what it knows", async () => {
    const asked: string[] = [];
    const server = await serve((request) => {
      const { pathname } = new URL(request.url);
      asked.push(pathname);
      if (pathname.endsWith("broken")) return Promise.resolve(new Response("", { status: 502 }));
      const known = pathname === "/@switchyard%2fclient";
      return Promise.resolve(known ? Response.json({ versions: { "1.0.0": {} } }) : new Response("{}", { status: 404 }));
    });
    try {
      expect(await isPublished(server.url, { name: "@switchyard/client", version: "1.0.0" })).toBe(true);
      expect(await isPublished(server.url, { name: "@switchyard/client", version: "1.0.1" })).toBe(false);
      expect(await isPublished(server.url, { name: "@switchyard/unknown", version: "1.0.0" })).toBe(false);
      // No answer is not "not published": publishing on a guess is how a release goes half out.
      await expect(readPackument(server.url, "broken")).rejects.toThrow("502");
      expect(asked[0]).toBe("/@switchyard%2fclient");
    } finally {
      await server.close();
    }
  });
});

describe("publishing", () => {
  it("refuses bytes that are not those that were packed", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "switchyard-publish-"));
    folders.push(folder);
    writeFileSync(path.join(folder, "a.tgz"), "changed");
    const integrity = `sha512-${createHash("sha512").update("packed").digest("base64")}`;
    writeFileSync(path.join(folder, "manifest.json"), JSON.stringify([{ name: "@switchyard/a", version: "1.0.0", file: "a.tgz", integrity }]));
    const script = path.resolve(import.meta.dirname, "..", "publish.mjs");
    const { status, stderr } = spawnSync(process.execPath, [script, "--from", folder, "--registry", "http://127.0.0.1:9/"], { encoding: "utf8" });
    expect(status).not.toBe(0);
    expect(stderr).toContain("a.tgz is not what was packed");
  });
});

describe("a table", () => {
  it("has texts to the left and numbers to the right", () => {
    expect(
      toTable(
        ["package", "bytes"],
        [
          ["a", 1000],
          ["long name", 5],
        ],
      ),
    ).toBe("package    bytes\na           1000\nlong name      5");
  });
});
