import { inspect } from "node:util";
import {
  ConnectorError,
  err,
  isConnectorError,
  ok,
  secret,
  Secret,
  type AttemptStatus,
  type Connector,
  type ConnectorEvent,
  type ConnectorIntegration,
  type Environment,
  type HeaderKey,
} from "@switchyard/interfaces";
import type * as interfaces from "@switchyard/interfaces";
import { defineConnector, json } from "@switchyard/utils";
import { afterEach, describe, expect, it } from "vitest";
import { card, createClient, type CallOptions } from "../src/index.js";
import {
  acme,
  acmeBase,
  acmeFlows,
  acmeKey,
  acmeWithKeys,
  always,
  answer,
  authorizeRecord,
  clientOf,
  lost,
  order,
  paid,
  refused,
  script,
  testCard,
  testRuntime,
} from "./acme.js";

const follow = { connectorTransactionId: "pay_1", amount: 1050, currency: "GBP" } as const;

describe("the environment", () => {
  const named = defineConnector({
    ...acmeBase,
    flows: acmeFlows,
    environmentOf: (auth) =>
      (auth as HeaderKey).apiKey.expose().startsWith("live_")
        ? "production"
        : (auth as HeaderKey).apiKey.expose().startsWith("test_")
          ? "sandbox"
          : undefined,
  });

  it.each(["", "live", "test", "constructor", undefined])("must be one that exists: %j is refused", (environment) => {
    const make = () => createClient(acme, { auth: acmeKey(), environment: environment as Environment });
    expect(make).toThrow(
      expect.objectContaining({ code: "InvalidConnectorConfig", details: expect.objectContaining({ config: "environment" }) as unknown }),
    );
  });

  it("decides the address", async () => {
    const transport = always(paid());
    for (const environment of ["sandbox", "production"] as const) await clientOf(acme, transport, { environment }).authorize(order());
    await clientOf(acme, transport, { baseUrl: "http://127.0.0.1:1/sub" }).authorize(order());
    expect(transport.sent.map(({ url }) => url)).toEqual([
      "https://sandbox.acme.example/payments",
      "https://acme.example/payments",
      "http://127.0.0.1:1/sub/payments",
    ]);
  });

  it("is refused when the credentials name the other one, of the client and of a call alike", async () => {
    expect(() => clientOf(named, script(), { auth: acmeKey("live_1"), environment: "sandbox" })).toThrow(/production/);
    expect(() => clientOf(named, script(), { auth: acmeKey("test_1"), environment: "production" })).toThrow(/sandbox/);
    const transport = script();
    const payments = clientOf(named, transport, { auth: acmeKey("test_1") });
    await expect(payments.authorize(order(), { auth: acmeKey("live_1") })).rejects.toMatchObject({ code: "InvalidConnectorConfig" });
    expect(transport.sent).toHaveLength(0);
    expect(() => clientOf(named, script(), { auth: acmeKey("neither") })).not.toThrow();
  });
});

describe("credentials, timeout and settings of one call", () => {
  it("serve that call alone", async () => {
    const transport = always(paid());
    const payments = clientOf(acme, transport, { timeout: 7_000 });
    const other: CallOptions = { auth: acmeKey("other"), timeout: 1_000 };
    await payments.authorize(order());
    await payments.authorize(order(), other);
    await payments.authorize(order());
    expect(transport.sent.map(({ headers, timeout }) => [headers["x-api-key"], timeout])).toEqual([
      ["acme-key", 7_000],
      ["other", 1_000],
      ["acme-key", 7_000],
    ]);
  });

  it("waits for 30 seconds and reads 8 MiB unless told", async () => {
    const transport = always(paid());
    await clientOf(acme, transport).authorize(order());
    expect(transport.sent[0]).toMatchObject({ timeout: 30_000, maxResponseBytes: 8 * 1024 * 1024 });
  });
});

