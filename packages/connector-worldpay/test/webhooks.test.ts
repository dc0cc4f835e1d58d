import { secret, type IncomingWebhookRequest } from "@switchyard/interfaces";
import { hmacDigest, encodeHex } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import { worldpay } from "../src/index.js";
import { requestFixture } from "./fixtures.js";

const SECRET = "3f8a1c5d7e9b2046a1c3e5f70819a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3";
const webhooks = worldpay.webhooks;
if (webhooks === undefined) throw new Error("Worldpay has webhooks.");
const trait = webhooks;

function incoming(name: string, changes: { readonly body?: string; readonly signature?: string } = {}): IncomingWebhookRequest {
  const { method, headers, body } = requestFixture(`webhook.${name}`);
  const { "event-signature": signature, ...rest } = headers;
  const signed = changes.signature ?? signature;
  return {
    method,
    url: "https://m.example/webhooks",
    headers: signed === undefined || signed === "" ? rest : { ...rest, "event-signature": signed },
    body: new TextEncoder().encode(changes.body ?? String(body)),
  };
}
const made = (body: object) => ({ ...incoming("authorized"), body: new TextEncoder().encode(JSON.stringify(body)) });

const verify = (request: IncomingWebhookRequest, ...secrets: readonly string[]) =>
  trait.verifyWebhookSource(request, { secrets: secrets.map((each) => secret(each)) }, { now: () => new Date(0) });
const signatureOf = (name: string) => requestFixture(`webhook.${name}`).headers["event-signature"]?.split("/")[2] ?? "";

