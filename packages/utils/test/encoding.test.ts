import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeBase64,
  decodeBase64Url,
  decodeHex,
  decodeUtf8,
  decodeUtf8Lossy,
  encodeBase64,
  encodeBase64Url,
  encodeHex,
  encodeUtf8,
} from "../src/encoding/index.js";

describe("hex", () => {
  it("writes what Buffer writes and reads it back in either case", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = encodeHex(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("hex"));
        expect(decodeHex(text)).toEqual(bytes);
        expect(decodeHex(text.toUpperCase())).toEqual(bytes);
      }),
    );
  });

  it.each(["0", "0g", "0x10", " 00", "00 ", "é0", "00\n", "+1", "-1"])("refuses %j", (text) => {
    expect(decodeHex(text)).toBeUndefined();
  });
});

describe("base64", () => {
  it("writes what Buffer writes and reads it back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect(encodeBase64Url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
        expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(bytes);
        expect(decodeBase64Url(encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_"))).toEqual(bytes);
      }),
    );
  });

  it("has one spelling for one value: what it reads, it writes back", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("A", "B", "Q", "+", "/", "=", "-", "_", " ", "\n"), maxLength: 8 }), (text) => {
        const bytes = decodeBase64(text);
        if (bytes) expect(encodeBase64(bytes)).toBe(text);
        const urlBytes = decodeBase64Url(text);
        if (urlBytes) expect(encodeBase64Url(urlBytes)).toBe(text.replaceAll("=", ""));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["A", "AA", "AAA", "A===", "AA=A", "AB==", "AAB=", "AA==AA==", " AAAA", "AA AA", "AAAA\n", "AA-_", "é=="])("refuses %j", (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });

  it.each(["A", "A===", "AA=", "AB", "AA+/", "AA AA", "AA==="])("refuses %j as URL-safe", (text) => {
    expect(decodeBase64Url(text)).toBeUndefined();
  });

  it("takes files of megabytes", () => {
    const file = new Uint8Array(3_000_001).map((_, index) => index % 251);
    expect(decodeBase64(encodeBase64(file))).toEqual(file);
  });

  it("takes text as UTF-8", () => {
    expect(encodeBase64("user:pä$$")).toBe("dXNlcjpww6QkJA==");
  });
});

describe("UTF-8", () => {
  it("tells text from other bytes", () => {
    expect(decodeUtf8(encodeUtf8("naïve 💳"))).toBe("naïve 💳");
    expect(decodeUtf8(Uint8Array.of(0x61, 0xff))).toBeUndefined();
    expect(decodeUtf8Lossy(Uint8Array.of(0x61, 0xff))).toBe("a\ufffd");
  });

  it("replaces lone surrogates", () => {
    expect(decodeUtf8(encodeUtf8("a\ud83d"))).toBe("a\ufffd");
  });
});
