import { createClient } from "@switchyard/client";
import { describe, expect, it } from "vitest";
import { stripe, stripeCredentials } from "../src/index.js";
import { requestFixture } from "./fixtures.js";
import { ACCOUNT, CUSTOMER, METHOD } from "./records.js";

const SECRET = "whsec_test_5f3c2a1b9d8e7f60";
const SIGNED_AT = 1_787_000_000;

const clientAt = (seconds: number) =>
  createClient(stripe, {
    auth: stripeCredentials({ secretKey: "sk_test_x" }),
    environment: "sandbox",
    runtime: { now: () => new Date(seconds * 1000) },
  });
const webhookOf = (name: string) => {
  const { headers, body } = requestFixture(`webhook.${name}`);
  return { method: "POST", url: "https://shop.example/webhooks", headers, body: new TextEncoder().encode(String(body)) } as const;
};
const handle = (name: string, secret: string | readonly string[] = SECRET, seconds = SIGNED_AT) =>
  clientAt(seconds).webhooks.handle(webhookOf(name), { secret });
/** What an event says before anybody asked whether to believe it. */
const parse = (type: unknown, object?: object, more: object = {}) => {
  const body = { id: "evt_1", created: SIGNED_AT, type, ...(object === undefined ? {} : { data: { object } }), ...more };
  if (stripe.webhooks === undefined) throw new Error("no webhooks");
  return stripe.webhooks.parseWebhook({ method: "POST", url: "", headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) });
};

describe("the signature (vectors that the official SDK accepts)", () => {
  it.each(["succeeded", "refund-updated", "dispute-created"])("of %s is right", async (name) => {
    expect(await handle(name)).toMatchObject({ verified: true, next: "process", answer: { status: 200 } });
  });
  it("is made with the secret as it stands, prefix included", async () => {
    expect(await handle("succeeded", SECRET.replace("whsec_", ""))).toMatchObject({ verified: false, reason: "signature_mismatch" });
  });
  it("covers every byte of the body", async () => {
    const { body, ...rest } = webhookOf("succeeded");
    const longer = Uint8Array.from([...body, 0x20]);
    expect(await clientAt(SIGNED_AT).webhooks.handle({ ...rest, body: longer }, { secret: SECRET })).toMatchObject({ verified: false });
  });
  it("is one of several while a secret is rolled over; other schemes do not count", async () => {
    const { headers, ...rest } = webhookOf("succeeded");
    const right = (headers["stripe-signature"] ?? "").split("v1=")[1] ?? "";
    const withHeader = (value: string) => ({ ...rest, headers: { ...headers, "stripe-signature": value } });
    const client = clientAt(SIGNED_AT);
    const several = withHeader(`t=${String(SIGNED_AT)},v1=${"0".repeat(64)},v1=${right},v0=${"1".repeat(64)}`);
    expect((await client.webhooks.handle(several, { secret: SECRET })).verified).toBe(true);
    const other = withHeader(`t=${String(SIGNED_AT)},v0=${right}`);
    expect(await client.webhooks.handle(other, { secret: SECRET })).toMatchObject({ verified: false, reason: "signature_missing" });
    const twice = withHeader(`t=${String(SIGNED_AT)},t=${String(SIGNED_AT + 1)},v1=${right}`);
    expect(await client.webhooks.handle(twice, { secret: SECRET })).toMatchObject({ verified: false });
  });
  it("is tried with each of several secrets", async () => {
    expect((await handle("succeeded", ["whsec_old", SECRET])).verified).toBe(true);
  });
  it("holds for 300 seconds", async () => {
    expect((await handle("succeeded", SECRET, SIGNED_AT + 300)).verified).toBe(true);
    expect(await handle("succeeded", SECRET, SIGNED_AT + 301)).toMatchObject({ verified: false, reason: "timestamp_outside_tolerance" });
    expect((await handle("succeeded", SECRET, SIGNED_AT + 400)).verified).toBe(false);
  });
  it("of a test payload is believed", async () => {
    const client = clientAt(SIGNED_AT);
    const { body, ...rest } = webhookOf("succeeded");
    const signed = await client.webhooks.signTestPayload(body, { secret: SECRET });
    expect(signed.headers["stripe-signature"]).toBe(requestFixture("webhook.succeeded").headers["stripe-signature"]);
    expect((await client.webhooks.handle({ ...rest, headers: signed.headers, body }, { secret: SECRET })).verified).toBe(true);
  });
});