describe("an answer that echoes another amount or currency", () => {
  it.each([
    [{ amount: 1051 }, ["amount"]],
    [{ currency: "EUR" }, ["currency"]],
    [{ amount: 0, currency: "USD" }, ["amount", "currency"]],
  ])("is an integrity failure of the payment: %j", async (echoed, fieldNames) => {
    const payments = clientOf(acme, always(paid(echoed)));
    const wrong = { status: "integrity_failure", outcome: "accepted", connectorTransactionId: "pay_1", integrityCheck: { fieldNames } };
    expect(await payments.authorize(order())).toMatchObject(wrong);
    expect(await payments.capture(follow)).toMatchObject(wrong);
    expect(await payments.sync(follow)).toMatchObject(wrong);
  });

  it("leaves a refund to a person", async () => {
    expect(await clientOf(acme, always(paid({ amount: 1 }))).refund(follow)).toMatchObject({
      status: "manual_review",
      outcome: "accepted",
      connectorRefundId: "pay_1",
      integrityCheck: { fieldNames: ["amount"] },
    });
  });

  it.each([{}, { amount: 1050 }, { currency: "GBP" }, { currency: "gbp" }, { amount: 1050, currency: "GBP" }])(
    "is none when they agree or are not told: %j",
    async (echoed) => {
      const payments = clientOf(acme, always(paid(echoed)));
      expect(await payments.authorize(order())).toMatchObject({ status: "authorized" });
      expect(await payments.refund(follow)).toMatchObject({ status: "success" });
    },
  );

  it("is none for a part that was welcome, and one for more than was asked", async () => {
    const partial = { ...order(), enablePartialAuthorization: true };
    expect(await clientOf(acme, always(paid({ amount: 500 }))).authorize(partial)).toMatchObject({ status: "authorized" });
    expect(await clientOf(acme, always(paid({ amount: 1051 }))).authorize(partial)).toMatchObject({ status: "integrity_failure" });
  });

  it("is not looked for where nothing was asked", async () => {
    const payments = clientOf(acme, always(paid({ amount: 7, currency: "JPY" })));
    expect(await payments.sync({ connectorTransactionId: "pay_1" })).toMatchObject({ status: "authorized" });
    expect(await payments.void({ connectorTransactionId: "pay_1" })).toMatchObject({ status: "authorized" });
  });
});

describe("an error that a connector reads inside a success", () => {
  const answering = (status: "pending" | "failure") =>
    defineConnector({
      ...acmeBase,
      flows: {
        Authorize: {
          ...acmeFlows.Authorize,
          read: () => ({ status, response: { ok: false, error: { code: "odd", message: "Odd", statusCode: 200 } } }) as const,
        },
      },
    });

  it("is no refusal while the payment is pending: it may have been made", async () => {
    expect(await clientOf(answering("pending"), always(paid())).authorize(order())).toMatchObject({
      status: "pending",
      outcome: "unknown",
      error: { code: "odd" },
      settle: { call: "webhook" },
    });
  });

  it("is a refusal where it says that the payment failed", async () => {
    expect(await clientOf(answering("failure"), always(paid())).authorize(order())).toMatchObject({ status: "failure", outcome: "rejected" });
  });
});

describe("a status word that nobody listed", () => {
  it("is pending, never a success, and is kept", async () => {
    expect(await clientOf(acme, always(paid({ state: "constructor" }))).authorize(order())).toMatchObject({
      status: "pending",
      outcome: "accepted",
      connectorStatus: "constructor",
      settle: { call: "sync", with: { connectorTransactionId: "pay_1" } },
    });
  });
});

