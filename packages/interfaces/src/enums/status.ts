/** Where one attempt at a payment stands. */
export const AttemptStatus = {
  /** Created; nothing has been sent to a processor. */
  Started: "started",
  /** The customer failed, or gave up, 3DS. */
  AuthenticationFailed: "authentication_failed",
  /** Refused before it reached a processor. */
  RouterDeclined: "router_declined",
  /** Waiting for the customer to authenticate. */
  AuthenticationPending: "authentication_pending",
  /** Authenticated; the authorization is still to come. */
  AuthenticationSuccessful: "authentication_successful",
  /** Funds are held and can be captured. */
  Authorized: "authorized",
  /** The processor or issuer refused the authorization. */
  AuthorizationFailed: "authorization_failed",
  /** Captured in full. */
  Charged: "charged",
  /** The processor is still authorizing. */
  Authorizing: "authorizing",
  /** Cash on delivery: to be paid when the goods arrive. */
  CodInitiated: "cod_initiated",
  /** The authorization is released; nothing was captured. */
  Voided: "voided",
  /** Cancelled after capture, before settlement. */
  VoidedPostCharge: "voided_post_charge",
  /** The processor has accepted the void and not yet confirmed it. */
  VoidInitiated: "void_initiated",
  /** The processor has accepted the capture and not yet confirmed it. */
  CaptureInitiated: "capture_initiated",
  /** The capture was refused. */
  CaptureFailed: "capture_failed",
  /** The void was refused. */
  VoidFailed: "void_failed",
  /** The processor gave the money back by itself. */
  AutoRefunded: "auto_refunded",
  /** Captured in part; the rest cannot be captured. */
  PartialCharged: "partial_charged",
  /** Less than the requested amount is held. */
  PartiallyAuthorized: "partially_authorized",
  /** Captured in part; the rest can still be captured. */
  PartialChargedAndChargeable: "partial_charged_and_chargeable",
  /** Held for a decision of the merchant (over- or underpaid, suspected fraud). */
  Unresolved: "unresolved",
  /** The processor has not decided yet. */
  Pending: "pending",
  /** The payment failed. */
  Failure: "failure",
  /** Waiting for a payment method. */
  PaymentMethodAwaited: "payment_method_awaited",
  /** Waiting to be confirmed. */
  ConfirmationAwaited: "confirmation_awaited",
  /** The browser is still collecting device data for 3DS. */
  DeviceDataCollectionPending: "device_data_collection_pending",
  /** The processor reported another amount or currency than was asked for. */
  IntegrityFailure: "integrity_failure",
  /** Not completed in time. */
  Expired: "expired",
} as const;
/** One of {@link AttemptStatus}. */
export type AttemptStatus = (typeof AttemptStatus)[keyof typeof AttemptStatus];

/**
 * Whether an attempt in each status has come to rest, as Hyperswitch has it: no later sync or
 * webhook is expected to change it. It does not count `authentication_failed` and
 * `authorization_failed` among these, so they are still synced.
 */
export const ATTEMPT_STATUS_IS_TERMINAL = {
  started: false,
  authentication_failed: false,
  router_declined: true,
  authentication_pending: false,
  authentication_successful: false,
  authorized: false,
  authorization_failed: false,
  charged: true,
  authorizing: false,
  cod_initiated: false,
  voided: true,
  voided_post_charge: true,
  void_initiated: false,
  capture_initiated: false,
  capture_failed: true,
  void_failed: true,
  auto_refunded: true,
  partial_charged: true,
  partially_authorized: false,
  partial_charged_and_chargeable: false,
  unresolved: false,
  pending: false,
  failure: true,
  payment_method_awaited: false,
  confirmation_awaited: false,
  device_data_collection_pending: false,
  integrity_failure: false,
  expired: true,
} as const satisfies Record<AttemptStatus, boolean>;

/** Whether an attempt in this status has come to rest: see {@link ATTEMPT_STATUS_IS_TERMINAL}. */
export function attemptStatusIsTerminal(status: AttemptStatus): boolean {
  return ATTEMPT_STATUS_IS_TERMINAL[status];
}

/** Where a payment stands as a whole, over all of its attempts. */
export const IntentStatus = {
  Succeeded: "succeeded",
  Failed: "failed",
  Cancelled: "cancelled",
  CancelledPostCapture: "cancelled_post_capture",
  Processing: "processing",
  RequiresCustomerAction: "requires_customer_action",
  RequiresMerchantAction: "requires_merchant_action",
  RequiresPaymentMethod: "requires_payment_method",
  RequiresConfirmation: "requires_confirmation",
  RequiresCapture: "requires_capture",
  PartiallyCaptured: "partially_captured",
  PartiallyCapturedAndCapturable: "partially_captured_and_capturable",
  PartiallyAuthorizedAndRequiresCapture: "partially_authorized_and_requires_capture",
  PartiallyCapturedAndProcessing: "partially_captured_and_processing",
  Conflicted: "conflicted",
  Expired: "expired",
} as const;
/** One of {@link IntentStatus}. */
export type IntentStatus = (typeof IntentStatus)[keyof typeof IntentStatus];

