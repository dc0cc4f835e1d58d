import { isSecret } from "@switchyard/interfaces";
import type { RequestContent } from "@switchyard/interfaces";
import { toWellFormed } from "../../encoding/utf8.js";
import { exposed, isPlainObject, masked } from "../../json/stringify.js";
import type { SecretReading } from "../../json/stringify.js";
import { refuse, toScalarText } from "../text.js";
import { FORBIDDEN, NAME } from "./characters.js";

/** Options of {@link xml}. */
export interface XmlOptions {
  /** The name of the root element. Without it, the tree has one field, which is the root. */
  readonly root?: string | undefined;
  /** Whether the document starts with `<?xml version="1.0" encoding="UTF-8"?>`. Default: true. */
  readonly declaration?: boolean | undefined;
  readonly contentType?: string | undefined;
}

/**
 * An XML body. Fields are elements in the order of the tree; a list repeats its element; `"@name"` is an attribute and
 * `"#text"` the text of an element that also has attributes. `undefined` is left out, `null` and `""` give an empty element.
 * Encoding throws ConnectorError RequestEncodingFailed for names that are not XML names and for control characters,
 * which XML cannot carry in any form.
 */
export function xml(tree: object, options: XmlOptions = {}): RequestContent {
  return {
    kind: "xml",
    contentType: options.contentType ?? "application/xml",
    encode: () => writeXml(tree, options, exposed),
    mask: () => writeXml(tree, options, masked),
  };
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const MAX_DEPTH = 200;

function writeXml(tree: object, options: XmlOptions, read: SecretReading): string {
  const elements: readonly (readonly [string, unknown])[] =
    options.root === undefined ? Object.entries(tree).filter(([, value]) => value !== undefined) : [[options.root, tree]];
  const [root, ...others] = elements;
  if (root === undefined || others.length > 0 || Array.isArray(root[1])) return refuse("an XML document has one root element");
  return (options.declaration === false ? "" : DECLARATION) + writeElement(root[0], root[1], read, 0);
}

function writeElement(name: string, value: unknown, read: SecretReading, depth: number): string {
  if (depth > MAX_DEPTH) refuse(`a cycle, or a document nested too deeply, at ${name}`);
  if (!NAME.test(name)) refuse("a field name that is no XML name");
  if (isSecret(value)) return writeElement(name, read(value), read, depth + 1);
  if (Array.isArray(value)) {
    let text = "";
    for (const item of value as readonly unknown[]) {
      if (Array.isArray(item)) refuse(`a list of lists at ${name}`);
      if (item !== undefined) text += writeElement(name, item, read, depth + 1);
    }
    return text;
  }
  if (typeof value !== "object" || value === null || !isPlainObject(value)) {
    return `<${name}>${escapeText(toScalarText(value, read, name) ?? "", name)}</${name}>`;
  }
  let attributes = "";
  let content = "";
  for (const key of Object.keys(value)) {
    const field = value[key];
    if (field === undefined) continue;
    if (key.startsWith("@")) attributes += writeAttribute(key.slice(1), field, read);
    else if (key === "#text") content += escapeText(toScalarText(field, read, name) ?? "", name);
    else content += writeElement(key, field, read, depth + 1);
  }
  return `<${name}${attributes}>${content}</${name}>`;
}

function writeAttribute(name: string, value: unknown, read: SecretReading): string {
  if (!NAME.test(name)) refuse("an attribute name that is no XML name");
  const text = toScalarText(value, read, name);
  return text === undefined ? "" : ` ${name}="${escapeAttribute(text, name)}"`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A carriage return is written as a reference, since readers turn a bare one into a line feed. */
function escapeText(text: string, name: string): string {
  return escape(text, /[&<>\r]/g, name);
}

/** All white space but the space is written as references, since readers turn it into spaces. */
function escapeAttribute(text: string, name: string): string {
  return escape(text, /[&<>"\t\n\r]/g, name);
}

function escape(text: string, marks: RegExp, name: string): string {
  if (FORBIDDEN.test(text)) refuse(`a control character, which XML cannot carry, at ${name}`);
  return toWellFormed(text).replace(marks, (mark) => ENTITIES[mark] ?? `&#${String(mark.charCodeAt(0))};`);
}