describe("events", () => {
  const listen = () => {
    const events: ConnectorEvent[] = [];
    return { events, onEvent: (event: ConnectorEvent) => events.push(event) };
  };

  it("come one for each exchange, with the attempt's number, its status or why there is none", async () => {
    const { events, onEvent } = listen();
    const runtime = testRuntime();
    const transport = script(
      () => {
        runtime.advance(120);
        return lost;
      },
      refused,
      answer(503, { code: "busy", message: "Busy." }),
    );
    await clientOf(acme, transport, { onEvent, runtime, merchantId: "shop" }).sync({ connectorTransactionId: "pay_1", reference: "order-1" });
    expect(events.map(({ attempt, statusCode, failure }) => [attempt, statusCode, failure])).toEqual([
      [1, undefined, "connection_lost"],
      [2, undefined, "not_sent"],
      [3, 503, undefined],
    ]);
    expect(events[0]).toMatchObject({
      connector: "acme",
      flow: "PSync",
      merchantId: "shop",
      paymentId: "order-1",
      requestReference: "order-1",
      method: "GET",
      latency: 120,
    });
    expect(events[0]?.url).toBe("https://sandbox.acme.example/payments/pay_1");
    expect(events[2]?.error).toContain("Busy.");
  });

  it("show nothing of a secret: bodies by their masks, headers by their names", async () => {
    const { events, onEvent } = listen();
    const leaky = defineConnector({
      ...acmeBase,
      headers: () => ({ authorization: "Basic CANARY", "x-session-token": "CANARY", "x-api-key": secret("CANARY"), "x-trace": "shown" }),
      flows: {
        ...acmeFlows,
        Authorize: {
          ...acmeFlows.Authorize,
          path: "payments?customer=CANARY#CANARY",
          body: ({ data }) =>
            json({ card: data.request.paymentMethodData.type === "card" ? data.request.paymentMethodData.number : "", cvc: secret("CANARY") }),
        },
      },
    });
    await clientOf(leaky, always(paid()), { onEvent }).authorize(order());
    expect(JSON.stringify(events)).not.toContain("CANARY");
    expect(events[0]?.requestHeaders).toMatchObject({ "x-trace": "shown" });
    expect(events[0]?.request).toBe('{"card":"444433******1111","cvc":"***"}');
    expect(events[0]?.response).toContain('"pay_1"');
  });

  it("do no harm when their listener throws", async () => {
    const onEvent = () => {
      throw new Error("The log is full.");
    };
    expect(await clientOf(acme, always(paid()), { onEvent }).authorize(order())).toMatchObject({ status: "authorized" });
  });
});

describe("OpenTelemetry", () => {
  const key = Symbol.for("opentelemetry.js.api.1");
  const globals = globalThis as { [key: symbol]: unknown };
  afterEach(() => {
    Reflect.deleteProperty(globals, key);
  });

  it("gets a span for each try, by the HTTP conventions", async () => {
    const spans: Record<string, unknown>[] = [];
    globals[key] = {
      trace: {
        getTracer: () => ({
          startSpan(name: string, options: { readonly kind: number; readonly attributes: object }) {
            const span: Record<string, unknown> = { name, kind: options.kind, ...options.attributes };
            spans.push(span);
            return {
              setAttribute: (attribute: string, value: unknown) => (span[attribute] = value),
              setStatus: ({ code }: { readonly code: number }) => (span["status"] = code),
              end: () => (span["ended"] = true),
            };
          },
        }),
      },
    };
    await clientOf(acme, script(lost, answer(503), paid()), { baseUrl: "https://user:pass@acme.example:8443/" }).sync({
      connectorTransactionId: "pay_1",
    });
    const common = {
      name: "GET",
      kind: 2,
      "http.request.method": "GET",
      "server.address": "acme.example",
      "server.port": 8443,
      "url.full": "https://acme.example:8443/payments/pay_1",
      "switchyard.flow": "PSync",
      ended: true,
    };
    expect(spans).toEqual([
      { ...common, "switchyard.connector": "acme", "error.type": "ECONNRESET", status: 2 },
      { ...common, "switchyard.connector": "acme", "http.request.resend_count": 1, "http.response.status_code": 503, "error.type": "503", status: 2 },
      { ...common, "switchyard.connector": "acme", "http.request.resend_count": 2, "http.response.status_code": 200 },
    ]);
  });

  const broken = () => {
    throw new Error("The tracer is broken.");
  };

  it.each([
    { getTracer: broken },
    { getTracer: () => ({ startSpan: broken }) },
    { getTracer: () => ({ startSpan: () => ({ setAttribute: broken, setStatus: broken, end: broken }) }) },
  ])("does no harm when it throws (%#)", async (trace) => {
    globals[key] = { trace };
    expect(await clientOf(acme, always(paid())).authorize(order())).toMatchObject({ status: "authorized" });
  });
});

