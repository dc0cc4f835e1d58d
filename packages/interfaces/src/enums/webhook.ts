/** What a webhook is about: a connector declares the classes that it supports. */
export const EventClass = {
  Payments: "payments",
  Refunds: "refunds",
  Disputes: "disputes",
  Mandates: "mandates",
  Payouts: "payouts",
  Subscriptions: "subscriptions",
} as const;
/** One of {@link EventClass}. */
export type EventClass = (typeof EventClass)[keyof typeof EventClass];

/** What happened, in one vocabulary for all processors. */
export const IncomingWebhookEvent = {
  /** Authorization with capture failed, or the payment as a whole. */
  PaymentIntentFailure: "payment_intent_failure",
  /** Authorization with capture succeeded. */
  PaymentIntentSuccess: "payment_intent_success",
  PaymentIntentProcessing: "payment_intent_processing",
  PaymentIntentPartiallyFunded: "payment_intent_partially_funded",
  PaymentIntentCancelled: "payment_intent_cancelled",
  PaymentIntentCancelFailure: "payment_intent_cancel_failure",
  PaymentIntentAuthorizationSuccess: "payment_intent_authorization_success",
  PaymentIntentAuthorizationFailure: "payment_intent_authorization_failure",
  PaymentIntentExtendAuthorizationSuccess: "payment_intent_extend_authorization_success",
  PaymentIntentExtendAuthorizationFailure: "payment_intent_extend_authorization_failure",
  PaymentIntentCaptureSuccess: "payment_intent_capture_success",
  PaymentIntentCaptureFailure: "payment_intent_capture_failure",
  PaymentIntentExpired: "payment_intent_expired",
  PaymentActionRequired: "payment_action_required",
  /** An event that the connector does not know or does not need: acknowledged, never an error. */
  EventNotSupported: "event_not_supported",
  /** The customer has funded a source that can now be charged. */
  SourceChargeable: "source_chargeable",
  SourceTransactionCreated: "source_transaction_created",
  RefundFailure: "refund_failure",
  RefundSuccess: "refund_success",
  DisputeOpened: "dispute_opened",
  DisputeExpired: "dispute_expired",
  DisputeAccepted: "dispute_accepted",
  DisputeCancelled: "dispute_cancelled",
  DisputeChallenged: "dispute_challenged",
  /** The merchant challenged the dispute and won. */
  DisputeWon: "dispute_won",
  /** The merchant lost the dispute. */
  DisputeLost: "dispute_lost",
  MandateActive: "mandate_active",
  MandateRevoked: "mandate_revoked",
  /** The processor checks that the endpoint answers. */
  EndpointVerification: "endpoint_verification",
  /** The result of a 3DS authentication that a 3DS server delivers. */
  ExternalAuthenticationARes: "external_authentication_a_res",
  FrmApproved: "frm_approved",
  FrmRejected: "frm_rejected",
  PayoutSuccess: "payout_success",
  PayoutFailure: "payout_failure",
  PayoutProcessing: "payout_processing",
  PayoutCancelled: "payout_cancelled",
  PayoutCreated: "payout_created",
  PayoutExpired: "payout_expired",
  PayoutReversed: "payout_reversed",
  RecoveryPaymentFailure: "recovery_payment_failure",
  RecoveryPaymentSuccess: "recovery_payment_success",
  RecoveryPaymentPending: "recovery_payment_pending",
  RecoveryInvoiceCancel: "recovery_invoice_cancel",
  SetupWebhook: "setup_webhook",
  InvoiceGenerated: "invoice_generated",
} as const;
/** One of {@link IncomingWebhookEvent}. */
export type IncomingWebhookEvent = (typeof IncomingWebhookEvent)[keyof typeof IncomingWebhookEvent];

/**
 * The class that an event belongs to; `undefined` for those of none: acknowledgements, external
 * authentication, fraud checks, revenue recovery and endpoint set-up. Sources count as payments,
 * since they move a payment forward.
 */
