/** A person's name in the two parts that many processors ask for. */
export interface NameParts {
  readonly firstName: string;
  /** Absent when the full name is one word. */
  readonly lastName?: string;
}

/**
 * Splits a full name at its first space: the first word is the first name, the rest the last name, so that
 * surnames of several words (van Beethoven, García Márquez) stay whole. `undefined` for blank text.
 */
export function splitFullName(fullName: string): NameParts | undefined {
  const [firstName, ...rest] = fullName.split(/\s+/).filter((word) => word !== "");
  if (firstName === undefined) return undefined;
  return rest.length === 0 ? { firstName } : { firstName, lastName: rest.join(" ") };
}

/** Letters that Unicode does not decompose into a Latin letter and a mark, and punctuation that word processors make. */
// prettier-ignore
const TRANSLITERATIONS: Readonly<Record<string, string>> = {
  "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Ø": "O", "ø": "o", "ß": "ss", "ẞ": "SS", "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th",
  "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i", "ĸ": "k", "Ł": "L", "ł": "l", "Ŋ": "N", "ŋ": "n", "Ŧ": "T", "ŧ": "t", "Ə": "A", "ə": "a",
  "Ɖ": "D", "ɖ": "d", "Ɓ": "B", "ɓ": "b", "Ɗ": "D", "ɗ": "d", "Ɛ": "E", "ɛ": "e", "Ɔ": "O", "ɔ": "o", "Ƙ": "K", "ƙ": "k", "Ƴ": "Y", "ƴ": "y",
  "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "ʻ": "'", "′": "'", "´": "'", "“": "\"", "”": "\"", "„": "\"", "«": "\"", "»": "\"",
  "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "⁄": "/", "…": "...", "·": ".", "•": "-", "×": "x",
  "€": "EUR", "£": "GBP", "¥": "JPY", "ª": "a", "º": "o",
};

/**
 * The text in ASCII: accents dropped (`José` → `Jose`), special letters spelled out (`Straße` → `Strasse`, `Łódź` → `Lodz`),
 * typographic quotes and dashes straightened. What has no Latin spelling (Cyrillic, Han, emoji) becomes `replacement`,
 * by default nothing: check the result with `need` where the processor requires it.
 */
export function toAscii(text: string, replacement = ""): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  let ascii = "";
  for (const given of text.normalize("NFC")) {
    const spelled = TRANSLITERATIONS[given];
    if (spelled !== undefined) {
      ascii += spelled;
      continue;
    }
    // Compatibility forms as well: ligatures, full-width letters, no-break spaces.
    const latin = Array.from(given.normalize("NFKD"), (part) => (part <= "\x7f" ? part : (TRANSLITERATIONS[part] ?? ""))).join("");
    ascii += latin === "" && !/\p{Mark}/u.test(given) ? replacement : latin;
  }
  return ascii;
}

/** At most `maxLength` characters, counted as code points: a character outside the basic plane is never cut in half. */
export function truncate(text: string, maxLength: number): string {
  // A text has no more code points than UTF-16 units.
  if (text.length <= maxLength) return text;
  return Array.from(text).slice(0, Math.max(0, maxLength)).join("");
}

/** The ASCII digits of the text, in order: `"+44 (0)20 7946"` gives `"440207946"`. */
export function digitsOnly(text: string): string {
  return text.replace(/[^0-9]/g, "");
}

/**
 * What of the text a processor's character set lets through: characters that `allowed` does not match are dropped,
 * blanks at both ends are trimmed, and the result has at most `maxLength` characters (code points).
 *
 * @param allowed matches one character, for example `/[A-Za-z0-9 .-]/`
 */
export function sanitize(text: string, allowed: RegExp, maxLength = Number.POSITIVE_INFINITY): string {
  // `g` and `y` make a pattern remember where it stopped, which would skip characters.
  const pattern = allowed.global || allowed.sticky ? new RegExp(allowed.source, allowed.flags.replace(/[gy]/g, "")) : allowed;
  let kept = "";
  for (const character of text) if (pattern.test(character)) kept += character;
  return truncate(kept.trim(), maxLength).trimEnd();
}
