import type { MinorUnit, Secret } from "@switchyard/interfaces";

type Text = string | Secret;

/** In Adyen's minor units; `currency` is upper-case ISO 4217. */
export interface Amount {
  readonly currency: string;
  readonly value: MinorUnit;
}

/** Both names or none: Adyen refuses half of a name. */
export interface ShopperName {
  readonly firstName: Secret;
  readonly lastName: Secret;
}

/** All five or none. */
export interface AdyenAddress {
  readonly street: Secret;
  readonly houseNumberOrName: Secret;
  readonly city: string;
  readonly postalCode: Secret;
  readonly country: string;
  readonly stateOrProvince?: Secret | undefined;
}

export interface DeliveryAddress extends AdyenAddress, Partial<ShopperName> {}

/** What a payment is made with: `type` says which method, the other fields are the method's own. */
export interface PaymentMethodObject {
  readonly type: string;
  readonly [field: string]: Text | undefined;
}

/** All eight of the first: Adyen refuses a browser of which one is missing. `timeZoneOffset`: minutes that UTC is ahead. */
export interface BrowserInfo {
  readonly userAgent: string;
  readonly acceptHeader: string;
  readonly language: string;
  readonly colorDepth: number;
  readonly screenHeight: number;
  readonly screenWidth: number;
  readonly timeZoneOffset: number;
  readonly javaEnabled: boolean;
  readonly javaScriptEnabled?: boolean | undefined;
}

export interface AuthenticationData {
  readonly attemptAuthentication: "always" | "never";
  readonly threeDSRequestData?: { readonly nativeThreeDS: "preferred" } | undefined;
}

/** What an authentication apart from the payment, or a wallet's or network token's cryptogram, proves. */
export interface MpiData {
  readonly cavv?: Secret | undefined;
  readonly tokenAuthenticationVerificationValue?: Secret | undefined;
  readonly eci?: string | undefined;
  readonly dsTransID?: string | undefined;
  readonly threeDSVersion?: string | undefined;
  readonly directoryResponse?: string | undefined;
  readonly authenticationResponse?: string | undefined;
}

/** Amounts are of one piece, in Adyen's minor units; `taxPercentage` in hundredths of a percent. */
export interface LineItem {
  readonly id?: string | undefined;
  readonly description?: string | undefined;
  readonly quantity: number;
  readonly amountIncludingTax: MinorUnit;
  readonly amountExcludingTax?: MinorUnit | undefined;
  readonly taxAmount?: MinorUnit | undefined;
  readonly taxPercentage?: number | undefined;
  readonly imageUrl?: string | undefined;
}

export interface Split {
  readonly type: string;
  readonly reference: string;
  readonly amount?: Amount | undefined;
  readonly account?: string | undefined;
  readonly description?: string | undefined;
}

/** The part of a payment's metadata that Adyen has fields of its own for. */
export interface PlatformFields {
  readonly deviceFingerprint?: string | undefined;
  readonly store?: string | undefined;
  readonly platformChargebackLogic?:
    | { readonly behavior?: string | undefined; readonly targetAccount?: string | undefined; readonly costAllocationAccount?: string | undefined }
    | undefined;
  /** The order of a gift card that did not suffice. */
  readonly order?: { readonly orderData: string; readonly pspReference: string } | undefined;
}

export type RecurringProcessingModel = "CardOnFile" | "Subscription" | "UnscheduledCardOnFile";

