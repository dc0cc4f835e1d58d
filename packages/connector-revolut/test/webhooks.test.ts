import { createClient } from "@switchyard/client";
import { secret, type ConnectorAuthType } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { revolut, revolutCredentials } from "../src/index.js";
import { signatureHeaders } from "../simulator/index.js";
import { bodyText } from "@switchyard/testkit/node";
import { requestFixture } from "./fixtures.js";
import { auth } from "./wire.js";

const SECRET = "wsk_r59a4HfWVAKycbCaNO1RvgCJec02gRd8";
const OLD_SECRET = "wsk_oldoldoldoldoldoldoldoldoldold00";
const AT = 1683650202360;

function clientAt(moment: number, credentials: ConnectorAuthType = auth) {
  return createClient(revolut, { auth: credentials, environment: "sandbox", runtime: { now: () => new Date(moment) } });
}

function delivery(name: string, headers: object = {}) {
  const fixture = requestFixture(`webhook.${name}`);
  return { headers: { ...fixture.headers, ...headers }, body: bodyText(fixture) ?? "" };
}

/** An event as Revolut would send it now. */
async function event(body: object, secrets: readonly string[] = [SECRET]) {
  const text = JSON.stringify(body);
  return { headers: await signatureHeaders(secrets, new TextEncoder().encode(text), new Date(AT)), body: text };
}

const handle = (request: Parameters<ReturnType<typeof clientAt>["webhooks"]["handle"]>[0]) =>
  clientAt(AT).webhooks.handle(request, { secret: SECRET });

describe("signatures", () => {
  it("verifies the vectors as a keyed SHA-256 in a header (seed 002), under the official header's name", async () => {
    for (const name of ["order-completed", "dispute-action-required"]) {
      expect(await handle(delivery(name))).toMatchObject({ verified: true, next: "sync", answer: { status: 204, body: "" } });
      expect(await signatureHeaders([SECRET], new TextEncoder().encode(delivery(name).body), new Date(AT))).toEqual({
        "revolut-signature": requestFixture(`webhook.${name}`).headers["revolut-signature"],
        "revolut-request-timestamp": String(AT),
      });
    }
    const { "revolut-signature": value = "", ...rest } = requestFixture("webhook.order-completed").headers;
    const renamed = { headers: { ...rest, "x-revolut-signature": value }, body: delivery("order-completed").body };
    expect(await handle(renamed)).toMatchObject({ verified: false, reason: "signature_missing", next: "refuse", answer: { status: 400 } });
  });

  it("takes any of several signatures, and ignores other versions", async () => {
    const rotated = await event({ event: "ORDER_FAILED", order_id: "o" }, [OLD_SECRET, SECRET]);
    expect((await handle(rotated)).verified).toBe(true);
    expect((await clientAt(AT).webhooks.handle(rotated, { secret: OLD_SECRET })).verified).toBe(true);
    const [, ours = ""] = rotated.headers["revolut-signature"].split(",");
    const newer = { ...rotated, headers: { ...rotated.headers, "revolut-signature": `${ours.replace("v1=", "v2=")}, ${ours}` } };
    expect((await handle(newer)).verified).toBe(true);
    const other = { ...rotated, headers: { ...rotated.headers, "revolut-signature": ours.replace("v1=", "v2=") } };
    expect(await handle(other)).toMatchObject({ verified: false, reason: "signature_missing" });
  });

  it("believes nothing that is more than five minutes off", async () => {
    const sent = delivery("order-completed");
    expect((await clientAt(AT + 300_000).webhooks.handle(sent, { secret: SECRET })).verified).toBe(true);
    for (const moment of [AT + 300_001, AT - 300_001]) {
      expect(await clientAt(moment).webhooks.handle(sent, { secret: SECRET })).toMatchObject({
        verified: false,
        reason: "timestamp_outside_tolerance",
      });
    }
    const { "revolut-request-timestamp": _, ...without } = sent.headers;
    expect(await handle({ ...sent, headers: without })).toMatchObject({ verified: false, reason: "timestamp_missing" });
  });

  it("takes the secret as text, with its prefix", async () => {
    const bare = await clientAt(AT).webhooks.handle(delivery("order-completed"), { secret: SECRET.replace("wsk_", "") });
    expect(bare).toMatchObject({ verified: false, reason: "signature_mismatch" });
  });

  it("takes the credentials' signing secret where the call brings none", async () => {
    const own = clientAt(AT, revolutCredentials({ secretApiKey: "sk", signingSecret: SECRET }));
    expect((await own.webhooks.handle(delivery("order-completed"), {})).verified).toBe(true);
    expect((await own.webhooks.handle(delivery("order-completed"), { secret: OLD_SECRET })).verified).toBe(false);
    const three = clientAt(AT, { type: "SignatureKey", apiKey: secret("sk"), key1: secret(SECRET), apiSecret: secret("ignored") });
    expect((await three.webhooks.handle(delivery("order-completed"), {})).verified).toBe(true);
    expect(await clientAt(AT).webhooks.handle(delivery("order-completed"), {})).toMatchObject({ verified: false, reason: "no_secret" });
  });
});

