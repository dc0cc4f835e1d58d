import { applePay, card, createClient, googlePay, networkTransactionCard, renderRedirectForm } from "@switchyard/client";
import { serve, type LoopbackServer } from "@switchyard/testkit/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorldpaySimulator, WORLDPAY_SIMULATOR_DEFAULTS as DEFAULTS, type WorldpaySimulator } from "../simulator/index.js";
import { worldpay, worldpayCredentials } from "../src/index.js";

let simulator: WorldpaySimulator;
let server: LoopbackServer;

beforeEach(async () => {
  simulator = createWorldpaySimulator();
  server = await serve((request) => simulator.fetch(request));
});
afterEach(async () => {
  await server.close();
  expect(server.failures).toEqual([]);
});

const connect = () =>
  createClient(worldpay, {
    auth: worldpayCredentials({ username: DEFAULTS.username, password: DEFAULTS.password, entityId: DEFAULTS.entity }),
    environment: "sandbox",
    baseUrl: server.url,
    metadata: { merchantName: "Mind Palace" },
  });

const cardOf = (number: string, holderName = "Sherlock Holmes") => card({ number, expMonth: "05", expYear: "2035", cvc: "123", holderName });
const ORDER = { reference: "order-1001", amount: 10_00, currency: "GBP", paymentMethod: cardOf("4444333322221111") } as const;
const BROWSER = { acceptHeader: "text/html", userAgent: "Mozilla/5.0", language: "en-GB", colorDepth: 24, timeZone: 0, ipAddress: "192.0.2.7" };
const movements = () => simulator.ledger.movements().map(({ kind, amount, reference }) => `${kind} ${String(amount)} ${reference ?? ""}`.trim());

/** The first form of a page that this test's browser submits, with the field of a button it pressed. */
async function submit(page: string, button: Readonly<Record<string, string>> = {}): Promise<string> {
  const [, action = ""] = /<form[^>]* action="([^"]*)"/.exec(page) ?? [];
  const fields = Array.from(
    page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g),
    ([, name = "", value = ""]) => [name, value] as const,
  );
  const body = new URLSearchParams([...fields, ...Object.entries(button)].map(([name, value]) => [name, value]));
  const response = await fetch(new URL(action, server.url), { method: "POST", body });
  return response.text();
}

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("Something that a journey needs is missing.");
  return value;
}

