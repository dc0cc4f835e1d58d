import { minorUnit } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import {
  answer,
  asked,
  authorize,
  capture,
  complete,
  CORRELATION_ID,
  increment,
  LINK_DATA,
  read,
  record,
  recover,
  refund,
  refusalOf,
  repeat,
  revoke,
  setupMandate,
  sync,
  syncRefund,
  TOKEN_HREF,
  valueOf,
} from "./records.js";

const id = (linkData = LINK_DATA) => ({ type: "connector_transaction_id", id: linkData });
const THREE_DS = authorize({ completeAuthorizeUrl: "https://m.example/complete" });
const CHALLENGED = complete("device_data_collection_pending", "ddc");

describe("a payment that is authorized", () => {
  it("has the id of its own link, the scheme's reference, and what is known of the card", () => {
    const after = read(authorize(), "authorize.authorized");
    expect(after).toMatchObject({
      status: "authorized",
      connectorHttpStatusCode: 201,
      connectorResponse: {
        authorizationCode: "675725",
        avsResult: "notChecked",
        cvcResult: "notChecked",
        cardNetwork: "visa",
        cardLastFour: "1091",
        cardBin: "400000",
        cardIssuer: "BAKER ST BANK",
        cardFunding: "debit",
        cardIssuingCountry: "GB",
      },
    });
    expect(after.response).toEqual({
      ok: true,
      value: {
        type: "transaction",
        resourceId: id(),
        networkTxnId: "060720116005060",
        connectorResponseReferenceId: CORRELATION_ID,
        connectorStatus: "authorized",
        connectorMetadata: { paymentId: "payI-dUcet9fk4_X4qZU0hpU0" },
      },
    });
  });

  it("is charged when it settles by itself, and when it verified a card for zero", () => {
    expect(read(authorize(), "authorize.sent-for-settlement").status).toBe("charged");
    expect(read(setupMandate(), "authorize.authorized").status).toBe("charged");
  });

  it("gives the mandate of its token, and the 3DS result", () => {
    const after = read(authorize(), "authorize.authorized-with-token");
    expect(after.connectorResponse?.threeDs).toEqual({ outcome: "authenticated", version: "2.1.0", eci: "05", status: "Y" });
    expect(valueOf(authorize(), "authorize.authorized-with-token")).toMatchObject({
      mandateReference: { connectorMandateId: TOKEN_HREF, paymentMethodId: "9968110159504301628" },
      networkTxnId: "060720116005061",
    });
  });

  it("is charged when its card was only checked, with nothing left to capture", () => {
    expect(read(setupMandate(), "setup-mandate.authorized").status).toBe("charged");
    expect(valueOf(setupMandate(), "setup-mandate.authorized")).toMatchObject({ mandateReference: { connectorMandateId: TOKEN_HREF } });
  });

  it("is charged when a stored card pays at once", () => {
    expect(read(repeat(), "repeat-payment.sent-for-settlement")).toMatchObject({ status: "charged", response: { ok: true } });
  });

  it("reads the scheme's reference from its older place, and a capitalised outcome", () => {
    expect(valueOf(authorize(), "authorize.authorized-older-scheme")).toMatchObject({ networkTxnId: "MCC123456789", connectorStatus: "Authorized" });
    expect(read(authorize(), "authorize.authorized-older-scheme").status).toBe("authorized");
  });

  it("goes by the exchange's id where there is no link; without either it cannot be read", () => {
    expect(valueOf(authorize(), "authorize.authorized-without-links")).toMatchObject({ resourceId: id(CORRELATION_ID) });
    const bare = { ...answer({ outcome: "authorized" }), headers: {} };
    expect(() => read(authorize(), bare)).toThrow(
      expect.objectContaining({ code: "MissingRequiredField", details: { fieldName: "_links.self.href" } }),
    );
  });

  it("for a part of the amount says how much", () => {
    expect(read(authorize(), "authorize.partially-authorized")).toMatchObject({ status: "partially_authorized", amountAuthorized: 600 });
    expect(read(authorize(), "authorize.partially-settled")).toMatchObject({ status: "partial_charged", amountAuthorized: 600, amountCaptured: 600 });
    expect(read(authorize({ amount: minorUnit(600) }), "authorize.partially-authorized")).toMatchObject({
      status: "authorized",
      amountAuthorized: 600,
    });
  });

  it("survives what an answer may lack: a token without an address, a decoded id", () => {
    const data = authorize();
    expect(
      valueOf(data, answer({ outcome: "authorized", token: { tokenId: "9" }, _links: { self: { href: "/api/payments/a%2Bb/" } } })),
    ).toMatchObject({ resourceId: id("a+b") });
  });
});

