import * as nodeCrypto from "node:crypto";
import { secret, type IncomingWebhookRequest, type ParsedWebhook, type WebhookVerification } from "@switchyard/interfaces";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { constantTimeEqual } from "../src/crypto/index.js";
import {
  bodyField,
  ecdsa,
  concatBytes,
  defineWebhooks,
  hash,
  header,
  hmac,
  idString,
  parseForm,
  rsa,
  schema,
  z,
  type HeaderOptions,
  type KeyedRecipeOptions,
  type VerificationRecipe,
} from "../src/index.js";

// Watched, not replaced: whether signatures are compared in constant time is seen by who compares them.
vi.mock("../src/crypto/index.js", { spy: true });

const NOW = new Date("2026-01-02T03:04:05.678Z");
const VERIFIED: WebhookVerification = { verified: true };
const unverified = (reason: string) => ({ verified: false, reason });
const bytes = (text: string) => new TextEncoder().encode(text);

function request(body: Uint8Array | string, headers: Readonly<Record<string, string>> = {}): IncomingWebhookRequest {
  return { method: "POST", url: "https://merchant.example/hook", headers, body: typeof body === "string" ? bytes(body) : body };
}

/** The array with one bit changed. */
function flipped(array: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(array);
  const bit = at % (copy.length * 8);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

const NODE_NAME = { MD5: "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-512": "sha512" } as const;
type Algorithm = Exclude<keyof typeof NODE_NAME, "MD5">;
const algorithms = fc.constantFrom<Algorithm>("SHA-1", "SHA-256", "SHA-512");
const encodings = fc.constantFrom("hex", "base64");
const bodies = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 200 }),
  fc.json().map(bytes),
  fc.string({ minLength: 1, unit: "grapheme" }).map(bytes),
);

/** Ways in which processors write a signature into a header. */
const headerStyles: readonly HeaderOptions[] = [
  {},
  { after: "v1=" },
  { separator: ",", after: "v1=" },
  { separator: ",", pick: (value) => /^key-1\/(.+)$/.exec(value)?.[1], format: (signature) => `key-1/${signature}` },
];
const keys = fc.oneof(
  fc.record({ key: fc.constant("utf8" as const), bytes: fc.string({ minLength: 1, unit: "grapheme" }).map(bytes) }),
  fc.record({ key: fc.constantFrom("hex", "base64"), bytes: fc.uint8Array({ minLength: 1, maxLength: 150 }) }),
);
const timestamps = fc.constantFrom<KeyedRecipeOptions["timestamp"]>(
  undefined,
  { at: header("x-time"), unit: "s", toleranceSeconds: 300 },
  { at: header("x-time"), unit: "ms", toleranceSeconds: 300 },
  // In the signature's own header, beside it.
  { at: header("x-signature", { separator: ",", after: "t=" }), unit: "s", toleranceSeconds: 300 },
);

/** What is signed where there is a timestamp: it, a dot, and the body. */
const stamped: KeyedRecipeOptions["message"] = ({ headers, rawBody }) => {
  const time = headers["x-time"] ?? /(?:^|,)t=(\d+)/.exec(headers["x-signature"] ?? "")?.[1] ?? "";
  return concatBytes(time, ".", rawBody);
};

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

