import { createClient } from "@switchyard/client";
import { constantTimeEqual, decodeHex, encodeBase64, hmacDigest } from "@switchyard/utils";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adyen } from "../src/index.js";
import { requestFixture } from "./fixtures.js";
import { AUTH, PSP } from "./records.js";

/** The key of Adyen's own worked example. */
const KEY = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";
const client = createClient(adyen, { auth: AUTH, environment: "sandbox" });

const fixture = (name: string) => {
  const { headers, body } = requestFixture(`webhook.${name}`);
  return { method: "POST", url: "https://shop.example/webhooks", headers, body: String(body) };
};
const handle = (name: string, secret = KEY) => client.webhooks.handle(fixture(name), { secret });

interface Item {
  readonly eventCode: string;
  readonly success?: unknown;
  readonly additionalData?: Readonly<Record<string, unknown>> | null;
  readonly [field: string]: unknown;
}

const BASE = {
  pspReference: "MODIPCQ8HXSKGK82",
  originalReference: PSP,
  merchantAccountCode: "TestMerchant",
  merchantReference: "attempt_123",
  amount: { currency: "EUR", value: 1000 },
  eventDate: "2026-11-21T10:00:00+01:00",
  success: "true",
};

function sign(item: Readonly<Record<string, unknown>>): string {
  const amount = item["amount"] as { readonly value?: unknown; readonly currency?: unknown } | undefined;
  const signed = [
    ...[item["pspReference"], item["originalReference"], item["merchantAccountCode"], item["merchantReference"]],
    ...[amount?.value, amount?.currency, item["eventCode"], item["success"]],
  ];
  const message = signed.map((each) => (each == null ? "" : typeof each === "string" ? each : JSON.stringify(each))).join(":");
  return encodeBase64(hmacDigest("SHA-256", decodeHex(KEY) ?? new Uint8Array(), message));
}

/** What an item says, once it is believed. */
async function told(given: Item) {
  const item = { ...BASE, ...given };
  const additionalData = { hmacSignature: sign(item), ...given.additionalData };
  const body = JSON.stringify({ live: "false", notificationItems: [{ NotificationRequestItem: { ...item, additionalData } }] });
  const result = await client.webhooks.handle({ method: "POST", url: "", headers: {}, body }, { secret: KEY });
  if (!result.verified) throw new Error(`Not verified: ${result.reason}`);
  return result;
}

describe("signatures", () => {
  it.each(["official-vector", "authorisation", "refund", "chargeback", "token-created"])("of Adyen's documents are believed: %s", async (name) => {
    expect(await handle(name)).toMatchObject({ verified: true });
  });

  it.each(["official-vector", "authorisation", "refund", "chargeback", "token-created"])("under another key are not: %s", async (name) => {
    expect(await handle(name, "00".repeat(32))).toMatchObject({ verified: false, reason: "signature_mismatch", next: "refuse" });
  });

  it("need a key in hexadecimal", async () => {
    expect(await handle("authorisation", "not hexadecimal")).toMatchObject({ verified: false, reason: "secret_invalid" });
  });

  it.each(["pspReference", "merchantAccountCode", "merchantReference", "eventCode", "success", "value", "currency"])("cover %s", async (field) => {
    const { body, ...request } = fixture("authorisation");
    const changed = body.replace(
      new RegExp(`("${field}":"?)([A-Za-z0-9])`),
      (_, before: string, first: string) => `${before}${first === "1" ? "2" : "1"}`,
    );
    expect(changed).not.toBe(body);
    expect(await client.webhooks.handle({ ...request, body: changed }, { secret: KEY })).toMatchObject({ verified: false });
  });

  it("that are missing prove nothing", async () => {
    const body = fixture("authorisation").body.replace(/"hmacSignature":"[^"]*",/, "");
    const result = await client.webhooks.handle({ headers: {}, body }, { secret: KEY });
    expect(result).toMatchObject({ verified: false, reason: "signature_missing", next: "refuse" });
    expect(result.answer.status).toBe(401);
  });

  it("of a token's event cover the raw body", async () => {
    const { body, ...request } = fixture("token-created");
    expect(await client.webhooks.handle({ ...request, body: `${body} ` }, { secret: KEY })).toMatchObject({ verified: false });
  });

  it("of the one kind prove nothing of the other", async () => {
    const { body } = fixture("token-created");
    const { hmacsignature } = requestFixture("webhook.token-created").headers;
    const mixed = body.replace("{", '{"notificationItems":[],');
    expect(await client.webhooks.handle({ headers: { hmacsignature: hmacsignature ?? "" }, body: mixed }, { secret: KEY })).toMatchObject({
      verified: false,
    });
  });

  it("take absent and null fields for empty ones", async () => {
    for (const originalReference of [undefined, null, ""]) {
      expect(await told({ eventCode: "AUTHORISATION", originalReference })).toMatchObject({ verified: true });
    }
  });

  it("are made for tests as Adyen makes them", async () => {
    const { body } = fixture("authorisation");
    const signed = await client.webhooks.signTestPayload(body.replace(/"hmacSignature":"[^"]*",/, ""), { secret: KEY });
    expect(await client.webhooks.handle({ headers: {}, body: signed.body }, { secret: KEY })).toMatchObject({ verified: true });
  });

  it("hold for any text in the signed fields", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1 }), async (merchantReference) => {
        expect(await told({ eventCode: "AUTHORISATION", merchantReference })).toMatchObject({ verified: true });
      }),
      { numRuns: 30 },
    );
    expect(constantTimeEqual(new Uint8Array([1]), new Uint8Array([1]))).toBe(true);
  });
});