/** A connector of the first generation, written by hand as an author of that time would. */
const integration: ConnectorIntegration<"Authorize"> = {
  getHeaders: (data) => ({ "x-api-key": (data.connectorAuthType as HeaderKey).apiKey }),
  getContentType: () => "application/json",
  getHttpMethod: () => "POST",
  getUrl: (_, connectors) => `${connectors["acme"]?.baseUrl ?? ""}payments`,
  getRequestBody: (data) => json({ reference: data.connectorRequestReferenceId }),
  buildRequest(data, connectors, context) {
    return {
      method: "POST",
      url: this.getUrl(data, connectors, context),
      headers: { ...this.getHeaders(data, connectors, context), "content-type": "application/json" },
      body: json({ reference: data.connectorRequestReferenceId }),
    };
  },
  handleResponse(data, response) {
    const { id, state } = JSON.parse(response.text) as { readonly id: string; readonly state: AttemptStatus };
    return {
      ...data,
      status: state,
      response: ok({ type: "transaction", resourceId: { type: "connector_transaction_id", id }, connectorStatus: state, echoed: {} }),
    };
  },
  // It claims a failure for whatever it is given: the client's rules are not the author's to bend.
  getErrorResponse: (response) => ({ code: "old", message: "Old error.", statusCode: response.statusCode, attemptStatus: "failure" }),
  get5xxErrorResponse: (response) => ({ code: "old5xx", message: "Old error.", statusCode: response.statusCode, attemptStatus: "failure" }),
};

const { flows: _, generation: __, ...base } = acme;
const acmeV1: Connector<"Authorize"> = { ...base, generation: "v1", flows: { Authorize: integration } };

describe("connectors of both generations", () => {
  const doors = [
    ["v1", () => clientOf(acmeV1, always(paid())).execute("Authorize", authorizeRecord())],
    ["v2", () => clientOf(acme, always(paid())).execute("Authorize", authorizeRecord())],
  ] as const;

  it.each(doors)("run a record of the caller's own: %s", async (_generation, run) => {
    const { data, outcome, attempts, raw } = await run();
    expect({ status: data.status, outcome, attempts, httpStatus: raw?.expose().statusCode }).toEqual({
      status: "authorized",
      outcome: "accepted",
      attempts: 1,
      httpStatus: 200,
    });
    expect(data.response).toMatchObject({ ok: true, value: { resourceId: { id: "pay_1" } } });
    expect(data.rawConnectorResponse?.expose()).toBe(raw?.expose());
  });

  it("send the same bytes and give the same result", async () => {
    const [one, two] = [always(paid()), always(paid())];
    const first = await clientOf(acmeV1, one).authorize(order());
    const second = await clientOf(acme, two).authorize(order());
    expect(one.sent).toEqual(two.sent);
    expect(inspect(first, { depth: null })).toBe(inspect(second, { depth: null }));
  });

  it.each([500, 503, 408, 302])("never take an old connector's word that a %i is a failure", async (status) => {
    expect(await clientOf(acmeV1, always(answer(status))).authorize(order())).toMatchObject({ status: "pending", outcome: "unknown" });
    const { data } = await clientOf(acmeV1, always(answer(status))).execute("Authorize", authorizeRecord());
    expect(data.status).toBe("pending");
  });

  it("refuse a flow that is not theirs, and a record of another flow, before anything is sent", async () => {
    const transport = script();
    const payments = clientOf(acmeV1, transport);
    await expect(payments.execute("Capture" as "Authorize", { ...authorizeRecord(), flow: "Capture" } as never)).rejects.toMatchObject({
      code: "FlowNotSupported",
    });
    await expect(payments.execute("Authorize", { ...authorizeRecord(), flow: "Capture" } as never)).rejects.toThrow(/Capture/);
    expect("capture" in payments).toBe(false);
    expect(transport.sent).toHaveLength(0);
  });

  it("leave the payment's status of a refund's record alone when the refund fails", async () => {
    const record = {
      ...authorizeRecord(),
      flow: "Execute",
      refundId: "r1",
      status: "charged",
      request: { refundId: "r1", connectorTransactionId: "pay_1", refundAmount: 1, currency: "GBP" },
    } as never;
    for (const each of [refused, answer(400, { code: "no", message: "No." }), lost]) {
      const { data } = await clientOf(acme, always(each)).execute("Execute", record);
      expect(data.status).toBe("charged");
    }
  });
});

describe("the version of the specification", () => {
  it.each([
    ["0", "@switchyard/connector-acme"],
    ["2", "@switchyard/client"],
    ["banana", "@switchyard/connector-acme"],
  ])("%j is refused, with what to upgrade", (version, upgrade) => {
    const make = () => clientOf({ ...acme, specificationVersion: version }, script());
    expect(make).toThrow(expect.objectContaining({ code: "SpecificationVersionNotSupported", details: { version, upgrade } }));
  });
});

