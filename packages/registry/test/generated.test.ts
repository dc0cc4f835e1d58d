import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";

const execute = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, "..", "..", "..");
const SCRIPT = path.join(ROOT, "tooling", "generate-registry", "run.mjs");

async function generate(...args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  try {
    return { code: 0, ...(await execute(process.execPath, [SCRIPT, ...args])) };
  } catch (error) {
    const { code, stdout, stderr } = error as { readonly code: number; readonly stdout: string; readonly stderr: string };
    return { code, stdout, stderr };
  }
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

interface Described {
  readonly folder: string;
  readonly switchyard: unknown;
}

/** A workspace with the registry as it is here, and the connectors that are given. */
function workspaceOf(connectors: readonly Described[]): string {
  const root = mkdtempSync(path.join(tmpdir(), "switchyard-registry-"));
  folders.push(root);
  for (const file of ["package.json", "tsconfig.json", "src/generated.ts"]) {
    cpSync(path.join(ROOT, "packages/registry", file), path.join(root, "packages/registry", file));
  }
  for (const file of ["tsconfig.json", "tsconfig.test.json", ".prettierrc.json"]) cpSync(path.join(ROOT, file), path.join(root, file));
  for (const { folder, switchyard } of connectors) {
    const at = path.join(root, "packages", folder);
    mkdirSync(path.join(at, "src"), { recursive: true });
    writeFileSync(path.join(at, "package.json"), JSON.stringify({ name: `@switchyard/${folder}`, switchyard }));
    const baseUrls = `{ sandbox: "https://sandbox.acme.test/", production: "https://acme.test/" }`;
    writeFileSync(path.join(at, "src/index.ts"), `export const acmePay = { facts: { baseUrls: ${baseUrls} as const } };\n`);
  }
  return root;
}

const acme = { connector: "acme_pay", displayName: "Acme Pay", routable: true, auth: { HeaderKey: { api_key: "key" } } };

describe("the files that name the connectors", () => {
  it("are what `pnpm generate` makes of the connectors' packages", async () => {
    expect(await generate("--check")).toMatchObject({ code: 0, stdout: expect.stringMatching(/up to date/) as string });
  });

  it("are told to be stale, by name, when a connector was added, and follow it by one command", async () => {
    const root = workspaceOf([{ folder: "connector-acme", switchyard: acme }]);
    const stale = await generate("--check", "--root", root);
    expect(stale.code).toBe(1);
    expect(stale.stdout).toContain("stale packages/registry/src/generated.ts");
    expect(await generate("--root", root)).toMatchObject({ code: 0 });
    expect(await generate("--check", "--root", root)).toMatchObject({ code: 0 });
    const read = (file: string) => readFileSync(path.join(root, file), "utf8");
    expect(read("packages/registry/src/generated.ts")).toContain(`AcmePay: "acme_pay"`);
    expect(read("packages/registry/src/generated.ts")).toContain(`(await import("@switchyard/connector-acme")).acmePay`);
    expect(read("packages/registry/config/production.toml")).toContain(`[acme_pay]\nbase_url = "https://acme.test/"`);
    expect(read("packages/registry/config/sample_auth.toml")).toContain(`[acme_pay]\napi_key = "key"`);
    expect(JSON.parse(read("packages/registry/package.json"))).toMatchObject({
      peerDependencies: { "@switchyard/connector-acme": "workspace:^" },
      peerDependenciesMeta: { "@switchyard/connector-acme": { optional: true } },
      devDependencies: { "@switchyard/connector-acme": "workspace:*", "@switchyard/client": "workspace:*" },
    });
    for (const file of ["tsconfig.json", "tsconfig.test.json"]) {
      expect(read(file)).toContain(`"packages/connector-acme"`);
      expect(read(file)).not.toContain(`"packages/connector-worldpay"`);
    }
  });

  it("have a connector that stands for tests under Connector alone, and not in production", async () => {
    const root = workspaceOf([{ folder: "connector-acme", switchyard: { ...acme, routable: false } }]);
    await generate("--root", root);
    const source = readFileSync(path.join(root, "packages/registry/src/generated.ts"), "utf8");
    expect(source).toMatch(/RoutableConnectors = \{\s*\} as const/);
    expect(readFileSync(path.join(root, "packages/registry/config/production.toml"), "utf8")).not.toContain("acme");
    expect(readFileSync(path.join(root, "packages/registry/config/sandbox.toml"), "utf8")).toContain("[acme_pay]");
  });

  for (const [title, switchyard, said] of [
    ["nothing", undefined, `"connector" must be in snake_case`],
    ["a name that is not in snake_case", { ...acme, connector: "AcmePay" }, `"connector" must be in snake_case`],
    ["no word on routing", { ...acme, routable: undefined }, `"routable" must be true or false`],
    ["no credentials", { ...acme, auth: {} }, `"auth" must say what the credentials are`],
    ["credentials of a type that there is not", { ...acme, auth: { Basic: {} } }, `"auth" has no type Basic`],
  ] as const) {
    it(`are not made when a package says ${title} of its connector`, async () => {
      const root = workspaceOf([{ folder: "connector-acme", switchyard }]);
      const { code, stderr } = await generate("--root", root);
      expect(code).toBe(1);
      expect(stderr).toContain(`packages/connector-acme/package.json: "switchyard": ${said}`);
    });
  }

  it("are not made when two packages are one connector", async () => {
    const root = workspaceOf(["connector-acme", "connector-other"].map((folder) => ({ folder, switchyard: acme })));
    expect((await generate("--root", root)).stderr).toContain("Two packages are the connector acme_pay");
  });
});
