import { applePay, googlePay, mandatePayment, networkTransactionCard } from "@switchyard/client";
import { minorUnit, secret, type RouterData } from "@switchyard/interfaces";
import { bodyText } from "@switchyard/testkit/node";
import { describe, expect, it } from "vitest";
import { requestFixture } from "./fixtures.js";
import {
  asked,
  authorize,
  bodyOf,
  BROWSER,
  capture,
  CARD,
  complete,
  increment,
  instructionOf,
  record,
  recover,
  refund,
  repeat,
  revoke,
  setupMandate,
  sync,
  syncRefund,
  TOKEN_HREF,
  wireOf,
} from "./records.js";

const THREE_DS = { authType: "three_ds" } as const;
const withBrowser = { browserInfo: BROWSER, completeAuthorizeUrl: "https://m.example/complete", routerReturnUrl: "https://m.example/done" };
const GOOGLE_TOKEN = '{"protocolVersion":"ECv1","signature":"MEQCIH6Q4OwQ","signedMessage":"{\\"encryptedMessage\\":\\"ZW5j\\"}"}';
const APPLE_TOKEN =
  '{"version":"EC_v1","data":"3+f4oOTwPa6f1UZ6tG","signature":"MIAGCSqGSIb3DQEH","header":{"publicKeyHash":"x","transactionId":"0f"}}';
const byToken = { mandateReferenceId: { type: "connector_mandate_id", connectorMandateId: TOKEN_HREF } } as const;

const requests: readonly (readonly [string, RouterData])[] = [
  ["authorize.card-automatic", authorize()],
  [
    "authorize.card-manual",
    authorize(
      {
        captureMethod: "manual",
        enablePartialAuthorization: true,
        merchantOrderReferenceId: "order-42",
        statementDescriptorSuffix: "ORDER 42",
        email: secret("sherlock@example.com"),
        browserInfo: { ipAddress: secret("192.0.2.7") },
      },
      {
        connectorMetaData: { merchant_name: "Café Zürich & and Sons Limited" },
        address: {
          billing: {
            address: {
              firstName: secret("Sherlock"),
              lastName: secret("Holmes"),
              line1: secret("221B Baker Street"),
              line2: secret("First floor"),
              city: "London",
              state: secret("Greater London"),
              zip: secret("NW1 6XE"),
              country: "GB",
            },
            phone: { number: secret("20 7946-0958"), countryCode: "+44" },
          },
          shipping: {
            address: {
              firstName: secret("John Hamish Wellington III"),
              lastName: secret("Watson"),
              line1: secret("1 Main Street"),
              city: "Dublin",
              country: "IE",
            },
          },
        },
      },
    ),
  ],
  ["authorize.three-ds", authorize(withBrowser, THREE_DS)],
  ["authorize.three-ds-mandate", authorize({ ...withBrowser, setupFutureUsage: "off_session", customerId: "cus-1" }, THREE_DS)],
  ["authorize.moto", authorize({ ...withBrowser, paymentChannel: "telephone_order" }, THREE_DS)],
  ["authorize.google-pay", authorize({ paymentMethodData: googlePay({ token: GOOGLE_TOKEN }) }, { address: {} })],
  ["authorize.apple-pay", authorize({ paymentMethodData: applePay({ paymentData: btoa(APPLE_TOKEN) }) }, { ...THREE_DS, address: {} })],
  [
    "authorize.network-transaction-id",
    authorize(
      {
        paymentMethodData: networkTransactionCard({ number: "4444333322221111", expMonth: "05", expYear: "2035", holderName: "Sherlock Holmes" }),
        mandateId: { mandateReferenceId: { type: "network_mandate_id", networkTransactionId: "060720116005060" } },
      },
      THREE_DS,
    ),
  ],
  ["authorize.card-off-session", authorize({ offSession: true }, THREE_DS)],
  ["authorize.token-on-session", authorize({ paymentMethodData: mandatePayment(), mandateId: byToken, offSession: false })],
  ["setup-mandate.card", setupMandate()],
  ["repeat-payment.token", repeat()],
  [
    "complete-authorize.device-data",
    complete("device_data_collection_pending", "eyJrIjoxLCJkIjoiZGRjIn0", "x=1&collectionReference=0_4d5e3a1b-7c2d-4f60-9a8b-1c2d3e4f5a6b"),
  ],
  ["complete-authorize.device-data-failed", complete("device_data_collection_pending", "eyJrIjoxLCJkIjoiZGRjIn0", "collectionReference=")],
  ["complete-authorize.challenge", complete("authentication_pending", "eyJrIjoxLCJk+Ij0=", "TransactionId=1&Response=&MD=")],
  ["sync.payment", sync()],
  ["sync.recovery", recover()],
  ["capture.partial", capture()],
  ["capture.first-of-two", capture({ multipleCaptureData: { captureSequence: 1, captureReference: "cap_1", captureCount: 2 } })],
  ["void.payment", record("Void", { ...asked(), cancellationReason: "the customer changed their mind" })],
  ["void-post-capture.payment", record("PostCaptureVoid", asked())],
  ["refund.partial", refund()],
  ["sync-refund.refund", syncRefund()],
  ["increment-authorization.payment", increment()],
  ["revoke-mandate.token", revoke()],
];