describe("the source of a webhook", () => {
  it.each(["authorized", "sent-for-refund", "sent-for-settlement-with-token"])("is proven by the documented signature: %s", async (name) => {
    expect(await verify(incoming(name), SECRET)).toEqual({ verified: true });
    expect(await verify(incoming(name), SECRET.toUpperCase())).toEqual({ verified: true });
  });

  it("is not proven for a body of which any byte changed", async () => {
    const body = String(requestFixture("webhook.authorized").body);
    for (const at of [0, 100, body.length - 1]) {
      const flipped = body.slice(0, at) + String.fromCharCode(body.charCodeAt(at) ^ 1) + body.slice(at + 1);
      expect(await verify(incoming("authorized", { body: flipped }), SECRET)).toEqual({ verified: false, reason: "signature_mismatch" });
    }
    expect(await verify(incoming("authorized", { body: `${body} ` }), SECRET)).toMatchObject({ verified: false });
  });

  it.each([
    ["a missing header", incoming("authorized", { signature: "" }), SECRET, "signature_missing"],
    ["another secret", incoming("authorized"), `00${SECRET.slice(2)}`, "signature_mismatch"],
    ["an empty secret", incoming("authorized"), "", "no_secret"],
    ["a secret that is no hex", incoming("authorized"), "not hex", "secret_invalid"],
    ["half a byte", incoming("authorized"), SECRET.slice(1), "secret_invalid"],
    ["another event's signature", incoming("authorized", { signature: `1/SHA256/${signatureOf("sent-for-refund")}` }), SECRET, "signature_mismatch"],
    [
      "only other hash functions",
      incoming("authorized", { signature: `1/SHA512/${signatureOf("authorized")},2/MD5/${signatureOf("authorized")}` }),
      SECRET,
      "signature_missing",
    ],
    ["a bare signature", incoming("authorized", { signature: signatureOf("authorized") }), SECRET, "signature_missing"],
    ["a signature that is no hex", incoming("authorized", { signature: "1/SHA256/zz" }), SECRET, "signature_mismatch"],
    ["an empty signature", incoming("authorized", { signature: "1/SHA256/" }), SECRET, "signature_missing"],
    [
      "the secret as UTF-8",
      incoming("authorized", { signature: "1/SHA256/12e98be59aee6f125e116a21454a0fabb9dfb59764d3f50292d5d87c9861950d" }),
      SECRET,
      "signature_mismatch",
    ],
  ])("is not proven with %s", async (_what, request, key, reason) => {
    expect(await verify(request, key)).toEqual({ verified: false, reason });
  });

  it("is proven by any of several signatures while keys rotate, in any order, and by any of several secrets", async () => {
    const right = signatureOf("authorized");
    const wrong = "0".repeat(64);
    for (const signature of [
      `1/SHA256/${wrong},2/SHA256/${right}`,
      `2/sha256/${right.toUpperCase()} , 1/SHA256/${wrong}`,
      `1/SHA512/${right}, 2/SHA256/${right}`,
    ]) {
      expect(await verify(incoming("authorized", { signature }), SECRET)).toEqual({ verified: true });
    }
    expect(await verify(incoming("authorized"), "00", SECRET)).toEqual({ verified: true });
    expect(await verify(incoming("authorized"))).toEqual({ verified: false, reason: "no_secret" });
  });

  it("can be signed for a test as Worldpay signs", async () => {
    const body = new TextEncoder().encode(String(requestFixture("webhook.authorized").body));
    const signed = await trait.signTestPayload(body, secret(SECRET), { now: () => new Date(0) });
    expect(signed.headers).toEqual({ "event-signature": `1/SHA256/${signatureOf("authorized")}` });
    const key = Uint8Array.from(SECRET.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    expect(encodeHex(hmacDigest("SHA-256", key, body))).toBe(signatureOf("authorized"));
  });
});

describe("an event", () => {
  it("is read with its payment, amount and time, which is UTC", () => {
    expect(trait.parseWebhook(incoming("authorized"))).toEqual({
      event: "payment_intent_authorization_success",
      eventClass: "payments",
      connectorEvent: "authorized",
      eventId: "bb55ca5a-e05c-47e1-8e94-e88bac1a0a17",
      occurredAt: new Date("2018-06-13T14:18:13.407Z"),
      reference: { type: "payment", by: "merchant_reference", id: "pay_att_1" },
      details: { type: "payment", status: "authorized", connectorStatus: "authorized", amount: 100, currency: "EUR" },
      resource: { lastEvent: "authorized" },
    });
  });

  it("brings the token and the scheme's reference of a payment that finished without us", () => {
    expect(trait.parseWebhook(incoming("sent-for-settlement-with-token"))).toMatchObject({
      event: "payment_intent_processing",
      details: {
        status: "charged",
        mandateReference: { connectorMandateId: "https://try.access.worldpay.com/tokens/eyJrIjoxfQ", paymentMethodId: "9968110159504301628" },
        networkTxnId: "060720116005060",
      },
    });
  });

  it.each([
    ["sent-for-refund", "sentForRefund", "ref-1"],
    ["refund-failed", "refundFailed", "ref-1"],
    ["information-requested", "informationRequested", undefined],
    ["token-created", "tokenCreated", undefined],
  ])("that nothing acts upon is acknowledged, with the reference of its request: %s", (name, connectorEvent, reference) => {
    const parsed = trait.parseWebhook(incoming(name));
    expect(parsed).toMatchObject({ event: "event_not_supported", connectorEvent, details: { status: "pending" } });
    expect(parsed.details?.type === "payment" ? parsed.details.connectorResponseReferenceId : undefined).toBe(reference);
  });

  it("needs its type and our reference, and nothing else", () => {
    const bare = trait.parseWebhook(made({ eventDetails: { type: "settled", transactionReference: "r", amount: null, token: null }, more: 1 }));
    expect(bare).toMatchObject({ event: "payment_intent_success", reference: { id: "r" } });
    expect(bare.occurredAt).toBeUndefined();
    expect(() => trait.parseWebhook(made({ eventDetails: { type: "settled" } }))).toThrow(
      expect.objectContaining({ code: "WebhookBodyDecodingFailed" }),
    );
    expect(() => trait.parseWebhook(made({ eventDetails: { transactionReference: "r" } }))).toThrow(
      expect.objectContaining({ code: "WebhookEventTypeNotFound" }),
    );
    expect(() => trait.parseWebhook(incoming("authorized", { body: "<html>" }))).toThrow(
      expect.objectContaining({ code: "WebhookBodyDecodingFailed" }),
    );
    const zoned = trait.parseWebhook(
      made({ eventTimestamp: "2026-01-15T10:00:00+01:00", eventDetails: { type: "settled", transactionReference: "r" } }),
    );
    expect(zoned.occurredAt).toEqual(new Date("2026-01-15T09:00:00Z"));
  });

  it.each([{ value: -100, currencyCode: "EUR" }, { value: 100, currencyCode: "XXZ" }, { value: 100 }, { currencyCode: "EUR" }])(
    "is read whatever its amount: %j is none",
    (amount) => {
      const { details } = trait.parseWebhook(made({ eventDetails: { type: "settled", transactionReference: "r", amount } }));
      expect(details).toMatchObject({ status: "charged", amount: undefined });
    },
  );

  it("is answered with 200 and nothing more, or 400 when it is not believed", () => {
    expect(trait.getWebhookApiResponse(incoming("authorized"), true)).toEqual({ status: 200, headers: {}, body: "" });
    expect(trait.getWebhookApiResponse(incoming("authorized"), false).status).toBe(400);
    expect(worldpay.isWebhookSourceVerificationMandatory()).toBe(true);
  });
});
