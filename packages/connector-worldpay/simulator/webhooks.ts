import { Alphabet } from "@switchyard/testkit";
import { change, offeredActions } from "./world.js";
import type { HistoryEntry, Payment, World } from "./world.js";

/** One key that events are signed with. */
export interface WebhookKey {
  /** The first part of the signature header. */
  readonly keyId: string;
  /** Hexadecimal. The key itself is what it decodes to. */
  readonly secret: string;
}

/** HMAC-SHA-256 of the raw bytes under the hex-decoded secret, in lower-case hex. Throws for a secret that is no hex. */
export async function signEvent(secret: string, rawBody: Uint8Array<ArrayBuffer>): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", fromHex(secret), algorithm, false, ["sign"]);
  return toHex(new Uint8Array(await crypto.subtle.sign("HMAC", key, rawBody)));
}

/** Value of `Event-Signature`: one signature per key, separated by commas. */
export async function toEventSignature(keys: readonly WebhookKey[], rawBody: Uint8Array<ArrayBuffer>): Promise<string> {
  const signatures = keys.map(async ({ keyId, secret }) => `${keyId}/SHA256/${await signEvent(secret, rawBody)}`);
  return (await Promise.all(signatures)).join(",");
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  if (!/^([0-9a-f]{2})+$/i.test(text)) throw new RangeError("A webhook secret is an even number of hexadecimal digits.");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What can happen to a payment. */
export const PaymentEvent = {
  SentForAuthorization: "sentForAuthorization",
  Authorized: "authorized",
  Refused: "refused",
  Error: "error",
  SentForSettlement: "sentForSettlement",
  Settled: "settled",
  SettlementFailed: "settlementFailed",
  SentForCancellation: "sentForCancellation",
  Cancelled: "cancelled",
  SentForRefund: "sentForRefund",
  Refunded: "refunded",
  RefundFailed: "refundFailed",
  Expired: "expired",
} as const;
export type PaymentEvent = (typeof PaymentEvent)[keyof typeof PaymentEvent];

interface EventTraits {
  /** What a GET says afterwards; absent where it goes on saying what it said. */
  readonly lastEvent?: string;
  /** What Payment Queries lists: it has no words for what the bank does later. */
  readonly eventName?: string;
  /** False where the merchant is not told. */
  readonly isSent?: false;
  /** False where the event carries no amount. */
  readonly hasAmount?: false;
}

const traits: Readonly<Record<PaymentEvent, EventTraits>> = {
  sentForAuthorization: { eventName: "authorizationRequested" },
  authorized: { lastEvent: "Authorized", eventName: "authorizationSucceeded" },
  refused: { lastEvent: "Refused", eventName: "authorizationRefused", hasAmount: false },
  error: { lastEvent: "Error", eventName: "authorizationFailed", hasAmount: false },
  sentForSettlement: { lastEvent: "Sent for Settlement", eventName: "settlementRequestSubmitted" },
  settled: { lastEvent: "Settled" },
  settlementFailed: { lastEvent: "Settlement failed", eventName: "settlementFailed" },
  // The query knows this one, the list of events does not.
  sentForCancellation: { lastEvent: "Sent for Cancellation", eventName: "cancellationRequestSubmitted", isSent: false },
  cancelled: {},
  sentForRefund: { lastEvent: "Sent for Refund", eventName: "refundRequestSubmitted" },
  refunded: { lastEvent: "Refunded" },
  refundFailed: { lastEvent: "Refund failed", eventName: "refundFailed" },
  expired: { lastEvent: "Expired" },
};

/** What an event says besides its type. */
export interface Particulars {
  /** Minor units; default: the amount that was asked for. */
  readonly amount?: number | undefined;
  /** The merchant's reference of the settlement or refund. */
  readonly reference?: string | undefined;
  /** Why a refund failed. */
  readonly refusal?: { readonly code: string; readonly description: string } | undefined;
}

/**
 * Makes an event visible once the lag is over: in GET, in Payment Queries, and last to the merchant.
 * What the payment allows by then is what is shown with it.
 */
export function announce(world: World, payment: Payment, type: PaymentEvent, particulars: Particulars = {}): void {
  const offered = offeredActions(payment);
  const { paymentId } = payment;
  world.agenda.after(world.settings.lag, () => {
    const current = world.payments.get(paymentId);
    if (current === undefined) return;
    const { lastEvent, eventName, isSent } = traits[type];
    const at = world.clock.now();
    change(world, paymentId, {
      ...(lastEvent === undefined ? {} : { shown: { lastEvent, offered } }),
      ...(eventName === undefined ? {} : { history: [...current.history, toHistoryEntry(current, eventName, at)] }),
    });
    if (isSent !== false) tellMerchant(world, current, type, particulars);
  });
}

/** An authorization that settles by itself is listed as a sale. */
function toHistoryEntry({ order }: Payment, eventName: string, at: Date): HistoryEntry {
  const isSale = order?.instruction.settlement?.auto === true;
  return { eventName: isSale ? eventName.replace("authorization", "sale") : eventName, timestamp: at.toISOString() };
}

function tellMerchant(world: World, payment: Payment, type: PaymentEvent, particulars: Particulars): void {
  const id = world.ids.uuid();
  // Worldpay's timestamps have no zone.
  const eventTimestamp = world.clock.now().toISOString().slice(0, -1);
  const eventDetails = toEventDetails(payment, type, particulars, eventTimestamp.slice(0, 10));
  world.webhooks.queue({ id, type, body: { eventId: id, eventTimestamp, eventDetails } });
}

function toEventDetails(payment: Payment, type: PaymentEvent, particulars: Particulars, date: string): Readonly<Record<string, unknown>> {
  const { amount = payment.requested, reference, refusal } = particulars;
  const { token, schemeReference } = payment;
  const isApproved = type === PaymentEvent.Authorized || type === PaymentEvent.SentForSettlement;
  return {
    classification: "payment",
    downstreamReference: payment.downstreamReference,
    transactionReference: payment.transactionReference,
    type,
    date,
    ...(reference === undefined ? {} : { reference }),
    ...(refusal === undefined ? {} : { refund: { refusal } }),
    ...(traits[type].hasAmount === false ? {} : { amount: { value: amount, currencyCode: payment.currency } }),
    ...(isApproved && token !== undefined ? { token: toEventToken(token) } : {}),
    ...(isApproved ? { schemeReference } : {}),
    _links: { payment: { href: "" } },
  };
}

function toEventToken({ href, tokenId, tokenExpiryDateTime }: NonNullable<Payment["token"]>): Readonly<Record<string, unknown>> {
  return { href, tokenId, tokenExpiryDateTime };
}

/** A reference of Worldpay's own, for reconciliation. */
export function newDownstreamReference({ ids }: World): string {
  return `3${ids.token(9, Alphabet.Digits)}`;
}
