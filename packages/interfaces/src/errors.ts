import { connectorErrorBrand, hasBrand } from "./brand.js";

type None = Readonly<Record<string, never>>;
interface Field {
  /** The dotted path of the field, in the words of the unified request. */
  readonly fieldName: string;
}
interface What {
  /** What it was about. */
  readonly what: string;
}
interface Refused {
  readonly connector: string;
  /** What was asked for, such as `wallet.paypal` or `capture method scheduled`. */
  readonly message: string;
}

/** Every code of a {@link ConnectorError} with its details. Codes are stable; messages may change. */
export interface ConnectorErrorDetails {
  readonly FailedToObtainAuthType: { readonly connector?: string; readonly expected?: readonly string[]; readonly received?: string };
  readonly MissingRequiredField: Field;
  readonly MissingRequiredFields: { readonly fieldNames: readonly string[] };
  readonly InvalidDataFormat: Field & { readonly expected?: string };
  readonly InvalidConnectorConfig: { readonly config: string; readonly expected?: string };
  readonly NotImplemented: Refused;
  readonly NotSupported: Refused;
  readonly FlowNotSupported: { readonly flow: string; readonly connector: string };
  readonly CaptureMethodNotSupported: { readonly captureMethod: string; readonly connector: string };
  readonly CurrencyNotSupported: { readonly currency: string; readonly connector?: string };
  readonly MaxFieldLengthViolated: Field & { readonly connector: string; readonly maxLength: number; readonly receivedLength: number };
  readonly AmountConversionFailed: { readonly currency?: string; readonly reason: string };
  readonly ParsingFailed: What;
  readonly RequestEncodingFailed: What;
  readonly ResponseDeserializationFailed: { readonly connector?: string; readonly reason?: string };
  readonly ResponseHandlingFailed: { readonly connector?: string; readonly reason: string };
  readonly UnexpectedResponseError: { readonly connector?: string; readonly reason: string };
  readonly ProcessingStepFailed: { readonly step: string; readonly reason?: string };
  readonly MissingConnectorTransactionID: None;
  readonly MissingConnectorRefundID: None;
  readonly MissingConnectorMandateID: None;
  readonly MissingConnectorMandateMetadata: None;
  readonly NoConnectorMetaData: None;
  readonly MandatePaymentDataMismatch: { readonly fields: readonly string[] };
  readonly InvalidWallet: What;
  readonly InvalidWalletToken: { readonly walletName: string };
  readonly MissingApplePayTokenData: None;
  readonly MismatchedPaymentData: None;
  readonly WebhooksNotImplemented: { readonly connector: string };
  readonly WebhookSourceVerificationFailed: { readonly reason?: string };
  readonly WebhookSignatureNotFound: { readonly where?: string };
  readonly WebhookVerificationSecretNotFound: None;
  readonly WebhookVerificationSecretInvalid: { readonly expected?: string };
  readonly WebhookBodyDecodingFailed: { readonly reason?: string };
  readonly WebhookEventTypeNotFound: None;
  readonly WebhookReferenceIdNotFound: None;
  readonly WebhookResourceObjectNotFound: None;
  readonly WebhookResponseEncodingFailed: None;
  readonly DateFormattingFailed: None;
  readonly SurchargeNotSupported: { readonly connector: string };
  /** The request was not sent, or no answer came: for flows that move no money and hence have no outcome. */
  readonly RequestFailed: { readonly reason: "not_sent" | "timeout" | "connection_lost" | "aborted"; readonly flow?: string };
  /** A package in the tree speaks another version of the specification. */
  readonly SpecificationVersionNotSupported: { readonly version: string; readonly upgrade: string };
}

export type ConnectorErrorCode = keyof ConnectorErrorDetails;

