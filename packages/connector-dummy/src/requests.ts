import type { Currency, MinorUnit, Secret } from "@switchyard/interfaces";

/** What a payment is made with (tech-spec, section 2.1). */
export type DummyInstrument =
  | {
      readonly type: "card";
      readonly number: Secret;
      readonly expiry_month: Secret;
      readonly expiry_year: Secret;
      readonly cvc?: Secret | undefined;
      readonly holder_name?: Secret | undefined;
    }
  | { readonly type: "google_pay"; readonly token: Secret }
  | { readonly type: "mandate"; readonly mandate: string };

/** When an amount is taken. */
export type DummyCapture = "automatic" | "manual" | "manual_multiple";

/** `POST payments`. */
export interface DummyPaymentRequest {
  readonly reference: string;
  readonly amount: MinorUnit;
  readonly currency: Currency;
  readonly capture: DummyCapture;
  readonly instrument: DummyInstrument;
  /** Asks for a challenge in the customer's browser. */
  readonly three_ds?: true | undefined;
  /** Where the challenge sends the browser. */
  readonly return_url?: string | undefined;
  /** Asks for a mandate for later payments. */
  readonly store?: true | undefined;
  readonly accept_partial?: true | undefined;
}

/** `POST payments/{id}/captures`. */
export interface DummyCaptureRequest {
  readonly reference: string;
  readonly amount: MinorUnit;
  /** The last of several captures: what is left is released. */
  readonly final?: true | undefined;
}

/** `POST payments/{id}/cancel`. */
export interface DummyCancelRequest {
  readonly reason?: string | undefined;
}

/** `POST payments/{id}/refunds`. */
export interface DummyRefundRequest {
  readonly reference: string;
  readonly amount: MinorUnit;
  readonly reason?: string | undefined;
}
