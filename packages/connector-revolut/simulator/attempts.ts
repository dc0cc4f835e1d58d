import { MovementKind } from "@switchyard/testkit";
import { toDuration } from "./durations.js";
import { announce } from "./webhooks.js";
import { change, now, OrderState, type Attempt, type MethodView, type Order, type SavedMethod, type World } from "./world.js";

/** Cards of Revolut's sandbox; any other number is approved. */
export const TestCard = {
  Visa: "4929420573595709",
  Mastercard: "5281438801804148",
  /** Fails 3DS from 25 GBP or 30 EUR on; below that it is exempt. */
  FailsThreeDs: "4242424242424242",
  Declined: "4929573638125985",
} as const;

/** What a buyer pays with on the page or in the widget. */
export interface Instrument {
  readonly type: "card" | "apple_pay" | "google_pay" | "revolut_pay_account" | "sepa_direct_debit";
  readonly card?: { readonly number: string; readonly expiry: string; readonly holder?: string | undefined } | undefined;
  /** Of a saved one. */
  readonly id?: string | undefined;
}

/** How a buyer pays. */
export interface Manner {
  /** What the buyer does when the issuer asks; `pass` unless given. */
  readonly challenge?: "pass" | "fail" | "abandon" | undefined;
  /** `savePaymentMethodFor` of the widget. */
  readonly save?: "merchant" | "customer" | undefined;
  readonly declines?: string | undefined;
}

const MESSAGES: Readonly<Record<string, string>> = {
  insufficient_funds: "Not sufficient funds",
  customer_challenge_failed: "Customer failed the challenge",
  customer_challenge_abandoned: "Customer abandoned the challenge",
};

/** From which amount on the issuer asks, in minor units. */
const EXEMPT_BELOW: Readonly<Record<string, number>> = { GBP: 2_500, EUR: 3_000 };

function isChallenged({ said, amount, currency }: Order, { card }: Instrument): boolean {
  if (card === undefined) return false;
  const fails = card.number === TestCard.FailsThreeDs && amount >= (EXEMPT_BELOW[currency] ?? 3_000);
  return fails || said.enforce_challenge === "forced";
}

/** Why an attempt does not succeed. Error cards do not fail a pre-authorisation. */
function refusalOf(order: Order, instrument: Instrument, { challenge = "pass", declines }: Manner): string | undefined {
  if (declines !== undefined) return declines;
  const challenged = isChallenged(order, instrument);
  if (challenged && challenge === "abandon") return "customer_challenge_abandoned";
  if (challenged && challenge === "fail") return "customer_challenge_failed";
  if (order.authorisationType === "pre_authorisation") return undefined;
  if (challenged && instrument.card?.number === TestCard.FailsThreeDs) return "customer_challenge_failed";
  return instrument.card?.number === TestCard.Declined ? "insufficient_funds" : undefined;
}

function viewOf(world: World, order: Order, { type, card, id }: Instrument): MethodView {
  if (type === "revolut_pay_account" || type === "sepa_direct_debit") return { type, id };
  const number = card?.number ?? TestCard.Visa;
  const verified = isChallenged(order, { type, card });
  return {
    type,
    id,
    card_brand: number.startsWith("5") ? "mastercard" : "visa",
    funding: "debit",
    card_country_code: "GB",
    card_bin: number.slice(0, 6),
    card_last_four: number.slice(-4),
    card_expiry: card?.expiry ?? "12/30",
    cardholder_name: card?.holder,
    checks: {
      ...(verified ? { three_ds: { eci: number.startsWith("5") ? "02" : "05", state: "verified", version: 2 } } : {}),
      cvv_verification: "match",
      address: "n_a",
      postcode: "n_a",
      cardholder: "not_processed",
    },
    authorisation_code: world.ids.token(6, "0123456789"),
    arn: world.ids.token(23, "0123456789"),
    network_transaction_id: world.ids.token(15),
  };
}

export function referenceOf({ said }: Order): string | undefined {
  return said.merchant_order_data?.reference;
}

/** Tells the merchant what happened to an order. */
export function tell(world: World, order: Order, event: string, more: object = {}): void {
  const reference = referenceOf(order);
  announce(world, event, { order_id: order.id, ...(reference === undefined ? {} : { merchant_order_ext_ref: reference }), ...more });
}

function setLast(order: Order, changed: Partial<Attempt>): readonly Attempt[] {
  return order.attempts.map((attempt, at) => (at === order.attempts.length - 1 ? { ...attempt, ...changed } : attempt));
}

