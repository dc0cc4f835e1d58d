import { createClient } from "@switchyard/client";
import { secret, type RouterData } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { adyen } from "../src/index.js";
import {
  answer,
  answerOf,
  AUTH,
  authorize,
  cancel,
  capture,
  CARD,
  complete,
  errorOf,
  increment,
  PSP,
  read,
  record,
  refund,
  refusalOf,
  repeat,
  RETURN,
  reverse,
  revoke,
  setupMandate,
  valueOf,
} from "./records.js";

describe("HTTP errors", () => {
  it("give code, message and kind", () => {
    expect(errorOf(authorize(), "error.validation")).toEqual({
      code: "14_030",
      message: "Return URL is missing.",
      reason: "Return URL is missing. (validation)",
      statusCode: 422,
      attemptStatus: "failure",
      connectorResponseReferenceId: "8816118280275544",
    });
    expect(errorOf(authorize(), "error.unauthorized")).toMatchObject({ code: "000", statusCode: 401, attemptStatus: "failure" });
    expect(errorOf(authorize(), "error.merchant-account")).toMatchObject({ code: "901", message: "Invalid Merchant Account" });
  });

  it("without a body keep their status", () => {
    expect(errorOf(authorize(), "error.empty-unauthorized")).toMatchObject({ code: "401", statusCode: 401 });
  });

  it("that are a gateway's page leave the outcome open", () => {
    expect(errorOf(authorize(), "error.html")).toMatchObject({ statusCode: 503, attemptStatus: "pending" });
  });

  it.each([authorize(), setupMandate(), repeat(), complete({ params: secret("redirectResult=r") }), capture(), cancel(), reverse()])(
    "of a key that is in use leave $flow open: its first call may have moved the money",
    (data) => {
      expect(errorOf(data, "error.still-running")).toMatchObject({ code: "704", isOpen: true, attemptStatus: "pending" });
    },
  );

  it.each([refund(), increment(), record("PoFulfill", { connectorPayoutId: PSP })])(
    "of a key that is in use leave $flow open, and the payment as it is",
    (data) => {
      const error = errorOf(data as RouterData<"Execute">, "error.still-running");
      expect(error).toMatchObject({ code: "704", isOpen: true });
      expect(error).not.toHaveProperty("attemptStatus");
    },
  );

  it("of a key that is in use are never told as a refusal", async () => {
    const client = createClient(adyen, {
      auth: AUTH,
      environment: "sandbox",
      transport: { send: () => Promise.resolve({ type: "response", response: answerOf("error.still-running") }) },
    });
    const order = { reference: "order-1", amount: 1000, currency: "EUR", returnUrl: RETURN.routerReturnUrl } as const;
    const follow = { reference: "follow-1", connectorTransactionId: PSP, amount: 1000, currency: "EUR" } as const;
    const open = { status: "pending", outcome: "unknown", settle: { call: "webhook" }, error: { code: "704" } };
    expect(await client.authorize({ ...order, paymentMethod: CARD })).toMatchObject(open);
    expect(await client.capture(follow)).toMatchObject(open);
    expect(await client.refund(follow)).toMatchObject(open);
    const increased = await client.incrementAuthorization({ ...follow, totalAmount: 1500, additionalAmount: 500 });
    expect(increased).toMatchObject({ ok: false, outcome: "unknown" });
  });

  it("with any one field are read", () => {
    expect(errorOf(authorize(), answer({ message: "only words" }, 422))).toMatchObject({ message: "only words", code: "No error code" });
    expect(errorOf(authorize(), answer({ errorCode: "905", message: null }, 422))).toMatchObject({ code: "905", message: "No error message" });
  });

  it("of a follow-up fail the follow-up, and of a refund nothing", () => {
    expect(errorOf(capture(), "error.validation").attemptStatus).toBe("capture_failed");
    expect(errorOf(cancel(), "error.validation").attemptStatus).toBe("void_failed");
    expect(errorOf(refund(), "error.validation").attemptStatus).toBeUndefined();
  });

  it("of a token that is not there any more mean that it is revoked", () => {
    expect(valueOf(revoke(), "revoke-mandate.not-found")).toEqual({ mandateStatus: "revoked" });
    expect(valueOf(revoke(), "revoke-mandate.deleted")).toEqual({ mandateStatus: "revoked" });
  });
});

describe("refusals", () => {
  it("give Adyen's code and words, the issuer's, and the scheme's advice", () => {
    expect(refusalOf(authorize(), "authorize.refused")).toEqual({
      code: "12",
      message: "Not enough balance",
      reason: "Not enough balance",
      statusCode: 200,
      attemptStatus: "failure",
      connectorTransactionId: "QFQTPCQ8HXSKGK83",
      networkDeclineCode: "51",
      networkErrorMessage: "Insufficient funds",
      networkAdviceCode: "03",
    });
  });

  it("of an error and of a shopper who gave up are failures", () => {
    expect(refusalOf(authorize(), "authorize.error")).toMatchObject({ code: "4", message: "Acquirer Error" });
    expect(refusalOf(authorize(), "authorize.cancelled")).toMatchObject({ code: "Cancelled", message: "Cancelled" });
    expect(read(authorize(), "authorize.cancelled")).toMatchObject({ status: "failure" });
  });

  it.each([
    ["51 : Insufficient funds", { networkDeclineCode: "51", networkErrorMessage: "Insufficient funds" }],
    ["05:Do not honor: call", { networkDeclineCode: "05", networkErrorMessage: "Do not honor: call" }],
    ["Refused by issuer", { networkErrorMessage: "Refused by issuer" }],
    [": nothing before", { networkErrorMessage: "nothing before" }],
  ])("split the raw reason %j at its first colon", (refusalReasonRaw, expected) => {
    const refused = answer({ resultCode: "Refused", refusalReasonCode: "2", additionalData: { refusalReasonRaw } });
    const { networkDeclineCode, networkErrorMessage } = refusalOf(authorize(), refused);
    expect({ networkDeclineCode, networkErrorMessage }).toEqual({ networkDeclineCode: undefined, ...expected });
  });

  it("survive additional data of any type", () => {
    const refused = answer({ resultCode: "Refused", additionalData: { refusalReasonRaw: 7, merchantAdviceCode: null } });
    expect(refusalOf(authorize(), refused)).toMatchObject({ code: "Refused" });
  });
});
