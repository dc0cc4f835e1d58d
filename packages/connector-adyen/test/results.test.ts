import { isSecret } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { adyen } from "../src/index.js";
import {
  answer,
  authorize,
  cancel,
  capture,
  complete,
  DISPUTE,
  increment,
  PSP,
  read,
  record,
  refund,
  refusalOf,
  repeat,
  reverse,
  setupMandate,
  statusOf,
  TOKEN,
  valueOf,
} from "./records.js";

const manual = authorize({ captureMethod: "manual" });
const back = complete({ params: undefined }, { captureMethod: "automatic" });

describe("a payment that is authorised", () => {
  it("is charged where it is captured at once, and authorized where it is not", () => {
    expect(statusOf(authorize(), "authorize.authorised")).toBe("charged");
    expect(statusOf(manual, "authorize.authorised")).toBe("authorized");
    expect(statusOf(back, "complete-authorize.authorised")).toBe("charged");
    expect(statusOf(repeat(), "repeat-payment.authorised")).toBe("charged");
  });

  it("has Adyen's id, the network's, the token, and the amount to compare", () => {
    const value = valueOf(authorize({ customerId: "customer-1" }), "authorize.authorised");
    expect(value).toMatchObject({
      resourceId: { type: "connector_transaction_id", id: PSP },
      networkTxnId: "858435661128555",
      connectorStatus: "Authorised",
      mandateReference: { connectorMandateId: TOKEN },
      echoed: { amount: 1000, currency: "EUR" },
    });
  });

  it("says what the card's checks gave", () => {
    expect(read(authorize(), "authorize.authorised")).toMatchObject({
      connectorResponse: { authorizationCode: "034788", cvcResult: "1 Matches", cardNetwork: "visa", cardLastFour: "1111" },
    });
  });

  it("may say nothing but that", () => {
    expect(read(authorize(), "authorize.bare")).toMatchObject({ status: "charged" });
    expect(valueOf(authorize(), "authorize.bare")).toMatchObject({ resourceId: { id: PSP } });
  });

  it("for nothing has nothing left to capture", () => {
    expect(statusOf(setupMandate({ captureMethod: "manual" }), "setup-mandate.authorised")).toBe("charged");
  });
});

describe("a stored method", () => {
  it("is named by either of the two token fields, with what later payments need", () => {
    const value = valueOf(setupMandate(), "setup-mandate.authorised");
    const mandate = "mandateReference" in value ? value.mandateReference : undefined;
    expect(mandate?.connectorMandateId).toBe("8415698462516992");
    expect(mandate?.mandateMetadata?.expose()).toEqual({ type: "scheme", shopperReference: "customer-1" });
  });

  it("of iDEAL is charged as a direct debit", () => {
    const data = authorize({ paymentMethodData: { type: "bank_redirect", kind: "ideal" }, customerId: "customer-1" }, { paymentMethodType: "ideal" });
    const value = valueOf(data, answer({ resultCode: "Authorised", additionalData: { "recurring.recurringDetailReference": "T" } }));
    expect("mandateReference" in value ? value.mandateReference?.mandateMetadata?.expose() : undefined).toEqual({
      type: "sepadirectdebit",
      shopperReference: "customer-1",
    });
  });
});

