import type { Outcome } from "./world.js";

/** Card holder names that decide the result in test, by their number (tech-spec, section 10.2). */
const names: readonly string[] = [
  ...["UNKNOWN", "APPROVED", "DECLINED", "REFERRAL", "ERROR", "BLOCK_CARD", "CARD_EXPIRED", "INVALID_AMOUNT", "INVALID_CARD_NUMBER"],
  ...["ISSUER_UNAVAILABLE", "NOT_SUPPORTED", "NOT_3D_AUTHENTICATED", "NOT_ENOUGH_BALANCE", "PENDING", "ACQUIRER_FRAUD", "CANCELLED"],
  ...["SHOPPER_CANCELLED", "INVALID_PIN", "PIN_TRIES_EXCEEDED", "PIN_VALIDATION_NOT_POSSIBLE", "FRAUD", "NOT_SUBMITTED", "FRAUD_CANCELLED"],
  ...["TRANSACTION_NOT_PERMITTED", "CVC_DECLINED", "RESTRICTED_CARD", "REVOCATION_OF_AUTH", "DECLINED_NON_GENERIC"],
  ...["WITHDRAWAL_AMOUNT_EXCEEDED", "WITHDRAWAL_COUNT_EXCEEDED"],
];

/** A holder name that makes a payment succeed for less than was asked. The simulator's own. */
export const PARTIAL_APPROVAL = "PARTIALLY_APPROVED";

/** `refusalReason` by `refusalReasonCode` (tech-spec, section 6). */
const reasons: Readonly<Record<number, string>> = {
  0: "Unknown",
  2: "Refused",
  3: "Referral",
  4: "Acquirer Error",
  5: "Blocked Card",
  6: "Expired Card",
  7: "Invalid Amount",
  8: "Invalid Card Number",
  9: "Issuer Unavailable",
  10: "Not supported",
  11: "3D Not Authenticated",
  12: "Not enough balance",
  14: "Acquirer Fraud",
  15: "Cancelled",
  16: "Shopper Cancelled",
  17: "Invalid Pin",
  18: "Pin tries exceeded",
  19: "Pin validation not possible",
  20: "FRAUD",
  21: "Not Submitted",
  22: "FRAUD-CANCELLED",
  23: "Transaction Not Permitted",
  24: "CVC Declined",
  25: "Restricted Card",
  26: "Revocation Of Auth",
  27: "Declined Non Generic",
  28: "Withdrawal amount exceeded",
  29: "Withdrawal count exceeded",
  38: "Authentication required",
};

/** What the scheme says, where the simulator knows it: response code and advice. */
const raw: Readonly<Record<number, readonly [raw: string, advice?: string]>> = {
  2: ["05 : Do not honor"],
  3: ["01 : Refer to card issuer"],
  5: ["43 : Stolen card, pick-up", "03 : Do not try again"],
  6: ["54 : Expired card", "01 : New account information available"],
  7: ["13 : Invalid amount"],
  8: ["14 : Invalid card number", "03 : Do not try again"],
  9: ["91 : Issuer or switch is inoperative", "02 : Try again later"],
  12: ["51 : Insufficient funds", "03 : Do not try again"],
  17: ["55 : Incorrect PIN"],
  18: ["75 : PIN tries exceeded"],
  23: ["57 : Transaction not permitted to cardholder"],
  24: ["N7 : Decline for CVV2 failure"],
  25: ["62 : Restricted card"],
  28: ["61 : Exceeds withdrawal amount limit"],
  29: ["65 : Exceeds withdrawal count limit"],
  38: ["1A : Additional customer authentication required"],
};

const ERRORS: ReadonlySet<number> = new Set([0, 4]);
const APPROVED = 1;
const PENDING = 13;
const FRAUD_CANCELLED = 22;

/** The outcome of a refusal code: `Refused`, and for a few `Error` or `Cancelled`. */
export function toRefusal(code: number): Outcome {
  const resultCode = ERRORS.has(code) ? "Error" : code === FRAUD_CANCELLED ? "Cancelled" : "Refused";
  const [refusalReasonRaw, merchantAdviceCode] = raw[code] ?? [];
  return { resultCode, refusalReason: reasons[code] ?? "Refused", refusalReasonCode: String(code), refusalReasonRaw, merchantAdviceCode };
}

/** A shopper who gave up. */
export const SHOPPER_CANCELLED: Outcome = { resultCode: "Cancelled" };

/** What a card holder name or `RequestedTestAcquirerResponseCode` asks for; nothing when they mean nothing. */
export function triggeredOutcome(holder: string | undefined, requestedCode: string | undefined): Outcome | undefined {
  if (holder === PARTIAL_APPROVAL) return { resultCode: "PartiallyAuthorised" };
  const named = holder === undefined ? -1 : names.indexOf(holder);
  const code = requestedCode !== undefined && /^\d{1,2}$/.test(requestedCode) ? Number(requestedCode) : named;
  if (code === APPROVED) return { resultCode: "Authorised" };
  if (code === PENDING) return { resultCode: "Received" };
  return code < 0 || code >= names.length ? undefined : toRefusal(code);
}
