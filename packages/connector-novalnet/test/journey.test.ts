import { createClient, googlePay, type AuthorizeInput } from "@switchyard/client";
import { secret } from "@switchyard/interfaces";
import { serve, type LoopbackServer } from "@switchyard/testkit/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createNovalnetSimulator, Decision, NOVALNET_SIMULATOR_DEFAULTS, TestCard, type NovalnetSimulator } from "../simulator/index.js";
import { novalnet, novalnetCredentials } from "../src/index.js";
import { CARD, order, SEPA } from "./wire.js";

const { signature, tariff, accessKey } = NOVALNET_SIMULATOR_DEFAULTS.credentials;

let simulator: NovalnetSimulator;
let server: LoopbackServer;

beforeEach(async () => {
  simulator = createNovalnetSimulator();
  server = await serve((request) => simulator.fetch(request));
});
afterEach(async () => {
  await server.close();
  expect(server.failures).toEqual([]);
});

const connect = () =>
  createClient(novalnet, {
    auth: novalnetCredentials({ productActivationKey: signature, paymentAccessKey: accessKey, tariffId: tariff }),
    environment: "sandbox",
    baseUrl: server.url,
  });

const movements = () => simulator.ledger.movements().map(({ kind, amount, currency }) => `${kind} ${String(amount)} ${currency}`);

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("Something that a journey needs is missing.");
  return value;
}

/** A customer who is sent away, decides, and comes back; and what became of the payment then. */
async function sendAway(fields: Partial<AuthorizeInput<typeof novalnet>>, decision: Decision) {
  const payments = connect();
  const sent = await payments.authorize({ ...order, ...fields });
  expect(sent.status).toBe("authentication_pending");
  expect(sent.connectorTransactionId).toBeUndefined();
  if (sent.redirection?.type !== "form") throw new Error("The customer is not sent away.");
  const params = new URL(simulator.controls.visit(sent.redirection.endpoint, decision)).search;
  const { status, connectorMeta } = sent;
  return payments.completeAuthorize({ ...order, ...fields, status, connectorMeta, redirectResponse: { params } });
}

describe("a customer who is sent away", () => {
  it("authenticates a payment by Google Pay", async () => {
    const done = await sendAway({ paymentMethod: googlePay({ token: '{"signature":"sig"}' }), authentication: "three_ds" }, Decision.Pass);
    expect(done).toMatchObject({ status: "charged", amountCaptured: 10_50 });
    expect(movements()).toEqual(["authorization 1050 EUR", "capture 1050 EUR"]);
  });

  it("gives up at PayPal, and nothing is taken", async () => {
    const done = await sendAway({ paymentMethod: { type: "wallet", kind: "paypal_redirect" } }, Decision.Abandon);
    expect(done).toMatchObject({ status: "failure", error: { message: "Customer has abandoned the transaction" } });
    expect(movements()).toEqual([]);
  });

  it("is held, where the money is to be taken later", async () => {
    const paymentMethod = { ...CARD, number: secret(TestCard.ThreeDs) };
    const done = await sendAway({ paymentMethod, captureMethod: "manual", authentication: "three_ds" }, Decision.Pass);
    expect(done).toMatchObject({ status: "authorized" });
    expect(movements()).toEqual(["authorization 1050 EUR"]);
  });
});

describe("a notification", () => {
  const secrets = { secret: accessKey };
  const last = () => {
    const event = simulator.webhooks.events.at(-1);
    if (event === undefined) throw new Error("No notification was sent.");
    return { headers: {}, body: event.rawBody };
  };

  it("names the payment, and the query that it leads to tells what became of it", async () => {
    const payments = connect();
    const connectorTransactionId = needed((await payments.authorize(order)).connectorTransactionId);
    const webhook = await payments.webhooks.handle(last(), secrets);
    expect(webhook).toMatchObject({ verified: true, next: "sync", reference: { type: "payment", id: order.reference } });
    expect(await payments.sync({ connectorTransactionId, reference: order.reference })).toMatchObject({ status: "charged" });
  });

  it("names the refund, and the query that it leads to tells what became of it", async () => {
    const payments = connect();
    const connectorTransactionId = needed((await payments.authorize(order)).connectorTransactionId);
    const given = { connectorTransactionId, reference: "refund-1", amount: 5_00, currency: "EUR" } as const;
    const connectorRefundId = needed((await payments.refund(given)).connectorRefundId);
    const webhook = await payments.webhooks.handle(last(), secrets);
    const reference = { type: "refund", by: "connector_refund_id", id: connectorRefundId };
    expect(webhook).toMatchObject({ verified: true, next: "sync", event: "refund_success", reference });
    expect(await payments.syncRefund({ ...given, connectorRefundId })).toMatchObject({ status: "success" });
  });
});

describe("a debit", () => {
  it("that is given back before a bank has settled is cancelled, and the refund can be asked after", async () => {
    const payments = connect();
    const connectorTransactionId = needed((await payments.authorize({ ...order, paymentMethod: SEPA })).connectorTransactionId);
    const given = { connectorTransactionId, reference: "refund-1", amount: 10_50, currency: "EUR" } as const;
    const refund = await payments.refund(given);
    const connectorRefundId = needed(refund.connectorRefundId);
    expect(refund.status).toBe("success");
    expect(connectorRefundId).toBe(`${connectorTransactionId}-refund-refund-1`);
    expect(await payments.syncRefund({ ...given, connectorRefundId })).toMatchObject({ status: "success" });
    expect(movements()).toEqual(["authorization 1050 EUR", "capture 1050 EUR", "refund 1050 EUR"]);
  });
});
