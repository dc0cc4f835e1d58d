import type { Address } from "../address.js";
import type { MinorUnit } from "../amount.js";
import type { BrowserInformation } from "../browser-information.js";
import type { CaptureMethod, CountryAlpha2, Currency, FutureUsage, PaymentMethod, PaymentMethodType } from "../enums/index.js";
import type { ConnectorTransactionId, CustomerId, MerchantReference } from "../ids.js";
import type { CustomerAcceptance, MandateData, MandateIds } from "../mandate.js";
import type { OrderDetailsWithAmount, SplitPaymentsRequest, SurchargeDetails } from "../order.js";
import type { PaymentMethodData } from "../payment-method/index.js";
import type { Secret } from "../secret.js";
import type { ConnectorMetadata } from "./common.js";
import type { CompleteAuthorizeRedirectResponse } from "./payments-request.js";

/** A customer, as far as the merchant tells the processor. */
export interface CustomerDetails {
  readonly customerId?: CustomerId | undefined;
  readonly name?: Secret | undefined;
  readonly email?: Secret | undefined;
  /** Without the country code. */
  readonly phone?: Secret | undefined;
  /** With its plus sign: `+44`. */
  readonly phoneCountryCode?: string | undefined;
  readonly taxRegistrationId?: Secret | undefined;
}

/** What the steps around an authorization know of the payment. */
interface PaymentStepBase {
  readonly amount: MinorUnit;
  readonly currency: Currency;
  readonly paymentMethodType?: PaymentMethodType | undefined;
  readonly email?: Secret | undefined;
  readonly browserInfo?: BrowserInformation | undefined;
}

/** PreProcessing: what a processor wants done before Authorize, such as an order or a 3DS enrolment check. */
export interface PaymentsPreProcessingData extends PaymentStepBase {
  readonly paymentMethodData?: PaymentMethodData | undefined;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly setupMandateDetails?: MandateData | undefined;
  readonly mandateId?: MandateIds | undefined;
  readonly customerAcceptance?: CustomerAcceptance | undefined;
  readonly setupFutureUsage?: FutureUsage | undefined;
  readonly isStoredCredential?: boolean | undefined;
  readonly orderDetails?: readonly OrderDetailsWithAmount[] | undefined;
  readonly surchargeDetails?: SurchargeDetails | undefined;
  readonly splitPayments?: SplitPaymentsRequest | undefined;
  readonly routerReturnUrl?: string | undefined;
  readonly completeAuthorizeUrl?: string | undefined;
  readonly webhookUrl?: string | undefined;
  readonly connectorTransactionId?: ConnectorTransactionId | undefined;
  readonly relatedTransactionId?: string | undefined;
  readonly enrolledFor3ds?: boolean | undefined;
  readonly redirectResponse?: CompleteAuthorizeRedirectResponse | undefined;
  readonly connectorMeta?: unknown;
  readonly metadata?: ConnectorMetadata | undefined;
}

/** PostProcessing: what a processor wants done after Authorize, such as a token for a bank's widget. */
export interface PaymentsPostProcessingData {
  readonly paymentMethodData: PaymentMethodData;
  readonly customerId?: CustomerId | undefined;
  readonly connectorTransactionId?: ConnectorTransactionId | undefined;
  /** The country of the billing address. */
  readonly country?: CountryAlpha2 | undefined;
}

/** AuthorizeSessionToken: open a session at the processor that Authorize then refers to. */
export interface AuthorizeSessionTokenData {
  readonly currency: Currency;
  readonly amount?: MinorUnit | undefined;
  readonly amountToCapture?: MinorUnit | undefined;
  /** Absent while the processor does not know the payment. */
  readonly connectorTransactionId?: ConnectorTransactionId | undefined;
}

/** The unit in which Apple Pay counts the time between two recurring charges. */
export type RecurringPaymentIntervalUnit = "year" | "month" | "day" | "hour" | "minute";

