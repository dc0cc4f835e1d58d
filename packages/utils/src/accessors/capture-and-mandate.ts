import {
  ConnectorError,
  type CaptureMethod,
  type ConnectorMandateId,
  type ConnectorMandateReferenceId,
  type ConnectorRefundId,
  type ConnectorTransactionId,
  type Currency,
  type CustomerAcceptance,
  type FutureUsage,
  type MandateAmountData,
  type MandateData,
  type MandateIds,
  type MandateRevokeRequestData,
  type MinorUnit,
  type NetworkTransactionId,
  type RecurringMandatePaymentData,
  type ResponseId,
  type Secret,
} from "@switchyard/interfaces";
import { need, needAll, present } from "./need.js";

/** Any router data whose request may say when the amount is captured. */
export interface WithCaptureMethod {
  /** The connector's id. */
  readonly connector: string;
  readonly request: { readonly captureMethod?: CaptureMethod | undefined };
}

/**
 * Whether the processor is to capture at once (`automatic`, `sequential_automatic`, nothing said),
 * or to hold the amount until it is asked (`manual`, `manual_multiple`).
 *
 * @throws ConnectorError CaptureMethodNotSupported for `scheduled`: no processor's authorization means it
 */
export function isAutoCapture(data: WithCaptureMethod): boolean {
  const { captureMethod } = data.request;
  switch (captureMethod) {
    case undefined:
    case "automatic":
    case "sequential_automatic":
      return true;
    case "manual":
    case "manual_multiple":
      return false;
    default:
      throw new ConnectorError("CaptureMethodNotSupported", { connector: data.connector, captureMethod });
  }
}

/** Whether this capture is one of several of its payment. */
export function isMultipleCapture(request: { readonly multipleCaptureData?: object | undefined }): boolean {
  return request.multipleCaptureData !== undefined;
}

/** What a request may say of stored payment methods. */
export interface WithMandate {
  readonly mandateId?: MandateIds | undefined;
  readonly setupMandateDetails?: MandateData | undefined;
  readonly customerAcceptance?: CustomerAcceptance | undefined;
  readonly setupFutureUsage?: FutureUsage | undefined;
  readonly offSession?: boolean | undefined;
}

/** The customer is there and agrees that the payment method is stored for later charges by the merchant. */
export function isCustomerInitiatedMandate(request: WithMandate): boolean {
  const agreed = request.customerAcceptance !== undefined || request.setupMandateDetails !== undefined;
  return agreed && request.setupFutureUsage === "off_session";
}

function usesMandate(request: WithMandate): boolean {
  return request.mandateId?.mandateReferenceId !== undefined;
}

/** The payment sets up a mandate, or is made under one. */
export function isMandatePayment(request: WithMandate): boolean {
  return isCustomerInitiatedMandate(request) || usesMandate(request);
}

/** The payment is made under a mandate and the customer is not said to be there. */
export function isMerchantInitiatedMandatePayment(request: WithMandate): boolean {
  return usesMandate(request) && request.offSession !== false;
}

/** What a request refers to the processor's own mandate by, or `undefined` when it refers to none of those. */
export function connectorMandateOf(request: WithMandate): ConnectorMandateReferenceId | undefined {
  const reference = request.mandateId?.mandateReferenceId;
  return reference?.type === "connector_mandate_id" ? reference : undefined;
}

/** The processor's id of the mandate that a payment is made under, or that is to be revoked. */
export function connectorMandateIdOf(request: WithMandate | MandateRevokeRequestData): ConnectorMandateId | undefined {
  if ("connectorMandateId" in request) return present(request.connectorMandateId);
  // Of a revocation `mandateId` is our own id of the mandate.
  if (typeof request.mandateId === "string") return undefined;
  const reference = request.mandateId?.mandateReferenceId;
  return reference?.type === "connector_mandate_id" ? present(reference.connectorMandateId) : undefined;
}

/** @throws ConnectorError MissingConnectorMandateID */
export function needConnectorMandateId(request: WithMandate | MandateRevokeRequestData): ConnectorMandateId {
  const id = connectorMandateIdOf(request);
  if (id === undefined) throw new ConnectorError("MissingConnectorMandateID", {});
  return id;
}

/**
 * What the mandate's set-up left for later payments.
 * @throws ConnectorError MissingConnectorMandateMetadata
 */
export function needMandateMetadata(request: WithMandate): Secret<unknown> {
  const metadata = present(connectorMandateOf(request)?.mandateMetadata);
  if (metadata === undefined) throw new ConnectorError("MissingConnectorMandateMetadata", {});
  return metadata;
}

/** The card scheme's id of the payment that this one follows; a network token's as well. */
export function networkTransactionIdOf(request: WithMandate): NetworkTransactionId | undefined {
  const reference = request.mandateId?.mandateReferenceId;
  return reference === undefined || reference.type === "connector_mandate_id" ? undefined : present(reference.networkTransactionId);
}

/**
 * The amount and period that the customer agreed to; `undefined` where no mandate is set up.
 * @throws ConnectorError MissingRequiredField when a mandate is set up without them
 */
export function mandateAmountOf(request: WithMandate): MandateAmountData | undefined {
  const details = request.setupMandateDetails;
  return details === undefined
    ? undefined
    : need(need(details.mandateType, "setupMandateDetails.mandateType").amount, "setupMandateDetails.mandateType.amount");
}

/**
 * The amount and currency of the first payment of a series, which some processors want again.
 * @throws ConnectorError MissingRequiredField or MissingRequiredFields
 */
export function needOriginalPayment(data: { readonly recurringMandatePaymentData?: RecurringMandatePaymentData | undefined }): {
  readonly amount: MinorUnit;
  readonly currency: Currency;
} {
  const first = data.recurringMandatePaymentData;
  const within = "recurringMandatePaymentData";
  const fields = needAll({
    [`${within}.originalPaymentAuthorizedAmount` as const]: first?.originalPaymentAuthorizedAmount,
    [`${within}.originalPaymentAuthorizedCurrency` as const]: first?.originalPaymentAuthorizedCurrency,
  });
  return { amount: fields[`${within}.originalPaymentAuthorizedAmount`], currency: fields[`${within}.originalPaymentAuthorizedCurrency`] };
}

/**
 * The processor's id of the payment that a request is about.
 * @throws ConnectorError MissingConnectorTransactionID when there is none, or only encoded data
 */
export function needConnectorTransactionId(id: ResponseId | ConnectorTransactionId | undefined): ConnectorTransactionId {
  const given = typeof id === "object" ? (id.type === "connector_transaction_id" ? id.id : undefined) : id;
  const known = present(given);
  if (known === undefined) throw new ConnectorError("MissingConnectorTransactionID", {});
  return known;
}

/**
 * The processor's id of the refund that a request is about.
 * @throws ConnectorError MissingConnectorRefundID
 */
export function needConnectorRefundId(request: { readonly connectorRefundId?: ConnectorRefundId | undefined }): ConnectorRefundId {
  const known = present(request.connectorRefundId);
  if (known === undefined) throw new ConnectorError("MissingConnectorRefundID", {});
  return known;
}
