import { applePay, googlePay, mandatePayment, networkTransactionCard } from "@switchyard/client";
import { minorUnit } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { worldpay } from "../src/index.js";
import { mapEventStatus, mapOutcomeStatus, mapRefundOutcomeStatus, mapWebhookEvent } from "../src/transformers/status.js";
import {
  answer,
  authorize,
  bodyOf,
  BROWSER,
  capture,
  CARD,
  complete,
  CORRELATION_ID,
  errorOf,
  instructionOf,
  read,
  record,
  repeat,
  TOKEN_HREF,
  valueOf,
  wireOf,
} from "./records.js";

const thrown = (code: string, details: object = {}): unknown =>
  expect.objectContaining({ code, details: expect.objectContaining(details) as unknown });
const three = () => authorize({ browserInfo: BROWSER, completeAuthorizeUrl: "https://m.example/complete" }, { authType: "three_ds" });
const nti = networkTransactionCard({ number: "4444333322221111", expMonth: "05", expYear: "2035" });
const byNetwork = { mandateReferenceId: { type: "network_mandate_id", networkTransactionId: "060720116005060" } } as const;
const byToken = { mandateReferenceId: { type: "connector_mandate_id", connectorMandateId: TOKEN_HREF } } as const;
const google = googlePay({ token: '{"signature":"s"}' });
const apple = applePay({ paymentData: { version: "EC_v1" } });

describe("seed 003: Error Handling", () => {
  it("Error Response Structure and Building: name, message, validation errors as JSON text", () => {
    expect(errorOf(authorize(), "error.body-does-not-match-schema")).toMatchObject({
      statusCode: 400,
      code: "bodyDoesNotMatchSchema",
      message: "A JSON body matching the expected schema must be provided.",
      reason: expect.stringContaining('"jsonPath":"$.instruction.paymentInstrument.narrative"') as unknown,
      attemptStatus: "failure",
    });
  });
  it("Error Response Structure: the defaults of an empty body", () => {
    expect(errorOf(authorize(), answer(undefined, 404))).toMatchObject({ code: "404 Not found", message: "Resource not found" });
    expect(errorOf(authorize(), answer(undefined, 418))).toMatchObject({ code: "418", message: "Unknown error" });
  });
});

describe("seed 003: Status Mapping", () => {
  it("Event Type Status Mapping", () => {
    expect(
      [
        "sentForAuthorization",
        "sentForSettlement",
        "settled",
        "authorized",
        "refused",
        "settlementFailed",
        "expired",
        "cancelled",
        "error",
        "sentForRefund",
        "refundFailed",
        "refunded",
        "unknown",
      ].map(mapEventStatus),
    ).toEqual([
      "authorizing",
      "charged",
      "charged",
      "authorized",
      "failure",
      "failure",
      "failure",
      "failure",
      "failure",
      "pending",
      "pending",
      "pending",
      "pending",
    ]);
  });
  it("Refund Status Mapping", () => {
    const outcomes = Object.keys(mapOutcomeStatus.entries).filter((word) => word !== "sentForReversal");
    const successes = outcomes.filter((word) => mapRefundOutcomeStatus(word) === "success");
    expect(successes.sort()).toEqual(["sentForPartialRefund", "sentForRefund"]);
    expect(outcomes.filter((word) => mapRefundOutcomeStatus(word) === "failure")).toHaveLength(9);
  });
});

describe("seed 003: Webhook Processing", () => {
  it("Webhook Verification: mandatory, over payments alone", () => {
    expect(worldpay.isWebhookSourceVerificationMandatory()).toBe(true);
    expect(worldpay.getSupportedWebhookFlows()).toEqual(["payments"]);
  });
  it("Webhook Event Processing", () => {
    expect(
      ["authorized", "settled", "sentForSettlement", "sentForAuthorization", "error", "expired", "settlementFailed"].map(mapWebhookEvent),
    ).toEqual([
      "payment_intent_authorization_success",
      "payment_intent_success",
      "payment_intent_processing",
      "payment_intent_processing",
      "payment_intent_failure",
      "payment_intent_failure",
      "payment_intent_failure",
    ]);
    for (const type of ["unknown", "cancelled", "refused", "refunded", "sentForRefund", "refundFailed"])
      expect(mapWebhookEvent(type)).toBe("event_not_supported");
  });
  it("Webhook Structure: event id, timestamp, type, reference, token, scheme reference", () => {
    const eventDetails = { type: "authorized", transactionReference: "r", token: { href: TOKEN_HREF, tokenId: "9" }, schemeReference: "s" };
    const body = new TextEncoder().encode(JSON.stringify({ eventId: "e", eventTimestamp: "2026-01-15T10:00:00.000", eventDetails }));
    expect(worldpay.webhooks?.parseWebhook({ method: "POST", url: "", headers: {}, body })).toMatchObject({
      eventId: "e",
      occurredAt: new Date("2026-01-15T10:00:00Z"),
      reference: { type: "payment", by: "merchant_reference", id: "r" },
      details: { mandateReference: { connectorMandateId: TOKEN_HREF, paymentMethodId: "9" }, networkTxnId: "s" },
      resource: { lastEvent: "authorized" },
    });
  });
});

