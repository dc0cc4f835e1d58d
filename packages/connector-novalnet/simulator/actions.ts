import { Code, fail, failure, InventedCode, success } from "./answers.js";
import { needBody } from "./gate.js";
import { IS_DEBIT, UPDATABLE } from "./instruments.js";
import { deactivate, statusCodeOf } from "./payments.js";
import { cancelSchema, captureSchema, detailsSchema, refundSchema, updateSchema } from "./schemas.js";
import { announce } from "./webhooks.js";
import { change, needPayment, newTid, showPayment, State, toTid, type Payment, type Refund, type World } from "./world.js";

/** A refund is a transaction of its own, and is looked up like one (tech-spec, section 4.6). */
function showRefund({ tid, amount, paymentType }: Refund, payment: Payment): object {
  const { tid: _, refunded_amount: __, payment_data: ___, ...shown } = showPayment({ ...payment, state: State.Confirmed, statusCode: Code.Success });
  return { ...shown, amount, payment_type: paymentType, tid: toTid(tid) };
}

/** `POST /transaction/details` */
export async function showDetails(world: World, request: Request): Promise<Response> {
  const { transaction } = await needBody(request, detailsSchema);
  const refund = world.refunds.get(transaction.tid);
  if (refund !== undefined) return success(showRefund(refund, needPayment(world, refund.paymentTid)));
  const payment = needPayment(world, transaction.tid);
  if (payment.state === State.Failure) return failure(payment.statusCode, payment.text ?? "", showPayment(payment));
  return success(showPayment(payment));
}

/** `POST /transaction/capture`: all of it, or a part; what is not taken is let go. */
export async function capture(world: World, request: Request): Promise<Response> {
  const { transaction: asked } = await needBody(request, captureSchema);
  const payment = needPayment(world, asked.tid);
  const { tid, currency, amount: held } = payment;
  const amount = asked.amount ?? held;
  if (payment.state !== State.OnHold) fail(Code.NotOnHold, "The transaction is not on hold");
  if (amount > held || amount === 0) fail(Code.NotOnHold, "The amount is more than what is on hold");
  world.ledger.record({ kind: "capture", paymentId: tid, amount, currency, reference: asked.capture?.reference });
  if (amount < held) world.ledger.record({ kind: "void", paymentId: tid, amount: held - amount, currency });
  const after = change(world, payment, { state: State.Confirmed, statusCode: Code.Success, amount });
  announce(world, after, { type: "TRANSACTION_CAPTURE" });
  if (asked.capture === undefined) return success(showPayment(after));
  const own = { amount, payment_type: payment.paymentType, status: State.Confirmed, status_code: Code.Success, tid: toTid(newTid(world)) };
  return success({ ...showPayment(after), capture: own });
}

/** `POST /transaction/cancel` */
export async function cancel(world: World, request: Request): Promise<Response> {
  const { transaction } = await needBody(request, cancelSchema);
  const payment = needPayment(world, transaction.tid);
  if (payment.state !== State.OnHold && payment.state !== State.Pending) fail(Code.NotCancellable, "The transaction cannot be cancelled");
  return success(showPayment(deactivate(world, payment)));
}

const REFUND_TYPES: Readonly<Record<string, string>> = {
  CREDITCARD: "CREDITCARD_BOOKBACK",
  GOOGLEPAY: "GOOGLEPAY_BOOKBACK",
  APPLEPAY: "APPLEPAY_BOOKBACK",
  PAYPAL: "PAYPAL_BOOKBACK",
  DIRECT_DEBIT_SEPA: "REFUND_BY_BANK_TRANSFER_EU",
  GUARANTEED_DIRECT_DEBIT_SEPA: "GUARANTEED_SEPA_BOOKBACK",
  DIRECT_DEBIT_ACH: "DIRECT_DEBIT_ACH_REFUND",
};

/** A debit that no bank has settled is cancelled instead: no refund of its own comes of it (tech-spec, section 4.5). */
function cancelInstead(world: World, payment: Payment): Response {
  const { tid, amount, currency } = payment;
  world.ledger.record({ kind: "refund", paymentId: tid, amount, currency });
  const after = change(world, payment, { state: State.Deactivated, statusCode: 103 });
  announce(world, after, { type: "TRANSACTION_REFUND", tid: newTid(world) });
  return success(showPayment(after));
}

/** `POST /transaction/refund`: all that is left, or a part. */
export async function refund(world: World, request: Request): Promise<Response> {
  const { transaction: asked } = await needBody(request, refundSchema);
  const payment = needPayment(world, asked.tid);
  const { currency, paymentType } = payment;
  if (payment.state !== State.Confirmed) fail(Code.NotCancellable, "The transaction cannot be refunded");
  const left = payment.amount - payment.refunded;
  const amount = asked.amount ?? left;
  if (amount > left || amount === 0) fail(Code.RefundTooLarge, "Refund amount exceeds the transaction amount", showPayment(payment));
  if (IS_DEBIT.has(paymentType) && !payment.settled && amount === payment.amount) return cancelInstead(world, payment);
  const own: Refund = { tid: newTid(world), paymentTid: payment.tid, amount, paymentType: REFUND_TYPES[paymentType] ?? "REFUND_BY_BANK_TRANSFER_EU" };
  world.refunds.put(own.tid, own);
  world.ledger.record({ kind: "refund", paymentId: payment.tid, amount, currency });
  const after = change(world, payment, { refunded: payment.refunded + amount });
  const shown = { amount, currency, payment_type: own.paymentType, tid: toTid(own.tid) };
  announce(world, after, { type: "TRANSACTION_REFUND", tid: own.tid, transaction: { refund: shown } });
  return success({ ...showPayment(after), refund: shown });
}

/** `POST /transaction/update`: another amount, of debits that are not taken yet. */
export async function update(world: World, request: Request): Promise<Response> {
  const { transaction: asked } = await needBody(request, updateSchema);
  const payment = needPayment(world, asked.tid);
  if (asked.amount === 0) fail(Code.BadAmount, "The amount is not valid");
  const waits = payment.state === State.OnHold || payment.state === State.Pending;
  if (!waits || !UPDATABLE.has(payment.paymentType)) fail(InventedCode.NotUpdatable, "The transaction cannot be updated");
  const { tid, currency, amount: before } = payment;
  if (asked.amount > before) world.ledger.record({ kind: "incremental_authorization", paymentId: tid, amount: asked.amount - before, currency });
  if (asked.amount < before) world.ledger.record({ kind: "void", paymentId: tid, amount: before - asked.amount, currency });
  const after = change(world, payment, { amount: asked.amount, statusCode: statusCodeOf(payment.state, payment.paymentType) });
  announce(world, after, { type: "TRANSACTION_UPDATE", transaction: { update_type: "AMOUNT" } });
  return success(showPayment(after));
}