/** What Apple Pay's sheet shows of a recurring payment: `ApplePayRecurringPaymentRequest` of Apple Pay on the Web. */
export interface ApplePayRecurringDetails {
  readonly paymentDescription: string;
  readonly regularBilling: {
    readonly label: string;
    readonly recurringPaymentStartDate?: Date | undefined;
    readonly recurringPaymentEndDate?: Date | undefined;
    readonly recurringPaymentIntervalUnit?: RecurringPaymentIntervalUnit | undefined;
    readonly recurringPaymentIntervalCount?: number | undefined;
  };
  readonly billingAgreement?: string | undefined;
  /** Where the customer changes or ends the recurring payment. */
  readonly managementUrl: string;
}

/** Session: what a wallet's SDK needs to start in the customer's browser. */
export interface PaymentsSessionData {
  readonly amount: MinorUnit;
  readonly currency: Currency;
  readonly country?: CountryAlpha2 | undefined;
  readonly paymentMethod?: PaymentMethod | undefined;
  /** The wallet that the session is for. */
  readonly paymentMethodType?: PaymentMethodType | undefined;
  readonly surchargeDetails?: SurchargeDetails | undefined;
  readonly orderDetails?: readonly OrderDetailsWithAmount[] | undefined;
  readonly orderTaxAmount?: MinorUnit | undefined;
  readonly shippingCost?: MinorUnit | undefined;
  readonly email?: Secret | undefined;
  readonly customerName?: Secret | undefined;
  readonly applePayRecurringDetails?: ApplePayRecurringDetails | undefined;
  /** Where the customer's browser comes back to, for SDKs that send it elsewhere. */
  readonly routerReturnUrl?: string | undefined;
  readonly metadata?: ConnectorMetadata | undefined;
  readonly splitPayments?: SplitPaymentsRequest | undefined;
}

/** SdkSessionUpdate: tell the processor of a new total while the wallet's sheet is open. */
export interface SdkPaymentsSessionUpdateData {
  /** Everything: the order, its tax, the surcharge and the shipping. */
  readonly amount: MinorUnit;
  /** What the merchant asked for. */
  readonly orderAmount: MinorUnit;
  readonly orderTaxAmount: MinorUnit;
  readonly shippingCost?: MinorUnit | undefined;
  readonly currency: Currency;
  readonly sessionId?: string | undefined;
}

/** PostSessionTokens: create the payment at the processor once its SDK asks for it. */
export interface PaymentsPostSessionTokensData {
  /** Everything: the order, the surcharge and the shipping. */
  readonly amount: MinorUnit;
  /** What the merchant asked for. */
  readonly orderAmount: MinorUnit;
  readonly shippingCost?: MinorUnit | undefined;
  readonly currency: Currency;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly setupFutureUsage?: FutureUsage | undefined;
  readonly merchantOrderReferenceId?: MerchantReference | undefined;
  readonly routerReturnUrl?: string | undefined;
}

/** PaymentMethodToken: change a payment method for the processor's token of it. */
export interface PaymentMethodTokenizationData {
  readonly paymentMethodData: PaymentMethodData;
  readonly paymentMethodType?: PaymentMethodType | undefined;
  readonly currency: Currency;
  readonly amount?: MinorUnit | undefined;
  readonly browserInfo?: BrowserInformation | undefined;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly setupFutureUsage?: FutureUsage | undefined;
  readonly setupMandateDetails?: MandateData | undefined;
  readonly mandateId?: MandateIds | undefined;
  readonly customerAcceptance?: CustomerAcceptance | undefined;
  readonly splitPayments?: SplitPaymentsRequest | undefined;
  readonly routerReturnUrl?: string | undefined;
}