describe("a message", () => {
  it("with several items gives each of them", async () => {
    const { events, answer } = await client.webhooks.handleAll(fixture("two-items"), { secret: KEY });
    expect(events.map((each) => [each.verified, each.verified && each.event])).toEqual([
      [true, "payment_intent_authorization_success"],
      [true, "refund_success"],
    ]);
    expect(answer).toMatchObject({ status: 200, body: "[accepted]" });
  });

  it("with an item that nobody signed refuses that item", async () => {
    const { body, ...request } = fixture("two-items");
    const { events } = await client.webhooks.handleAll({ ...request, body: body.replace("tH7W6ON", "tH7W6OO") }, { secret: KEY });
    expect(events.map((each) => each.verified)).toEqual([true, false]);
  });

  it("is answered with [accepted]", async () => {
    expect((await handle("authorisation")).answer).toMatchObject({ status: 200, body: "[accepted]" });
  });

  it.each(["", '{"live":"false","notificationItems":[]}'])("that is empty (%j) asks whether somebody is there, and proves nothing", async (body) => {
    expect(await client.webhooks.parse({ headers: {}, body })).toMatchObject({ event: "endpoint_verification" });
    expect(await client.webhooks.handle({ headers: {}, body }, { secret: KEY })).toMatchObject({ verified: false });
  });

  it.each(["{", "[]", '{"notificationItems":[{}]}', '{"notificationItems":7}'])("that is none (%s) is not believed", async (body) => {
    expect(await client.webhooks.verify({ headers: {}, body }, { secret: KEY })).toMatchObject({ verified: false });
    await expect(client.webhooks.parse({ headers: {}, body })).rejects.toMatchObject({ code: "WebhookBodyDecodingFailed" });
  });
});

