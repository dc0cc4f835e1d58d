import { AttemptStatus, IncomingWebhookEvent, RefundStatus } from "@switchyard/interfaces";
import { statusTable } from "@switchyard/utils";

/**
 * The codes that mean a decline, and what they say (tech-spec, section 5.2). Of 900.100.300, a timeout at the acquirer,
 * the result is not known: it is not among them.
 */
export const DECLINES: Readonly<Record<string, string>> = {
  "100.100.600": "Empty CVV for VISA, MASTER not allowed",
  "100.350.100": "Session rejected (no action possible)",
  "100.380.401": "User authentication failed",
  "100.380.501": "Risk management timeout",
  "100.390.103": "PARes validation failed",
  "100.390.105": "3DS technical error",
  "100.390.111": "Directory server error",
  "100.390.112": "3D system error",
  "100.390.115": "Authentication: invalid message format",
  "100.390.118": "Authentication: suspected fraud",
  "100.400.304": "Invalid input data",
  "100.550.312": "Amount outside allowed boundaries",
  "200.300.404": "Invalid or missing parameter",
  "300.100.100": "Additional customer authentication required (SCA)",
  "400.001.301": "Card not enrolled in 3DS",
  "400.001.600": "Authentication error",
  "400.001.601": "Declined (auth. declined)",
  "400.001.602": "Invalid transaction",
  "400.001.603": "Invalid transaction",
  "400.003.600": "No description available",
  "700.400.200": "Cannot refund (volume exceeded, reversed, or invalid workflow)",
  "700.500.001": "Too many transactions in session",
  "700.500.003": "Test accounts not allowed in production",
  "800.100.100": "Declined, unknown reason",
  "800.100.151": "Invalid card",
  "800.100.152": "Declined by authorization system",
  "800.100.153": "Invalid CVV",
  "800.100.155": "Amount exceeds credit",
  "800.100.157": "Wrong expiry date",
  "800.100.158": "Suspecting manipulation",
  "800.100.160": "Card blocked",
  "800.100.162": "Limit exceeded",
  "800.100.163": "Frequency exceeded",
  "800.100.165": "Card lost",
  "800.100.168": "Restricted card",
  "800.100.170": "Transaction not permitted",
  "800.100.171": "Pick up card",
  "800.100.172": "Account blocked",
  "800.100.190": "Invalid configuration data",
  "800.100.202": "Account closed",
  "800.100.203": "Insufficient funds",
  "800.120.100": "Rejected by throttling",
  "800.300.102": "Country blacklisted",
  "800.300.401": "BIN blacklisted",
  "800.700.100": "Same session being processed, try later",
  "900.100.100": "Communication error with acquirer",
};

const CHARGED = /^(000\.000\.|000\.100\.1|000\.3|000\.6|000\.400\.0[124-9]|000\.400\.100$)/;
// What waits, and 900.100.300: an acquirer that did not answer in time may have taken the money.
const OPEN = /^(800\.400\.5|100\.400\.500$|900\.100\.300$)/;
const REFUSED = /^[1-9]00\.\d{3}\.\d{3}$/;

/** The code that stands for all of one family: charged, declined, refused by a code that nobody listed, or open (tech-spec, section 5.1). */
function toFamily(code: string): string {
  if (CHARGED.test(code)) return "000.000.000";
  if (Object.hasOwn(DECLINES, code)) return "800.100.100";
  return REFUSED.test(code) && !OPEN.test(code) ? "800.000.000" : "000.200.000";
}
const byFamily = { normalise: toFamily };

/** The `paymentStatus` of a purchase. A code that nobody listed leaves it pending: a query decides. */
export const mapCardStatus = statusTable({ "000.000.000": AttemptStatus.Charged, "800.100.100": AttemptStatus.Failure }, byFamily);

/** The `paymentStatus` that a query finds, where a refusal that nobody listed would otherwise stay pending for ever. */
export const mapCardQueryStatus = statusTable({ ...mapCardStatus.entries, "800.000.000": AttemptStatus.Failure }, byFamily);

/** The `paymentStatus` of a card refund (tech-spec, section 5.3). */
export const mapCardRefundStatus = statusTable({ "000.000.000": RefundStatus.Success, "800.100.100": RefundStatus.Failure }, byFamily);

/** The status of a payment at AAPI (tech-spec, section 5.4). What happens after it was paid does not unpay it. */
export const mapBankStatus = statusTable({
  Paid: AttemptStatus.Charged,
  Authorized: AttemptStatus.Authorized,
  Authorizing: AttemptStatus.Authorizing,
  Pending: AttemptStatus.Authorizing,
  Rejected: AttemptStatus.AuthorizationFailed,
});

/** The status of a refund at AAPI. */
export const mapBankRefundStatus = statusTable({ Paid: RefundStatus.Success, Rejected: RefundStatus.Failure });

const REFUSALS = /^(1112008|1112009|1122006|11320(0\d|1[0-4])|113300[0-4]|1152000)$/;
const byRefusal = { normalise: (code: string) => (REFUSALS.test(code) ? "1112009" : code) };

/**
 * The ResultCode of a refund request (tech-spec, section 5.5): refused, or pending. Accepted is not done, so that 1001000 is
 * pending as 1130000 to 1130005 are, and as a code that nobody listed is.
 */
export const mapRefundResultCode = statusTable({ "1112009": RefundStatus.Failure }, byRefusal);

/** The direction of the money and its status, as one event (tech-spec, section 7.3). The rest is acknowledged and not acted upon. */
export const mapNotificationEvent = statusTable(
  {
    "CRDT Paid": IncomingWebhookEvent.PaymentIntentSuccess,
    "CRDT Rejected": IncomingWebhookEvent.PaymentIntentFailure,
    "DBIT Paid": IncomingWebhookEvent.RefundSuccess,
    "DBIT Refunded": IncomingWebhookEvent.RefundSuccess,
    "DBIT Rejected": IncomingWebhookEvent.RefundFailure,
    "DBIT Chargebacked": IncomingWebhookEvent.DisputeLost,
  },
  { unknown: IncomingWebhookEvent.EventNotSupported },
);
