import path from "node:path";
import { loadOpenApi } from "@switchyard/testkit/node";
import { createOpenApiValidator, toViolationLine } from "@switchyard/testkit/openapi";
import type { OpenApiDocument, OpenApiValidator } from "@switchyard/testkit/openapi";
import { expect } from "vitest";
import { ADYEN_SIMULATOR_DEFAULTS, createAdyenSimulator } from "../simulator/index.js";
import type { AdyenSimulator } from "../simulator/index.js";

export { createAdyenSimulator };

export const MERCHANT = ADYEN_SIMULATOR_DEFAULTS.merchantAccount;
export const ORIGIN = "https://adyen.test";
export const RETURN_URL = "https://shop.test/return?order=7";

export type Json = Readonly<Record<string, unknown>>;

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

const folder = process.env["SWITCHYARD_OPENAPI_DIR"];

const mounts = [
  { name: "adyen-checkout.json", basePath: "/v71" },
  { name: "adyen-disputes.json", basePath: "/ca/services/DisputeService/v30" },
  { name: "adyen-payout.json", basePath: "/pal/servlet/Payout/v68" },
  { name: "adyen-recurring.json", basePath: "/pal/servlet/Recurring/v68" },
  { name: "adyen-webhooks.json", basePath: "/webhooks" },
  { name: "adyen-tokenization-webhooks.json", basePath: "/tokenization" },
] as const;

interface Documents {
  readonly validator: OpenApiValidator;
  readonly webhooks: OpenApiDocument;
}

async function openDocuments(directory: string): Promise<Documents> {
  const load = async ({ name, basePath }: (typeof mounts)[number]) => ({ name, basePath, document: await loadOpenApi(path.join(directory, name)) });
  const documents = await Promise.all(mounts.map(load));
  const webhooks = documents.find(({ name }) => name === "adyen-webhooks.json");
  if (webhooks === undefined) throw new Error("There is no document of the webhooks.");
  return { validator: createOpenApiValidator(documents), webhooks: webhooks.document };
}

let opened: Promise<Documents> | undefined;

/** Adyen's own documents, where the environment says where they are: every exchange and event of the tests is held to them. */
export function documents(): Promise<Documents> | undefined {
  if (folder === undefined || folder === "") return undefined;
  return (opened ??= openDocuments(folder));
}

/** How a request differs from the usual. */
export interface CallOptions {
  readonly key?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  /** Sends another body than JSON. */
  readonly raw?: string | undefined;
  /** Says why a request that is taken is not as Adyen's document has it. */
  readonly beyondDocument?: string | undefined;
}

/** Calls the simulator as a merchant does, and holds the answer, and a request that was taken, to Adyen's documents. */
export async function call(simulator: AdyenSimulator, method: string, target: string, body?: unknown, options: CallOptions = {}): Promise<Answer> {
  const { key = ADYEN_SIMULATOR_DEFAULTS.apiKey, idempotencyKey, raw, beyondDocument } = options;
  const headers = {
    "x-api-key": key,
    "content-type": "application/json",
    ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
  };
  const text = raw ?? (body === undefined ? null : JSON.stringify(body));
  const response = await simulator.fetch(new Request(ORIGIN + target, { method, headers, body: text }));
  const answered = await response.text();
  await holdToDocuments({ method, target, text, headers, beyondDocument }, response, answered);
  return { status: response.status, headers: response.headers, body: (answered === "" ? {} : JSON.parse(answered)) as Json };
}

interface Sent {
  readonly method: string;
  readonly target: string;
  readonly text: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly beyondDocument: string | undefined;
}

