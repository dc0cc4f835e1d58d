import { EVENT_CLASS_OF, ConnectorError, type IncomingWebhookEvent, type ParsedWebhook, type WebhookDetails } from "@switchyard/interfaces";
import { bodyField, defineWebhooks, hash, present, type WebhookInput } from "@switchyard/utils";
import { toPlainKey } from "./auth.js";
import { notification, type Notification } from "./responses.js";
import { readAmount, readCall, readMandate } from "./transformers/payment-result.js";
import { reversed } from "./transformers/return.js";
import { mapCaptureStatus, mapCredit, mapDispute, mapPaymentStatus, mapRefundStatus, mapStep, mapVoidStatus } from "./transformers/status.js";

const SIGNED = ["event.tid", "event.type", "result.status", "transaction.amount", "transaction.currency"].map((path) => bodyField(path));

/**
 * The signed fields as they were written, and the access key backwards (tech-spec, section 7.2). An amount of 0 is there,
 * one that is absent is not. Order number, status and parent are not signed.
 */
function toSignedText(input: WebhookInput): string {
  return [...SIGNED.flatMap((field) => field.read(input)), reversed(toPlainKey(input.secret).expose())].join("");
}

/** The state after the event. A call that failed has no other. */
function readWord(body: Notification): string | undefined {
  if (readCall(body) === "failed") return "FAILURE";
  return readCall(body) === "worked" ? present(body.transaction?.status) : undefined;
}

/** What happened: by the event and the state of its transaction, never by which fields there are (tech-spec, section 7.3). */
function readEventType(body: Notification): IncomingWebhookEvent {
  const { event, transaction } = body;
  if (transaction == null || readCall(body) === "unknown") return "event_not_supported";
  if (event.type === "CREDIT") return mapCredit(transaction.payment_type);
  if (mapDispute.knows(event.type)) return mapDispute(event.type);
  // Of the updates, only one of the status says what became of the payment.
  const step = event.type === "TRANSACTION_UPDATE" && transaction.update_type === "STATUS" ? "PAYMENT" : event.type;
  return mapStep(`${step} ${readWord(body) ?? ""}`);
}

/** A refund is a transaction of its own, and the event's; of one that came back, the event's is the money that did. */
function readRefundId({ event, transaction }: Notification): string | undefined {
  return present(transaction?.refund?.tid) ?? (event.type === "CREDIT" ? undefined : present(event.tid));
}

/** @throws ConnectorError WebhookReferenceIdNotFound */
function readReference({ event, transaction }: Notification, refundId?: string): ParsedWebhook["reference"] {
  if (refundId !== undefined) return { type: "refund", by: "connector_refund_id", id: refundId };
  const order = present(transaction?.order_no);
  if (order !== undefined) return { type: "payment", by: "merchant_reference", id: order };
  // With a parent, the event's own transaction is another one.
  const id = present(event.parent_tid) ?? present(transaction?.tid);
  if (id !== undefined) return { type: "payment", by: "connector_transaction_id", id };
  throw new ConnectorError("WebhookReferenceIdNotFound", {});
}

const TABLE_OF_EVENT = new Map(Object.entries({ TRANSACTION_CAPTURE: mapCaptureStatus, TRANSACTION_CANCEL: mapVoidStatus }));

function readPayment(body: Notification): WebhookDetails {
  const { event, result, transaction } = body;
  const word = readWord(body);
  const table = TABLE_OF_EVENT.get(event.type) ?? mapPaymentStatus;
  const failed = word === "FAILURE";
  return {
    type: "payment",
    // Money that came in by itself may be a part of the order: a query tells.
    status: event.type === "CREDIT" ? "pending" : table(word),
    connectorStatus: present(transaction?.status),
    connectorTransactionId: present(event.parent_tid) ?? present(transaction?.tid),
    ...readAmount(transaction?.amount, transaction?.currency),
    mandateReference: transaction == null ? undefined : readMandate(transaction),
    networkTxnId: present(transaction?.payment_data?.scheme_tid),
    errorCode: failed ? present(result?.status_code) : undefined,
    errorMessage: failed ? present(result?.status_text) : undefined,
  };
}

function readRefund(body: Notification): WebhookDetails {
  const { event, transaction } = body;
  const { refund, currency } = transaction ?? {};
  return {
    type: "refund",
    status: event.type === "CREDIT" ? "failure" : mapRefundStatus(readWord(body)),
    connectorStatus: present(transaction?.status),
    connectorRefundId: readRefundId(body),
    ...readAmount(refund?.amount, refund?.currency ?? currency),
  };
}

/** A dispute's id is the event's own transaction. Without an amount it has no details. */
function readDispute({ event, transaction }: Notification): WebhookDetails | undefined {
  const { amount, currency } = readAmount(transaction?.amount, transaction?.currency);
  const connectorDisputeId = present(event.tid);
  if (amount === undefined || currency === undefined || connectorDisputeId === undefined) return undefined;
  return {
    type: "dispute",
    amount,
    currency,
    stage: "dispute",
    connectorStatus: event.type,
    connectorDisputeId,
    connectorReason: present(transaction?.reason),
    connectorReasonCode: present(transaction?.reason_code),
  };
}

/** Novalnet numbers no events: what one says tells it from another. */
function readEventId({ event, transaction }: Notification): string {
  return [event.type, event.tid, transaction?.status, transaction?.update_type, transaction?.amount].map((part) => String(part ?? "")).join("-");
}

function readNotification(body: Notification): ParsedWebhook {
  const event = readEventType(body);
  const base = { event, connectorEvent: body.event.type, eventId: readEventId(body), resource: body.transaction ?? undefined };
  switch (EVENT_CLASS_OF[event]) {
    // The state and whose it is are not signed (tech-spec, section 7.2): the processor is asked.
    case "payments":
      return { ...base, reference: readReference(body), details: readPayment(body), confirm: true };
    case "refunds":
      return { ...base, reference: readReference(body, readRefundId(body)), details: readRefund(body), confirm: true };
    case "disputes":
      return { ...base, reference: readReference(body), details: readDispute(body) };
    default:
      return base;
  }
}

export const novalnetWebhooks = defineWebhooks({
  connector: "novalnet",
  // A plain hash, not a keyed one, in spite of what is often said of it.
  verify: hash("SHA-256", { signature: bodyField("event.checksum"), message: toSignedText }),
  schema: notification,
  read: readNotification,
  // Anything else than 200 makes Novalnet send again, at the end of the day and on the next.
  answer: () => ({ status: 200, headers: {}, body: "" }),
});
