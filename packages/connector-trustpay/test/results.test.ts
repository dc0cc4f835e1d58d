import { mandatePayment } from "@switchyard/client";
import type { RouterData } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import {
  DECLINES,
  mapBankRefundStatus,
  mapBankStatus,
  mapCardQueryStatus,
  mapCardRefundStatus,
  mapCardStatus,
  mapRefundResultCode,
} from "../src/transformers/status.js";
import {
  answer,
  authorize,
  BANK,
  bank,
  errorOf,
  read,
  refund,
  refusalOf,
  repeat,
  setupMandate,
  sync,
  syncRefund,
  token,
  valueOf,
  wallet,
} from "./records.js";

const gateway = (paymentStatus: unknown, more: object = {}) => answer({ status: 0, instanceId: "INST1", paymentStatus, ...more });
const status = (data: RouterData, response: Parameters<typeof read>[1]) => {
  const after: object = read(data, response);
  return "status" in after ? after.status : undefined;
};
const CORRELATION = "e6a1f0c2-0000-4000-8000-000000000001";

describe("a card's status", () => {
  it.each(["000.000.000", "000.000.100", "000.100.110", "000.300.000", "000.600.000", "000.400.100"])("%s is charged", (code) => {
    expect(status(authorize(), gateway(code))).toBe("charged");
    expect(mapCardRefundStatus(code)).toBe("success");
  });

  it("counts 000.400.01, .02 and .04 to .09 as charged, and neither .03 nor what only begins like 000.400.100", () => {
    const charged = Array.from({ length: 10 }, (_, digit) => digit).filter((digit) => mapCardStatus(`000.400.0${String(digit)}0`) === "charged");
    expect(charged).toEqual([1, 2, 4, 5, 6, 7, 8, 9]);
    expect(mapCardStatus("000.400.1001")).toBe("pending");
    expect(mapCardStatus("000.400.200")).toBe("pending");
  });

  it("is a failure for each code of the decline table, with its text", () => {
    expect(Object.keys(DECLINES)).toHaveLength(46);
    for (const [code, text] of Object.entries(DECLINES)) {
      expect(status(authorize(), gateway(code))).toBe("failure");
      expect(refusalOf(authorize(), gateway(code))).toMatchObject({ code, message: text, reason: text, connectorTransactionId: "INST1" });
      expect(mapCardRefundStatus(code)).toBe("failure");
    }
  });

  it.each([
    ["000.200.000", "pending", "pending"],
    ["800.400.500", "pending", "pending"],
    ["100.400.500", "pending", "pending"],
    ["900.100.300", "pending", "pending"],
    ["800.100.999", "pending", "failure"],
    ["100.999.999", "pending", "failure"],
    ["a word", "pending", "pending"],
    ["constructor", "pending", "pending"],
    ["charged", "pending", "pending"],
  ])("%s is %s when the card is charged, and %s when it is asked about", (code, paid, asked) => {
    expect(mapCardStatus(code)).toBe(paid);
    expect(mapCardQueryStatus(code)).toBe(asked);
    expect(mapCardRefundStatus(code)).toBe("pending");
  });

  it("waits for the shopper where there is a page to go to, whatever the code, unless it decides", () => {
    const page = { redirectUrl: "https://test-tpgw.trustpay.eu/3ds" };
    expect(status(authorize(), gateway(null, page))).toBe("authentication_pending");
    expect(status(authorize(), gateway("000.200.000", page))).toBe("authentication_pending");
    expect(status(authorize(), gateway("000.000.000", page))).toBe("charged");
    expect(status(authorize(), gateway(null))).toBe("pending");
    expect(status(sync(undefined, { status: "authentication_pending" }), gateway(null))).toBe("authentication_pending");
  });
});

