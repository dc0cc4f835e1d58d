import { z } from "zod";
import { amount, bool, currency, email, hash, int, list, mandateData, metadata, paging, shipping, text, unsettable, url, word } from "./common.js";
import { paymentMethodData } from "./method-data.js";
import { paymentMethodOptions, setupMethodOptions } from "./method-options.js";

const automatic = hash({ enabled: bool(), allow_redirects: word("always", "never").optional() });
const usage = word("off_session", "on_session");
const captureMethod = word("automatic", "automatic_async", "manual");

/** `true`, `false`, or why the customer is not there. */
const offSession = z.union([word("one_off", "recurring").transform(() => true), bool()]);

/** Fields of a confirmation, alone or together with the creation. */
const confirmation = {
  error_on_requires_action: bool().optional(),
  mandate: text().optional(),
  mandate_data: mandateData().optional(),
  off_session: offSession.optional(),
  payment_method: text().optional(),
  payment_method_data: paymentMethodData().optional(),
  payment_method_options: paymentMethodOptions().optional(),
  payment_method_types: list(text()).optional(),
  radar_options: hash({ session: text().optional() }).optional(),
  return_url: url().optional(),
  shipping: unsettable(shipping()).optional(),
  use_stripe_sdk: bool().optional(),
};

const transferData = hash({ destination: text(), amount: amount().optional() });
const metadataField = { metadata: metadata().optional() };

/** Fields that can be given at the creation and changed later. */
const describing = {
  ...metadataField,
  application_fee_amount: unsettable(int(0)).optional(),
  customer: text().optional(),
  description: text(1000).optional(),
  receipt_email: unsettable(email()).optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
  transfer_group: text().optional(),
};

/** `POST /v1/payment_intents`. */
export const createIntent = {
  ...describing,
  ...confirmation,
  amount: int(),
  currency: currency(),
  allowed_payment_method_types: list(text()).optional(),
  automatic_payment_methods: automatic.optional(),
  capture_method: captureMethod.optional(),
  confirm: bool().optional(),
  confirmation_method: word("automatic", "manual").optional(),
  excluded_payment_method_types: list(text()).optional(),
  on_behalf_of: text().optional(),
  setup_future_usage: usage.optional(),
  transfer_data: transferData.optional(),
};

/** `POST /v1/payment_intents/{id}`. */
export const updateIntent = {
  ...describing,
  amount: int().optional(),
  capture_method: captureMethod.optional(),
  currency: currency().optional(),
  payment_method: text().optional(),
  payment_method_data: paymentMethodData().optional(),
  payment_method_options: paymentMethodOptions().optional(),
  payment_method_types: list(text()).optional(),
  setup_future_usage: unsettable(usage).optional(),
  shipping: unsettable(shipping()).optional(),
  transfer_data: hash({ amount: amount().optional() }).optional(),
};

/** `POST /v1/payment_intents/{id}/confirm`. */
export const confirmIntent = {
  ...confirmation,
  capture_method: captureMethod.optional(),
  receipt_email: unsettable(email()).optional(),
  setup_future_usage: unsettable(usage).optional(),
};

/** `POST /v1/payment_intents/{id}/capture`. */
export const captureIntent = {
  ...metadataField,
  amount_to_capture: int(0).optional(),
  application_fee_amount: int(0).optional(),
  final_capture: bool().optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
  transfer_data: hash({ amount: amount().optional() }).optional(),
};

/** `POST /v1/payment_intents/{id}/cancel`. */
export const cancelIntent = {
  cancellation_reason: word("abandoned", "duplicate", "fraudulent", "requested_by_customer").optional(),
};

/** `POST /v1/payment_intents/{id}/increment_authorization`. */
export const incrementIntent = {
  metadata: metadata().optional(),
  amount: amount(),
  application_fee_amount: int(0).optional(),
  description: text(1000).optional(),
  statement_descriptor: text(22).optional(),
  transfer_data: hash({ amount: amount().optional() }).optional(),
};

/** `POST /v1/…/{id}/verify_microdeposits`. */
export const verifyMicrodeposits = {
  amounts: list(int(1)).optional(),
  descriptor_code: text().optional(),
};

export const listIntents = { ...paging, customer: text().optional() };

export const searchIntents = { query: text(), limit: int().optional(), page: text().optional() };

const setupConfirmation = {
  mandate_data: mandateData().optional(),
  payment_method: text().optional(),
  payment_method_data: paymentMethodData().optional(),
  payment_method_options: setupMethodOptions().optional(),
  return_url: url().optional(),
  use_stripe_sdk: bool().optional(),
};

/** `POST /v1/setup_intents`. */
export const createSetup = {
  ...metadataField,
  ...setupConfirmation,
  allowed_payment_method_types: list(text()).optional(),
  automatic_payment_methods: automatic.optional(),
  confirm: bool().optional(),
  customer: text().optional(),
  description: text(1000).optional(),
  excluded_payment_method_types: list(text()).optional(),
  flow_directions: list(word("inbound", "outbound")).optional(),
  on_behalf_of: text().optional(),
  payment_method_types: list(text()).optional(),
  single_use: hash({ amount: amount(), currency: currency() }).optional(),
  usage: usage.optional(),
};

/** `POST /v1/setup_intents/{id}/confirm`. */
export const confirmSetup = setupConfirmation;

/** `POST /v1/setup_intents/{id}`. */
export const updateSetup = {
  ...metadataField,
  customer: text().optional(),
  description: text(1000).optional(),
  payment_method: text().optional(),
  payment_method_options: setupMethodOptions().optional(),
  payment_method_types: list(text()).optional(),
};

/** `POST /v1/setup_intents/{id}/cancel`. */
export const cancelSetup = { cancellation_reason: word("abandoned", "duplicate", "requested_by_customer").optional() };

export type CreateIntent = z.output<z.ZodObject<typeof createIntent>>;
export type UpdateIntent = z.output<z.ZodObject<typeof updateIntent>>;
export type ConfirmIntent = z.output<z.ZodObject<typeof confirmIntent>>;
export type CaptureIntent = z.output<z.ZodObject<typeof captureIntent>>;
export type IncrementIntent = z.output<z.ZodObject<typeof incrementIntent>>;
export type CreateSetup = z.output<z.ZodObject<typeof createSetup>>;
export type ConfirmSetup = z.output<z.ZodObject<typeof confirmSetup>>;
export type Microdeposits = z.output<z.ZodObject<typeof verifyMicrodeposits>>;
