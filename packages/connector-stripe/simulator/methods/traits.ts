/** What follows the confirmation of a payment. */
export type Next =
  /** Decided at once, with 3DS where the card asks for it. */
  | "card"
  /** A debit that takes days. */
  | "debit"
  /** A debit of a bank account that is verified first. */
  | "verified_debit"
  /** A page of the method's. */
  | "redirect"
  /** Money in the customer's cash balance. */
  | "bank_transfer"
  /** A `next_action` of the method's own name. */
  | "own";

/** What a payment method type can do (tech-spec, sections 4.2 and 9). */
export interface MethodTraits {
  readonly next: Next;
  /** Lower case; absent where the table names no closed list. */
  readonly currencies?: readonly string[];
  readonly manual?: boolean;
  /** `setup_future_usage` of a PaymentIntent. */
  readonly saves?: readonly ("off_session" | "on_session")[];
  /** Whether a SetupIntent takes it. */
  readonly setup?: boolean;
  /** Fields of `billing_details` that must be there. */
  readonly needs?: readonly ("name" | "email" | "country" | "line1")[];
  readonly needsShipping?: boolean;
  readonly needsMandate?: boolean;
  readonly needsCustomer?: boolean;
  /** Refunds need an email under which the customer gives bank details. */
  readonly refundByEmail?: boolean;
}

const both = ["off_session", "on_session"] as const;
const off = ["off_session"] as const;
const redirect = { next: "redirect" } as const;
const own = { next: "own" } as const;

const traits: Readonly<Record<string, MethodTraits>> = {
  card: { next: "card", manual: true, saves: both, setup: true },
  us_bank_account: { next: "verified_debit", currencies: ["usd"], saves: both, setup: true, needs: ["name"] },
  sepa_debit: { next: "debit", currencies: ["eur"], saves: both, setup: true, needs: ["name", "email"], needsMandate: true },
  bacs_debit: { next: "debit", currencies: ["gbp"], saves: both, setup: true, needs: ["name", "email", "line1"], needsMandate: true },
  au_becs_debit: { next: "debit", currencies: ["aud"], saves: both, setup: true, needs: ["name", "email"], needsMandate: true },
  ideal: { ...redirect, currencies: ["eur"], saves: off, setup: true },
  bancontact: { ...redirect, currencies: ["eur"], saves: off, setup: true, needs: ["name"] },
  eps: { ...redirect, currencies: ["eur"], needs: ["name"] },
  p24: { ...redirect, currencies: ["eur", "pln"], needs: ["email"] },
  blik: { ...own, currencies: ["pln"] },
  klarna: {
    ...redirect,
    currencies: ["eur", "gbp", "usd", "aud", "cad", "nzd", "sek", "nok", "dkk", "pln", "czk", "chf", "ron"],
    manual: true,
    saves: both,
    setup: true,
    needs: ["email", "country"],
  },
  affirm: { ...redirect, currencies: ["usd", "cad"], manual: true },
  afterpay_clearpay: {
    ...redirect,
    currencies: ["aud", "cad", "gbp", "nzd", "usd"],
    manual: true,
    needs: ["name", "email", "line1"],
    needsShipping: true,
  },
  alipay: { ...own, saves: off, setup: true },
  wechat_pay: own,
  cashapp: { ...own, currencies: ["usd", "gbp"], manual: true, saves: both, setup: true },
  amazon_pay: { ...redirect, manual: true, saves: off, setup: true },
  revolut_pay: { ...redirect, currencies: ["eur", "gbp", "ron", "huf", "pln", "dkk"], manual: true, saves: off, setup: true },
  paypal: { ...redirect, manual: true, saves: off, setup: true },
  multibanco: { ...own, currencies: ["eur"], needs: ["email"], refundByEmail: true },
  customer_balance: { next: "bank_transfer", currencies: ["usd", "eur", "gbp", "jpy", "mxn"], needsCustomer: true },
  oxxo: { ...own, currencies: ["mxn"], needs: ["name", "email"], refundByEmail: true },
  boleto: { ...own, currencies: ["brl"], saves: both, setup: true, needs: ["name", "email"], refundByEmail: true },
  konbini: { ...own, currencies: ["jpy"], needs: ["name", "email"], refundByEmail: true },
  pix: { ...own, currencies: ["brl"], saves: off, setup: true },
  paynow: { ...own, currencies: ["sgd"] },
  promptpay: { ...own, currencies: ["thb"], needs: ["email"], refundByEmail: true },
  swish: { ...own, currencies: ["sek"] },
  upi: { ...own, currencies: ["inr"], saves: both, setup: true },
  twint: { ...redirect, currencies: ["chf"], saves: off, setup: true },
  mobilepay: { ...redirect, manual: true },
  grabpay: redirect,
  fpx: { ...redirect, currencies: ["myr"] },
  alma: { ...redirect, manual: true },
  billie: { ...redirect, manual: true },
  kakao_pay: { ...redirect, manual: true, saves: off },
  naver_pay: { ...redirect, manual: true, saves: off },
  payco: { ...redirect, manual: true },
  samsung_pay: { ...redirect, manual: true },
  satispay: { ...redirect, manual: true, saves: both },
  link: { ...redirect, manual: true, saves: off, setup: true },
};

/** Types that are closed or that the simulator does not play are refused like unknown ones. */
export const METHOD_TYPES: readonly string[] = Object.keys(traits);

/** The traits of a type that is known to be one. */
export function traitsOf(type: string): MethodTraits {
  const found = traits[type];
  if (found === undefined) throw new Error(`The simulator has no payment method type ${type}.`);
  return found;
}

/** Whether the money of a type comes days later, by debit. */
export function isDebit(type: string): boolean {
  const { next } = traitsOf(type);
  return next === "debit" || next === "verified_debit";
}
