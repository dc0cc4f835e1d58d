import { createTestClock } from "@switchyard/testkit";
import { describe, expect, it } from "vitest";
import { Obstacle } from "../simulator/index.js";
import { createAdyenSimulator, HELD, items, lastItem, MERCHANT, modify, paid, pay, post, textAt, told } from "./simulator-requests.js";

const eur = (value: number) => ({ amount: { currency: "EUR", value } });

describe("a modification", () => {
  it.each([
    ["captures", HELD],
    ["cancels", HELD],
    ["refunds", {}],
    ["reversals", {}],
    ["amountUpdates", HELD],
  ])("%s is received, and told of by webhook alone", async (what, changes) => {
    const simulator = createAdyenSimulator();
    const psp = await paid(simulator, changes);
    const { status, body } = await modify(simulator, psp, what, { reference: "mod-1" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: "received", merchantAccount: MERCHANT, paymentPspReference: psp, reference: "mod-1" });
    expect(body["pspReference"]).not.toBe(psp);
    expect(await told(simulator)).toHaveLength(1);
    simulator.controls.settle();
    const event = await lastItem(simulator);
    expect(event).toMatchObject({ success: "true", pspReference: body["pspReference"], originalReference: psp, merchantReference: "mod-1" });
    simulator.controls.settle();
    expect(await told(simulator)).toHaveLength(2);
  });

  it("without a reference is told of with the payment's", async () => {
    const simulator = createAdyenSimulator();
    await modify(simulator, await paid(simulator), "refunds");
    simulator.controls.settle();
    expect((await lastItem(simulator)).merchantReference).toBe("order-1");
  });

  it("settles by itself where a time is set", async () => {
    const clock = createTestClock();
    const simulator = createAdyenSimulator({ clock, settledAfter: { minutes: 10 } });
    await modify(simulator, await paid(simulator), "refunds");
    clock.advance({ minutes: 9 });
    expect(await told(simulator)).toHaveLength(1);
    clock.advance({ minutes: 1 });
    expect(await told(simulator)).toEqual(["AUTHORISATION true 1000", "REFUND true 1000"]);
  });

  it.each<[string, object, string, object, string, string]>([
    ["a capture of more than is authorised", HELD, "captures", eur(1001), "CAPTURE", Obstacle.Balance],
    ["a cancel of what is captured", {}, "cancels", {}, "CANCELLATION", Obstacle.Captured],
    ["a refund of more than is captured", {}, "refunds", eur(1001), "REFUND", Obstacle.Balance],
    ["a refund of what is not captured", HELD, "refunds", eur(1000), "REFUND", Obstacle.NotCaptured],
    [
      "an adjustment of a final authorisation",
      { additionalData: { manualCapture: "true" } },
      "amountUpdates",
      eur(1200),
      "AUTHORISATION_ADJUSTMENT",
      Obstacle.NotAdjustable,
    ],
  ])("%s is received and fails", async (_what, changes, path, body, eventCode, reason) => {
    const simulator = createAdyenSimulator();
    const psp = await paid(simulator, changes);
    const { size } = simulator.ledger;
    expect((await modify(simulator, psp, path, body)).status).toBe(201);
    simulator.controls.settle();
    expect(await lastItem(simulator)).toMatchObject({ eventCode, success: "false", reason });
    expect(simulator.ledger.size).toBe(size);
  });

  it.each(["captures", "cancels", "refunds", "reversals"])("%s of a refused payment fails", async (what) => {
    const simulator = createAdyenSimulator();
    const psp = await paid(simulator, { additionalData: { RequestedTestAcquirerResponseCode: "2" } });
    expect((await modify(simulator, psp, what)).status).toBe(201);
    simulator.controls.settle();
    expect((await lastItem(simulator)).success).toBe("false");
  });

  it.each(["captures", "cancels", "refunds", "reversals", "amountUpdates"])("%s of an unknown payment is refused", async (what) => {
    const answer = await modify(createAdyenSimulator(), "QFQTPCQ8HXSKGK82", what);
    expect(answer).toMatchObject({ status: 422, body: { errorCode: "167", message: "Original pspReference required for this operation" } });
  });

  it("of an unknown payment is received where the account is so, unless the reference is no reference", async () => {
    const simulator = createAdyenSimulator({ unknownPayment: "fail-later" });
    expect((await modify(simulator, "QFQTPCQ8HXSKGK82", "refunds")).status).toBe(201);
    expect((await modify(simulator, "nonsense", "refunds")).status).toBe(422);
  });

  it("in another currency, or of nothing, is refused", async () => {
    const simulator = createAdyenSimulator();
    const psp = await paid(simulator);
    expect((await modify(simulator, psp, "refunds", { amount: { currency: "USD", value: 1 } })).body["errorCode"]).toBe("138");
    expect((await modify(simulator, psp, "refunds", eur(0))).body["errorCode"]).toBe("137");
  });

  it("can be made to fail, and gives back what it reserved", async () => {
    const simulator = createAdyenSimulator();
    const psp = await paid(simulator);
    await modify(simulator, psp, "refunds", { reference: "refund-1" });
    simulator.controls.settleModification("refund-1", "Refund declined by issuer");
    expect(await lastItem(simulator)).toMatchObject({ success: "false", reason: "Refund declined by issuer" });
    expect(simulator.ledger.movements({ kind: "refund_failure" })).toHaveLength(1);
    expect(() => simulator.controls.settleModification("refund-1")).toThrow();
    await modify(simulator, psp, "refunds");
    simulator.controls.settle();
    expect(await lastItem(simulator)).toMatchObject({ eventCode: "REFUND", success: "true" });
  });
});

