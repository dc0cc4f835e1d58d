import { MovementKind } from "@switchyard/testkit";
import { invalid, missing } from "../errors.js";
import { emit } from "../events.js";
import { formatAmount } from "../methods/amounts.js";
import { instrumentOf } from "../methods/payment-methods.js";
import { isDebit, traitsOf } from "../methods/traits.js";
import type { Charge, Fields, Metadata, Refund } from "../wires.js";
import { change, held, newId, put, seconds, stripeItself, wireOf, type Actor, type World } from "../world.js";
import { book } from "./balance.js";
import { refundFee, reverseTransfer } from "./transfers.js";

/** What a refund is asked for with. */
export interface NewRefund {
  readonly amount?: number | undefined;
  readonly reason?: string | undefined;
  readonly metadata: Metadata;
  readonly email?: string | undefined;
  readonly refundsFee: boolean;
  readonly reversesTransfer: boolean;
}

/** Captured money that is not refunded: released money of an authorization counts for nothing. */
export function refundable(world: World, charge: Charge): number {
  const refunded = world.tables.refund
    .values()
    .filter(({ wire }) => wire.charge === charge.id && wire.status !== "failed" && wire.status !== "canceled")
    .reduce((sum, { wire }) => sum + wire.amount, 0);
  return charge.amount_captured - refunded;
}

/** Refunds a charge, in part or what is left of it. */
export function createRefund(world: World, actor: Actor, charge: Charge, asked: NewRefund): Refund {
  const rest = refundable(world, charge);
  if (charge.disputed && isLockedByDispute(world, charge)) {
    invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: "charge_disputed" });
  }
  if (rest <= 0) invalid(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  const amount = asked.amount ?? rest;
  if (amount > rest) {
    const written = [amount, rest].map((each) => formatAmount(each, charge.currency));
    invalid(`Refund amount (${written[0] ?? ""}) is greater than unrefunded amount on charge (${written[1] ?? ""})`, { param: "amount" });
  }
  needConnect(charge, asked);
  const status = needStatus(world, charge, asked);
  const id = newId(world, charge.id.startsWith("py_") ? "pyr_1" : "re_3");
  const line = book(world, actor.owner, { type: "refund", amount: -amount, currency: charge.currency, source: id });
  const { type } = charge.payment_method_details;
  const refund = put(world.tables.refund, actor.owner, {
    id,
    object: "refund",
    amount,
    balance_transaction: line.id,
    charge: charge.id,
    created: seconds(world),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: toDestination(type),
    ...(asked.email === undefined ? {} : { instructions_email: asked.email }),
    metadata: asked.metadata,
    ...(status === "requires_action" ? { next_action: toNextAction(world, asked.email ?? "") } : {}),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(status === "pending" ? { pending_reason: "processing" } : {}),
    reason: asked.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: asked.reversesTransfer ? reverseShare(world, actor, charge, amount, id) : null,
  });
  if (asked.refundsFee && charge.application_fee !== null)
    refundFee(world, charge.application_fee, shareOf(world, charge, amount, charge.application_fee));
  announce(world, actor, refund, charge);
  planEnd(world, refund);
  return refund;
}

function isLockedByDispute(world: World, { id }: Charge): boolean {
  return world.tables.dispute.values().some(({ wire }) => wire.charge === id && !wire.is_charge_refundable && wire.status !== "won");
}

function needConnect(charge: Charge, { refundsFee, reversesTransfer }: NewRefund): void {
  if (reversesTransfer && charge.transfer === undefined) {
    invalid(`Charge ${charge.id} has no associated transfer to reverse.`, { param: "reverse_transfer" });
  }
  if (refundsFee && charge.application_fee === null) {
    invalid(`Charge ${charge.id} has no application fee to refund.`, { param: "refund_application_fee" });
  }
}

function needStatus(world: World, charge: Charge, { email }: NewRefund): Refund["status"] {
  const { type } = charge.payment_method_details;
  const traits = traitsOf(type);
  if (traits.refundByEmail === true) return email === undefined ? missing("instructions_email") : "requires_action";
  if (type === "customer_balance" && email !== undefined) return "requires_action";
  const isPending = isDebit(type) || instrumentOf(world, charge.payment_method ?? "").card?.refund === "pending";
  return isPending ? "pending" : "succeeded";
}

