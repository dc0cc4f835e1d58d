import { MagicAmount } from "./magic.js";
import { capturableAmount, capturedAmount, RefundStatus, type Payment, type Refund, type World } from "./world.js";

/** A payment as the API shows it (tech-spec, section 2.2). */
export function paymentView(payment: Payment) {
  const { order, challenge } = payment;
  const lie = order.amount === MagicAmount.OtherAmount ? 1 : 0;
  const told = (amount: number) => (amount === 0 ? 0 : amount + lie);
  return {
    id: payment.id,
    reference: order.reference,
    status: order.amount === MagicAmount.NewWord ? "under_consideration" : payment.status,
    amount: told(order.amount),
    currency: order.currency,
    amount_authorized: told(payment.authorized),
    amount_captured: told(capturedAmount(payment)),
    amount_capturable: told(capturableAmount(payment)),
    amount_refunded: payment.refunded,
    network_transaction_id: payment.networkTransactionId ?? null,
    mandate: payment.mandate === undefined ? null : { id: payment.mandate },
    decline: payment.decline ?? null,
    next_action:
      challenge === undefined || payment.status !== "requires_action" ? null : { type: "challenge", url: challenge.url, session: challenge.session },
    captures: payment.captures,
  };
}

/** A refund as the API shows it (tech-spec, section 2.5). */
export function refundView(refund: Refund) {
  const failure = refund.status === RefundStatus.Failed ? { code: "refund_failed", message: "The issuer did not take the refund." } : null;
  return { ...refund, failure };
}

/** Events of a payment by its status. A status without one is nothing to tell. */
const EVENTS: Readonly<Partial<Record<Payment["status"], string>>> = {
  requires_action: "payment.requires_action",
  processing: "payment.processing",
  authorized: "payment.authorized",
  partially_authorized: "payment.authorized",
  captured: "payment.captured",
  partially_captured: "payment.captured",
  partially_captured_open: "payment.captured",
  verified: "payment.authorized",
  canceled: "payment.canceled",
  declined: "payment.declined",
  authentication_failed: "payment.declined",
  expired: "payment.expired",
};

function announce(world: World, type: string, content: object): void {
  const id = world.ids.next("evt_");
  world.webhooks.queue({ id, type, body: { id, type, created_at: world.clock.now().toISOString(), ...content } });
}

/** Tells the merchant how a payment stands now. */
export function announcePayment(world: World, payment: Payment): Payment {
  const type = EVENTS[payment.status];
  if (type !== undefined) announce(world, type, { payment: paymentView(payment) });
  return payment;
}

/** Tells the merchant how a refund stands now. */
export function announceRefund(world: World, refund: Refund): Refund {
  if (refund.status === RefundStatus.Succeeded) announce(world, "refund.succeeded", { refund: refundView(refund) });
  if (refund.status === RefundStatus.Failed) announce(world, "refund.failed", { refund: refundView(refund) });
  return refund;
}
