import type { RequestHeaders } from "@switchyard/interfaces";
import { atMost } from "@switchyard/utils";

/** The version of Stripe's API that every request names; answers and errors have its shapes (tech-spec, section 1). */
export const STRIPE_VERSION = "2026-08-26.dahlia";

const LONGEST_KEY = 255;

/** What a request does, for its idempotency key: two requests of one reference must not share one. */
export type Operation =
  | "authorize"
  | "setup"
  | "repeat"
  | "order"
  | "session"
  | "capture"
  | "cancel"
  | "increment"
  | "refund"
  | "customer"
  | "token"
  | "detach"
  | "evidence"
  | "accept"
  | "upload"
  | "recipient"
  | "recipient-account"
  | "transfer"
  | "payout"
  | "payout-cancel";

/**
 * One key per reference and operation: sent again, the request is answered as the first time (tech-spec, section 1.2).
 * `parts` are what makes it another operation under the same reference, such as the amount of a capture.
 * @throws ConnectorError MaxFieldLengthViolated for a reference that leaves no room
 */
export function idempotencyKey(reference: string, operation: Operation, parts: readonly (string | number)[] = []): RequestHeaders {
  // A header holds printable ASCII; encoding keeps different references different, and leaves the colon to the parts.
  const suffix = ["-" + operation, ...parts.map((part) => encodeURIComponent(part))].join(":");
  return { "idempotency-key": atMost(encodeURIComponent(reference), LONGEST_KEY - suffix.length, "reference", "stripe") + suffix };
}
