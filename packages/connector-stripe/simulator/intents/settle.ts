import { addDuration, MovementKind } from "@switchyard/testkit";
import { invalid, refuse } from "../errors.js";
import { emit } from "../events.js";
import { toMetadata } from "../methods/metadata.js";
import { instrumentOf } from "../methods/payment-methods.js";
import { planAfterPayment } from "../money/after-payment.js";
import { bookCapture } from "../money/transfers.js";
import type { CaptureIntent, IncrementIntent } from "../params/intents.js";
import type { Charge, Fields, PaymentIntent } from "../wires.js";
import { change, held, stripeItself, wireOf, type Actor, type Owner, type World } from "../world.js";
import { refuseState } from "./create.js";
import { nextDecline } from "./confirm.js";

const MOST_CAPTURES = 50;
const MOST_INCREMENTS = 10;

function chargeOf(world: World, intent: PaymentIntent): Charge {
  if (intent.latest_charge === null) throw new Error(`${intent.id} has no charge.`);
  return wireOf(world.tables.charge, intent.latest_charge);
}

/** `available` or `unavailable`, for what was asked for at the authorization. */
function isAvailable({ payment_method_details: details }: Charge, feature: string): boolean {
  const card = details["card"];
  const named: unknown = typeof card === "object" && card !== null ? Reflect.get(card, feature) : undefined;
  return typeof named === "object" && named !== null && "status" in named && named.status === "available";
}

function mostCapturable(charge: Charge, intent: PaymentIntent): number {
  if (!isAvailable(charge, "overcapture")) return intent.amount_capturable;
  return Math.max(intent.amount_capturable, Math.floor((charge.amount * 115) / 100) - charge.amount_captured);
}

/** `POST /v1/payment_intents/{id}/capture`. */
export function captureIntent(world: World, actor: Actor, intent: PaymentIntent, params: CaptureIntent): PaymentIntent {
  if (intent.status !== "requires_capture") {
    const message = `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`;
    refuseState(intent, message);
  }
  const charge = chargeOf(world, intent);
  const isFinal = params.final_capture ?? true;
  const amount = params.amount_to_capture ?? intent.amount_capturable;
  const most = mostCapturable(charge, intent);
  if (amount > most) {
    invalid(`The requested capture amount of ${amount} is greater than the remaining amount you can capture for this charge, ${most}.`, {
      code: "amount_too_large",
      param: "amount_to_capture",
      payment_intent: intent,
    });
  }
  if (amount < 1 && charge.amount_captured === 0) {
    invalid("This value must be greater than or equal to 1.", { code: "parameter_invalid_integer", param: "amount_to_capture" });
  }
  const captures = world.captures.get(intent.id) ?? 0;
  if (!isFinal && (!isAvailable(charge, "multicapture") || captures + 1 >= MOST_CAPTURES)) {
    invalid("final_capture can only be false where multicapture is available for this PaymentIntent.", { param: "final_capture" });
  }
  world.captures.set(intent.id, captures + 1);
  return capture(world, actor, applyCaptureParams(world, intent, params), charge, amount, isFinal || amount === intent.amount_capturable);
}

function applyCaptureParams(world: World, intent: PaymentIntent, params: CaptureIntent): PaymentIntent {
  const { application_fee_amount: fee, metadata, statement_descriptor_suffix: suffix, transfer_data: transfer } = params;
  return change(world.tables.payment_intent, intent.id, {
    metadata: toMetadata(intent.metadata, metadata),
    ...(fee === undefined ? {} : { application_fee_amount: fee }),
    ...(suffix === undefined ? {} : { statement_descriptor_suffix: suffix }),
    ...(transfer?.amount === undefined || intent.transfer_data === null
      ? {}
      : { transfer_data: { ...intent.transfer_data, amount: transfer.amount } }),
  });
}

function capture(world: World, actor: Actor, intent: PaymentIntent, before: Charge, amount: number, isFinal: boolean): PaymentIntent {
  const captured = before.amount_captured + amount;
  const method = before.payment_method ?? "";
  const booked = amount === 0 ? before : bookCapture(world, actor, before, intent, amount, instrumentOf(world, method).card?.atOnce === true);
  const rest = Math.max(0, before.amount - captured);
  const charge = change(world.tables.charge, before.id, {
    balance_transaction: booked.balance_transaction,
    amount: Math.max(before.amount, captured),
    amount_captured: captured,
    captured: isFinal,
    // What is not captured goes back to the customer.
    ...(isFinal ? { amount_refunded: rest } : {}),
  });
  if (isFinal && rest > 0) release(world, intent, rest);
  const wire = change(world.tables.payment_intent, intent.id, {
    status: isFinal ? "succeeded" : "requires_capture",
    amount_capturable: isFinal ? 0 : rest,
    amount_received: captured,
    ...(captured > intent.amount ? { amount: captured } : {}),
  });
  emit(world, actor, isFinal && before.amount_captured === 0 ? "charge.captured" : "charge.updated", charge);
  emit(world, actor, isFinal ? "payment_intent.succeeded" : "payment_intent.amount_capturable_updated", wire);
  if (isFinal) planAfterPayment(world, actor.owner, charge.id, method);
  return wire;
}

function release(world: World, intent: PaymentIntent, amount: number, kind: MovementKind = MovementKind.Void): void {
  const { id: paymentId, currency, metadata } = intent;
  world.ledger.record({ kind, paymentId, amount, currency: currency.toUpperCase(), reference: metadata["order_id"] });
}

const CANCELABLE: readonly string[] = ["requires_payment_method", "requires_capture", "requires_confirmation", "requires_action"];

