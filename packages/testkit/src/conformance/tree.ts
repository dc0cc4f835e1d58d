import { parseJson, stringifyJson, isJsonNumber, sourceOf } from "@switchyard/utils";

/** One value of an answer that can be changed by itself. */
export interface Leaf {
  /** `outcome`, `items.0.state`. */
  readonly path: string;
  /** The last name of the path. */
  readonly name: string;
  /** As text; a number's digits. */
  readonly value: string;
  readonly kind: "string" | "number";
  /** The whole text with this value changed. `null` and `undefined` (taken away) where the format has them. */
  replace(value: string | number | null | undefined): string;
}

type Path = readonly (string | number)[];

/** Changes the value at a path in a copy of a JSON document. */
function changed(document: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(document)) return document.map((each: unknown, at) => (at === key ? changed(each, rest, value) : each));
  const record = document as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(record).map(([name, each]) => [name, name === key ? changed(each, rest, value) : each]));
}

function jsonLeaves(root: unknown): readonly Leaf[] {
  function collect(value: unknown, path: Path): readonly Leaf[] {
    const isNumber = typeof value === "number" || isJsonNumber(value);
    if (typeof value === "string" || isNumber) {
      return [
        {
          path: path.join("."),
          name: path.findLast((key) => typeof key === "string") ?? "",
          value: isNumber ? sourceOf(value) : value,
          kind: isNumber ? "number" : "string",
          replace: (other) => stringifyJson(changed(root, path, other)),
        },
      ];
    }
    if (Array.isArray(value)) return value.flatMap((each: unknown, at) => collect(each, [...path, at]));
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, each]) => collect(each, [...path, key]));
  }
  return collect(root, []);
}

function formLeaves(text: string): readonly Leaf[] {
  const fields = [...new URLSearchParams(text)];
  return fields.map(([name, value], at) => ({
    path: name,
    name,
    value,
    kind: "string",
    replace: (other) =>
      new URLSearchParams(
        fields.flatMap(([key, each], index): [string, string][] =>
          index !== at ? [[key, each]] : other === undefined ? [] : [[key, other === null ? "" : String(other)]],
        ),
      ).toString(),
  }));
}

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Texts of elements and values of attributes, by where they stand. */
function xmlLeaves(text: string): readonly Leaf[] {
  const found = text.matchAll(/<([\w.:-]+)[^<>]*>([^<>]+)<|([\w.:-]+)="([^"<>]*)"/g);
  return [...found].flatMap((match): Leaf[] => {
    const [whole, element, content, attribute, given] = match;
    const value = content ?? given ?? "";
    if (value.trim() === "" || whole.startsWith("<?") || attribute === "version" || attribute === "encoding") return [];
    const start = match.index + (content === undefined ? whole.length - value.length - 1 : whole.length - value.length - 1);
    const name = element ?? attribute ?? "";
    return [
      {
        path: content === undefined ? `@${name}` : name,
        name,
        value,
        kind: "string",
        replace: (other) => `${text.slice(0, start)}${escapeXml(other == null ? "" : String(other))}${text.slice(start + value.length)}`,
      },
    ];
  });
}

/** Every value of an answer's text: JSON, XML, or a form. None of an empty text or a page. */
export function leavesOf(text: string): readonly Leaf[] {
  const trimmed = text.trim();
  if (trimmed === "" || /^<!doctype html|^<html/i.test(trimmed)) return [];
  if (trimmed.startsWith("<")) return xmlLeaves(text);
  try {
    return jsonLeaves(parseJson(text));
  } catch {
    return isForm(trimmed) ? formLeaves(trimmed) : [];
  }
}

/** A field more at the end of the first element: where a processor would add one. */
function withUnknownElement(text: string, name: string, value: string): string {
  const end = text.lastIndexOf("</");
  return end === -1 ? text : `${text.slice(0, end)}<${name}>${value}</${name}>${text.slice(end)}`;
}

const isForm = (text: string): boolean => /^[^\s=&]+=[^&]*(&[^\s=&]+=[^&]*)*$/.test(text);

/** The text with a field that no reader knows: in every object of JSON, in the outermost element of XML, at the end of a form. Other texts stay. */
export function withUnknownFields(text: string, name: string, value: string): string {
  const add = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(add);
    if (typeof node !== "object" || node === null || isJsonNumber(node)) return node;
    return { ...Object.fromEntries(Object.entries(node).map(([key, each]: [string, unknown]) => [key, add(each)])), [name]: value };
  };
  try {
    return text.trim() === "" ? text : stringifyJson(add(parseJson(text)));
  } catch {
    if (/^\s*<(?!!doctype html|html)/i.test(text)) return withUnknownElement(text, name, value);
    const trimmed = text.trim();
    // Some write one field on each line.
    if (/^[^\s=]+=[^\n]*\n/.test(trimmed)) return `${trimmed}\n${name}=${value}`;
    return isForm(trimmed) ? `${trimmed}&${name}=${encodeURIComponent(value)}` : text;
  }
}
