import { isSecret } from "@switchyard/interfaces";
import type { RequestContent } from "@switchyard/interfaces";
import { toWellFormed } from "../encoding/utf8.js";
import { exposed, isPlainObject, masked } from "../json/stringify.js";
import type { SecretReading } from "../json/stringify.js";
import { refuse, toScalarText } from "./text.js";

/** How nested fields are named, and how lists are written. */
export interface FormStyle {
  /**
   * Lists: `indices` a[0]=x (default; the only one for lists of objects and of lists), `brackets` a[]=x,
   * `repeat` a=x&a=y, `comma` a=x,y.
   */
  readonly arrays?: "indices" | "brackets" | "repeat" | "comma" | undefined;
  /** Objects: `brackets` a[b]=x (default), `dots` a.b=x. */
  readonly nesting?: "brackets" | "dots" | undefined;
}

/** Options of {@link form}. */
export interface FormOptions extends FormStyle {
  readonly contentType?: string | undefined;
}

/**
 * An `application/x-www-form-urlencoded` body. `undefined` and `null` are left out, as are empty lists and objects;
 * `""` is kept. Top-level names are written as they are, so flat trees may name `card[number]` themselves.
 * Encoding throws ConnectorError RequestEncodingFailed for names and lists that the style cannot tell apart from others.
 */
export function form(tree: object, options: FormOptions = {}): RequestContent {
  return {
    kind: "form",
    contentType: options.contentType ?? "application/x-www-form-urlencoded",
    encode: () => writeForm(tree, options, exposed),
    mask: () => writeForm(tree, options, masked),
  };
}

const MAX_DEPTH = 32;

function writeForm(tree: object, style: FormStyle, read: SecretReading): string {
  if (!isPlainObject(tree)) refuse("a form must be a plain object");
  const pairs: string[] = [];
  for (const name of Object.keys(tree)) writeField(pairs, encodeFormText(name), tree[name], style, read, 0);
  return pairs.join("&");
}

/** `name` is encoded already, so that the fields of an object share the work. */
function writeField(pairs: string[], name: string, value: unknown, style: FormStyle, read: SecretReading, depth: number): void {
  if (depth > MAX_DEPTH) refuse(`a cycle, or a form nested too deeply, at ${name.slice(0, 80)}`);
  if (typeof value !== "object" || value === null) {
    writePair(pairs, name, toScalarText(value, read, name));
  } else if (isSecret(value)) {
    writeField(pairs, name, read(value), style, read, depth + 1);
  } else if (Array.isArray(value)) {
    writeList(pairs, name, value, style, read, depth);
  } else if (isPlainObject(value)) {
    for (const key of Object.keys(value)) writeField(pairs, childName(name, key, style), value[key], style, read, depth + 1);
  } else {
    writePair(pairs, name, toScalarText(value, read, name));
  }
}

function writeList(pairs: string[], name: string, items: readonly unknown[], style: FormStyle, read: SecretReading, depth: number): void {
  if ((style.arrays ?? "indices") === "indices") {
    let index = 0;
    for (const item of items) {
      if (item !== undefined && item !== null) writeField(pairs, `${name}%5B${String(index++)}%5D`, item, style, read, depth + 1);
    }
    return;
  }
  const texts = items.map((item) => toScalarText(item, read, name)).filter((text) => text !== undefined);
  if (style.arrays === "comma") {
    if (texts.some((text) => text.includes(","))) refuse(`a comma inside the list ${name}`);
    if (texts.length > 0) writePair(pairs, name, texts.join(","));
    return;
  }
  const listName = style.arrays === "brackets" ? `${name}%5B%5D` : name;
  for (const text of texts) writePair(pairs, listName, text);
}

function writePair(pairs: string[], name: string, text: string | undefined): void {
  if (text !== undefined) pairs.push(`${name}=${encodeFormText(text)}`);
}

/** A name that held the style's own marks would name another field. */
function childName(name: string, key: string, style: FormStyle): string {
  const dots = style.nesting === "dots";
  if (key === "" || (dots ? /[.[\]]/ : /[[\]]/).test(key)) refuse(`a field name below ${name} that is empty or holds brackets or points`);
  return dots ? `${name}.${encodeFormText(key)}` : `${name}%5B${encodeFormText(key)}%5D`;
}

const OTHERS: Readonly<Record<string, string>> = { "%20": "+", "!": "%21", "'": "%27", "(": "%28", ")": "%29", "~": "%7E" };

/** Percent-encodes like URLSearchParams: space as `+`, all but letters, digits and `*-._` escaped, lone surrogates as U+FFFD. */
export function encodeFormText(text: string): string {
  if (/^[\w.*-]*$/.test(text)) return text;
  return encodeURIComponent(toWellFormed(text)).replace(/%20|[!'()~]/g, (found) => OTHERS[found] ?? found);
}
