import type { Secret } from "@switchyard/interfaces";

/** Bytes in memory of their own: what Web Crypto and `fetch` take. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Text (taken as UTF-8) or bytes, in the open or wrapped: keys, messages, parts of messages. */
export type BytesLike = string | Uint8Array | Secret | Secret<Uint8Array> | Secret<Bytes>;

// Made once: they keep nothing between calls, and making one costs more than what it does to a short text.
const encoder = /* @__PURE__ */ new TextEncoder();
const strictDecoder = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true });
const lossyDecoder = /* @__PURE__ */ new TextDecoder();

/** The text as UTF-8. A lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Bytes {
  return encoder.encode(text);
}

/** The bytes as text, or `undefined` when they are not UTF-8. A byte order mark is dropped. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The bytes as text; what is not UTF-8 becomes U+FFFD. For logs and messages, not for signatures. */
export function decodeUtf8Lossy(bytes: Uint8Array): string {
  return lossyDecoder.decode(bytes);
}

/** What crypto computes on: secrets exposed, text left as text. */
export function openBytes(data: BytesLike): string | Uint8Array {
  return typeof data === "string" || ArrayBuffer.isView(data) ? data : data.expose();
}

/** The bytes of text, bytes or a secret. Bytes are not copied. */
export function toBytes(data: BytesLike): Uint8Array {
  const open = openBytes(data);
  return typeof open === "string" ? encodeUtf8(open) : open;
}

/** One message out of its parts, in order, with nothing between them: `concatBytes(timestamp, ".", rawBody)`. */
export function concatBytes(...parts: readonly BytesLike[]): Bytes {
  const pieces = parts.map(toBytes);
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The text with every lone surrogate replaced by U+FFFD, as UTF-8 encoders do. */
export function toWellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
