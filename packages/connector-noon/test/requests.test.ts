import { googlePay, mandatePayment } from "@switchyard/client";
import { ConnectorError, minorUnit, secret, type RouterData } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noonAuth } from "../src/auth.js";
import { noon } from "../src/index.js";
import { toInitiateRequest } from "../src/transformers/initiate.js";
import { toSyncPath, toSyncResult } from "../src/transformers/sync.js";
import { noonResponse } from "../src/responses.js";
import { parseJson } from "@switchyard/utils";
import { responseFixture } from "./fixtures.js";
import { asked, auth, bodyOf, CARD, clientOf, order, payment, setupMandateDetails, type Client } from "./wire.js";

type Sent = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

async function sentBy(call: (client: Client) => Promise<unknown>): Promise<Sent> {
  const { sent, payments } = clientOf("authorize.captured");
  await call(payments);
  return bodyOf(sent[0]) as Sent;
}

async function refusal(call: (client: Client) => Promise<unknown>, metadata?: Readonly<Record<string, unknown>>) {
  const { sent, payments } = clientOf("authorize.captured", metadata);
  const error = await call(payments).catch((thrown: unknown) => thrown);
  expect(sent).toHaveLength(0);
  return error instanceof ConnectorError ? [error.code, error.details] : error;
}

const initiated = (fields: object) => sentBy((client) => client.authorize({ ...order, ...fields }));
const refused = (fields: object) => refusal((client) => client.authorize({ ...order, ...fields }));

describe("credentials", () => {
  it("are business.application:key in base64, behind Key: the worked vector", async () => {
    const { sent, payments } = clientOf("authorize.captured");
    await payments.authorize(order);
    expect(sent[0]?.headers["authorization"]).toBe("Key bXlfYml6Lm15X2FwcDprZXlfdGVzdF8wMDAx");
    expect(noon.getAuthHeader(auth)["authorization"]).toMatchObject({});
  });

  it.each(["Key_Test", "Key_Live"])("go behind %s where the account wants that (trap 22)", async (authorizationScheme) => {
    const { sent, payments } = clientOf("sync.captured", { authorizationScheme });
    await payments.sync(payment);
    expect(sent[0]?.headers["authorization"]).toBe(`${authorizationScheme} bXlfYml6Lm15X2FwcDprZXlfdGVzdF8wMDAx`);
  });

  it("are SignatureKey, and no other kind", () => {
    expect(() => noonAuth({ type: "BodyKey", apiKey: secret("a"), key1: secret("b") })).toThrow("wrong type");
  });
});

describe("regions (trap 21)", () => {
  it.each([
    [undefined, "https://api-test.noonpayments.com/"],
    ["Global", "https://api-test.noonpayments.com/"],
    ["Ksa", "https://api-test.sa.noonpayments.com/"],
    ["Egypt", "https://api-test.eg.noonpayments.com/"],
  ])("%s is at %s", async (region, host) => {
    const { sent, payments } = clientOf("sync.captured", region === undefined ? {} : { region });
    await payments.sync(payment);
    expect(sent[0]?.url).toBe(`${host}payment/v1/order/303052190031`);
  });

  it("refuses a region that there is not, whatever is asked", async () => {
    const expected = ["InvalidConnectorConfig", { config: "metadata.region" }];
    expect(await refusal((client) => client.void(payment), { region: "Mars" })).toMatchObject(expected);
  });
});

describe("the order's name (trap 16)", () => {
  const nameOf = async (description: string) => (await initiated({ description }))["order"]?.["name"];

  it("has no blank too many, also where it was cut", async () => {
    expect(await nameOf("  Order    42  ")).toBe("Order 42");
    expect(await nameOf(`${"x".repeat(49)} tail`)).toBe("x".repeat(49));
  });

  it("is what noon takes, whatever the description is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom("a", " ", "\t", "ß"), maxLength: 120 }), async (description) => {
        fc.pre(description.trim() !== "");
        expect(await nameOf(description)).toMatch(/^(?=.{1,50}$)\S+( \S+)*$/u);
      }),
      { numRuns: 60 },
    );
  });
});