function toDestination(type: string): Fields {
  switch (type) {
    case "card":
      return { card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" }, type: "card" };
    case "customer_balance":
      return { customer_cash_balance: {}, type: "customer_cash_balance" };
    case "revolut_pay":
      return { revolut: {}, type: "revolut" };
    case "multibanco":
      return { multibanco: { reference: null, reference_status: null }, type };
    case "p24":
      return { p24: { reference: null, reference_status: null }, type };
    case "swish":
    case "blik":
      return { [type]: { network_decline_code: null, reference: null, reference_status: null }, type };
    case "affirm":
    case "afterpay_clearpay":
    case "alipay":
    case "alma":
    case "amazon_pay":
    case "cashapp":
    case "eps":
    case "grabpay":
    case "klarna":
    case "paynow":
    case "pix":
    case "twint":
    case "wechat_pay":
      return { [type]: {}, type };
    default:
      return { type };
  }
}

function toNextAction(world: World, email: string): Fields {
  const now = seconds(world);
  return { display_details: { email_sent: { email_sent_at: now, email_sent_to: email }, expires_at: now + 45 * 86_400 }, type: "display_details" };
}

/** The part of a transfer or fee that belongs to a part of the charge. */
function toShare(whole: number, amount: number, charge: Charge): number {
  return Number((BigInt(whole) * BigInt(amount)) / BigInt(charge.amount_captured));
}

function reverseShare(world: World, actor: Actor, charge: Charge, amount: number, refund: string): string {
  const transfer = wireOf(world.tables.transfer, charge.transfer ?? "");
  return reverseTransfer(world, actor, transfer.id, toShare(transfer.amount, amount, charge), { refund }).id;
}

function shareOf(world: World, charge: Charge, amount: number, fee: string): number {
  return toShare(wireOf(world.tables.application_fee, fee).amount, amount, charge);
}

function announce(world: World, actor: Actor, refund: Refund, before: Charge): void {
  world.ledger.record({
    kind: MovementKind.Refund,
    paymentId: refund.payment_intent ?? refund.charge,
    amount: refund.amount,
    currency: refund.currency.toUpperCase(),
    reference: refund.metadata["order_id"],
  });
  const charge = change(world.tables.charge, before.id, {
    amount_refunded: before.amount_refunded + refund.amount,
    refunded: refundable(world, before) === 0,
  });
  emit(world, actor, "refund.created", refund);
  emit(world, actor, "charge.refunded", charge, { amount_refunded: before.amount_refunded, refunded: before.refunded });
}

function planEnd(world: World, { id, payment_method: method, status }: Refund): void {
  const { refundsSettleAfter } = world.settings;
  const behaviour = instrumentOf(world, method ?? "").card?.refund;
  if (refundsSettleAfter === undefined) return;
  if (status === "pending") {
    world.agenda.after(refundsSettleAfter, () => {
      if (wireOf(world.tables.refund, id).status === "pending") completeRefund(world, id);
    });
  }
  if (behaviour === "fails_later") {
    world.agenda.after(refundsSettleAfter, () => {
      if (wireOf(world.tables.refund, id).status === "succeeded") failRefund(world, id, "expired_or_canceled_card");
    });
  }
}

/** A refund that was pending arrives. */
export function completeRefund(world: World, id: string): Refund {
  const { owner, wire } = held(world.tables.refund, id);
  if (wire.status !== "pending") throw new Error(`The refund ${id} is not pending.`);
  const { pending_reason: _pending, ...rest } = wire;
  const refund: Refund = { ...rest, status: "succeeded" };
  world.tables.refund.update(id, () => ({ owner, wire: refund }));
  tell(world, refund, "refund.updated");
  return refund;
}

/** The customer gave bank details: the refund is on its way. */
export function startRefund(world: World, id: string): Refund {
  const { owner, wire } = held(world.tables.refund, id);
  if (wire.status !== "requires_action") throw new Error(`The refund ${id} waits for no details.`);
  const { next_action: _action, ...rest } = wire;
  const refund: Refund = { ...rest, status: "pending", pending_reason: "processing" };
  world.tables.refund.update(id, () => ({ owner, wire: refund }));
  tell(world, refund, "refund.updated");
  planEnd(world, refund);
  return refund;
}

/** A refund comes back, or is given up: the money is the merchant's again. */
export function failRefund(world: World, id: string, reason: string, status: "canceled" | "failed" = "failed"): Refund {
  const { owner, wire } = held(world.tables.refund, id);
  if (wire.status === "failed" || wire.status === "canceled") throw new Error(`The refund ${id} has ended already.`);
  const line = book(world, owner, { type: "refund_failure", amount: wire.amount, currency: wire.currency, source: id });
  const { next_action: _action, pending_reason: _pending, ...rest } = wire;
  const failure = status === "failed" ? { failure_balance_transaction: line.id, failure_reason: reason } : { failure_balance_transaction: line.id };
  const refund: Refund = { ...rest, ...failure, status };
  world.tables.refund.update(id, () => ({ owner, wire: refund }));
  const charge = wireOf(world.tables.charge, wire.charge);
  change(world.tables.charge, charge.id, { amount_refunded: charge.amount_refunded - wire.amount, refunded: false });
  world.ledger.record({
    kind: MovementKind.RefundFailure,
    paymentId: wire.payment_intent ?? wire.charge,
    amount: wire.amount,
    currency: wire.currency.toUpperCase(),
    reference: wire.metadata["order_id"],
  });
  tell(world, refund, status === "failed" ? "refund.failed" : "refund.updated");
  return refund;
}

/** Payments that are no card's are also told of under the older name. */
function tell(world: World, refund: Refund, type: "refund.failed" | "refund.updated"): void {
  const actor = stripeItself(held(world.tables.refund, refund.id).owner);
  emit(world, actor, type, refund);
  emit(world, actor, "charge.refund.updated", refund);
}
