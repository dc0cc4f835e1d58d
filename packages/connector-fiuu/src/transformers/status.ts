import { AttemptStatus, IncomingWebhookEvent as Event, RefundStatus as Refund } from "@switchyard/interfaces";
import { statusTable } from "@switchyard/utils";

const lower = (word: string) => word.trim().toLowerCase();

/** The status of a final answer: a sale's money is taken, an authorization's is held (tech-spec, section 5.1). */
export const mapSaleStatus = statusTable({ "00": AttemptStatus.Charged, "11": AttemptStatus.Failure, "22": AttemptStatus.Pending });
export const mapAuthorizationStatus = statusTable({ "00": AttemptStatus.Authorized, "11": AttemptStatus.Failure, "22": AttemptStatus.Pending });

/**
 * Errors that leave open what became of a payment: a timeout, an exception, a system error; and those that say that there is one
 * under this reference already, as PR016 says of a refund (tech-spec, section 6; that none of them is a refusal is inferred).
 */
export const OPEN: ReadonlySet<string> = new Set(["P01", "P09", "P409", "P990", "P991", "P992", "P993", "E99", "PR016"]);

/** Code and name of a requery (tech-spec, section 5.2). */
const mapStatName = statusTable(
  {
    "00 captured": AttemptStatus.Charged,
    "00 settled": AttemptStatus.Charged,
    "00 authorized": AttemptStatus.Authorized,
    "22 pending": AttemptStatus.AuthenticationPending,
    "11 cancelled": AttemptStatus.Voided,
    "11 canceled": AttemptStatus.Voided,
    "11 ReqCancel": AttemptStatus.Voided,
  },
  { normalise: lower },
);

/** The status by a requery's code and name. A name that nobody listed leaves success open; code 11 is a failure by itself. */
export function mapRequeryStatus(code: string | null | undefined, name: string | null | undefined): AttemptStatus {
  const words = `${code ?? ""} ${name ?? ""}`;
  return code === "11" && !mapStatName.knows(words) ? AttemptStatus.Failure : mapStatName(words);
}

const TAKEN: readonly AttemptStatus[] = ["charged", "partial_charged", "partial_charged_and_chargeable"];

/** The status after a query: a part that was captured stays a part, and what the holder took back was charged all the same. */
export function toNextStatus(known: AttemptStatus, found: AttemptStatus, name: string | null | undefined): AttemptStatus {
  const isTakenBack = /chargeback$/i.test(name?.trim() ?? "");
  return TAKEN.includes(known) && (found === "charged" || isTakenBack) ? known : found;
}

type Words = Readonly<Record<string, string>>;

/**
 * How the codes of a capture or a reversal are read, and Fiuu's words for those that are no success. `repeated` says that the same
 * was asked before: the outcome is that of the first request, and only a query tells.
 */
function toCodes(done: AttemptStatus, failed: AttemptStatus, { repeated, refused }: Readonly<Record<"repeated" | "refused", Words>>) {
  const all = (words: Words, status: AttemptStatus) => Object.fromEntries(Object.keys(words).map((code) => [code, status]));
  const map = statusTable({ ...all(refused, failed), ...all(repeated, AttemptStatus.Pending), "00": done });
  return { map, messages: new Map(Object.entries({ ...refused, ...repeated })), failed };
}

/** Refusals that captures and reversals share. */
const ALIKE = { "15": "Requested day is on the settlement day", "16": "Forbidden transaction", "17": "Transaction not found" };

/** Tech-spec, section 5.3. 22 was "partial capture refused" until v13.45: it decides nothing. */
export const CAPTURE = toCodes(AttemptStatus.Charged, AttemptStatus.CaptureFailed, {
  repeated: { "22": "Partial capture not allowed", "24": "Transaction already captured" },
  refused: {
    "11": "Capture failed",
    "12": "Invalid or unmatched security hash",
    "13": "Not a credit card transaction",
    ...ALIKE,
    "18": "Missing required parameter",
    "19": "Domain not found",
    "20": "Temporarily out of service",
    "21": "Authorization expired",
    "23": "Partial capture not allowed",
    "25": "Requested amount exceeds the available capture amount",
    "99": "General error",
  },
});

/** Tech-spec, section 5.4. */
export const VOID = toCodes(AttemptStatus.Voided, AttemptStatus.VoidFailed, {
  repeated: { "22": "Duplicate request" },
  refused: {
    "11": "Failure",
    "12": "Invalid or unmatched security hash",
    "13": "Not a refundable transaction",
    "14": "Transaction date more than 180 days",
    ...ALIKE,
    "18": "Duplicate partial refund request",
    "19": "Merchant not found",
    "20": "Missing required parameter",
    "21": "Transaction must be in authorized, captured or settled status",
  },
});

const refundCodes = { "00": Refund.Success, "11": Refund.Failure, "22": Refund.Pending };
const refundWords = { success: Refund.Success, rejected: Refund.Failure, pending: Refund.Pending, processing: Refund.Pending };

/** A refund's status, as its answer says it in codes and its query in words (tech-spec, section 5.5). */
export const mapRefundStatus = statusTable({ ...refundCodes, ...refundWords }, { normalise: lower });

/** A line of the Recurring API: accepted is taken for processing, not paid (tech-spec, section 5.6). */
export const mapRecurringStatus = statusTable({ accepted: AttemptStatus.Pending, failed: AttemptStatus.Failure }, { normalise: lower });

/** A notification's 00 does not tell held from taken, so it claims neither: a query does (tech-spec, section 7.6). */
export const mapNotifiedStatus = statusTable({ "00": AttemptStatus.Pending, "11": AttemptStatus.Failure, "22": AttemptStatus.AuthenticationPending });

/** The event of a payment's notification (tech-spec, section 7.6). */
export const mapPaymentEvent = statusTable(
  { "00": Event.PaymentIntentSuccess, "11": Event.PaymentIntentFailure, "22": Event.PaymentIntentProcessing },
  { unknown: Event.EventNotSupported },
);

/** The event of a refund's notification. */
export const mapRefundEvent = statusTable({ "00": Event.RefundSuccess, "11": Event.RefundFailure }, { unknown: Event.EventNotSupported });
