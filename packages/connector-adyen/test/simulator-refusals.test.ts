import { describe, expect, it } from "vitest";
import { call, CARD, createAdyenSimulator, MERCHANT, modify, paid, pay, payment, post } from "./simulator-requests.js";

const ADDRESS = { street: "Main St", houseNumberOrName: "1", city: "Utrecht", postalCode: "3511", country: "NL" };

describe("a payment request is refused", () => {
  it.each<[string, object, number, string, string]>([
    ["an unknown field", { surprise: 1 }, 400, "702", "Structure of PaymentRequest contains the following unknown fields: [surprise]"],
    [
      "an unknown field of the method",
      { paymentMethod: { ...CARD, sepa: {}, cardholder: "x" } },
      400,
      "702",
      "Structure of PaymentMethodDetails contains the following unknown fields: [sepa, cardholder]",
    ],
    ["a value of the wrong type", { amount: { currency: "EUR", value: "1000" } }, 400, "702", "Field 'amount.value' has an invalid type."],
    ["null", { reference: null }, 400, "702", "Field 'reference' has an invalid type."],
    ["no amount", { amount: undefined }, 422, "100", "No amount specified"],
    ["no reference", { reference: undefined }, 422, "130", "Required field 'reference' is not provided."],
    ["an empty reference", { reference: "" }, 422, "130", "Required field 'reference' is not provided."],
    ["no return URL", { returnUrl: undefined }, 422, "14_030", "Return URL is missing."],
    ["no payment method", { paymentMethod: undefined }, 422, "130", "Required field 'paymentMethod' is not provided."],
    ["a number that fails Luhn", { paymentMethod: { ...CARD, number: "4111111111111112" } }, 422, "101", "Invalid card number"],
    ["no number", { paymentMethod: { ...CARD, number: undefined } }, 422, "130", "Required field 'paymentMethod.number' is not provided."],
    ["a CVC of four digits", { paymentMethod: { ...CARD, cvc: "7373" } }, 422, "103", "CVC is not the right length"],
    [
      "a month beyond 12",
      { paymentMethod: { ...CARD, expiryMonth: "13" } },
      422,
      "140",
      "Invalid expiryMonth[1..12] / expiryMonth=null, or before now",
    ],
    [
      "a year of two digits",
      { paymentMethod: { ...CARD, expiryYear: "30" } },
      422,
      "141",
      "Invalid expiryYear[..], before now, or too far in the future",
    ],
    ["a negative amount", { amount: { currency: "EUR", value: -1 } }, 422, "137", "Invalid amount specified"],
    ["a currency in lower case", { amount: { currency: "eur", value: 1 } }, 422, "138", "Unsupported currency specified"],
    [
      "a debit in another currency than its bank's",
      { amount: { currency: "USD", value: 1 }, paymentMethod: { type: "sepadirectdebit", iban: "NL13TEST0123456789", ownerName: "A. Klaassen" } },
      422,
      "138",
      "Unsupported currency specified",
    ],
    ["half an address", { billingAddress: { ...ADDRESS, city: undefined } }, 422, "130", "Required field 'billingAddress.city' is not provided."],
    ["half a name", { shopperName: { firstName: "Jane" } }, 422, "130", "Required field 'shopperName.lastName' is not provided."],
    ["a short shopper reference", { shopperReference: "ab" }, 422, "172", "Invalid shopperReference"],
    ["metadata too long", { metadata: { key: "x".repeat(81) } }, 422, "177", "Metadata size exceeds limit"],
    ["an invalid IBAN", { paymentMethod: { type: "sepadirectdebit", iban: "nonsense", ownerName: "A. Klaassen" } }, 422, "161", "Invalid iban"],
    [
      "a debit without its owner",
      { paymentMethod: { type: "sepadirectdebit", iban: "NL13TEST0123456789" } },
      422,
      "130",
      "Required field 'paymentMethod.ownerName' is not provided.",
    ],
    ["EPS without a bank", { paymentMethod: { type: "eps" } }, 422, "14_002", "Required field 'issuer' is not provided."],
    [
      "MB WAY without a phone",
      { paymentMethod: { type: "mbway", shopperEmail: "j@example.com" } },
      422,
      "130",
      "Required field 'paymentMethod.telephoneNumber' is not provided.",
    ],
    [
      "Klarna without lines",
      { paymentMethod: { type: "klarna" }, shopperReference: "cus_1", shopperEmail: "j@x.nl", countryCode: "NL" },
      422,
      "130",
      "Required field 'lineItems' is not provided.",
    ],
    ["nothing to pay by iDEAL", { paymentMethod: { type: "ideal" }, amount: { currency: "EUR", value: 0 } }, 422, "137", "Invalid amount specified"],
    ["storing for nobody", { storePaymentMethod: true, recurringProcessingModel: "CardOnFile" }, 422, "172", "Invalid shopperReference"],
    [
      "storing without a model",
      { storePaymentMethod: true, shopperReference: "cus_1" },
      422,
      "130",
      "Required field 'recurringProcessingModel' is not provided.",
    ],
  ])("for %s", async (_what, changes, status, errorCode, message) => {
    const simulator = createAdyenSimulator();
    const answer = await pay(simulator, changes);
    expect(answer).toMatchObject({ status, body: { status, errorCode, message, errorType: "validation" } });
    expect(simulator.ledger.size).toBe(0);
    expect(simulator.webhooks.events).toHaveLength(0);
  });

  it.each(["{", "", '"text"x', "\u0000"])("that is no JSON: %o", async (raw) => {
    expect(await post(createAdyenSimulator(), "/payments", undefined, { raw })).toMatchObject({ status: 400, body: { errorCode: "702" } });
  });

  it("from whoever has the wrong key", async () => {
    const simulator = createAdyenSimulator();
    expect((await pay(simulator, {}, { key: "wrong" })).body).toEqual({
      status: 401,
      errorCode: "000",
      message: "HTTP Status Response - Unauthorized",
      errorType: "security",
    });
  });

  it("for another merchant account", async () => {
    const refused = { status: 403, body: { errorCode: "901", message: "Invalid Merchant Account", errorType: "security" } };
    const simulator = createAdyenSimulator();
    expect(await pay(simulator, { merchantAccount: "Nobody" })).toMatchObject(refused);
    expect(await modify(simulator, await paid(simulator), "refunds", { merchantAccount: "Nobody" })).toMatchObject(refused);
    expect(await post(simulator, "/sessions", { ...payment({ paymentMethod: undefined, merchantAccount: "Nobody" }) })).toMatchObject(refused);
  });

  it("unless the account is one of several", async () => {
    const simulator = createAdyenSimulator({ merchantAccount: [MERCHANT, "Other"] });
    expect((await pay(simulator, { merchantAccount: "Other" })).body["resultCode"]).toBe("Authorised");
  });

  it("for a modification's reason in other words", async () => {
    const simulator = createAdyenSimulator();
    const psp = await paid(simulator);
    expect((await modify(simulator, psp, "refunds", { merchantRefundReason: "customer_request" })).status).toBe(422);
    expect((await modify(simulator, psp, "refunds", { merchantRefundReason: "CUSTOMER REQUEST" })).status).toBe(201);
  });

  it("in the query as well as in the body", async () => {
    const simulator = createAdyenSimulator();
    expect((await call(simulator, "GET", `/storedPaymentMethods?merchantAccount=${MERCHANT}`)).status).toBe(422);
    expect((await call(simulator, "DELETE", "/storedPaymentMethods/abc?merchantAccount=Nobody&shopperReference=cus_1")).status).toBe(403);
  });
});
