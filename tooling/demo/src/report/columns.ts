/** A piece of text and how it is painted. Widths are measured before painting. */
export interface Piece {
  readonly text: string;
  readonly paint?: ((text: string) => string) | undefined;
}

/** Breaks text at blanks into lines of at most `width` characters; a longer word is broken. */
export function foldText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((each) => cut(each, width))) {
    if (line === "") line = word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** A word in parts of at most `width` characters, broken after an underscore where there is one. */
function cut(word: string, width: number): readonly string[] {
  if (word.length <= width) return [word];
  const underscore = word.lastIndexOf("_", width - 1);
  const end = underscore > 0 ? underscore + 1 : width;
  return [word.slice(0, end), ...cut(word.slice(end), width)];
}

/** Sets pieces one after another, with `separator` between those of one line, in lines of at most `width` characters. */
export function foldPieces(pieces: readonly Piece[], width: number, separator: string): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [];
  let used = 0;
  for (const { text, paint } of pieces) {
    const [first = "", ...rest] = foldText(text, width);
    const current = lines.at(-1);
    if (current !== undefined && used + separator.length + first.length <= width && rest.length === 0) {
      current.push({ text: separator }, { text: first, paint });
      used += separator.length + first.length;
      continue;
    }
    for (const part of [first, ...rest]) lines.push([{ text: part, paint }]);
    used = (rest.at(-1) ?? first).length;
  }
  return lines;
}

/** The line, painted, filled with blanks to `width`. */
export function padLine(pieces: readonly Piece[], width: number): string {
  const used = pieces.reduce((length, { text }) => length + text.length, 0);
  const painted = pieces.map(({ text, paint }) => (paint === undefined ? text : paint(text))).join("");
  return painted + " ".repeat(Math.max(0, width - used));
}
