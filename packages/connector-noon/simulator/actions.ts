import { readAmount } from "./amounts.js";
import { fail, InventedCode, processed, ResultCode } from "./answers.js";
import { needShape } from "./gate.js";
import { end } from "./payments.js";
import { cancelSchema, cancelSubscriptionSchema, captureSchema, refundSchema, reverseSchema } from "./schemas.js";
import { announce } from "./webhooks.js";
import { change, needOrder, newOperation, OrderStatus, show, type Order, type World } from "./world.js";

function refuseState(order: Order, operation: string): never {
  return fail(InventedCode.WrongState, `The order is ${order.status}: ${operation} is not allowed`);
}

/** An order that may be worked on: too many operations lock it. */
function needOpen(world: World, id: string): Order {
  const order = needOrder(world, id);
  if (order.status === OrderStatus.Locked) fail(InventedCode.Locked, "The order is locked");
  if (order.operations.length < world.settings.operationLimit) return order;
  change(world, order, { status: OrderStatus.Locked });
  return fail(InventedCode.Locked, "The order is locked");
}

/** What a request says of money, in the order's own currency. */
function needMoney({ currency }: Order, asked: { readonly amount: string; readonly currency: string }): number {
  if (asked.currency !== currency) fail(InventedCode.InvalidField, "transaction.currency is not the order's");
  return readAmount(asked.amount, currency);
}

const CAPTURABLE: ReadonlySet<string> = new Set([OrderStatus.Authorized, OrderStatus.PartiallyCaptured, OrderStatus.PartiallyReversed]);

/** `CAPTURE`: all that is held, or a part; the rest stays unless the capture is final. */
export function capture(world: World, body: unknown, origin: string): Response {
  const { order: asked, transaction } = needShape(captureSchema, body);
  const order = needOpen(world, asked.id);
  const remaining = order.authorized - order.captured - order.reversed;
  if (!CAPTURABLE.has(order.status) || order.isFinal || remaining === 0) refuseState(order, "CAPTURE");
  const amount = needMoney(order, transaction);
  if (amount > remaining) fail(InventedCode.TooMuch, "The amount exceeds what is authorized");
  const { id, currency } = order;
  const reference = transaction.transactionReference;
  const isFinal = transaction.finalCapture === true;
  const released = isFinal ? remaining - amount : 0;
  world.ledger.record({ kind: "capture", paymentId: id, amount, currency, reference });
  if (released > 0) world.ledger.record({ kind: "void", paymentId: id, amount: released, currency });
  const operation = newOperation(world, { type: "CAPTURE", status: "SUCCESS", amount, reference });
  const after = change(world, order, {
    status: amount === remaining ? OrderStatus.Captured : OrderStatus.PartiallyCaptured,
    captured: order.captured + amount,
    reversed: order.reversed + released,
    isFinal,
    operations: [...order.operations, operation],
  });
  announce(world, after, "Capture");
  return processed(world.ids.uuid(), show(world, after, origin, operation));
}

/** `REVERSE`: lets go of what is held, all of it or a part. What was captured is given back by a refund alone. */
export function reverse(world: World, body: unknown, origin: string): Response {
  const { order: asked, transaction } = needShape(reverseSchema, body);
  const order = needOpen(world, asked.id);
  const remaining = order.authorized - order.captured - order.reversed;
  if (!CAPTURABLE.has(order.status) || remaining === 0) refuseState(order, "REVERSE");
  const amount = transaction === undefined ? remaining : needMoney(order, transaction);
  if (amount > remaining) fail(InventedCode.TooMuch, "The amount exceeds what is authorized");
  const { id, currency } = order;
  world.ledger.record({ kind: "void", paymentId: id, amount, currency });
  const operation = newOperation(world, { type: "REVERSE", status: "SUCCESS", amount, reference: transaction?.transactionReference });
  const isWhole = amount === remaining && order.captured === 0 && order.reversed === 0;
  const after = change(world, order, {
    status: isWhole ? OrderStatus.Reversed : OrderStatus.PartiallyReversed,
    reversed: order.reversed + amount,
    operations: [...order.operations, operation],
  });
  announce(world, after, "Reverse");
  return processed(world.ids.uuid(), show(world, after, origin, operation));
}

