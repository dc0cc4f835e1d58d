import { AttemptStatus, IncomingWebhookEvent, RefundStatus } from "@switchyard/interfaces";
import { statusTable } from "@switchyard/utils";

const normalise = (word: string) => word.trim().toUpperCase();

/** What an unknown word claims is nothing: it is pending. */
const table = <const M extends Readonly<Record<string, AttemptStatus | RefundStatus>>>(map: M) => statusTable(map, { normalise });

/** `processingStatus`, with `cardTransactionType` behind SUCCESS: that type is what succeeded (tech-spec, section 5.1). */
export const mapTransactionStatus = table({
  "SUCCESS AUTH_ONLY": AttemptStatus.Authorized,
  "SUCCESS AUTH_CAPTURE": AttemptStatus.Charged,
  "SUCCESS CAPTURE": AttemptStatus.Charged,
  "SUCCESS AUTH_REVERSAL": AttemptStatus.Voided,
  "SUCCESS REFUND": AttemptStatus.Charged,
  PENDING: AttemptStatus.Pending,
  PENDING_MERCHANT_REVIEW: AttemptStatus.Pending,
  FAIL: AttemptStatus.Failure,
});

/** The same for bank debits, whose answers name no type. What went back was charged. */
export const mapBankStatus = table({
  SUCCESS: AttemptStatus.Charged,
  REFUNDED: AttemptStatus.Charged,
  CHARGEBACKED: AttemptStatus.Charged,
  PENDING: AttemptStatus.Pending,
  PENDING_MERCHANT_REVIEW: AttemptStatus.Pending,
  FAIL: AttemptStatus.Failure,
});

/** `refundStatus` of a refund's answer, and `processingStatus` where it is asked about (tech-spec, section 5.2). */
export const mapRefundStatus = table({
  SUCCESS: RefundStatus.Success,
  PENDING: RefundStatus.Pending,
  PENDING_MERCHANT_REVIEW: RefundStatus.ManualReview,
  FAIL: RefundStatus.Failure,
});

/** `transactionType` of a webhook; what is not listed is acknowledged and not acted upon (tech-spec, section 7.3). */
export const mapWebhookEvent = statusTable(
  {
    CHARGE: IncomingWebhookEvent.PaymentIntentSuccess,
    DECLINE: IncomingWebhookEvent.PaymentIntentFailure,
    CC_CHARGE_FAILED: IncomingWebhookEvent.PaymentIntentFailure,
    REFUND: IncomingWebhookEvent.RefundSuccess,
  },
  { normalise, unknown: IncomingWebhookEvent.EventNotSupported },
);

/** `cbStatus` of a chargeback. */
export const mapDisputeEvent = statusTable(
  {
    NEW: IncomingWebhookEvent.DisputeOpened,
    WORKING: IncomingWebhookEvent.DisputeOpened,
    CLOSED: IncomingWebhookEvent.DisputeExpired,
    COMPLETED_LOST: IncomingWebhookEvent.DisputeLost,
    COMPLETED_PENDING: IncomingWebhookEvent.DisputeChallenged,
    COMPLETED_WON: IncomingWebhookEvent.DisputeWon,
  },
  { normalise, unknown: IncomingWebhookEvent.EventNotSupported },
);
