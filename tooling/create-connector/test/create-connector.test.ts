import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import { main, writeWhole } from "../lib/index.mjs";

const URL_OF_SANDBOX = "https://api.sandbox.acmepay.test/";
const folders: string[] = [];
// Formatting a package takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "create-connector-"));
  folders.push(folder);
  return folder;
}

/** A workspace with one connector in it, and nothing else that a scaffolder looks at. */
async function workspace(): Promise<string> {
  const root = await emptyFolder();
  await mkdir(path.join(root, "packages", "connector-globalpay"), { recursive: true });
  await mkdir(path.join(root, ".changeset"));
  await writeFile(path.join(root, "pnpm-workspace.yaml"), "packages:\n  - packages/*\n");
  await writeFile(path.join(root, "package.json"), JSON.stringify({ name: "switchyard", packageManager: "pnpm@10.34.9" }));
  const manifest = { name: "@switchyard/connector-globalpay", switchyard: { connector: "globalpay" } };
  await writeFile(path.join(root, "packages", "connector-globalpay", "package.json"), JSON.stringify(manifest));
  return root;
}

async function listing(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}

async function run(cwd: string, ...argv: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await main(argv, { cwd, stdin: new PassThrough(), stdout, stderr, today: "2026-01-31" });
  const text = (stream: PassThrough) => String((stream.read() as Buffer | null) ?? "");
  return { code, out: text(stdout), err: text(stderr) };
}

describe("input that is refused", () => {
  const refusals: readonly (readonly [what: string, argv: readonly string[], says: RegExp])[] = [
    ["no name", [], /A name and a sandbox URL are needed/],
    ["no URL", ["acmepay"], /A name and a sandbox URL are needed/],
    ["a third word", ["acmepay", URL_OF_SANDBOX, "more"], /Too much: more/],
    ["a flag that is not known", ["acmepay", URL_OF_SANDBOX, "--colour", "red"], /'--colour'/],
    ["a name in capitals", ["AcmePay", URL_OF_SANDBOX], /The name AcmePay is none/],
    ["a name that begins with a digit", ["4pay", URL_OF_SANDBOX], /The name 4pay is none/],
    ["a path as a name", ["../acmepay", URL_OF_SANDBOX], /is none/],
    ["a word of JavaScript", ["switch", URL_OF_SANDBOX], /The name switch is reserved/],
    ["a name of the generated code", ["card", URL_OF_SANDBOX], /would make "card" mean two things/],
    ["a name that is taken", ["globalpay", URL_OF_SANDBOX], /taken by packages\/connector-globalpay/],
    ["a name that is taken but for a hyphen", ["global-pay", URL_OF_SANDBOX], /taken by packages\/connector-globalpay/],
    ["what is no URL", ["acmepay", "sandbox"], /The sandbox URL is no URL/],
    ["another scheme", ["acmepay", "ftp://sandbox.test/"], /The sandbox URL is no URL/],
    ["http in the sandbox", ["acmepay", "http://sandbox.test/"], /sandbox URL must begin with https/],
    ["http in production", ["acmepay", URL_OF_SANDBOX, "--production-url", "http://api.acmepay.test/"], /production URL must begin with https/],
    ["http to this machine in production", ["acmepay", URL_OF_SANDBOX, "--production-url", "http://localhost/"], /must begin with https/],
    ["credentials in a URL", ["acmepay", "https://key:secret@sandbox.test/"], /must hold no credentials/],
    ["a URL with a query", ["acmepay", "https://sandbox.test/?key=1"], /without \? and #/],
    ["an auth that is not known", ["acmepay", URL_OF_SANDBOX, "--auth", "password"], /--auth password is not known. There are: header-key, body-key/],
    ["a unit that is not known", ["acmepay", URL_OF_SANDBOX, "--amount-unit", "cents"], /There are: minor, string-minor/],
    ["a content type that is not known", ["acmepay", URL_OF_SANDBOX, "--content-type", "xml"], /There are: json, form/],
    ["a recipe that is not known", ["acmepay", URL_OF_SANDBOX, "--webhook", "constructor"], /There are: hmac-sha256-header/],
    ["a flow that is not known", ["acmepay", URL_OF_SANDBOX, "--flows", "Authorize,Teleport"], /--flows Teleport is not known here/],
    ["flows without Authorize", ["acmepay", URL_OF_SANDBOX, "--flows", "PSync"], /--flows must have Authorize/],
    ["a refund's sync without refunds", ["acmepay", URL_OF_SANDBOX, "--flows", "Authorize,RSync"], /RSync needs Execute/],
    ["a void without captures", ["acmepay", URL_OF_SANDBOX, "--flows", "Authorize,Void"], /Void needs Capture/],
    ["a display name that breaks out", ["acmepay", URL_OF_SANDBOX, "--display-name", '"; process.exit() //'], /--display-name must begin/],
    ["a folder inside the workspace", ["acmepay", URL_OF_SANDBOX, "--dir", "packages/mine"], /leave --dir out/],
  ];

  it.each(refusals)("refuses %s with exit code 2, and writes nothing", async (_, argv, says) => {
    const root = await workspace();
    const before = await listing(root);
    const { code, out, err } = await run(root, ...argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(says);
    expect(await listing(root)).toEqual(before);
  });

  it("refuses a folder that is there already", async () => {
    const outside = await emptyFolder();
    await mkdir(path.join(outside, "mine"));
    const { code, err } = await run(outside, "acmepay", URL_OF_SANDBOX, "--dir", "mine");
    expect(code).toBe(2);
    expect(err).toContain("exists already");
    expect(await listing(outside)).toEqual(["mine"]);
  });

  it("asks nothing where nobody can answer", async () => {
    const { code, out } = await run(await emptyFolder(), "acmepay");
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });
});

describe("at a terminal", () => {
  it("asks for what is missing, and takes an empty answer for the usual one", async () => {
    const root = await workspace();
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()].map((stream) => Object.assign(stream, { isTTY: true }));
    if (stdin === undefined || stdout === undefined || stderr === undefined) throw new Error("three streams were made");
    const dialogue = [
      ["Name of the connector: ", "acmepay"],
      ["URL of the sandbox: ", URL_OF_SANDBOX],
      ["(header-key): ", ""],
      ["(minor): ", "string-major"],
      ["(json): ", "form"],
      ["(hmac-sha256-header): ", "none"],
    ] as const;
    let out = "";
    let asked = 0;
    stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      const step = dialogue[asked];
      if (step === undefined || !out.includes(step[0])) return;
      asked += 1;
      out = "";
      stdin.write(`${step[1]}\r\n`);
    });
    const code = await main(["--no-install"], { cwd: root, stdin, stdout, stderr, today: "2026-01-31" });
    expect(code).toBe(0);
    const transformers = await readFile(path.join(root, "packages", "connector-acmepay", "src", "transformers.ts"), "utf8");
    expect(transformers).toContain("StringMajorUnitForConnector as amounts");
  });
});

