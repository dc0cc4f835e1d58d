import { describe, expect, it } from "vitest";
import { mapCaptureStatus, mapPaymentStatus, mapRefundStatus, mapUpdateStatus, mapVoidStatus } from "../src/transformers/status.js";

const tables = { mapPaymentStatus, mapCaptureStatus, mapVoidStatus, mapRefundStatus, mapUpdateStatus };

describe("statuses", () => {
  it("maps each word of Novalnet, for each thing that was asked", () => {
    expect(Object.fromEntries(Object.entries(tables).map(([name, { entries }]) => [name, entries]))).toMatchInlineSnapshot(`
      {
        "mapCaptureStatus": {
          "CONFIRMED": "charged",
          "DEACTIVATED": "capture_failed",
          "FAILURE": "capture_failed",
          "ON_HOLD": "pending",
          "PENDING": "pending",
          "PROGRESS": "pending",
          "SUCCESS": "charged",
        },
        "mapPaymentStatus": {
          "CONFIRMED": "charged",
          "DEACTIVATED": "voided",
          "FAILURE": "failure",
          "ON_HOLD": "authorized",
          "PENDING": "pending",
          "PROGRESS": "authentication_pending",
          "SUCCESS": "charged",
        },
        "mapRefundStatus": {
          "CONFIRMED": "success",
          "DEACTIVATED": "success",
          "FAILURE": "failure",
          "ON_HOLD": "pending",
          "PENDING": "pending",
          "PROGRESS": "pending",
          "SUCCESS": "success",
        },
        "mapUpdateStatus": {
          "CONFIRMED": "success",
          "DEACTIVATED": "failure",
          "FAILURE": "failure",
          "ON_HOLD": "success",
          "PENDING": "success",
          "PROGRESS": "processing",
          "SUCCESS": "success",
        },
        "mapVoidStatus": {
          "CONFIRMED": "void_failed",
          "DEACTIVATED": "voided",
          "FAILURE": "void_failed",
          "ON_HOLD": "void_failed",
          "PENDING": "void_failed",
          "PROGRESS": "void_failed",
          "SUCCESS": "void_failed",
        },
      }
    `);
  });

  it.each(Object.entries(tables))("takes a new word for no decision: %s", (_name, table) => {
    for (const word of ["ON_ICE", "", "constructor", null, undefined]) expect(table(word)).toBe(table.unknown);
    expect(["pending", "processing"]).toContain(table.unknown);
  });
});
