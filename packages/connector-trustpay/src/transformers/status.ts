import { AttemptStatus, IncomingWebhookEvent, RefundStatus } from "@switchyard/interfaces";
import { statusTable } from "@switchyard/utils";
import { DECLINES } from "./declines.js";

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

/**
 * The ResultCode of a refund request (tech-spec, section 5.5): refused, or pending. Accepted is not done, so that 1001000 is
 * pending as 1130000 to 1130005 are, and as a code that nobody listed is.
 */
export const mapRefundResultCode = statusTable(
  { "1112009": RefundStatus.Failure },
  { normalise: (code) => (REFUSALS.test(code) ? "1112009" : code) },
);

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
