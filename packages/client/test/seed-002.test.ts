import { inspect } from "node:util";
import { IncomingWebhookEvent, minorUnit, type ParsedWebhook } from "@switchyard/interfaces";
import { defineConnector, defineWebhooks, header, hmac, schema, statusTable, z } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import { acmeBase, acmeFlows, clientOf, script } from "./acme.js";

const eventOf = statusTable(
  {
    "payment.success": IncomingWebhookEvent.PaymentIntentSuccess,
    "refund.failed": IncomingWebhookEvent.RefundFailure,
    "chargeback.opened": IncomingWebhookEvent.DisputeOpened,
  },
  { unknown: IncomingWebhookEvent.EventNotSupported },
);
const body = schema(() => z.object({ event_type: z.string(), id: z.string() }));

function read({ event_type: type, id }: { readonly event_type: string; readonly id: string }): ParsedWebhook {
  const said = { event: eventOf(type), connectorEvent: type, resource: { id } };
  switch (type) {
    case "payment.success":
      return {
        ...said,
        reference: { type: "payment", by: "connector_transaction_id", id },
        details: { type: "payment", status: "charged", connectorTransactionId: id },
      };
    case "refund.failed":
      return {
        ...said,
        reference: { type: "refund", by: "connector_refund_id", id },
        details: { type: "refund", status: "failure", connectorRefundId: id, errorCode: "E1" },
      };
    case "chargeback.opened":
      return {
        ...said,
        reference: { type: "dispute", by: "connector_dispute_id", id },
        details: {
          type: "dispute",
          amount: minorUnit(1000),
          currency: "USD",
          stage: "dispute",
          connectorStatus: "opened",
          connectorDisputeId: id,
          connectorReasonCode: "10.4",
        },
      };
    default:
      return said;
  }
}

const declared = { connector: "acme", schema: body, read };
const signing = { ...declared, verify: hmac("SHA-256", { signature: header("x-signature") }) };
const of = (webhooks: ReturnType<typeof defineWebhooks>, webhookVerificationMandatory = true) =>
  clientOf(defineConnector({ ...acmeBase, flows: acmeFlows, webhooks, webhookVerificationMandatory }), script()).webhooks;

const strict = of(defineWebhooks(signing));
const graceful = of(defineWebhooks(signing), false);
const simple = of(defineWebhooks(declared), false);
const SECRET = { secret: "test_secret" };
const bodyOf = (type: string) => JSON.stringify({ event_type: type, id: "id_1" });
const delivery = async (type: string) => strict.signTestPayload(bodyOf(type), SECRET);

describe("seed 002: Overview", () => {
  it("received, verified, classified, processed, answered: one call", async () => {
    const event = await strict.handle(await delivery("payment.success"), SECRET);
    expect(event).toMatchObject({
      verified: true,
      event: "payment_intent_success",
      details: { status: "charged" },
      answer: { status: 200, body: "" },
    });
  });
});

describe("seed 002: Webhook Processing Patterns", () => {
  it.each([
    ["Payment", "payment.success", { type: "payment", status: "charged", connectorTransactionId: "id_1" }],
    ["Refund", "refund.failed", { type: "refund", status: "failure", connectorRefundId: "id_1", errorCode: "E1" }],
    [
      "Dispute",
      "chargeback.opened",
      { type: "dispute", amount: 1000, currency: "USD", stage: "dispute", connectorDisputeId: "id_1", connectorReasonCode: "10.4" },
    ],
  ])("%s Webhook Processing: typed details, once the source is proven", async (_kind, type, details) => {
    expect(await strict.handle(await delivery(type), SECRET)).toMatchObject({ next: "process", reference: { id: "id_1" }, details });
  });

  it("Resource Object Extraction: the object as it was written, wrapped", async () => {
    const event = await strict.handle(await delivery("payment.success"), SECRET);
    expect(event.next === "process" && event.resource?.expose()).toEqual({ id: "id_1" });
    expect(inspect(event, { depth: null })).not.toContain("resource: { id: 'id_1' }");
  });
});

describe("seed 002: Pattern 4, Graceful Failure (Fail Open)", () => {
  it.each([
    ["no secret", {}, (headers: Readonly<Record<string, string>>) => headers, "no_secret"],
    ["no signature", SECRET, () => ({}), "signature_missing"],
    ["an invalid signature", SECRET, () => ({ "x-signature": "00" }), "signature_mismatch"],
  ])("with %s it goes on, to ask the processor: no status is taken from it", async (_what, secrets, change, reason) => {
    const { headers, body: bytes } = await delivery("payment.success");
    const event = await graceful.handle({ headers: change(headers), body: bytes }, secrets);
    expect(event).toMatchObject({ verified: false, reason, next: "sync", reference: { id: "id_1" }, answer: { status: 200 } });
    expect(event).not.toHaveProperty("details");
    expect(event).not.toHaveProperty("resource");
    const refused = await strict.handle({ headers: change(headers), body: bytes }, secrets);
    expect(refused).toMatchObject({ verified: false, reason, next: "refuse", answer: { status: 400 } });
  });
});

describe("seed 002: Example 2, Simple Implementation (No Signature Verification)", () => {
  it("is never verified, and falls back to a query", async () => {
    const event = await simple.handle({ headers: {}, body: bodyOf("payment.success") }, SECRET);
    expect(event).toMatchObject({ verified: false, reason: "no_recipe", next: "sync", event: "payment_intent_success", reference: { id: "id_1" } });
    expect(event).not.toHaveProperty("details");
  });
});

describe("seed 002: Integration Test Pattern", () => {
  it("believes a valid webhook, and not the same one with an invalid signature", async () => {
    const valid = await delivery("payment.success");
    expect(await strict.verify(valid, SECRET)).toEqual({ verified: true });
    const invalid = await strict.signTestPayload(bodyOf("payment.success"), { secret: "another_secret" });
    expect(await strict.verify(invalid, SECRET)).toEqual({ verified: false, reason: "signature_mismatch" });
  });
});

describe("seed 002: Best Practices", () => {
  it("2 and 6: the raw body is kept, and neither it nor the secret is printed", async () => {
    const event = await strict.handle(await delivery("payment.success"), SECRET);
    expect(new TextDecoder().decode(event.raw.expose())).toBe(bodyOf("payment.success"));
    for (const printed of [inspect(event, { depth: null }), JSON.stringify(event)]) {
      expect(printed).not.toContain("event_type");
      expect(printed).not.toContain("test_secret");
    }
  });

  it("4: an unknown event is acknowledged", async () => {
    expect(await strict.handle(await delivery("payment.teleported"), SECRET)).toMatchObject({
      verified: true,
      event: "event_not_supported",
      next: "acknowledge",
      answer: { status: 200 },
    });
  });
});