describe("a request, to the byte", () => {
  it.each(requests)("%s", (name, data) => {
    const { method, path, headers, ...fixture } = requestFixture(name);
    const body = bodyText(fixture);
    expect(wireOf(data)).toEqual({ method, path, headers, ...(body === undefined ? {} : { body }) });
  });
});

describe("references", () => {
  const referenced = (reference: string) => authorize({}, { connectorRequestReferenceId: reference });

  it.each(["a", "x".repeat(64), "Memory265-13/08/1876", "`{}~[]$;?@!#%()*=.:+_-"])("passes %s on as it is", (reference) => {
    expect(bodyOf(referenced(reference))).toMatchObject({ transactionReference: reference });
  });

  it.each(["", "two words", "a&b", "a<b", "a,b", "it's", 'a"b', "é"])("refuses %j before anything is sent", (reference) => {
    expect(() => wireOf(referenced(reference))).toThrow(
      expect.objectContaining({ code: "InvalidDataFormat", details: { fieldName: "reference", expected: expect.any(String) as unknown } }),
    );
  });

  it("refuses one that is too long as such", () => {
    const details = { connector: "worldpay", fieldName: "reference", maxLength: 64, receivedLength: 65 };
    expect(() => wireOf(referenced("x".repeat(65)))).toThrow(expect.objectContaining({ code: "MaxFieldLengthViolated", details }));
  });

  it("leaves out an order reference that Worldpay would refuse", () => {
    expect(bodyOf(authorize({ merchantOrderReferenceId: "order 42" }))).not.toHaveProperty("orderReference");
    expect(bodyOf(authorize({ merchantOrderReferenceId: "a`b" }))).not.toHaveProperty("orderReference");
  });

  it("puts hyphens for what settlements and refunds do not take", () => {
    expect(bodyOf(refund("re_1.2/ü"))).toMatchObject({ reference: "re-1-2--" });
    expect(bodyOf(capture({ multipleCaptureData: { captureSequence: 2, captureReference: "cap_2" } }))).toEqual({
      reference: "cap-2",
      value: { amount: 500, currency: "GBP" },
    });
  });

  it("encodes an id once, and lets none out of its segment", () => {
    expect(wireOf(sync("pending", { connectorTransactionId: { type: "connector_transaction_id", id: "a/../b?c#d%20" } })).path).toBe(
      "api/payments/a%2F..%2Fb%3Fc%23d%2520",
    );
  });
});

describe("the narrative", () => {
  const named = (merchantName: unknown) => authorize({}, { connectorMetaData: { merchantName } });
  it("is the merchant's name in the characters that Worldpay takes", () => {
    expect(instructionOf(named("  Łódź «Bäckerei» GmbH & Co. KG, Stra\u00dfe 1 "))["narrative"]).toEqual({ line1: "Lodz Backerei GmbH  Co." });
  });
  it.each([undefined, "", "  ", "日本", 42])("refuses %j", (name) => {
    expect(() => wireOf(named(name))).toThrow(
      expect.objectContaining({ code: "InvalidConnectorConfig", details: expect.objectContaining({ config: "metadata.merchant_name" }) as unknown }),
    );
  });
});

describe("amounts", () => {
  it("go in minor units, whatever the exponent", () => {
    expect(instructionOf(authorize({ amount: minorUnit(1050), currency: "JPY" }))["value"]).toEqual({ amount: 1050, currency: "JPY" });
    expect(instructionOf(authorize({ amount: minorUnit(2_147_483_647) }))["value"]).toMatchObject({ amount: 2_147_483_647 });
  });
  it("beyond 32 bits are refused", () => {
    expect(() => wireOf(authorize({ amount: minorUnit(2_147_483_648) }))).toThrow(expect.objectContaining({ code: "InvalidDataFormat" }));
  });
});

