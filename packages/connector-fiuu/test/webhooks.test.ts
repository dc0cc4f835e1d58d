import { isSecret, secret } from "@switchyard/interfaces";
import { bodyText } from "@switchyard/testkit/node";
import { describe, expect, it } from "vitest";
import { fiuuCredentials } from "../src/index.js";
import { ACME, clientOf, simulated } from "./clients.js";
import { requestFixture } from "./fixtures.js";

const { webhooks } = clientOf({ status: 200 }).payments;
const FORM = "application/x-www-form-urlencoded";

function incoming(name: string, contentType?: string, change: (body: string) => string = (body) => body) {
  const fixture = requestFixture(`webhook.${name}`);
  const headers = { ...fixture.headers, ...(contentType === undefined ? {} : { "content-type": contentType }) };
  return { method: "POST", url: "https://m.example/fiuu", headers, body: change(bodyText(fixture) ?? "") };
}
const handle = (request: ReturnType<typeof incoming>, key: string = ACME.secretKey) => webhooks.handle(request, { secret: key });

describe("notifications of payments", () => {
  it.each([
    ["payment-captured", { event: "payment_intent_success", details: { status: "pending", connectorStatus: "00" } }],
    ["payment-failed", { event: "payment_intent_failure", details: { status: "failure", connectorStatus: "11" } }],
    ["payment-pending", { event: "payment_intent_processing", details: { status: "authentication_pending", connectorStatus: "22" } }],
  ])("reads vector %s, and says what it is about", async (name, expected) => {
    expect(await handle(incoming(name))).toMatchObject({
      verified: true,
      next: "process",
      reference: { type: "payment", by: "merchant_reference", id: "pay_att_1" },
      ...expected,
      details: { type: "payment", connectorTransactionId: "30001", amount: 27_60, currency: "MYR", ...expected.details },
    });
  });

  it("claims neither held nor taken of a payment that went through: only a query tells", async () => {
    const result = await handle(incoming("payment-captured"));
    expect(result.verified && result.details).toMatchObject({ status: "pending" });
  });

  it("gives redeliveries one id, by callback as by notification", async () => {
    const [first, again] = [
      await handle(incoming("payment-captured")),
      await handle(incoming("payment-captured", FORM, (body) => body.replace("nbcb=2", "nbcb=1"))),
    ];
    expect(first).toMatchObject({ eventId: "payment:30001:00:2026-01-15 14:03:22" });
    expect(again).toMatchObject({ verified: true, eventId: "payment:30001:00:2026-01-15 14:03:22" });
  });

  it("is verified without nbcb, as the browser's return is", async () => {
    expect(await handle(incoming("payment-captured", FORM, (body) => body.replace("nbcb=2&", "")))).toMatchObject({ verified: true });
  });

  it("is a payment's where the field of a refund is blank", async () => {
    expect(await handle(incoming("payment-captured", FORM, (body) => `RefundID=&${body}`))).toMatchObject({
      verified: true,
      reference: { type: "payment", id: "pay_att_1" },
    });
  });

  it("says nothing that the signature does not cover: neither a token nor an error code", async () => {
    const body = (text: string) => text.replace("4111tok", "another").replace("error_code=&", "error_code=CC_51&");
    const result = await handle(incoming("payment-captured", FORM, body));
    expect(result).toMatchObject({ verified: true });
    const resource = result.verified && isSecret(result.resource) ? result.resource.expose() : undefined;
    expect(JSON.stringify([{ ...result, raw: undefined }, resource])).not.toMatch(/another|CC_51/);
  });

  it("reads RM as MYR, and verifies what arrived", async () => {
    const { simulator } = simulated();
    expect(simulator.webhooks.events).toHaveLength(0);
    const signed = await webhooks.signTestPayload("tranID=1&orderid=o&status=00&domain=ACME&amount=27.60&currency=RM&paydate=2026-01-15 14:03:22", {
      secret: ACME.secretKey,
    });
    const result = await webhooks.handle({ method: "POST", url: "", ...signed }, { secret: ACME.secretKey });
    expect(result.verified && result.details).toMatchObject({ amount: 27_60, currency: "MYR" });
  });

  it("acknowledges a status that it does not know, and acts on none", async () => {
    const signed = await webhooks.signTestPayload("tranID=1&orderid=o&status=77&domain=ACME&amount=27.60&currency=MYR&paydate=x", {
      secret: ACME.secretKey,
    });
    expect(await webhooks.handle({ method: "POST", url: "", ...signed }, { secret: ACME.secretKey })).toMatchObject({
      verified: true,
      next: "acknowledge",
    });
  });
});

describe("notifications of refunds", () => {
  it.each([
    ["refund-success", { event: "refund_success", details: { status: "success" } }],
    ["refund-rejected", { event: "refund_failure", details: { status: "failure" } }],
    ["refund-success-json", { event: "refund_success", details: { status: "success" } }],
  ])("reads %s", async (name, expected) => {
    expect(await handle(incoming(name))).toMatchObject({
      verified: true,
      reference: { type: "refund", by: "merchant_reference", id: "ref_1" },
      ...expected,
      details: { type: "refund", connectorRefundId: "5501", ...expected.details },
    });
  });

  it("acknowledges a refund that is still under way", async () => {
    const body = "RefundType=P&MerchantID=ACME&RefID=ref_1&RefundID=5501&TxnID=30001&Amount=10.00&Status=22";
    const signed = await webhooks.signTestPayload(body, { secret: ACME.secretKey });
    expect(await webhooks.handle({ method: "POST", url: "", ...signed }, { secret: ACME.secretKey })).toMatchObject({
      event: "event_not_supported",
      next: "acknowledge",
    });
  });
});

