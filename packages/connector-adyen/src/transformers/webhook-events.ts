import { DisputeStage, IncomingWebhookEvent as Event } from "@switchyard/interfaces";
import { statusTable } from "@switchyard/utils";
import type { NotificationItem } from "../responses.js";
import { textOf } from "./errors.js";
import { mapChargebackStatus } from "./status.js";

const unknown = { unknown: Event.EventNotSupported } as const;

/** What an event code means with `success` "true" (tech-spec, section 7.2). What is not listed is acknowledged and not acted upon. */
export const mapSuccess = statusTable(
  {
    AUTHORISATION: Event.PaymentIntentAuthorizationSuccess,
    AUTHORISATION_ADJUSTMENT: Event.PaymentIntentAuthorizationSuccess,
    CAPTURE: Event.PaymentIntentCaptureSuccess,
    // True means here: the failure happened.
    CAPTURE_FAILED: Event.PaymentIntentCaptureFailure,
    CANCELLATION: Event.PaymentIntentCancelled,
    TECHNICAL_CANCEL: Event.PaymentIntentCancelled,
    EXPIRE: Event.PaymentIntentExpired,
    OFFER_CLOSED: Event.PaymentIntentExpired,
    REFUND: Event.RefundSuccess,
    REFUND_WITH_DATA: Event.RefundSuccess,
    REFUND_FAILED: Event.RefundFailure,
    REFUNDED_REVERSED: Event.RefundFailure,
    RECURRING_CONTRACT: Event.MandateActive,
    REQUEST_FOR_INFORMATION: Event.DisputeOpened,
    NOTIFICATION_OF_CHARGEBACK: Event.DisputeOpened,
    INFORMATION_SUPPLIED: Event.DisputeChallenged,
    SECOND_CHARGEBACK: Event.DisputeLost,
    PREARBITRATION_OPEN: Event.DisputeOpened,
    PREARBITRATION_DECLINED: Event.DisputeChallenged,
    SCHEME_ARBITRATION: Event.DisputeChallenged,
    SCHEME_ARBITRATION_WON: Event.DisputeWon,
    SCHEME_ARBITRATION_LOST: Event.DisputeLost,
    ISSUER_RESPONSE_TIMEFRAME_EXPIRED: Event.DisputeWon,
    PAYOUT_THIRDPARTY: Event.PayoutCreated,
    PAYOUT_DECLINE: Event.PayoutFailure,
    PAYOUT_EXPIRE: Event.PayoutExpired,
    PAIDOUT_REVERSED: Event.PayoutReversed,
  },
  unknown,
);

/** What an event code means with `success` "false": where the old state stands, it means nothing. */
export const mapFailure = statusTable(
  {
    AUTHORISATION: Event.PaymentIntentFailure,
    CAPTURE: Event.PaymentIntentCaptureFailure,
    CANCELLATION: Event.PaymentIntentCancelFailure,
    TECHNICAL_CANCEL: Event.PaymentIntentCancelFailure,
    REFUND: Event.RefundFailure,
    REFUND_WITH_DATA: Event.RefundFailure,
    PAYOUT_THIRDPARTY: Event.PayoutFailure,
  },
  unknown,
);

/** The event types of tokenization webhooks (tech-spec, section 7.3). */
export const mapTokenEvent = statusTable(
  {
    "recurring.token.created": Event.MandateActive,
    "recurring.token.alreadyExisting": Event.MandateActive,
    "recurring.token.disabled": Event.MandateRevoked,
  },
  unknown,
);

type Data = NotificationItem["additionalData"];

/** A cancellation or a refund, whichever fitted. */
export const REVERSAL = "CANCEL_OR_REFUND";

/** A reversal, by what Adyen made of it. */
function readReversal(data: Data, success: boolean): Event {
  switch (textOf(data, "modification.action")) {
    case "cancel":
      return success ? Event.PaymentIntentCancelled : Event.PaymentIntentCancelFailure;
    case "refund":
      return success ? Event.RefundSuccess : Event.RefundFailure;
    default:
      return Event.EventNotSupported;
  }
}

