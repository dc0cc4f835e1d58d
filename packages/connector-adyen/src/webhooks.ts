import { IncomingWebhookEvent, type IncomingWebhookRequest, type ParsedWebhook } from "@switchyard/interfaces";
import { bodyField, defineWebhooks, header, hmac, parseJson, readTime, recipeBy, stringifyJson, tryParseJson } from "@switchyard/utils";
import { webhookBody, type WebhookBody } from "./responses.js";
import { describeItem, describeToken } from "./transformers/webhook-details.js";
import { mapTokenEvent, toEvent } from "./transformers/webhook-events.js";

const ITEM = "notificationItems.0.NotificationRequestItem";

/** What a notification's signature covers, in this order; what is absent or null is empty (tech-spec, section 7.1). */
const SIGNED = [
  "pspReference",
  "originalReference",
  "merchantAccountCode",
  "merchantReference",
  "amount.value",
  "amount.currency",
  "eventCode",
  "success",
].map((field) => bodyField(`${ITEM}.${field}`));

/** A standard notification carries its signature in the body, over eight of its fields. */
const standard = hmac("SHA-256", {
  signature: bodyField(`${ITEM}.additionalData.hmacSignature`),
  encoding: "base64",
  key: "hex",
  message: (input) => SIGNED.map((field) => field.read(input)[0] ?? "").join(":"),
});

/** A tokenization webhook has its signature in a header, over the whole body. */
const tokenization = hmac("SHA-256", { signature: header("hmacsignature"), encoding: "base64", key: "hex" });

/** An empty webhook, which only asks whether somebody is there, is one without notifications. */
const documentOf = (text: string): string => (text.trim() === "" ? '{"notificationItems":[]}' : text);

function readItems(body: Uint8Array): { readonly tree: object; readonly items: readonly unknown[] } | undefined {
  const tree = tryParseJson(documentOf(new TextDecoder().decode(body)));
  if (typeof tree !== "object" || tree === null) return undefined;
  const items: unknown = Reflect.get(tree, "notificationItems");
  return Array.isArray(items) ? { tree, items } : undefined;
}

/** Which of the two a webhook is: the same question as its reading asks, so that what is verified is what is read. */
const verify = recipeBy((body) => (readItems(body) === undefined ? tokenization : standard));

/** One message per notification: a standard webhook may hold several, each with a signature of its own. */
function split(request: IncomingWebhookRequest): readonly IncomingWebhookRequest[] {
  const found = readItems(request.body);
  if (found === undefined || found.items.length < 2) return [request];
  return found.items.map((item) => ({
    ...request,
    body: new TextEncoder().encode(stringifyJson({ ...found.tree, notificationItems: [item] })),
  }));
}

/** What a webhook says. */
function read(body: WebhookBody): ParsedWebhook {
  if (!("notificationItems" in body)) {
    const event = mapTokenEvent(body.type);
    return {
      event,
      connectorEvent: body.type,
      eventId: body.eventId ?? undefined,
      occurredAt: readTime(body.createdAt),
      ...describeToken(body, event),
      resource: body,
    };
  }
  const item = body.notificationItems[0]?.NotificationRequestItem;
  if (item === undefined) return { event: IncomingWebhookEvent.EndpointVerification, connectorEvent: "no notification" };
  const event = toEvent(item);
  return {
    event,
    connectorEvent: item.eventCode,
    // A dispute keeps its pspReference, and a payment's attempts share their merchantReference.
    eventId: `${item.eventCode}:${item.pspReference}:${item.success ?? ""}`,
    occurredAt: readTime(item.eventDate),
    ...describeItem(item, event),
    resource: item,
  };
}

export const adyenWebhooks = defineWebhooks({
  connector: "adyen",
  verify,
  schema: webhookBody,
  decode: (text) => parseJson(documentOf(text)),
  split,
  read,
  // Any 2xx will do; the text is what older documentation asks for.
  answer: (_, accepted) =>
    accepted
      ? { status: 200, headers: { "content-type": "text/plain" }, body: "[accepted]" }
      : { status: 401, headers: { "content-type": "text/plain" }, body: "" },
});
