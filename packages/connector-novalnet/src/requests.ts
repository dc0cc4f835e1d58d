import type { Secret } from "@switchyard/interfaces";

type Optional<Field extends string, Value = Secret> = { readonly [F in Field]?: Value | undefined };
type Needed<Field extends string> = { readonly [F in Field]: Secret };

/** Novalnet's words for ways to pay that this connector uses. */
export type PaymentType = "CREDITCARD" | "GOOGLEPAY" | "APPLEPAY" | "PAYPAL" | "DIRECT_DEBIT_SEPA" | "DIRECT_DEBIT_ACH";

/** With a new card its code and holder; with the card of an earlier payment elsewhere the scheme's id of that. */
export type CardExtras = Optional<"card_cvc" | "card_holder"> & Optional<"scheme_tid", string>;

/** `payment_data` of `POST payment` and `POST authorize`. */
export type PaymentData =
  | (Needed<"card_number" | "card_expiry_month" | "card_expiry_year"> & CardExtras)
  | Needed<"wallet_data">
  | Needed<"account_holder" | "iban">
  | Needed<"account_holder" | "account_number" | "routing_number">
  | { readonly token: string };
