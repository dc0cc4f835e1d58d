import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CardExpiry,
  applePay,
  card,
  googlePay,
  networkToken,
  networkTransactionCard,
  secret,
  type CardInput,
  type NetworkTokenInput,
  type NetworkTransactionCardInput,
} from "../src/index.js";
import { waysThatShow } from "./prints.js";

const NUMBER = "4444333322221111";
const valid: NetworkTransactionCardInput = { number: NUMBER, expMonth: 5, expYear: 2035 };
const refusal = (code: string, details: object) => expect.objectContaining({ code, details: expect.objectContaining(details) as unknown }) as unknown;

const constructors: readonly (readonly [string, (input: never) => object, string])[] = [
  ["card", (input: CardInput) => card(input), "card"],
  ["networkTransactionCard", (input: NetworkTransactionCardInput) => networkTransactionCard(input), "card"],
  ["networkToken", (input: NetworkTokenInput) => networkToken(input), "networkToken"],
];

describe.each(constructors)("%s", (_name, make, prefix) => {
  const attempt = (changes: object) => () => make({ ...valid, ...changes } as never);
  const notText = fc.oneof(fc.integer(), fc.boolean(), fc.bigInt(), fc.dictionary(fc.string(), fc.string()), fc.array(fc.string()));

  it.each(["holderName", "nickName", "number"])("refuses a %s that is no text, by its path", (field) => {
    fc.assert(
      fc.property(notText, (value) => {
        expect(attempt({ [field]: value })).toThrow(refusal("InvalidDataFormat", { fieldName: `${prefix}.${field}` }));
        expect(attempt({ [field]: secret(value) })).toThrow(refusal("InvalidDataFormat", { fieldName: `${prefix}.${field}` }));
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ["expMonth", [0, 13, "1a", null, {}]],
    ["expYear", [1, "199", 1999, 2100, null, {}]],
    ["number", ["", "4444333322221112", "4444 3333 2222 111", "tok_1"]],
  ])("refuses a wrong %s by its path, plain or as a secret", (field, values) => {
    for (const value of values) {
      expect(attempt({ [field]: value })).toThrow(refusal("InvalidDataFormat", { fieldName: `${prefix}.${field}` }));
      expect(attempt({ [field]: secret<unknown>(value) })).toThrow(refusal("InvalidDataFormat", { fieldName: `${prefix}.${field}` }));
    }
  });

  it("names what is missing by its path", () => {
    for (const number of [undefined, null, secret(undefined)]) {
      expect(attempt({ number })).toThrow(refusal("MissingRequiredField", { fieldName: `${prefix}.number` }));
    }
  });

  it("quotes nothing of what it refuses", () => {
    const field = fc.constantFrom("number", "expMonth", "expYear");
    fc.assert(
      fc.property(field, fc.stringMatching(/^canary[a-z]{8}$/), (name, canary) => {
        let thrown: unknown;
        try {
          attempt({ [name]: canary })();
        } catch (error) {
          thrown = error;
        }
        expect(thrown).toBeInstanceOf(Error);
        expect(waysThatShow(thrown, canary)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it("makes what shows no name, no year and no digits but the first six and last four", () => {
    const made = attempt({ holderName: "Canary Holder", nickName: "Canary Nick", cvc: "7377", cryptogram: "CanaryGram", par: "CanaryPar" })();
    expect(waysThatShow(made, NUMBER, "33332222", "Canary", "2035", "7377")).toEqual([]);
    expect(JSON.stringify(made)).toContain("444433******1111");
    expect(Object.values(made)).not.toContain(undefined);
  });
});

describe("a network token", () => {
  it.each(["cryptogram", "par"])("refuses a %s that is no text, by its path", (field) => {
    expect(() => networkToken({ ...valid, [field]: 5 })).toThrow(refusal("InvalidDataFormat", { fieldName: `networkToken.${field}` }));
  });
});

describe("a card's expiry", () => {
  it("shows nothing of itself in any way of printing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2040, max: 2099 }), (year) => {
        const expiry = CardExpiry.of({ month: 12, year });
        const parts = [expiry.year2, expiry.year4, expiry.yearNumber, expiry.format(({ month2, year4 }) => `${month2}/${year4}`)];
        expect(waysThatShow({ expiry }, String(year), "12/")).toEqual([]);
        expect(waysThatShow(parts, String(year), "12/")).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

describe("a wallet's token", () => {
  it("is hidden in every way of printing", () => {
    const paymentData = { data: "canary", signature: "canary" };
    const encoded = Buffer.from(JSON.stringify(paymentData)).toString("base64");
    const wallets = [
      googlePay({ token: "canary" }),
      googlePay({ paymentMethodData: { type: "CARD", tokenizationData: { type: "PAYMENT_GATEWAY", token: "canary" } } }),
      applePay({ paymentData }),
    ];
    expect(waysThatShow(wallets, "canary", encoded)).toEqual([]);
  });

  it.each([
    ["no method data", {}],
    ["null as method data", { paymentMethodData: null }],
    ["no tokenization data", { paymentMethodData: { type: "CARD" } }],
    ["no token", { paymentMethodData: { tokenizationData: {} } }],
    ["a blank token", { paymentMethodData: { tokenizationData: { token: " " } } }],
    ["a token that is an object", { paymentMethodData: { tokenizationData: { token: { signature: "x" } } } }],
    ["an empty token text", { token: "" }],
    ["a token text that is none", { token: 5 }],
  ])("of Google Pay is refused with %s", (_case, input) => {
    expect(() => googlePay(input as never)).toThrow(refusal("InvalidWalletToken", { walletName: "Google Pay" }));
  });

  it("of Apple Pay is one and the same from an object, from JSON text and from base64", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (data) => {
        const text = JSON.stringify(data);
        const encoded = Buffer.from(text).toString("base64");
        for (const paymentData of [data, text, encoded, secret(text), secret(encoded)]) {
          const { paymentData: token } = applePay({ paymentData });
          expect(token.type === "encrypted" && token.paymentData.expose()).toBe(encoded);
        }
      }),
    );
  });

  it.each([undefined, null, "", "  ", 5, secret("")])("of Apple Pay is refused when it is %s", (paymentData) => {
    expect(() => applePay({ paymentData } as never)).toThrow(refusal("MissingApplePayTokenData", {}));
  });
});
