import { googlePay, secret, CardExpiry, type Currency, type KindData, type PaymentMethodData } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { splitStreet, toShopperName } from "../src/transformers/address.js";
import { toRefundReason } from "../src/transformers/refund.js";
import { authorize, BILLING, bodyOf, known, methodOf, repeat, setupMandate } from "./records.js";

const code = (expected: string) => expect.objectContaining({ code: expected }) as Error;
const missing = (...fields: readonly string[]) =>
  expect.objectContaining(
    fields.length === 1
      ? { code: "MissingRequiredField", details: { fieldName: fields[0] } }
      : { code: "MissingRequiredFields", details: { fieldNames: fields } },
  ) as Error;

const wallet = (kind: string): KindData => ({ type: "wallet", kind }) as KindData;
const transfer = (kind: string): KindData => ({ type: "bank_transfer", kind }) as KindData;
const voucher = (kind: string): KindData => ({ type: "voucher", kind }) as KindData;
const later = (kind: string): KindData => ({ type: "pay_later", kind }) as KindData;
const online = (kind: string, issuer: string): KindData => ({ type: "bank_redirect", kind, issuer }) as KindData;
const person = { firstName: "Jane", lastName: "Doe", shopperEmail: "j@example.com" };
const phone = "+310612345678";

/** What is paid with, and Adyen's object for it (tech-spec, section 4.2). */
const METHODS: readonly (readonly [PaymentMethodData, Readonly<Record<string, unknown>>])[] = [
  [wallet("ali_pay_redirect"), { type: "alipay" }],
  [wallet("ali_pay_hk_redirect"), { type: "alipay_hk" }],
  [wallet("we_chat_pay_redirect"), { type: "wechatpayWeb" }],
  [wallet("we_chat_pay_qr"), { type: "wechatpayQR" }],
  [wallet("mobile_pay_redirect"), { type: "mobilepay" }],
  [wallet("twint_redirect"), { type: "twint" }],
  [wallet("swish_qr"), { type: "swish" }],
  [wallet("cashapp_qr"), { type: "cashapp" }],
  [wallet("gcash_redirect"), { type: "gcash" }],
  [wallet("dana_redirect"), { type: "dana" }],
  [wallet("go_pay_redirect"), { type: "gopay_wallet" }],
  [wallet("kakao_pay_redirect"), { type: "kakaopay" }],
  [wallet("momo_redirect"), { type: "momo_wallet" }],
  [wallet("touch_n_go_redirect"), { type: "touchngo" }],
  [wallet("paypal_redirect"), { type: "paypal" }],
  [wallet("mb_way_redirect"), { type: "mbway", telephoneNumber: phone, shopperEmail: "j@example.com" }],
  [wallet("vipps_redirect"), { type: "vipps", telephoneNumber: phone }],
  [
    { type: "wallet", kind: "amazon_pay", checkoutSessionId: secret("cs") },
    { type: "amazonpay", checkoutSessionId: "cs" },
  ],
  [
    { type: "wallet", kind: "samsung_pay", cardBrand: "visa", cardLastFourDigits: "1111", tokenData: { version: "100", data: secret("jwe") } },
    { type: "samsungpay", samsungPayToken: "jwe" },
  ],
  [{ type: "card_redirect", kind: "knet" }, { type: "knet" }],
  [{ type: "card_redirect", kind: "benefit" }, { type: "benefit" }],
  [{ type: "card_redirect", kind: "momo_atm" }, { type: "momo_atm" }],
  [later("klarna_redirect"), { type: "klarna" }],
  [later("affirm_redirect"), { type: "affirm" }],
  [later("afterpay_clearpay_redirect"), { type: "afterpaytouch" }],
  [later("alma_redirect"), { type: "alma" }],
  [later("atome_redirect"), { type: "atome" }],
  [later("walley_redirect"), { type: "walley" }],
  [later("pay_bright_redirect"), { type: "paybright" }],
  [
    { type: "bank_redirect", kind: "bancontact_card", number: secret("6703444444444449"), expiry: CardExpiry.of({ month: 3, year: 2030 }) },
    { type: "scheme", brand: "bcmc", number: "6703444444444449", expiryMonth: "03", expiryYear: "2030", holderName: "Jane Doe" },
  ],
  [{ type: "bank_redirect", kind: "ideal", bankName: "ing" }, { type: "ideal" }],
  [
    { type: "bank_redirect", kind: "blik", blikCode: secret("777987") },
    { type: "blik", blikCode: "777987" },
  ],
  [{ type: "bank_redirect", kind: "blik" }, { type: "blik" }],
  [{ type: "bank_redirect", kind: "bizum" }, { type: "bizum" }],
  [{ type: "bank_redirect", kind: "trustly" }, { type: "trustly" }],
  [
    { type: "bank_redirect", kind: "eps", bankName: "bawag_psk_ag" },
    { type: "eps", issuer: "ba7199cc-f057-42f2-9856-2378abf21638" },
  ],
  [online("online_banking_poland", "m_bank"), { type: "onlineBanking_PL", issuer: "243" }],
  [online("online_banking_czech_republic", "komercni_banka"), { type: "onlineBanking_CZ", issuer: "kb" }],
  [online("online_banking_slovakia", "tatra_pay"), { type: "onlineBanking_SK", issuer: "tatra" }],
  [online("online_banking_fpx", "maybank"), { type: "molpay_ebanking_fpx_MY", issuer: "fpx_mb2u" }],
  [online("online_banking_thailand", "kasikorn_bank"), { type: "molpay_ebanking_TH", issuer: "molpay_kbank" }],
  [{ type: "bank_redirect", kind: "online_banking_finland" }, { type: "ebanking_FI" }],
  [
    { type: "bank_redirect", kind: "open_banking_uk", issuer: "monzo" },
    { type: "paybybank", issuer: "uk-monzo-oauth2" },
  ],
  [{ type: "bank_redirect", kind: "open_banking_uk" }, { type: "paybybank" }],
  [
    {
      type: "bank_debit",
      kind: "ach_bank_debit",
      accountNumber: secret("123456789"),
      routingNumber: secret("011000138"),
      bankHolderType: "personal",
      bankType: "savings",
    },
    {
      type: "ach",
      bankAccountNumber: "123456789",
      bankLocationId: "011000138",
      ownerName: "Jane Doe",
      accountHolderType: "personal",
      bankAccountType: "savings",
    },
  ],
  [
    { type: "bank_debit", kind: "sepa_bank_debit", iban: secret("NL13TEST0123456789"), bankAccountHolderName: secret("A. Klaassen") },
    { type: "sepadirectdebit", iban: "NL13TEST0123456789", ownerName: "A. Klaassen" },
  ],
  [
    { type: "bank_debit", kind: "bacs_bank_debit", accountNumber: secret("40308669"), sortCode: secret("56-00-36") },
    { type: "directdebit_GB", bankAccountNumber: "40308669", bankLocationId: "560036", holderName: "Jane Doe" },
  ],
  [transfer("pix"), { type: "pix" }],
  [transfer("multibanco_bank_transfer"), { type: "multibanco" }],
  [transfer("sepa_bank_transfer"), { type: "bankTransfer_IBAN" }],
  [transfer("permata_bank_transfer"), { type: "doku_permata_lite_atm", ...person }],
  [transfer("bca_bank_transfer"), { type: "doku_bca_va", ...person }],
  [transfer("bni_va_bank_transfer"), { type: "doku_bni_va", ...person }],
  [transfer("bri_va_bank_transfer"), { type: "doku_bri_va", ...person }],
  [transfer("cimb_va_bank_transfer"), { type: "doku_cimb_va", ...person }],
  [transfer("danamon_va_bank_transfer"), { type: "doku_danamon_va", ...person }],
  [transfer("mandiri_va_bank_transfer"), { type: "doku_mandiri_va", ...person }],
  [{ type: "voucher", kind: "boleto", socialSecurityNumber: secret("56861752509") }, { type: "boletobancario" }],
  [voucher("oxxo"), { type: "oxxo" }],
  [voucher("alfamart"), { type: "doku_alfamart", ...person }],
  [voucher("indomaret"), { type: "doku_indomaret", ...person }],
  [voucher("seven_eleven"), { type: "econtext_seven_eleven", ...person, telephoneNumber: phone }],
  [voucher("lawson"), { type: "econtext_stores", ...person, telephoneNumber: phone }],
  [voucher("mini_stop"), { type: "econtext_stores", ...person, telephoneNumber: phone }],
  [voucher("family_mart"), { type: "econtext_stores", ...person, telephoneNumber: phone }],
  [voucher("seicomart"), { type: "econtext_stores", ...person, telephoneNumber: phone }],
  [voucher("pay_easy"), { type: "econtext_atm", ...person, telephoneNumber: phone }],
  [
    { type: "gift_card", kind: "givex", number: secret("6036"), cvc: secret("737") },
    { type: "giftcard", brand: "givex", number: "6036", cvc: "737" },
  ],
  [{ type: "gift_card", kind: "pay_safe_card" }, { type: "paysafecard" }],
];

