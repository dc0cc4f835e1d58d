import { card, createClient } from "@switchyard/client";
import { serve } from "@switchyard/testkit/node";
import { afterEach, describe, expect, it } from "vitest";
import { noon } from "../src/index.js";
import { createNoonSimulator, Decision, NOON_SIMULATOR_DEFAULTS, TestCard, type NoonSimulatorOptions } from "../simulator/index.js";
import { asked, auth, setupMandateDetails } from "./wire.js";

const { webhookSecret } = NOON_SIMULATOR_DEFAULTS.credentials;
const cardOf = (number: string) => card({ number, expMonth: "04", expYear: "2030", cvc: "323" });
const order = { ...asked, amount: 90_00, paymentMethod: cardOf(TestCard.Visa) } as const;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A client and a simulator on 127.0.0.1. */
async function start(options: NoonSimulatorOptions = {}, metadata: object = {}) {
  const simulator = createNoonSimulator(options);
  const server = await serve((request) => simulator.fetch(request));
  closers.push(() => server.close());
  const payments = createClient(noon, { auth, environment: "sandbox", baseUrl: `${server.url}/`, metadata: { orderCategory: "pay", ...metadata } });
  return { simulator, payments };
}

describe("a payment with its buyer on noon's page", () => {
  it("goes from the redirect to the money, by a query and by a webhook", async () => {
    const { simulator, payments } = await start();
    const begun = await payments.authorize({ ...order, paymentMethod: cardOf(TestCard.ThreeDs) });
    if (begun.status !== "authentication_pending" || begun.redirection?.type !== "form") throw new Error("The buyer is not sent away.");
    const { connectorTransactionId = "" } = begun;
    expect(await payments.sync({ connectorTransactionId })).toMatchObject({ status: "authentication_pending" });
    const back = new URL(simulator.controls.visit(begun.redirection.endpoint, Decision.Pass));
    expect(back.searchParams.get("orderId")).toBe(connectorTransactionId);
    expect(await payments.sync({ connectorTransactionId, amount: 90_00, currency: "AED" })).toMatchObject({ status: "charged" });

    const heard: unknown[] = [];
    await simulator.webhooks.deliver(async (request) => {
      const webhook = await payments.webhooks.handle(request, { secret: webhookSecret });
      heard.push([webhook.verified, webhook.next, "details" in webhook ? webhook.details : undefined]);
      return new Response(webhook.answer.body, { status: webhook.answer.status });
    });
    expect(heard).toMatchObject([
      [true, "acknowledge", undefined],
      [true, "process", { status: "charged", connectorTransactionId }],
    ]);
    expect(simulator.webhooks.pending).toHaveLength(0);
  });

  it.each([
    [Decision.Fail, "failure"],
    [Decision.Cancel, "authentication_failed"],
    [Decision.Timeout, "authentication_failed"],
  ])("ends as the buyer ends it: %s", async (decision, status) => {
    const { simulator, payments } = await start({ orderIdDigits: 12 });
    const begun = await payments.authorize({ ...order, paymentMethod: { type: "wallet", kind: "paypal_redirect" } });
    const endpoint = "redirection" in begun && begun.redirection?.type === "form" ? begun.redirection.endpoint : "";
    simulator.controls.visit(endpoint, decision);
    expect(await payments.sync({ reference: order.reference })).toMatchObject({ status });
    expect(simulator.ledger.size).toBe(0);
  });
});

