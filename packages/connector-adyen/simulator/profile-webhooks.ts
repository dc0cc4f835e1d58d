import type { SentWebhook, WebhookSchema } from "@switchyard/testkit";

const STANDARD = "adyen-webhooks.json";
const TOKENS = "adyen-tokenization-webhooks.json";

/** The schema of each event's message, as the document's operations name it. */
const SCHEMAS: Readonly<Record<string, string>> = {
  AUTHORISATION: "AuthorisationNotificationRequest",
  AUTHORISATION_ADJUSTMENT: "AuthorisationAdjustmentNotificationRequest",
  CANCELLATION: "CancellationNotificationRequest",
  CANCEL_OR_REFUND: "CancelOrRefundNotificationRequest",
  CAPTURE: "CaptureNotificationRequest",
  CAPTURE_FAILED: "RefundCaptureFailedNotificationRequest",
  CHARGEBACK: "ChargebackNotificationRequest",
  CHARGEBACK_REVERSED: "ChargebackReversedNotificationRequest",
  DISPUTE_DEFENSE_PERIOD_ENDED: "DisputeDefensePeriodEndedNotificationRequest",
  EXPIRE: "ExpireNotificationRequest",
  INFORMATION_SUPPLIED: "InformationSuppliedNotificationRequest",
  NOTIFICATION_OF_CHARGEBACK: "NotificationOfChargebackNotificationRequest",
  OFFER_CLOSED: "NotificationRequest",
  ORDER_OPENED: "NotificationRequest",
  ORDER_CLOSED: "NotificationRequest",
  PAIDOUT_REVERSED: "PaidoutReversedNotificationRequest",
  PAYOUT_DECLINE: "PayoutNotificationRequest",
  PAYOUT_EXPIRE: "PayoutNotificationRequest",
  PAYOUT_THIRDPARTY: "PayoutNotificationRequest",
  RECURRING_CONTRACT: "RecurringContractNotificationRequest",
  REFUND: "RefundNotificationRequest",
  REFUND_FAILED: "RefundCaptureFailedNotificationRequest",
  REFUNDED_REVERSED: "ModificationNotificationRequest",
  TECHNICAL_CANCEL: "ModificationNotificationRequest",
};

const TOKEN_SCHEMAS: Readonly<Record<string, string>> = {
  "recurring.token.created": "TokenizationCreatedDetailsNotificationRequest",
  "recurring.token.updated": "TokenizationUpdatedDetailsNotificationRequest",
  "recurring.token.alreadyExisting": "TokenizationAlreadyExistingDetailsNotificationRequest",
  "recurring.token.disabled": "TokenizationDisabledDetailsNotificationRequest",
};

/** What of a webhook Adyen's documents describe: all of it. */
export function toWebhookSchemas(body: unknown, { type = "" }: SentWebhook): readonly WebhookSchema[] {
  const [schema, document] = type in TOKEN_SCHEMAS ? [TOKEN_SCHEMAS[type], TOKENS] : [SCHEMAS[type], STANDARD];
  return schema === undefined ? [] : [{ schema, document, value: body }];
}

const ITEM = "notificationItems.*.NotificationRequestItem";

/** What of a standard webhook the signature leaves out (tech-spec, section 7.1), as far as it is read. */
export const UNSIGNED: Readonly<Record<string, string>> = {
  [`${ITEM}.additionalData`]: "Adyen signs eight fields of an item; these name tokens and describe disputes",
  [`${ITEM}.eventDate`]: "Adyen signs eight fields of an item; this says when",
  [`${ITEM}.paymentMethod`]: "Adyen signs eight fields of an item; this stands in the resource",
  [`${ITEM}.reason`]: "Adyen signs eight fields of an item; this says why, in words",
};

interface Message {
  readonly notificationItems?: readonly { readonly NotificationRequestItem: { readonly additionalData?: Readonly<Record<string, string>> } }[];
}

/** The webhook without its signature: in the items of a standard one, in a header of the other. */
export function unsigned(sent: SentWebhook): SentWebhook {
  const { "content-type": contentType } = sent.headers;
  const headers = contentType === undefined ? {} : { "content-type": contentType };
  const message = JSON.parse(new TextDecoder().decode(sent.body)) as Message; // The simulator wrote it.
  if (message.notificationItems === undefined) return { ...sent, headers };
  const notificationItems = message.notificationItems.map(({ NotificationRequestItem: item }) => {
    const { hmacSignature: _, ...additionalData } = item.additionalData ?? {};
    return { NotificationRequestItem: { ...item, additionalData } };
  });
  return { ...sent, headers, body: new TextEncoder().encode(JSON.stringify({ ...message, notificationItems })) };
}