/** Debits of banks that keep no euros. */
const CURRENCIES: Readonly<Record<string, Currency>> = { ach_bank_debit: "USD", bacs_bank_debit: "GBP" };

const nameOf = (data: PaymentMethodData) => ("kind" in data ? data.kind : data.type);

describe("payment methods", () => {
  it.each(METHODS.map(([data, object]) => [nameOf(data), data, object] as const))("%s", (name, paymentMethodData, object) => {
    expect(methodOf(known({ paymentMethodData, currency: CURRENCIES[name] ?? "EUR" }))).toEqual(object);
  });

  it.each([
    ["ach_bank_debit", "EUR"],
    ["sepa_bank_debit", "GBP"],
    ["bacs_bank_debit", "USD"],
  ] as const)("refuses %s in %s", (name, currency) => {
    const paymentMethodData = METHODS.map(([data]) => data).find((data) => nameOf(data) === name);
    if (paymentMethodData === undefined) throw new Error(`There is no ${name}.`);
    expect(() => methodOf(known({ paymentMethodData, currency }))).toThrow(code("CurrencyNotSupported"));
  });

  it("refuses a stored debit in another currency than its bank's", () => {
    const stored = (currency: Currency) => {
      const mandateMetadata = secret({ type: "sepadirectdebit", shopperReference: "customer-1" });
      const mandateReferenceId = { type: "connector_mandate_id", connectorMandateId: "T", mandateMetadata } as const;
      return () => methodOf(repeat({ currency, mandateId: { mandateReferenceId } }));
    };
    expect(stored("EUR")()).toMatchObject({ type: "sepadirectdebit" });
    expect(stored("USD")).toThrow(code("CurrencyNotSupported"));
  });

  it.each([
    ["giropay", { type: "bank_redirect", kind: "giropay" }],
    ["sofort", { type: "bank_redirect", kind: "sofort" }],
    ["paze", { type: "wallet", kind: "paze", completeResponse: secret("x") }],
    ["paypal_sdk", { type: "wallet", kind: "paypal_sdk", token: secret("x") }],
    ["becs", { type: "bank_debit", kind: "becs_bank_debit", accountNumber: secret("1"), bsbNumber: secret("1") }],
    ["bhn", { type: "gift_card", kind: "bhn_card_network", accountNumber: secret("1") }],
    ["crypto", { type: "crypto", kind: "crypto_currency" }],
    ["klarna_sdk", { type: "pay_later", kind: "klarna_sdk", token: secret("x") }],
    ["efecty", { type: "voucher", kind: "efecty" }],
  ] as const)("refuses %s", (_, paymentMethodData) => {
    expect(() => methodOf(known({ paymentMethodData }))).toThrow(code("NotSupported"));
  });

  it("is Clearpay instead of Afterpay where it is called so", () => {
    for (const country of ["GB", "FR", "ES", "IT"] as const) {
      const billing = { ...BILLING, address: { ...BILLING.address, country } };
      expect(methodOf(known({ paymentMethodData: later("afterpay_clearpay_redirect") }, { address: { billing } }))).toEqual({ type: "clearpay" });
    }
  });

  it("charges the network of a co-badged card that the shopper chose", () => {
    const card = { type: "card", number: secret("4035501428146300"), expiry: CardExpiry.of({ month: 3, year: 2030 }) } as const;
    const coBadged = { ...card, coBadgedNetworks: ["CartesBancaires", "Visa"] } as const;
    expect(methodOf(authorize({ paymentMethodData: coBadged }))["brand"]).toBe("cartebancaire");
    expect(methodOf(authorize({ paymentMethodData: { ...coBadged, network: "Visa" } }))["brand"]).toBe("visa");
    expect(methodOf(authorize({ paymentMethodData: { ...card, network: "Visa" } }))).not.toHaveProperty("brand");
  });

  it("sends a decrypted wallet as a network token, with its cryptogram and a card's brand", () => {
    const tokenizationData = {
      type: "decrypted",
      number: secret("4111111111111111"),
      expiry: CardExpiry.of({ month: 3, year: 2030 }),
      eci: "05",
    } as const;
    const info = { cardNetwork: "VISA", cardDetails: "1111" };
    const paid = (more: object) =>
      bodyOf(known({ paymentMethodData: { type: "wallet", kind: "google_pay", info, tokenizationData: { ...tokenizationData, ...more } } }));
    const body = paid({ cryptogram: secret("AgAAAAAAAIR8CQrXcIhbQAAAAAA=") });
    expect(body["paymentMethod"]).toMatchObject({ type: "networkToken", brand: "visa", number: "4111111111111111" });
    expect(body["mpiData"]).toEqual({
      tokenAuthenticationVerificationValue: "AgAAAAAAAIR8CQrXcIhbQAAAAAA=",
      eci: "05",
      directoryResponse: "Y",
      authenticationResponse: "Y",
    });
    expect(body).not.toHaveProperty("authenticationData");
    expect(paid({ authMethod: "PAN_ONLY" })["paymentMethod"]).toMatchObject({ type: "scheme", brand: "visa" });
    expect(() => paid({})).toThrow(code("MissingRequiredField"));
  });

  it("passes Google Pay's token on as it came", () => {
    const token = '{"signature":"a\\u003d","protocolVersion":"ECv1"}';
    expect(methodOf(authorize({ paymentMethodData: googlePay({ token }) }))["googlePayToken"]).toBe(token);
  });

  it("names what a method needs of the shopper", () => {
    const bare = (paymentMethodData: PaymentMethodData) => () => methodOf(authorize({ paymentMethodData }));
    expect(bare(transfer("bca_bank_transfer"))).toThrow(missing("billing.address.firstName", "billing.address.lastName"));
    expect(bare(wallet("vipps_redirect"))).toThrow(missing("billing.phone.number"));
    expect(bare({ type: "voucher", kind: "boleto" })).toThrow(missing("paymentMethod.socialSecurityNumber"));
    expect(bare({ type: "bank_redirect", kind: "eps" })).toThrow(missing("paymentMethod.bankName"));
    expect(bare({ type: "bank_redirect", kind: "eps", bankName: "ing" })).toThrow(code("InvalidDataFormat"));
    expect(bare({ type: "bank_redirect", kind: "bancontact_card" })).toThrow(missing("paymentMethod.expiry"));
    expect(() => methodOf(known({ paymentMethodData: later("klarna_redirect"), customerId: undefined }))).toThrow(missing("customer.id"));
  });

  it("stores no bank method with a payment of nothing", () => {
    const ideal = setupMandate({ paymentMethodData: { type: "bank_redirect", kind: "ideal" } });
    expect(() => bodyOf(ideal)).toThrow(
      expect.objectContaining({ code: "InvalidDataFormat", details: expect.objectContaining({ fieldName: "amount" }) as unknown }) as Error,
    );
  });
});

