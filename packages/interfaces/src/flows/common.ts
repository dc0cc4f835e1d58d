import type { PaymentAddress } from "../address.js";
import type { AttemptStatus, AuthenticationType, PaymentMethod, PaymentMethodType } from "../enums/index.js";
import type {
  AttemptId,
  ConnectorCustomerId,
  ConnectorDisputeId,
  ConnectorMandateId,
  ConnectorRefundId,
  CustomerId,
  DisputeId,
  MerchantId,
  MerchantReference,
  PaymentId,
  PayoutId,
  RefundId,
} from "../ids.js";
import type { MinorUnit } from "../amount.js";
import type { RecurringMandatePaymentData } from "../mandate.js";
import type { Secret } from "../secret.js";
import type { ConnectorResponse } from "../http.js";

/** Settings of one merchant at one processor beyond credentials, such as the name on card statements. */
export type ConnectorMetadata = Readonly<Record<string, unknown>>;

/** What every flow knows of its surroundings. */
export interface ResourceCommonData {
  readonly merchantId: MerchantId;
  readonly connector: string;
  /** Our reference of this request. Unique per attempt: idempotency keys derive from it. */
  readonly connectorRequestReferenceId: MerchantReference;
  readonly connectorMetaData?: ConnectorMetadata | undefined;
  readonly testMode?: boolean | undefined;
  readonly tenantId?: string | undefined;
  readonly merchantAccountId?: string | undefined;
  readonly accessToken?: AccessToken | undefined;
  readonly connectorApiVersion?: string | undefined;
  readonly connectorHttpStatusCode?: number | undefined;
  /** Milliseconds that the processor took. */
  readonly externalLatency?: number | undefined;
  readonly rawConnectorResponse?: Secret<ConnectorResponse> | undefined;
  readonly connectorResponseHeaders?: Readonly<Record<string, string>> | undefined;
}

/** A token that an AccessTokenAuth flow obtained. */
export interface AccessToken {
  readonly token: Secret;
  /** Seconds from its issue until it expires. */
  readonly expiresIn: number;
}

/** What Google Pay, Apple Pay and processors' vaults give in place of a payment method. */
export type PaymentMethodToken =
  { readonly type: "token"; readonly token: Secret } | { readonly type: "decrypted"; readonly payload: Secret<Readonly<Record<string, unknown>>> };

/** What integrity checking found: amount, currency or id in the answer differ from what was asked. */
export interface IntegrityCheckError {
  readonly fieldNames: readonly string[];
  readonly connectorTransactionId?: string | undefined;
}

/** The resource data of payments. */
export interface PaymentFlowData extends ResourceCommonData {
  readonly paymentId: PaymentId;
  readonly attemptId: AttemptId;
  readonly customerId?: CustomerId | undefined;
  readonly connectorCustomer?: ConnectorCustomerId | undefined;
  readonly status: AttemptStatus;
  readonly paymentMethod: PaymentMethod;
  readonly paymentMethodType?: PaymentMethodType | undefined;
  readonly description?: string | undefined;
  readonly address: PaymentAddress;
  readonly authType: AuthenticationType;
  readonly amountCaptured?: MinorUnit | undefined;
  readonly amountAuthorized?: MinorUnit | undefined;
  readonly amountCapturable?: MinorUnit | undefined;
  readonly sessionToken?: Secret | undefined;
  readonly referenceId?: string | undefined;
  readonly paymentMethodToken?: PaymentMethodToken | undefined;
  readonly recurringMandatePaymentData?: RecurringMandatePaymentData | undefined;
  readonly preprocessingId?: string | undefined;
  readonly paymentMethodBalance?: { readonly amount: MinorUnit; readonly currency: string } | undefined;
  readonly connectorWalletsDetails?: Secret<unknown> | undefined;
  readonly additionalMerchantData?: Secret<unknown> | undefined;
  readonly connectorMandateRequestReferenceId?: string | undefined;
  readonly connectorResponse?: AdditionalConnectorResponse | undefined;
  readonly integrityCheck?: IntegrityCheckError | undefined;
  readonly psd2ScaExemptionType?: string | undefined;
  readonly headerPayload?: Readonly<Record<string, string>> | undefined;
}

