import { ConnectorError } from "@switchyard/interfaces";
import type { JsonNumber } from "./number.js";
import { toExactNumber } from "./number.js";
import { setOwn } from "./own.js";

/** What a JSON document holds when no digit is lost. */
export type JsonValue = null | boolean | number | string | JsonNumber | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

// A number has up to 15 digits and no exponent, or it may be one that JavaScript rounds. All numbers follow these marks,
// but for one that is the whole document. A text that looks the same costs the slower way and nothing else.
const MAY_BE_ROUNDED = /[[:,]\s*-?(?:[\d.]{16}|[\d.]+[eE])/;
const IS_NUMBER = /^\s*[-\d]/;

/**
 * Reads JSON without losing a digit: like `JSON.parse`, except that a number which a JavaScript number cannot hold
 * (a whole number beyond 2^53, a decimal of too many digits, 1e400) becomes a {@link JsonNumber}.
 * Trailing zeros are no digits: `10.50` is 10.5. A byte order mark is skipped; of repeated keys the last wins;
 * `__proto__` is a key like any other.
 *
 * @throws ConnectorError ResponseDeserializationFailed, which quotes nothing of the document.
 */
export function parseJson(text: string): JsonValue {
  const document = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const value = parsePlainly(document);
  return MAY_BE_ROUNDED.test(document) || IS_NUMBER.test(document) ? readExactly(document) : value;
}

function parsePlainly(document: string): JsonValue {
  try {
    return JSON.parse(document) as JsonValue; // no reviver: JSON.parse gives these types and no others
  } catch {
    // The engine's message quotes the document, so it is no cause to pass on.
    const reason = document.trim() === "" ? "the body is empty" : "the body is not valid JSON";
    throw new ConnectorError("ResponseDeserializationFailed", { reason });
  }
}

interface OpenArray {
  readonly items: JsonValue[];
}
interface OpenObject {
  readonly fields: Record<string, JsonValue>;
  key: string | undefined;
}

/** Reads a document that `JSON.parse` has accepted: only then may separators be skipped like white space. */
function readExactly(document: string): JsonValue {
  const open: (OpenArray | OpenObject)[] = [];
  let at = 0;
  for (;;) {
    at = skipSeparators(document, at);
    let value: JsonValue;
    const start = at;
    const character = document[at];
    if (character === "{" || character === "[") {
      open.push(character === "{" ? { fields: {}, key: undefined } : { items: [] });
      at++;
      continue;
    } else if (character === "}" || character === "]") {
      at++;
      const closed = open.pop();
      value = closed === undefined ? null : "items" in closed ? closed.items : closed.fields;
    } else if (character === '"') {
      at = endOfString(document, start);
      value = readString(document.slice(start, at));
      const owner = open.at(-1);
      if (owner && "fields" in owner && owner.key === undefined) {
        owner.key = value;
        continue;
      }
    } else if (character === "t" || character === "f" || character === "n") {
      at += character === "f" ? 5 : 4;
      value = character === "n" ? null : character === "t";
    } else {
      at = endOfNumber(document, start);
      value = toExactNumber(document.slice(start, at));
    }
    const owner = open.at(-1);
    if (!owner) return value;
    if ("items" in owner) {
      owner.items.push(value);
    } else {
      setOwn(owner.fields, owner.key ?? "", value);
      owner.key = undefined;
    }
  }
}

function skipSeparators(document: string, start: number): number {
  let at = start;
  for (;;) {
    const code = document.charCodeAt(at);
    // space, tab, line feed, carriage return, comma, colon
    if (code === 32 || code === 9 || code === 10 || code === 13 || code === 44 || code === 58) at++;
    else return at;
  }
}

function endOfString(document: string, start: number): number {
  let end = document.indexOf('"', start + 1);
  while (isEscaped(document, end)) end = document.indexOf('"', end + 1);
  return end + 1;
}

/** True when an odd number of backslashes stands before the position. */
function isEscaped(document: string, at: number): boolean {
  let start = at;
  while (document.charCodeAt(start - 1) === 92) start--;
  return (at - start) % 2 === 1;
}

function readString(quoted: string): string {
  return quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1); // a JSON string reads as a string
}

function endOfNumber(document: string, start: number): number {
  let at = start;
  for (;;) {
    const code = document.charCodeAt(at);
    // digits, plus, minus, point, E, e
    if ((code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46 || code === 69 || code === 101) at++;
    else return at;
  }
}
