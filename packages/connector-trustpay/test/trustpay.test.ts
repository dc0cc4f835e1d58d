import { applePay, googlePay, mandatePayment } from "@switchyard/client";
import { CardExpiry, minorUnit, networkToken, secret, type PaymentMethodData, type RouterData } from "@switchyard/interfaces";
import { bodyText } from "@switchyard/testkit/node";
import { describe, expect, it } from "vitest";
import { trustpay } from "../src/index.js";
import { trustpayAuth } from "../src/auth.js";
import { fixtureNames, requestFixture } from "./fixtures.js";
import {
  AAPI,
  authorize,
  BANK,
  bank,
  BILLING,
  BROWSER,
  CARD,
  CREDENTIALS,
  formOf,
  refund,
  repeat,
  setupMandate,
  sync,
  syncRefund,
  token,
  wallet,
  wireOf,
} from "./records.js";

const CRYPTOGRAM = "AgAAAAAABk4DWZ4C28yUQAAAAAA=";
const NETWORK_TOKEN = networkToken({ number: "4200000000000000", expMonth: "12", expYear: "2030", cryptogram: CRYPTOGRAM, eci: "05" });

const IDEAL: PaymentMethodData = { type: "bank_redirect", kind: "ideal" };

const requests: readonly (readonly [name: string, data: RouterData])[] = [
  ["authorize.card", authorize()],
  ["authorize.card-stored", authorize({ setupFutureUsage: "off_session" })],
  ["authorize.network-token", authorize({ paymentMethodData: NETWORK_TOKEN })],
  ["authorize.apple-pay", wallet("apple_pay_third_party_sdk")],
  ["authorize.google-pay", wallet("google_pay_third_party_sdk")],
  ["authorize.blik", bank("bank_redirect", "blik")],
  ["authorize.ideal", bank("bank_redirect", "ideal", { webhookUrl: "https://m.example/webhooks" })],
  ["authorize.sepa-transfer", bank("bank_transfer", "sepa_bank_transfer")],
  ["setup-mandate.card", setupMandate()],
  ["repeat-payment.card", repeat()],
  ["sync.card", sync()],
  ["sync.bank", sync(BANK, {}, "1234567890")],
  ["refund.card", refund()],
  ["refund.bank", refund(BANK, "1234567890")],
  ["sync-refund.card", syncRefund()],
  ["sync-refund.bank", syncRefund(BANK, "555")],
  ["obtain-access-token.credentials", token()],
];

const invalid = (code: string, details?: object) => expect.objectContaining(details === undefined ? { code } : { code, details }) as unknown;
const missing = (fieldName: string) => invalid("MissingRequiredField", { fieldName });

describe("a request, to the byte", () => {
  it.each(requests)("%s", (name, data) => {
    const { method, path, headers, ...fixture } = requestFixture(name);
    const body = bodyText(fixture);
    const { host, ...wire } = wireOf(data);
    expect(wire).toEqual({ method, path, headers, ...(body === undefined ? {} : { body }) });
    expect(host === AAPI).toBe(/^api\/(Payments|oauth2)/.test(path));
  });

  it("is a fixture each, and no fixture is left over", () => {
    const own = fixtureNames("request").filter((name) => !name.startsWith("webhook."));
    expect([...own].sort()).toEqual(requests.map(([name]) => name).sort());
  });
});

