import { createHash, createHmac } from "node:crypto";
import {
  IncomingWebhookEvent,
  secret,
  type ConnectorWebhookSecrets,
  type IncomingWebhook,
  type IncomingWebhookRequest,
  type ParsedWebhook,
} from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import {
  bodyField,
  defineWebhooks,
  hash,
  header,
  hmac,
  parseForm,
  schema,
  statusTable,
  z,
  type Parsed,
  type RecipeOptions,
  type VerificationRecipe,
  type WebhookDeclaration,
} from "../src/index.js";

const SECRET = "test_secret";
const NOW = new Date("2026-01-02T03:04:05Z");
const bytes = (text: string) => new TextEncoder().encode(text);
const hmac256 = (text: string) => createHmac("sha256", SECRET).update(text).digest("hex");

const incoming = (body: string, headers: Readonly<Record<string, string>> = {}): IncomingWebhookRequest => ({
  method: "POST",
  url: "/webhooks",
  headers,
  body: bytes(body),
});
const failing = (code: string): unknown => expect.objectContaining({ code });

describe("seed 002: Core Webhook Architecture", () => {
  /** What the functions of the seed's trait are here: calls, or parts of the declaration that makes them. */
  const TRAIT = {
    verify_webhook_source: "verifyWebhookSource",
    get_event_type: "getWebhookEventType",
    process_payment_webhook: "parseWebhook",
    process_refund_webhook: "parseWebhook",
    process_dispute_webhook: "parseWebhook",
    get_webhook_resource_object: "getWebhookResourceObject",
  } as const satisfies Record<string, keyof IncomingWebhook>;
  const DECLARED = {
    get_webhook_source_verification_signature: "signature",
    get_webhook_source_verification_message: "message",
  } as const satisfies Record<string, keyof RecipeOptions>;

  it.each(Object.entries(TRAIT))("Trait Definition: %s is %s", (_seed, ours) => {
    expect(typeof defineWebhooks({ connector: "acme", schema: body, read })[ours]).toBe("function");
  });

  it.each(Object.entries(DECLARED))("Trait Definition: %s is the recipe's %s, asked once for each webhook", async (_seed, part) => {
    const asked: string[] = [];
    const signature = header("x-signature");
    const recipe = hmac("SHA-256", {
      signature: { ...signature, read: (input) => (asked.push("signature"), signature.read(input)) },
      message: ({ rawBody }) => (asked.push("message"), rawBody),
    });
    expect(await recipe.verify(incoming("b", { "x-signature": hmac256("b") }), secret(SECRET), NOW)).toEqual({ verified: true });
    expect(asked.filter((each) => each === part)).toHaveLength(1);
  });

  it("RequestDetails: headers, body, method and url reach the reader as they came", () => {
    let seen: IncomingWebhookRequest | undefined;
    const request = incoming('{"event_type":"payment_success"}', { "x-a": "1" });
    const spy = (value: Body, given: IncomingWebhookRequest) => ((seen = given), read(value));
    defineWebhooks({ connector: "acme", schema: body, read: spy }).parseWebhook(request);
    expect(seen).toEqual(request);
  });

  it("ConnectorWebhookSecrets: the additional secret is mixed into the message", async () => {
    const verify = hash("SHA-256", {
      signature: header("x-signature"),
      message: ({ text, secret: first, additionalSecret }) => `${text}${first.expose()}${additionalSecret?.expose() ?? ""}`,
    });
    const webhooks = defineWebhooks({ connector: "acme", verify, schema: body, read });
    const signed = incoming("b", { "x-signature": createHash("sha256").update(`b${SECRET}two`).digest("hex") });
    const both: ConnectorWebhookSecrets = { secrets: [secret(SECRET)], additionalSecret: secret("two") };
    expect(await webhooks.verifyWebhookSource(signed, both, { now: () => NOW })).toEqual({ verified: true });
    expect(await webhooks.verifyWebhookSource(signed, { secrets: both.secrets }, { now: () => NOW })).toMatchObject({ verified: false });
  });
});

