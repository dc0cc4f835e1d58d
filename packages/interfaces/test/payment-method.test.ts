import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { card, networkToken, networkTransactionCard, type CardInput } from "../src/payment-method/card.js";
import { mandatePayment, paymentMethodOf, paymentMethodTypeOf } from "../src/payment-method/payment-method-data.js";
import { secret } from "../src/secret.js";

const NUMBER = "4444333322221111";
const valid: CardInput = { number: NUMBER, expMonth: "05", expYear: "35", cvc: "737", holderName: "Canary Holder" };
const refusal = (fieldName: string) =>
  expect.objectContaining({ code: "InvalidDataFormat", details: expect.objectContaining({ fieldName }) as unknown }) as unknown;

/** Appends the digit that makes Luhn's sum end in zero, computed apart from the code under test. */
function withCheckDigit(body: string): string {
  const doubled = Array.from(body)
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? Number(digit) * 2 : Number(digit)));
  const sum = doubled.reduce((total, value) => total + Math.floor(value / 10) + (value % 10), 0);
  return `${body}${String((10 - (sum % 10)) % 10)}`;
}
const bodies = fc.stringMatching(/^\d{7,18}$/);

describe("a card number", () => {
  it("is taken with its check digit, blanks and hyphens dropped", () => {
    fc.assert(
      fc.property(bodies, fc.constantFrom("", " ", "-"), (body, separator) => {
        const number = withCheckDigit(body);
        const written = number.replace(/(\d{4})(?=\d)/g, `$1${separator}`);
        expect(card({ ...valid, number: written }).number.expose()).toBe(number);
      }),
    );
  });

  it("is refused when any one digit is wrong", () => {
    fc.assert(
      fc.property(bodies, fc.nat(), fc.integer({ min: 1, max: 9 }), (body, position, shift) => {
        const digits = Array.from(withCheckDigit(body));
        const at = position % digits.length;
        digits[at] = String((Number(digits[at]) + shift) % 10);
        expect(() => card({ ...valid, number: digits.join("") })).toThrow(refusal("card.number"));
      }),
    );
  });

  it.each(["", "   ", "0000000", "00000000000000000000", "tok_4444333322221111", "4444.3333.2222.1111", "４４４４３３３３２２２２１１１１"])(
    "refuses %j",
    (number) => {
      expect(() => card({ ...valid, number })).toThrow(refusal("card.number"));
    },
  );

  it("may be a vault's alias, kept to the letter", () => {
    for (const number of ["tok_1-2-3", "4444333322221112", "9b2f0a4e-5a3c"])
      expect(card({ ...valid, number, alias: true }).number.expose()).toBe(number);
    expect(card({ ...valid, alias: true, cvc: "cvc_alias" }).cvc?.expose()).toBe("cvc_alias");
  });

  it.each(["", "tok 1", "tok\r\nx: y", "x".repeat(256)])("refuses %j as an alias", (number) => {
    expect(() => card({ ...valid, number, alias: true })).toThrow(refusal("card.number"));
  });

  it("is named when it is missing or not text", () => {
    expect(() => card({ ...valid, number: undefined as unknown as string })).toThrow(
      expect.objectContaining({ code: "MissingRequiredField", details: { fieldName: "card.number" } }),
    );
    expect(() => card({ ...valid, number: 4444333322221111 as unknown as string })).toThrow(refusal("card.number"));
  });
});

describe("a card", () => {
  it.each(["12", "12345", "12a", "", " 123"])("refuses the security code %j", (cvc) => {
    expect(() => card({ ...valid, cvc })).toThrow(refusal("card.cvc"));
  });

  it("refuses an expiry that is none", () => {
    expect(() => card({ ...valid, expMonth: 13 })).toThrow(refusal("card.expMonth"));
    expect(() => card({ ...valid, expYear: "5" })).toThrow(refusal("card.expYear"));
  });

  it("takes secrets as well as plain text", () => {
    const made = card({ ...valid, number: secret("4444 3333 2222 1111"), cvc: secret("737"), expMonth: secret("5") });
    expect([made.number.expose(), made.cvc?.expose(), made.expiry.month2.expose()]).toEqual([NUMBER, "737", "05"]);
    expect(made.number.masked()).toBe("444433******1111");
  });

  it("has no fields that were not given", () => {
    expect(Object.keys(card({ number: NUMBER, expMonth: 5, expYear: 35 }))).toEqual(["type", "number", "expiry"]);
  });

  it("prints no more than the first six and last four digits", () => {
    const made = card({ ...valid, nickName: "Canary Nick" });
    for (const print of [JSON.stringify(made), inspect(made, { depth: 9, showHidden: true }), JSON.stringify(structuredClone(made))]) {
      expect(print).not.toMatch(/4444333322221111|33332222|737|Canary|2035/);
    }
    expect(JSON.stringify(made)).toContain("444433******1111");
  });

  it("says nothing of a refused value", () => {
    const attempt = () => card({ ...valid, number: "4444333322221112" });
    expect(attempt).toThrow("card.number");
    expect(attempt).not.toThrow("4444333322221112");
  });
});

describe("other card data", () => {
  it("has no security code beside a network transaction id, even from untyped callers", () => {
    const made = networkTransactionCard(valid);
    expect(made.type).toBe("card_details_for_network_transaction_id");
    expect(Object.keys(made)).not.toContain("cvc");
  });

  it("names a network token's fields as its own", () => {
    expect(() => networkToken({ ...valid, number: "1" })).toThrow(refusal("networkToken.number"));
    expect(() => networkToken({ ...valid, expYear: 1 })).toThrow(refusal("networkToken.expYear"));
    const made = networkToken({ ...valid, cryptogram: "canary-cryptogram", eci: "05" });
    expect(made.cryptogram?.expose()).toBe("canary-cryptogram");
    expect(JSON.stringify(made)).not.toContain("canary");
  });
});

describe("the method of some data", () => {
  it("is a card, of the type that was stated", () => {
    expect([paymentMethodOf(card(valid)), paymentMethodTypeOf(card(valid))]).toEqual(["card", undefined]);
    expect(paymentMethodTypeOf(card({ ...valid, cardType: "debit" }))).toBe("debit");
  });

  it("is shared by the kinds of one type, and unknown for a mandate", () => {
    expect(paymentMethodTypeOf({ type: "wallet", kind: "google_pay_redirect" })).toBe("google_pay");
    expect(paymentMethodTypeOf({ type: "bank_transfer", kind: "ach_bank_transfer" })).toBe("ach");
    expect(paymentMethodOf(mandatePayment())).toBeUndefined();
  });
});
