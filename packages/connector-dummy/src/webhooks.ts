import { IncomingWebhookEvent, type ParsedWebhook } from "@switchyard/interfaces";
import { defineWebhooks, header, hmac, MinorUnitForConnector, readTime, statusTable, tryReadAmount } from "@switchyard/utils";
import { webhookEvent, type WebhookEvent } from "./responses.js";
import { attemptStatusOf, refundStatusOf } from "./transformers.js";

/** What each event means (tech-spec, section 5); one that is not listed is acknowledged and not acted upon. */
export const webhookEventOf = statusTable(
  {
    "payment.requires_action": IncomingWebhookEvent.PaymentActionRequired,
    "payment.processing": IncomingWebhookEvent.PaymentIntentProcessing,
    "payment.authorized": IncomingWebhookEvent.PaymentIntentAuthorizationSuccess,
    "payment.captured": IncomingWebhookEvent.PaymentIntentSuccess,
    "payment.declined": IncomingWebhookEvent.PaymentIntentFailure,
    "payment.canceled": IncomingWebhookEvent.PaymentIntentCancelled,
    "payment.expired": IncomingWebhookEvent.PaymentIntentExpired,
    "refund.succeeded": IncomingWebhookEvent.RefundSuccess,
    "refund.failed": IncomingWebhookEvent.RefundFailure,
  },
  { unknown: IncomingWebhookEvent.EventNotSupported },
);

function readObject({ payment, refund }: WebhookEvent): Pick<ParsedWebhook, "reference" | "details" | "resource"> {
  if (refund != null) {
    return {
      reference: { type: "refund", by: "connector_refund_id", id: refund.id },
      details: {
        type: "refund",
        status: refundStatusOf(refund.status),
        connectorStatus: refund.status ?? undefined,
        connectorRefundId: refund.id,
        amount: tryReadAmount(refund.amount, refund.currency, MinorUnitForConnector),
        currency: refund.currency ?? undefined,
        errorCode: refund.failure?.code ?? undefined,
        errorMessage: refund.failure?.message ?? undefined,
      },
      resource: refund,
    };
  }
  if (payment == null) return {};
  return {
    reference: { type: "payment", by: "connector_transaction_id", id: payment.id },
    details: {
      type: "payment",
      status: attemptStatusOf(payment.status),
      connectorStatus: payment.status ?? undefined,
      connectorTransactionId: payment.id,
      amount: tryReadAmount(payment.amount, payment.currency, MinorUnitForConnector),
      amountCaptured: tryReadAmount(payment.amount_captured, payment.currency, MinorUnitForConnector),
      currency: payment.currency ?? undefined,
      mandateReference: payment.mandate == null ? undefined : { connectorMandateId: payment.mandate.id },
      networkTxnId: payment.network_transaction_id ?? undefined,
      errorCode: payment.decline?.code ?? undefined,
      errorMessage: payment.decline?.message ?? undefined,
    },
    resource: payment,
  };
}

/** `dummy-signature: v1=<hex>` over the seconds of `dummy-timestamp`, a full stop, and the raw body. */
export const dummyWebhooks = defineWebhooks({
  connector: "dummy",
  verify: hmac("SHA-256", {
    signature: header("dummy-signature", { after: "v1=", separator: "," }),
    message: ({ headers, rawBody }) => [headers["dummy-timestamp"] ?? "", ".", rawBody],
    timestamp: { at: header("dummy-timestamp"), unit: "s", toleranceSeconds: 300 },
  }),
  schema: webhookEvent,
  read: (event) => {
    const { details, ...object } = readObject(event);
    return {
      event: webhookEventOf(event.type),
      connectorEvent: event.type,
      eventId: event.id ?? undefined,
      occurredAt: readTime(event.created_at),
      ...object,
      // An event that nobody knows says nothing of what it is about.
      ...(details !== undefined && webhookEventOf.knows(event.type) ? { details } : {}),
    };
  },
});
