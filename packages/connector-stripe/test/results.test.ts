import { minorUnit } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import {
  ACCOUNT,
  answer,
  asked,
  authorize,
  cancel,
  capture,
  CHARGE,
  CUSTOMER,
  increment,
  INTENT,
  METHOD,
  payWith,
  read,
  record,
  refund,
  refusalOf,
  repeat,
  REQUEST_ID,
  setupMandate,
  sync,
  syncRefund,
  valueOf,
} from "./records.js";

const id = (intent = INTENT) => ({ type: "connector_transaction_id", id: intent });
const ACCEPTED = { attemptStatus: "failure" } as const;

describe("a payment that is held or taken", () => {
  it("has its amounts, the network's id, and what is known of the card", () => {
    const after = read(authorize({ captureMethod: "manual" }), "authorize.requires-capture");
    expect(after).toMatchObject({
      status: "authorized",
      amountCaptured: 0,
      amountCapturable: 1000,
      connectorResponse: { cvcResult: "pass", cardNetwork: "visa", cardLastFour: "4242", cardFunding: "credit", cardIssuingCountry: "US" },
    });
    expect(after.response).toEqual({
      ok: true,
      value: {
        type: "transaction",
        resourceId: id(),
        connectorStatus: "requires_capture",
        connectorResponseReferenceId: REQUEST_ID,
        networkTxnId: "123456789012345",
        incrementalAuthorizationAllowed: false,
        echoed: { amount: 1000, currency: "USD" },
      },
    });
  });
  it("is read without its charge as well", () => {
    expect(read(authorize(), "authorize.requires-capture-unexpanded").status).toBe("authorized");
  });
  it("is charged when the amount was received", () => {
    expect(read(authorize(), "authorize.succeeded")).toMatchObject({ status: "charged", amountCaptured: 1000 });
    expect(read(repeat(), "repeat-payment.succeeded").status).toBe("charged");
    expect(read(sync(), "sync.succeeded").status).toBe("charged");
  });
  it("repeats amount and currency, so that a difference is seen", () => {
    expect(valueOf(authorize(), answer({ id: INTENT, status: "succeeded", amount: 999, currency: "eur" }))).toMatchObject({
      echoed: { amount: 999, currency: "EUR" },
    });
    // Stripe counts ISK in hundredths.
    expect(valueOf(authorize(), answer({ id: INTENT, status: "succeeded", amount: 50_000, currency: "isk" }))).toMatchObject({
      echoed: { amount: 500, currency: "ISK" },
    });
    const odd = valueOf(authorize(), answer({ id: INTENT, status: "succeeded", amount: 50_001, currency: "isk" }));
    expect(odd).toMatchObject({ echoed: { currency: "ISK" } });
  });
  it("is partly charged when less was received", () => {
    expect(read(sync(), "sync.partially-captured")).toMatchObject({ status: "partial_charged", amountCaptured: 400 });
    expect(read(capture({ amountToCapture: minorUnit(400) }), "capture.partial")).toMatchObject({ status: "partial_charged" });
    expect(read(capture({ amountToCapture: minorUnit(400) }), "capture.not-final")).toMatchObject({
      status: "partial_charged_and_chargeable",
      amountCaptured: 400,
      amountCapturable: 600,
    });
  });
  it("is not failed by a follow-up that found it without a payment method: the follow-up is", () => {
    const problem = { type: "card_error", code: "card_declined" };
    const given = answer({ id: INTENT, status: "requires_payment_method", amount: 1000, currency: "usd", last_payment_error: problem });
    expect(read(capture(), given)).toMatchObject({ status: "capture_failed", response: { ok: false, error: { attemptStatus: "capture_failed" } } });
    expect(read(cancel(), given)).toMatchObject({ status: "void_failed", response: { ok: false } });
  });
  it("keeps what was captured, where the rest was given up", () => {
    const given = { id: INTENT, status: "canceled", amount: 1000, amount_received: 400, currency: "usd" };
    expect(read(sync(), answer(given))).toMatchObject({ status: "partial_charged", amountCaptured: 400 });
    expect(read(cancel(), answer(given)).status).toBe("partial_charged");
    expect(read(cancel(), answer({ ...given, amount_received: 0 })).status).toBe("voided");
  });
  it("of several captures that nobody counted knows the sum, and of the only one the amount", () => {
    const after = (amount_received: number, multicapture: string) =>
      answer({
        id: INTENT,
        status: "requires_capture",
        amount: 1000,
        amount_received,
        currency: "usd",
        latest_charge: { id: CHARGE, payment_method_details: { card: { multicapture: { status: multicapture } } } },
      });
    const part = capture({ amountToCapture: minorUnit(300) });
    expect(valueOf(part, after(700, "available"))).toMatchObject({ echoed: { amount: undefined, currency: "USD" } });
    expect(valueOf(part, after(200, "available"))).toMatchObject({ echoed: { amount: 200 } });
    expect(valueOf(part, after(300, "available"))).toMatchObject({ echoed: { amount: 300 } });
    expect(valueOf(part, after(700, "unavailable"))).toMatchObject({ echoed: { amount: 700 } });
  });
  it("of a capture repeats what was captured; of a later one only the sum is known", () => {
    expect(valueOf(capture(), "capture.succeeded")).toMatchObject({ echoed: { amount: 1000 } });
    const second = capture({ multipleCaptureData: { captureSequence: 2, captureReference: "c", captureCount: 2 } });
    expect(valueOf(second, "capture.succeeded")).toMatchObject({ echoed: { amount: undefined, currency: "USD" } });
  });
});

