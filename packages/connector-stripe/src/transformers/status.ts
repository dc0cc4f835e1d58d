import {
  AttemptStatus,
  AuthorizationStatus,
  DisputeStage,
  DisputeStatus,
  IncomingWebhookEvent,
  MandateStatus,
  PayoutStatus,
  RefundStatus,
} from "@switchyard/interfaces";
import { statusTable } from "@switchyard/utils";

/** A PaymentIntent (tech-spec, section 5.1). `requires_payment_method` is refined by what is known of a try: see payment-result. */
export const mapIntentStatus = statusTable({
  succeeded: AttemptStatus.Charged,
  requires_capture: AttemptStatus.Authorized,
  processing: AttemptStatus.Pending,
  requires_action: AttemptStatus.AuthenticationPending,
  requires_payment_method: AttemptStatus.Failure,
  requires_confirmation: AttemptStatus.ConfirmationAwaited,
  canceled: AttemptStatus.Voided,
});

/** A SetupIntent (tech-spec, section 5.2). */
export const mapSetupStatus = statusTable({
  succeeded: AttemptStatus.Charged,
  processing: AttemptStatus.Pending,
  requires_action: AttemptStatus.AuthenticationPending,
  requires_payment_method: AttemptStatus.Failure,
  requires_confirmation: AttemptStatus.ConfirmationAwaited,
  canceled: AttemptStatus.Voided,
});

/** A PaymentIntent after an increment: what was authorized is held (tech-spec, section 4.10). */
export const mapIncrementStatus = statusTable({ requires_capture: AuthorizationStatus.Success }, { unknown: AuthorizationStatus.Processing });

/** A refund; its status may also be null (tech-spec, section 5.4). */
export const mapRefundStatus = statusTable({
  succeeded: RefundStatus.Success,
  pending: RefundStatus.Pending,
  requires_action: RefundStatus.Pending,
  failed: RefundStatus.Failure,
  canceled: RefundStatus.Failure,
});

/** A payout (tech-spec, section 4.16). One that is paid can still fail: its bank returns it. */
export const mapPayoutStatus = statusTable({
  paid: PayoutStatus.Success,
  pending: PayoutStatus.Pending,
  in_transit: PayoutStatus.Pending,
  canceled: PayoutStatus.Cancelled,
  failed: PayoutStatus.Failed,
});

/** A mandate (tech-spec, section 4.9). One that is inactive cannot be used again. */
export const mapMandateStatus = statusTable({
  active: MandateStatus.Active,
  inactive: MandateStatus.Revoked,
  pending: MandateStatus.Pending,
});

