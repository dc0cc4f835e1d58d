import { AttemptStatus, AuthorizationStatus, IncomingWebhookEvent, RefundStatus } from "@switchyard/interfaces";
import { statusTable } from "@switchyard/utils";

/** One spelling for words that Worldpay writes in several ways: `Sent for Settlement`, `sentForSettlement`; `3dsChallenged`, `threeDsChallenged`. */
export function normalise(word: string): string {
  return word
    .replace(/\s+/g, "")
    .toLowerCase()
    .replace(/^threeds/, "3ds");
}

/** The outcome of a request about a payment (tech-spec, section 5.1). */
export const mapOutcomeStatus = statusTable(
  {
    authorized: AttemptStatus.Authorized,
    sentForSettlement: AttemptStatus.Charged,
    "3dsDeviceDataRequired": AttemptStatus.DeviceDataCollectionPending,
    "3dsChallenged": AttemptStatus.AuthenticationPending,
    "3dsAuthenticationFailed": AttemptStatus.AuthenticationFailed,
    "3dsUnavailable": AttemptStatus.AuthenticationFailed,
    sentForCancellation: AttemptStatus.VoidInitiated,
    sentForRefund: AttemptStatus.AutoRefunded,
    sentForPartialRefund: AttemptStatus.AutoRefunded,
    refused: AttemptStatus.Failure,
    fraudHighRisk: AttemptStatus.Failure,
    sentForReversal: AttemptStatus.VoidInitiated,
  },
  { normalise },
);

/** A word that every table of outcomes must know. */
type Outcome = keyof typeof mapOutcomeStatus.entries;

/**
 * The last event of a payment, in the words of events and in those of Payment Queries, which queries of either API may use
 * (tech-spec, sections 4.16 and 5.2). A timeout, and a failure to cancel, reverse or refund, leave the payment open: pending.
 */
export const mapEventStatus = statusTable(
  {
    sentForAuthorization: AttemptStatus.Authorizing,
    authorized: AttemptStatus.Authorized,
    sentForSettlement: AttemptStatus.Charged,
    settled: AttemptStatus.Charged,
    refused: AttemptStatus.Failure,
    settlementFailed: AttemptStatus.Failure,
    expired: AttemptStatus.Failure,
    cancelled: AttemptStatus.Failure,
    error: AttemptStatus.Failure,
    sentForRefund: AttemptStatus.Pending,
    refunded: AttemptStatus.Pending,
    refundFailed: AttemptStatus.Pending,
    sentForCancellation: AttemptStatus.VoidInitiated,
    authorizationRequested: AttemptStatus.Authorizing,
    authorizationSucceeded: AttemptStatus.Authorized,
    authorizationRefused: AttemptStatus.Failure,
    authorizationFailed: AttemptStatus.Failure,
    saleRequested: AttemptStatus.Authorizing,
    saleSucceeded: AttemptStatus.Charged,
    saleRefused: AttemptStatus.Failure,
    saleFailed: AttemptStatus.Failure,
    settlementRequested: AttemptStatus.CaptureInitiated,
    settlementRequestSubmitted: AttemptStatus.Charged,
    cancellationRequested: AttemptStatus.VoidInitiated,
    cancellationRequestSubmitted: AttemptStatus.VoidInitiated,
    reversalRequested: AttemptStatus.VoidInitiated,
    reversalRequestSubmitted: AttemptStatus.VoidInitiated,
  },
  { normalise },
);

/** The outcome of a refund request; success means that Worldpay accepted it (tech-spec, section 5.3). */
export const mapRefundOutcomeStatus = statusTable(
  {
    sentForRefund: RefundStatus.Success,
    sentForPartialRefund: RefundStatus.Success,
    refused: RefundStatus.Failure,
    fraudHighRisk: RefundStatus.Failure,
    authorized: RefundStatus.Failure,
    sentForSettlement: RefundStatus.Failure,
    "3dsDeviceDataRequired": RefundStatus.Failure,
    "3dsAuthenticationFailed": RefundStatus.Failure,
    "3dsChallenged": RefundStatus.Failure,
    sentForCancellation: RefundStatus.Failure,
    "3dsUnavailable": RefundStatus.Failure,
    sentForReversal: RefundStatus.Pending,
  } satisfies Record<Outcome, RefundStatus>,
  { normalise },
);

