import { googlePay, networkTransactionCard } from "@switchyard/client";
import { secret, type PaymentMethodData } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { stripe } from "../src/index.js";
import { authorize, BILLING, bodyOf, BROWSER, CARD, CUSTOMER, NAMED, payWith, record, setupMandate, wireOf } from "./records.js";
import { applePayEncrypted, expiry } from "./requests.js";

const refusal = (code: string, fieldName?: string) =>
  expect.objectContaining(fieldName === undefined ? { code } : { code, details: expect.objectContaining({ fieldName }) as unknown }) as Error;
const needsAll = (code: string, fieldNames: readonly string[]) => expect.objectContaining({ code, details: { fieldNames } }) as Error;

const sepa = { type: "bank_debit", kind: "sepa_bank_debit", iban: secret("DE89370400440532013000") } as const;
const bacs = { type: "bank_debit", kind: "bacs_bank_debit", sortCode: secret("108800"), accountNumber: secret("00012345") } as const;
const klarna = { type: "pay_later", kind: "klarna_redirect" } as const;
const nobody = { address: {} };

describe("a method that Stripe does not take", () => {
  const closed: readonly PaymentMethodData[] = [
    { type: "bank_redirect", kind: "giropay" },
    { type: "bank_redirect", kind: "sofort" },
    { type: "upi", kind: "upi_collect" },
    { type: "wallet", kind: "samsung_pay", cardBrand: "visa", cardLastFourDigits: "1", tokenData: { version: "1", data: secret("x") } },
  ];
  it.each(closed.map((data) => ["kind" in data ? data.kind : "", data] as const))("%s is refused as closed or another product", (_, data) => {
    expect(() => wireOf(payWith(data))).toThrow(refusal("NotSupported"));
  });
  const others: readonly PaymentMethodData[] = [
    { type: "wallet", kind: "vipps_redirect" },
    { type: "bank_redirect", kind: "interac" },
    { type: "bank_transfer", kind: "pse" },
    { type: "voucher", kind: "efecty" },
    { type: "real_time_payment", kind: "fps" },
    { type: "pay_later", kind: "klarna_sdk", token: secret("x") },
    { type: "crypto", kind: "crypto_currency" },
    { type: "card_token" },
    { type: "card_with_limited_details", number: secret("4242424242424242") },
  ];
  it.each(others.map((data) => ["kind" in data ? data.kind : data.type, data] as const))("%s is not implemented", (_, data) => {
    expect(() => wireOf(payWith(data))).toThrow(refusal("NotImplemented"));
  });
});

