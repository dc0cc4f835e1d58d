import {
  CurrencyUnit,
  fromOldRouterData,
  isSecret,
  secret,
  type ConnectorResponse,
  type ConnectorSpecificationData,
  type Flow,
  type FlowContext,
  type RouterData,
  type RouterDataV2,
} from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { defineConnector, errorFormat, joinUrl, json, mergeHeaders, path, schema, z } from "../src/index.js";

const specifications = {
  about: { displayName: "Acme", description: "A processor for tests.", connectorType: "payment_gateway" },
  paymentMethods: {
    card: { credit: { mandates: "supported", refunds: "supported", supportedCaptureMethods: ["automatic", "manual"] } },
    wallet: { apple_pay: { mandates: "not_supported", refunds: "supported", supportedCaptureMethods: ["automatic"] } },
  },
  webhookFlows: [],
} as const satisfies ConnectorSpecificationData;

const errorBody = schema(() => z.object({ code: z.string() }));
const paymentBody = schema(() => z.object({ id: z.string() }));

const acme = defineConnector({
  id: "acme",
  currencyUnit: CurrencyUnit.Minor,
  baseUrls: { sandbox: "https://sandbox.acme.example/v1/", production: "https://acme.example/v1/" },
  auth: (auth) => ({ key: auth.type === "HeaderKey" ? auth.apiKey : secret("") }),
  headers: ({ auth }) => ({ Authorization: auth.key, "X-Version": "1", accept: "application/json" }),
  errors: [
    errorFormat({
      schema: errorBody,
      read: ({ code }, { statusCode }) => ({ code, message: code, statusCode, ...(code === "later" ? { attemptStatus: "pending" as const } : {}) }),
    }),
  ],
  specifications,
  extraCaptureMethods: ["manual_multiple"],
  flows: {
    Authorize: {
      path: "payments",
      headers: () => ({ "x-version": undefined, ACCEPT: "text/plain" }),
      body: ({ data }) => json({ amount: data.request.amount }, "application/acme+json"),
      validate: ({ data }) => {
        if (data.request.amount === 13) throw new TypeError("unlucky");
      },
      response: paymentBody,
      read: ({ id }) => ({
        status: "charged",
        response: { ok: true, value: { type: "transaction", resourceId: { type: "connector_transaction_id", id } } },
      }),
    },
    PSync: {
      method: "GET",
      path: ({ data }) => path`payments/${data.request.connectorReferenceId ?? ""}`,
      response: schema(() => z.object({})),
      read: () => ({ response: { ok: true, value: { type: "transaction", resourceId: { type: "no_response_id" } } } }),
    },
    Capture: {
      path: "https://other.example/captures",
      response: schema(() => z.object({})),
      read: () => ({ response: { ok: true, value: { type: "transaction", resourceId: { type: "no_response_id" } } } }),
    },
    MandateRevoke: {
      method: "DELETE",
      path: "/mandates/1",
      response: schema(() => z.unknown()),
      read: () => ({ response: { ok: true, value: { mandateStatus: "revoked" } } }),
      readDone: ({ code }) => (code === "gone" ? { response: { ok: true, value: { mandateStatus: "inactive" } } } : undefined),
    },
  },
});

const CONTEXT: FlowContext = { baseUrl: "https://sandbox.acme.example/v1/", environment: "sandbox", now: () => new Date(0), randomId: () => "id" };

function record<F extends Flow>(flow: F, request: object = {}): RouterDataV2<F> {
  const auth = { type: "HeaderKey", apiKey: secret("key-1") };
  // The rest of a record has no bearing on what is tested.
  return fromOldRouterData({ flow, connectorAuthType: auth, status: "started", address: {}, request } as unknown as RouterData<F>);
}

function answer(statusCode: number, text: string): ConnectorResponse {
  return { statusCode, headers: {}, text, body: new TextEncoder().encode(text) };
}