/** The signature patterns, each signed by hand as the seed writes it down. */
const values = (tree: unknown): string[] => (typeof tree === "object" && tree !== null ? Object.values(tree).flatMap(values) : [String(tree)]);
const PATTERNS: readonly (readonly [name: string, recipe: VerificationRecipe, signed: IncomingWebhookRequest])[] = [
  [
    "Pattern 1A, HMAC-SHA256 of timestamp and body, in a header",
    hmac("SHA-256", { signature: header("x-signature"), message: ({ headers, text }) => `${headers["x-timestamp"] ?? ""}${text}` }),
    incoming('{"a":1}', { "x-timestamp": "1700000000", "x-signature": hmac256('1700000000{"a":1}') }),
  ],
  [
    "Pattern 1B, HMAC-SHA256 of the sorted values, without the signature",
    hmac("SHA-256", {
      signature: bodyField("signature"),
      message: ({ body: tree }) => {
        const { signature: _, ...rest } = tree as Readonly<Record<string, unknown>>; // What is signed is an object.
        return values(rest).sort().join("/");
      },
    }),
    incoming(`{"b":"z","a":{"c":"10"},"signature":"${hmac256("10/z")}"}`),
  ],
  [
    "Pattern 2, MD5 of fields and the secret",
    hash("MD5", {
      signature: bodyField("signature"),
      decode: parseForm,
      message: (input) => ["id", "status"].flatMap((field) => bodyField(field).read(input)).join("") + input.secret.expose(),
    }),
    incoming(`id=1&status=00&signature=${createHash("md5").update(`100${SECRET}`).digest("hex")}`),
  ],
  [
    "Pattern 3, a signature that stands in the body",
    hmac("SHA-256", { signature: bodyField("event.checksum"), message: (input) => bodyField("event.id").read(input).join("") }),
    incoming(`{"event":{"id":"7","checksum":"${hmac256("7")}"}}`),
  ],
];

describe("seed 002: Signature Verification Patterns", () => {
  it.each(PATTERNS)("%s: valid, invalid and missing signatures, and another secret", async (_name, recipe, signed) => {
    const told = async (request: IncomingWebhookRequest, key = SECRET) => recipe.verify(request, secret(key), NOW);
    expect(await told(signed)).toEqual({ verified: true });
    expect(await told(signed, "another_secret")).toEqual({ verified: false, reason: "signature_mismatch" });
    const changed = (change: (text: string) => string): IncomingWebhookRequest => ({
      ...signed,
      headers: Object.fromEntries(Object.entries(signed.headers).map(([name, value]) => [name, name === "x-signature" ? change(value) : value])),
      body: bytes(
        signed.headers["x-signature"] === undefined ? change(new TextDecoder().decode(signed.body)) : new TextDecoder().decode(signed.body),
      ),
    });
    const last = (text: string) => text.replace(/[0-9a-f]{31,}/, (hex) => `${hex.slice(0, -1)}${hex.endsWith("0") ? "1" : "0"}`);
    expect(await told(changed(last))).toEqual({ verified: false, reason: "signature_mismatch" });
    expect(await told(changed((text) => text.replace(/[0-9a-f]{31,}/, "")))).toEqual({ verified: false, reason: "signature_missing" });
  });

  it("Pattern 4, graceful failure: to verify is to answer, never to throw", async () => {
    const recipe = hmac("SHA-256", { signature: bodyField("signature") });
    for (const [text, key, reason] of [
      ['{"signature":"00"}', "", "no_secret"],
      ["{}", SECRET, "signature_missing"],
      ["not JSON", SECRET, "body_unreadable"],
      ['{"signature":"00"}', SECRET, "signature_mismatch"],
    ] as const) {
      expect(await recipe.verify(incoming(text), secret(key), NOW)).toEqual({ verified: false, reason });
    }
  });
});

/** Pattern 1 of the event types: the seed's own eight words. */
const eventOf = statusTable(
  {
    payment_success: IncomingWebhookEvent.PaymentIntentSuccess,
    payment_failed: IncomingWebhookEvent.PaymentIntentFailure,
    payment_pending: IncomingWebhookEvent.PaymentIntentProcessing,
    refund_success: IncomingWebhookEvent.RefundSuccess,
    refund_failed: IncomingWebhookEvent.RefundFailure,
    chargeback_opened: IncomingWebhookEvent.DisputeOpened,
    chargeback_won: IncomingWebhookEvent.DisputeWon,
    chargeback_lost: IncomingWebhookEvent.DisputeLost,
  },
  { unknown: IncomingWebhookEvent.EventNotSupported },
);
const body = schema(() => z.object({ event_type: z.string(), transaction_id: z.optional(z.string()) }));
type Body = Parsed<typeof body>;

function read({ event_type: type, transaction_id: id }: Body): ParsedWebhook {
  return {
    event: eventOf(type),
    connectorEvent: type,
    reference: id === undefined ? undefined : { type: "payment", by: "connector_transaction_id", id },
    details: type === "payment_success" ? { type: "payment", status: "charged", connectorTransactionId: id } : undefined,
  };
}
const declare = (more: Partial<WebhookDeclaration<Body>> = {}) => defineWebhooks({ connector: "acme", schema: body, read, ...more });

describe("seed 002: Event Type Mapping Patterns", () => {
  it.each([
    ["payment_success", "payment_intent_success", "payments"],
    ["payment_failed", "payment_intent_failure", "payments"],
    ["payment_pending", "payment_intent_processing", "payments"],
    ["refund_success", "refund_success", "refunds"],
    ["refund_failed", "refund_failure", "refunds"],
    ["chargeback_opened", "dispute_opened", "disputes"],
    ["chargeback_won", "dispute_won", "disputes"],
    ["chargeback_lost", "dispute_lost", "disputes"],
  ])("Pattern 1, direct mapping: %s is %s, of the class %s", (type, event, eventClass) => {
    expect(declare().parseWebhook(incoming(JSON.stringify({ event_type: type })))).toMatchObject({ event, eventClass });
  });
});