describe("a stored payment method", () => {
  it("is the mandate, with whose it is and what it is charged as", () => {
    const value = valueOf(authorize({ setupFutureUsage: "off_session" }), "authorize.stored");
    expect(value).toMatchObject({ mandateReference: { connectorMandateId: METHOD, paymentMethodId: METHOD } });
    const metadata = value.type === "transaction" ? value.mandateReference?.mandateMetadata?.expose() : undefined;
    expect(metadata).toEqual({ customer: CUSTOMER, type: "card" });
  });
  it("is not there where nothing was to be stored, or while the customer still has to act", () => {
    expect(valueOf(authorize(), "authorize.succeeded")).not.toHaveProperty("mandateReference.connectorMandateId");
    const waiting = answer({ id: INTENT, status: "requires_action", payment_method: METHOD, setup_future_usage: "off_session" });
    expect(valueOf(authorize(), waiting)).not.toHaveProperty("mandateReference.connectorMandateId");
  });
  it("is the SEPA debit that iDEAL left, not the redirect", () => {
    const value = valueOf(sync(), "sync.succeeded-ideal-stored");
    expect(value).toMatchObject({ mandateReference: { connectorMandateId: "pm_1TestASepa000001" } });
    const metadata = value.type === "transaction" ? value.mandateReference?.mandateMetadata?.expose() : undefined;
    expect(metadata).toEqual({ customer: CUSTOMER, type: "sepa_debit" });
    expect(valueOf(setupMandate(), "setup-mandate.succeeded-ideal")).toMatchObject({
      mandateReference: { connectorMandateId: "pm_1TestASepa000001" },
    });
  });
  it("comes of a set-up", () => {
    expect(read(setupMandate(), "setup-mandate.succeeded").status).toBe("charged");
    expect(valueOf(setupMandate(), "setup-mandate.succeeded")).toMatchObject({
      resourceId: id("seti_1TestA0000000001"),
      mandateReference: { connectorMandateId: METHOD },
    });
    expect(valueOf(sync("seti_1TestA0000000001"), "sync.setup-succeeded")).toMatchObject({ mandateReference: { connectorMandateId: METHOD } });
  });
  it("that is refused says why", () => {
    expect(read(setupMandate(), "setup-mandate.failed").status).toBe("failure");
    expect(refusalOf(setupMandate(), "setup-mandate.failed")).toMatchObject({
      ...ACCEPTED,
      code: "setup_intent_authentication_failure",
      connectorTransactionId: "seti_1TestA0000000001",
    });
  });
  it("can be made unusable", () => {
    expect(valueOf(record("MandateRevoke", { connectorMandateId: METHOD }), "revoke-mandate.detached")).toMatchObject({ mandateStatus: "revoked" });
  });
});

