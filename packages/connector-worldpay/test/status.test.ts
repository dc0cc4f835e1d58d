import { AttemptStatus } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  mapEventStatus,
  mapIncrementStatus,
  mapOutcomeStatus,
  mapRefundEventStatus,
  mapRefundOutcomeStatus,
  mapWebhookEvent,
  toNextStatus,
} from "../src/transformers/status.js";

describe("the tables", () => {
  it("of outcomes", () => {
    expect(mapOutcomeStatus.entries).toMatchInlineSnapshot(`
      {
        "3dsAuthenticationFailed": "authentication_failed",
        "3dsChallenged": "authentication_pending",
        "3dsDeviceDataRequired": "device_data_collection_pending",
        "3dsUnavailable": "authentication_failed",
        "authorized": "authorized",
        "fraudHighRisk": "failure",
        "refused": "failure",
        "sentForCancellation": "void_initiated",
        "sentForPartialRefund": "auto_refunded",
        "sentForRefund": "auto_refunded",
        "sentForReversal": "void_initiated",
        "sentForSettlement": "charged",
      }
    `);
  });
  it("of events", () => {
    expect(mapEventStatus.entries).toMatchInlineSnapshot(`
      {
        "authorizationFailed": "failure",
        "authorizationRefused": "failure",
        "authorizationRequested": "authorizing",
        "authorizationSucceeded": "authorized",
        "authorized": "authorized",
        "cancellationRequestSubmitted": "void_initiated",
        "cancellationRequested": "void_initiated",
        "cancelled": "failure",
        "error": "failure",
        "expired": "failure",
        "refundFailed": "pending",
        "refunded": "pending",
        "refused": "failure",
        "reversalRequestSubmitted": "void_initiated",
        "reversalRequested": "void_initiated",
        "saleFailed": "failure",
        "saleRefused": "failure",
        "saleRequested": "authorizing",
        "saleSucceeded": "charged",
        "sentForAuthorization": "authorizing",
        "sentForCancellation": "void_initiated",
        "sentForRefund": "pending",
        "sentForSettlement": "charged",
        "settled": "charged",
        "settlementFailed": "failure",
        "settlementRequestSubmitted": "charged",
        "settlementRequested": "capture_initiated",
      }
    `);
  });
  it("of refunds, by outcome and by event", () => {
    expect(mapRefundOutcomeStatus.entries).toMatchInlineSnapshot(`
      {
        "3dsAuthenticationFailed": "failure",
        "3dsChallenged": "failure",
        "3dsDeviceDataRequired": "failure",
        "3dsUnavailable": "failure",
        "authorized": "failure",
        "fraudHighRisk": "failure",
        "refused": "failure",
        "sentForCancellation": "failure",
        "sentForPartialRefund": "success",
        "sentForRefund": "success",
        "sentForReversal": "pending",
        "sentForSettlement": "failure",
      }
    `);
    expect(mapRefundEventStatus.entries).toMatchInlineSnapshot(`
      {
        "refundFailed": "failure",
        "refundRequestSubmitted": "success",
        "refunded": "success",
        "sentForRefund": "success",
      }
    `);
  });
  it("of increments", () => {
    expect(mapIncrementStatus.entries).toMatchInlineSnapshot(`
      {
        "3dsAuthenticationFailed": "failure",
        "3dsChallenged": "processing",
        "3dsDeviceDataRequired": "processing",
        "3dsUnavailable": "failure",
        "authorized": "success",
        "fraudHighRisk": "failure",
        "refused": "failure",
        "sentForCancellation": "failure",
        "sentForPartialRefund": "failure",
        "sentForRefund": "failure",
        "sentForReversal": "failure",
        "sentForSettlement": "success",
      }
    `);
  });
  it("of webhooks", () => {
    expect(mapWebhookEvent.entries).toMatchInlineSnapshot(`
      {
        "authorized": "payment_intent_authorization_success",
        "error": "payment_intent_failure",
        "expired": "payment_intent_failure",
        "sentForAuthorization": "payment_intent_processing",
        "sentForSettlement": "payment_intent_processing",
        "settled": "payment_intent_success",
        "settlementFailed": "payment_intent_failure",
      }
    `);
  });
});