async function holdToDocuments({ method, target, text, headers, beyondDocument }: Sent, response: Response, answered: string): Promise<void> {
  const found = await documents();
  if (found === undefined || response.status === 404) return;
  const url = ORIGIN + (/^\/(ca|pal|v71)\//.test(target) ? target : `/v71${target}`);
  if (!response.ok) {
    // Operations list the statuses of their examples alone; the body of an error is the same everywhere.
    expect(found.validator.validateSchema("ServiceError", JSON.parse(answered)).map(toViolationLine)).toEqual([]);
    return;
  }
  const answer = { status: response.status, headers: response.headers, body: answered };
  expect((await found.validator.validateResponse({ method, url }, answer)).map(toViolationLine)).toEqual([]);
  if (beyondDocument !== undefined || answered.includes('"success":false')) return;
  const sent = { method, url, headers, ...(text === null ? {} : { body: text }) };
  expect((await found.validator.validateRequest(sent)).map(toViolationLine)).toEqual([]);
}

/** `POST` with a JSON body. */
export function post(simulator: AdyenSimulator, target: string, body: unknown, options: CallOptions = {}): Promise<Answer> {
  return call(simulator, "POST", target, body, options);
}

export const CARD = {
  type: "scheme",
  number: "4111111111111111",
  expiryMonth: "03",
  expiryYear: "2030",
  cvc: "737",
  holderName: "Jane Doe",
} as const;
export const ENROLLED = { ...CARD, number: "4917610000000000" } as const;

export const BROWSER = {
  userAgent: "UA",
  acceptHeader: "*/*",
  language: "en-US",
  colorDepth: 24,
  screenHeight: 900,
  screenWidth: 1440,
  timeZoneOffset: -60,
  javaEnabled: false,
} as const;

/** A payment by card, otherwise as `changes` have it. */
export function payment(changes: object = {}): Json {
  return {
    amount: { currency: "EUR", value: 1000 },
    merchantAccount: MERCHANT,
    paymentMethod: CARD,
    reference: "order-1",
    returnUrl: RETURN_URL,
    shopperInteraction: "Ecommerce",
    ...changes,
  };
}

export const HELD = { additionalData: { manualCapture: "true", authorisationType: "PreAuth" } } as const;

export function pay(simulator: AdyenSimulator, changes: object = {}, options: CallOptions = {}): Promise<Answer> {
  return post(simulator, "/payments", payment(changes), options);
}

/** The string at a dotted path of a body. Fails when there is none. */
export function textAt(body: Json, where: string): string {
  const found = where.split(".").reduce<unknown>((value, key) => (value as Json | undefined)?.[key], body);
  expect(typeof found, `${where} of ${JSON.stringify(body)}`).toBe("string");
  return String(found);
}

/** A payment that was made, by its pspReference. */
export async function paid(simulator: AdyenSimulator, changes: object = {}): Promise<string> {
  const { body } = await pay(simulator, changes);
  return textAt(body, "pspReference");
}

/** A modification of a payment. */
export function modify(simulator: AdyenSimulator, pspReference: string, what: string, changes: object = {}): Promise<Answer> {
  const amount = /captures|refunds|amountUpdates/.test(what) ? { amount: { currency: "EUR", value: 1000 } } : {};
  return post(simulator, `/payments/${pspReference}/${what}`, { merchantAccount: MERCHANT, ...amount, ...changes });
}

/** One item of a standard webhook. */
export interface Item {
  readonly pspReference: string;
  readonly originalReference?: string;
  readonly merchantReference: string;
  readonly merchantAccountCode: string;
  readonly eventCode: string;
  readonly eventDate: string;
  readonly success: string;
  readonly reason: string;
  readonly amount: { readonly currency: string; readonly value: number };
  readonly additionalData: Readonly<Record<string, string>>;
}

interface Message {
  readonly notificationItems: readonly { readonly NotificationRequestItem: Item }[];
}

/** Everything that the merchant was told by standard webhooks, held to Adyen's document. */
export async function items(simulator: AdyenSimulator): Promise<readonly Item[]> {
  const messages = simulator.webhooks.events
    .filter(({ id }) => !id.startsWith("tokenization-"))
    .map(({ rawBody }) => JSON.parse(new TextDecoder().decode(rawBody)) as Message);
  const told = messages.flatMap(({ notificationItems }) => notificationItems.map(({ NotificationRequestItem }) => NotificationRequestItem));
  for (const item of told) await holdItem(item);
  return told;
}

async function holdItem(item: Item): Promise<void> {
  const found = await documents();
  if (found === undefined) return;
  const { webhooks } = found.webhooks as unknown as { webhooks?: Json };
  const hooks = webhooks ?? found.webhooks.paths;
  const operation = hooks?.[`/${item.eventCode}`] ?? hooks?.[item.eventCode];
  const ref = /"requestBody":.*?"\$ref":"#\/components\/schemas\/([^"]+)"/.exec(JSON.stringify(operation))?.[1];
  if (ref === undefined) throw new Error(`Adyen's document has no webhook ${item.eventCode}.`);
  const body = { live: "false", notificationItems: [{ NotificationRequestItem: item }] };
  const violations = found.validator.validateSchema(ref, body, { document: "adyen-webhooks.json", direction: "request" });
  // Some of the document's schemas leave out their own event, or the additional data that their own examples carry.
  const lines = violations.map(toViolationLine).filter((line) => !/\/(eventCode: is none of|additionalData\/[\w.-]+: is no field)/.test(line));
  expect(lines, item.eventCode).toEqual([]);
}

/** Lines that say what the merchant was told: `CAPTURE true 1000`. */
export async function told(simulator: AdyenSimulator): Promise<readonly string[]> {
  return (await items(simulator)).map(({ eventCode, success, amount }) => `${eventCode} ${success} ${amount.value}`);
}

/** What the last event said. */
export async function lastItem(simulator: AdyenSimulator): Promise<Item> {
  const last = (await items(simulator)).at(-1);
  if (last === undefined) throw new Error("The merchant was told nothing.");
  return last;
}
