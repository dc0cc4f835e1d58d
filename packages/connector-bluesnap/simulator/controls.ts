import { MovementKind } from "@switchyard/testkit";
import { settleBankPayment } from "./alt-payments.js";
import { notifyDispute, notifyPayment } from "./notifications.js";
import { endRefund } from "./refunds.js";
import { changeTransaction, newNumber, type Refund, type Transaction, type World } from "./world.js";

/** What tests and demos may do beside the API. */
export interface BluesnapControls {
  /** Every payment, by card or from a bank account. */
  readonly transactions: () => readonly Transaction[];
  readonly refunds: () => readonly Refund[];
  /** The payer's bank accepts a debit, or sends it back. */
  readonly settleBankPayment: (transactionId: string, outcome: "accept" | "return", declineReason?: string) => void;
  /** Ends a refund that waits. */
  readonly endRefund: (refundTransactionId: string, outcome: "success" | "failure") => void;
  /** The cardholder disputes a payment: gives the chargeback's number. */
  readonly chargeBack: (transactionId: string, reason?: string) => string;
  /** A chargeback goes on, in BlueSnap's words: `Working`, `Completed_Won`, … A lost one stays lost; a won one gives the money back. */
  readonly moveChargeback: (transactionId: string, chargebackNumber: string, cbStatus: string) => void;
  /** Tells the merchant anything about a payment, whatever its state is. */
  readonly tell: (transactionId: string, transactionType: string, fields?: Readonly<Record<string, string>>) => void;
  /** The next card payment is declined by this name, once. */
  readonly declineNext: (errorName: string) => void;
  /** The next card payment is answered with this status, once. */
  readonly answerNext: (status: Transaction["processingStatus"]) => void;
  /** A payment that waits for review, or failed late, is in this status from now on. */
  readonly setStatus: (transactionId: string, status: Transaction["processingStatus"]) => void;
}

function needPayment({ transactions }: World, transactionId: string): Transaction {
  const found = transactions.get(transactionId);
  if (found === undefined) throw new Error(`There is no payment ${transactionId}.`);
  return found;
}

function chargeBack(world: World, transactionId: string, reason: string): string {
  const { captured: amount, currency } = needPayment(world, transactionId);
  if (amount === 0) throw new Error(`The payment ${transactionId} was not taken.`);
  const payment = changeTransaction(world, transactionId, { isDisputed: true });
  const number = newNumber(world);
  world.ledger.record({ kind: MovementKind.Chargeback, paymentId: transactionId, amount, currency });
  notifyDispute(world, payment, number, "New", reason, true);
  return number;
}

function moveChargeback(world: World, transactionId: string, number: string, cbStatus: string): void {
  const payment = needPayment(world, transactionId);
  if (!payment.isDisputed) throw new Error(`The payment ${transactionId} is not disputed.`);
  const { captured: amount, currency } = payment;
  if (cbStatus === "Completed_Won") world.ledger.record({ kind: MovementKind.ChargebackReversal, paymentId: transactionId, amount, currency });
  notifyDispute(world, payment, number, cbStatus, "Fraud", false);
}

/** The controls of a world. */
export function createControls(world: World): BluesnapControls {
  return {
    transactions: () => world.transactions.values(),
    refunds: () => world.refunds.values(),
    settleBankPayment: (id, outcome, reason) => {
      settleBankPayment(world, id, outcome, reason);
    },
    endRefund: (id, outcome) => {
      endRefund(world, id, outcome);
    },
    chargeBack: (id, reason = "Fraud") => chargeBack(world, id, reason),
    moveChargeback: (id, number, cbStatus) => {
      moveChargeback(world, id, number, cbStatus);
    },
    tell: (id, transactionType, fields) => {
      notifyPayment(world, needPayment(world, id), transactionType, fields);
    },
    declineNext: (errorName) => {
      world.modes.nextDecline = errorName;
    },
    answerNext: (status) => {
      world.modes.nextStatus = status;
    },
    setStatus: (id, processingStatus) => {
      changeTransaction(world, needPayment(world, id).transactionId, { processingStatus });
    },
  };
}
