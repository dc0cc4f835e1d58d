import {
  ConnectorError,
  CURRENCY_EXPONENT,
  DisputeStage,
  isConnectorError,
  type Currency,
  type MinorUnit,
  type ObjectReferenceId,
  type ParsedWebhook,
  type WebhookDetails,
} from "@switchyard/interfaces";
import {
  concatBytes,
  defineWebhooks,
  encodeHex,
  encodeUtf8,
  header,
  hmac,
  hmacDigest,
  parseFormPairs,
  present,
  StringMajorUnitForConnector as amounts,
  type VerificationRecipe,
} from "@switchyard/utils";
import { notification, type Notification } from "./responses.js";
import { mapDisputeEvent, mapWebhookEvent } from "./transformers/status.js";

const SIGNATURE = "bls-signature";
const TIMESTAMP = "bls-ipn-timestamp";

/** The timestamp's text as it stands, and the raw body right behind it (tech-spec, section 7.2). */
const toMessage = (timestamp: string, body: Uint8Array) => concatBytes(encodeUtf8(timestamp), body);

const signed = hmac("SHA-256", { signature: header(SIGNATURE), message: ({ headers, rawBody }) => toMessage(headers[TIMESTAMP] ?? "", rawBody) });

/** How old a timestamp may be is not documented, and deliveries are repeated for days: its age is not asked after. */
const verify: VerificationRecipe = {
  async verify(request, ...rest) {
    const outcome = await signed.verify(request, ...rest);
    const isTimed = present(request.headers[TIMESTAMP]) !== undefined;
    return isTimed || (!outcome.verified && outcome.reason !== "signature_mismatch") ? outcome : { verified: false, reason: "timestamp_missing" };
  },
  // Of a test payload, the timestamp counts for no more than of any other: one and the same will do.
  sign(body, secret) {
    if (present(secret) === undefined) return Promise.reject(new ConnectorError("WebhookVerificationSecretNotFound", {}));
    const timestamp = "1970-01-01 00:00:00.000";
    const signature = encodeHex(hmacDigest("SHA-256", secret, toMessage(timestamp, body)));
    return Promise.resolve({ headers: { [TIMESTAMP]: timestamp, [SIGNATURE]: signature }, body });
  },
};

function isCurrency(text: string): text is Currency {
  return Object.hasOwn(CURRENCY_EXPONENT, text);
}

/** An amount whatever its sign, with or without commas: money that goes back is `-1,234.50` (tech-spec, trap 12). */
function readAmount(text: string | null | undefined, currency: string | undefined): MinorUnit | undefined {
  const digits = present(text)?.replace(/^-/, "").replaceAll(",", "");
  if (digits === undefined || currency === undefined || !isCurrency(currency)) return undefined;
  try {
    return amounts.convertBack(digits, currency);
  } catch (error) {
    if (isConnectorError(error)) return undefined;
    throw error;
  }
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
  const event = mapDisputeEvent(connectorStatus);
  const isWhole = amount !== undefined && currency !== undefined && connectorDisputeId !== undefined && connectorStatus !== undefined;
  const details: WebhookDetails | undefined = isWhole
    ? {
        type: "dispute",
        amount,
        currency,
        stage: DisputeStage.Dispute,
        connectorStatus,
        connectorDisputeId,
        connectorReason: present(body.reversalReason),
      }
    : undefined;
  return { event, reference: readPayment(body), details };
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
  const event = mapWebhookEvent(body.transactionType);
  const reference = readPayment(body);
  if (event === "event_not_supported") return { event, reference };
  const isCharged = event === "payment_intent_success";
  const reason = present(body.declineReason);
  const failure = isCharged ? {} : { errorMessage: reason ?? body.transactionType ?? undefined, errorReason: reason };
  const details: WebhookDetails = {
    type: "payment",
    status: isCharged ? "charged" : "failure",
    connectorStatus: body.transactionType ?? undefined,
    connectorTransactionId: present(body.referenceNumber),
    amount: readAmount(body.invoiceChargeAmount, currency),
    currency,
    ...failure,
  };
  return { event, reference, details };
}

/** Chargebacks and everything else come to one place: the type tells, or the chargeback's status where there is no type. */
function readNotification(body: Notification): ParsedWebhook {
  const type = present(body.transactionType)?.toUpperCase();
  const word = present(body.cbStatus);
  if (type === undefined && word === undefined) throw new ConnectorError("WebhookBodyDecodingFailed", { reason: "it has no transactionType" });
  const currency = (present(body.invoiceChargeCurrency) ?? present(body.currency))?.toUpperCase();
  const isDispute = type === undefined || type === "CHARGEBACK" || type === "CHARGEBACK_STATUS_CHANGED";
  const read = isDispute ? readDispute : type === "REFUND" ? readRefund : readCharge;
  return {
    ...read(body, currency),
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
