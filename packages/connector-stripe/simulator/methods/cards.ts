/** When a card asks its holder to authenticate. */
export type CardAuthentication =
  /** 3DS is not supported, or the card is not enrolled. */
  | "none"
  /** Only when it is asked for. */
  | "optional"
  /** Always asked for on session; off session unless it was set up for that. */
  | "unless_set_up"
  /** Set up already: off session it is never asked for. */
  | "already_set_up"
  /** Every single payment. */
  | "always"
  /** Passes without the holder's doing. */
  | "frictionless"
  /** The lookup fails where authentication is required. */
  | "lookup_error"
  /** The lookup fails where authentication is asked for. */
  | "optional_error";

/** What a test card does (tech-spec, section 10.2). */
export interface TestCard {
  readonly brand: "visa" | "mastercard" | "amex" | "discover" | "diners" | "jcb" | "unionpay";
  readonly funding: "credit" | "debit";
  readonly country: string;
  readonly authentication: CardAuthentication;
  /** A word of `toCardDecline`: every charge fails like this, after authentication where there is one. */
  readonly decline?: string;
  /** The card can be set up and attached although its charges fail. */
  readonly attaches?: boolean;
  readonly failedChecks?: readonly ("cvc" | "line1" | "postal_code")[];
  readonly refund?: "pending" | "fails_later";
  readonly dispute?: "fraudulent" | "product_not_received" | "inquiry" | "early_warning" | "several";
  /** Its money is available without delay. */
  readonly atOnce?: boolean;
}

const visa: TestCard = { brand: "visa", funding: "credit", country: "US", authentication: "none" };
const declining = (decline: string): TestCard => ({ ...visa, decline });
const asking = (authentication: CardAuthentication, more: Partial<TestCard> = {}): TestCard => ({ ...visa, authentication, ...more });
const failingChecks = (...failedChecks: readonly ("cvc" | "line1" | "postal_code")[]): TestCard => ({ ...visa, failedChecks });

const cards: Readonly<Record<string, TestCard>> = {
  "4242424242424242": visa,
  "4000056655665556": { ...visa, funding: "debit" },
  "5555555555554444": { ...visa, brand: "mastercard" },
  "378282246310005": { ...visa, brand: "amex" },
  "6011111111111117": { ...visa, brand: "discover" },
  "4000000000000002": declining("generic_decline"),
  "4000000000009995": declining("insufficient_funds"),
  "4000000000009987": declining("lost_card"),
  "4000000000009979": declining("stolen_card"),
  "4000000000006975": declining("card_velocity_exceeded"),
  "4000000000000069": declining("expired_card"),
  "4000000000000127": declining("incorrect_cvc"),
  "4000000000000119": declining("processing_error"),
  "4000000000000341": { ...visa, decline: "generic_decline", attaches: true },
  "4100000000000019": declining("fraudulent"),
  "4000000000000101": failingChecks("cvc"),
  "4000000000000036": failingChecks("postal_code"),
  "4000000000000010": failingChecks("line1", "postal_code"),
  "4000000000000028": failingChecks("line1"),
  "4000002500003155": asking("unless_set_up"),
  "4000002760003184": asking("always"),
  "4000003800000446": asking("already_set_up"),
  "4000008260003178": asking("unless_set_up", { decline: "insufficient_funds", attaches: true }),
  "4000000000003220": asking("unless_set_up"),
  "4000008400000027": asking("unless_set_up"),
  "4000008400001629": asking("unless_set_up", { decline: "generic_decline" }),
  "4000008400001280": asking("lookup_error"),
  "4000000000003055": asking("optional"),
  "4000000000003097": asking("optional_error"),
  "4000000032200000": asking("frictionless"),
  "4000000000007726": { ...visa, refund: "pending" },
  "4000000000005126": { ...visa, refund: "fails_later" },
  "4000000000000259": { ...visa, dispute: "fraudulent" },
  "4000000000002685": { ...visa, dispute: "product_not_received" },
  "4000000000001976": { ...visa, dispute: "inquiry" },
  "4000000000005423": { ...visa, dispute: "early_warning" },
  "4000000404000079": { ...visa, dispute: "several" },
  "4000000000000077": { ...visa, atOnce: true },
};

/** The names that stand for cards after `pm_card_` and `tok_`: payment methods and tokens that are always there. */
const names: Readonly<Record<string, string>> = {
  visa: "4242424242424242",
  visa_debit: "4000056655665556",
  mastercard: "5555555555554444",
  amex: "378282246310005",
  discover: "6011111111111117",
  visa_chargeDeclined: "4000000000000002",
  visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  visa_chargeDeclinedLostCard: "4000000000009987",
  visa_chargeDeclinedStolenCard: "4000000000009979",
  visa_chargeDeclinedVelocityLimitExceeded: "4000000000006975",
  chargeDeclined: "4000000000000002",
  chargeDeclinedInsufficientFunds: "4000000000009995",
  chargeDeclinedExpiredCard: "4000000000000069",
  chargeDeclinedIncorrectCvc: "4000000000000127",
  chargeDeclinedProcessingError: "4000000000000119",
  chargeCustomerFail: "4000000000000341",
  radarBlock: "4100000000000019",
  authenticationRequired: "4000002760003184",
  authenticationRequiredOnSetup: "4000002500003155",
  authenticationRequiredSetupForOffSession: "4000003800000446",
  authenticationRequiredChargeDeclinedInsufficientFunds: "4000008260003178",
  threeDSecure2Required: "4000000000003220",
  threeDSecureRequiredChargeDeclined: "4000008400001629",
  threeDSecureOptional: "4000000000003055",
  pendingRefund: "4000000000007726",
  refundFail: "4000000000005126",
  createDispute: "4000000000000259",
  createDisputeProductNotReceived: "4000000000002685",
  createDisputeInquiry: "4000000000001976",
  createIssuerFraudRecord: "4000000000005423",
  createMultipleDisputes: "4000000404000079",
  bypassPending: "4000000000000077",
};

const brands: readonly (readonly [RegExp, TestCard["brand"]])[] = [
  [/^3[47]/, "amex"],
  [/^4/, "visa"],
  [/^(5[1-5]|2[2-7])/, "mastercard"],
  [/^6(011|5)/, "discover"],
  [/^3(0|6|8)/, "diners"],
  [/^35/, "jcb"],
  [/^62/, "unionpay"],
];

/** The card of a number. A number that is no test card is declined, as Stripe does in test mode. */
export function toTestCard(number: string): TestCard {
  const brand = brands.find(([pattern]) => pattern.test(number))?.[1] ?? "visa";
  return cards[number] ?? { ...visa, brand, decline: "test_mode_live_card" };
}

/** The number behind `pm_card_visa`, `tok_visa` and their like. */
export function numberBehind(id: string): string | undefined {
  const name = /^(?:pm_card|tok)_(.+)$/.exec(id)?.[1];
  return name !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
}

/** Whether the last digit is right, as every card number has it. */
export function hasCheckDigit(number: string): boolean {
  const sum = Array.from(number, Number)
    .reverse()
    .reduce((total, digit, place) => total + (place % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0);
  return sum % 10 === 0;
}
