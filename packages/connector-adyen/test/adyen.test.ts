import { ConnectorError, minorUnit, secret } from "@switchyard/interfaces";
import { bodyText } from "@switchyard/testkit/node";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adyen, adyenCredentials } from "../src/index.js";
import { toIdempotencyKey } from "../src/transformers/idempotency.js";
import { fixtureNames, requestFixture } from "./fixtures.js";
import {
  authorize,
  bodyOf,
  cancel,
  capture,
  complete,
  CONTEXT,
  CUSTOMER,
  increment,
  known,
  record,
  refund,
  revoke,
  setupMandate,
  wireOf,
} from "./records.js";
import { REQUESTS } from "./requests.js";

const code = (expected: string) => expect.objectContaining({ code: expected }) as Error;
const tooLong = (fieldName: string, maxLength: number, receivedLength: number) =>
  expect.objectContaining({ code: "MaxFieldLengthViolated", details: { connector: "adyen", fieldName, maxLength, receivedLength } }) as Error;

describe("a request, to the byte", () => {
  it.each(REQUESTS)("%s", (name, data) => {
    const { method, path, headers, ...fixture } = requestFixture(name);
    const body = bodyText(fixture);
    expect(wireOf(data)).toEqual({ method, path, headers, ...(body === undefined ? {} : { body }) });
  });

  it("has a record for every fixture", () => {
    const written = fixtureNames("request").filter((name) => !name.startsWith("webhook."));
    expect(REQUESTS.map(([name]) => name).sort()).toEqual([...written].sort());
  });
});

describe("credentials", () => {
  it("are an API key and a merchant account; a review key beside them where payouts are confirmed", () => {
    expect(adyenCredentials({ apiKey: "k", merchantAccount: "m" }).type).toBe("BodyKey");
    expect(adyenCredentials({ apiKey: "k", merchantAccount: "m", reviewApiKey: "r" }).type).toBe("SignatureKey");
  });

  it("of another type are refused", () => {
    const data = authorize({}, { connectorAuthType: { type: "HeaderKey", apiKey: secret("k") } });
    expect(() => wireOf(data)).toThrow(code("FailedToObtainAuthType"));
  });

  it("without a review key confirm no payout, and name what is missing", () => {
    const auth = { connectorAuthType: adyenCredentials({ apiKey: "k", merchantAccount: "m" }) };
    const data = record("PoFulfill", { payoutId: "payout_1", connectorPayoutId: "PAYOUTQ8HXSKGK82" }, auth);
    expect(() => wireOf(data)).toThrow(
      expect.objectContaining({
        code: "InvalidConnectorConfig",
        details: expect.objectContaining({ config: "auth.api_secret" }) as unknown,
      }) as Error,
    );
  });

  it("of the review user go with confirmations and refusals of payouts, and with nothing else", () => {
    const about = { payoutId: "payout_1", connectorPayoutId: "PAYOUTQ8HXSKGK82" };
    expect(wireOf(record("PoFulfill", about)).headers["x-api-key"]).toBe("AQEreview");
    expect(wireOf(record("PoCancel", about)).headers["x-api-key"]).toBe("AQEreview");
    expect(wireOf(authorize()).headers["x-api-key"]).toBe("AQEkey");
  });
});

describe("the live addresses", () => {
  const { baseUrls, secondaryBaseUrls } = adyen.facts;
  const live = {
    ...CONTEXT,
    environment: "production",
    baseUrl: baseUrls.production,
    secondaryBaseUrls: { disputes: secondaryBaseUrls?.["disputes"]?.production ?? "", payout: secondaryBaseUrls?.["payout"]?.production ?? "" },
  } as const;
  const prefixed = { connectorMetaData: { endpoint_prefix: "1797a841fbb37ca7-AdyenDemo" } };

  it("hold the merchant's prefix, and /checkout before the version", () => {
    expect(wireOf(authorize({}, prefixed), live).path).toBe(
      "https://1797a841fbb37ca7-AdyenDemo-checkout-live.adyenpayments.com/checkout/v71/payments",
    );
  });

  it("of payouts hold it as well; those of disputes do not", () => {
    const about = { payoutId: "payout_1", connectorPayoutId: "PAYOUTQ8HXSKGK82" };
    expect(wireOf(record("PoCancel", about, prefixed), live).path).toBe(
      "https://1797a841fbb37ca7-AdyenDemo-pal-live.adyenpayments.com/pal/servlet/Payout/v68/declineThirdParty",
    );
    const dispute = record("Accept", { disputeId: "d", connectorDisputeId: "DZ4DPSHB4WD2WN82", disputeStatus: "dispute_opened" });
    expect(wireOf(dispute, live).path).toBe("https://ca-live.adyen.com/ca/services/DisputeService/v30/acceptDispute");
  });

  it.each([undefined, {}, { endpoint_prefix: "" }, { endpoint_prefix: 7 }, { endpoint_prefix: "evil.example/" }, { endpoint_prefix: "a@b" }])(
    "are not made of the metadata %j",
    (connectorMetaData) => {
      expect(() => wireOf(authorize({}, { connectorMetaData }), live)).toThrow(
        expect.objectContaining({
          code: "InvalidConnectorConfig",
          details: expect.objectContaining({ config: "metadata.endpoint_prefix" }) as unknown,
        }) as Error,
      );
    },
  );

  it("need no prefix in test", () => {
    expect(wireOf(authorize()).path).toBe("payments");
  });
});

