import { MovementKind } from "@switchyard/testkit";
import type { Duration } from "@switchyard/testkit";
import { change, needPayment, openAmount, Phase, refundableAmount } from "./world.js";
import type { Part, Payment, World } from "./world.js";
import { announce, PaymentEvent } from "./webhooks.js";

type Parts = "settlements" | "refunds";

function move(world: World, kind: MovementKind, payment: Payment, amount: number, reference = payment.transactionReference): void {
  const { paymentId, currency } = payment;
  if (amount > 0) world.ledger.record({ kind, paymentId, amount, currency, reference });
}

function plan(world: World, after: Duration | undefined, action: () => void): void {
  if (after !== undefined) world.agenda.after(after, action);
}

function setPart(payment: Payment, parts: Parts, index: number, state: Part["state"]): readonly Part[] {
  return payment[parts].map((part, at) => (at === index ? { ...part, state } : part));
}

/** Money is authorized. Nothing moves when a card is only verified. */
export function authorize(world: World, paymentId: string, amount: number): Payment {
  const payment = change(world, paymentId, { authorized: amount, phase: Phase.Live });
  move(world, MovementKind.Authorization, payment, amount);
  plan(world, world.settings.expiredAfter, () => {
    if (openAmount(needPayment(world, paymentId)) > 0) expire(world, paymentId);
  });
  return payment;
}

/** Sends a settlement. One of more than is open is accepted here and fails later. */
export function settle(world: World, paymentId: string, amount: number, reference?: string): Payment {
  const before = needPayment(world, paymentId);
  const settlements: readonly Part[] = [...before.settlements, { reference, amount, state: "sent" }];
  const payment = change(world, paymentId, { settled: before.settled + amount, settlements });
  move(world, MovementKind.Capture, payment, amount, reference);
  announce(world, payment, PaymentEvent.SentForSettlement, { amount, reference });
  const index = before.settlements.length;
  if (amount > openAmount(before)) plan(world, world.settings.lag, () => failSettlement(world, paymentId, index));
  else plan(world, world.settings.settledAfter, () => completeSettlement(world, paymentId, index));
  return payment;
}

/** A settlement that was sent is done. */
export function completeSettlement(world: World, paymentId: string, index: number): void {
  const before = needPayment(world, paymentId);
  const part = before.settlements[index];
  if (part?.state !== "sent") return;
  const payment = change(world, paymentId, { settlements: setPart(before, "settlements", index, "done") });
  announce(world, payment, PaymentEvent.Settled, part);
}

/** A settlement that was sent comes back. What it was to take is let go. */
export function failSettlement(world: World, paymentId: string, index: number): void {
  const before = needPayment(world, paymentId);
  const part = before.settlements[index];
  if (part?.state !== "sent") return;
  const payment = change(world, paymentId, {
    settlements: setPart(before, "settlements", index, "failed"),
    settled: before.settled - part.amount,
    released: before.released + part.amount,
  });
  move(world, MovementKind.CaptureFailure, payment, part.amount, part.reference);
  announce(world, payment, PaymentEvent.SettlementFailed, part);
}

/** Sends a refund. One of more than was settled is accepted here and fails later. */
export function refund(world: World, paymentId: string, amount: number, reference?: string): Payment {
  const before = needPayment(world, paymentId);
  move(world, MovementKind.Refund, before, amount, reference);
  return sendRefund(world, before, amount, reference);
}

function sendRefund(world: World, before: Payment, amount: number, reference?: string): Payment {
  const { paymentId } = before;
  const refunds: readonly Part[] = [...before.refunds, { reference, amount, state: "sent" }];
  const payment = change(world, paymentId, { refunded: before.refunded + amount, refunds });
  announce(world, payment, PaymentEvent.SentForRefund, { amount, reference });
  const index = before.refunds.length;
  if (amount > refundableAmount(before)) plan(world, world.settings.lag, () => failRefund(world, paymentId, index));
  else plan(world, world.settings.refundedAfter, () => completeRefund(world, paymentId, index));
  return payment;
}

/** A refund that was sent is done. */
export function completeRefund(world: World, paymentId: string, index: number): void {
  const before = needPayment(world, paymentId);
  const part = before.refunds[index];
  if (part?.state !== "sent") return;
  const payment = change(world, paymentId, { refunds: setPart(before, "refunds", index, "done") });
  announce(world, payment, PaymentEvent.Refunded, part);
}

/** A refund that was sent comes back: the merchant has the money, and may refund again. */
export function failRefund(world: World, paymentId: string, index: number): void {
  const before = needPayment(world, paymentId);
  const part = before.refunds[index];
  if (part?.state !== "sent") return;
  const refunds = setPart(before, "refunds", index, "failed");
  const payment = change(world, paymentId, { refunds, refunded: before.refunded - part.amount });
  move(world, MovementKind.RefundFailure, payment, part.amount, part.reference);
  const refusal = { code: "5", description: "REFUSED" };
  announce(world, payment, PaymentEvent.RefundFailed, { amount: part.amount, reference: part.reference, refusal });
}

/** Lets the open amount go. What was settled stays settled. */
export function cancel(world: World, paymentId: string): Payment {
  const before = needPayment(world, paymentId);
  move(world, MovementKind.Void, before, openAmount(before));
  return sendCancellation(world, before);
}

function sendCancellation(world: World, before: Payment): Payment {
  const amount = openAmount(before);
  const { paymentId } = before;
  const payment = change(world, paymentId, {
    released: before.released + amount,
    cancellation: { amount, state: "sent" },
  });
  announce(world, payment, PaymentEvent.SentForCancellation, { amount });
  plan(world, world.settings.cancelledAfter, () => completeCancellation(world, paymentId));
  return payment;
}

/** A cancellation that was sent is done. */
export function completeCancellation(world: World, paymentId: string): void {
  const { cancellation } = needPayment(world, paymentId);
  if (cancellation?.state !== "sent") return;
  const payment = change(world, paymentId, { cancellation: { ...cancellation, state: "done" } });
  announce(world, payment, PaymentEvent.Cancelled, { amount: cancellation.amount });
}

/** Takes everything back, whatever state it is in: open money is cancelled, settled money refunded. */
export function reverse(world: World, paymentId: string): Payment {
  const before = change(world, paymentId, { phase: Phase.Closed });
  move(world, MovementKind.Reversal, before, openAmount(before) + refundableAmount(before));
  if (openAmount(before) > 0) sendCancellation(world, before);
  if (refundableAmount(before) > 0) sendRefund(world, needPayment(world, paymentId), refundableAmount(before));
  return needPayment(world, paymentId);
}

/** The time of the open amount runs out. */
export function expire(world: World, paymentId: string): void {
  const before = needPayment(world, paymentId);
  const amount = openAmount(before);
  move(world, MovementKind.Expiry, before, amount);
  const payment = change(world, paymentId, { released: before.released + amount });
  announce(world, payment, PaymentEvent.Expired, { amount });
}
