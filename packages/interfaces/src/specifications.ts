import type {
  CaptureMethod,
  CardNetwork,
  CountryAlpha2,
  Currency,
  EventClass,
  FeatureStatus,
  PaymentConnectorCategory,
  PaymentMethod,
  PaymentMethodType,
} from "./enums/index.js";

/** What a connector can do with cards beyond charging them. */
export interface CardSpecificFeatures {
  readonly threeDs: FeatureStatus;
  readonly noThreeDs: FeatureStatus;
  readonly supportedCardNetworks: readonly CardNetwork[];
  /** Card details with the network transaction id of an earlier payment. Not supported unless said. */
  readonly networkTransactionId?: FeatureStatus;
  /** Network tokens with their cryptograms. Not supported unless said. */
  readonly networkToken?: FeatureStatus;
}

/** What a connector can do with one payment method type. */
export interface PaymentMethodDetails {
  readonly mandates: FeatureStatus;
  readonly refunds: FeatureStatus;
  readonly supportedCaptureMethods: readonly CaptureMethod[];
  readonly specificFeatures?: CardSpecificFeatures;
  /** The kinds of payment method data that are taken, where they are not simply the type's own name. */
  readonly dataKinds?: readonly string[];
  /** All, unless listed. */
  readonly supportedCurrencies?: readonly Currency[];
  /** All, unless listed. */
  readonly supportedCountries?: readonly CountryAlpha2[];
}

/** Every payment method that a connector takes, by method and type. */
export type SupportedPaymentMethods = {
  readonly [M in PaymentMethod]?: { readonly [T in PaymentMethodType]?: PaymentMethodDetails };
};

/** What a connector is, for people who choose one. */
export interface ConnectorInfo {
  readonly displayName: string;
  readonly description: string;
  readonly connectorType: PaymentConnectorCategory;
}

/** What a connector says of itself. */
export interface ConnectorSpecificationData {
  readonly about: ConnectorInfo;
  readonly paymentMethods: SupportedPaymentMethods;
  readonly webhookFlows: readonly EventClass[];
}
