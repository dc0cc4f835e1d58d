import { createHmac } from "node:crypto";
import { createClient } from "@switchyard/client";
import { secret, type IncomingWebhookRequest } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bluesnap } from "../src/index.js";
import { mapDisputeEvent, mapWebhookEvent } from "../src/transformers/status.js";
import { CREDENTIALS, ORDER, started } from "./clients.js";
import { requestFixture } from "./fixtures.js";

const SECRET = "bls_webhook_secret";
const TIMESTAMP = "2023-05-15 13:02:57.878";
const trait = bluesnap.webhooks;
if (trait === undefined) throw new Error("There are no webhooks.");

const incoming = (body: string, headers: Readonly<Record<string, string>> = {}): IncomingWebhookRequest => ({
  method: "POST",
  url: "",
  headers,
  body: new TextEncoder().encode(body),
});
function recorded(name: string, changed: Readonly<Record<string, string | undefined>> = {}): IncomingWebhookRequest {
  const { headers, body } = requestFixture(`webhook.${name}`);
  const all = Object.entries({ ...headers, ...changed }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return incoming(String(body), Object.fromEntries(all));
}
const verify = (request: IncomingWebhookRequest, ...secrets: readonly string[]) =>
  trait.verifyWebhookSource(
    request,
    { secrets: (secrets.length === 0 ? [SECRET] : secrets).map((each) => secret(each)) },
    { now: () => new Date(0) },
  );
const parse = (fields: Readonly<Record<string, string>>) => trait.parseWebhook(incoming(new URLSearchParams(fields).toString()));
const sign = (timestamp: string, body: string) => createHmac("sha256", SECRET).update(`${timestamp}${body}`).digest("hex");

const payment = { merchantTransactionId: "pay_att_1", referenceNumber: "38486450", invoiceChargeAmount: "10.50", invoiceChargeCurrency: "USD" };
const dispute = { ...payment, transactionType: "CHARGEBACK", reversalRefNum: "1027930001", reversalReason: "Fraud", invoiceChargeAmount: "-10.50" };

describe("the source of a webhook (seed 002: HMAC-SHA256 over timestamp and body, signature in a header)", () => {
  it.each(["charge", "refund", "chargeback"])("is proven by the worked vector, in either case of its hex: %s", async (name) => {
    expect(await verify(recorded(name))).toEqual({ verified: true });
    const upper = requestFixture(`webhook.${name}`).headers["bls-signature"]?.toUpperCase();
    expect(await verify(recorded(name, { "bls-signature": upper }))).toEqual({ verified: true });
  });

  it("signs what starts with the timestamp and goes on with the body, and nothing between", () => {
    const { headers, body } = requestFixture("webhook.charge");
    expect(sign(TIMESTAMP, String(body))).toBe(headers["bls-signature"]);
    expect(new TextEncoder().encode(String(body))).toHaveLength(174);
  });

  it.each([
    ["no secret", recorded("charge"), [""], "no_secret"],
    ["another secret", recorded("charge"), ["another"], "signature_mismatch"],
    ["no signature", recorded("charge", { "bls-signature": undefined }), [SECRET], "signature_missing"],
    ["a signature that is no hex", recorded("charge", { "bls-signature": "zz" }), [SECRET], "signature_mismatch"],
    ["a signature that is cut short", recorded("charge", { "bls-signature": "92125f7e" }), [SECRET], "signature_mismatch"],
    ["no timestamp", recorded("charge", { "bls-ipn-timestamp": undefined }), [SECRET], "timestamp_missing"],
    ["another timestamp", recorded("charge", { "bls-ipn-timestamp": "2023-05-15 13:02:57.879" }), [SECRET], "signature_mismatch"],
    ["a timestamp in another form", recorded("charge", { "bls-ipn-timestamp": "2023-05-15T13:02:57.878" }), [SECRET], "signature_mismatch"],
  ])("is not proven with %s", async (_what, request, secrets, reason) => {
    expect(await verify(request, ...secrets)).toEqual({ verified: false, reason });
  });

  it("is not proven by a signature over the body alone, where the timestamp is left out", async () => {
    const body = "transactionType=CHARGE&referenceNumber=1";
    expect(await verify(incoming(body, { "bls-signature": sign("", body) }))).toEqual({ verified: false, reason: "timestamp_missing" });
  });

  it("is over the raw bytes: the same fields, encoded again, are another body (tech-spec, trap 13)", async () => {
    const { headers, body } = requestFixture("webhook.refund");
    const encodedAgain = String(body).replace("Customer+request", "Customer%20request");
    expect(encodedAgain).not.toBe(body);
    expect(await verify(incoming(encodedAgain, headers))).toEqual({ verified: false, reason: "signature_mismatch" });
  });

  it("is proven by any of several secrets, whatever the time", async () => {
    expect(await verify(recorded("charge"), "another", SECRET)).toEqual({ verified: true });
  });

  it("verifies whatever it signs, and only as long as nothing is changed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string({ minLength: 1 }), async (value, key) => {
        fc.pre(key.trim() !== "");
        const body = new URLSearchParams({ transactionType: "CHARGE", referenceNumber: value }).toString();
        const made = await trait.signTestPayload(new TextEncoder().encode(body), secret(key), { now: () => new Date(0) });
        const request = { method: "POST", url: "", headers: made.headers, body: made.body };
        expect(await verify(request, key)).toEqual({ verified: true });
        expect(await verify({ ...incoming(`${body}&x=1`), headers: made.headers }, key)).toMatchObject({ verified: false });
        expect(await verify(request, `${key}x`)).toMatchObject({ verified: false });
      }),
      { numRuns: 40 },
    );
  });

  it("may stay unproven: the body then says what to ask about, and nothing that could be acted upon", async () => {
    const payments = createClient(bluesnap, { auth: CREDENTIALS, environment: "sandbox" });
    const { headers, body } = requestFixture("webhook.charge");
    const handled = await payments.webhooks.handle({ headers, body: String(body) }, {});
    expect(handled).toMatchObject({
      verified: false,
      reason: "no_secret",
      next: "sync",
      reference: { id: "pay_att_1" },
      answer: { status: 200, body: "" },
    });
    expect(handled).not.toHaveProperty("details");
  });
});