describe("seed 002: Placeholder Reference Guide", () => {
  const sign = (algorithm: string, text: string) => createHash(algorithm).update(text).digest("hex");
  it.each<[string, string, VerificationRecipe, string]>([
    ["HmacSha256", "x-signature", hmac("SHA-256", { signature: header("X-Signature") }), hmac256("b")],
    [
      "Md5",
      "bls-signature",
      hash("MD5", { signature: header("bls-signature"), message: ({ text, secret: key }) => text + key.expose() }),
      sign("md5", `b${SECRET}`),
    ],
    [
      "Sha256",
      "x-newpayment-signature",
      hash("SHA-256", { signature: header("x-newpayment-signature"), message: ({ text, secret: key }) => text + key.expose() }),
      sign("sha256", `b${SECRET}`),
    ],
  ])("{SignatureAlgorithm} %s, {SignatureHeader} %s", async (_algorithm, name, recipe, signature) => {
    expect(await recipe.verify(incoming("b", { [name]: signature }), secret(SECRET), NOW)).toEqual({ verified: true });
  });

  it("{TimestampHeader}: what is signed has a time, and the time a tolerance where one is given", async () => {
    const at = header("bls-ipn-timestamp");
    const recipe = (toleranceSeconds: number) =>
      hmac("SHA-256", {
        signature: header("bls-signature"),
        message: ({ headers, text }) => `${headers["bls-ipn-timestamp"] ?? ""}${text}`,
        timestamp: { at, unit: "s", toleranceSeconds },
      });
    const sent = String(NOW.getTime() / 1000 - 60);
    const signed = incoming("b", { "bls-ipn-timestamp": sent, "bls-signature": hmac256(`${sent}b`) });
    expect(await recipe(60).verify(signed, secret(SECRET), NOW)).toEqual({ verified: true });
    expect(await recipe(59).verify(signed, secret(SECRET), NOW)).toEqual({ verified: false, reason: "timestamp_outside_tolerance" });
  });

  it("{WebhookEventEnum} is a table and {WebhookBodyStruct} a schema: both are open, neither throws at a new word", () => {
    const parsed = declare().parseWebhook(incoming('{"event_type":"a_new_word","a_new_field":1}'));
    expect(parsed).toMatchObject({ event: "event_not_supported", connectorEvent: "a_new_word" });
  });
});

describe("seed 002: Testing Patterns, Unit Test Structure", () => {
  const webhooks = declare({ verify: hmac("SHA-256", { signature: header("x-signature") }) });
  it("signature verification, event type parsing and payment processing, of one test body", async () => {
    const request = incoming('{"event_type":"payment_success","transaction_id":"txn_123","amount":1000,"currency":"USD"}');
    const { headers, body: signed } = await webhooks.signTestPayload(request.body, secret(SECRET), { now: () => NOW });
    const outcome = await webhooks.verifyWebhookSource({ ...request, headers, body: signed }, { secrets: [secret(SECRET)] }, { now: () => NOW });
    expect(outcome).toEqual({ verified: true });
    expect(webhooks.getWebhookEventType(request)).toBe("payment_intent_success");
    expect(webhooks.parseWebhook(request).details).toMatchObject({ status: "charged", connectorTransactionId: "txn_123" });
  });
});

describe("seed 002: Common Issues and Solutions", () => {
  it("Issue 1: hex is not base64, and the recipe says which it is", async () => {
    const base64 = Buffer.from(hmac256("b"), "hex").toString("base64");
    const request = incoming("b", { "x-signature": base64 });
    const inHex = hmac("SHA-256", { signature: header("x-signature") });
    const inBase64 = hmac("SHA-256", { signature: header("x-signature"), encoding: "base64" });
    expect(await inHex.verify(request, secret(SECRET), NOW)).toEqual({ verified: false, reason: "signature_mismatch" });
    expect(await inBase64.verify(request, secret(SECRET), NOW)).toEqual({ verified: true });
  });

  it("Issue 2: an event type that nobody listed is not supported, and no error", () => {
    expect(declare().getWebhookEventType(incoming('{"event_type":"constructor"}'))).toBe("event_not_supported");
  });

  it("Issue 3: a webhook without a transaction id names nothing", () => {
    expect(() => declare().getWebhookObjectReferenceId(incoming('{"event_type":"payment_success"}'))).toThrow(failing("WebhookReferenceIdNotFound"));
  });

  it("Issue 4: a form is no JSON, and the declaration says which it is", () => {
    const form = incoming("event_type=payment_success&transaction_id=txn_123");
    expect(() => declare().parseWebhook(form)).toThrow(failing("WebhookBodyDecodingFailed"));
    expect(declare({ decode: parseForm }).parseWebhook(form)).toMatchObject({ event: "payment_intent_success", reference: { id: "txn_123" } });
  });
});
