import { card, createClient, kyTransport } from "@switchyard/client";
import type { PaymentMethodData } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { trustpay, trustpayCredentials } from "../src/index.js";
import { createTrustpaySimulator, TestCard, TRUSTPAY_SIMULATOR_DEFAULTS, type TrustpaySimulatorOptions } from "../simulator/index.js";

const { credentials } = TRUSTPAY_SIMULATOR_DEFAULTS;
const ORIGIN = "http://processor.test";
const FORM = { "content-type": "application/x-www-form-urlencoded", "x-api-key": credentials.apiKey };

function started(options: TrustpaySimulatorOptions = {}) {
  const simulator = createTrustpaySimulator(options);
  const transport = kyTransport({ fetch: (input, init) => simulator.fetch(new Request(input, init)) });
  const client = (given = credentials) =>
    createClient(trustpay, {
      auth: trustpayCredentials(given),
      environment: "sandbox",
      transport,
      baseUrl: `${ORIGIN}/`,
      runtime: { now: () => simulator.clock.now() },
    });
  return { simulator, client, payments: client() };
}

const order = {
  reference: "order-1001",
  amount: 10_50,
  currency: "EUR",
  returnUrl: "https://shop.example/return?order=1001",
  customer: { email: "c@h.example" },
  billing: { address: { firstName: "Sherlock", lastName: "Holmes", line1: "221B Baker Street", city: "London", zip: "NW1 6XE", country: "GB" } },
  browserInfo: { userAgent: "UA/1.0", ipAddress: "192.0.2.1" },
} as const;
const cardOf = (number: string) => card({ number, alias: true, expMonth: "12", expYear: "2035", cvc: "123" });
const ideal = { type: "bank_redirect", kind: "ideal" } as const satisfies PaymentMethodData;

/** Opens the page that a redirection leads to, and answers it. */
async function answerPage(simulator: ReturnType<typeof createTrustpaySimulator>, page: Request, decision: string): Promise<Response> {
  const html = await (await simulator.fetch(page)).text();
  const fields = [...html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]);
  const action = /action="([^"]+)"/.exec(html)?.[1] ?? "";
  const body = new URLSearchParams([...fields, ["decision", decision]]);
  return simulator.fetch(new Request(`${ORIGIN}${action}`, { method: "POST", body }));
}

describe("3DS", () => {
  it.each([
    ["pass", "charged"],
    ["fail", "failure"],
  ] as const)("ends as the shopper decides, and only a query says so: %s", async (decision, status) => {
    const { simulator, payments } = started();
    const payment = await payments.authorize({ ...order, paymentMethod: cardOf(TestCard.ThreeDs) });
    expect(payment).toMatchObject({ status: "authentication_pending", redirection: { type: "form", method: "POST" } });
    const { redirection, connectorTransactionId = "", connectorMeta } = payment;
    const known = { connectorTransactionId, connectorMeta, amount: 10_50, currency: "EUR" } as const;
    expect((await payments.sync(known)).status).toBe("authentication_pending");
    const form = redirection?.type === "form" ? redirection : undefined;
    const fields = Object.entries(form?.formFields ?? {}).map(([name, value]) => [name, typeof value === "string" ? value : value.expose()]);
    const page = new Request(form?.endpoint ?? "", { method: "POST", body: new URLSearchParams(fields) });
    const back = await answerPage(simulator, page, decision);
    expect(back.headers.get("location")).toBe(order.returnUrl);
    expect((await payments.sync(known)).status).toBe(status);
    expect(simulator.ledger.total({ kind: "capture", currency: "EUR" })).toBe(status === "charged" ? 10_50 : 0);
  });

  it("is decided once, with the fields that the purchase gave", async () => {
    const { simulator, payments } = started();
    const payment = await payments.authorize({ ...order, paymentMethod: cardOf(TestCard.ThreeDs) });
    const body = new URLSearchParams({ InstanceId: payment.connectorTransactionId ?? "", PaReq: "another", decision: "pass" });
    const forged = await simulator.fetch(new Request(`${ORIGIN}/tpgw/challenge/decision`, { method: "POST", body }));
    expect(forged.status).toBe(404);
    expect(simulator.ledger.size).toBe(0);
  });
});

