import { ConnectorError } from "@switchyard/interfaces";
import { setOwn } from "../../json/own.js";
import { FORBIDDEN, isXmlCharacter, NAME } from "./characters.js";

/** An element: its text, or its attributes (`"@name"`), text (`"#text"`) and elements. Repeated elements are a list. */
export type XmlValue = string | XmlFields;
export interface XmlFields {
  readonly [name: string]: XmlValue | readonly XmlValue[];
}

interface OpenElement {
  readonly name: string;
  readonly fields: Record<string, XmlValue | XmlValue[]>;
  hasElements: boolean;
  text: string;
}

const MAX_DEPTH = 200;

/**
 * Reads an XML document into the tree that the encoder `xml` writes: `{ root: ... }`. All text stays text, white space
 * included; only white space between elements is dropped. The five entities of XML and character references are decoded.
 * Comments, processing instructions and the declaration are skipped; a byte order mark is tolerated.
 *
 * @throws ConnectorError ResponseDeserializationFailed, quoting nothing, for a document that is not well-formed (cut
 *   off, an HTML page) and for any DOCTYPE: entities that a document declares are a way to attack its reader.
 */
export function parseXml(text: string): XmlFields {
  const document = (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).trim().replace(/\r\n?/g, "\n");
  if (document === "") fail("the body is empty");
  if (FORBIDDEN.test(document)) fail("the body is not valid XML");
  const top: OpenElement = { name: "", fields: {}, hasElements: false, text: "" };
  const open: OpenElement[] = [top];
  let at = 0;
  while (at < document.length) {
    const owner = open.at(-1) ?? top;
    const mark = document.indexOf("<", at);
    if (mark !== at) {
      const end = mark === -1 ? document.length : mark;
      owner.text += decodeEntities(document.slice(at, end));
      at = end;
    } else if (document.startsWith("<!--", at)) {
      at = endOf(document, "-->", at + 4);
    } else if (document.startsWith("<![CDATA[", at)) {
      const end = endOf(document, "]]>", at + 9);
      owner.text += document.slice(at + 9, end - 3);
      at = end;
    } else if (document.startsWith("<?", at)) {
      at = endOf(document, "?>", at + 2);
    } else if (document.startsWith("<!", at)) {
      fail("the body is XML with a DOCTYPE, which is refused");
    } else if (document.startsWith("</", at)) {
      const end = endOf(document, ">", at);
      closeElement(open, document.slice(at + 2, end - 1).trimEnd());
      at = end;
    } else {
      at = openElement(document, at, open);
    }
    if (top.text.trim() !== "") fail("the body is not valid XML");
  }
  if (open.length !== 1 || Object.keys(top.fields).length !== 1 || Array.isArray(Object.values(top.fields)[0])) fail("the body is not valid XML");
  return top.fields;
}

/** Reads a start tag (or an empty element) and gives the position behind it. */
function openElement(document: string, start: number, open: OpenElement[]): number {
  const name = readName(document, start + 1);
  const element: OpenElement = { name, fields: {}, hasElements: false, text: "" };
  let at = start + 1 + name.length;
  for (;;) {
    const spaced = skipSpace(document, at);
    if (document[spaced] === ">" || document.startsWith("/>", spaced)) {
      open.push(element);
      if (open.length > MAX_DEPTH) fail("the body is XML nested too deeply");
      if (document[spaced] === ">") return spaced + 1;
      closeElement(open, name);
      return spaced + 2;
    }
    if (spaced === at) fail("the body is not valid XML");
    at = readAttribute(document, spaced, element);
  }
}

/** Reads `name="value"` and gives the position behind it. */
function readAttribute(document: string, start: number, element: OpenElement): number {
  const name = readName(document, start);
  const equals = skipSpace(document, start + name.length);
  const quoteAt = skipSpace(document, equals + 1);
  const quote = document[quoteAt];
  if (document[equals] !== "=" || (quote !== '"' && quote !== "'")) return fail("the body is not valid XML");
  const end = endOf(document, quote, quoteAt + 1);
  const value = document.slice(quoteAt + 1, end - 1);
  const key = `@${name}`;
  if (value.includes("<") || Object.hasOwn(element.fields, key)) fail("the body is not valid XML");
  setOwn(element.fields, key, decodeEntities(value.replace(/[\t\n]/g, " ")));
  return end;
}

function closeElement(open: OpenElement[], name: string): void {
  const element = open.pop();
  const owner = open.at(-1);
  if (!element || !owner || element.name !== name) return fail("the body is not valid XML");
  owner.hasElements = true;
  const before = Object.hasOwn(owner.fields, name) ? owner.fields[name] : undefined;
  const value = toValue(element);
  if (Array.isArray(before)) before.push(value);
  else setOwn(owner.fields, name, before === undefined ? value : [before, value]);
}

function toValue({ fields, text, hasElements }: OpenElement): XmlValue {
  if (Object.keys(fields).length === 0) return text;
  if (hasElements ? text.trim() !== "" : text !== "") setOwn(fields, "#text", text);
  return fields;
}

/** The name at this position. The tag's syntax is judged by what comes behind it. */
function readName(document: string, start: number): string {
  let at = start;
  while (/[\w.:-]/.test(document.charAt(at))) at++;
  const name = document.slice(start, at);
  return NAME.test(name) ? name : fail("the body is not valid XML");
}

function skipSpace(document: string, start: number): number {
  let at = start;
  while (/[ \t\n]/.test(document.charAt(at))) at++;
  return at;
}

/** The position behind the next `mark`. */
function endOf(document: string, mark: string, from: number): number {
  const found = document.indexOf(mark, from);
  return found === -1 ? fail("the body is XML that was cut off") : found + mark.length;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&([^;&]*;?)/g, (_, reference: string) => decodeReference(reference));
}

/** What stands between `&` and the end of the reference, with its `;`. */
function decodeReference(reference: string): string {
  const [, hexadecimal, decimal, name] = /^(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]{2,4}));$/.exec(reference) ?? [];
  if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? "") : fail("the body is not valid XML");
  const code = hexadecimal !== undefined ? parseInt(hexadecimal, 16) : decimal !== undefined ? parseInt(decimal, 10) : -1;
  return isXmlCharacter(code) ? String.fromCodePoint(code) : fail("the body is not valid XML");
}

function fail(reason: string): never {
  throw new ConnectorError("ResponseDeserializationFailed", { reason });
}
