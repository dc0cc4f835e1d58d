import { AttemptStatus, DisputeStatus, IncomingWebhookEvent, PayoutStatus } from "@switchyard/interfaces";
import { statusTable } from "@switchyard/utils";

/** The result of a payment that is captured by hand (tech-spec, section 5.1). A word that nobody listed decides nothing. */
export const mapResultStatus = statusTable({
  Authorised: AttemptStatus.Authorized,
  PartiallyAuthorised: AttemptStatus.PartiallyAuthorized,
  Pending: AttemptStatus.Pending,
  Received: AttemptStatus.Pending,
  RedirectShopper: AttemptStatus.AuthenticationPending,
  IdentifyShopper: AttemptStatus.AuthenticationPending,
  ChallengeShopper: AttemptStatus.AuthenticationPending,
  PresentToShopper: AttemptStatus.AuthenticationPending,
  AuthenticationFinished: AttemptStatus.AuthenticationSuccessful,
  AuthenticationNotRequired: AttemptStatus.Pending,
  Cancelled: AttemptStatus.Failure,
  Refused: AttemptStatus.Failure,
  Error: AttemptStatus.Failure,
  Success: AttemptStatus.Pending,
});

/** What a status is where the payment is captured at once. */
export const CAPTURED: Readonly<Partial<Record<AttemptStatus, AttemptStatus>>> = {
  authorized: AttemptStatus.Charged,
  partially_authorized: AttemptStatus.PartialCharged,
};

/** The answer of a submission or of its review, and the result of a card payout (tech-spec, section 4.13). */
export const mapPayoutStatus = statusTable({
  "[payout-submit-received]": PayoutStatus.RequiresFulfillment,
  "[payout-confirm-received]": PayoutStatus.Initiated,
  "[payout-decline-received]": PayoutStatus.Cancelled,
  Authorised: PayoutStatus.Success,
  Refused: PayoutStatus.Failed,
  Error: PayoutStatus.Failed,
  Cancelled: PayoutStatus.Failed,
  Received: PayoutStatus.Pending,
  Pending: PayoutStatus.Pending,
});

/** `additionalData.disputeStatus` of a chargeback (tech-spec, section 7.2). */
export const mapChargebackStatus = statusTable(
  {
    Won: IncomingWebhookEvent.DisputeWon,
    Lost: IncomingWebhookEvent.DisputeLost,
    Accepted: IncomingWebhookEvent.DisputeAccepted,
    Expired: IncomingWebhookEvent.DisputeExpired,
    Responded: IncomingWebhookEvent.DisputeChallenged,
    Undefended: IncomingWebhookEvent.DisputeOpened,
    Unresponded: IncomingWebhookEvent.DisputeOpened,
    Pending: IncomingWebhookEvent.DisputeOpened,
  },
  { unknown: IncomingWebhookEvent.EventNotSupported },
);

/** Where a dispute stands once the merchant did something about it. */
export const AFTER = { accept: DisputeStatus.DisputeAccepted, defend: DisputeStatus.DisputeChallenged } as const;
