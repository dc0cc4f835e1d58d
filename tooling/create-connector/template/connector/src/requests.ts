// #if minor
import type { Currency, MinorUnit, Secret } from "@switchyard/interfaces";
// #else
import type { Currency, Secret } from "@switchyard/interfaces";
import type { $Amount } from "@switchyard/utils";
// #end

/** `POST payments`. */
export interface AcmePaymentRequest {
  readonly reference: string;
  readonly amount: $Amount;
  readonly currency: Currency;
  /** Whether the amount is taken at once, or held. */
  readonly capture: boolean;
  readonly card: AcmeCard;
}

export interface AcmeCard {
  readonly number: Secret;
  /** Two digits. */
  readonly expiryMonth: Secret;
  /** Four digits. */
  readonly expiryYear: Secret;
  readonly cvc?: Secret | undefined;
  readonly holderName?: Secret | undefined;
}
// #if Capture or Execute

/** A part of a payment: `POST payments/{id}/captures` and `POST payments/{id}/refunds`. */
export interface AcmePartRequest {
  readonly reference: string;
  readonly amount: $Amount;
  readonly currency: Currency;
}
// #end