describe("a payment by card", () => {
  it("is held, asked after, taken in part, and given back", async () => {
    const payments = connect();
    const held = await payments.authorize({ ...ORDER, captureMethod: "manual" });
    expect(held).toMatchObject({
      status: "authorized",
      outcome: "accepted",
      connectorStatus: "authorized",
      networkTransactionId: expect.stringMatching(/^\d{15}$/) as unknown,
    });
    const connectorTransactionId = needed(held.connectorTransactionId);
    expect(await payments.sync({ connectorTransactionId, status: held.status })).toMatchObject({
      status: "authorized",
      connectorStatus: "Authorized",
    });

    const taken = await payments.capture({ connectorTransactionId, reference: "cap_1", amount: 600, currency: "GBP", authorizedAmount: 1000 });
    expect(taken).toMatchObject({ status: "partial_charged", outcome: "accepted" });
    const paid = needed(taken.connectorTransactionId);
    expect(paid).not.toBe(connectorTransactionId);

    const refund = await payments.refund({ connectorTransactionId: paid, reference: "ref_1", amount: 200, currency: "GBP" });
    expect(refund).toMatchObject({ status: "success", outcome: "accepted" });
    const connectorRefundId = needed(refund.connectorRefundId);
    const asked = { connectorTransactionId: paid, connectorRefundId, amount: 200, currency: "GBP" } as const;
    expect(await payments.syncRefund(asked)).toMatchObject({ status: "success", connectorStatus: "Sent for Refund" });
    simulator.controls.advance.refundFailed("order-1001");
    expect(await payments.syncRefund(asked)).toMatchObject({ status: "failure", connectorStatus: "Refund failed" });
    expect(await payments.sync({ connectorTransactionId: paid, status: taken.status })).toMatchObject({ status: "partial_charged" });
    expect(movements().slice(0, 3)).toEqual(["authorization 1000 order-1001", "capture 600 cap-1", "refund 200 ref-1"]);
  });

  it("is declined with the issuer's code, and moves nothing", async () => {
    const declined = await connect().authorize({ ...ORDER, paymentMethod: cardOf("4444333322221111", "REFUSED13") });
    expect(declined).toMatchObject({
      status: "failure",
      outcome: "rejected",
      error: { code: "13", message: "INVALID AMOUNT", networkDeclineCode: "13" },
    });
    expect(movements()).toEqual([]);
  });

  it("counts yen as they are", async () => {
    const paid = await connect().authorize({ ...ORDER, amount: 1050, currency: "JPY" });
    expect(paid.status).toBe("charged");
    expect(movements()).toEqual(["authorization 1050 order-1001", "capture 1050 order-1001"]);
  });

  it("of which a part is approved says so", async () => {
    const order = { ...ORDER, paymentMethod: cardOf("4444333322221111", "PARTIAL"), enablePartialAuthorization: true };
    expect(await connect().authorize({ ...order, captureMethod: "manual" })).toMatchObject({ status: "partially_authorized", amountAuthorized: 500 });
  });

  it("is released before it is taken, and reversed after", async () => {
    const payments = connect();
    const held = await payments.authorize({ ...ORDER, captureMethod: "manual" });
    const released = await payments.void({ connectorTransactionId: needed(held.connectorTransactionId) });
    expect(released.status).toBe("void_initiated");
    const paid = await payments.authorize({ ...ORDER, reference: "order-1002" });
    expect(paid.status).toBe("charged");
    const reversed = await payments.voidPostCapture({ connectorTransactionId: needed(paid.connectorTransactionId) });
    expect(reversed).toMatchObject({ status: "void_initiated", connectorStatus: "sentForReversal" });
  });

  it("whose answer never came is found by its reference", async () => {
    const payments = connect();
    await payments.authorize({ ...ORDER, captureMethod: "manual" });
    expect(await payments.sync({ reference: "order-1001", amount: 1000, currency: "GBP" })).toMatchObject({
      status: "authorized",
      connectorStatus: "authorizationSucceeded",
      connectorMeta: { paymentId: expect.stringMatching(/^pay/) as unknown },
    });
    expect(await payments.sync({ reference: "order-9999" })).toMatchObject({ status: "pending", outcome: "accepted" });
  });

  it("tells the merchant of itself in webhooks that verify", async () => {
    const payments = connect();
    await payments.authorize({ ...ORDER, captureMethod: "manual" });
    const seen: unknown[] = [];
    await using endpoint = await serve(async (request) => {
      const webhook = await payments.webhooks.handle(request, { secret: DEFAULTS.webhookSecret });
      seen.push(webhook.next === "refuse" ? webhook.reason : [webhook.connectorEvent, webhook.event, webhook.reference?.id]);
      return new Response(webhook.answer.body, { status: webhook.answer.status });
    });
    await simulator.webhooks.deliver(endpoint.url);
    expect(seen).toContainEqual(["authorized", "payment_intent_authorization_success", "order-1001"]);
    expect(seen).toContainEqual(["sentForAuthorization", "payment_intent_processing", "order-1001"]);
  });
});

describe("3DS in the customer's browser", () => {
  const secured = (number: string) =>
    ({
      ...ORDER,
      paymentMethod: cardOf(number),
      captureMethod: "manual",
      authentication: "three_ds",
      browserInfo: BROWSER,
      returnUrl: "https://shop.example/done",
      completeAuthorizeUrl: "https://shop.example/complete",
    }) as const;

  async function collected(number: string) {
    const payments = connect();
    const started = await payments.authorize(secured(number));
    expect(started.status).toBe("device_data_collection_pending");
    const page = await submit(renderRedirectForm(needed(started.redirection)));
    const [, reference = ""] = /name="SessionId" value="([^"]*)"/.exec(page) ?? [];
    const params = new URLSearchParams({ collectionReference: reference }).toString();
    const input = { ...secured(number), connectorTransactionId: needed(started.connectorTransactionId), status: started.status };
    return { payments, after: await payments.completeAuthorize({ ...input, redirectResponse: { params } }) };
  }

  it("goes on without friction", async () => {
    const { after } = await collected("4000000000001000");
    expect(after).toMatchObject({ status: "authorized", connectorResponse: { threeDs: { outcome: "authenticated", eci: "05" } } });
  });

  it.each([
    ["pass", "authorized", "accepted"],
    ["fail", "authentication_failed", "rejected"],
  ])("challenges, and believes Worldpay alone: %s", async (decision, status, outcome) => {
    const { payments, after } = await collected("4000000000001091");
    expect(after.status).toBe("authentication_pending");
    const challenge = await submit(renderRedirectForm(needed(after.redirection)));
    const returned = await submit(challenge, { decision });
    expect(returned).toContain('action="https://shop.example/complete"');
    const input = { ...secured("4000000000001091"), connectorTransactionId: needed(after.connectorTransactionId), status: after.status };
    expect(await payments.completeAuthorize(input)).toMatchObject({ status, outcome });
  });

  it("is not begun without the address to come back to", async () => {
    const { returnUrl: _, completeAuthorizeUrl: __, ...order } = secured("4000000000001000");
    await expect(connect().authorize(order)).rejects.toMatchObject({ code: "MissingRequiredField", details: { fieldName: "completeAuthorizeUrl" } });
    expect(simulator.requests.size).toBe(0);
  });
});