/** A chargeback without a status can still be defended, or is lost. */
function readUndescribed(data: Data): Event {
  const defendable = textOf(data, "defendable");
  if (defendable === undefined || defendable === "false") return Event.DisputeLost;
  return defendable === "true" ? Event.DisputeOpened : Event.EventNotSupported;
}

/** What an event means beside which the dispute's status is `Pending`, and otherwise. A status that nobody listed decides nothing. */
function unlessPending(data: Data, pending: Event, otherwise: Event): Event {
  const status = textOf(data, "disputeStatus");
  if (status === "Pending") return pending;
  return status === undefined || mapChargebackStatus.knows(status) ? otherwise : Event.EventNotSupported;
}

/** What an event means unless the dispute's status says more. */
function byStatus(data: Data, otherwise: Event): Event {
  const status = textOf(data, "disputeStatus");
  return status === undefined ? otherwise : mapChargebackStatus(status);
}

function endOfDefence(data: Data): Event {
  const status = textOf(data, "disputeStatus");
  if (status === "Accepted") return Event.DisputeAccepted;
  return status === undefined || mapChargebackStatus.knows(status) ? Event.DisputeExpired : Event.EventNotSupported;
}

/** Event codes whose meaning depends on more than `success`. */
const DEPENDENT: Readonly<Record<string, (data: Data) => Event>> = {
  CHARGEBACK: (data) => (textOf(data, "disputeStatus") === undefined ? readUndescribed(data) : byStatus(data, Event.EventNotSupported)),
  CHARGEBACK_REVERSED: (data) => unlessPending(data, Event.DisputeChallenged, Event.DisputeWon),
  PREARBITRATION_WON: (data) => unlessPending(data, Event.DisputeOpened, Event.DisputeWon),
  PREARBITRATION_ISSUER_WITHDRAWN: (data) => unlessPending(data, Event.DisputeOpened, Event.DisputeWon),
  PREARBITRATION_LOST: (data) => byStatus(data, Event.DisputeLost),
  PREARBITRATION_ACCEPTED: (data) => byStatus(data, Event.DisputeAccepted),
  DISPUTE_DEFENSE_PERIOD_ENDED: endOfDefence,
};

/** `success` is text: the word "false" is as true as any other text. */
const SUCCESS: Readonly<Record<string, boolean>> = { true: true, false: false };

/** The event of a notification. Of a word that nobody listed, in any place, nothing follows. */
export function toEvent({ eventCode, success, additionalData }: NotificationItem): Event {
  const isSuccess = Object.hasOwn(SUCCESS, success ?? "") ? SUCCESS[success ?? ""] : undefined;
  if (isSuccess === undefined) return Event.EventNotSupported;
  if (eventCode === REVERSAL) return readReversal(additionalData, isSuccess);
  if (!isSuccess) return mapFailure(eventCode);
  const dependent = Object.hasOwn(DEPENDENT, eventCode) ? DEPENDENT[eventCode] : undefined;
  return dependent === undefined ? mapSuccess(eventCode) : dependent(additionalData);
}

const STAGES: Readonly<Record<string, DisputeStage>> = {
  REQUEST_FOR_INFORMATION: DisputeStage.PreDispute,
  NOTIFICATION_OF_CHARGEBACK: DisputeStage.PreDispute,
  SECOND_CHARGEBACK: DisputeStage.PreArbitration,
  PREARBITRATION_OPEN: DisputeStage.PreArbitration,
  PREARBITRATION_WON: DisputeStage.PreArbitration,
  PREARBITRATION_ISSUER_WITHDRAWN: DisputeStage.PreArbitration,
  PREARBITRATION_LOST: DisputeStage.PreArbitration,
  PREARBITRATION_ACCEPTED: DisputeStage.PreArbitration,
  PREARBITRATION_DECLINED: DisputeStage.PreArbitration,
  SCHEME_ARBITRATION: DisputeStage.Arbitration,
  SCHEME_ARBITRATION_WON: DisputeStage.Arbitration,
  SCHEME_ARBITRATION_LOST: DisputeStage.Arbitration,
};

/** How far the dispute has gone. */
export function toStage(eventCode: string): DisputeStage {
  return STAGES[eventCode] ?? DisputeStage.Dispute;
}
