import type { ConnectorUnderTest } from "../under-test.js";
import type { AuthorizeInput, CompleteAuthorizeInput, PaymentInput, PaymentResult, RefundResult, SyncResult } from "@switchyard/client";
import { paymentMethodTypeOf, type AttemptStatus, type CaptureMethod, type Currency, type Flow, type RedirectForm } from "@switchyard/interfaces";
import type { MovementKind } from "../../simulator/ledger.js";
import type { Bench } from "../bench.js";
import { demand, needed } from "../check.js";
import { methodsOf } from "../declaration.js";
import type { AuthorizeFields, BroughtBack, Browse, ConformanceProfile, MethodProfile, Payment } from "../profile.js";
import { learn, withLearned, type Learned } from "./settled.js";

/** An amount that means nothing to anybody, so that it is found again wherever it is repeated. */
export function amountOf({ amount }: ConformanceProfile): number {
  return amount ?? 7319;
}

/** Everything about a customer, in values that occur nowhere else. */
function everythingKnown(): Partial<PaymentInput> {
  const address = {
    firstName: "Zanzibara",
    lastName: "Quillfeather",
    line1: "4711 Marzipan Crescent",
    line2: "Attic 93b",
    city: "Norwich",
    zip: "NR1 4QZ",
    state: "Norfolk",
    country: "GB",
  } as const;
  const contact = { address, phone: { number: "7700900461", countryCode: "+44" }, email: "zanzibara.quillfeather@example.org" };
  return {
    billing: contact,
    shipping: { ...contact, address: { ...address, line1: "88 Gooseberry Wharf" } },
    customer: { name: "Zanzibara Quillfeather", email: "zanzibara.quillfeather@example.org" },
    browserInfo: {
      acceptHeader: "text/html",
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0",
      language: "en-GB",
      colorDepth: 24,
      screenHeight: 1080,
      screenWidth: 1920,
      timeZone: 0,
      javaEnabled: false,
      javaScriptEnabled: true,
      ipAddress: "203.0.113.77",
    },
    returnUrl: "https://merchant.test/return",
    completeAuthorizeUrl: "https://merchant.test/complete",
    webhookUrl: "https://merchant.test/webhooks",
    description: "Marmalade",
  };
}

/** The method that is used wherever one will do: the first that the profile knows. */
export function anyMethod(bench: Bench): MethodProfile {
  const found = methodsOf(bench.connector, bench.profile).find(({ profile }) => profile !== undefined);
  return needed(found?.profile, "a payment method in the profile");
}

/** How a payment is asked for. */
export interface Asked {
  readonly method?: Pick<MethodProfile, "paymentMethod" | "input" | "browse" | "currency"> | undefined;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly currency?: Currency | undefined;
  readonly fields?: AuthorizeFields | undefined;
}

export function toAuthorizeInput(bench: Bench, asked: Asked = {}): AuthorizeInput<ConnectorUnderTest> {
  const { profile } = bench;
  const method = asked.method ?? anyMethod(bench);
  return {
    ...everythingKnown(),
    ...profile.payment,
    ...method.input,
    ...asked.fields,
    reference: bench.reference(),
    amount: amountOf(profile),
    currency: asked.currency ?? method.currency ?? profile.currencies[0],
    paymentMethod: method.paymentMethod(),
    ...(asked.captureMethod === undefined ? {} : { captureMethod: asked.captureMethod }),
  };
}

const CUSTOMER_STEPS: ReadonlySet<string> = new Set(["authentication_pending", "device_data_collection_pending", "confirmation_awaited"]);
const MOST_STEPS = 6;

function browsed(bench: Bench, result: PaymentResult, browse: Browse): BroughtBack | Promise<BroughtBack> {
  const processor = needed(bench.processor, "a simulated processor");
  const redirection: RedirectForm = needed(result.redirection, `the redirection of a payment that is ${result.status}`);
  return browse(processor, redirection);
}

/** One step back from the browser: the input of CompleteAuthorize. */
export async function toCompleteInput(bench: Bench, { input, result }: Payment, browse: Browse): Promise<CompleteAuthorizeInput<ConnectorUnderTest>> {
  const { params, payload } = await browsed(bench, result, browse);
  return {
    ...input,
    ...(result.connectorTransactionId === undefined ? {} : { connectorTransactionId: result.connectorTransactionId }),
    status: result.status,
    redirectResponse: { ...(params === undefined ? {} : { params }), ...(payload === undefined ? {} : { payload }) },
    connectorMeta: result.connectorMeta,
  };
}

/** Goes through every step of the customer's browser. Without CompleteAuthorize, what came of it is asked for, or told by webhook. */
export async function goThrough(bench: Bench, payment: Payment, browse: Browse | undefined): Promise<PaymentResult> {
  let { result } = payment;
  for (let step = 1; browse !== undefined && CUSTOMER_STEPS.has(result.status); step += 1) {
    demand(step <= MOST_STEPS, `the payment still waits for its customer after ${String(MOST_STEPS)} steps`);
    if (!has(bench, "CompleteAuthorize")) {
      await browsed(bench, result, browse);
      const learned = await learn(bench, result);
      return withLearned(result, needed(learned, `a query or a webhook that tells what came of a payment that is ${result.status}`));
    }
    const complete = await toCompleteInput(bench, { ...payment, result }, browse);
    result = (await bench.call("CompleteAuthorize", complete)) as PaymentResult;
  }
  return result;
}

