import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CanadianProvince, CountryAlpha2, UsState } from "@switchyard/interfaces";
import {
  readCountry,
  toCanadianProvinceCode,
  toCountryAlpha2,
  toCountryAlpha3,
  toCountryName,
  toCountryNumeric,
  toStateCode,
  toUsStateCode,
} from "../src/accessors/country.js";
import { digitsOnly, sanitize, splitFullName, toAscii, truncate } from "../src/accessors/names.js";

describe("a full name", () => {
  it("splits at its first space", () => {
    expect(splitFullName("Ada Lovelace")).toEqual({ firstName: "Ada", lastName: "Lovelace" });
    expect(splitFullName("  Gabriel  García\tMárquez ")).toEqual({ firstName: "Gabriel", lastName: "García Márquez" });
    expect(splitFullName("Plato")).toEqual({ firstName: "Plato" });
    expect(splitFullName(" \n")).toBeUndefined();
  });
});

describe("text in ASCII", () => {
  it.each([
    ["José Ñandú", "Jose Nandu"],
    ["Jose\u0301", "Jose"],
    ["Straße", "Strasse"],
    ["Łódź", "Lodz"],
    ["Ærøskøbing", "AEroskobing"],
    ["Đorđe Þór Ðýri", "Dorde Thor Dyri"],
    ["İstanbul, Iğdır", "Istanbul, Igdir"],
    ["O’Brien – “Pat”…", 'O\'Brien - "Pat"...'],
    ["ﬁn\u00a0ＡＢ", "fin AB"],
    ["plain ASCII!", "plain ASCII!"],
  ])("of %s is %s", (text, ascii) => {
    expect(toAscii(text)).toBe(ascii);
  });

  it("drops or replaces what has no Latin spelling", () => {
    expect(toAscii("李小龍 Lee 🙂")).toBe(" Lee ");
    expect(toAscii("Иван", "?")).toBe("????");
    expect(toAscii("e\u0323\u0302", "?")).toBe("e");
  });

  it("is ASCII, whatever came in, and stays as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const ascii = toAscii(text);
        expect(ascii).toMatch(/^[\x00-\x7f]*$/);
        expect(toAscii(ascii)).toBe(ascii);
      }),
    );
  });
});

describe("text made to fit", () => {
  it("is cut between characters, not within one", () => {
    expect(truncate("a🙂b", 2)).toBe("a🙂");
    expect(truncate("a🙂b", 3)).toBe("a🙂b");
    expect(truncate("abc", 0)).toBe("");
  });

  it("never exceeds its length and is always a beginning of the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat({ max: 20 }), (text, length) => {
        const cut = truncate(text, length);
        expect(Array.from(cut).length).toBe(Math.min(length, Array.from(text).length));
        expect(text.startsWith(cut)).toBe(true);
      }),
    );
  });

  it("keeps digits only", () => {
    expect(digitsOnly("+44 (0)20 7946-0958")).toBe("4402079460958");
  });

  it("keeps what a processor allows, trimmed and cut", () => {
    expect(sanitize("  Acme <Shop> & Co ", /[A-Za-z ]/)).toBe("Acme Shop  Co");
    expect(sanitize("Acme Shop", /[A-Za-z ]/, 5)).toBe("Acme");
    expect(sanitize("aaaa", /a/g)).toBe("aaaa");
  });
});

describe("a country", () => {
  it("has a three-letter code, a number and a name", () => {
    expect(toCountryAlpha3("GB")).toBe("GBR");
    expect(toCountryNumeric("AF")).toBe("004");
    expect(toCountryName("DE")).toBe("Germany");
  });

  it("is found by each of its codes", () => {
    for (const country of Object.values(CountryAlpha2)) {
      expect(readCountry(country.toLowerCase())).toBe(country);
      expect(readCountry(toCountryAlpha3(country))).toBe(country);
      expect(readCountry(toCountryNumeric(country))).toBe(country);
    }
  });

  it.each(["", "XX", "ZZZ", "999", "toString", "United Kingdom"])("is not %j", (code) => {
    expect(readCountry(code)).toBeUndefined();
    expect(() => toCountryAlpha2(code)).toThrow(
      expect.objectContaining({ code: "InvalidDataFormat", details: expect.objectContaining({ fieldName: "billing.address.country" }) as unknown }),
    );
  });
});

describe("a US state", () => {
  it("is found by its name and its code in any case", () => {
    for (const [name, code] of Object.entries(UsState)) {
      expect(toUsStateCode(name)).toBe(code);
      expect(toUsStateCode(name.toUpperCase())).toBe(code);
      expect(toUsStateCode(code.toLowerCase())).toBe(code);
      expect(toUsStateCode(`US-${code}`)).toBe(code);
    }
  });

  it.each([
    ["Washington, D.C.", "DC"],
    ["columbia", "DC"],
    ["  new   york ", "NY"],
    ["Micronesia", "FM"],
  ] as const)("may be written %j", (text, code) => {
    expect(toUsStateCode(text)).toBe(code);
  });

  it.each(["", "Ontario", "XX", "constructor"])("is not %j", (text) => {
    expect(() => toUsStateCode(text, "shipping.address.state")).toThrow(
      expect.objectContaining({ code: "InvalidDataFormat", details: { fieldName: "shipping.address.state", expected: "a US state" } }),
    );
  });
});

describe("a Canadian province", () => {
  it("is found by its name and its code in any case", () => {
    for (const [name, code] of Object.entries(CanadianProvince)) {
      expect(toCanadianProvinceCode(name.toLowerCase())).toBe(code);
      expect(toCanadianProvinceCode(code.toLowerCase())).toBe(code);
    }
  });

  it("may be written with an accent or an ampersand", () => {
    expect(toCanadianProvinceCode("Québec")).toBe("QC");
    expect(toCanadianProvinceCode("Newfoundland & Labrador")).toBe("NL");
  });

  it("is not another country's", () => {
    expect(() => toCanadianProvinceCode("California")).toThrow(expect.objectContaining({ code: "InvalidDataFormat" }));
  });
});

describe("a state", () => {
  it("is coded where the processors' countries demand it, and left alone elsewhere", () => {
    expect(toStateCode("US", "Texas")).toBe("TX");
    expect(toStateCode("CA", "ontario")).toBe("ON");
    expect(toStateCode("FR", "Bretagne")).toBe("Bretagne");
    expect(toStateCode(undefined, "Texas")).toBe("Texas");
    expect(() => toStateCode("US", "Bavaria")).toThrow(expect.objectContaining({ code: "InvalidDataFormat" }));
  });
});
