import { ConnectorError, type ParsedWebhook } from "@switchyard/interfaces";
import { defineWebhooks, header, hmac, MinorUnitForConnector, readTime, tryReadAmount } from "@switchyard/utils";
import { webhookEvent, type WebhookEvent } from "./responses.js";
import { readMandate } from "./transformers/payment-result.js";
import { mapEventStatus, mapWebhookEvent } from "./transformers/status.js";

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
function readEventTime(timestamp: string | null | undefined): Date | undefined {
  const text = timestamp ?? "";
  return readTime(/(z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
}

/** @throws ConnectorError WebhookEventTypeNotFound */
function readEvent({ eventId, eventTimestamp, eventType, eventDetails }: WebhookEvent): ParsedWebhook {
  const { amount, token, transactionReference } = eventDetails;
  const type = eventDetails.type ?? eventType;
  if (type == null) throw new ConnectorError("WebhookEventTypeNotFound", {});
  return {
    event: mapWebhookEvent(type),
    connectorEvent: type,
    eventId: eventId ?? undefined,
    occurredAt: readEventTime(eventTimestamp),
    // An event names a payment by our reference; it holds no linkData.
    reference: { type: "payment", by: "merchant_reference", id: transactionReference },
    details: {
      type: "payment",
      status: mapEventStatus(type),
      connectorStatus: type,
      amount: tryReadAmount(amount?.value, amount?.currencyCode, MinorUnitForConnector),
      currency: amount?.currencyCode ?? undefined,
      mandateReference: readMandate(token),
      networkTxnId: eventDetails.schemeReference ?? undefined,
      // Of a settlement or refund: the reference that its request gave it.
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