const UNREFUNDABLE: ReadonlySet<string> = new Set([OrderStatus.Refunded]);

/** The money of a refund goes back. */
function giveBack(world: World, order: Order, amount: number, reference: string | undefined): Order {
  const { id, currency } = order;
  world.ledger.record({ kind: "refund", paymentId: id, amount, currency, reference });
  const refunded = order.refunded + amount;
  return change(world, order, { refunded, status: refunded === order.captured ? OrderStatus.Refunded : OrderStatus.PartiallyRefunded });
}

/** What waits counts as given back: it cannot be given back twice. */
function waitingRefunds({ operations }: Order): number {
  return operations.filter(({ type, status }) => type === "REFUND" && status === "PENDING").reduce((sum, { amount }) => sum + amount, 0);
}

/** `REFUND`: of what was captured and not given back yet. */
export function refund(world: World, body: unknown, origin: string): Response {
  const { order: asked, transaction } = needShape(refundSchema, body);
  const order = needOpen(world, asked.id);
  if (order.captured === 0 || UNREFUNDABLE.has(order.status)) refuseState(order, "REFUND");
  const target = transaction.targetTransactionId;
  if (target !== undefined && !order.operations.some(({ id }) => id === target)) fail(InventedCode.InvalidField, "targetTransactionId is not known");
  const amount = needMoney(order, transaction);
  if (amount > order.captured - order.refunded - waitingRefunds(order)) fail(InventedCode.TooMuch, "The amount exceeds what was captured");
  const reference = transaction.transactionReference;
  const status = world.modes.declineNextRefund ? "FAILED" : world.settings.refunds === "later" ? "PENDING" : "SUCCESS";
  world.modes.declineNextRefund = false;
  const operation = newOperation(world, { type: "REFUND", status, amount, reference });
  const noted = change(world, order, { operations: [...order.operations, operation] });
  const after = status === "SUCCESS" ? giveBack(world, noted, amount, reference) : noted;
  if (status === "SUCCESS") announce(world, after, "Refund");
  return processed(world.ids.uuid(), show(world, after, origin, operation));
}

/** Refunds that wait are done by the time that somebody asks. */
export function finishRefunds(world: World, order: Order): Order {
  let after = order;
  for (const operation of order.operations.filter(({ type, status }) => type === "REFUND" && status === "PENDING")) {
    const operations = after.operations.map((each) => (each.id === operation.id ? { ...each, status: "SUCCESS" as const } : each));
    after = giveBack(world, change(world, after, { operations }), operation.amount, operation.reference);
    announce(world, after, "Refund");
  }
  return after;
}

/** `CANCEL`: ends an order that nobody has paid. */
export function cancel(world: World, body: unknown, origin: string): Response {
  const order = needOpen(world, needShape(cancelSchema, body).order.id);
  if (order.checkout === undefined) refuseState(order, "CANCEL");
  return processed(world.ids.uuid(), show(world, end(world, order, "CANCELLED"), origin));
}

/** `CANCEL_SUBSCRIPTION`: a stored card cannot be charged any more. */
export function cancelSubscription(world: World, body: unknown): Response {
  const { identifier } = needShape(cancelSubscriptionSchema, body).subscription;
  const found = world.subscriptions.get(identifier);
  if (found?.status !== "Active") return fail(InventedCode.SubscriptionUnusable, "The subscription does not exist or is not active");
  world.subscriptions.update(identifier, (current) => ({ ...current, status: "Cancelled" }));
  return processed(world.ids.uuid(), { subscription: { identifier, status: "Cancelled" } }, ResultCode.Processed);
}
