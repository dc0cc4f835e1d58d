import { describe, expect, it } from "vitest";
import {
  CAPTURE,
  mapAuthorizationStatus,
  mapNotifiedStatus,
  mapPaymentEvent,
  mapRecurringStatus,
  mapRefundEvent,
  mapRefundStatus,
  mapRequeryStatus,
  mapSaleStatus,
  toNextStatus,
  VOID,
} from "../src/transformers/status.js";

describe("statuses", () => {
  it("map each word of the processor", () => {
    expect({
      sale: mapSaleStatus.entries,
      authorization: mapAuthorizationStatus.entries,
      capture: CAPTURE.map.entries,
      void: VOID.map.entries,
      refund: mapRefundStatus.entries,
      recurring: mapRecurringStatus.entries,
      notified: mapNotifiedStatus.entries,
      paymentEvent: mapPaymentEvent.entries,
      refundEvent: mapRefundEvent.entries,
    }).toMatchInlineSnapshot(`
      {
        "authorization": {
          "00": "authorized",
          "11": "failure",
          "22": "pending",
        },
        "capture": {
          "00": "charged",
          "11": "capture_failed",
          "12": "capture_failed",
          "13": "capture_failed",
          "15": "capture_failed",
          "16": "capture_failed",
          "17": "capture_failed",
          "18": "capture_failed",
          "19": "capture_failed",
          "20": "capture_failed",
          "21": "capture_failed",
          "22": "pending",
          "23": "capture_failed",
          "24": "pending",
          "25": "capture_failed",
          "99": "capture_failed",
        },
        "notified": {
          "00": "pending",
          "11": "failure",
          "22": "authentication_pending",
        },
        "paymentEvent": {
          "00": "payment_intent_success",
          "11": "payment_intent_failure",
          "22": "payment_intent_processing",
        },
        "recurring": {
          "accepted": "pending",
          "failed": "failure",
        },
        "refund": {
          "00": "success",
          "11": "failure",
          "22": "pending",
          "pending": "pending",
          "processing": "pending",
          "rejected": "failure",
          "success": "success",
        },
        "refundEvent": {
          "00": "refund_success",
          "11": "refund_failure",
        },
        "sale": {
          "00": "charged",
          "11": "failure",
          "22": "pending",
        },
        "void": {
          "00": "voided",
          "11": "void_failed",
          "12": "void_failed",
          "13": "void_failed",
          "14": "void_failed",
          "15": "void_failed",
          "16": "void_failed",
          "17": "void_failed",
          "18": "void_failed",
          "19": "void_failed",
          "20": "void_failed",
          "21": "void_failed",
          "22": "pending",
        },
      }
    `);
  });

  it("claim nothing for a word that nobody listed", () => {
    for (const map of [mapSaleStatus, mapAuthorizationStatus, CAPTURE.map, VOID.map, mapRefundStatus, mapRecurringStatus, mapNotifiedStatus]) {
      for (const word of ["a new word", "", "55", null, undefined, "constructor"]) expect(map(word)).toBe("pending");
    }
    for (const map of [mapPaymentEvent, mapRefundEvent]) expect(map("77")).toBe("event_not_supported");
  });

  it("read code and name of a requery together, without regard to case", () => {
    expect(mapRequeryStatus("00", "CAPTURED")).toBe("charged");
    expect(mapRequeryStatus("00", "failed")).toBe("pending");
    expect(mapRequeryStatus("22", "captured")).toBe("pending");
    expect(mapRequeryStatus("11", undefined)).toBe("failure");
    expect(mapRequeryStatus(undefined, "captured")).toBe("pending");
  });

  it("do not move back what is known", () => {
    expect(toNextStatus("partial_charged", "charged", "captured")).toBe("partial_charged");
    expect(toNextStatus("charged", "failure", "ReqChargeback")).toBe("charged");
    expect(toNextStatus("charged", "failure", "failed")).toBe("failure");
    expect(toNextStatus("authorized", "voided", "cancelled")).toBe("voided");
  });
});
