import { invalid, missing } from "../errors.js";
import { instrumentOf } from "../methods/payment-methods.js";
import { traitsOf } from "../methods/traits.js";
import type { PaymentIntent, PaymentMethod } from "../wires.js";
import type { World } from "../world.js";

/** Refuses a payment method that is somebody else's, or used up (tech-spec, section 10.1). */
export function needUsable(world: World, { customer }: Pick<PaymentIntent, "customer">, method: PaymentMethod): void {
  if (instrumentOf(world, method.id).isSpent) {
    const message =
      "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.";
    invalid(message, { code: "payment_method_unexpected_state" });
  }
  if (method.customer === null || method.customer === customer) return;
  if (customer === null) {
    invalid(`The payment method ${method.id} belongs to a Customer. Please include the Customer in the \`customer\` parameter.`, {
      param: "payment_method",
    });
  }
  invalid(`The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to the customer.`, {
    code: "resource_missing",
    param: "payment_method",
  });
}

/** Refuses a type that the intent does not allow, or that cannot do what the intent asks for. */
export function needCompatible(intent: PaymentIntent, type: string, isManual: boolean): void {
  const traits = traitsOf(type);
  if (!intent.payment_method_types.includes(type)) {
    const allowed = intent.payment_method_types.join(", ");
    const message = `The PaymentMethod provided (${type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${allowed}.`;
    invalid(message, { code: "payment_intent_incompatible_payment_method", param: "payment_method" });
  }
  if (traits.currencies?.includes(intent.currency) === false) {
    const message = `The currency provided (${intent.currency}) is invalid for ${type}. It supports: ${traits.currencies.join(", ")}.`;
    invalid(message, { code: "payment_intent_invalid_parameter", param: "currency" });
  }
  if (isManual && traits.manual !== true) {
    invalid(`The payment method type ${type} does not support manual capture.`, {
      code: "payment_intent_invalid_parameter",
      param: "capture_method",
    });
  }
  const usage = intent.setup_future_usage;
  if (usage !== null && traits.saves?.includes(usage) !== true) {
    const message = `The payment method type ${type} cannot be used with setup_future_usage=${usage}.`;
    invalid(message, { code: "payment_intent_invalid_parameter", param: "setup_future_usage" });
  }
  if (type === "card" && intent.statement_descriptor !== null) {
    const message = "The statement_descriptor parameter is not supported for card charges. Please use statement_descriptor_suffix instead.";
    invalid(message, { param: "statement_descriptor" });
  }
}

/** Refuses what a type cannot do without: billing details, shipping, a customer (tech-spec, section 4.2). */
export function needDetails(
  { customer, shipping }: Pick<PaymentIntent, "customer" | "shipping">,
  { billing_details: billing, type }: PaymentMethod,
): void {
  const { needs = [], needsShipping, needsCustomer } = traitsOf(type);
  for (const field of needs) {
    const isAddress = field === "country" || field === "line1";
    const value = isAddress ? billing.address?.[field] : billing[field];
    if (typeof value === "string") continue;
    missing(isAddress ? `billing_details[address][${field}]` : `billing_details[${field}]`);
  }
  if (needsShipping === true && shipping === null) missing("shipping");
  if (needsCustomer === true && customer === null) missing("customer");
}
