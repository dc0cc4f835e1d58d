import { card } from "@switchyard/client";
import {
  isSecret,
  minorUnit,
  secret,
  type ConnectorResponse,
  type Flow,
  type FlowContext,
  type FlowTypes,
  type RouterData,
} from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { dummy, dummyCredentials, type DummyConnector } from "../src/index.js";
import { fixtureNames, requestFixture, responseFixture } from "./fixtures.js";

const BASE_URL = "https://sandbox.dummy.invalid/";
const CONNECTORS = { dummy: { baseUrl: BASE_URL } };
const CONTEXT: FlowContext = { baseUrl: BASE_URL, environment: "sandbox", now: () => new Date(0), randomId: () => "id" };
const CARD = card({ number: "4242424242424242", expMonth: "05", expYear: "2035", cvc: "123", holderName: "Sherlock Holmes" });
const ID = "pay_0000001";

type DummyFlow = keyof DummyConnector["flows"];

/** The record of a flow: the facts that every flow's has, and what a test says beside them. */
function record<F extends Flow>(flow: F, request: Partial<FlowTypes[F]["request"]>, common: object = {}): RouterData<F> {
  return {
    flow,
    merchantId: "m",
    connector: "dummy",
    connectorAuthType: dummyCredentials({ apiKey: "dummy-key-1" }),
    connectorRequestReferenceId: "order-1",
    paymentId: "order-1",
    attemptId: "order-1",
    status: "started",
    paymentMethod: "card",
    address: {},
    authType: "no_three_ds",
    ...common,
    request,
    // Tests say what matters to them; the rest of a record has no bearing on it.
  } as unknown as RouterData<F>;
}

const money = { amount: minorUnit(1000), currency: "GBP" } as const;
const byId = { connectorTransactionId: { type: "connector_transaction_id", id: ID }, syncType: { type: "single_payment_sync" } } as const;
const refund = { refundId: "refund-1", connectorTransactionId: ID, refundAmount: minorUnit(250), currency: "GBP" } as const;
const records = {
  authorize: record("Authorize", { ...money, paymentMethodData: CARD }),
  challenge: record(
    "Authorize",
    { ...money, paymentMethodData: CARD, captureMethod: "manual", completeAuthorizeUrl: "https://shop.test/return" },
    { authType: "three_ds" },
  ),
  complete: record("CompleteAuthorize", { ...money, connectorTransactionId: ID }, { status: "authentication_pending" }),
  sync: record("PSync", byId, { status: "authorized" }),
  search: record(
    "PSync",
    { ...byId, connectorTransactionId: { type: "no_response_id" }, connectorReferenceId: "order 1/2" },
    { status: "authorizing" },
  ),
  capture: record("Capture", { amountToCapture: minorUnit(400), currency: "GBP", connectorTransactionId: ID }),
  lastCapture: record("Capture", {
    amountToCapture: minorUnit(600),
    currency: "GBP",
    connectorTransactionId: ID,
    multipleCaptureData: { captureSequence: 2, captureReference: "capture-2", captureCount: 2 },
  }),
  void: record("Void", { connectorTransactionId: ID, cancellationReason: "out of stock" }),
  refund: record("Execute", { ...refund, reason: "damaged" }),
  refundSync: record("RSync", { ...refund, connectorRefundId: "ref_0000001" }),
  setup: record("SetupMandate", { ...money, amount: minorUnit(0), paymentMethodData: CARD }),
  repeat: record("RepeatPayment", {
    ...money,
    paymentMethodData: { type: "mandate_payment" },
    mandateId: { mandateReferenceId: { type: "connector_mandate_id", connectorMandateId: "man_0000001" } },
  }),
} as const;

function integrationOf<F extends DummyFlow>(data: RouterData<F>): DummyConnector["flows"][F] {
  const { flow } = data as RouterData;
  // The record is of this flow, and so is the integration.
  return Reflect.get(dummy.flows, flow) as DummyConnector["flows"][F];
}

describe("a request", () => {
  for (const [name, data] of [
    ["authorize.card", records.authorize],
    ["authorize.challenge", records.challenge],
    ["complete-authorize.passed", records.complete],
    ["sync.by-id", records.sync],
    ["sync.by-reference", records.search],
    ["capture.part", records.capture],
    ["capture.last-of-two", records.lastCapture],
    ["void.held", records.void],
    ["refund.part", records.refund],
    ["sync-refund.succeeded", records.refundSync],
    ["setup-mandate.card", records.setup],
    ["repeat-payment.mandate", records.repeat],
  ] as const) {
    it(`is ${name} on the wire`, () => {
      const request = integrationOf(data as RouterData<DummyFlow>).buildRequest(data as never, CONNECTORS, CONTEXT);
      const headers = Object.entries(request?.headers ?? {}).map(([key, value]) => [key, isSecret(value) ? value.expose() : value]);
      const body: unknown = request?.body === undefined ? undefined : JSON.parse(String(request.body.encode()));
      const { method, path, headers: expectedHeaders, body: expectedBody } = requestFixture(name);
      expect({ method: request?.method, url: request?.url, headers: Object.fromEntries(headers) as unknown, body }).toEqual({
        method,
        url: `${BASE_URL}${path}`,
        headers: expectedHeaders,
        body: expectedBody,
      });
      expect(request?.body?.mask() ?? "").not.toContain("4242424242424242");
    });
  }
});

