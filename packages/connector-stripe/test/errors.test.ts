import { describe, expect, it } from "vitest";
import {
  answer,
  answerOf,
  authorize,
  cancel,
  capture,
  errorOf,
  increment,
  INTENT,
  refund,
  repeat,
  REQUEST_ID,
  setupMandate,
  sync,
} from "./records.js";

describe("an error", () => {
  it("of a refused card keeps the intent, which exists and can be asked after", () => {
    expect(errorOf(authorize(), "authorize.declined")).toEqual({
      code: "card_declined",
      message: "Your card has insufficient funds.",
      reason: "message - Your card has insufficient funds., decline_code - insufficient_funds",
      statusCode: 402,
      attemptStatus: "failure",
      connectorTransactionId: INTENT,
      networkDeclineCode: "51",
      networkErrorMessage: "insufficient_funds",
      connectorResponseReferenceId: REQUEST_ID,
    });
  });
  it("of a set-up keeps the set-up", () => {
    expect(errorOf(setupMandate(), "error.setup-intent")).toMatchObject({
      connectorTransactionId: "seti_1TestA0000000001",
      attemptStatus: "failure",
    });
  });
  it("asks for the customer where the issuer does", () => {
    expect(errorOf(authorize({ offSession: true }), "authorize.authentication-required")).toMatchObject({
      code: "authentication_required",
      attemptStatus: "failure",
    });
  });
  it.each([
    ["error.invalid-key", "invalid_request_error", 401],
    ["error.missing-parameter", "parameter_missing", 400],
    ["error.resource-missing", "resource_missing", 404],
    ["error.rate-limit", "rate_limit", 429],
  ])("%s has the code %s", (name, code, statusCode) => {
    expect(errorOf(authorize(), name)).toMatchObject({ code, statusCode, attemptStatus: "failure" });
  });
  it.each([
    ["whose key came with another request", "error.idempotency"],
    ["whose first try is still running", answer({ error: { type: "invalid_request_error", code: "idempotency_key_in_use" } }, 409)],
  ])("of a request %s leaves it open, for the first may have been acted upon", (_, given) => {
    for (const data of [authorize(), repeat(), setupMandate(), capture(), cancel()]) {
      expect(errorOf(data, given)).toMatchObject({ isOpen: true, attemptStatus: "pending" });
    }
    expect(errorOf(refund(), given)).toMatchObject({ isOpen: true });
    expect(errorOf(refund(), given)).not.toHaveProperty("attemptStatus");
  });
  it("beside an intent that went on is no failure of the payment", () => {
    const with402 = (status: unknown) =>
      answer({ error: { type: "card_error", code: "card_declined", payment_intent: { id: INTENT, status } } }, 402);
    for (const status of ["processing", "requires_capture", "succeeded", "requires_action", "a_new_word"]) {
      const open = { isOpen: true, attemptStatus: "pending", connectorTransactionId: INTENT };
      expect(errorOf(authorize(), with402(status))).toMatchObject(open);
      expect(errorOf(repeat(), with402(status))).toMatchObject(open);
    }
    for (const status of ["requires_payment_method", "canceled", null, undefined]) {
      expect(errorOf(authorize(), with402(status))).toMatchObject({ attemptStatus: "failure", connectorTransactionId: INTENT });
    }
    // A capture that was refused says so of itself, whatever the payment is.
    expect(errorOf(capture(), with402("requires_capture"))).toMatchObject({ attemptStatus: "capture_failed" });
  });
  it("without an intent is a failure of its own", () => {
    const bare = errorOf(authorize(), answer({ error: { type: "card_error", code: "incorrect_number", message: "No." } }, 402));
    expect(bare).toMatchObject({ code: "incorrect_number", attemptStatus: "failure", connectorTransactionId: undefined });
  });
  it("has the network's advice, and says what it can where a word is missing", () => {
    const bare = errorOf(authorize(), answer({ error: { type: "api_error", network_advice_code: "02", advice_code: "do_not_try_again" } }, 402));
    expect(bare).toMatchObject({
      code: "api_error",
      message: "api_error",
      reason: "api_error",
      networkAdviceCode: "02",
      networkErrorMessage: "do_not_try_again",
    });
    expect(errorOf(authorize(), answer({ error: {} }, 400)).code).toBe("No error code");
  });
  it.each([["a page of HTML", "error.bad-gateway", "502"]])("that is %s leaves the payment open", (_, name, code) => {
    expect(errorOf(authorize(), name)).toMatchObject({ code, attemptStatus: "pending" });
  });
  it("of the server leaves the payment open, whatever it says", () => {
    expect(errorOf(authorize(), answer({ error: { type: "api_error" } }, 500))).toMatchObject({ attemptStatus: "pending" });
  });
  it("of a follow-up fails the follow-up alone", () => {
    expect(errorOf(capture(), "capture.unexpected-state")).toMatchObject({
      code: "payment_intent_unexpected_state",
      attemptStatus: "capture_failed",
    });
    expect(errorOf(cancel(), "void.unexpected-state")).toMatchObject({ attemptStatus: "void_failed" });
    expect(errorOf(refund(), "refund.charge-already-refunded")).not.toHaveProperty("attemptStatus");
    expect(errorOf(increment(), "increment-authorization.declined")).not.toHaveProperty("attemptStatus");
    expect(errorOf(sync(), answerOf("error.resource-missing"))).not.toHaveProperty("attemptStatus");
  });
});
