/** Card numbers that decide what becomes of a payment (tech-spec, section 4.1). Any other number is approved. */
export const MagicCard = {
  Approved: "4242424242424242",
  /** Asks for a challenge even where the merchant did not. */
  ChallengeRequired: "4000000000003220",
  Declined: "4000000000000002",
  InsufficientFunds: "4000000000009995",
  Expired: "4000000000000069",
  IncorrectCvc: "4000000000000127",
} as const;
export type MagicCard = (typeof MagicCard)[keyof typeof MagicCard];

/** Amounts, in minor units of any currency, that decide what becomes of a payment (tech-spec, section 4.2). */
export const MagicAmount = {
  /** Pending; approved after a minute of the simulator's clock. */
  PendingThenApproved: 13_01,
  /** Pending; declined after a minute of the simulator's clock. */
  PendingThenDeclined: 13_02,
  /** Half is approved where a part is welcome; otherwise a decline. */
  Partial: 13_03,
  /** A status word that no connector knows. */
  NewWord: 13_04,
  Declined: 13_05,
  /** An answer that repeats another amount. */
  OtherAmount: 13_10,
} as const;
export type MagicAmount = (typeof MagicAmount)[keyof typeof MagicAmount];

/** Amounts that decide what becomes of the answer, of payments, captures and refunds alike (tech-spec, section 4.3). */
export const MagicAnswer = {
  /** It was done, and the answer is a 500. */
  Lost: 13_06,
  /** It was done, and the connection breaks in the middle of the answer. */
  Cut: 13_07,
  /** It was not done, and the answer is a 503. */
  Unavailable: 13_08,
  /** It was done, and the answer is a minute late. */
  Slow: 13_09,
} as const;
export type MagicAnswer = (typeof MagicAnswer)[keyof typeof MagicAnswer];

/** Amounts that decide what becomes of a refund (tech-spec, section 4.4). */
export const MagicRefund = {
  PendingThenSucceeded: 7_01,
  PendingThenFailed: 7_02,
  InReview: 7_03,
  Failed: 7_05,
} as const;
export type MagicRefund = (typeof MagicRefund)[keyof typeof MagicRefund];

/** Why a payment was declined. */
export interface Decline {
  readonly code: string;
  readonly message: string;
  /** The issuer's code of ISO 8583, field 39. */
  readonly network_code?: string;
  /** Mastercard's merchant advice code. */
  readonly advice_code?: string;
}

const DO_NOT_HONOR: Decline = { code: "card_declined", message: "The card was declined.", network_code: "05", advice_code: "02" };

const DECLINES: ReadonlyMap<string, Decline> = new Map([
  [MagicCard.Declined, DO_NOT_HONOR],
  [MagicCard.InsufficientFunds, { code: "insufficient_funds", message: "The card has insufficient funds.", network_code: "51", advice_code: "02" }],
  [MagicCard.Expired, { code: "expired_card", message: "The card has expired.", network_code: "54", advice_code: "01" }],
  [MagicCard.IncorrectCvc, { code: "incorrect_cvc", message: "The security code is wrong.", network_code: "N7" }],
]);

export const AUTHENTICATION_REQUIRED: Decline = {
  code: "authentication_required",
  message: "The issuer asks for 3DS, and there is no return URL.",
  network_code: "65",
};

/** What the issuer makes of a card and an amount. */
export type Verdict =
  | { readonly type: "approve"; readonly amount: number }
  | { readonly type: "decline"; readonly decline: Decline }
  | { readonly type: "pending"; readonly then: "approve" | "decline" };

/** Reads the tables: the card first, then the amount. */
export function judge(cardNumber: string | undefined, amount: number, acceptPartial: boolean): Verdict {
  const decline = DECLINES.get(cardNumber ?? "");
  if (decline !== undefined) return { type: "decline", decline };
  switch (amount) {
    case MagicAmount.PendingThenApproved:
      return { type: "pending", then: "approve" };
    case MagicAmount.PendingThenDeclined:
      return { type: "pending", then: "decline" };
    case MagicAmount.Partial:
      return acceptPartial ? { type: "approve", amount: Math.floor(amount / 2) } : { type: "decline", decline: DO_NOT_HONOR };
    case MagicAmount.Declined:
      return { type: "decline", decline: DO_NOT_HONOR };
    default:
      return { type: "approve", amount };
  }
}

export const LATE_DECLINE = DO_NOT_HONOR;