function answer(name: string): ConnectorResponse {
  const { status, headers, body } = responseFixture(name);
  const text = JSON.stringify(body);
  return { statusCode: status, headers, body: new TextEncoder().encode(text), text };
}

describe("an answer", () => {
  for (const [name, data, expected] of [
    ["authorize.captured", records.authorize, { status: "charged", amountCaptured: 1000, response: { ok: true, value: { resourceId: { id: ID } } } }],
    [
      "authorize.challenge",
      records.challenge,
      { status: "authentication_pending", response: { ok: true, value: { redirectionData: { type: "form", endpoint: `${BASE_URL}3ds` } } } },
    ],
    [
      "authorize.declined",
      records.authorize,
      { status: "failure", response: { ok: false, error: { code: "insufficient_funds", networkDeclineCode: "51", connectorTransactionId: ID } } },
    ],
    ["authorize.contradictory", records.authorize, { response: { ok: true, value: { echoed: { amount: 999 } } } }],
    ["complete-authorize.passed", records.complete, { status: "authorized", amountCapturable: 1000 }],
    ["sync.by-id", records.sync, { status: "charged" }],
    ["sync.by-reference", records.search, { status: "pending" }],
    ["sync.nothing", records.search, { status: "authorizing", response: { ok: false, error: { code: "payment_not_found" } } }],
    ["sync.contradictory", records.sync, { status: "pending", response: { ok: true, value: { type: "transaction_unresolved" } } }],
    ["capture.part", records.capture, { status: "partial_charged", response: { ok: true, value: { echoed: { amount: 400 } } } }],
    ["void.held", records.void, { status: "voided" }],
    ["refund.part", records.refund, { response: { ok: true, value: { connectorRefundId: "ref_0000001", refundStatus: "pending" } } }],
    ["sync-refund.succeeded", records.refundSync, { response: { ok: true, value: { refundStatus: "success" } } }],
    [
      "setup-mandate.card",
      records.setup,
      { status: "charged", response: { ok: true, value: { mandateReference: { connectorMandateId: "man_0000001" } } } },
    ],
    ["repeat-payment.mandate", records.repeat, { status: "charged" }],
  ] as const) {
    it(`is read as ${name} says`, () => {
      expect(integrationOf(data as RouterData<DummyFlow>).handleResponse(data as never, answer(name))).toMatchObject(expected);
    });
  }

  it("that is an error names the field", () => {
    const error = dummy.flows.Authorize.getErrorResponse(answer("error.invalid-request"));
    expect(error).toMatchObject({ code: "invalid_request", reason: "$.amount", statusCode: 400, attemptStatus: "failure" });
  });
});

describe("what is missing", () => {
  for (const [title, data, details] of [
    ["a return URL for a challenge", record("Authorize", { ...money, paymentMethodData: CARD }, { authType: "three_ds" }), "returnUrl"],
    ["a reference for a search", record("PSync", { connectorTransactionId: { type: "no_response_id" } }), "reference"],
  ] as const) {
    it(`is named before anything is sent: ${title}`, () => {
      const build = () => integrationOf(data as RouterData<DummyFlow>).buildRequest(data as never, CONNECTORS, CONTEXT);
      expect(build).toThrow(expect.objectContaining({ code: "MissingRequiredField", details: { fieldName: details } }));
    });
  }

  it("is refused by the type of credentials", () => {
    const auth = { type: "BodyKey", apiKey: secret("a"), key1: secret("b") } as const;
    expect(() => dummy.getAuthHeader(auth)).toThrow(expect.objectContaining({ code: "FailedToObtainAuthType" }));
  });
});

describe("the fixtures", () => {
  it("have source and date, and a pair for every flow", () => {
    const prefix = {
      Authorize: "authorize",
      CompleteAuthorize: "complete-authorize",
      PSync: "sync",
      Capture: "capture",
      Void: "void",
      Execute: "refund",
      RSync: "sync-refund",
      SetupMandate: "setup-mandate",
      RepeatPayment: "repeat-payment",
    } as const satisfies Record<DummyFlow, string>;
    for (const [kind, fixtureOf] of [
      ["request", requestFixture],
      ["response", responseFixture],
    ] as const) {
      const names = fixtureNames(kind);
      for (const flow of Object.keys(dummy.flows) as DummyFlow[]) expect(names.map((name) => name.split(".")[0])).toContain(prefix[flow]);
      for (const name of names) {
        expect(fixtureOf(name)).toMatchObject({
          source: expect.stringMatching(/./) as string,
          date: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) as string,
        });
      }
    }
  });
});
