import type { Decline } from "../methods/declines.js";
import { toChargeDetails, type CardContext } from "../methods/charge-details.js";
import type { Charge, Fields, PaymentIntent, PaymentMethod } from "../wires.js";
import { newId, put, seconds, type Actor, type World } from "../world.js";

/** How an attempt to pay went. */
export interface NewCharge {
  readonly status: Charge["status"];
  readonly captured: boolean;
  readonly decline?: Decline | undefined;
  readonly context: CardContext;
}

const approval = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: "approved_by_network",
  reason: null,
  risk_level: "normal",
  risk_score: 12,
  seller_message: "Payment complete.",
  type: "authorized",
} as const;

/** `outcome` of a charge that failed. */
export function toFailedOutcome(decline: Decline): Fields {
  const isBlocked = decline.outcome === "blocked";
  return {
    advice_code: decline.advice_code ?? null,
    network_advice_code: null,
    network_decline_code: decline.network_decline_code ?? null,
    network_status: isBlocked ? "not_sent_to_network" : "declined_by_network",
    reason: isBlocked ? "highest_risk_level" : (decline.decline_code ?? decline.code),
    risk_level: isBlocked ? "highest" : "normal",
    risk_score: isBlocked ? 90 : 12,
    seller_message: isBlocked ? "Stripe blocked this payment as too risky." : "The bank did not return any further details with this decline.",
    type: decline.outcome ?? "issuer_declined",
  };
}

/** A new charge for a PaymentIntent. */
export function createCharge(world: World, { owner }: Actor, intent: PaymentIntent, method: PaymentMethod, made: NewCharge): Charge {
  const { status, captured, decline, context } = made;
  const id = newId(world, context.prefix ?? "ch_3");
  const amountReceived = captured && status === "succeeded" ? intent.amount : 0;
  const charge: Charge = {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: amountReceived,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: method.type === "card" ? toDescriptor(intent) : null,
    captured: status === "succeeded" && captured,
    created: seconds(world),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: owner.livemode,
    metadata: intent.metadata,
    on_behalf_of: intent.on_behalf_of,
    outcome: status === "pending" ? null : decline === undefined ? approval : toFailedOutcome(decline),
    paid: status === "succeeded",
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: toChargeDetails(world, method, intent, context),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: status === "succeeded" ? `https://pay.stripe.com/receipts/${id}` : null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status,
    transfer_data:
      intent.transfer_data === null ? null : { amount: intent.transfer_data.amount ?? null, destination: intent.transfer_data.destination },
    transfer_group: intent.transfer_group,
  };
  return put(world.tables.charge, owner, charge);
}

/** `outcome` of a charge that went well. */
export const APPROVED: Fields = approval;

function toDescriptor({ statement_descriptor_suffix: suffix }: PaymentIntent): string {
  return suffix === null ? "SHOP" : `SHOP* ${suffix}`.slice(0, 22);
}
