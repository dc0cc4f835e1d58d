import { Currency, CURRENCY_EXPONENT, minorUnit } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FloatMajorUnitForConnector,
  fromMajorUnit,
  fromMinorUnit,
  MinorUnitForConnector,
  StringMajorUnitForConnector,
  StringMinorUnitForConnector,
  toFloatMajorUnit,
  toMinorUnit,
  toStringMajorUnit,
  readEchoedAmount,
} from "../src/amount/index.js";
import type { WireAmount } from "../src/amount/index.js";
import { JsonNumber, parseJson } from "../src/json/index.js";

const currency = fc.constantFrom(...Object.values(Currency));
const amount = fc
  .oneof(
    fc.maxSafeNat(),
    fc.nat(100_000),
    fc.nat(15).map((power) => 10 ** power),
    fc.constantFrom(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1),
  )
  .map((value) => minorUnit(value));
const refused = expect.objectContaining({ code: "AmountConversionFailed" }) as Error;

describe("amounts", () => {
  it.each([
    [1050, "GBP", "10.50", 10.5],
    [1050, "JPY", "1050", 1050],
    [1050, "KWD", "1.050", 1.05],
    [1050, "CLF", "0.1050", 0.105],
    [5, "EUR", "0.05", 0.05],
    [0, "EUR", "0.00", 0],
    [0, "JPY", "0", 0],
    [100_000, "EUR", "1000.00", 1000],
    [999_999_999_999_999, "EUR", "9999999999999.99", 9999999999999.99],
  ] as const)("writes %s minor units of %s as %s and %s", (minor, code, text, number) => {
    expect(StringMajorUnitForConnector.convert(minorUnit(minor), code)).toBe(text);
    expect(FloatMajorUnitForConnector.convert(minorUnit(minor), code)).toBe(number);
    expect(MinorUnitForConnector.convert(minorUnit(minor), code)).toBe(minor);
    expect(StringMinorUnitForConnector.convert(minorUnit(minor), code)).toBe(String(minor));
  });

  it("come back as they were from every converter, for every currency and every safe integer", () => {
    fc.assert(
      fc.property(amount, currency, (value, code) => {
        for (const converter of [MinorUnitForConnector, StringMinorUnitForConnector, StringMajorUnitForConnector]) {
          expect(converter.convertBack(converter.convert(value, code), code)).toBe(value);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("in major units are the exact decimal, judged by whole-number arithmetic", () => {
    fc.assert(
      fc.property(amount, currency, (value, code) => {
        const [whole = "", fraction = ""] = toStringMajorUnit(value, code).split(".");
        expect(fraction).toHaveLength(CURRENCY_EXPONENT[code]);
        expect(BigInt(whole) * 10n ** BigInt(CURRENCY_EXPONENT[code]) + BigInt(fraction || "0")).toBe(BigInt(value));
        expect(whole).toMatch(/^(0|[1-9]\d*)$/);
      }),
      { numRuns: 1000 },
    );
  });

  it("as numbers have the exact decimal as their JSON text, or are refused", () => {
    fc.assert(
      fc.property(amount, currency, (value, code) => {
        const exact = toStringMajorUnit(value, code);
        let float: number;
        try {
          float = toFloatMajorUnit(value, code);
        } catch (error) {
          expect(error).toEqual(refused);
          expect(Number(exact).toFixed(CURRENCY_EXPONENT[code]) === exact && parseJson(exact) === Number(exact)).toBe(false);
          return;
        }
        expect(fromMajorUnit(JSON.stringify(float), code)).toBe(value);
        expect(FloatMajorUnitForConnector.convertBack(FloatMajorUnitForConnector.convert(value, code), code)).toBe(value);
      }),
      { numRuns: 1000 },
    );
  });

  it("beyond the digits of a double stay exact as text and are refused as numbers", () => {
    const largest = minorUnit(Number.MAX_SAFE_INTEGER);
    expect(toStringMajorUnit(largest, "EUR")).toBe("90071992547409.91");
    expect(() => toFloatMajorUnit(largest, "EUR")).toThrow(refused);
  });

  it("of everyday size are never refused as numbers", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), currency, (value, code) => {
        expect(fromMajorUnit(toFloatMajorUnit(minorUnit(value), code), code)).toBe(value);
      }),
    );
  });

  it("are read from text and numbers alike, padded or not", () => {
    expect(fromMajorUnit("10.5", "GBP")).toBe(1050);
    expect(fromMajorUnit(10.5, "GBP")).toBe(1050);
    expect(fromMajorUnit("10", "GBP")).toBe(1000);
    expect(fromMajorUnit("10.5000000", "GBP")).toBe(1050);
    expect(fromMajorUnit("1050.00", "JPY")).toBe(1050);
    expect(fromMajorUnit("0010.50", "GBP")).toBe(1050);
    expect(fromMajorUnit(-0, "GBP")).toBe(0);
    expect(fromMajorUnit(new JsonNumber("90071992547409.91"), "GBP")).toBe(9_007_199_254_740_991);
    expect(fromMinorUnit("000000001050", "GBP")).toBe(1050);
    expect(fromMinorUnit(1050, "GBP")).toBe(1050);
  });

  const NO_AMOUNTS: readonly WireAmount[] = [
    ...[
      "",
      " ",
      "10.505",
      "-10.50",
      "+10.50",
      "1e3",
      "1E3",
      "0x10",
      " 10.50",
      "10.50 ",
      "10.50\n",
      "1,000.00",
      "1 000",
      "10,50",
      "10.",
      ".5",
      "1_000",
    ],
    ...["NaN", "Infinity", "null", "10.50.1", "١٠", "90071992547409.92", "9007199254740993", "1".repeat(400), "-0"],
    ...[Number.NaN, Number.POSITIVE_INFINITY, -1, -0.01, 10.505, 1e21, 1e-7, 2 ** 53, 0.1 + 0.2],
    ...[new JsonNumber("1e400"), new JsonNumber("10.50000000000000000001"), new JsonNumber("-12345678901234567890")],
  ];
  it.each(NO_AMOUNTS)("refuse %j", (value) => {
    expect(() => fromMajorUnit(value, "GBP")).toThrow(refused);
    expect(() => fromMinorUnit(value, "GBP")).toThrow(refused);
  });

  it.each(["10.50", "1050.0", "1050.00", 10.5] as const)("refuse %j as minor units, lest major units be taken for them", (value) => {
    expect(() => fromMinorUnit(value, "GBP")).toThrow(refused);
  });

  it("refuse every text that is no plain decimal", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("0", "1", "9", ".", ",", "-", "+", "e", "x", " ") }), (text) => {
        if (/^\d+(\.\d{1,2}0*)?$/.test(text)) return;
        expect(() => fromMajorUnit(text, "GBP")).toThrow(refused);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([Number.NaN, -1, 10.5, 2 ** 53, Number.POSITIVE_INFINITY])("refuse %s minor units, should types be defeated", (value) => {
    for (const converter of [MinorUnitForConnector, StringMinorUnitForConnector, StringMajorUnitForConnector, FloatMajorUnitForConnector]) {
      expect(() => converter.convert(value as never, "GBP")).toThrow(refused);
    }
  });
});

describe("a processor's own exponents", () => {
  // Stripe counts UGX in hundredths and MGA in units; ISO 4217 has no decimals for UGX and two for MGA.
  const exponents = { UGX: 2, MGA: 0, KWD: 2 } as const;

  it("keep the value of the amount", () => {
    expect(toMinorUnit(minorUnit(500), "UGX", exponents)).toBe(50_000);
    expect(toMinorUnit(minorUnit(500), "MGA", exponents)).toBe(5);
    expect(StringMinorUnitForConnector.convert(minorUnit(500), "UGX", exponents)).toBe("50000");
    expect(StringMinorUnitForConnector.convert(minorUnit(0), "UGX", exponents)).toBe("0");
    expect(toStringMajorUnit(minorUnit(500), "UGX", exponents)).toBe("500.00");
    expect(toStringMajorUnit(minorUnit(10_500), "KWD", exponents)).toBe("10.50");
    expect(toFloatMajorUnit(minorUnit(500), "UGX", exponents)).toBe(500);
    expect(fromMinorUnit(50_000, "UGX", exponents)).toBe(500);
    expect(fromMinorUnit("5", "MGA", exponents)).toBe(500);
    expect(fromMajorUnit("500.00", "UGX", exponents)).toBe(500);
  });

  it("refuse what the coarser side cannot say", () => {
    expect(() => toMinorUnit(minorUnit(550), "MGA", exponents)).toThrow(refused);
    expect(() => toStringMajorUnit(minorUnit(10_505), "KWD", exponents)).toThrow(refused);
    expect(() => fromMinorUnit(50_050, "UGX", exponents)).toThrow(refused);
    expect(() => toMinorUnit(minorUnit(Number.MAX_SAFE_INTEGER), "UGX", exponents)).toThrow(refused);
  });

  it("come back as they were wherever they go", () => {
    fc.assert(
      fc.property(amount, currency, fc.nat(4), (value, code, exponent) => {
        for (const converter of [MinorUnitForConnector, StringMinorUnitForConnector, StringMajorUnitForConnector, FloatMajorUnitForConnector]) {
          let wire: WireAmount;
          try {
            wire = converter.convert(value, code, { [code]: exponent });
          } catch (error) {
            expect(error).toEqual(refused);
            continue;
          }
          expect(converter.convertBack(wire, code, { [code]: exponent })).toBe(value);
        }
      }),
    );
  });

  it("add currencies that ISO's table lacks; any other is refused", () => {
    const unknown = { code: "CurrencyNotSupported" };
    expect(toStringMajorUnit(minorUnit(1050), "XYZ" as never, { XYZ: 2 } as never)).toBe("10.50");
    for (const code of ["XYZ", "constructor", "__proto__", "", "gbp"]) {
      expect(() => toStringMajorUnit(minorUnit(1), code as never)).toThrow(expect.objectContaining(unknown));
      expect(() => fromMinorUnit(1, code as never, { UGX: 2 })).toThrow(expect.objectContaining(unknown));
    }
  });

  it.each([-1, 1.5, 16, Number.NaN])("are refused when one is %s", (exponent) => {
    expect(() => toMinorUnit(minorUnit(1), "GBP", { GBP: exponent })).toThrow(refused);
  });
});

describe("an amount that an answer repeats", () => {
  const read = (amount: string | number | null | undefined, currency: string | null | undefined) =>
    readEchoedAmount(amount, currency, StringMajorUnitForConnector);

  it("is read in its currency, and left out where that is not known", () => {
    expect(read("10.50", "eur")).toEqual({ amount: 1050, currency: "EUR" });
    expect(read(10.5, "EUR")).toEqual({ amount: 1050, currency: "EUR" });
    expect(read("10.50", "XXQ")).toEqual({ currency: "XXQ" });
    expect(read("10.50", undefined)).toEqual({});
    expect(read("10.50", " ")).toEqual({});
    expect(read(null, "EUR")).toEqual({ currency: "EUR" });
    expect(read("", "EUR")).toEqual({ currency: "EUR" });
  });

  it("is refused when it is none", () => {
    expect(() => read("ten", "EUR")).toThrow(expect.objectContaining({ code: "AmountConversionFailed" }));
  });
});
