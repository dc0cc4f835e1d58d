import { invalid, missing, notFound } from "../errors.js";
import { emit } from "../events.js";
import { endpoint, listing, need, retrieve, type Endpoint } from "../http/endpoint.js";
import { captureIntent } from "../intents/settle.js";
import { toMetadata } from "../methods/metadata.js";
import { closeDispute, FILE_EVIDENCE, planVerdict, TEXT_EVIDENCE } from "../money/disputes.js";
import { createRefund, failRefund } from "../money/refunds.js";
import { amount, bool, email, hash, int, metadata, text, unsettable, word } from "../params/common.js";
import type { Charge, Dispute, Fields } from "../wires.js";
import { change, wireOf, type Actor, type World } from "../world.js";

const charges = ({ tables }: World) => tables.charge;
const refunds = ({ tables }: World) => tables.refund;
const disputes = ({ tables }: World) => tables.dispute;

const isWanted = (value: string | null, wanted: string | undefined): boolean => wanted === undefined || value === wanted;
const payment = { charge: text().optional(), payment_intent: text().optional() };

const chargeEndpoints: readonly Endpoint[] = [
  listing(
    "/v1/charges",
    { customer: text().optional(), payment_intent: text().optional(), transfer_group: text().optional() },
    charges,
    (charge, wanted) =>
      [
        isWanted(charge.customer, wanted.customer),
        isWanted(charge.payment_intent, wanted.payment_intent),
        isWanted(charge.transfer_group, wanted.transfer_group),
      ].every(Boolean),
  ),
  retrieve("/v1/charges/:id", "charge", charges),
  endpoint("POST", "/v1/charges/:id", { description: text().optional(), metadata: metadata().optional() }, ({ world, actor, id, params }) => {
    const charge = need(world, actor, world.tables.charge, "charge", id);
    const { description = charge.description } = params;
    const wire = change(world.tables.charge, id, { description, metadata: toMetadata(charge.metadata, params.metadata) });
    emit(world, actor, "charge.updated", wire);
    return wire;
  }),
  endpoint("POST", "/v1/charges/:id/capture", { amount: amount().optional() }, ({ world, actor, id, params }) => {
    const charge = need(world, actor, world.tables.charge, "charge", id);
    if (charge.captured) invalid(`Charge ${id} has already been captured.`, { code: "charge_already_captured" });
    if (charge.refunded) invalid(`Charge ${id} has expired or was canceled.`, { code: "charge_expired_for_capture" });
    const intent = wireOf(world.tables.payment_intent, charge.payment_intent ?? "");
    captureIntent(world, actor, intent, { amount_to_capture: params.amount });
    return wireOf(world.tables.charge, id);
  }),
];

/** The charge that a refund is of; refuses what cannot be refunded (tech-spec, section 10.1). */
function needRefundable(
  world: World,
  actor: Actor,
  { charge: id, payment_intent: intentId }: { charge?: string | undefined; payment_intent?: string | undefined },
): Charge {
  if (id !== undefined && intentId !== undefined) {
    invalid("You may only specify one of these parameters: charge, payment_intent.", { code: "parameters_exclusive", param: "charge" });
  }
  if (intentId === undefined) {
    if (id === undefined) return missing("payment_intent");
    const charge = need(world, actor, world.tables.charge, "charge", id, "charge");
    return charge.status === "succeeded" && charge.amount_captured > 0
      ? charge
      : invalid(`Charge ${id} was not captured and cannot be refunded.`, { code: "charge_not_refundable" });
  }
  const intent = need(world, actor, world.tables.payment_intent, "payment_intent", intentId, "payment_intent");
  const charge = intent.latest_charge === null ? undefined : wireOf(world.tables.charge, intent.latest_charge);
  if (charge?.status === "succeeded" && charge.amount_captured > 0) return charge;
  const message = `This PaymentIntent (${intentId}) does not have a successful charge to refund.`;
  return invalid(message, { code: "payment_intent_unexpected_state", payment_intent: intent });
}

const refundEndpoints: readonly Endpoint[] = [
  endpoint(
    "POST",
    "/v1/refunds",
    {
      ...payment,
      amount: amount().optional(),
      instructions_email: email().optional(),
      metadata: metadata().optional(),
      reason: word("duplicate", "fraudulent", "requested_by_customer").optional(),
      refund_application_fee: bool().optional(),
      reverse_transfer: bool().optional(),
    },
    ({ world, actor, params }) =>
      createRefund(world, actor, needRefundable(world, actor, params), {
        amount: params.amount,
        reason: params.reason,
        metadata: toMetadata({}, params.metadata),
        email: params.instructions_email,
        refundsFee: params.refund_application_fee === true,
        reversesTransfer: params.reverse_transfer === true,
      }),
  ),
  listing(
    "/v1/refunds",
    payment,
    refunds,
    (refund, wanted) => isWanted(refund.charge, wanted.charge) && isWanted(refund.payment_intent, wanted.payment_intent),
  ),
  retrieve("/v1/refunds/:id", "refund", refunds),
  endpoint("POST", "/v1/refunds/:id", { metadata: metadata().optional() }, ({ world, actor, id, params }) => {
    const refund = need(world, actor, world.tables.refund, "refund", id);
    const wire = change(world.tables.refund, id, { metadata: toMetadata(refund.metadata, params.metadata) });
    emit(world, actor, "refund.updated", wire);
    return wire;
  }),
  endpoint("POST", "/v1/refunds/:id/cancel", {}, ({ world, actor, id }) => {
    const refund = need(world, actor, world.tables.refund, "refund", id);
    return refund.status === "requires_action"
      ? failRefund(world, id, "merchant_request", "canceled")
      : refuseEnd(refund.id, refund.status, "canceled");
  }),
  endpoint("POST", "/v1/test_helpers/refunds/:id/expire", {}, ({ world, actor, id }) => {
    const refund = need(world, actor, world.tables.refund, "refund", id);
    return refund.status === "requires_action" ? failRefund(world, id, "unknown") : refuseEnd(refund.id, refund.status, "expired");
  }),
];

