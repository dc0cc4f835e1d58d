import type { Bytes } from "../encoding/utf8.js";

/** The hashes that processors sign with. MD5 and SHA-1 are broken as hashes: only for processors that leave no choice. */
export const HashAlgorithm = { Md5: "MD5", Sha1: "SHA-1", Sha256: "SHA-256", Sha512: "SHA-512" } as const;
export type HashAlgorithm = (typeof HashAlgorithm)[keyof typeof HashAlgorithm];

/** A message in its parts, in order, with nothing between them. */
export type MessageParts = readonly (string | Uint8Array)[];

/** One way to compute hashes. All ways give the same bytes. */
export interface HashBackend {
  digest(algorithm: HashAlgorithm, message: MessageParts): Bytes;
  hmac(algorithm: HashAlgorithm, key: string | Uint8Array, message: MessageParts): Bytes;
}
