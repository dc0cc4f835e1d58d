import { createTestClock } from "@switchyard/testkit";
import { describe, expect, it } from "vitest";
import { faults, follow, movements, offered, paid, part, pay, payment, query, send } from "./simulator-requests.js";

const REFUNDS = ["partiallyRefundPayment", "refundPayment", "reversePayment"];
const AUTO = payment({ settlement: { auto: true } });

describe("an authorized payment", () => {
  it("is settled in full without a body", async () => {
    const { simulator, reply } = await paid();
    const settled = await follow(simulator, reply, "settlePayment");
    expect([settled.status, settled.body.outcome, offered(settled)]).toEqual([202, "sentForSettlement", REFUNDS]);
    expect(movements(simulator)).toEqual(["authorization 1000 pay_att_1", "capture 1000 pay_att_1"]);
    expect((await query(simulator, settled)).body.lastEvent).toBe("Sent for Settlement");
  });

  it("is settled in parts up to its amount", async () => {
    const { simulator, reply } = await paid();
    const first = await follow(simulator, reply, "partiallySettlePayment", { ...part("cap-1", 600), sequence: { number: 1, total: 2 } });
    expect(offered(first)).toEqual(["cancelPayment", "partiallyRefundPayment", "partiallySettlePayment", "refundPayment", "reversePayment"]);
    const self = first.body._links?.self.href;
    expect(first.body._actions?.["partiallySettlePayment"]?.href.startsWith(self ?? "none")).toBe(false);
    const over = await follow(simulator, first, "partiallySettlePayment", part("cap-2", 401));
    expect([over.status, faults(over)]).toEqual([400, ["fieldHasInvalidValue $.value.amount"]]);
    const last = await follow(simulator, first, "partiallySettlePayment", part("cap-2", 400));
    expect(offered(last)).toEqual(REFUNDS);
    expect(simulator.ledger.total({ kind: "capture", currency: "GBP" })).toBe(1000);
  });

  it("settles twice when told twice: there is no idempotency", async () => {
    const { simulator, reply } = await paid();
    await follow(simulator, reply, "partiallySettlePayment", part("cap-1", 500));
    const again = await follow(simulator, reply, "partiallySettlePayment", part("cap-1", 500));
    expect(again.status).toBe(202);
    expect(simulator.ledger.repeated({ kind: "capture" })).toHaveLength(1);
  });

  it("is cancelled once, and then only read", async () => {
    const { simulator, reply } = await paid();
    const cancelled = await follow(simulator, reply, "cancelPayment");
    expect([cancelled.status, cancelled.body.outcome, offered(cancelled)]).toEqual([202, "sentForCancellation", []]);
    for (const action of offered(reply)) {
      const fields = action === "partiallySettlePayment" ? part("cap-1", 1) : undefined;
      expect([action, (await follow(simulator, reply, action, fields)).status]).toEqual([action, 404]);
    }
    expect((await query(simulator, reply)).body).toEqual({ lastEvent: "Sent for Cancellation", _actions: {} });
    expect(movements(simulator)).toEqual(["authorization 1000 pay_att_1", "void 1000 pay_att_1"]);
  });

  it("lets the rest go when it is cancelled after a partial settlement", async () => {
    const { simulator, reply } = await paid();
    const partly = await follow(simulator, reply, "partiallySettlePayment", part("cap-1", 300));
    const cancelled = await follow(simulator, partly, "cancelPayment");
    expect(offered(cancelled)).toEqual(REFUNDS);
    expect(movements(simulator).slice(1)).toEqual(["capture 300 cap-1", "void 700 pay_att_1"]);
  });

  it("is reversed whatever its state", async () => {
    const { simulator, reply } = await paid();
    const partly = await follow(simulator, reply, "partiallySettlePayment", part("cap-1", 300));
    const reversed = await follow(simulator, partly, "reversePayment");
    expect([reversed.status, reversed.body.outcome, offered(reversed)]).toEqual([202, "sentForReversal", []]);
    expect(movements(simulator).slice(2)).toEqual(["reversal 1000 pay_att_1"]);
    expect(simulator.controls.payment("pay_att_1")).toMatchObject({ phase: "closed", released: 700, refunded: 300 });
  });
});