function refuseEnd(id: string, status: string, verb: string): never {
  return invalid(
    `The refund ${id} cannot be ${verb} because it has a status of ${status}. Only refunds with a status of requires_action can be ${verb}.`,
  );
}

const MOST_EVIDENCE = 150_000;
const evidenceShape = {
  ...Object.fromEntries([...FILE_EVIDENCE, ...TEXT_EVIDENCE].map((name) => [name, unsettable(text(20_000)).optional()])),
};

function needEvidence(world: World, actor: Actor, evidence: Fields): void {
  for (const name of FILE_EVIDENCE) {
    const id = evidence[name];
    if (typeof id !== "string") continue;
    const file = world.tables.file.get(id);
    if (file?.owner.account !== actor.owner.account) notFound("file upload", id, `evidence[${name}]`);
    if (file.wire.purpose !== "dispute_evidence") invalid(`The file ${id} was not uploaded as dispute_evidence.`, { param: `evidence[${name}]` });
  }
  const length = TEXT_EVIDENCE.reduce((sum, name) => sum + (typeof evidence[name] === "string" ? evidence[name].length : 0), 0);
  if (length > MOST_EVIDENCE) invalid(`The combined character count of all evidence text must be at most ${MOST_EVIDENCE}.`, { param: "evidence" });
}

function answerDispute(world: World, actor: Actor, dispute: Dispute, evidence: Fields, isSubmitted: boolean): Dispute {
  const isWaiting = dispute.status === "needs_response" || dispute.status === "warning_needs_response";
  const isGiven = Object.keys(evidence).length > 0 || isSubmitted;
  if (!isWaiting && isGiven)
    invalid(`This dispute is already closed or under review: evidence can be submitted once. Its status is ${dispute.status}.`);
  needEvidence(world, actor, evidence);
  const whole = { ...dispute.evidence, ...evidence };
  const hasEvidence = [...FILE_EVIDENCE, ...TEXT_EVIDENCE].some((name) => whole[name] !== null);
  const details = {
    ...dispute.evidence_details,
    has_evidence: hasEvidence,
    submission_count: dispute.evidence_details.submission_count + (isSubmitted ? 1 : 0),
  };
  const next = dispute.status === "needs_response" ? "under_review" : "warning_under_review";
  const wire = change(world.tables.dispute, dispute.id, { evidence: whole, evidence_details: details, ...(isSubmitted ? { status: next } : {}) });
  emit(world, actor, "charge.dispute.updated", wire);
  if (isSubmitted) planVerdict(world, dispute.id, whole["uncategorized_text"]);
  return wire;
}

const disputeEndpoints: readonly Endpoint[] = [
  listing(
    "/v1/disputes",
    payment,
    disputes,
    (dispute, wanted) => isWanted(dispute.charge, wanted.charge) && isWanted(dispute.payment_intent, wanted.payment_intent),
  ),
  retrieve("/v1/disputes/:id", "dispute", disputes, "dispute"),
  endpoint(
    "POST",
    "/v1/disputes/:id",
    { evidence: hash(evidenceShape).optional(), metadata: metadata().optional(), submit: bool().optional() },
    ({ world, actor, id, params }) => {
      const dispute = need(world, actor, world.tables.dispute, "dispute", id, "dispute");
      const labelled = change(world.tables.dispute, id, { metadata: toMetadata(dispute.metadata, params.metadata) });
      const evidence = params.evidence ?? {};
      // Stripe submits unless it is told not to.
      const isSubmitted = params.submit ?? Object.keys(evidence).length > 0;
      return Object.keys(evidence).length === 0 && !isSubmitted ? labelled : answerDispute(world, actor, labelled, evidence, isSubmitted);
    },
  ),
  endpoint("POST", "/v1/disputes/:id/close", {}, ({ world, actor, id }) => {
    const dispute = need(world, actor, world.tables.dispute, "dispute", id, "dispute");
    if (dispute.status !== "needs_response") invalid(`This dispute cannot be closed because it has a status of ${dispute.status}.`);
    return closeDispute(world, id, "lost");
  }),
];

const balanceFilters = {
  currency: text().optional(),
  source: text().optional(),
  type: text().optional(),
  payout: text().optional(),
  limit: int().optional(),
};

/** Charges, refunds, disputes and the lines of the balance. */
export const chargingEndpoints: readonly Endpoint[] = [
  ...chargeEndpoints,
  ...refundEndpoints,
  ...disputeEndpoints,
  listing(
    "/v1/balance_transactions",
    balanceFilters,
    ({ tables }) => tables.balance_transaction,
    (line, wanted) =>
      [isWanted(line.currency, wanted.currency), isWanted(line.source, wanted.source), isWanted(line.type, wanted.type)].every(Boolean),
  ),
  retrieve("/v1/balance_transactions/:id", "balance transaction", ({ tables }) => tables.balance_transaction),
];
