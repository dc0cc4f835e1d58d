import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkStructure } from "../src/node.js";
import { structure } from "../src/vitest.js";

const scratch = mkdtempSync(path.join(tmpdir(), "switchyard-structure-"));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

describe("this workspace", () => {
  structure(path.resolve(import.meta.dirname, "..", "..", ".."));
});

const manifest = {
  name: "@switchyard/connector-acme",
  type: "module",
  license: "Apache-2.0",
  description: "Acme for Switchyard.",
  sideEffects: false,
  engines: { node: ">=22" },
  switchyard: { connector: "acme", displayName: "Acme", routable: true, auth: { HeaderKey: { api_key: "API key" } } },
  exports: { ".": "./dist/index.js", "./simulator": "./dist/simulator.js", "./package.json": "./package.json" },
  files: ["dist", "src", "simulator"],
  dependencies: { "@switchyard/interfaces": "workspace:^" },
  peerDependencies: { "@switchyard/testkit": "workspace:^" },
  devDependencies: { "@switchyard-tooling/tsup-config": "workspace:*" },
};
const fixture = JSON.stringify({ source: "Acme's documentation", date: "2026-11-21", body: {} });

/** A connector's package that is as it should be. */
const tidy: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify(manifest),
  "tsconfig.json": "{}",
  "README.md": "# Acme\n\nnpm i @switchyard/connector-acme\n",
  "docs/tech-spec.md": "# Acme\n",
  "src/index.ts": `export { acme } from "./acme.js";\nexport type * from "./auth.js";\n`,
  "src/acme.ts": `import { defineConnector } from "@switchyard/utils";\nexport const acme = defineConnector({ flows: { Authorize: { body: (c) => ({ PSync: c }) }, Capture } });\n`,
  "src/auth.ts": "export const a = 1;\n",
  "src/requests.ts": "export const a = 1;\n",
  "src/responses.ts": "export const a = 1;\n",
  "src/specifications.ts": "export const a = 1;\n",
  "src/transformers/card.ts": "export const a = 1;\n",
  "simulator/index.ts": `import { createSimulator } from "@switchyard/testkit";\nexport { createSimulator };\n`,
  "simulator/profile.ts": "export const a = 1;\n",
  "test/acme.test.ts": "",
  "test/conformance.test.ts": "",
  "test/fixtures/authorize.card.request.json": fixture,
  "test/fixtures/authorize.approved.response.json": fixture,
  "test/fixtures/capture.full.request.json": fixture,
  "test/fixtures/capture.full.response.json": fixture,
};

let count = 0;