describe("captures", () => {
  it("may be several, up to what is authorised", async () => {
    const simulator = createAdyenSimulator();
    const psp = await paid(simulator, HELD);
    for (const value of [300, 700, 1]) await modify(simulator, psp, "captures", eur(value));
    simulator.controls.settle();
    expect((await told(simulator)).slice(1)).toEqual(["CAPTURE true 300", "CAPTURE true 700", "CAPTURE false 1"]);
    expect(simulator.ledger.total({ kind: "capture", currency: "EUR" })).toBe(1000);
  });

  it("let the rest go where only one is allowed", async () => {
    const simulator = createAdyenSimulator({ multiplePartialCaptures: false });
    const psp = await paid(simulator, HELD);
    for (const value of [300, 700]) await modify(simulator, psp, "captures", eur(value));
    simulator.controls.settle();
    expect((await told(simulator)).slice(1)).toEqual(["CAPTURE true 300", "CAPTURE false 700"]);
  });

  it("that had succeeded can fail", async () => {
    const simulator = createAdyenSimulator();
    const psp = await paid(simulator, HELD);
    await modify(simulator, psp, "captures", { reference: "cap-1" });
    expect(() => simulator.controls.failCapture("cap-1")).toThrow();
    simulator.controls.settle();
    simulator.controls.failCapture("cap-1");
    expect(await lastItem(simulator)).toMatchObject({
      eventCode: "CAPTURE_FAILED",
      success: "true",
      reason: "Capture Failed",
      originalReference: psp,
    });
    expect(simulator.ledger.movements({ kind: "capture_failure" })).toHaveLength(1);
  });
});

describe("refunds", () => {
  it("may be several, up to what is captured", async () => {
    const simulator = createAdyenSimulator();
    const psp = await paid(simulator);
    for (const value of [400, 600, 1]) await modify(simulator, psp, "refunds", eur(value));
    simulator.controls.settle();
    expect((await told(simulator)).slice(1)).toEqual(["REFUND true 400", "REFUND true 600", "REFUND false 1"]);
  });

  it.each(["REFUND_FAILED", "REFUNDED_REVERSED"] as const)("that had succeeded can come back by %s", async (eventCode) => {
    const simulator = createAdyenSimulator();
    await modify(simulator, await paid(simulator), "refunds", { reference: "refund-1" });
    simulator.controls.settle();
    simulator.controls.failRefund("refund-1", eventCode);
    expect(await lastItem(simulator)).toMatchObject({ eventCode, success: "true", merchantReference: "refund-1" });
  });

  it.each(["POSTPONED_REFUND", "VOID_PENDING_REFUND", "REFUND_WITH_DATA"] as const)("are told of by %s without a change", async (eventCode) => {
    const simulator = createAdyenSimulator();
    await modify(simulator, await paid(simulator), "refunds", { reference: "refund-1" });
    simulator.controls.tellOfRefund("refund-1", eventCode);
    expect((await lastItem(simulator)).eventCode).toBe(eventCode);
    expect(simulator.controls.modification("refund-1").state).toBe("received");
  });

  it("are not for every method", async () => {
    const simulator = createAdyenSimulator();
    await pay(simulator, { paymentMethod: { type: "multibanco" } });
    simulator.controls.shopper.decide("order-1");
    await modify(simulator, simulator.controls.payment("order-1").pspReference, "refunds");
    simulator.controls.settle();
    expect(await lastItem(simulator)).toMatchObject({ success: "false", reason: Obstacle.NotRefundable });
  });
});

