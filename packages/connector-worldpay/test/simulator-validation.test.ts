import { describe, expect, it } from "vitest";
import { createWorldpaySimulator } from "../simulator/index.js";
import { CARD, faults, paid, pay, payment, send, THREE_DS } from "./simulator-requests.js";

const SUBSCRIPTION = { type: "subscription", storedCardUsage: "first" };
const LATER = { type: "subscription", storedCardUsage: "subsequent" };
const card = (changes: object) => ({ paymentInstrument: { ...CARD, ...changes } });
const threeDS = (changes: object) => ({ threeDS: { ...THREE_DS, ...changes } });
const device = (changes: object) => threeDS({ deviceData: { ...THREE_DS.deviceData, ...changes } });
const external = (changes: object) => ({ threeDS: { type: "external", version: "2.2.0", ...changes } });
const zero = { value: { amount: 0, currency: "GBP" } };

describe("a payment request is refused", () => {
  it.each<[string, object, readonly string[]]>([
    ["an unknown field", { surprise: 1 }, ["fieldIsNotAllowed $.instruction.surprise"]],
    ["an unknown field deep inside", card({ narrative: {} }), ["fieldIsNotAllowed $.instruction.paymentInstrument.narrative"]],
    ["null for an optional field", { tokenCreation: null }, ["fieldIsNull $.instruction.tokenCreation"]],
    ["null for a needed one", { value: null }, ["fieldIsNull $.instruction.value"]],
    ["a missing field", { narrative: undefined }, ["fieldIsMissing $.instruction.narrative"]],
    ["a missing method", { method: undefined }, ["fieldIsMissing $.instruction.method"]],
    ["another method", { method: "paypal" }, ["fieldHasInvalidValue $.instruction.method"]],
    ["another instrument", card({ type: "cash" }), ["fieldHasInvalidValue $.instruction.paymentInstrument.type"]],
    ["an amount as text", { value: { amount: "1000", currency: "GBP" } }, ["fieldMustBeInteger $.instruction.value.amount"]],
    ["a fraction of a minor unit", { value: { amount: 10.5, currency: "GBP" } }, ["fieldMustBeInteger $.instruction.value.amount"]],
    ["a negative amount", { value: { amount: -1, currency: "GBP" } }, ["integerIsTooSmall $.instruction.value.amount"]],
    ["an amount beyond int32", { value: { amount: 2 ** 31, currency: "GBP" } }, ["integerIsTooLarge $.instruction.value.amount"]],
    ["a currency in lower case", { value: { amount: 1, currency: "gbp" } }, ["stringFailedRegexCheck $.instruction.value.currency"]],
    ["a card that fails Luhn", card({ cardNumber: "4444333322221112" }), ["panFailedLuhnCheck $.instruction.paymentInstrument.cardNumber"]],
    ["a card that is no number", card({ cardNumber: "4444 3333" }), ["stringFailedRegexCheck $.instruction.paymentInstrument.cardNumber"]],
    ["an empty security code", card({ cvc: "" }), ["stringFailedRegexCheck $.instruction.paymentInstrument.cvc"]],
    ["a month beyond 12", card({ expiryDate: { month: 13, year: 2035 } }), ["integerIsTooLarge $.instruction.paymentInstrument.expiryDate.month"]],
    ["a month as text", card({ expiryDate: { month: "05", year: 2035 } }), ["fieldMustBeInteger $.instruction.paymentInstrument.expiryDate.month"]],
    ["a year of two digits", card({ expiryDate: { month: 5, year: 35 } }), ["integerIsTooSmall $.instruction.paymentInstrument.expiryDate.year"]],
    ["an empty narrative", { narrative: { line1: "" } }, ["fieldIsEmpty $.instruction.narrative.line1"]],
    ["a narrative of 25 characters", { narrative: { line1: "x".repeat(25) } }, ["stringIsTooLong $.instruction.narrative.line1"]],
    ["an accent in a narrative", { narrative: { line1: "Café" } }, ["stringFailedRegexCheck $.instruction.narrative.line1"]],
    ["a phone with a plus", { customer: { phone: "+441632960961" } }, ["stringFailedRegexCheck $.instruction.customer.phone"]],
    ["a first name of 23 characters", { customer: { firstName: "x".repeat(23) } }, ["stringIsTooLong $.instruction.customer.firstName"]],
    [
      "half an address",
      card({ billingAddress: { address1: "1 Road", countryCode: "GB", postalCode: "N1" } }),
      ["fieldIsMissing $.instruction.paymentInstrument.billingAddress.city"],
    ],
    [
      "no postcode",
      card({ billingAddress: { address1: "1 Road", city: "London", countryCode: "GB" } }),
      ["fieldIsMissing $.instruction.paymentInstrument.billingAddress.postalCode"],
    ],
    ["amount zero for nothing", { settlement: undefined, ...zero }, ["fieldHasInvalidValue $.instruction.value.amount"]],
    ["a settlement of amount zero", { ...zero, customerAgreement: SUBSCRIPTION }, ["fieldIsNotAllowed $.instruction.settlement"]],
    [
      "a token without a card holder",
      { tokenCreation: { type: "worldpay" }, ...card({ cardHolderName: undefined }) },
      ["fieldIsMissing $.instruction.paymentInstrument.cardHolderName"],
    ],
    [
      "a token of a token",
      { tokenCreation: { type: "worldpay" }, paymentInstrument: { type: "token", href: "https://try.access.worldpay.com/tokens/a" } },
      ["fieldIsNotAllowed $.instruction.tokenCreation"],
    ],
    [
      "a token by id without its namespace",
      { paymentInstrument: { type: "token", tokenId: "9".repeat(19) } },
      ["fieldIsMissing $.instruction.paymentInstrument.namespace"],
    ],
    ["a token of no name", { paymentInstrument: { type: "token" } }, ["fieldIsMissing $.instruction.paymentInstrument.href"]],
    [
      "an unscheduled agreement with a usage",
      { customerAgreement: { type: "unscheduled", storedCardUsage: "subsequent" } },
      ["fieldIsNotAllowed $.instruction.customerAgreement.storedCardUsage"],
    ],
    [
      "a subscription without a usage",
      { customerAgreement: { type: "subscription" } },
      ["fieldIsMissing $.instruction.customerAgreement.storedCardUsage"],
    ],
    [
      "a scheme reference on the first of a subscription",
      { customerAgreement: { ...SUBSCRIPTION, schemeReference: "1" } },
      ["fieldIsNotAllowed $.instruction.customerAgreement.schemeReference"],
    ],
    [
      "a scheme reference with a hyphen",
      { customerAgreement: { type: "unscheduled", schemeReference: "06-07" } },
      ["stringFailedRegexCheck $.instruction.customerAgreement.schemeReference"],
    ],
    ["3DS of a merchant's payment", { threeDS: THREE_DS, customerAgreement: LATER }, ["fieldIsNotAllowed $.instruction.threeDS"]],
    ["a colour depth of 30", device({ browserColorDepth: "30" }), ["fieldHasInvalidValue $.instruction.threeDS.deviceData.browserColorDepth"]],
    ["a colour depth as a number", device({ browserColorDepth: 32 }), ["fieldMustBeString $.instruction.threeDS.deviceData.browserColorDepth"]],
    ["a time zone as a number", device({ timeZone: 300 }), ["fieldMustBeString $.instruction.threeDS.deviceData.timeZone"]],
    ["a screen width as text", device({ browserScreenWidth: "900" }), ["fieldMustBeInteger $.instruction.threeDS.deviceData.browserScreenWidth"]],
    ["a language of 9 characters", device({ browserLanguage: "en-GB-abc" }), ["stringIsTooLong $.instruction.threeDS.deviceData.browserLanguage"]],
    ["no Accept header of the browser", device({ acceptHeader: undefined }), ["fieldIsMissing $.instruction.threeDS.deviceData.acceptHeader"]],
    [
      "a return address that is no URL",
      threeDS({ challenge: { returnUrl: "/complete" } }),
      ["stringFailedRegexCheck $.instruction.threeDS.challenge.returnUrl"],
    ],
    [
      "a foreign authentication without its proof",
      external({ eci: "05" }),
      ["fieldIsMissing $.instruction.threeDS.authenticationValue", "fieldIsMissing $.instruction.threeDS.dsTransactionId"],
    ],
    ["a foreign authentication without an ECI", external({}), ["fieldIsMissing $.instruction.threeDS.eci"]],
  ])("for %s", async (_case, instruction, expected) => {
    const { simulator, reply } = await paid(payment({ ...instruction }));
    expect([reply.status, reply.body.errorName]).toEqual([400, "bodyDoesNotMatchSchema"]);
    expect(faults(reply)).toEqual(expected);
    expect(simulator.ledger.size).toBe(0);
  });

  it.each<[string, object, readonly string[]]>([
    ["a space in the reference", { transactionReference: "order 1" }, ["stringFailedRegexCheck $.transactionReference"]],
    ["an ampersand in the reference", { transactionReference: "a&b" }, ["stringFailedRegexCheck $.transactionReference"]],
    ["a reference of 65 characters", { transactionReference: "x".repeat(65) }, ["stringIsTooLong $.transactionReference"]],
    ["a backtick in the order's reference", { orderReference: "a`b" }, ["stringFailedRegexCheck $.orderReference"]],
    ["an entity with a hyphen", { merchant: { entity: "a-b" } }, ["stringFailedRegexCheck $.merchant.entity"]],
    ["a channel in words", { channel: "phone" }, ["fieldHasInvalidValue $.channel"]],
    ["the old customer object", { customer: {} }, ["fieldIsNotAllowed $.customer"]],
  ])("for %s", async (_case, rest, expected) => {
    expect(faults((await paid(payment({}, { ...rest }))).reply)).toEqual(expected);
  });

  it("for 3DS by telephone, and with Apple Pay", async () => {
    const walletToken = JSON.stringify({ version: "EC_v1", data: "AAAA", signature: "MIAG", header: {} });
    const wallet = { method: "applepay", paymentInstrument: { type: "encrypted", walletToken }, threeDS: THREE_DS };
    expect(faults((await paid(payment({ threeDS: THREE_DS }, { channel: "moto" }))).reply)).toEqual(["fieldIsNotAllowed $.instruction.threeDS"]);
    expect(faults((await paid(payment(wallet))).reply)).toEqual(["fieldIsNotAllowed $.instruction.threeDS"]);
  });

  it("for every fault at once", async () => {
    const reply = await pay(createWorldpaySimulator(), {});
    expect(faults(reply)).toEqual(["fieldIsMissing $.transactionReference", "fieldIsMissing $.merchant", "fieldIsMissing $.instruction"]);
  });

  it("for no body, and for a body that is no JSON", async () => {
    const simulator = createWorldpaySimulator();
    expect((await send(simulator, "POST", "/api/payments")).body.errorName).toBe("bodyIsEmpty");
    expect((await send(simulator, "POST", "/api/payments", "{")).body.errorName).toBe("bodyIsNotJson");
    expect(faults(await send(simulator, "POST", "/api/payments", "[]"))).toEqual(["fieldMustBeObject $"]);
  });
});

