import { Buffer } from "node:buffer";
import { inspect } from "node:util";
import { IncomingWebhookEvent, secret, type ConnectorWebhookSecrets, type IncomingWebhook, type ParsedWebhook } from "@switchyard/interfaces";
import { defineConnector, defineWebhooks, header, hmac, schema, statusTable, z } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import type { WebhookRequestLike, WebhookSecretInput } from "../src/index.js";
import { acme, acmeBase, acmeFlows, acmeKey, clientOf, script } from "./acme.js";

const eventOf = statusTable({ "payment.settled": IncomingWebhookEvent.PaymentIntentSuccess }, { unknown: IncomingWebhookEvent.EventNotSupported });

const webhookBody = schema(() =>
  z.object({ id: z.string(), type: z.string(), payment: z.string(), amount: z.number(), note: z.optional(z.string()) }),
);

const read = ({
  id,
  type,
  payment,
  amount,
}: {
  readonly id: string;
  readonly type: string;
  readonly payment: string;
  readonly amount: number;
}): ParsedWebhook => ({
  event: eventOf(type),
  connectorEvent: type,
  eventId: id,
  occurredAt: new Date("2026-01-02T03:04:05Z"),
  reference: { type: "payment", by: "connector_transaction_id", id: payment },
  details: { type: "payment", status: "charged", amount: amount as never },
  resource: { payment },
});

const signed = defineWebhooks({
  connector: "acme",
  verify: hmac("SHA-256", {
    signature: header("acme-signature", { after: "v1=" }),
    timestamp: { at: header("acme-time"), unit: "s", toleranceSeconds: 300 },
    message: ({ headers, text }) => `${headers["acme-time"] ?? ""}.${text}`,
  }),
  schema: webhookBody,
  read,
  answer: (_, accepted) => ({ status: accepted ? 202 : 401, headers: { "content-type": "text/plain" }, body: accepted ? "[accepted]" : "" }),
});

const strict = defineConnector({ ...acmeBase, flows: acmeFlows, webhooks: signed });
const lenient = defineConnector({ ...acmeBase, flows: acmeFlows, webhooks: signed, webhookVerificationMandatory: false });
const unsigned = defineConnector({
  ...acmeBase,
  flows: acmeFlows,
  webhooks: defineWebhooks({ connector: "acme", schema: webhookBody, read }),
  webhookVerificationMandatory: false,
});

const of = (connector: Parameters<typeof clientOf>[0]) => clientOf(connector, script()).webhooks;

const settled = { id: "evt_1", type: "payment.settled", payment: "pay_1", amount: 1050 };
const text = JSON.stringify(settled);
const key = { secret: "whsec" };

async function delivery(body: string | Uint8Array = text, withSecret = "whsec") {
  const { headers, body: bytes } = await of(strict).signTestPayload(body, { secret: withSecret });
  return { headers, body: bytes };
}

