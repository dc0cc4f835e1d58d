import { createClient } from "@switchyard/client";
import { secret, type IncomingWebhookRequest } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { novalnet } from "../src/index.js";
import { mapCredit, mapDispute, mapStep } from "../src/transformers/status.js";
import { requestFixture } from "./fixtures.js";
import { ACCESS_KEY, auth } from "./wire.js";

const webhooks = novalnet.webhooks;
if (webhooks === undefined) throw new Error("Novalnet has webhooks.");
const trait = webhooks;
const payments = createClient(novalnet, { auth, environment: "sandbox" });

const textOf = (name: string) => String(requestFixture(`webhook.${name}`).body);
const incoming = (body: string): IncomingWebhookRequest => ({ method: "POST", url: "", headers: {}, body: new TextEncoder().encode(body) });
const verify = (body: string, key = ACCESS_KEY) => trait.verifyWebhookSource(incoming(body), { secrets: [secret(key)] }, { now: () => new Date(0) });
const handle = (body: string, key?: string) => payments.webhooks.handle({ headers: {}, body }, key === undefined ? {} : { secret: key });

interface Changes {
  readonly type?: string;
  readonly status?: string;
  readonly result?: string;
  readonly paymentType?: string;
  readonly transaction?: object;
}

/** A notification of one type, unsigned. */
function notification({ type = "PAYMENT", status = "CONFIRMED", result = "SUCCESS", paymentType = "CREDITCARD", transaction = {} }: Changes): string {
  return JSON.stringify({
    event: { type, tid: 14550000077777776, parent_tid: 14550000012345678 },
    result: { status: result, status_code: 100, status_text: "text" },
    transaction: { tid: 14550000012345678, order_no: "pay_att_1", status, payment_type: paymentType, amount: 1050, currency: "EUR", ...transaction },
  });
}
const parsedFixture = (name: string) => trait.parseWebhook(incoming(textOf(name)));
const parsed = (changes: Changes) => trait.parseWebhook(incoming(notification(changes)));
const eventOf = (changes: Changes) => parsed(changes).event;

describe("the checksum of a notification (seed 002: body-extracted signature)", () => {
  it.each(["payment", "chargeback", "refund", "cancel"])("proves the worked vector: %s", async (name) => {
    expect(await verify(textOf(name))).toEqual({ verified: true });
    expect(await verify(textOf(name).replace(/[0-9a-f]{64}/, (hex) => hex.toUpperCase()))).toEqual({ verified: true });
    expect(await verify(textOf(name), ` ${ACCESS_KEY}\n`)).toEqual({ verified: true });
  });

  it("is over all 17 digits: an odd id that was rounded on the way is not proven", async () => {
    expect(await verify(textOf("chargeback-rounded"))).toEqual({ verified: false, reason: "signature_mismatch" });
  });

  it("is over the digits as they stand, be they a number or a text", async () => {
    expect(await verify(textOf("chargeback").replace("14550000077777777", '"14550000077777777"'))).toEqual({ verified: true });
    expect(await verify(textOf("payment").replace('"amount":1050', '"amount":"1050"'))).toEqual({ verified: true });
  });

  it("counts an amount of 0, and no amount that is absent or null", async () => {
    const cancel = textOf("cancel");
    const withAmount = (amount: string) => verify(cancel.replace('"transaction":{', `"transaction":{"amount":${amount},`));
    expect(await withAmount("null")).toEqual({ verified: true });
    expect(await withAmount("0")).toEqual({ verified: false, reason: "signature_mismatch" });
    const zero = await trait.signTestPayload(
      new TextEncoder().encode(cancel.replace('"transaction":{', '"transaction":{"amount":0,')),
      secret(ACCESS_KEY),
      { now: () => new Date(0) },
    );
    expect(await verify(new TextDecoder().decode(zero.body))).toEqual({ verified: true });
    expect(new TextDecoder().decode(zero.body)).not.toContain("6a1bf86eb5a5117f6c1b4d5cece4ec755469f74cf47aa3bc3c63e6f9b9e55c4a");
  });

  it("says nothing of order number, parent and transaction status: they may be another's words", async () => {
    const changed = textOf("refund").replace("pay_att_1", "pay_att_2").replace('"status":"CONFIRMED"', '"status":"FAILURE"');
    expect(changed).not.toBe(textOf("refund"));
    expect(await verify(changed)).toEqual({ verified: true });
  });
});

