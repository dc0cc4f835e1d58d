import type { CountryAlpha2 } from "./enums/index.js";
import type { Secret } from "./secret.js";

/** A postal address, with the name of whoever lives there. */
export interface AddressDetails {
  readonly firstName?: Secret | undefined;
  readonly lastName?: Secret | undefined;
  readonly line1?: Secret | undefined;
  readonly line2?: Secret | undefined;
  readonly line3?: Secret | undefined;
  readonly city?: string | undefined;
  readonly state?: Secret | undefined;
  readonly zip?: Secret | undefined;
  readonly country?: CountryAlpha2 | undefined;
}

/** A telephone number, its calling code apart. */
export interface PhoneDetails {
  readonly number?: Secret | undefined;
  /** With or without the plus sign: `+44`. */
  readonly countryCode?: string | undefined;
}

export interface Address {
  readonly address?: AddressDetails | undefined;
  readonly phone?: PhoneDetails | undefined;
  readonly email?: Secret | undefined;
}

/** The addresses of a payment. `paymentMethodBilling` is the payment method's own and goes before `billing`. */
export interface PaymentAddress {
  readonly shipping?: Address | undefined;
  readonly billing?: Address | undefined;
  readonly paymentMethodBilling?: Address | undefined;
}