describe("the two APIs", () => {
  it.each([
    ["what is paid with", bank("bank_redirect", "eps"), true],
    ["what is paid with, whatever the record calls it", authorize({}, { paymentMethod: "bank_redirect" }), false],
    ["the payment's mark", sync(BANK), true],
    ["the payment's mark, whatever the record calls it", sync({ api: "tpgw" }, { paymentMethod: "bank_transfer" }), false],
    ["the record's method where there is no mark", sync(undefined, { paymentMethod: "bank_transfer" }), true],
    ["nothing: then it is a card's", sync(), false],
    ["the payment's mark in a refund", refund(BANK), true],
    ["the payment's mark in a query of a refund", syncRefund(BANK), true],
  ])("are told apart by %s", (_what, data: RouterData, isBank) => {
    const { host, headers } = wireOf(data);
    expect(host === AAPI).toBe(isBank);
    expect(Object.keys(headers).sort()).toEqual(isBank ? ["authorization", "content-type"] : ["content-type", "x-api-key"]);
    expect(trustpay.facts.prerequisites(data.flow, data)).toEqual(isBank ? ["AccessTokenAuth"] : []);
  });

  it("takes no bank payment without a token, and never sends an empty bearer", () => {
    expect(() => wireOf({ ...bank("bank_redirect", "eps"), accessToken: undefined })).toThrow(missing("accessToken"));
    expect(() => wireOf({ ...bank("bank_redirect", "eps"), accessToken: { token: secret(""), expiresIn: 1 } })).toThrow(missing("accessToken"));
  });

  it("encodes an id once, and refuses to look for a payment without one", () => {
    expect(wireOf(sync(undefined, {}, "a/../b?c")).path).toBe("api/v1/instance/a%2F..%2Fb%3Fc");
    const lost = sync();
    expect(() => wireOf({ ...lost, request: { ...lost.request, connectorTransactionId: { type: "no_response_id" } } })).toThrow(
      invalid("MissingConnectorTransactionID"),
    );
  });

  it("knows the addresses of both environments", () => {
    expect(trustpay.facts.baseUrls.production).toBe("https://tpgw.trustpay.eu/");
    expect(trustpay.facts.secondaryBaseUrls).toEqual({ aapi: { sandbox: AAPI, production: AAPI } });
  });
});

describe("credentials", () => {
  it("are a project id and a secret key for tokens, and a key for the card gateway", () => {
    expect(trustpayAuth(CREDENTIALS).basic.expose()).toBe("Basic NDEwNzYwODAzMTp0cF9zZWNyZXRfa2V5XzIwMjQ=");
    expect(() => trustpayAuth({ type: "HeaderKey", apiKey: secret("k") })).toThrow(invalid("FailedToObtainAuthType"));
  });
});

describe("manual capture", () => {
  it.each(["manual", "manual_multiple", "scheduled"] as const)("is refused before the money is taken: %s", (captureMethod) => {
    for (const data of [authorize({ captureMethod }), bank("bank_redirect", "eps", { captureMethod }), repeat({ captureMethod })]) {
      expect(() => wireOf(data as RouterData)).toThrow(invalid("CaptureMethodNotSupported", { connector: "trustpay", captureMethod }));
    }
  });

  it("has no flow, nor has a void", () => {
    expect(Object.keys(trustpay.flows).sort()).toEqual(
      ["AccessTokenAuth", "Authorize", "Execute", "PSync", "RSync", "RepeatPayment", "SetupMandate"].sort(),
    );
  });
});

