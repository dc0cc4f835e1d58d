/** A block of TypeScript in a Markdown page. */
export interface Snippet {
  /** The page, as it is named to people. */
  readonly file: string;
  /** Of the first line of code in the page, from 1. */
  readonly line: number;
  /** What a comment above the block says without showing it: `<!-- ts: declare const orderId: string; -->`. */
  readonly prelude: string;
  readonly code: string;
}

const FENCE = /^( *)(`{3,})(\S*).*$/;
const PRELUDE = /^ *<!-- ts: (.*) -->$/;
const CONTINUES = /^ *<!-- ts continues -->$/;

/**
 * The `ts` blocks of a page. `<!-- ts continues -->` above a block puts the ones before it in front, so that a page can
 * go on with what it has shown.
 */
export function snippetsIn(file: string, text: string): readonly Snippet[] {
  const found: Snippet[] = [];
  const lines = text.split("\n");
  let prelude = "";
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const [, indent = "", ticks, language] = FENCE.exec(line) ?? [];
    if (ticks === undefined) {
      const before = found.at(-1);
      if (CONTINUES.test(line) && before !== undefined) prelude = [before.prelude, before.code].filter((part) => part !== "").join("\n");
      else if (line.trim() !== "") prelude = PRELUDE.exec(line)?.[1] ?? "";
      continue;
    }
    const start = at + 1;
    do at += 1;
    while (at < lines.length && lines[at]?.trim() !== ticks);
    const code = lines.slice(start, at).map((each) => (each.startsWith(indent) ? each.slice(indent.length) : each));
    if (language === "ts") found.push({ file, line: start + 1, prelude, code: code.join("\n") });
    prelude = "";
  }
  return found;
}
