import type {
  AddressDetails,
  AuthenticationType,
  BrowserInformation,
  CaptureMethod,
  ConnectorAuthType,
  ConnectorCustomerId,
  ConnectorMandateId,
  ConnectorMetadata,
  ConnectorRefundId,
  ConnectorTransactionId,
  Currency,
  CustomerAcceptance,
  CustomerId,
  Flow,
  FlowTypes,
  FutureUsage,
  MandateData,
  MaybeSecret,
  MerchantReference,
  NetworkTransactionId,
  OrderDetailsWithAmount,
  PaymentChannel,
  PaymentExperience,
  PaymentMethodType,
  PhoneDetails,
  Secret,
  SplitPaymentsRequest,
  SplitRefundsRequest,
  AttemptStatus,
  ThreeDsAuthenticationData,
} from "@switchyard/interfaces";
import type { CaptureMethodOf, PaymentMethodDataOf } from "./connector-types.js";

/** A record as callers write it: plain strings where the vocabulary has secrets. */
export type Plain<T> = { readonly [K in keyof T]: NonNullable<T[K]> extends Secret ? MaybeSecret | undefined : T[K] };

/** An address as callers write it. */
export interface AddressInput {
  readonly address?: Plain<AddressDetails> | undefined;
  readonly phone?: Plain<PhoneDetails> | undefined;
  readonly email?: MaybeSecret | undefined;
}

/** Settings of one call. */
export interface CallOptions {
  /** Credentials of another merchant, for this call alone. */
  readonly auth?: ConnectorAuthType | undefined;
  /** The connector's metadata for that merchant. */
  readonly connectorMetadata?: ConnectorMetadata | undefined;
  /** Milliseconds for one exchange. */
  readonly timeout?: number | undefined;
  /** Stops waiting. What was sent was sent: the result is then `unknown`. */
  readonly signal?: AbortSignal | undefined;
}

/** Names this request. The reference goes to the processor and stands in its reports; each attempt needs its own. */
export interface Referenced {
  readonly reference: MerchantReference;
  readonly merchantId?: string | undefined;
}

/** What a payment needs, whatever it is made with. */
export interface PaymentInput extends Referenced {
  /** Whole minor units: 1050 is 10.50 GBP, and 1050 JPY. */
  readonly amount: number;
  readonly currency: Currency;
  readonly authentication?: AuthenticationType | undefined;
  readonly billing?: AddressInput | undefined;
  readonly shipping?: AddressInput | undefined;
  readonly customer?: CustomerInput | undefined;
  readonly browserInfo?: Plain<BrowserInformation> | undefined;
  readonly paymentMethodType?: PaymentMethodType | undefined;
  /** How the customer wants to be led through the payment, where the processor knows several ways. */
  readonly paymentExperience?: PaymentExperience | undefined;
  /** Where the customer's browser comes back to at the end. */
  readonly returnUrl?: string | undefined;
  /** Where it comes back to between steps; `returnUrl` unless given. */
  readonly completeAuthorizeUrl?: string | undefined;
  readonly webhookUrl?: string | undefined;
  readonly description?: string | undefined;
  readonly statementDescriptor?: string | undefined;
  readonly statementDescriptorSuffix?: string | undefined;
  readonly metadata?: ConnectorMetadata | undefined;
  readonly orderReference?: MerchantReference | undefined;
  readonly orderDetails?: readonly OrderDetailsWithAmount[] | undefined;
  /** The processor's category of the order, where it was agreed: noon routes by it. */
  readonly orderCategory?: string | undefined;
  readonly paymentChannel?: PaymentChannel | undefined;
  readonly splitPayments?: SplitPaymentsRequest | undefined;
  readonly enablePartialAuthorization?: boolean | undefined;
}

export interface CustomerInput {
  readonly id?: CustomerId | undefined;
  readonly name?: MaybeSecret | undefined;
  readonly email?: MaybeSecret | undefined;
  readonly connectorCustomerId?: ConnectorCustomerId | undefined;
}

/** What an earlier payment left for later ones with the same credential. */
export type MandateInput =
  | {
      readonly connectorMandateId: ConnectorMandateId;
      /** What the result that named the mandate had beside its id: some processors need it again. */
      readonly mandateMetadata?: Secret<unknown> | undefined;
      readonly paymentMethodId?: string | undefined;
    }
  | { readonly networkTransactionId: NetworkTransactionId };

export interface AuthorizeInput<C> extends PaymentInput {
  readonly paymentMethod: PaymentMethodDataOf<C>;
  /** `automatic` unless given. */
  readonly captureMethod?: CaptureMethodOf<C> | undefined;
  /** `off_session`: store the payment method for charges without the customer. */
  readonly setupFutureUsage?: FutureUsage | undefined;
  /** True when the customer is not there. */
  readonly offSession?: boolean | undefined;
  readonly mandate?: MandateInput | undefined;
  readonly setupMandateDetails?: MandateData | undefined;
  readonly customerAcceptance?: CustomerAcceptance | undefined;
  readonly requestIncrementalAuthorization?: boolean | undefined;
  readonly authenticationData?: ThreeDsAuthenticationData | undefined;
}