describe("a card purchase", () => {
  const billed = (address: object) => authorize({}, { address: { billing: { address: { ...BILLING.address, ...address } } } });

  it("takes the cardholder from the billing address, never from the card", () => {
    expect(formOf(authorize())["cardholder"]).toBe("Sherlock Holmes");
    expect(formOf(billed({ lastName: undefined }))["cardholder"]).toBe("Sherlock");
    expect(() => wireOf(billed({ firstName: undefined }))).toThrow(missing("billing.address.firstName"));
  });

  it.each([
    ["city", "billing.address.city"],
    ["country", "billing.address.country"],
    ["line1", "billing.address.line1"],
    ["zip", "billing.address.zip"],
  ])("needs the %s of the billing address", (field, path) => {
    expect(() => wireOf(billed({ [field]: undefined }))).toThrow(missing(path));
  });

  it.each([
    ["customer.email", { email: undefined }],
    ["returnUrl", { routerReturnUrl: undefined }],
    ["browserInfo.userAgent", { browserInfo: { ipAddress: secret("192.0.2.1") } }],
    ["browserInfo.ipAddress", { browserInfo: { userAgent: "UA/1.0" } }],
    ["card.cvc", { paymentMethodData: { ...CARD, cvc: undefined } }],
  ])("needs %s", (path, request) => {
    expect(() => wireOf(authorize(request))).toThrow(missing(path));
  });

  it("puts TrustPay's defaults for what the browser did not tell, each its own", () => {
    const bare = { ipAddress: secret("192.0.2.1"), userAgent: "UA/1.0" };
    expect(formOf(authorize({ browserInfo: bare }))).toMatchObject({
      "browser[acceptHeader]": "*",
      "browser[language]": "en-US",
      "browser[screenHeight]": "1080",
      "browser[screenWidth]": "1920",
      "browser[timezone]": "3600",
      "browser[javaEnabled]": "false",
      "browser[javaScriptEnabled]": "true",
      "browser[screenColorDepth]": "24",
    });
    // Whether there is Java says nothing of JavaScript.
    expect(formOf(authorize({ browserInfo: { ...bare, javaEnabled: true } }))).toMatchObject({
      "browser[javaEnabled]": "true",
      "browser[javaScriptEnabled]": "true",
    });
    expect(formOf(authorize({ browserInfo: { ...BROWSER, timeZone: 0, javaScriptEnabled: false } }))).toMatchObject({
      "browser[timezone]": "0",
      "browser[javaScriptEnabled]": "false",
    });
  });

  it("writes amounts with all decimals of their currency", () => {
    expect(formOf(authorize({ amount: minorUnit(1000) }))["amount"]).toBe("10.00");
    expect(formOf(authorize({ amount: minorUnit(5) }))["amount"]).toBe("0.05");
    expect(formOf(authorize({ amount: minorUnit(1050), currency: "JPY" }))["amount"]).toBe("1050");
  });

  it("sends the statement's text where there is one", () => {
    expect(formOf(authorize({ statementDescriptor: "ACME 42" }))["descriptor"]).toBe("ACME 42");
    expect(formOf(authorize())).not.toHaveProperty("descriptor");
  });
});

describe("stored cards", () => {
  it("are set up with no amount, by a customer who agreed", () => {
    expect(() => wireOf(setupMandate({ amount: minorUnit(100) }))).toThrow(invalid("InvalidDataFormat"));
    expect(() => wireOf(setupMandate({ customerAcceptance: undefined }))).toThrow(missing("customerAcceptance"));
  });

  it("are charged by their first payment's instance, in Authorize as well, and by no network's id", () => {
    const byMandate = { paymentMethodData: mandatePayment(), mandateId: repeat().request.mandateId };
    expect(formOf(authorize(byMandate, { connectorRequestReferenceId: "ch_1" }))).toEqual(formOf(repeat()));
    expect(() => wireOf(repeat({ mandateId: {} }))).toThrow(invalid("MissingConnectorMandateID"));
    const mandateReferenceId = { type: "network_mandate_id", networkTransactionId: "060720116005060" } as const;
    expect(() => wireOf(repeat({ mandateId: { mandateReferenceId } }))).toThrow(invalid("NotSupported"));
  });

  it("are no network tokens, nor is anything else stored", () => {
    for (const paymentMethodData of [NETWORK_TOKEN, wallet("google_pay_third_party_sdk").request.paymentMethodData, IDEAL]) {
      expect(() => wireOf(authorize({ paymentMethodData, setupFutureUsage: "off_session" }))).toThrow(invalid("NotSupported"));
      expect(() => wireOf(setupMandate({ paymentMethodData }))).toThrow(invalid("NotSupported"));
    }
  });
});

