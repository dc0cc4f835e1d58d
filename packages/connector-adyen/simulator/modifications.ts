import { MovementKind, refuse } from "@switchyard/testkit";
import type { output } from "zod";
import { needBody } from "./body.js";
import { invalid, toErrorAnswer, unknownOriginal } from "./errors.js";
import { needAccount } from "./gate.js";
import { move, requestedOf } from "./lifecycle.js";
import { methodOf } from "./methods/catalogue.js";
import { amountUpdateRequest, cancelRequest, captureRequest, refundRequest, standaloneCancelRequest } from "./schemas/modification.js";
import { settleModification } from "./settlement.js";
import { change, ModificationKind, needPayment, newPspReference, openAmount, Phase, refundableAmount } from "./world.js";
import type { Amount, Modification, Payment, World } from "./world.js";

/** Why a modification fails, in the words of its webhook (tech-spec, section 10.1). */
export const Obstacle = {
  Balance: "Insufficient balance on payment",
  NotCaptured: "Transaction hasn't been captured, refund not possible",
  Captured: "Transaction hasn't been cancelled, already captured",
  NotAuthorised: "Transaction is not authorised",
  Cancelled: "Transaction has been cancelled",
  NotRefundable: "Refund is not supported for this payment method",
  NotAdjustable: "Authorisation adjustment is not supported for this payment",
  Unknown: "Original transaction not found",
} as const;

interface NewModification {
  readonly kind: ModificationKind;
  readonly payment: Payment;
  readonly amount: Amount;
  readonly reference: string | undefined;
  readonly obstacle: string | undefined;
  readonly action?: "cancel" | "refund" | undefined;
}

/** Writes a modification down. Money is reserved at once; the merchant hears of it when it is settled. */
function receive(world: World, { payment, ...asked }: NewModification): Modification {
  const pspReference = newPspReference(world);
  const modification: Modification = { ...asked, pspReference, paymentPspReference: payment.pspReference, state: "received" };
  world.modifications.put(pspReference, modification);
  if (modification.obstacle === undefined) reserve(world, payment, modification);
  const { settledAfter } = world.settings;
  if (settledAfter !== undefined) world.agenda.after(settledAfter, () => settleModification(world, pspReference));
  return modification;
}

function reserve(world: World, payment: Payment, { kind, amount, reference, action }: Modification): void {
  const { pspReference } = payment;
  const sent = reference ?? payment.reference;
  switch (kind) {
    case ModificationKind.Capture: {
      const rest = openAmount(payment) - amount.value;
      // Without several partial captures the rest of the authorisation is let go (tech-spec, section 11, trap 15).
      const released = world.settings.multiplePartialCaptures ? payment.released : payment.released + rest;
      change(world, pspReference, { captured: payment.captured + amount.value, released });
      move(world, MovementKind.Capture, payment, amount.value, sent);
      return;
    }
    case ModificationKind.Refund: {
      reserveRefund(world, payment, amount.value, MovementKind.Refund, sent);
      return;
    }
    case ModificationKind.Cancel:
    case ModificationKind.TechnicalCancel: {
      reserveCancel(world, payment, MovementKind.Void, sent);
      return;
    }
    case ModificationKind.Reversal:
      if (action === "cancel") {
        reserveCancel(world, payment, MovementKind.Reversal, sent);
        return;
      }
      {
        reserveRefund(world, payment, amount.value, MovementKind.Reversal, sent);
        return;
      }
    case ModificationKind.AmountUpdate: {
      const more = amount.value - payment.authorised;
      change(world, pspReference, { authorised: amount.value });
      if (more > 0) move(world, MovementKind.IncrementalAuthorization, payment, more, sent);
    }
  }
}

function reserveRefund(world: World, payment: Payment, value: number, kind: MovementKind, reference: string): void {
  change(world, payment.pspReference, { refunded: payment.refunded + value });
  move(world, kind, payment, value, reference);
}

function reserveCancel(world: World, payment: Payment, kind: MovementKind, reference: string): void {
  const value = openAmount(payment);
  change(world, payment.pspReference, { released: payment.released + value });
  move(world, kind, payment, value, reference);
}

/** A payment of the path. What is not known is refused, or taken and failed later, as accounts differ. */
function needOriginal(world: World, pspReference: string): Payment | undefined {
  const payment = world.payments.get(pspReference);
  if (payment !== undefined) return payment;
  const isWellFormed = /^[A-Z0-9]{16}$/.test(pspReference);
  return isWellFormed && world.settings.unknownPayment === "fail-later" ? undefined : refuse(toErrorAnswer(unknownOriginal));
}

function toObstacle(payment: Payment, check: () => string | undefined): string | undefined {
  if (payment.phase !== Phase.Live) return Obstacle.NotAuthorised;
  return check();
}

function captureObstacle(payment: Payment, { value }: Amount): string | undefined {
  if (openAmount(payment) === 0 && payment.released > 0 && payment.captured === 0) return Obstacle.Cancelled;
  return value > openAmount(payment) ? Obstacle.Balance : undefined;
}

function refundObstacle(payment: Payment, { value }: Amount): string | undefined {
  if (!methodOf(payment.instrument.type).canRefund) return Obstacle.NotRefundable;
  if (payment.captured === 0) return Obstacle.NotCaptured;
  return value > refundableAmount(payment) ? Obstacle.Balance : undefined;
}