describe("a webhook whose signature is right", () => {
  it("carries its details, what it is about, and what to answer", async () => {
    const event = await of(strict).handle(await delivery(), key);
    expect(event).toMatchObject({
      verified: true,
      next: "process",
      event: "payment_intent_success",
      eventClass: "payments",
      connectorEvent: "payment.settled",
      eventId: "evt_1",
      occurredAt: new Date("2026-01-02T03:04:05Z"),
      reference: { type: "payment", by: "connector_transaction_id", id: "pay_1" },
      details: { type: "payment", status: "charged", amount: 1050 },
      answer: { status: 202, body: "[accepted]" },
    });
    expect(event.next === "process" && event.resource?.expose()).toEqual({ payment: "pay_1" });
    expect(new TextDecoder().decode(event.raw.expose())).toBe(text);
    expect(await of(strict).verify(await delivery(), key)).toEqual({ verified: true });
  });

  it("is understood in every shape in which frameworks hand it over", async () => {
    const { headers, body } = await delivery();
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    const shapes: readonly WebhookRequestLike[] = [
      new Request("https://shop.example/hooks", { method: "POST", headers, body: new Uint8Array(body) }),
      { headers, body },
      { method: "POST", url: "/hooks", headers: new Headers(headers), body: text },
      { headers: upper, body: Buffer.from(body) },
      { headers: { ...lists, "x-missing": undefined }, body },
      { headers: Object.assign(Object.create(null) as Record<string, string>, headers), body },
      { headers, body: new Uint8Array([0, ...body, 0]).subarray(1, body.length + 1) },
    ];
    for (const shape of shapes) expect(await of(strict).handle(shape, key)).toMatchObject({ verified: true, eventId: "evt_1" });
  });

  it("is verified over the bytes as they came, whatever a parser would make of them", async () => {
    const spaced = `{ "id":"evt_1",  "type":"payment.settled","payment":"pay_1","amount":1050.0, "note":"\\u00e9\\/" }\n`;
    const sent = await delivery(spaced);
    expect(await of(strict).handle(sent, key)).toMatchObject({ verified: true });
    expect(await of(strict).verify({ ...sent, body: JSON.stringify(JSON.parse(spaced)) }, key)).toEqual({
      verified: false,
      reason: "signature_mismatch",
    });
  });

  it("is right with any of several secrets, plain or wrapped", async () => {
    const inputs: readonly WebhookSecretInput[] = [
      { secret: ["old", "whsec"] },
      { secret: [secret("whsec"), "next"] },
      { secret: secret("whsec") },
      { secret: ["", "whsec", " "] },
    ];
    for (const input of inputs) expect(await of(strict).verify(await delivery(), input)).toEqual({ verified: true });
  });

  it("of an event that nobody listed is to be acknowledged, and nothing else", async () => {
    const event = await of(strict).handle(await delivery(JSON.stringify({ ...settled, type: "constructor" })), key);
    expect(event).toMatchObject({
      verified: true,
      next: "acknowledge",
      event: "event_not_supported",
      connectorEvent: "constructor",
      answer: { status: 202 },
    });
  });
});

describe("a webhook that is not proven", () => {
  const forged: readonly (readonly [string, (sent: Awaited<ReturnType<typeof delivery>>) => WebhookRequestLike, WebhookSecretInput, string])[] = [
    ["another body", (sent) => ({ ...sent, body: text.replace("1050", "1051") }), key, "signature_mismatch"],
    ["another secret", (sent) => sent, { secret: "other" }, "signature_mismatch"],
    ["no signature", ({ body, headers }) => ({ body, headers: { "acme-time": headers["acme-time"] } }), key, "signature_missing"],
    ["an empty signature", ({ body, headers }) => ({ body, headers: { ...headers, "acme-signature": "v1=" } }), key, "signature_missing"],
    ["a signature of another kind", ({ body, headers }) => ({ body, headers: { ...headers, "acme-signature": "v0=00" } }), key, "signature_missing"],
    [
      "half of its signature",
      ({ body, headers }) => ({ body, headers: { ...headers, "acme-signature": headers["acme-signature"]?.slice(0, 20) } }),
      key,
      "signature_mismatch",
    ],
    ["no time", ({ body, headers }) => ({ body, headers: { "acme-signature": headers["acme-signature"] } }), key, "timestamp_missing"],
    ["an old time", ({ body, headers }) => ({ body, headers: { ...headers, "acme-time": "1" } }), key, "timestamp_outside_tolerance"],
    ["no secret", (sent) => sent, {}, "no_secret"],
    ["an undefined secret", (sent) => sent, { secret: undefined }, "no_secret"],
    ["an empty secret", (sent) => sent, { secret: "" }, "no_secret"],
    ["a blank secret", (sent) => sent, { secret: " \n" }, "no_secret"],
    ["a wrapped empty secret", (sent) => sent, { secret: secret("") }, "no_secret"],
    ["a list of nothing", (sent) => sent, { secret: [] }, "no_secret"],
    ["a list of empty ones", (sent) => sent, { secret: ["", "  ", undefined as never, null as never] }, "no_secret"],
  ];

  it.each(forged)("by %s is refused where proof is demanded, and carries nothing", async (_, change, input, reason) => {
    const event = await of(strict).handle(change(await delivery()), input);
    expect(event).toMatchObject({ verified: false, reason, next: "refuse", answer: { status: 401 } });
    for (const field of ["event", "details", "reference", "resource"]) expect(field in event).toBe(false);
  });

  it.each(forged)("by %s says only what to ask about, where proof is not demanded", async (_, change, input, reason) => {
    const event = await of(lenient).handle(change(await delivery()), input);
    expect(event).toMatchObject({ verified: false, reason, next: "sync", reference: { id: "pay_1" }, answer: { status: 202 } });
    for (const field of ["details", "status", "resource"]) expect(field in event).toBe(false);
    expect(inspect(event, { depth: null })).not.toContain("charged");
  });

  it("is every webhook of a processor that signs nothing, even with a secret", async () => {
    const event = await of(unsigned).handle({ headers: {}, body: text }, key);
    expect(event).toMatchObject({ verified: false, reason: "no_recipe", next: "sync" });
    expect("details" in event).toBe(false);
    await expect(of(unsigned).signTestPayload(text, key)).rejects.toMatchObject({ code: "NotSupported" });
  });

  it("is refused before its body is read: what an attacker wrote is not parsed", async () => {
    const sent = await delivery();
    expect(await of(strict).handle({ ...sent, body: "{" }, key)).toMatchObject({ next: "refuse" });
  });
});

