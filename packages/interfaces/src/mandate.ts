import type { AcceptanceType, Currency } from "./enums/index.js";
import type { ConnectorMandateId, NetworkTransactionId } from "./ids.js";
import type { MinorUnit } from "./amount.js";
import type { Secret } from "./secret.js";

/** What later payments with the same credential refer to. */
export type MandateReferenceId =
  | ConnectorMandateReferenceId
  | { readonly type: "network_mandate_id"; readonly networkTransactionId: NetworkTransactionId }
  | {
      readonly type: "network_token_with_nti";
      readonly networkTransactionId: NetworkTransactionId;
      readonly tokenExpMonth?: Secret | undefined;
      readonly tokenExpYear?: Secret | undefined;
    };

/** The processor's own mandate, with what it needs beside its id. */
export interface ConnectorMandateReferenceId {
  readonly type: "connector_mandate_id";
  readonly connectorMandateId: ConnectorMandateId;
  readonly paymentMethodId?: string | undefined;
  readonly mandateMetadata?: Secret<unknown> | undefined;
  readonly connectorMandateRequestReferenceId?: string | undefined;
}

export interface MandateIds {
  readonly mandateId?: string | undefined;
  readonly mandateReferenceId?: MandateReferenceId | undefined;
}

/** What a processor gives for a credential that it stored. */
export interface MandateReference {
  readonly connectorMandateId?: ConnectorMandateId | undefined;
  readonly paymentMethodId?: string | undefined;
  readonly mandateMetadata?: Secret<unknown> | undefined;
  readonly connectorMandateRequestReferenceId?: string | undefined;
}

/** How the customer agreed. */
export interface CustomerAcceptance {
  readonly acceptanceType: AcceptanceType;
  /** ISO 8601. */
  readonly acceptedAt?: string | undefined;
  readonly online?: OnlineMandate | undefined;
}

export interface OnlineMandate {
  readonly ipAddress?: Secret | undefined;
  readonly userAgent: string;
}

export interface MandateAmountData {
  readonly amount: MinorUnit;
  readonly currency: Currency;
  /** ISO 8601. */
  readonly startDate?: string | undefined;
  readonly endDate?: string | undefined;
  readonly metadata?: Secret<unknown> | undefined;
}

/** For one more payment, or for as many as the merchant wants. */
export type MandateType =
  | { readonly type: "single_use"; readonly amount: MandateAmountData }
  | { readonly type: "multi_use"; readonly amount?: MandateAmountData | undefined };

/** What is agreed when a mandate is set up. */
export interface MandateData {
  readonly customerAcceptance?: CustomerAcceptance | undefined;
  readonly mandateType?: MandateType | undefined;
  readonly updateMandateId?: string | undefined;
}

/** What is known of the first payment of a series. */
export interface RecurringMandatePaymentData {
  readonly paymentMethodType?: string | undefined;
  readonly originalPaymentAuthorizedAmount?: MinorUnit | undefined;
  readonly originalPaymentAuthorizedCurrency?: Currency | undefined;
  readonly mandateMetadata?: Secret<unknown> | undefined;
}
