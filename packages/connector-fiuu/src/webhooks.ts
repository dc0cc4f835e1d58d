import { ConnectorError, type ParsedWebhook } from "@switchyard/interfaces";
import { bodyField, defineWebhooks, hash, present, recipeBy, type VerificationRecipe } from "@switchyard/utils";
import { notification, type Notification } from "./responses.js";
import { refundMessage, resultMessage } from "./transformers/signatures.js";
import { mapNotifiedStatus, mapPaymentEvent, mapRefundEvent, mapRefundStatus } from "./transformers/status.js";
import { decodePosted, readEcho, readPosted } from "./transformers/wire.js";

/** Payments and refunds are told apart by their fields (tech-spec, section 7.5). */
const isRefund = ({ RefundID }: Notification): boolean => present(RefundID) !== undefined;

/** MD5 over fields and the secret key, in a field of the body (tech-spec, section 7.3). */
function recipe(field: string, toMessage: typeof resultMessage): VerificationRecipe {
  return hash("MD5", {
    signature: bodyField(field),
    decode: decodePosted,
    encode: (body) => new URLSearchParams(Object.entries(Object(body) as Record<string, string>)).toString(), // a form writes every value as text
    message: ({ text, secret }) => toMessage(readPosted(text), secret).expose(),
  });
}

const [paymentRecipe, refundRecipe] = [recipe("skey", resultMessage), recipe("Signature", refundMessage)];

/** What is verified as one of the two is read as that one. */
const verify = recipeBy((body) => (isRefund(readPosted(new TextDecoder().decode(body))) ? refundRecipe : paymentRecipe));

function need(value: string | null | undefined, field: string): string {
  const given = present(value);
  if (given === undefined) throw new ConnectorError("WebhookBodyDecodingFailed", { reason: `it has no ${field}` });
  return given;
}

function readRefund({ RefundID, RefID, Amount, Status }: Notification): ParsedWebhook {
  const [id, status] = [need(RefundID, "RefundID"), need(Status, "Status")];
  return {
    event: mapRefundEvent(status),
    connectorEvent: `refund ${status}`,
    eventId: `refund:${id}:${status}`,
    reference: { type: "refund", by: "merchant_reference", id: need(RefID, "RefID") },
    details: { type: "refund", status: mapRefundStatus(status), connectorStatus: status, connectorRefundId: id },
    resource: { RefundID: id, RefID, Amount, Status },
  };
}

function readPayment({ tranID, orderid, status: word, amount, currency, paydate }: Notification): ParsedWebhook {
  const [id, status] = [need(tranID, "tranID"), need(word, "status")];
  const known = { status: mapNotifiedStatus(status), connectorStatus: status, connectorTransactionId: id };
  return {
    event: mapPaymentEvent(status),
    connectorEvent: `payment ${status}`,
    // No id of its own: the payment, its status and the time of it are what redeliveries share.
    eventId: `payment:${id}:${status}:${paydate ?? ""}`,
    reference: { type: "payment", by: "merchant_reference", id: need(orderid, "orderid") },
    details: { type: "payment", ...known, ...readEcho(amount, currency) },
    resource: { tranID: id, orderid, status, amount, currency, paydate },
  };
}

export const fiuuWebhooks = defineWebhooks({
  connector: "fiuu",
  verify,
  // Signed with the account's own key: a call may leave it out (tech-spec, section 2.1).
  secretOf: (auth) => (auth.type === "SignatureKey" ? auth.apiSecret : undefined),
  schema: notification,
  decode: decodePosted,
  read: (body) => (isRefund(body) ? readRefund(body) : readPayment(body)),
  // A callback asks for this very text; a notification does not mind it (tech-spec, section 7.7).
  answer: (_, accepted) => ({
    status: accepted ? 200 : 400,
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: accepted ? "CBTOKEN:MPSTATOK" : "",
  }),
});
