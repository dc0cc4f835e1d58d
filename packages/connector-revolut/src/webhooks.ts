import type { IncomingWebhookRequest, ParsedWebhook } from "@switchyard/interfaces";
import { defineWebhooks, header, hmac, present } from "@switchyard/utils";
import { webhookEvent, type WebhookEvent } from "./responses.js";
import { mapEventStatus, mapWebhookEvent } from "./transformers/status.js";

const TIMESTAMP = "revolut-request-timestamp";

/**
 * `Revolut-Signature: v1={hex}`, several of them while the secret is rotated: HMAC-SHA-256 of `v1.{timestamp}.{raw body}`
 * under the secret as text, `wsk_` included (tech-spec, section 7).
 */
const verify = hmac("SHA-256", {
  signature: header("revolut-signature", { separator: ",", after: "v1=" }),
  message: ({ headers, text }) => `v1.${headers[TIMESTAMP] ?? ""}.${text}`,
  timestamp: { at: header(TIMESTAMP), unit: "ms", toleranceSeconds: 300 },
});

/** Events name what happened to what, and no more: their status is provisional, and a query follows (tech-spec, section 7). */
function readEvent(body: WebhookEvent, { headers }: IncomingWebhookRequest): ParsedWebhook {
  const { event } = body;
  const [id, disputeId] = [present(body.order_id), present(body.dispute_id)];
  const sent = headers[TIMESTAMP] ?? "";
  const common = {
    event: mapWebhookEvent(event),
    connectorEvent: event,
    // Revolut numbers no events.
    eventId: [event, id ?? disputeId ?? "", sent].join("-"),
    occurredAt: /^\d{1,15}$/.test(sent) ? new Date(Number(sent)) : undefined,
    resource: body,
    // An order that is completed may be a payment or a refund, in full or in part: Revolut must be asked.
    confirm: mapWebhookEvent.knows(event),
  };
  if (disputeId !== undefined) return { ...common, reference: { type: "dispute", by: "connector_dispute_id", id: disputeId } };
  if (id === undefined) return common;
  const reference = { type: "payment", by: "connector_transaction_id", id } as const;
  if (!mapEventStatus.knows(event)) return { ...common, reference };
  const found = { status: mapEventStatus(event), connectorStatus: event, connectorTransactionId: id };
  return { ...common, reference, details: { type: "payment", ...found, connectorResponseReferenceId: present(body.merchant_order_ext_ref) } };
}

/** The signing secret of the credentials stands in where the call brings none (tech-spec, section 2). */
export const revolutWebhooks = defineWebhooks({
  connector: "revolut",
  verify,
  secretOf: (auth) => (auth.type === "BodyKey" || auth.type === "SignatureKey" ? auth.key1 : undefined),
  schema: webhookEvent,
  read: readEvent,
  answer: (_, accepted) => ({ status: accepted ? 204 : 400, headers: {}, body: "" }),
});
