import type { TestAccount } from "./banks.js";
import type { TestCard } from "./cards.js";
import type { Fields } from "../wires.js";

/** A card as Stripe keeps it. */
export interface ReadCard {
  readonly card: TestCard;
  readonly last4: string;
  readonly fingerprint: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly hasCvc: boolean;
  readonly wallet: Fields | null;
  /** The brand that was asked for on a card with several. */
  readonly preferred: string | null;
}

/** What Stripe knows of a payment method and does not show. */
export interface Instrument {
  readonly card?: TestCard | undefined;
  readonly account?: TestAccount | undefined;
  /** Whether a security code, an address line and a postal code came with the card: what did not come is not checked. */
  readonly given: { readonly cvc: boolean; readonly line1: boolean; readonly postal_code: boolean };
  /** Used without a customer, or detached from one: it cannot be used again. */
  readonly isSpent: boolean;
  /** Set up for payments without the customer. */
  readonly isSetUp: boolean;
  /** A bank account whose owner is known, by microdeposits or because the debit scheme asks for no more. */
  readonly isVerified: boolean;
  /** The mandate that debits of it are made under. */
  readonly mandate?: string | undefined;
}

/** A payment method of which nothing particular is known. */
export const PLAIN_INSTRUMENT: Instrument = {
  given: { cvc: false, line1: false, postal_code: false },
  isSpent: false,
  isSetUp: false,
  isVerified: false,
};