describe("3DS", () => {
  const form = {
    type: "worldpay_ddc",
    endpoint: "https://centinelapistag.cardinalcommerce.com/V1/Cruise/Collect",
    method: "POST",
    collectionId: "SessionId",
    returnUrl: "https://m.example/complete",
  };
  it.each(["authorize.device-data-required", "authorize.device-data-required-alias"])("collects device data first: %s", (name) => {
    expect(read(THREE_DS, name).status).toBe("device_data_collection_pending");
    const value = valueOf(THREE_DS, name);
    expect(value).toMatchObject({ resourceId: id("eyJrIjoxLCJkIjoiZGRjIn0"), redirectionData: form });
    const fields = value.type === "transaction" && value.redirectionData?.type === "worldpay_ddc" ? value.redirectionData.formFields : {};
    expect(JSON.stringify(fields)).toBe('{"Bin":"***","JWT":"***"}');
    expect(Object.entries(fields).map(([field, value]) => [field, typeof value === "string" ? value : value.expose()])).toEqual([
      ["Bin", "400000"],
      ["JWT", "eyJ0.eyJk.ZGRj"],
    ]);
  });
  it("never makes a form that leads nowhere", () => {
    expect(() => read(authorize(), "authorize.device-data-required")).toThrow(
      expect.objectContaining({ code: "MissingRequiredField", details: { fieldName: "completeAuthorizeUrl" } }),
    );
  });
  it("then may challenge", () => {
    expect(read(CHALLENGED, "complete-authorize.challenged").status).toBe("authentication_pending");
    expect(valueOf(CHALLENGED, "complete-authorize.challenged")).toMatchObject({
      resourceId: id("eyJrIjoxLCJk+Ij0="),
      redirectionData: {
        type: "form",
        endpoint: "https://centinelapistag.cardinalcommerce.com/V2/Cruise/StepUp",
        method: "POST",
        formFields: { JWT: expect.anything() as unknown },
      },
    });
  });
  it("tells steps by the outcome, not by the links that are there", () => {
    const links = {
      supply3dsDeviceData: { href: "/api/payments/one/3dsDeviceData" },
      complete3dsChallenge: { href: "/api/payments/two/3dsChallenges" },
    };
    const step = (outcome: string) => valueOf(CHALLENGED, answer({ outcome, _actions: links, _links: { self: { href: "/api/payments/self" } } }));
    expect(["3dsDeviceDataRequired", "3dsChallenged", "authorized"].map(step)).toMatchObject(
      ["one", "two", "self"].map((linkData) => ({ resourceId: id(linkData) })),
    );
  });
  it.each([
    ["complete-authorize.unavailable", "3dsUnavailable", "3DS authentication unavailable from issuer"],
    ["complete-authorize.authentication-failed", "3dsAuthenticationFailed", "3DS authentication failed from issuer"],
  ])("may fail: %s", (name, code, message) => {
    expect(read(CHALLENGED, name).status).toBe("authentication_failed");
    expect(refusalOf(CHALLENGED, name)).toEqual({
      code,
      message,
      reason: message,
      statusCode: 201,
      attemptStatus: "authentication_failed",
      connectorResponseReferenceId: CORRELATION_ID,
    });
  });
});