describe("two copies of the vocabulary in one process", () => {
  it("work together: secrets, errors and cards are known by their marks", async () => {
    // The query makes them other modules: their classes are not ours.
    const copyOf = async (file: string) =>
      (await import(/* @vite-ignore */ new URL(`../../interfaces/src/${file}?copy`, import.meta.url).href)) as typeof interfaces;
    const { Secret: OtherSecret } = await copyOf("secret.ts");
    const { ConnectorError: OtherError } = await copyOf("errors.ts");
    const foreign = new OtherSecret("foreign-key");
    expect(foreign instanceof Secret).toBe(false);

    const transport = always(paid());
    const auth = { type: "HeaderKey", apiKey: foreign } as const;
    const paymentMethod = card({ number: new OtherSecret("4444333322221111"), expMonth: 1, expYear: 2031 });
    const payment = await clientOf(acme, transport, { auth }).authorize({ ...order(), paymentMethod });
    expect(payment.status).toBe("authorized");
    expect(transport.sent[0]?.headers["x-api-key"]).toBe("foreign-key");

    const error = new OtherError("MissingRequiredField", { fieldName: "x" });
    expect(error instanceof ConnectorError).toBe(false);
    expect(isConnectorError(error)).toBe(true);
    const throwing = defineConnector({
      ...acmeBase,
      flows: {
        ...acmeFlows,
        Authorize: {
          ...acmeFlows.Authorize,
          read: () => {
            throw error;
          },
        },
      },
    });
    expect(await clientOf(throwing, always(paid())).authorize(order())).toMatchObject({
      status: "pending",
      outcome: "unknown",
      cause: { code: "MissingRequiredField" },
    });
  });
});