/** Writes a package, with some files other than the tidy ones, or without them. */
function write(changes: Readonly<Record<string, string | undefined>> = {}): string {
  count += 1;
  const folder = path.join(scratch, String(count), "connector-acme");
  for (const [file, text] of Object.entries({ ...tidy, ...changes })) {
    if (text === undefined) continue;
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

const withManifest = (changes: object) => ({ "package.json": JSON.stringify({ ...manifest, ...changes }) });

describe("the structure test", () => {
  it("has nothing to say of a package that is as it should be", () => {
    expect(checkStructure(write())).toEqual([]);
  });

  it("calls the files of a connector of two words by its name with hyphens", () => {
    const changes = {
      ...withManifest({ switchyard: { ...manifest.switchyard, connector: "acme_pay" } }),
      "src/acme.ts": undefined,
      "test/acme.test.ts": undefined,
      "src/acme-pay.ts": tidy["src/acme.ts"],
      "test/acme-pay.test.ts": "",
    };
    expect(checkStructure(write(changes))).toEqual([]);
  });

  it("does not look at what tools make", () => {
    expect(checkStructure(write({ "dist/anything.js": "", "node_modules/x/y.ts": "", ".turbo/z.log": "" }))).toEqual([]);
  });

  it.each<readonly [string, Readonly<Record<string, string | undefined>>, string]>([
    ["a file that no connector has", { "src/helpers.ts": "" }, "files src/helpers.ts"],
    ["configuration of its own", { "vitest.config.ts": "" }, "files vitest.config.ts"],
    ["a missing declaration", { "src/acme.ts": undefined }, "files src/acme.ts"],
    ["a missing profile", { "simulator/profile.ts": undefined }, "files simulator/profile.ts"],
    ["a missing conformance test", { "test/conformance.test.ts": undefined }, "files test/conformance.test.ts"],
    ["missing transformers", { "src/transformers/card.ts": undefined }, "files src/transformers.ts"],
    ["an export too many", withManifest({ exports: { ...manifest.exports, "./src": "./src/index.ts" } }), "manifest package.json"],
    ["an export too few", withManifest({ exports: { ".": "./dist/index.js" } }), "manifest package.json"],
    ["a pinned range inside the workspace", withManifest({ dependencies: { "@switchyard/utils": "workspace:*" } }), "manifest package.json"],
    ["side effects", withManifest({ sideEffects: true }), "manifest package.json"],
    ["the testkit in production", withManifest({ dependencies: { "@switchyard/testkit": "workspace:^" } }), "manifest package.json"],
    ["a connector that does not say its name", withManifest({ switchyard: { connector: "acme" } }), "manifest package.json"],
    [
      "a connector that does not say what its credentials are",
      withManifest({ switchyard: { connector: "acme", displayName: "Acme", routable: true } }),
      "manifest package.json",
    ],
    [
      "another name than its folder",
      { ...withManifest({ name: "@switchyard/connector-other" }), "README.md": "# @switchyard/connector-other\n" },
      "manifest package.json",
    ],
    ["an import of the client", { "src/auth.ts": `import { createClient } from "@switchyard/client";\n` }, "imports src/auth.ts"],
    ["an import of another connector", { "src/auth.ts": `export * from "@switchyard/connector-other";\n` }, "imports src/auth.ts"],
    ["an import of the testkit in src", { "src/auth.ts": `const kit = await import("@switchyard/testkit");\n` }, "imports src/auth.ts"],
    ["a module of Node", { "src/auth.ts": `import { createHash } from "node:crypto";\n` }, "imports src/auth.ts"],
    ["a simulator that reads the connector", { "simulator/index.ts": `import { acme } from "../src/acme.js";\n` }, "imports simulator/index.ts"],
    ["an import over several lines", { "src/auth.ts": `import {\n  a,\n} from "../simulator/index.js";\n` }, "imports src/auth.ts"],
    ["logic in the public face", { "src/index.ts": `export { acme } from "./acme.js";\nexport const sandbox = "x";\n` }, "face src/index.ts"],
    ["a file of 401 lines", { "src/transformers/card.ts": "export {};\n".repeat(401) }, "size src/transformers/card.ts"],
    ["a missing README", { "README.md": undefined }, "documents README.md"],
    ["a README without the package's name", { "README.md": "# Acme\n" }, "documents README.md"],
    ["a missing tech-spec", { "docs/tech-spec.md": undefined }, "documents docs/tech-spec.md"],
    ["a changelog by hand", { "CHANGELOG.md": "Changes\n" }, "documents CHANGELOG.md"],
    ["a flow without its answer", { "test/fixtures/capture.full.response.json": undefined }, "fixtures test/fixtures/capture.<case>.response.json"],
    [
      "a flow without its request",
      { "test/fixtures/authorize.card.request.json": undefined },
      "fixtures test/fixtures/authorize.<case>.request.json",
    ],
    ["a fixture from nowhere", { "test/fixtures/capture.full.response.json": "{}" }, "fixtures test/fixtures/capture.full.response.json"],
    ["a fixture of another name", { "test/fixtures/capture.json": fixture }, "files test/fixtures/capture.json"],
  ])("catches %s", (_, changes, caught) => {
    const found = checkStructure(write(changes)).map(({ rule, file }) => `${rule} ${file ?? ""}`);
    expect(found).toContain(caught);
    expect(new Set(found.map((each) => each.split(" ")[0])).size).toBe(1);
  });

  it("takes 400 lines", () => {
    expect(checkStructure(write({ "src/transformers/card.ts": "export {};\n".repeat(400) }))).toEqual([]);
  });
});
