import type { MinorUnit, Secret } from "@switchyard/interfaces";

type Optional<Field extends string, Value = Secret> = { readonly [F in Field]?: Value | undefined };

/** `POST /api/orders`. Revolut refuses nulls, so what is not there is absent. It has no place for a card. */
export interface RevolutOrderRequest extends Optional<
  "description" | "redirect_url" | "statement_descriptor_suffix" | "location_id" | "cancel_authorised_after" | "expire_pending_after",
  string
> {
  readonly amount: MinorUnit;
  readonly currency: string;
  readonly capture_mode: "automatic" | "manual";
  readonly authorisation_type?: "pre_authorisation" | undefined;
  readonly enforce_challenge?: "forced" | undefined;
  readonly customer?: ({ readonly id: string } | RevolutCustomer) | undefined;
  readonly shipping?: RevolutShipping | undefined;
  readonly merchant_order_data: { readonly reference: string };
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** A customer that Revolut does not know yet: each order makes a new one, whatever the e-mail address. */
export type RevolutCustomer = Optional<"full_name" | "email" | "phone">;

/** `contact` has an e-mail address or a telephone number; `address` is whole. */
export interface RevolutShipping {
  readonly address?:
    | ({ readonly street_line_1: Secret; readonly city: string; readonly country_code: string; readonly postcode: Secret } & Optional<
        "street_line_2" | "region"
      >)
    | undefined;
  readonly contact?: Optional<"name" | "email" | "phone"> | undefined;
}

/** `POST /api/orders/{order_id}/refund`. */
export interface RevolutRefundRequest {
  readonly amount: MinorUnit;
  readonly currency: string;
  readonly merchant_order_data: { readonly reference: string };
  readonly description?: string | undefined;
}

/** `POST /api/orders/{order_id}/payments`. */
export interface RevolutSavedPaymentRequest {
  readonly saved_payment_method: {
    readonly type: "card" | "revolut_pay";
    readonly id: string;
    readonly initiator: "customer" | "merchant";
    /** Where the customer is there. */
    readonly environment?: RevolutBrowser | undefined;
  };
}

/** `time_zone_utc_offset`: minutes as `Date.getTimezoneOffset()` has them [inferred]. */
export interface RevolutBrowser extends Readonly<Record<"time_zone_utc_offset" | "color_depth" | "screen_width" | "screen_height", number>> {
  readonly type: "browser";
  readonly java_enabled: boolean;
}

/** `POST /api/disputes/{dispute_id}/challenge`. */
export interface RevolutChallengeRequest {
  readonly reason: "product_already_delivered" | "disagree_with_customers_claim";
  readonly comment?: Secret | undefined;
  readonly evidences: readonly string[];
}