export const EVENT_CLASS_OF = {
  payment_intent_failure: "payments",
  payment_intent_success: "payments",
  payment_intent_processing: "payments",
  payment_intent_partially_funded: "payments",
  payment_intent_cancelled: "payments",
  payment_intent_cancel_failure: "payments",
  payment_intent_authorization_success: "payments",
  payment_intent_authorization_failure: "payments",
  payment_intent_extend_authorization_success: "payments",
  payment_intent_extend_authorization_failure: "payments",
  payment_intent_capture_success: "payments",
  payment_intent_capture_failure: "payments",
  payment_intent_expired: "payments",
  payment_action_required: "payments",
  event_not_supported: undefined,
  source_chargeable: "payments",
  source_transaction_created: "payments",
  refund_failure: "refunds",
  refund_success: "refunds",
  dispute_opened: "disputes",
  dispute_expired: "disputes",
  dispute_accepted: "disputes",
  dispute_cancelled: "disputes",
  dispute_challenged: "disputes",
  dispute_won: "disputes",
  dispute_lost: "disputes",
  mandate_active: "mandates",
  mandate_revoked: "mandates",
  endpoint_verification: undefined,
  external_authentication_a_res: undefined,
  frm_approved: undefined,
  frm_rejected: undefined,
  payout_success: "payouts",
  payout_failure: "payouts",
  payout_processing: "payouts",
  payout_cancelled: "payouts",
  payout_created: "payouts",
  payout_expired: "payouts",
  payout_reversed: "payouts",
  recovery_payment_failure: undefined,
  recovery_payment_success: undefined,
  recovery_payment_pending: undefined,
  recovery_invoice_cancel: undefined,
  setup_webhook: undefined,
  invoice_generated: "subscriptions",
} as const satisfies Record<IncomingWebhookEvent, EventClass | undefined>;

/** How an event is processed. Finer than {@link EventClass}, and every event has one. */
export const WebhookFlow = {
  Payment: "payment",
  Payout: "payout",
  Refund: "refund",
  Dispute: "dispute",
  Subscription: "subscription",
  ReturnResponse: "return_response",
  BankTransfer: "bank_transfer",
  Mandate: "mandate",
  ExternalAuthentication: "external_authentication",
  FraudCheck: "fraud_check",
  Recovery: "recovery",
  Setup: "setup",
} as const;
/** One of {@link WebhookFlow}. */
export type WebhookFlow = (typeof WebhookFlow)[keyof typeof WebhookFlow];

/** The handler of each event. `return_response` means: answer the processor and do nothing more. */
export const WEBHOOK_FLOW_OF = {
  payment_intent_failure: "payment",
  payment_intent_success: "payment",
  payment_intent_processing: "payment",
  payment_intent_partially_funded: "payment",
  payment_intent_cancelled: "payment",
  payment_intent_cancel_failure: "payment",
  payment_intent_authorization_success: "payment",
  payment_intent_authorization_failure: "payment",
  payment_intent_extend_authorization_success: "payment",
  payment_intent_extend_authorization_failure: "payment",
  payment_intent_capture_success: "payment",
  payment_intent_capture_failure: "payment",
  payment_intent_expired: "payment",
  payment_action_required: "payment",
  event_not_supported: "return_response",
  source_chargeable: "bank_transfer",
  source_transaction_created: "bank_transfer",
  refund_failure: "refund",
  refund_success: "refund",
  dispute_opened: "dispute",
  dispute_expired: "dispute",
  dispute_accepted: "dispute",
  dispute_cancelled: "dispute",
  dispute_challenged: "dispute",
  dispute_won: "dispute",
  dispute_lost: "dispute",
  mandate_active: "mandate",
  mandate_revoked: "mandate",
  endpoint_verification: "return_response",
  external_authentication_a_res: "external_authentication",
  frm_approved: "fraud_check",
  frm_rejected: "fraud_check",
  payout_success: "payout",
  payout_failure: "payout",
  payout_processing: "payout",
  payout_cancelled: "payout",
  payout_created: "payout",
  payout_expired: "payout",
  payout_reversed: "payout",
  recovery_payment_failure: "recovery",
  recovery_payment_success: "recovery",
  recovery_payment_pending: "recovery",
  recovery_invoice_cancel: "recovery",
  setup_webhook: "setup",
  invoice_generated: "subscription",
} as const satisfies Record<IncomingWebhookEvent, WebhookFlow>;

/** Whether a webhook's payload alone says how the resource now stands. */
export const WebhookTransformationStatus = {
  /** The payload holds the final state: no further call is needed. */
  Complete: "complete",
  /** The payload only announces a change: sync to learn the state. */
  Incomplete: "incomplete",
} as const;
/** One of {@link WebhookTransformationStatus}. */
export type WebhookTransformationStatus = (typeof WebhookTransformationStatus)[keyof typeof WebhookTransformationStatus];
