import { ConnectorError, type IncomingWebhookEvent, type ObjectReferenceId, type ParsedWebhook, type WebhookDetails } from "@switchyard/interfaces";
import { defineWebhooks, header, hmac, keptText, type WebhookInput } from "@switchyard/utils";
import { eventBody, idOf, type EventBody, type EventObject } from "./responses.js";
import { readAmount, readMoney } from "./transformers/amount.js";
import { paymentOf, toDisputePayload } from "./transformers/disputes.js";
import { isStoredAsItself } from "./transformers/methods/method.js";
import { toMandateReference } from "./transformers/methods/stored.js";
import { readStatus } from "./transformers/payment-result.js";
import {
  mapDisputeWord,
  mapEventType,
  mapMandateEvent,
  mapMandateStatus,
  mapPayoutStatus,
  mapRefundEvent,
  mapRefundStatus,
  mapSetupStatus,
} from "./transformers/status.js";
import { dateOf } from "./transformers/time.js";

/** `Stripe-Signature: t=<unix seconds>,v1=<hex>[,v1=<hex>…]`: several while a secret is rolled over (tech-spec, section 7). */
const part = (name: "t" | "v1") => header("stripe-signature", { separator: ",", after: `${name}=` });
const [timestamp, signature] = [part("t"), part("v1")];

/** What is signed: the time, a point, and the bytes of the body as they came. */
function toSignedMessage(input: WebhookInput) {
  return [timestamp.read(input)[0] ?? "", ".", input.rawBody];
}

type Family = "payment" | "setup" | "charge" | "refund" | "dispute" | "mandate" | "payment_method" | "source" | "payout" | "none";

/** What an event is about, by the beginning of its type. */
const FAMILIES: readonly (readonly [prefix: string, family: Family])[] = [
  ["payment_intent.", "payment"],
  ["setup_intent.", "setup"],
  // Older names of what `refund.…` says, and disputes, begin like charges.
  ["charge.refund.", "refund"],
  ["charge.dispute.", "dispute"],
  ["charge.", "charge"],
  ["refund.", "refund"],
  ["mandate.", "mandate"],
  ["payment_method.", "payment_method"],
  ["source.", "source"],
  ["payout.", "payout"],
  ["transfer.", "payout"],
];

function familyOf(type: string): Family {
  return FAMILIES.find(([prefix]) => type.startsWith(prefix))?.[1] ?? "none";
}

/** Events that go by the status of what they are about (tech-spec, section 7). */
const BY_STATUS: Readonly<Record<string, (status: string | null | undefined) => IncomingWebhookEvent>> = {
  "refund.created": mapRefundEvent,
  "refund.updated": mapRefundEvent,
  "charge.refund.updated": mapRefundEvent,
  "charge.dispute.updated": mapDisputeWord,
  "charge.dispute.closed": mapDisputeWord,
  // Also sent where only a part came back.
  "charge.dispute.funds_reinstated": (status) => (status === "won" ? "dispute_won" : "event_not_supported"),
  "mandate.updated": mapMandateEvent,
};

function toEvent(type: string, object: EventObject): IncomingWebhookEvent {
  // Also sent of a part that was reversed: then the payout stands.
  if (type === "transfer.reversed" && object.reversed !== true) return "event_not_supported";
  return Object.hasOwn(BY_STATUS, type) ? (BY_STATUS[type]?.(object.status) ?? "event_not_supported") : mapEventType(type);
}

function orderIdOf({ metadata }: EventObject, marker?: string): string | undefined {
  if (marker !== undefined && keptText(metadata, marker) !== "true") return undefined;
  return keptText(metadata, "order_id");
}

function paymentReference(id: string | undefined): ObjectReferenceId | undefined {
  return id === undefined ? undefined : { type: "payment", by: "connector_transaction_id", id };
}

/** What to look for: Stripe's ids, and our own reference where a charge or a refund says that it has one (tech-spec, section 7). */
function toReference(family: Family, object: EventObject): ObjectReferenceId | undefined {
  const id = object.id ?? undefined;
  switch (family) {
    case "payment":
    case "setup":
    case "source":
      return paymentReference(id);
    case "charge": {
      const order = orderIdOf(object);
      const payment = idOf(object.payment_intent);
      return payment === undefined && order !== undefined
        ? { type: "payment", by: "merchant_reference", id: order }
        : paymentReference(payment ?? id);
    }
    case "refund": {
      const own = orderIdOf(object, "is_refund_id_as_reference");
      if (own !== undefined) return { type: "refund", by: "merchant_reference", id: own };
      return id === undefined ? undefined : { type: "refund", by: "connector_refund_id", id };
    }
    case "dispute":
      return id === undefined ? undefined : { type: "dispute", by: "connector_dispute_id", id };
    case "mandate": {
      const method = idOf(object.payment_method) ?? id;
      return method === undefined ? undefined : { type: "mandate", by: "connector_mandate_id", id: method };
    }
    case "payment_method":
      return id === undefined ? undefined : { type: "mandate", by: "connector_mandate_id", id };
    case "payout":
      return id === undefined ? undefined : { type: "payout", by: "connector_payout_id", id };
    case "none":
      return undefined;
  }
}