describe("what is written", () => {
  it("says what would be written in a dry run, and writes nothing", async () => {
    const root = await workspace();
    const before = await listing(root);
    const { code, out } = await run(root, "acmepay", URL_OF_SANDBOX, "--dry-run");
    expect(code).toBe(0);
    for (const file of [
      "packages/connector-acmepay/src/acmepay.ts",
      "test/conformance.test.ts",
      ".changeset/add-connector-acmepay.md",
      "pnpm install",
    ]) {
      expect(out).toContain(file);
    }
    expect(await listing(root)).toEqual(before);
  });

  it("puts a package with the workspace's ranges and its changeset into the workspace", async () => {
    const root = await workspace();
    const { code } = await run(root, "acme-pay", URL_OF_SANDBOX, "--display-name", "Acme & Sons", "--no-install");
    expect(code).toBe(0);
    const folder = path.join(root, "packages", "connector-acme-pay");
    const manifest: unknown = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    expect(manifest).toMatchObject({
      name: "@switchyard/connector-acme-pay",
      switchyard: { connector: "acme_pay", displayName: "Acme & Sons", routable: true, auth: { HeaderKey: { api_key: "API key" } } },
      dependencies: { "@switchyard/interfaces": "workspace:^", "@switchyard/utils": "workspace:^" },
    });
    expect(await readFile(path.join(folder, "src", "index.ts"), "utf8")).toBe(
      'export { acmePayCredentials } from "./auth.js";\nexport { acmePay } from "./acme-pay.js";\n',
    );
    expect(await readFile(path.join(root, ".changeset", "add-connector-acme-pay.md"), "utf8")).toContain('"@switchyard/connector-acme-pay": minor');
    expect((await listing(path.join(root, "packages"))).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("cannot charge until the production URL is known", async () => {
    const root = await workspace();
    await run(root, "acmepay", URL_OF_SANDBOX, "--no-install");
    const declaration = await readFile(path.join(root, "packages", "connector-acmepay", "src", "acmepay.ts"), "utf8");
    expect(declaration).toContain('production: "https://acmepay.invalid/"');
  });

  it("makes a package that stands alone outside of a workspace", async () => {
    const outside = await emptyFolder();
    const { code, out } = await run(outside, "acmepay", URL_OF_SANDBOX, "--dir", "here/acmepay");
    expect(code).toBe(0);
    expect(out).toContain("npm install");
    const text = await readFile(path.join(outside, "here", "acmepay", "package.json"), "utf8");
    expect(text).not.toContain("workspace:");
    expect(text).not.toContain("@switchyard/source");
    const manifest = JSON.parse(text) as { readonly dependencies: Record<string, string> };
    expect(manifest).toMatchObject({ name: "switchyard-connector-acmepay", scripts: { build: "tsc -p tsconfig.build.json", test: "vitest run" } });
    expect(manifest.dependencies["@switchyard/utils"]).toMatch(/^\^\d+\.\d+\.\d+$/);
    expect(existsSync(path.join(outside, "here", "acmepay", "tsup.config.ts"))).toBe(false);
  });

  it("leaves nothing behind when writing fails half way", async () => {
    const outside = await emptyFolder();
    // The second file wants to lie in the first one.
    const files = new Map([
      ["src", "a file"],
      ["src/index.ts", "a file in a file"],
    ]);
    const changed = path.join(outside, "tsconfig.json");
    await writeFile(changed, "before");
    expect(() => {
      writeWhole(path.join(outside, "deep", "acmepay"), files, new Map([[changed, "after"]]));
    }).toThrow();
    expect(await listing(outside)).toEqual(["tsconfig.json"]);
    expect(await readFile(changed, "utf8")).toBe("before");
  });
});
