import { AttemptStatus, AuthorizationStatus, IncomingWebhookEvent, RefundStatus } from "@switchyard/interfaces";
import { openEnum, statusTable } from "@switchyard/utils";

/**
 * One spelling for words that Worldpay writes in several ways: `Sent for Settlement` in queries and `sentForSettlement`
 * in events, `3dsChallenged` and `threeDsChallenged` (tech-spec, sections 4.10 and 5).
 */
const normalise = (word: string) =>
  word
    .replace(/\s+/g, "")
    .toLowerCase()
    .replace(/^threeds/, "3ds");

const outcomes = openEnum([
  "authorized",
  "sentForSettlement",
  "3dsDeviceDataRequired",
  "3dsChallenged",
  "3dsAuthenticationFailed",
  "3dsUnavailable",
  "sentForCancellation",
  "sentForRefund",
  "sentForPartialRefund",
  "refused",
  "fraudHighRisk",
  "sentForReversal",
]);

/** The outcome of a payment request (tech-spec, section 5.1). */
export const attemptStatusOfOutcome = statusTable(
  outcomes,
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

/** The last event of a payment, from a query or a webhook (tech-spec, section 5.2). */
export const attemptStatusOfEvent = statusTable(
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
  },
  { normalise },
);

/**
 * The last event of a payment as Payment Queries writes it. A timeout or a failure of ours at the scheme leaves open
 * what the issuer did, and a failed follow-up leaves the payment as it was: both are pending.
 */
export const attemptStatusOfQuery = statusTable(
  {
    authorizationRequested: AttemptStatus.Authorizing,
    authorizationSucceeded: AttemptStatus.Authorized,
    authorizationRefused: AttemptStatus.Failure,
    authorizationFailed: AttemptStatus.Failure,
    authorizationTimedOut: AttemptStatus.Pending,
    saleRequested: AttemptStatus.Authorizing,
    saleSucceeded: AttemptStatus.Charged,
    saleRefused: AttemptStatus.Failure,
    saleFailed: AttemptStatus.Failure,
    saleTimedOut: AttemptStatus.Pending,
    settlementRequested: AttemptStatus.CaptureInitiated,
    settlementRequestSubmitted: AttemptStatus.Charged,
    cancellationRequested: AttemptStatus.VoidInitiated,
    cancellationRequestSubmitted: AttemptStatus.VoidInitiated,
    reversalRequested: AttemptStatus.VoidInitiated,
    reversalRequestSubmitted: AttemptStatus.VoidInitiated,
  },
  { normalise },
);

/** The outcome of a refund request: success means that Worldpay accepted it (tech-spec, section 5.3). */
export const refundStatusOfOutcome = statusTable(
  outcomes,
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
  },
  { normalise },
);

/** The last event of a payment, read for its refund; events that are not a refund's say nothing of it (tech-spec, section 5.4). */
export const refundStatusOfEvent = statusTable(
  { refunded: RefundStatus.Success, sentForRefund: RefundStatus.Success, refundFailed: RefundStatus.Failure },
  { normalise },
);

/** The outcome of an increment (tech-spec, section 4.14). */
export const authorizationStatusOfOutcome = statusTable(
  outcomes,
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
  },
  { normalise, unknown: AuthorizationStatus.Processing },
);

/** The event of a webhook; what is not listed is acknowledged and not acted upon (tech-spec, section 7). */
export const webhookEventOf = statusTable(
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

/** States that a query which lags behind must not move back to "authorized". */
const PAST_AUTHORIZATION: ReadonlySet<AttemptStatus> = new Set([
  AttemptStatus.CaptureInitiated,
  AttemptStatus.Charged,
  AttemptStatus.PartialCharged,
  AttemptStatus.VoidInitiated,
]);

/** States that an event of a later refund does not undo. */
const SETTLED: ReadonlySet<AttemptStatus> = new Set([AttemptStatus.Charged, AttemptStatus.PartialCharged, AttemptStatus.AutoRefunded]);

/** The status after a query or an event, never behind what is known already (tech-spec, section 5.2, rules 1 to 3). */
export function nextStatus(known: AttemptStatus, found: AttemptStatus, event: string | null | undefined): AttemptStatus {
  if (found === AttemptStatus.Authorized && PAST_AUTHORIZATION.has(known)) return known;
  if (found === AttemptStatus.Pending && SETTLED.has(known)) return known;
  if (known === AttemptStatus.PartialCharged && found === AttemptStatus.Charged) return known;
  const cancelled = typeof event === "string" && normalise(event) === "cancelled";
  return cancelled && known === AttemptStatus.VoidInitiated ? AttemptStatus.Voided : found;
}
