/** One thing that is not as the document says. It never holds the value itself, which may be a card number. */
export interface OpenApiViolation {
  /** As the document has it, `POST /payments/{id}/captures`; the request's own where there is none; `schema event`. */
  readonly operation: string;
  /** `request`, the status of the answer, or `value` of a schema. */
  readonly side: string;
  readonly in: "operation" | "path" | "query" | "header" | "status" | "body";
  /** A JSON pointer, `/card/number`; the name of a header; empty for the whole. */
  readonly pointer: string;
  readonly message: string;
  /** What stands there, as `a string of 16 characters`. */
  readonly value: string;
}

/** Where a violation is, as one text: `POST /payments request body /amount/value`. */
export function placeOf({ operation, side, in: where, pointer }: OpenApiViolation): string {
  return [operation, side, where, pointer].filter((part) => part !== "").join(" ");
}

/** A violation as one line. */
export function toViolationLine(violation: OpenApiViolation): string {
  return `${placeOf(violation)}: ${violation.message} (${violation.value})`;
}

function count(amount: number, one: string): string {
  return `${String(amount)} ${one}${amount === 1 ? "" : "s"}`;
}

/** What a value is, without what it says. */
export function masked(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") return value === "" ? "an empty string" : `a string of ${count(value.length, "character")}`;
  if (typeof value === "number") return Number.isInteger(value) ? "an integer" : "a number";
  if (typeof value === "boolean") return `${typeof value} ${String(value)}`;
  if (Array.isArray(value)) return `a list of ${count(value.length, "entry").replace("entrys", "entries")}`;
  return "an object";
}

/** A path whose ids are taken out, since it stands in messages: a segment of six characters or more with a digit is `*`. */
export function withoutIds(path: string): string {
  return path.replaceAll(/[^/]{6,}/g, (segment) => (/\d/.test(segment) ? "*" : segment));
}