describe("a webhook's body", () => {
  it("may not have been parsed already", async () => {
    const bodies: readonly unknown[] = [settled, undefined, null, 7, Array.from(new TextEncoder().encode(text))];
    for (const body of bodies) {
      await expect(of(strict).handle({ headers: {}, body: body as string }, key)).rejects.toMatchObject({ code: "WebhookBodyDecodingFailed" });
    }
  });

  it("may not have been read already", async () => {
    const request = new Request("https://shop.example/hooks", { method: "POST", body: text });
    await request.text();
    await expect(of(strict).verify(request, key)).rejects.toMatchObject({ code: "WebhookBodyDecodingFailed" });
  });

  it.each(["", "{", "[]", "null", "<html>", '{"type":"payment.settled"}'])(
    "that is no event is an error, once its source is proven: %j",
    async (body) => {
      await expect(of(strict).handle(await delivery(body), key)).rejects.toMatchObject({ code: "WebhookBodyDecodingFailed" });
      await expect(of(strict).parse({ headers: {}, body })).rejects.toMatchObject({ code: "WebhookBodyDecodingFailed" });
    },
  );

  it("parses without its details, as parsing proves nothing", async () => {
    const said = await of(strict).parse({ headers: {}, body: text });
    expect(said).toMatchObject({ event: "payment_intent_success", reference: { id: "pay_1" } });
    expect("details" in said || "resource" in said).toBe(false);
  });

  it("is not printed with its event", async () => {
    const event = await of(strict).handle(await delivery(JSON.stringify({ ...settled, note: "CANARY" })), key);
    expect(inspect(event, { depth: null }) + JSON.stringify(event)).not.toContain("CANARY");
  });
});

describe("what a connector's verification is given", () => {
  it("is the merchant's credentials, the time, and no secret that is blank", async () => {
    const given: { readonly secrets: ConnectorWebhookSecrets | undefined; readonly keys: unknown }[] = [];
    const spy: IncomingWebhook = {
      ...signed,
      verifyWebhookSource: async (_request, secrets, context) => {
        given.push({ secrets, keys: context.auth?.type === "HeaderKey" ? context.auth.apiKey.expose() : undefined });
        return Promise.resolve({ verified: true });
      },
    };
    const webhooks = of(defineConnector({ ...acmeBase, flows: acmeFlows, webhooks: spy }));
    await webhooks.verify({ headers: {}, body: text }, { secret: ["a", ""], additionalSecret: "b" });
    await webhooks.verify({ headers: {}, body: text }, { additionalSecret: " ", auth: acmeKey("other") });
    expect(given.map(({ secrets, keys }) => [secrets?.secrets.map((each) => each.expose()), secrets?.additionalSecret?.expose(), keys])).toEqual([
      [["a"], "b", "acme-key"],
      [[], undefined, "other"],
    ]);
  });

  it("is nothing where the processor has no webhooks: that is an error", async () => {
    await expect(of(acme).handle({ headers: {}, body: text }, key)).rejects.toMatchObject({ code: "WebhooksNotImplemented" });
    await expect(of(acme).parse({ headers: {}, body: text })).rejects.toMatchObject({ code: "WebhooksNotImplemented" });
    await expect(of(acme).signTestPayload(text, key)).rejects.toMatchObject({ code: "WebhooksNotImplemented" });
  });
});

