import { applePay, googlePay, mandatePayment, networkTransactionCard } from "@switchyard/client";
import { CaptureMethod, minorUnit, networkToken, secret, type ConnectorAuthType, type PaymentMethodData } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { worldpay, worldpayCredentials } from "../src/index.js";
import { mapOutcomeStatus } from "../src/transformers/status.js";
import { authorize, bodyOf, BROWSER, CARD, instructionOf, read, TOKEN_HREF, valueOf, wireOf } from "./records.js";

const thrown = (code: string, details: object = {}): unknown =>
  expect.objectContaining({ code, details: expect.objectContaining(details) as unknown });
const three = (request: object = {}) =>
  authorize({ browserInfo: BROWSER, completeAuthorizeUrl: "https://m.example/complete", ...request }, { authType: "three_ds" });
const nti = networkTransactionCard({ number: "4444333322221111", expMonth: "05", expYear: "2035" });
const byNetwork = { mandateReferenceId: { type: "network_mandate_id", networkTransactionId: "060720116005060" } } as const;
const byToken = { mandateReferenceId: { type: "connector_mandate_id", connectorMandateId: TOKEN_HREF } } as const;
const google = googlePay({ token: '{"signature":"s"}' });
const apple = applePay({ paymentData: { version: "EC_v1" } });
const paypal: PaymentMethodData = { type: "wallet", kind: "paypal_redirect" };

describe("seed 003: Connector Architecture", () => {
  it("Main Connector Structure: amounts are converted to minor units", () => {
    expect(worldpay.getCurrencyUnit()).toBe("minor");
    expect(instructionOf(authorize({ amount: minorUnit(250) }))["value"]).toEqual({ amount: 250, currency: "GBP" });
  });
  it("Key Traits Implemented: the connector knows itself", () => {
    expect(worldpay.id).toBe("worldpay");
    expect(worldpay.baseUrl({ worldpay: { baseUrl: "https://x.example/" } })).toBe("https://x.example/");
    expect(worldpay.flows.Authorize).toBeDefined();
    expect(worldpay.webhooks).toBeDefined();
  });
});

describe("seed 003: Authorize Flow Implementation", () => {
  it("Core Implementation: POST api/payments, JSON, the four headers", () => {
    expect(wireOf(authorize())).toMatchObject({
      method: "POST",
      path: "api/payments",
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        "wp-api-version": "2024-06-01",
        authorization: "Basic dXNlcm5hbWUxOnBhc3N3b3JkMTIz",
      },
    });
    expect(worldpay.commonGetContentType()).toBe("application/json");
  });
});

describe("seed 003: Request Transformation", () => {
  it("Key Request Structure: WorldpayPaymentsRequest and Instruction", () => {
    expect(bodyOf(authorize())).toEqual({
      transactionReference: "pay_att_1",
      merchant: { entity: "MindPalaceLtd" },
      instruction: {
        settlement: { auto: true },
        method: "card",
        paymentInstrument: expect.any(Object) as unknown,
        narrative: { line1: "Mind Palace" },
        value: { amount: 1000, currency: "GBP" },
      },
    });
  });
  it("Payment Instrument Transformation: card, wallets, mandate, all others", () => {
    const instrument = (paymentMethodData: PaymentMethodData, more: object = {}) =>
      instructionOf(authorize({ paymentMethodData, ...more }))["paymentInstrument"];
    expect(instrument(CARD)).toEqual({
      type: "plain",
      cardNumber: "4000000000001091",
      expiryDate: { month: 5, year: 2035 },
      cvc: "123",
      cardHolderName: "Sherlock Holmes",
      billingAddress: { address1: "221B Baker Street", city: "London", postalCode: "NW1 6XE", countryCode: "GB" },
    });
    expect(instrument(google)).toEqual({ type: "encrypted", walletToken: '{"signature":"s"}' });
    expect(instrument(apple)).toEqual({ type: "encrypted", walletToken: '{"version":"EC_v1"}' });
    expect(instrument(mandatePayment(), { mandateId: byToken })).toEqual({ type: "token", href: TOKEN_HREF });
    expect(() => instrument(paypal)).toThrow(thrown("NotImplemented", { connector: "worldpay", message: "wallet.paypal_redirect" }));
  });
  it.each([
    [1000, undefined, { auto: true }],
    [1000, "automatic", { auto: true }],
    [1000, "sequential_automatic", { auto: true }],
    [1000, "manual", { auto: false }],
    [1000, "manual_multiple", { auto: false }],
    ...Object.values(CaptureMethod).map((method) => [0, method, undefined] as const),
  ] as const)("Settlement Configuration: %s with capture method %s", (amount, captureMethod, settlement) => {
    expect(instructionOf(authorize({ amount: minorUnit(amount), captureMethod }))["settlement"]).toEqual(settlement);
  });
  it("Settlement Configuration: a scheduled capture is refused", () => {
    expect(() => wireOf(authorize({ captureMethod: "scheduled" }))).toThrow(thrown("CaptureMethodNotSupported"));
  });
});

