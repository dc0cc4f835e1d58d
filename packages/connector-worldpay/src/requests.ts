import type { MinorUnit, Secret } from "@switchyard/interfaces";

/** `POST api/payments`. Worldpay refuses fields it does not know and fields that are null, so what is not needed is absent. */
export interface WorldpayPaymentsRequest {
  readonly transactionReference: string;
  readonly orderReference?: string | undefined;
  readonly merchant: { readonly entity: Secret };
  readonly channel?: "moto" | undefined;
  readonly instruction: Instruction;
}

type Optional<Field extends string, Value = Secret> = { readonly [F in Field]?: Value | undefined };

export interface Instruction {
  readonly method: "card" | "applepay" | "googlepay";
  /** A token's `href` is its address at Worldpay. */
  readonly paymentInstrument:
    CardPayment | { readonly type: "token"; readonly href: string } | { readonly type: "encrypted"; readonly walletToken: Secret };
  readonly settlement?: { readonly auto: boolean } | undefined;
  /** The lines of the cardholder's statement. */
  readonly narrative: { readonly line1: string } & Optional<"line2", string>;
  readonly value: PaymentValue & Optional<"acceptPartialAmount", true>;
  readonly threeDS?: ThreeDSRequest | undefined;
  readonly tokenCreation?: ({ readonly type: "worldpay" } & Optional<"namespace", string>) | undefined;
  readonly customerAgreement?: CustomerAgreement | undefined;
  readonly customer?: Optional<"email" | "phone" | "ipAddress"> | undefined;
  readonly shipping?: ({ readonly address: BillingAddress } & Optional<"firstName" | "lastName">) | undefined;
}

/** Amount in minor units. */
export interface PaymentValue {
  readonly amount: MinorUnit;
  readonly currency: string;
}

/** A card, or its raw details alone for payments by network transaction id. */
export interface CardPayment extends Optional<"cvc" | "cardHolderName"> {
  readonly type: "plain";
  readonly cardNumber: Secret;
  readonly expiryDate: { readonly month: Secret<number>; readonly year: Secret<number> };
  readonly billingAddress?: BillingAddress | undefined;
}

/** All of it or none: Worldpay refuses an address without its required fields. */
export interface BillingAddress extends Optional<"address2" | "address3" | "state" | "postalCode"> {
  readonly address1: Secret;
  readonly city: string;
  readonly countryCode: string;
}

export interface ThreeDSRequest {
  readonly type: "integrated";
  readonly mode: "always";
  /** `timeZone`: minutes west of UTC. Numbers are texts, but for the screen's size. */
  readonly deviceData: { readonly acceptHeader: string; readonly userAgentHeader: string; readonly channel: "browser" } & Optional<
    "browserLanguage" | "browserColorDepth" | "timeZone",
    string
  > &
    Optional<"browserScreenWidth" | "browserScreenHeight", number> &
    Optional<"browserJavaEnabled" | "browserJavascriptEnabled", boolean>;
  readonly challenge: { readonly returnUrl: string } & Optional<"preference", "challengeMandated">;
}

export type CustomerAgreement =
  | { readonly type: "subscription" | "cardOnFile"; readonly storedCardUsage: "first" | "subsequent" }
  | { readonly type: "unscheduled"; readonly schemeReference: string };

/** `partialSettlements` and `partialRefunds`, which take the full amount as well. */
export interface WorldpayPartialRequest {
  readonly reference: string;
  readonly value: PaymentValue;
  /** Of several settlements, which one and how many in all. */
  readonly sequence?: { readonly number: number; readonly total: number } | undefined;
}