/** `POST /v1/payment_intents/{id}/cancel`. */
export function cancelIntent(world: World, actor: Actor, intent: PaymentIntent, reason: string | undefined): PaymentIntent {
  if (!CANCELABLE.includes(intent.status)) {
    const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${CANCELABLE.join(", ")}, processing.`;
    refuseState(intent, message);
  }
  return endIntent(world, actor, intent, reason ?? null, MovementKind.Void);
}

/** An authorization that nobody captured in time. */
export function expireIntent(world: World, owner: Owner, intent: PaymentIntent): PaymentIntent {
  const wire = endIntent(world, stripeItself(owner), intent, "automatic", MovementKind.Expiry);
  if (intent.latest_charge !== null) emit(world, stripeItself(owner), "charge.expired", wireOf(world.tables.charge, intent.latest_charge));
  return wire;
}

/** What was captured in parts stays captured: such an intent has succeeded. */
function endIntent(world: World, actor: Actor, intent: PaymentIntent, reason: string | null, kind: MovementKind): PaymentIntent {
  const charge = intent.status === "requires_capture" ? chargeOf(world, intent) : undefined;
  if (charge !== undefined) {
    release(world, intent, intent.amount_capturable, kind);
    const rest = charge.amount - charge.amount_captured;
    const voided = change(world.tables.charge, charge.id, {
      amount_refunded: rest,
      refunded: charge.amount_captured === 0,
      captured: charge.amount_captured > 0,
    });
    if (charge.amount_captured > 0) return finishPartly(world, actor, intent, voided);
    emit(world, actor, "charge.refunded", voided);
  }
  world.waiting.delete(intent.id);
  const wire = change(world.tables.payment_intent, intent.id, {
    status: "canceled",
    amount_capturable: 0,
    canceled_at: Math.floor(world.clock.now().getTime() / 1000),
    cancellation_reason: reason,
    next_action: null,
  });
  emit(world, actor, "payment_intent.canceled", wire);
  return wire;
}

function finishPartly(world: World, actor: Actor, intent: PaymentIntent, charge: Charge): PaymentIntent {
  const wire = change(world.tables.payment_intent, intent.id, { status: "succeeded", amount_capturable: 0 });
  emit(world, actor, "charge.updated", charge);
  emit(world, actor, "payment_intent.succeeded", wire);
  return wire;
}

/** Plans that an authorization lapses. */
export function planExpiry(world: World, id: string): void {
  const { wire: intent } = held(world.tables.payment_intent, id);
  if (intent.status !== "requires_capture") return;
  const card: unknown = chargeOf(world, intent).payment_method_details["card"];
  const before = typeof card === "object" && card !== null && "capture_before" in card ? Number(card.capture_before) : undefined;
  const end = before === undefined ? addDuration(world.clock.now(), world.settings.authorizationsExpireAfter).getTime() : before * 1000;
  world.agenda.after({ milliseconds: Math.max(0, end - world.clock.now().getTime()) }, () => {
    const { owner, wire } = held(world.tables.payment_intent, id);
    if (wire.status === "requires_capture") expireIntent(world, owner, wire);
  });
}

/** `POST /v1/payment_intents/{id}/increment_authorization`. */
export function incrementIntent(world: World, actor: Actor, intent: PaymentIntent, params: IncrementIntent): PaymentIntent {
  if (intent.status !== "requires_capture") {
    const message = `This PaymentIntent could not be incremented because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be incremented: requires_capture.`;
    refuseState(intent, message);
  }
  const charge = chargeOf(world, intent);
  if (!isAvailable(charge, "incremental_authorization")) {
    invalid("This PaymentIntent does not support incremental authorization.", { code: "payment_intent_invalid_parameter", payment_intent: intent });
  }
  if (params.amount <= intent.amount) invalid(`The amount must be greater than the current amount, ${intent.amount}.`, { param: "amount" });
  const tries = world.increments.get(intent.id) ?? 0;
  if (tries >= MOST_INCREMENTS) invalid(`A PaymentIntent can be incremented at most ${MOST_INCREMENTS} times.`, { payment_intent: intent });
  world.increments.set(intent.id, tries + 1);
  const declined = nextDecline(world, charge.payment_method ?? "");
  if (declined !== undefined) {
    const { outcome: _outcome, ...error } = declined;
    refuse(402, { charge: charge.id, ...error, payment_intent: intent, type: "card_error" });
  }
  return increase(world, actor, intent, charge, params);
}

function increase(world: World, actor: Actor, intent: PaymentIntent, charge: Charge, params: IncrementIntent): PaymentIntent {
  const { amount, application_fee_amount: fee, description, metadata } = params;
  world.ledger.record({
    kind: MovementKind.IncrementalAuthorization,
    paymentId: intent.id,
    amount: amount - intent.amount,
    currency: intent.currency.toUpperCase(),
  });
  const { type } = charge.payment_method_details;
  const details = charge.payment_method_details[type];
  const raised: Fields = { ...(typeof details === "object" ? details : {}), amount_authorized: amount };
  const updated = change(world.tables.charge, charge.id, { amount, payment_method_details: { type, [type]: raised } });
  const wire = change(world.tables.payment_intent, intent.id, {
    amount,
    amount_capturable: amount - charge.amount_captured,
    metadata: toMetadata(intent.metadata, metadata ?? undefined),
    ...(fee === undefined ? {} : { application_fee_amount: fee }),
    ...(description === undefined ? {} : { description }),
  });
  emit(world, actor, "charge.updated", updated);
  emit(world, actor, "payment_intent.amount_capturable_updated", wire);
  return wire;
}
