import { type IncomingWebhookRequest, type WebhookVerification } from "@switchyard/interfaces";
import fc from "fast-check";
import { concatBytes, header, type HeaderOptions, type KeyedRecipeOptions } from "../src/index.js";

export const NOW = new Date("2026-01-02T03:04:05.678Z");
export const VERIFIED: WebhookVerification = { verified: true };
export const unverified = (reason: string) => ({ verified: false, reason });
export const bytes = (text: string) => new TextEncoder().encode(text);

export function request(body: Uint8Array | string, headers: Readonly<Record<string, string>> = {}): IncomingWebhookRequest {
  return { method: "POST", url: "https://merchant.example/hook", headers, body: typeof body === "string" ? bytes(body) : body };
}

/** The array with one bit changed. */
export function flipped(array: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(array);
  const bit = at % (copy.length * 8);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

export const NODE_NAME = { MD5: "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-512": "sha512" } as const;
export type Algorithm = Exclude<keyof typeof NODE_NAME, "MD5">;
export const algorithms = fc.constantFrom<Algorithm>("SHA-1", "SHA-256", "SHA-512");
export const encodings = fc.constantFrom("hex", "base64");
export const bodies = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 200 }),
  fc.json().map(bytes),
  fc.string({ minLength: 1, unit: "grapheme" }).map(bytes),
);

/** Ways in which processors write a signature into a header. */
export const headerStyles: readonly HeaderOptions[] = [
  {},
  { after: "v1=" },
  { separator: ",", after: "v1=" },
  { separator: ",", pick: (value) => /^key-1\/(.+)$/.exec(value)?.[1], format: (signature) => `key-1/${signature}` },
];
export const keys = fc.oneof(
  fc.record({ key: fc.constant("utf8" as const), bytes: fc.string({ minLength: 1, unit: "grapheme" }).map(bytes) }),
  fc.record({ key: fc.constantFrom("hex", "base64"), bytes: fc.uint8Array({ minLength: 1, maxLength: 150 }) }),
);
export const timestamps = fc.constantFrom<KeyedRecipeOptions["timestamp"]>(
  undefined,
  { at: header("x-time"), unit: "s", toleranceSeconds: 300 },
  { at: header("x-time"), unit: "ms", toleranceSeconds: 300 },
  // In the signature's own header, beside it.
  { at: header("x-signature", { separator: ",", after: "t=" }), unit: "s", toleranceSeconds: 300 },
);

/** What is signed where there is a timestamp: it, a dot, and the body. */
export const stamped: KeyedRecipeOptions["message"] = ({ headers, rawBody }) => {
  const time = headers["x-time"] ?? /(?:^|,)t=(\d+)/.exec(headers["x-signature"] ?? "")?.[1] ?? "";
  return concatBytes(time, ".", rawBody);
};
