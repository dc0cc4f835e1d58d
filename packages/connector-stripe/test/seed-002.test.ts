import { createHmac } from "node:crypto";
import { createClient } from "@switchyard/client";
import { describe, expect, it } from "vitest";
import { stripe, stripeCredentials } from "../src/index.js";
import { mapEventType } from "../src/transformers/status.js";
import { requestFixture } from "./fixtures.js";

const SECRET = "whsec_test_5f3c2a1b9d8e7f60";
const SIGNED_AT = 1_787_000_000;

const { webhooks } = createClient(stripe, {
  auth: stripeCredentials({ secretKey: "sk_test_x" }),
  environment: "sandbox",
  runtime: { now: () => new Date(SIGNED_AT * 1000) },
});
const delivery = (name: string) => {
  const { headers, body } = requestFixture(`webhook.${name}`);
  return { headers, body: String(body) };
};

describe("seed 002: Pattern 1, HMAC-SHA256 in a header, over timestamp and body", () => {
  it.each([
    ["succeeded", 407],
    ["refund-updated", 480],
    ["dispute-created", 573],
  ])("proves the worked vector %s, of %i bytes (tech-spec, section 7)", async (name, length) => {
    const { headers, body } = delivery(name);
    expect(new TextEncoder().encode(body)).toHaveLength(length);
    const signature = createHmac("sha256", SECRET)
      .update(`${String(SIGNED_AT)}.${body}`)
      .digest("hex");
    expect(headers["stripe-signature"]).toBe(`t=${String(SIGNED_AT)},v1=${signature}`);
    expect(await webhooks.verify({ headers, body }, { secret: SECRET })).toEqual({ verified: true });
  });
});

describe("seed 002: Event Type Mapping, Pattern 1, direct mapping", () => {
  it.each([
    ["payment_intent.succeeded", "payment_intent_success"],
    ["payment_intent.payment_failed", "payment_intent_failure"],
    ["payment_intent.processing", "payment_intent_processing"],
    ["refund.failed", "refund_failure"],
    ["charge.dispute.created", "dispute_opened"],
    ["a.new.type", "event_not_supported"],
  ])("%s is %s, by its name alone", async (type, event) => {
    expect(mapEventType(type)).toBe(event);
    expect(await webhooks.parse({ headers: {}, body: JSON.stringify({ id: "evt_1", type, data: { object: { id: "x_1" } } }) })).toMatchObject({
      event,
    });
  });
});

describe("seed 002: Webhook Processing Patterns", () => {
  it.each([
    ["Payment", "succeeded", { type: "payment", status: "charged", connectorTransactionId: "pi_3TestA0000000001", amount: 1000, currency: "USD" }],
    ["Refund", "refund-updated", { type: "refund", status: "success", connectorRefundId: "re_3TestA0000000001", amount: 400, currency: "USD" }],
    ["Dispute", "dispute-created", { type: "dispute", connectorDisputeId: "du_1TestA0000000001", amount: 1000, currency: "USD", stage: "dispute" }],
  ])("%s Webhook Processing: %s", async (_kind, name, details) => {
    expect(await webhooks.handle(delivery(name), { secret: SECRET })).toMatchObject({ verified: true, next: "process", details });
  });

  it("Resource Object Extraction: the object inside of the event", async () => {
    const event = await webhooks.handle(delivery("succeeded"), { secret: SECRET });
    expect(event.verified && event.resource?.expose()).toMatchObject({ id: "pi_3TestA0000000001", status: "succeeded" });
  });
});