describe("a refusal", () => {
  it("carries the issuer's code, words and advice", () => {
    expect(read(authorize(), "authorize.refused").status).toBe("failure");
    expect(refusalOf(authorize(), "authorize.refused")).toEqual({
      code: "5",
      message: "REFUSED",
      reason: "REFUSED",
      statusCode: 201,
      attemptStatus: "failure",
      networkDeclineCode: "5",
      networkAdviceCode: "01",
      networkErrorMessage: "REFUSED",
      connectorResponseReferenceId: CORRELATION_ID,
    });
  });
  it("without a code is one all the same", () => {
    expect(refusalOf(authorize(), "authorize.refused-without-code")).toMatchObject({ code: "refused", message: "refused", attemptStatus: "failure" });
    expect(refusalOf(authorize(), "authorize.refused-without-code").networkDeclineCode).toBeUndefined();
  });
  it("for fraud has its own words", () => {
    expect(refusalOf(authorize(), "authorize.fraud-high-risk")).toMatchObject({
      code: "fraudHighRisk",
      message: "Transaction marked as high risk",
      reason: "Transaction marked as high risk",
      attemptStatus: "failure",
    });
  });
  it("by a check that made Worldpay cancel is neither success nor failure", () => {
    expect(read(authorize(), "authorize.sent-for-cancellation")).toMatchObject({
      status: "void_initiated",
      connectorResponse: { cvcResult: "notMatched" },
      response: { ok: true },
    });
  });
  it("of a follow-up leaves the payment as it was", () => {
    expect(read(capture(), answer({ outcome: "refused" })).status).toBe("capture_failed");
    expect(read(record("Void", asked()), answer({ outcome: "refused" })).status).toBe("void_failed");
    expect(refusalOf(increment(), "increment-authorization.refused")).toMatchObject({
      code: "51",
      message: "Insufficient Funds",
      attemptStatus: "authorized",
    });
  });
});

describe("an outcome that nobody listed", () => {
  it("is pending and unresolved, its word kept, with the id if there is one", () => {
    expect(read(authorize(), "authorize.unknown-outcome").status).toBe("pending");
    expect(valueOf(authorize(), "authorize.unknown-outcome")).toMatchObject({
      type: "transaction_unresolved",
      resourceId: id(),
      reason: { code: "heldForReview" },
    });
    expect(valueOf(authorize(), "authorize.unknown-outcome-without-id")).toMatchObject({ resourceId: { type: "no_response_id" } });
    expect(valueOf(authorize(), "authorize.empty-object")).toMatchObject({ reason: { code: "missing" } });
    expect(valueOf(capture(), "authorize.unknown-outcome-without-id")).toMatchObject({ resourceId: id() });
  });
  it("says nothing of a refund or an increment", () => {
    expect(valueOf(refund(), answer({ outcome: "heldForReview" }))).toMatchObject({ refundStatus: "pending", connectorStatus: "heldForReview" });
    expect(valueOf(increment(), answer({ outcome: "heldForReview" }))).toMatchObject({ status: "processing" });
  });
  it("is not hidden in an answer of another kind", () => {
    for (const body of ["[]", '"authorized"', "<html>", "", '{"outcome":1}']) {
      expect(() => read(authorize(), answer(body))).toThrow(expect.objectContaining({ code: "ResponseDeserializationFailed" }));
    }
  });
});

describe("follow-ups", () => {
  it("take the new id of the payment", () => {
    expect(read(capture(), "capture.sent-for-settlement")).toMatchObject({
      status: "charged",
      response: { value: { resourceId: id(`${LINK_DATA}:2`) } },
    });
    expect(read(record("Void", asked()), "void.sent-for-cancellation").status).toBe("void_initiated");
    expect(read(record("PostCaptureVoid", asked()), "void-post-capture.sent-for-reversal")).toMatchObject({
      status: "void_initiated",
      response: { value: { connectorStatus: "sentForReversal" } },
    });
  });
  it("keep the id that they asked with where there is no link", () => {
    expect(valueOf(capture(), answer({ outcome: "sentForSettlement" }, 202))).toMatchObject({ resourceId: id() });
  });
});

