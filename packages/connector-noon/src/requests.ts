import type { Secret } from "@switchyard/interfaces";
import type { StringMajorUnit } from "@switchyard/utils";

type Optional<Field extends string, Value = Secret> = { readonly [F in Field]?: Value | undefined };

/** INITIATE. What is not known is left out, which noon takes like null; it takes no member beyond these. */
export interface NoonInitiateRequest {
  readonly apiOperation: "INITIATE";
  readonly order: NoonOrder;
  readonly configuration: Optional<"returnUrl", string> & { readonly tokenizeCC?: true | undefined; readonly paymentAction: "SALE" | "AUTHORIZE" };
  readonly paymentData: NoonPaymentData;
  readonly subscription?: NoonSubscription | undefined;
  readonly billing?: { readonly address: NoonAddress } | undefined;
}

/** With a subscription, currency and category are the subscription's. */
export interface NoonOrder extends Optional<"currency" | "category", string>, Optional<"ipAddress"> {
  readonly amount: StringMajorUnit;
  readonly channel: "WEB";
  readonly reference: string;
  /** At most 50 characters, no blank at either end, no two of them together. */
  readonly name: string;
  /** Numbered from 1. */
  readonly nvp?: Readonly<Record<string, string>> | undefined;
}

/** What may be charged later, and at most how much of it at once. */
export interface NoonSubscription {
  readonly type: "UNSCHEDULED";
  readonly name: string;
  readonly maxAmount: StringMajorUnit;
}

/** A state needs its country. */
export interface NoonAddress extends Optional<"street" | "street2" | "stateProvince" | "postalCode">, Optional<"city" | "country", string> {}

export type NoonPaymentData =
  | { readonly type: "CARD"; readonly data: NoonCard }
  | { readonly type: "GOOGLEPAY"; readonly data: NoonGooglePay }
  /** JSON in a text: Apple's token as its own interface gives it. */
  | { readonly type: "APPLEPAY"; readonly data: { readonly paymentInfo: Secret } }
  | { readonly type: "PAYPAL"; readonly data: { readonly returnUrl: string } }
  | { readonly type: "SUBSCRIPTION"; readonly data: { readonly subscriptionIdentifier: string } };

/** A month of two digits, a year of four. */
export interface NoonCard extends Optional<"nameOnCard" | "cvv"> {
  readonly numberPlain: Secret;
  readonly expiryMonth: Secret;
  readonly expiryYear: Secret;
}

/** Google's own object, in Google's own spelling. */
export interface NoonGooglePay {
  readonly apiVersionMinor: 0;
  readonly apiVersion: 2;
  readonly paymentMethodData: Optional<"description", string> & {
    readonly type: string;
    readonly info?: { readonly cardNetwork: string; readonly cardDetails: string } | undefined;
    readonly tokenizationData: { readonly type: string; readonly token: Secret };
  };
}

/** CAPTURE, REVERSE and REFUND: the id goes as text, since a number would lose digits. */
export interface NoonActionRequest {
  readonly apiOperation: "CAPTURE" | "REVERSE" | "REFUND";
  readonly order: { readonly id: string };
  readonly transaction?: { readonly amount: StringMajorUnit; readonly currency: string; readonly transactionReference: string };
}

export interface NoonCancelSubscriptionRequest {
  readonly apiOperation: "CANCEL_SUBSCRIPTION";
  readonly subscription: { readonly identifier: string };
}