describe("what goes with an order", () => {
  it("numbers the metadata by name, plain values only and without quotation marks (trap 17)", async () => {
    const metadata = { b: "x", a: 1, udf: { k: "v" }, c: 'say "hi"', d: true, e: null };
    const sent = await initiated({ metadata });
    expect(sent["order"]?.["nvp"]).toEqual({ "1": "a=1", "2": "b=x", "3": "c=say hi", "4": "d=true" });
  });

  it("leaves a state out where its country is not known (trap 18)", async () => {
    const stateOf = async (address: object) => (await initiated({ billing: { address } }))["billing"];
    expect(await stateOf({ city: "Dubai", state: "DU" })).toEqual({ address: { city: "Dubai" } });
    expect(await stateOf({ state: "DU", country: "AE" })).toEqual({ address: { stateProvince: "DU", country: "AE" } });
    expect(await stateOf({})).toBeUndefined();
  });

  it("takes the name on the card before that of the address", async () => {
    const sent = await initiated({ paymentMethod: { ...CARD, holderName: secret("M. HADDAD") } });
    expect(sent["paymentData"]?.["data"]).toMatchObject({ nameOnCard: "M. HADDAD" });
  });

  it("sends the buyer's address, Google's own spelling, and nothing that is not known (traps 5 and 25)", async () => {
    const sent = await initiated({ browserInfo: { ipAddress: "203.0.113.7" }, paymentMethod: googlePay({ token: "{}" }) });
    expect(sent["order"]?.["ipAddress"]).toBe("203.0.113.7");
    expect(sent["paymentData"]).toEqual({
      type: "GOOGLEPAY",
      data: { apiVersionMinor: 0, apiVersion: 2, paymentMethodData: { type: "CARD", tokenizationData: { type: "PAYMENT_GATEWAY", token: "{}" } } },
    });
    expect(Object.keys(sent).sort()).toEqual(["apiOperation", "billing", "configuration", "order", "paymentData"]);
  });

  it("sends amounts with all decimals of their currency", async () => {
    const amountOf = async (amount: number, currency: string) => (await initiated({ amount, currency }))["order"]?.["amount"];
    expect(await amountOf(9000, "AED")).toBe("90.00");
    expect(await amountOf(9000, "JPY")).toBe("9000");
    expect(await amountOf(9000, "KWD")).toBe("9.000");
  });

  it("prefers the payment's own category to the merchant's, and names what is missing", () => {
    const record = (fields: object) =>
      ({
        flow: "Authorize",
        connector: "noon",
        connectorRequestReferenceId: "r",
        description: "d",
        connectorMetaData: { orderCategory: "pay" },
        request: { amount: minorUnit(1), currency: "AED", paymentMethodData: CARD, routerReturnUrl: "https://m.example", ...fields },
      }) as unknown as RouterData<"Authorize">;
    expect(toInitiateRequest(record({ orderCategory: "mobile" })).order.category).toBe("mobile");
    expect(toInitiateRequest(record({})).order.category).toBe("pay");
  });
});

