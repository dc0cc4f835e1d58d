import { encodeHex, hmacDigest } from "@switchyard/utils";
import { toReversalAmount, writeAmount } from "./amounts.js";
import type { Refund, Transaction, World } from "./world.js";

type Fields = Readonly<Record<string, string>>;

/** `2023-05-15 13:02:57.878` (UTC), of the moment of sending. */
function toTimestamp(at: Date): string {
  return at.toISOString().replace("T", " ").replace("Z", "");
}

/** `01/15/2026 10:00 AM`. */
function toTransactionDate(at: Date): string {
  const [year = "", month = "", day = ""] = at.toISOString().slice(0, 10).split("-");
  const hours = at.getUTCHours();
  const pad = (number: number) => String(number).padStart(2, "0");
  return `${month}/${day}/${year} ${pad(hours % 12 === 0 ? 12 : hours % 12)}:${pad(at.getUTCMinutes())} ${hours < 12 ? "AM" : "PM"}`;
}

/** The signature: hex HMAC-SHA-256 over timestamp and raw body, one behind the other (tech-spec, section 7.2). */
export function signatureOf(timestamp: string, rawBody: Uint8Array, webhookSecret: string): string {
  const head = new TextEncoder().encode(timestamp);
  const message = new Uint8Array(head.length + rawBody.length);
  message.set(head);
  message.set(rawBody, head.length);
  return encodeHex(hmacDigest("SHA-256", webhookSecret, message));
}

/** The headers of a delivery; without a key in the portal nothing is signed. */
export function toHeaders(rawBody: Uint8Array, at: Date, webhookSecret: string | undefined): Record<string, string> {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  if (webhookSecret === undefined) return form;
  const timestamp = toTimestamp(at);
  return { ...form, "bls-ipn-timestamp": timestamp, "bls-signature": signatureOf(timestamp, rawBody, webhookSecret) };
}

/** A form whose values are all text; what is not known is sent empty (tech-spec, section 7.5). */
function send(world: World, transactionType: string, { transactionId, merchantTransactionId, currency, card, alt }: Transaction, more: Fields): void {
  const fields: Fields = {
    transactionType,
    transactionDate: toTransactionDate(world.clock.now()),
    accountId: world.settings.merchantId,
    accountName: "Simulator Shop, Ltd.",
    merchantTransactionId,
    referenceNumber: transactionId,
    invoiceChargeCurrency: currency,
    currency,
    paymentMethod: alt?.method ?? "CC",
    creditCardLastFourDigits: card?.cardLastFourDigits ?? "",
    creditCardType: card?.cardType ?? "",
    testMode: "Y",
    ...more,
  };
  // An event's stamp is its bytes': the form itself has no id.
  world.webhooks.queue({
    id: world.ids.next("ipn_"),
    type: [transactionType, more["cbStatus"]].filter(Boolean).join(" "),
    body: new URLSearchParams(fields).toString(),
  });
}

/** A notice about a payment: CHARGE, AUTH_ONLY, DECLINE, or any other word. */
export function notifyPayment(world: World, payment: Transaction, transactionType: string, more: Fields = {}): void {
  const amount = payment.captured === 0 ? payment.authorized : payment.captured;
  const threeDs: Fields = payment.authResult === undefined ? {} : { "3DStatus": payment.authResult };
  send(world, transactionType, payment, { invoiceChargeAmount: writeAmount(amount, payment.currency), ...threeDs, ...more });
}

/** REFUND. */
export function notifyRefund(
  world: World,
  { refundTransactionId, transactionId, amount, currency, reason }: Refund,
  merchantTransactionId: string,
): void {
  const payment = world.transactions.get(transactionId);
  if (payment === undefined) throw new Error(`There is no payment ${transactionId}.`);
  send(
    world,
    "REFUND",
    { ...payment, merchantTransactionId },
    {
      reversalRefNum: refundTransactionId,
      reversalAmount: writeAmount(amount, currency),
      reversalReason: reason ?? "",
      invoiceChargeAmount: toReversalAmount(amount, currency),
    },
  );
}

/** CHARGEBACK or CHARGEBACK_STATUS_CHANGED: the amount is negative and may hold commas. */
export function notifyDispute(
  world: World,
  payment: Transaction,
  reversalRefNum: string,
  cbStatus: string,
  reversalReason: string,
  isNew: boolean,
): void {
  send(world, isNew ? "CHARGEBACK" : "CHARGEBACK_STATUS_CHANGED", payment, {
    reversalRefNum,
    reversalReason,
    cbStatus,
    invoiceChargeAmount: toReversalAmount(payment.captured, payment.currency),
  });
}
