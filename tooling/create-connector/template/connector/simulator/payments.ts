import { MovementKind, refuse } from "@switchyard/testkit";
import { readAmount, writeAmount } from "./amounts.js";
import { invalidField, notAllowed, notFound } from "./answers.js";
// #if Void
import { needBody, needNoBody } from "./body.js";
// #else
import { needBody } from "./body.js";
// #end
// #if Capture
import { partRequest, paymentRequest, type PaymentRequest } from "./schemas.js";
// #else
import { paymentRequest, type PaymentRequest } from "./schemas.js";
// #end
import { announce } from "./webhooks.js";
// #if Capture or Void
import { change, needPayment, PaymentState, type Payment, type World } from "./world.js";
// #else
import { needPayment, PaymentState, type Payment, type World } from "./world.js";
// #end

/** Card numbers that decide the outcome; any other is approved. */
export const TestCard = {
  Approved: "4111111111111111",
  Declined: "4000000000000002",
  InsufficientFunds: "4000000000009995",
  /** Stays pending. */
  Pending: "4000000000000077",
} as const;

const declines: Readonly<Record<string, Payment["decline"]>> = {
  [TestCard.Declined]: { code: "card_declined", message: "The card was declined.", networkCode: "05" },
  [TestCard.InsufficientFunds]: { code: "insufficient_funds", message: "The card has insufficient funds.", networkCode: "51" },
};

/** A payment as answers show it. */
function toAnswer(payment: Payment): Readonly<Record<string, unknown>> {
  const { id, reference, state, amount, currency, decline, schemeReference } = payment;
  return {
    id,
    reference,
    status: state,
    amount: writeAmount(amount, currency),
    currency,
    ...(decline === undefined ? { schemeReference } : { decline }),
  };
}

function stateOf({ card, capture }: PaymentRequest): PaymentState {
  if (declines[card.number] !== undefined) return PaymentState.Declined;
  if (card.number === TestCard.Pending) return PaymentState.Pending;
  return capture ? PaymentState.Captured : PaymentState.Authorized;
}

/** Writes down the money that a payment moved when it came into its state, and tells the merchant. */
function settleState(world: World, payment: Payment): void {
  const { id: paymentId, state, amount, currency, reference } = payment;
  if (state === PaymentState.Authorized || state === PaymentState.Captured) {
    world.ledger.record({ kind: MovementKind.Authorization, paymentId, amount, currency, reference });
  }
  if (state === PaymentState.Captured) world.ledger.record({ kind: MovementKind.Capture, paymentId, amount, currency, reference });
  announce(world, payment, `payment.${state}`);
}

/** `POST /payments`. A reference that is known already is refused: a payment is not taken twice. */
export async function takePayment(world: World, request: Request): Promise<Response> {
  const body = await needBody(request, paymentRequest);
  const { reference, currency, card } = body;
  const amount = readAmount(body.amount, currency);
  if (amount === 0) refuse(invalidField("amount", "The amount must be more than zero."));
  if (world.payments.has(`reference:${reference}`)) refuse(notAllowed("There is a payment of this reference."));
  const id = world.ids.next("pay_");
  const state = stateOf(body);
  const payment: Payment = {
    id,
    reference,
    currency,
    amount,
    captured: state === PaymentState.Captured ? amount : 0,
    // #if Execute
    refunded: 0,
    // #end
    state,
    decline: declines[card.number],
    schemeReference: world.ids.token(15),
  };
  world.payments.put(`id:${id}`, payment, [`reference:${reference}`]);
  settleState(world, payment);
  return Response.json(toAnswer(payment), { status: 201 });
}

/** `GET /payments/{id}`. */
export function showPayment(world: World, id: string): Response {
  return Response.json(toAnswer(needPayment(world, id)));
}

/** `GET /payments/references/{reference}`. */
export function findPayment(world: World, reference: string): Response {
  const payment = world.payments.get(`reference:${reference}`);
  return payment === undefined ? refuse(notFound()) : Response.json(toAnswer(payment));
}
// #if Capture

/** `POST /payments/{id}/captures`: once, for any amount up to what is held; the rest is let go. */
export async function capturePayment(world: World, id: string, request: Request): Promise<Response> {
  const { reference, amount: given, currency } = await needBody(request, partRequest);
  const held = needPayment(world, id);
  const amount = readAmount(given, currency);
  if (held.state !== PaymentState.Authorized) refuse(notAllowed(`A payment that is ${held.state} cannot be captured.`));
  if (currency !== held.currency) refuse(invalidField("currency", "The payment is in another currency."));
  if (amount === 0 || amount > held.amount) refuse(invalidField("amount", "The amount must be at most what is held."));
  const state = amount === held.amount ? PaymentState.Captured : PaymentState.PartiallyCaptured;
  const payment = change(world, held, { state, captured: amount });
  world.ledger.record({ kind: MovementKind.Capture, paymentId: id, amount, currency, reference });
  announce(world, payment, "payment.captured");
  return Response.json({ ...toAnswer(payment), reference, amount: writeAmount(amount, currency) }, { status: 201 });
}
// #end
// #if Void

/** `POST /payments/{id}/cancellations`: lets go what is held. */
export async function voidPayment(world: World, id: string, request: Request): Promise<Response> {
  await needNoBody(request);
  const held = needPayment(world, id);
  if (held.state !== PaymentState.Authorized) refuse(notAllowed(`A payment that is ${held.state} cannot be voided.`));
  const payment = change(world, held, { state: PaymentState.Voided });
  world.ledger.record({ kind: MovementKind.Void, paymentId: id, amount: held.amount, currency: held.currency, reference: held.reference });
  announce(world, payment, "payment.voided");
  return Response.json(toAnswer(payment), { status: 201 });
}
// #end