describe("an event's details", () => {
  it("of a payment", async () => {
    expect(await handle("succeeded")).toMatchObject({
      event: "payment_intent_success",
      connectorEvent: "payment_intent.succeeded",
      eventId: "evt_1TestA0000000001",
      occurredAt: new Date(SIGNED_AT * 1000),
      reference: { type: "payment", by: "connector_transaction_id", id: "pi_3TestA0000000001" },
      details: {
        type: "payment",
        status: "charged",
        amount: 1000,
        amountCaptured: 1000,
        currency: "USD",
        connectorResponseReferenceId: "attempt_123",
      },
    });
  });
  it("of a refund name our own reference where the refund says that it has one", async () => {
    expect(await handle("refund-updated")).toMatchObject({
      event: "refund_success",
      reference: { type: "refund", by: "merchant_reference", id: "refund_456" },
      details: {
        type: "refund",
        status: "success",
        connectorRefundId: "re_3TestA0000000001",
        amount: 400,
        connectorResponseReferenceId: "pi_3TestA0000000001",
      },
    });
    expect(parse("refund.updated", { id: "re_1", status: "succeeded", metadata: { order_id: "x" } }).reference).toEqual({
      type: "refund",
      by: "connector_refund_id",
      id: "re_1",
    });
  });
  it("of a dispute", async () => {
    expect(await handle("dispute-created")).toMatchObject({
      event: "dispute_opened",
      reference: { type: "dispute", by: "connector_dispute_id", id: "du_1TestA0000000001" },
      details: { type: "dispute", amount: 1000, stage: "dispute", connectorReason: "fraudulent", challengeRequiredBy: new Date(1_788_307_199_000) },
    });
  });
  it("of a failed payment say why", () => {
    const object = {
      id: "pi_1",
      status: "requires_payment_method",
      last_payment_error: { code: "card_declined", decline_code: "lost_card", message: "No." },
    };
    expect(parse("payment_intent.payment_failed", object)).toMatchObject({
      event: "payment_intent_failure",
      details: { status: "failure", errorCode: "card_declined", errorMessage: "No.", errorReason: "lost_card" },
    });
  });
  it("of a set-up are its mandate, found by the set-up's id", () => {
    expect(parse("setup_intent.succeeded", { id: "seti_1", status: "succeeded", payment_method: "pm_1" })).toMatchObject({
      event: "mandate_active",
      reference: { type: "payment", by: "connector_transaction_id", id: "seti_1" },
      details: { type: "mandate", status: "active", connectorMandateId: "pm_1" },
    });
  });
  it("of a transfer say that it was reversed only where all of it was", () => {
    expect(parse("transfer.reversed", { id: "tr_1", reversed: true })).toMatchObject({ event: "payout_reversed", details: { status: "reversed" } });
    expect(parse("transfer.reversed", { id: "tr_1", reversed: false, amount_reversed: 1 })).toMatchObject({
      event: "event_not_supported",
      details: undefined,
    });
  });
  it.each([
    ["card", METHOD, { customer: CUSTOMER, type: "card", stripeAccount: ACCOUNT }],
    // Their own id cannot be charged again: a query finds the debit's.
    ["ideal", undefined, undefined],
    ["bancontact", undefined, undefined],
  ])("of a payment that stores a %s name the mandate %s", (type, connectorMandateId, kept) => {
    const stored = { payment_method: METHOD, payment_method_types: [type], customer: CUSTOMER };
    const paid = parse(
      "payment_intent.succeeded",
      { id: "pi_1", status: "succeeded", setup_future_usage: "off_session", ...stored },
      { account: ACCOUNT },
    );
    const mandate = paid.details?.type === "payment" ? paid.details.mandateReference : undefined;
    expect([mandate?.connectorMandateId, mandate?.mandateMetadata?.expose()]).toEqual([connectorMandateId, kept]);
    expect(parse("setup_intent.succeeded", { id: "seti_1", status: "succeeded", ...stored })).toMatchObject({
      event: "mandate_active",
      details: { type: "mandate", status: "active", connectorMandateId },
    });
  });
  it("of a payment that was not paid name no mandate", () => {
    const waiting = { id: "pi_1", status: "requires_action", setup_future_usage: "off_session", payment_method: METHOD };
    expect(parse("payment_intent.requires_action", waiting).details).toMatchObject({ mandateReference: undefined });
  });
  it("name the connected account beside the object", () => {
    expect(parse("payout.paid", { id: "po_1", status: "paid" }, { account: "acct_1" })).toMatchObject({
      reference: { type: "payout", by: "connector_payout_id", id: "po_1" },
      details: { type: "payout", status: "success" },
      resource: { account: "acct_1" },
    });
  });
  it("of charges name their payment, else our reference, else the charge", () => {
    expect(parse("charge.captured", { id: "ch_1", payment_intent: "pi_1" }).reference).toMatchObject({ id: "pi_1" });
    expect(parse("charge.captured", { id: "ch_1", metadata: { order_id: "o" } }).reference).toEqual({
      type: "payment",
      by: "merchant_reference",
      id: "o",
    });
    expect(parse("charge.captured", { id: "ch_1" }).reference).toMatchObject({ id: "ch_1" });
  });
  it("of the release of an uncaptured charge are no refund", () => {
    const parsed = parse("charge.refunded", { id: "ch_1", object: "charge", amount: 1000, status: "succeeded", payment_intent: "pi_1" });
    expect(parsed.event).toBe("event_not_supported");
    expect(parsed.details).toBeUndefined();
  });
});