describe("what a method asks of the customer", () => {
  it.each<readonly [string, PaymentMethodData, readonly string[]]>([
    ["sepa", sepa, ["billing.address.firstName", "customer.email"]],
    [
      "bacs",
      bacs,
      [
        "billing.address.firstName",
        "customer.email",
        "billing.address.line1",
        "billing.address.city",
        "billing.address.zip",
        "billing.address.country",
      ],
    ],
    ["klarna", klarna, ["customer.email", "billing.address.country"]],
    ["boleto", { type: "voucher", kind: "boleto", socialSecurityNumber: secret("1") }, ["billing.address.firstName", "customer.email"]],
  ])("%s is named in full when it is missing", (_, data, fieldNames) => {
    expect(() => wireOf(payWith(data, "EUR", {}, nobody))).toThrow(needsAll("MissingRequiredFields", fieldNames));
  });
  it.each<readonly [string, PaymentMethodData, string]>([
    ["eps", { type: "bank_redirect", kind: "eps" }, "billing.address.firstName"],
    ["bancontact", { type: "bank_redirect", kind: "bancontact_card" }, "billing.address.firstName"],
    ["p24", { type: "bank_redirect", kind: "przelewy24" }, "customer.email"],
    ["multibanco", { type: "bank_transfer", kind: "multibanco_bank_transfer" }, "customer.email"],
    ["promptpay", { type: "real_time_payment", kind: "prompt_pay" }, "customer.email"],
    ["eu bank transfer", { type: "bank_transfer", kind: "sepa_bank_transfer" }, "billing.address.country"],
    ["blik", { type: "bank_redirect", kind: "blik" }, "paymentMethod.blikCode"],
  ])("%s", (_, data, fieldName) => {
    expect(() => wireOf(payWith(data, "EUR", {}, nobody))).toThrow(refusal("MissingRequiredField", fieldName));
  });
  it("is taken from the customer as well as from the billing address, and from the account's holder first", () => {
    const named = { ...sepa, bankAccountHolderName: secret("J. Doe") };
    const body = bodyOf(payWith(named, "EUR", { email: secret("j@example.com"), customerName: secret("Jane") }, nobody));
    expect(body).toMatchObject({
      "payment_method_data[billing_details][name]": "J. Doe",
      "payment_method_data[billing_details][email]": "j@example.com",
    });
  });
  it("of Afterpay is an address and where the goods go", () => {
    const afterpay = { type: "pay_later", kind: "afterpay_clearpay_redirect" } as const;
    expect(() => wireOf(payWith(afterpay, "USD", {}, { address: { billing: BILLING } }))).toThrow(refusal("MissingRequiredFields"));
    const nameless = { shipping: { address: { ...BILLING.address, firstName: undefined, lastName: undefined } } };
    expect(bodyOf(payWith(afterpay, "USD", {}, { address: { billing: BILLING, ...nameless } }))).toMatchObject({ "shipping[name]": "Jane Doe" });
  });
  it("never sends goods without a name: Stripe refuses half of it", () => {
    const shipping = { address: { line1: secret("1 Main Street"), country: "US" } } as const;
    const body = bodyOf(authorize({}, { address: { shipping } }));
    expect(Object.keys(body).filter((name) => name.startsWith("shipping"))).toEqual([]);
  });
});

describe("agreement to a debit", () => {
  it("is the browser's unless the caller has it otherwise", () => {
    expect(bodyOf(payWith(sepa))).toMatchObject({
      "mandate_data[customer_acceptance][type]": "online",
      "mandate_data[customer_acceptance][online][ip_address]": "192.0.2.7",
    });
    const offline = bodyOf(payWith(sepa, "EUR", { customerAcceptance: { acceptanceType: "offline" } }));
    expect(offline).toHaveProperty(["mandate_data[customer_acceptance][type]"], "offline");
    expect(offline).not.toHaveProperty(["mandate_data[customer_acceptance][online][ip_address]"]);
  });
  it("is required", () => {
    expect(() => wireOf(payWith(sepa, "EUR", { browserInfo: undefined }))).toThrow(
      needsAll("MissingRequiredFields", ["customerAcceptance.online.ipAddress", "customerAcceptance.online.userAgent"]),
    );
  });
  it("is sent for other methods only when they are stored, and never for cards", () => {
    const agreed = (data: Parameters<typeof bodyOf>[0]) => Object.keys(bodyOf(data)).some((name) => name.startsWith("mandate_data"));
    const ideal = { type: "bank_redirect", kind: "ideal" } as const;
    expect(agreed(payWith(ideal))).toBe(false);
    expect(agreed(payWith(ideal, "EUR", { setupFutureUsage: "off_session" }, { connectorCustomer: CUSTOMER }))).toBe(true);
    expect(agreed(setupMandate())).toBe(false);
  });
});

describe("what a method cannot do", () => {
  it.each<readonly [string, PaymentMethodData]>([
    ["sepa_debit", sepa],
    ["ideal", { type: "bank_redirect", kind: "ideal" }],
    ["alipay", { type: "wallet", kind: "ali_pay_redirect" }],
    ["us bank transfer", { type: "bank_transfer", kind: "ach_bank_transfer" }],
  ])("is refused: holding %s", (_, data) => {
    expect(() => wireOf(payWith(data, "EUR", { captureMethod: "manual" }, { connectorCustomer: CUSTOMER }))).toThrow(
      refusal("CaptureMethodNotSupported"),
    );
  });
  it.each<readonly [string, PaymentMethodData, "on_session" | "off_session"]>([
    ["eps", { type: "bank_redirect", kind: "eps" }, "off_session"],
    ["affirm", { type: "pay_later", kind: "affirm_redirect" }, "on_session"],
    ["ideal", { type: "bank_redirect", kind: "ideal" }, "on_session"],
  ])("is refused: storing %s", (_, data, setupFutureUsage) => {
    expect(() => wireOf(payWith(data, "EUR", { setupFutureUsage }))).toThrow(refusal("NotSupported"));
  });
  it("is refused: a capture at a date", () => {
    expect(() => wireOf(authorize({ captureMethod: "scheduled" }))).toThrow(refusal("CaptureMethodNotSupported"));
  });
});

