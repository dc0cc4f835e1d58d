import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const execute = promisify(execFile);

/** A place outside of the workspace, with the registry and no connector. */
const place = mkdtempSync(path.join(tmpdir(), "switchyard-missing-"));

const bundle = (name: string, external: readonly string[]) =>
  build({
    entryPoints: [path.join(import.meta.dirname, "..", "src", "index.ts")],
    outfile: path.join(place, name),
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["@switchyard/source"],
    external: [...external],
    logLevel: "silent",
  });

beforeAll(async () => {
  await bundle("registry.mjs", ["@switchyard/connector-*"]);
});
afterAll(() => {
  rmSync(place, { recursive: true });
});

/** What loading Worldpay comes to on a Node of its own, with this package in the place of the real one. */
async function load(source?: string): Promise<string> {
  const at = path.join(place, "node_modules", "@switchyard", "connector-worldpay");
  rmSync(at, { recursive: true, force: true });
  if (source !== undefined) {
    mkdirSync(at, { recursive: true });
    writeFileSync(path.join(at, "package.json"), JSON.stringify({ type: "module", exports: "./index.js" }));
    if (source !== "") writeFileSync(path.join(at, "index.js"), source);
  }
  const script = `
    import { loadConnector } from "./registry.mjs";
    const said = await loadConnector("worldpay").then((loaded) => JSON.stringify(loaded), (error) => error.code + ": " + error.message + " [" + error.cause?.message + "]");
    console.log(said);`;
  writeFileSync(path.join(place, "main.mjs"), script);
  return (await execute(process.execPath, ["main.mjs"], { cwd: place })).stdout.trim();
}

const connector = (version: string) =>
  `export const worldpay = { [Symbol.for("@switchyard/connector")]: true, id: "worldpay", generation: "v2", specificationVersion: "${version}" };`;

describe("a connector's package", () => {
  it("that is not installed: the error has the command that installs it", async () => {
    expect(await load()).toMatch(
      /^ProcessingStepFailed: The step loading worldpay failed: @switchyard\/connector-worldpay is not installed\. Run: npm i @switchyard\/connector-worldpay\. \[Cannot find package/,
    );
  });

  for (const [title, source, cause] of [
    ["that lacks a package of its own", `import "left-pad";`, "Cannot find package 'left-pad'"],
    ["that was never built", "", "Cannot find module"],
    ["that throws", `throw new Error("broken inside");`, "broken inside"],
    ["that does not parse", "export const = 1;", "Unexpected token"],
  ] as const) {
    it(`${title} is not taken for one that is not installed`, async () => {
      const said = await load(source);
      expect(said).toMatch(/^ProcessingStepFailed: .*@switchyard\/connector-worldpay is installed, but importing it fails/);
      expect(said).toContain(cause);
    });
  }

  it("that is there is loaded", async () => {
    expect(JSON.parse(await load(connector("1")))).toMatchObject({ version: "v2", connector: { id: "worldpay" } });
  });

  it("of another specification is refused", async () => {
    expect(await load(connector("7"))).toMatch(/^SpecificationVersionNotSupported: .*Upgrade @switchyard\/registry/);
    expect(await load(connector("0"))).toMatch(/^SpecificationVersionNotSupported: .*Upgrade @switchyard\/connector-worldpay/);
  });

  it("without its connector is refused", async () => {
    expect(await load("export const other = 1;")).toMatch(/^ProcessingStepFailed: .*has no connector of this name/);
  });

  it("may be absent while an application is bundled: an import in a `try` may fail at run time", async () => {
    const bundled = (contents: string) =>
      build({ stdin: { contents, resolveDir: place }, bundle: true, write: false, format: "esm", platform: "browser", logLevel: "silent" });
    await expect(bundled(`await import("@switchyard/connector-dummy")`)).rejects.toThrow("Could not resolve");
    await expect(bundled(`export { loadConnector } from "./registry.mjs"`)).resolves.toMatchObject({ errors: [] });
  });
});