describe("what is left of an authorisation", () => {
  it("is let go by a cancel, once", async () => {
    const simulator = createAdyenSimulator();
    const psp = await paid(simulator, HELD);
    for (let time = 0; time < 2; time += 1) await modify(simulator, psp, "cancels");
    await modify(simulator, psp, "captures");
    simulator.controls.settle();
    expect((await told(simulator)).slice(1)).toEqual(["CANCELLATION true 1000", "CANCELLATION false 1000", "CAPTURE false 1000"]);
    expect(simulator.ledger.total({ kind: "void", currency: "EUR" })).toBe(1000);
  });

  it("is let go by the merchant's reference as well", async () => {
    const simulator = createAdyenSimulator();
    await paid(simulator, HELD);
    const { status, body } = await post(simulator, "/cancels", { merchantAccount: MERCHANT, paymentReference: "order-1", reference: "void-1" });
    expect({ status, body }).toMatchObject({ status: 201, body: { status: "received", paymentReference: "order-1" } });
    simulator.controls.settle();
    expect(await lastItem(simulator)).toMatchObject({ eventCode: "TECHNICAL_CANCEL", success: "true", merchantReference: "void-1" });
  });

  it.each([
    ["cancel", HELD],
    ["refund", {}],
  ])("or captured is taken back by whichever fits: %s", async (action, changes) => {
    const simulator = createAdyenSimulator();
    await modify(simulator, await paid(simulator, changes), "reversals");
    simulator.controls.settle();
    const event = await lastItem(simulator);
    expect(event).toMatchObject({ eventCode: "CANCEL_OR_REFUND", success: "true" });
    expect(event.additionalData["modification.action"]).toBe(action);
    expect(simulator.ledger.total({ kind: "reversal", currency: "EUR" })).toBe(1000);
  });

  it("expires", async () => {
    const clock = createTestClock();
    const simulator = createAdyenSimulator({ clock, expiredAfter: { days: 28 } });
    const psp = await paid(simulator, HELD);
    await modify(simulator, psp, "captures", eur(400));
    clock.advance({ days: 29 });
    expect(await lastItem(simulator)).toMatchObject({ eventCode: "EXPIRE", amount: { value: 600 }, pspReference: psp });
    expect(() => simulator.controls.expire(psp)).toThrow();
  });

  it("grows and shrinks with an adjustment", async () => {
    const simulator = createAdyenSimulator();
    const psp = await paid(simulator, HELD);
    await modify(simulator, psp, "amountUpdates", { ...eur(1500), industryUsage: "delayedCharge" });
    simulator.controls.settle();
    expect(await lastItem(simulator)).toMatchObject({ eventCode: "AUTHORISATION_ADJUSTMENT", success: "true", amount: { value: 1500 } });
    await modify(simulator, psp, "captures", eur(1500));
    simulator.controls.settle();
    expect((await lastItem(simulator)).success).toBe("true");
    expect(simulator.ledger.total({ kind: "incremental_authorization", currency: "EUR" })).toBe(500);
  });
});

describe("orders", () => {
  const giftcard = (number: string) => ({ paymentMethod: { type: "giftcard", brand: "givex", number, cvc: "737" } });

  it("are paid by a gift card and the rest by card", async () => {
    const simulator = createAdyenSimulator();
    simulator.controls.setGiftCardBalance("6036280000000000000", 400);
    const balance = await post(simulator, "/paymentMethods/balance", { ...eur(1000), merchantAccount: MERCHANT, ...giftcard("6036280000000000000") });
    expect(balance.body).toMatchObject({ resultCode: "NotEnoughBalance", balance: { value: 400 } });
    const made = await post(simulator, "/orders", { ...eur(1000), merchantAccount: MERCHANT, reference: "big-order" });
    expect(made.body).toMatchObject({ resultCode: "Success", remainingAmount: { value: 1000 } });
    const order = { orderData: textAt(made.body, "orderData"), pspReference: textAt(made.body, "pspReference") };
    const first = await pay(simulator, { ...eur(400), ...giftcard("6036280000000000000"), order });
    expect(first.body).toMatchObject({ resultCode: "Authorised", order: { remainingAmount: { value: 600 } } });
    const broke = await pay(simulator, { ...eur(100), ...giftcard("6036280000000000000"), order });
    expect(broke.body).toMatchObject({ resultCode: "Refused", refusalReasonCode: "12" });
    expect((await pay(simulator, { ...eur(601), order })).status).toBe(422);
    await pay(simulator, { ...eur(600), order });
    const told = (await items(simulator)).filter(({ eventCode }) => eventCode.startsWith("ORDER"));
    expect(told.map(({ eventCode, success }) => `${eventCode} ${success}`)).toEqual(["ORDER_OPENED true", "ORDER_CLOSED true"]);
    expect(simulator.controls.order(order.pspReference).state).toBe("paid");
  });

  it("are cancelled with all their payments", async () => {
    const simulator = createAdyenSimulator();
    const made = await post(simulator, "/orders", { ...eur(1000), merchantAccount: MERCHANT, reference: "big-order" });
    const order = { orderData: textAt(made.body, "orderData"), pspReference: textAt(made.body, "pspReference") };
    await pay(simulator, { ...eur(400), ...giftcard("6036280000000000000"), order });
    const cancelled = await post(simulator, "/orders/cancel", { merchantAccount: MERCHANT, order });
    expect(cancelled.body["resultCode"]).toBe("Received");
    simulator.controls.settle();
    expect((await told(simulator)).slice(-2)).toEqual(["ORDER_CLOSED false 1000", "CANCEL_OR_REFUND true 400"]);
    expect((await post(simulator, "/orders/cancel", { merchantAccount: MERCHANT, order })).status).toBe(422);
  });
});
