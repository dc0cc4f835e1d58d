import { MovementKind } from "@switchyard/testkit";
import { needForm } from "./body.js";
import { PaymentStatus } from "./cards.js";
import { notifyInstance } from "./notifications.js";
import { invalidField, needAmount, openInstance, toAnswer } from "./purchases.js";
import { cardRefundRequest } from "./schemas.js";
import { changeInstance, isPaid, type Instance, type World } from "./world.js";

/** Ends a card refund that is pending, or tells of one that was done at once. */
export function endRefund(world: World, instanceId: string, outcome: "success" | "failure"): void {
  const refund = world.instances.get(instanceId);
  if (refund?.kind !== "refund" || refund.paymentStatus !== PaymentStatus.Pending) return;
  const paymentStatus = outcome === "success" ? PaymentStatus.Paid : PaymentStatus.Declined;
  const ended = changeInstance(world, instanceId, { paymentStatus });
  if (outcome === "failure") {
    const { amount, currency, reference } = ended;
    world.ledger.record({ kind: MovementKind.RefundFailure, paymentId: instanceId, amount, currency, reference });
  }
  notifyInstance(world, ended, outcome === "success" ? "Paid" : "Rejected");
}

/** What is left to give back of a payment; nothing of one that took no money, or that is not there. */
function refundable(payment: Instance | undefined, currency: string): number {
  if (payment === undefined || payment.kind === "setup" || payment.kind === "refund" || payment.currency !== currency) return 0;
  return isPaid(payment.paymentStatus) ? payment.amount - payment.refunded : 0;
}

/** `POST /api/v1/Refund`: a refund is an instance of its own. What cannot be given back is a decline inside a 200. */
export async function refundCard(world: World, request: Request): Promise<Response> {
  const body = await needForm(request, cardRefundRequest, invalidField);
  const { currency, reference } = body;
  const amount = needAmount(body.amount, currency);
  const payment = world.instances.get(body.instanceId);
  const given = { kind: "refund", reference, amount, currency, pan: payment?.pan, expiry: payment?.expiry, recurring: false } as const;
  if (amount === 0 || amount > refundable(payment, currency) || payment === undefined) {
    return Response.json(toAnswer(openInstance(world, { ...given, paymentStatus: PaymentStatus.CannotRefund })));
  }
  changeInstance(world, payment.instanceId, { refunded: payment.refunded + amount });
  const { instanceId } = openInstance(world, { ...given, paymentStatus: PaymentStatus.Pending });
  world.ledger.record({ kind: MovementKind.Refund, paymentId: payment.instanceId, amount, currency, reference });
  if (world.settings.cardRefunds === "at-once") endRefund(world, instanceId, "success");
  return Response.json(toAnswer(world.instances.get(instanceId) ?? payment));
}
