import { MovementKind } from "@switchyard/testkit";
import { refusedByCustomer } from "./cards.js";
import { notify, notifyRefund } from "./notifications.js";
import { change, move, PaymentState } from "./world.js";
import type { Payment, Refund, World } from "./world.js";

/** Brings a pending payment to its end and tells the merchant. */
export function conclude(world: World, pending: Payment, nbcb: "1" | "2"): Payment {
  const outcome = pending.awaits ?? { approved: true };
  const paidAt = world.clock.now();
  const payment = outcome.approved ? approve(world, pending, paidAt) : fail(world, pending, paidAt, outcome);
  notify(world, payment, nbcb);
  return payment;
}

function approve(world: World, pending: Payment, paidAt: Date): Payment {
  const isSale = pending.txnType === "SALS";
  const payment = change(world, pending, {
    state: isSale ? PaymentState.Captured : PaymentState.Authorized,
    captured: isSale ? pending.amount : 0,
    capturedAt: isSale ? paidAt : undefined,
    appcode: world.ids.token(6, "0123456789"),
    paidAt,
    awaits: undefined,
  });
  move(world, MovementKind.Authorization, payment, payment.amount, payment.reference);
  if (isSale) move(world, MovementKind.Capture, payment, payment.amount, payment.reference);
  if (payment.token !== undefined) {
    world.tokens.put(payment.token, { token: payment.token, name: "", email: "", mobile: "", schemeId: payment.schemeId ?? "" });
  }
  return payment;
}

function fail(world: World, pending: Payment, paidAt: Date, { code, desc }: { readonly code: string; readonly desc: string }): Payment {
  return change(world, pending, { state: PaymentState.Failed, errorCode: code, errorDesc: desc, paidAt, awaits: undefined });
}

/** What the customer did at the bank's or issuer's page. */
export function decideAsCustomer(world: World, pending: Payment, decision: "approve" | "decline"): Payment {
  const awaits = decision === "approve" ? pending.awaits : refusedByCustomer(pending.channel);
  return conclude(world, change(world, pending, { awaits }), "2");
}

/** Ends a refund that waits, and tells the merchant. */
export function concludeRefund(world: World, waiting: Refund, state: "success" | "rejected"): Refund {
  const reason = state === "rejected" ? "Rejected by the beneficiary's bank" : "";
  const refund = world.refunds.update(waiting.refundId, (current) => ({ ...current, state, reason, updatedAt: world.clock.now() }));
  const payment = world.payments.get(refund.tranId);
  if (state === "rejected" && payment !== undefined) {
    change(world, payment, { refunded: payment.refunded - refund.amount });
    move(world, MovementKind.RefundFailure, payment, refund.amount, refund.refId);
  }
  notifyRefund(world, refund);
  return refund;
}