describe("what the shopper does next", () => {
  const step = (name: string) => {
    const value = valueOf(authorize(), name);
    return value.type === "transaction" ? value : undefined;
  };

  it("is a redirect by GET", () => {
    expect(step("authorize.redirect")?.redirectionData).toEqual({
      type: "form",
      method: "GET",
      endpoint: "https://checkoutshopper-test.adyen.com/checkoutshopper/threeDS/redirect?MD=abc",
      formFields: {},
    });
    expect(statusOf(authorize(), "authorize.redirect")).toBe("authentication_pending");
  });

  it("is a form, whose fields are secrets", () => {
    const form = step("authorize.redirect-post")?.redirectionData;
    const fields = form?.type === "form" ? form.formFields : {};
    expect(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, isSecret(value) ? value.expose() : "in the open"]))).toEqual({
      MD: "bUQx",
      PaReq: "eNpVUtt",
      TermUrl: "https://shop.example/return",
    });
  });

  it("is native 3DS, for Adyen's component: under our reference as long as Adyen gives no id", () => {
    const identify = step("authorize.identify-shopper");
    expect(identify?.nextAction?.type).toBe("invoke_sdk_client");
    expect(identify?.nextAction?.type === "invoke_sdk_client" && identify.nextAction.sdkData.expose()).toEqual({
      type: "threeDS2",
      subtype: "fingerprint",
      paymentMethodType: "scheme",
      token: "eyJ0aHJlZURT",
      paymentData: "Ab02b4c0!BQABAg",
      authorisationToken: "Ab02b4c0!auth",
    });
    expect(identify?.resourceId).toEqual({ type: "connector_transaction_id", id: "attempt_123" });
    expect(identify?.connectorMetadata).toEqual({ paymentData: "Ab02b4c0!BQABAg", paymentReference: "attempt_123" });
  });

  it("is a challenge after the fingerprint", () => {
    expect(statusOf(back, "complete-authorize.challenge")).toBe("authentication_pending");
    expect(valueOf(back, "complete-authorize.challenge")).toMatchObject({ nextAction: { type: "invoke_sdk_client" }, resourceId: { id: PSP } });
  });

  it("is a code to scan", () => {
    expect(statusOf(authorize(), "authorize.pix")).toBe("authentication_pending");
    expect(step("authorize.pix")?.nextAction).toEqual({
      type: "qr_code_information",
      qrCodeData: "00020126BR.GOV.BCB.PIX",
      qrCodeUrl: "https://checkoutshopper-test.adyen.com/qr",
      expiresAt: new Date("2026-11-22T10:00:00Z"),
    });
  });

  it("is a voucher to pay", () => {
    expect(statusOf(authorize(), "authorize.multibanco")).toBe("authentication_pending");
    expect(step("authorize.multibanco")?.nextAction).toMatchObject({
      type: "display_voucher_information",
      reference: "501 422 944",
      entity: "12101",
      downloadUrl: "https://checkoutshopper-test.adyen.com/voucher.pdf",
    });
  });

  it("is a transfer to make", () => {
    const action = step("authorize.bank-transfer")?.nextAction;
    expect(statusOf(authorize(), "authorize.bank-transfer")).toBe("pending");
    expect(action).toMatchObject({
      type: "display_bank_transfer_information",
      reference: "QFQTPCQ8HXSKGK84",
      amountRemaining: 1000,
      currency: "EUR",
    });
    expect(action?.type === "display_bank_transfer_information" && action.accounts[0]?.iban?.expose()).toBe("NL13TEST0123456789");
  });

  it("is to confirm in an app", () => {
    expect(statusOf(authorize(), "authorize.blik")).toBe("pending");
    expect(step("authorize.blik")?.nextAction).toMatchObject({ type: "wait_screen_information" });
  });

  it("has no form of ours where nobody listed the action", () => {
    expect(statusOf(authorize(), "authorize.unknown-action")).toBe("authentication_pending");
    expect(step("authorize.unknown-action")?.nextAction).toBeUndefined();
    expect(step("authorize.unknown-action")?.redirectionData).toBeUndefined();
  });

  it("never leads to an address that is no web page", () => {
    const value = valueOf(authorize(), answer({ resultCode: "RedirectShopper", action: { type: "redirect", url: "javascript:alert(1)" } }));
    expect(value).not.toHaveProperty("redirectionData.endpoint");
  });
});

describe("a result that nobody listed, or none", () => {
  it("decides nothing", () => {
    expect(statusOf(authorize(), "authorize.unknown-result")).toBe("pending");
    expect(statusOf(authorize(), answer({}))).toBe("pending");
    expect(valueOf(authorize(), answer({}))).toMatchObject({ resourceId: { type: "no_response_id" } });
  });
});

describe("modifications", () => {
  it("are begun, and done when the webhook says so", () => {
    expect(statusOf(capture(), "capture.received")).toBe("capture_initiated");
    expect(statusOf(cancel(), "void.received")).toBe("void_initiated");
    expect(statusOf(reverse(), "void-post-capture.received")).toBe("void_initiated");
    expect(valueOf(increment(), "increment-authorization.received")).toMatchObject({
      status: "processing",
      connectorAuthorizationId: "UPDTPCQ8HXSKGK82",
    });
    expect(valueOf(refund(), "refund.received")).toMatchObject({ refundStatus: "pending", connectorRefundId: "JLCMPCQ8HXSKGK82" });
  });

  it("say no more, whatever word stands in their status", () => {
    const body = { pspReference: "CAP1PCQ8HXSKGK82", status: "authorised" };
    expect(statusOf(capture(), answer(body, 201))).toBe("capture_initiated");
    expect(valueOf(refund(), answer(body, 201))).toMatchObject({ refundStatus: "pending" });
  });

  it("leave the payment its id, which later modifications go to", () => {
    const data = capture({ multipleCaptureData: { captureSequence: 1, captureReference: "cap_1" } });
    for (const [each, name] of [
      [capture(), "capture.received"],
      [data, "capture.received"],
    ] as const) {
      expect(valueOf(each, name)).toMatchObject({ resourceId: { id: PSP }, connectorResponseReferenceId: "CAP1PCQ8HXSKGK82" });
    }
  });

  it("by our reference have no other id to give", () => {
    const data = cancel({ connectorTransactionId: "attempt_123", connectorMeta: { paymentReference: "attempt_123" } });
    expect(valueOf(data, "void.technical")).toMatchObject({ resourceId: { id: "attempt_123" } });
  });
});