const exposed = (headers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, isSecret(value) ? value.expose() : value]));

describe("headers", () => {
  it("are merged without regard to case; a later layer wins, and takes away what it leaves undefined", () => {
    expect(mergeHeaders({ Accept: "a", "X-One": "1" }, undefined, { accept: "b", "x-ONE": undefined, "x-two": "2" })).toEqual({
      accept: "b",
      "x-two": "2",
    });
    expect(mergeHeaders({ a: undefined }, { A: "1" })).toEqual({ a: "1" });
  });
  it("of a request are the connector's, then the body's type, then the flow's", () => {
    const { headers } = acme.flows.Authorize.buildRequestV2(record("Authorize", { amount: 1 }), CONTEXT) ?? { headers: {} };
    expect(exposed(headers)).toEqual({ authorization: "key-1", accept: "text/plain", "content-type": "application/acme+json" });
    expect(exposed(acme.flows.Authorize.getHeaders(record("Authorize", { amount: 1 }), CONTEXT))).toEqual(exposed(headers));
    expect(JSON.stringify(headers)).not.toContain("key-1");
  });
});

describe("addresses", () => {
  it.each([
    ["https://a.example/v1/", "payments", "https://a.example/v1/payments"],
    ["https://a.example/v1", "payments", "https://a.example/v1/payments"],
    ["https://a.example/v1/", "/payments", "https://a.example/v1/payments"],
    ["https://a.example/v1/", "https://b.example/x", "https://b.example/x"],
    ["https://a.example/", "payments?return=https://b.example", "https://a.example/payments?return=https://b.example"],
  ])("%s and %s make %s", (base, given, url) => {
    expect(joinUrl(base, given)).toBe(url);
  });
  it("hold ids in one segment of their own", () => {
    const request = (connectorReferenceId: string) => acme.flows.PSync.buildRequestV2(record("PSync", { connectorReferenceId }), CONTEXT)?.url;
    expect(request("a/b?c#d%")).toBe("https://sandbox.acme.example/v1/payments/a%2Fb%3Fc%23d%25");
    expect(() => request("..")).toThrow(expect.objectContaining({ code: "InvalidDataFormat" }));
    expect(() => request("")).toThrow(expect.objectContaining({ code: "MissingRequiredField" }));
  });
  it("may be whole, and are asked with the flow's method", () => {
    expect(acme.flows.Capture.buildRequestV2(record("Capture"), CONTEXT)).toMatchObject({ method: "POST", url: "https://other.example/captures" });
    expect(acme.flows.PSync.getHttpMethod(record("PSync"))).toBe("GET");
    expect(acme.flows.MandateRevoke.getUrl(record("MandateRevoke"), CONTEXT)).toBe("https://sandbox.acme.example/v1/mandates/1");
  });
});

describe("a request", () => {
  it("is refused by the flow's own check before it is built", () => {
    expect(() => acme.flows.Authorize.buildRequestV2(record("Authorize", { amount: 13 }), CONTEXT)).toThrow("unlucky");
  });
  it("without a body has none", () => {
    expect(acme.flows.Capture.buildRequestV2(record("Capture"), CONTEXT)).not.toHaveProperty("body");
    expect(acme.flows.Capture.getRequestBody(record("Capture"), CONTEXT)).toBeUndefined();
  });
});