describe("a message with several events", () => {
  const parts = schema(() => z.object({ items: z.array(z.unknown()) }));
  const several = defineWebhooks({
    connector: "acme",
    verify: hmac("SHA-256", { signature: header("acme-signature") }),
    schema: webhookBody,
    read,
    // Each part carries its own signature, as a field beside the event.
    split: (request) => {
      const message = parts().safeParse(JSON.parse(new TextDecoder().decode(request.body)));
      if (!message.success) return [request];
      return (message.data.items as { event: unknown; signature: string }[]).map(({ event, signature }) => ({
        ...request,
        headers: { ...request.headers, "acme-signature": signature },
        body: new TextEncoder().encode(JSON.stringify(event)),
      }));
    },
    answer: (_, accepted) => ({ status: accepted ? 200 : 401, headers: {}, body: accepted ? "[accepted]" : "" }),
  });
  const trusting = defineConnector({ ...acmeBase, flows: acmeFlows, webhooks: several });
  const { webhooks } = clientOf(trusting, script());
  const key = "several-secret";

  async function message(...signed: readonly boolean[]): Promise<string> {
    const items = signed.map(async (isSigned, at) => {
      const event = { id: `evt_${String(at)}`, type: "payment.settled", payment: `pay_${String(at)}`, amount: at };
      const { headers } = await webhooks.signTestPayload(JSON.stringify(event), { secret: isSigned ? key : "another" });
      return { event, signature: headers["acme-signature"] };
    });
    return JSON.stringify({ items: await Promise.all(items) });
  }

  it("gives each of them, verified by itself", async () => {
    const { events, answer } = await webhooks.handleAll({ headers: {}, body: await message(true, true) }, { secret: key });
    expect(events.map((event) => event.next === "process" && [event.eventId, event.reference?.id])).toEqual([
      ["evt_0", "pay_0"],
      ["evt_1", "pay_1"],
    ]);
    expect(answer).toMatchObject({ status: 200, body: "[accepted]" });
  });

  it("refuses the message when one of them is forged, and still gives the others", async () => {
    const body = await message(true, false);
    const { events, answer } = await webhooks.handleAll({ headers: {}, body }, { secret: key });
    expect(events.map(({ next }) => next)).toEqual(["process", "refuse"]);
    expect(answer.status).toBe(401);
    expect(await webhooks.verify({ headers: {}, body }, { secret: key })).toMatchObject({ verified: false, reason: "signature_mismatch" });
    expect(await webhooks.verify({ headers: {}, body: await message(true, true) }, { secret: key })).toEqual({ verified: true });
  });

  it("is too much for a call that gives one event, so that none is lost", async () => {
    const body = await message(true, true);
    await expect(webhooks.handle({ headers: {}, body }, { secret: key })).rejects.toMatchObject({ code: "WebhookBodyDecodingFailed" });
    await expect(webhooks.parse({ headers: {}, body })).rejects.toMatchObject({ code: "WebhookBodyDecodingFailed" });
    expect(await webhooks.handle({ headers: {}, body: await message(true) }, { secret: key })).toMatchObject({ next: "process", eventId: "evt_0" });
  });

  it("is one event that nobody believes when it cannot be taken apart", async () => {
    const { events } = await webhooks.handleAll({ headers: {}, body: "not a message" }, { secret: key });
    expect(events).toMatchObject([{ verified: false, reason: "signature_missing", next: "refuse" }]);
  });

  it("is one event where the connector knows no other kind", async () => {
    const { events } = await clientOf(strict, script()).webhooks.handleAll({ headers: {}, body: "{}" }, { secret: key });
    expect(events).toMatchObject([{ next: "refuse" }]);
  });
});
