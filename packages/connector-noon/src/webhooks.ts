import { ConnectorError, type ObjectReferenceId, type ParsedWebhook, type WebhookDetails } from "@switchyard/interfaces";
import { anyOf, bodyField, defineWebhooks, hmac, present, type VerificationRecipe, type WebhookInput } from "@switchyard/utils";
import { notification, type Notification } from "./responses.js";
import { mapEvent, mapOrderStatus } from "./transformers/status.js";

const SIGNED = ["orderId", "orderStatus", "eventId", "eventType", "timeStamp"];
const REFERENCE = "merchantOrderReference";

function isRetry(input: WebhookInput): boolean {
  return bodyField("attemptNumber").read(input).length > 0;
}

function lacking(): never {
  throw new ConnectorError("WebhookBodyDecodingFailed", { reason: "it lacks what is signed" });
}

/**
 * The values of these fields as they were written: no enum is printed again, no digit lost (tech-spec, section 7.2). A value with
 * a comma could pass for two, but for a reference of the merchant's own.
 */
function toSignedText(input: WebhookInput, fields: readonly string[]): string {
  const values = fields.map((field) => bodyField(field).read(input)[0]);
  if (values.some((value, at) => value === undefined || (value.includes(",") && fields[at] !== REFERENCE))) {
    return lacking();
  }
  return values.join();
}

function recipe(message: (input: WebhookInput) => string): VerificationRecipe {
  return hmac("SHA-512", { signature: bodyField("signature"), encoding: "base64", message });
}

/** Five values; of an order with retries three more, so that a reader may trust them. */
const usual = recipe((input) => toSignedText(input, isRetry(input) ? [...SIGNED, "originalOrderId", REFERENCE, "attemptNumber"] : SIGNED));
/** Some accounts sign the reference as a sixth value, but never so with a retry. */
const withReference = recipe((input) => (isRetry(input) ? lacking() : toSignedText(input, [...SIGNED, REFERENCE])));

/** The reference is signed with a retry, whose order is another one than was made; else the order's id is what is certain. */
function readReference({ orderId, attemptNumber, merchantOrderReference }: Notification): ObjectReferenceId {
  const reference = present(attemptNumber) === undefined ? undefined : present(merchantOrderReference);
  if (reference !== undefined) return { type: "payment", by: "merchant_reference", id: reference };
  return { type: "payment", by: "connector_transaction_id", id: orderId };
}

/** Deliveries repeat, also under new ids: what they say is the same. Only parts may come twice and mean two (tech-spec, trap 27). */
function readEventId({ orderId, orderStatus, eventType, eventId }: Notification): string {
  const said = [orderId, orderStatus, eventType.toUpperCase()];
  return (orderStatus.startsWith("PARTIALLY_") ? [...said, eventId] : said).join("-");
}

/** Seven decimals are more than every runtime reads. */
function readTime(text: string | null | undefined): Date | undefined {
  const time = new Date((text ?? "").replace(/(\.\d{3})\d+/, "$1"));
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Details of a payment, unless the word says nothing of it, as LOCKED does. */
function readDetails({ orderId, orderStatus }: Notification): WebhookDetails | undefined {
  if (!mapOrderStatus.knows(orderStatus)) return undefined;
  return { type: "payment", status: mapOrderStatus(orderStatus), connectorStatus: orderStatus, connectorTransactionId: orderId };
}

function readNotification(body: Notification): ParsedWebhook {
  const { orderStatus, eventType, timeStamp } = body;
  const event = mapEvent(`${eventType.toUpperCase()} ${orderStatus}`);
  return {
    event,
    connectorEvent: eventType,
    eventId: readEventId(body),
    occurredAt: readTime(timeStamp),
    reference: readReference(body),
    details: event === "event_not_supported" ? undefined : readDetails(body),
    resource: body,
  };
}

export const noonWebhooks = defineWebhooks({
  connector: "noon",
  verify: anyOf(usual, withReference),
  schema: notification,
  read: readNotification,
  answer: () => ({ status: 200, headers: {}, body: "" }),
});