describe("a bank payment", () => {
  it.each([
    ["pay", "charged", "https://shop.example/return?order=1001&status=SuccessOk&PaymentRequestId="],
    ["cancel", "authorization_failed", "https://shop.example/return?order=1001&PaymentRequestId="],
    ["error", "authorization_failed", "https://shop.example/return?order=1001&PaymentRequestId="],
  ] as const)("ends at the bank, and the query tells before the notification does: %s", async (decision, status, address) => {
    const { simulator, payments } = started();
    const { redirection, connectorTransactionId = "", connectorMeta } = await payments.authorize({ ...order, paymentMethod: ideal });
    const known = { connectorTransactionId, connectorMeta, amount: 10_50, currency: "EUR" } as const;
    expect((await payments.sync(known)).status).toBe("authorizing");
    const back = await answerPage(simulator, new Request(redirection?.type === "form" ? redirection.endpoint : ""), decision);
    expect(back.headers.get("location")).toContain(`${address}${connectorTransactionId}&Reference=order-1001`);
    expect((await payments.sync(known)).status).toBe(status);
  });

  it("is refunded later than it is asked for, or not at all", async () => {
    const { simulator, payments } = started();
    const { connectorTransactionId = "", connectorMeta } = await payments.authorize({ ...order, paymentMethod: ideal });
    simulator.controls.settleBankPayment(connectorTransactionId, "paid");
    const given = { connectorTransactionId, connectorMeta, amount: 5_00, currency: "EUR" } as const;
    const [first, second] = [await payments.refund({ ...given, reference: "r1" }), await payments.refund({ ...given, reference: "r2" })];
    expect([first.status, second.status]).toEqual(["pending", "pending"]);
    expect(await payments.refund({ ...given, reference: "r3" })).toMatchObject({ status: "failure", error: { code: "1112009" } });
    simulator.controls.settleBankPayment(first.connectorRefundId ?? "", "paid");
    simulator.controls.settleBankPayment(second.connectorRefundId ?? "", "rejected");
    const statusOf = async (connectorRefundId = "") => (await payments.syncRefund({ ...given, connectorRefundId })).status;
    expect(await statusOf(first.connectorRefundId)).toBe("success");
    expect(await statusOf(second.connectorRefundId)).toBe("failure");
    expect(simulator.webhooks.events.map(({ type }) => type)).toEqual(["CRDT Paid", "DBIT Paid", "DBIT Rejected"]);
  });

  it("that is not paid is not refunded, nor is one that is not there", async () => {
    const { payments } = started();
    const { connectorTransactionId = "", connectorMeta } = await payments.authorize({ ...order, paymentMethod: ideal });
    const given = { connectorMeta, amount: 5_00, currency: "EUR" } as const;
    expect(await payments.refund({ ...given, connectorTransactionId })).toMatchObject({ status: "failure", error: { code: "1112008" } });
    expect(await payments.refund({ ...given, connectorTransactionId: "1" })).toMatchObject({ status: "failure", error: { code: "1133002" } });
    expect(await payments.sync({ connectorTransactionId: "1", connectorMeta, status: "authorizing" })).toMatchObject({
      status: "authorizing",
      error: { code: "1132005" },
    });
  });

  it("of a method that the project has not enabled has failed", async () => {
    const { payments } = started({ disabledMethods: ["IDeal"] });
    expect(await payments.authorize({ ...order, paymentMethod: ideal })).toMatchObject({
      status: "authorization_failed",
      outcome: "rejected",
      error: { code: "1133001", message: "IDeal payments are not enabled in Project 4107608031" },
    });
  });

  it("that is throttled is not known to have failed, and neither is what is asked about", async () => {
    const { simulator, payments } = started();
    simulator.controls.throttleOnce();
    expect(await payments.authorize({ ...order, paymentMethod: ideal })).toMatchObject({ status: "pending", outcome: "unknown" });
    const { connectorTransactionId = "", connectorMeta } = await payments.authorize({ ...order, paymentMethod: ideal });
    simulator.controls.throttleOnce();
    const known = { connectorTransactionId, connectorMeta, status: "authentication_pending" } as const;
    expect(await payments.sync(known)).toMatchObject({ status: "authentication_pending", error: { code: "1132014" } });
    simulator.controls.settleBankPayment(connectorTransactionId, "paid");
    expect((await payments.sync(known)).status).toBe("charged");
  });

  it("asks for one token and for another when TrustPay takes it no more", async () => {
    const { simulator, payments } = started();
    const tokens = () => simulator.requests.all({ path: "/api/oauth2/token" }).length;
    await payments.authorize({ ...order, paymentMethod: ideal });
    await payments.authorize({ ...order, reference: "order-1002", paymentMethod: ideal });
    expect(tokens()).toBe(1);
    simulator.controls.expireTokens();
    expect(await payments.authorize({ ...order, reference: "order-1003", paymentMethod: ideal })).toMatchObject({
      outcome: "rejected",
      statusCode: 401,
    });
    expect((await payments.authorize({ ...order, reference: "order-1004", paymentMethod: ideal })).status).toBe("authentication_pending");
    expect(tokens()).toBe(2);
  });

  it("of wrong credentials is not sent", async () => {
    const { client } = started();
    const stranger = client({ ...credentials, secretKey: "another" });
    expect(await stranger.authorize({ ...order, paymentMethod: ideal })).toMatchObject({ outcome: "not_sent", error: { code: "1133000" } });
  });
});

