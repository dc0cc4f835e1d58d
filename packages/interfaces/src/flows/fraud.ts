import type { MinorUnit } from "../amount.js";
import type { BrowserInformation } from "../browser-information.js";
import type { CountryAlpha2, Currency, FraudCheckStatus, FulfillmentStatus, PaymentMethod, RefundMethod } from "../enums/index.js";
import type { ConnectorTransactionId, CustomerId, PaymentId } from "../ids.js";
import type { OrderDetailsWithAmount } from "../order.js";
import type { PaymentMethodData } from "../payment-method/index.js";
import type { Secret } from "../secret.js";
import type { ResponseId } from "./payments-request.js";

/** What a fraud check looks at before the money moves. */
interface FraudCheckOrder {
  readonly amount: MinorUnit;
  readonly currency?: Currency | undefined;
  readonly orderDetails?: readonly OrderDetailsWithAmount[] | undefined;
  readonly paymentMethodData?: PaymentMethodData | undefined;
  /** The processor that is to take the payment. */
  readonly gateway?: string | undefined;
  readonly clientIp?: Secret | undefined;
  readonly customerId?: CustomerId | undefined;
  readonly customerName?: Secret | undefined;
  readonly email?: Secret | undefined;
  /** Without the country code. */
  readonly phone?: Secret | undefined;
  /** With its plus sign: `+44`. */
  readonly phoneCountryCode?: string | undefined;
}

/** Checkout: judge an order before it is authorized. */
export interface FraudCheckCheckoutData extends FraudCheckOrder {
  readonly browserInfo?: BrowserInformation | undefined;
  readonly gatewayMetadata?: Secret<unknown> | undefined;
}

/** Sale: judge an order that was paid. */
export type FraudCheckSaleData = FraudCheckOrder;

/** Transaction: tell the fraud service how the authorization of a judged order went. */
export interface FraudCheckTransactionData {
  readonly amount: MinorUnit;
  readonly currency?: Currency | undefined;
  readonly orderDetails?: readonly OrderDetailsWithAmount[] | undefined;
  readonly paymentMethod?: PaymentMethod | undefined;
  /** The processor that took the payment. */
  readonly connector?: string | undefined;
  readonly connectorTransactionId?: ConnectorTransactionId | undefined;
  /** The fraud service's id of the order, from Checkout. */
  readonly frmTransactionId?: string | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
}

/** An item of a shipment. */
export interface FulfillmentProduct {
  readonly itemId: string;
  readonly itemName: string;
  readonly itemQuantity: number;
}

/** Where a shipment goes. */
export interface FulfillmentDestination {
  readonly fullName: Secret;
  readonly organization?: string | undefined;
  readonly email?: Secret | undefined;
  readonly address: {
    readonly streetAddress: Secret;
    /** The apartment, suite or floor. */
    readonly unit?: Secret | undefined;
    readonly postalCode: Secret;
    readonly city: string;
    readonly provinceCode: Secret;
    readonly countryCode: CountryAlpha2;
  };
}

/** One shipment of an order. */
export interface FulfillmentShipment {
  readonly shipmentId: string;
  readonly products?: readonly FulfillmentProduct[] | undefined;
  readonly destination: FulfillmentDestination;
}

/** How an order was shipped. */
export interface FulfillmentRequest {
  readonly paymentId: PaymentId;
  readonly orderId: string;
  readonly fulfillmentStatus?: FulfillmentStatus | undefined;
  readonly fulfillments: readonly FulfillmentShipment[];
  readonly trackingCompany?: string | undefined;
  readonly trackingNumbers?: readonly string[] | undefined;
  readonly trackingUrls?: readonly string[] | undefined;
  readonly carrier?: string | undefined;
  readonly fulfillmentMethod?: string | undefined;
  readonly shipmentStatus?: string | undefined;
  /** When the items were ready to be shipped. */
  readonly shippedAt?: Date | undefined;
}

/** Fulfillment: tell the fraud service that an order was shipped. */
export interface FraudCheckFulfillmentData {
  readonly amount: MinorUnit;
  readonly orderDetails?: readonly OrderDetailsWithAmount[] | undefined;
  readonly fulfillmentRequest: FulfillmentRequest;
}

/** RecordReturn: tell the fraud service that an order came back. */
export interface FraudCheckRecordReturnData {
  readonly amount: MinorUnit;
  readonly currency?: Currency | undefined;
  readonly refundMethod: RefundMethod;
  readonly refundTransactionId?: string | undefined;
}

/** The answer of Checkout, Sale and Transaction: the fraud service's judgement. */
export interface FraudCheckTransactionResponse {
  readonly type: "fraud_check";
  readonly resourceId: ResponseId;
  readonly status: FraudCheckStatus;
  /** The fraud service's own scale. */
  readonly score?: number | undefined;
  /** Why, as the fraud service wrote it. */
  readonly reason?: unknown;
  readonly connectorMetadata?: Readonly<Record<string, unknown>> | undefined;
}

/** The answer of Fulfillment. */
export interface FraudCheckFulfillmentResponse {
  readonly type: "fulfillment";
  readonly orderId: string;
  readonly shipmentIds: readonly string[];
}

/** The answer of RecordReturn. */
export interface FraudCheckRecordReturnResponse {
  readonly type: "record_return";
  readonly resourceId: ResponseId;
  readonly returnId?: string | undefined;
  readonly connectorMetadata?: Readonly<Record<string, unknown>> | undefined;
}

/** Every answer of a fraud check. */
export type FraudCheckResponseData = FraudCheckTransactionResponse | FraudCheckFulfillmentResponse | FraudCheckRecordReturnResponse;