describe("a purchase", () => {
  it("that was charged names its instance, and which API knows it", () => {
    expect(valueOf(authorize(), "authorize.charged")).toMatchObject({
      resourceId: { type: "connector_transaction_id", id: "INST1" },
      connectorStatus: "000.000.000",
      connectorMetadata: { api: "tpgw" },
    });
  });

  it("that is challenged sends the browser there by POST, with or without fields", () => {
    const value = valueOf(authorize(), "authorize.three-ds");
    const redirection = "redirectionData" in value ? value.redirectionData : undefined;
    expect(redirection).toMatchObject({ type: "form", method: "POST", endpoint: "https://test-tpgw.trustpay.eu/3ds?v=2" });
    expect(JSON.stringify(redirection)).not.toContain("eJxVUm1v");
    expect(Object.keys(redirection !== undefined && "formFields" in redirection ? redirection.formFields : {})).toEqual(["MD", "PaReq"]);
    for (const redirectParams of [undefined, null, {}]) {
      const bare = valueOf(authorize(), gateway(null, { redirectUrl: "https://a.example/", redirectParams }));
      expect(bare).toMatchObject({ redirectionData: { endpoint: "https://a.example/", formFields: {} } });
    }
  });

  it("needs no `status` in its answer", () => {
    expect(status(authorize(), answer({ instanceId: "INST1", paymentStatus: "000.000.000" }))).toBe("charged");
  });

  it("whose answer names no instance is not known to be anything", () => {
    expect(() => read(authorize(), answer({ status: 0 }))).toThrow(expect.objectContaining({ code: "MissingRequiredField" }));
  });

  it("of unlisted code says what TrustPay says", () => {
    expect(refusalOf(sync(), "sync.declined")).toMatchObject({ code: "800.100.999", message: "transaction declined" });
  });

  it.each(["authorize.pending", "authorize.uncertain"])("stays pending where the result is open: %s", (name) => {
    expect(status(authorize(), name)).toBe("pending");
  });

  it("that stores a card gives a mandate once it went well, also when only a query tells", () => {
    const mandateReference = { connectorMandateId: "INST1" };
    expect(valueOf(setupMandate(), "setup-mandate.stored")).toMatchObject({ mandateReference, connectorMetadata: { api: "tpgw", recurring: true } });
    expect(valueOf(authorize({ setupFutureUsage: "off_session" }), "authorize.charged")).toMatchObject({ mandateReference });
    expect(valueOf(authorize(), "authorize.charged")).toMatchObject({ mandateReference: undefined });
    const challenged = valueOf(setupMandate(), "authorize.three-ds");
    expect(challenged).toMatchObject({ mandateReference: undefined, connectorMetadata: { recurring: true } });
    expect(valueOf(sync({ api: "tpgw", recurring: true }), "sync.charged")).toMatchObject({ mandateReference });
    expect(refusalOf(setupMandate(), "authorize.declined")).not.toHaveProperty("mandateReference");
    const again = authorize({ paymentMethodData: mandatePayment(), mandateId: repeat().request.mandateId, setupFutureUsage: "off_session" });
    expect(valueOf(again, "repeat-payment.charged")).toMatchObject({ mandateReference: undefined, connectorMetadata: { api: "tpgw" } });
    expect(valueOf(repeat(), "repeat-payment.charged")).toMatchObject({ resourceId: { id: "INST10" }, mandateReference: undefined });
  });
});

describe("a wallet's session", () => {
  it.each([
    ["apple_pay_third_party_sdk", "authorize.apple-pay", "appleInitResultData"],
    ["google_pay_third_party_sdk", "authorize.google-pay", "googleInitResultData"],
  ] as const)("goes to the SDK in the browser: %s", (kind, name, data) => {
    const value = valueOf(wallet(kind), name);
    expect(status(wallet(kind), name)).toBe("authentication_pending");
    expect(value).toMatchObject({
      resourceId: { id: "WINST" },
      echoed: { amount: 1050, currency: "EUR" },
      nextAction: { type: "invoke_sdk_client" },
    });
    const action = "nextAction" in value ? value.nextAction : undefined;
    const sdkData = action?.type === "invoke_sdk_client" ? action.sdkData.expose() : {};
    expect(Object.keys(sdkData).sort()).toEqual([data, "secrets"].sort());
    expect(sdkData["secrets"]).toEqual({ display: "D1display", payment: "P1payment" });
    expect(JSON.stringify(value)).not.toContain("P1payment");
  });

  it("without secrets, or of a price that may change, waits for nobody", () => {
    const google = wallet("google_pay_third_party_sdk");
    expect(status(google, answer({ status: 0, instanceId: "W" }))).toBe("pending");
    const estimated = { transactionInfo: { currencyCode: "EUR", totalPrice: "10.50", totalPriceStatus: "ESTIMATED" } };
    const secrets = { display: "D", payment: "P" };
    expect(status(google, answer({ instanceId: "W", secrets, googleInitResultData: estimated }))).toBe("pending");
  });
});

