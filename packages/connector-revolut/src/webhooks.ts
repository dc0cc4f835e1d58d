import type { IncomingWebhook, IncomingWebhookRequest, ParsedWebhook } from "@switchyard/interfaces";
import { defineWebhooks, header, hmac, present } from "@switchyard/utils";
import { signingSecretOf } from "./auth.js";
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
  const { event, merchant_order_ext_ref } = body;
  const [orderId, disputeId] = [present(body.order_id), present(body.dispute_id)];
  const sent = headers[TIMESTAMP] ?? "";
  const common = {
    event: mapWebhookEvent(event),
    connectorEvent: event,
    // Revolut numbers no events.
    eventId: [event, orderId ?? disputeId ?? "", sent].join("-"),
    occurredAt: /^\d{1,15}$/.test(sent) ? new Date(Number(sent)) : undefined,
    resource: body,
    // An order that is completed may be a payment or a refund, in full or in part: Revolut must be asked.
    confirm: mapWebhookEvent.knows(event),
  };
  if (disputeId !== undefined) return { ...common, reference: { type: "dispute", by: "connector_dispute_id", id: disputeId } };
  if (orderId === undefined) return common;
  const reference = { type: "payment", by: "connector_transaction_id", id: orderId } as const;
  if (!mapEventStatus.knows(event)) return { ...common, reference };
  return {
    ...common,
    reference,
    details: {
      type: "payment",
      status: mapEventStatus(event),
      connectorStatus: event,
      connectorTransactionId: orderId,
      connectorResponseReferenceId: present(merchant_order_ext_ref),
    },
  };
}

const declared = defineWebhooks({
  connector: "revolut",
  verify,
  schema: webhookEvent,
  read: readEvent,
  answer: (_, accepted) => ({ status: accepted ? 204 : 400, headers: {}, body: "" }),
});

/** The signing secret of the credentials stands in where the call brings none (tech-spec, section 2). */
export const revolutWebhooks: IncomingWebhook = {
  ...declared,
  verifyWebhookSource(request, secrets, context) {
    const own = signingSecretOf(context.auth);
    const given = secrets?.secrets.length ? secrets : own === undefined ? undefined : { secrets: [own] };
    return declared.verifyWebhookSource(request, given, context);
  },
};
