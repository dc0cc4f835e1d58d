import * as nodeCrypto from "node:crypto";
import { secret } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { HashAlgorithm } from "../src/crypto/backend.js";
import { constantTimeEqual, digest, hmac, signRsa, verifyEcdsaP256, verifyRsa } from "../src/crypto/index.js";
import { nativeBackend } from "../src/crypto/native.js";
import { portableBackend } from "../src/crypto/portable.js";
import { concatBytes, decodeHex, encodeHex, encodeUtf8 } from "../src/encoding/index.js";

const bytes = (hex: string) => decodeHex(hex) ?? new Uint8Array();
const toPem = ({ publicKey, privateKey }: nodeCrypto.KeyPairKeyObjectResult) => ({
  publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
  privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
});
const native = nativeBackend();
if (!native) throw new Error("these tests run where node:crypto is present");
const backends = [
  ["node:crypto", native],
  ["plain JavaScript", portableBackend],
] as const;

// RFC 1321 A.5 and FIPS 180 examples.
const DIGESTS = [
  ["MD5", "", "d41d8cd98f00b204e9800998ecf8427e"],
  ["MD5", "message digest", "f96b697d7cb7938d525a2f31aaf161d0"],
  ["MD5", "12345678901234567890123456789012345678901234567890123456789012345678901234567890", "57edf4a22be3c955ac49da2e2107b67a"],
  ["SHA-1", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"],
  ["SHA-256", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  ["SHA-256", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"],
  [
    "SHA-512",
    "abc",
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
  ],
] as const;

// RFC 2202 (MD5, SHA-1) and RFC 4231 (SHA-2), with the numbers of their test cases.
const HMACS = [
  ["MD5", "1", "0b".repeat(16), encodeUtf8("Hi There"), "9294727a3638bb1c13f48ef8158bfc9d"],
  ["SHA-1", "1", "0b".repeat(20), encodeUtf8("Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00"],
  ["SHA-1", "3", "aa".repeat(20), bytes("dd".repeat(50)), "125d7342b9ac11cd91a39af48aa17b4f63f175d3"],
  ["SHA-256", "1", "0b".repeat(20), encodeUtf8("Hi There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"],
  ["SHA-256", "2", "4a656665", encodeUtf8("what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"],
  [
    "SHA-256",
    "6",
    "aa".repeat(131),
    encodeUtf8("Test Using Larger Than Block-Size Key - Hash Key First"),
    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
  ],
  [
    "SHA-512",
    "2",
    "4a656665",
    encodeUtf8("what do ya want for nothing?"),
    "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
  ],
] as const;

describe.each(backends)("hashes by %s", (_, backend) => {
  it.each(DIGESTS)("%s of %j is as published", (algorithm, message, expected) => {
    expect(encodeHex(backend.digest(algorithm, [message]))).toBe(expected);
  });

  it.each(HMACS)("HMAC-%s, test case %s, is as published", (algorithm, _case, key, message, expected) => {
    expect(encodeHex(backend.hmac(algorithm, bytes(key), [message]))).toBe(expected);
  });

  it("gives plain byte arrays", () => {
    expect(Object.getPrototypeOf(backend.digest("SHA-256", ["abc"]))).toBe(Uint8Array.prototype);
    expect(Object.getPrototypeOf(backend.hmac("SHA-256", "key", ["abc"]))).toBe(Uint8Array.prototype);
  });
});

describe("digest and hmac", () => {
  it("agree between the two ways for every algorithm, key and message", () => {
    const data = fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(HashAlgorithm)), data, fc.array(data, { maxLength: 3 }), (algorithm, key, message) => {
        expect(portableBackend.hmac(algorithm, key, message)).toEqual(native.hmac(algorithm, key, message));
        expect(portableBackend.digest(algorithm, message)).toEqual(native.digest(algorithm, message));
      }),
    );
  });

  it("takes text, bytes and secrets alike", () => {
    const expected = hmac("SHA-256", "key", "message");
    expect(hmac("SHA-256", encodeUtf8("key"), encodeUtf8("message"))).toEqual(expected);
    expect(hmac("SHA-256", secret("key"), secret("message"))).toEqual(expected);
    expect(hmac("SHA-256", secret(encodeUtf8("key")), concatBytes("mes", secret("sa"), encodeUtf8("ge")))).toEqual(expected);
    expect(hmac("SHA-256", "key", ["mes", secret("sa"), encodeUtf8("ge")])).toEqual(expected);
    expect(digest("MD5", secret("message"))).toEqual(digest("MD5", "message"));
    expect(digest("MD5", ["mess", "age"])).toEqual(digest("MD5", "message"));
  });
});

describe("a runtime without node:crypto", () => {
  it("gets the same digests and HMACs", async () => {
    vi.resetModules();
    const lookUp = vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined);
    try {
      const portable = await import("../src/crypto/index.js");
      expect(portable.hmac("SHA-512", "key", "message")).toEqual(hmac("SHA-512", "key", "message"));
      expect(portable.digest("MD5", "message")).toEqual(digest("MD5", "message"));
      expect(lookUp).toHaveBeenCalledWith("node:crypto");
    } finally {
      lookUp.mockRestore();
    }
  });
});

describe("signatures", () => {
  const rsa = toPem(nodeCrypto.generateKeyPairSync("rsa", { modulusLength: 2048 }));
  const ec = toPem(nodeCrypto.generateKeyPairSync("ec", { namedCurve: "P-256" }));
  const message = 'v1.1700000000.{"id":"evt_1"}';

  it("verifies an RSA signature that OpenSSL made, and no other", async () => {
    const signature = nodeCrypto.sign("sha256", Buffer.from(message), rsa.privateKey);
    expect(await verifyRsa("SHA-256", rsa.publicKey, signature, message)).toBe(true);
    expect(await verifyRsa("SHA-256", rsa.publicKey, signature, `${message} `)).toBe(false);
    expect(await verifyRsa("SHA-512", rsa.publicKey, signature, message)).toBe(false);
    expect(await verifyRsa("SHA-256", rsa.publicKey, signature.subarray(1), message)).toBe(false);
    expect(await verifyRsa("SHA-256", rsa.publicKey, new Uint8Array(), message)).toBe(false);
  });

  it("signs with RSA as OpenSSL does", async () => {
    const expected = new Uint8Array(nodeCrypto.sign("sha256", Buffer.from(message), rsa.privateKey));
    expect(await signRsa("SHA-256", secret(rsa.privateKey), message)).toEqual(expected);
  });

  it("takes keys as DER bytes", async () => {
    const der = nodeCrypto.createPublicKey(rsa.publicKey).export({ type: "spki", format: "der" });
    expect(await verifyRsa("SHA-256", der, await signRsa("SHA-256", rsa.privateKey, message), message)).toBe(true);
  });

  /** A DER signature of a given shape: their integers have 33 bytes as often as 32, and fewer at times. */
  const signUntil = (fits: (der: Uint8Array) => boolean): Uint8Array => {
    for (;;) {
      const der = new Uint8Array(nodeCrypto.sign("sha256", Buffer.from(message), ec.privateKey));
      if (fits(der)) return der;
    }
  };

  it("verifies ECDSA signatures whose integers are short", async () => {
    const shortR = signUntil((der) => (der[3] ?? 0) < 32);
    const shortS = signUntil((der) => (der[5 + (der[3] ?? 0)] ?? 0) < 32);
    expect(await verifyEcdsaP256("SHA-256", ec.publicKey, shortR, message)).toBe(true);
    expect(await verifyEcdsaP256("SHA-256", ec.publicKey, shortS, message)).toBe(true);
  });

  it("verifies ECDSA signatures in both encodings", async () => {
    // Many signatures, since the integers of DER differ in length.
    for (let i = 0; i < 100; i++) {
      const text = `${message}${String(i)}`;
      const der = nodeCrypto.sign("sha256", Buffer.from(text), ec.privateKey);
      const raw = nodeCrypto.sign("sha256", Buffer.from(text), { key: ec.privateKey, dsaEncoding: "ieee-p1363" });
      expect(await verifyEcdsaP256("SHA-256", ec.publicKey, der, text)).toBe(true);
      expect(await verifyEcdsaP256("SHA-256", ec.publicKey, raw, text, "raw")).toBe(true);
      expect(await verifyEcdsaP256("SHA-256", ec.publicKey, der, message)).toBe(false);
    }
  });

  it("finds malformed ECDSA signatures not valid", async () => {
    const der = signUntil((signature) => (signature[3] ?? 0) <= 32);
    expect(await verifyEcdsaP256("SHA-256", ec.publicKey, der, message)).toBe(true);
    for (let length = 0; length < der.length; length++) {
      expect(await verifyEcdsaP256("SHA-256", ec.publicKey, der.subarray(0, length), message)).toBe(false);
    }
    expect(await verifyEcdsaP256("SHA-256", ec.publicKey, concatBytes(der, "x"), message)).toBe(false);
    const [, length = 0, tag = 0, size = 0] = der;
    const surplus = concatBytes(Uint8Array.of(0x30, length + 1), der.subarray(2), Uint8Array.of(0));
    expect(await verifyEcdsaP256("SHA-256", ec.publicKey, surplus, message)).toBe(false);
    // The same integers with a needless zero in front: a second spelling of one signature.
    const padded = concatBytes(Uint8Array.of(0x30, length + 1, tag, size + 1, 0), der.subarray(4));
    expect(await verifyEcdsaP256("SHA-256", ec.publicKey, padded, message)).toBe(false);
  });

  it.each(["", "not a key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", ec.publicKey, rsa.privateKey])(
    "refuses what is no RSA public key, without quoting it",
    async (key) => {
      const error: unknown = await verifyRsa("SHA-256", key, new Uint8Array(256), message).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "InvalidConnectorConfig", details: { config: "public key" } });
      expect(error).not.toHaveProperty("cause");
    },
  );
});

describe("constantTimeEqual", () => {
  it("says what === says of texts, and of bytes what their hexadecimal says", () => {
    const similar = fc.tuple(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), fc.boolean());
    fc.assert(
      fc.property(similar, ([left, other, same]) => {
        const right = same ? left : other;
        expect(constantTimeEqual(left, right)).toBe(left === right);
        const [leftBytes, rightBytes] = [encodeUtf8(left), encodeUtf8(right)];
        expect(constantTimeEqual(leftBytes, rightBytes)).toBe(encodeHex(leftBytes) === encodeHex(rightBytes));
      }),
    );
  });

  it("sees every single bit that differs", () => {
    const signature = digest("SHA-256", "message");
    for (let bit = 0; bit < signature.length * 8; bit++) {
      const altered = signature.slice();
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(constantTimeEqual(signature, altered)).toBe(false);
    }
  });
});