describe("a bank payment", () => {
  const ideal = bank("bank_redirect", "ideal");

  it("goes on at the gateway by GET, and keeps a number's id digit for digit", () => {
    expect(status(ideal, "authorize.bank")).toBe("authentication_pending");
    expect(valueOf(ideal, "authorize.bank")).toMatchObject({
      resourceId: { type: "connector_transaction_id", id: "1234567890" },
      redirectionData: { method: "GET", endpoint: "https://map.trustpay.eu/mapi5/gateway?PaymentRequestId=1234567890", formFields: {} },
      connectorMetadata: { api: "aapi" },
      connectorResponseReferenceId: CORRELATION,
    });
  });

  it("that TrustPay does not open has failed, also in a 200", () => {
    const error = { code: "1133001", message: "Giropay payments are not enabled in Project 4107608031", attemptStatus: "authorization_failed" };
    expect(refusalOf(ideal, "authorize.bank-disabled")).toMatchObject({ ...error, reason: error.message });
    expect(status(ideal, "authorize.bank-disabled")).toBe("authorization_failed");
    const { body } = answer({ ResultInfo: { ResultCode: 1133001, AdditionalInfo: null } }, 400);
    expect(errorOf(ideal, { statusCode: 400, headers: {}, body, text: new TextDecoder().decode(body) })).toMatchObject({
      code: "1133001",
      message: "1133001",
      attemptStatus: "authorization_failed",
    });
  });

  it.each([1132014, 1132005])("is not known to have failed by ResultCode %s", (ResultCode) => {
    expect(refusalOf(ideal, answer({ ResultInfo: { ResultCode } }))).toMatchObject({ code: String(ResultCode), attemptStatus: "pending" });
    expect(errorOf(ideal, answer({ ResultInfo: { ResultCode } }, 429)).attemptStatus).toBe("pending");
    expect(refusalOf(ideal, "authorize.bank-throttled").attemptStatus).toBe("pending");
  });

  it("maps each status, and keeps what it has for any other", () => {
    expect(mapBankStatus.entries).toEqual({
      Paid: "charged",
      Authorized: "authorized",
      Authorizing: "authorizing",
      Pending: "authorizing",
      Rejected: "authorization_failed",
    });
    const found = (word: string | null) => status(sync(BANK, { status: "charged" }), answer({ PaymentInformation: { Status: word } }));
    expect(["Refunded", "Chargebacked", "RapidDisputeResolution", "a new word", null].map(found)).toEqual(Array(5).fill("charged"));
    expect(status(sync(BANK), "sync.bank-paid")).toBe("charged");
    expect(status(sync(BANK), "sync.bank-pending")).toBe("authorizing");
  });

  it("repeats amount and currency for the client to compare, and the mark of its API", () => {
    expect(valueOf(sync(BANK), "sync.bank-paid")).toMatchObject({ echoed: { amount: 1050, currency: "EUR" }, connectorMetadata: { api: "aapi" } });
    const of = (Amount: number, Currency: string) => answer({ PaymentInformation: { Status: "Paid", Amount: { Amount, Currency } } });
    // By the decimals of the currency that it is in.
    expect(valueOf(sync(BANK), of(1050, "JPY"))).toMatchObject({ echoed: { amount: 1050, currency: "JPY" } });
    expect(valueOf(sync(BANK), of(10.5, "XQX"))).toMatchObject({ echoed: { currency: "XQX" } });
  });

  it("that was rejected says why", () => {
    expect(refusalOf(sync(BANK), "sync.bank-rejected")).toMatchObject({
      code: "AC04",
      message: "AC04",
      reason: "Closed account",
      attemptStatus: "authorization_failed",
      connectorTransactionId: "1234567890",
    });
  });

  it.each([1132014, 1132005, 1133002])("stays as it was when a query gets ResultCode %s", (ResultCode) => {
    const before = sync(BANK, { status: "authentication_pending" });
    const found = answer({ ResultInfo: { ResultCode, AdditionalInfo: "later" } });
    expect(status(before, found)).toBe("authentication_pending");
    expect(refusalOf(before, found)).not.toHaveProperty("attemptStatus");
    expect(refusalOf(before, "sync.bank-unknown-id").code).toBe("1132005");
  });
});

