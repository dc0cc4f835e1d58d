import { encodeBase64, hmacDigest, stringifyJson } from "@switchyard/utils";
import { bare } from "./answers.js";
import { newOrderId, toTimestamp, type Order, type World } from "./world.js";

/** base64 of HMAC-SHA512 over the values, with commas between them and nothing else (tech-spec, section 7.2). */
export function signNotification(secret: string, values: readonly string[]): string {
  return encodeBase64(hmacDigest("SHA-512", secret, values.join(",")));
}

/** What happened, in noon's words. */
export type EventType = "Authenticate" | "Authorize" | "Sale" | "Capture" | "Refund" | "Reverse" | "Cancel" | "Expire" | "Fail";

/** Queues a signed notification. It says that something happened, and nothing of amounts or transactions. */
export function announce(world: World, order: Order, type: EventType, status: string = order.status): void {
  const { form, upperCase } = world.modes.notifications;
  const isRetry = form === "retry";
  const eventType = upperCase ? type.toUpperCase() : type;
  const eventId = world.ids.uuid();
  const timeStamp = toTimestamp(world);
  // A retry is an order of its own, which names the first one.
  const orderId = isRetry ? newOrderId(world) : order.id;
  const more = isRetry ? [order.id, order.reference, "2"] : form === "reference" ? [order.reference] : [];
  const signature = signNotification(world.settings.credentials.webhookSecret, [orderId, status, eventId, eventType, timeStamp, ...more]);
  const body = {
    orderId: bare(orderId),
    orderStatus: status,
    eventType,
    eventId,
    timeStamp,
    ...(form === "plain" ? {} : { merchantOrderReference: order.reference }),
    ...(isRetry ? { originalOrderId: bare(order.id), attemptNumber: 2 } : {}),
    signature,
  };
  world.webhooks.queue({ id: eventId, type: `${type} ${status}`, body: stringifyJson(body) });
}
