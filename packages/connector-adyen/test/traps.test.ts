import { createClient } from "@switchyard/client";
import { applePay, minorUnit, secret } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { adyen } from "../src/index.js";
import { answer, AUTH, authorize, bodyOf, capture, known, methodOf, refund, setupMandate, statusOf, valueOf, wireOf, CUSTOMER } from "./records.js";

const { webhooks } = createClient(adyen, { auth: AUTH, environment: "sandbox" });

const BASE = {
  pspReference: "MODIPCQ8HXSKGK82",
  originalReference: "QFQTPCQ8HXSKGK82",
  merchantAccountCode: "TestMerchant",
  merchantReference: "attempt_123",
  amount: { currency: "EUR", value: 1000 },
  eventDate: "2026-11-21T10:00:00+01:00",
};
const parse = (item: object) =>
  webhooks.parse({ headers: {}, body: JSON.stringify({ notificationItems: [{ NotificationRequestItem: { ...BASE, ...item } }] }) });

/** The traps of the tech-spec's section 11, by their numbers; those of signatures, exponents and addresses have files of their own. */
describe("trap", () => {
  it("1: nothing can be asked, so an unknown outcome is settled by webhook", async () => {
    const transport = { send: () => Promise.reject(new Error("the line is down")) };
    const client = createClient(adyen, { auth: AUTH, environment: "sandbox", transport });
    const result = await client.authorize({
      reference: "order-1",
      amount: 1000,
      currency: "EUR",
      returnUrl: "https://shop.example/return",
      paymentMethod: { type: "wallet", kind: "twint_redirect" },
    });
    expect(result).toMatchObject({ outcome: "unknown", status: "pending", settle: { call: "webhook", with: { reference: "order-1" } } });
  });

  it.each(["CAPTURE_FAILED", "REFUND_FAILED", "REFUNDED_REVERSED"])("2, 4: %s that succeeded is a failure", async (eventCode) => {
    expect((await parse({ eventCode, success: "true" })).event).toMatch(/failure$/);
  });

  it("3: success is text, and the text false is no success", async () => {
    expect((await parse({ eventCode: "AUTHORISATION", success: "false" })).event).toBe("payment_intent_failure");
  });

  it("4: EXPIRE and PAIDOUT_REVERSED are known", async () => {
    expect((await parse({ eventCode: "EXPIRE", success: "true" })).event).toBe("payment_intent_expired");
    expect((await parse({ eventCode: "PAIDOUT_REVERSED", success: "true" })).event).toBe("payout_reversed");
  });

  it.each([undefined, null])("5: additional data may be %j", async (additionalData) => {
    expect((await parse({ eventCode: "CAPTURE", success: "true", additionalData })).event).toBe("payment_intent_capture_success");
  });

  it("6, 24: a payment is known by our reference, and an attempt by Adyen's own id", async () => {
    const first = await parse({ eventCode: "AUTHORISATION", success: "false", pspReference: "A" });
    const second = await parse({ eventCode: "AUTHORISATION", success: "true", pspReference: "B" });
    expect(first.reference).toEqual({ type: "payment", by: "merchant_reference", id: "attempt_123" });
    expect(second.reference).toEqual(first.reference);
    expect(first.eventId).not.toBe(second.eventId);
  });

  it("7: a failed authorization is no success by name either", async () => {
    expect((await parse({ eventCode: "AUTHORISATION", success: "false" })).event).not.toMatch(/success/);
  });

  it("8: the id of a recurring contract is a token", async () => {
    expect((await parse({ eventCode: "RECURRING_CONTRACT", success: "true" })).reference).toMatchObject({ type: "mandate", id: BASE.pspReference });
  });

  it("9: a refund's reason is one of five words, one of which has a blank", () => {
    expect(bodyOf(refund({ reason: "customer_request" }))["merchantRefundReason"]).toBe("CUSTOMER REQUEST");
  });

  it("10: SEPA has `iban` and `ownerName`, Vipps a telephone number, MB WAY both", () => {
    const iban = { type: "bank_debit", kind: "sepa_bank_debit", iban: secret("NL13TEST0123456789") } as const;
    expect(Object.keys(methodOf(known({ paymentMethodData: iban }))).sort()).toEqual(["iban", "ownerName", "type"]);
    expect(methodOf(known({ paymentMethodData: { type: "wallet", kind: "vipps_redirect" } }))).toHaveProperty("telephoneNumber");
  });

  it("11: half a name and part of an address are not sent", () => {
    const billing = { address: { firstName: secret("Jane"), line1: secret("Main St 1"), city: "Utrecht" } };
    const body = bodyOf(authorize({}, { address: { billing, shipping: billing } }));
    for (const field of ["shopperName", "billingAddress", "deliveryAddress"]) expect(body).not.toHaveProperty(field);
  });

  it("12: Apple Pay's token is base64 of its payment data's JSON", () => {
    const paymentData = '{"version":"EC_v1","data":"x"}';
    const token = methodOf(authorize({ paymentMethodData: applePay({ paymentData }) }))["applePayToken"];
    expect(atob(String(token))).toBe(paymentData);
  });

  it("13: the rupiah has no decimals", () => {
    expect(bodyOf(authorize({ amount: minorUnit(120_000), currency: "IDR" }))["amount"]).toEqual({ currency: "IDR", value: 1200 });
  });

  it("15, 16: captures and refunds go to the payment's id, never to that of an earlier one", () => {
    const first = valueOf(capture({ amountToCapture: minorUnit(400) }), "capture.received");
    const id = first.type === "transaction" && first.resourceId.type === "connector_transaction_id" ? first.resourceId.id : "";
    expect(wireOf(capture({ connectorTransactionId: id })).path).toBe("payments/QFQTPCQ8HXSKGK82/captures");
    expect(wireOf(refund({ connectorTransactionId: id })).path).toBe("payments/QFQTPCQ8HXSKGK82/refunds");
  });

  it("17, 19: words of answers are open", () => {
    const strange = { pspReference: "P", resultCode: "[capture-received]", paymentMethod: { type: "a_new_one", brand: "a_new_brand" } };
    expect(statusOf(authorize(), answer(strange))).toBe("pending");
    expect(statusOf(capture(), answer({ pspReference: "P", status: "[capture-received]" }, 201))).toBe("capture_initiated");
  });

  it("18: both families of token fields are read", () => {
    for (const field of ["tokenization.storedPaymentMethodId", "recurring.recurringDetailReference"]) {
      const value = valueOf(authorize(CUSTOMER), answer({ resultCode: "Authorised", additionalData: { [field]: "T" } }));
      expect(value).toMatchObject({ mandateReference: { connectorMandateId: "T" } });
    }
  });

  it("21: a card is stored for nothing, a bank account with a payment", () => {
    expect(bodyOf(setupMandate())["amount"]).toEqual({ currency: "EUR", value: 0 });
    const iban = { type: "bank_debit", kind: "sepa_bank_debit", iban: secret("NL13TEST0123456789") } as const;
    expect(() => bodyOf(setupMandate({ paymentMethodData: iban }))).toThrow(expect.objectContaining({ code: "InvalidDataFormat" }) as Error);
    expect(bodyOf(setupMandate({ paymentMethodData: { ...iban, bankAccountHolderName: secret("A") }, amount: minorUnit(100) }))).toHaveProperty(
      "amount.value",
      100,
    );
  });

  it("22: an action without an id is normal", () => {
    expect(statusOf(authorize(), "authorize.identify-shopper")).toBe("authentication_pending");
    expect(statusOf(authorize(), answer({ action: { type: "redirect", url: "https://x.example/" }, resultCode: "RedirectShopper" }))).toBe(
      "authentication_pending",
    );
  });

  it("23: 3DS is asked for in its current form", () => {
    const body = bodyOf(known({}, { authType: "three_ds" }));
    expect(body["authenticationData"]).toEqual({ attemptAuthentication: "always" });
    expect(body).not.toHaveProperty("additionalData.executeThreeD");
  });
});
