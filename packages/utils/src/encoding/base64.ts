import type { Bytes } from "./utf8.js";
import { encodeUtf8 } from "./utf8.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Standard base64 with padding (RFC 4648, section 4). A string is taken as UTF-8. */
export function encodeBase64(data: string | Uint8Array): string {
  if (typeof data === "string" && isAscii(data)) return btoa(data);
  const bytes = typeof data === "string" ? encodeUtf8(data) : data;
  let text = "";
  // By hand: `btoa` takes text, and making that text of bytes costs more than this loop.
  for (let at = 0; at < bytes.length; at += 3) {
    const three = (byteAt(bytes, at) << 16) | (byteAt(bytes, at + 1) << 8) | byteAt(bytes, at + 2);
    text += ALPHABET.charAt(three >> 18) + ALPHABET.charAt((three >> 12) & 63) + ALPHABET.charAt((three >> 6) & 63) + ALPHABET.charAt(three & 63);
  }
  const surplus = (3 - (bytes.length % 3)) % 3;
  return surplus === 0 ? text : text.slice(0, -surplus) + "=".repeat(surplus);
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

/** A byte, or zero behind the last one. */
function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

/**
 * Reads standard base64. Strict: `undefined` for white space, foreign characters, missing or surplus padding,
 * and for last characters that carry stray bits, so that one value has one spelling.
 */
export function decodeBase64(text: string): Bytes | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return decodeUnpadded(padding === 0 ? text : text.slice(0, -padding));
}

/** URL-safe base64 without padding (RFC 4648, section 5). A string is taken as UTF-8. */
export function encodeBase64Url(data: string | Uint8Array): string {
  return encodeBase64(data).replace(/[+/=]/g, (character) => (character === "+" ? "-" : character === "/" ? "_" : ""));
}

/** Reads URL-safe base64; complete padding may be there or not. As strict as {@link decodeBase64} otherwise. */
export function decodeBase64Url(text: string): Bytes | undefined {
  const body = text.length % 4 === 0 ? text.replace(/={1,2}$/, "") : text;
  if (/[+/]/.test(body)) return undefined;
  return decodeUnpadded(body.replace(/[-_]/g, (character) => (character === "-" ? "+" : "/")));
}

function decodeUnpadded(body: string): Bytes | undefined {
  if (/[^A-Za-z0-9+/]/.test(body) || body.length % 4 === 1) return undefined;
  const last = ALPHABET.indexOf(body.slice(-1));
  const strayBits = body.length % 4 === 2 ? 0b1111 : body.length % 4 === 3 ? 0b11 : 0;
  if ((last & strayBits) !== 0) return undefined;
  const binary = atob(body);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