describe("streets", () => {
  it.each([
    ["Main St 1", undefined, "Main St", "1"],
    ["Hauptstr. 12a", "3rd floor", "Hauptstr.", "12a"],
    ["4711 Marzipan Crescent", "Attic", "Marzipan Crescent", "4711"],
    ["12-14 Rue de Rivoli", undefined, "Rue de Rivoli", "12-14"],
    ["1467", "Harrison Street", "Harrison Street", "1467"],
    ["Rose Cottage", "Church Lane", "Church Lane", "Rose Cottage"],
  ])("%j and %j: %j, %j", (line1, line2, street, houseNumberOrName) => {
    expect(splitStreet(line1, line2)).toEqual({ street, houseNumberOrName });
  });

  it.each(["1467", "Rose Cottage"])("%j alone is no street with a house", (line1) => {
    expect(splitStreet(line1, undefined)).toBeUndefined();
  });
});

describe("names", () => {
  it("come from the billing address, else from the customer's name in two parts", () => {
    const named = (customerName: string) => toShopperName({ request: { customerName: secret(customerName) } });
    expect(named("Ludwig van Beethoven")?.lastName.expose()).toBe("van Beethoven");
    expect(named("Cher")).toBeUndefined();
    expect(toShopperName({ address: { billing: BILLING }, request: { customerName: secret("Somebody Else") } })?.firstName.expose()).toBe("Jane");
  });
});

describe("reasons of refunds", () => {
  it.each([
    ["customer_request", "CUSTOMER REQUEST"],
    ["Customer Request", "CUSTOMER REQUEST"],
    ["customerrequest", "CUSTOMER REQUEST"],
    ["fraud", "FRAUD"],
    ["it was the wrong colour", "OTHER"],
    ["", undefined],
    [undefined, undefined],
  ])("%j is %j", (reason, expected) => {
    expect(toRefundReason(reason)).toBe(expected);
  });
});
