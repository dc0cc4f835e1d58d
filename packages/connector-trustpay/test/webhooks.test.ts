import { createHmac } from "node:crypto";
import { createClient } from "@switchyard/client";
import { secret, type IncomingWebhookRequest } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trustpay } from "../src/index.js";
import { requestFixture } from "./fixtures.js";
import { CREDENTIALS } from "./records.js";

const SECRET = "tp_secret_key_2024";
const trait = trustpay.webhooks;
if (trait === undefined) throw new Error("There are no webhooks.");

const incoming = (body: string): IncomingWebhookRequest => ({ method: "POST", url: "", headers: {}, body: new TextEncoder().encode(body) });
const text = (name: string) => String(requestFixture(`webhook.${name}`).body);
const verify = (body: string, ...secrets: readonly string[]) =>
  trait.verifyWebhookSource(
    incoming(body),
    { secrets: (secrets.length === 0 ? [SECRET] : secrets).map((each) => secret(each)) },
    { now: () => new Date(0) },
  );
const parse = (body: string) => trait.parseWebhook(incoming(body));

/** A body signed over these values, as they are. */
function signed(body: object, ...values: readonly string[]): string {
  const Signature = createHmac("sha256", SECRET).update(values.join("/")).digest("hex").toUpperCase();
  return JSON.stringify({ ...body, Signature });
}

interface Told {
  readonly PaymentMethod?: string;
  readonly CreditDebitIndicator?: string;
  readonly Status?: string;
  readonly References?: object;
}
function told({ PaymentMethod = "IDeal", CreditDebitIndicator = "CRDT", Status = "Paid", References }: Told): string {
  const references = References ?? { MerchantReference: "pay_att_1", PaymentId: "9000111", PaymentRequestId: "1234567890" };
  const Amount = { Amount: 10.5, Currency: "EUR" };
  return JSON.stringify({
    PaymentMethod,
    PaymentInformation: { Amount, CreditDebitIndicator, Status, References: references },
    Signature: "00",
  });
}

