import { describe, expect, it } from "vitest";
import { mapCaptureStatus, mapOrderStatus, mapRefundStatus, mapSubscriptionStatus, mapVoidStatus } from "../src/transformers/status.js";

const sorted = (entries: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(entries).sort());

describe("statuses", () => {
  it("of an order (tech-spec, section 5.1): LOCKED is in no table, so that it never ends anything (trap 13)", () => {
    expect(sorted(mapOrderStatus.entries)).toMatchInlineSnapshot(`
      {
        "3DS_ENROLL_CHECKED": "authentication_pending",
        "3DS_ENROLL_INITIATED": "authentication_pending",
        "3DS_RESULT_VERIFIED": "authentication_successful",
        "AUTHENTICATED": "started",
        "AUTHORIZED": "authorized",
        "CANCELLED": "authentication_failed",
        "CAPTURED": "charged",
        "EXPIRED": "authentication_failed",
        "FAILED": "failure",
        "INITIATED": "started",
        "MARKED_FOR_REVIEW": "pending",
        "PARTIALLY_CAPTURED": "partial_charged",
        "PARTIALLY_REFUNDED": "charged",
        "PARTIALLY_REVERSED": "pending",
        "PAYMENT_INFO_ADDED": "started",
        "PENDING": "pending",
        "REFUNDED": "charged",
        "REJECTED": "failure",
        "REVERSED": "voided",
        "TOKENIZED": "pending",
      }
    `);
    expect(mapOrderStatus.knows("LOCKED")).toBe(false);
  });

  it("of an order, after a capture", () => {
    expect(sorted(mapCaptureStatus.entries)).toMatchInlineSnapshot(`
      {
        "AUTHORIZED": "capture_initiated",
        "CANCELLED": "capture_failed",
        "CAPTURED": "charged",
        "EXPIRED": "capture_failed",
        "FAILED": "capture_failed",
        "PARTIALLY_CAPTURED": "partial_charged",
        "PARTIALLY_REFUNDED": "charged",
        "REFUNDED": "charged",
        "REJECTED": "capture_failed",
        "REVERSED": "capture_failed",
      }
    `);
  });

  it("of an order, after a reversal (trap 12)", () => {
    expect(sorted(mapVoidStatus.entries)).toMatchInlineSnapshot(`
      {
        "AUTHORIZED": "void_initiated",
        "CANCELLED": "voided",
        "CAPTURED": "void_failed",
        "EXPIRED": "void_failed",
        "FAILED": "void_failed",
        "PARTIALLY_CAPTURED": "void_failed",
        "PARTIALLY_REFUNDED": "void_failed",
        "PARTIALLY_REVERSED": "pending",
        "REFUNDED": "void_failed",
        "REJECTED": "void_failed",
        "REVERSED": "voided",
      }
    `);
  });

  it("of a refund and of a subscription", () => {
    expect(mapRefundStatus.entries).toEqual({ SUCCESS: "success", FAILED: "failure", PENDING: "pending" });
    expect([mapSubscriptionStatus("Cancelled"), mapSubscriptionStatus("CANCELLED"), mapSubscriptionStatus("Active")]).toEqual([
      "revoked",
      "revoked",
      "active",
    ]);
  });

  it.each([mapOrderStatus, mapCaptureStatus, mapVoidStatus, mapRefundStatus, mapSubscriptionStatus])("%# claim nothing of an unknown word", (map) => {
    for (const word of ["ON_ICE", "", "captured", "constructor", null, undefined]) expect(map(word)).toBe("pending");
  });
});