describe("payments", () => {
  it.each([
    ["AUTHORISATION", "true", "payment_intent_authorization_success", "authorized"],
    ["AUTHORISATION", "false", "payment_intent_failure", "failure"],
    ["AUTHORISATION_ADJUSTMENT", "true", "payment_intent_authorization_success", "authorized"],
    ["AUTHORISATION_ADJUSTMENT", "false", "event_not_supported", undefined],
    ["CAPTURE", "true", "payment_intent_capture_success", "charged"],
    ["CAPTURE", "false", "payment_intent_capture_failure", "capture_failed"],
    ["CAPTURE_FAILED", "true", "payment_intent_capture_failure", "capture_failed"],
    ["CAPTURE_FAILED", "false", "event_not_supported", undefined],
    ["CANCELLATION", "true", "payment_intent_cancelled", "voided"],
    ["CANCELLATION", "false", "payment_intent_cancel_failure", "void_failed"],
    ["TECHNICAL_CANCEL", "true", "payment_intent_cancelled", "voided"],
    ["TECHNICAL_CANCEL", "false", "payment_intent_cancel_failure", "void_failed"],
    ["EXPIRE", "true", "payment_intent_expired", "expired"],
    ["EXPIRE", "false", "event_not_supported", undefined],
    ["OFFER_CLOSED", "true", "payment_intent_expired", "expired"],
    ["OFFER_CLOSED", "false", "event_not_supported", undefined],
  ])("%s %s: %s, %s", async (eventCode, success, event, status) => {
    const result = await told({ eventCode, success });
    expect(result.event).toBe(event);
    expect(result.details?.type === "payment" ? result.details.status : undefined).toBe(status);
  });

  it("that begin are known by our reference, and have Adyen's id in the details", async () => {
    const { reference, details, eventId, occurredAt } = await handle("authorisation").then(
      (each) => each as Extract<typeof each, { verified: true }>,
    );
    expect(reference).toEqual({ type: "payment", by: "merchant_reference", id: "attempt_123" });
    expect(details).toMatchObject({ connectorTransactionId: PSP, amount: 1000, currency: "EUR" });
    expect(eventId).toBe(`AUTHORISATION:${PSP}:true`);
    expect(occurredAt).toEqual(new Date("2026-11-21T09:00:00Z"));
  });

  it("that are changed are known by Adyen's id of the payment, else by our reference", async () => {
    expect((await told({ eventCode: "CAPTURE" })).reference).toEqual({ type: "payment", by: "connector_transaction_id", id: PSP });
    const nameless = await told({ eventCode: "TECHNICAL_CANCEL", originalReference: null });
    expect(nameless.reference).toEqual({ type: "payment", by: "merchant_reference", id: "attempt_123" });
    const expired = await told({ eventCode: "EXPIRE", originalReference: "" });
    expect(expired.reference).toEqual({ type: "payment", by: "connector_transaction_id", id: "MODIPCQ8HXSKGK82" });
  });

  it("say how much was captured, and why something failed", async () => {
    expect((await told({ eventCode: "CAPTURE" })).details).toMatchObject({ amountCaptured: 1000 });
    const failed = await told({ eventCode: "CAPTURE", success: "false", reason: "Insufficient balance on payment" });
    expect(failed.details).toMatchObject({ errorMessage: "Insufficient balance on payment", amountCaptured: undefined });
  });

  it.each([
    { currency: "EUR", value: -1 },
    { currency: "XQX", value: 1000 },
    { currency: "EUR", value: null },
  ])("are told whatever their amount, where it is none: %j", async (amount) => {
    const { details } = await told({ eventCode: "CAPTURE", amount });
    expect(details).toMatchObject({ status: "charged", currency: amount.currency });
    expect(details).toHaveProperty("amount", undefined);
  });

  it("name the token that was stored", async () => {
    const { details } = await told({
      eventCode: "AUTHORISATION",
      additionalData: { "recurring.recurringDetailReference": "T1", "recurring.shopperReference": "customer-1" },
    });
    const mandate = details?.type === "payment" ? details.mandateReference : undefined;
    expect(mandate?.connectorMandateId).toBe("T1");
    expect(mandate?.mandateMetadata?.expose()).toEqual({ shopperReference: "customer-1" });
  });
});

describe("refunds", () => {
  it.each([
    ["REFUND", "true", "refund_success"],
    ["REFUND", "false", "refund_failure"],
    ["REFUND_WITH_DATA", "true", "refund_success"],
    ["REFUND_WITH_DATA", "false", "refund_failure"],
    ["REFUND_FAILED", "true", "refund_failure"],
    ["REFUNDED_REVERSED", "true", "refund_failure"],
    ["POSTPONED_REFUND", "true", "event_not_supported"],
  ])("%s %s: %s", async (eventCode, success, event) => {
    expect((await told({ eventCode, success })).event).toBe(event);
  });

  it("are known by Adyen's id of the refund", async () => {
    expect(await handle("refund")).toMatchObject({
      reference: { type: "refund", by: "connector_refund_id", id: "JLCMPCQ8HXSKGK82" },
      details: { type: "refund", status: "success", amount: 400, connectorResponseReferenceId: "refund_456" },
    });
  });

  it.each([
    ["cancel", "true", "payment_intent_cancelled"],
    ["cancel", "false", "payment_intent_cancel_failure"],
    ["refund", "true", "refund_success"],
    ["refund", "false", "refund_failure"],
    ["teleport", "true", "event_not_supported"],
    [undefined, "true", "event_not_supported"],
  ])("and cancellations of a reversal: %s %s is %s", async (action, success, event) => {
    expect((await told({ eventCode: "CANCEL_OR_REFUND", success, additionalData: { "modification.action": action } })).event).toBe(event);
  });

  it.each(["cancel", "refund"])("and cancellations of a reversal are told without authority, since nobody signed that it is a %s", async (action) => {
    const reversal = await told({ eventCode: "CANCEL_OR_REFUND", additionalData: { "modification.action": action } });
    expect(reversal).toMatchObject({ next: "sync", reference: { type: "payment", by: "connector_transaction_id", id: PSP } });
    expect(reversal).not.toHaveProperty("details");
    expect(reversal).not.toHaveProperty("resource");
  });
});