describe("the idempotency key", () => {
  const keyOf = (data: Parameters<typeof wireOf>[0]) => wireOf(data).headers["idempotency-key"];

  it("is the same at every try", () => {
    expect(keyOf(authorize())).toBe(keyOf(authorize()));
  });

  it("has at most 64 characters of ASCII, whatever the reference", () => {
    const account = { apiKey: secret("AQEkey"), merchantAccount: secret("TestMerchant") };
    // Any code units: half a surrogate pair is a reference too.
    const references = fc.array(fc.integer({ min: 0, max: 0xff_ff }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(references, (units) => {
        const reference = String.fromCharCode(...units);
        expect(toIdempotencyKey(account, "Authorize", reference).expose()).toMatch(/^[\x21-\x7e]{1,64}$/);
      }),
    );
  });

  it("differs between references, flows and accounts", () => {
    const other = { connectorAuthType: adyenCredentials({ apiKey: "AQEkey", merchantAccount: "OtherMerchant" }) };
    const keys = [
      authorize(),
      authorize({}, { connectorRequestReferenceId: "attempt_124" }),
      authorize({}, other),
      setupMandate(),
      record("CreateOrder", { amount: minorUnit(1000), currency: "EUR" }),
    ].map((data) => keyOf(data));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("differs between what a payment makes under one reference", () => {
    const captures = ["a", "b"].map((captureReference, at) => capture({ multipleCaptureData: { captureSequence: at + 1, captureReference } }));
    const refunds = ["r1", "r2"].map((refundId) => refund({ refundId }));
    const increments = [1500, 2000].map((total) => increment({ totalAmount: minorUnit(total) }));
    const steps = ["one", "two"].map((result) => complete({ params: secret(`redirectResult=${result}`) }));
    const payments = ["QFQTPCQ8HXSKGK82", "QFQTPCQ8HXSKGK83"].map((connectorTransactionId) => cancel({ connectorTransactionId }));
    for (const pair of [captures, refunds, increments, steps, payments]) {
      const [one, two] = pair.map((data) => keyOf(data));
      expect(one).not.toBe(two);
    }
  });

  it("goes with every POST and with no DELETE", () => {
    for (const [, data] of REQUESTS) {
      const { method, headers } = wireOf(data);
      expect("idempotency-key" in headers).toBe(method === "POST");
    }
  });

  it("is built on for Checkout alone, whose document names it", () => {
    expect(adyen.facts.idempotentFlows).not.toContain("Accept");
    expect(adyen.facts.idempotentFlows).not.toContain("PoFulfill");
    expect(adyen.facts.idempotentFlows).toContain("Authorize");
    expect(adyen.facts.idempotentFlows).toContain("Execute");
  });
});

describe("what is missing or wrong is told before anything is sent", () => {
  it("names the return URL, which every payment must have", () => {
    expect(() => wireOf(authorize({ routerReturnUrl: undefined }))).toThrow(
      expect.objectContaining({ code: "MissingRequiredField", details: { fieldName: "returnUrl" } }) as Error,
    );
    const metadata = { connectorMetaData: { return_url: "https://shop.example/default" } };
    expect(bodyOf(authorize({ routerReturnUrl: undefined }, metadata))).toMatchObject({ returnUrl: "https://shop.example/default" });
  });

  it("refuses references of more than 80 characters", () => {
    expect(bodyOf(authorize({}, { connectorRequestReferenceId: "x".repeat(80) }))).toMatchObject({ reference: "x".repeat(80) });
    expect(() => wireOf(authorize({}, { connectorRequestReferenceId: "x".repeat(81) }))).toThrow(tooLong("reference", 80, 81));
  });

  it("names all that 3DS lacks of the browser", () => {
    const data = authorize({ browserInfo: { userAgent: "UA", timeZone: 0, javaEnabled: false } }, { authType: "three_ds" });
    expect(() => wireOf(data)).toThrow(
      expect.objectContaining({
        code: "MissingRequiredFields",
        details: {
          fieldNames: ["acceptHeader", "language", "colorDepth", "screenHeight", "screenWidth"].map((field) => `browserInfo.${field}`),
        },
      }) as Error,
    );
  });

  it("leaves a browser out of which a part is unknown, where nothing asks for it", () => {
    expect(bodyOf(authorize({ browserInfo: { userAgent: "UA" } }))).not.toHaveProperty("browserInfo");
  });

  it.each([
    ["21 pairs", Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`key${String(at)}`, "v"]))],
    ["a record", { key: { deeper: 1 } }],
  ])("refuses metadata with %s", (_, metadata) => {
    expect(() => wireOf(authorize({ metadata }))).toThrow(
      expect.objectContaining({ code: "InvalidDataFormat", details: expect.objectContaining({ fieldName: "metadata" }) as unknown }) as Error,
    );
  });

  it("refuses keys of more than 20 and values of more than 80 characters", () => {
    expect(() => wireOf(authorize({ metadata: { ["k".repeat(21)]: "v" } }))).toThrow(tooLong("metadata", 20, 21));
    expect(() => wireOf(authorize({ metadata: { key: "v".repeat(81) } }))).toThrow(tooLong("metadata.key", 80, 81));
  });

  it("sends no chargeback logic that says nothing", () => {
    const logicOf = (logic: object) => bodyOf(authorize({ metadata: { platform_chargeback_logic: logic } }))["platformChargebackLogic"];
    expect([logicOf({}), logicOf({ behavior: " " })]).toEqual([undefined, undefined]);
    expect(logicOf({ behavior: "deductFromLiableAccount" })).toEqual({ behavior: "deductFromLiableAccount" });
  });

  it("passes 20 pairs on, numbers and truth values as text", () => {
    const pairs = Object.fromEntries(Array.from({ length: 18 }, (_, at) => [`key${String(at)}`, "v"]));
    const body = bodyOf(authorize({ metadata: { ...pairs, count: 7, gift: true, device_fingerprint: "df" } }));
    expect(body["metadata"]).toEqual({ ...pairs, count: "7", gift: "true" });
    expect(body["deviceFingerprint"]).toBe("df");
  });

  it("names the customer where a card is to be stored, and refuses an id that is too short or too long", () => {
    expect(() => wireOf(setupMandate({ customerId: undefined }))).toThrow(
      expect.objectContaining({ code: "MissingRequiredField", details: { fieldName: "customer.id" } }) as Error,
    );
    expect(() => wireOf(setupMandate({ customerId: "ab" }))).toThrow(code("InvalidDataFormat"));
    expect(() => wireOf(setupMandate({ customerId: "x".repeat(257) }))).toThrow(tooLong("customer.id", 256, 257));
    expect(bodyOf(authorize({ customerId: "ab" }))).not.toHaveProperty("shopperReference");
  });

  it("holds nothing of a verification, whose amount is nothing", () => {
    expect(bodyOf(authorize({ captureMethod: "manual" }))).toMatchObject({ additionalData: { manualCapture: "true", authorisationType: "PreAuth" } });
    expect(bodyOf(authorize({ captureMethod: "manual", amount: minorUnit(0) }))).not.toHaveProperty("additionalData");
  });

  it("finds whose a stored method is in what the mandate was given with, else in the customer", () => {
    expect(wireOf(revoke()).path).toContain("shopperReference=customer-1");
    const kept = revoke(CUSTOMER, { mandateMetadata: secret({ shopperReference: "customer/7" }) });
    expect(wireOf(kept).path).toContain("shopperReference=customer%2F7");
    expect(() => wireOf(revoke({}))).toThrow(code("MissingRequiredField"));
  });

  it("refuses splits in another processor's terms", () => {
    const splitPayments = { type: "stripe_split_payment", chargeType: "direct", transferAccountId: "acct_1" } as const;
    expect(() => wireOf(authorize({ splitPayments }))).toThrow(code("NotSupported"));
  });

  it("refuses what comes back from a browser without anything that Adyen knows", () => {
    expect(() => wireOf(complete({ params: secret("utm=1") }))).toThrow(code("MissingRequiredField"));
    expect(() => wireOf(complete(undefined))).toThrow(ConnectorError);
  });

  it("refuses evidence in words, of another type, empty, or too large", () => {
    const about = { disputeId: "d", connectorDisputeId: "DZ4DPSHB4WD2WN82", disputeStatus: "dispute_opened" } as const;
    const file = (bytes: number, fileType: string) => ({ receipt: { type: "content", file: secret(new Uint8Array(bytes)), fileType } as const });
    expect(() => wireOf(record("Evidence", { ...about, texts: { uncategorized_text: secret("it was me") } }))).toThrow(code("NotSupported"));
    expect(() => wireOf(record("Evidence", about))).toThrow(code("MissingRequiredField"));
    for (const files of [file(0, "application/pdf"), file(2_097_153, "application/pdf"), file(10, "text/plain"), file(10_485_761, "image/tiff")]) {
      expect(() => wireOf(record("Evidence", { ...about, files }))).toThrow(code("InvalidDataFormat"));
    }
    expect(bodyOf(record("Evidence", { ...about, files: file(2_097_152, "application/pdf") }))).toHaveProperty("defenseDocuments");
  });

  it("refuses payouts in two currencies, to what Adyen does not pay, and of what it must know more", () => {
    const payout = { payoutId: "p", amount: minorUnit(1), sourceCurrency: "EUR", destinationCurrency: "USD", entityType: "Individual" } as const;
    const card = { type: "card", cardNumber: secret("4111111111111111"), expiryMonth: secret("03"), expiryYear: secret("2030") } as const;
    expect(() => wireOf(record("PoCreate", payout))).toThrow(code("NotSupported"));
    expect(() => wireOf(record("PoCreate", { ...payout, destinationCurrency: "EUR", payoutMethodData: card }))).toThrow(code("NotSupported"));
    expect(() => wireOf(record("PoCancel", payout))).toThrow(code("MissingRequiredField"));
  });
});

