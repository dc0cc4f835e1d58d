import * as nodeCrypto from "node:crypto";
import { secret } from "@switchyard/interfaces";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { constantTimeEqual } from "../src/crypto/index.js";
import { bodyField, ecdsa, concatBytes, hash, header, hmac, parseForm, rsa, type VerificationRecipe } from "../src/index.js";
import { NOW, VERIFIED, unverified, bytes, request, flipped, NODE_NAME, encodings, bodies } from "./webhook-samples.js";

// Watched, not replaced: whether signatures are compared in constant time is seen by who compares them.
vi.mock("../src/crypto/index.js", { spy: true });

describe("a signature in the body", () => {
  const event = (signature: unknown) => ({ items: [{ amount: "1050", currency: "GBP", signature }] });
  const recipe = hmac("SHA-256", {
    signature: bodyField("items.0.signature"),
    encoding: "base64",
    message: ({ body }) => {
      const { amount, currency } = (body as ReturnType<typeof event>).items[0] ?? {};
      return `${amount ?? ""}:${currency ?? ""}`;
    },
  });
  const right = nodeCrypto.createHmac("sha256", "key").update("1050:GBP").digest("base64");
  const verify = (body: string) => recipe.verify(request(body), secret("key"), NOW);

  it("is found by its path, and is over the fields that the message names", async () => {
    expect(await verify(JSON.stringify(event(right)))).toEqual(VERIFIED);
    expect(await verify(JSON.stringify(event(right)).replace("1050", "1051"))).toEqual(unverified("signature_mismatch"));
  });

  it.each([undefined, null, "", true, {}, [], [right]])("is missing when it is %j", async (signature) => {
    expect(await verify(JSON.stringify(event(signature)))).toEqual(unverified("signature_missing"));
  });

  it.each(["[]", "null", "5", '"text"', "{}", '{"items":null}', '{"items":[]}', '{"__proto__":{"items":[{"signature":"x"}]}}'])(
    "is missing in %s",
    async (body) => {
      expect(await verify(body)).toEqual(unverified("signature_missing"));
    },
  );

  it.each(["", "items=1", "{", "\u0000"])("is not to be had from %j", async (body) => {
    expect(await verify(body)).toEqual(unverified("body_unreadable"));
  });

  it("is never what every object inherits", async () => {
    const inherited = hmac("SHA-256", { signature: bodyField("__proto__.length") });
    expect(await inherited.verify(request("[]"), secret("key"), NOW)).toEqual(unverified("signature_missing"));
  });

  it("is answered, not thrown at, whatever anybody sends", async () => {
    const careless = hmac("SHA-256", { signature: header("x-signature"), message: ({ body }) => (body as { a: { b: string } }).a.b.toUpperCase() });
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        for (const each of [recipe, careless]) {
          const result = await each.verify(request(body, { "x-signature": "00" }), secret("key"), NOW);
          expect(["signature_missing", "body_unreadable"]).toContain(result.verified ? "verified" : result.reason);
        }
      }),
    );
  });

  it("is written into a test payload where the message leaves it out", async () => {
    const sorted = hmac("SHA-256", {
      signature: bodyField("data.signature"),
      message: ({ body }) => {
        const { id, amount } = (body as { readonly data: { readonly id: string; readonly amount: number } }).data;
        return [String(amount), id].join("/");
      },
    });
    const signed = await sorted.sign(bytes('{"data":{"id":"a","amount":1050}}'), secret("key"), NOW);
    expect(new TextDecoder().decode(signed.body)).toContain('"signature":"');
    expect(await sorted.verify({ method: "POST", url: "", headers: {}, body: signed.body }, secret("key"), NOW)).toEqual(VERIFIED);
    expect(await sorted.verify({ method: "POST", url: "", headers: {}, body: signed.body }, secret("other"), NOW)).toEqual(
      unverified("signature_mismatch"),
    );
  });

  it("is not written into a test payload whose whole body is signed: that would change what was signed", async () => {
    const whole = hmac("SHA-256", { signature: bodyField("items.0.signature") });
    await expect(whole.sign(bytes(JSON.stringify(event(""))), secret("key"), NOW)).rejects.toMatchObject({
      code: "NotSupported",
      details: { message: "Signing into body field items.0.signature" },
    });
  });
});

describe("a hash recipe", () => {
  const algorithmsOfHashes = fc.constantFrom("MD5", "SHA-1", "SHA-256", "SHA-512");

  it("round-trips over sorted values with the secret among them, and refuses any other value", async () => {
    const fields = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^\w{1,12}$/), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(algorithmsOfHashes, encodings, fields, fc.string({ minLength: 1 }), async (algorithm, encoding, values, key) => {
        const recipe = hash(algorithm, {
          signature: header("x-hash"),
          encoding,
          decode: parseForm,
          message: ({ body, secret: mixed }) =>
            Object.entries(body as Record<string, string>)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([, value]) => value)
              .concat(mixed.expose())
              .join("|"),
        });
        const text = new URLSearchParams(values).toString();
        const signed = await recipe.sign(bytes(text), secret(key), NOW);
        const sorted = Object.keys(values)
          .sort()
          .map((name) => values[name] ?? "");
        expect(signed.headers["x-hash"]).toBe(
          nodeCrypto
            .createHash(NODE_NAME[algorithm])
            .update([...sorted, key].join("|"))
            .digest(encoding),
        );
        expect(await recipe.verify(request(text, signed.headers), secret(key), NOW)).toEqual(VERIFIED);
        expect(await recipe.verify(request(text, signed.headers), secret(`${key}x`), NOW)).toEqual(unverified("signature_mismatch"));
        expect(await recipe.verify(request(`${text}x`, signed.headers), secret(key), NOW)).toEqual(unverified("signature_mismatch"));
        expect(await recipe.verify(request(text, signed.headers), secret(""), NOW)).toEqual(unverified("no_secret"));
      }),
    );
  });
});