/** Takes a payment, with all steps that its customer has to take. */
export async function pay(bench: Bench, asked: Asked = {}): Promise<Payment> {
  const input = toAuthorizeInput(bench, asked);
  const first = (await bench.call("Authorize", input)) as PaymentResult;
  return { input, result: await goThrough(bench, { input, result: first }, (asked.method ?? anyMethod(bench)).browse) };
}

/** A line that says what came of a call, for a finding. */
export function told(result: { readonly status: string; readonly outcome: string; readonly error?: unknown }): string {
  const error = result.error as { readonly code?: string; readonly message?: string; readonly reason?: string } | undefined;
  const why = error === undefined ? "" : ` (${error.code ?? ""}: ${error.message ?? ""}${error.reason === undefined ? "" : `, ${error.reason}`})`;
  return `${result.status}, ${result.outcome}${why}`;
}

/** Webhooks tell that a capture worked, and not whether it was of all. */
function isTold(status: AttemptStatus, wanted: readonly AttemptStatus[], { by }: Learned): boolean {
  return wanted.includes(status) || (by === "the webhooks" && status === "charged" && wanted.includes("partial_charged"));
}

/**
 * The status of a payment, at once or after the processor did what it had waiting: by a query, or by webhook where there is none.
 * Gives the result with what became known.
 */
export async function needStatus(bench: Bench, result: PaymentResult, wanted: readonly AttemptStatus[]): Promise<PaymentResult> {
  if (wanted.includes(result.status)) return result;
  const waits = result.outcome === "accepted" && !("error" in result && result.error !== undefined);
  demand(waits, () => `the payment is ${told(result)}; it should be ${wanted.join(" or ")}`);
  // At the real sandbox, a processor that only tells by webhook tells somebody else.
  if (bench.processor === undefined && !has(bench, "PSync")) return result;
  const learned = await learn(bench, result);
  demand(learned !== undefined, () => `the payment is ${told(result)}, and no query or webhook tells more; it should be ${wanted.join(" or ")}`);
  demand(
    isTold(learned.status, wanted, learned),
    () => `the payment is ${told(result)}, and after ${learned.by} ${told(learned)}; it should be ${wanted.join(" or ")}`,
  );
  return withLearned(result, learned);
}

export function transactionId(result: { readonly connectorTransactionId?: string | undefined }): string {
  return needed(result.connectorTransactionId, "the result's connectorTransactionId");
}

export async function sync(bench: Bench, result: PaymentResult): Promise<SyncResult> {
  const { connectorMeta } = result;
  const found = await bench.call("PSync", { connectorTransactionId: transactionId(result), connectorMeta });
  return found as SyncResult;
}

/** A payment whose amount is held, or taken. */
export async function authorized(bench: Bench, asked: Asked & { readonly captureMethod: CaptureMethod }): Promise<Payment> {
  const payment = await pay(bench, asked);
  const isManual = asked.captureMethod === "manual" || asked.captureMethod === "manual_multiple" || asked.captureMethod === "scheduled";
  return { ...payment, result: await needStatus(bench, payment.result, isManual ? ["authorized"] : ["charged"]) };
}

/** The input of a follow-up on a payment. */
export function follow(bench: Bench, { input, result }: Payment, amount = input.amount) {
  return {
    reference: bench.reference(),
    connectorTransactionId: transactionId(result),
    connectorMeta: result.connectorMeta,
    amount,
    currency: input.currency,
  };
}

export function capture(bench: Bench, payment: Payment, amount = payment.input.amount, more: object = {}): Promise<PaymentResult> {
  const input = { ...follow(bench, payment, amount), authorizedAmount: payment.input.amount, captureMethod: payment.input.captureMethod, ...more };
  return bench.call("Capture", input) as Promise<PaymentResult>;
}

export async function refund(
  bench: Bench,
  payment: Payment,
  amount = payment.input.amount,
  more: MethodProfile["refund"] = {},
): Promise<RefundResult> {
  const { amount: paymentAmount, webhookUrl, billing } = payment.input;
  const paymentMethodType = payment.input.paymentMethodType ?? paymentMethodTypeOf(payment.input.paymentMethod);
  const input = { ...follow(bench, payment, amount), paymentAmount, paymentMethodType, billing, webhookUrl, ...more };
  const result = (await bench.call("Execute", input)) as RefundResult;
  demand(["success", "pending"].includes(result.status) && result.outcome === "accepted", () => `the refund is ${told(result)}`);
  return result;
}

/** Whether the processor's ledger says the same as the results. The real sandbox has none to look at. */
export function needMoved(bench: Bench, kind: MovementKind | readonly MovementKind[], amount: number, currency: string): void {
  const { processor } = bench;
  if (processor === undefined) return;
  const total = () => processor.simulator.ledger.total({ kind, currency });
  // What the processor does later, it does when it settles.
  if (total() < amount) processor.settle?.();
  const moved = total();
  const name = typeof kind === "string" ? kind : kind.join(" and ");
  demand(moved === amount, `the processor's ledger has ${String(moved)} ${currency} of ${name}; it should have ${String(amount)}`);
}

/** Whether a connector has all of these flows. */
export function has(bench: Pick<Bench, "connector">, ...flows: readonly Flow[]): boolean {
  return flows.every((flow) => Object.hasOwn(bench.connector.flows, flow));
}
