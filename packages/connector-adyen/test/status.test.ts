import { describe, expect, it } from "vitest";
import { mapChargebackStatus, mapPayoutStatus, mapResultStatus } from "../src/transformers/status.js";
import { mapFailure, mapSuccess, mapTokenEvent } from "../src/transformers/webhook-events.js";
import { answer, authorize, statusOf } from "./records.js";

/** Result code, and the status of a payment that is captured at once, and later (tech-spec, section 5.1). */
const RESULTS = [
  ["Authorised", "charged", "authorized"],
  ["PartiallyAuthorised", "partial_charged", "partially_authorized"],
  ["Pending", "pending", "pending"],
  ["Received", "pending", "pending"],
  ["RedirectShopper", "authentication_pending", "authentication_pending"],
  ["IdentifyShopper", "authentication_pending", "authentication_pending"],
  ["ChallengeShopper", "authentication_pending", "authentication_pending"],
  ["PresentToShopper", "authentication_pending", "authentication_pending"],
  ["AuthenticationFinished", "authentication_successful", "authentication_successful"],
  ["AuthenticationNotRequired", "pending", "pending"],
  ["Cancelled", "failure", "failure"],
  ["Refused", "failure", "failure"],
  ["Error", "failure", "failure"],
  ["Success", "pending", "pending"],
] as const;

describe("results of payments", () => {
  it.each(RESULTS)("%s is %s, or %s", (resultCode, automatic, manual) => {
    expect(statusOf(authorize(), answer({ resultCode }))).toBe(automatic);
    expect(statusOf(authorize({ captureMethod: "manual" }), answer({ resultCode }))).toBe(manual);
  });

  it("are all listed", () => {
    expect(Object.keys(mapResultStatus.entries).sort()).toEqual(RESULTS.map(([word]) => word as string).sort());
  });

  it.each(["authorised", "", "toString", "__proto__"])("decide nothing with the word %j", (word) => {
    expect(mapResultStatus(word)).toBe("pending");
  });
});

describe("results of payouts", () => {
  it.each([
    ["[payout-submit-received]", "requires_fulfillment"],
    ["[payout-confirm-received]", "initiated"],
    ["[payout-decline-received]", "cancelled"],
    ["Authorised", "success"],
    ["Refused", "failed"],
    ["Error", "failed"],
    ["Cancelled", "failed"],
    ["Received", "pending"],
    ["Pending", "pending"],
    ["a new word", "pending"],
  ])("%s is %s", (word, status) => {
    expect(mapPayoutStatus(word)).toBe(status);
  });
});

describe("event codes without a row", () => {
  it.each([
    "POSTPONED_REFUND",
    "VOID_PENDING_REFUND",
    "MANUAL_REVIEW_ACCEPT",
    "MANUAL_REVIEW_REJECT",
    "ORDER_OPENED",
    "ORDER_CLOSED",
    "REPORT_AVAILABLE",
    "AUTORESCUE",
    "CANCEL_AUTORESCUE",
    "ACH_NOTIFICATION_OF_CHANGE",
    "DIRECT_DEBIT_NOTICE_OF_CHANGE_NOTIFICATION",
    "NOTIFICATION_OF_FRAUD",
    "ISSUER_COMMENTS",
    "A_NEW_ONE",
  ])("%s changes nothing", (word) => {
    expect(mapSuccess(word)).toBe("event_not_supported");
    expect(mapFailure(word)).toBe("event_not_supported");
  });

  it("of tokens and disputes neither", () => {
    expect(mapTokenEvent("recurring.token.updated")).toBe("event_not_supported");
    expect(mapTokenEvent("recurring.token.exploded")).toBe("event_not_supported");
    expect(mapChargebackStatus("Levitating")).toBe("event_not_supported");
  });
});