export interface SetupMandateInput<C> extends Omit<PaymentInput, "amount"> {
  readonly paymentMethod: PaymentMethodDataOf<C>;
  /** Zero unless given: verify the card, charge nothing. */
  readonly amount?: number | undefined;
  readonly customerAcceptance?: CustomerAcceptance | undefined;
  readonly setupMandateDetails?: MandateData | undefined;
}

export interface RepeatPaymentInput<C> extends PaymentInput {
  readonly mandate: MandateInput;
  readonly captureMethod?: CaptureMethodOf<C> | undefined;
  /** True unless given: the merchant charges, the customer is not there. */
  readonly offSession?: boolean | undefined;
}

export interface CompleteAuthorizeInput<C> extends PaymentInput {
  /** Absent where the processor gives a payment no id before its customer is back. */
  readonly connectorTransactionId?: ConnectorTransactionId | undefined;
  /** The status that the step before gave: it says which step is next. */
  readonly status: AttemptStatus;
  /** What the browser brought: the query string or the posted form, as it came. */
  readonly redirectResponse?:
    { readonly params?: MaybeSecret | undefined; readonly payload?: Readonly<Record<string, unknown>> | undefined } | undefined;
  readonly captureMethod?: CaptureMethodOf<C> | undefined;
  readonly paymentMethod?: PaymentMethodDataOf<C> | undefined;
  readonly setupFutureUsage?: FutureUsage | undefined;
  readonly connectorMeta?: unknown;
}

export type SyncInput = {
  readonly merchantId?: string | undefined;
  /** The status that is known so far. A query that lags behind does not move it back. */
  readonly status?: AttemptStatus | undefined;
  readonly amount?: number | undefined;
  readonly currency?: Currency | undefined;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly connectorMeta?: unknown;
  /** What the customer's browser brought back, for processors that say more there than in the answer to a query. */
  readonly returned?: string | undefined;
  /** How the payment was split: some processors find it only with that. */
  readonly splitPayments?: SplitPaymentsRequest | undefined;
} & (
  | { readonly connectorTransactionId: ConnectorTransactionId; readonly reference?: MerchantReference | undefined }
  /** For a payment whose id never arrived, where the processor finds payments by our reference. */
  | { readonly connectorTransactionId?: undefined; readonly reference: MerchantReference }
);

interface FollowUp {
  /** Names this request; made from a random id unless given. Give one to find the request in the processor's reports. */
  readonly reference?: MerchantReference | undefined;
  readonly merchantId?: string | undefined;
  readonly connectorTransactionId: ConnectorTransactionId;
  readonly connectorMeta?: unknown;
  /** How the payment was split: some processors find it only with that. */
  readonly splitPayments?: SplitPaymentsRequest | undefined;
}

export interface CaptureInput extends FollowUp {
  readonly amount: number;
  readonly currency: Currency;
  /** What was authorized: with it, a capture of less gives `partial_charged`. */
  readonly authorizedAmount?: number | undefined;
  readonly captureMethod?: CaptureMethod | undefined;
  /** The number of this capture and of all, where there are several. */
  readonly sequence?: { readonly number: number; readonly total?: number | undefined } | undefined;
  readonly metadata?: ConnectorMetadata | undefined;
}

export interface VoidInput extends FollowUp {
  readonly amount?: number | undefined;
  readonly currency?: Currency | undefined;
  readonly reason?: string | undefined;
}

export interface IncrementAuthorizationInput extends FollowUp {
  /** What is to be held in all. */
  readonly totalAmount: number;
  /** What this adds. */
  readonly additionalAmount: number;
  readonly currency: Currency;
  readonly reason?: string | undefined;
}

export interface RefundInput extends FollowUp {
  readonly amount: number;
  readonly currency: Currency;
  readonly paymentAmount?: number | undefined;
  readonly reason?: string | undefined;
  /** What was paid with, and whom the money goes back to: some processors ask for them again. */
  readonly paymentMethodType?: PaymentMethodType | undefined;
  readonly billing?: AddressInput | undefined;
  /** Where the processor tells what became of the refund, for processors that are told so in each request. */
  readonly webhookUrl?: string | undefined;
  readonly metadata?: ConnectorMetadata | undefined;
  readonly splitRefunds?: SplitRefundsRequest | undefined;
}

export interface SyncRefundInput extends RefundInput {
  readonly connectorRefundId: ConnectorRefundId;
}

export interface RevokeMandateInput {
  readonly reference?: MerchantReference | undefined;
  readonly merchantId?: string | undefined;
  readonly connectorMandateId: ConnectorMandateId;
  readonly mandateMetadata?: Secret<unknown> | undefined;
  /** Whose mandate it is, for processors that keep mandates by customer. */
  readonly customer?: Pick<CustomerInput, "id"> | undefined;
}

/** The input of a flow without a form of its own: the flow's request, and what its resource data needs beyond the client's. */
export interface FlowInput<F extends Flow> {
  readonly reference?: MerchantReference | undefined;
  readonly request: FlowTypes[F]["request"];
  readonly common?: Partial<FlowTypes[F]["common"]> | undefined;
}