/** The last event of a payment, read for its refund; what is no refund's says nothing of it (tech-spec, sections 4.16 and 5.4). */
export const mapRefundEventStatus = statusTable(
  {
    refunded: RefundStatus.Success,
    sentForRefund: RefundStatus.Success,
    refundRequestSubmitted: RefundStatus.Success,
    refundFailed: RefundStatus.Failure,
  },
  { normalise },
);

/** The outcome of an increment (tech-spec, section 4.14). */
export const mapIncrementStatus = statusTable(
  {
    authorized: AuthorizationStatus.Success,
    sentForSettlement: AuthorizationStatus.Success,
    refused: AuthorizationStatus.Failure,
    fraudHighRisk: AuthorizationStatus.Failure,
    "3dsAuthenticationFailed": AuthorizationStatus.Failure,
    "3dsUnavailable": AuthorizationStatus.Failure,
    sentForCancellation: AuthorizationStatus.Failure,
    sentForRefund: AuthorizationStatus.Failure,
    sentForPartialRefund: AuthorizationStatus.Failure,
    sentForReversal: AuthorizationStatus.Failure,
    "3dsDeviceDataRequired": AuthorizationStatus.Processing,
    "3dsChallenged": AuthorizationStatus.Processing,
  } satisfies Record<Outcome, AuthorizationStatus>,
  { normalise, unknown: AuthorizationStatus.Processing },
);

/** The event of a webhook; what is not listed is acknowledged and not acted upon (tech-spec, section 7). */
export const mapWebhookEvent = statusTable(
  {
    authorized: IncomingWebhookEvent.PaymentIntentAuthorizationSuccess,
    sentForAuthorization: IncomingWebhookEvent.PaymentIntentProcessing,
    sentForSettlement: IncomingWebhookEvent.PaymentIntentProcessing,
    settled: IncomingWebhookEvent.PaymentIntentSuccess,
    error: IncomingWebhookEvent.PaymentIntentFailure,
    expired: IncomingWebhookEvent.PaymentIntentFailure,
    settlementFailed: IncomingWebhookEvent.PaymentIntentFailure,
  },
  { normalise, unknown: IncomingWebhookEvent.EventNotSupported },
);

const SETTLED: readonly AttemptStatus[] = ["charged", "partial_charged", "partial_charged_and_chargeable"];
const ENDED: readonly AttemptStatus[] = ["voided", "voided_post_charge", "auto_refunded"];
const PAST_AUTHORIZATION: readonly AttemptStatus[] = ["partially_authorized", "capture_initiated", "void_initiated", ...SETTLED, ...ENDED];

/** What a query may find late, and the statuses that it then does not change. */
const STAYS: Readonly<Partial<Record<AttemptStatus, readonly AttemptStatus[]>>> = {
  authorizing: ["authorized", ...PAST_AUTHORIZATION],
  authorized: PAST_AUTHORIZATION,
  capture_initiated: [...SETTLED, ...ENDED],
  charged: ["partial_charged", "partial_charged_and_chargeable", ...ENDED],
  // Of a payment that was settled in part, only the rest is cancelled.
  void_initiated: ["partial_charged", "partial_charged_and_chargeable", ...ENDED],
  // A refund does not un-charge a payment.
  pending: [...SETTLED, ...ENDED],
};

/** The status after a query, never behind what is known already (tech-spec, section 5.2, rules 1 to 3). */
export function toNextStatus(known: AttemptStatus, event: string | undefined): AttemptStatus {
  const found = mapEventStatus(event);
  const word = normalise(event ?? "");
  if (word === "cancelled" && (known === "void_initiated" || known === "voided")) return "voided";
  const endsTheRest = word === "cancelled" || word === "expired";
  return STAYS[found]?.includes(known) || (endsTheRest && SETTLED.includes(known)) ? known : found;
}