describe("an ecdsa recipe", () => {
  const pair = nodeCrypto.generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = secret(pair.publicKey.export({ type: "spki", format: "pem" }).toString());

  it.each([
    ["der", "der"],
    ["raw", "ieee-p1363"],
  ] as const)("takes the processor's %s signature, and refuses one with a wrong bit", async (form, dsaEncoding) => {
    const recipe = ecdsa("SHA-256", { signature: header("x-signature"), form });
    const signature = nodeCrypto.sign("sha256", bytes("body"), { key: pair.privateKey, dsaEncoding });
    const headers = (given: Uint8Array) => ({ "x-signature": Buffer.from(given).toString("base64") });
    expect(await recipe.verify(request("body", headers(signature)), pem, NOW)).toEqual(VERIFIED);
    expect(await recipe.verify(request("bodY", headers(signature)), pem, NOW)).toEqual(unverified("signature_mismatch"));
    expect(await recipe.verify(request("body", headers(flipped(signature, signature.length * 8 - 3))), pem, NOW)).toEqual(
      unverified("signature_mismatch"),
    );
    expect(await recipe.verify(request("body", headers(signature)), secret("no key"), NOW)).toEqual(unverified("secret_invalid"));
  });
});

describe("what is mixed in beside the secret", () => {
  it("reaches the message: a second secret, and the merchant's credentials", async () => {
    const recipe = hash("SHA-256", {
      signature: header("x-signature"),
      message: ({ text, secret: key, additionalSecret, auth }) =>
        [text, key.expose(), additionalSecret?.expose(), auth?.type === "HeaderKey" ? auth.apiKey.expose() : ""].join("|"),
    });
    const beside = { additionalSecret: secret("second"), auth: { type: "HeaderKey", apiKey: secret("api") } } as const;
    const { headers, body } = await recipe.sign(bytes("body"), secret("key"), NOW, beside);
    expect(await recipe.verify(request(body, headers), secret("key"), NOW, beside)).toEqual(VERIFIED);
    expect(await recipe.verify(request(body, headers), secret("key"), NOW)).toEqual(unverified("signature_mismatch"));
  });
});

describe("an rsa recipe", () => {
  const pair = nodeCrypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = secret(pair.publicKey.export({ type: "spki", format: "pem" }).toString());
  const recipe = (encoding?: "hex" | "base64") => rsa("SHA-256", { signature: header("x-signature"), ...(encoding && { encoding }) });

  it("takes the processor's signature, and refuses one with a wrong bit", async () => {
    await fc.assert(
      fc.asyncProperty(bodies, encodings, fc.nat(), async (body, encoding, at) => {
        const signature = nodeCrypto.sign("sha256", body, pair.privateKey);
        const headers = (given: Uint8Array) => ({ "x-signature": Buffer.from(given).toString(encoding) });
        expect(await recipe(encoding).verify(request(body, headers(signature)), pem, NOW)).toEqual(VERIFIED);
        expect(await recipe(encoding).verify(request(flipped(body, at), headers(signature)), pem, NOW)).toEqual(unverified("signature_mismatch"));
        expect(await recipe(encoding).verify(request(body, headers(flipped(signature, at))), pem, NOW)).toEqual(unverified("signature_mismatch"));
      }),
      { numRuns: 30 },
    );
  });

  it("reads base64 unless told otherwise", async () => {
    const signature = nodeCrypto.sign("sha256", bytes("body"), pair.privateKey);
    expect(await recipe().verify(request("body", { "x-signature": signature.toString("base64") }), pem, NOW)).toEqual(VERIFIED);
    expect(await recipe().verify(request("body", { "x-signature": signature.toString("hex") }), pem, NOW)).toEqual(unverified("signature_mismatch"));
  });

  it("says that the key is not valid rather than throwing, and does without one", async () => {
    const signed = request("body", { "x-signature": nodeCrypto.sign("sha256", bytes("body"), pair.privateKey).toString("base64") });
    const privatePem = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    for (const key of ["not PEM", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", privatePem]) {
      expect(await recipe().verify(signed, secret(key), NOW)).toEqual(unverified("secret_invalid"));
    }
    expect(await recipe().verify(signed, secret(""), NOW)).toEqual(unverified("no_secret"));
  });

  it("signs nothing: the processor alone has the key", async () => {
    await expect(recipe().sign(bytes("body"), pem, NOW)).rejects.toMatchObject({ code: "NotSupported" });
  });
});

describe("signatures", () => {
  beforeEach(() => {
    vi.mocked(constantTimeEqual).mockClear();
  });

  it.each<[string, VerificationRecipe]>([
    ["hmac", hmac("SHA-256", { signature: header("x-signature") })],
    ["hash", hash("SHA-256", { signature: header("x-signature"), message: ({ rawBody, secret: mixed }) => concatBytes(mixed, rawBody) })],
  ])("of %s are compared in constant time, right or wrong", async (_name, recipe) => {
    const { headers } = await recipe.sign(bytes("body"), secret("key"), NOW);
    for (const body of ["body", "tampered"]) await recipe.verify(request(body, headers), secret("key"), NOW);
    const given = Uint8Array.from(Buffer.from(headers["x-signature"] ?? "", "hex"));
    expect(vi.mocked(constantTimeEqual).mock.calls.map(([left, right]) => [left, right.length])).toEqual([
      [given, 32],
      [given, 32],
    ]);
    expect(vi.mocked(constantTimeEqual).mock.results.map(({ value }) => value as boolean)).toEqual([true, false]);
  });
});