describe("a declaration of webhooks", () => {
  const read = ({ id, type }: { id: string; type: string }): ParsedWebhook => ({
    event: type === "captured" ? "payment_intent_capture_success" : "event_not_supported",
    connectorEvent: type,
    ...(id === "none" ? {} : { reference: { type: "payment", by: "connector_transaction_id", id }, resource: { id } }),
  });
  const body = schema(() => z.object({ id: idString(), type: z.string() }));
  const verify = hmac("SHA-256", { signature: header("x-signature"), key: "hex" });
  const webhooks = defineWebhooks({ connector: "acme", verify, schema: body, read });
  const unsigned = defineWebhooks({ connector: "acme", schema: body, read });
  const context = { now: () => NOW };
  const captured = request('{"id":90071992547409931,"type":"captured"}');
  const hidden = secret("00ff");

  it("verifies with any one of several secrets", async () => {
    const signed = await webhooks.signTestPayload(captured.body, hidden, context);
    const all = (...secrets: string[]) =>
      webhooks.verifyWebhookSource({ ...captured, headers: signed.headers }, { secrets: secrets.map((each) => secret(each)) }, context);
    for (const secrets of [["00ff"], ["aa", "00ff"], ["00ff", "aa"], ["", "not hex", "00ff"]]) expect(await all(...secrets)).toEqual(VERIFIED);
    expect(await all()).toEqual(unverified("no_secret"));
    expect(await all("", "")).toEqual(unverified("no_secret"));
    for (const secrets of [
      ["", "not hex"],
      ["not hex", ""],
    ])
      expect(await all(...secrets)).toEqual(unverified("secret_invalid"));
    for (const secrets of [["aa", "not hex", ""], ["", "not hex", "aa"], ["aa"]])
      expect(await all(...secrets)).toEqual(unverified("signature_mismatch"));
  });

  it("verifies nothing without secrets, and nothing without a recipe", async () => {
    expect(await webhooks.verifyWebhookSource(captured, undefined, context)).toEqual(unverified("no_secret"));
    expect(await unsigned.verifyWebhookSource(captured, { secrets: [hidden] }, context)).toEqual(unverified("no_recipe"));
    await expect(unsigned.signTestPayload(captured.body, hidden, context)).rejects.toMatchObject({
      code: "NotSupported",
      details: { connector: "acme" },
    });
  });

  it("verifies an rsa webhook with the second key when the first cannot be read", async () => {
    const pair = nodeCrypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
    const keyed = defineWebhooks({ connector: "acme", verify: rsa("SHA-256", { signature: header("x-signature") }), schema: body, read });
    const signed = { ...captured, headers: { "x-signature": nodeCrypto.sign("sha256", captured.body, pair.privateKey).toString("base64") } };
    const pem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
    expect(await keyed.verifyWebhookSource(signed, { secrets: [secret("rotated away"), secret(pem)] }, context)).toEqual(VERIFIED);
  });

  it("reads event, reference and resource, each by its own call and all by one", () => {
    const reference = { type: "payment", by: "connector_transaction_id", id: "90071992547409931" };
    expect(webhooks.parseWebhook(captured)).toEqual({
      event: "payment_intent_capture_success",
      eventClass: "payments",
      connectorEvent: "captured",
      reference,
      resource: { id: "90071992547409931" },
    });
    expect(webhooks.getWebhookEventType(captured)).toBe("payment_intent_capture_success");
    expect(webhooks.getWebhookObjectReferenceId(captured)).toEqual(reference);
    expect(webhooks.getWebhookResourceObject(captured)).toEqual({ id: "90071992547409931" });
  });

  it("names an event that nobody listed as not supported, and throws for what it does not refer to", () => {
    const other = request('{"id":"none","type":"brand new"}');
    expect(webhooks.getWebhookEventType(other)).toBe("event_not_supported");
    expect(() => webhooks.getWebhookObjectReferenceId(other)).toThrow(expect.objectContaining({ code: "WebhookReferenceIdNotFound" }));
    expect(() => webhooks.getWebhookResourceObject(other)).toThrow(expect.objectContaining({ code: "WebhookResourceObjectNotFound" }));
  });

  it("keeps the class that the reader gave, and finds it where the reader gave none", () => {
    const classed = (eventClass: ParsedWebhook["eventClass"]) =>
      defineWebhooks({ connector: "acme", schema: body, read: (value) => ({ ...read(value), eventClass }) }).parseWebhook(captured).eventClass;
    expect([classed("refunds"), classed(undefined)]).toEqual(["refunds", "payments"]);
  });

  it.each(["", "canary", '{"canary":', "[]", "null", '{"id":"canary"}', '{"type":"captured"}'])("cannot decode %j, and does not quote it", (text) => {
    const parses = [webhooks, defineWebhooks({ connector: "acme", schema: body, read, decode: (given) => JSON.parse(given) as unknown })];
    for (const each of parses) {
      let thrown: unknown;
      try {
        each.parseWebhook(request(text));
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toMatchObject({ code: "WebhookBodyDecodingFailed" });
      const { message, cause } = thrown as Error;
      expect(`${message} ${cause instanceof Error ? cause.message : JSON.stringify(cause)}`).not.toContain("canary");
    }
  });

  it("reads a body that is no JSON by its own decoder", () => {
    const form = defineWebhooks({ connector: "acme", schema: body, read, decode: parseForm });
    expect(form.getWebhookEventType(request("id=1&type=captured"))).toBe("payment_intent_capture_success");
  });

  it("answers what the processor wants to hear", () => {
    expect([webhooks.getWebhookApiResponse(captured, true).status, webhooks.getWebhookApiResponse(captured, false).status]).toEqual([200, 400]);
    const answer = { status: 202, headers: { "content-type": "text/plain" }, body: "[accepted]" };
    const own = defineWebhooks({ connector: "acme", schema: body, read, answer: () => answer });
    expect(own.getWebhookApiResponse(captured, true)).toBe(answer);
  });
});