describe("a hold", () => {
  it("is captured in part, given back in two refunds, and each refund is found for itself (trap 6)", async () => {
    const { payments, simulator } = await start();
    const held = await payments.authorize({ ...order, captureMethod: "manual" });
    const connectorTransactionId = held.connectorTransactionId ?? "";
    const money = { connectorTransactionId, currency: "AED" } as const;
    expect(await payments.capture({ ...money, amount: 65_00 })).toMatchObject({ status: "partial_charged", amountCaptured: 6500 });
    simulator.controls.declineNextRefund();
    expect(await payments.refund({ ...money, reference: "ref_1", amount: 5_00 })).toMatchObject({ status: "failure" });
    const second = await payments.refund({ ...money, reference: "ref_2", amount: 10_00 });
    const connectorRefundId = second.connectorRefundId ?? "";
    expect(await payments.syncRefund({ ...money, reference: "ref_2", amount: 10_00, connectorRefundId })).toMatchObject({ status: "success" });
    const first = await payments.syncRefund({ ...money, reference: "ref_1", amount: 5_00, connectorRefundId: "unknown" });
    expect(first).toMatchObject({ status: "failure" });
    expect(await payments.void({ connectorTransactionId })).toMatchObject({ status: "void_failed" });
  });

  it("keeps a refund pending until noon has made it", async () => {
    const { payments } = await start({ refunds: "later" });
    const { connectorTransactionId = "" } = await payments.authorize(order);
    const asked_ = { connectorTransactionId, reference: "ref_1", amount: 10_00, currency: "AED" } as const;
    const refund = await payments.refund(asked_);
    expect(refund.status).toBe("pending");
    expect(await payments.syncRefund({ ...asked_, connectorRefundId: refund.connectorRefundId ?? "" })).toMatchObject({ status: "success" });
  });

  it("stays what it was while the order is locked (trap 13)", async () => {
    const { payments, simulator } = await start();
    const { connectorTransactionId = "" } = await payments.authorize({ ...order, captureMethod: "manual" });
    simulator.controls.lock(connectorTransactionId);
    expect(await payments.sync({ connectorTransactionId, status: "authorized" })).toMatchObject({ status: "authorized" });
    expect(await payments.capture({ connectorTransactionId, amount: 1_00, currency: "AED" })).toMatchObject({ status: "capture_failed" });
  });
});

describe("a stored card", () => {
  it("is set up by a hold that is let go, charged without its buyer, and revoked", async () => {
    const { payments, simulator } = await start();
    const setup = await payments.setupMandate({ ...asked, paymentMethod: order.paymentMethod, setupMandateDetails });
    expect(setup.status).toBe("authorized");
    const released = await payments.void({ connectorTransactionId: setup.connectorTransactionId ?? "" });
    expect(released.status).toBe("voided");
    const connectorMandateId = setup.mandate?.connectorMandateId ?? "";
    const renewal = { ...asked, reference: "mit_1", amount: 90_00, mandate: { connectorMandateId } } as const;
    expect(await payments.repeatPayment(renewal)).toMatchObject({ status: "charged" });
    expect(await payments.repeatPayment({ ...renewal, amount: 5_000_01 })).toMatchObject({ status: "failure", outcome: "rejected" });
    expect(await payments.revokeMandate({ connectorMandateId })).toMatchObject({ ok: true, value: { mandateStatus: "revoked" } });
    expect(await payments.repeatPayment(renewal)).toMatchObject({ status: "failure", outcome: "rejected" });
    expect(simulator.ledger.total({ kind: "capture", currency: "AED" })).toBe(9000);
  });
});

describe("an account of its own kind", () => {
  it("with unique references gives back the order that a lost answer made", async () => {
    const { payments, simulator } = await start({ uniqueReferences: true });
    const first = await payments.authorize(order);
    const again = await payments.authorize(order);
    expect(again).toMatchObject({ status: "charged", connectorTransactionId: first.connectorTransactionId });
    expect(simulator.ledger.total({ kind: "capture", currency: "AED" })).toBe(9000);
  });

  it("that takes Key_Test alone is told so by the merchant's setting", async () => {
    const { payments } = await start({ acceptsBareKey: false }, {});
    expect(await payments.authorize(order)).toMatchObject({ status: "failure", error: { code: "1500" } });
    const other = await start({ acceptsBareKey: false }, { authorizationScheme: "Key_Test" });
    expect(await other.payments.authorize(order)).toMatchObject({ status: "charged" });
  });

  it("writes its webhooks in capitals, with references, or of retries, and is believed", async () => {
    const { payments, simulator } = await start();
    for (const style of [{ upperCase: true }, { form: "reference" }, { form: "retry" }] as const) {
      simulator.controls.setNotifications(style);
      await payments.authorize({ ...order, reference: `order-${String(simulator.webhooks.events.length)}` });
    }
    const read = await Promise.all(
      simulator.webhooks.events.map(async ({ id }) => payments.webhooks.handle(await simulator.webhooks.toRequest(id), { secret: webhookSecret })),
    );
    expect(read).toMatchObject([
      { verified: true, event: "payment_intent_success", reference: { by: "connector_transaction_id" } },
      { verified: true, event: "payment_intent_success", reference: { by: "connector_transaction_id" } },
      { verified: true, event: "payment_intent_success", reference: { by: "merchant_reference", id: "order-2" } },
    ]);
  });
});
