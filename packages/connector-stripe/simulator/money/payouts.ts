import { MovementKind } from "@switchyard/testkit";
import { invalid } from "../errors.js";
import { emit } from "../events.js";
import type { Metadata } from "../wires.js";
import type { ExternalAccount, Payout } from "../wires-connect.js";
import { change, held, newId, put, seconds, stripeItself, type Actor, type World } from "../world.js";
import { balanceOf, book } from "./balance.js";

/** A payout to be made, in minor units. */
export interface NewPayout {
  readonly amount: number;
  readonly currency: string;
  readonly method: string;
  readonly description: string | null;
  readonly descriptor: string | null;
  readonly destination?: string | undefined;
  readonly metadata: Metadata;
}

const WHOLE_UNITS: ReadonlySet<string> = new Set(["huf", "twd"]);
const DAY = 86_400;

function needDestination(world: World, { owner }: Actor, { currency, destination }: NewPayout): ExternalAccount | undefined {
  const accounts = world.tables.account.get(owner.account)?.wire.external_accounts.data ?? [];
  const found = accounts.find((each) =>
    destination === undefined ? each.currency === currency && each.default_for_currency : each.id === destination,
  );
  if (found !== undefined) return found;
  // The platform itself has a bank account that nobody had to add.
  if (owner.account === world.settings.account && destination === undefined) return undefined;
  return invalid(`Sorry, you don't have any external accounts in that currency (${currency}).`, { param: "currency" });
}

/** Pays out an account's available money. */
export function createPayout(world: World, actor: Actor, made: NewPayout): Payout {
  const { amount, currency, method } = made;
  const destination = needDestination(world, actor, made);
  if (world.tables.account.get(actor.owner.account)?.wire.payouts_enabled === false) {
    invalid("Payouts are not enabled for this account: information is missing.", { code: "payouts_not_allowed" });
  }
  if (WHOLE_UNITS.has(currency) && amount % 100 !== 0) invalid(`Payouts in ${currency} must be divisible by 100.`, { param: "amount" });
  if (balanceOf(world, actor.owner, currency).available < amount) {
    invalid("You have insufficient funds in your Stripe account for this transfer.", { code: "balance_insufficient" });
  }
  const id = newId(world, "po_1");
  const line = book(world, actor.owner, { type: "payout", amount: -amount, currency, source: id });
  const now = seconds(world);
  const payout = put(world.tables.payout, actor.owner, {
    id,
    object: "payout",
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: method === "instant" ? now : now + 2 * DAY,
    automatic: false,
    balance_transaction: line.id,
    created: now,
    currency,
    description: made.description,
    destination: destination?.id ?? "ba_1PlatformBankAccount",
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: actor.owner.livemode,
    metadata: made.metadata,
    method,
    original_payout: null,
    payout_method: null,
    reconciliation_status: "not_applicable",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: made.descriptor,
    status: "pending",
    trace_id: { status: "pending", value: null },
    type: destination?.object ?? "bank_account",
  });
  world.ledger.record({ kind: MovementKind.Payout, paymentId: id, amount, currency: currency.toUpperCase(), reference: made.metadata["order_id"] });
  emit(world, actor, "payout.created", payout);
  const { payoutsPaidAfter } = world.settings;
  if (payoutsPaidAfter !== undefined) {
    world.agenda.after(payoutsPaidAfter, () => {
      const { status } = held(world.tables.payout, id).wire;
      if (status === "pending" || status === "in_transit") payPayout(world, id);
    });
  }
  return payout;
}

/** A payout is on its way, and cannot be canceled any more. */
export function sendPayout(world: World, id: string): void {
  const { owner, wire } = held(world.tables.payout, id);
  if (wire.status !== "pending") throw new Error(`The payout ${id} is not pending.`);
  emit(world, stripeItself(owner), "payout.updated", change(world.tables.payout, id, { status: "in_transit" }));
}

/** A payout arrives. */
export function payPayout(world: World, id: string): void {
  const { owner, wire } = held(world.tables.payout, id);
  if (wire.status !== "pending" && wire.status !== "in_transit") throw new Error(`The payout ${id} is not on its way.`);
  emit(
    world,
    stripeItself(owner),
    "payout.paid",
    change(world.tables.payout, id, { status: "paid", trace_id: { status: "supported", value: world.ids.token(15, "0123456789") } }),
  );
}

function giveBack(world: World, id: string, type: string): string {
  const { owner, wire } = held(world.tables.payout, id);
  return book(world, owner, { type, amount: wire.amount, currency: wire.currency, source: id }).id;
}

/** A payout comes back, even one that was paid. */
export function failPayout(world: World, id: string, code: string): void {
  const { owner, wire } = held(world.tables.payout, id);
  if (wire.status === "failed" || wire.status === "canceled") throw new Error(`The payout ${id} has ended already.`);
  const line = giveBack(world, id, "payout_failure");
  const failed = change(world.tables.payout, id, {
    status: "failed",
    failure_balance_transaction: line,
    failure_code: code,
    failure_message: `The bank refused the payout: ${code}.`,
  });
  emit(world, stripeItself(owner), "payout.failed", failed);
}

/** `POST /v1/payouts/{id}/cancel`. */
export function cancelPayout(world: World, actor: Actor, payout: Payout): Payout {
  if (payout.status !== "pending") invalid(`Payouts can only be canceled while they are pending; ${payout.id} has a status of ${payout.status}.`);
  const line = giveBack(world, payout.id, "payout_cancel");
  const canceled = change(world.tables.payout, payout.id, { status: "canceled", failure_balance_transaction: line });
  emit(world, actor, "payout.canceled", canceled);
  return canceled;
}
