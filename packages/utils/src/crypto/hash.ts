import { openBytes } from "../encoding/utf8.js";
import type { Bytes, BytesLike } from "../encoding/utf8.js";
import type { HashAlgorithm, HashBackend } from "./backend.js";
import { nativeBackend } from "./native.js";
import { portableBackend } from "./portable.js";

// Found on first use and kept: looking it up costs as much as a hash does.
let chosen: HashBackend | undefined;

function backend(): HashBackend {
  return (chosen ??= nativeBackend() ?? portableBackend);
}

/** The hash of a message, at once, on every runtime. Text is taken as UTF-8. */
export function digest(algorithm: HashAlgorithm, message: BytesLike): Bytes {
  return backend().digest(algorithm, openBytes(message));
}

/**
 * The HMAC (RFC 2104) of a message, at once, on every runtime. Text is taken as UTF-8.
 *
 * A key that the processor gives as hex or base64 is decoded first: `hmac("SHA-256", decodeHex(key), message)`.
 */
export function hmac(algorithm: HashAlgorithm, key: BytesLike, message: BytesLike): Bytes {
  return backend().hmac(algorithm, openBytes(key), openBytes(message));
}
