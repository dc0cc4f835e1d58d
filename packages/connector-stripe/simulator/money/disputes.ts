import { MovementKind } from "@switchyard/testkit";
import type { DisputeOpening } from "../controls-types.js";
import { emit } from "../events.js";
import type { Charge, Dispute, DisputeStatus, Fields } from "../wires.js";
import { change, held, newId, put, seconds, stripeItself, type World } from "../world.js";
import { book } from "./balance.js";

const DISPUTE_FEE = 1500;
const DAY = 86_400;

const reasonCodes: Readonly<Record<string, string>> = { fraudulent: "10.4", product_not_received: "13.1" };

/** Fields of `evidence` that hold the id of a file. */
export const FILE_EVIDENCE = [
  "cancellation_policy",
  "customer_communication",
  "customer_signature",
  "duplicate_charge_documentation",
  "receipt",
  "refund_policy",
  "service_documentation",
  "shipping_documentation",
  "uncategorized_file",
] as const;

/** Fields of `evidence` that hold a text. */
export const TEXT_EVIDENCE = [
  "access_activity_log",
  "billing_address",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "customer_email_address",
  "customer_name",
  "customer_purchase_ip",
  "duplicate_charge_explanation",
  "duplicate_charge_id",
  "product_description",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "service_date",
  "shipping_address",
  "shipping_carrier",
  "shipping_date",
  "shipping_tracking_number",
  "uncategorized_text",
] as const;

const noEvidence: Fields = { ...Object.fromEntries([...FILE_EVIDENCE, ...TEXT_EVIDENCE].map((name) => [name, null])), enhanced_evidence: {} };

/** A charge is disputed. An inquiry takes no money. */
export function openDispute(world: World, chargeId: string, { reason = "fraudulent", amount, inquiry = false }: DisputeOpening = {}): Dispute {
  const { owner, wire: charge } = held(world.tables.charge, chargeId);
  const created = seconds(world);
  const dispute: Dispute = {
    id: newId(world, "du_1"),
    object: "dispute",
    amount: amount ?? charge.amount_captured,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      // The last second of the fifteenth day.
      due_by: (Math.floor(created / DAY) + 16) * DAY - 1,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    is_charge_refundable: inquiry,
    livemode: owner.livemode,
    metadata: {},
    payment_intent: charge.payment_intent,
    ...toDetails(charge, reason, inquiry),
    reason,
    status: inquiry ? "warning_needs_response" : "needs_response",
  };
  put(world.tables.dispute, owner, dispute);
  change(world.tables.charge, charge.id, { disputed: true });
  emit(world, stripeItself(owner), "charge.dispute.created", dispute);
  if (!inquiry) withdraw(world, dispute.id);
  return held(world.tables.dispute, dispute.id).wire;
}

function toDetails({ payment_method_details: details }: Charge, reason: string, inquiry: boolean): { readonly payment_method_details?: Fields } {
  const card = details["card"];
  if (typeof card !== "object" || card === null || !("brand" in card)) return {};
  return {
    payment_method_details: {
      card: {
        brand: card.brand,
        case_type: inquiry ? "inquiry" : "chargeback",
        network: card.brand,
        network_reason_code: reasonCodes[reason] ?? null,
      },
      type: "card",
    },
  };
}

function withdraw(world: World, id: string): void {
  const { owner, wire } = held(world.tables.dispute, id);
  const { amount, currency, charge } = wire;
  const line = book(world, owner, {
    type: "adjustment",
    amount: -amount,
    fee: DISPUTE_FEE,
    currency,
    source: id,
    description: `Chargeback withdrawal for ${charge}`,
  });
  const dispute = change(world.tables.dispute, id, { balance_transactions: [...wire.balance_transactions, line] });
  world.ledger.record({
    kind: MovementKind.Chargeback,
    paymentId: wire.payment_intent ?? charge,
    amount,
    currency: currency.toUpperCase(),
    reference: id,
  });
  emit(world, stripeItself(owner), "charge.dispute.funds_withdrawn", dispute);
}

function reinstate(world: World, id: string): void {
  const { owner, wire } = held(world.tables.dispute, id);
  const { amount, currency, charge } = wire;
  const line = book(world, owner, { type: "adjustment", amount, currency, source: id, description: `Chargeback reversal for ${charge}` });
  const dispute = change(world.tables.dispute, id, { balance_transactions: [...wire.balance_transactions, line] });
  world.ledger.record({
    kind: MovementKind.ChargebackReversal,
    paymentId: wire.payment_intent ?? charge,
    amount,
    currency: currency.toUpperCase(),
    reference: id,
  });
  emit(world, stripeItself(owner), "charge.dispute.funds_reinstated", dispute);
}

/** Whether a dispute may still go either way. */
export function isOpen({ status }: Dispute): boolean {
  return ["needs_response", "under_review", "warning_needs_response", "warning_under_review"].includes(status);
}

function needOpen(world: World, id: string): Dispute {
  const { wire } = held(world.tables.dispute, id);
  if (!isOpen(wire)) throw new Error(`The dispute ${id} is closed already.`);
  return wire;
}

/** A dispute ends: won gives the money back, where it was taken. */
export function closeDispute(world: World, id: string, status: Extract<DisputeStatus, "lost" | "warning_closed" | "won">): Dispute {
  needOpen(world, id);
  const { owner } = held(world.tables.dispute, id);
  const dispute = change(world.tables.dispute, id, { status });
  emit(world, stripeItself(owner), "charge.dispute.closed", dispute);
  if (status === "won") reinstate(world, id);
  return held(world.tables.dispute, id).wire;
}

/** An inquiry becomes a chargeback. */
export function escalate(world: World, id: string): Dispute {
  const { status } = needOpen(world, id);
  if (!status.startsWith("warning_")) throw new Error(`${id} is no inquiry.`);
  const { owner, wire } = held(world.tables.dispute, id);
  const { payment_method_details: details = {} } = wire;
  const card = details["card"];
  const dispute = change(world.tables.dispute, id, {
    status: "needs_response",
    is_charge_refundable: false,
    ...(typeof card === "object" && card !== null ? { payment_method_details: { ...details, card: { ...card, case_type: "chargeback" } } } : {}),
  });
  emit(world, stripeItself(owner), "charge.dispute.updated", dispute);
  withdraw(world, id);
  return held(world.tables.dispute, id).wire;
}

/** What magic evidence leads to (tech-spec, section 10.2), before the next request is answered. */
export function planVerdict(world: World, id: string, evidence: unknown): void {
  const outcomes: Readonly<Record<string, () => void>> = {
    winning_evidence: () => void closeDispute(world, id, isInquiry(world, id) ? "warning_closed" : "won"),
    losing_evidence: () => void closeDispute(world, id, isInquiry(world, id) ? "warning_closed" : "lost"),
    escalate_inquiry_evidence: () => void escalate(world, id),
  };
  const outcome = typeof evidence === "string" && Object.hasOwn(outcomes, evidence) ? outcomes[evidence] : undefined;
  if (outcome === undefined) return;
  world.agenda.after({}, () => {
    if (isOpen(held(world.tables.dispute, id).wire)) outcome();
  });
}

function isInquiry(world: World, id: string): boolean {
  return held(world.tables.dispute, id).wire.status.startsWith("warning_");
}