describe("an answer", () => {
  it("becomes the record's response, and changes what the flow says it changes", () => {
    const before = record("Authorize", { amount: 1 });
    const after = acme.flows.Authorize.handleResponseV2(before, answer(201, '{"id":"p-1","more":true}'));
    expect(after).toMatchObject({
      resourceCommonData: { status: "charged", connectorHttpStatusCode: 201 },
      response: { ok: true, value: { resourceId: { id: "p-1" } } },
    });
    expect(before.resourceCommonData.status).toBe("started");
    expect(before).not.toHaveProperty("response");
  });
  it.each(['{"id":1}', "{}", "[]", "", "  ", "<html>", '{"id":"p-1"'])("that is none is ResponseDeserializationFailed: %j", (text) => {
    expect(() => acme.flows.Authorize.handleResponseV2(record("Authorize"), answer(200, text))).toThrow(
      expect.objectContaining({ code: "ResponseDeserializationFailed" }),
    );
  });
  it("is given to the event as it was read, and no further", () => {
    const seen: unknown[] = [];
    const event = { setResponseBody: (tree: unknown) => seen.push(tree), setErrorResponseBody: (tree: unknown) => seen.push(tree) };
    acme.flows.Authorize.handleResponseV2(record("Authorize"), answer(201, '{"id":"p-1","more":true}'), event);
    acme.flows.Authorize.getErrorResponseV2(answer(400, '{"code":"bad","more":true}'), event);
    expect(seen).toEqual([{ id: "p-1" }, { code: "bad" }]);
  });
});

describe("an error", () => {
  const integrations = new Map(Object.entries(acme.flows));
  const errorOf = (flow: string, statusCode: number, text: string) => integrations.get(flow)?.getErrorResponseV2(answer(statusCode, text));

  it.each([
    [404, "", { code: "404 Not found", message: "Resource not found" }],
    [502, "", { code: "502", message: "Unknown error" }],
    [500, "<html>", { code: "500", message: "Unknown error" }],
    [400, '{"cod', { code: "400", message: "Unknown error" }],
    [400, '{"other":"format"}', { code: "400", message: "Unknown error" }],
    [400, '{"code":"bad"}', { code: "bad", message: "bad" }],
  ])("with status %s and the text %j is read", (statusCode, text, error) => {
    expect(acme.buildErrorResponse(answer(statusCode, text))).toEqual({ ...error, statusCode });
  });
  it.each([
    ["Authorize", 400, "failure"],
    ["Authorize", 429, "failure"],
    ["Authorize", 500, "pending"],
    ["Authorize", 503, "pending"],
    ["Authorize", 408, "pending"],
    ["Authorize", 302, "pending"],
    ["Capture", 400, "capture_failed"],
    ["Capture", 500, "pending"],
    ["PSync", 404, undefined],
    ["PSync", 500, undefined],
    ["MandateRevoke", 400, undefined],
  ] as const)("of %s with status %s makes the attempt %s", (flow, statusCode, attemptStatus) => {
    expect(errorOf(flow, statusCode, '{"code":"bad"}')?.attemptStatus).toBe(attemptStatus);
  });
  it("that states a status of its own keeps it", () => {
    expect(errorOf("Authorize", 400, '{"code":"later"}')?.attemptStatus).toBe("pending");
    expect(acme.flows.Authorize.get5xxErrorResponse(answer(500, "")).attemptStatus).toBe("pending");
  });
});

describe("an error that says that nothing is left to do", () => {
  const revoke = record("MandateRevoke");
  // Not part of the trait: what runs flows asks for it where it is there.
  const isAnswer = (statusCode: number, text: string) => {
    const asked: unknown = Reflect.get(acme.flows.MandateRevoke, "isAnswer");
    return typeof asked === "function" && Reflect.apply(asked, acme.flows.MandateRevoke, [revoke, answer(statusCode, text)]) === true;
  };
  it("counts as an answer, and gives its own result", () => {
    expect(isAnswer(404, '{"code":"gone"}')).toBe(true);
    expect(acme.flows.MandateRevoke.handleResponseV2(revoke, answer(404, '{"code":"gone"}'))).toMatchObject({
      resourceCommonData: { connectorHttpStatusCode: 404 },
      response: { ok: true, value: { mandateStatus: "inactive" } },
    });
  });
  it("is told from every other error and from success", () => {
    expect([isAnswer(404, ""), isAnswer(404, '{"code":"bad"}'), isAnswer(500, "<html>")]).toEqual([false, false, false]);
    expect(isAnswer(204, "")).toBe(true);
    expect(acme.flows.MandateRevoke.handleResponseV2(revoke, answer(200, '{"code":"gone"}'))).toMatchObject({
      response: { value: { mandateStatus: "revoked" } },
    });
  });
});