/** `POST /payments`. */
export interface PaymentsRequest extends PlatformFields {
  readonly amount: Amount;
  readonly merchantAccount: Secret;
  readonly reference: string;
  readonly paymentMethod: PaymentMethodObject;
  readonly returnUrl: string;
  readonly channel?: "Web" | undefined;
  readonly origin?: string | undefined;
  readonly browserInfo?: BrowserInfo | undefined;
  readonly shopperInteraction: "Ecommerce" | "ContAuth" | "Moto";
  readonly recurringProcessingModel?: RecurringProcessingModel | undefined;
  readonly storePaymentMethod?: true | undefined;
  readonly shopperReference?: string | undefined;
  readonly additionalData?: Readonly<Record<string, string>> | undefined;
  readonly authenticationData?: AuthenticationData | undefined;
  readonly mpiData?: MpiData | undefined;
  readonly shopperEmail?: Secret | undefined;
  readonly shopperIP?: Secret | undefined;
  readonly shopperLocale?: string | undefined;
  readonly telephoneNumber?: Secret | undefined;
  readonly shopperName?: ShopperName | undefined;
  readonly billingAddress?: AdyenAddress | undefined;
  readonly deliveryAddress?: DeliveryAddress | undefined;
  readonly countryCode?: string | undefined;
  readonly lineItems?: readonly LineItem[] | undefined;
  readonly socialSecurityNumber?: Secret | undefined;
  readonly sessionValidity?: string | undefined;
  readonly shopperStatement?: string | undefined;
  readonly merchantOrderReference?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly splits?: readonly Split[] | undefined;
}

/** `POST /payments/details`: what the shopper's browser, or Adyen's component, brought back. */
export interface PaymentDetailsRequest {
  readonly details: Readonly<Record<string, Text>>;
  readonly paymentData?: Text | undefined;
}

/** The common part of captures, cancels, refunds and amount updates. */
export interface ModificationRequest extends Pick<PlatformFields, "platformChargebackLogic" | "store"> {
  readonly merchantAccount: Secret;
  readonly reference: string;
  readonly amount?: Amount | undefined;
  /** Our reference of the payment, where Adyen's never arrived. */
  readonly paymentReference?: string | undefined;
  readonly merchantRefundReason?: string | undefined;
  readonly industryUsage?: "delayedCharge" | "noShow" | "installment" | undefined;
  readonly lineItems?: readonly LineItem[] | undefined;
  readonly splits?: readonly Split[] | undefined;
}

/** `POST /sessions`. */
export interface SessionRequest {
  readonly amount: Amount;
  readonly merchantAccount: Secret;
  readonly reference: string;
  readonly returnUrl: string;
  readonly channel: "Web";
  readonly countryCode?: string | undefined;
  readonly shopperReference?: string | undefined;
  readonly shopperEmail?: Secret | undefined;
  readonly shopperName?: ShopperName | undefined;
  readonly lineItems?: readonly LineItem[] | undefined;
  readonly splits?: readonly Split[] | undefined;
}

/** `POST /orders`, and `POST /paymentMethods/balance` with a gift card. */
export interface OrderRequest {
  readonly amount: Amount;
  readonly merchantAccount: Secret;
  readonly reference: string;
  readonly paymentMethod?: PaymentMethodObject | undefined;
}

/** The requests of the dispute service. */
export interface DisputeRequest {
  readonly disputePspReference: string;
  readonly merchantAccountCode: Secret;
  readonly defenseReasonCode?: string | undefined;
  readonly defenseDocuments?:
    readonly { readonly content: Secret; readonly contentType: string; readonly defenseDocumentTypeCode: string }[] | undefined;
}

/** `POST /storeDetailAndSubmitThirdParty`, and `POST /payout` with a card. */
export interface PayoutRequest {
  readonly merchantAccount: Secret;
  readonly amount: Amount;
  readonly reference: string;
  readonly shopperReference?: string | undefined;
  readonly shopperEmail?: Secret | undefined;
  readonly shopperName?: ShopperName | undefined;
  readonly billingAddress?: AdyenAddress | undefined;
  readonly recurring?: { readonly contract: "PAYOUT" } | undefined;
  readonly dateOfBirth?: Secret | undefined;
  readonly nationality?: string | undefined;
  readonly entityType?: "NaturalPerson" | "Company" | undefined;
  readonly selectedBrand?: "paypal" | undefined;
  readonly bank?: Readonly<Record<string, Text | undefined>> | undefined;
  readonly card?: Readonly<Record<string, Text | undefined>> | undefined;
  readonly additionalData?: Readonly<Record<string, Text>> | undefined;
}

/** `POST /confirmThirdParty` and `/declineThirdParty`. */
export interface PayoutReviewRequest {
  readonly merchantAccount: Secret;
  readonly originalReference: string;
}
