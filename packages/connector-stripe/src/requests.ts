import type { MinorUnit, Secret } from "@switchyard/interfaces";
import type { StripeMethodType } from "./transformers/methods/method.js";

type Optional<Field extends string, Value = Secret> = { readonly [F in Field]?: Value | undefined };

/** Texts of the merchant and the connector's own, flat. */
export type StripeMetadata = Readonly<Record<string, string | Secret>>;

/** A record that is written as `a[b][0]=c`. What is `undefined` is left out. */
export interface FormTree {
  readonly [field: string]: FormValue;
}
export type FormValue = string | number | boolean | Secret | Secret<number> | undefined | FormTree | readonly (string | FormTree)[];

/** A postal address; the country is ISO 3166-1 alpha-2. */
export type StripeAddress = Optional<"line1" | "line2" | "state" | "postal_code"> & Optional<"city" | "country", string>;

export type StripeBillingDetails = Optional<"name" | "email" | "phone" | "tax_id"> & { readonly address?: StripeAddress | undefined };

/** Required by Stripe as soon as any of it is there: the name and the address. */
export type StripeShipping = { readonly name: Secret; readonly address: StripeAddress } & Optional<"phone">;

/** How the customer agreed that the payment method is stored or debited. */
export interface MandateDataRequest {
  readonly customer_acceptance: {
    readonly type: "online" | "offline";
    /** Unix seconds. */
    readonly accepted_at?: number | undefined;
    readonly online?: { readonly ip_address: Secret; readonly user_agent: string } | undefined;
  };
}

/** `payment_method_data`: the type, and under the type's own name its fields. */
export interface PaymentMethodDataRequest {
  readonly type: StripeMethodType;
  readonly billing_details?: StripeBillingDetails | undefined;
  readonly fields: FormTree | undefined;
}

/** Connect: who else takes part in the payment (tech-spec, section 4.17). */
export type ConnectFields = Optional<"application_fee_amount", MinorUnit> &
  Optional<"on_behalf_of", string> & { readonly transfer_data?: { readonly destination: string } | undefined };

/** What payments and set-ups have in common. */
interface IntentRequest extends Optional<"description" | "customer" | "return_url" | "payment_method", string> {
  readonly confirm: true;
  /** Exactly one. A later version of the API calls it `allowed_payment_method_types`. */
  readonly payment_method_types: readonly [StripeMethodType];
  readonly payment_method_data?: FormTree | undefined;
  readonly payment_method_options?: FormTree | undefined;
  readonly mandate_data?: MandateDataRequest | undefined;
  readonly metadata: StripeMetadata;
  readonly expand: readonly ["latest_charge"] | readonly ["latest_attempt"];
}

/** `POST /v1/payment_intents`, created and confirmed in one call. */
export interface PaymentIntentRequest extends IntentRequest, ConnectFields, Optional<"statement_descriptor" | "statement_descriptor_suffix", string> {
  readonly amount: MinorUnit;
  readonly currency: string;
  readonly capture_method: "automatic" | "manual";
  readonly setup_future_usage?: "on_session" | "off_session" | undefined;
  readonly off_session?: true | undefined;
  readonly error_on_requires_action?: true | undefined;
  readonly shipping?: StripeShipping | undefined;
}

/** `POST /v1/setup_intents`, created and confirmed in one call. */
export interface SetupIntentRequest extends IntentRequest {
  readonly usage: "on_session" | "off_session";
  readonly on_behalf_of?: string | undefined;
}

/** `POST /v1/payment_intents` without a confirmation: the browser confirms with the client secret. */
export interface OpenIntentRequest extends ConnectFields {
  readonly amount: MinorUnit;
  readonly currency: string;
  readonly capture_method?: "automatic" | "manual" | undefined;
  readonly automatic_payment_methods: { readonly enabled: true };
  readonly metadata: StripeMetadata;
}

/** `POST /v1/payment_intents/{id}/capture`. */
export interface CaptureRequest {
  readonly amount_to_capture: MinorUnit;
  /** Without `false` Stripe releases what is left. */
  readonly final_capture?: false | undefined;
  readonly application_fee_amount?: MinorUnit | undefined;
  readonly metadata?: StripeMetadata | undefined;
  readonly expand: readonly ["latest_charge"];
}

/** `POST /v1/payment_intents/{id}/increment_authorization`: the new total. */
export interface IncrementRequest extends Optional<"description", string> {
  readonly amount: MinorUnit;
  readonly expand: readonly ["latest_charge"];
}

/** `POST /v1/refunds`. */
export interface RefundRequest extends Optional<"payment_intent" | "charge" | "reason", string>, Optional<"instructions_email"> {
  readonly amount: MinorUnit;
  readonly metadata: StripeMetadata;
  readonly refund_application_fee?: boolean | undefined;
  readonly reverse_transfer?: boolean | undefined;
}

/** `POST /v1/customers`. */
export interface CustomerRequest extends Optional<"name" | "email" | "phone">, Optional<"description", string> {
  readonly address?: StripeAddress | undefined;
  readonly metadata: StripeMetadata;
}

/** `POST /v1/tokens` with what Apple Pay gave (not in the public document; the route of Stripe's mobile SDKs). */
export interface ApplePayTokenRequest extends Optional<"pk_token_instrument_name" | "pk_token_payment_network" | "pk_token_transaction_id", string> {
  readonly pk_token: Secret;
}