describe("wallets", () => {
  const apple = applePay({
    paymentData: { version: "EC_v1", data: "x", signature: "s", header: { transactionId: "0f", publicKeyHash: "p", ephemeralPublicKey: "e" } },
  });
  const google = googlePay({ token: '{"protocolVersion":"ECv1","signature":"s","signedMessage":"{}"}' });
  it.each([
    ["Apple Pay", apple],
    ["Google Pay", google],
  ])("pay: %s", async (_name, paymentMethod) => {
    expect(await connect().authorize({ ...ORDER, paymentMethod })).toMatchObject({ status: "charged", outcome: "accepted" });
  });
});

describe("a stored card", () => {
  it("is set up for nothing, charged by the merchant, and forgotten", async () => {
    const payments = connect();
    const setup = await payments.setupMandate({ reference: "mandate-1", currency: "GBP", paymentMethod: cardOf("4444333322221111") });
    expect(setup).toMatchObject({ status: "charged", mandate: { connectorMandateId: expect.stringContaining("/tokens/") as unknown } });
    const connectorMandateId = needed(setup.mandate?.connectorMandateId);
    const repeated = { reference: "renewal-1", amount: 500, currency: "GBP", mandate: { connectorMandateId } } as const;
    expect(await payments.repeatPayment(repeated)).toMatchObject({ status: "charged" });
    expect(simulator.requests.last({ method: "POST" })?.body).toContain('"customerAgreement":{"type":"subscription","storedCardUsage":"subsequent"}');
    expect(await payments.revokeMandate({ connectorMandateId })).toMatchObject({ ok: true, value: { mandateStatus: "revoked" } });
    // A token that is gone already is as revoked as it can be.
    expect(await payments.revokeMandate({ connectorMandateId })).toMatchObject({ ok: true, value: { mandateStatus: "revoked" } });
    expect(await payments.repeatPayment({ ...repeated, reference: "renewal-2" })).toMatchObject({ status: "failure", outcome: "rejected" });
    expect(movements()).toEqual(["authorization 500 renewal-1", "capture 500 renewal-1"]);
  });

  it("refuses a repeat payment without its mandate before anything is sent", async () => {
    const payments = connect();
    const unnamed = { reference: "repeat-without", amount: 100, currency: "GBP", mandate: undefined } as never;
    await expect(payments.repeatPayment(unnamed)).rejects.toMatchObject({ code: "MissingConnectorMandateID" });
    expect(movements()).toEqual([]);
  });

  it("is charged by its network transaction id", async () => {
    const payments = connect();
    const first = await payments.authorize(ORDER);
    const paymentMethod = networkTransactionCard({ number: "4444333322221111", expMonth: "05", expYear: "2035" });
    const mandate = { networkTransactionId: needed(first.networkTransactionId) };
    expect(await payments.authorize({ ...ORDER, reference: "renewal-1", paymentMethod, mandate, offSession: true })).toMatchObject({
      status: "charged",
    });
  });
});

describe("an estimated authorization of the Card Payments API", () => {
  const seed = { transactionReference: "stay-1", amount: 500, currency: "EUR" };
  it("grows by what is added", async () => {
    const { linkData } = simulator.controls.seedEstimatedAuthorization(seed);
    const input = { connectorTransactionId: linkData, totalAmount: 1100, additionalAmount: 600, currency: "EUR" } as const;
    expect(await connect().incrementAuthorization(input)).toMatchObject({ ok: true, value: { status: "success", totalAuthorized: 1100 } });
  });
  it("stays as it is when the issuer says no", async () => {
    const { linkData } = simulator.controls.seedEstimatedAuthorization({ ...seed, cardHolderName: "REFUSED51" });
    const input = { connectorTransactionId: linkData, totalAmount: 1100, additionalAmount: 600, currency: "EUR" } as const;
    expect(await connect().incrementAuthorization(input)).toMatchObject({
      ok: false,
      outcome: "rejected",
      error: { code: "51", attemptStatus: "authorized" },
    });
  });
});
