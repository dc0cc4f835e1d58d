import type { ObjectReferenceId, ParsedWebhook, WebhookDetails } from "@switchyard/interfaces";
import { defineWebhooks, header, hmac } from "@switchyard/utils";
import { webhookEvent, type WebhookEvent } from "./responses.js";
import { attemptStatusOf, refundStatusOf, webhookEventOf } from "./transformers.js";

/** `X-Noon-Signature`: HMAC-SHA-256 of the raw body, in hex (tech-spec, section 7). */
const verify = hmac("SHA-256", { signature: header("x-noon-signature") });

/** A refund's event names the refund, any other the payment. */
function readReference({ payment, refund }: WebhookEvent): ObjectReferenceId {
  if (refund != null) return { type: "refund", by: "connector_refund_id", id: refund.id };
  return { type: "payment", by: "connector_transaction_id", id: payment.id };
}

function readDetails({ payment, refund }: WebhookEvent): WebhookDetails {
  if (refund != null) {
    return { type: "refund", status: refundStatusOf(refund.status), connectorStatus: refund.status, connectorRefundId: refund.id };
  }
  return { type: "payment", status: attemptStatusOf(payment.status), connectorStatus: payment.status, connectorTransactionId: payment.id };
}

function readTime(text: string | null | undefined): Date | undefined {
  const time = new Date(text ?? "");
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function readEvent(event: WebhookEvent): ParsedWebhook {
  return {
    event: webhookEventOf(event.type),
    connectorEvent: event.type,
    eventId: event.id,
    occurredAt: readTime(event.createdAt),
    reference: readReference(event),
    // An event that nobody listed decides nothing, whatever state it shows.
    details: webhookEventOf.knows(event.type) ? readDetails(event) : undefined,
    resource: event.refund ?? event.payment,
  };
}

export const noonWebhooks = defineWebhooks({
  connector: "noon",
  verify,
  schema: webhookEvent,
  read: readEvent,
});