describe("a wallet", () => {
  it.each([
    ["pass", "charged"],
    ["fail", "failure"],
  ] as const)("is paid in its sheet: %s", async (outcome, status) => {
    const { simulator, payments } = started();
    const session = await payments.authorize({ ...order, paymentMethod: { type: "wallet", kind: "apple_pay_third_party_sdk" } });
    expect(session).toMatchObject({ status: "authentication_pending", nextAction: { type: "invoke_sdk_client" } });
    const { connectorTransactionId = "", connectorMeta } = session;
    expect((await payments.sync({ connectorTransactionId, connectorMeta, status: "authentication_pending" })).status).toBe("authentication_pending");
    simulator.controls.finishWallet(connectorTransactionId, outcome);
    expect((await payments.sync({ connectorTransactionId, connectorMeta })).status).toBe(status);
  });
});

describe("a card", () => {
  it("that was set up by 3DS is charged again, and one that was not is not", async () => {
    const { payments } = started();
    const { amount: _, ...setup } = order;
    const acceptance = { customerAcceptance: { acceptanceType: "online" } } as const;
    const stored = await payments.setupMandate({ ...setup, ...acceptance, paymentMethod: cardOf(TestCard.Approved) });
    const connectorMandateId: string = stored.mandate?.connectorMandateId ?? "";
    const again = { reference: "renewal-1", amount: 5_00, currency: "EUR" } as const;
    expect(await payments.repeatPayment({ ...again, mandate: { connectorMandateId } })).toMatchObject({ status: "charged" });
    const once = await payments.authorize({ ...order, paymentMethod: cardOf(TestCard.Approved) });
    const other: { readonly connectorMandateId: string } = { connectorMandateId: (once.connectorTransactionId ?? "").toString() };
    expect(await payments.repeatPayment({ ...again, mandate: other })).toMatchObject({ outcome: "rejected" });
    expect(await payments.repeatPayment({ ...again, mandate: { connectorMandateId: "INST-nobody" } })).toMatchObject({ outcome: "rejected" });
  });

  it("is refunded up to what was paid, at once or later", async () => {
    for (const cardRefunds of ["at-once", "later"] as const) {
      const { simulator, payments } = started({ cardRefunds });
      const { connectorTransactionId = "", connectorMeta } = await payments.authorize({ ...order, paymentMethod: cardOf(TestCard.Approved) });
      const given = { connectorTransactionId, connectorMeta, amount: 6_00, currency: "EUR" } as const;
      const first = await payments.refund(given);
      expect(first.status).toBe(cardRefunds === "later" ? "pending" : "success");
      expect(await payments.refund(given)).toMatchObject({ status: "failure", error: { code: "700.400.200" } });
      const { connectorRefundId = "" } = first;
      simulator.controls.endCardRefund(connectorRefundId, "success");
      expect((await payments.syncRefund({ ...given, connectorRefundId })).status).toBe("success");
    }
  });

  it("that was declined, or an instance that nobody knows, is not refunded", async () => {
    const { payments } = started();
    const declined = await payments.authorize({ ...order, paymentMethod: cardOf(TestCard.Declined) });
    expect(declined).toMatchObject({ status: "failure", error: { code: "800.100.152" } });
    for (const connectorTransactionId of [declined.connectorTransactionId ?? "", "INST-nobody"]) {
      expect(await payments.refund({ connectorTransactionId, amount: 1, currency: "EUR" })).toMatchObject({ error: { code: "700.400.200" } });
    }
    expect((await payments.sync({ connectorTransactionId: "INST-nobody", status: "pending" })).error).toMatchObject({ statusCode: 400 });
  });
});