/** Takes what is held, or a part of it: the rest is let go at once. The order's amount becomes what was taken. */
export function complete(world: World, before: Order, amount: number): Order {
  const attempts = setLast(before, { state: "captured", settledAmount: amount, updatedAt: now(world) });
  const order = change(world, before, { state: OrderState.Completed, amount, attempts });
  world.ledger.record({ kind: MovementKind.Capture, paymentId: order.id, amount, currency: order.currency, reference: referenceOf(order) });
  tell(world, order, "ORDER_COMPLETED");
  return order;
}

/** Lets go what is held, by the merchant's wish or because its time is over. */
export function release(world: World, before: Order, kind: "void" | "expiry"): Order {
  const { id: paymentId, amount, currency, state } = before;
  if (state === OrderState.Authorised) world.ledger.record({ kind, paymentId, amount, currency, reference: referenceOf(before) });
  const order = change(world, before, { state: OrderState.Cancelled });
  tell(world, order, "ORDER_CANCELLED");
  return order;
}

function authorise(world: World, before: Order): Order {
  const { id: paymentId, amount, currency } = before;
  world.ledger.record({ kind: MovementKind.Authorization, paymentId, amount, currency, reference: referenceOf(before) });
  const attempts = setLast(before, { state: "authorised", authorisedAmount: amount, updatedAt: now(world) });
  const order = change(world, before, { state: OrderState.Authorised, attempts });
  tell(world, order, "ORDER_AUTHORISED");
  if (order.captureMode === "automatic") return complete(world, order, amount);
  world.agenda.after(toDuration(order.said.cancel_authorised_after ?? "P7D") ?? {}, () => {
    const later = world.orders.get(paymentId);
    if (later?.state === OrderState.Authorised) release(world, later, "expiry");
  });
  return order;
}

function save(world: World, order: Order, instrument: Instrument, { save: savedFor }: Manner): string | undefined {
  const { customerId } = order;
  if (savedFor === undefined || customerId === undefined || instrument.id !== undefined) return undefined;
  if (instrument.type !== "card" && instrument.type !== "revolut_pay_account") return undefined;
  const id = world.ids.uuid();
  const view = viewOf(world, order, { ...instrument, id });
  const type = instrument.type === "card" ? "card" : "revolut_pay";
  const method: SavedMethod = { id, customerId, type, savedFor, view, createdAt: now(world) };
  world.methods.put(id, method);
  return id;
}

/** One attempt at paying an order that waits. Throws for one that does not: the page shows those no form. */
export function attempt(world: World, { id: orderId }: Pick<Order, "id">, instrument: Instrument, manner: Manner = {}): Order {
  const before = world.orders.get(orderId);
  if (before?.state !== OrderState.Pending) throw new Error("This order does not wait for its buyer.");
  if (isChallenged(before, instrument)) tell(world, before, "ORDER_PAYMENT_AUTHENTICATION_CHALLENGED");
  const refusal = refusalOf(before, instrument, manner);
  const at = { id: world.ids.uuid(), amount: before.amount, createdAt: now(world), updatedAt: now(world) };
  if (refusal !== undefined) {
    const isChallenge = refusal.startsWith("customer_challenge");
    const declined: Attempt = {
      ...at,
      state: isChallenge ? "failed" : "declined",
      declineReason: refusal,
      bankMessage: MESSAGES[refusal],
      method: viewOf(world, before, instrument),
    };
    // The order lives on: the buyer may try again.
    const order = change(world, before, { attempts: [...before.attempts, declined] });
    tell(world, order, isChallenge ? "ORDER_PAYMENT_FAILED" : "ORDER_PAYMENT_DECLINED");
    return order;
  }
  if (isChallenged(before, instrument)) tell(world, before, "ORDER_PAYMENT_AUTHENTICATED");
  const saved = save(world, before, instrument, manner);
  const method = viewOf(world, before, { ...instrument, id: saved ?? instrument.id });
  const tried: Attempt = { ...at, state: "authorisation_started", method };
  const order = change(world, before, { state: OrderState.Processing, attempts: [...before.attempts, tried] });
  if (instrument.type !== "sepa_direct_debit") return authorise(world, order);
  tell(world, order, "ORDER_PAYMENT_AUTHORISATION_STARTED");
  world.agenda.after(world.settings.settledAfter, () => {
    authorise(world, world.orders.get(orderId) ?? order);
  });
  return order;
}

/** The time of an order that nobody paid is over. */
export function expire(world: World, before: Order): Order {
  const order = change(world, before, { state: OrderState.Failed });
  tell(world, order, "ORDER_FAILED");
  return order;
}
