import { AttemptStatus, IncomingWebhookEvent, MandateStatus, RefundStatus } from "@switchyard/interfaces";
import { statusTable } from "@switchyard/utils";

/** Nothing is paid yet, or nothing more is known than that noon works on it. */
const BEFORE = {
  INITIATED: AttemptStatus.Started,
  PAYMENT_INFO_ADDED: AttemptStatus.Started,
  "3DS_ENROLL_INITIATED": AttemptStatus.AuthenticationPending,
  "3DS_ENROLL_CHECKED": AttemptStatus.AuthenticationPending,
  "3DS_RESULT_VERIFIED": AttemptStatus.AuthenticationSuccessful,
  AUTHENTICATED: AttemptStatus.Started,
  PENDING: AttemptStatus.Pending,
  MARKED_FOR_REVIEW: AttemptStatus.Pending,
} as const;

/** `order.status` (tech-spec, section 5.1). LOCKED is left out on purpose: it says nothing of the money. */
export const mapOrderStatus = statusTable({
  ...BEFORE,
  AUTHORIZED: AttemptStatus.Authorized,
  CAPTURED: AttemptStatus.Charged,
  PARTIALLY_CAPTURED: AttemptStatus.PartialCharged,
  PARTIALLY_REFUNDED: AttemptStatus.Charged,
  REFUNDED: AttemptStatus.Charged,
  REVERSED: AttemptStatus.Voided,
  // Money may have been captured, or may still be held: the order's totals tell.
  PARTIALLY_REVERSED: AttemptStatus.Pending,
  CANCELLED: AttemptStatus.AuthenticationFailed,
  EXPIRED: AttemptStatus.AuthenticationFailed,
  FAILED: AttemptStatus.Failure,
  REJECTED: AttemptStatus.Failure,
  // A card was stored and nothing paid: for a set-up that is all, for a payment it is not.
  TOKENIZED: AttemptStatus.Pending,
});

/** The same word in the answer to a capture. */
export const mapCaptureStatus = statusTable({
  CAPTURED: AttemptStatus.Charged,
  PARTIALLY_CAPTURED: AttemptStatus.PartialCharged,
  PARTIALLY_REFUNDED: AttemptStatus.Charged,
  REFUNDED: AttemptStatus.Charged,
  AUTHORIZED: AttemptStatus.CaptureInitiated,
  PENDING: AttemptStatus.Pending,
  MARKED_FOR_REVIEW: AttemptStatus.Pending,
  REVERSED: AttemptStatus.CaptureFailed,
  CANCELLED: AttemptStatus.CaptureFailed,
  EXPIRED: AttemptStatus.CaptureFailed,
  FAILED: AttemptStatus.CaptureFailed,
  REJECTED: AttemptStatus.CaptureFailed,
});

/** The same word in the answer to a reversal: CANCELLED is what was asked for, on older accounts (tech-spec, section 4.5). */
export const mapVoidStatus = statusTable({
  REVERSED: AttemptStatus.Voided,
  CANCELLED: AttemptStatus.Voided,
  PARTIALLY_REVERSED: AttemptStatus.Pending,
  AUTHORIZED: AttemptStatus.VoidInitiated,
  PENDING: AttemptStatus.Pending,
  MARKED_FOR_REVIEW: AttemptStatus.Pending,
  CAPTURED: AttemptStatus.VoidFailed,
  PARTIALLY_CAPTURED: AttemptStatus.VoidFailed,
  PARTIALLY_REFUNDED: AttemptStatus.VoidFailed,
  REFUNDED: AttemptStatus.VoidFailed,
  EXPIRED: AttemptStatus.VoidFailed,
  FAILED: AttemptStatus.VoidFailed,
  REJECTED: AttemptStatus.VoidFailed,
});

/** `transaction.status` of a refund (tech-spec, section 5.2). */
export const mapRefundStatus = statusTable({
  SUCCESS: RefundStatus.Success,
  FAILED: RefundStatus.Failure,
  PENDING: RefundStatus.Pending,
});

/** `subscription.status`, in whatever letters (tech-spec, section 5.3). */
export const mapSubscriptionStatus = statusTable(
  { CANCELLED: MandateStatus.Revoked, ACTIVE: MandateStatus.Active },
  { normalise: (word) => word.toUpperCase() },
);

const Event = IncomingWebhookEvent;

/** Rows of one kind of event, for several states of the order. */
function rows<E extends IncomingWebhookEvent>(event: E, types: readonly string[], statuses: readonly string[]): Readonly<Record<string, E>> {
  return Object.fromEntries(types.flatMap((type) => statuses.map((status) => [`${type} ${status}`, event])));
}

const MONEY = ["SALE", "CAPTURE"];
const DECLINED = ["FAILED", "REJECTED"];
const WAITING = Object.keys(BEFORE);

/**
 * What happened, and the state of the order after it (tech-spec, section 7.5). A failure of an order that holds money is that of
 * an operation on it, and a refund's event does not say which refund: neither decides anything.
 */
export const mapEvent = statusTable(
  {
    ...rows(Event.PaymentIntentSuccess, MONEY, ["CAPTURED"]),
    ...rows(Event.PaymentIntentSuccess, ["CAPTURE"], ["PARTIALLY_CAPTURED"]),
    ...rows(Event.PaymentIntentFailure, [...MONEY, "FAIL"], DECLINED),
    ...rows(Event.PaymentIntentFailure, ["FAIL"], ["EXPIRED"]),
    ...rows(Event.PaymentIntentProcessing, [...MONEY, "FAIL"], WAITING),
    ...rows(Event.PaymentIntentProcessing, MONEY, ["AUTHORIZED", "PARTIALLY_REFUNDED", "REFUNDED", "REVERSED", "PARTIALLY_REVERSED"]),
    ...rows(Event.PaymentIntentProcessing, MONEY, ["CANCELLED", "EXPIRED", "LOCKED", "TOKENIZED"]),
    ...rows(Event.PaymentIntentProcessing, ["SALE"], ["PARTIALLY_CAPTURED"]),
    ...rows(Event.PaymentIntentAuthorizationSuccess, ["AUTHORIZE"], ["AUTHORIZED"]),
    ...rows(Event.PaymentIntentCancelled, ["REVERSE", "CANCEL"], ["REVERSED"]),
  },
  { unknown: Event.EventNotSupported },
);