describe("bad details of a method", () => {
  it.each<readonly [string, PaymentMethodData, string]>([
    ["a BLIK code", { type: "bank_redirect", kind: "blik", blikCode: secret("12345") }, "paymentMethod.blikCode"],
    ["a sort code", { ...bacs, sortCode: secret("1088") }, "paymentMethod.sortCode"],
    ["a bank that iDEAL does not reach", { type: "bank_redirect", kind: "ideal", bankName: "chase" }, "paymentMethod.bankName"],
    ["a time", { type: "bank_transfer", kind: "pix", expiryDate: "soon" }, "paymentMethod.expiryDate"],
  ])("are refused: %s", (_, data, fieldName) => {
    expect(() => wireOf(payWith(data))).toThrow(refusal("InvalidDataFormat", fieldName));
  });
  it("are refused: a country whose banks Stripe gives no IBAN for", () => {
    const address = { billing: { address: { country: "US" } } } as const;
    const data = { type: "bank_transfer", kind: "sepa_bank_transfer" } as const;
    expect(() => wireOf(payWith(data, "EUR", {}, { address, connectorCustomer: CUSTOMER }))).toThrow(
      refusal("InvalidDataFormat", "billing.address.country"),
    );
  });
  it.each(["", "{}", '{"id":5}', '{"id":"pm_1"}', "tok_1", "null"])("are refused: a Google Pay token that is %j", (token) => {
    expect(() =>
      wireOf(authorize({ paymentMethodData: { ...googlePay({ token: "x" }), tokenizationData: { type: "encrypted", token: secret(token) } } })),
    ).toThrow(refusal("InvalidWalletToken"));
  });
});

describe("network tokens and wallets", () => {
  const decrypted = { type: "decrypted", number: secret("4111111111111111"), expiry } as const;
  it("of this payment need their cryptogram", () => {
    expect(() => wireOf(authorize({ paymentMethodData: { type: "wallet", kind: "apple_pay", paymentData: decrypted } }))).toThrow(
      refusal("MissingRequiredField", "cryptogram"),
    );
  });
  it("without the customer have none, and name the earlier payment", () => {
    const body = bodyOf(
      authorize({
        paymentMethodData: {
          type: "decrypted_wallet_token_details_for_network_transaction_id",
          number: secret("4111111111111111"),
          expiry,
          tokenSource: "applepay",
        },
        mandateId: { mandateReferenceId: { type: "network_mandate_id", networkTransactionId: "123" } },
        offSession: true,
      }),
    );
    expect(body).toMatchObject({
      "payment_method_data[card][network_token][tokenization_method]": "apple_pay",
      "payment_method_options[card][mit_exemption][network_transaction_id]": "123",
      off_session: "true",
    });
  });
  it("of Google Pay without a cryptogram are the card's own number, which is authenticated as a card", () => {
    const tokenizationData = { ...decrypted, authMethod: "PAN_ONLY" } as const;
    const body = bodyOf(authorize({ paymentMethodData: { type: "wallet", kind: "google_pay", tokenizationData } }, { authType: "three_ds" }));
    expect(body).toMatchObject({
      "payment_method_data[card][number]": "4111111111111111",
      "payment_method_options[card][request_three_d_secure]": "any",
    });
    expect(Object.keys(body).some((name) => name.includes("network_token"))).toBe(false);
  });
  it("a network transaction id is required where the card alone is given", () => {
    const paymentMethodData = networkTransactionCard({ number: "4242424242424242", expMonth: "03", expYear: "2030" });
    expect(() => wireOf(authorize({ paymentMethodData }))).toThrow(refusal("MissingRequiredField", "mandate.networkTransactionId"));
  });
  it("an imported authentication is taken whole or not at all", () => {
    expect(() => wireOf(authorize({ authenticationData: { cavv: secret("x") } }))).toThrow(refusal("MissingRequiredFields"));
  });
});