describe("bad input", () => {
  type Call = (payments: ReturnType<typeof clientOf<typeof acme>>) => unknown;
  const pay =
    (change: object): Call =>
    (payments) =>
      payments.authorize({ ...order(), ...change });

  it.each<readonly [string, Call, object]>([
    ["a negative amount", pay({ amount: -1 }), { code: "InvalidDataFormat", details: { fieldName: "amount" } }],
    ["a fraction", pay({ amount: 10.5 }), { code: "InvalidDataFormat", details: { fieldName: "amount" } }],
    ["an amount that is not safe", pay({ amount: 2 ** 53 }), { code: "InvalidDataFormat" }],
    ["no number", pay({ amount: Number.NaN }), { code: "InvalidDataFormat" }],
    ["infinity", pay({ amount: Infinity }), { code: "InvalidDataFormat" }],
    ["a text for an amount", pay({ amount: "1050" }), { code: "InvalidDataFormat" }],
    ["an unknown currency", pay({ currency: "ZZZ" }), { code: "CurrencyNotSupported", details: { currency: "ZZZ" } }],
    ["a currency in small letters", pay({ currency: "gbp" }), { code: "CurrencyNotSupported" }],
    ["a property of objects for a currency", pay({ currency: "constructor" }), { code: "CurrencyNotSupported" }],
    ["no currency", pay({ currency: undefined }), { code: "CurrencyNotSupported" }],
    ["an empty reference", pay({ reference: "" }), { code: "MissingRequiredField", details: { fieldName: "reference" } }],
    ["a blank reference", pay({ reference: " \t" }), { code: "MissingRequiredField" }],
    ["no reference", pay({ reference: undefined }), { code: "MissingRequiredField" }],
    ["no payment method", pay({ paymentMethod: undefined }), { code: "MissingRequiredField", details: { fieldName: "paymentMethod" } }],
    [
      "data of no payment method",
      pay({ paymentMethod: { type: "constructor" } }),
      { code: "InvalidDataFormat", details: { fieldName: "paymentMethod.type" } },
    ],
    [
      "a payment method that it lacks",
      pay({ paymentMethod: { type: "wallet", kind: "google_pay", tokenizationData: { type: "encrypted", token: secret("t") } } }),
      { code: "NotImplemented" },
    ],
    ["a capture method that it lacks", pay({ captureMethod: "scheduled" }), { code: "CaptureMethodNotSupported" }],
    ["a mandate that it cannot keep", pay({ setupFutureUsage: "off_session" }), { code: "NotSupported" }],
    ["an empty mandate id", pay({ mandate: { connectorMandateId: "" } }), { code: "MissingConnectorMandateID" }],
    [
      "a capture of an empty id",
      (payments) => payments.capture({ ...follow, connectorTransactionId: "" }),
      { code: "MissingConnectorTransactionID" },
    ],
    [
      "a capture of no id",
      (payments) => payments.capture({ ...follow, connectorTransactionId: undefined as never }),
      { code: "MissingConnectorTransactionID" },
    ],
    ["a capture of less than nothing", (payments) => payments.capture({ ...follow, amount: -0.5 }), { code: "InvalidDataFormat" }],
    ["a capture with an empty reference", (payments) => payments.capture({ ...follow, reference: "" }), { code: "MissingRequiredField" }],
    [
      "a wrong authorized amount",
      (payments) => payments.capture({ ...follow, authorizedAmount: 0.1 }),
      { code: "InvalidDataFormat", details: { fieldName: "authorizedAmount" } },
    ],
    ["a void of an empty id", (payments) => payments.void({ connectorTransactionId: "" }), { code: "MissingConnectorTransactionID" }],
    ["a refund of an empty id", (payments) => payments.refund({ ...follow, connectorTransactionId: "" }), { code: "MissingConnectorTransactionID" }],
    ["a refund of a fraction", (payments) => payments.refund({ ...follow, amount: 0.1 }), { code: "InvalidDataFormat" }],
    ["a refund in an unknown currency", (payments) => payments.refund({ ...follow, currency: "XXY" as never }), { code: "CurrencyNotSupported" }],
    [
      "asking after a refund without its id",
      (payments) => payments.syncRefund({ ...follow, connectorRefundId: "" }),
      { code: "MissingConnectorRefundID" },
    ],
    ["asking after nothing", (payments) => payments.sync({ connectorTransactionId: "" }), { code: "MissingConnectorTransactionID" }],
    ["asking after an empty reference", (payments) => payments.sync({ reference: "" }), { code: "MissingRequiredField" }],
    [
      "asking by a reference where the processor cannot look for it",
      (payments) => payments.sync({ reference: "order-1" }),
      { code: "MissingRequiredField" },
    ],
    [
      "a key with a line break",
      (payments) => payments.authorize(order(), { auth: acmeKey("CANARY\n") }),
      { code: "InvalidDataFormat", details: { fieldName: "header x-api-key" } },
    ],
    ["a key that no header can hold", (payments) => payments.authorize(order(), { auth: acmeKey("CANARY\u20ac") }), { code: "InvalidDataFormat" }],
  ])("is refused before anything is sent: %s", async (_name, call, expected) => {
    const transport = script();
    const payments = clientOf(acme, transport);
    const error: unknown = await Promise.resolve(call(payments)).then(
      (result) => ({ came: result }),
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject(expected);
    expect(isConnectorError(error)).toBe(true);
    expect(inspect(error, { depth: null })).not.toContain("CANARY");
    expect(transport.sent).toHaveLength(0);
  });

  it.each([
    { number: "4444333322221112" },
    { number: "4444" },
    { number: "4444 3333 2222 111x" },
    { number: "" },
    { expMonth: "13" },
    { expMonth: "0" },
    { expYear: "203" },
    { cvc: "12" },
    { cvc: "12345" },
    { cvc: "abc" },
  ])("is refused of a card where it is made, without its digits in the error: %j", (change) => {
    const input = { number: "4444333322221111", expMonth: "12", expYear: "2030", cvc: "987", ...change };
    let error: unknown;
    try {
      card(input);
    } catch (thrown) {
      error = thrown;
    }
    expect(isConnectorError(error)).toBe(true);
    const printed = inspect(error, { depth: null });
    for (const value of [input.number, input.cvc]) if (value.length > 4) expect(printed).not.toContain(value);
  });

  it("is none where the amount is zero or the largest that is safe", async () => {
    for (const amount of [0, Number.MAX_SAFE_INTEGER]) {
      expect(await clientOf(acme, always(paid())).authorize({ ...order(), amount })).toMatchObject({ status: "authorized" });
    }
  });
});

describe("what is printed of a result", () => {
  it("shows no secret, and keeps the raw answer for who asks", async () => {
    const body = '{"id":"pay_1","state":"declined","echo":"CANARY-BODY"}';
    const results = [
      await clientOf(acme, always(answer(200, body, { "set-cookie": "CANARY-COOKIE" })), { auth: acmeKey("CANARY-KEY") }).authorize({
        ...order(),
        paymentMethod: testCard(),
      }),
      await clientOf(acme, always(answer(500, body)), { auth: acmeKey("CANARY-KEY") }).capture(follow),
      await clientOf(acme, always(answer(200, "CANARY-HTML")), { auth: acmeKey("CANARY-KEY") }).refund(follow),
    ];
    for (const result of results) {
      const prints = [
        inspect(result, { depth: null, showHidden: true }),
        JSON.stringify(result),
        // eslint-disable-next-line @typescript-eslint/no-base-to-string -- a careless print is what is tested
        String(result),
        result.cause?.stack ?? "",
        result.cause?.message ?? "",
      ].join("\n");
      expect(prints).not.toMatch(/CANARY|4444333322221111/);
      expect(result.raw?.expose().text).toContain("CANARY");
    }
  });

  it("is a failed status with an error, where the processor declined inside a success", async () => {
    const declining = defineConnector({
      ...acmeBase,
      flows: {
        ...acmeFlows,
        Authorize: {
          ...acmeFlows.Authorize,
          read: (_answer, { http }) => ({
            status: "failure",
            response: err({ code: "51", message: "Insufficient funds", statusCode: http.statusCode, attemptStatus: "failure" }),
          }),
        },
      },
    });
    expect(await clientOf(declining, always(paid())).authorize(order())).toMatchObject({
      status: "failure",
      outcome: "rejected",
      error: { code: "51" },
    });
  });

  it("is unknown where the processor refuses nothing, as when the first request under a key still runs", async () => {
    const open = { code: "in_use", message: "Still running.", statusCode: 409, attemptStatus: "failure", isOpen: true } as const;
    const busy = defineConnector({ ...acmeBase, errors: [() => ({ tree: {}, error: open })], flows: acmeFlows });
    const payments = clientOf(busy, always(answer(409, "{}")));
    const unknown = { status: "pending", outcome: "unknown", error: { code: "in_use" } };
    expect(await payments.authorize(order())).toMatchObject(unknown);
    expect(await payments.capture(follow)).toMatchObject({ ...unknown, settle: { call: "sync" } });
    expect(await payments.refund(follow)).toMatchObject(unknown);
    // A query decides nothing, whatever it says of itself.
    expect(await payments.sync({ connectorTransactionId: "pay_1", status: "authorized" })).toMatchObject({ status: "authorized" });
  });

  it("is the failure of its own flow, where a refusal inside a success does not say whose", async () => {
    const refusing = { ok: false, error: { code: "too_late", message: "Too late.", statusCode: 200 } } as const;
    const declining = defineConnector({
      ...acmeBase,
      flows: {
        ...acmeFlows,
        Capture: { ...acmeFlows.Capture, read: () => ({ response: refusing }) },
        Void: { ...acmeFlows.Void, read: () => ({ response: refusing }) },
      },
    });
    const payments = clientOf(declining, always(paid()));
    expect(await payments.capture(follow)).toMatchObject({ status: "capture_failed", outcome: "rejected" });
    expect(await payments.void(follow)).toMatchObject({ status: "void_failed", outcome: "rejected" });
  });

  it("is no success without the processor's id: nobody could capture it", async () => {
    const nameless = defineConnector({
      ...acmeBase,
      flows: {
        ...acmeFlows,
        Authorize: {
          ...acmeFlows.Authorize,
          read: () => ({ status: "authorized", response: ok({ type: "transaction", resourceId: { type: "no_response_id" } }) }),
        },
      },
    });
    expect(await clientOf(nameless, always(paid())).authorize(order())).toMatchObject({
      status: "pending",
      settle: { with: { reference: "order-1" } },
    });
  });

  it("has each outcome of a request that moves money", async () => {
    const outcomes = await Promise.all(
      [paid(), answer(400), lost, refused].map(async (each) => (await clientOf(acmeWithKeys, always(each)).authorize(order())).outcome),
    );
    expect(outcomes).toEqual(["accepted", "rejected", "unknown", "not_sent"]);
  });
});
