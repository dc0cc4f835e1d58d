import type { ObjectReferenceId, ParsedWebhook, WebhookDetails } from "@switchyard/interfaces";
// #if hmac-sha256-header or hmac-sha512-header
import { defineWebhooks, header, hmac, readTime } from "@switchyard/utils";
// #end
// #if hmac-sha256-timestamp
import { defineWebhooks, header, hmac, readTime } from "@switchyard/utils";
// #end
// #if md5-body
import { bodyField, defineWebhooks, hash, readTime } from "@switchyard/utils";
// #end
// #if none
import { defineWebhooks, readTime } from "@switchyard/utils";
// #end
import { webhookEvent, type WebhookEvent } from "./responses.js";
// #if Execute
import { attemptStatusOf, refundStatusOf, webhookEventOf } from "./transformers.js";
// #else
import { attemptStatusOf, webhookEventOf } from "./transformers.js";
// #end
// #if hmac-sha256-header

/** `X-Acme-Signature`: HMAC-SHA-256 of the raw body, in hex (tech-spec, section 7). */
const verify = hmac("SHA-256", { signature: header("x-acme-signature") });
// #end
// #if hmac-sha512-header

/** `X-Acme-Signature`: HMAC-SHA-512 of the raw body, in hex (tech-spec, section 7). */
const verify = hmac("SHA-512", { signature: header("x-acme-signature") });
// #end
// #if hmac-sha256-timestamp

/** `X-Acme-Signature`: HMAC-SHA-256 of `{timestamp}.{raw body}`, in hex; the seconds stand in `X-Acme-Timestamp` (tech-spec, section 7). */
const verify = hmac("SHA-256", {
  signature: header("x-acme-signature"),
  message: ({ headers, text }) => `${headers["x-acme-timestamp"] ?? ""}.${text}`,
  timestamp: { at: header("x-acme-timestamp"), unit: "s", toleranceSeconds: 300 },
});
// #end
// #if md5-body

/** What is signed, as far as it is there. */
// #if Execute
const SIGNED = ["id", "type", "createdAt", "payment.id", "payment.status", "refund.id", "refund.status"];
// #else
const SIGNED = ["id", "type", "createdAt", "payment.id", "payment.status"];
// #end

/** `signature` in the body: MD5 of the signed values and the secret, joined by slashes, in hex (tech-spec, section 7). */
const verify = hash("MD5", {
  signature: bodyField("signature"),
  message: (input) => [...SIGNED.flatMap((field) => bodyField(field).read(input)), input.secret.expose()].join("/"),
});
// #end

// #if Execute
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
// #else
function readReference({ payment }: WebhookEvent): ObjectReferenceId {
  return { type: "payment", by: "connector_transaction_id", id: payment.id };
}

function readDetails({ payment }: WebhookEvent): WebhookDetails {
  return { type: "payment", status: attemptStatusOf(payment.status), connectorStatus: payment.status, connectorTransactionId: payment.id };
}
// #end

function readEvent(event: WebhookEvent): ParsedWebhook {
  return {
    event: webhookEventOf(event.type),
    connectorEvent: event.type,
    eventId: event.id,
    occurredAt: readTime(event.createdAt),
    reference: readReference(event),
    // An event that nobody listed decides nothing, whatever state it shows.
    details: webhookEventOf.knows(event.type) ? readDetails(event) : undefined,
    // #if Execute
    resource: event.refund ?? event.payment,
    // #else
    resource: event.payment,
    // #end
  };
}

export const acmeWebhooks = defineWebhooks({
  connector: "acme",
  // #if signed
  verify,
  // #end
  schema: webhookEvent,
  read: readEvent,
});
