import { createClient } from "@switchyard/client";
import { secret, type IncomingWebhookRequest } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { noon } from "../src/index.js";
import { mapEvent } from "../src/transformers/status.js";
import { requestFixture } from "./fixtures.js";
import { auth, ORDER_ID, SECRET } from "./wire.js";

const trait = noon.webhooks;
if (trait === undefined) throw new Error("noon has webhooks.");
const webhooks = trait;
const payments = createClient(noon, { auth, environment: "sandbox" });

const textOf = (name: string) => String(requestFixture(`webhook.${name}`).body);
const incoming = (body: string): IncomingWebhookRequest => ({ method: "POST", url: "", headers: {}, body: new TextEncoder().encode(body) });
const verify = (body: string, key = SECRET) => webhooks.verifyWebhookSource(incoming(body), { secrets: [secret(key)] }, { now: () => new Date(0) });
const handle = (body: string, key?: string) => payments.webhooks.handle({ headers: {}, body }, key === undefined ? {} : { secret: key });
const signed = async (body: string) => {
  const { body: bytes } = await payments.webhooks.signTestPayload(body, { secret: SECRET });
  return new TextDecoder().decode(bytes);
};

/** An unsigned notification. */
function notification(eventType: string, orderStatus: string, more: object = {}): string {
  const fields = { orderId: 303052190031, orderStatus, eventType, eventId: "e1", timeStamp: "2026-01-15T14:03:22.1234567Z", ...more };
  return JSON.stringify(fields);
}
const parsed = (eventType: string, orderStatus: string, more: object = {}) =>
  webhooks.parseWebhook(incoming(notification(eventType, orderStatus, more)));

const VECTORS = ["captured", "failed", "authorized", "partially-captured", "refunded", "large-id", "retry", "with-reference"];
const MISMATCH = { verified: false, reason: "signature_mismatch" };