describe("a settled payment", () => {
  it("cannot be cancelled", async () => {
    const { simulator, reply } = await paid(AUTO);
    const refused = await send(simulator, "POST", `${reply.body._links?.self.href ?? ""}/cancellations`);
    expect([refused.status, refused.body.errorName]).toEqual([404, "endpointNotFound"]);
  });

  it("is refunded in full without a body", async () => {
    const { simulator, reply } = await paid(AUTO);
    const refunded = await follow(simulator, reply, "refundPayment");
    expect([refunded.status, refunded.body.outcome, offered(refunded)]).toEqual([202, "sentForRefund", []]);
    expect(movements(simulator).at(-1)).toBe("refund 1000 pay_att_1");
  });

  it("is refunded in parts up to what was settled, each with a link of its own", async () => {
    const { simulator, reply } = await paid(AUTO);
    const first = await follow(simulator, reply, "partiallyRefundPayment", part("ref-1", 300));
    expect([first.status, first.body.outcome, offered(first)]).toEqual([202, "sentForPartialRefund", ["partiallyRefundPayment"]]);
    expect(faults(await follow(simulator, first, "partiallyRefundPayment", part("ref-2", 701)))).toEqual(["fieldHasInvalidValue $.value.amount"]);
    const last = await follow(simulator, first, "partiallyRefundPayment", part("ref-2", 700));
    expect(last.body._links).not.toEqual(first.body._links);
    expect(offered(last)).toEqual([]);
    expect((await query(simulator, first)).body).toEqual({ lastEvent: "Sent for Refund", _actions: {} });
    expect(simulator.ledger.total({ kind: "refund", currency: "GBP" })).toBe(1000);
  });

  it("is refunded under the link of its authorization too", async () => {
    const { simulator, reply } = await paid();
    await follow(simulator, reply, "settlePayment");
    const refunded = await send(simulator, "POST", `${reply.body._links?.self.href ?? ""}/partialRefunds`, part("ref-1", 1));
    expect(refunded.body.outcome).toBe("sentForPartialRefund");
  });
});

describe("the body of an action", () => {
  it.each([
    ["settlePayment", {}, ["fieldIsNotAllowed $"]],
    ["settlePayment", part("cap-1", 1), ["fieldIsNotAllowed $.reference", "fieldIsNotAllowed $.value"]],
    ["cancelPayment", {}, ["fieldIsNotAllowed $"]],
    ["reversePayment", { reason: "x" }, ["fieldIsNotAllowed $.reason"]],
    ["partiallySettlePayment", part("cap_1", 1), ["stringFailedRegexCheck $.reference"]],
    ["partiallySettlePayment", part("", 1), ["fieldIsEmpty $.reference"]],
    ["partiallySettlePayment", part("cap-1", 0), ["integerIsTooSmall $.value.amount"]],
    ["partiallySettlePayment", part("cap-1", 1, "EUR"), ["fieldHasInvalidValue $.value.currency"]],
    ["partiallySettlePayment", { value: { amount: 1, currency: "GBP" } }, ["fieldIsMissing $.reference"]],
    ["partiallySettlePayment", { ...part("cap-1", 1), sequence: { number: 2, total: 1 } }, ["fieldHasInvalidValue $.sequence.number"]],
    ["partiallySettlePayment", { ...part("cap-1", 1), sequence: null }, ["fieldIsNull $.sequence"]],
  ])("%s refuses %j", async (action, fields, expected) => {
    const { simulator, reply } = await paid();
    const refused = await follow(simulator, reply, action, fields);
    expect([refused.status, faults(refused)]).toEqual([400, expected]);
    expect(simulator.ledger.size).toBe(1);
  });

  it.each([
    ["refundPayment", {}, ["fieldIsNotAllowed $"]],
    ["partiallyRefundPayment", part("ref_1", 1), ["stringFailedRegexCheck $.reference"]],
    ["partiallyRefundPayment", part("ref-1", 1, "EUR"), ["fieldHasInvalidValue $.value.currency"]],
    ["partiallyRefundPayment", { ...part("ref-1", 1), sequence: { number: 1, total: 1 } }, ["fieldIsNotAllowed $.sequence"]],
  ])("%s refuses %j", async (action, fields, expected) => {
    const { simulator, reply } = await paid(AUTO);
    expect(faults(await follow(simulator, reply, action, fields))).toEqual(expected);
  });

  it("must be there where there are fields", async () => {
    const { simulator, reply } = await paid();
    expect((await follow(simulator, reply, "partiallySettlePayment")).body.errorName).toBe("bodyIsEmpty");
  });
});

