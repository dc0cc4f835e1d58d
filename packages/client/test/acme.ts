import { ok, secret, type ConnectorSpecificationData, type Flow, type HeaderKey, type RouterData } from "@switchyard/interfaces";
import { defineConnector, errorFormat, json, path, schema, z, type ConnectorDeclaration } from "@switchyard/utils";
import {
  card,
  createClient,
  type ClientOptions,
  type ClientRuntime,
  type Transport,
  type TransportRequest,
  type TransportResult,
} from "../src/index.js";

/** The answers of a made-up processor, written down in the test that needs them. */
export type Answer = TransportResult | ((request: TransportRequest) => TransportResult | Promise<TransportResult>);

export function answer(status: number, body: unknown = "", headers: Readonly<Record<string, string>> = {}): TransportResult {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { type: "response", response: { statusCode: status, headers, text, body: new TextEncoder().encode(text) } };
}

export const paid = (fields: object = {}) => answer(200, { id: "pay_1", state: "authorized", ...fields });
export const lost: TransportResult = { type: "failure", reason: "connection_lost", code: "ECONNRESET" };
export const refused: TransportResult = { type: "failure", reason: "not_sent", code: "ECONNREFUSED" };

export interface ScriptedTransport extends Transport {
  readonly sent: readonly TransportRequest[];
}

/** A transport that gives one answer after another, and fails the test that sends more than it said. */
export function script(...answers: readonly Answer[]): ScriptedTransport {
  const sent: TransportRequest[] = [];
  return {
    sent,
    async send(request) {
      sent.push(request);
      const next = answers[sent.length - 1];
      if (next === undefined) throw new Error(`Nothing is scripted for request ${String(sent.length)}.`);
      return typeof next === "function" ? next(request) : next;
    },
  };
}

/** The same answer for every request. */
export function always(give: Answer): ScriptedTransport {
  const sent: TransportRequest[] = [];
  return {
    sent,
    async send(request) {
      sent.push(request);
      return typeof give === "function" ? give(request) : give;
    },
  };
}

/** A runtime whose time moves only when a pause is taken. */
export function testRuntime(): ClientRuntime & { readonly pauses: number[]; advance(milliseconds: number): void } {
  let time = Date.parse("2026-01-02T03:04:05Z");
  let ids = 0;
  const pauses: number[] = [];
  return {
    pauses,
    advance(milliseconds) {
      time += milliseconds;
    },
    now: () => new Date(time),
    monotonic: () => time,
    randomId: () => `id-${String((ids += 1))}`,
    sleep(milliseconds) {
      pauses.push(milliseconds);
      time += milliseconds;
      return Promise.resolve();
    },
  };
}

const details = { mandates: "not_supported", refunds: "supported", supportedCaptureMethods: ["automatic", "manual"] } as const;

export const acmeSpecifications = {
  about: { displayName: "Acme", description: "A processor that exists in tests alone.", connectorType: "payment_gateway" },
  paymentMethods: { card: { credit: details, debit: details } },
  webhookFlows: ["payments"],
} as const satisfies ConnectorSpecificationData;

const paymentAnswer = schema(() => z.object({ id: z.string(), state: z.string(), amount: z.optional(z.number()), currency: z.optional(z.string()) }));
const errorAnswer = schema(() => z.object({ code: z.string(), message: z.string() }));

const STATES = { authorized: "authorized", charged: "charged", declined: "failure", held: "pending" } as const;
const stateOf = (word: string) => (Object.hasOwn(STATES, word) ? STATES[word as keyof typeof STATES] : "pending");

interface PaymentAnswer {
  readonly id: string;
  readonly state: string;
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
}

const echoedOf = ({ amount, currency }: PaymentAnswer) => ({ amount: amount as never, currency });

const readPayment = (response: PaymentAnswer) => ({
  status: stateOf(response.state),
  response: ok({
    type: "transaction" as const,
    resourceId: { type: "connector_transaction_id" as const, id: response.id },
    connectorStatus: response.state,
    echoed: echoedOf(response),
  }),
});

const readRefund = (response: PaymentAnswer) => ({
  response: ok({
    type: "refund" as const,
    connectorRefundId: response.id,
    refundStatus: "success" as const,
    connectorStatus: response.state,
    echoed: echoedOf(response),
  }),
});