describe("what is refused before anything is sent", () => {
  const missing = (fieldName: string) => ["MissingRequiredField", { fieldName }];

  it("names what is missing", async () => {
    expect(await refused({ description: " " })).toEqual(missing("description"));
    expect(await refused({ returnUrl: undefined })).toEqual(missing("returnUrl"));
    expect(await refusal((client) => client.authorize(order), {})).toEqual(missing("orderCategory"));
    expect(await refused({ paymentMethod: { type: "wallet", kind: "paypal_redirect" }, returnUrl: "" })).toEqual(missing("returnUrl"));
  });

  it("takes no return URL with a query string, which noon refuses later (trap 25)", async () => {
    expect(await refused({ returnUrl: "https://m.example/return?shop=1" })).toMatchObject(["InvalidDataFormat", { fieldName: "returnUrl" }]);
  });

  it("takes no reference of more than 50 characters: cut, it would name another order", async () => {
    const details = { connector: "noon", fieldName: "reference", maxLength: 50, receivedLength: 51 };
    expect(await refused({ reference: "r".repeat(51) })).toEqual(["MaxFieldLengthViolated", details]);
  });

  it("stores nothing without the most that it may be charged, in the same currency (trap 9)", async () => {
    const stored = { setupFutureUsage: "off_session" };
    expect(await refused(stored)).toEqual(missing("setupMandateDetails.mandateType.amount"));
    expect(await refused({ ...stored, setupMandateDetails: { mandateType: { type: "multi_use" } } })).toEqual(
      missing("setupMandateDetails.mandateType.amount"),
    );
    expect(await refused({ ...stored, currency: "SAR", setupMandateDetails })).toEqual(["MandatePaymentDataMismatch", { fields: ["currency"] }]);
    expect(await refusal((client) => client.setupMandate({ ...asked, paymentMethod: CARD }))).toEqual(
      missing("setupMandateDetails.mandateType.amount"),
    );
  });

  it("takes no several captures, and no capture method that holds for several", async () => {
    const several = { ...payment, amount: 1, currency: "AED", sequence: { number: 1, total: 2 } } as const;
    expect(await refusal((client) => client.capture(several))).toMatchObject(["NotSupported", {}]);
    // Callers without types exist.
    const repeat = (captureMethod: "manual") =>
      refusal((client) => client.repeatPayment({ ...order, captureMethod, mandate: { connectorMandateId: "sub" } }));
    expect(await repeat("manual_multiple" as "manual")).toMatchObject(["CaptureMethodNotSupported", {}]);
    expect(await repeat("scheduled" as "manual")).toMatchObject(["CaptureMethodNotSupported", {}]);
  });

  it("takes a stored card by noon's own id alone, and charges it held as well as at once", async () => {
    const mandate = { connectorMandateId: "sub-uuid-1" };
    const stored = await initiated({ paymentMethod: mandatePayment(), mandate, captureMethod: "manual", returnUrl: undefined });
    expect(stored["configuration"]).toEqual({ paymentAction: "AUTHORIZE" });
    expect(stored["paymentData"]?.["data"]).toEqual({ subscriptionIdentifier: "sub-uuid-1" });
    expect(await refused({ paymentMethod: mandatePayment(), mandate: { networkTransactionId: "n" } })).toEqual(["MissingConnectorMandateID", {}]);
  });

  it("asks after no empty reference: getbyreference of nothing is another resource (trap 24)", async () => {
    expect(await refusal((client) => client.sync({ reference: " " }))).toEqual(missing("reference"));
  });
});

describe("a buyer who comes back", () => {
  const record = (request: object) => ({ flow: "PSync", status: "authentication_pending", request }) as unknown as RouterData<"PSync">;
  const none = { type: "no_response_id" } as const;
  const http = { statusCode: 200, headers: {}, body: new Uint8Array(), text: "" };

  it("leads to a query, since nothing that a browser brings is signed", () => {
    expect(noon.getFlowType("orderId=1", undefined, "CompleteAuthorize")).toEqual({ type: "trigger", flow: "PSync" });
  });

  it("is asked after by the order that the browser names, under either spelling of the reference (trap 23)", () => {
    for (const spelling of ["merchantReference", "merchant_reference"]) {
      const encodedData = `?orderId=9682729789593493&${spelling}=pay_att_1`;
      expect(toSyncPath(record({ connectorTransactionId: none, connectorReferenceId: "pay_att_1", encodedData }))).toBe(
        "payment/v1/order/9682729789593493",
      );
      const encoded = { type: "encoded_data", data: encodedData } as const;
      expect(() => toSyncPath(record({ connectorTransactionId: encoded }))).toThrow("The field reference is required");
    }
  });

  it("never overrules the id that is known", () => {
    const known = { type: "connector_transaction_id", id: "303052190031" } as const;
    expect(toSyncPath(record({ connectorTransactionId: known, encodedData: "orderId=1" }))).toBe("payment/v1/order/303052190031");
  });

  it("decides nothing with the order of another payment", () => {
    const parsed = noonResponse().safeParse(parseJson(String(responseFixture("sync.another-order").body)));
    if (!parsed.success) throw new Error("The fixture is no answer.");
    const data = record({ connectorTransactionId: none, connectorReferenceId: "pay_att_1", encodedData: "orderId=303052190031" });
    expect(() => toSyncResult(parsed.data, { data, http })).toThrow("the order belongs to another payment");
  });

  it("decides nothing with an order without a reference, unless the order is known", () => {
    const answer = { result: { order: { id: "303052190031", status: "CAPTURED" } } };
    const read = (connectorTransactionId: object, response: object = answer) =>
      toSyncResult(response, {
        data: record({ connectorTransactionId, connectorReferenceId: "pay_att_1", encodedData: "orderId=303052190031" }),
        http,
      });
    expect(() => read(none)).toThrow("the order belongs to another payment");
    expect(read({ type: "connector_transaction_id", id: "303052190031" })).toMatchObject({ status: "charged" });
    expect(read(none, { resultCode: "0" })).toMatchObject({ status: "authentication_pending", response: { ok: true } });
  });
});