describe("what follows from the declaration", () => {
  const validate =
    (...given: Parameters<typeof acme.validateConnectorAgainstPaymentRequest>) =>
    () => {
      acme.validateConnectorAgainstPaymentRequest(...given);
    };
  it("is which payment methods and capture methods are taken", () => {
    expect(validate("manual", "card", "credit")).not.toThrow();
    expect(validate("manual_multiple", "card", undefined)).not.toThrow();
    expect(validate(undefined, "wallet", "apple_pay")).not.toThrow();
    expect(validate("manual", "wallet", "apple_pay")).toThrow(expect.objectContaining({ code: "CaptureMethodNotSupported" }));
    expect(validate("automatic", "wallet", "google_pay")).toThrow(expect.objectContaining({ code: "NotImplemented" }));
    expect(validate("automatic", "card", "debit")).toThrow(expect.objectContaining({ code: "NotImplemented" }));
    expect(validate("automatic", "voucher", undefined)).toThrow(expect.objectContaining({ code: "NotImplemented" }));
  });
  it("is which of them can be stored", () => {
    const apple = { type: "wallet", kind: "apple_pay" } as unknown as Parameters<typeof acme.validateMandatePayment>[1];
    const card = { type: "card" } as unknown as typeof apple;
    expect(() => {
      acme.validateMandatePayment("credit", card);
    }).not.toThrow();
    expect(() => {
      acme.validateMandatePayment("apple_pay", apple);
    }).toThrow(expect.objectContaining({ code: "NotSupported" }));
  });
  it("is that a query needs an id", () => {
    const sync = (connectorTransactionId: RouterData<"PSync">["request"]["connectorTransactionId"]) => () => {
      acme.validatePsyncReferenceId({ connectorTransactionId, syncType: { type: "single_payment_sync" } });
    };
    expect(sync({ type: "connector_transaction_id", id: "p-1" })).not.toThrow();
    expect(sync({ type: "connector_transaction_id", id: "" })).toThrow(expect.objectContaining({ code: "MissingConnectorTransactionID" }));
    expect(sync({ type: "no_response_id" })).toThrow(expect.objectContaining({ code: "MissingConnectorTransactionID" }));
  });
  it("is that a flow which is not declared is not there", async () => {
    const { connectorIntegration } = await import("@switchyard/interfaces");
    expect(Object.keys(acme.flows)).toEqual(["Authorize", "PSync", "Capture", "MandateRevoke"]);
    expect(() => connectorIntegration(acme, "Void")).toThrow(
      expect.objectContaining({ code: "FlowNotSupported", details: { flow: "Void", connector: "acme" } }),
    );
    expect(() => connectorIntegration(acme, "toString" as Flow)).toThrow(expect.objectContaining({ code: "FlowNotSupported" }));
  });
  it("is the address, the redirect's default, and no webhooks", () => {
    expect(acme.baseUrl({ acme: { baseUrl: "https://x.example/" } })).toBe("https://x.example/");
    expect(() => acme.baseUrl({})).toThrow(expect.objectContaining({ code: "InvalidConnectorConfig", details: { config: "acme.base_url" } }));
    expect(acme.getFlowType("", undefined, "CompleteAuthorize")).toEqual({ type: "trigger", flow: "CompleteAuthorize" });
    expect(acme.getFlowType("", undefined, "PSync")).toEqual({ type: "trigger", flow: "PSync" });
    expect(acme).not.toHaveProperty("webhooks");
    expect(acme.isWebhookSourceVerificationMandatory()).toBe(true);
    expect(acme.facts.idempotentFlows).toEqual([]);
  });
});
