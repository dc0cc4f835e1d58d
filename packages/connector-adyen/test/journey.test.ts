import { card, createClient, type PaymentsClient } from "@switchyard/client";
import { CardExpiry, secret } from "@switchyard/interfaces";
import { serve } from "@switchyard/testkit/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ADYEN_SIMULATOR_DEFAULTS, createAdyenSimulator, TestCard, type AdyenSimulator } from "../simulator/index.js";
import { adyen, adyenCredentials } from "../src/index.js";
import { BROWSER } from "./records.js";

const { apiKey, merchantAccount, reviewKey, webhookSecret } = ADYEN_SIMULATOR_DEFAULTS;
const { ipAddress: _, ...browserInfo } = BROWSER;
const order = { amount: 1050, currency: "EUR", returnUrl: "https://shop.example/return", customer: { id: "customer-1" } } as const;
const plain = () => card({ number: TestCard.Visa, expMonth: "03", expYear: "2030", cvc: "737", holderName: "Jane Doe" });
const enrolled = () => card({ number: TestCard.EnrolledVisa, expMonth: "03", expYear: "2030", cvc: "737", holderName: "Jane Doe" });

let simulator: AdyenSimulator;
let client: PaymentsClient<typeof adyen>;
let close: () => Promise<void>;

beforeEach(async () => {
  simulator = createAdyenSimulator();
  const server = await serve((request) => simulator.fetch(request));
  close = () => server.close();
  client = createClient(adyen, {
    auth: adyenCredentials({ apiKey, merchantAccount, reviewApiKey: reviewKey }),
    environment: "sandbox",
    baseUrl: `${server.url}/`,
  });
});
afterEach(() => close());

/** The newest webhook of a type, as the client reads it. */
async function told(type: string) {
  const event = simulator.webhooks.events.findLast((each) => each.type === type);
  if (event === undefined) throw new Error(`No webhook ${type}.`);
  const { events } = await client.webhooks.handleAll(await simulator.webhooks.toRequest(event.id), { secret: webhookSecret });
  const [first] = events;
  if (first?.verified !== true) throw new Error("The webhook is not verified.");
  return first;
}

async function held(reference: string) {
  const result = await client.authorize({ ...order, reference, captureMethod: "manual", paymentMethod: plain() });
  if (result.status !== "authorized") throw new Error(`The payment is ${result.status}.`);
  return result.connectorTransactionId;
}

describe("a payment by card", () => {
  it("is held, captured, and given back, each by the webhook's word", async () => {
    const connectorTransactionId = await held("order-1");
    const taken = await client.capture({ reference: "cap-1", connectorTransactionId, amount: 1050, currency: "EUR" });
    expect(taken).toMatchObject({ status: "capture_initiated", settle: { call: "webhook" } });
    simulator.controls.settle();
    expect(await told("CAPTURE")).toMatchObject({ event: "payment_intent_capture_success", reference: { id: connectorTransactionId } });

    const refund = await client.refund({ reference: "refund-1", connectorTransactionId, amount: 400, currency: "EUR" });
    expect(refund).toMatchObject({ status: "pending", outcome: "accepted" });
    simulator.controls.settle();
    expect(await told("REFUND")).toMatchObject({
      event: "refund_success",
      details: { connectorRefundId: "connectorRefundId" in refund && refund.connectorRefundId },
    });
  });

  it("that is captured beyond what is held is taken, and fails by webhook", async () => {
    const connectorTransactionId = await held("order-2");
    expect(await client.capture({ connectorTransactionId, amount: 2000, currency: "EUR" })).toMatchObject({ outcome: "accepted" });
    simulator.controls.settle();
    expect(await told("CAPTURE")).toMatchObject({ event: "payment_intent_capture_failure" });
  });

  it("sent twice is one payment", async () => {
    const input = { ...order, reference: "order-3", paymentMethod: plain() };
    const [one, two] = [await client.authorize(input), await client.authorize(input)];
    expect(two.connectorTransactionId).toBe(one.connectorTransactionId);
    expect(simulator.ledger.total({ kind: "capture", currency: "EUR" })).toBe(1050);
  });

  it("is reversed, whichever way fits", async () => {
    const connectorTransactionId = await held("order-4");
    expect(await client.voidPostCapture({ connectorTransactionId })).toMatchObject({ status: "void_initiated" });
    simulator.controls.settle();
    expect(await told("CANCEL_OR_REFUND")).toMatchObject({
      event: "payment_intent_cancelled",
      next: "sync",
      reference: { type: "payment", id: connectorTransactionId },
    });
  });

  it("is voided by our reference, as if its id had never arrived", async () => {
    await held("order-5");
    const input = { connectorTransactionId: "order-5", connectorMeta: { paymentReference: "order-5" } };
    expect(await client.void(input)).toMatchObject({ status: "void_initiated" });
    simulator.controls.settle();
    expect(await told("TECHNICAL_CANCEL")).toMatchObject({ event: "payment_intent_cancelled" });
    expect(simulator.ledger.total({ kind: "void", currency: "EUR" })).toBe(1050);
  });
});