describe("a network token", () => {
  it.each([
    ["networkToken.cryptogram", { cryptogram: undefined }],
    ["networkToken.eci", { eci: undefined }],
  ])("needs %s", (path, without) => {
    expect(() => wireOf(authorize({ paymentMethodData: { ...NETWORK_TOKEN, ...without } }))).toThrow(missing(path));
  });

  it("may be the one of an Apple Pay payment that the caller has decrypted", () => {
    const decrypted: PaymentMethodData = {
      type: "wallet",
      kind: "apple_pay",
      paymentData: {
        type: "decrypted",
        number: secret("4200000000000000"),
        expiry: CardExpiry.of({ month: "12", year: "2030" }),
        cryptogram: secret(CRYPTOGRAM),
        eci: "05",
      },
    };
    expect(wireOf(authorize({ paymentMethodData: decrypted }))).toEqual(wireOf(authorize({ paymentMethodData: NETWORK_TOKEN })));
  });

  const others: readonly (readonly [name: string, data: PaymentMethodData])[] = [
    ["Apple Pay", applePay({ paymentData: { version: "EC_v1" } })],
    ["Google Pay", googlePay({ token: "{}" })],
    ["a method that nobody declares", { type: "bank_redirect", kind: "bizum" }],
    ["a transfer that nobody declares", { type: "bank_transfer", kind: "pse" }],
  ];
  it.each(others)("is not what an encrypted wallet or an unknown method gives: %s", (_name, paymentMethodData) => {
    expect(() => wireOf(authorize({ paymentMethodData }))).toThrow(invalid("NotImplemented"));
  });
});

describe("a bank payment", () => {
  const body = (data: RouterData<"Authorize">) => JSON.parse(wireOf(data).body ?? "{}") as { paymentMethod: string; callbackUrls: object };

  it.each([
    ["bank_redirect", "eps", "EPS"],
    ["bank_redirect", "giropay", "Giropay"],
    ["bank_redirect", "ideal", "IDeal"],
    ["bank_redirect", "sofort", "Sofort"],
    ["bank_redirect", "blik", "Blik"],
    ["bank_transfer", "sepa_bank_transfer", "SepaCreditTransfer"],
    ["bank_transfer", "instant_bank_transfer", "Wire"],
    ["bank_transfer", "instant_bank_transfer_finland", "InstantBankTransferFI"],
    ["bank_transfer", "instant_bank_transfer_poland", "InstantBankTransferPL"],
  ] as const)("by %s %s is called %s", (type, kind, name) => {
    expect(body(bank(type, kind)).paymentMethod).toBe(name);
  });

  it.each([
    ["https://m.example/return", "https://m.example/return?status=SuccessOk"],
    ["https://m.example/return?order=1", "https://m.example/return?order=1&status=SuccessOk"],
    ["https://m.example/return?order=1#top", "https://m.example/return?order=1&status=SuccessOk#top"],
    ["https://m.example/#top", "https://m.example/?status=SuccessOk#top"],
    ["https://m.example/#/return?order=1#top", "https://m.example/?status=SuccessOk#/return?order=1#top"],
  ])("comes back to %s with its status in the query", (routerReturnUrl, success) => {
    const urls = body(bank("bank_redirect", "eps", { routerReturnUrl })).callbackUrls;
    expect(urls).toEqual({ success, cancel: routerReturnUrl, error: routerReturnUrl });
  });

  it("needs the debtor's name and e-mail address for BLIK and transfers alone", () => {
    const nobody = { address: {}, request: { ...bank("bank_redirect", "eps").request, email: undefined } };
    expect(wireOf({ ...bank("bank_redirect", "eps"), ...nobody }).body).not.toContain("Debtor");
    for (const data of [bank("bank_redirect", "blik"), bank("bank_transfer", "instant_bank_transfer")]) {
      expect(() => wireOf({ ...data, address: {} })).toThrow(missing("billing.address.firstName"));
      expect(() => wireOf({ ...data, request: { ...data.request, email: undefined } })).toThrow(missing("customer.email"));
    }
  });
});
