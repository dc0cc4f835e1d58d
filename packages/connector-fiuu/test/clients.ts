import { createClient, kyTransport, type ClientOptions, type Transport, type TransportRequest } from "@switchyard/client";
import type { Flow, FlowTypes, RouterData } from "@switchyard/interfaces";
import { bodyText, type ResponseFixture } from "@switchyard/testkit/node";
import { fiuu, fiuuCredentials } from "../src/index.js";
import { FIUU_SIMULATOR_DEFAULTS, createFiuuSimulator, type FiuuSimulatorOptions } from "../simulator/index.js";

/** The account of the tech-spec's worked vectors (section 2.3). */
export const ACME = { merchantId: "ACME", verifyKey: "vk_test_0001", secretKey: "sk_test_0001" } as const;
export const auth = fiuuCredentials(ACME);

/** A client whose processor gives one answer, and what was sent to it. */
export function clientOf(answer: Pick<ResponseFixture, "status" | "body">, options: Partial<ClientOptions> = {}) {
  const sent: TransportRequest[] = [];
  const text = bodyText(answer) ?? "";
  const transport: Transport = {
    send(request) {
      sent.push(request);
      const response = { statusCode: answer.status, headers: {}, text, body: new TextEncoder().encode(text) };
      return Promise.resolve({ type: "response", response });
    },
  };
  return { sent, payments: createClient(fiuu, { auth, environment: "sandbox", transport, ...options }) };
}

export type Client = ReturnType<typeof clientOf>["payments"];

/** The fields of a request as the processor reads them. */
export function fieldsOf(sent: readonly TransportRequest[], at = 0): Readonly<Record<string, string>> {
  const body = sent[at]?.body;
  if (typeof body !== "string") throw new Error("There is no form.");
  return Object.fromEntries(new URLSearchParams(body));
}

/** The record of a flow, for what the client's own inputs cannot say. */
export function record<F extends Flow>(flow: F, request: Partial<FlowTypes[F]["request"]>, common: object = {}): RouterData<F> {
  return {
    flow,
    merchantId: "m",
    connector: "fiuu",
    connectorAuthType: auth,
    connectorRequestReferenceId: "pay_att_1",
    paymentId: "pay_att_1",
    attemptId: "pay_att_1",
    status: "pending",
    paymentMethod: "card",
    address: {},
    authType: "no_three_ds",
    ...common,
    request,
    // Tests say what matters to them; the rest of a record has no bearing on it.
  } as unknown as RouterData<F>;
}

/** A client whose processor is the simulator. */
export function simulated(options: FiuuSimulatorOptions = {}, client: Partial<ClientOptions> = {}) {
  const simulator = createFiuuSimulator(options);
  const transport = kyTransport({ fetch: (input, init) => simulator.fetch(new Request(input, init)) });
  const payments = createClient(fiuu, {
    auth: fiuuCredentials(options.credentials ?? FIUU_SIMULATOR_DEFAULTS),
    environment: "sandbox",
    baseUrl: "http://processor.test/",
    transport,
    ...client,
  });
  return { simulator, payments };
}
