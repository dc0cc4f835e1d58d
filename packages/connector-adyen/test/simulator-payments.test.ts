import { createTestClock } from "@switchyard/testkit";
import { describe, expect, it } from "vitest";
import {
  BROWSER,
  call,
  CARD,
  createAdyenSimulator,
  ENROLLED,
  HELD,
  lastItem,
  MERCHANT,
  paid,
  pay,
  payment,
  post,
  textAt,
  told,
} from "./simulator-requests.js";

describe("a card payment at the simulator", () => {
  it("is authorised, and announced with the same pspReference", async () => {
    const simulator = createAdyenSimulator();
    const { status, body, headers } = await pay(simulator);
    expect(status).toBe(200);
    expect(body).toMatchObject({ resultCode: "Authorised", merchantReference: "order-1", amount: { currency: "EUR", value: 1000 } });
    expect(body).toMatchObject({
      additionalData: { cardSummary: "1111", refusalReasonRaw: "AUTHORISED" },
      paymentMethod: { type: "scheme", brand: "visa" },
    });
    expect(headers.get("pspReference")).toBe(body["pspReference"]);
    const event = await lastItem(simulator);
    expect(event).toMatchObject({ eventCode: "AUTHORISATION", success: "true", pspReference: body["pspReference"], merchantReference: "order-1" });
    expect(event.merchantAccountCode).toBe(MERCHANT);
  });

  it("stands under each of Checkout's paths", async () => {
    const simulator = createAdyenSimulator();
    for (const base of ["", "/v71", "/checkout/v71"]) {
      const answer = await simulator.fetch(
        new Request(`https://adyen.test${base}/payments`, {
          method: "POST",
          headers: { "X-API-Key": "AQEsimulator-api-key", "content-type": "application/json" },
          body: JSON.stringify(payment()),
        }),
      );
      expect(answer.status).toBe(200);
    }
    expect(simulator.ledger.movements({ kind: "authorization" })).toHaveLength(3);
  });

  it("takes the money at once unless it is to be held", async () => {
    const simulator = createAdyenSimulator();
    await pay(simulator);
    expect(simulator.ledger.total({ kind: "capture", currency: "EUR" })).toBe(1000);
    await pay(simulator, HELD);
    expect(simulator.ledger.total({ kind: "capture", currency: "EUR" })).toBe(1000);
    expect(simulator.ledger.total({ kind: "authorization", currency: "EUR" })).toBe(2000);
  });

  it("takes the money after the delay that was asked for", async () => {
    const clock = createTestClock();
    const simulator = createAdyenSimulator({ captureWebhooks: true, clock });
    await pay(simulator, { captureDelayHours: 5 });
    expect(simulator.ledger.total({ kind: "capture", currency: "EUR" })).toBe(0);
    clock.advance({ hours: 5 });
    simulator.catchUp();
    expect(simulator.ledger.total({ kind: "capture", currency: "EUR" })).toBe(1000);
    expect(await told(simulator)).toEqual(["AUTHORISATION true 1000", "CAPTURE true 1000"]);
  });

  it("is a second payment when it is sent twice without a key", async () => {
    const simulator = createAdyenSimulator();
    expect(await paid(simulator)).not.toBe(await paid(simulator));
  });

  it.each([
    ["DECLINED", "Refused", "2", "05 : Do not honor"],
    ["NOT_ENOUGH_BALANCE", "Refused", "12", "51 : Insufficient funds"],
    ["ERROR", "Error", "4", undefined],
    ["UNKNOWN", "Error", "0", undefined],
    ["CVC_DECLINED", "Refused", "24", "N7 : Decline for CVV2 failure"],
    ["FRAUD_CANCELLED", "Cancelled", "22", undefined],
    ["WITHDRAWAL_COUNT_EXCEEDED", "Refused", "29", "65 : Exceeds withdrawal count limit"],
  ])("of a holder named %s ends %s with %s", async (holderName, resultCode, code, raw) => {
    const simulator = createAdyenSimulator();
    const { status, body } = await pay(simulator, { paymentMethod: { ...CARD, holderName } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ resultCode, refusalReasonCode: code });
    expect((body["additionalData"] as Record<string, unknown>)["refusalReasonRaw"]).toBe(raw);
    expect(await lastItem(simulator)).toMatchObject({ eventCode: "AUTHORISATION", success: "false", reason: body["refusalReason"] });
    expect(simulator.ledger.size).toBe(0);
  });

  it("obeys the number of an acquirer's response as well", async () => {
    const { body } = await pay(createAdyenSimulator(), { additionalData: { RequestedTestAcquirerResponseCode: "5" } });
    expect(body).toMatchObject({ resultCode: "Refused", refusalReason: "Blocked Card", refusalReasonCode: "5" });
  });

  it("is authorised for less than was asked when that is asked for", async () => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, { paymentMethod: { ...CARD, holderName: "PARTIALLY_APPROVED" } });
    expect(body).toMatchObject({ resultCode: "PartiallyAuthorised", amount: { value: 500 } });
    expect(simulator.ledger.total({ kind: "authorization", currency: "EUR" })).toBe(500);
  });

  it("waits for the bank when it is received, and is decided by settle", async () => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, { paymentMethod: { ...CARD, holderName: "PENDING" } });
    expect(body["resultCode"]).toBe("Received");
    expect(await told(simulator)).toEqual([]);
    simulator.controls.settle();
    expect(await told(simulator)).toEqual(["AUTHORISATION true 1000"]);
  });

  it("can be refused by the bank in the end", async () => {
    const simulator = createAdyenSimulator();
    await pay(simulator, { paymentMethod: { ...CARD, holderName: "PENDING" } });
    simulator.controls.settlePayment("order-1", 12);
    expect(await lastItem(simulator)).toMatchObject({ success: "false", reason: "Not enough balance" });
    expect(() => simulator.controls.settlePayment("order-1")).toThrow();
  });

  it.each([
    [{ ...CARD, cvc: "999" }, "24"],
    [{ ...CARD, expiryMonth: "12" }, "6"],
  ])("of a test card with another CVC or expiry is refused", async (paymentMethod, code) => {
    expect((await pay(createAdyenSimulator(), { paymentMethod })).body["refusalReasonCode"]).toBe(code);
  });

  it("reads encrypted test values", async () => {
    const paymentMethod = {
      type: "scheme",
      encryptedCardNumber: "test_5555444433331111",
      encryptedExpiryMonth: "test_03",
      encryptedExpiryYear: "test_2030",
      encryptedSecurityCode: "test_737",
    };
    expect((await pay(createAdyenSimulator(), { paymentMethod })).body).toMatchObject({ resultCode: "Authorised", paymentMethod: { brand: "mc" } });
  });

  it("authenticates only with an enrolled card, a shopper, and nothing against it", async () => {
    const simulator = createAdyenSimulator();
    const code = async (changes: object): Promise<unknown> =>
      (await pay(simulator, { paymentMethod: ENROLLED, browserInfo: BROWSER, ...changes })).body["resultCode"];
    expect(await code({})).toBe("RedirectShopper");
    expect(await code({ additionalData: { executeThreeD: "true" } })).toBe("RedirectShopper");
    expect(await code({ additionalData: { executeThreeD: "false" } })).toBe("Authorised");
    expect(await code({ authenticationData: { attemptAuthentication: "never" } })).toBe("Authorised");
    expect(await code({ shopperInteraction: "ContAuth" })).toBe("Authorised");
    expect(await code({ shopperInteraction: "Moto" })).toBe("Authorised");
    expect(await code({ mpiData: { cavv: "AAABBBCCCDDDEEEFFFGGGHHHIIIJ", eci: "05", threeDSVersion: "2.2.0" } })).toBe("Authorised");
    expect(await code({ paymentMethod: CARD })).toBe("Authorised");
  });
});

