import type { PaymentResult, RefundResult, SyncResult, WebhookResult } from "@switchyard/client";
import type { AttemptStatus, Flow, ObjectReferenceId, WebhookDetails } from "@switchyard/interfaces";
import type { Bench } from "../bench.js";
import { needed } from "../check.js";

/** What became known of a payment after the call that acted on it, and by which way. */
export type Learned = Partial<Omit<SyncResult, "error">> & {
  readonly status: AttemptStatus;
  readonly outcome: SyncResult["outcome"];
  /** For a finding: `a query`, `the webhooks`. */
  readonly by: string;
  readonly error?: unknown;
};

type DetailsOf<T extends WebhookDetails["type"]> = Extract<WebhookDetails, { readonly type: T }>;

interface Told<T extends WebhookDetails["type"]> {
  readonly details: DetailsOf<T>;
  readonly reference?: ObjectReferenceId | undefined;
}

const hasFlow = ({ connector }: Bench, flow: Flow): boolean => Object.hasOwn(connector.flows, flow);

/** Whether the processor's webhooks can be listened to: those of a real sandbox go elsewhere. */
export function hasWebhooks({ connector, profile, processor }: Bench): boolean {
  return connector.webhooks !== undefined && profile.webhooks !== undefined && processor !== undefined;
}

/** Everything that the simulator sent so far, as the client reads it under the profile's secret. */
async function readWebhooks({ client, profile, processor }: Bench): Promise<readonly WebhookResult[]> {
  const { webhooks } = needed(processor, "a simulated processor").simulator;
  const { secret } = needed(profile.webhooks, "the profile's webhooks");
  const read: WebhookResult[] = [];
  for (const { id } of webhooks.events) read.push(...(await client.webhooks.handleAll(await webhooks.toRequest(id), { secret })).events);
  return read;
}

function isAbout<T extends WebhookDetails["type"]>(type: T, details: WebhookDetails | undefined): details is DetailsOf<T> {
  return details?.type === type;
}

/** What verified webhooks say of objects of one type, in the order in which they were sent. */
async function toldOf<T extends "payment" | "refund">(bench: Bench, type: T): Promise<readonly Told<T>[]> {
  return (await readWebhooks(bench)).flatMap((event) =>
    event.verified && isAbout(type, event.details) ? [{ details: event.details, reference: event.reference }] : [],
  );
}

/** Our references of all calls on one payment. */
function referencesOf({ calls }: Bench, { reference, connectorTransactionId: id }: PaymentResult): ReadonlySet<string> {
  const fieldOf = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined);
  const mine = calls.filter(
    ({ input, result }) => id !== undefined && [input, result].some((each) => fieldOf(each, "connectorTransactionId") === id),
  );
  const given = mine.map(({ input }) => fieldOf(input, "reference")).filter((each) => typeof each === "string");
  return new Set([reference, ...given]);
}

/** The newest word of the processor's webhooks on a payment. */
async function paymentByWebhook(bench: Bench, result: PaymentResult): Promise<Learned | undefined> {
  const references = referencesOf(bench, result);
  const isMine = ({ reference, details }: Told<"payment">) => {
    const id = result.connectorTransactionId;
    if (id !== undefined && (details.connectorTransactionId === id || reference?.id === id)) return true;
    return reference?.type === "payment" && reference.by === "merchant_reference" && references.has(reference.id);
  };
  const mine = (await toldOf(bench, "payment")).filter(isMine);
  const last = mine.at(-1);
  if (last === undefined) return undefined;
  const { details, reference } = last;
  const id = reference?.type === "payment" && reference.by === "connector_transaction_id" ? reference.id : details.connectorTransactionId;
  return {
    by: "the webhooks",
    status: details.status,
    outcome: "accepted",
    connectorTransactionId: id,
    // A mandate is told of once, and other events of the payment may come after it.
    mandate: mine.findLast((told) => told.details.mandateReference !== undefined)?.details.mandateReference,
    ...(details.errorCode === undefined ? {} : { error: { code: details.errorCode, message: details.errorMessage ?? "" } }),
  };
}

async function paymentByQuery(bench: Bench, result: PaymentResult): Promise<Learned> {
  const { connectorMeta } = result;
  const connectorTransactionId = needed(result.connectorTransactionId, "the result's connectorTransactionId");
  const found = (await bench.call("PSync", { connectorTransactionId, connectorMeta })) as SyncResult;
  return { ...found, by: "a query" };
}

/**
 * What the processor says of a payment when it has done what it had waiting: in answer to a query where there is PSync,
 * else by the webhooks that it sent. Undefined where neither can tell.
 */
export async function learn(bench: Bench, result: PaymentResult): Promise<Learned | undefined> {
  bench.processor?.settle?.();
  if (hasFlow(bench, "PSync")) return paymentByQuery(bench, result);
  return hasWebhooks(bench) ? paymentByWebhook(bench, result) : undefined;
}

/** A payment's result with what became known of it later, as a caller keeps it. */
export function withLearned(result: PaymentResult, { by: _, ...learned }: Learned): PaymentResult {
  const known = {
    ...result,
    ...learned,
    connectorTransactionId: learned.connectorTransactionId ?? result.connectorTransactionId,
    connectorMeta: learned.connectorMeta ?? result.connectorMeta,
    mandate: learned.mandate ?? result.mandate,
  };
  // Status and the other fields came together: it is what one call would have given.
  return known as PaymentResult;
}

/** The status of a refund when the processor has settled it: by RSync, else by webhook. Undefined where neither can tell. */
export async function learnRefund(
  bench: Bench,
  result: RefundResult,
  query: object,
): Promise<{ readonly status: string; readonly outcome: string; readonly error?: unknown } | undefined> {
  bench.processor?.settle?.();
  if (hasFlow(bench, "RSync")) return (await bench.call("RSync", query)) as RefundResult;
  if (!hasWebhooks(bench)) return undefined;
  const { connectorRefundId: id, reference: own } = result;
  const mine = (await toldOf(bench, "refund")).findLast(
    ({ details, reference }) =>
      (id !== undefined && (details.connectorRefundId === id || reference?.id === id)) ||
      (reference?.type === "refund" && reference.by === "merchant_reference" && reference.id === String(own)),
  );
  if (mine !== undefined) return { status: mine.details.status, outcome: "accepted" };
  // What was final at once needs no webhook.
  return result.status === "success" ? result : { status: "untold: no webhook speaks of it", outcome: result.outcome };
}
