import { createHmac } from "node:crypto";
import { secret, type IncomingWebhookRequest } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { BLUESNAP_SIMULATOR_DEFAULTS } from "../simulator/index.js";
import { bluesnap } from "../src/index.js";
import { ORDER, started } from "./clients.js";

const { webhooks } = bluesnap;
if (webhooks === undefined) throw new Error("There are no webhooks.");
const trait = webhooks;

const incoming = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): IncomingWebhookRequest => ({
  method: "POST",
  url: "",
  headers,
  body: new TextEncoder().encode(new URLSearchParams(fields).toString()),
});
const parse = (fields: Readonly<Record<string, string>>) => trait.parseWebhook(incoming(fields));

const PAYMENT = { merchantTransactionId: "pay_att_1", referenceNumber: "38486450", invoiceChargeAmount: "10.50", invoiceChargeCurrency: "USD" };

describe("seed 002: Example 1, Bluesnap-Style Implementation (HMAC-SHA256)", () => {
  it("takes bls-signature, in hex, over bls-ipn-timestamp with the body right behind it", async () => {
    const timestamp = "2023-05-15 13:02:57.878";
    const { body } = incoming({ ...PAYMENT, transactionType: "CHARGE" });
    const sign = (...parts: readonly (string | Uint8Array)[]) =>
      parts.reduce((hmac, part) => hmac.update(part), createHmac("sha256", "bls_webhook_secret")).digest("hex");
    const verify = (signature: string) =>
      trait.verifyWebhookSource(
        { method: "POST", url: "", headers: { "bls-signature": signature, "bls-ipn-timestamp": timestamp }, body },
        { secrets: [secret("bls_webhook_secret")] },
        { now: () => new Date(0) },
      );
    expect(await verify(sign(timestamp, body))).toEqual({ verified: true });
    for (const other of [sign(body), sign(body, timestamp), sign(timestamp, ".", body)]) {
      expect(await verify(other)).toEqual({ verified: false, reason: "signature_mismatch" });
    }
  });

  it("Integration Test Pattern: the processor's own webhook is believed, and not with another secret", async () => {
    const { simulator, payments } = started();
    await payments.authorize(ORDER);
    const [event] = simulator.webhooks.events;
    const request = () => simulator.webhooks.toRequest(event?.id ?? "");
    expect(await payments.webhooks.verify(await request(), { secret: BLUESNAP_SIMULATOR_DEFAULTS.webhookSecret })).toEqual({ verified: true });
    expect(await payments.webhooks.verify(await request(), { secret: "another" })).toEqual({ verified: false, reason: "signature_mismatch" });
  });
});

describe("seed 002: Webhook Processing Patterns", () => {
  it.each([
    [{}, { type: "payment", by: "merchant_reference", id: "pay_att_1" }],
    [{ merchantTransactionId: "" }, { type: "payment", by: "connector_transaction_id", id: "38486450" }],
    [{ merchantTransactionId: "", referenceNumber: "" }, undefined],
  ])("Payment Webhook Processing: the merchant's id, else the connector's, else none (%o)", (changed, reference) => {
    const parsed = parse({ ...PAYMENT, transactionType: "CHARGE", ...changed });
    expect(parsed.reference).toEqual(reference);
    expect(parsed.details).toMatchObject({ type: "payment", status: "charged" });
  });

  it("Refund Webhook Processing: the refund's own number, without which it names nothing", () => {
    const refund = { ...PAYMENT, transactionType: "REFUND", reversalRefNum: "1027924752", reversalAmount: "5.00" };
    expect(parse(refund)).toMatchObject({
      reference: { type: "refund", by: "connector_refund_id", id: "1027924752" },
      details: { type: "refund", status: "success", connectorRefundId: "1027924752", amount: 500, currency: "USD" },
    });
    const { reversalRefNum: _, ...nameless } = refund;
    expect(() => trait.getWebhookObjectReferenceId(incoming(nameless))).toThrow(expect.objectContaining({ code: "WebhookReferenceIdNotFound" }));
  });

  it("Dispute Webhook Processing: amount, currency, stage, the dispute's id and why", () => {
    const chargeback = {
      ...PAYMENT,
      transactionType: "CHARGEBACK",
      reversalRefNum: "1027930001",
      reversalReason: "Fraud",
      cbStatus: "New",
      invoiceChargeAmount: "-10.50",
    };
    expect(parse(chargeback)).toMatchObject({
      event: "dispute_opened",
      details: {
        type: "dispute",
        amount: 1050,
        currency: "USD",
        stage: "dispute",
        connectorDisputeId: "1027930001",
        connectorReason: "Fraud",
        connectorStatus: "New",
      },
    });
  });

  it("Resource Object Extraction: the fields of the form", () => {
    expect(trait.getWebhookResourceObject(incoming({ ...PAYMENT, transactionType: "CHARGE" }))).toMatchObject({
      transactionType: "CHARGE",
      referenceNumber: "38486450",
    });
  });
});