/** Events that say by their type alone what happened; the rest goes by the object's status, or is only acknowledged (tech-spec, section 7). */
export const mapEventType = statusTable(
  {
    "payment_intent.succeeded": IncomingWebhookEvent.PaymentIntentSuccess,
    "payment_intent.payment_failed": IncomingWebhookEvent.PaymentIntentFailure,
    "payment_intent.processing": IncomingWebhookEvent.PaymentIntentProcessing,
    "payment_intent.canceled": IncomingWebhookEvent.PaymentIntentCancelled,
    "payment_intent.amount_capturable_updated": IncomingWebhookEvent.PaymentIntentAuthorizationSuccess,
    "payment_intent.partially_funded": IncomingWebhookEvent.PaymentIntentPartiallyFunded,
    "payment_intent.requires_action": IncomingWebhookEvent.PaymentActionRequired,
    "payment_intent.created": IncomingWebhookEvent.EventNotSupported,
    "setup_intent.succeeded": IncomingWebhookEvent.MandateActive,
    "setup_intent.setup_failed": IncomingWebhookEvent.PaymentIntentFailure,
    "setup_intent.canceled": IncomingWebhookEvent.PaymentIntentCancelled,
    "setup_intent.requires_action": IncomingWebhookEvent.PaymentActionRequired,
    "charge.succeeded": IncomingWebhookEvent.EventNotSupported,
    "charge.captured": IncomingWebhookEvent.EventNotSupported,
    "charge.failed": IncomingWebhookEvent.EventNotSupported,
    "charge.updated": IncomingWebhookEvent.EventNotSupported,
    "charge.pending": IncomingWebhookEvent.EventNotSupported,
    "charge.expired": IncomingWebhookEvent.EventNotSupported,
    "charge.refunded": IncomingWebhookEvent.EventNotSupported,
    "refund.failed": IncomingWebhookEvent.RefundFailure,
    "charge.dispute.created": IncomingWebhookEvent.DisputeOpened,
    "charge.dispute.funds_withdrawn": IncomingWebhookEvent.EventNotSupported,
    "payment_method.detached": IncomingWebhookEvent.MandateRevoked,
    "source.chargeable": IncomingWebhookEvent.SourceChargeable,
    "source.transaction.created": IncomingWebhookEvent.SourceTransactionCreated,
    "payout.paid": IncomingWebhookEvent.PayoutSuccess,
    "payout.failed": IncomingWebhookEvent.PayoutFailure,
    "payout.canceled": IncomingWebhookEvent.PayoutCancelled,
    "payout.created": IncomingWebhookEvent.PayoutCreated,
    "payout.updated": IncomingWebhookEvent.PayoutProcessing,
    "transfer.created": IncomingWebhookEvent.PayoutCreated,
    "transfer.reversed": IncomingWebhookEvent.PayoutReversed,
  },
  { unknown: IncomingWebhookEvent.EventNotSupported },
);

/** Refund events by the refund's status: only an end of it is one (tech-spec, section 7). */
export const mapRefundEvent = statusTable(
  {
    succeeded: IncomingWebhookEvent.RefundSuccess,
    failed: IncomingWebhookEvent.RefundFailure,
    canceled: IncomingWebhookEvent.RefundFailure,
  },
  { unknown: IncomingWebhookEvent.EventNotSupported },
);

/** A dispute's status, which is also the event that brought it there (tech-spec, sections 5.5 and 7). */
export const mapDisputeWord = statusTable(
  {
    warning_needs_response: DisputeStatus.DisputeOpened,
    warning_under_review: DisputeStatus.DisputeChallenged,
    warning_closed: DisputeStatus.DisputeCancelled,
    needs_response: DisputeStatus.DisputeOpened,
    under_review: DisputeStatus.DisputeChallenged,
    won: DisputeStatus.DisputeWon,
    lost: DisputeStatus.DisputeLost,
    prevented: DisputeStatus.DisputeCancelled,
    charge_refunded: DisputeStatus.DisputeCancelled,
    appeal_needs_response: DisputeStatus.DisputeChallenged,
    appeal_under_review: DisputeStatus.DisputeChallenged,
  },
  { unknown: IncomingWebhookEvent.EventNotSupported },
);

/** The status of a dispute; a word that nobody listed leaves what was known. */
export function toDisputeStatus(word: string | null | undefined, known: DisputeStatus): DisputeStatus {
  const status = mapDisputeWord(word);
  return status === "event_not_supported" ? known : status;
}

/** How far a dispute has gone: inquiries and what was prevented moved no money (tech-spec, section 5.5). */
export function toDisputeStage(word: string, caseType: string | null | undefined): DisputeStage {
  if (word.startsWith("appeal_")) return DisputeStage.PreArbitration;
  return word.startsWith("warning_") || word === "prevented" || caseType === "inquiry" ? DisputeStage.PreDispute : DisputeStage.Dispute;
}

/** `mandate.updated` by the mandate's status (tech-spec, section 7). */
export const mapMandateEvent = statusTable(
  { active: IncomingWebhookEvent.MandateActive, inactive: IncomingWebhookEvent.MandateRevoked },
  { unknown: IncomingWebhookEvent.EventNotSupported },
);