describe("an idempotency key at the simulator", () => {
  const key = { idempotencyKey: "attempt-1" };

  it("gives the same answer again, and moves money once", async () => {
    const simulator = createAdyenSimulator();
    const first = await pay(simulator, {}, key);
    const second = await pay(simulator, {}, key);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("idempotency-key")).toBe("attempt-1");
    expect(simulator.ledger.movements({ kind: "authorization" })).toHaveLength(1);
    expect(await told(simulator)).toHaveLength(1);
  });

  it("is refused for another request", async () => {
    const simulator = createAdyenSimulator();
    const first = await pay(simulator, {}, key);
    const other = await pay(simulator, { amount: { currency: "EUR", value: 1001 } }, key);
    expect(other).toMatchObject({ status: 422, body: { errorCode: "704", message: "request already processed or in progress" } });
    expect(other.headers.get("transient-error")).toBeNull();
    const refund = { merchantAccount: MERCHANT, amount: { currency: "EUR", value: 1 } };
    expect((await post(simulator, `/payments/${textAt(first.body, "pspReference")}/refunds`, refund, key)).status).toBe(422);
  });

  it("is refused while its first call runs, and is good for another try then", async () => {
    const simulator = createAdyenSimulator();
    const finish = simulator.controls.holdIdempotencyKey("attempt-1");
    const running = await pay(simulator, {}, key);
    expect(running).toMatchObject({ status: 422, body: { errorCode: "704" } });
    expect(running.headers.get("transient-error")).toBe("true");
    finish();
    expect((await pay(simulator, {}, key)).body["resultCode"]).toBe("Authorised");
  });

  it("does not keep what was transient", async () => {
    const simulator = createAdyenSimulator();
    simulator.controls.failNext();
    const failed = await pay(simulator, {}, key);
    expect(failed.status).toBe(500);
    expect(failed.headers.get("transient-error")).toBe("true");
    expect((await pay(simulator, {}, key)).body["resultCode"]).toBe("Authorised");
  });

  it("has 64 characters at most", async () => {
    expect((await pay(createAdyenSimulator(), {}, { idempotencyKey: "x".repeat(65) })).status).toBe(422);
  });

  it("counts for nobody who has not proven who he is", async () => {
    const simulator = createAdyenSimulator();
    expect((await pay(simulator, {}, { ...key, key: "wrong" })).status).toBe(401);
    expect((await pay(simulator, {}, key)).body["resultCode"]).toBe("Authorised");
  });

  it("is forgotten after a week", async () => {
    const clock = createTestClock();
    const simulator = createAdyenSimulator({ clock });
    const first = await pay(simulator, {}, key);
    clock.advance({ days: 8 });
    expect((await pay(simulator, {}, key)).body["pspReference"]).not.toBe(first.body["pspReference"]);
  });
});

describe("the simulator", () => {
  it("starts again as if newly made", async () => {
    const simulator = createAdyenSimulator();
    const first = await paid(simulator);
    simulator.reset();
    expect(simulator.ledger.size).toBe(0);
    expect(await paid(simulator)).toBe(first);
  });

  it("knows no other path", async () => {
    expect((await call(createAdyenSimulator(), "GET", "/payments/QFQTPCQ8HXSKGK82")).status).toBe(404);
  });
});
