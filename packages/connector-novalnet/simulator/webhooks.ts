import { digest, encodeHex } from "@switchyard/utils";
import { SUCCESSFUL, toJson } from "./answers.js";
import { showPayment, State, toTid, type Payment, type World } from "./world.js";

/** The key from its last character to its first. */
function reversed(key: string): string {
  return Array.from(key.trim()).reverse().join("");
}

function sha256(text: string): string {
  return encodeHex(digest("SHA-256", text));
}

/** What signs a return of the customer's browser (tech-spec, section 8). */
export function returnChecksum(accessKey: string, tid: string, secret: string, status: string): string {
  return sha256(`${tid}${secret}${status}${reversed(accessKey)}`);
}

/** What signs a notification (tech-spec, section 7.2): an amount of 0 counts, an absent one does not. */
export function eventChecksum(
  accessKey: string,
  event: { readonly tid: string; readonly type: string; readonly status: string; readonly amount?: number; readonly currency?: string },
): string {
  const { tid, type, status, amount, currency } = event;
  return sha256(`${tid}${type}${status}${amount === undefined ? "" : String(amount)}${currency ?? ""}${reversed(accessKey)}`);
}

/** An event beside the payment that it is about. */
export interface Happening {
  readonly type: string;
  /** The event's own transaction; the payment's unless given. */
  readonly tid?: string | undefined;
  /** Replaces fields of the transaction; `undefined` takes one away. */
  readonly transaction?: Readonly<Record<string, unknown>> & { readonly amount?: number | undefined; readonly currency?: string | undefined };
}

/** Queues a signed notification: what happened, and the transaction as it is now. */
export function announce(world: World, payment: Payment, { type, tid = payment.tid, transaction = {} }: Happening): void {
  const failed = payment.state === State.Failure;
  const result = failed ? { status: "FAILURE", status_code: payment.statusCode, status_text: payment.text } : SUCCESSFUL;
  const { payment_data: _, date: __, ...shown } = showPayment(payment);
  const amounts = { amount: payment.amount, currency: payment.currency, ...transaction };
  const checksum = eventChecksum(world.settings.credentials.accessKey, {
    tid,
    type,
    status: result.status,
    ...(amounts.amount === undefined ? {} : { amount: amounts.amount }),
    ...(amounts.currency === undefined ? {} : { currency: amounts.currency }),
  });
  const parent = tid === payment.tid ? {} : { parent_tid: toTid(payment.tid) };
  const body = {
    event: { type, tid: toTid(tid), ...parent, checksum },
    result,
    merchant: { vendor: 4, project: 7771 },
    transaction: { ...shown, ...transaction },
    ...(payment.custom === undefined ? {} : { custom: payment.custom }),
  };
  world.webhooks.queue({ id: world.ids.next("event_"), type, body: toJson(body) });
}