describe("the source of a notification (seed 002: sorted payload values, body-extracted signature)", () => {
  it.each(["payment", "refund", "chargeback", "sepa-null-as-word", "sepa-null-left-out"])(
    "is proven by the worked vector, in either case: %s",
    async (name) => {
      expect(await verify(text(name))).toEqual({ verified: true });
      const lower = text(name).replace(/"Signature":"(\w+)"/, (_, hex: string) => `"Signature":"${hex.toLowerCase()}"`);
      expect(lower).not.toBe(text(name));
      expect(await verify(lower)).toEqual({ verified: true });
    },
  );

  it.each([
    ["no secret", text("payment"), [""], "no_secret"],
    ["another secret", text("payment"), ["tp_secret_key_2025"], "signature_mismatch"],
    ["no signature", JSON.stringify({ PaymentInformation: {} }), [SECRET], "signature_missing"],
    ["a signature that is no hex", text("payment").replace("74EF", "74EG"), [SECRET], "signature_mismatch"],
    ["a signature that is cut short", text("payment").replace("6AED2", ""), [SECRET], "signature_mismatch"],
    ["another amount", text("payment").replace("10.5", "10.6"), [SECRET], "signature_mismatch"],
    ["another status", text("payment").replace("Paid", "Rejected"), [SECRET], "signature_mismatch"],
    ["a status under another name", text("payment").replace('"Status"', '"Rtatus"'), [SECRET], "signature_mismatch"],
    ["one value more", text("payment").replace('"CRDT",', '"CRDT","Debtor":{"Name":"Jo"},'), [SECRET], "signature_mismatch"],
    ["a page", "<html>", [SECRET], "body_unreadable"],
  ])("is not proven with %s", async (_what, body, secrets, reason) => {
    expect(await verify(body, ...secrets)).toMatchObject({ verified: false, reason });
  });

  it("is proven by any of several secrets", async () => {
    expect(await verify(text("payment"), "another", SECRET)).toEqual({ verified: true });
  });

  it("is over numbers with two decimals, whatever the JSON shows", async () => {
    const body = (amount: string) =>
      signed({ PaymentInformation: { Amount: { Amount: 0, Currency: "EUR" } } }, "25.00", "EUR").replace('"Amount":0', `"Amount":${amount}`);
    for (const amount of ["25", "25.0", "25.00", "2.5e1"]) expect(await verify(body(amount))).toEqual({ verified: true });
    expect(await verify(body("25.01"))).toMatchObject({ verified: false });
  });

  it("is over values in the order of their bytes: digits, capitals, small letters, accents, and what is beyond UTF-16's first plane last", async () => {
    const names = ["\u{1f600}", "éa", "Zoe", "10", "9", "ab", "\uff5e"];
    const ordered = ["10", "9", "Zoe", "ab", "éa", "\uff5e", "\u{1f600}"];
    const lines = { PaymentInformation: { Debtor: { Address: { Lines: names } } } };
    expect(await verify(signed(lines, ...ordered))).toEqual({ verified: true });
    expect(await verify(signed(lines, ...[...names].sort()))).toMatchObject({ verified: false });
  });

  it("leaves out what equals the signature itself", async () => {
    const body = JSON.parse(text("payment")) as { PaymentInformation: object; Signature: string };
    const more = { ...body, PaymentInformation: { ...body.PaymentInformation, Debtor: { Email: body.Signature } } };
    expect(await verify(JSON.stringify(more))).toEqual({ verified: true });
  });

  it("follows the documented list where a body holds more: the creditor before the debtor, and fields that nobody knows yet", async () => {
    const body = {
      PaymentMethod: "Wire",
      NewField: "2027",
      PaymentInformation: {
        Status: "Paid",
        Creditor: { Name: "Shop" },
        Debtor: { Name: "Jo", Email: "jo@h.example", Address: { Lines: ["x"], CountryCode: "SK" } },
        CreditorAccount: { Iban: "SK31" },
        DebtorAccount: { Iban: "SK99", Other: "o" },
        CreditorAgent: { Bic: "" },
        DebtorAgent: { Bic: "TATR" },
      },
    };
    expect(await verify(signed(body, "Paid", "SK", "SK31", "Shop", "TATR", "Wire", "o"))).toEqual({ verified: true });
  });

  it("verifies whatever it signs, and only as long as nothing is changed", async () => {
    const words = fc.string({ minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(words, words, fc.integer({ min: 1, max: 10_000_000 }), async (reference, name, cents) => {
        const body = {
          PaymentMethod: "Wire",
          PaymentInformation: {
            Amount: { Amount: cents / 100, Currency: "EUR" },
            References: { MerchantReference: reference },
            Debtor: { Name: name },
          },
        };
        const made = await trait.signTestPayload(new TextEncoder().encode(JSON.stringify(body)), secret(SECRET), { now: () => new Date(0) });
        const sent = new TextDecoder().decode(made.body);
        expect(await verify(sent)).toEqual({ verified: true });
        const changed = JSON.parse(sent) as typeof body;
        changed.PaymentInformation.Amount.Amount = (cents + 1) / 100;
        expect(await verify(JSON.stringify(changed))).toMatchObject({ verified: false });
      }),
      { numRuns: 40 },
    );
  });

  it("is not mandatory: what nothing proves is asked about, and answered", () => {
    expect(trustpay.isWebhookSourceVerificationMandatory()).toBe(false);
    expect(trait.getWebhookApiResponse(incoming("{}"), true)).toEqual({ status: 200, headers: {}, body: "" });
  });
});

describe("a notification (seed 002: transaction-based event detection)", () => {
  it.each([
    ["CRDT", "Paid", "payment_intent_success"],
    ["CRDT", "Rejected", "payment_intent_failure"],
    ["DBIT", "Paid", "refund_success"],
    ["DBIT", "Refunded", "refund_success"],
    ["DBIT", "Rejected", "refund_failure"],
  ])("of %s %s is %s, which a query must confirm", (CreditDebitIndicator, Status, event) => {
    const parsed = parse(told({ CreditDebitIndicator, Status }));
    expect(parsed).toMatchObject({ event, connectorEvent: `${CreditDebitIndicator} ${Status}`, confirm: true });
    expect(parsed.details).toBeUndefined();
  });

  it("whose values have changed places is as good as signed, and no status is believed for it", async () => {
    const rejected = { Status: "Rejected", Debtor: { Name: "Paid" } };
    const swapped = { Status: "Paid", Debtor: { Name: "Rejected" } };
    const References = { MerchantReference: "pay_att_1", PaymentRequestId: "1234567890" };
    const of = (facts: object) => ({ PaymentMethod: "IDeal", PaymentInformation: { CreditDebitIndicator: "CRDT", References, ...facts } });
    const values = ["1234567890", "CRDT", "IDeal", "Paid", "Rejected", "pay_att_1"];
    expect(signed(of(rejected), ...values).slice(-68)).toBe(signed(of(swapped), ...values).slice(-68));
    const webhooks = createClient(trustpay, { auth: CREDENTIALS, environment: "sandbox" }).webhooks;
    const body = new TextEncoder().encode(signed(of(swapped), ...values));
    const handled = await webhooks.handle({ method: "POST", url: "https://m.example/", headers: {}, body }, { secret: SECRET });
    expect(handled).toMatchObject({ verified: true, next: "sync", reference: { id: "pay_att_1" } });
    expect(handled).not.toHaveProperty("details");
    expect(handled).not.toHaveProperty("resource");
  });

  it.each([
    ["CRDT", "Authorized"],
    ["CRDT", "Authorizing"],
    ["CRDT", "Pending"],
    ["DBIT", "Pending"],
    ["CRDT", "Refunded"],
    ["CRDT", "Chargebacked"],
    ["DBIT", "RapidDisputeResolution"],
    ["CRDT", "a new word"],
    ["a new word", "Paid"],
  ])("of %s %s is acknowledged and says nothing", (CreditDebitIndicator, Status) => {
    const parsed = parse(told({ CreditDebitIndicator, Status }));
    expect(parsed.event).toBe("event_not_supported");
    expect(parsed.details).toBeUndefined();
    expect(parsed.confirm).toBeUndefined();
  });

  it("of a payment names it by our reference", () => {
    expect(parse(text("payment"))).toMatchObject({
      event: "payment_intent_success",
      eventClass: "payments",
      eventId: "9000111/1234567890/CRDT/Paid",
      reference: { type: "payment", by: "merchant_reference", id: "pay_att_1" },
      resource: { PaymentInformation: { Status: "Paid" } },
    });
  });

  it("of a refund names it by our reference", () => {
    expect(parse(text("refund"))).toMatchObject({
      event: "refund_success",
      eventClass: "refunds",
      reference: { type: "refund", by: "merchant_reference", id: "ref_att_1" },
    });
  });

  it("of a chargeback is a dispute that is lost at once; there is nothing to ask about it", () => {
    expect(parse(text("chargeback"))).not.toHaveProperty("confirm");
    expect(parse(text("chargeback"))).toMatchObject({
      event: "dispute_lost",
      eventClass: "disputes",
      reference: { type: "payment", by: "merchant_reference", id: "pay_att_1" },
      details: {
        type: "dispute",
        amount: 1050,
        currency: "EUR",
        stage: "dispute",
        connectorStatus: "Chargebacked",
        connectorDisputeId: "9000333",
        connectorReason: "Fraud - card absent",
        connectorReasonCode: "10.4",
      },
    });
  });

  it("without our reference is about TrustPay's id, unless it is a card's, which is known by an instance that no notification has", () => {
    const References = { PaymentRequestId: 1234567890 };
    expect(parse(told({ References })).reference).toEqual({ type: "payment", by: "connector_transaction_id", id: "1234567890" });
    expect(parse(told({ References, CreditDebitIndicator: "DBIT" })).reference).toEqual({
      type: "refund",
      by: "connector_refund_id",
      id: "1234567890",
    });
    expect(parse(told({ References, PaymentMethod: "Card" })).reference).toBeUndefined();
  });

  it("of a chargeback in a currency that nobody knows has no amount, and so no details", () => {
    const strange = parse(text("chargeback").replace('"EUR"', '"XQX"'));
    expect(strange.event).toBe("dispute_lost");
    expect(strange.details).toBeUndefined();
  });

  it.each(["", "null", "[]", "{}", "<html>", '{"PaymentInformation":3}'])("is not %j", (body) => {
    expect(() => parse(body)).toThrow(expect.objectContaining({ code: "WebhookBodyDecodingFailed" }));
  });
});
