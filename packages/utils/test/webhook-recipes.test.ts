import * as nodeCrypto from "node:crypto";
import { secret } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bodyField, concatBytes, header, hmac, type KeyedRecipeOptions } from "../src/index.js";
import {
  NOW,
  VERIFIED,
  unverified,
  bytes,
  request,
  flipped,
  NODE_NAME,
  algorithms,
  encodings,
  bodies,
  headerStyles,
  keys,
  timestamps,
  stamped,
} from "./webhook-samples.js";

describe("an hmac recipe", () => {
  const cases = fc
    .record({ algorithm: algorithms, encoding: encodings, style: fc.constantFrom(...headerStyles), key: keys, timestamp: timestamps, body: bodies })
    // A timestamp can only stand beside a signature that is not the whole header.
    .filter(({ style, timestamp }) => !(timestamp?.at.where === "header x-signature" && style.separator === undefined))
    .map(({ algorithm, encoding, style, key, timestamp, body }) => {
      const message = timestamp === undefined ? undefined : stamped;
      const options: KeyedRecipeOptions = {
        signature: header("X-Signature", style),
        encoding,
        key: key.key,
        ...(timestamp && { timestamp }),
        ...(message && { message }),
      };
      const text = key.key === "utf8" ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(key.bytes) : Buffer.from(key.bytes).toString(key.key);
      const time = timestamp && String(timestamp.unit === "s" ? Math.floor(NOW.getTime() / 1000) : NOW.getTime());
      const signed = time === undefined ? body : concatBytes(time, ".", body);
      const signature = nodeCrypto.createHmac(NODE_NAME[algorithm], key.bytes).update(signed).digest();
      return { recipe: hmac(algorithm, options), encoding, style, key: secret(text), keyBytes: key.bytes, timestamp, time, body, signature };
    });
  type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

  /** The headers as the processor writes them, made apart from the code under test. */
  function headersOf({ encoding, style, timestamp, time }: Case, signature: Uint8Array): Record<string, string> {
    const text = Buffer.from(signature).toString(encoding);
    const written = style.format ? `key-1/${text}` : `${style.after ?? ""}${text}`;
    if (time === undefined) return { "x-signature": written };
    return timestamp?.at.where === "header x-time" ? { "x-time": time, "x-signature": written } : { "x-signature": `t=${time},${written}` };
  }

  it("takes the processor's signature, and signs as the processor does", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const headers = headersOf(given, given.signature);
        expect(await given.recipe.verify(request(given.body, headers), given.key, NOW)).toEqual(VERIFIED);
        expect(await given.recipe.sign(given.body, given.key, NOW)).toEqual({ headers, body: given.body });
      }),
    );
  });

  it("refuses a body, a signature or a key in which any one bit is wrong", async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.nat(), async (given, at) => {
        const { recipe, key, keyBytes, body, signature } = given;
        const headers = headersOf(given, signature);
        const otherKey = Buffer.from(flipped(keyBytes, at));
        const attempts = [
          recipe.verify(request(flipped(body, at), headers), key, NOW),
          recipe.verify(request(body.slice(0, -1), headers), key, NOW),
          recipe.verify(request(concatBytes(body, "\n"), headers), key, NOW),
          recipe.verify(request(body, headersOf(given, flipped(signature, at))), key, NOW),
          recipe.verify(request(body, headersOf(given, signature.subarray(0, -1))), key, NOW),
          recipe.verify(request(body, headersOf(given, concatBytes(signature, "\0"))), key, NOW),
        ];
        for (const attempt of attempts) expect(await attempt).toEqual(unverified("signature_mismatch"));
        const oracle = nodeCrypto.createHmac("sha256", otherKey).update(body).digest("hex");
        const plain = hmac("SHA-256", { signature: header("x-signature"), key: "hex" });
        const right = secret(Buffer.from(keyBytes).toString("hex"));
        expect(await plain.verify(request(body, { "x-signature": oracle }), right, NOW)).toEqual(unverified("signature_mismatch"));
      }),
    );
  });

  it("reads hexadecimal signatures and keys in either case", async () => {
    const key = Buffer.from("key");
    const signature = nodeCrypto.createHmac("sha256", key).update("body").digest("hex");
    const recipe = hmac("SHA-256", { signature: header("x-signature"), key: "hex" });
    for (const [sent, configured] of [
      [signature.toUpperCase(), key.toString("hex")],
      [signature, key.toString("hex").toUpperCase()],
    ] as const) {
      expect(await recipe.verify(request("body", { "x-signature": sent }), secret(configured), NOW)).toEqual(VERIFIED);
    }
  });

  it("says exactly why a webhook is not verified", async () => {
    const recipe = hmac("SHA-256", {
      signature: header("x-signature"),
      key: "hex",
      timestamp: { at: header("x-time"), unit: "s", toleranceSeconds: 1 },
    });
    const verify = (key: string, headers: Record<string, string>) => recipe.verify(request("body", headers), secret(key), NOW);
    const time = String(Math.floor(NOW.getTime() / 1000));
    expect(await verify("", { "x-signature": "00", "x-time": time })).toEqual(unverified("no_secret"));
    for (const key of ["abc", "xyz0", " 00", "00\n"]) expect(await verify(key, { "x-signature": "00" })).toEqual(unverified("secret_invalid"));
    expect(await verify("00", { "x-time": time })).toEqual(unverified("signature_missing"));
    for (const blank of ["", "  "]) expect(await verify("00", { "x-signature": blank })).toEqual(unverified("signature_missing"));
    for (const odd of [undefined, "", "soon", "-1", "1.5", "2026-01-02", "1e9", "99999999999999999", `${time}, ${time}`]) {
      expect(await verify("00", { "x-signature": "00", ...(odd === undefined ? {} : { "x-time": odd }) })).toEqual(unverified("timestamp_missing"));
    }
    expect(await verify("00", { "x-signature": "00", "x-time": "0" })).toEqual(unverified("timestamp_outside_tolerance"));
    for (const wrong of ["00", "zz", "0"])
      expect(await verify("00", { "x-signature": wrong, "x-time": time })).toEqual(unverified("signature_mismatch"));
  });

  it("takes any one of several signatures in a header", async () => {
    const recipe = hmac("SHA-256", { signature: header("x-signature", { separator: ",", after: "v1=" }) });
    const right = nodeCrypto.createHmac("sha256", "key").update("body").digest("hex");
    const wrong = "00".repeat(32);
    const verify = (value: string) => recipe.verify(request("body", { "x-signature": value }), secret("key"), NOW);
    for (const value of [`v1=${wrong},v1=${right}`, `v1=${right}, v1=${wrong}`, `v0=${wrong},v1=,v1=${right}`])
      expect(await verify(value)).toEqual(VERIFIED);
    expect(await verify(`v1=${wrong},v1=${wrong}`)).toEqual(unverified("signature_mismatch"));
    for (const value of [`v0=${right}`, right, ",,"]) expect(await verify(value)).toEqual(unverified("signature_missing"));
  });

  it("signs for nobody whose key is empty or not readable", async () => {
    const recipe = hmac("SHA-256", { signature: header("x-signature"), key: "base64" });
    await expect(recipe.sign(bytes("body"), secret(""), NOW)).rejects.toMatchObject({ code: "WebhookVerificationSecretNotFound" });
    await expect(recipe.sign(bytes("body"), secret("no base64!"), NOW)).rejects.toMatchObject({ code: "WebhookVerificationSecretInvalid" });
  });
});

