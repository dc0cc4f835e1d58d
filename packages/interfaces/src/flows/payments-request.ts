import type {
  AuthenticationType,
  CaptureMethod,
  Currency,
  FutureUsage,
  PaymentChannel,
  PaymentExperience,
  PaymentMethodType,
} from "../enums/index.js";
import type { BrowserInformation } from "../browser-information.js";
import type { ConnectorCaptureId, ConnectorTransactionId, CustomerId, MerchantReference } from "../ids.js";
import type { CustomerAcceptance, MandateData, MandateIds } from "../mandate.js";
import type { MinorUnit } from "../amount.js";
import type { OrderDetailsWithAmount, SplitPaymentsRequest, SurchargeDetails } from "../order.js";
import type { PaymentMethodData } from "../payment-method/index.js";
import type { Secret } from "../secret.js";
import type { ConnectorMetadata } from "./common.js";

/** Which of the processor's ids a request or an answer is about. */
export type ResponseId =
  | { readonly type: "connector_transaction_id"; readonly id: ConnectorTransactionId }
  | { readonly type: "encoded_data"; readonly data: string }
  | { readonly type: "no_response_id" };

/** Fields of all requests that may move money from the customer. */
interface PaymentRequestBase {
  readonly amount: MinorUnit;
  readonly currency: Currency;
  readonly paymentMethodType?: PaymentMethodType | undefined;
  readonly paymentExperience?: PaymentExperience | undefined;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly statementDescriptor?: string | undefined;
  readonly statementDescriptorSuffix?: string | undefined;
  readonly confirm?: boolean | undefined;
  readonly email?: Secret | undefined;
  readonly customerName?: Secret | undefined;
  readonly customerId?: CustomerId | undefined;
  readonly browserInfo?: BrowserInformation | undefined;
  /** How the customer's card will be used again. `off_session` asks the processor to store it. */
  readonly setupFutureUsage?: FutureUsage | undefined;
  /** True when the customer is not there: a charge by the merchant. */
  readonly offSession?: boolean | undefined;
  readonly mandateId?: MandateIds | undefined;
  readonly setupMandateDetails?: MandateData | undefined;
  readonly customerAcceptance?: CustomerAcceptance | undefined;
  /** Where the customer's browser comes back to when nothing is left to do. */
  readonly routerReturnUrl?: string | undefined;
  /** Where the customer's browser comes back to when a step (CompleteAuthorize) is left. */
  readonly completeAuthorizeUrl?: string | undefined;
  readonly webhookUrl?: string | undefined;
  readonly orderDetails?: readonly OrderDetailsWithAmount[] | undefined;
  readonly orderCategory?: string | undefined;
  readonly metadata?: ConnectorMetadata | undefined;
  readonly merchantOrderReferenceId?: MerchantReference | undefined;
  readonly surchargeDetails?: SurchargeDetails | undefined;
  readonly paymentChannel?: PaymentChannel | undefined;
  readonly relatedTransactionId?: string | undefined;
  readonly splitPayments?: SplitPaymentsRequest | undefined;
  /** Whether an approval of a part of the amount is welcome. */
  readonly enablePartialAuthorization?: boolean | undefined;
}

/** Authorize: take a payment, or hold its amount. */
export interface PaymentsAuthorizeData extends PaymentRequestBase {
  readonly paymentMethodData: PaymentMethodData;
  readonly enrolledFor3ds?: boolean | undefined;
  /** Asks for an authorization whose amount may grow (IncrementalAuthorization). */
  readonly requestIncrementalAuthorization?: boolean | undefined;
  readonly authenticationData?: ThreeDsAuthenticationData | undefined;
  readonly orderTaxAmount?: MinorUnit | undefined;
  readonly shippingCost?: MinorUnit | undefined;
  readonly isStoredCredential?: boolean | undefined;
  readonly billingDescriptor?: string | undefined;
}

/** What an authentication apart from the payment proved. */
export interface ThreeDsAuthenticationData {
  readonly eci?: string | undefined;
  readonly cavv: Secret;
  readonly threeDsServerTransactionId?: string | undefined;
  readonly dsTransactionId?: string | undefined;
  readonly acsTransactionId?: string | undefined;
  readonly messageVersion?: string | undefined;
  readonly transactionStatus?: string | undefined;
}

/** What the customer's browser brought back. */
export interface CompleteAuthorizeRedirectResponse {
  /** The query string, or the form that was posted, as it came: form-encoded text. */
  readonly params?: Secret | undefined;
  /** The same as fields, or the JSON that was posted. */
  readonly payload?: Secret<Readonly<Record<string, unknown>>> | undefined;
}