describe("notifications", () => {
  it.each([
    { rule: "all", withNull: false },
    { rule: "all", withNull: true },
    { rule: "listed", withNull: false },
    { rule: "listed", withNull: true },
  ] as const)("are believed however they are signed: %j", async (notifications) => {
    const { simulator, payments } = started({ notifications });
    const { connectorTransactionId = "" } = await payments.authorize({ ...order, paymentMethod: cardOf(TestCard.Approved) });
    simulator.controls.chargeBack(connectorTransactionId);
    const events: unknown[] = [];
    await simulator.webhooks.deliver(async (request) => {
      const webhook = await payments.webhooks.handle(request, { secret: credentials.secretKey });
      events.push([webhook.verified, "event" in webhook && webhook.event]);
      return new Response(webhook.answer.body, { status: webhook.answer.status });
    });
    expect(events).toEqual([
      [true, "payment_intent_success"],
      [true, "dispute_lost"],
    ]);
    expect(simulator.webhooks.pending).toEqual([]);
  });

  it("that are not believed say what to ask about, and nothing of its state", async () => {
    const { simulator, payments } = started();
    await payments.authorize({ ...order, paymentMethod: cardOf(TestCard.Approved) });
    const request = await simulator.webhooks.toRequest(simulator.webhooks.events[0]?.id ?? "");
    const webhook = await payments.webhooks.handle(request, { secret: "another" });
    expect(webhook).toMatchObject({ verified: false, next: "sync", reference: { type: "payment", id: "order-1001" }, answer: { status: 200 } });
    expect(webhook).not.toHaveProperty("details");
  });
});

describe("the simulator", () => {
  const purchase = {
    amount: "10.50",
    currency: "EUR",
    pan: TestCard.Approved,
    cvv: "123",
    exp: "12/35",
    cardholder: "S H",
    reference: "r",
    redirectUrl: "https://m.example/",
    "billing[city]": "London",
    "billing[country]": "GB",
    "billing[street1]": "1",
    "billing[postcode]": "N",
    "customer[email]": "a@b.example",
    "customer[ipAddress]": "192.0.2.1",
    "browser[acceptHeader]": "*",
    "browser[language]": "en",
    "browser[screenHeight]": "1",
    "browser[screenWidth]": "1",
    "browser[timezone]": "0",
    "browser[userAgent]": "UA",
    "browser[javaEnabled]": "false",
    "browser[javaScriptEnabled]": "true",
    "browser[screenColorDepth]": "24",
    "browser[challengeWindow]": "1",
    "browser[paymentType]": "Plain",
  };
  const send = async (fields: Readonly<Record<string, string>>, headers: Record<string, string> = FORM) => {
    const simulator = createTrustpaySimulator();
    const request = new Request(`${ORIGIN}/api/v1/purchase`, { method: "POST", headers, body: new URLSearchParams(fields).toString() });
    const answer = await simulator.fetch(request);
    return { status: answer.status, body: (await answer.json()) as unknown, size: simulator.ledger.size };
  };

  it("takes the purchase that the tech-spec shows", async () => {
    expect(await send(purchase)).toMatchObject({ status: 200, body: { status: 0, paymentStatus: "000.000.000" }, size: 2 });
  });

  it.each([
    [{ pan: "42" }, "Invalid pan"],
    [{ amount: "10.5" }, "Invalid amount"],
    [{ amount: "10" }, "Invalid amount"],
    [{ cardholder: "" }, "Invalid cardholder"],
    [{ exp: "13/35" }, "Invalid exp"],
    [{ "billing[country]": "gb" }, "Invalid billing[country]"],
    [{ surprise: "1" }, "Unexpected surprise"],
    [{ amount: "0.00" }, "Invalid amount"],
  ])("refuses %j in the gateway's own words", async (fields, description) => {
    const refused = await send({ ...purchase, ...fields });
    expect(refused).toMatchObject({ status: 400, body: { status: 5, errors: [{ code: 5, description }] }, size: 0 });
  });

  it("refuses a key that it does not know, JSON, and a field that is missing", async () => {
    expect(await send(purchase, { ...FORM, "x-api-key": "another" })).toMatchObject({ status: 401, body: { description: "Unauthorized" } });
    expect(await send(purchase, { ...FORM, "content-type": "application/json" })).toMatchObject({ status: 400 });
    const { cvv: _, ...rest } = purchase;
    expect(await send(rest)).toMatchObject({ body: { errors: [{ description: "Missing cvv" }] } });
  });

  it("has no capture, no void and no address in small letters for refunds", async () => {
    const simulator = createTrustpaySimulator();
    for (const path of ["capture", "cancel", "refund"]) {
      const answer = await simulator.fetch(new Request(`${ORIGIN}/api/v1/${path}`, { method: "POST", headers: FORM, body: "a=b" }));
      expect(answer.status).toBe(404);
    }
  });
});
