import { MovementKind } from "@switchyard/testkit";
import { readAmount } from "./amounts.js";
import { invalidData, refusal } from "./answers.js";
import { needJson } from "./body.js";
import { isKnownAccount } from "./cards.js";
import { notifyPayment } from "./notifications.js";
import { altRequest, type AltRequest } from "./schemas.js";
import { toTransactionAnswer } from "./views.js";
import { changeTransaction, newNumber, type AltInstrument, type Transaction, type World } from "./world.js";

const masked = (number: string): string => `*****${number.slice(-5)}`;

function toInstrument(asked: AltRequest, world: World): AltInstrument {
  if ("ecpTransaction" in asked) {
    const { accountNumber, routingNumber, accountType } = asked.ecpTransaction;
    const ecpTransaction = { accountNumber: masked(accountNumber), routingNumber: masked(routingNumber), accountType };
    return { method: "ECP", shown: { ecpTransaction } };
  }
  const { iban } = asked.sepaDirectDebitTransaction;
  const sepaDirectDebitTransaction = { ibanFirstFour: iban.slice(0, 4), ibanLastFour: iban.slice(-4) };
  const mandateId = `BLS${newNumber(world)}`;
  const preNotificationText = `We will debit your account ${iban.slice(0, 4)}...${iban.slice(-4)} under the mandate ${mandateId}.`;
  return { method: "SEPA_DD", shown: { sepaDirectDebitTransaction, mandateId, mandateDate: "01/15/2026", preNotificationText } };
}

function problemOf(asked: AltRequest): Response | undefined {
  const isEcp = "ecpTransaction" in asked;
  if (asked.authorizedByShopper !== true) {
    const description = "The payment was not authorized by shopper. Missing/Invalid 'authorized-by-shopper' element.";
    return refusal("16004", "PAYMENT_NOT_AUTHORIZED_BY_SHOPPER", description);
  }
  if (asked.currency !== (isEcp ? "USD" : "EUR")) {
    return refusal("14011", "PAYMENT_METHOD_NOT_SUPPORTED", "The payment method does not support the currency.");
  }
  if (isEcp && !isKnownAccount(asked.ecpTransaction.routingNumber, asked.ecpTransaction.accountNumber))
    return invalidData("ECP data validity check failed");
  return undefined;
}

/** `POST alt-transactions`: always pending at first (tech-spec, section 4.5). */
export async function payByBank(world: World, request: Request): Promise<Response> {
  const asked = await needJson(request, altRequest);
  const amount = readAmount(asked.amount, asked.currency);
  if (amount === undefined) return invalidData("Invalid value of field: amount");
  const problem = problemOf(asked);
  if (problem !== undefined) return problem;
  const transactionId = newNumber(world);
  const made: Transaction = {
    transactionId,
    merchantTransactionId: asked.merchantTransactionId,
    currency: asked.currency,
    authorized: amount,
    captured: 0,
    refunded: 0,
    processingStatus: "PENDING",
    isExpired: false,
    isDisputed: false,
    vaultedShopperId: Number(newNumber(world)),
    alt: toInstrument(asked, world),
    holder: asked.payerInfo,
    softDescriptor: asked.softDescriptor ?? "ABC COMPANY",
  };
  world.transactions.put(transactionId, made);
  return Response.json(toTransactionAnswer(world, made, "created"));
}

/** The payer's bank accepts, or sends the debit back. */
export function settleBankPayment(world: World, transactionId: string, outcome: "accept" | "return", declineReason = "Insufficient funds"): void {
  const found = world.transactions.get(transactionId);
  if (found?.alt === undefined || found.processingStatus !== "PENDING") throw new Error(`There is no pending bank payment ${transactionId}.`);
  const { authorized: amount, currency, merchantTransactionId: reference } = found;
  if (outcome === "return") {
    notifyPayment(world, changeTransaction(world, transactionId, { processingStatus: "FAIL" }), "DECLINE", { declineReason });
    return;
  }
  const paid = changeTransaction(world, transactionId, { processingStatus: "SUCCESS", captured: amount });
  world.ledger.record({ kind: MovementKind.Capture, paymentId: transactionId, amount, currency, reference });
  notifyPayment(world, paid, "CHARGE");
}
