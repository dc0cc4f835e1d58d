import { OrderStatus } from "./world.js";
import { decimalsOf } from "./amounts.js";

/** Cards of noon's test system, as far as they are known (tech-spec, section 10). */
export const TestCard = {
  /** The buyer authenticates, then it succeeds. */
  ThreeDs: "4456530000001096",
  ThreeDsOther: "4000000000001091",
  Redirects: "4242424242424242",
  /** No page in between. */
  Visa: "4111111111111111",
  Mastercard: "5200000000000007",
  Declined: "4000000000000002",
} as const;

const NO_PAGE: ReadonlySet<string> = new Set([TestCard.Visa, TestCard.Mastercard, TestCard.Declined]);

/** Whether noon's page stands between a card and its result: the rule, whatever the merchant wants. */
export function redirects(number: string): boolean {
  return !NO_PAGE.has(number);
}

/** Errors of `order.errorCode`; the numbers but 51 are the simulator's own. */
export const OrderError = {
  InsufficientFunds: { code: 51, message: "Insufficient funds" },
  Declined: { code: 59, message: "The transaction was declined by the issuer" },
  AuthenticationFailed: { code: 3001, message: "3DS authentication failed" },
  Rejected: { code: 4001, message: "Rejected by fraud rules" },
} as const;

/** What becomes of a payment that is to be made. */
export type Verdict =
  | { readonly status: "taken" }
  | { readonly status: typeof OrderStatus.MarkedForReview }
  | { readonly status: typeof OrderStatus.Failed | typeof OrderStatus.Rejected; readonly error: (typeof OrderError)[keyof typeof OrderError] };

/** By card, then by the last two digits of an amount with two decimals: 51 has no funds, 60 is reviewed, 61 is fraud. */
export function decide(number: string | undefined, amount: number, currency: string): Verdict {
  if (number === TestCard.Declined) return { status: OrderStatus.Failed, error: OrderError.Declined };
  const cents = decimalsOf(currency) === 2 ? amount % 100 : 0;
  if (cents === 51) return { status: OrderStatus.Failed, error: OrderError.InsufficientFunds };
  if (cents === 61) return { status: OrderStatus.Rejected, error: OrderError.Rejected };
  return cents === 60 ? { status: OrderStatus.MarkedForReview } : { status: "taken" };
}