describe("a payment request is taken", () => {
  it.each<[string, object]>([
    ["without a postcode in Ireland", card({ billingAddress: { address1: "1 Road", city: "Dublin", countryCode: "IE" } })],
    ["without security code, name and address", { paymentInstrument: { type: "plain", cardNumber: CARD.cardNumber, expiryDate: CARD.expiryDate } }],
    ["with a network transaction id", { customerAgreement: { type: "unscheduled", schemeReference: "060720116005060" } }],
    ["as the merchant's next of a subscription", { customerAgreement: LATER }],
    [
      "as the first of a card on file",
      { customerAgreement: { type: "cardOnFile", storedCardUsage: "first" }, threeDS: external({ eci: "07" }).threeDS },
    ],
    [
      "with an authentication made elsewhere",
      external({ eci: "05", authenticationValue: "AAAB", dsTransactionId: "8ccd2246-ac18-4d25-8394-aec2b8eed92e" }),
    ],
    [
      "with customer and shipping",
      {
        customer: { email: "a@b", phone: "441632960961", ipAddress: "::1" },
        shipping: { firstName: "A", address: { address1: "1 Road", city: "London", postalCode: "N1", countryCode: "GB" } },
      },
    ],
    ["of the largest amount", { value: { amount: 2 ** 31 - 1, currency: "JPY" } }],
  ])("%s", async (_case, instruction) => {
    expect((await paid(payment({ ...instruction }))).reply.body).toMatchObject({ outcome: "authorized" });
  });

  it("with every character that a reference may have", async () => {
    const transactionReference = "aZ0-_!@#$%()*=.:;?[]{}~`/+";
    expect((await paid(payment({}, { transactionReference }))).reply.body).toMatchObject({ outcome: "authorized", transactionReference });
  });
});
