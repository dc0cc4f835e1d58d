import { ConnectorError, type ObjectReferenceId, type ParsedWebhook } from "@switchyard/interfaces";
import { anyOf, bodyField, defineWebhooks, hmac, present, readTime, type VerificationRecipe, type WebhookInput } from "@switchyard/utils";
import { notification, type Notification } from "./responses.js";
import { mapEvent, mapOrderStatus } from "./transformers/status.js";

const REFERENCE = "merchantOrderReference";
const SIGNED = ["orderId", "orderStatus", "eventId", "eventType", "timeStamp"];
/** Of an order with retries three values more are signed, so that a reader may trust them. */
const SIGNED_OF_RETRY = [...SIGNED, "originalOrderId", REFERENCE, "attemptNumber"];

/**
 * The signed values as they were written: no enum is printed again, no digit lost (tech-spec, section 7.2). A value with a comma
 * could pass for two, but for a reference of the merchant's own.
 */
function toSignedText(input: WebhookInput, signed: readonly string[]): string {
  const isRetry = bodyField("attemptNumber").read(input).length > 0;
  const fields = isRetry ? SIGNED_OF_RETRY : signed;
  const values = fields.map((field) => bodyField(field).read(input)[0]);
  if (values.some((value, at) => value === undefined || (value.includes(",") && fields[at] !== REFERENCE))) {
    throw new ConnectorError("WebhookBodyDecodingFailed", { reason: "it lacks what is signed" });
  }
  return values.join();
}

function recipe(signed: readonly string[]): VerificationRecipe {
  return hmac("SHA-512", { signature: bodyField("signature"), encoding: "base64", message: (input) => toSignedText(input, signed) });
}

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

function readNotification(body: Notification): ParsedWebhook {
  const { orderId, orderStatus, eventType, timeStamp } = body;
  const event = mapEvent(`${eventType.toUpperCase()} ${orderStatus}`);
  // A word such as LOCKED says nothing of the payment.
  const isTold = event !== "event_not_supported" && mapOrderStatus.knows(orderStatus);
  const status = mapOrderStatus(orderStatus);
  return {
    event,
    connectorEvent: eventType,
    eventId: readEventId(body),
    occurredAt: readTime(timeStamp),
    reference: readReference(body),
    details: isTold ? { type: "payment", status, connectorStatus: orderStatus, connectorTransactionId: orderId } : undefined,
    resource: body,
  };
}

export const noonWebhooks = defineWebhooks({
  connector: "noon",
  // Some accounts sign the reference as a sixth value.
  verify: anyOf(recipe(SIGNED), recipe([...SIGNED, REFERENCE])),
  schema: notification,
  read: readNotification,
  answer: () => ({ status: 200, headers: {}, body: "" }),
});