describe("co-badged cards", () => {
  const networkOf = (more: object) => bodyOf(authorize({ paymentMethodData: { ...CARD, ...more } }))["payment_method_options[card][network]"];
  it("are charged on the network that the customer chose", () => {
    expect(networkOf({ coBadgedNetworks: ["CartesBancaires", "Visa"] })).toBe("cartes_bancaires");
    expect(networkOf({ coBadgedNetworks: ["CartesBancaires", "Visa"], network: "Visa" })).toBe("visa");
  });
  it("alone have a choice", () => {
    expect(networkOf({ network: "Visa" })).toBeUndefined();
    expect(networkOf({ coBadgedNetworks: ["Visa"] })).toBeUndefined();
    expect(networkOf({ coBadgedNetworks: ["RuPay", "Visa"] })).toBeUndefined();
  });
});

describe("what must be done before a payment", () => {
  const steps = (data: Parameters<typeof stripe.facts.prerequisites>[1]) => stripe.facts.prerequisites(data.flow, data);
  it("is nothing for a card", () => {
    expect(steps(authorize())).toEqual([]);
    expect(steps(record("RepeatPayment", {}))).toEqual([]);
  });
  it("is a token for what Apple Pay encrypted, once", () => {
    expect(steps(authorize({ paymentMethodData: applePayEncrypted }))).toEqual(["PaymentMethodToken"]);
    expect(steps(authorize({ paymentMethodData: applePayEncrypted }, { paymentMethodToken: { type: "token", token: secret("tok_1") } }))).toEqual([]);
    expect(() => wireOf(authorize({ paymentMethodData: applePayEncrypted }))).toThrow(refusal("MissingRequiredField", "paymentMethodToken.token"));
  });
  it("is a customer for what is kept, and for a cash balance, where there is none yet", () => {
    const transfer = { type: "bank_transfer", kind: "ach_bank_transfer" } as const;
    expect(steps(authorize({ setupFutureUsage: "off_session" }))).toEqual(["CreateConnectorCustomer"]);
    expect(steps(setupMandate({}, { connectorCustomer: undefined }))).toEqual(["CreateConnectorCustomer"]);
    expect(steps(payWith(transfer))).toEqual(["CreateConnectorCustomer"]);
    expect(steps(payWith(transfer, "USD", {}, { connectorCustomer: CUSTOMER }))).toEqual([]);
    expect(() => wireOf(payWith(transfer))).toThrow(refusal("MissingRequiredField", "customer.connectorCustomerId"));
  });
  it("makes the customer of what the payment knows of them", () => {
    const request = { ...authorize().request, email: secret("jane@example.com"), customerName: secret("Jane") };
    const data = { ...record("CreateConnectorCustomer", {}, { address: { billing: { ...NAMED, phone: BILLING.phone } } }), request };
    expect(bodyOf(data)).toMatchObject({ name: "Jane Doe", email: "jane@example.com", phone: "+49301234567" });
  });
  it("a token of a payment method stands for its details", () => {
    const body = bodyOf(authorize({}, { paymentMethodToken: { type: "token", token: secret("pm_1") } }));
    expect(body).toMatchObject({ payment_method: "pm_1", "payment_method_types[0]": "card" });
    expect(Object.keys(body).some((name) => name.startsWith("payment_method_data"))).toBe(false);
  });
});

describe("a browser's language", () => {
  it("is Bancontact's where Bancontact has it", () => {
    const languageOf = (language: string) =>
      bodyOf(payWith({ type: "bank_redirect", kind: "bancontact_card" }, "EUR", { browserInfo: { ...BROWSER, language } }))[
        "payment_method_options[bancontact][preferred_language]"
      ];
    expect(["nl-BE", "FR", "pt-PT"].map(languageOf)).toEqual(["nl", "fr", undefined]);
  });
});
