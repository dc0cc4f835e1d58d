import { MovementKind } from "@switchyard/testkit";
import { planAfterPayment } from "../money/after-payment.js";
import { APPROVED, createCharge, toFailedOutcome } from "../money/charges.js";
import { bookCapture } from "../money/transfers.js";
import { emit } from "../events.js";
import type { CardContext } from "../methods/charge-details.js";
import { toErrorFields, type Decline } from "../methods/declines.js";
import { createMandate } from "../methods/mandates.js";
import { attach, changeInstrument, createGeneratedSepaDebit, instrumentOf } from "../methods/payment-methods.js";
import type { Charge, Fields, PaymentIntent, PaymentMethod } from "../wires.js";
import { change, held, newId, wireOf, type Actor, type World } from "../world.js";

const nothingWaits = { next_action: null } as const;

/** The reference of the merchant, by which the ledger's lines are compared. */
function referenceOf({ metadata }: PaymentIntent): string | undefined {
  return metadata["order_id"];
}

/** Whether the money of an intent waits for a capture. */
export function isManual(intent: PaymentIntent, type: string): boolean {
  const options = intent.payment_method_options[type];
  const own = typeof options === "object" && options !== null && "capture_method" in options ? options.capture_method : undefined;
  return (own ?? intent.capture_method) === "manual";
}

/** The payment goes through: paid, or authorized where it is captured later. */
export function succeed(world: World, actor: Actor, intentId: string, method: PaymentMethod, context: CardContext = {}): PaymentIntent {
  const intent = wireOf(world.tables.payment_intent, intentId);
  const isUncaptured = isManual(intent, method.type);
  const generated = generateSepaDebit(world, actor, intent, method);
  const whole: CardContext = {
    ...context,
    isUncaptured,
    prefix: method.type === "card" ? "ch_3" : "py_3",
    ...(generated === undefined ? {} : { generated }),
  };
  const charge = createCharge(world, actor, intent, method, { status: "succeeded", captured: !isUncaptured, context: whole });
  authorized(world, intent, charge);
  keepMethod(world, actor, intent, method);
  return isUncaptured ? hold(world, actor, intent, charge, method) : finish(world, actor, intent, charge, method);
}

function authorized(world: World, intent: PaymentIntent, charge: Charge): void {
  const { id: paymentId, currency } = intent;
  world.ledger.record({
    kind: MovementKind.Authorization,
    paymentId,
    amount: charge.amount,
    currency: currency.toUpperCase(),
    reference: referenceOf(intent),
  });
}

function finish(world: World, actor: Actor, intent: PaymentIntent, charge: Charge, method: PaymentMethod): PaymentIntent {
  const atOnce = instrumentOf(world, method.id).card?.atOnce === true;
  const booked = bookCapture(world, actor, charge, intent, charge.amount, atOnce);
  const wire = change(world.tables.payment_intent, intent.id, {
    ...nothingWaits,
    status: "succeeded",
    amount_capturable: 0,
    amount_received: charge.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    payment_method: method.id,
  });
  world.waiting.delete(intent.id);
  emit(world, actor, "charge.succeeded", booked);
  emit(world, actor, "payment_intent.succeeded", wire);
  planAfterPayment(world, actor.owner, charge.id, method.id);
  return wire;
}

function hold(world: World, actor: Actor, intent: PaymentIntent, charge: Charge, method: PaymentMethod): PaymentIntent {
  const wire = change(world.tables.payment_intent, intent.id, {
    ...nothingWaits,
    status: "requires_capture",
    amount_capturable: charge.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    payment_method: method.id,
  });
  world.waiting.delete(intent.id);
  emit(world, actor, "charge.succeeded", charge);
  emit(world, actor, "payment_intent.amount_capturable_updated", wire);
  return wire;
}

/** A method that is to be used again goes to the customer; without one it is used up. */
export function keepMethod(world: World, actor: Actor, intent: PaymentIntent, method: PaymentMethod): void {
  const { customer, setup_future_usage: usage } = intent;
  if (usage === "off_session") changeInstrument(world, method.id, { isSetUp: true });
  // The bank account behind these is kept in their stead.
  if (method.type === "ideal" || method.type === "bancontact") return;
  if (usage !== null && customer !== null) attach(world, actor, method.id, customer);
  else if (method.customer === null) changeInstrument(world, method.id, { isSpent: true });
}