/** What a processor tells about the payment method beside the result: checks on the card, its issuer, its funding. */
export interface AdditionalConnectorResponse {
  readonly authorizationCode?: string | undefined;
  readonly avsResult?: string | undefined;
  readonly cvcResult?: string | undefined;
  readonly cardNetwork?: string | undefined;
  readonly cardLastFour?: string | undefined;
  readonly cardBin?: string | undefined;
  readonly cardIssuer?: string | undefined;
  readonly cardFunding?: string | undefined;
  readonly cardIssuingCountry?: string | undefined;
  readonly threeDs?:
    | {
        readonly version?: string | undefined;
        readonly eci?: string | undefined;
        readonly outcome?: string | undefined;
        readonly status?: string | undefined;
      }
    | undefined;
  /** Anything else that the connector documents. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** The resource data of refunds. */
export interface RefundFlowData extends ResourceCommonData {
  readonly paymentId: PaymentId;
  readonly attemptId: AttemptId;
  readonly refundId: RefundId;
  readonly connectorRefundId?: ConnectorRefundId | undefined;
  readonly customerId?: CustomerId | undefined;
  readonly status: AttemptStatus;
  readonly paymentMethod?: PaymentMethod | undefined;
  readonly paymentMethodType?: PaymentMethodType | undefined;
  readonly address?: PaymentAddress | undefined;
  readonly integrityCheck?: IntegrityCheckError | undefined;
}

/** The resource data of disputes. */
export interface DisputesFlowData extends ResourceCommonData {
  readonly paymentId: PaymentId;
  readonly attemptId: AttemptId;
  readonly disputeId: DisputeId;
  readonly connectorDisputeId: ConnectorDisputeId;
  readonly paymentMethod?: PaymentMethod | undefined;
}

/** The resource data of access token requests. */
export type AccessTokenFlowData = ResourceCommonData;

/** The resource data of revoking a mandate. */
export interface MandateRevokeFlowData extends ResourceCommonData {
  readonly customerId?: CustomerId | undefined;
  readonly paymentId?: PaymentId | undefined;
  readonly connectorMandateId?: ConnectorMandateId | undefined;
}

/** The resource data of payouts. */
export interface PayoutFlowData extends ResourceCommonData {
  readonly payoutId: PayoutId;
  readonly attemptId: AttemptId;
  readonly customerId?: CustomerId | undefined;
  readonly connectorCustomer?: ConnectorCustomerId | undefined;
  readonly address?: PaymentAddress | undefined;
  readonly quoteId?: string | undefined;
}

/** The resource data of file uploads and downloads. */
export interface FilesFlowData extends ResourceCommonData {
  readonly paymentId: PaymentId;
  readonly attemptId: AttemptId;
  readonly disputeId?: DisputeId | undefined;
  readonly connectorDisputeId?: ConnectorDisputeId | undefined;
}

/** The resource data of asking a processor whether a webhook is its own. */
export type WebhookSourceVerifyData = ResourceCommonData;

/** The resource data of fraud checks. */
export interface FrmFlowData extends ResourceCommonData {
  readonly paymentId: PaymentId;
  readonly attemptId: AttemptId;
  readonly customerId?: CustomerId | undefined;
  readonly status: AttemptStatus;
  readonly paymentMethod?: PaymentMethod | undefined;
  readonly paymentMethodType?: PaymentMethodType | undefined;
  readonly address?: PaymentAddress | undefined;
  readonly frmMetadata?: Secret<unknown> | undefined;
}

/** The resource data of 3DS authentication apart from a payment. */
export interface ExternalAuthenticationFlowData extends ResourceCommonData {
  readonly authenticationId: string;
  readonly paymentId?: PaymentId | undefined;
  readonly address?: PaymentAddress | undefined;
}