/**
 * The mandate that an intent left. Of what is stored as a SEPA debit the event does not have the debit's id: a query finds it,
 * where the charge is expanded (tech-spec, section 4.9).
 */
function toMandate({ payment_method, payment_method_types: types, customer }: EventObject, stripeAccount: string | undefined) {
  const method = idOf(payment_method);
  const type = types?.[0];
  if (method === undefined || !isStoredAsItself(type)) return undefined;
  return toMandateReference(method, { customer: idOf(customer), type, stripeAccount });
}

function paymentDetails(object: EventObject, account: string | undefined): WebhookDetails {
  const { currency, last_payment_error: problem } = object;
  const intent = { ...object, id: object.id ?? "" };
  const isPaid = object.status === "succeeded" || object.status === "requires_capture" || object.status === "processing";
  return {
    type: "payment",
    status: readStatus(intent, false),
    connectorStatus: object.status ?? undefined,
    connectorTransactionId: object.id ?? undefined,
    ...readMoney(object.amount, currency),
    amountCaptured: readAmount(object.amount_received, currency),
    mandateReference: isPaid && object.setup_future_usage != null ? toMandate(object, account) : undefined,
    errorCode: problem?.code ?? problem?.type ?? undefined,
    errorMessage: problem?.message ?? undefined,
    errorReason: problem?.decline_code ?? undefined,
    connectorResponseReferenceId: orderIdOf(object),
  };
}

function setupDetails(object: EventObject): WebhookDetails {
  if (object.status === "succeeded") {
    const mandate = toMandate(object, undefined);
    return { type: "mandate", status: "active", connectorMandateId: mandate?.connectorMandateId };
  }
  const problem = object.last_setup_error;
  return {
    type: "payment",
    status: mapSetupStatus(object.status),
    connectorStatus: object.status ?? undefined,
    connectorTransactionId: object.id ?? undefined,
    errorCode: problem?.code ?? problem?.type ?? undefined,
    errorMessage: problem?.message ?? undefined,
    connectorResponseReferenceId: orderIdOf(object),
  };
}

function refundDetails(object: EventObject): WebhookDetails {
  return {
    type: "refund",
    status: mapRefundStatus(object.status),
    connectorStatus: object.status ?? undefined,
    connectorRefundId: object.id ?? undefined,
    ...readMoney(object.amount, object.currency),
    errorCode: object.failure_reason ?? undefined,
    connectorResponseReferenceId: paymentOf(object),
  };
}

function payoutDetails(type: string, object: EventObject): WebhookDetails {
  const ofTransfer = object.reversed === true ? "reversed" : "requires_fulfillment";
  return {
    type: "payout",
    status: type.startsWith("transfer.") ? ofTransfer : mapPayoutStatus(object.status),
    connectorPayoutId: object.id ?? undefined,
    errorCode: object.failure_code ?? undefined,
    errorMessage: object.failure_message ?? undefined,
  };
}

/** What the object says, as it was when the event happened. */
function toDetails(type: string, family: Family, object: EventObject, account: string | undefined): WebhookDetails | undefined {
  switch (family) {
    case "payment":
      return paymentDetails(object, account);
    case "setup":
      return setupDetails(object);
    case "refund":
      return refundDetails(object);
    case "dispute":
      return { type: "dispute", ...toDisputePayload(object) };
    case "mandate":
      return { type: "mandate", status: mapMandateStatus(object.status), connectorMandateId: idOf(object.payment_method) };
    case "payment_method":
      return type === "payment_method.detached" ? { type: "mandate", status: "revoked", connectorMandateId: object.id ?? undefined } : undefined;
    case "payout":
      return payoutDetails(type, object);
    case "charge":
    case "source":
    case "none":
      return undefined;
  }
}

/** @throws ConnectorError WebhookEventTypeNotFound */
function readEvent({ id, type, created, account, data }: EventBody): ParsedWebhook {
  if (type == null) throw new ConnectorError("WebhookEventTypeNotFound", {});
  const object = data?.object ?? {};
  const family = familyOf(type);
  const event = toEvent(type, object);
  return {
    event,
    connectorEvent: type,
    eventId: id ?? undefined,
    occurredAt: dateOf(created),
    reference: toReference(family, object),
    // What is only acknowledged says nothing that anybody should act on.
    details: event === "event_not_supported" ? undefined : toDetails(type, family, object, account ?? undefined),
    // The connected account that it happened at: what is asked about it must be asked as that account.
    resource: data?.object == null ? undefined : { ...data.object, account: account ?? undefined },
  };
}

export const stripeWebhooks = defineWebhooks({
  connector: "stripe",
  verify: hmac("SHA-256", {
    signature,
    encoding: "hex",
    message: toSignedMessage,
    timestamp: { at: timestamp, unit: "s", toleranceSeconds: 300 },
  }),
  schema: eventBody,
  read: readEvent,
});
