import { isSecret, type RequestContent, type Secret } from "@switchyard/interfaces";
import { concatBytes, decodeUtf8Lossy, toBytes, toWellFormed } from "../encoding/utf8.js";
import type { Bytes, BytesLike } from "../encoding/utf8.js";
import { exposed, masked } from "../json/stringify.js";
import type { SecretReading } from "../json/stringify.js";
import { refuse, toScalarText } from "./text.js";

/** A file of a multipart body. */
export interface MultipartFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: BytesLike | Secret<Uint8Array>;
}

/** Options of {@link multipart}. */
export interface MultipartOptions {
  /**
   * 1 to 70 letters, digits, `-` or `_` that no part contains. The caller makes it (from the request's reference, say),
   * so that the same request gives the same bytes.
   */
  readonly boundary: string;
}

/**
 * A `multipart/form-data` body (RFC 7578). Fields are text, numbers, secrets, files, or lists of these (one part each);
 * `undefined` and `null` are left out. A log shows the size of a file in place of its content.
 * Encoding throws ConnectorError RequestEncodingFailed when the boundary occurs in a part.
 *
 * @throws ConnectorError RequestEncodingFailed when the boundary is malformed.
 */
export function multipart(fields: Readonly<Record<string, unknown>>, { boundary }: MultipartOptions): RequestContent {
  if (!/^[\w-]{1,70}$/.test(boundary)) refuse("a multipart boundary has 1 to 70 letters, digits, - or _");
  return {
    kind: "multipart",
    contentType: `multipart/form-data; boundary=${boundary}`,
    encode: () => writeMultipart(fields, boundary, exposed),
    mask: () => decodeUtf8Lossy(writeMultipart(fields, boundary, masked)),
  };
}

/** True for a file of a multipart body. */
function isFile(value: unknown): value is MultipartFile {
  return typeof value === "object" && value !== null && "filename" in value && "contentType" in value && "content" in value;
}

function writeMultipart(fields: Readonly<Record<string, unknown>>, boundary: string, read: SecretReading): Bytes {
  const pieces: BytesLike[] = [];
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    for (const item of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      const part = isFile(item) ? filePart(name, item, read) : fieldPart(name, item, read);
      if (part) pieces.push(`--${boundary}\r\n`, part.head, checkedContent(part.content, boundary, name), "\r\n");
    }
  }
  return concatBytes(...pieces, `--${boundary}--\r\n`);
}

interface Part {
  readonly head: string;
  readonly content: Uint8Array;
}

function fieldPart(name: string, value: unknown, read: SecretReading): Part | undefined {
  const text = toScalarText(value, read, name);
  if (text === undefined) return undefined;
  return { head: `content-disposition: form-data; name="${quoted(name)}"\r\n\r\n`, content: toBytes(text) };
}

function filePart(name: string, file: MultipartFile, read: SecretReading): Part {
  if (!/^[\x20-\x7e]+$/.test(file.contentType)) refuse(`the content type of the file ${name}`);
  const content = toBytes(isSecret(file.content) ? file.content.expose() : file.content);
  return {
    head:
      `content-disposition: form-data; name="${quoted(name)}"; filename="${quoted(file.filename)}"\r\n` + `content-type: ${file.contentType}\r\n\r\n`,
    content: read === masked ? toBytes(`[${String(content.length)} bytes]`) : content,
  };
}

const ESCAPES: Readonly<Record<string, string>> = { '"': "%22", "\r": "%0D", "\n": "%0A" };

/** As browsers escape names of fields and files (HTML, "multipart/form-data encoding algorithm"). */
function quoted(name: string): string {
  return toWellFormed(name).replace(/["\r\n]/g, (found) => ESCAPES[found] ?? found);
}

function checkedContent(content: Uint8Array, boundary: string, name: string): Uint8Array {
  if (includes(content, toBytes(`--${boundary}`))) refuse(`the multipart boundary occurs in ${name}`);
  return content;
}

function includes(content: Uint8Array, wanted: Uint8Array): boolean {
  const first = wanted[0] ?? 0;
  for (let at = content.indexOf(first); at !== -1; at = content.indexOf(first, at + 1)) {
    let length = 1;
    while (length < wanted.length && content[at + length] === wanted[length]) length++;
    if (length === wanted.length) return true;
  }
  return false;
}
