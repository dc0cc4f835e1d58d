import { toJsonAmount } from "./amounts.js";
import type { Refund, Transaction, World } from "./world.js";

/** Answers write the status small where something was just done, and in capitals where it is looked up (tech-spec, section 5.1). */
export type View = "created" | "looked-up";

function processingStatusOf({ processingStatus, alt }: Transaction, view: View): string {
  return view === "created" && alt === undefined ? processingStatus.toLowerCase() : processingStatus;
}

function refundsOf({ refunds }: World, { transactionId, currency, captured, refunded }: Transaction): Readonly<Record<string, unknown>> {
  const own = refunds.values().filter((refund) => refund.transactionId === transactionId);
  if (own.length === 0) return {};
  const refund = own.map(({ refundTransactionId, amount }) => ({ refundTransactionId, amount: toJsonAmount(amount, currency), currency }));
  return { refunds: { balanceAmount: toJsonAmount(captured - refunded, currency), refund } };
}

/** What an answer's `amount` is: what was taken by a capture, else what was asked for. */
function amountOf({ cardTransactionType, captured, authorized }: Transaction): number {
  return cardTransactionType === "CAPTURE" ? captured : authorized;
}

/** A transaction as answers show it (tech-spec, section 4.1.3). */
export function toTransactionAnswer(world: World, transaction: Transaction, view: View): Readonly<Record<string, unknown>> {
  const { cardTransactionType, transactionId, softDescriptor, currency, card, alt, holder } = transaction;
  const isHeld = cardTransactionType === "AUTH_ONLY";
  const amount = toJsonAmount(amountOf(transaction), currency);
  const checks = {
    cvvResponseCode: "MA",
    authorizationCode: "654321",
    avsResponseCodeZip: "U",
    avsResponseCodeAddress: "U",
    avsResponseCodeName: "U",
  };
  return {
    ...(cardTransactionType === undefined ? {} : { cardTransactionType }),
    transactionId,
    softDescriptor,
    amount,
    currency,
    ...(isHeld && !transaction.isExpired ? { openToCapture: amount } : {}),
    ...(holder === undefined ? {} : alt === undefined ? { cardHolderInfo: holder } : { payerInfo: holder }),
    vaultedShopperId: transaction.vaultedShopperId,
    ...(card === undefined
      ? {}
      : { creditCard: { ...card, cardSubType: "CREDIT", issuingBank: "ALLIED IRISH BANKS PLC", issuingCountryCode: "ie" } }),
    ...(alt === undefined ? {} : alt.shown),
    processingInfo: {
      processingStatus: processingStatusOf(transaction, view),
      ...(alt === undefined ? { ...checks, networkTransactionId: transaction.networkTransactionId } : {}),
    },
    ...(alt === undefined ? { fraudResultInfo: { deviceDataCollector: "Y" } } : {}),
    merchantTransactionId: transaction.merchantTransactionId,
    ...refundsOf(world, transaction),
  };
}

/** A refund as a query shows it. */
export function toRefundView(
  { refundTransactionId, amount, currency, status }: Refund,
  merchantTransactionId: string,
): Readonly<Record<string, unknown>> {
  return {
    cardTransactionType: "REFUND",
    transactionId: refundTransactionId,
    amount: toJsonAmount(amount, currency),
    currency,
    processingInfo: { processingStatus: status },
    merchantTransactionId,
  };
}
