import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ESLint } from "eslint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workspaceRules } from "../index.mjs";

interface Case {
  readonly says: string;
  readonly file: string;
  readonly code: string;
  /** Absent: the file is in order. */
  readonly rule?: string | readonly string[];
  readonly message?: string;
}

const oneWay = "switchyard/one-way-imports";
const imports = (specifier: string) => `export { thing } from "${specifier}";\n`;

const cases: readonly Case[] = [
  { says: "interfaces import no other package", file: "interfaces/src/a.ts", code: imports("@switchyard/utils"), rule: oneWay },
  { says: "utils import interfaces", file: "utils/src/a.ts", code: imports("@switchyard/interfaces") },
  { says: "utils do not import the client", file: "utils/src/b.ts", code: imports("@switchyard/client"), rule: oneWay },
  { says: "utils import no connector", file: "utils/src/c.ts", code: imports("@switchyard/connector-alpha"), rule: oneWay },
  { says: "the client imports utils", file: "client/src/a.ts", code: imports("@switchyard/utils") },
  { says: "the client imports no connector", file: "client/src/b.ts", code: imports("@switchyard/connector-alpha"), rule: oneWay },
  { says: "the client does not ship the testkit", file: "client/src/c.ts", code: imports("@switchyard/testkit"), rule: oneWay },
  { says: "the testkit drives the client", file: "testkit/src/a.ts", code: imports("@switchyard/client") },
  { says: "a connector imports its family", file: "connector-alpha/src/a.ts", code: imports("@switchyard/family-greek") },
  { says: "a connector does not import the client", file: "connector-alpha/src/b.ts", code: imports("@switchyard/client"), rule: oneWay },
  { says: "a connector imports no other connector", file: "connector-alpha/src/c.ts", code: imports("@switchyard/connector-beta"), rule: oneWay },
  { says: "a connector does not ship the testkit", file: "connector-alpha/src/d.ts", code: imports("@switchyard/testkit"), rule: oneWay },
  { says: "a connector does not import its simulator", file: "connector-alpha/src/e.ts", code: imports("../simulator/good.js"), rule: oneWay },
  { says: "a lazy import counts", file: "connector-alpha/src/f.ts", code: `export const load = () => import("@switchyard/client");\n`, rule: oneWay },
  {
    says: "an import type counts",
    file: "connector-alpha/src/g.ts",
    code: `export type T = import("@switchyard/client").Thing;\n`,
    rule: ["@typescript-eslint/consistent-type-imports", oneWay],
  },
  { says: "a type-only import counts", file: "connector-alpha/src/h.ts", code: `export type { T } from "@switchyard/client";\n`, rule: oneWay },
  { says: "a simulator imports the testkit", file: "connector-alpha/simulator/good.ts", code: imports("@switchyard/testkit") },
  { says: "a simulator does not import its source", file: "connector-alpha/simulator/a.ts", code: imports("../src/a.js"), rule: oneWay },
  {
    says: "a simulator does not import its package",
    file: "connector-alpha/simulator/b.ts",
    code: imports("@switchyard/connector-alpha"),
    rule: oneWay,
  },
  { says: "no path leads into another package", file: "connector-alpha/test/a.test.ts", code: imports("../../utils/src/a.js"), rule: oneWay },
  {
    says: "a test imports what it needs",
    file: "connector-alpha/test/b.test.ts",
    code: `export { card } from "@switchyard/client";\nexport * from "../src/a.js";\n`,
  },
  {
    says: "a new package needs a place in the layers",
    file: "novel/src/a.ts",
    code: imports("@switchyard/utils"),
    rule: oneWay,
    message: "no place",
  },
  { says: "connectors use no module of Node", file: "connector-alpha/src/i.ts", code: imports("node:fs"), rule: oneWay, message: "Node alone" },
  { says: "a module of Node is known without its prefix", file: "utils/src/d.ts", code: imports("crypto"), rule: oneWay, message: "Node alone" },
  {
    says: "simulators use no module of Node",
    file: "connector-alpha/simulator/c.ts",
    code: imports("node:http"),
    rule: oneWay,
    message: "Node alone",
  },
  { says: "the client's main entry does not use undici", file: "client/src/d.ts", code: imports("undici"), rule: oneWay, message: "Node alone" },
  { says: "the client's undici entry does", file: "client/src/undici.ts", code: imports("undici") + `export { request } from "node:https";\n` },
  { says: "the testkit uses Node", file: "testkit/src/node.ts", code: imports("node:http") },
  {
    says: "modules do not import each other in a circle",
    file: "utils/src/ring-a.ts",
    code: `import { b } from "./ring-b.js";\nexport const a = (): number => b();\n`,
    rule: "import-x/no-cycle",
  },
  {
    says: "a circle is seen from both ends",
    file: "utils/src/ring-b.ts",
    code: `import { a } from "./ring-a.js";\nexport const b = (): number => a();\n`,
    rule: "import-x/no-cycle",
  },
  { says: "there are no default exports", file: "utils/src/e.ts", code: "export default 1;\n", rule: "import-x/no-default-export" },
  { says: "there is no any", file: "utils/src/f.ts", code: "export type Loose = any;\n", rule: "@typescript-eslint/no-explicit-any" },
  {
    says: "there is no non-null assertion",
    file: "utils/src/g.ts",
    code: "export const first = (list: string[]) => list[0]!.length;\n",
    rule: "@typescript-eslint/no-non-null-assertion",
  },
  {
    says: "types are imported as types",
    file: "utils/src/h.ts",
    code: `import { Card } from "./card.js";\nexport type Alias = Card;\n`,
    rule: "@typescript-eslint/consistent-type-imports",
  },
  { says: "card.ts is in order", file: "utils/src/card.ts", code: "export interface Card {\n  readonly number: string;\n}\n" },
  {
    says: "no promise floats",
    file: "utils/src/i.ts",
    code: "export function send(pay: () => Promise<void>) {\n  pay();\n}\n",
    rule: "@typescript-eslint/no-floating-promises",
  },
  {
    says: "tests are typed as well",
    file: "utils/test/a.test.ts",
    code: "export function send(pay: () => Promise<void>) {\n  pay();\n}\n",
    rule: "@typescript-eslint/no-floating-promises",
  },
  {
    says: "a switch covers every status",
    file: "utils/src/j.ts",
    code: `export function read(status: "charged" | "failure"): number {\n  switch (status) {\n    case "charged":\n      return 1;\n  }\n  return 0;\n}\n`,
    rule: "@typescript-eslint/switch-exhaustiveness-check",
  },
  { says: "there is no TypeScript enum", file: "utils/src/k.ts", code: "export enum Status {\n  Charged,\n}\n", rule: "no-restricted-syntax" },
  { says: "sources print nothing", file: "utils/src/l.ts", code: `console.log("paid");\n`, rule: "no-console" },
  { says: "a source of 400 lines is fine", file: "utils/src/m.ts", code: "export {};\n" + "//\n".repeat(399) },
  { says: "a source of 401 lines is too long", file: "utils/src/n.ts", code: "export {};\n" + "//\n".repeat(400), rule: "max-lines" },
  { says: "a test may be long", file: "utils/test/b.test.ts", code: "export {};\n" + "//\n".repeat(400) },
];

const compilerOptions = { strict: true, noUncheckedIndexedAccess: true, module: "NodeNext", target: "ES2023", types: [], noEmit: true };

describe("the lint rules", () => {
  // Names resolve within the folder only, so that nothing outside of it decides a case.
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "switchyard-lint-")));
  const found = new Map<string, readonly { readonly rule: string | null; readonly message: string }[]>();

  beforeAll(async () => {
    const write = (file: string, text: string) => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    };
    write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["packages"] }));
    write("package.json", JSON.stringify({ type: "module" }));
    for (const { file, code } of cases) write(`packages/${file}`, code);
    const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: workspaceRules(root) });
    for (const { filePath, messages } of await eslint.lintFiles(["packages"])) {
      found.set(
        path.relative(path.join(root, "packages"), filePath).split(path.sep).join("/"),
        messages.map(({ ruleId, message }) => ({ rule: ruleId, message })),
      );
    }
  }, 60_000);

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it.each(cases)("$says ($file)", ({ file, rule, message }) => {
    const rules = found.get(file)?.map((entry) => entry.rule);
    expect(rules).toEqual(rule === undefined ? [] : [rule].flat());
    if (message !== undefined) expect(found.get(file)?.[0]?.message).toContain(message);
  });
});