describe("disputes", () => {
  const cases: readonly (readonly [code: string, data: Readonly<Record<string, string>>, event: string, stage: string])[] = [
    ["REQUEST_FOR_INFORMATION", {}, "dispute_opened", "pre_dispute"],
    ["NOTIFICATION_OF_CHARGEBACK", {}, "dispute_opened", "pre_dispute"],
    ["CHARGEBACK", { disputeStatus: "Won" }, "dispute_won", "dispute"],
    ["CHARGEBACK", { disputeStatus: "Lost" }, "dispute_lost", "dispute"],
    ["CHARGEBACK", { disputeStatus: "Accepted" }, "dispute_accepted", "dispute"],
    ["CHARGEBACK", { disputeStatus: "Expired" }, "dispute_expired", "dispute"],
    ["CHARGEBACK", { disputeStatus: "Responded" }, "dispute_challenged", "dispute"],
    ["CHARGEBACK", { disputeStatus: "Undefended" }, "dispute_opened", "dispute"],
    ["CHARGEBACK", { disputeStatus: "Pending" }, "dispute_opened", "dispute"],
    ["CHARGEBACK", { disputeStatus: "Unresponded" }, "dispute_opened", "dispute"],
    ["CHARGEBACK", { defendable: "true" }, "dispute_opened", "dispute"],
    ["CHARGEBACK", { defendable: "false" }, "dispute_lost", "dispute"],
    ["CHARGEBACK", {}, "dispute_lost", "dispute"],
    ["INFORMATION_SUPPLIED", {}, "dispute_challenged", "dispute"],
    ["CHARGEBACK_REVERSED", { disputeStatus: "Pending" }, "dispute_challenged", "dispute"],
    ["CHARGEBACK_REVERSED", {}, "dispute_won", "dispute"],
    ["SECOND_CHARGEBACK", {}, "dispute_lost", "pre_arbitration"],
    ["PREARBITRATION_OPEN", {}, "dispute_opened", "pre_arbitration"],
    ["PREARBITRATION_WON", { disputeStatus: "Pending" }, "dispute_opened", "pre_arbitration"],
    ["PREARBITRATION_WON", {}, "dispute_won", "pre_arbitration"],
    ["PREARBITRATION_ISSUER_WITHDRAWN", {}, "dispute_won", "pre_arbitration"],
    ["PREARBITRATION_LOST", {}, "dispute_lost", "pre_arbitration"],
    ["PREARBITRATION_ACCEPTED", {}, "dispute_accepted", "pre_arbitration"],
    ["PREARBITRATION_ACCEPTED", { disputeStatus: "Lost" }, "dispute_lost", "pre_arbitration"],
    ["PREARBITRATION_DECLINED", {}, "dispute_challenged", "pre_arbitration"],
    ["SCHEME_ARBITRATION", {}, "dispute_challenged", "arbitration"],
    ["SCHEME_ARBITRATION_WON", {}, "dispute_won", "arbitration"],
    ["SCHEME_ARBITRATION_LOST", {}, "dispute_lost", "arbitration"],
    ["DISPUTE_DEFENSE_PERIOD_ENDED", {}, "dispute_expired", "dispute"],
    ["DISPUTE_DEFENSE_PERIOD_ENDED", { disputeStatus: "Accepted" }, "dispute_accepted", "dispute"],
    ["ISSUER_RESPONSE_TIMEFRAME_EXPIRED", {}, "dispute_won", "dispute"],
  ];

  it.each(cases)("%s %j: %s, %s", async (eventCode, additionalData, event, stage) => {
    const result = await told({ eventCode, additionalData });
    expect(result.event).toBe(event);
    expect(result.details).toMatchObject({ type: "dispute", stage });
  });

  it.each(["CHARGEBACK", "CHARGEBACK_REVERSED", "PREARBITRATION_WON", "PREARBITRATION_LOST", "DISPUTE_DEFENSE_PERIOD_ENDED"])(
    "%s with a status that nobody listed decides nothing",
    async (eventCode) => {
      expect((await told({ eventCode, additionalData: { disputeStatus: "Levitating" } })).event).toBe("event_not_supported");
    },
  );

  it("keep their id, and say until when they can be defended", async () => {
    expect(await handle("chargeback")).toMatchObject({
      event: "dispute_opened",
      reference: { type: "dispute", by: "connector_dispute_id", id: "DZ4DPSHB4WD2WN82" },
      details: {
        amount: 1000,
        currency: "EUR",
        stage: "dispute",
        connectorStatus: "Undefended",
        connectorReason: "Fraud",
        connectorReasonCode: "10.4",
        challengeRequiredBy: new Date("2026-12-09T22:59:59Z"),
      },
    });
  });

  it("may have a reason code that starts with a blank", async () => {
    const { details } = await told({ eventCode: "CHARGEBACK", additionalData: { chargebackReasonCode: " 4853" } });
    expect(details).toMatchObject({ connectorReasonCode: "4853" });
  });
});

