import { openBytes } from "../encoding/utf8.js";
import type { Bytes, BytesLike } from "../encoding/utf8.js";
import type { HashAlgorithm, HashBackend, MessageParts } from "./backend.js";
import { nativeBackend } from "./native.js";
import { portableBackend } from "./portable.js";

// Found on first use and kept: looking it up costs as much as a hash does.
let chosen: HashBackend | undefined;

function backend(): HashBackend {
  return (chosen ??= nativeBackend() ?? portableBackend);
}

/** A message, whole or in its parts: `[timestamp, ".", rawBody]`. */
export type Message = BytesLike | readonly BytesLike[];

function partsOf(message: Message): MessageParts {
  return Array.isArray(message) ? message.map(openBytes) : [openBytes(message as BytesLike)]; // the guard does not see that a list is a list
}

/** The hash of a message, at once, on every runtime. Text is taken as UTF-8. */
export function digest(algorithm: HashAlgorithm, message: Message): Bytes {
  return backend().digest(algorithm, partsOf(message));
}

/**
 * The HMAC (RFC 2104) of a message, at once, on every runtime. Text is taken as UTF-8.
 *
 * A key that the processor gives as hex or base64 is decoded first: `hmac("SHA-256", decodeHex(key), message)`.
 */
export function hmac(algorithm: HashAlgorithm, key: BytesLike, message: Message): Bytes {
  return backend().hmac(algorithm, openBytes(key), partsOf(message));
}
