import type { Fields, Metadata } from "./wires.js";

/** A list inside another object, or the answer to a list call. */
export type List<T> = Readonly<{ object: "list"; data: readonly T[]; has_more: boolean; url: string }>;

/** A Token. */
export type Token = Readonly<{
  id: string;
  object: "token";
  card?: Fields;
  bank_account?: Fields;
  client_ip: string | null;
  created: number;
  livemode: boolean;
  type: string;
  used: boolean;
}>;

/** An uploaded File. */
export type StoredFile = Readonly<{
  id: string;
  object: "file";
  created: number;
  expires_at: number | null;
  filename: string | null;
  links: List<never>;
  purpose: string;
  size: number;
  title: string | null;
  type: string | null;
  url: string;
}>;

/** A line of an account's balance. */
export type BalanceTransaction = Readonly<{
  id: string;
  object: "balance_transaction";
  amount: number;
  available_on: number;
  balance_type: "payments";
  created: number;
  currency: string;
  description: string | null;
  exchange_rate: null;
  fee: number;
  fee_details: readonly Fields[];
  net: number;
  reporting_category: string;
  source: string;
  status: "available" | "pending";
  type: string;
}>;

/** A bank account or a debit card that payouts go to. */
export type ExternalAccount = Readonly<{
  id: string;
  object: "bank_account" | "card";
  account: string;
  country: string;
  currency: string;
  default_for_currency: boolean;
  last4: string;
  metadata: Metadata;
}> &
  Fields;

/** A connected Account. */
export type Account = Readonly<{
  id: string;
  object: "account";
  business_profile: Fields;
  business_type: string | null;
  capabilities: Readonly<Record<string, "active" | "inactive" | "pending">>;
  charges_enabled: boolean;
  company?: Fields;
  country: string;
  created: number;
  default_currency: string;
  details_submitted: boolean;
  email: string | null;
  external_accounts: List<ExternalAccount>;
  future_requirements: Fields;
  individual?: Fields;
  metadata: Metadata;
  payouts_enabled: boolean;
  requirements: Fields & { readonly currently_due: readonly string[] };
  settings: Fields;
  tos_acceptance: Fields;
  type: string;
}>;

/** A Transfer from the platform to a connected account. */
export type Transfer = Readonly<{
  id: string;
  object: "transfer";
  amount: number;
  amount_reversed: number;
  balance_transaction: string | null;
  created: number;
  currency: string;
  description: string | null;
  destination: string;
  destination_payment: string;
  livemode: boolean;
  metadata: Metadata;
  reversals: List<TransferReversal>;
  reversed: boolean;
  source_transaction: string | null;
  source_type: string;
  transfer_group: string | null;
}>;

/** Money of a transfer that came back. */
export type TransferReversal = Readonly<{
  id: string;
  object: "transfer_reversal";
  amount: number;
  balance_transaction: string | null;
  created: number;
  currency: string;
  destination_payment_refund: string | null;
  metadata: Metadata;
  source_refund: string | null;
  transfer: string;
}>;

/** A Payout to a bank account or debit card. */
export type Payout = Readonly<{
  id: string;
  object: "payout";
  amount: number;
  application_fee: null;
  application_fee_amount: null;
  arrival_date: number;
  automatic: boolean;
  balance_transaction: string | null;
  created: number;
  currency: string;
  description: string | null;
  destination: string;
  failure_balance_transaction: string | null;
  failure_code: string | null;
  failure_message: string | null;
  livemode: boolean;
  metadata: Metadata;
  method: string;
  original_payout: string | null;
  payout_method: string | null;
  reconciliation_status: "completed" | "in_progress" | "not_applicable";
  reversed_by: string | null;
  source_type: string;
  statement_descriptor: string | null;
  status: "canceled" | "failed" | "in_transit" | "paid" | "pending";
  trace_id: Fields | null;
  type: "bank_account" | "card";
}>;

/** The platform's fee on a charge. It belongs to the platform. */
export type ApplicationFee = Readonly<{
  id: string;
  object: "application_fee";
  account: string;
  amount: number;
  amount_refunded: number;
  application: string;
  balance_transaction: string | null;
  charge: string;
  created: number;
  currency: string;
  fee_source: Fields | null;
  livemode: boolean;
  originating_transaction: string | null;
  refunded: boolean;
  refunds: List<FeeRefund>;
}>;

/** A fee that was given back. */
export type FeeRefund = Readonly<{
  id: string;
  object: "fee_refund";
  amount: number;
  balance_transaction: string | null;
  created: number;
  currency: string;
  fee: string;
  metadata: Metadata;
}>;

/** An endpoint of the merchant for events. The secret is shown once. */
export type WebhookEndpoint = Readonly<{
  id: string;
  object: "webhook_endpoint";
  api_version: string | null;
  application: string | null;
  created: number;
  description: string | null;
  enabled_events: readonly string[];
  livemode: boolean;
  metadata: Metadata;
  status: "disabled" | "enabled";
  url: string;
}>;

/** A key for a customer's device. */
export type EphemeralKey = Readonly<{
  id: string;
  object: "ephemeral_key";
  created: number;
  expires: number;
  livemode: boolean;
}>;

/** What moved in a customer's cash balance. */
export type CashBalanceTransaction = Readonly<{
  id: string;
  object: "customer_cash_balance_transaction";
  applied_to_payment?: Fields;
  created: number;
  currency: string;
  customer: string;
  customer_account: string | null;
  ending_balance: number;
  funded?: Fields;
  livemode: boolean;
  net_amount: number;
  type: string;
}>;

/** An Event. */
export type StripeEvent = Readonly<{
  id: string;
  object: "event";
  account?: string;
  api_version: string;
  created: number;
  data: Readonly<{ object: Fields; previous_attributes?: Fields }>;
  livemode: boolean;
  pending_webhooks: number;
  request: Fields;
  type: string;
}>;
