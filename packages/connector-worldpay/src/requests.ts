import type { MinorUnit, Secret } from "@switchyard/interfaces";

/** `POST api/payments`. Worldpay refuses fields it does not know and fields that are null, so what is not needed is absent. */
export interface WorldpayPaymentsRequest {
  readonly transactionReference: string;
  readonly merchant: { readonly entity: Secret };
  readonly channel?: "moto" | undefined;
  readonly instruction: Instruction;
}

export interface Instruction {
  readonly settlement?: AutoSettlement | undefined;
  readonly method: "card" | "applepay" | "googlepay";
  readonly paymentInstrument: CardPayment | CardToken | WalletPayment;
  readonly narrative: InstructionNarrative;
  readonly value: PaymentValue & { readonly acceptPartialAmount?: boolean | undefined };
  readonly threeDS?: ThreeDSRequest | undefined;
  readonly tokenCreation?: TokenCreation | undefined;
  readonly customerAgreement?: CustomerAgreement | undefined;
  readonly customer?: Customer | undefined;
  readonly shipping?: Shipping | undefined;
}

export interface AutoSettlement {
  readonly auto: boolean;
}

export interface InstructionNarrative {
  readonly line1: string;
  readonly line2?: string | undefined;
}

/** Amount in minor units. */
export interface PaymentValue {
  readonly amount: MinorUnit;
  readonly currency: string;
}

/** A card, or its raw details alone for payments by network transaction id. */
export interface CardPayment {
  readonly type: "plain";
  readonly cardNumber: Secret;
  readonly expiryDate: ExpiryDate;
  readonly cvc?: Secret | undefined;
  readonly cardHolderName?: Secret | undefined;
  readonly billingAddress?: BillingAddress | undefined;
}

export interface ExpiryDate {
  readonly month: Secret<number>;
  readonly year: Secret<number>;
}

export interface CardToken {
  readonly type: "token";
  readonly href: string;
}

export interface WalletPayment {
  readonly type: "encrypted";
  readonly walletToken: Secret;
}

/** All of it or none: Worldpay refuses an address without its required fields. */
export interface BillingAddress {
  readonly address1: Secret;
  readonly address2?: Secret | undefined;
  readonly address3?: Secret | undefined;
  readonly city: string | Secret;
  readonly state?: Secret | undefined;
  readonly postalCode?: Secret | undefined;
  readonly countryCode: string;
}

export interface ThreeDSRequest {
  readonly type: "integrated";
  readonly mode: "always";
  readonly deviceData: ThreeDSRequestDeviceData;
  readonly challenge: ThreeDSRequestChallenge;
}

export interface ThreeDSRequestDeviceData {
  readonly acceptHeader: string;
  readonly userAgentHeader: string;
  readonly browserLanguage?: string | undefined;
  readonly browserScreenWidth?: number | undefined;
  readonly browserScreenHeight?: number | undefined;
  /** One of 1, 4, 8, 15, 16, 24, 32, 48, as text. */
  readonly browserColorDepth?: string | undefined;
  /** Minutes west of UTC, as text. */
  readonly timeZone?: string | undefined;
  readonly browserJavaEnabled?: boolean | undefined;
  readonly browserJavascriptEnabled?: boolean | undefined;
  readonly channel: "browser";
}

export interface ThreeDSRequestChallenge {
  readonly returnUrl: string;
  readonly preference?: "challengeMandated" | undefined;
}

export interface TokenCreation {
  readonly type: "worldpay";
  readonly namespace?: string | undefined;
}

export type CustomerAgreement =
  | { readonly type: "subscription" | "cardOnFile"; readonly storedCardUsage: "first" | "subsequent" }
  | { readonly type: "unscheduled"; readonly schemeReference: string };

export interface Customer {
  readonly email?: Secret | undefined;
  readonly phone?: Secret | undefined;
  readonly ipAddress?: Secret | undefined;
}

export interface Shipping {
  readonly firstName?: Secret | undefined;
  readonly lastName?: Secret | undefined;
  readonly address: BillingAddress;
}

/** `partialSettlements` and `partialRefunds`, which take the full amount as well. */
export interface WorldpayPartialRequest {
  /** Letters, digits and hyphens. */
  readonly reference: string;
  readonly value: PaymentValue;
  /** Of several settlements, which one and how many in all. */
  readonly sequence?: { readonly number: number; readonly total: number } | undefined;
}
