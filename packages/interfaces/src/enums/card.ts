/**
 * The scheme that a card runs on.
 *
 * PascalCase, as in Hyperswitch (its JSON and the configurations of merchants).
 */
export const CardNetwork = {
  Visa: "Visa",
  Mastercard: "Mastercard",
  AmericanExpress: "AmericanExpress",
  JCB: "JCB",
  DinersClub: "DinersClub",
  Discover: "Discover",
  CartesBancaires: "CartesBancaires",
  UnionPay: "UnionPay",
  Interac: "Interac",
  RuPay: "RuPay",
  Maestro: "Maestro",
  Star: "Star",
  Pulse: "Pulse",
  Accel: "Accel",
  Nyce: "Nyce",
} as const;
/** One of {@link CardNetwork}. */
export type CardNetwork = (typeof CardNetwork)[keyof typeof CardNetwork];

/** Whether a card draws on credit or on an account. */
export const CardType = {
  Credit: "credit",
  Debit: "debit",
} as const;
/** One of {@link CardType}. */
export type CardType = (typeof CardType)[keyof typeof CardType];

/** How the customer named the card. */
export const CardDiscovery = {
  /** Typed in. */
  Manual: "manual",
  SavedCard: "saved_card",
  ClickToPay: "click_to_pay",
} as const;
/** One of {@link CardDiscovery}. */
export type CardDiscovery = (typeof CardDiscovery)[keyof typeof CardDiscovery];

/** The kind of card behind an Apple Pay payment. */
export const ApplePayPaymentMethodType = {
  Debit: "debit",
  Credit: "credit",
  Prepaid: "prepaid",
  Store: "store",
} as const;
/** One of {@link ApplePayPaymentMethodType}. */
export type ApplePayPaymentMethodType = (typeof ApplePayPaymentMethodType)[keyof typeof ApplePayPaymentMethodType];

/** What a Google Pay token holds. Google's own upper-case values. */
export const GooglePayAuthMethod = {
  /** The card number itself: 3DS may be needed. */
  PanOnly: "PAN_ONLY",
  /** A device token with a cryptogram: already authenticated. */
  Cryptogram: "CRYPTOGRAM_3DS",
} as const;
/** One of {@link GooglePayAuthMethod}. */
export type GooglePayAuthMethod = (typeof GooglePayAuthMethod)[keyof typeof GooglePayAuthMethod];

/** The funding of a card in Google Pay. Google's own upper-case values. */
export const GooglePayCardFundingSource = {
  Credit: "CREDIT",
  Debit: "DEBIT",
  Prepaid: "PREPAID",
  Unknown: "UNKNOWN",
} as const;
/** One of {@link GooglePayCardFundingSource}. */
export type GooglePayCardFundingSource = (typeof GooglePayCardFundingSource)[keyof typeof GooglePayCardFundingSource];

/** The brand of a card in Samsung Pay. Samsung's own lower-case values. */
export const SamsungPayCardBrand = {
  Visa: "visa",
  MasterCard: "mastercard",
  Amex: "amex",
  Discover: "discover",
  Unknown: "unknown",
} as const;
/** One of {@link SamsungPayCardBrand}. */
export type SamsungPayCardBrand = (typeof SamsungPayCardBrand)[keyof typeof SamsungPayCardBrand];

/** Whose Click to Pay the customer used. */
export const CtpServiceProvider = {
  Visa: "visa",
  Mastercard: "mastercard",
} as const;
/** One of {@link CtpServiceProvider}. */
export type CtpServiceProvider = (typeof CtpServiceProvider)[keyof typeof CtpServiceProvider];
