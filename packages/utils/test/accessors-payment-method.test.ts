import { describe, expect, it } from "vitest";
import { CardExpiry, secret, secretCardNumber, type Card, type DecryptedWalletToken, type PaymentMethodData } from "@switchyard/interfaces";
import {
  cardBin,
  cardHolderName,
  cardLastFour,
  formatExpiry,
  isCard,
  needCard,
  needCardHolderName,
  needNetworkOfCard,
  networkOfCard,
} from "../src/accessors/card.js";
import { notImplemented, notSupported, paymentMethodName } from "../src/accessors/refusals.js";
import {
  applePayPaymentDataJson,
  decryptedWalletToken,
  googlePayTokenBase64,
  needDecryptedWalletToken,
  needGooglePayToken,
  needWalletToken,
  walletTokenAsJson,
} from "../src/accessors/wallet.js";

const visa: Card = {
  type: "card",
  number: secretCardNumber("4444333322221111"),
  expiry: CardExpiry.of({ month: 5, year: "35" }),
  cvc: secret("123"),
  holderName: secret("A. Person"),
};
const paypal: PaymentMethodData = { type: "wallet", kind: "paypal_redirect" };
const decrypted: DecryptedWalletToken = { type: "decrypted", number: secret("4444333322221111"), expiry: CardExpiry.of({ month: 5, year: 2035 }) };
const code = (name: string, details: object) => expect.objectContaining({ code: name, details }) as unknown;

describe("a card", () => {
  it("is told from other payment methods", () => {
    expect(isCard(visa)).toBe(true);
    expect(needCard(visa, "worldpay")).toBe(visa);
    expect(() => needCard(paypal, "worldpay")).toThrow(code("NotImplemented", { connector: "worldpay", message: "wallet.paypal_redirect" }));
  });

  it("runs on the network that is stated, else read from its number", () => {
    expect(networkOfCard({ ...visa, network: "CartesBancaires" })).toBe("CartesBancaires");
    expect(needNetworkOfCard(visa)).toBe("Visa");
    expect(() => needNetworkOfCard({ number: secret("tok_1") })).toThrow(code("MissingRequiredField", { fieldName: "card.network" }));
  });

  it("gives its first and last digits, an alias none", () => {
    expect(cardLastFour(visa.number)).toBe("1111");
    expect(cardBin(visa.number)).toBe("444433");
    expect(cardBin("4444 3333 2222 1111", 8)).toBe("44443333");
    expect(cardLastFour(secret("tok_4444333322221111"))).toBeUndefined();
    expect(cardBin(secret("tok_4444333322221111"))).toBeUndefined();
  });

  it.each([
    ["MM", "05"],
    ["YY", "35"],
    ["YYYY", "2035"],
    ["MMYY", "0535"],
    ["MM/YY", "05/35"],
    ["YYMM", "3505"],
    ["MM/YYYY", "05/2035"],
    ["YYYY-MM", "2035-05"],
    ["YYYYMM", "203505"],
  ] as const)("has an expiry as %s", (pattern, text) => {
    expect(formatExpiry(visa.expiry, pattern).expose()).toBe(text);
  });
});

describe("the card holder", () => {
  const request = { paymentMethodData: visa };

  it("is the person at the billing address, else the name on the card", () => {
    expect(cardHolderName({ request, address: { billing: { address: { firstName: secret("Ada"), lastName: secret("Lovelace") } } } })?.expose()).toBe(
      "Ada Lovelace",
    );
    expect(needCardHolderName({ request, address: {} }).expose()).toBe("A. Person");
  });

  it("is missing where neither is known", () => {
    expect(cardHolderName({ request: { paymentMethodData: paypal } })).toBeUndefined();
    expect(() => needCardHolderName({ request: {} })).toThrow(code("MissingRequiredField", { fieldName: "card.holderName" }));
  });
});