describe("a refund", () => {
  it.each([
    ["refund.card-done", "success"],
    ["refund.card-pending", "pending"],
  ])("by card has the id of its own answer: %s", (name, refundStatus) => {
    expect(valueOf(refund(), name)).toMatchObject({ connectorRefundId: "RINST1", refundStatus });
  });

  it("by card that cannot be is a decline, without an id", () => {
    expect(refusalOf(refund(), "refund.card-refused")).toMatchObject({ code: "700.400.200" });
    expect(refusalOf(refund(), "refund.card-refused")).not.toHaveProperty("connectorTransactionId");
    expect(refusalOf(refund(), "refund.card-refused")).not.toHaveProperty("attemptStatus");
    expect(valueOf(syncRefund(), gateway("800.100.100"))).toMatchObject({ refundStatus: "failure" });
    expect(valueOf(syncRefund(), "sync-refund.card-done")).toMatchObject({ connectorRefundId: "RINST1", refundStatus: "success" });
  });

  it.each(["refund.bank-accepted", "refund.bank-announced"])("by bank is pending and keeps its id: %s", (name) => {
    expect(valueOf(refund(BANK, "1234567890"), name)).toMatchObject({ connectorRefundId: "555", refundStatus: "pending" });
  });

  it("by bank is refused by the ResultCodes that say so, and pending by any other", () => {
    const codes = Array.from({ length: 1_000_000 }, (_, at) => String(1_000_000 + at));
    const failures = codes.filter((code) => mapRefundResultCode(code) === "failure");
    expect(failures).toEqual(
      [
        "1112008 1112009 1122006",
        "1132000 1132001 1132002 1132003 1132004 1132005 1132006 1132007 1132008 1132009 1132010 1132011 1132012 1132013 1132014",
        "1133000 1133001 1133002 1133003 1133004 1152000",
      ].flatMap((line) => line.split(" ")),
    );
    expect(["1001000", "1130000", "1130005", "1999999", "a word"].map((code) => mapRefundResultCode(code))).toEqual(Array(5).fill("pending"));
    expect(refusalOf(refund(BANK), "refund.bank-refused")).toMatchObject({ code: "1112009", message: "Refund rejected" });
  });

  it("by bank is done when a query says Paid, and not changed by an error", () => {
    expect(mapBankRefundStatus.entries).toEqual({ Paid: "success", Rejected: "failure" });
    expect(valueOf(syncRefund(BANK, "555"), "sync-refund.bank-paid")).toMatchObject({ refundStatus: "success", echoed: { amount: 500 } });
    expect(valueOf(syncRefund(BANK, "555"), "sync-refund.bank-pending")).toMatchObject({ refundStatus: "pending" });
    expect(refusalOf(syncRefund(BANK, "555"), "sync.bank-unknown-id").code).toBe("1132005");
  });
});

describe("an access token", () => {
  it("lasts as long as TrustPay says", () => {
    const value = valueOf(token(), "obtain-access-token.given");
    expect(value).toMatchObject({ expiresIn: 3600 });
    expect("token" in value && value.token.expose()).toBe("AT123");
    expect(JSON.stringify(value)).not.toContain("AT123");
  });

  it("is refused in a 200", () => {
    expect(refusalOf(token(), "obtain-access-token.refused")).toMatchObject({ code: "1133000", message: "Invalid authentication" });
  });
});

describe("an error of the card gateway", () => {
  it("is its first, and all of them are the reason", () => {
    expect(errorOf(authorize(), "authorize.invalid-pan")).toEqual({
      code: "5",
      message: "Invalid pan",
      reason: "Invalid pan & Unknown",
      statusCode: 400,
      attemptStatus: "failure",
      connectorTransactionId: "I1",
    });
  });

  it.each([
    [
      { status: 5, description: "Bad", errors: null },
      { code: "5", message: "Bad", reason: "Bad" },
    ],
    [
      { status: 5, errors: [], paymentDescription: "Worse" },
      { code: "5", message: "Worse", reason: "Worse" },
    ],
    [{ status: 5 }, { code: "5", message: "No error message" }],
    [{ errors: 3 }, { code: "400", message: "Unknown error" }],
  ])("may lack anything: %j", (body, expected) => {
    expect(errorOf(authorize(), answer(body, 400))).toMatchObject(expected);
  });

  it("is read of wrong credentials, of a page and of nothing", () => {
    expect(errorOf(authorize(), "authorize.unauthorized")).toMatchObject({ statusCode: 401, message: "Unauthorized" });
    for (const text of ["<html></html>", ""]) {
      const http = { statusCode: 502, headers: {}, text, body: new TextEncoder().encode(text) };
      expect(errorOf(authorize(), http)).toMatchObject({ statusCode: 502, attemptStatus: "pending" });
    }
  });
});