describe("a step of the customer's", () => {
  const step = (name: string) => valueOf(payWith({ type: "wallet", kind: "cashapp_qr" }), `authorize.requires-action-${name}`);
  const form = (endpoint: string) => ({ redirectionData: { type: "form", endpoint, method: "GET", formFields: {} } });
  it("waits for authentication", () => {
    expect(read(authorize(), "authorize.requires-action-redirect").status).toBe("authentication_pending");
    expect(read(setupMandate(), "setup-mandate.requires-action").status).toBe("authentication_pending");
  });
  it.each([
    ["redirect", "https://hooks.stripe.com/redirect/authenticate/src_1TestA"],
    ["alipay", "https://hooks.stripe.com/redirect/1"],
    ["microdeposits", "https://payments.stripe.com/microdeposit/1"],
    ["cashapp", "https://pay.stripe.com/mobile/1"],
    ["swish", "https://pay.stripe.com/mobile/1"],
  ])("leads there by GET without fields: %s", (name, url) => {
    expect(step(name)).toMatchObject(form(url));
  });
  const code = { type: "qr_code_information", imageUrl: "https://qr.stripe.com/1.png", qrCodeUrl: "https://payments.stripe.com/qr/instructions/1" };
  it.each([
    ["cashapp", { ...code, expiresAt: new Date(1_787_003_600_000) }],
    ["swish", { ...code, qrCodeData: "D123" }],
    ["upi", { ...code, expiresAt: new Date(1_787_003_600_000) }],
    ["wechat-pay", { ...code, qrCodeData: "00020101" }],
    ["pix", { ...code, qrCodeData: "00020101", expiresAt: new Date(1_787_003_600_000) }],
    ["promptpay", { ...code, qrCodeData: "00020101" }],
    [
      "multibanco",
      {
        type: "display_voucher_information",
        entity: "12345",
        reference: "123456789",
        voucherUrl: "https://payments.stripe.com/multibanco/voucher/1",
        expiresAt: new Date(1_787_500_000_000),
      },
    ],
    [
      "oxxo",
      {
        type: "display_voucher_information",
        reference: "12345678901234657890123456789012",
        voucherUrl: "https://payments.stripe.com/oxxo/voucher/1",
        expiresAt: new Date(1_787_500_000_000),
      },
    ],
    [
      "boleto",
      {
        type: "display_voucher_information",
        downloadUrl: "https://payments.stripe.com/boleto/voucher/1/pdf",
        expiresAt: new Date(1_787_500_000_000),
      },
    ],
    ["konbini", { type: "display_voucher_information", voucherUrl: "https://payments.stripe.com/konbini/voucher/1" }],
    ["blik", { type: "wait_screen_information" }],
  ])("is shown: %s", (name, nextAction) => {
    expect(step(name)).toMatchObject({ nextAction });
  });
  it("names the accounts of a bank transfer, each by its rail, and keeps them from logs", () => {
    const value = step("bank-transfer");
    const nextAction = value.type === "transaction" ? value.nextAction : undefined;
    if (nextAction?.type !== "display_bank_transfer_information") throw new Error("no bank transfer");
    expect(nextAction).toMatchObject({ reference: "TEST0001", amountRemaining: 1000, currency: "EUR" });
    const open = nextAction.accounts.map((account) => ({
      network: account.network,
      numbers: [account.iban, account.bic, account.accountNumber, account.routingNumber, account.sortCode, account.clabe].map((each) =>
        each?.expose(),
      ),
    }));
    expect(open).toEqual([
      { network: "iban", numbers: ["NL11STRP0000000001", "SXPYDEHH", undefined, undefined, undefined, undefined] },
      { network: "aba", numbers: [undefined, undefined, "11119970", "110000000", undefined, undefined] },
      { network: "sort_code", numbers: [undefined, undefined, "00012345", undefined, "108800", undefined] },
      { network: "spei", numbers: [undefined, undefined, undefined, undefined, undefined, "646180111812345678"] },
    ]);
    expect(JSON.stringify(nextAction)).not.toContain("11119970");
  });
  it("that nobody knows is waited for without a form", () => {
    const after = read(authorize(), "authorize.requires-action-unknown");
    expect(after.status).toBe("authentication_pending");
    expect(after.response).not.toHaveProperty("value.redirectionData.type");
    expect(after.response).not.toHaveProperty("value.nextAction.type");
  });
});

