/** What a payout is paid to. */
export const PayoutType = {
  Card: "card",
  Bank: "bank",
  Wallet: "wallet",
  BankRedirect: "bank_redirect",
} as const;
/** One of {@link PayoutType}. */
export type PayoutType = (typeof PayoutType)[keyof typeof PayoutType];

/**
 * Who receives a payout. PascalCase, as in Hyperswitch.
 *
 * `Business` departs from its JSON, where a slip makes the value the word `lowercase`.
 */
export const PayoutEntityType = {
  Individual: "Individual",
  Company: "Company",
  NonProfit: "NonProfit",
  PublicSector: "PublicSector",
  NaturalPerson: "NaturalPerson",
  Business: "Business",
  Personal: "Personal",
} as const;
/** One of {@link PayoutEntityType}. */
export type PayoutEntityType = (typeof PayoutEntityType)[keyof typeof PayoutEntityType];

/** How fast a payout shall arrive, and by which rail. */
export const PayoutSendPriority = {
  Instant: "instant",
  Fast: "fast",
  Regular: "regular",
  Wire: "wire",
  CrossBorder: "cross_border",
  Internal: "internal",
} as const;
/** One of {@link PayoutSendPriority}. */
export type PayoutSendPriority = (typeof PayoutSendPriority)[keyof typeof PayoutSendPriority];
