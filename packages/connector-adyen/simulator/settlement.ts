import { MovementKind } from "@switchyard/testkit";
import { conclude, move } from "./lifecycle.js";
import { announce, EventCode, toFollowUpItem } from "./webhooks.js";
import { change, ModificationKind, needPayment, Phase } from "./world.js";
import type { Modification, Payment, World } from "./world.js";

const events: Readonly<Record<ModificationKind, EventCode>> = {
  capture: EventCode.Capture,
  cancel: EventCode.Cancellation,
  technical_cancel: EventCode.TechnicalCancel,
  refund: EventCode.Refund,
  reversal: EventCode.CancelOrRefund,
  amount_update: EventCode.AuthorisationAdjustment,
};

/** The modification of a pspReference that is known to be there. */
export function needModification(world: World, pspReference: string): Modification {
  const modification = world.modifications.get(pspReference);
  if (modification === undefined) throw new Error("The simulator has no such modification.");
  return modification;
}

/** Tells what came of a modification that was received. Nothing for one that is settled already. */
export function settleModification(world: World, pspReference: string, failure?: string): void {
  const received = needModification(world, pspReference);
  if (received.state !== "received") return;
  const reason = failure ?? received.obstacle;
  if (failure !== undefined && received.obstacle === undefined) undo(world, received);
  const success = reason === undefined;
  const modification = world.modifications.update(pspReference, (before) => ({ ...before, state: success ? "done" : "failed" }));
  announce(world, { ...toItem(world, modification), eventCode: events[modification.kind], success, reason: reason ?? "" });
}

/** What the events of a modification have in common: its own reference when it has one, else the payment's. */
function toItem(world: World, { pspReference, paymentPspReference, amount, reference, action }: Modification) {
  const payment = needPayment(world, paymentPspReference);
  const item = toFollowUpItem(world, payment, pspReference);
  return {
    ...item,
    merchantReference: reference ?? payment.reference,
    amount,
    ...(action === undefined ? {} : { additionalData: { "modification.action": action, originalMerchantReference: payment.reference } }),
  };
}

/** Gives back what was reserved for a modification that failed after all. */
function undo(world: World, { kind, action, amount, paymentPspReference, reference }: Modification): void {
  const payment = needPayment(world, paymentPspReference);
  const { pspReference } = payment;
  const { value } = amount;
  if (kind === ModificationKind.Capture) {
    change(world, pspReference, { captured: payment.captured - value });
    move(world, MovementKind.CaptureFailure, payment, value, reference);
  } else if (kind === ModificationKind.Refund || action === "refund") {
    change(world, pspReference, { refunded: payment.refunded - value });
    move(world, MovementKind.RefundFailure, payment, value, reference);
  } else if (kind === ModificationKind.AmountUpdate) change(world, pspReference, { authorised: payment.requested });
  else change(world, pspReference, { released: payment.released - value });
}

/** A capture or refund that had succeeded comes back, as the scheme or the bank had it. */
export function failAfterwards(world: World, pspReference: string, eventCode: EventCode, reason: string): void {
  const done = needModification(world, pspReference);
  if (done.state !== "done") throw new Error("Only what was done can fail afterwards.");
  undo(world, done);
  const modification = world.modifications.update(pspReference, (before) => ({ ...before, state: "failed" }));
  announce(world, { ...toItem(world, modification), eventCode, reason });
}

/** An event about a refund that changes nothing: it takes longer, or carries more data. */
export function tellOfModification(world: World, pspReference: string, eventCode: EventCode): void {
  announce(world, { ...toItem(world, needModification(world, pspReference)), eventCode });
}

/** The bank's word on a payment that was received. */
export function settlePayment(world: World, payment: Payment): void {
  if (payment.phase === Phase.Bank) conclude(world, payment.pspReference, { resultCode: "Authorised" });
}
