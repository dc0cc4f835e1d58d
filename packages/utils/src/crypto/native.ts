import type { Bytes } from "../encoding/utf8.js";
import type { HashAlgorithm, HashBackend, MessageParts } from "./backend.js";

/** The part of `node:crypto` that is used here. */
interface NodeCrypto {
  createHash(algorithm: string): NodeHash;
  createHmac(algorithm: string, key: string | Uint8Array | NodeKey): NodeHash;
  createSecretKey(key: Uint8Array): NodeKey;
}
/** Opaque. */
interface NodeKey {
  readonly type: string;
}
interface NodeHash {
  update(data: string | Uint8Array): NodeHash;
  digest(): Uint8Array;
}
interface RuntimeWithBuiltins {
  readonly process?: { readonly getBuiltinModule?: (id: string) => unknown };
}

const NODE_NAMES: { readonly [A in HashAlgorithm]: string } = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-512": "sha512",
};

/** Hashes by `node:crypto`, where the runtime has it (Node, Bun, Deno, Workers with Node compatibility). */
export function nativeBackend(): HashBackend | undefined {
  // Not an import: bundles for browsers and plain Workers must not name Node's modules.
  const node = (globalThis as RuntimeWithBuiltins).process?.getBuiltinModule?.("node:crypto") as NodeCrypto | undefined;
  return node && typeof node.createHmac === "function" ? hashesOf(node) : undefined;
}

function hashesOf(node: NodeCrypto): HashBackend {
  return {
    digest: (algorithm, message) => digestOf(node.createHash(NODE_NAMES[algorithm]), message),
    hmac(algorithm, key, message) {
      // A key of bytes takes Node ten times as long as a text or a key object: it is asked what it is by way of an exception.
      const quick = typeof key === "string" || key.length === 0 ? key : node.createSecretKey(key);
      return digestOf(node.createHmac(NODE_NAMES[algorithm], quick), message);
    },
  };
}

function digestOf(hash: NodeHash, message: MessageParts): Bytes {
  for (const part of message) hash.update(part);
  return own(hash.digest());
}

/** A plain array of its own: a Buffer has other `slice`, `toString` and `toJSON`, and may share its memory. */
function own(buffer: Uint8Array): Bytes {
  return new Uint8Array(buffer);
}
