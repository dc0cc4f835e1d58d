import { AttemptStatus, IncomingWebhookEvent, MandateStatus, RefundStatus, type Flow } from "@switchyard/interfaces";
import { statusTable, type MappedStatus, type StatusTable } from "@switchyard/utils";

/** Rows of a table that say the same. */
function rows<Status extends MappedStatus>(status: Status, words: readonly string[]): Readonly<Record<string, Status>> {
  return Object.fromEntries(words.map((word) => [word, status]));
}

/** Nothing is paid yet, or nothing more is known than that noon works on it. */
const WAITING = {
  ...rows(AttemptStatus.Started, ["INITIATED", "PAYMENT_INFO_ADDED", "AUTHENTICATED"]),
  ...rows(AttemptStatus.AuthenticationPending, ["3DS_ENROLL_INITIATED", "3DS_ENROLL_CHECKED"]),
  ...rows(AttemptStatus.AuthenticationSuccessful, ["3DS_RESULT_VERIFIED"]),
  ...rows(AttemptStatus.Pending, ["PENDING", "MARKED_FOR_REVIEW"]),
};
const CAPTURED = ["CAPTURED", "PARTIALLY_REFUNDED", "REFUNDED"];
const DECLINED = ["FAILED", "REJECTED"];
const LEFT = ["CANCELLED", "EXPIRED"];

/** `order.status` (tech-spec, section 5.1). LOCKED is left out on purpose: it says nothing of the money. */
export const mapOrderStatus = statusTable({
  ...WAITING,
  ...rows(AttemptStatus.Charged, CAPTURED),
  ...rows(AttemptStatus.AuthenticationFailed, LEFT),
  ...rows(AttemptStatus.Failure, DECLINED),
  AUTHORIZED: AttemptStatus.Authorized,
  PARTIALLY_CAPTURED: AttemptStatus.PartialCharged,
  REVERSED: AttemptStatus.Voided,
  // Money may have been captured, or may still be held: the order's totals tell.
  PARTIALLY_REVERSED: AttemptStatus.Pending,
  // A card was stored and nothing paid: for a set-up that is all, for a payment it is not.
  TOKENIZED: AttemptStatus.Pending,
});

/** The same word in the answer to a capture. */
export const mapCaptureStatus = statusTable({
  ...rows(AttemptStatus.Charged, CAPTURED),
  ...rows(AttemptStatus.CaptureFailed, ["REVERSED", ...LEFT, ...DECLINED]),
  PARTIALLY_CAPTURED: AttemptStatus.PartialCharged,
  AUTHORIZED: AttemptStatus.CaptureInitiated,
});

/** The same word in the answer to a reversal: CANCELLED is what was asked for, on older accounts (tech-spec, section 4.5). */
export const mapVoidStatus = statusTable({
  ...rows(AttemptStatus.Voided, ["REVERSED", "CANCELLED"]),
  ...rows(AttemptStatus.VoidFailed, [...CAPTURED, "PARTIALLY_CAPTURED", "EXPIRED", ...DECLINED]),
  AUTHORIZED: AttemptStatus.VoidInitiated,
  PARTIALLY_REVERSED: AttemptStatus.Pending,
});

/** What the order's state means in the answer to an operation on it. */
export const STATUS_OF_OPERATION: Partial<Record<Flow, StatusTable<string, AttemptStatus>>> = { Capture: mapCaptureStatus, Void: mapVoidStatus };

/** `transaction.status` of a refund (tech-spec, section 5.2). */
export const mapRefundStatus = statusTable({ SUCCESS: RefundStatus.Success, FAILED: RefundStatus.Failure, PENDING: RefundStatus.Pending });

/** `subscription.status`, in whatever letters (tech-spec, section 5.3). */
export const mapSubscriptionStatus = statusTable(
  { CANCELLED: MandateStatus.Revoked, ACTIVE: MandateStatus.Active },
  { normalise: (word) => word.toUpperCase() },
);

const Event = IncomingWebhookEvent;

/** Rows of one kind of event, for several states of the order. */
function events<E extends IncomingWebhookEvent>(event: E, types: readonly string[], statuses: readonly string[]): Readonly<Record<string, E>> {
  const words = types.flatMap((type) => statuses.map((status) => `${type} ${status}`));
  return rows(event, words);
}

const MONEY = ["SALE", "CAPTURE"];

/**
 * What happened, and the state of the order after it (tech-spec, section 7.5). A failure of an order that holds money is that of
 * an operation on it, and a refund's event does not say which refund: neither decides anything.
 */
export const mapEvent = statusTable(
  {
    ...events(Event.PaymentIntentProcessing, MONEY, [...Object.keys(mapOrderStatus.entries), "LOCKED"]),
    ...events(Event.PaymentIntentSuccess, MONEY, ["CAPTURED"]),
    ...events(Event.PaymentIntentSuccess, ["CAPTURE"], ["PARTIALLY_CAPTURED"]),
    ...events(Event.PaymentIntentFailure, [...MONEY, "FAIL"], DECLINED),
    ...events(Event.PaymentIntentFailure, ["FAIL"], ["EXPIRED"]),
    ...events(Event.PaymentIntentProcessing, ["FAIL"], Object.keys(WAITING)),
    ...events(Event.PaymentIntentAuthorizationSuccess, ["AUTHORIZE"], ["AUTHORIZED"]),
    ...events(Event.PaymentIntentCancelled, ["REVERSE", "CANCEL"], ["REVERSED"]),
  },
  { unknown: Event.EventNotSupported },
);
