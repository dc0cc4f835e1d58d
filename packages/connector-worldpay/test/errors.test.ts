import { connectorIntegration, toIntegrationInterface } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { worldpay } from "../src/index.js";
import { answerOf, asked, authorize, capture, CORRELATION_ID, errorOf, record, refund, revoke, sync, syncRefund } from "./records.js";

const SCHEMA = '[{"errorName":"fieldIsNotAllowed","message":"Field at path is not allowed.","jsonPath":"$.instruction.paymentInstrument.narrative"}]';

describe("an HTTP error of a payment", () => {
  it.each([
    ["body-does-not-match-schema", 400, "bodyDoesNotMatchSchema", "A JSON body matching the expected schema must be provided.", SCHEMA],
    ["entity-is-not-configured", 400, "entityIsNotConfigured", "Entity is not configured to use this resource", undefined],
    ["access-denied", 401, "accessDenied", "Access to the requested resource has been denied.", undefined],
    [
      "boarding",
      403,
      "boardingError",
      "There has been a problem with your boarding and you cannot use this API yet, please contact support.",
      undefined,
    ],
    ["endpoint-not-found", 404, "endpointNotFound", "Requested endpoint was not found.", undefined],
    ["header-is-missing", 406, "headerIsMissing", "A valid header must be provided.", "WP-Api-Version"],
    ["header-has-invalid-value", 415, "headerHasInvalidValue", "A valid header must be provided.", "Content-Type"],
    ["unprocessable", 422, "unrecognizedCardBrand", "The card brand is not recognized.", undefined],
    ["too-many-updates", 429, "maximumUpdatesExceeded", "Too many updates.", undefined],
  ])("of the 400s is a failure: %s", (name, statusCode, code, message, reason) => {
    expect(errorOf(authorize(), `error.${name}`)).toEqual({
      code,
      message,
      reason,
      statusCode,
      attemptStatus: "failure",
      connectorResponseReferenceId: CORRELATION_ID,
    });
  });

  it("of the 500s leaves the payment open: Worldpay may have acted", () => {
    expect(errorOf(authorize(), "error.internal")).toMatchObject({ code: "internalErrorOccurred", statusCode: 500, attemptStatus: "pending" });
    // A refund is apart from its payment: the client calls its outcome unknown.
    expect(errorOf(refund(), "error.internal")).toMatchObject({ code: "internalErrorOccurred" });
    expect(errorOf(refund(), "error.internal").attemptStatus).toBeUndefined();
  });

  it.each([
    ["html-not-found", 404, "404 Not found", "Resource not found", "failure"],
    ["empty-not-found", 404, "404 Not found", "Resource not found", "failure"],
    ["empty-bad-gateway", 502, "502", "Unknown error", "pending"],
    ["cut-short", 500, "500", "Unknown error", "pending"],
  ])("that is not in Worldpay's format goes by its number: %s", (name, statusCode, code, message, attemptStatus) => {
    expect(errorOf(authorize(), `error.${name}`)).toEqual({ code, message, statusCode, attemptStatus });
  });

  it("without a message says its name", () => {
    expect(errorOf(authorize(), answerOf({ source: "", date: "", status: 400, headers: {}, body: { errorName: "new" } }))).toMatchObject({
      code: "new",
      message: "new",
    });
  });

  it("of a follow-up fails the follow-up, and of a query nothing", () => {
    expect(errorOf(capture(), "error.endpoint-not-found").attemptStatus).toBe("capture_failed");
    expect(errorOf(record("Void", asked()), "error.endpoint-not-found").attemptStatus).toBe("void_failed");
    expect(errorOf(sync("charged"), "error.endpoint-not-found").attemptStatus).toBeUndefined();
    expect(errorOf(syncRefund(), "error.internal").attemptStatus).toBeUndefined();
    expect(errorOf(revoke(), "revoke-mandate.not-a-token")).toMatchObject({ code: "methodNotAllowed" });
  });
});

describe("a 404 to a revocation", () => {
  const asksFor = (name: string) => {
    const { integration } = connectorIntegration(worldpay, "MandateRevoke");
    const isAnswer: unknown = Reflect.get(integration, "isAnswer");
    return typeof isAnswer === "function" ? (Reflect.apply(isAnswer, integration, [revoke(), answerOf(name)]) as unknown) : undefined;
  };
  it("is an answer only when it speaks of the token", () => {
    expect(asksFor("revoke-mandate.not-found")).toBe(true);
    expect(asksFor("error.html-not-found")).toBe(false);
    expect(asksFor("error.endpoint-not-found")).toBe(false);
    expect(asksFor("revoke-mandate.not-a-token")).toBe(false);
  });
  it("of another kind is an error", () => {
    expect(
      toIntegrationInterface(connectorIntegration(worldpay, "MandateRevoke")).getErrorResponse(revoke(), answerOf("error.empty-not-found")),
    ).toMatchObject({ code: "404 Not found" });
  });
});
