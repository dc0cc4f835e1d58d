import { readFile } from "node:fs/promises";
import { card, createClient, kyTransport, type Transport, type TransportRequest } from "@switchyard/client";
import { ConnectorError } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { revolut, revolutCredentials } from "../src/index.js";
import { revolutAuth } from "../src/auth.js";
import { attemptStatusOf, refundStatusOf } from "../src/transformers.js";
import { REVOLUT_SIMULATOR_DEFAULTS, createRevolutSimulator } from "../simulator/index.js";

const { credentials } = REVOLUT_SIMULATOR_DEFAULTS;
const auth = revolutCredentials({ apiKey: credentials.apiKey });

interface RequestFixture {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}
interface ResponseFixture {
  readonly status: number;
  readonly body: unknown;
}

async function fixture<T>(name: string): Promise<T> {
  // The shape of a file of this folder is what its test says it is.
  return JSON.parse(await readFile(new URL(`fixtures/${name}.json`, import.meta.url), "utf8")) as T;
}

/** A client whose processor gives one answer, and what was sent to it. */
function clientOf({ status, body }: ResponseFixture) {
  const sent: TransportRequest[] = [];
  const text = JSON.stringify(body);
  const transport: Transport = {
    send(request) {
      sent.push(request);
      const response = { statusCode: status, headers: {}, text, body: new TextEncoder().encode(text) };
      return Promise.resolve({ type: "response", response });
    },
  };
  return { sent, payments: createClient(revolut, { auth, environment: "sandbox", transport }) };
}

type Client = ReturnType<typeof clientOf>["payments"];

const order = {
  reference: "order-1001",
  amount: 10_50,
  currency: "GBP",
  captureMethod: "manual",
  paymentMethod: card({ number: "4111111111111111", expMonth: "12", expYear: "2030", cvc: "123", holderName: "Ada Person" }),
} as const;
const payment = { connectorTransactionId: "pay_0000001" };

const exchanges: readonly (readonly [name: string, call: (payments: Client) => Promise<unknown>, expected: object])[] = [
  ["authorize.authorized", (payments) => payments.authorize(order), { status: "authorized", connectorTransactionId: "pay_0000001" }],
  [
    "authorize.declined",
    (payments) => payments.authorize(order),
    { status: "failure", error: { code: "insufficient_funds", networkDeclineCode: "51" } },
  ],
  ["authorize.invalid", (payments) => payments.authorize(order), { status: "failure", outcome: "rejected", error: { code: "invalid_field" } }],
  ["sync.captured", (payments) => payments.sync({ ...payment, amount: 10_50, currency: "GBP" }), { status: "charged", connectorStatus: "captured" }],
  [
    "capture.partial",
    (payments) => payments.capture({ ...payment, reference: "capture-1", amount: 5_25, currency: "GBP" }),
    { status: "partial_charged", connectorTransactionId: "pay_0000001" },
  ],
  ["void.voided", (payments) => payments.void(payment), { status: "voided" }],
  [
    "refund.pending",
    (payments) => payments.refund({ ...payment, reference: "refund-1", amount: 5_25, currency: "GBP" }),
    { status: "pending", connectorRefundId: "ref_0000001" },
  ],
  [
    "sync-refund.succeeded",
    (payments) => payments.syncRefund({ ...payment, connectorRefundId: "ref_0000001", reference: "refund-1", amount: 5_25, currency: "GBP" }),
    { status: "success", connectorRefundId: "ref_0000001" },
  ],
];

describe("on the wire", () => {
  it.each(exchanges)("exchanges %s as its fixtures have it", async (name, call, expected) => {
    const request = await fixture<RequestFixture>(`${name}.request`);
    const { sent, payments } = clientOf(await fixture<ResponseFixture>(`${name}.response`));
    const result = await call(payments);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ method: request.method, url: `https://sandbox-merchant.revolut.com/${request.path}` });
    expect(typeof sent[0]?.body === "string" ? JSON.parse(sent[0].body) : undefined).toEqual(request.body);
    expect(result).toMatchObject(expected);
  });
});

describe("statuses", () => {
  it("maps each word of the processor, and takes a new one for pending", () => {
    expect(attemptStatusOf.entries).toEqual({
      pending: "pending",
      authorized: "authorized",
      captured: "charged",
      partially_captured: "partial_charged",
      voided: "voided",
      declined: "failure",
    });
    expect(attemptStatusOf("a new word")).toBe("pending");
    expect(refundStatusOf.entries).toEqual({ pending: "pending", succeeded: "success", failed: "failure" });
    expect(refundStatusOf("a new word")).toBe("pending");
  });
});

describe("credentials", () => {
  it("takes HeaderKey and refuses any other kind", () => {
    expect(auth.type).toBe("HeaderKey");
    expect(Object.keys(revolutAuth(auth).headers)).toContain("authorization");
    expect(() => revolutAuth({ type: "NoKey" })).toThrow(ConnectorError);
  });
});

describe("the simulator", () => {
  const started = () => {
    const simulator = createRevolutSimulator();
    const transport = kyTransport({ fetch: (input, init) => simulator.fetch(new Request(input, init)) });
    return { simulator, payments: createClient(revolut, { auth, environment: "sandbox", transport, baseUrl: "http://processor.test/" }) };
  };

  it("takes no second payment under one reference", async () => {
    const { simulator, payments } = started();
    await payments.authorize(order);
    const second = await payments.authorize(order);
    expect(second).toMatchObject({ status: "failure", outcome: "rejected", error: { code: "not_allowed" } });
    expect(simulator.ledger.movements({ kind: "authorization" })).toHaveLength(1);
  });

  it("keeps a refund pending until the processor settles it", async () => {
    const { simulator, payments } = started();
    const { connectorTransactionId = "" } = await payments.authorize({ ...order, captureMethod: "automatic" });
    const refund = await payments.refund({ connectorTransactionId, reference: "refund-1", amount: 5_25, currency: "GBP" });
    expect(refund.status).toBe("pending");
    simulator.controls.settleRefund(refund.connectorRefundId ?? "", "succeeded");
    expect(simulator.webhooks.events.map(({ type }) => type)).toContain("refund.succeeded");
    const found = await payments.syncRefund({
      connectorTransactionId,
      connectorRefundId: refund.connectorRefundId ?? "",
      amount: 5_25,
      currency: "GBP",
    });
    expect(found.status).toBe("success");
  });
});
