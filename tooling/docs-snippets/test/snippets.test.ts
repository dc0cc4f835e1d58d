import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { faultsOf } from "./compile.js";
import { snippetsIn, type Snippet } from "./extract.js";

const ROOT = path.resolve(import.meta.dirname, "..", "..", "..");
const PAGES = ["README.md", "CONTRIBUTING.md", "packages/*/README.md", "docs/**/*.md"];

function pages(): readonly string[] {
  return globSync(PAGES, { cwd: ROOT, exclude: (name) => name.includes("node_modules") })
    .map((file) => file.split(path.sep).join("/"))
    .sort();
}

const page = (...lines: readonly string[]) => snippetsIn("page.md", lines.join("\n"));
const snippet = (code: string, prelude = ""): Snippet => ({ file: "page.md", line: 10, prelude, code });

describe("snippets of the documents", () => {
  it("compile against the packages' sources", { timeout: 120_000 }, () => {
    const snippets = pages().flatMap((file) => snippetsIn(file, readFileSync(path.join(ROOT, file), "utf8")));
    expect(snippets.length).toBeGreaterThan(0);
    expect(faultsOf(ROOT, snippets)).toEqual([]);
  });

  it("are named by page and line when they do not compile", { timeout: 120_000 }, () => {
    const folder = path.join(ROOT, "node_modules", ".cache", "snippets-with-faults");
    const faults = faultsOf(
      ROOT,
      [
        snippet('import { createClient } from "@switchyard/client";\nconst a = 1;\ncreateClient(a);', "declare const hidden: string;"),
        snippet("const wrong: number = hidden;"),
      ],
      folder,
    );
    expect(faults).toEqual([
      expect.stringMatching(/^page\.md:12 Expected 2 arguments/),
      expect.stringMatching(/^page\.md:10 Cannot find name 'hidden'/),
    ]);
  });
});

describe("reading a page", () => {
  it("takes the ts blocks alone, with the line that they begin on", () => {
    expect(page("# Title", "```sh", "npm test", "```", "", "```ts", "const a = 1;", "const b = 2;", "```")).toEqual([
      { file: "page.md", line: 7, prelude: "", code: "const a = 1;\nconst b = 2;" },
    ]);
  });

  it("takes indentation away from a block in a list", () => {
    expect(page("1. Step", "", "   ```ts", "   const a = {", "     b: 1,", "   };", "   ```")[0]?.code).toBe("const a = {\n  b: 1,\n};");
  });

  it("takes what a comment declares, for the block below it alone", () => {
    const [first, second] = page("<!-- ts: declare const id: string; -->", "", "```ts", "id;", "```", "```ts", "id;", "```");
    expect(first?.prelude).toBe("declare const id: string;");
    expect(second?.prelude).toBe("");
  });

  it("puts the blocks before in front of one that continues them", () => {
    const [, second, third] = page(
      "```ts",
      "a;",
      "```",
      "<!-- ts continues -->",
      "```ts",
      "b;",
      "```",
      "<!-- ts continues -->",
      "```ts",
      "c;",
      "```",
    );
    expect(second?.prelude).toBe("a;");
    expect(third?.prelude).toBe("a;\nb;");
  });
});