describe("seed 003: Mandate Handling", () => {
  const parts = (data: Parameters<typeof instructionOf>[0]) => {
    const { tokenCreation, customerAgreement } = instructionOf(data);
    return [tokenCreation, customerAgreement];
  };
  it("Token Creation and Customer Agreement: the table, first row that fits", () => {
    const first = { type: "subscription", storedCardUsage: "first" };
    const subsequent = { type: "subscription", storedCardUsage: "subsequent" };
    expect(parts(authorize({ setupFutureUsage: "off_session" }))).toEqual([{ type: "worldpay" }, first]);
    expect(parts(authorize({ setupFutureUsage: "off_session", offSession: true }))).toEqual([{ type: "worldpay" }, first]);
    expect(parts(authorize({ offSession: true, setupFutureUsage: "on_session" }))).toEqual([undefined, subsequent]);
    expect(parts(authorize({ paymentMethodData: nti, mandateId: byNetwork }))).toEqual([
      undefined,
      { type: "unscheduled", schemeReference: "060720116005060" },
    ]);
    expect(parts(authorize({ paymentMethodData: nti, mandateId: byToken }))).toEqual([undefined, undefined]);
    expect(parts(authorize())).toEqual([undefined, undefined]);
    expect(parts(authorize({ paymentMethodData: google, offSession: true }))).toEqual([undefined, undefined]);
    // Refined: a token's payment by the merchant says so, which the seed left to Worldpay to guess.
    expect(parts(repeat())).toEqual([undefined, subsequent]);
    expect(parts(repeat(false))).toEqual([undefined, { type: "cardOnFile", storedCardUsage: "subsequent" }]);
  });
  it("Mandate Payment Processing: needs the connector's mandate id", () => {
    const without = record("RepeatPayment", { amount: minorUnit(1), currency: "GBP", paymentMethodData: mandatePayment(), mandateId: byNetwork });
    expect(() => wireOf(without)).toThrow(thrown("MissingRequiredField", { fieldName: "mandate.connectorMandateId" }));
  });
  it("Mandate validation: cards alone", () => {
    expect(() => {
      worldpay.validateMandatePayment("credit", CARD);
    }).not.toThrow();
    expect(() => {
      worldpay.validateMandatePayment("google_pay", google);
    }).toThrow(thrown("NotSupported"));
    expect(() => wireOf(authorize({ paymentMethodData: apple, setupFutureUsage: "off_session" }))).toThrow(thrown("NotSupported"));
  });
});

describe("seed 003: Configuration", () => {
  it("Connector Metadata Requirements: merchant_name", () => {
    expect(() => wireOf(authorize({}, { connectorMetaData: undefined }))).toThrow(
      thrown("InvalidConnectorConfig", { config: "metadata.merchant_name" }),
    );
    expect(instructionOf(authorize({}, { connectorMetaData: { merchant_name: "Acme" } }))["narrative"]).toEqual({ line1: "Acme" });
  });
});

describe("seed 003: Common Patterns", () => {
  it("Resource ID Extraction: self link, step links, the asked id, the correlation id", () => {
    const idIn = (value: unknown) => (value as { readonly resourceId: unknown }).resourceId;
    const id = (linkData: string) => ({ type: "connector_transaction_id", id: linkData });
    expect(idIn(valueOf(authorize(), answer({ outcome: "authorized", _links: { self: { href: "https://x/api/payments/a%3D%3D" } } })))).toEqual(
      id("a=="),
    );
    expect(idIn(valueOf(three(), "authorize.device-data-required"))).toEqual(id("eyJrIjoxLCJkIjoiZGRjIn0"));
    expect(idIn(valueOf(three(), "complete-authorize.challenged"))).toEqual(id("eyJrIjoxLCJk+Ij0="));
    expect(idIn(valueOf(complete("authentication_pending", "ld"), answer({ outcome: "authorized" })))).toEqual(id("ld"));
    expect(idIn(valueOf(authorize(), answer({ outcome: "authorized" })))).toEqual(id(CORRELATION_ID));
  });
  it("Amount Conversion: the amount of a capture", () => {
    expect(bodyOf(capture())).toMatchObject({ value: { amount: 500, currency: "GBP" } });
  });
  it("Correlation ID Handling", () => {
    expect(valueOf(authorize(), "authorize.authorized")).toMatchObject({ connectorResponseReferenceId: CORRELATION_ID });
  });
});

describe("seed 003: Troubleshooting", () => {
  it.each([400, 401, 404, 422])("Response Validation: %s is a failure", (status) => {
    expect(errorOf(authorize(), answer({ errorName: "e", message: "m" }, status))).toMatchObject({ statusCode: status, attemptStatus: "failure" });
  });
  it.each([200, 201, 202])("Response Validation: %s is read", (status) => {
    expect(read(authorize(), answer({ outcome: "authorized" }, status)).status).toBe("authorized");
  });
});