describe("the body", () => {
  it.each(["application/x-www-form-urlencoded; charset=UTF-8", "text/plain", "application/json", "APPLICATION/X-WWW-FORM-URLENCODED"])(
    "is read by what it is, under the content type %s",
    async (contentType) => {
      expect(await handle(incoming("payment-captured", contentType))).toMatchObject({ verified: true });
      expect(await handle(incoming("refund-success-json", contentType))).toMatchObject({ verified: true });
    },
  );

  it("may be unencoded, with an & inside extraP that is no field's", async () => {
    const raw = decodeURIComponent(incoming("payment-captured").body.replaceAll("+", " ")).replace('"Mastercard"', '"a&status=11&RefundID=1"');
    expect(await handle({ ...incoming("payment-captured"), body: raw })).toMatchObject({ verified: true, event: "payment_intent_success" });
  });
});

describe("seed 002: MD5 with the signature in the body, as Fiuu has it", () => {
  it.each([
    ["a changed amount", (body: string) => body.replace("27.60", "27.61"), "signature_mismatch"],
    ["an amount of the same value in other words", (body: string) => body.replace("27.60", "27.6"), "signature_mismatch"],
    ["a changed status", (body: string) => body.replace("status=00", "status=11"), "signature_mismatch"],
    ["no signature", (body: string) => body.replace(/skey=\w+&/, ""), "signature_missing"],
    ["half a signature", (body: string) => body.replace("b3a048cb", ""), "signature_mismatch"],
    ["a refund's field slipped in", (body: string) => body.replace("&extraP", "&RefundID=1&extraP"), "signature_missing"],
  ])("is not proven with %s", async (_what, change, reason) => {
    expect(await webhooks.verify(incoming("payment-captured", FORM, change), { secret: ACME.secretKey })).toEqual({ verified: false, reason });
  });

  it("is proven by upper-case hex, and by either of two secrets", async () => {
    const upper = incoming("payment-captured", FORM, (body) => body.replace(/skey=(\w+)/, (_, hex: string) => `skey=${hex.toUpperCase()}`));
    expect(await webhooks.verify(upper, { secret: ["another", ACME.secretKey] })).toEqual({ verified: true });
  });

  it("is proven by the secret key of the credentials where the call brings none", async () => {
    expect(await webhooks.verify(incoming("payment-captured"), {})).toEqual({ verified: true });
    const another = fiuuCredentials({ ...ACME, secretKey: "another" });
    expect(await webhooks.verify(incoming("payment-captured"), { auth: another })).toEqual({ verified: false, reason: "signature_mismatch" });
    expect(await webhooks.verify(incoming("payment-captured"), { secret: "another" })).toMatchObject({ verified: false });
  });

  it("is not proven without a secret, nor by the verify key", async () => {
    const none = { auth: { type: "NoKey" } } as const;
    expect(await webhooks.verify(incoming("payment-captured"), none)).toEqual({ verified: false, reason: "no_secret" });
    expect(await webhooks.verify(incoming("payment-captured"), { secret: ACME.verifyKey })).toMatchObject({ verified: false });
  });

  it("is refused when it is not proven, and says nothing then", async () => {
    expect(await handle(incoming("payment-captured"), "wrong")).toMatchObject({ verified: false, next: "refuse", answer: { status: 400 } });
  });

  it("is answered with the text that a callback waits for", async () => {
    const { answer } = await handle(incoming("payment-pending"));
    expect(answer).toEqual({ status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: "CBTOKEN:MPSTATOK" });
  });
});

describe("with the simulator", () => {
  it.each([{}, { raw: true }, { charset: true }, { jsonRefunds: true }, { twice: true }])(
    "reads notifications written as %o",
    async (notifications) => {
      const { simulator, payments } = simulated({ credentials: ACME, notifications });
      await payments.authorize({
        reference: "order-1",
        amount: 27_60,
        currency: "MYR",
        webhookUrl: "https://m.example/fiuu",
        paymentMethod: { type: "real_time_payment", kind: "duit_now" },
      });
      simulator.controls.settle();
      const deliveries = await simulator.webhooks.deliver(async (request) => {
        const { answer } = await payments.webhooks.handle(request, { secret: ACME.secretKey });
        return new Response(answer.body, { status: answer.status, headers: answer.headers });
      });
      expect(deliveries.map(({ accepted }) => accepted)).toEqual(notifications.twice === true ? [true, true] : [true]);
    },
  );

  it("hears of a refund where the refund named an address", async () => {
    const { simulator, payments } = simulated({ credentials: ACME, notifications: { jsonRefunds: true } });
    const { connectorTransactionId = "" } = await payments.authorize({
      reference: "order-1",
      amount: 27_60,
      currency: "MYR",
      paymentMethod: { type: "wallet", kind: "google_pay", tokenizationData: { type: "encrypted", token: secret("{}") } },
    });
    await payments.refund({ reference: "ref_1", connectorTransactionId, amount: 10_11, currency: "MYR", webhookUrl: "https://m.example/fiuu" });
    simulator.controls.settle();
    const last = simulator.webhooks.events.at(-1);
    const result = await payments.webhooks.handle(await simulator.webhooks.toRequest(last?.id ?? ""), { secret: ACME.secretKey });
    expect(result).toMatchObject({
      verified: true,
      event: "refund_failure",
      reference: { type: "refund", by: "merchant_reference", id: "ref_1" },
      details: { status: "failure", connectorStatus: "11" },
    });
  });
});
