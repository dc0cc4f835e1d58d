import { DisputeStage, type ObjectReferenceId, type ParsedWebhook, type WebhookDetails } from "@switchyard/interfaces";
import { defineWebhooks } from "@switchyard/utils";
import { notification, type Notification, type PaymentInformation } from "./responses.js";
import { readMoney } from "./transformers/bank-result.js";
import { trustpaySignature } from "./transformers/signature.js";
import { mapNotificationEvent } from "./transformers/status.js";

/** Our own reference, of the payment or of its refund; where there is none, TrustPay's id, which no card payment is known by. */
function readReference({ PaymentMethod, PaymentInformation: payment }: Notification, isRefund: boolean): ObjectReferenceId | undefined {
  const { MerchantReference: reference, PaymentRequestId: id } = payment.References ?? {};
  if (reference != null) return { type: isRefund ? "refund" : "payment", by: "merchant_reference", id: reference };
  if (id == null || PaymentMethod === "Card") return undefined;
  return isRefund ? { type: "refund", by: "connector_refund_id", id } : { type: "payment", by: "connector_transaction_id", id };
}

/** A chargeback. Without an amount or an id it has no details. */
function readDispute({ Amount, References, Status, StatusReasonInformation }: PaymentInformation): WebhookDetails | undefined {
  const { amount, currency } = readMoney({ Amount });
  const { Code, RejectReason } = StatusReasonInformation?.Reason ?? {};
  const connectorDisputeId = References?.PaymentId ?? References?.PaymentRequestId;
  if (amount === undefined || currency === undefined || connectorDisputeId == null) return undefined;
  return {
    type: "dispute",
    amount,
    currency,
    stage: DisputeStage.Dispute,
    connectorStatus: Status ?? "",
    connectorDisputeId,
    connectorReason: RejectReason ?? undefined,
    connectorReasonCode: Code ?? undefined,
  };
}

function readNotification(body: Notification): ParsedWebhook {
  const { PaymentInformation: payment } = body;
  const { CreditDebitIndicator: direction, Status: status, References } = payment;
  const connectorEvent = `${direction ?? ""} ${status ?? ""}`.trim();
  const event = mapNotificationEvent(connectorEvent);
  const isDispute = event === "dispute_lost";
  const told = {
    event,
    connectorEvent,
    // TrustPay numbers payments, not notifications: a status is told of a payment once.
    eventId: [References?.PaymentId, References?.PaymentRequestId, direction, status].map((part) => part ?? "").join("/"),
    reference: readReference(body, direction === "DBIT" && !isDispute),
    resource: { PaymentInformation: payment },
  };
  if (isDispute) return { ...told, details: readDispute(payment) };
  // Values are signed and their names are not: the status may be that of another field (tech-spec, section 7.2).
  return mapNotificationEvent.knows(connectorEvent) ? { ...told, confirm: true } : told;
}

export const trustpayWebhooks = defineWebhooks({
  connector: "trustpay",
  verify: trustpaySignature,
  schema: notification,
  read: readNotification,
});
