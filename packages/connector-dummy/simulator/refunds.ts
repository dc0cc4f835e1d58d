import { isUnavailable, refuseWith, toDelivered, type Answer } from "./answers.js";
import { needMatch, refuseMissing } from "./gate.js";
import { MagicRefund } from "./magic.js";
import { needPayment, UNAVAILABLE } from "./payments.js";
import { refundRequest } from "./schemas.js";
import { announceRefund, refundView } from "./views.js";
import { change, refundableAmount, RefundStatus, type Refund, type World } from "./world.js";

function statusAtFirst(amount: number): RefundStatus {
  switch (amount) {
    case MagicRefund.PendingThenSucceeded:
    case MagicRefund.PendingThenFailed:
      return RefundStatus.Pending;
    case MagicRefund.InReview:
      return RefundStatus.InReview;
    case MagicRefund.Failed:
      return RefundStatus.Failed;
    default:
      return RefundStatus.Succeeded;
  }
}

/** A refund that failed can be made again: its amount is the payment's once more. */
function close(world: World, refund: Refund, status: RefundStatus): Refund {
  const closed = world.refunds.update(refund.id, (current) => ({ ...current, status }));
  if (status === RefundStatus.Failed) {
    change(world, refund.payment, { refunded: needPayment(world, refund.payment).refunded - refund.amount });
    const { amount, currency, payment: paymentId, reference } = refund;
    world.ledger.record({ kind: "refund_failure", paymentId, amount, currency, reference });
  }
  return announceRefund(world, closed);
}

/** Decides a refund that is open; throws for one that is not. */
export function settleRefund(world: World, id: string, status: "succeeded" | "failed"): void {
  const refund = world.refunds.get(id);
  if (refund?.status !== RefundStatus.Pending && refund?.status !== RefundStatus.InReview) throw new Error(`No refund ${id} is open.`);
  close(world, refund, status);
}

/** `POST payments/{id}/refunds`. */
export function refundPayment(world: World, paymentId: string, body: unknown): Answer {
  const { amount, reference } = needMatch(refundRequest, body);
  const payment = needPayment(world, paymentId);
  const { currency } = payment.order;
  if (refundableAmount(payment) <= 0) refuseWith(409, "payment_not_refundable", "Nothing of this payment can be refunded.");
  if (amount > refundableAmount(payment)) refuseWith(422, "amount_too_large", "More than was captured cannot be refunded.", "$.amount");
  if (isUnavailable(amount)) return UNAVAILABLE;
  const id = world.ids.next("ref_");
  const status = statusAtFirst(amount);
  world.ledger.record({ kind: "refund", paymentId, amount, currency, reference });
  change(world, paymentId, { refunded: payment.refunded + amount });
  const refund = world.refunds.put(id, { id, payment: paymentId, reference, amount, currency, status: RefundStatus.Pending });
  if (status === RefundStatus.Pending) {
    const then = amount === MagicRefund.PendingThenSucceeded ? RefundStatus.Succeeded : RefundStatus.Failed;
    world.agenda.after({ minutes: 1 }, () => {
      if (world.refunds.get(id)?.status === RefundStatus.Pending) settleRefund(world, id, then);
    });
    return { status: 201, body: refundView(refund) };
  }
  return toDelivered({ status: 201, body: refundView(close(world, refund, status)) }, amount);
}

/** `GET refunds/{id}`. */
export function readRefund(world: World, id: string): Answer {
  return { status: 200, body: refundView(world.refunds.get(id) ?? refuseMissing("refund")) };
}
