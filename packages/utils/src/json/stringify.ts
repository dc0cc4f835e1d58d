import { ConnectorError, isSecret } from "@switchyard/interfaces";
import type { Secret } from "@switchyard/interfaces";
import { toWellFormed } from "../encoding/utf8.js";
import { isJsonNumber } from "./number.js";

/** What stands in a document in a secret's place: its value on the wire, its mask in logs. */
export type SecretReading = (secret: Secret<unknown>) => unknown;

/** For the wire. */
export const exposed: SecretReading = (secret) => secret.expose();
/** For logs. */
export const masked: SecretReading = (secret) => secret.masked();

// Deeper than any processor's documents, shallow enough for every runtime's stack.
const MAX_DEPTH = 200;

/**
 * Writes JSON for logs and stores, without losing a digit: like `JSON.stringify`, with bare numbers for `bigint` and
 * {@link JsonNumber}, and masks for secrets.
 * @throws ConnectorError RequestEncodingFailed for what JSON cannot say: NaN, functions, class instances, cycles.
 */
export function stringifyJson(value: unknown): string {
  return writeJson(value, masked);
}

/** Writes JSON with secrets read by `read`. Fields that are `undefined` are left out, in arrays too. */
export function writeJson(value: unknown, read: SecretReading): string {
  return write(value, read, "the top level", 0) ?? refuse("no value", "the top level");
}

function write(value: unknown, read: SecretReading, key: string, depth: number): string | undefined {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      return Number.isFinite(value) ? String(value) : refuse(String(value), key);
    case "boolean":
      return value ? "true" : "false";
    case "bigint":
      return value.toString();
    case "undefined":
      return undefined;
    case "object":
      return value === null ? "null" : writeObject(value, read, key, depth);
    default:
      return refuse(`a ${typeof value}`, key);
  }
}

function writeObject(value: object, read: SecretReading, key: string, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return refuse("a cycle, or a document nested too deeply,", key);
  if (isSecret(value)) return write(read(value), read, key, depth + 1);
  if (Array.isArray(value)) return writeArray(value, read, key, depth);
  if (isPlainObject(value)) return writeFields(value, read, depth);
  if (isJsonNumber(value)) return value.source;
  return refuse("an object that is not plain (format it first)", key);
}

function writeArray(items: readonly unknown[], read: SecretReading, key: string, depth: number): string {
  let text = "";
  for (const item of items) {
    const written = write(item, read, key, depth + 1);
    if (written !== undefined) text += text === "" ? written : `,${written}`;
  }
  return `[${text}]`;
}

function writeFields(fields: Readonly<Record<string, unknown>>, read: SecretReading, depth: number): string {
  let text = "";
  for (const key of Object.keys(fields)) {
    const written = write(fields[key], read, key, depth + 1);
    if (written !== undefined) text += `${text === "" ? "" : ","}${quote(key)}:${written}`;
  }
  return `{${text}}`;
}

const NEEDS_ESCAPES = /[\u0000-\u001f"\\\ud800-\udfff]/;

/** A JSON string. Short texts without anything to escape need no call into the engine. */
function quote(text: string): string {
  if (text.length < 64 && !NEEDS_ESCAPES.test(text)) return `"${text}"`;
  const quoted = JSON.stringify(text);
  // Engines write lone surrogates as escapes, which many processors refuse: they become U+FFFD, as in every other encoding.
  return quoted.includes("\\ud") ? JSON.stringify(toWellFormed(text)) : quoted;
}

/** True for `{}` literals and `Object.create(null)`, of any realm. */
export function isPlainObject(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refuse(found: string, key: string): never {
  throw new ConnectorError("RequestEncodingFailed", { what: `${found} at ${key}` });
}