describe("a notification whose source is not proven (seed 002: graceful failure)", () => {
  it.each([
    ["no secret", textOf("payment"), undefined, "no_secret"],
    ["an empty secret", textOf("payment"), " ", "no_secret"],
    ["another key", textOf("payment"), "nn_other", "signature_mismatch"],
    ["no checksum", textOf("payment").replace("checksum", "checksun"), ACCESS_KEY, "signature_missing"],
    ["a checksum that is no hex", textOf("payment").replace(/[0-9a-f]{64}/, "zz"), ACCESS_KEY, "signature_mismatch"],
    ["another type", textOf("payment").replace("PAYMENT", "TRANSACTION_CAPTURE"), ACCESS_KEY, "signature_mismatch"],
  ])("is answered and leads to a query, and carries no status: %s", async (_what, body, key, reason) => {
    const result = await handle(body, key);
    expect(result).toMatchObject({ verified: false, reason, next: "sync", reference: { id: "pay_att_1" }, answer: { status: 200 } });
    expect(Object.keys(result)).not.toEqual(expect.arrayContaining(["details"]));
    expect(result).not.toHaveProperty("resource");
  });
});

describe("a notification whose source is proven", () => {
  const believed = async (text: string) => {
    const { body } = await payments.webhooks.signTestPayload(text, { secret: ACCESS_KEY });
    return handle(new TextDecoder().decode(body), ACCESS_KEY);
  };

  it.each([
    ["payment", "payment_intent_success", "payments", { type: "payment", by: "merchant_reference", id: "pay_att_1" }],
    ["cancel", "payment_intent_cancelled", "payments", { type: "payment", by: "merchant_reference", id: "pay_att_1" }],
    ["refund", "refund_success", "refunds", { type: "refund", by: "connector_refund_id", id: "14550000088888888" }],
  ])("leads to a query all the same, and carries no status: %s", async (name, event, eventClass, reference) => {
    const result = await handle(textOf(name), ACCESS_KEY);
    expect(result).toMatchObject({ verified: true, next: "sync", event, eventClass, reference, answer: { status: 200 } });
    expect(result).not.toHaveProperty("details");
    expect(result).not.toHaveProperty("resource");
  });

  it.each([
    ["a capture", { type: "TRANSACTION_CAPTURE" }],
    ["an update of the status", { type: "TRANSACTION_UPDATE", transaction: { update_type: "STATUS" } }],
    ["an invoice that was paid", { type: "CREDIT", paymentType: "INVOICE_CREDIT" }],
    ["a refund that came back", { type: "CREDIT", paymentType: "REFUND_REVERSAL" }],
  ])("says nothing of the money that its checksum does not cover: %s", async (_what, changes) => {
    const result = await believed(notification(changes));
    expect(result).toMatchObject({ verified: true, next: "sync" });
    expect(result).not.toHaveProperty("details");
  });

  it("is to be asked about even when its status was changed on the way: what is not signed decides nothing", async () => {
    const changed = textOf("payment").replace('"status":"CONFIRMED"', '"status":"DEACTIVATED"');
    const result = await handle(changed, ACCESS_KEY);
    expect(result).toMatchObject({ verified: true, next: "sync", reference: { id: "pay_att_1" } });
    expect(result).not.toHaveProperty("details");
  });
});