describe("what Worldpay would refuse", () => {
  const billed = (details: object, more: object = {}) =>
    authorize(
      {},
      {
        address: { billing: { address: { line1: secret("1 High Street"), city: "London", zip: secret("N1"), country: "GB", ...details }, ...more } },
      },
    );
  const instrument = (data: RouterData<"Authorize">) => instructionOf(data)["paymentInstrument"];

  it.each(["line1", "city", "zip", "country"])("is not sent: an address without its %s", (field) => {
    expect(instrument(billed({ [field]: undefined }))).not.toHaveProperty("billingAddress");
  });
  it("is not sent: a postcode that Ireland does not have", () => {
    expect(instrument(billed({ zip: undefined, country: "IE" }))).toMatchObject({
      billingAddress: { address1: "1 High Street", city: "London", countryCode: "IE" },
    });
  });
  it("is cut: lines, town, county and postcode that are too long", () => {
    const long = secret("x".repeat(200));
    expect(instrument(billed({ line1: long, line2: long, line3: long, city: "y".repeat(60), state: long, zip: long }))).toMatchObject({
      billingAddress: {
        address1: "x".repeat(80),
        address2: "x".repeat(80),
        address3: "x".repeat(80),
        city: "y".repeat(50),
        state: "x".repeat(30),
        postalCode: "x".repeat(15),
      },
    });
  });
  it.each(["123", "1".repeat(21), "none"])("is left out: the telephone number %s", (number) => {
    expect(instructionOf(billed({}, { phone: { number: secret(number) } }))).not.toHaveProperty("customer");
  });
  it("is left out: an e-mail address without @ or beyond 128 characters, an IP address that is none", () => {
    expect(instructionOf(authorize({ email: secret("sherlock") }))).not.toHaveProperty("customer");
    expect(instructionOf(authorize({ email: secret(`${"x".repeat(128)}@example.com`) }))).not.toHaveProperty("customer");
    expect(instructionOf(authorize({ browserInfo: { ipAddress: secret("unknown") } }))).not.toHaveProperty("customer");
    expect(instructionOf(authorize({ browserInfo: { ipAddress: secret("2001:db8::1") } }))["customer"]).toEqual({ ipAddress: "2001:db8::1" });
  });
  it("is spelled in Latin letters: the card holder; else the card's own name; else none", () => {
    const own = { ...CARD, holderName: secret("S. Holmes") };
    expect(instrument(billed({ firstName: secret("José"), lastName: secret("Straße") }))).toMatchObject({ cardHolderName: "Jose Strasse" });
    expect(instrument(authorize({ paymentMethodData: own }, { address: { billing: { address: { firstName: secret("Шерлок") } } } }))).toMatchObject({
      cardHolderName: "S. Holmes",
    });
    expect(instrument(authorize({}, { address: {} }))).not.toHaveProperty("cardHolderName");
    expect(instrument(authorize({ paymentMethodData: { ...CARD, cvc: undefined } }))).not.toHaveProperty("cvc");
  });
  it("is refused: a stored card without a holder's name, a scheme reference of other characters", () => {
    expect(() => wireOf(authorize({ setupFutureUsage: "off_session" }, { address: {} }))).toThrow(
      expect.objectContaining({ code: "MissingRequiredField", details: { fieldName: "card.holderName" } }),
    );
    const paymentMethodData = networkTransactionCard({ number: "4444333322221111", expMonth: "05", expYear: "2035" });
    const mandateId = { mandateReferenceId: { type: "network_mandate_id", networkTransactionId: "no spaces" } } as const;
    expect(() => wireOf(authorize({ paymentMethodData, mandateId }))).toThrow(expect.objectContaining({ code: "InvalidDataFormat" }));
  });
});

describe("the steps of 3DS", () => {
  it.each(["started", "authorized", "charged", "failure"] as const)("are not taken in the status %s", (status) => {
    expect(() => wireOf(complete(status, "ld"))).toThrow(expect.objectContaining({ code: "ProcessingStepFailed" }));
  });
  it("do not begin the challenge with device data that were submitted twice", () => {
    expect(() => wireOf(complete("authentication_pending", "ld", "collectionReference=0_1"))).toThrow(
      expect.objectContaining({ code: "NotSupported" }),
    );
  });
  it("take the reference from fields as well", () => {
    const data = record(
      "CompleteAuthorize",
      { ...asked("ld"), redirectResponse: { payload: secret({ collectionReference: "0_2" }) } },
      { status: "device_data_collection_pending" },
    );
    expect(bodyOf(data)).toEqual({ collectionReference: "0_2" });
  });
  it("need the payment's id", () => {
    const data = record("CompleteAuthorize", {}, { status: "authentication_pending" });
    expect(() => wireOf(data)).toThrow(expect.objectContaining({ code: "MissingConnectorTransactionID" }));
  });
});

describe("revoking", () => {
  it.each([
    "https://evil.example/tokens/x",
    "https://try.access.worldpay.com/api/payments/x",
    "https://try.access.worldpay.com/tokens/../api/payments",
    "http://try.access.worldpay.com/tokens/x",
    "tokens/x",
  ])("is not sent to %s", (href) => {
    expect(() => wireOf(revoke(href))).toThrow(expect.objectContaining({ code: "InvalidDataFormat" }));
  });
});