describe("a webhook's event (seed 002: conditional detection, a second reading for chargebacks)", () => {
  it.each([
    ["CHARGE", "payment_intent_success"],
    ["DECLINE", "payment_intent_failure"],
    ["CC_CHARGE_FAILED", "payment_intent_failure"],
    ["REFUND", "refund_success"],
  ])("of %s is %s", (transactionType, event) => {
    expect(parse({ ...payment, transactionType, reversalRefNum: "1" }).event).toBe(event);
    expect(Object.keys(mapWebhookEvent.entries)).toContain(transactionType);
  });

  it.each([
    "AUTH_ONLY",
    "AUTH_ONLY_SINGLE_CHARGE",
    "CHARGE_PENDING",
    "RECURRING",
    "CANCELLATION_REFUND",
    "PENDING_REFUND",
    "RDR",
    "FRAUD_DECLINE",
    "SUBSCRIPTION_CHARGE_FAILURE",
    "UNDER_REVIEW",
    "UNDER_VENDOR_REVIEW",
    "ACCOUNT_UPDATER",
    "ACH_NOTIFICATION_OF_CHANGE",
    "CC_STATUS_CHANGED",
    "A_NEW_WORD",
  ])("of %s is acknowledged and says nothing: it never fails a good payment (tech-spec, trap 3)", (transactionType) => {
    const parsed = parse({ ...payment, transactionType });
    expect(parsed.event).toBe("event_not_supported");
    expect(parsed.details).toBeUndefined();
  });

  it.each([
    ["New", "dispute_opened"],
    ["WORKING", "dispute_opened"],
    ["Closed", "dispute_expired"],
    ["Completed_Lost", "dispute_lost"],
    ["COMPLETED_LOST", "dispute_lost"],
    ["Completed_Pending", "dispute_challenged"],
    ["Completed_Won", "dispute_won"],
    ["Escalated", "event_not_supported"],
    ["", "event_not_supported"],
  ])("of a chargeback that is %j is %s", (cbStatus, event) => {
    expect(parse({ ...dispute, cbStatus }).event).toBe(event);
    expect(parse({ ...dispute, transactionType: "CHARGEBACK_STATUS_CHANGED", cbStatus }).event).toBe(event);
    // Where the payment's fields cannot be read, the chargeback's are tried before giving up.
    const { transactionType: _, ...rest } = dispute;
    if (cbStatus !== "") expect(parse({ ...rest, cbStatus }).event).toBe(event);
  });

  it("knows every status of chargebacks that BlueSnap names", () => {
    expect(Object.keys(mapDisputeEvent.entries)).toEqual(["NEW", "WORKING", "CLOSED", "COMPLETED_LOST", "COMPLETED_PENDING", "COMPLETED_WON"]);
  });

  it.each(["", "null", "{}", "<html></html>", "transactionType=", "merchantTransactionId=pay_att_1"])("is none of %j", (body) => {
    expect(() => trait.parseWebhook(incoming(body))).toThrow(expect.objectContaining({ code: "WebhookBodyDecodingFailed" }));
  });
});

