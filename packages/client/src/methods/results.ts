import type {
  AdditionalConnectorResponse,
  AnyConnectorError,
  AttemptStatus,
  ConnectorRefundId,
  ConnectorResponse,
  ConnectorTransactionId,
  ErrorResponse,
  Flow,
  FlowTypes,
  IntegrityCheckError,
  MandateReference,
  MerchantReference,
  MinorUnit,
  MultipleCaptureResponse,
  NetworkTransactionId,
  NextAction,
  RedirectForm,
  RefundStatus,
  Secret,
} from "@switchyard/interfaces";

/** The call that settles what is not known yet, and what to pass to it. */
export type Settlement =
  | { readonly call: "sync"; readonly with: { readonly connectorTransactionId: ConnectorTransactionId } | { readonly reference: MerchantReference } }
  | {
      readonly call: "syncRefund";
      readonly with: { readonly connectorRefundId: ConnectorRefundId; readonly connectorTransactionId: ConnectorTransactionId };
    }
  /** The processor cannot be asked: its webhook tells. */
  | { readonly call: "webhook"; readonly with: { readonly reference: MerchantReference } };

interface Exchanged {
  /** Our reference of the request. */
  readonly reference: MerchantReference;
  /** The processor's last answer; it prints as a summary. `raw.expose()` gives status, headers and body. */
  readonly raw?: Secret<ConnectorResponse> | undefined;
  readonly statusCode?: number | undefined;
  /** The processor's own status word. */
  readonly connectorStatus?: string | undefined;
  /** The processor's id of the exchange, for its support. */
  readonly connectorResponseReferenceId?: string | undefined;
  readonly integrityCheck?: IntegrityCheckError | undefined;
  /** Why there is no answer, or why it could not be read. */
  readonly cause?: AnyConnectorError | undefined;
}

interface PaymentCommon extends Exchanged {
  readonly connectorTransactionId?: ConnectorTransactionId | undefined;
  readonly redirection?: RedirectForm | undefined;
  /** What the customer has to do that is no redirect: scan a code, pay a voucher, make a transfer, wait. */
  readonly nextAction?: NextAction | undefined;
  readonly mandate?: MandateReference | undefined;
  readonly networkTransactionId?: NetworkTransactionId | undefined;
  readonly amountAuthorized?: MinorUnit | undefined;
  readonly amountCaptured?: MinorUnit | undefined;
  readonly amountCapturable?: MinorUnit | undefined;
  readonly incrementalAuthorizationAllowed?: boolean | undefined;
  /** What the connector needs again: keep it with the payment, pass it as `connectorMeta`. */
  readonly connectorMeta?: Readonly<Record<string, unknown>> | undefined;
  /** What the processor tells of the payment method: checks, issuer, 3DS. */
  readonly connectorResponse?: AdditionalConnectorResponse | undefined;
  /** Each of several captures, where they were asked for. */
  readonly captures?: MultipleCaptureResponse["captures"] | undefined;
}

export type SucceededStatus =
  "authorized" | "charged" | "partial_charged" | "partial_charged_and_chargeable" | "partially_authorized" | "authentication_successful";
export type CustomerActionStatus = "authentication_pending" | "device_data_collection_pending" | "payment_method_awaited" | "confirmation_awaited";
export type FailedStatus =
  | "failure"
  | "authentication_failed"
  | "authorization_failed"
  | "router_declined"
  | "capture_failed"
  | "void_failed"
  | "expired"
  | "integrity_failure";
export type EndedStatus = "voided" | "voided_post_charge" | "auto_refunded";
export type PendingStatus = Exclude<AttemptStatus, SucceededStatus | CustomerActionStatus | FailedStatus | EndedStatus>;

/** The processor holds the money, or has taken it. */
export interface PaymentSucceeded extends PaymentCommon {
  readonly status: SucceededStatus;
  readonly outcome: "accepted";
  readonly connectorTransactionId: ConnectorTransactionId;
}

/** The customer has a step to take: `redirection`, where there is one, takes the browser there; `nextAction` is what no browser is sent to. */
export interface PaymentAwaitsCustomer extends PaymentCommon {
  readonly status: CustomerActionStatus;
  readonly outcome: "accepted";
}

/** Released or given back. */
export interface PaymentEnded extends PaymentCommon {
  readonly status: EndedStatus;
  readonly outcome: "accepted";
}

/** Refused, or never sent: no money moved by this request. (`integrity_failure`: the answer contradicts the request; look before acting.) */
export interface PaymentFailed extends PaymentCommon {
  readonly status: FailedStatus;
  readonly outcome: "rejected" | "not_sent" | "accepted";
  readonly error: ErrorResponse;
}

/** Not decided yet. With the outcome `unknown`, the processor may or may not have acted: never charge again before `settle` told. */
export interface PaymentPending extends PaymentCommon {
  readonly status: PendingStatus;
  readonly outcome: "accepted" | "unknown" | "rejected" | "not_sent";
  readonly error?: ErrorResponse | undefined;
  readonly settle?: Settlement | undefined;
}

/** What came of a call that acts on a payment. `status` tells the cases apart. */
export type PaymentResult = PaymentSucceeded | PaymentAwaitsCustomer | PaymentEnded | PaymentFailed | PaymentPending;

/**
 * What a query found. The status is the payment's; a query that failed keeps the status that was passed in,
 * says so in `error`, and has the outcome `unknown`.
 */
export interface SyncResult extends PaymentCommon {
  readonly status: AttemptStatus;
  readonly outcome: "accepted" | "unknown" | "rejected" | "not_sent";
  readonly error?: ErrorResponse | undefined;
}

interface RefundCommon extends Exchanged {
  readonly connectorTransactionId: ConnectorTransactionId;
}

export interface RefundAccepted extends RefundCommon {
  readonly status: Exclude<RefundStatus, "failure" | "transaction_failure">;
  readonly outcome: "accepted";
  readonly connectorRefundId: ConnectorRefundId;
}
export interface RefundFailed extends RefundCommon {
  readonly status: "failure" | "transaction_failure";
  readonly outcome: "accepted" | "rejected" | "not_sent";
  readonly connectorRefundId?: ConnectorRefundId | undefined;
  readonly error?: ErrorResponse | undefined;
}
/** The processor may or may not have given the money back: never refund again before `settle` told. */
export interface RefundUnknown extends RefundCommon {
  readonly status: "pending";
  readonly outcome: "unknown" | "rejected" | "not_sent";
  readonly connectorRefundId?: ConnectorRefundId | undefined;
  readonly error: ErrorResponse;
  readonly settle?: Settlement | undefined;
}

/** What came of a refund, or of asking after one. It is apart from the payment's status. */
export type RefundResult = RefundAccepted | RefundFailed | RefundUnknown;

/** What came of a flow that has no result of its own: the flow's response, or the processor's error. */
export type FlowCallResult<F extends Flow> =
  | {
      readonly ok: true;
      readonly value: FlowTypes[F]["response"];
      readonly outcome: "accepted";
      readonly raw?: Secret<ConnectorResponse> | undefined;
    }
  | {
      readonly ok: false;
      readonly error: ErrorResponse;
      readonly outcome: "rejected" | "unknown" | "not_sent";
      readonly raw?: Secret<ConnectorResponse> | undefined;
      readonly cause?: AnyConnectorError | undefined;
    };

/** What came of an incremental authorization. */
export type IncrementalAuthorizationResult = FlowCallResult<"IncrementalAuthorization">;
