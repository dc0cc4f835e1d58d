import { MovementKind } from "@switchyard/testkit";
import { invalid } from "../errors.js";
import { emit } from "../events.js";
import type { Charge, Metadata, PaymentIntent } from "../wires.js";
import type { ApplicationFee, FeeRefund, Transfer, TransferReversal } from "../wires-connect.js";
import { change, findOwn, held, newId, put, seconds, stripeItself, wireOf, type Actor, type Owner, type World } from "../world.js";
import { book, processingFee } from "./balance.js";

/** A transfer to be made, in minor units. */
export interface NewTransfer {
  readonly amount: number;
  readonly currency: string;
  readonly destination: string;
  readonly description?: string | null;
  readonly metadata?: Metadata;
  /** The charge whose money it is: it need not be available yet. */
  readonly source?: string | null;
  readonly group?: string | null;
  readonly sourceType?: string;
}

const toList = <T>(url: string, data: readonly T[] = []) => ({ object: "list" as const, data, has_more: false, url });

/** Moves money from the platform to a connected account, where it arrives as a payment. */
export function makeTransfer(world: World, actor: Actor, made: NewTransfer): Transfer {
  const { amount, currency, destination, source = null } = made;
  const { owner } = actor;
  const id = newId(world, "tr_1");
  const there: Owner = { ...owner, account: destination };
  const payment = newId(world, "py_1");
  const line = book(world, owner, { type: "transfer", amount: -amount, currency, source: id });
  const arrived = book(world, there, { type: "payment", amount, currency, source: payment });
  const transfer = put(world.tables.transfer, owner, {
    id,
    object: "transfer",
    amount,
    amount_reversed: 0,
    balance_transaction: line.id,
    created: seconds(world),
    currency,
    description: made.description ?? null,
    destination,
    destination_payment: payment,
    livemode: owner.livemode,
    metadata: made.metadata ?? {},
    reversals: toList<TransferReversal>(`/v1/transfers/${id}/reversals`),
    reversed: false,
    source_transaction: source,
    source_type: made.sourceType ?? "card",
    transfer_group: made.group ?? null,
  });
  put(world.tables.charge, there, toDestinationPayment(world, transfer, arrived.id));
  emit(world, actor, "transfer.created", transfer);
  return transfer;
}