/** CompleteAuthorize: go on with a payment after a step in the customer's browser. */
export interface CompleteAuthorizeData extends PaymentRequestBase {
  readonly paymentMethodData?: PaymentMethodData | undefined;
  readonly connectorTransactionId?: ConnectorTransactionId | undefined;
  readonly connectorMeta?: unknown;
  readonly redirectResponse?: CompleteAuthorizeRedirectResponse | undefined;
  readonly threeDsMethodCompletionIndicator?: "Y" | "N" | "U" | undefined;
  readonly authenticationData?: ThreeDsAuthenticationData | undefined;
}

/** Whether a sync asks for the payment alone or for each of its captures. */
export type SyncRequestType =
  { readonly type: "single_payment_sync" } | { readonly type: "multiple_capture_sync"; readonly connectorCaptureIds: readonly ConnectorCaptureId[] };

/** PSync: ask what became of a payment. */
export interface PaymentsSyncData {
  readonly connectorTransactionId: ResponseId;
  readonly encodedData?: string | undefined;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly connectorMeta?: unknown;
  readonly syncType: SyncRequestType;
  readonly mandateId?: MandateIds | undefined;
  readonly paymentMethodType?: PaymentMethodType | undefined;
  readonly currency?: Currency | undefined;
  readonly amount?: MinorUnit | undefined;
  readonly setupFutureUsage?: FutureUsage | undefined;
  /** Our own reference of the payment, for processors that find a payment by it when their id never arrived. */
  readonly connectorReferenceId?: MerchantReference | undefined;
  readonly splitPayments?: SplitPaymentsRequest | undefined;
}

/** One of several captures of a payment. */
export interface MultipleCaptureRequestData {
  /** 1 for the first. */
  readonly captureSequence: number;
  readonly captureReference: string;
  /** How many captures there will be, where that is known. */
  readonly captureCount?: number | undefined;
}

/** Capture: take an amount that an authorization holds. */
export interface PaymentsCaptureData {
  readonly amountToCapture: MinorUnit;
  readonly currency: Currency;
  readonly connectorTransactionId: ConnectorTransactionId;
  /** The amount that was authorized, where the caller knows it. */
  readonly paymentAmount?: MinorUnit | undefined;
  readonly multipleCaptureData?: MultipleCaptureRequestData | undefined;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly connectorMeta?: unknown;
  readonly browserInfo?: BrowserInformation | undefined;
  readonly metadata?: ConnectorMetadata | undefined;
  readonly splitPayments?: SplitPaymentsRequest | undefined;
  readonly webhookUrl?: string | undefined;
}

/** Void: release what an authorization holds. */
export interface PaymentsCancelData {
  readonly connectorTransactionId: ConnectorTransactionId;
  readonly amount?: MinorUnit | undefined;
  readonly currency?: Currency | undefined;
  readonly cancellationReason?: string | undefined;
  readonly connectorMeta?: unknown;
  readonly browserInfo?: BrowserInformation | undefined;
  readonly metadata?: ConnectorMetadata | undefined;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly webhookUrl?: string | undefined;
  readonly splitPayments?: SplitPaymentsRequest | undefined;
}

/** PostCaptureVoid: undo a payment after its capture. */
export interface PaymentsCancelPostCaptureData {
  readonly connectorTransactionId: ConnectorTransactionId;
  readonly amount?: MinorUnit | undefined;
  readonly currency?: Currency | undefined;
  readonly cancellationReason?: string | undefined;
  readonly connectorMeta?: unknown;
}

/** IncrementalAuthorization: hold more than was authorized. */
export interface PaymentsIncrementalAuthorizationData {
  readonly connectorTransactionId: ConnectorTransactionId;
  /** What is held in all once this is done. */
  readonly totalAmount: MinorUnit;
  /** What this adds to it. */
  readonly additionalAmount: MinorUnit;
  readonly currency: Currency;
  readonly reason?: string | undefined;
  readonly connectorMeta?: unknown;
  readonly splitPayments?: SplitPaymentsRequest | undefined;
}

/** SetupMandate: store a payment method for later charges, without a charge or with one of zero. */
export interface SetupMandateRequestData extends Omit<PaymentRequestBase, "amount"> {
  /** Zero unless the processor needs a small charge. */
  readonly amount: MinorUnit;
  readonly paymentMethodData: PaymentMethodData;
  readonly enrolledFor3ds?: boolean | undefined;
  readonly requestIncrementalAuthorization?: boolean | undefined;
}

/** RepeatPayment: charge a stored payment method; the customer need not be there. */
export interface RepeatPaymentData extends PaymentRequestBase {
  readonly paymentMethodData: PaymentMethodData;
  readonly mandateId: MandateIds;
  readonly authenticationType?: AuthenticationType | undefined;
}

/** MandateRevoke: make a stored payment method unusable. */
export interface MandateRevokeRequestData {
  readonly mandateId?: string | undefined;
  readonly connectorMandateId?: string | undefined;
  /** What the connector gave with the mandate. */
  readonly mandateMetadata?: Secret<unknown> | undefined;
}
