import {
  DisputeStage,
  type Currency,
  CURRENCY_EXPONENT,
  type MinorUnit,
  type ObjectReferenceId,
  type ParsedWebhook,
  type WebhookDetails,
} from "@switchyard/interfaces";
import { StringMajorUnitForConnector as amounts, defineWebhooks } from "@switchyard/utils";
import { notification, type Notification, type PaymentInformation } from "./responses.js";
import { mapBankRefundStatus, mapBankStatus, mapNotificationEvent } from "./transformers/status.js";
import { trustpaySignature } from "./transformers/signature.js";

function isCurrency(text: string): text is Currency {
  return Object.hasOwn(CURRENCY_EXPONENT, text);
}

/** The amount in minor units, where its currency is one that is known. */
function readAmount({ Amount }: PaymentInformation): { readonly amount?: MinorUnit; readonly currency?: string } {
  const { Amount: amount, Currency: currency } = Amount ?? {};
  if (currency == null) return {};
  return amount == null || !isCurrency(currency) ? { currency } : { amount: amounts.convertBack(amount, currency), currency };
}

/** Our own reference, of the payment or of its refund; where there is none, TrustPay's id, which no card payment is known by. */
function readReference({ PaymentMethod, PaymentInformation: payment }: Notification, isRefund: boolean): ObjectReferenceId | undefined {
  const { MerchantReference, PaymentRequestId } = payment.References ?? {};
  const type = isRefund ? "refund" : "payment";
  if (MerchantReference != null) return { type, by: "merchant_reference", id: MerchantReference };
  if (PaymentRequestId == null || PaymentMethod === "Card") return undefined;
  return isRefund
    ? { type: "refund", by: "connector_refund_id", id: PaymentRequestId }
    : { type: "payment", by: "connector_transaction_id", id: PaymentRequestId };
}

function readDispute(payment: PaymentInformation): WebhookDetails | undefined {
  const { amount, currency } = readAmount(payment);
  const { Code, RejectReason } = payment.StatusReasonInformation?.Reason ?? {};
  const id = payment.References?.PaymentId ?? payment.References?.PaymentRequestId;
  if (amount === undefined || currency === undefined || id == null) return undefined;
  return {
    type: "dispute",
    amount,
    currency,
    stage: DisputeStage.Dispute,
    connectorStatus: payment.Status ?? "",
    connectorDisputeId: id,
    connectorReason: RejectReason ?? undefined,
    connectorReasonCode: Code ?? undefined,
  };
}

function readDetails({ PaymentMethod, PaymentInformation: payment }: Notification, isRefund: boolean): WebhookDetails {
  const { Code, RejectReason } = payment.StatusReasonInformation?.Reason ?? {};
  const common = {
    ...readAmount(payment),
    connectorStatus: payment.Status ?? undefined,
    errorCode: Code ?? undefined,
    errorMessage: RejectReason ?? Code ?? undefined,
    connectorResponseReferenceId: payment.References?.PaymentId ?? undefined,
  };
  // A card payment is known by its instanceId, which no notification names.
  const id = PaymentMethod === "Card" ? undefined : (payment.References?.PaymentRequestId ?? undefined);
  return isRefund
    ? { type: "refund", ...common, status: mapBankRefundStatus(payment.Status), connectorRefundId: id }
    : { type: "payment", ...common, status: mapBankStatus(payment.Status), errorReason: RejectReason ?? undefined, connectorTransactionId: id };
}

function readNotification(body: Notification): ParsedWebhook {
  const { PaymentInformation: payment } = body;
  const { CreditDebitIndicator: direction, Status: status, References } = payment;
  const connectorEvent = `${direction ?? ""} ${status ?? ""}`.trim();
  const event = mapNotificationEvent(connectorEvent);
  const isDispute = event === "dispute_lost";
  const isRefund = direction === "DBIT" && !isDispute;
  const known = mapNotificationEvent.knows(connectorEvent);
  return {
    event,
    connectorEvent,
    // TrustPay numbers payments, not notifications: a status is told of a payment once.
    eventId: [References?.PaymentId, References?.PaymentRequestId, direction, status].map((part) => part ?? "").join("/"),
    reference: readReference(body, isRefund),
    details: !known ? undefined : isDispute ? readDispute(payment) : readDetails(body, isRefund),
    resource: { PaymentInformation: payment },
  };
}

export const trustpayWebhooks = defineWebhooks({
  connector: "trustpay",
  verify: trustpaySignature,
  schema: notification,
  read: readNotification,
});
