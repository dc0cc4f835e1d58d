import { AttemptStatus, AuthorizationStatus, IncomingWebhookEvent as Event, RefundStatus } from "@switchyard/interfaces";
import { openEnum, statusTable, type MappedStatus } from "@switchyard/utils";

/** `transaction.status` (tech-spec, section 5.1). */
const transactionStatus = openEnum(["CONFIRMED", "SUCCESS", "ON_HOLD", "PENDING", "PROGRESS", "DEACTIVATED", "FAILURE"]);

const TAKEN = ["CONFIRMED", "SUCCESS"] as const;

/** Rows of a table that have the same status or event. */
function rows<Status extends MappedStatus, Prefix extends string, const Word extends string>(status: Status, prefix: Prefix, words: readonly Word[]) {
  const row = (word: Word): [`${Prefix}${Word}`, Status] => [`${prefix}${word}`, status];
  // One for each word: fromEntries forgets the names of its keys.
  return Object.fromEntries(words.map(row)) as Readonly<Record<`${Prefix}${Word}`, Status>>;
}

/** The payment itself, as `payment`, `authorize` and `transaction/details` tell of it. */
export const mapPaymentStatus = statusTable(transactionStatus, {
  ...rows(AttemptStatus.Charged, "", TAKEN),
  // Also where the money was to be taken at once: a hold can be forced in the portal.
  ON_HOLD: AttemptStatus.Authorized,
  PENDING: AttemptStatus.Pending,
  PROGRESS: AttemptStatus.AuthenticationPending,
  DEACTIVATED: AttemptStatus.Voided,
  FAILURE: AttemptStatus.Failure,
});

export const mapCaptureStatus = statusTable(transactionStatus, {
  ...rows(AttemptStatus.Charged, "", TAKEN),
  ...rows(AttemptStatus.Pending, "", ["ON_HOLD", "PENDING", "PROGRESS"]),
  ...rows(AttemptStatus.CaptureFailed, "", ["DEACTIVATED", "FAILURE"]),
});

export const mapVoidStatus = statusTable(transactionStatus, {
  DEACTIVATED: AttemptStatus.Voided,
  ...rows(AttemptStatus.VoidFailed, "", [...TAKEN, "ON_HOLD", "PENDING", "PROGRESS", "FAILURE"]),
});

/** What a refund's answer says: the status is the payment's own, which stays CONFIRMED (tech-spec, section 5.2). */
export const mapRefundStatus = statusTable(transactionStatus, {
  ...rows(RefundStatus.Success, "", TAKEN),
  ...rows(RefundStatus.Pending, "", ["PENDING", "ON_HOLD", "PROGRESS"]),
  // What no bank had settled was cancelled instead: the customer pays nothing.
  DEACTIVATED: RefundStatus.Success,
  FAILURE: RefundStatus.Failure,
});

/** An amount update (tech-spec, section 4.9). */
export const mapUpdateStatus = statusTable(
  transactionStatus,
  {
    ...rows(AuthorizationStatus.Success, "", ["ON_HOLD", ...TAKEN, "PENDING"]),
    PROGRESS: AuthorizationStatus.Processing,
    ...rows(AuthorizationStatus.Failure, "", ["DEACTIVATED", "FAILURE"]),
  },
  { unknown: AuthorizationStatus.Processing },
);

const unknown = { unknown: Event.EventNotSupported } as const;

/** What was tried, and the state of the transaction after it (tech-spec, section 7.3). */
export const mapStep = statusTable(
  {
    ...rows(Event.PaymentIntentSuccess, "PAYMENT ", TAKEN),
    "PAYMENT ON_HOLD": Event.PaymentIntentAuthorizationSuccess,
    "PAYMENT PENDING": Event.PaymentIntentProcessing,
    "PAYMENT DEACTIVATED": Event.PaymentIntentCancelled,
    "PAYMENT FAILURE": Event.PaymentIntentFailure,
    ...rows(Event.PaymentIntentCaptureSuccess, "TRANSACTION_CAPTURE ", TAKEN),
    "TRANSACTION_CAPTURE PENDING": Event.PaymentIntentProcessing,
    ...rows(Event.PaymentIntentCaptureFailure, "TRANSACTION_CAPTURE ", ["ON_HOLD", "PROGRESS", "DEACTIVATED", "FAILURE"]),
    "TRANSACTION_CANCEL DEACTIVATED": Event.PaymentIntentCancelled,
    ...rows(Event.PaymentIntentCancelFailure, "TRANSACTION_CANCEL ", [...TAKEN, "ON_HOLD", "PENDING", "PROGRESS", "FAILURE"]),
    ...rows(Event.RefundSuccess, "TRANSACTION_REFUND ", [...TAKEN, "DEACTIVATED"]),
    "TRANSACTION_REFUND FAILURE": Event.RefundFailure,
  },
  unknown,
);

/** Events in which the money is taken back, whatever the transaction's state. */
export const mapDispute = statusTable(rows(Event.DisputeOpened, "", ["CHARGEBACK", "RETURN_DEBIT", "REVERSAL"]), unknown);

/** What came in, by `transaction.payment_type`: only some of it is a dispute that was won (tech-spec, section 7.3). */
export const mapCredit = statusTable(
  {
    ...rows(Event.DisputeWon, "", ["CREDITCARD_REPRESENTMENT", "APPLEPAY_REPRESENTMENT", "GOOGLEPAY_REPRESENTMENT"]),
    ...rows(Event.DisputeWon, "CREDIT_ENTRY_", ["CREDITCARD", "SEPA", "DE"]),
    ...rows(Event.DisputeWon, "DEBT_COLLECTION_", ["CREDITCARD", "SEPA", "DE"]),
    BANK_TRANSFER_BY_END_CUSTOMER: Event.DisputeWon,
    // It may be a part of the order, and what the order was over is not in the notification: a query tells.
    ...rows(Event.PaymentIntentProcessing, "", ["INVOICE_CREDIT", "CASHPAYMENT_CREDIT", "MULTIBANCO_CREDIT", "ONLINE_TRANSFER_CREDIT"]),
    REFUND_REVERSAL: Event.RefundFailure,
  },
  unknown,
);
