import type { PaymentMethodType } from "@switchyard/interfaces";
import type { PaymentRecord } from "../stored.js";

/**
 * The type that a stored method of each of ours is charged as. Bank redirects are charged as direct debits of the account; of Apple
 * Pay and Google Pay the card is stored, and charged as one: under their own types a payment needs their own token (tech-spec, section 4.9).
 */
const STORED_TYPES: Readonly<Partial<Record<PaymentMethodType, string>>> = {
  ideal: "sepadirectdebit",
  bancontact_card: "sepadirectdebit",
  sepa: "sepadirectdebit",
  ach: "ach",
  bacs: "directdebit_GB",
  paypal: "paypal",
  klarna: "klarna",
  twint: "twint",
  vipps: "vipps",
  blik: "blik",
  gcash: "gcash",
  dana: "dana",
  kakao_pay: "kakaopay",
};

/**
 * The type of a stored method: the one that the mandate was given with, else that of the first payment, else a card's.
 */
export function toStoredType(stated: string | undefined, { paymentMethodType, recurringMandatePaymentData }: PaymentRecord): string {
  // A word that is no type of ours finds nothing.
  const first = recurringMandatePaymentData?.paymentMethodType as PaymentMethodType | undefined;
  return stated ?? storedTypeOf(first ?? paymentMethodType);
}

/** The type that payments with a method stored by this one have. */
export function storedTypeOf(type: PaymentMethodType | undefined): string {
  return (type === undefined ? undefined : STORED_TYPES[type]) ?? "scheme";
}
