import { MovementKind } from "@switchyard/testkit";
import { closeOrderPayment } from "./orders.js";
import { storeDetails } from "./tokens.js";
import { SHOPPER_CANCELLED, toRefusal } from "./triggers.js";
import { announce, EventCode, toFollowUpItem, toPaymentItem } from "./webhooks.js";
import { change, needPayment, openAmount, Phase } from "./world.js";
import type { Decision, Outcome, Payment, World } from "./world.js";

/** Writes a movement of a payment's money down. */
export function move(world: World, kind: MovementKind, payment: Payment, amount: number, reference = payment.reference): void {
  const { pspReference: paymentId, currency } = payment;
  if (amount > 0) world.ledger.record({ kind, paymentId, amount, currency, reference });
}

const SUCCESSES: ReadonlySet<string> = new Set(["Authorised", "PartiallyAuthorised"]);

/** Decides a payment: money is authorised, the bank takes its time, or nothing comes of it. */
export function conclude(world: World, pspReference: string, outcome: Outcome): Payment {
  const payment = change(world, pspReference, { outcome });
  if (SUCCESSES.has(outcome.resultCode)) return authorise(world, payment);
  if (outcome.resultCode === "Received" || outcome.resultCode === "Pending") return change(world, pspReference, { phase: Phase.Bank });
  const closed = change(world, pspReference, { phase: Phase.Closed });
  const reason = outcome.refusalReason ?? outcome.resultCode;
  announce(world, { ...toPaymentItem(closed), eventCode: EventCode.Authorisation, amount: requestedOf(closed), reason, success: false });
  return closed;
}

/** What came of the shopper's step, as an outcome of the payment. */
export function toShopperOutcome(decision: Decision, approved: Outcome): Outcome {
  if (decision === "cancel") return SHOPPER_CANCELLED;
  return decision === "authorise" ? approved : toRefusal(2);
}

/** The amount that was asked for. */
export function requestedOf({ currency, requested }: Payment): { currency: string; value: number } {
  return { currency, value: requested };
}

/** Of a payment that is authorised for less than was asked: half of it, rounded down. */
function authorisedAmount({ requested, outcome }: Payment): number {
  return outcome?.resultCode === "PartiallyAuthorised" ? Math.floor(requested / 2) : requested;
}

function authorise(world: World, before: Payment): Payment {
  const authorised = authorisedAmount(before);
  const { pspReference } = change(world, before.pspReference, { phase: Phase.Live, authorised });
  move(world, MovementKind.Authorization, before, authorised);
  const stored = storeDetails(world, needPayment(world, pspReference));
  const payment = change(world, pspReference, stored === undefined ? {} : { storedPaymentMethodId: stored });
  announce(world, toAuthorisation(payment));
  closeOrderPayment(world, payment);
  if (payment.isManualCapture) planExpiry(world, pspReference);
  else planCapture(world, payment);
  return needPayment(world, pspReference);
}

function toAuthorisation(payment: Payment) {
  const { authCode, instrument, isManualCapture } = payment;
  const summary = instrument.number?.slice(-4);
  const additionalData = {
    ...(summary === undefined ? {} : { authCode, cardSummary: summary, expiryDate: instrument.expiry ?? "" }),
    ...(payment.storedPaymentMethodId === undefined ? {} : toTokenData(payment)),
  };
  return {
    ...toPaymentItem(payment),
    eventCode: EventCode.Authorisation,
    amount: { currency: payment.currency, value: payment.authorised },
    operations: isManualCapture ? ["CANCEL", "CAPTURE", "REFUND"] : ["CANCEL", "REFUND"],
    reason: summary === undefined ? "" : `${authCode}:${summary}:${instrument.expiry ?? ""}`,
    additionalData,
  };
}

/** Both families of token fields occur (tech-spec, section 11, trap 18). */
export function toTokenData({ storedPaymentMethodId = "", order }: Payment): Readonly<Record<string, string>> {
  return {
    "tokenization.storedPaymentMethodId": storedPaymentMethodId,
    "tokenization.shopperReference": order.shopperReference ?? "",
    "tokenization.store.operationType": "created",
    "recurring.recurringDetailReference": storedPaymentMethodId,
    "recurring.shopperReference": order.shopperReference ?? "",
  };
}

function planCapture(world: World, { pspReference, order }: Payment): void {
  const hours = order.captureDelayHours ?? 0;
  if (hours === 0) captureByItself(world, pspReference);
  else world.agenda.after({ hours }, () => captureByItself(world, pspReference));
}

/** Adyen's own capture of all that is open. Whether the merchant is told is a setting of the account. */
function captureByItself(world: World, pspReference: string): void {
  const before = needPayment(world, pspReference);
  const value = openAmount(before);
  if (value === 0) return;
  const payment = change(world, pspReference, { captured: before.captured + value });
  move(world, MovementKind.Capture, payment, value);
  if (!world.settings.captureWebhooks) return;
  announce(world, { ...toFollowUpItem(world, payment), eventCode: EventCode.Capture, amount: { currency: payment.currency, value } });
}

function planExpiry(world: World, pspReference: string): void {
  const { expiredAfter } = world.settings;
  if (expiredAfter === undefined) return;
  world.agenda.after(expiredAfter, () => {
    if (openAmount(needPayment(world, pspReference)) > 0) expire(world, pspReference);
  });
}

/** The time of what is open runs out. The official sample has no originalReference: the payment's own pspReference it is. */
export function expire(world: World, pspReference: string): void {
  const before = needPayment(world, pspReference);
  const value = openAmount(before);
  move(world, MovementKind.Expiry, before, value);
  const payment = change(world, pspReference, { released: before.released + value });
  announce(world, { ...toPaymentItem(payment), eventCode: EventCode.Expire, amount: { currency: payment.currency, value } });
}

/** The shopper never came back: what was offered is closed. */
export function closeOffer(world: World, pspReference: string): void {
  const payment = change(world, pspReference, { phase: Phase.Closed, outcome: SHOPPER_CANCELLED });
  announce(world, { ...toPaymentItem(payment), eventCode: EventCode.OfferClosed, amount: requestedOf(payment) });
}