describe("a failure inside a success", () => {
  it("carries the last try's words, and the intent's id", () => {
    expect(read(authorize(), "authorize.failed-in-success").status).toBe("failure");
    expect(refusalOf(authorize(), "authorize.failed-in-success")).toEqual({
      code: "card_declined",
      message: "Your card has insufficient funds.",
      reason: "message - Your card has insufficient funds., decline_code - insufficient_funds",
      statusCode: 200,
      attemptStatus: "failure",
      connectorTransactionId: INTENT,
      networkDeclineCode: "05",
      networkAdviceCode: "03",
      networkErrorMessage: "insufficient_funds",
      connectorResponseReferenceId: REQUEST_ID,
    });
  });
  it("is a failure without a word as well, in the answer to a confirmation", () => {
    expect(refusalOf(authorize(), "authorize.requires-payment-method")).toMatchObject({ code: "requires_payment_method", attemptStatus: "failure" });
  });
  it("found later is one only where a try failed", () => {
    expect(read(sync(), "sync.failed-authentication").status).toBe("failure");
    expect(refusalOf(sync(), "sync.failed-authentication")).toMatchObject({ code: "payment_intent_authentication_failure" });
    expect(read(sync(), "sync.requires-payment-method")).toMatchObject({ status: "payment_method_awaited", response: { ok: true } });
  });
});

describe("a void", () => {
  it("releases what is held; a set-up is given up", () => {
    expect(read(cancel(), "void.canceled")).toMatchObject({ status: "voided", response: { ok: true } });
    expect(read(cancel(asked("seti_1TestA0000000001")), "void.setup-canceled")).toMatchObject({ status: "voided" });
  });
  it("found later is one too", () => {
    expect(read(sync(), "sync.canceled").status).toBe("voided");
  });
});

describe("an increment", () => {
  it("holds the new total", () => {
    expect(valueOf(increment(), "increment-authorization.requires-capture")).toEqual({
      type: "incremental_authorization",
      status: "success",
      connectorAuthorizationId: INTENT,
      totalAuthorized: 1500,
      connectorStatus: "requires_capture",
    });
  });
  it("in another state is not decided", () => {
    expect(valueOf(increment(), answer({ id: INTENT, status: "something_new" }))).toMatchObject({ status: "processing" });
  });
});

describe("a refund", () => {
  it.each([
    ["refund.succeeded", "success", "succeeded"],
    ["refund.pending", "pending", "pending"],
  ])("%s", (name, refundStatus, connectorStatus) => {
    expect(valueOf(refund(), name)).toMatchObject({
      connectorRefundId: "re_3TestA0000000001",
      refundStatus,
      connectorStatus,
      echoed: { amount: 400, currency: "USD" },
    });
  });
  it.each([
    ["sync-refund.succeeded", "success"],
    ["sync-refund.failed", "failure"],
    ["sync-refund.canceled", "failure"],
    ["sync-refund.null-status", "pending"],
  ])("that is asked after: %s", (name, refundStatus) => {
    expect(valueOf(syncRefund(), name)).toMatchObject({ refundStatus });
  });
});

describe("a split payment", () => {
  const splitPayments = { type: "stripe_split_payment", chargeType: "direct", applicationFees: minorUnit(50), transferAccountId: ACCOUNT } as const;
  it("tells the charge and the account, which every later call needs", () => {
    expect(valueOf(authorize({ splitPayments }), "authorize.direct-charge")).toMatchObject({
      connectorMetadata: { stripeAccount: ACCOUNT },
      charges: { connector: "stripe", chargeId: CHARGE, details: { chargeType: "direct", applicationFees: 50, transferAccountId: ACCOUNT } },
    });
  });
});