function cancelObstacle(payment: Payment): string | undefined {
  if (payment.captured > 0) return Obstacle.Captured;
  return openAmount(payment) === 0 && payment.authorised > 0 ? Obstacle.Cancelled : undefined;
}

function updateObstacle(payment: Payment, { value }: Amount): string | undefined {
  if (!payment.isPreAuth || payment.captured > 0) return Obstacle.NotAdjustable;
  return value < payment.captured ? Obstacle.Balance : undefined;
}

function needSameCurrency(payment: Payment | undefined, { currency }: Amount): void {
  if (payment !== undefined && payment.currency !== currency) refuse(toErrorAnswer(invalid("138", "Currency does not match the original payment")));
}

/** 201: it was received, whatever comes of it. */
function toAnswer(fields: Readonly<Record<string, unknown>>, { pspReference, reference }: Pick<Modification, "pspReference" | "reference">) {
  return Response.json(
    { ...fields, pspReference, ...(reference === undefined ? {} : { reference }), status: "received" },
    { status: 201, headers: { pspReference } },
  );
}

/** What a payment that is not there is taken for, until its modification fails. */
function orStandIn(world: World, payment: Payment | undefined, reference: string | undefined): Pick<Modification, "pspReference" | "reference"> {
  return payment ?? { pspReference: newPspReference(world), reference };
}

type AmountKind = "capture" | "refund" | "amount_update";

const amountKinds = {
  capture: { schema: captureRequest, structure: "PaymentCaptureRequest", obstacle: captureObstacle },
  refund: { schema: refundRequest, structure: "PaymentRefundRequest", obstacle: refundObstacle },
  amount_update: { schema: amountUpdateRequest, structure: "PaymentAmountUpdateRequest", obstacle: updateObstacle },
} as const;

/** `…/captures`, `…/refunds` and `…/amountUpdates`. */
export async function modifyAmount(world: World, request: Request, paymentPspReference: string, kind: AmountKind): Promise<Response> {
  const { schema, structure, obstacle } = amountKinds[kind];
  const { applicationInfo: _info, enhancedSchemeData: _data, ...body } = await needBody<output<typeof schema>>(request, schema, structure);
  needAccount(world, body.merchantAccount);
  const payment = needOriginal(world, paymentPspReference);
  needSameCurrency(payment, body.amount);
  if (body.amount.value === 0) return toErrorAnswer(invalid("137", "Invalid amount specified"));
  if (payment === undefined) return toAnswer({ ...body, paymentPspReference }, orStandIn(world, payment, body.reference));
  const modification = receive(world, {
    kind,
    payment,
    amount: body.amount,
    reference: body.reference,
    obstacle: toObstacle(payment, () => obstacle(payment, body.amount)),
  });
  // The schema of this one answer requires a reference.
  const answered = kind === "amount_update" ? { ...modification, reference: body.reference ?? payment.reference } : modification;
  return toAnswer({ ...body, paymentPspReference }, answered);
}

/** `…/cancels`. */
export async function cancel(world: World, request: Request, paymentPspReference: string): Promise<Response> {
  const { merchantAccount, reference } = await needBody(request, cancelRequest, "PaymentCancelRequest");
  needAccount(world, merchantAccount);
  const payment = needOriginal(world, paymentPspReference);
  const answer = payment === undefined ? orStandIn(world, payment, reference) : receiveCancel(world, payment, ModificationKind.Cancel, reference);
  return toAnswer({ merchantAccount, paymentPspReference }, answer);
}

/** `POST /cancels`: the newest payment of the merchant's reference. */
export async function cancelByReference(world: World, request: Request): Promise<Response> {
  const { merchantAccount, paymentReference, reference } = await needBody(request, standaloneCancelRequest, "StandalonePaymentCancelRequest");
  needAccount(world, merchantAccount);
  const payment = world.payments.values().findLast((each) => each.reference === paymentReference);
  const answer =
    payment === undefined ? orStandIn(world, payment, reference) : receiveCancel(world, payment, ModificationKind.TechnicalCancel, reference);
  return toAnswer({ merchantAccount, paymentReference }, answer);
}

function receiveCancel(world: World, payment: Payment, kind: ModificationKind, reference: string | undefined): Modification {
  const amount = requestedOf(payment);
  return receive(world, { kind, payment, amount, reference, obstacle: toObstacle(payment, () => cancelObstacle(payment)) });
}

/** `…/reversals`: refunds what is captured, else cancels. */
export async function reverse(world: World, request: Request, paymentPspReference: string): Promise<Response> {
  const { merchantAccount, reference } = await needBody(request, cancelRequest, "PaymentReversalRequest");
  needAccount(world, merchantAccount);
  const payment = needOriginal(world, paymentPspReference);
  const answer = payment === undefined ? orStandIn(world, payment, reference) : release(world, payment.pspReference, reference);
  return toAnswer({ merchantAccount, paymentPspReference }, answer);
}

/** Takes a payment back, by whichever way fits. */
export function release(world: World, pspReference: string, reference?: string): Modification {
  const payment = needPayment(world, pspReference);
  const action = payment.captured > 0 ? "refund" : "cancel";
  const value = action === "refund" ? refundableAmount(payment) : openAmount(payment);
  const amount = { currency: payment.currency, value };
  const check = (): string | undefined => (action === "refund" ? refundObstacle(payment, amount) : cancelObstacle(payment));
  const obstacle = value === 0 ? Obstacle.Balance : toObstacle(payment, check);
  return receive(world, { kind: ModificationKind.Reversal, payment, amount, reference, action, obstacle });
}
