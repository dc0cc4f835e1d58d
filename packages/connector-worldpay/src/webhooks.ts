import { minorUnit, type ParsedWebhook } from "@switchyard/interfaces";
import { defineWebhooks, header, hmac } from "@switchyard/utils";
import { webhookEvent, type WebhookEvent } from "./responses.js";
import { attemptStatusOfEvent, webhookEventOf } from "./transformers/status.js";

/** `Event-Signature: {keyId}/{hashFunction}/{signature}`, several separated by commas while keys change (tech-spec, section 7). */
const eventSignature = header("event-signature", {
  separator: ",",
  pick: (value) => {
    const [, hashFunction, signature] = value.split("/");
    return hashFunction?.trim().toUpperCase() === "SHA256" ? signature?.trim() : undefined;
  },
  format: (signature) => `1/SHA256/${signature}`,
});

/** An event's time has no zone: it is UTC [inferred]. */
function readTime(timestamp: string | null | undefined): Date | undefined {
  if (timestamp == null) return undefined;
  const time = new Date(/(z|[+-]\d{2}:?\d{2})$/i.test(timestamp) ? timestamp : `${timestamp}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function readEvent({ eventId, eventTimestamp, eventDetails }: WebhookEvent): ParsedWebhook {
  const { type, amount, token } = eventDetails;
  const occurredAt = readTime(eventTimestamp);
  const tokenId = token?.tokenId ?? undefined;
  return {
    event: webhookEventOf(type),
    connectorEvent: type,
    ...(eventId == null ? {} : { eventId }),
    ...(occurredAt === undefined ? {} : { occurredAt }),
    // An event names a payment by our reference; it holds no linkData.
    reference: { type: "payment", by: "merchant_reference", id: eventDetails.transactionReference },
    details: {
      type: "payment",
      status: attemptStatusOfEvent(type),
      connectorStatus: type,
      amount: amount?.value == null ? undefined : minorUnit(amount.value, "eventDetails.amount.value"),
      currency: amount?.currencyCode ?? undefined,
      mandateReference:
        token == null ? undefined : { connectorMandateId: token.href.expose(), ...(tokenId === undefined ? {} : { paymentMethodId: tokenId }) },
      networkTxnId: eventDetails.schemeReference ?? undefined,
      connectorResponseReferenceId: eventDetails.reference ?? undefined,
    },
    resource: { lastEvent: type },
  };
}

export const worldpayWebhooks = defineWebhooks({
  connector: "worldpay",
  verify: hmac("SHA-256", { signature: eventSignature, encoding: "hex", key: "hex" }),
  schema: webhookEvent,
  read: readEvent,
});
