import { ConnectorError, DisputeStage, type ObjectReferenceId, type ParsedWebhook } from "@switchyard/interfaces";
import { defineWebhooks, header, hmac, parseFormPairs, present, StringMajorUnitForConnector as amounts, tryReadAmount } from "@switchyard/utils";
import { notification, type Notification } from "./responses.js";
import { mapDisputeEvent, mapWebhookEvent } from "./transformers/status.js";

const TIMESTAMP = "bls-ipn-timestamp";

/**
 * The timestamp's text as it stands, and the raw body right behind it (tech-spec, section 7.2). How old it may be is not
 * documented, and deliveries are repeated for days: its age is not asked after.
 */
const verify = hmac("SHA-256", {
  signature: header("bls-signature"),
  timestamp: { at: header(TIMESTAMP), unit: "utc" },
  message: ({ headers, rawBody }) => [headers[TIMESTAMP] ?? "", rawBody],
});

/** An amount whatever its sign, with or without commas: money that goes back is `-1,234.50` (tech-spec, trap 12). */
function readAmount(text: string | null | undefined, currency: string | undefined) {
  return tryReadAmount(text?.replace(/^-/, "").replaceAll(",", ""), currency, amounts);
}

/** Our reference where there is one, else BlueSnap's number: never the one in the place of the other. */
function readPayment({ merchantTransactionId, referenceNumber }: Notification): ObjectReferenceId | undefined {
  const [own, theirs] = [present(merchantTransactionId), present(referenceNumber)];
  if (own !== undefined) return { type: "payment", by: "merchant_reference", id: own };
  return theirs === undefined ? undefined : { type: "payment", by: "connector_transaction_id", id: theirs };
}

type Read = Pick<ParsedWebhook, "event" | "reference" | "details">;

/** A chargeback, told apart by the type alone; where a payment's fields are missing, its status alone says what it is. */
function readDispute(body: Notification, currency: string | undefined): Read {
  const amount = readAmount(body.invoiceChargeAmount, currency);
  const [connectorDisputeId, connectorStatus] = [present(body.reversalRefNum), present(body.cbStatus)];
  const read = { event: mapDisputeEvent(connectorStatus), reference: readPayment(body) };
  if (amount === undefined || currency === undefined || connectorDisputeId === undefined || connectorStatus === undefined) return read;
  const stated = { amount, currency, connectorDisputeId, connectorStatus, connectorReason: present(body.reversalReason) };
  return { ...read, details: { type: "dispute", stage: DisputeStage.Dispute, ...stated } };
}

function readRefund(body: Notification, currency: string | undefined): Read {
  const id = present(body.reversalRefNum);
  const amount = readAmount(present(body.reversalAmount) ?? body.invoiceChargeAmount, currency);
  return {
    event: mapWebhookEvent(body.transactionType),
    reference: id === undefined ? undefined : { type: "refund", by: "connector_refund_id", id },
    details: { type: "refund", status: "success", connectorStatus: "REFUND", connectorRefundId: id, amount, currency },
  };
}

function readCharge(body: Notification, currency: string | undefined): Read {
  const read = { event: mapWebhookEvent(body.transactionType), reference: readPayment(body) };
  if (read.event === "event_not_supported") return read;
  const connectorStatus = body.transactionType ?? undefined;
  const amount = readAmount(body.invoiceChargeAmount, currency);
  const stated = { type: "payment", connectorStatus, connectorTransactionId: present(body.referenceNumber), amount, currency } as const;
  if (read.event === "payment_intent_success") return { ...read, details: { ...stated, status: "charged" } };
  const errorReason = present(body.declineReason);
  return { ...read, details: { ...stated, status: "failure", errorMessage: errorReason ?? connectorStatus, errorReason } };
}

/** Chargebacks and everything else come to one place: the type tells, or the chargeback's status where there is no type. */
function readNotification(body: Notification): ParsedWebhook {
  const type = present(body.transactionType)?.toUpperCase();
  const word = present(body.cbStatus);
  if (type === undefined && word === undefined) throw new ConnectorError("WebhookBodyDecodingFailed", { reason: "it has no transactionType" });
  const currency = (present(body.invoiceChargeCurrency) ?? present(body.currency))?.toUpperCase();
  const isDispute = type === undefined || type === "CHARGEBACK" || type === "CHARGEBACK_STATUS_CHANGED";
  const readOther = type === "REFUND" ? readRefund : readCharge;
  return {
    ...(isDispute ? readDispute(body, currency) : readOther(body, currency)),
    connectorEvent: [type ?? "CHARGEBACK", isDispute ? word : undefined].filter((part) => part !== undefined).join(" "),
    // BlueSnap numbers no events: what a delivery and its repetitions share.
    eventId: [type, body.referenceNumber, body.reversalRefNum, word, body.transactionDate].map((part) => part ?? "").join("/"),
    resource: body,
  };
}

export const bluesnapWebhooks = defineWebhooks({
  connector: "bluesnap",
  verify,
  schema: notification,
  decode: (text) => Object.fromEntries(parseFormPairs(text)),
  read: readNotification,
});