describe("seed 003: Response Handling", () => {
  it.each([
    ["authorized", "authorized"],
    ["Authorized", "authorized"],
    ["refused", "failure"],
    ["sentForSettlement", "charged"],
    ["sentForRefund", "auto_refunded"],
    ["fraudHighRisk", "failure"],
    ["3dsDeviceDataRequired", "device_data_collection_pending"],
    ["threeDsDeviceDataRequired", "device_data_collection_pending"],
    ["sentForCancellation", "void_initiated"],
    ["3dsAuthenticationFailed", "authentication_failed"],
    ["threeDsAuthenticationFailed", "authentication_failed"],
    ["sentForPartialRefund", "auto_refunded"],
    ["3dsChallenged", "authentication_pending"],
    ["threeDsChallenged", "authentication_pending"],
    ["3dsUnavailable", "authentication_failed"],
    ["threeDsUnavailable", "authentication_failed"],
  ])("Payment Outcomes, and Payment Status Mapping: %s is %s", (outcome, status) => {
    expect(mapOutcomeStatus(outcome)).toBe(status);
  });
  it.each([
    ["authorize.authorized", { resourceId: { type: "connector_transaction_id" }, networkTxnId: "060720116005060" }],
    ["authorize.authorized-with-token", { mandateReference: { connectorMandateId: TOKEN_HREF, paymentMethodId: "9968110159504301628" } }],
    ["authorize.device-data-required", { redirectionData: { type: "worldpay_ddc", method: "POST", collectionId: "SessionId" } }],
    ["complete-authorize.challenged", { redirectionData: { type: "form", method: "POST", formFields: { JWT: expect.anything() as unknown } } }],
  ])("Response Structure and Transformation Logic: %s", (name, value) => {
    expect(valueOf(three(), name)).toMatchObject(value);
  });
  it.each([
    ["authorize.refused", { code: "5", message: "REFUSED", networkAdviceCode: "01" }],
    ["authorize.fraud-high-risk", { code: "fraudHighRisk" }],
  ])("Response Transformation Logic: %s", (name, error) => {
    expect(read(authorize(), name)).toMatchObject({ status: "failure", response: { ok: false, error } });
  });
});

describe("seed 003: Authentication", () => {
  const header = (auth: ConnectorAuthType) => {
    const { authorization } = worldpay.getAuthHeader(auth);
    return typeof authorization === "object" ? authorization.expose() : authorization;
  };
  const [key1, apiKey, apiSecret] = [secret("username1"), secret("password123"), secret("MindPalaceLtd")];
  it("Authentication Types Supported: BodyKey and SignatureKey join key1 and api_key", () => {
    const signature = worldpayCredentials({ username: "username1", password: "password123", entityId: "MindPalaceLtd" });
    expect(header(signature)).toBe("Basic dXNlcm5hbWUxOnBhc3N3b3JkMTIz");
    expect(header({ type: "BodyKey", key1, apiKey })).toBe("Basic dXNlcm5hbWUxOnBhc3N3b3JkMTIz");
    expect(header({ type: "SignatureKey", key1, apiKey, apiSecret })).not.toBe("Basic cGFzc3dvcmQxMjM6dXNlcm5hbWUx");
    expect(bodyOf({ ...authorize(), connectorAuthType: { type: "BodyKey", key1, apiKey } })["merchant"]).toEqual({ entity: "default" });
  });
  it("Authentication Types Supported: every other is refused", () => {
    for (const auth of [{ type: "HeaderKey", apiKey }, { type: "NoKey" }, { type: "MultiAuthKey", apiKey, key1, apiSecret, key2: key1 }] as const) {
      expect(() => header(auth)).toThrow(thrown("FailedToObtainAuthType", { received: auth.type }));
    }
  });
  it("Header Construction: nothing of it prints the password", () => {
    expect(JSON.stringify(worldpay.getAuthHeader({ type: "SignatureKey", key1, apiKey, apiSecret }))).not.toMatch(/dXNl|password123/);
  });
});