describe("events (seed 002: transaction-based detection)", () => {
  it("says what was tried and whether it worked", () => {
    expect(mapStep.entries).toMatchInlineSnapshot(`
      {
        "PAYMENT CONFIRMED": "payment_intent_success",
        "PAYMENT DEACTIVATED": "payment_intent_cancelled",
        "PAYMENT FAILURE": "payment_intent_failure",
        "PAYMENT ON_HOLD": "payment_intent_authorization_success",
        "PAYMENT PENDING": "payment_intent_processing",
        "PAYMENT SUCCESS": "payment_intent_success",
        "TRANSACTION_CANCEL CONFIRMED": "payment_intent_cancel_failure",
        "TRANSACTION_CANCEL DEACTIVATED": "payment_intent_cancelled",
        "TRANSACTION_CANCEL FAILURE": "payment_intent_cancel_failure",
        "TRANSACTION_CANCEL ON_HOLD": "payment_intent_cancel_failure",
        "TRANSACTION_CANCEL PENDING": "payment_intent_cancel_failure",
        "TRANSACTION_CANCEL PROGRESS": "payment_intent_cancel_failure",
        "TRANSACTION_CANCEL SUCCESS": "payment_intent_cancel_failure",
        "TRANSACTION_CAPTURE CONFIRMED": "payment_intent_capture_success",
        "TRANSACTION_CAPTURE DEACTIVATED": "payment_intent_capture_failure",
        "TRANSACTION_CAPTURE FAILURE": "payment_intent_capture_failure",
        "TRANSACTION_CAPTURE ON_HOLD": "payment_intent_capture_failure",
        "TRANSACTION_CAPTURE PENDING": "payment_intent_processing",
        "TRANSACTION_CAPTURE PROGRESS": "payment_intent_capture_failure",
        "TRANSACTION_CAPTURE SUCCESS": "payment_intent_capture_success",
        "TRANSACTION_REFUND CONFIRMED": "refund_success",
        "TRANSACTION_REFUND DEACTIVATED": "refund_success",
        "TRANSACTION_REFUND FAILURE": "refund_failure",
        "TRANSACTION_REFUND SUCCESS": "refund_success",
      }
    `);
    expect(mapDispute.entries).toMatchInlineSnapshot(`
      {
        "CHARGEBACK": "dispute_opened",
        "RETURN_DEBIT": "dispute_opened",
        "REVERSAL": "dispute_opened",
      }
    `);
    expect(mapCredit.entries).toMatchInlineSnapshot(`
      {
        "APPLEPAY_REPRESENTMENT": "dispute_won",
        "BANK_TRANSFER_BY_END_CUSTOMER": "dispute_won",
        "CASHPAYMENT_CREDIT": "payment_intent_processing",
        "CREDITCARD_REPRESENTMENT": "dispute_won",
        "CREDIT_ENTRY_CREDITCARD": "dispute_won",
        "CREDIT_ENTRY_DE": "dispute_won",
        "CREDIT_ENTRY_SEPA": "dispute_won",
        "DEBT_COLLECTION_CREDITCARD": "dispute_won",
        "DEBT_COLLECTION_DE": "dispute_won",
        "DEBT_COLLECTION_SEPA": "dispute_won",
        "GOOGLEPAY_REPRESENTMENT": "dispute_won",
        "INVOICE_CREDIT": "payment_intent_processing",
        "MULTIBANCO_CREDIT": "payment_intent_processing",
        "ONLINE_TRANSFER_CREDIT": "payment_intent_processing",
        "REFUND_REVERSAL": "refund_failure",
      }
    `);
  });

  it.each([
    ["PAYMENT", "CONFIRMED", "payment_intent_success"],
    ["PAYMENT", "ON_HOLD", "payment_intent_authorization_success"],
    ["PAYMENT", "PENDING", "payment_intent_processing"],
    ["PAYMENT", "PROGRESS", "event_not_supported"],
    ["PAYMENT", "DEACTIVATED", "payment_intent_cancelled"],
    ["PAYMENT", "ON_ICE", "event_not_supported"],
    ["TRANSACTION_CAPTURE", "CONFIRMED", "payment_intent_capture_success"],
    ["TRANSACTION_CAPTURE", "PENDING", "payment_intent_processing"],
    ["TRANSACTION_CAPTURE", "DEACTIVATED", "payment_intent_capture_failure"],
    ["TRANSACTION_CANCEL", "DEACTIVATED", "payment_intent_cancelled"],
    ["TRANSACTION_CANCEL", "CONFIRMED", "payment_intent_cancel_failure"],
    ["TRANSACTION_REFUND", "CONFIRMED", "refund_success"],
    ["TRANSACTION_REFUND", "DEACTIVATED", "refund_success"],
    ["TRANSACTION_REFUND", "FAILURE", "refund_failure"],
    ["CHARGEBACK", "CONFIRMED", "dispute_opened"],
    ["CHARGEBACK", "ON_ICE", "dispute_opened"],
    ["RETURN_DEBIT", "CONFIRMED", "dispute_opened"],
    ["REVERSAL", "CONFIRMED", "dispute_opened"],
    ["INSTALMENT", "CONFIRMED", "event_not_supported"],
    ["PAYMENT_REMINDER_1", "CONFIRMED", "event_not_supported"],
    ["A_NEW_TYPE", "CONFIRMED", "event_not_supported"],
  ])("reads %s of a transaction that is %s as %s", (type, status, event) => {
    expect(eventOf({ type, status })).toBe(event);
  });

  it("believes the result before the transaction: a call that failed did not work", () => {
    expect(eventOf({ result: "FAILURE" })).toBe("payment_intent_failure");
    expect(eventOf({ result: "PERHAPS" })).toBe("event_not_supported");
    expect(parsed({ result: "FAILURE", status: "FAILURE" }).details).toMatchObject({ status: "failure", errorCode: "100", errorMessage: "text" });
  });

  it.each([
    ["CREDITCARD_REPRESENTMENT", "dispute_won"],
    ["CREDIT_ENTRY_SEPA", "dispute_won"],
    ["INVOICE_CREDIT", "payment_intent_processing"],
    ["REFUND_REVERSAL", "refund_failure"],
    ["A_NEW_CREDIT", "event_not_supported"],
  ])("reads a credit of the type %s as %s: not every credit is a dispute that was won", (paymentType, event) => {
    expect(eventOf({ type: "CREDIT", paymentType })).toBe(event);
  });

  it("does not take the money of a credit for the whole order: it may be a part", () => {
    expect(parsed({ type: "CREDIT", paymentType: "INVOICE_CREDIT" }).details).toMatchObject({ type: "payment", status: "pending", amount: 1050 });
  });

  it("reads an update of the status like the payment, and acknowledges the others", () => {
    const update = (update_type: string) => eventOf({ type: "TRANSACTION_UPDATE", transaction: { update_type } });
    expect([update("STATUS"), update("AMOUNT"), update("DUE_DATE")]).toEqual([
      "payment_intent_success",
      "event_not_supported",
      "event_not_supported",
    ]);
  });

  it.each(["AFFILIATE_ACTIVATION", "CALL_N_PAY", "PAY_BY_LINK"])("acknowledges %s, which has no transaction", async (type) => {
    const body = new TextEncoder().encode(JSON.stringify({ event: { type, tid: "14550000012345679" }, result: { status: "SUCCESS" } }));
    const signed = await payments.webhooks.signTestPayload(body, { secret: ACCESS_KEY });
    const result = await handle(new TextDecoder().decode(signed.body), ACCESS_KEY);
    expect(result).toMatchObject({ verified: true, event: "event_not_supported", next: "acknowledge" });
  });
});

