import { MovementKind } from "@switchyard/testkit";
import { readAmount, toJsonAmount } from "./amounts.js";
import { invalidData, invalidTransactionId, refusal } from "./answers.js";
import { needJson } from "./body.js";
import { notifyRefund } from "./notifications.js";
import { refundRequest } from "./schemas.js";
import { changeTransaction, newNumber, type Refund, type World } from "./world.js";

/** `POST transactions/refund/{transactionId}`, for cards and bank debits alike (tech-spec, section 4.10). */
export async function refundPayment(world: World, transactionId: string, request: Request): Promise<Response> {
  const asked = await needJson(request, refundRequest);
  const payment = world.transactions.get(transactionId);
  if (payment === undefined) return invalidTransactionId();
  const { currency, captured, refunded, alt, merchantTransactionId: reference } = payment;
  if (captured === 0) return refusal("14004", "REFUND_GENERAL_FAILURE", "The transaction has not been cleared yet.");
  if (refunded === captured) return refusal("14022", "INVOICE_ALREADY_FULLY_REFUNDED", "The invoice was refunded in full.");
  const amount = asked.amount === undefined ? captured - refunded : readAmount(asked.amount, currency);
  if (amount === undefined) return invalidData("Invalid value of field: amount");
  if (amount === 0) return refusal("14005", "REFUND_MIN_AMOUNT_FAILURE", "The refund amount is below the minimum.");
  if (amount > captured - refunded)
    return refusal("14006", "REFUND_MAX_AMOUNT_FAILURE", "The refund amount exceeds what is left of the transaction.");
  // Cards are given back at once, bank debits later (tech-spec, section 10).
  const status = alt === undefined ? "SUCCESS" : "PENDING";
  const refund: Refund = { refundTransactionId: newNumber(world), transactionId, amount, currency, status, reason: asked.reason };
  world.refunds.put(refund.refundTransactionId, refund);
  changeTransaction(world, transactionId, { refunded: refunded + amount });
  world.ledger.record({ kind: MovementKind.Refund, paymentId: transactionId, amount, currency });
  if (status === "SUCCESS") notifyRefund(world, refund, reference);
  return Response.json({
    refundTransactionId: Number(refund.refundTransactionId),
    refundStatus: status,
    amount: toJsonAmount(amount, currency),
    ...(asked.reason === undefined ? {} : { reason: asked.reason }),
  });
}

/** A refund that waits is done, or comes back. */
export function endRefund(world: World, refundTransactionId: string, outcome: "success" | "failure"): void {
  const refund = world.refunds.get(refundTransactionId);
  if (refund?.status !== "PENDING") throw new Error(`There is no pending refund ${refundTransactionId}.`);
  const { transactionId, amount, currency } = refund;
  const payment = world.transactions.get(transactionId);
  const ended = world.refunds.update(refundTransactionId, (current) => ({ ...current, status: outcome === "success" ? "SUCCESS" : "FAIL" }));
  if (outcome === "success") {
    notifyRefund(world, ended, payment?.merchantTransactionId ?? "");
    return;
  }
  changeTransaction(world, transactionId, { refunded: (payment?.refunded ?? amount) - amount });
  world.ledger.record({ kind: MovementKind.RefundFailure, paymentId: transactionId, amount, currency });
}
