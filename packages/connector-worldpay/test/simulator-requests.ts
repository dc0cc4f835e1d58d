import { expect } from "vitest";
import { createWorldpaySimulator, WORLDPAY_SIMULATOR_DEFAULTS } from "../simulator/index.js";
import type { WorldpaySimulator, WorldpaySimulatorOptions } from "../simulator/index.js";

export const ORIGIN = "https://try.access.worldpay.com";
const { username, password, entity } = WORLDPAY_SIMULATOR_DEFAULTS;
export const AUTHORIZATION = `Basic ${btoa(`${username}:${password}`)}`;

/** The headers of the Payments API. */
export const HEADERS = {
  accept: "application/json",
  "content-type": "application/json",
  "wp-api-version": "2024-06-01",
  authorization: AUTHORIZATION,
} as const;

/** The headers of an API that versions by media type. */
export function mediaTypeHeaders(type: string): Record<string, string> {
  return { accept: type, "content-type": type, authorization: AUTHORIZATION };
}

/** Any text, in an expected value. */
export const TEXT: unknown = expect.any(String);

/** A text of this form, in an expected value. */
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

type Fields = Readonly<Record<string, unknown>>;

/** The card of the documented example. */
export const CARD = {
  type: "plain",
  cardNumber: "4444333322221111",
  expiryDate: { month: 5, year: 2035 },
  cvc: "123",
  cardHolderName: "Sherlock Holmes",
  billingAddress: { address1: "221B Baker Street", city: "London", postalCode: "NW1 6XE", countryCode: "GB" },
} as const;

/** The documented card payment; `instruction` and `rest` replace fields, `undefined` takes one away. */
export function payment(instruction: Fields = {}, rest: Fields = {}): Fields {
  return {
    transactionReference: "pay_att_1",
    merchant: { entity },
    ...rest,
    instruction: {
      settlement: { auto: false },
      method: "card",
      paymentInstrument: CARD,
      narrative: { line1: "Mind Palace" },
      value: { amount: 1000, currency: "GBP" },
      ...instruction,
    },
  };
}

/** A payment by a card holder of this name. */
export function paymentBy(cardHolderName: string, instruction: Fields = {}): Fields {
  return payment({ ...instruction, paymentInstrument: { ...CARD, cardHolderName } });
}

/** The documented 3DS request. */
export const THREE_DS = {
  type: "integrated",
  mode: "always",
  deviceData: {
    acceptHeader: "text/html",
    userAgentHeader: "Mozilla/5.0",
    browserLanguage: "en-GB",
    browserScreenWidth: 900,
    browserScreenHeight: 1200,
    browserColorDepth: "32",
    timeZone: "300",
    browserJavaEnabled: true,
    browserJavascriptEnabled: true,
    channel: "browser",
  },
  challenge: { returnUrl: "https://m.example/complete?a=1&b=2", preference: "challengeMandated" },
} as const;

/** What the tests read of an answer. */
export interface Answer {
  readonly outcome?: string;
  readonly paymentId?: string;
  readonly lastEvent?: string;
  readonly refusalCode?: string;
  readonly errorName?: string;
  readonly headerName?: string;
  readonly validationErrors?: readonly { readonly errorName: string; readonly jsonPath: string }[];
  readonly token?: { readonly href: string; readonly tokenId: string; readonly conflicts?: unknown };
  readonly deviceDataCollection?: { readonly jwt: string; readonly url: string; readonly bin: string };
  readonly challenge?: { readonly jwt: string; readonly url: string };
  readonly threeDS?: unknown;
  readonly amounts?: unknown;
  readonly riskFactors?: unknown;
  readonly _links?: { readonly self: { readonly href: string } };
  readonly _actions?: Readonly<Record<string, { readonly href: string; readonly method: string }>>;
  readonly _embedded?: { readonly payments: readonly { readonly lastEvent: string }[] };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Answer;
}

/** Sends a request as the simulator's users do. A path is under {@link ORIGIN}; a text body goes as it is. */
export async function send(
  simulator: WorldpaySimulator,
  method: string,
  target: string,
  body?: unknown,
  headers: HeadersInit = HEADERS,
): Promise<Reply> {
  const payload = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const response = await simulator.fetch(new Request(new URL(target, ORIGIN), { method, headers, ...payload }));
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  const parsed: unknown = isJson ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, text, body: parsed as Answer };
}

/** Takes a payment. */
export function pay(simulator: WorldpaySimulator, body: Fields = payment()): Promise<Reply> {
  return send(simulator, "POST", "/api/payments", body);
}

/** Follows an action of an answer. */
export function follow(simulator: WorldpaySimulator, { body }: Reply, action: string, fields?: unknown): Promise<Reply> {
  const href = body._actions?.[action]?.href;
  if (href === undefined) throw new Error(`The answer offers no ${action}: ${JSON.stringify(body)}`);
  return send(simulator, "POST", href, fields);
}

/** Queries the payment under an answer's own link. */
export function query(simulator: WorldpaySimulator, { body }: Reply): Promise<Reply> {
  return send(simulator, "GET", body._links?.self.href ?? "/no-link");
}

/** The words of `_actions`, in alphabetical order. */
export function offered({ body }: Reply): readonly string[] {
  return Object.keys(body._actions ?? {}).sort();
}

/** `fieldIsMissing $.a`, one line per fault. */
export function faults({ body }: Reply): readonly string[] {
  return (body.validationErrors ?? []).map(({ errorName, jsonPath }) => `${errorName} ${jsonPath}`);
}

/** Kind, amount and reference of every movement. */
export function movements(simulator: WorldpaySimulator): readonly string[] {
  return simulator.ledger.movements().map(({ kind, amount, reference }) => `${kind} ${String(amount)} ${reference ?? ""}`.trim());
}

/** A simulator and a payment in it. */
export async function paid(
  body: Fields = payment(),
  options: WorldpaySimulatorOptions = {},
): Promise<{ simulator: WorldpaySimulator; reply: Reply }> {
  const simulator = createWorldpaySimulator(options);
  return { simulator, reply: await pay(simulator, body) };
}

export const part = (reference: string, amount: number, currency = "GBP"): Fields => ({ reference, value: { amount, currency } });