function toDestinationPayment(world: World, transfer: Transfer, line: string): Charge {
  return {
    id: transfer.destination_payment,
    object: "charge",
    amount: transfer.amount,
    amount_captured: transfer.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: line,
    billing_details: {
      address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
      email: null,
      name: null,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: null,
    captured: true,
    created: seconds(world),
    currency: transfer.currency,
    customer: null,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: transfer.livemode,
    metadata: {},
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: null,
    payment_method: null,
    payment_method_details: { type: "stripe_account", stripe_account: {} },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: transfer.id,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "succeeded",
    transfer_data: null,
    transfer_group: null,
  };
}

/** Brings money of a transfer back. After a payout that leaves the connected account in debt. */
export function reverseTransfer(
  world: World,
  actor: Actor,
  id: string,
  amount: number,
  more: { refund?: string; metadata?: Metadata } = {},
): TransferReversal {
  const { owner, wire } = held(world.tables.transfer, id);
  const rest = wire.amount - wire.amount_reversed;
  if (amount > rest) invalid(`You cannot reverse more than the transfer has left: ${rest}.`, { param: "amount" });
  const there: Owner = { ...owner, account: wire.destination };
  const reversalId = newId(world, "trr_1");
  book(world, there, { type: "payment_refund", amount: -amount, currency: wire.currency, source: wire.destination_payment });
  const line = book(world, owner, { type: "transfer_refund", amount, currency: wire.currency, source: reversalId });
  const reversal = put(world.tables.transfer_reversal, owner, {
    id: reversalId,
    object: "transfer_reversal",
    amount,
    balance_transaction: line.id,
    created: seconds(world),
    currency: wire.currency,
    destination_payment_refund: null,
    metadata: more.metadata ?? {},
    source_refund: more.refund ?? null,
    transfer: id,
  });
  const amountReversed = wire.amount_reversed + amount;
  const transfer = change(world.tables.transfer, id, {
    amount_reversed: amountReversed,
    reversed: amountReversed === wire.amount,
    reversals: toList(wire.reversals.url, [reversal, ...wire.reversals.data]),
  });
  const payment = wireOf(world.tables.charge, wire.destination_payment);
  change(world.tables.charge, payment.id, { amount_refunded: amountReversed, refunded: amountReversed === payment.amount });
  emit(world, { ...actor, owner }, "transfer.reversed", transfer);
  return reversal;
}

function takeFee(world: World, actor: Actor, charge: Charge, amount: number, account: string): ApplicationFee {
  const platform: Owner = { ...actor.owner, account: world.settings.account };
  const id = newId(world, "fee_1");
  const line = book(world, platform, { type: "application_fee", amount, currency: charge.currency, source: id });
  book(world, { ...platform, account }, { type: "adjustment", amount: -amount, currency: charge.currency, source: charge.id });
  const fee = put(world.tables.application_fee, platform, {
    id,
    object: "application_fee",
    account,
    amount,
    amount_refunded: 0,
    application: "ca_SimulatorApplication",
    balance_transaction: line.id,
    charge: charge.id,
    created: seconds(world),
    currency: charge.currency,
    fee_source: { charge: charge.id, type: "charge" },
    livemode: platform.livemode,
    originating_transaction: null,
    refunded: false,
    refunds: toList<FeeRefund>(`/v1/application_fees/${id}/refunds`),
  });
  emit(world, stripeItself(platform), "application_fee.created", fee);
  return fee;
}

/** Gives an application fee back, in part or in full. */
export function refundFee(world: World, id: string, amount: number, metadata: Metadata = {}): FeeRefund {
  const { owner, wire } = held(world.tables.application_fee, id);
  if (amount > wire.amount - wire.amount_refunded) invalid("You cannot refund more than the fee has left.", { param: "amount" });
  const refundId = newId(world, "fr_1");
  const line = book(world, owner, { type: "application_fee_refund", amount: -amount, currency: wire.currency, source: refundId });
  book(world, { ...owner, account: wire.account }, { type: "adjustment", amount, currency: wire.currency, source: refundId });
  const refund = put(world.tables.fee_refund, owner, {
    id: refundId,
    object: "fee_refund",
    amount,
    balance_transaction: line.id,
    created: seconds(world),
    currency: wire.currency,
    fee: id,
    metadata,
  });
  const refunded = wire.amount_refunded + amount;
  const fee = change(world.tables.application_fee, id, {
    amount_refunded: refunded,
    refunded: refunded === wire.amount,
    refunds: toList(wire.refunds.url, [refund, ...wire.refunds.data]),
  });
  emit(world, stripeItself(owner), "application_fee.refunded", fee);
  return refund;
}

/** Books a capture: the money, Stripe's fee, the platform's fee, and the share of a connected account. */
export function bookCapture(world: World, actor: Actor, charge: Charge, intent: PaymentIntent, amount: number, atOnce: boolean): Charge {
  const { owner } = actor;
  world.ledger.record({
    kind: MovementKind.Capture,
    paymentId: intent.id,
    amount,
    currency: intent.currency.toUpperCase(),
  });
  const line = book(world, owner, {
    type: charge.id.startsWith("py_") ? "payment" : "charge",
    amount,
    fee: processingFee(amount),
    currency: charge.currency,
    source: charge.id,
    description: intent.description,
    isPending: !atOnce,
  });
  const shared = change(world.tables.charge, charge.id, { balance_transaction: line.id });
  return shareOut(world, actor, shared, intent, amount);
}

function shareOut(world: World, actor: Actor, charge: Charge, intent: PaymentIntent, amount: number): Charge {
  const feeAmount = Math.min(intent.application_fee_amount ?? 0, amount);
  const destination = intent.transfer_data?.destination;
  const isDirect = actor.owner.account !== world.settings.account;
  if (destination !== undefined && findOwn(world.tables.account, actor.owner, destination) !== undefined) {
    const group = intent.transfer_group ?? `group_${intent.id}`;
    const share = Math.min(intent.transfer_data?.amount ?? amount, amount);
    const transfer = makeTransfer(world, actor, { amount: share, currency: charge.currency, destination, source: charge.id, group });
    const fee = feeAmount === 0 ? null : takeFee(world, actor, charge, feeAmount, destination).id;
    return change(world.tables.charge, charge.id, { transfer: transfer.id, transfer_group: group, application_fee: fee });
  }
  if (!isDirect || feeAmount === 0) return charge;
  return change(world.tables.charge, charge.id, { application_fee: takeFee(world, actor, charge, feeAmount, actor.owner.account).id });
}