const MESSAGES: { readonly [C in ConnectorErrorCode]: (details: ConnectorErrorDetails[C]) => string } = {
  FailedToObtainAuthType: (d) =>
    `These credentials are of the wrong type${d.connector ? ` for ${d.connector}` : ""}${d.received ? `: got ${d.received}` : ""}${d.expected ? `; use ${d.expected.join(" or ")}` : ""}.`,
  MissingRequiredField: (d) => `The field ${d.fieldName} is required here. Set it and call again.`,
  MissingRequiredFields: (d) => `These fields are required here: ${d.fieldNames.join(", ")}. Set them and call again.`,
  InvalidDataFormat: (d) => `The field ${d.fieldName} has an invalid format${d.expected ? `: expected ${d.expected}` : ""}.`,
  InvalidConnectorConfig: (d) =>
    `The connector's configuration is incomplete or invalid: ${d.config}${d.expected ? ` (expected ${d.expected})` : ""}.`,
  NotImplemented: (d) => `${d.message} is not implemented for ${d.connector}. Choose another payment method or connector.`,
  NotSupported: (d) => `${d.message} is not supported by ${d.connector}. Choose another option or connector.`,
  FlowNotSupported: (d) => `${d.connector} has no flow ${d.flow}.`,
  CaptureMethodNotSupported: (d) => `The capture method ${d.captureMethod} is not supported by ${d.connector}.`,
  CurrencyNotSupported: (d) => `The currency ${d.currency} is not supported${d.connector ? ` by ${d.connector}` : ""}.`,
  MaxFieldLengthViolated: (d) =>
    `The field ${d.fieldName} has ${String(d.receivedLength)} characters; ${d.connector} takes at most ${String(d.maxLength)}.`,
  AmountConversionFailed: (d) => `The amount cannot be converted${d.currency ? ` for ${d.currency}` : ""}: ${d.reason}.`,
  ParsingFailed: (d) => `Could not parse ${d.what}.`,
  RequestEncodingFailed: (d) => `Could not encode the request: ${d.what}.`,
  ResponseDeserializationFailed: (d) => `The processor's answer could not be read${d.reason ? `: ${d.reason}` : ""}.`,
  ResponseHandlingFailed: (d) => `The processor's answer was read but not understood: ${d.reason}.`,
  UnexpectedResponseError: (d) => `The processor gave an unexpected answer: ${d.reason}.`,
  ProcessingStepFailed: (d) => `The step ${d.step} failed${d.reason ? `: ${d.reason}` : ""}.`,
  MissingConnectorTransactionID: () => "The processor's transaction id is missing. Pass the connectorTransactionId of the payment.",
  MissingConnectorRefundID: () => "The processor's refund id is missing. Pass the connectorRefundId of the refund.",
  MissingConnectorMandateID: () => "The processor's mandate id is missing. Pass the connectorMandateId of the mandate.",
  MissingConnectorMandateMetadata: () => "The mandate's metadata is missing. Pass what the mandate's set-up returned.",
  NoConnectorMetaData: () => "The connector needs metadata in its configuration.",
  MandatePaymentDataMismatch: (d) => `The payment differs from its mandate in: ${d.fields.join(", ")}.`,
  InvalidWallet: (d) => `The wallet ${d.what} is not valid here.`,
  InvalidWalletToken: (d) => `The ${d.walletName} token cannot be read. Pass it as the wallet gave it.`,
  MissingApplePayTokenData: () => "The Apple Pay token carries no payment data.",
  MismatchedPaymentData: () => "The payment method and its data do not belong together.",
  WebhooksNotImplemented: (d) => `${d.connector} has no webhooks.`,
  WebhookSourceVerificationFailed: (d) => `The webhook's source could not be verified${d.reason ? `: ${d.reason}` : ""}. Do not act on it.`,
  WebhookSignatureNotFound: (d) => `The webhook carries no signature${d.where ? ` in ${d.where}` : ""}. Do not act on it.`,
  WebhookVerificationSecretNotFound: () => "No webhook secret is configured.",
  WebhookVerificationSecretInvalid: (d) => `The webhook secret is not valid${d.expected ? `: expected ${d.expected}` : ""}.`,
  WebhookBodyDecodingFailed: (d) => `The webhook's body could not be read${d.reason ? `: ${d.reason}` : ""}.`,
  WebhookEventTypeNotFound: () => "The webhook names no event type.",
  WebhookReferenceIdNotFound: () => "The webhook names no payment, refund or dispute.",
  WebhookResourceObjectNotFound: () => "The webhook carries no resource.",
  WebhookResponseEncodingFailed: () => "The answer to the webhook could not be encoded.",
  DateFormattingFailed: () => "A date could not be formatted.",
  SurchargeNotSupported: (d) => `${d.connector} does not support surcharges.`,
  RequestFailed: (d) => `The request${d.flow ? ` of ${d.flow}` : ""} failed: ${d.reason}.`,
  SpecificationVersionNotSupported: (d) => `The specification version ${d.version} is not supported. Upgrade ${d.upgrade}.`,
};

/**
 * What a connector or the client throws: bad input, bad configuration, an answer that is not one.
 * A decline is not an error of this kind; it is data.
 */
export class ConnectorError<C extends ConnectorErrorCode = ConnectorErrorCode> extends Error {
  readonly code: C;
  readonly details: ConnectorErrorDetails[C];

  constructor(code: C, details: ConnectorErrorDetails[C], options?: ErrorOptions) {
    super(MESSAGES[code](details), options);
    this.name = "ConnectorError";
    this.code = code;
    this.details = details;
  }

  get [connectorErrorBrand](): true {
    return true;
  }
}

/** A {@link ConnectorError} of any code; testing `code` narrows `details`. */
export type AnyConnectorError = { [C in ConnectorErrorCode]: ConnectorError<C> }[ConnectorErrorCode];

/** True for a {@link ConnectorError} made by any copy of this package. */
export function isConnectorError(value: unknown): value is AnyConnectorError {
  return hasBrand(value, connectorErrorBrand);
}