describe("mandates and payouts", () => {
  it("know the token, which is no payment", async () => {
    expect(await told({ eventCode: "RECURRING_CONTRACT", pspReference: "8415698462516992" })).toMatchObject({
      event: "mandate_active",
      reference: { type: "mandate", by: "connector_mandate_id", id: "8415698462516992" },
      details: { status: "active" },
    });
    expect((await told({ eventCode: "RECURRING_CONTRACT", success: "false" })).event).toBe("event_not_supported");
  });

  it("come in a format of their own as well", async () => {
    expect(await handle("token-created")).toMatchObject({
      event: "mandate_active",
      eventId: "QBQQ9DLNRHHKGK38",
      reference: { type: "mandate", id: "M5N7TQ4TG5PFWR50" },
    });
  });

  it.each([
    ["recurring.token.created", "mandate_active"],
    ["recurring.token.alreadyExisting", "mandate_active"],
    ["recurring.token.disabled", "mandate_revoked"],
    ["recurring.token.updated", "event_not_supported"],
  ])("%s: %s", async (type, event) => {
    const body = fixture("token-created").body.replace("recurring.token.created", type);
    expect(await client.webhooks.parse({ headers: {}, body })).toMatchObject({ event });
  });

  it.each([
    ["PAYOUT_THIRDPARTY", "true", "payout_created", "initiated"],
    ["PAYOUT_THIRDPARTY", "false", "payout_failure", "failed"],
    ["PAYOUT_DECLINE", "true", "payout_failure", "failed"],
    ["PAYOUT_EXPIRE", "true", "payout_expired", "expired"],
    ["PAIDOUT_REVERSED", "true", "payout_reversed", "reversed"],
  ])("%s %s: %s, %s", async (eventCode, success, event, status) => {
    const result = await told({ eventCode, success });
    expect(result).toMatchObject({ event, details: { type: "payout", status }, reference: { type: "payout", by: "merchant_reference" } });
  });
});

it.each([true, "TRUE", "1", "yes", null, undefined])("success %j is no success that Adyen writes", async (success) => {
  const item = { ...BASE, eventCode: "AUTHORISATION", success };
  const body = JSON.stringify({ notificationItems: [{ NotificationRequestItem: item }] });
  const parsed = await client.webhooks.parse({ headers: {}, body }).catch((error: unknown) => error);
  expect(parsed instanceof Error ? "refused" : (parsed as { event: string }).event).toMatch(/refused|event_not_supported/);
});
