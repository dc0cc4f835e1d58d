/** What 3DS does with a card. */
export interface ThreeDsProfile {
  /** Whether the issuer asks the shopper when the device data is known. */
  readonly flow: "frictionless" | "challenge";
  readonly result: "authenticated" | "failed" | "unavailable";
  readonly version: "2.1.0" | "2.2.0";
}

const frictionless: ThreeDsProfile = { flow: "frictionless", result: "authenticated", version: "2.1.0" };
const challenge: ThreeDsProfile = { flow: "challenge", result: "authenticated", version: "2.1.0" };
const frictionlessFails: ThreeDsProfile = { flow: "frictionless", result: "failed", version: "2.1.0" };

/** The test cards of 3DS by number, as Worldpay's testing page has them. */
const threeDsCards: Readonly<Record<string, ThreeDsProfile>> = {
  "4000000000001000": frictionless,
  "5200000000001005": frictionless,
  "340000000001007": frictionless,
  "4000000000001091": challenge,
  "5200000000001096": challenge,
  "340000000001098": challenge,
  "4000000000001018": frictionlessFails,
  "5200000000001013": frictionlessFails,
  "340000000001015": frictionlessFails,
  "4000000000001109": { ...challenge, result: "failed" },
  "4000000000002701": { ...frictionless, version: "2.2.0" },
  "5200000000002235": { ...frictionless, version: "2.2.0" },
  "340000000002708": { ...frictionless, version: "2.2.0" },
  "4000000000002503": { ...challenge, version: "2.2.0" },
  "4000000000002370": { ...challenge, result: "failed", version: "2.2.0" },
  "4000000000002925": { ...frictionlessFails, version: "2.2.0" },
  // The simulator's own two: Worldpay's page names no card whose issuer cannot be reached.
  "4000000000001034": { ...frictionless, result: "unavailable" },
  "4000000000001117": { ...challenge, result: "unavailable" },
};

/** How 3DS ends for a card. A card that no table names is authenticated without a challenge. */
export function threeDsProfileOf(cardNumber: string): ThreeDsProfile {
  return threeDsCards[cardNumber] ?? { ...frictionless, version: "2.2.0" };
}

/** Card holder names that decide the outcome. Only `REFUSED…`, `ERROR` and `fs-highRisk` are Worldpay's. */
export const MagicName = {
  Refused: "REFUSED",
  Error: "ERROR",
  /** With `instruction.fraud`: high risk. */
  HighRisk: "fs-highRisk",
  /** The simulator's own: refused without code and description, which are optional officially. */
  RefusedBare: "REFUSED-BARE",
  /** The simulator's own: half of the amount is approved if `acceptPartialAmount` allows it, else refused with code 51. */
  Partial: "PARTIAL",
} as const;
export type MagicName = (typeof MagicName)[keyof typeof MagicName];

/** The security code that does not match. */
export const UNMATCHED_CVC = "444";

/** A decline as the issuer words it. */
export interface Refusal {
  readonly code?: string | undefined;
  readonly description?: string | undefined;
  /** Mastercard's merchant advice code. */
  readonly advice?: string | undefined;
}

const refusalTexts: Readonly<Record<string, string>> = {
  "1": "REFER TO ISSUER",
  "2": "REFERRED",
  "3": "INVALID MERCHANT",
  "4": "HOLD CARD",
  "5": "REFUSED",
  "6": "TRY ANOTHER CARD",
  "7": "PICK UP, SPECIAL",
  "8": "APPROVE AFTER IDENTIFICATION",
  "10": "PARTIAL APPROVAL",
  "12": "INVALID TRANSACTION",
  "13": "INVALID AMOUNT",
  "14": "INVALID CARD NUMBER",
  "15": "INVALID CARD ISSUER",
  "17": "ANNULATION BY CLIENT",
  "19": "RE-ENTER",
  "20": "ACQUIRER ERROR",
  "25": "RECORD NOT FOUND",
  "28": "ACCESS DENIED",
  "29": "IMPOSSIBLE REFERENCE NUMBER",
  "30": "FORMAT ERROR",
  "33": "CARD EXPIRED",
  "34": "FRAUD SUSPICION",
  "38": "SECURITY CODE EXPIRED",
  "39": "NO CREDIT ACCOUNT",
  "41": "LOST CARD",
  "43": "STOLEN CARD, PICK UP",
  "46": "CLOSED ACCOUNT",
  "51": "LIMIT EXCEEDED",
  "52": "NO CHECKING ACCOUNT",
  "53": "NO SAVINGS ACCOUNT",
  "54": "EXPIRED CARD",
  "55": "INVALID SECURITY CODE",
  "56": "UNKNOWN CARD",
  "57": "NOT PERMITTED TO CARDHOLDER",
  "58": "NOT PERMITTED TO ACQUIRER",
  "59": "SUSPECTED FRAUD",
  "61": "EXCEEDS WITHDRAWAL LIMIT",
  "62": "RESTRICTED CARD",
  "63": "SECURITY RULE VIOLATED",
  "65": "FREQUENCY LIMIT",
  "75": "PIN TRIES",
  "76": "CARD BLOCKED",
  "85": "REJECTED BY CARD ISSUER",
  "91": "ISSUER UNREACHABLE",
  "97": "SECURITY BREACH",
};

// Which advice goes with which code is the issuer's choice; these are the simulator's.
const adviceCodes: Readonly<Record<string, string>> = { "41": "03", "43": "03", "51": "02", "59": "03", "91": "02" };
const DEFAULT_ADVICE = "01";

/** The decline that a card holder name asks for; none for ordinary names. */
export function refusalOf(holder: string | undefined): Refusal | undefined {
  if (holder === MagicName.RefusedBare) return {};
  const code = /^REFUSED(\d*)$/.exec(holder ?? "")?.[1];
  if (code === undefined) return undefined;
  return toRefusal(code === "" ? "5" : code);
}

/** The decline of a code; none if there is no such code. */
export function toRefusal(code: string): Refusal | undefined {
  const description = refusalTexts[code];
  return description === undefined ? undefined : { code, description, advice: adviceCodes[code] ?? DEFAULT_ADVICE };
}

const brands: readonly (readonly [pattern: RegExp, brand: string])[] = [
  [/^4/, "visa"],
  [/^(5[1-5]|2[2-7])/, "mastercard"],
  [/^3[47]/, "amex"],
  [/^3(0|6|8)/, "diners"],
  [/^(35|3338)/, "jcb"],
  [/^(6011|64|65)/, "discover"],
  [/^(50|5[6-9]|6[37])/, "maestro"],
];

/** The brand word that Worldpay reports for a number. */
export function brandOf(cardNumber: string): string {
  return brands.find(([pattern]) => pattern.test(cardNumber))?.[1] ?? "unknown";
}

/** Whether the check digit of a card number is right. */
export function passesLuhn(cardNumber: string): boolean {
  const sum = Array.from(cardNumber, Number)
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? digit : digit * 2))
    .reduce((total, weighted) => total + (weighted > 9 ? weighted - 9 : weighted), 0);
  return sum % 10 === 0;
}