describe("a timestamp", () => {
  it.each(["s", "ms"] as const)("in %s is good up to its tolerance, in both directions, and no further", async (unit) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3600 }), fc.integer({ min: -7200, max: 7200 }), async (toleranceSeconds, offset) => {
        const recipe = hmac("SHA-256", { signature: header("x-signature"), timestamp: { at: header("x-time"), unit, toleranceSeconds } });
        const now = new Date("2026-01-02T03:04:05Z");
        const sent = new Date(now.getTime() + offset * 1000);
        const { headers, body } = await recipe.sign(bytes("body"), secret("key"), sent);
        const within = Math.abs(offset) <= toleranceSeconds;
        expect(await recipe.verify(request(body, headers), secret("key"), now)).toEqual(
          within ? VERIFIED : unverified("timestamp_outside_tolerance"),
        );
      }),
    );
    const edge = hmac("SHA-256", { signature: header("x-signature"), timestamp: { at: header("x-time"), unit: "ms", toleranceSeconds: 5 } });
    for (const [offset, good] of [
      [5000, true],
      [-5000, true],
      [5001, false],
      [-5001, false],
    ] as const) {
      const { headers, body } = await edge.sign(bytes("body"), secret("key"), new Date(NOW.getTime() + offset));
      expect((await edge.verify(request(body, headers), secret("key"), NOW)).verified).toBe(good);
    }
  });

  it("is bad where the clock is broken", async () => {
    const recipe = hmac("SHA-256", { signature: header("x-signature"), timestamp: { at: header("x-time"), unit: "s", toleranceSeconds: 300 } });
    const { headers, body } = await recipe.sign(bytes("body"), secret("key"), NOW);
    expect(await recipe.verify(request(body, headers), secret("key"), new Date(NaN))).toEqual(unverified("timestamp_outside_tolerance"));
  });

  it("that stands beside a fresh one does not bring an old webhook back", async () => {
    const at = header("x-signature", { separator: ",", after: "t=" });
    // A message that reads the last timestamp, where the rule might read the first.
    const last = ({ headers, rawBody }: { headers: Readonly<Record<string, string>>; rawBody: Uint8Array }) =>
      concatBytes(/.*t=(\d+)/.exec(headers["x-signature"] ?? "")?.[1] ?? "", ".", rawBody);
    const recipe = hmac("SHA-256", {
      signature: header("x-signature", { separator: ",", after: "v1=" }),
      message: last,
      timestamp: { at, unit: "s", toleranceSeconds: 300 },
    });
    const old = await recipe.sign(bytes("body"), secret("key"), new Date(NOW.getTime() - 86_400_000));
    expect(await recipe.verify(request(old.body, old.headers), secret("key"), NOW)).toEqual(unverified("timestamp_outside_tolerance"));
    const replayed = { "x-signature": `t=${String(Math.floor(NOW.getTime() / 1000))},${old.headers["x-signature"] ?? ""}` };
    expect(await recipe.verify(request("body", replayed), secret("key"), NOW)).toEqual(unverified("timestamp_missing"));
  });

  it.each(['"1767323045678"', "1767323045678"])("may be a field of the body, written %s", async (written) => {
    const recipe = hmac("SHA-256", { signature: header("x-signature"), timestamp: { at: bodyField("sent.at"), unit: "ms", toleranceSeconds: 1 } });
    const body = bytes(`{"sent":{"at":${written}}}`);
    const { headers } = await recipe.sign(body, secret("key"), NOW);
    expect(await recipe.verify(request(body, headers), secret("key"), NOW)).toEqual(VERIFIED);
    expect(await recipe.verify(request(body, headers), secret("key"), new Date(NOW.getTime() + 1001))).toEqual(
      unverified("timestamp_outside_tolerance"),
    );
    expect(await recipe.verify(request("not JSON", headers), secret("key"), NOW)).toEqual(unverified("body_unreadable"));
    expect(await recipe.verify(request("{}", headers), secret("key"), NOW)).toEqual(unverified("timestamp_missing"));
  });
});
