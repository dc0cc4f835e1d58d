import { readFile } from "node:fs/promises";
import { card, createClient, kyTransport, type Transport, type TransportRequest } from "@switchyard/client";
import { ConnectorError } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { acme, acmeCredentials } from "../src/index.js";
import { acmeAuth } from "../src/auth.js";
// #if Execute
import { attemptStatusOf, refundStatusOf } from "../src/transformers.js";
// #else
import { attemptStatusOf } from "../src/transformers.js";
// #end
import { ACME_SIMULATOR_DEFAULTS, createAcmeSimulator } from "../simulator/index.js";

const { credentials } = ACME_SIMULATOR_DEFAULTS;
const auth = acmeCredentials({ $authNames });

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
  return { sent, payments: createClient(acme, { auth, environment: "sandbox", transport }) };
}

type Client = ReturnType<typeof clientOf>["payments"];

const order = {
  reference: "order-1001",
  amount: 10_50,
  currency: "GBP",
  // #if Capture
  captureMethod: "manual",
  // #end
  paymentMethod: card({ number: "4111111111111111", expMonth: "12", expYear: "2030", cvc: "123", holderName: "Ada Person" }),
} as const;
// #if PSync or Capture or Void or Execute
const payment = { connectorTransactionId: "pay_0000001" };
// #end

const exchanges: readonly (readonly [name: string, call: (payments: Client) => Promise<unknown>, expected: object])[] = [
  // #if Capture
  ["authorize.authorized", (payments) => payments.authorize(order), { status: "authorized", connectorTransactionId: "pay_0000001" }],
  // #else
  ["authorize.authorized", (payments) => payments.authorize(order), { status: "charged", connectorTransactionId: "pay_0000001" }],
  // #end
  ["authorize.declined", (payments) => payments.authorize(order), { status: "failure", error: { code: "insufficient_funds", networkDeclineCode: "51" } }],
  ["authorize.invalid", (payments) => payments.authorize(order), { status: "failure", outcome: "rejected", error: { code: "invalid_field" } }],
  // #if PSync
  ["sync.captured", (payments) => payments.sync({ ...payment, amount: 10_50, currency: "GBP" }), { status: "charged", connectorStatus: "captured" }],
  // #end
  // #if Capture
  [
    "capture.partial",
    (payments) => payments.capture({ ...payment, reference: "capture-1", amount: 5_25, currency: "GBP" }),
    { status: "partial_charged", connectorTransactionId: "pay_0000001" },
  ],
  // #end
  // #if Void
  ["void.voided", (payments) => payments.void(payment), { status: "voided" }],
  // #end
  // #if Execute
  [
    "refund.pending",
    (payments) => payments.refund({ ...payment, reference: "refund-1", amount: 5_25, currency: "GBP" }),
    { status: "pending", connectorRefundId: "ref_0000001" },
  ],
  // #end
  // #if RSync
  [
    "sync-refund.succeeded",
    (payments) => payments.syncRefund({ ...payment, connectorRefundId: "ref_0000001", reference: "refund-1", amount: 5_25, currency: "GBP" }),
    { status: "success", connectorRefundId: "ref_0000001" },
  ],
  // #end
];

describe("on the wire", () => {
  it.each(exchanges)("exchanges %s as its fixtures have it", async (name, call, expected) => {
    const request = await fixture<RequestFixture>(`${name}.request`);
    const { sent, payments } = clientOf(await fixture<ResponseFixture>(`${name}.response`));
    const result = await call(payments);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ method: request.method, url: `$sandboxUrl${request.path}` });
    // #if json
    expect(typeof sent[0]?.body === "string" ? JSON.parse(sent[0].body) : undefined).toEqual(request.body);
    // #else
    expect(sent[0]?.body).toEqual(request.body);
    // #end
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
    // #if Execute
    expect(refundStatusOf.entries).toEqual({ pending: "pending", succeeded: "success", failed: "failure" });
    expect(refundStatusOf("a new word")).toBe("pending");
    // #end
  });
});

describe("credentials", () => {
  it("takes $authType and refuses any other kind", () => {
    expect(auth.type).toBe("$authType");
    expect(Object.keys(acmeAuth(auth).headers)).toContain("authorization");
    expect(() => acmeAuth({ type: "NoKey" })).toThrow(ConnectorError);
  });
});

describe("the simulator", () => {
  const started = () => {
    const simulator = createAcmeSimulator();
    const transport = kyTransport({ fetch: (input, init) => simulator.fetch(new Request(input, init)) });
    return { simulator, payments: createClient(acme, { auth, environment: "sandbox", transport, baseUrl: "http://processor.test/" }) };
  };

  it("takes no second payment under one reference", async () => {
    const { simulator, payments } = started();
    await payments.authorize(order);
    const second = await payments.authorize(order);
    expect(second).toMatchObject({ status: "failure", outcome: "rejected", error: { code: "not_allowed" } });
    expect(simulator.ledger.movements({ kind: "authorization" })).toHaveLength(1);
  });
  // #if Execute

  it("keeps a refund pending until the processor settles it", async () => {
    const { simulator, payments } = started();
    const { connectorTransactionId = "" } = await payments.authorize({ ...order, captureMethod: "automatic" });
    const refund = await payments.refund({ connectorTransactionId, reference: "refund-1", amount: 5_25, currency: "GBP" });
    expect(refund.status).toBe("pending");
    simulator.controls.settleRefund(refund.connectorRefundId ?? "", "succeeded");
    expect(simulator.webhooks.events.map(({ type }) => type)).toContain("refund.succeeded");
    // #if RSync
    const found = await payments.syncRefund({ connectorTransactionId, connectorRefundId: refund.connectorRefundId ?? "", amount: 5_25, currency: "GBP" });
    expect(found.status).toBe("success");
    // #end
  });
  // #end
});
