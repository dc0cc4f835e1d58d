import { errorAnswer, isUnavailable, refuseWith, toDelivered, type Answer } from "./answers.js";
import { needMatch, refuseMissing } from "./gate.js";
import { AUTHENTICATION_REQUIRED, judge, LATE_DECLINE, MagicCard, type Decline } from "./magic.js";
import { cancelRequest, captureRequest, paymentRequest, type PaymentRequest } from "./schemas.js";
import { announcePayment, paymentView } from "./views.js";
import { capturableAmount, capturedAmount, change, PaymentStatus, type Payment, type World } from "./world.js";

export const UNAVAILABLE = errorAnswer(503, "unavailable", "Try again later.");

const shown = (payment: Payment, status = 200): Answer => ({ status, body: paymentView(payment) });

/** The payment of an id in a path. */
export function needPayment(world: World, id: string): Payment {
  return world.payments.get(id) ?? refuseMissing("payment");
}

function needCardNumber(world: World, { instrument }: PaymentRequest): string | undefined {
  if (instrument.type === "card") return instrument.number;
  if (instrument.type === "google_pay") return undefined;
  return world.mandates.get(instrument.mandate) ?? refuseWith(422, "mandate_not_found", "There is no such mandate.", "$.instrument.mandate");
}

function decline(world: World, payment: Payment, reason: Decline): Payment {
  return announcePayment(world, change(world, payment.id, { status: PaymentStatus.Declined, decline: reason }));
}

/** Makes a mandate of the card, where the payment asks for one. */
function toMandate(world: World, { order, cardNumber }: Payment): string | undefined {
  if (order.store !== true || cardNumber === undefined) return undefined;
  const mandate = world.ids.next("man_");
  world.mandates.set(mandate, cardNumber);
  return mandate;
}

/** Holds the amount, and takes it at once where that is asked for. An amount of zero only verifies the card. */
function approve(world: World, payment: Payment, amount: number): Payment {
  const { order, id } = payment;
  const approved = {
    authorized: amount,
    mandate: toMandate(world, payment),
    networkTransactionId: world.ids.token(15, "0123456789"),
  };
  if (order.amount === 0) return announcePayment(world, change(world, id, { ...approved, status: PaymentStatus.Verified }));
  const movement = { paymentId: id, amount, currency: order.currency, reference: order.reference };
  world.ledger.record({ ...movement, kind: "authorization" });
  const isPartial = amount < order.amount;
  if (order.capture !== "automatic") {
    const status = isPartial ? PaymentStatus.PartiallyAuthorized : PaymentStatus.Authorized;
    return announcePayment(world, change(world, id, { ...approved, status }));
  }
  world.ledger.record({ ...movement, kind: "capture" });
  const status = isPartial ? PaymentStatus.PartiallyCaptured : PaymentStatus.Captured;
  const captures = [{ id: world.ids.next("cap_"), reference: order.reference, amount }];
  return announcePayment(world, change(world, id, { ...approved, status, captures }));
}

/** What is decided later: unless it was canceled meanwhile. */
export function settlePending(world: World, id: string, then: "approve" | "decline"): void {
  const payment = needPayment(world, id);
  if (payment.status !== PaymentStatus.Processing) return;
  if (then === "approve") approve(world, payment, payment.order.amount);
  else decline(world, payment, LATE_DECLINE);
}

function authorize(world: World, payment: Payment): Payment {
  const { order, cardNumber, id } = payment;
  const verdict = judge(cardNumber, order.amount, order.accept_partial === true);
  if (verdict.type === "approve") return approve(world, payment, verdict.amount);
  if (verdict.type === "decline") return decline(world, payment, verdict.decline);
  world.agenda.after({ minutes: 1 }, () => {
    settlePending(world, id, verdict.then);
  });
  return announcePayment(world, change(world, id, { status: PaymentStatus.Processing }));
}

function begin(world: World, payment: Payment, origin: string): Payment {
  const { order, cardNumber, id } = payment;
  const isMerchants = order.instrument.type === "mandate";
  const isChallenged = order.three_ds === true || (cardNumber === MagicCard.ChallengeRequired && !isMerchants);
  if (!isChallenged) return authorize(world, payment);
  if (order.return_url === undefined) return decline(world, payment, AUTHENTICATION_REQUIRED);
  const session = world.ids.token(32);
  world.sessions.set(session, id);
  const challenge = { session, url: `${origin}/3ds` };
  return announcePayment(world, change(world, id, { status: PaymentStatus.RequiresAction, challenge }));
}