describe("seed 003: 3DS Support", () => {
  it("3DS Request Creation: browser, challenge and constants", () => {
    expect(instructionOf(three())["threeDS"]).toEqual({
      type: "integrated",
      mode: "always",
      deviceData: {
        acceptHeader: "text/html",
        userAgentHeader: "Mozilla/5.0",
        browserLanguage: "en-GB",
        browserScreenWidth: 900,
        browserScreenHeight: 1200,
        browserColorDepth: "24",
        timeZone: "300",
        browserJavaEnabled: true,
        browserJavascriptEnabled: true,
        channel: "browser",
      },
      challenge: { returnUrl: "https://m.example/complete" },
    });
    expect(instructionOf(three({ setupFutureUsage: "off_session" }))["threeDS"]).toMatchObject({ challenge: { preference: "challengeMandated" } });
  });
  it.each([
    [{ browserInfo: undefined }, "browserInfo"],
    [{ browserInfo: { ...BROWSER, acceptHeader: undefined } }, "browserInfo.acceptHeader"],
    [{ browserInfo: { ...BROWSER, userAgent: " " } }, "browserInfo.userAgent"],
    [{ completeAuthorizeUrl: undefined }, "completeAuthorizeUrl"],
  ])("3DS Request Creation: %j is refused before anything is sent", (request, fieldName) => {
    expect(() => wireOf(three(request))).toThrow(thrown("MissingRequiredField", { fieldName }));
  });
  it.each([
    ["a card by network transaction id", three({ paymentMethodData: nti, mandateId: byNetwork })],
    ["Apple Pay", three({ paymentMethodData: apple })],
    ["a payment by the merchant", three({ paymentMethodData: mandatePayment(), mandateId: byToken })],
    ["a raw card off session", three({ offSession: true })],
    ["a mail order", three({ paymentChannel: "mail_order" })],
    ["a payment that did not ask", authorize({ browserInfo: BROWSER })],
  ])("3DS Request Creation: none for %s", (_what, data) => {
    expect(instructionOf(data)).not.toHaveProperty("threeDS");
  });
  it.each([
    [{ colorDepth: 30 }, { browserColorDepth: "24" }],
    [{ colorDepth: 48 }, { browserColorDepth: "48" }],
    [{ language: "zh-Hant-TW" }, { browserLanguage: "zh" }],
    [{ timeZone: -60 }, { timeZone: "-60" }],
  ])("3DS Request Creation: %j", (browser, deviceData) => {
    expect(instructionOf(three({ browserInfo: { ...BROWSER, ...browser } }))["threeDS"]).toEqual(
      expect.objectContaining({ deviceData: expect.objectContaining(deviceData) as unknown }),
    );
  });
  it("3DS Response Types: device data, challenge, failure, frictionless", () => {
    const after = (name: string) => read(three(), name).status;
    expect(
      [
        "authorize.device-data-required",
        "complete-authorize.challenged",
        "complete-authorize.authentication-failed",
        "authorize.authorized-with-token",
      ].map(after),
    ).toEqual(["device_data_collection_pending", "authentication_pending", "authentication_failed", "authorized"]);
  });
});

describe("seed 003: Payment Methods", () => {
  it("Supported Payment Methods: the declared table", () => {
    const supportedCaptureMethods = ["automatic", "manual", "sequential_automatic"];
    const card = {
      mandates: "supported",
      refunds: "supported",
      supportedCaptureMethods,
      specificFeatures: expect.objectContaining({
        threeDs: "supported",
        noThreeDs: "supported",
        supportedCardNetworks: ["AmericanExpress", "CartesBancaires", "DinersClub", "JCB", "Maestro", "Mastercard", "Visa"],
      }) as unknown,
    };
    const wallet = { mandates: "not_supported", refunds: "supported", supportedCaptureMethods };
    expect(worldpay.getSupportedPaymentMethods()).toEqual({ card: { credit: card, debit: card }, wallet: { google_pay: wallet, apple_pay: wallet } });
  });
  it("Payment Method Mapping: card, applepay, googlepay; the rest is not implemented", () => {
    const method = (paymentMethodData: PaymentMethodData) => instructionOf(authorize({ paymentMethodData }))["method"];
    expect([CARD, apple, google].map(method)).toEqual(["card", "applepay", "googlepay"]);
    const token = networkToken({ number: "4444333322221111", expMonth: "05", expYear: "2035" });
    expect(() => method(token)).toThrow(thrown("NotImplemented", { message: "network_token" }));
    // A wallet always says which it is: that is its type.
    // @ts-expect-error -- one that does not is not a payment method
    const nameless: PaymentMethodData = { type: "wallet" };
    expect(nameless.type).toBe("wallet");
  });
});