function generateSepaDebit(world: World, actor: Actor, intent: PaymentIntent, method: PaymentMethod): CardContext["generated"] {
  const isKept = intent.setup_future_usage === "off_session" && (method.type === "ideal" || method.type === "bancontact");
  if (!isKept) return undefined;
  const made = createGeneratedSepaDebit(world, actor.owner, method, null, null);
  const mandate = createMandate(world, actor, made, { data: undefined, status: "active" });
  if (intent.customer !== null) attach(world, actor, made.id, intent.customer);
  return { method: made.id, mandate: mandate.id };
}

/** `last_payment_error`, and `error` of a 402. */
export function toPaymentError(decline: Decline, method: PaymentMethod, charge?: string): Fields {
  const isInvalid = decline.code.endsWith("_authentication_failure");
  return {
    ...(charge === undefined ? {} : { charge }),
    ...toErrorFields(decline),
    doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll("_", "-")}`,
    payment_method: method,
    type: isInvalid ? "invalid_request_error" : "card_error",
  };
}

/** The payment fails after it was tried: with a failed charge, and back to the start. */
export function fail(
  world: World,
  actor: Actor,
  intentId: string,
  method: PaymentMethod,
  decline: Decline,
  context: CardContext = {},
): PaymentIntent {
  const intent = wireOf(world.tables.payment_intent, intentId);
  const prefix = method.type === "card" ? "ch_3" : "py_3";
  const charge = createCharge(world, actor, intent, method, { status: "failed", captured: false, decline, context: { ...context, prefix } });
  emit(world, actor, "charge.failed", charge);
  return backToStart(world, actor, intent.id, toPaymentError(decline, method, charge.id), charge.id);
}

/** The customer did not agree: nothing was charged. */
export function failWithoutCharge(world: World, actor: Actor, intentId: string, method: PaymentMethod, decline: Decline): PaymentIntent {
  return backToStart(world, actor, intentId, toPaymentError(decline, method), undefined);
}

function backToStart(world: World, actor: Actor, id: string, error: Fields, charge: string | undefined): PaymentIntent {
  world.waiting.delete(id);
  const wire = change(world.tables.payment_intent, id, {
    ...nothingWaits,
    status: "requires_payment_method",
    last_payment_error: error,
    payment_method: null,
    ...(charge === undefined ? {} : { latest_charge: charge }),
  });
  emit(world, actor, "payment_intent.payment_failed", wire);
  return wire;
}

/** A debit is on its way: the charge is pending until the bank answers. */
export function startDebit(world: World, actor: Actor, intentId: string, method: PaymentMethod, mandate: string): PaymentIntent {
  const intent = wireOf(world.tables.payment_intent, intentId);
  const charge = createCharge(world, actor, intent, method, { status: "pending", captured: false, context: { mandate, prefix: "py_3" } });
  keepMethod(world, actor, intent, method);
  const wire = change(world.tables.payment_intent, intentId, {
    ...nothingWaits,
    status: "processing",
    last_payment_error: null,
    latest_charge: charge.id,
    payment_method: method.id,
  });
  world.waiting.set(intentId, { for: "debit", paymentMethod: method.id, tries: 0, mandate, offSession: false });
  emit(world, actor, "charge.pending", charge);
  emit(world, actor, "payment_intent.processing", wire);
  return wire;
}

/** The bank answers a debit. */
export function endDebit(world: World, intentId: string, failure: Decline | undefined): PaymentIntent {
  const { wire: intent, owner } = held(world.tables.payment_intent, intentId);
  const { latest_charge: chargeId, payment_method: methodId } = intent;
  if (intent.status !== "processing" || chargeId === null || methodId === null) throw new Error(`No debit of ${intentId} is processing.`);
  const actor: Actor = { owner, origin: "", request: null };
  const method = wireOf(world.tables.payment_method, methodId);
  if (failure !== undefined) {
    const charge = change(world.tables.charge, chargeId, {
      status: "failed",
      failure_code: failure.decline_code ?? failure.code,
      failure_message: failure.message,
      outcome: toFailedOutcome(failure),
    });
    emit(world, actor, "charge.failed", charge);
    return backToStart(world, actor, intentId, toPaymentError(failure, method, chargeId), chargeId);
  }
  const charge = change(world.tables.charge, chargeId, {
    status: "succeeded",
    paid: true,
    captured: true,
    amount_captured: intent.amount,
    outcome: APPROVED,
    receipt_url: `https://pay.stripe.com/receipts/${newId(world, "rcpt_1")}`,
  });
  authorized(world, intent, charge);
  return finish(world, actor, intent, charge, method);
}