describe("additional data", () => {
  it("asks for capture by hand, and for an authorization that may change", () => {
    expect(bodyOf(authorize({ captureMethod: "manual_multiple" }))["additionalData"]).toEqual({
      manualCapture: "true",
      authorisationType: "PreAuth",
    });
    expect(bodyOf(authorize({ requestIncrementalAuthorization: true }))["additionalData"]).toEqual({ authorisationType: "PreAuth" });
    expect(bodyOf(authorize())).not.toHaveProperty("additionalData");
  });

  it("refuses captures on a schedule", () => {
    expect(() => wireOf(authorize({ captureMethod: "scheduled" }))).toThrow(code("CaptureMethodNotSupported"));
  });

  it.each([
    ["low_value", "lowValue"],
    ["secure_corporate_payment", "secureCorporate"],
    ["trusted_listing", "trustedBeneficiary"],
    ["transaction_risk_analysis", "transactionRiskAnalysis"],
  ])("passes the exemption %s on as %s", (psd2ScaExemptionType, scaExemption) => {
    expect(bodyOf(authorize({}, { psd2ScaExemptionType }))["additionalData"]).toEqual({ scaExemption });
  });
});

describe("3DS", () => {
  it("that was done elsewhere goes along, and is not asked for again", () => {
    const authenticationData = {
      cavv: secret("AAABBEg0VhI0VniQEjRWAAAAAAA="),
      eci: "05",
      dsTransactionId: "ds-1",
      messageVersion: "2.2.0",
      transactionStatus: "Y",
    };
    const body = bodyOf(known({ authenticationData }, { authType: "three_ds" }));
    expect(body["mpiData"]).toEqual({
      cavv: "AAABBEg0VhI0VniQEjRWAAAAAAA=",
      eci: "05",
      dsTransID: "ds-1",
      threeDSVersion: "2.2.0",
      directoryResponse: "Y",
      authenticationResponse: "Y",
    });
    expect(body).not.toHaveProperty("authenticationData");
  });

  it("is native where the merchant's settings ask for it, and by redirect otherwise", () => {
    const native = known({}, { authType: "three_ds", connectorMetaData: { native_three_ds: true } });
    expect(bodyOf(native)["authenticationData"]).toEqual({
      attemptAuthentication: "always",
      threeDSRequestData: { nativeThreeDS: "preferred" },
    });
    expect(bodyOf(known({}, { authType: "three_ds" }))["authenticationData"]).toEqual({ attemptAuthentication: "always" });
  });
});
