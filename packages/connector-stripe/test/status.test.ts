import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answer, authorize, DISPUTE, disputed, increment, INTENT, payout, read, record, refund, setupMandate, sync, valueOf } from "./records.js";

/** A word of Stripe's that no table has. */
const unlisted = fc.stringMatching(/^[a-z_]{1,30}$/).map((word) => `zz_${word}`);
const statusOf = (data: object) => (data as { readonly status?: unknown }).status;

describe("a PaymentIntent (tech-spec, section 5.1)", () => {
  const found = (fields: object) => read(sync(), answer({ id: INTENT, amount: 1000, currency: "usd", ...fields })).status;
  it.each([
    [{ status: "succeeded", amount_received: 1000 }, "charged"],
    [{ status: "succeeded", amount_received: 400 }, "partial_charged"],
    [{ status: "succeeded" }, "charged"],
    [{ status: "requires_capture", amount_received: 0 }, "authorized"],
    [{ status: "requires_capture", amount_received: 1 }, "partial_charged_and_chargeable"],
    [{ status: "processing" }, "pending"],
    [{ status: "requires_action" }, "authentication_pending"],
    [{ status: "requires_payment_method" }, "payment_method_awaited"],
    [{ status: "requires_payment_method", last_payment_error: { code: "card_declined" } }, "failure"],
    [{ status: "requires_payment_method", latest_charge: "ch_1" }, "failure"],
    [{ status: "requires_confirmation" }, "confirmation_awaited"],
    [{ status: "canceled" }, "voided"],
    [{ status: null }, "pending"],
    [{}, "pending"],
  ])("%j is %s", (fields, status) => {
    expect(found(fields)).toBe(status);
  });
  it("that was just confirmed and wants another method has failed", () => {
    expect(read(authorize(), answer({ id: INTENT, status: "requires_payment_method" })).status).toBe("failure");
  });
  it("in a word that nobody listed is pending, and keeps the word", () => {
    fc.assert(
      fc.property(unlisted, (status) => {
        const after = read(authorize(), answer({ id: INTENT, status, amount_received: 1000, amount: 1000, currency: "usd" }));
        expect(after.status).toBe("pending");
        expect(after.response).toMatchObject({ ok: true, value: { connectorStatus: status } });
      }),
    );
  });
});

describe("a SetupIntent (tech-spec, section 5.2)", () => {
  it.each([
    ["succeeded", "charged"],
    ["processing", "pending"],
    ["requires_action", "authentication_pending"],
    ["requires_payment_method", "failure"],
    ["requires_confirmation", "confirmation_awaited"],
    ["canceled", "voided"],
    ["a_new_word", "pending"],
  ])("%s is %s", (status, expected) => {
    expect(read(setupMandate(), answer({ id: "seti_1", status })).status).toBe(expected);
    expect(read(sync("seti_1"), answer({ id: "seti_1", status })).status).toBe(expected);
  });
});

describe("a refund (tech-spec, section 5.4)", () => {
  it.each([
    ["succeeded", "success"],
    ["pending", "pending"],
    ["requires_action", "pending"],
    ["failed", "failure"],
    ["canceled", "failure"],
    [null, "pending"],
    ["a_new_word", "pending"],
  ])("%s is %s", (status, refundStatus) => {
    expect(valueOf(refund(), answer({ id: "re_1", status }))).toMatchObject({ refundStatus });
  });
});

describe("a dispute (tech-spec, section 5.5)", () => {
  it.each([
    ["warning_needs_response", "dispute_opened", "pre_dispute"],
    ["warning_under_review", "dispute_challenged", "pre_dispute"],
    ["warning_closed", "dispute_cancelled", "pre_dispute"],
    ["needs_response", "dispute_opened", "dispute"],
    ["under_review", "dispute_challenged", "dispute"],
    ["won", "dispute_won", "dispute"],
    ["lost", "dispute_lost", "dispute"],
    ["prevented", "dispute_cancelled", "pre_dispute"],
    ["charge_refunded", "dispute_cancelled", "dispute"],
    ["appeal_needs_response", "dispute_challenged", "pre_arbitration"],
    ["appeal_under_review", "dispute_challenged", "pre_arbitration"],
    ["a_new_word", "dispute_opened", "dispute"],
  ])("%s is %s at stage %s", (status, disputeStatus, stage) => {
    const dispute = answer({ id: DISPUTE, amount: 1000, currency: "usd", status });
    expect(valueOf(record("DSync", disputed), dispute)).toMatchObject({ disputeStatus, stage, connectorStatus: status });
  });
});

describe("a payout (tech-spec, section 4.16)", () => {
  it.each([
    ["paid", "success"],
    ["pending", "pending"],
    ["in_transit", "pending"],
    ["canceled", "cancelled"],
    ["failed", "failed"],
    ["a_new_word", "pending"],
  ])("%s is %s", (status, expected) => {
    expect(valueOf(payout("PoSync", { connectorPayoutId: "po_1" }), answer({ id: "po_1", object: "payout", status })).status).toBe(expected);
  });
});

describe("an increment", () => {
  it("is done only while the money is held", () => {
    fc.assert(
      fc.property(fc.oneof(unlisted, fc.constantFrom("succeeded", "processing", "requires_capture", "canceled")), (status) => {
        const expected = status === "requires_capture" ? "success" : "processing";
        expect(statusOf(valueOf(increment(), answer({ id: INTENT, status })))).toBe(expected);
      }),
    );
  });
});