const TABLES = [mapOutcomeStatus, mapEventStatus, mapRefundOutcomeStatus, mapRefundEventStatus, mapIncrementStatus, mapWebhookEvent];
const NEUTRAL = ["pending", "processing", "event_not_supported"];

describe("a word", () => {
  it("that nobody listed is never a success nor a failure", () => {
    fc.assert(
      fc.property(fc.string(), (word) => {
        for (const table of TABLES) if (!table.knows(word)) expect(NEUTRAL).toContain(table(word));
      }),
    );
    for (const word of ["constructor", "__proto__", "toString", "", undefined, null])
      for (const table of TABLES) expect(NEUTRAL).toContain(table(word));
  });

  it.each([
    ["Sent for Settlement", "charged"],
    ["Sent for Refund", "pending"],
    ["Sent for Cancellation", "void_initiated"],
    ["Settlement failed", "failure"],
    ["Refund failed", "pending"],
    ["Settled", "charged"],
    ["Authorized", "authorized"],
    ["Expired", "failure"],
    ["Error", "failure"],
  ])("of a query is the event's, spaced and capitalised: %s", (word, status) => {
    expect(mapEventStatus(word)).toBe(status);
  });

  it.each([
    "authorizationTimedOut",
    "saleTimedOut",
    "settlementTimedOut",
    "refundRequested",
    "refundRequestSubmitted",
    "refundTimedOut",
    "cancellationFailed",
    "cancellationTimedOut",
    "reversalFailed",
    "reversalTimedOut",
  ])("that leaves the payment open is pending: %s", (word) => {
    expect(mapEventStatus(word)).toBe("pending");
  });
});

describe("a query", () => {
  it.each([
    // [known, what the query found, what holds]
    ["charged", "Authorized", "charged"],
    ["capture_initiated", "Authorized", "capture_initiated"],
    ["void_initiated", "Authorized", "void_initiated"],
    ["partially_authorized", "Authorized", "partially_authorized"],
    ["partial_charged", "Sent for Settlement", "partial_charged"],
    ["partial_charged", "Sent for Cancellation", "partial_charged"],
    ["partial_charged", "Expired", "partial_charged"],
    ["charged", "Sent for Refund", "charged"],
    ["charged", "Refunded", "charged"],
    ["auto_refunded", "Settled", "auto_refunded"],
    ["authorized", "sentForAuthorization", "authorized"],
    ["voided", "Sent for Cancellation", "voided"],
    ["void_initiated", "cancelled", "voided"],
    ["voided", "cancelled", "voided"],
    ["authorized", "cancelled", "failure"],
    ["pending", "Authorized", "authorized"],
    ["authorizing", "Authorized", "authorized"],
    ["authorized", "Sent for Settlement", "charged"],
    ["capture_failed", "Authorized", "authorized"],
    ["charged", "Settlement failed", "failure"],
    ["authorized", "Expired", "failure"],
  ] as const)("moves %s, finding %s, to %s", (known, event, next) => {
    expect(toNextStatus(known, event)).toBe(next);
  });

  it("settles: asking again with the same answer changes nothing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(AttemptStatus)), fc.constantFrom(...Object.keys(mapEventStatus.entries)), (known, event) => {
        const next = toNextStatus(known, event);
        expect(toNextStatus(next, event)).toBe(next);
      }),
    );
  });

  it("never takes money back that was taken, but for a settlement that failed", () => {
    const taken = ["charged", "partial_charged", "partial_charged_and_chargeable"] as const;
    const late = [
      "sentForAuthorization",
      "authorized",
      "settlementRequested",
      "sentForRefund",
      "refunded",
      "refundFailed",
      "expired",
      "cancelled",
      "a new word",
    ];
    for (const known of taken) for (const event of late) expect(toNextStatus(known, event)).toBe(known);
  });
});
