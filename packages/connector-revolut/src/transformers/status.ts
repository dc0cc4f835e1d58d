import { AttemptStatus, AuthorizationStatus, DisputeStatus, IncomingWebhookEvent, RefundStatus } from "@switchyard/interfaces";
import { statusTable } from "@switchyard/utils";

const ORDER = {
  processing: AttemptStatus.Pending,
  authorised: AttemptStatus.Authorized,
  completed: AttemptStatus.Charged,
  // Also what an authorisation becomes that nobody captured in time.
  cancelled: AttemptStatus.Voided,
  failed: AttemptStatus.Failure,
} as const;

/** The state of an order: it is the truth, whatever became of single attempts (tech-spec, sections 4.12 and 5.1). */
export const mapOrderStatus = statusTable({ ...ORDER, pending: AttemptStatus.AuthenticationPending });

/** The same in the answer to a capture or a cancellation, where no buyer is waited for. */
export const mapFollowUpStatus = statusTable({ ...ORDER, pending: AttemptStatus.Pending });

/** The state of one attempt, as a payment with a saved method is answered (tech-spec, section 5.2). */
export const mapPaymentStatus = statusTable({
  pending: AttemptStatus.Pending,
  authentication_challenge: AttemptStatus.AuthenticationPending,
  authentication_verified: AttemptStatus.Pending,
  authorisation_started: AttemptStatus.Pending,
  authorisation_passed: AttemptStatus.Pending,
  authorised: AttemptStatus.Authorized,
  capture_started: AttemptStatus.Pending,
  completing: AttemptStatus.Pending,
  captured: AttemptStatus.Charged,
  completed: AttemptStatus.Charged,
  cancellation_started: AttemptStatus.VoidInitiated,
  cancelling: AttemptStatus.VoidInitiated,
  cancelled: AttemptStatus.Voided,
  declining: AttemptStatus.Pending,
  failing: AttemptStatus.Pending,
  declined: AttemptStatus.Failure,
  soft_declined: AttemptStatus.Failure,
  failed: AttemptStatus.Failure,
});

/** The state of a refund's order (tech-spec, section 5.3). */
export const mapRefundStatus = statusTable({
  completed: RefundStatus.Success,
  processing: RefundStatus.Pending,
  pending: RefundStatus.Pending,
  authorised: RefundStatus.Pending,
  failed: RefundStatus.Failure,
  cancelled: RefundStatus.Failure,
});

/** The state of one increment (tech-spec, section 4.7). */
export const mapIncrementStatus = statusTable(
  {
    pending: AuthorizationStatus.Processing,
    processing: AuthorizationStatus.Processing,
    authorised: AuthorizationStatus.Success,
    declined: AuthorizationStatus.Failure,
    failed: AuthorizationStatus.Failure,
  },
  { unknown: AuthorizationStatus.Processing },
);

/** The state of a dispute, or its substate where that says more (tech-spec, section 4.11). */
export const mapDisputeStatus = statusTable({
  needs_response: DisputeStatus.DisputeOpened,
  under_review: DisputeStatus.DisputeChallenged,
  won: DisputeStatus.DisputeWon,
  lost: DisputeStatus.DisputeLost,
  lost_accepted: DisputeStatus.DisputeAccepted,
  lost_expired: DisputeStatus.DisputeExpired,
});

/** The event of a webhook; what is not listed is acknowledged and not acted upon (tech-spec, section 7). */
export const mapWebhookEvent = statusTable(
  {
    ORDER_COMPLETED: IncomingWebhookEvent.PaymentIntentSuccess,
    ORDER_AUTHORISED: IncomingWebhookEvent.PaymentIntentAuthorizationSuccess,
    ORDER_CANCELLED: IncomingWebhookEvent.PaymentIntentCancelled,
    ORDER_FAILED: IncomingWebhookEvent.PaymentIntentFailure,
    ORDER_PAYMENT_AUTHENTICATION_CHALLENGED: IncomingWebhookEvent.PaymentActionRequired,
    // Attempts: the order lives on, and only 3DS is done.
    ORDER_PAYMENT_AUTHENTICATED: IncomingWebhookEvent.PaymentIntentProcessing,
    ORDER_PAYMENT_AUTHORISATION_STARTED: IncomingWebhookEvent.PaymentIntentProcessing,
    ORDER_PAYMENT_DECLINED: IncomingWebhookEvent.PaymentIntentProcessing,
    ORDER_PAYMENT_FAILED: IncomingWebhookEvent.PaymentIntentProcessing,
    ORDER_INCREMENTAL_AUTHORISATION_AUTHORISED: IncomingWebhookEvent.PaymentIntentAuthorizationSuccess,
    DISPUTE_ACTION_REQUIRED: IncomingWebhookEvent.DisputeOpened,
    DISPUTE_UNDER_REVIEW: IncomingWebhookEvent.DisputeChallenged,
    DISPUTE_WON: IncomingWebhookEvent.DisputeWon,
    DISPUTE_LOST: IncomingWebhookEvent.DisputeLost,
  },
  { unknown: IncomingWebhookEvent.EventNotSupported },
);

/** What an event says of an order for the time being: a query tells for certain. */
export const mapEventStatus = statusTable({
  ORDER_COMPLETED: AttemptStatus.Charged,
  ORDER_AUTHORISED: AttemptStatus.Authorized,
  ORDER_CANCELLED: AttemptStatus.Voided,
  ORDER_FAILED: AttemptStatus.Failure,
});
