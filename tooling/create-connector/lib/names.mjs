import { refuse } from "./refusal.mjs";

// Words that JavaScript keeps for itself, or that mean another thing wherever connectors are listed.
const RESERVED = new Set(
  (
    "arguments async await break case catch class const continue debugger default delete do dummy else enum eval export extends false finally for " +
    "function if implements import in instanceof interface let new none null of package private protected public return static super switch test " +
    "this throw true try typeof undefined unknown var void while with yield all any connector connectors"
  ).split(" "),
);

/** The spellings of a connector's name: `acme_pay`, `acme-pay`, `acmePay`, `AcmePay`, `ACME_PAY`. */
export function namesOf(given) {
  const snake = given.replaceAll("-", "_");
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(snake) || snake.length < 2 || snake.length > 40) {
    refuse(`The name ${given} is none: 2 to 40 lower-case letters and digits, beginning with a letter; words may be joined by - or _.`);
  }
  if (RESERVED.has(snake)) refuse(`The name ${given} is reserved.`);
  const words = snake.split("_");
  const pascal = words.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join("");
  return {
    snake,
    kebab: words.join("-"),
    camel: `${pascal.slice(0, 1).toLowerCase()}${pascal.slice(1)}`,
    pascal,
    constant: snake.toUpperCase(),
  };
}

/** Two names that one could take for each other: they differ in separators alone. */
export const isSameName = (one, other) => one.replace(/[-_]/g, "") === other.replace(/[-_]/g, "");

/**
 * Writes a connector's name over the template's: `acme` as part of a path, of a header or of a package is spelled with
 * hyphens, a string of its own is the id, everything else an identifier.
 */
export function rename(text, names) {
  const header = names.kebab.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
  return text.replace(/(?<before>[./-])?(?<quote>")?(?<name>acme|Acme|ACME)(?<quoted>")?/g, (found, before = "", quote = "", name, quoted = "") => {
    const spelling = { acme: names.camel, Acme: names.pascal, ACME: names.constant }[name];
    if (name === "Acme" && before === "-") return `-${quote}${header}${quoted}`;
    if (name === "acme" && before !== "") return `${before}${quote}${names.kebab}${quoted}`;
    if (name === "acme" && quote !== "" && quoted !== "") return `"${names.snake}"`;
    return `${before}${quote}${spelling}${quoted}`;
  });
}
