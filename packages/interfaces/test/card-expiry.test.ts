import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CardExpiry, isCardExpiry } from "../src/payment-method/card-expiry.js";
import { secret } from "../src/secret.js";

const months = fc.integer({ min: 1, max: 12 });
const years = fc.integer({ min: 2000, max: 2099 });
const refusal = (fieldName: string) =>
  expect.objectContaining({ code: "InvalidDataFormat", details: expect.objectContaining({ fieldName }) as unknown }) as unknown;

describe("a card's expiry", () => {
  it("is the same however month and year were written", () => {
    fc.assert(
      fc.property(months, years, (month, year) => {
        const expected = `${String(year)}-${String(month).padStart(2, "0")}`;
        const monthForms = [month, String(month), String(month).padStart(2, "0"), secret(String(month))];
        const yearForms = [year, String(year), String(year).slice(2), secret(year)];
        for (const m of monthForms) {
          for (const y of yearForms) {
            expect(
              CardExpiry.of({ month: m, year: y })
                .format(({ month2, year4 }) => `${year4}-${month2}`)
                .expose(),
            ).toBe(expected);
          }
        }
      }),
    );
  });

  it("gives its parts with the digits that their names say", () => {
    fc.assert(
      fc.property(months, years, (month, year) => {
        const expiry = CardExpiry.of({ month, year });
        expect(expiry.monthNumber.expose()).toBe(month);
        expect(expiry.yearNumber.expose()).toBe(year);
        expect(expiry.month2.expose()).toMatch(/^\d{2}$/);
        expect(Number(expiry.month2.expose())).toBe(month);
        expect(expiry.year4.expose()).toBe(String(year));
        expect(expiry.year2.expose()).toBe(String(year).slice(2));
      }),
    );
  });

  it.each([0, 13, "0", "00", "13", "", "1.5", 1.5, -1, " 1", "012", "x", NaN])("refuses the month %j", (month) => {
    expect(() => CardExpiry.of({ month, year: "30" })).toThrow(refusal("card.expMonth"));
  });

  it.each([5, "5", "130", "20300", 1999, "1999", 2100, "", "3o", 20.3, Infinity, "-30"])("refuses the year %j", (year) => {
    expect(() => CardExpiry.of({ month: 1, year })).toThrow(refusal("card.expYear"));
  });

  it("names the field by the caller's prefix", () => {
    expect(() => CardExpiry.of({ month: 13, year: 30 }, "networkToken")).toThrow(refusal("networkToken.expMonth"));
  });

  it("refuses what is neither text nor number, as untyped callers may pass it", () => {
    const untyped = { month: [5], year: 30 } as unknown as { month: number; year: number };
    expect(() => CardExpiry.of(untyped)).toThrow(refusal("card.expMonth"));
  });

  it("is masked wherever it is printed, and its parts too", () => {
    const expiry = CardExpiry.of({ month: 11, year: 2047 });
    const wrapped = { expiry, parts: [expiry.month2, expiry.year2, expiry.year4, expiry.monthNumber, expiry.yearNumber] };
    const prints = [
      String(expiry),
      expiry[Symbol.toPrimitive](),
      JSON.stringify(wrapped),
      inspect(wrapped, { depth: 9, showHidden: true }),
      JSON.stringify(structuredClone({ expiry })),
      JSON.stringify(Object.entries(expiry)),
    ];
    for (const print of prints) {
      expect(print).toContain("***");
      expect(print).not.toMatch(/11|47/);
    }
  });

  it("says nothing of a refused value", () => {
    const attempt = () => CardExpiry.of({ month: "77", year: "30" });
    expect(attempt).toThrow("card.expMonth");
    expect(attempt).not.toThrow("77");
  });

  it("cannot be changed from within a format", () => {
    const expiry = CardExpiry.of({ month: 5, year: 2030 });
    expiry.format((parts) => Object.assign(parts, { year4: "1900" }).year4);
    expect(expiry.year4.expose()).toBe("2030");
  });

  it("is recognised by its brand, whichever copy of the package made it", () => {
    expect(isCardExpiry(CardExpiry.of({ month: 5, year: 30 }))).toBe(true);
    expect(isCardExpiry({ [Symbol.for("@switchyard/card-expiry")]: true })).toBe(true);
    expect(isCardExpiry({ month: 5, year: 30 })).toBe(false);
    expect(isCardExpiry("05/30")).toBe(false);
  });
});
