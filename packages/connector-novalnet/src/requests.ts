import type { MinorUnit, Secret } from "@switchyard/interfaces";
import type { StringMinorUnit } from "@switchyard/utils";

type Optional<Field extends string, Value = Secret> = { readonly [F in Field]?: Value | undefined };

/** `POST payment` and `POST authorize`. */
export interface NovalnetPaymentRequest {
  readonly merchant: { readonly signature: Secret; readonly tariff: Secret };
  readonly customer: NovalnetCustomer;
  readonly transaction: NovalnetPaymentTransaction;
  readonly custom: Custom;
}

/** The language of `status_text`. */
export interface Custom {
  readonly lang: string;
}

export interface NovalnetCustomer extends Optional<"first_name" | "last_name" | "mobile" | "customer_ip"> {
  readonly email: Secret;
  /** No name or address is strictly required. */
  readonly no_nc: 1;
  readonly billing?: NovalnetAddress | undefined;
  readonly shipping?: NovalnetAddress | undefined;
}

/** `street` with the house's number: a `house_no` of its own is only for those who know it apart. */
export interface NovalnetAddress extends Optional<"street" | "zip" | "state">, Optional<"city" | "country_code", string> {}

/** Novalnet's words for ways to pay that this connector uses. */
export type PaymentType = "CREDITCARD" | "GOOGLEPAY" | "APPLEPAY" | "PAYPAL" | "DIRECT_DEBIT_SEPA" | "DIRECT_DEBIT_ACH";

export type PaymentData =
  | ({ readonly card_number: Secret; readonly card_expiry_month: Secret; readonly card_expiry_year: Secret } & Optional<"card_cvc" | "card_holder"> &
      Optional<"scheme_tid", string>)
  | { readonly wallet_data: Secret }
  | { readonly account_holder: Secret; readonly iban: Secret }
  | { readonly account_holder: Secret; readonly account_number: Secret; readonly routing_number: Secret }
  | { readonly token: string };

export interface NovalnetPaymentTransaction extends Optional<"return_url" | "error_return_url", string>, Optional<"enforce_3d" | "create_token", 1> {
  /** 1: no money moves. The same address serves both, so this alone decides. */
  readonly test_mode: 0 | 1;
  /** A text, but for a stored token: there it is whatever the token was made with. */
  readonly payment_type: string;
  /** Minor units; the number 0 for a set-up. */
  readonly amount: StringMinorUnit | MinorUnit;
  readonly currency: string;
  readonly order_no: string;
  readonly payment_data?: PaymentData | undefined;
  readonly hook_url: string;
}

/** `POST transaction/…`: the transaction id is a text here, a number in answers. */
export interface NovalnetActionRequest<Fields = unknown> {
  readonly transaction: { readonly tid: string } & Fields;
  readonly custom: Custom;
}