describe("the signature of a notification (seed 002: noon)", () => {
  it.each(VECTORS)("proves the worked vector: %s", async (name) => {
    expect(await verify(textOf(name))).toEqual({ verified: true });
    expect(await verify(textOf(name), "noon_whsec_0002")).toEqual(MISMATCH);
  });

  it("is HMAC-SHA512 in a body field, in base64: not HMAC-SHA256 in a header in hex, as seed 002 lists it (trap 4)", async () => {
    const text = textOf("captured");
    expect(await verify(text.replace('"signature"', '"hash"'))).toEqual({ verified: false, reason: "signature_missing" });
    const inHeader = { ...incoming(text.replace(/,"signature":"[^"]+"/, "")), headers: { signature: "ab".repeat(32) } };
    const outcome = await webhooks.verifyWebhookSource(inHeader, { secrets: [secret(SECRET)] }, { now: () => new Date(0) });
    expect(outcome).toEqual({ verified: false, reason: "signature_missing" });
  });

  it("is over words as they were written, with their underscores and of whatever event (trap 3)", async () => {
    for (const [type, status] of [
      ["Capture", "PARTIALLY_CAPTURED"],
      ["Authenticate", "3DS_RESULT_VERIFIED"],
      ["Melt", "ON_ICE"],
    ] as const) {
      expect(await verify(await signed(notification(type, status)))).toEqual({ verified: true });
    }
    const printedAgain = "PTEIx6y1OR8phMqzTFKgIj/K5qIy84Leb8neoDpfQRtv6Cjs+r7oDx8N8yrwE/rYhgveM6A2wZW23Krzn4iUTQ==";
    expect(await verify(textOf("partially-captured").replace(/"signature":"[^"]+"/, `"signature":"${printedAgain}"`))).toEqual(MISMATCH);
  });

  it("is over every digit of an id (trap 1)", async () => {
    const rounded = "JkvMfGSiS5nH4weOovMGkoA5pv6jqNqcM9UTHqx7CPtNwrUiafzHzjFbaq/Cd+hNOoyUfzq92V4RI34DvdBl2A==";
    expect(await verify(textOf("large-id").replace(/"signature":"[^"]+"/, `"signature":"${rounded}"`))).toEqual(MISMATCH);
    expect(await verify(textOf("large-id").replace("9682729789593493", '"9682729789593493"'))).toEqual({ verified: true });
  });

  it.each([
    ["another status", (text: string) => text.replace("CAPTURED", "REVERSED")],
    ["another order", (text: string) => text.replace("303052190031", "303052190032")],
    ["no time", (text: string) => text.replace('"timeStamp"', '"timeStump"')],
    ["two values in one", (text: string) => text.replace('"orderId":303052190031,"orderStatus":"CAPTURED"', '"orderId":"303052190031,CAPTURED"')],
    ["a retry that nobody signed", (text: string) => text.replace("{", '{"attemptNumber":2,"originalOrderId":1,"merchantOrderReference":"mine",')],
  ])("does not hold with %s", async (_what, change) => {
    const changed = change(textOf("captured"));
    expect(changed).not.toBe(textOf("captured"));
    expect((await verify(changed)).verified).toBe(false);
  });

  it("of a retry holds for all eight values, and for no five of them", async () => {
    expect((await verify(textOf("retry").replace("pay_att_1", "pay_att_2"))).verified).toBe(false);
    expect((await verify(textOf("retry").replace('"attemptNumber":2,', ""))).verified).toBe(false);
    expect((await verify(textOf("with-reference").replace("{", '{"attemptNumber":2,"":"pay_att_1",'))).verified).toBe(false);
    expect(
      await verify(await signed(notification("Sale", "CAPTURED", { attemptNumber: 2, originalOrderId: 1, merchantOrderReference: "a" }))),
    ).toEqual({
      verified: true,
    });
  });

  it("does not hold with values that were moved into another one", async () => {
    const longer = textOf("with-reference").replace(',"merchantOrderReference":"pay_att_1"', "").replace('1234567Z"', '1234567Z,pay_att_1"');
    const usual = textOf("retry")
      .replace(',"originalOrderId":303052190031,"merchantOrderReference":"pay_att_1","attemptNumber":2', "")
      .replace('0000000Z"', '0000000Z,303052190031,pay_att_1,2"');
    for (const moved of [longer, usual]) {
      expect(moved).toContain("pay_att_1");
      expect((await verify(moved)).verified).toBe(false);
    }
  });

  it("may be over the reference as well: a comma in it changes nothing", async () => {
    expect(await verify(await signed(notification("Sale", "CAPTURED", { merchantOrderReference: "a,b" })))).toEqual({ verified: true });
  });
});

describe("a notification whose source is not proven (seed 002: graceful failure)", () => {
  it.each([
    ["no secret", textOf("captured"), undefined, "no_secret"],
    ["another secret", textOf("captured"), "other", "signature_mismatch"],
    ["no signature, as of webhook version 2", textOf("captured").replace(/,"signature":"[^"]+"/, ""), SECRET, "signature_missing"],
    ["a signature that is no base64", textOf("captured").replace(/"signature":"[^"]+"/, '"signature":"?"'), SECRET, "signature_mismatch"],
  ])("is answered and leads to a query, and carries no status: %s", async (_what, body, key, reason) => {
    const result = await handle(body, key);
    expect(result).toMatchObject({ verified: false, reason, next: "sync", reference: { id: ORDER_ID }, answer: { status: 200 } });
    expect(result).not.toHaveProperty("details");
    expect(result).not.toHaveProperty("resource");
  });
});

describe("events (seed 002: event detection)", () => {
  it("says what happened by the event and the order's state", () => {
    const byEvent: Record<string, string[]> = {};
    for (const [word, event] of Object.entries(mapEvent.entries)) (byEvent[event] ??= []).push(word);
    for (const words of Object.values(byEvent)) words.sort();
    expect(byEvent).toMatchInlineSnapshot(`
      {
        "payment_intent_authorization_success": [
          "AUTHORIZE AUTHORIZED",
        ],
        "payment_intent_cancelled": [
          "CANCEL REVERSED",
          "REVERSE REVERSED",
        ],
        "payment_intent_failure": [
          "CAPTURE FAILED",
          "CAPTURE REJECTED",
          "FAIL EXPIRED",
          "FAIL FAILED",
          "FAIL REJECTED",
          "SALE FAILED",
          "SALE REJECTED",
        ],
        "payment_intent_processing": [
          "CAPTURE 3DS_ENROLL_CHECKED",
          "CAPTURE 3DS_ENROLL_INITIATED",
          "CAPTURE 3DS_RESULT_VERIFIED",
          "CAPTURE AUTHENTICATED",
          "CAPTURE AUTHORIZED",
          "CAPTURE CANCELLED",
          "CAPTURE EXPIRED",
          "CAPTURE INITIATED",
          "CAPTURE LOCKED",
          "CAPTURE MARKED_FOR_REVIEW",
          "CAPTURE PARTIALLY_REFUNDED",
          "CAPTURE PARTIALLY_REVERSED",
          "CAPTURE PAYMENT_INFO_ADDED",
          "CAPTURE PENDING",
          "CAPTURE REFUNDED",
          "CAPTURE REVERSED",
          "CAPTURE TOKENIZED",
          "FAIL 3DS_ENROLL_CHECKED",
          "FAIL 3DS_ENROLL_INITIATED",
          "FAIL 3DS_RESULT_VERIFIED",
          "FAIL AUTHENTICATED",
          "FAIL INITIATED",
          "FAIL MARKED_FOR_REVIEW",
          "FAIL PAYMENT_INFO_ADDED",
          "FAIL PENDING",
          "SALE 3DS_ENROLL_CHECKED",
          "SALE 3DS_ENROLL_INITIATED",
          "SALE 3DS_RESULT_VERIFIED",
          "SALE AUTHENTICATED",
          "SALE AUTHORIZED",
          "SALE CANCELLED",
          "SALE EXPIRED",
          "SALE INITIATED",
          "SALE LOCKED",
          "SALE MARKED_FOR_REVIEW",
          "SALE PARTIALLY_CAPTURED",
          "SALE PARTIALLY_REFUNDED",
          "SALE PARTIALLY_REVERSED",
          "SALE PAYMENT_INFO_ADDED",
          "SALE PENDING",
          "SALE REFUNDED",
          "SALE REVERSED",
          "SALE TOKENIZED",
        ],
        "payment_intent_success": [
          "CAPTURE CAPTURED",
          "CAPTURE PARTIALLY_CAPTURED",
          "SALE CAPTURED",
        ],
      }
    `);
  });

  it.each([
    ["captured", "payment_intent_success", "charged"],
    ["failed", "payment_intent_failure", "failure"],
    ["authorized", "payment_intent_authorization_success", "authorized"],
    ["partially-captured", "payment_intent_success", "partial_charged"],
    ["large-id", "payment_intent_success", "charged"],
  ])("reads the vector %s as %s", async (name, event, status) => {
    const result = await handle(textOf(name), SECRET);
    expect(result).toMatchObject({ verified: true, event, eventClass: "payments", next: "process", details: { type: "payment", status } });
    expect(result.answer).toEqual({ status: 200, headers: {}, body: "" });
  });

  it("never takes an authorization for money, whatever the capture method is (trap 20)", () => {
    expect(parsed("Authorize", "AUTHORIZED").details).toMatchObject({ status: "authorized" });
    expect(parsed("Sale", "AUTHORIZED")).toMatchObject({ event: "payment_intent_processing", details: { status: "authorized" } });
  });

  it("says nothing of the money of an order that is locked (trap 13)", () => {
    expect(parsed("Sale", "LOCKED")).toMatchObject({ event: "payment_intent_processing", details: undefined });
  });

  it("takes the failure of a capture or a refund for none of the payment", () => {
    for (const status of ["AUTHORIZED", "CAPTURED", "PARTIALLY_CAPTURED", "PARTIALLY_REFUNDED", "REVERSED"]) {
      expect(parsed("Fail", status)).toMatchObject({ event: "event_not_supported", reference: { id: ORDER_ID } });
    }
  });

  it.each([
    ["Refund", "REFUNDED"],
    ["Refund", "PARTIALLY_REFUNDED"],
    ["Authenticate", "3DS_RESULT_VERIFIED"],
    ["Cancel", "CANCELLED"],
    ["Sale", "ON_ICE"],
    ["Melt", "CAPTURED"],
  ])("acknowledges %s with %s, says which order it is about, and decides nothing (seed 002: unknown events)", async (type, status) => {
    const result = await handle(await signed(notification(type, status)), SECRET);
    expect(result).toMatchObject({ verified: true, event: "event_not_supported", next: "acknowledge", reference: { id: ORDER_ID } });
    expect(result).not.toHaveProperty("details");
  });

  it("minds no letters of an event's name", () => {
    expect(parsed("SALE", "CAPTURED")).toMatchObject({ event: "payment_intent_success", connectorEvent: "SALE" });
    expect(parsed("reverse", "REVERSED").event).toBe("payment_intent_cancelled");
  });
});

describe("what a notification is about (seed 002: object reference)", () => {
  it("names the order by all its digits", async () => {
    const result = await handle(textOf("large-id"), SECRET);
    expect(result).toMatchObject({ reference: { type: "payment", by: "connector_transaction_id", id: "9682729789593493" } });
  });

  it("names a retry by our reference, which is signed with it, and its own order", async () => {
    expect(await handle(textOf("retry"), SECRET)).toMatchObject({
      reference: { type: "payment", by: "merchant_reference", id: "pay_att_1" },
      details: { connectorTransactionId: "303052190040" },
    });
  });

  it("names nothing by a reference that may be anybody's", () => {
    expect(parsed("Sale", "CAPTURED", { merchantOrderReference: "mine" }).reference).toMatchObject({ by: "connector_transaction_id" });
  });

  it("knows a delivery that comes again, under its own id or a new one (trap 27)", () => {
    const idOf = (type: string, status: string, eventId: string) => parsed(type, status, { eventId }).eventId;
    expect(idOf("Sale", "CAPTURED", "e1")).toBe(idOf("SALE", "CAPTURED", "e2"));
    expect(idOf("Sale", "CAPTURED", "e1")).not.toBe(idOf("Authorize", "AUTHORIZED", "e1"));
    expect(idOf("Refund", "PARTIALLY_REFUNDED", "e1")).not.toBe(idOf("Refund", "PARTIALLY_REFUNDED", "e2"));
  });

  it("has noon's own time and the whole body (seed 002: resource object)", () => {
    expect(parsed("Sale", "CAPTURED").occurredAt).toEqual(new Date("2026-01-15T14:03:22.123Z"));
    expect(parsed("Sale", "CAPTURED", { timeStamp: "yesterday" }).occurredAt).toBeUndefined();
    expect(webhooks.getWebhookResourceObject(incoming(textOf("large-id")))).toMatchObject({ orderId: "9682729789593493", orderStatus: "CAPTURED" });
  });
});
