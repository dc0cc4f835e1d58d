import { openApiSource } from "@switchyard/testkit/node";
import { toViolationLine, type OpenApiValidator } from "@switchyard/testkit/openapi";
import { expect } from "vitest";
import { STRIPE_SIMULATOR_DEFAULTS, type StripeSimulatorOptions } from "../simulator/settings.js";
import { createStripeSimulator, type StripeSimulator } from "../simulator/simulator.js";

export const ORIGIN = "https://api.stripe.com";
export const RETURN_URL = "https://shop.test/return?order=7";

/** What a form may hold. */
export type Value = boolean | number | string | readonly Value[] | { readonly [name: string]: Value };
export type Params = Readonly<Record<string, Value>>;

/** A field of an answer, however deep: `at(body, "next_action.type")`. */
export function at(body: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined), body);
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** The `id` of the object. */
  readonly id: string;
  readonly at: (path: string) => unknown;
}

/** How a call differs from the usual. */
export interface CallOptions {
  readonly key?: string | null;
  readonly account?: string;
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Brackets for nesting, as Stripe has them. */
export function encodeForm(params: Params): URLSearchParams {
  const form = new URLSearchParams();
  const add = (name: string, value: Value): void => {
    if (typeof value !== "object") form.append(name, String(value));
    else for (const [key, inner] of Object.entries(value)) add(`${name}[${key}]`, inner);
  };
  for (const [name, value] of Object.entries(params)) add(name, value);
  return form;
}

let validator: Promise<OpenApiValidator> | undefined;

/** Stripe's document, where the environment says where it is: every answer and event of the tests is held to it. */
function openDocument(): Promise<OpenApiValidator> | undefined {
  const source = openApiSource();
  if (!("open" in source)) return undefined;
  return (validator ??= source.open([{ file: "stripe.json" }]));
}

/** Codes that Stripe's pages name and its schema leaves out. */
const UNLISTED_CODES: ReadonlySet<unknown> = new Set(["rate_limit_exceeded", "invalid_charge_amount_no_decimal_compatible"]);

async function needValid(method: string, url: string, status: number, body: unknown): Promise<void> {
  const document = await openDocument();
  if (document === undefined || UNLISTED_CODES.has(at(body, "error.code"))) return;
  const answer = { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const lines = (await document.validateResponse({ method, url }, answer)).filter((line) => line.in !== "operation").map(toViolationLine);
  expect(lines, `${method} ${url}`).toEqual([]);
}

/** Sends a request as the simulator's users do, and holds the answer to Stripe's document. */
export async function send(
  simulator: StripeSimulator,
  method: string,
  path: string,
  params: Params = {},
  options: CallOptions = {},
): Promise<Answer> {
  const { key = STRIPE_SIMULATOR_DEFAULTS.secretKey, account, idempotencyKey, headers = {} } = options;
  const form = encodeForm(params);
  const query = method === "POST" || form.size === 0 ? "" : `?${form.toString()}`;
  const url = `${ORIGIN}${path}${query}`;
  const response = await simulator.fetch(
    new Request(url, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(account === undefined ? {} : { "stripe-account": account }),
        ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
        ...headers,
      },
      ...(method === "POST" ? { body: form } : {}),
    }),
  );
  const text = await response.text();
  const body: unknown = response.headers.get("content-type") === "application/json" ? JSON.parse(text) : text;
  if (typeof body === "object") await needValid(method, url, response.status, body);
  const id = at(body, "id");
  return { status: response.status, headers: response.headers, body, id: typeof id === "string" ? id : "", at: (field) => at(body, field) };
}

/** A simulator, and calls of it. */
export interface Bench {
  readonly simulator: StripeSimulator;
  readonly controls: StripeSimulator["controls"];
  post(path: string, params?: Params, options?: CallOptions): Promise<Answer>;
  get(path: string, params?: Params, options?: CallOptions): Promise<Answer>;
  remove(path: string, options?: CallOptions): Promise<Answer>;
  /** Pays 10.00 USD with a card of this number; `fields` replace the usual ones. */
  payByCard(number?: string, fields?: Params, options?: CallOptions): Promise<Answer>;
  /** Types of the events so far, oldest first, each held to Stripe's document. */
  events(): Promise<readonly string[]>;
}

export const CARD = { type: "card", card: { number: "4242424242424242", exp_month: 3, exp_year: 2030, cvc: "123" } } as const;

/** `payment_method_data` of a card. */
export function cardData(number: string): Params {
  return { ...CARD, card: { ...CARD.card, number, cvc: number.startsWith("37") ? "1234" : "123" }, billing_details: { name: "Jane Doe" } };
}

/** Fields of every payment that is confirmed at once. */
export const PAYMENT = {
  amount: 1000,
  currency: "usd",
  confirm: true,
  capture_method: "automatic",
  return_url: RETURN_URL,
  metadata: { order_id: "attempt_1" },
} as const;

export function openBench(options: StripeSimulatorOptions = {}): Bench {
  const simulator = createStripeSimulator(options);
  const post: Bench["post"] = (path, params, more) => send(simulator, "POST", path, params, more);
  return {
    simulator,
    get controls() {
      return simulator.controls;
    },
    post,
    get: (path, params, more) => send(simulator, "GET", path, params, more),
    remove: (path, more) => send(simulator, "DELETE", path, {}, more),
    payByCard: (number = "4242424242424242", fields = {}, more = {}) =>
      post("/v1/payment_intents", { ...PAYMENT, payment_method_types: ["card"], payment_method_data: cardData(number), ...fields }, more),
    async events() {
      const document = await openDocument();
      return simulator.webhooks.events.map(({ rawBody, type = "" }) => {
        const event: unknown = JSON.parse(new TextDecoder().decode(rawBody));
        // The object of an early fraud warning was cut from the document.
        if (document !== undefined && !type.startsWith("radar."))
          expect(document.validateSchema("event", event).map(toViolationLine), type).toEqual([]);
        return type;
      });
    },
  };
}