describe("what a webhook says", () => {
  it("of a payment names it by our reference, and keeps the two kinds of number apart", () => {
    expect(trait.parseWebhook(recorded("charge"))).toMatchObject({
      event: "payment_intent_success",
      eventClass: "payments",
      connectorEvent: "CHARGE",
      eventId: "CHARGE/38486450///",
      reference: { type: "payment", by: "merchant_reference", id: "pay_att_1" },
      details: { type: "payment", status: "charged", connectorTransactionId: "38486450", amount: 1050, currency: "USD" },
      resource: { transactionType: "CHARGE" },
    });
    const unnamed = { ...payment, transactionType: "CHARGE", merchantTransactionId: "" };
    expect(parse(unnamed).reference).toEqual({ type: "payment", by: "connector_transaction_id", id: "38486450" });
    const nameless = incoming("transactionType=CHARGE&merchantTransactionId=&referenceNumber=");
    expect(() => trait.getWebhookObjectReferenceId(nameless)).toThrow(expect.objectContaining({ code: "WebhookReferenceIdNotFound" }));
  });

  it("of a decline says why", () => {
    expect(parse({ ...payment, transactionType: "DECLINE", declineReason: "R01 Insufficient funds" }).details).toMatchObject({
      status: "failure",
      errorMessage: "R01 Insufficient funds",
    });
    expect(parse({ ...payment, transactionType: "CC_CHARGE_FAILED", declineReason: "" }).details).toMatchObject({ errorMessage: "CC_CHARGE_FAILED" });
  });

  it("of a refund names the refund by its own number", () => {
    expect(trait.parseWebhook(recorded("refund"))).toMatchObject({
      event: "refund_success",
      eventClass: "refunds",
      reference: { type: "refund", by: "connector_refund_id", id: "1027924752" },
      details: { type: "refund", status: "success", connectorRefundId: "1027924752", amount: 500, currency: "USD" },
    });
    const unnamed = incoming("transactionType=REFUND&merchantTransactionId=pay_att_1&referenceNumber=38486450");
    expect(() => trait.getWebhookObjectReferenceId(unnamed)).toThrow(expect.objectContaining({ code: "WebhookReferenceIdNotFound" }));
  });

  it("of a chargeback is its payment's, with number, reason and status", () => {
    expect(trait.parseWebhook(recorded("chargeback"))).toMatchObject({
      event: "dispute_opened",
      eventClass: "disputes",
      connectorEvent: "CHARGEBACK New",
      reference: { type: "payment", by: "merchant_reference", id: "pay_att_1" },
      details: {
        type: "dispute",
        amount: 1050,
        currency: "USD",
        stage: "dispute",
        connectorStatus: "New",
        connectorDisputeId: "1027930001",
        connectorReason: "Fraud",
      },
    });
  });

  it.each([
    ["-1,234.50", "USD", 123_450],
    ["-1,234,567.89", "EUR", 123_456_789],
    ["-10,500", "JPY", 10_500],
    ["10.500", "KWD", 10_500],
    ["-10.505", "USD", undefined],
    ["ten", "USD", undefined],
    ["-10.50", "XQX", undefined],
  ])("of an amount of %s %s is %s in minor units (tech-spec, trap 12)", (invoiceChargeAmount, invoiceChargeCurrency, amount) => {
    const { details } = parse({ ...dispute, cbStatus: "New", invoiceChargeAmount, invoiceChargeCurrency });
    expect(details?.type === "dispute" ? details.amount : undefined).toBe(amount);
  });

  it("tells chargebacks and payments apart by their type alone (tech-spec, trap 14)", () => {
    expect(parse({ ...dispute, transactionType: "CHARGE", cbStatus: "New" })).toMatchObject({
      event: "payment_intent_success",
      details: { type: "payment" },
    });
  });
});

describe("the simulator's webhooks", () => {
  it("are believed, from the charge to the won chargeback", async () => {
    const { simulator, payments } = started();
    const { connectorTransactionId = "" } = await payments.authorize({ ...ORDER, amount: 1_234_50 });
    const number = simulator.controls.chargeBack(connectorTransactionId);
    simulator.controls.moveChargeback(connectorTransactionId, number, "Completed_Won");
    const told = [];
    for (const { id } of simulator.webhooks.events)
      told.push(await payments.webhooks.handle(await simulator.webhooks.toRequest(id), { secret: SECRET }));
    expect(told).toMatchObject([
      { verified: true, next: "process", details: { status: "charged", amount: 1_234_50, connectorTransactionId } },
      { verified: true, event: "dispute_opened", details: { amount: 1_234_50, connectorDisputeId: number } },
      { verified: true, event: "dispute_won", reference: { id: "pay_att_1" } },
    ]);
  });

  it("are sent again until they are answered with 200, eleven times at most", async () => {
    const { simulator, payments } = started();
    await payments.authorize(ORDER);
    expect(await simulator.webhooks.deliver(() => new Response(null, { status: 204 }))).toMatchObject([{ accepted: false }]);
    expect(simulator.webhooks.pending).toHaveLength(1);
    const [event] = simulator.webhooks.events;
    expect(await simulator.webhooks.redeliver(event?.id ?? "", () => new Response(null))).toMatchObject({ accepted: true });
    expect(simulator.webhooks.pending).toHaveLength(0);
  });

  it("are unsigned where the merchant made no key, and believed by nobody", async () => {
    const { simulator, payments } = started({ webhookSecret: null });
    await payments.authorize(ORDER);
    const [event] = simulator.webhooks.events;
    const request = await simulator.webhooks.toRequest(event?.id ?? "");
    expect([...request.headers.keys()]).toEqual(["content-type"]);
    expect(await payments.webhooks.handle(request, { secret: SECRET })).toMatchObject({ verified: false, reason: "signature_missing", next: "sync" });
  });
});
