/** JSON as it goes over the wire. */
export type Fields = Readonly<Record<string, unknown>>;

/** `metadata` of an object: texts by key. */
export type Metadata = Readonly<Record<string, string>>;

/** `billing_details` of a payment method and of its charges. */
export type BillingDetails = Readonly<{
  address: Fields | null;
  email: string | null;
  name: string | null;
  phone: string | null;
  tax_id: string | null;
}>;

/** Statuses of a PaymentIntent. */
export type IntentStatus =
  "canceled" | "processing" | "requires_action" | "requires_capture" | "requires_confirmation" | "requires_payment_method" | "succeeded";

/** Statuses of a SetupIntent. */
export type SetupStatus = Exclude<IntentStatus, "requires_capture">;

/** Where a share of a payment goes. */
export type TransferData = Readonly<{ destination: string; amount?: number }>;

/** A PaymentIntent. */
export type PaymentIntent = Readonly<{
  id: string;
  object: "payment_intent";
  allowed_payment_method_types: readonly string[] | null;
  amount: number;
  amount_capturable: number;
  amount_details: Fields;
  amount_received: number;
  application: string | null;
  application_fee_amount: number | null;
  automatic_payment_methods: Fields | null;
  canceled_at: number | null;
  cancellation_reason: string | null;
  capture_method: string;
  client_secret: string;
  confirmation_method: string;
  created: number;
  currency: string;
  customer: string | null;
  customer_account: string | null;
  description: string | null;
  excluded_payment_method_types: readonly string[] | null;
  last_payment_error: Fields | null;
  latest_charge: string | null;
  livemode: boolean;
  managed_payments: null;
  metadata: Metadata;
  next_action: Fields | null;
  on_behalf_of: string | null;
  payment_method: string | null;
  payment_method_configuration_details: null;
  payment_method_options: Fields;
  payment_method_types: readonly string[];
  processing: null;
  receipt_email: string | null;
  review: null;
  setup_future_usage: "off_session" | "on_session" | null;
  shipping: Fields | null;
  source: null;
  statement_descriptor: string | null;
  statement_descriptor_suffix: string | null;
  status: IntentStatus;
  transfer_data: TransferData | null;
  transfer_group: string | null;
}>;

/** A SetupIntent. */
export type SetupIntent = Readonly<{
  id: string;
  object: "setup_intent";
  allowed_payment_method_types: readonly string[] | null;
  application: string | null;
  automatic_payment_methods: Fields | null;
  cancellation_reason: string | null;
  client_secret: string;
  created: number;
  customer: string | null;
  customer_account: string | null;
  description: string | null;
  excluded_payment_method_types: readonly string[] | null;
  flow_directions: readonly string[] | null;
  last_setup_error: Fields | null;
  latest_attempt: string | null;
  livemode: boolean;
  mandate: string | null;
  metadata: Metadata;
  next_action: Fields | null;
  on_behalf_of: string | null;
  payment_method: string | null;
  payment_method_configuration_details: null;
  payment_method_options: Fields;
  payment_method_types: readonly string[];
  single_use_mandate: string | null;
  status: SetupStatus;
  usage: "off_session" | "on_session";
}>;

/** One attempt to set up a payment method. */
export type SetupAttempt = Readonly<{
  id: string;
  object: "setup_attempt";
  application: string | null;
  created: number;
  customer: string | null;
  customer_account: string | null;
  flow_directions: readonly string[] | null;
  livemode: boolean;
  on_behalf_of: string | null;
  payment_method: string;
  payment_method_details: Fields;
  setup_error: Fields | null;
  setup_intent: string;
  status: string;
  usage: string;
}>;

