import type { Secret } from "@switchyard/interfaces";
import type { StringMajorUnit } from "@switchyard/utils";

/** INITIATE. What is not known is left out, which noon takes like null; it takes no member beyond these. */
export interface NoonInitiateRequest {
  readonly apiOperation: "INITIATE";
  readonly order: NoonOrder;
  readonly configuration: NoonConfiguration;
  readonly paymentData: NoonPaymentData;
  readonly subscription?: NoonSubscription | undefined;
  readonly billing?: { readonly address: NoonAddress } | undefined;
}

export interface NoonOrder {
  readonly amount: StringMajorUnit;
  /** With a subscription it is the subscription's. */
  readonly currency?: string | undefined;
  readonly channel: "WEB";
  readonly category?: string | undefined;
  readonly reference: string;
  /** At most 50 characters, no blank at either end, no two of them together. */
  readonly name: string;
  /** Numbered from 1. */
  readonly nvp?: Readonly<Record<string, string>> | undefined;
  readonly ipAddress?: Secret | undefined;
}

export interface NoonConfiguration {
  readonly tokenizeCC?: true | undefined;
  readonly paymentAction: "SALE" | "AUTHORIZE";
  readonly returnUrl?: string | undefined;
}

/** What may be charged later, and at most how much of it at once. */
export interface NoonSubscription {
  readonly type: "UNSCHEDULED";
  readonly name: string;
  readonly maxAmount: StringMajorUnit;
}

/** A state needs its country. */
export interface NoonAddress {
  readonly street?: Secret | undefined;
  readonly street2?: Secret | undefined;
  readonly city?: string | undefined;
  readonly stateProvince?: Secret | undefined;
  readonly country?: string | undefined;
  readonly postalCode?: Secret | undefined;
}

export type NoonPaymentData =
  | { readonly type: "CARD"; readonly data: NoonCard }
  | { readonly type: "GOOGLEPAY"; readonly data: NoonGooglePay }
  /** JSON in a text: Apple's token as its own interface gives it. */
  | { readonly type: "APPLEPAY"; readonly data: { readonly paymentInfo: Secret } }
  | { readonly type: "PAYPAL"; readonly data: { readonly returnUrl: string } }
  | { readonly type: "SUBSCRIPTION"; readonly data: { readonly subscriptionIdentifier: string } };

export interface NoonCard {
  readonly nameOnCard?: Secret | undefined;
  readonly numberPlain: Secret;
  /** Two digits. */
  readonly expiryMonth: Secret;
  /** Four digits. */
  readonly expiryYear: Secret;
  readonly cvv?: Secret | undefined;
}

/** Google's own object, in Google's own spelling. */
export interface NoonGooglePay {
  readonly apiVersionMinor: 0;
  readonly apiVersion: 2;
  readonly paymentMethodData: {
    readonly type: string;
    readonly description?: string | undefined;
    readonly info?: { readonly cardNetwork: string; readonly cardDetails: string } | undefined;
    readonly tokenizationData: { readonly type: string; readonly token: Secret };
  };
}

/** CAPTURE, REVERSE and REFUND: the id goes as text, since a number would lose digits. */
export interface NoonActionRequest {
  readonly apiOperation: "CAPTURE" | "REVERSE" | "REFUND";
  readonly order: { readonly id: string };
  readonly transaction?: { readonly amount: StringMajorUnit; readonly currency: string; readonly transactionReference: string } | undefined;
}

export interface NoonCancelSubscriptionRequest {
  readonly apiOperation: "CANCEL_SUBSCRIPTION";
  readonly subscription: { readonly identifier: string };
}
