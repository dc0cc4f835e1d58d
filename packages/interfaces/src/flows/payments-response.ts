import type { AuthorizationStatus, AttemptStatus } from "../enums/index.js";
import type { ConnectorCaptureId, ConnectorCustomerId, MerchantReference, NetworkTransactionId } from "../ids.js";
import type { ErrorResponse } from "../error-response.js";
import type { MandateReference } from "../mandate.js";
import type { MinorUnit } from "../amount.js";
import type { NextAction } from "../next-action.js";
import type { RedirectForm } from "../redirect-form.js";
import type { Secret } from "../secret.js";
import type { Result } from "../result.js";
import type { ResponseId } from "./payments-request.js";

/** Amount and currency as the processor's answer repeats them. The client compares them with what was asked. */
export interface EchoedAmount {
  readonly amount?: MinorUnit | undefined;
  /** Upper-case ISO 4217, as the processor wrote it. */
  readonly currency?: string | undefined;
}

/** How a payment was split, as the processor reports it. */
export interface ConnectorChargeResponse {
  readonly connector: string;
  readonly chargeId?: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The usual answer of a payment flow. */
export interface TransactionResponse {
  readonly type: "transaction";
  readonly resourceId: ResponseId;
  readonly redirectionData?: RedirectForm | undefined;
  /** What the customer has to do that is no redirect: scan, transfer, wait. */
  readonly nextAction?: NextAction | undefined;
  readonly mandateReference?: MandateReference | undefined;
  /** What the connector needs again in later flows of this payment. */
  readonly connectorMetadata?: Readonly<Record<string, unknown>> | undefined;
  readonly networkTxnId?: NetworkTransactionId | undefined;
  /** The processor's id of this exchange, for its support. */
  readonly connectorResponseReferenceId?: string | undefined;
  readonly incrementalAuthorizationAllowed?: boolean | undefined;
  readonly charges?: ConnectorChargeResponse | undefined;
  /** The processor's own status word. */
  readonly connectorStatus?: string | undefined;
  readonly echoed?: EchoedAmount | undefined;
  readonly authenticationData?: Readonly<Record<string, unknown>> | undefined;
}

/** What became of one of several captures. */
export interface CaptureSyncResponse {
  readonly connectorCaptureId: ConnectorCaptureId;
  readonly status: AttemptStatus;
  readonly amount?: MinorUnit | undefined;
  readonly connectorResponseReferenceId?: string | undefined;
}

export interface MultipleCaptureResponse {
  readonly type: "multiple_capture";
  readonly captures: Readonly<Record<string, Result<CaptureSyncResponse, ErrorResponse>>>;
}

export interface SessionTokenResponse {
  readonly type: "session_token";
  readonly sessionToken: Secret;
}

export interface TransactionUnresolvedResponse {
  readonly type: "transaction_unresolved";
  readonly resourceId: ResponseId;
  readonly reason?: { readonly code: string; readonly message: string } | undefined;
  readonly connectorResponseReferenceId?: string | undefined;
}

export interface TokenizationResponse {
  readonly type: "tokenization";
  readonly token: Secret;
}

export interface ConnectorCustomerResponse {
  readonly type: "connector_customer";
  readonly connectorCustomerId: ConnectorCustomerId;
  readonly name?: Secret | undefined;
  readonly email?: Secret | undefined;
}

export interface ThreeDsEnrollmentResponse {
  readonly type: "three_ds_enrollment";
  readonly enrolledV2: boolean;
  readonly relatedTransactionId?: string | undefined;
}

export interface PreProcessingResponse {
  readonly type: "pre_processing";
  readonly preProcessingId: string;
  readonly connectorMetadata?: Readonly<Record<string, unknown>> | undefined;
  readonly sessionToken?: Secret | undefined;
  readonly redirectionData?: RedirectForm | undefined;
  readonly connectorResponseReferenceId?: string | undefined;
}

export interface IncrementalAuthorizationResponse {
  readonly type: "incremental_authorization";
  readonly status: AuthorizationStatus;
  readonly connectorAuthorizationId?: string | undefined;
  /** What is held in all, where the processor says so. */
  readonly totalAuthorized?: MinorUnit | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly connectorStatus?: string | undefined;
}

export interface PostProcessingResponse {
  readonly type: "post_processing";
  readonly sessionToken?: Secret | undefined;
}

export interface PaymentResourceUpdateResponse {
  readonly type: "payment_resource_update";
  readonly status: "success" | "failure";
}

export interface PaymentsCreateOrderResponse {
  readonly type: "create_order";
  readonly orderId: MerchantReference;
  readonly sessionToken?: Secret | undefined;
}

export interface PaymentsBalanceResponse {
  readonly type: "balance";
  readonly balance: MinorUnit;
  readonly currency: string;
}

/** Every answer of a payment flow. */
export type PaymentsResponseData =
  | TransactionResponse
  | MultipleCaptureResponse
  | SessionTokenResponse
  | SessionResponse
  | TransactionUnresolvedResponse
  | TokenizationResponse
  | ConnectorCustomerResponse
  | ThreeDsEnrollmentResponse
  | PreProcessingResponse
  | IncrementalAuthorizationResponse
  | PostProcessingResponse
  | PaymentResourceUpdateResponse
  | PaymentsCreateOrderResponse
  | PaymentsBalanceResponse;

/** What a wallet's or a processor's SDK needs to start in the customer's browser. */
export interface SessionResponse {
  readonly type: "session";
  readonly sessionToken: SessionToken;
}

/** The session of one SDK. `walletName` says which. */
export type SessionToken =
  | KlarnaSessionTokenResponse
  | { readonly walletName: "google_pay"; readonly session: Secret<Readonly<Record<string, unknown>>> }
  | { readonly walletName: "apple_pay"; readonly session: Secret<Readonly<Record<string, unknown>>> }
  | { readonly walletName: "paypal"; readonly sessionToken: Secret; readonly connector: string }
  | { readonly walletName: "paze"; readonly session: Secret<Readonly<Record<string, unknown>>> }
  | { readonly walletName: "click_to_pay"; readonly session: Secret<Readonly<Record<string, unknown>>> }
  | { readonly walletName: "connector"; readonly connector: string; readonly session: Secret<Readonly<Record<string, unknown>>> }
  | { readonly walletName: "no_session_token_received" };

export interface KlarnaSessionTokenResponse {
  readonly walletName: "klarna";
  readonly sessionToken: Secret;
  readonly sessionId: string;
}

/** Klarna's session as its SDK wants it. */
export interface KlarnaSdkResponse {
  readonly paymentType?: string | undefined;
}