/** A Charge: one attempt to pay a PaymentIntent. */
export type Charge = Readonly<{
  id: string;
  object: "charge";
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  application: string | null;
  application_fee: string | null;
  application_fee_amount: number | null;
  balance_transaction: string | null;
  billing_details: BillingDetails;
  calculated_statement_descriptor: string | null;
  captured: boolean;
  created: number;
  currency: string;
  customer: string | null;
  description: string | null;
  disputed: boolean;
  failure_balance_transaction: string | null;
  failure_code: string | null;
  failure_message: string | null;
  fraud_details: Fields;
  livemode: boolean;
  metadata: Metadata;
  on_behalf_of: string | null;
  outcome: Fields | null;
  paid: boolean;
  payment_intent: string | null;
  payment_method: string | null;
  payment_method_details: Fields & { readonly type: string };
  receipt_email: string | null;
  receipt_number: string | null;
  receipt_url: string | null;
  refunded: boolean;
  review: null;
  shipping: Fields | null;
  source: null;
  source_transfer: string | null;
  statement_descriptor: string | null;
  statement_descriptor_suffix: string | null;
  status: "failed" | "pending" | "succeeded";
  transfer?: string;
  transfer_data: Fields | null;
  transfer_group: string | null;
}>;

/** A Refund. */
export type Refund = Readonly<{
  id: string;
  object: "refund";
  amount: number;
  balance_transaction: string | null;
  charge: string;
  created: number;
  currency: string;
  customer: string | null;
  customer_account: string | null;
  destination_details?: Fields;
  failure_balance_transaction?: string;
  failure_reason?: string;
  instructions_email?: string;
  metadata: Metadata;
  next_action?: Fields;
  payment_intent: string | null;
  payment_method: string | null;
  pending_reason?: string;
  reason: string | null;
  receipt_number: string | null;
  source_transfer_reversal: string | null;
  status: "canceled" | "failed" | "pending" | "requires_action" | "succeeded";
  transfer_reversal: string | null;
}>;

/** A PaymentMethod; what is particular to its type stands under the type's name. */
export type PaymentMethod = Readonly<{
  id: string;
  object: "payment_method";
  allow_redisplay: string;
  billing_details: BillingDetails;
  created: number;
  customer: string | null;
  customer_account: string | null;
  livemode: boolean;
  metadata: Metadata;
  type: string;
}> &
  Fields;

/** A Customer. */
export type Customer = Readonly<{
  id: string;
  object: "customer";
  address: Fields | null;
  balance: number;
  created: number;
  currency: string | null;
  default_source: null;
  delinquent: boolean;
  description: string | null;
  discount: null;
  email: string | null;
  invoice_prefix: string | null;
  invoice_settings: Fields;
  livemode: boolean;
  metadata: Metadata;
  name: string | null;
  next_invoice_sequence: number;
  phone: string | null;
  preferred_locales: readonly string[];
  shipping: Fields | null;
  tax_exempt: string;
  test_clock: null;
}>;

/** A Mandate. */
export type Mandate = Readonly<{
  id: string;
  object: "mandate";
  customer_acceptance: Fields;
  livemode: boolean;
  multi_use?: Fields;
  payment_method: string;
  payment_method_details: Fields;
  single_use?: Fields;
  status: "active" | "inactive" | "pending";
  type: "multi_use" | "single_use";
}>;

/** Statuses of a Dispute. */
export type DisputeStatus =
  "lost" | "needs_response" | "prevented" | "under_review" | "warning_closed" | "warning_needs_response" | "warning_under_review" | "won";

/** A Dispute. */
export type Dispute = Readonly<{
  id: string;
  object: "dispute";
  amount: number;
  balance_transactions: readonly Fields[];
  charge: string;
  created: number;
  currency: string;
  enhanced_eligibility_types: readonly string[];
  evidence: Fields;
  evidence_details: Readonly<{
    due_by: number;
    enhanced_eligibility: Fields;
    has_evidence: boolean;
    past_due: boolean;
    submission_count: number;
  }>;
  is_charge_refundable: boolean;
  livemode: boolean;
  metadata: Metadata;
  payment_intent: string | null;
  payment_method_details?: Fields;
  reason: string;
  status: DisputeStatus;
}>;
