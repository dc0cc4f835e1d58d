import { setOwn } from "../json/own.js";
import type { FormStyle } from "./form.js";

/** What a form holds: text, lists, and fields. */
export type FormValue = string | FormList | FormFields;
export type FormList = readonly FormValue[];
export interface FormFields {
  readonly [name: string]: FormValue;
}

type Branch = Map<string, string | Branch>;

// Deeper names, and the like of `a[[b]`, are no nesting that a processor means: they stay names.
const MAX_DEPTH = 32;

/** The names and values of a form in order, decoded, nothing interpreted. Malformed escapes stay as they are. */
export function parseFormPairs(text: string): readonly (readonly [name: string, value: string])[] {
  // URLSearchParams drops a leading question mark, which is part of a name here.
  return [...new URLSearchParams(text.startsWith("?") ? `&${text}` : text)];
}

/**
 * Reads a form into nested fields; the inverse of the encoder `form` in the same style. `a[b]` (or `a.b`) nests, `a[]` and
 * `a[0]`, `a[1]`, ... are lists. Of repeated names the last wins, unless the style's lists are `repeat`.
 * Lists in commas stay text. Names like `__proto__` are fields like any other.
 */
export function parseForm(text: string, style: FormStyle = {}): FormFields {
  const root: Branch = new Map();
  for (const [name, value] of parseFormPairs(text)) place(root, segmentsOf(name, style), value, style);
  return toFields(root);
}

/** `a[b][]` as `["a", "b", ""]`; a name that is not nested properly as itself. */
function segmentsOf(name: string, style: FormStyle): readonly [string, ...string[]] {
  const nested = style.nesting === "dots" ? /^([^.[\]]+)((?:\.[^.[\]]+|\[\d*\])*)$/.exec(name) : /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  const [, head, tail = ""] = nested ?? [];
  if (head === undefined) return [name];
  const inner = splitTail(tail);
  return inner.length > MAX_DEPTH ? [name] : [head, ...inner];
}

function splitTail(tail: string): string[] {
  return [...tail.matchAll(/\[([^[\]]*)\]|\.([^.[\]]+)/g)].map(([, bracketed, dotted]) => bracketed ?? dotted ?? "");
}

function place(root: Branch, segments: readonly [string, ...string[]], value: string, style: FormStyle): void {
  let branch = root;
  for (const segment of segments.slice(0, -1)) {
    const key = segment === "" ? String(branch.size) : segment;
    const next = branch.get(key);
    if (next instanceof Map) {
      branch = next;
    } else {
      const made: Branch = new Map();
      branch.set(key, made);
      branch = made;
    }
  }
  const last = segments.at(-1) ?? "";
  const key = last === "" && segments.length > 1 ? String(branch.size) : last;
  const before = branch.get(key);
  if (style.arrays === "repeat" && before !== undefined) {
    const list: Branch = before instanceof Map ? before : new Map([["0", before]]);
    list.set(String(list.size), value);
    branch.set(key, list);
  } else {
    branch.set(key, value);
  }
}

function toFields(branch: Branch): FormFields {
  const fields: Record<string, FormValue> = {};
  for (const [name, value] of branch) setOwn(fields, name, typeof value === "string" ? value : toListOrFields(value));
  return fields;
}

/** A list when the names are exactly 0 to n-1, in any order: an index alone reserves no memory. */
function toListOrFields(branch: Branch): FormValue {
  const list: FormValue[] = [];
  for (let index = 0; index < branch.size; index++) {
    const value = branch.get(String(index));
    if (value === undefined) return toFields(branch);
    list.push(typeof value === "string" ? value : toListOrFields(value));
  }
  return list;
}