describe("Google Pay", () => {
  const googlePay = (token: string) =>
    ({ type: "wallet", kind: "google_pay", tokenizationData: { type: "encrypted", token: secret(token) } }) as const;
  const token = '{"protocolVersion":"ECv2","signature":"MEUCIQ==","signedMessage":"{\\"tag\\":\\"é\\"}"}';

  it("hands on its token letter for letter", () => {
    const wallet = googlePay(token);
    expect(needGooglePayToken(wallet).expose()).toBe(token);
    expect(needWalletToken(wallet).expose()).toBe(token);
    expect(Buffer.from(googlePayTokenBase64(wallet).expose(), "base64").toString()).toBe(token);
    expect(walletTokenAsJson(wallet).expose()).toEqual(JSON.parse(token));
  });

  it("has no encrypted token once it is decrypted", () => {
    const wallet = { type: "wallet", kind: "google_pay", tokenizationData: decrypted } as const;
    expect(needDecryptedWalletToken(wallet)).toBe(decrypted);
    expect(() => needGooglePayToken(wallet)).toThrow(code("InvalidWalletToken", { walletName: "Google Pay" }));
    expect(() => needDecryptedWalletToken(googlePay(token))).toThrow(code("InvalidWalletToken", { walletName: "Google Pay" }));
  });

  it("says that a token is no JSON without printing it", () => {
    const read = () => walletTokenAsJson(googlePay("canary"));
    expect(read).toThrow(code("InvalidWalletToken", { walletName: "Google Pay" }));
    expect(read).not.toThrow("canary");
    expect(read).not.toThrow(expect.objectContaining({ cause: expect.anything() as unknown }));
  });
});

describe("Apple Pay", () => {
  const encrypted = (paymentData: string) =>
    ({ type: "wallet", kind: "apple_pay", paymentData: { type: "encrypted", paymentData: secret(paymentData) } }) as const;

  it("gives its payment data as JSON text", () => {
    const wallet = encrypted(Buffer.from('{"version":"EC_v1","data":"é"}').toString("base64"));
    expect(JSON.parse(applePayPaymentDataJson(wallet).expose())).toEqual({ version: "EC_v1", data: "é" });
    expect(needWalletToken(wallet).expose()).toBe('{"version":"EC_v1","data":"é"}');
    expect(walletTokenAsJson(wallet).expose()).toEqual({ version: "EC_v1", data: "é" });
  });

  it("takes base64 that was broken into lines", () => {
    expect(applePayPaymentDataJson(encrypted("eyJh\r\nIjoxfQ==\n")).expose()).toBe('{"a":1}');
  });

  it("has no payment data when it is blank or decrypted", () => {
    expect(() => applePayPaymentDataJson(encrypted(" "))).toThrow(code("MissingApplePayTokenData", {}));
    const wallet = { type: "wallet", kind: "apple_pay", paymentData: decrypted } as const;
    expect(() => applePayPaymentDataJson(wallet)).toThrow(code("MissingApplePayTokenData", {}));
    expect(decryptedWalletToken(wallet)).toBe(decrypted);
  });

  it.each(["***", "eyJhI", "/w=="])("refuses %j, which is no base64 of text", (paymentData) => {
    expect(() => applePayPaymentDataJson(encrypted(paymentData))).toThrow(code("InvalidWalletToken", { walletName: "Apple Pay" }));
  });
});

describe("other wallets", () => {
  it("may have a token of their SDK", () => {
    expect(needWalletToken({ type: "wallet", kind: "paypal_sdk", token: secret("pp") }).expose()).toBe("pp");
    expect(() => needWalletToken({ type: "wallet", kind: "paypal_sdk", token: secret("") })).toThrow(
      code("InvalidWalletToken", { walletName: "PayPal" }),
    );
  });

  it("may have none", () => {
    expect(() => needWalletToken({ type: "wallet", kind: "skrill" })).toThrow(code("InvalidWallet", { what: "skrill" }));
    expect(decryptedWalletToken({ type: "wallet", kind: "skrill" })).toBeUndefined();
  });
});

describe("a refusal", () => {
  it("names connector and method, and none of its values", () => {
    expect(paymentMethodName(visa)).toBe("card");
    expect(notImplemented("worldpay", visa).details).toEqual({ connector: "worldpay", message: "card" });
    expect(notSupported("worldpay", paypal).details).toEqual({ connector: "worldpay", message: "wallet.paypal_redirect" });
    expect(notSupported("worldpay", "a mandate with vouchers").message).toContain("a mandate with vouchers");
    expect(JSON.stringify([notImplemented("worldpay", visa), String(notImplemented("worldpay", visa))])).not.toContain("4444");
  });
});
