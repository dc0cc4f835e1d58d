import { isSecret, type ConnectorRequest } from "@switchyard/interfaces";
import { isJsonNumber } from "@switchyard/utils";

/** Whether an object is a record that was written down, not an instance of something. */
function isRecord(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A copy with every secret exposed, fit to be compared and printed in no place but memory. */
export function exposeAll(value: unknown): unknown {
  if (isSecret(value)) return { secret: exposeAll(value.expose()) };
  if (isJsonNumber(value)) return value.source;
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)).join(",");
  if (Array.isArray(value)) return value.map(exposeAll);
  if (value instanceof Error) return { name: value.name, message: value.message, code: "code" in value ? value.code : undefined };
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined && typeof each !== "function")
      .map(([key, each]: [string, unknown]) => [key, exposeAll(each)]),
  );
}

/** One text for one value, whatever the order of its fields. */
export function fingerprint(value: unknown): string {
  const sorted = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(sorted);
    if (typeof each !== "object" || each === null) return each;
    return Object.fromEntries(
      Object.entries(each)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]: [string, unknown]) => [key, sorted(inner)]),
    );
  };
  // Absent values are written as such: JSON has none.
  return JSON.stringify([sorted(exposeAll(value))]);
}

/** A request as it goes onto the wire, as one text. */
export function wireOf(request: ConnectorRequest | undefined): string {
  if (request === undefined) return "no request";
  const headers = Object.fromEntries(
    Object.entries(request.headers)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name.toLowerCase(), isSecret(value) ? value.expose() : value]),
  );
  const body = request.body?.encode();
  const { method, url, certificate, certificateKey } = request;
  return fingerprint({ method, url, headers, body, certificate, certificateKey });
}

/** A copy of records and lists, down to what is neither: secrets and other instances stay what they are. */
export function cloneRecord<T>(value: T): T {
  if (Array.isArray(value)) return value.map((each: unknown) => cloneRecord(each)) as T;
  if (typeof value !== "object" || value === null || !isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cloneRecord(each)])) as T;
}

/** Freezes records and lists all the way down. */
export function freezeRecord<T>(value: T): T {
  if (Array.isArray(value)) for (const each of value as readonly unknown[]) freezeRecord(each);
  else if (typeof value === "object" && value !== null && isRecord(value)) for (const each of Object.values(value)) freezeRecord(each);
  else return value;
  return Object.freeze(value);
}

/** One string in a record, secret or not. */
export interface StringLeaf {
  /** Dotted. */
  readonly path: string;
  readonly value: string;
  readonly isSecret: boolean;
}

/** Every string in a record and in its secrets. Types, and numbers, are none. */
export function stringsIn(value: unknown, path = "", within = false, seen: ReadonlySet<unknown> = new Set()): readonly StringLeaf[] {
  if (typeof value === "string") return [{ path, value, isSecret: within }];
  if (isSecret(value)) return stringsIn(value.expose(), path, true, seen);
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || value instanceof Date || seen.has(value)) return [];
  const inside = new Set([...seen, value]);
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) => stringsIn(each, path === "" ? key : `${path}.${key}`, within, inside));
}

/** A copy in which every string that `change` gives another for is that other; secrets stay secrets. */
export function replaceStrings<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (isSecret(value)) {
    const inner = value.expose();
    const changed = replaceStrings(inner, change);
    return (changed === inner ? value : value.map(() => changed)) as T;
  }
  if (Array.isArray(value)) {
    const changed = value.map((each: unknown) => replaceStrings(each, change));
    return (changed.some((each, at) => each !== value[at]) ? changed : value) as T;
  }
  if (typeof value !== "object" || value === null || !isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [key, replaceStrings(each, change)]);
  return (entries.some(([key, each]) => each !== value[key]) ? Object.fromEntries(entries) : value) as T;
}
