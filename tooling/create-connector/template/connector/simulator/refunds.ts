import { MovementKind, refuse } from "@switchyard/testkit";
import { readAmount, writeAmount } from "./amounts.js";
import { invalidField, notAllowed, notFound } from "./answers.js";
import { needBody } from "./body.js";
import { partRequest } from "./schemas.js";
import { announce } from "./webhooks.js";
import { change, needPayment, type Refund, type World } from "./world.js";

function toAnswer({ id, paymentId, reference, state, amount, currency }: Refund): Readonly<Record<string, unknown>> {
  return { id, paymentId, reference, status: state, amount: writeAmount(amount, currency), currency };
}

/** `POST /payments/{id}/refunds`: pending at first, whatever is left of what was captured. */
export async function refundPayment(world: World, paymentId: string, request: Request): Promise<Response> {
  const { reference, amount: given, currency } = await needBody(request, partRequest);
  const payment = needPayment(world, paymentId);
  const amount = readAmount(given, currency);
  if (payment.captured === 0) refuse(notAllowed(`A payment that is ${payment.state} cannot be refunded.`));
  if (currency !== payment.currency) refuse(invalidField("currency", "The payment is in another currency."));
  if (amount === 0 || amount > payment.captured - payment.refunded) refuse(invalidField("amount", "The amount must be at most what is left."));
  const id = world.ids.next("ref_");
  const refund: Refund = { id, paymentId, reference, amount, currency, state: "pending" };
  world.refunds.put(id, refund);
  change(world, payment, { refunded: payment.refunded + amount });
  world.ledger.record({ kind: MovementKind.Refund, paymentId, amount, currency, reference });
  world.agenda.after(world.settings.refundedAfter, () => {
    settleRefund(world, id, "succeeded");
  });
  return Response.json(toAnswer(refund), { status: 201 });
}

/** `GET /refunds/{id}`. */
export function showRefund(world: World, id: string): Response {
  return Response.json(toAnswer(world.refunds.get(id) ?? refuse(notFound())));
}

/** Ends a refund that is pending. One that fails leaves the merchant with the money. */
export function settleRefund(world: World, id: string, state: "succeeded" | "failed"): void {
  const before = world.refunds.get(id);
  if (before?.state !== "pending") return;
  const refund = world.refunds.update(id, (current) => ({ ...current, state }));
  const payment = needPayment(world, refund.paymentId);
  const { paymentId, amount, currency, reference } = refund;
  if (state === "failed") {
    change(world, payment, { refunded: payment.refunded - amount });
    world.ledger.record({ kind: MovementKind.RefundFailure, paymentId, amount, currency, reference });
  }
  announce(world, payment, `refund.${state}`, refund);
}