describe("events", () => {
  it.each([
    ["ORDER_COMPLETED", "payment_intent_success"],
    ["ORDER_AUTHORISED", "payment_intent_authorization_success"],
    ["ORDER_CANCELLED", "payment_intent_cancelled"],
    ["ORDER_FAILED", "payment_intent_failure"],
    ["ORDER_PAYMENT_AUTHENTICATION_CHALLENGED", "payment_action_required"],
    ["ORDER_PAYMENT_AUTHENTICATED", "payment_intent_processing"],
    ["ORDER_PAYMENT_AUTHORISATION_STARTED", "payment_intent_processing"],
    ["ORDER_PAYMENT_DECLINED", "payment_intent_processing"],
    ["ORDER_PAYMENT_FAILED", "payment_intent_processing"],
    ["ORDER_INCREMENTAL_AUTHORISATION_AUTHORISED", "payment_intent_authorization_success"],
  ])("reads %s as %s, and asks", async (name, expected) => {
    const result = await handle(await event({ event: name, order_id: "o-1", merchant_order_ext_ref: "pay_att_1" }));
    expect(result).toMatchObject({
      verified: true,
      event: expected,
      connectorEvent: name,
      next: "sync",
      reference: { type: "payment", by: "connector_transaction_id", id: "o-1" },
      occurredAt: new Date(AT),
      eventId: `${name}-o-1-${String(AT)}`,
    });
    expect(result).not.toHaveProperty("details");
  });

  it.each([
    ["DISPUTE_ACTION_REQUIRED", "dispute_opened"],
    ["DISPUTE_UNDER_REVIEW", "dispute_challenged"],
    ["DISPUTE_WON", "dispute_won"],
    ["DISPUTE_LOST", "dispute_lost"],
  ])("reads %s as %s, of a dispute", async (name, expected) => {
    const result = await handle(await event({ event: name, dispute_id: "d-1" }));
    expect(result).toMatchObject({ event: expected, eventClass: "disputes", reference: { type: "dispute", by: "connector_dispute_id", id: "d-1" } });
  });

  it.each([
    { event: "PAYOUT_INITIATED", payout_id: "p" },
    { event: "PAYOUT_COMPLETED", payout_id: "p" },
    { event: "SUBSCRIPTION_OVERDUE", subscription_id: "s", external_reference: "r" },
    { event: "ORDER_INCREMENTAL_AUTHORISATION_DECLINED", order_id: "o", incremental_authorisation_ext_reference: "CHG-1" },
    { event: "ORDER_INCREMENTAL_AUTHORISATION_FAILED", order_id: "o" },
    { event: "ORDER_TELEPORTED", order_id: "o" },
  ])("acknowledges $event and does nothing", async (body) => {
    expect(await handle(await event(body))).toMatchObject({
      verified: true,
      event: "event_not_supported",
      next: "acknowledge",
      answer: { status: 204 },
    });
  });

  it("keeps a provisional status for those who read the trait itself, and none for attempts", () => {
    const parse = (body: object) =>
      revolut.webhooks?.parseWebhook({ method: "POST", url: "", headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) });
    expect(parse({ event: "ORDER_COMPLETED", order_id: "o", merchant_order_ext_ref: "ref_1" })).toMatchObject({
      details: { type: "payment", status: "charged", connectorTransactionId: "o", connectorResponseReferenceId: "ref_1" },
      resource: { event: "ORDER_COMPLETED", order_id: "o" },
    });
    expect(parse({ event: "ORDER_PAYMENT_DECLINED", order_id: "o" })?.details).toBeUndefined();
  });
});