describe("a refund", () => {
  it.each(["refund.sent-for-partial-refund", "refund.sent-for-refund"])("has the id of its link, never that of the exchange: %s", (name) => {
    expect(valueOf(refund(), name)).toMatchObject({
      type: "refund",
      connectorRefundId: `${LINK_DATA}:2`,
      refundStatus: "success",
      connectorResponseReferenceId: CORRELATION_ID,
    });
  });
  it("without a link goes by its payment", () => {
    expect(valueOf(refund(), answer({ outcome: "sentForRefund" }, 202))).toMatchObject({ connectorRefundId: LINK_DATA });
  });
  it("that is refused says why, and does not touch the payment", () => {
    expect(refusalOf(refund(), "refund.refused")).toMatchObject({ code: "61", networkDeclineCode: "61" });
    expect(refusalOf(refund(), "refund.refused").attemptStatus).toBeUndefined();
    expect(read(refund(), "refund.refused").status).toBe("charged");
  });
  it.each([
    ["sync-refund.refunded", "success"],
    ["sync-refund.refund-failed", "failure"],
    ["sync-refund.sent-for-settlement", "pending"],
  ])("is asked after: %s", (name, refundStatus) => {
    expect(valueOf(syncRefund(), name)).toMatchObject({ connectorRefundId: `${LINK_DATA}:2`, refundStatus });
  });
});

describe("a query", () => {
  it("keeps the id, and the word that Worldpay uses", () => {
    expect(read(sync(), "sync.authorized").status).toBe("authorized");
    expect(valueOf(sync(), "sync.sent-for-settlement")).toMatchObject({ resourceId: id(), connectorStatus: "Sent for Settlement" });
    expect(read(sync("authorized"), "sync.sent-for-settlement").status).toBe("charged");
    expect(read(sync(), "sync.refused").status).toBe("failure");
    expect(read(sync(), "sync.settlement-request-submitted").status).toBe("charged");
  });
  it("that finds a payment by its reference gives its state and Worldpay's stable id, but no id to act with", () => {
    expect(read(recover(), "sync.recovered").status).toBe("authorized");
    expect(valueOf(recover(), "sync.recovered")).toMatchObject({
      resourceId: { type: "no_response_id" },
      connectorStatus: "authorizationSucceeded",
      connectorMetadata: { paymentId: "payI-dUcet9fk4_X4qZU0hpU0" },
      echoed: { amount: 1000, currency: "GBP" },
    });
  });
  it("of several payments under one reference tells the one that may have taken money", () => {
    expect(read(recover(), "sync.recovered-two")).toMatchObject({
      status: "charged",
      response: { value: { connectorMetadata: { paymentId: "payCCCCCCCCCCCCCCCCCCCCCC0" } } },
    });
  });
  it("that finds nothing decides nothing: queries lag behind", () => {
    expect(read(recover(), "sync.not-found").status).toBe("pending");
    expect(read(recover("nobody's"), "sync.recovered").status).toBe("pending");
    expect(valueOf(recover(), "sync.not-found")).toEqual({
      type: "transaction",
      resourceId: { type: "no_response_id" },
      connectorResponseReferenceId: CORRELATION_ID,
    });
  });
});

describe("an increment", () => {
  it("gives the id and the total that hold from now on", () => {
    expect(valueOf(increment(), "increment-authorization.authorized")).toEqual({
      type: "incremental_authorization",
      status: "success",
      connectorAuthorizationId: `${LINK_DATA}:2`,
      totalAuthorized: 1100,
      connectorStatus: "authorized",
    });
  });
});

describe("revoking a mandate", () => {
  it("is done when the token is deleted, and when it was already gone", () => {
    expect(valueOf(revoke(), "revoke-mandate.deleted")).toEqual({ mandateStatus: "revoked" });
    expect(valueOf(revoke(), "revoke-mandate.not-found")).toEqual({ mandateStatus: "revoked" });
  });
});
