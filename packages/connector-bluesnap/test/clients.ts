import { card, createClient, kyTransport, type Transport, type TransportRequest } from "@switchyard/client";
import { bodyText, type RequestFixture } from "@switchyard/testkit/node";
import { bluesnap, bluesnapCredentials } from "../src/index.js";
import { BLUESNAP_SIMULATOR_DEFAULTS, createBluesnapSimulator, type BluesnapSimulatorOptions } from "../simulator/index.js";
import { responseFixture } from "./fixtures.js";

const SANDBOX = "https://sandbox.bluesnap.com/";
/** The merchant of the worked examples (tech-spec, section 2). */
export const CREDENTIALS = bluesnapCredentials({ username: "API_16185", password: "Plus4321" });
export const METADATA = { merchant_id: "1234567", initiative_context: "m.example", display_name: "My shop" };

/** An answer: a fixture's, or one that a test makes up. */
export type Answer = string | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

function toResponse(answer: Answer) {
  const { status = 200, headers = {}, body } = typeof answer === "string" ? responseFixture(answer) : answer;
  const text = bodyText({ body }) ?? "";
  return { statusCode: status, headers, text, body: new TextEncoder().encode(text) };
}

/** A client whose processor gives one answer, and what was sent to it. */
export function clientOf(answer: Answer, metadata: Readonly<Record<string, unknown>> | undefined = METADATA) {
  const sent: TransportRequest[] = [];
  const transport: Transport = {
    send(request) {
      sent.push(request);
      return Promise.resolve({ type: "response", response: toResponse(answer) });
    },
  };
  return { sent, payments: createClient(bluesnap, { auth: CREDENTIALS, environment: "sandbox", transport, metadata, retry: { attempts: 1 } }) };
}
export type Client = ReturnType<typeof clientOf>["payments"];

/** A request as a fixture has it. */
export function wireOf({ method, url, headers, body }: TransportRequest): Omit<RequestFixture, "source" | "date"> {
  return {
    method,
    path: url.replace(SANDBOX, ""),
    headers,
    ...(typeof body === "string" ? { body: JSON.parse(body) as unknown } : {}),
  };
}

/** The body that a call sends, whatever the answer. */
export async function bodyOf(call: (payments: Client) => Promise<unknown>, answer: Answer = "authorize.charged"): Promise<Record<string, unknown>> {
  const { sent, payments } = clientOf(answer);
  await call(payments);
  const [request] = sent;
  if (typeof request?.body !== "string") throw new Error("Nothing was sent.");
  return JSON.parse(request.body) as Record<string, unknown>;
}

export const CARD = card({ number: "4263982640269299", expMonth: "02", expYear: "2026", cvc: "837" });
export const CHALLENGED = card({ number: "4000000000001091", expMonth: "12", expYear: "2030", cvc: "837" });
export const SHERLOCK = { address: { firstName: "Sherlock", lastName: "Holmes" } } as const;
export const BAKER_STREET = {
  address: { ...SHERLOCK.address, line1: "221B Baker Street", city: "London", zip: "NW1 6XE", country: "GB" },
} as const;

/** 10.50 USD by card: the worked example (tech-spec, section 4.1). */
export const ORDER = {
  reference: "pay_att_1",
  amount: 10_50,
  currency: "USD",
  customer: { email: "c@h.example" },
  billing: SHERLOCK,
  paymentMethod: CARD,
} as const;

/** The answer of BlueSnap's SDK, as the page posts it. */
export function authenticated(authResult = "AUTHENTICATION_SUCCEEDED", more: object = {}): string {
  const answer = { code: "1", status: "Success", threeDSecure: { authResult, threeDSecureReferenceId: "12345" }, info: { errors: [], warnings: [] } };
  return JSON.stringify({ ...answer, ...more });
}

/** A payment after its challenge, with whatever the browser brought. */
export const challenged = (payload: Readonly<Record<string, unknown>>, token = "80d0ee61c1d5a33a_") =>
  ({
    ...ORDER,
    authentication: "three_ds",
    paymentMethod: CHALLENGED,
    connectorTransactionId: token,
    status: "authentication_pending",
    redirectResponse: { payload },
  }) as const;

/** A client of a simulator of its own. */
export function started(options: BluesnapSimulatorOptions = {}) {
  const simulator = createBluesnapSimulator(options);
  const { username, password } = BLUESNAP_SIMULATOR_DEFAULTS.credentials;
  const transport = kyTransport({ fetch: (input, init) => simulator.fetch(new Request(input, init)) });
  const auth = bluesnapCredentials({ username, password });
  return {
    simulator,
    payments: createClient(bluesnap, { auth, environment: "sandbox", transport, baseUrl: "http://processor.test/", metadata: METADATA }),
  };
}