describe("native 3DS", () => {
  it("goes through the component twice, and then the payment is charged", async () => {
    const input = { ...order, reference: "order-6", authentication: "three_ds", paymentExperience: "invoke_sdk_client", browserInfo } as const;
    let step = await client.authorize({ ...input, paymentMethod: enrolled() });
    for (let at = 0; at < 2 && step.status === "authentication_pending"; at += 1) {
      expect(step.nextAction?.type).toBe("invoke_sdk_client");
      const { result } = simulator.controls.shopper.decide("order-6");
      step = await client.completeAuthorize({
        ...input,
        connectorTransactionId: step.connectorTransactionId ?? "",
        status: step.status,
        connectorMeta: step.connectorMeta,
        redirectResponse: { payload: { details: { threeDSResult: result } } },
      });
    }
    expect(step).toMatchObject({ status: "charged" });
    expect(step.connectorTransactionId).toMatch(/^[A-Z0-9]{16}$/);
  });
});

describe("a stored card", () => {
  it("is charged for its customer alone, and not once it is revoked", async () => {
    const setup = await client.setupMandate({ ...order, reference: "mandate-1", paymentMethod: plain() });
    const { connectorMandateId = "", mandateMetadata } = setup.mandate ?? {};
    const mandate = { connectorMandateId, mandateMetadata };
    const charge = (reference: string, customer: string) =>
      client.repeatPayment({ ...order, reference, customer: { id: customer }, mandate: { connectorMandateId } });
    expect(await client.repeatPayment({ ...order, reference: "renewal-1", mandate })).toMatchObject({ status: "charged" });
    expect(await charge("renewal-2", "customer-1")).toMatchObject({ status: "charged" });
    expect(await charge("renewal-3", "customer-2")).toMatchObject({ outcome: "rejected", error: { code: "800" } });
    expect(await client.revokeMandate({ connectorMandateId, customer: { id: "customer-1" } })).toMatchObject({ ok: true });
    expect(await charge("renewal-4", "customer-1")).toMatchObject({ outcome: "rejected" });
  });
});

describe("a gift card", () => {
  it("pays a part of an order, and a card the rest", async () => {
    const giftCard = { type: "gift_card", kind: "givex", number: secret("6036280000000000001"), cvc: secret("737") } as const;
    simulator.controls.setGiftCardBalance("6036280000000000001", 400);
    const left = await client.balance({ request: { paymentMethodData: giftCard, ...amountOf(1050) } });
    expect(left).toMatchObject({ ok: true, value: { balance: 400 } });
    const opened = await client.createOrder({ reference: "order-7", request: amountOf(1050) });
    const { orderId = "", sessionToken } = opened.ok ? opened.value : {};
    const metadata = { order_psp_reference: orderId, order_data: sessionToken?.expose() ?? "" };
    const part = await client.authorize({ ...order, amount: 400, reference: "order-7-gift", metadata, paymentMethod: giftCard });
    const rest = await client.authorize({ ...order, amount: 650, reference: "order-7-card", metadata, paymentMethod: plain() });
    expect([part.status, rest.status]).toEqual(["charged", "charged"]);
    expect(simulator.controls.order(orderId)).toMatchObject({ state: "paid", remaining: 0 });
  });
});

const amountOf = (amount: number) => ({ amount: amount as never, currency: "EUR" }) as const;

describe("methods that lead elsewhere", () => {
  it("show a code, and are told of by webhook", async () => {
    const result = await client.authorize({ ...order, reference: "order-8", paymentMethod: { type: "bank_transfer", kind: "pix" } });
    expect(result).toMatchObject({ status: "authentication_pending", nextAction: { type: "qr_code_information" } });
    simulator.controls.shopper.decide("order-8");
    expect(await told("AUTHORISATION")).toMatchObject({ event: "payment_intent_authorization_success", reference: { id: "order-8" } });
  });

  it("are given up when nobody comes back", async () => {
    await client.authorize({ ...order, reference: "order-9", paymentMethod: { type: "bank_redirect", kind: "ideal" } });
    simulator.controls.shopper.abandon("order-9");
    expect(await told("OFFER_CLOSED")).toMatchObject({ event: "payment_intent_expired", details: { status: "expired" } });
  });

  it("take a Bancontact card", async () => {
    const paymentMethod = {
      type: "bank_redirect",
      kind: "bancontact_card",
      number: secret(TestCard.Bancontact),
      expiry: CardExpiry.of({ month: 3, year: 2030 }),
    } as const;
    expect(await client.authorize({ ...order, reference: "order-10", paymentMethod })).toMatchObject({ status: "charged" });
  });
});