/** Where one of several captures of a payment stands. */
export const CaptureStatus = {
  Started: "started",
  Charged: "charged",
  Pending: "pending",
  Failed: "failed",
} as const;
/** One of {@link CaptureStatus}. */
export type CaptureStatus = (typeof CaptureStatus)[keyof typeof CaptureStatus];

/** Where an incremental authorization stands. */
export const AuthorizationStatus = {
  Success: "success",
  Failure: "failure",
  Processing: "processing",
  /** Held for a decision of the merchant. */
  Unresolved: "unresolved",
} as const;
/** One of {@link AuthorizationStatus}. */
export type AuthorizationStatus = (typeof AuthorizationStatus)[keyof typeof AuthorizationStatus];

/** Where a refund stands. Apart from the status of its payment. */
export const RefundStatus = {
  Success: "success",
  /** The processor refused the refund. */
  Failure: "failure",
  Pending: "pending",
  ManualReview: "manual_review",
  /** The refund was accepted, and failed on its way to the customer. */
  TransactionFailure: "transaction_failure",
} as const;
/** One of {@link RefundStatus}. */
export type RefundStatus = (typeof RefundStatus)[keyof typeof RefundStatus];

/** Where a dispute stands. */
export const DisputeStatus = {
  DisputeOpened: "dispute_opened",
  DisputeExpired: "dispute_expired",
  /** The merchant accepted the loss. */
  DisputeAccepted: "dispute_accepted",
  DisputeCancelled: "dispute_cancelled",
  /** The merchant has answered with evidence. */
  DisputeChallenged: "dispute_challenged",
  DisputeWon: "dispute_won",
  DisputeLost: "dispute_lost",
} as const;
/** One of {@link DisputeStatus}. */
export type DisputeStatus = (typeof DisputeStatus)[keyof typeof DisputeStatus];

/** How far a dispute has gone in the scheme's process. */
export const DisputeStage = {
  /** An inquiry or retrieval request: no money has moved. */
  PreDispute: "pre_dispute",
  /** A chargeback. */
  Dispute: "dispute",
  PreArbitration: "pre_arbitration",
  Arbitration: "arbitration",
  DisputeReversal: "dispute_reversal",
} as const;
/** One of {@link DisputeStage}. */
export type DisputeStage = (typeof DisputeStage)[keyof typeof DisputeStage];

/** Whether a mandate can be used to take a payment. */
export const MandateStatus = {
  Active: "active",
  Inactive: "inactive",
  Pending: "pending",
  Revoked: "revoked",
} as const;
/** One of {@link MandateStatus}. */
export type MandateStatus = (typeof MandateStatus)[keyof typeof MandateStatus];

/** Whether the processor's own reference of a mandate can still be used. */
export const ConnectorMandateStatus = {
  Active: "active",
  Inactive: "inactive",
} as const;
/** One of {@link ConnectorMandateStatus}. */
export type ConnectorMandateStatus = (typeof ConnectorMandateStatus)[keyof typeof ConnectorMandateStatus];

/** Where a payout stands. */
export const PayoutStatus = {
  Success: "success",
  Failed: "failed",
  Cancelled: "cancelled",
  Initiated: "initiated",
  Expired: "expired",
  Reversed: "reversed",
  Pending: "pending",
  Ineligible: "ineligible",
  RequiresCreation: "requires_creation",
  RequiresConfirmation: "requires_confirmation",
  RequiresPayoutMethodData: "requires_payout_method_data",
  RequiresFulfillment: "requires_fulfillment",
  RequiresVendorAccountCreation: "requires_vendor_account_creation",
} as const;
/** One of {@link PayoutStatus}. */
export type PayoutStatus = (typeof PayoutStatus)[keyof typeof PayoutStatus];

/**
 * What a fraud check has found.
 *
 * snake_case here as everywhere; Hyperswitch stores it so and writes PascalCase in JSON.
 */
export const FraudCheckStatus = {
  Fraud: "fraud",
  ManualReview: "manual_review",
  Pending: "pending",
  Legit: "legit",
  TransactionFailure: "transaction_failure",
} as const;
/** One of {@link FraudCheckStatus}. */
export type FraudCheckStatus = (typeof FraudCheckStatus)[keyof typeof FraudCheckStatus];

/** Whether the processor took an update of a payment (its metadata, say). */
export const PaymentResourceUpdateStatus = {
  Success: "success",
  Failure: "failure",
} as const;
/** One of {@link PaymentResourceUpdateStatus}. */
export type PaymentResourceUpdateStatus = (typeof PaymentResourceUpdateStatus)[keyof typeof PaymentResourceUpdateStatus];