const bodyOf = ({ data }: { readonly data: RouterData }) => json({ reference: data.connectorRequestReferenceId });

/** What every Acme of these tests has in common. */
export const acmeBase = {
  id: "acme",
  currencyUnit: "minor",
  syncsByReference: true,
  baseUrls: { sandbox: "https://sandbox.acme.example/", production: "https://acme.example/" },
  auth: (auth) => ({ key: (auth as HeaderKey).apiKey }),
  headers: ({ auth }) => ({ "x-api-key": auth.key }),
  errors: [errorFormat({ schema: errorAnswer, read: (error, http) => ({ ...error, statusCode: http.statusCode }) })],
  specifications: acmeSpecifications,
} as const satisfies Omit<ConnectorDeclaration<"acme", { readonly key: HeaderKey["apiKey"] }, unknown, typeof acmeSpecifications>, "flows">;

/** The flows that move money, and those that ask after it. */
export const acmeFlows = {
  Authorize: { path: "payments", body: bodyOf, response: paymentAnswer, read: readPayment },
  Capture: {
    path: ({ data }: { readonly data: RouterData<"Capture"> }) => path`payments/${data.request.connectorTransactionId}/capture`,
    body: bodyOf,
    response: paymentAnswer,
    read: readPayment,
  },
  Void: {
    path: ({ data }: { readonly data: RouterData<"Void"> }) => path`payments/${data.request.connectorTransactionId}/void`,
    body: bodyOf,
    response: paymentAnswer,
    read: readPayment,
  },
  Execute: { path: "refunds", body: bodyOf, response: paymentAnswer, read: readRefund },
  PSync: {
    method: "GET",
    path: ({ data }: { readonly data: RouterData<"PSync"> }) => {
      const id = data.request.connectorTransactionId;
      return path`payments/${id.type === "connector_transaction_id" ? id.id : ""}`;
    },
    response: paymentAnswer,
    read: readPayment,
  },
  RSync: {
    method: "GET",
    path: ({ data }: { readonly data: RouterData<"RSync"> }) => path`refunds/${data.request.connectorRefundId ?? ""}`,
    response: paymentAnswer,
    read: readRefund,
  },
} as const;

/** Acme without idempotency keys. */
export const acme = defineConnector({ ...acmeBase, flows: acmeFlows });

/** Acme with a key on its authorize and refund. */
export const acmeWithKeys = defineConnector({
  ...acmeBase,
  flows: {
    ...acmeFlows,
    Authorize: { ...acmeFlows.Authorize, headers: ({ data }) => ({ "idempotency-key": data.connectorRequestReferenceId }), idempotent: true },
    Execute: { ...acmeFlows.Execute, headers: ({ data }) => ({ "idempotency-key": data.connectorRequestReferenceId }), idempotent: true },
  },
});

export const acmeKey = (value = "acme-key"): HeaderKey => ({ type: "HeaderKey", apiKey: secret(value) });

export const testCard = () => card({ number: "4444333322221111", expMonth: "12", expYear: "2030", cvc: "123" });

export const order = () => ({ reference: "order-1", amount: 1050, currency: "GBP", paymentMethod: testCard() }) as const;

/** A client of any Acme over a script, in a time of its own. */
export function clientOf<C extends Parameters<typeof createClient>[0]>(connector: C, transport: Transport, options: Partial<ClientOptions> = {}) {
  return createClient<C>(connector, { auth: acmeKey(), environment: "sandbox", transport, runtime: testRuntime(), ...options });
}

/** A record of one of Acme's flows, for those who hold records themselves. */
export function authorizeRecord(): RouterData<"Authorize"> {
  return {
    flow: "Authorize",
    connectorAuthType: acmeKey(),
    merchantId: "m",
    connector: "acme",
    connectorRequestReferenceId: "order-1",
    testMode: true,
    paymentId: "order-1",
    attemptId: "order-1",
    status: "started",
    paymentMethod: "card",
    address: {},
    authType: "no_three_ds",
    request: { amount: 1050 as never, currency: "GBP", paymentMethodData: testCard() },
  };
}

export type FlowOf<F extends Flow> = RouterData<F>;