/** CreateConnectorCustomer: make the customer known to the processor. */
export interface ConnectorCustomerData {
  readonly customerId?: CustomerId | undefined;
  readonly name?: Secret | undefined;
  readonly email?: Secret | undefined;
  readonly phone?: Secret | undefined;
  readonly description?: string | undefined;
  readonly billingAddress?: Address | undefined;
  readonly paymentMethodData?: PaymentMethodData | undefined;
  readonly preprocessingId?: string | undefined;
  readonly setupFutureUsage?: FutureUsage | undefined;
  readonly customerAcceptance?: CustomerAcceptance | undefined;
  readonly splitPayments?: SplitPaymentsRequest | undefined;
}

/** CreateOrder: make the order that the payment will belong to. */
export interface CreateOrderRequestData {
  readonly amount: MinorUnit;
  readonly currency: Currency;
  readonly paymentMethodData?: PaymentMethodData | undefined;
  readonly paymentMethodType?: PaymentMethodType | undefined;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly setupMandateDetails?: MandateData | undefined;
  readonly orderDetails?: readonly OrderDetailsWithAmount[] | undefined;
  readonly routerReturnUrl?: string | undefined;
  readonly webhookUrl?: string | undefined;
}

/** Approve: let a payment go on that was held for review. */
export interface PaymentsApproveData {
  readonly connectorTransactionId: ConnectorTransactionId;
  readonly amount?: MinorUnit | undefined;
  readonly currency?: Currency | undefined;
}

/** Reject: end a payment that was held for review. */
export interface PaymentsRejectData {
  readonly connectorTransactionId: ConnectorTransactionId;
  readonly amount?: MinorUnit | undefined;
  readonly currency?: Currency | undefined;
}

/** Balance: ask what is left on a prepaid payment method, such as a gift card. */
export interface PaymentsBalanceData {
  readonly paymentMethodData: PaymentMethodData;
  readonly currency?: Currency | undefined;
  /** What is to be paid, for processors that answer whether it suffices. */
  readonly amount?: MinorUnit | undefined;
}

/** CalculateTax: ask a tax service what an order's tax is. */
export interface PaymentsTaxCalculationData {
  readonly amount: MinorUnit;
  readonly currency: Currency;
  readonly shippingCost?: MinorUnit | undefined;
  readonly orderDetails?: readonly OrderDetailsWithAmount[] | undefined;
  readonly shippingAddress: Address;
}

/** The tax of an order, in the currency that was asked for. */
export interface TaxCalculationResponseData {
  readonly orderTaxAmount: MinorUnit;
}

/** UpdateMetadata: change what the merchant keeps beside a payment at the processor. */
export interface PaymentsUpdateMetadataData {
  readonly connectorTransactionId: ConnectorTransactionId;
  readonly metadata: ConnectorMetadata;
}

/** PreAuthenticate: begin 3DS; find its version, and the device data collection that the issuer wants. */
export interface PaymentsPreAuthenticateData extends PaymentStepBase {
  readonly paymentMethodData: PaymentMethodData;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly customerName?: Secret | undefined;
  readonly enrolledFor3ds?: boolean | undefined;
  readonly routerReturnUrl?: string | undefined;
  readonly completeAuthorizeUrl?: string | undefined;
  readonly webhookUrl?: string | undefined;
  readonly metadata?: ConnectorMetadata | undefined;
}

/** Authenticate: ask the issuer to authenticate the customer, without friction or with a challenge. */
export interface PaymentsAuthenticateData extends PaymentStepBase {
  readonly paymentMethodData?: PaymentMethodData | undefined;
  readonly completeAuthorizeUrl?: string | undefined;
  readonly redirectResponse?: CompleteAuthorizeRedirectResponse | undefined;
  readonly connectorTransactionId?: ConnectorTransactionId | undefined;
  readonly connectorMeta?: unknown;
}

/** PostAuthenticate: read the outcome of a challenge. */
export interface PaymentsPostAuthenticateData extends PaymentStepBase {
  readonly paymentMethodData?: PaymentMethodData | undefined;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly redirectResponse?: CompleteAuthorizeRedirectResponse | undefined;
  readonly connectorTransactionId?: ConnectorTransactionId | undefined;
  readonly connectorMeta?: unknown;
}
