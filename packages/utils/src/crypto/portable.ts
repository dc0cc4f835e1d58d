import { hmac } from "@noble/hashes/hmac.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, toBytes } from "../encoding/utf8.js";
import type { HashAlgorithm, HashBackend } from "./backend.js";

const HASHES = { MD5: md5, "SHA-1": sha1, "SHA-256": sha256, "SHA-512": sha512 } as const satisfies Record<HashAlgorithm, unknown>;

/** Hashes in plain JavaScript: Web Crypto is asynchronous and has no MD5, and requests are signed synchronously. */
export const portableBackend: HashBackend = {
  digest: (algorithm, message) => HASHES[algorithm](concatBytes(...message)),
  hmac: (algorithm, key, message) => hmac(HASHES[algorithm], toBytes(key), concatBytes(...message)),
};
