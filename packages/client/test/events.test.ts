import { secret, type ConnectorEvent } from "@switchyard/interfaces";
import { defineConnector, json } from "@switchyard/utils";
import { afterEach, describe, expect, it } from "vitest";
import { acme, acmeBase, acmeFlows, always, answer, clientOf, lost, order, paid, refused, script, testRuntime } from "./acme.js";

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