describe("sessions, orders and balances", () => {
  it("start Drop-in", () => {
    const value = valueOf(record("Session", {}), "session.created");
    const session = value.sessionToken.walletName === "connector" ? value.sessionToken.session.expose() : undefined;
    expect(session).toEqual({ id: "CS12B30E13C1CBD7", sessionData: "Ab02b4c0!BQABAgCJN1wRZuGJ", expiresAt: "2026-11-21T11:00:00+01:00" });
  });

  it("open an order, whose data are a secret", () => {
    const value = valueOf(record("CreateOrder", {}), "create-order.success");
    expect(value.orderId).toBe("ORDRPCQ8HXSKGK82");
    expect(value.sessionToken?.expose()).toBe("Ab02b4c0!BQABAgCxXvknCldOcR");
  });

  it("tell a balance, whether it suffices or not", () => {
    expect(valueOf(record("Balance", {}), "balance.success")).toEqual({ type: "balance", balance: 500, currency: "EUR" });
    const failed = answer({ resultCode: "Failed", refusalReason: "Unknown card", balance: { currency: "EUR", value: 0 } });
    expect(refusalOf(record("Balance", {}), failed)).toMatchObject({ code: "Failed", message: "Unknown card" });
  });

  it("are not read where the result is a new word", () => {
    expect(() => valueOf(record("CreateOrder", {}), answer({ resultCode: "Hm", orderData: "o" }))).toThrow(/unexpected|result Hm/i);
    expect(() => valueOf(record("Balance", {}), answer({ resultCode: "Hm", balance: { currency: "EUR", value: 1 } }))).toThrow(/result Hm/);
  });
});

describe("disputes", () => {
  const about = { ...DISPUTE, disputeStatus: "dispute_opened" } as const;

  it("are accepted, challenged, and left as they are by documents alone", () => {
    expect(valueOf(record("Accept", about), "accept-dispute.success")).toEqual({ disputeStatus: "dispute_accepted" });
    expect(valueOf(record("Defend", DISPUTE), "defend-dispute.success")).toEqual({ disputeStatus: "dispute_challenged" });
    expect(valueOf(record("Evidence", about), "submit-evidence.success")).toEqual({ disputeStatus: "dispute_opened" });
  });

  it("may be refused with 200", () => {
    expect(refusalOf(record("Defend", DISPUTE), "defend-dispute.failed")).toMatchObject({ message: "Dispute is not defendable", statusCode: 200 });
  });
});

describe("payouts", () => {
  const payout = { payoutId: "payout_1", connectorPayoutId: "PAYOUTQ8HXSKGK82" } as const;

  it("wait for their review, are confirmed, or declined", () => {
    expect(valueOf(record("PoCreate", { payoutId: "payout_1" }), "create-payout.submitted")).toMatchObject({
      status: "requires_fulfillment",
      connectorPayoutId: "PAYOUTQ8HXSKGK82",
    });
    expect(valueOf(record("PoFulfill", payout), "fulfill-payout.confirmed")).toMatchObject({
      status: "initiated",
      connectorPayoutId: "PAYOUTQ8HXSKGK82",
    });
    expect(valueOf(record("PoCancel", payout), "cancel-payout.declined")).toMatchObject({ status: "cancelled" });
    expect(valueOf(record("PoFulfill", payout), "fulfill-payout.refused")).toMatchObject({ status: "failed", errorMessage: "Not supported" });
  });

  it("are possible to cards that take them", () => {
    const ask = record("PoEligibility", { payoutId: "payout_1" });
    expect(valueOf(ask, "check-payout-eligibility.eligible")).toMatchObject({ payoutEligible: true });
    const says = (payoutEligible: unknown) => valueOf(ask, answer({ resultCode: "Authorised", additionalData: { payoutEligible } }));
    expect(says("D")).toMatchObject({ payoutEligible: true });
    expect(says("N")).toMatchObject({ payoutEligible: false });
    expect(says(undefined)).toMatchObject({ payoutEligible: undefined });
    expect(refusalOf(ask, "authorize.refused")).toMatchObject({ code: "12" });
  });
});

it("has no query: webhooks tell what became of payments and refunds", () => {
  expect(adyen.flows).not.toHaveProperty("PSync");
  expect(adyen.flows).not.toHaveProperty("RSync");
});