const events: readonly (readonly [type: string, status: string | undefined, event: string])[] = [
  ["payment_intent.succeeded", "succeeded", "payment_intent_success"],
  ["payment_intent.payment_failed", "requires_payment_method", "payment_intent_failure"],
  ["payment_intent.processing", "processing", "payment_intent_processing"],
  ["payment_intent.canceled", "canceled", "payment_intent_cancelled"],
  ["payment_intent.amount_capturable_updated", "requires_capture", "payment_intent_authorization_success"],
  ["payment_intent.partially_funded", "requires_action", "payment_intent_partially_funded"],
  ["payment_intent.requires_action", "requires_action", "payment_action_required"],
  ["payment_intent.created", "requires_payment_method", "event_not_supported"],
  ["setup_intent.succeeded", "succeeded", "mandate_active"],
  ["setup_intent.setup_failed", "requires_payment_method", "payment_intent_failure"],
  ["setup_intent.canceled", "canceled", "payment_intent_cancelled"],
  ["setup_intent.requires_action", "requires_action", "payment_action_required"],
  ["charge.succeeded", "succeeded", "event_not_supported"],
  ["charge.captured", "succeeded", "event_not_supported"],
  ["charge.failed", "failed", "event_not_supported"],
  ["charge.updated", "succeeded", "event_not_supported"],
  ["charge.pending", "pending", "event_not_supported"],
  ["charge.expired", "succeeded", "event_not_supported"],
  ["charge.refunded", "succeeded", "event_not_supported"],
  ["refund.created", "pending", "event_not_supported"],
  ["refund.created", "succeeded", "refund_success"],
  ["refund.updated", "succeeded", "refund_success"],
  ["refund.updated", "failed", "refund_failure"],
  ["refund.updated", "canceled", "refund_failure"],
  ["refund.updated", "requires_action", "event_not_supported"],
  ["refund.updated", "a_new_word", "event_not_supported"],
  ["refund.failed", "failed", "refund_failure"],
  ["charge.refund.updated", "succeeded", "refund_success"],
  ["charge.refund.updated", "failed", "refund_failure"],
  ["charge.dispute.created", "needs_response", "dispute_opened"],
  ["charge.dispute.updated", "under_review", "dispute_challenged"],
  ["charge.dispute.updated", "a_new_word", "event_not_supported"],
  ["charge.dispute.closed", "won", "dispute_won"],
  ["charge.dispute.closed", "lost", "dispute_lost"],
  ["charge.dispute.closed", "warning_closed", "dispute_cancelled"],
  ["charge.dispute.closed", "prevented", "dispute_cancelled"],
  ["charge.dispute.funds_withdrawn", "needs_response", "event_not_supported"],
  ["charge.dispute.funds_reinstated", "won", "dispute_won"],
  ["charge.dispute.funds_reinstated", "under_review", "event_not_supported"],
  ["mandate.updated", "inactive", "mandate_revoked"],
  ["mandate.updated", "active", "mandate_active"],
  ["mandate.updated", "pending", "event_not_supported"],
  ["payment_method.detached", undefined, "mandate_revoked"],
  ["payment_method.attached", undefined, "event_not_supported"],
  ["source.chargeable", "chargeable", "source_chargeable"],
  ["source.transaction.created", undefined, "source_transaction_created"],
  ["payout.paid", "paid", "payout_success"],
  ["payout.failed", "failed", "payout_failure"],
  ["payout.canceled", "canceled", "payout_cancelled"],
  ["payout.created", "pending", "payout_created"],
  ["payout.updated", "in_transit", "payout_processing"],
  ["transfer.created", undefined, "payout_created"],
  ["transfer.reversed", undefined, "event_not_supported"],
  ["customer.created", undefined, "event_not_supported"],
  ["constructor", undefined, "event_not_supported"],
];

describe("an event's name (tech-spec, section 7)", () => {
  it.each(events)("%s with the status %s is %s", (type, status, event) => {
    const parsed = parse(type, { id: "x_1", status, payment_method: "pm_1", payment_intent: "pi_1" });
    expect(parsed.event).toBe(event);
    expect(parsed.connectorEvent).toBe(type);
    if (event !== "event_not_supported") expect(parsed.reference).toBeDefined();
  });
  it("of a thin event is acknowledged", () => {
    expect(parse("v1.billing.meter.error_report_triggered", undefined, { object: "v2.core.event" }).event).toBe("event_not_supported");
  });
  it("that is missing is an error of ours", () => {
    expect(() => parse(undefined)).toThrow(expect.objectContaining({ code: "WebhookEventTypeNotFound" }));
  });
});
