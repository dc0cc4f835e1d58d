import { ConnectorError, hasBrand } from "@switchyard/interfaces";

const jsonNumberBrand: unique symbol = Symbol.for("@switchyard/json-number") as never;

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * A number of a JSON document that a JavaScript number cannot hold: a 17-digit id, a decimal of too many digits, 1e400.
 * It keeps the digits as they were written; `String(number)` gives them. Encoders write it as a bare number.
 */
export class JsonNumber {
  /** The number as it stands in the document. */
  readonly source: string;

  /** @throws ConnectorError InvalidDataFormat when `source` is not a number by the grammar of JSON. */
  constructor(source: string) {
    if (!JSON_NUMBER.test(source)) throw new ConnectorError("InvalidDataFormat", { fieldName: "source", expected: "a JSON number" });
    this.source = source;
  }

  get [jsonNumberBrand](): true {
    return true;
  }

  toString(): string {
    return this.source;
  }

  /** A string, as `JSON.stringify` could only write a rounded number. `stringifyJson` writes the number. */
  toJSON(): string {
    return this.source;
  }
}

/** True for a {@link JsonNumber} made by any copy of this package. */
export function isJsonNumber(value: unknown): value is JsonNumber {
  return hasBrand(value, jsonNumberBrand);
}

/** The digits of a number, however it was read: what an id is compared and looked up by. */
export function sourceOf(value: number | JsonNumber): string {
  return isJsonNumber(value) ? value.source : String(value);
}

/** The JavaScript number of `source` if it has the same value and, for whole numbers, is safe; else a {@link JsonNumber}. */
export function toExactNumber(source: string): number | JsonNumber {
  const value = Number(source);
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return new JsonNumber(source);
  const shortest = String(value);
  return shortest === source || normalForm(shortest) === normalForm(source) ? value : new JsonNumber(source);
}

/** One text for one value: significant digits and a power of ten. The sign of zero does not count. */
function normalForm(source: string): string {
  const [mantissa = "", exponent = "0"] = source.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = whole + fraction;
  let start = 0;
  while (digits[start] === "0") start++;
  let end = digits.length;
  while (end > start && digits[end - 1] === "0") end--;
  if (start === end) return "0";
  const power = Number(exponent) - fraction.length + (digits.length - end);
  return `${source.startsWith("-") ? "-" : ""}${digits.slice(start, end)}e${String(power)}`;
}
