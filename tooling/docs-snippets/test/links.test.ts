import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anchorsOf, declarationOf, faultsOf, linksIn, pagesOf, relinked } from "../links.mjs";

const ROOT = path.resolve(import.meta.dirname, "..", "..", "..");
const MODULE = [
  'import { x } from "./x.js";',
  "",
  "/** What it is. */",
  "export const first = x(() => {",
  "  const inner = 1;",
  "  return inner;",
  "});",
  "const [second, third] = [1, 2];",
  "",
  "export function over(a: string): void;",
  "export function over(a: number): void;",
  "export function over(a: unknown): void {",
  "  first(a);",
  "}",
  "interface Shape {}",
].join("\n");

describe("the links of the documents", () => {
  it("resolve, and those to lines have the declaration of the symbol that they name (mend: node tooling/docs-snippets/relink.mjs)", () => {
    expect(pagesOf(ROOT)).toEqual(expect.arrayContaining(["README.md", "docs/guides/webhooks.md", "packages/connector-worldpay/README.md"]));
    expect(faultsOf(ROOT)).toEqual([]);
  });
});

describe("a page of links", () => {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "links-"));
    mkdirSync(path.join(root, "docs"));
    mkdirSync(path.join(root, "src"));
    writeFileSync(path.join(root, "src", "module.ts"), MODULE);
    writeFileSync(path.join(root, "docs", "other.md"), "# A page\n\n## 2. `code`, and more\n");
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
  const page = (text: string) => {
    writeFileSync(path.join(root, "docs", "page.md"), text);
    return faultsOf(root, ["docs/page.md"]);
  };

  it.each([
    "[a folder](../src), [a file](other.md), [elsewhere](https://h.example/x.md) and [mail](mailto:a@h.example)",
    "[a heading](other.md#2-code-and-more) and [one of its own](#here)\n\n## Here",
    "[`first`](../src/module.ts#L3-L7) and [`Shape`](../src/module.ts#L15)",
    "```md\n[code](is-no-link.md)\n```",
    "[a definition][other]\n\n[other]: other.md",
  ])("has no fault: %j", (text) => {
    expect(page(text)).toEqual([]);
  });

  it.each([
    ["[gone](gone.md)", "there is no such file"],
    ["[defined][gone]\n\n[gone]: gone.md", "there is no such file"],
    ["[a heading](other.md#nowhere)", "the page has no such heading"],
    ["[code](../src/module.ts#first)", "only pages have headings, and lines are written #L1-L2"],
    ["[some lines](../src/module.ts#L3-L7)", "a link to lines has the symbol that they declare for its text, as `symbolName`"],
    ["[`inner`](../src/module.ts#L5)", "the file declares no `inner`"],
    ["[`first`](../src/module.ts#L4-L8)", "`first` is at #L3-L7; node tooling/docs-snippets/relink.mjs mends this"],
  ])("says what is wrong, and where: %s", (text, fault) => {
    const line = text.includes("\n") ? 3 : 1;
    expect(page(text)).toEqual([expect.stringMatching(new RegExp(`^docs/page\\.md:${String(line)} \\[`))]);
    expect(page(text)[0]).toContain(fault);
  });

  it("is mended where symbols have moved, and left alone otherwise", () => {
    const text = "[`first`](../src/module.ts#L1), [`first`](../src/module.ts#L2), [`gone`](../src/module.ts#L1) and [a heading](#l1).";
    writeFileSync(path.join(root, "src", "module.ts"), `\n\n${MODULE}`);
    const mended = relinked(root, "docs/page.md", text);
    expect(mended).toBe("[`first`](../src/module.ts#L5-L9), [`first`](../src/module.ts#L5-L9), [`gone`](../src/module.ts#L1) and [a heading](#l1).");
    expect(relinked(root, "docs/page.md", mended)).toBe(mended);
  });
});

describe("reading", () => {
  it("finds a declaration with its docstring and all of its overloads, and only at the top of a module", () => {
    const at = (symbol: string) => declarationOf(symbol, "module.ts", MODULE);
    expect(at("first")).toEqual({ from: 3, to: 7 });
    expect([at("second"), at("third")]).toEqual([
      { from: 8, to: 8 },
      { from: 8, to: 8 },
    ]);
    expect(at("over")).toEqual({ from: 10, to: 14 });
    expect([at("inner"), at("x")]).toEqual([undefined, undefined]);
  });

  it("takes a page apart into its relative links", () => {
    expect(linksIn("# A\n\n[`a`](b.ts#L1-L2) [c](https://h.example) [d](#e)")).toEqual([
      { line: 3, label: "`a`", target: "b.ts#L1-L2", file: "b.ts", fragment: "L1-L2" },
      { line: 3, label: "d", target: "#e", file: "", fragment: "e" },
    ]);
  });

  it("names headings as GitHub does", () => {
    expect(anchorsOf("# 7. What a signature does not cover\n## `src/auth.ts`\n## Twice\n## Twice\n```\n# no heading\n```")).toEqual([
      "7-what-a-signature-does-not-cover",
      "srcauthts",
      "twice",
      "twice-1",
    ]);
  });
});