describe("what a notification is about", () => {
  it("names a payment by our reference, else by the payment's own id, never by the event's", () => {
    expect(parsed({}).reference).toEqual({ type: "payment", by: "merchant_reference", id: "pay_att_1" });
    expect(parsed({ transaction: { order_no: null } }).reference).toEqual({
      type: "payment",
      by: "connector_transaction_id",
      id: "14550000012345678",
    });
    const bare = JSON.stringify({
      event: { type: "PAYMENT", tid: 14550000077777776 },
      result: { status: "SUCCESS" },
      transaction: { status: "CONFIRMED" },
    });
    expect(() => trait.parseWebhook(incoming(bare))).toThrow("The webhook names no payment, refund or dispute.");
  });

  it("reads a payment with its amount", () => {
    expect(parsedFixture("payment")).toMatchObject({
      event: "payment_intent_success",
      details: { type: "payment", status: "charged", connectorTransactionId: "14550000012345678", amount: 1050, currency: "EUR" },
    });
  });

  it("reads a cancellation, which has neither amount nor currency", () => {
    const cancellation = parsedFixture("cancel");
    expect(cancellation).toMatchObject({
      event: "payment_intent_cancelled",
      details: { type: "payment", status: "voided", connectorTransactionId: "14550000012345678" },
    });
    expect(cancellation).not.toHaveProperty("details.amount");
  });

  it("reads a refund under its own id, with its own amount", () => {
    expect(parsedFixture("refund")).toMatchObject({
      event: "refund_success",
      reference: { type: "refund", by: "connector_refund_id", id: "14550000088888888" },
      details: { type: "refund", status: "success", connectorRefundId: "14550000088888888", amount: 500, currency: "EUR" },
    });
  });

  it("names the payment of a refund that came back: the event's own transaction is no refund", () => {
    const reversal = parsed({ type: "CREDIT", paymentType: "REFUND_REVERSAL" });
    expect(reversal).toMatchObject({ reference: { type: "payment", by: "merchant_reference", id: "pay_att_1" }, details: { status: "failure" } });
    expect(reversal).not.toHaveProperty("details.connectorRefundId", expect.anything());
    const named = parsed({ type: "CREDIT", paymentType: "REFUND_REVERSAL", transaction: { refund: { tid: "14550000088888888" } } });
    expect(named).toMatchObject({
      reference: { type: "refund", by: "connector_refund_id", id: "14550000088888888" },
      details: { connectorRefundId: "14550000088888888" },
    });
    expect(parsed({ type: "TRANSACTION_REFUND" }).reference).toEqual({ type: "refund", by: "connector_refund_id", id: "14550000077777776" });
  });

  it("reads a chargeback (seed 002: dispute): the event's id is the dispute's, every digit of it", async () => {
    const result = await handle(textOf("chargeback"), ACCESS_KEY);
    expect(result).toMatchObject({
      event: "dispute_opened",
      eventClass: "disputes",
      next: "process",
      reference: { type: "payment", by: "merchant_reference", id: "pay_att_1" },
      details: {
        type: "dispute",
        amount: 1050,
        currency: "EUR",
        stage: "dispute",
        connectorDisputeId: "14550000077777777",
        connectorReason: "Fraudulent Transaction - No cardholder authentication",
        connectorReasonCode: "48376",
      },
    });
    expect(result.answer).toEqual({ status: 200, headers: {}, body: "" });
  });

  it("hands over the transaction as it was written (seed 002: resource object), the numbers as texts too", () => {
    expect(trait.getWebhookResourceObject(incoming(textOf("payment")))).toMatchObject({ tid: "14550000012345678", status: "CONFIRMED" });
    const texts = notification({ transaction: { amount: "500", status_code: "100", tid: "14550000012345679" } });
    expect(trait.parseWebhook(incoming(texts)).details).toMatchObject({ amount: 500, currency: "EUR" });
  });

  it("tells one event from another, and knows one that comes again", () => {
    const id = (changes: Changes) => parsed(changes).eventId;
    expect(id({})).toBe(id({}));
    expect(new Set([id({}), id({ status: "PENDING" }), id({ type: "CHARGEBACK" })]).size).toBe(3);
  });
});