/** `POST payments`. */
export function takePayment(world: World, body: unknown, origin: string): Answer {
  const order = needMatch(paymentRequest, body);
  if (order.amount === 0 && order.store !== true) refuseWith(400, "invalid_request", "Only a card that is stored is verified.", "$.amount");
  if (order.store === true && order.instrument.type === "google_pay") {
    refuseWith(422, "not_storable", "Google Pay cannot be stored.", "$.store");
  }
  const cardNumber = needCardNumber(world, order);
  if (isUnavailable(order.amount)) return UNAVAILABLE;
  const id = world.ids.next("pay_");
  const status = PaymentStatus.Processing;
  const payment = world.payments.put(id, { id, order, cardNumber, status, authorized: 0, released: 0, refunded: 0, captures: [] });
  return toDelivered(shown(begin(world, payment, origin), 201), order.amount);
}

/** `POST payments/{id}/complete`: goes on once the customer has decided; before and after that it only tells. */
export function completePayment(world: World, id: string): Answer {
  const payment = needPayment(world, id);
  if (payment.status !== PaymentStatus.RequiresAction || payment.challenge?.decision === undefined) return shown(payment);
  if (payment.challenge.decision === "pass") return toDelivered(shown(authorize(world, payment)), payment.order.amount);
  const failure = { code: "authentication_failed", message: "The customer did not pass the challenge." };
  return shown(announcePayment(world, change(world, id, { status: PaymentStatus.AuthenticationFailed, decline: failure })));
}

/** `POST payments/{id}/captures`. */
export function capture(world: World, id: string, body: unknown): Answer {
  const { amount, reference, final } = needMatch(captureRequest, body);
  const payment = needPayment(world, id);
  const open = capturableAmount(payment);
  if (open <= 0) refuseWith(409, "payment_not_capturable", "Nothing of this payment can be captured.");
  if (amount > open) refuseWith(422, "amount_too_large", "More than is held cannot be captured.", "$.amount");
  if (isUnavailable(amount)) return UNAVAILABLE;
  const captures = [...payment.captures, { id: world.ids.next("cap_"), reference, amount }];
  const movement = { paymentId: id, currency: payment.order.currency };
  world.ledger.record({ ...movement, kind: "capture", amount, reference });
  const rest = open - amount;
  const staysOpen = rest > 0 && payment.order.capture === "manual_multiple" && final !== true;
  if (rest > 0 && !staysOpen) world.ledger.record({ ...movement, kind: "void", amount: rest });
  const released = payment.released + (staysOpen ? 0 : rest);
  const isWhole = capturedAmount({ ...payment, captures }) === payment.order.amount;
  const settled = isWhole ? PaymentStatus.Captured : PaymentStatus.PartiallyCaptured;
  const status = staysOpen ? PaymentStatus.PartiallyCapturedOpen : settled;
  return toDelivered(shown(announcePayment(world, change(world, id, { captures, released, status })), 201), amount);
}

const CANCELABLE: ReadonlySet<PaymentStatus> = new Set([
  PaymentStatus.RequiresAction,
  PaymentStatus.Processing,
  PaymentStatus.Authorized,
  PaymentStatus.PartiallyAuthorized,
]);

/** `POST payments/{id}/cancel`. */
export function cancel(world: World, id: string, body: unknown): Answer {
  needMatch(cancelRequest, body);
  const payment = needPayment(world, id);
  if (!CANCELABLE.has(payment.status)) refuseWith(409, "payment_not_cancelable", "This payment can no longer be canceled.");
  return shown(announcePayment(world, release(world, payment, "void", PaymentStatus.Canceled)));
}

/** Lets go of what a payment still holds. */
export function release(world: World, payment: Payment, kind: "void" | "expiry", status: PaymentStatus): Payment {
  const amount = capturableAmount(payment);
  if (amount > 0) world.ledger.record({ kind, paymentId: payment.id, amount, currency: payment.order.currency });
  return change(world, payment.id, { status, released: payment.released + amount });
}

/** `GET payments/{id}`. */
export function readPayment(world: World, id: string): Answer {
  return shown(needPayment(world, id));
}

/** `GET payments?reference=`: the newest first. */
export function searchPayments(world: World, reference: string | undefined): Answer {
  if (reference === undefined || reference === "") refuseWith(400, "invalid_request", "Search by reference.", "reference");
  const found = world.payments.values().filter(({ order }) => order.reference === reference);
  return { status: 200, body: { payments: found.reverse().map(paymentView) } };
}