describe("a query", () => {
  it("lags behind the answers by the clock", async () => {
    const clock = createTestClock();
    const { simulator, reply } = await paid(payment(), { clock, lag: { minutes: 15 } });
    expect((await query(simulator, reply)).body.lastEvent).toBe("Authorized");
    clock.advance({ minutes: 20 });
    await follow(simulator, reply, "settlePayment");
    clock.advance({ minutes: 14 });
    const early = await query(simulator, reply);
    expect([early.body.lastEvent, offered(early).includes("cancelPayment")]).toEqual(["Authorized", true]);
    clock.advance({ minutes: 1 });
    const late = await query(simulator, reply);
    expect([late.body.lastEvent, offered(late)]).toEqual(["Sent for Settlement", REFUNDS]);
  });

  it("says Authorized of a payment that settled at once, as long as it lags", async () => {
    const { simulator, reply } = await paid(AUTO, { lag: { minutes: 15 } });
    expect((await query(simulator, reply)).body.lastEvent).toBe("Authorized");
  });
});

describe("what happens later", () => {
  it("settles and refunds when told", async () => {
    const { simulator, reply } = await paid(AUTO);
    simulator.controls.advance.settled("pay_att_1");
    expect((await query(simulator, reply)).body.lastEvent).toBe("Settled");
    await follow(simulator, reply, "partiallyRefundPayment", part("ref-1", 100));
    await follow(simulator, reply, "partiallyRefundPayment", part("ref-2", 200));
    simulator.controls.advance.refunded("pay_att_1", "ref-1");
    expect((await query(simulator, reply)).body.lastEvent).toBe("Refunded");
    simulator.controls.advance.refundFailed("pay_att_1");
    expect((await query(simulator, reply)).body.lastEvent).toBe("Refund failed");
    expect(movements(simulator).at(-1)).toBe("refund_failure 200 ref-2");
    expect(simulator.controls.payment("pay_att_1").refunded).toBe(100);
    expect(() => {
      simulator.controls.advance.refunded("pay_att_1");
    }).toThrow("No refunds of pay_att_1 are waiting.");
  });

  it("takes a settlement back that failed, and does not offer it again", async () => {
    const { simulator, reply } = await paid();
    await follow(simulator, reply, "settlePayment");
    simulator.controls.advance.settlementFailed("pay_att_1");
    const failed = await query(simulator, reply);
    expect([failed.body.lastEvent, offered(failed)]).toEqual(["Settlement failed", []]);
    expect(movements(simulator).slice(1)).toEqual(["capture 1000 pay_att_1", "capture_failure 1000 pay_att_1"]);
  });

  it("settles by the clock when so configured", async () => {
    const clock = createTestClock();
    const { simulator, reply } = await paid(AUTO, { clock, settledAfter: { days: 1 } });
    clock.advance({ hours: 23 });
    expect((await query(simulator, reply)).body.lastEvent).toBe("Sent for Settlement");
    clock.advance({ hours: 1 });
    expect((await query(simulator, reply)).body.lastEvent).toBe("Settled");
  });

  it("lets an authorization expire, but not what was settled", async () => {
    const clock = createTestClock();
    const { simulator, reply } = await paid(payment(), { clock, expiredAfter: { days: 7 } });
    await follow(simulator, reply, "partiallySettlePayment", part("cap-1", 300));
    clock.advance({ days: 7 });
    const expired = await query(simulator, reply);
    expect([expired.body.lastEvent, offered(expired)]).toEqual(["Expired", REFUNDS]);
    expect(movements(simulator).at(-1)).toBe("expiry 700 pay_att_1");
    expect(() => {
      simulator.controls.advance.expired("pay_att_1");
    }).toThrow("Nothing of pay_att_1 is left to expire.");
  });

  it("accepts too much and fails it afterwards, when so configured", async () => {
    const { simulator, reply } = await paid(payment(), { overCapture: "fail-later" });
    const over = await follow(simulator, reply, "partiallySettlePayment", part("cap-1", 1001));
    expect([over.status, over.body.outcome]).toEqual([202, "sentForSettlement"]);
    expect((await query(simulator, reply)).body.lastEvent).toBe("Settlement failed");
    expect(movements(simulator).slice(1)).toEqual(["capture 1001 cap-1", "capture_failure 1001 cap-1"]);

    const settled = await pay(simulator, AUTO);
    const tooMuch = await follow(simulator, settled, "partiallyRefundPayment", part("ref-1", 1001));
    expect(tooMuch.body.outcome).toBe("sentForPartialRefund");
    expect((await query(simulator, settled)).body.lastEvent).toBe("Refund failed");
    expect((await follow(simulator, settled, "partiallyRefundPayment", part("ref-2", 1000))).status).toBe(202);
  });
});
