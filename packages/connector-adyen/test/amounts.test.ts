import { minorUnit, type Currency } from "@switchyard/interfaces";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAmount, toAmount } from "../src/transformers/amount.js";
import { answer, authorize, bodyOf, capture, increment, read, refund, valueOf } from "./records.js";

const wire = (amount: number, currency: Currency) => bodyOf(authorize({ amount: minorUnit(amount), currency }))["amount"];

describe("amounts on the wire", () => {
  it.each([
    ["EUR", 1050, 1050],
    ["JPY", 1050, 1050],
    ["KWD", 1050, 1050],
    ["BHD", 7, 7],
    // ISO 4217 counts none, Adyen two decimals.
    ["CLP", 1050, 105_000],
    ["ISK", 1050, 105_000],
    // ISO 4217 counts two decimals, Adyen none.
    ["CVE", 1000, 10],
    ["IDR", 1_250_000, 12_500],
  ] as const)("%s: %i of ours are %i of Adyen's", (currency, ours, theirs) => {
    expect(wire(ours, currency)).toEqual({ currency, value: theirs });
  });

  it.each([
    ["IDR", 1250],
    ["CVE", 1],
  ] as const)("%s: refuses %i, which Adyen cannot say", (currency, amount) => {
    expect(() => wire(amount, currency)).toThrow(expect.objectContaining({ code: "AmountConversionFailed" }) as Error);
  });

  it.each(["BIF", "CLF", "UYW"] as const)("%s: refuses a currency whose decimals Adyen does not tell", (currency) => {
    expect(() => wire(100, currency)).toThrow(expect.objectContaining({ code: "CurrencyNotSupported" }) as Error);
  });

  it("are Adyen's in every request that names one", () => {
    const amount = { currency: "CLP", value: 5000 };
    expect(bodyOf(capture({ amountToCapture: minorUnit(50), currency: "CLP" }))["amount"]).toEqual(amount);
    expect(bodyOf(refund({ refundAmount: minorUnit(50), currency: "CLP" }))["amount"]).toEqual(amount);
    expect(bodyOf(increment({ totalAmount: minorUnit(50), currency: "CLP" }))["amount"]).toEqual(amount);
    const orderDetails = [{ productName: "Tea", quantity: 2, amount: minorUnit(25), totalTaxAmount: minorUnit(4), taxRate: 19 }];
    expect(bodyOf(authorize({ currency: "CLP", amount: minorUnit(50), orderDetails }))["lineItems"]).toEqual([
      { description: "Tea", quantity: 2, amountIncludingTax: 2500, amountExcludingTax: 2300, taxAmount: 200, taxPercentage: 1900 },
    ]);
  });

  it("come back as they went", () => {
    const currencies: readonly Currency[] = ["EUR", "JPY", "KWD", "CLP", "ISK"];
    fc.assert(
      fc.property(fc.constantFrom(...currencies), fc.integer({ min: 0, max: 1_000_000_000 }), (currency, amount) => {
        expect(readAmount(toAmount(minorUnit(amount), currency))).toEqual({ currency, amount });
      }),
    );
  });
});

describe("amounts of answers", () => {
  it("are read in our units, so that the client compares them with what was asked", () => {
    const data = authorize({ amount: minorUnit(1050), currency: "CLP" });
    const value = valueOf(data, answer({ resultCode: "Authorised", pspReference: "P", amount: { currency: "CLP", value: 105_000 } }));
    expect(value).toMatchObject({ echoed: { amount: 1050, currency: "CLP" } });
  });

  it("in a currency that nobody knows are no amount of ours", () => {
    const value = valueOf(authorize(), answer({ resultCode: "Authorised", pspReference: "P", amount: { currency: "XQX", value: 1 } }));
    expect(value).toHaveProperty("echoed", { currency: "XQX" });
  });

  it("of a part are what was authorized", () => {
    const answered = answer({ resultCode: "PartiallyAuthorised", pspReference: "P", amount: { currency: "EUR", value: 600 } });
    expect(read(authorize({ captureMethod: "manual" }), answered)).toMatchObject({ status: "partially_authorized", amountAuthorized: 600 });
    expect(read(authorize(), answered)).toMatchObject({ status: "partial_charged", amountAuthorized: 600, amountCaptured: 600 });
  });

  it("of an increment that differ from what was asked are for a person to look at", () => {
    const taken = (value: number) => valueOf(increment(), answer({ pspReference: "P", status: "received", amount: { currency: "EUR", value } }, 201));
    expect(taken(1500)).toMatchObject({ status: "processing" });
    expect(taken(1499)).toMatchObject({ status: "unresolved" });
  });
});
