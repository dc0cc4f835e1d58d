import {
  AttemptStatus,
  EVENT_CLASS_OF,
  IncomingWebhookEvent as Event,
  MandateStatus,
  PayoutStatus,
  RefundStatus,
  type ObjectReferenceId,
  type ParsedWebhook,
  type WebhookDetails,
} from "@switchyard/interfaces";
import { readTime } from "@switchyard/utils";
import type { NotificationItem, TokenEvent } from "../responses.js";
import { readToldAmount } from "./amount.js";
import { textOf } from "./errors.js";
import { toMandateReference } from "./stored.js";
import { REVERSAL, toStage } from "./webhook-events.js";

const PAYMENT_STATUS: Readonly<Partial<Record<Event, AttemptStatus>>> = {
  payment_intent_authorization_success: AttemptStatus.Authorized,
  payment_intent_failure: AttemptStatus.Failure,
  payment_intent_capture_success: AttemptStatus.Charged,
  payment_intent_capture_failure: AttemptStatus.CaptureFailed,
  payment_intent_cancelled: AttemptStatus.Voided,
  payment_intent_cancel_failure: AttemptStatus.VoidFailed,
  payment_intent_expired: AttemptStatus.Expired,
};

const PAYOUT_STATUS: Readonly<Partial<Record<Event, PayoutStatus>>> = {
  payout_created: PayoutStatus.Initiated,
  payout_failure: PayoutStatus.Failed,
  payout_expired: PayoutStatus.Expired,
  payout_reversed: PayoutStatus.Reversed,
};

const FAILURES: ReadonlySet<Event> = new Set<Event>([
  Event.PaymentIntentFailure,
  Event.PaymentIntentCaptureFailure,
  Event.PaymentIntentCancelFailure,
  Event.RefundFailure,
  Event.PayoutFailure,
]);

/** Why it failed, in Adyen's words; it gives no code beside them. */
function readFailure(item: NotificationItem, event: Event) {
  const { eventCode } = item;
  return FAILURES.has(event) ? { errorCode: eventCode, errorMessage: textOf(item, "reason") ?? eventCode } : {};
}

/** Events that are about the payment itself: their pspReference is the payment's. */
const OF_THE_PAYMENT: ReadonlySet<string> = new Set(["AUTHORISATION", "OFFER_CLOSED"]);

/** The payment's id: of a modification, the original's. */
function paymentIdOf(item: NotificationItem): string | undefined {
  const { eventCode, pspReference } = item;
  if (OF_THE_PAYMENT.has(eventCode)) return pspReference;
  return textOf(item, "originalReference") ?? (eventCode === "EXPIRE" ? pspReference : undefined);
}

/** A payment that begins is known by our reference; one that is changed, by Adyen's. */
function toPaymentReference(item: NotificationItem): ObjectReferenceId {
  const [id, reference] = [paymentIdOf(item), textOf(item, "merchantReference")];
  const byReference = reference !== undefined && (OF_THE_PAYMENT.has(item.eventCode) || id === undefined);
  return byReference
    ? { type: "payment", by: "merchant_reference", id: reference }
    : { type: "payment", by: "connector_transaction_id", id: id ?? item.pspReference };
}

function toPayment(item: NotificationItem, event: Event): WebhookDetails {
  const { amount, currency } = readToldAmount(item.amount);
  const isCapture = item.eventCode === "CAPTURE" && event === Event.PaymentIntentCaptureSuccess;
  return {
    type: "payment",
    status: PAYMENT_STATUS[event] ?? AttemptStatus.Pending,
    connectorStatus: item.eventCode,
    connectorTransactionId: paymentIdOf(item),
    amount,
    amountCaptured: isCapture ? amount : undefined,
    currency,
    mandateReference: toMandateReference(item.additionalData),
    networkTxnId: textOf(item.additionalData, "networkTxReference"),
    connectorResponseReferenceId: item.pspReference,
    ...readFailure(item, event),
  };
}

function toRefund(item: NotificationItem, event: Event): WebhookDetails {
  return {
    type: "refund",
    status: event === Event.RefundSuccess ? RefundStatus.Success : RefundStatus.Failure,
    connectorStatus: item.eventCode,
    connectorRefundId: item.pspReference,
    ...readToldAmount(item.amount),
    // Our reference of the refund, where it was given one.
    connectorResponseReferenceId: textOf(item, "merchantReference"),
    ...readFailure(item, event),
  };
}

/** A dispute keeps its pspReference through all its events. In a currency that nobody knows, nothing can be said of its amount. */
function toDispute(item: NotificationItem): WebhookDetails | undefined {
  const { additionalData: data } = item;
  const { amount, currency } = readToldAmount(item.amount);
  if (amount === undefined || currency === undefined) return undefined;
  return {
    type: "dispute",
    amount,
    currency,
    stage: toStage(item.eventCode),
    connectorStatus: textOf(data, "disputeStatus") ?? item.eventCode,
    connectorDisputeId: item.pspReference,
    connectorReason: textOf(item, "reason"),
    connectorReasonCode: textOf(data, "chargebackReasonCode")?.trim(),
    challengeRequiredBy: readTime(textOf(data, "defensePeriodEndsAt")),
    updatedAt: readTime(item.eventDate),
  };
}

/**
 * What a notification is about, and what it says. Whether a reversal gave money back or only let it go stands in
 * `additionalData`, which nobody signed: of it only the payment is told.
 */
export function describeItem(item: NotificationItem, event: Event): Pick<ParsedWebhook, "reference" | "details" | "confirm"> {
  if (item.eventCode === REVERSAL && event !== Event.EventNotSupported) return { reference: toPaymentReference(item), confirm: true };
  switch (EVENT_CLASS_OF[event]) {
    case "payments":
      return { reference: toPaymentReference(item), details: toPayment(item, event) };
    case "refunds":
      return { reference: { type: "refund", by: "connector_refund_id", id: item.pspReference }, details: toRefund(item, event) };
    case "disputes":
      return { reference: { type: "dispute", by: "connector_dispute_id", id: item.pspReference }, details: toDispute(item) };
    case "mandates":
      // Of a recurring contract the pspReference is the token, not a payment.
      return {
        reference: { type: "mandate", by: "connector_mandate_id", id: item.pspReference },
        details: { type: "mandate", status: MandateStatus.Active, connectorMandateId: item.pspReference },
      };
    case "payouts": {
      const reference = textOf(item, "merchantReference");
      return {
        reference:
          reference === undefined
            ? { type: "payout", by: "connector_payout_id", id: item.pspReference }
            : { type: "payout", by: "merchant_reference", id: reference },
        details: {
          type: "payout",
          status: PAYOUT_STATUS[event] ?? PayoutStatus.Pending,
          connectorPayoutId: textOf(item, "originalReference") ?? item.pspReference,
          ...readFailure(item, event),
        },
      };
    }
    default:
      return {};
  }
}

/** What a tokenization webhook is about. */
export function describeToken({ data }: TokenEvent, event: Event): Pick<ParsedWebhook, "reference" | "details"> {
  const id = textOf(data, "storedPaymentMethodId");
  if (id === undefined || EVENT_CLASS_OF[event] !== "mandates") return {};
  const status = event === Event.MandateActive ? MandateStatus.Active : MandateStatus.Revoked;
  return { reference: { type: "mandate", by: "connector_mandate_id", id }, details: { type: "mandate", status, connectorMandateId: id } };
}
