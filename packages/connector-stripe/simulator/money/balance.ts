import type { BalanceTransaction } from "../wires-connect.js";
import { change, newId, put, seconds, type Balance, type Owner, type World } from "../world.js";

const PAYOUT_SPEED = { days: 2 } as const;
const DAY_IN_SECONDS = 86_400;

function nameOf({ account, livemode }: Owner, currency: string): string {
  return `${account} ${String(livemode)} ${currency}`;
}

/** What an account has in a currency. The platform begins with money, connected accounts with none. */
export function balanceOf(world: World, owner: Owner, currency: string): Balance {
  const initial = owner.account === world.settings.account ? world.settings.startingBalance : 0;
  return world.balances.get(nameOf(owner, currency)) ?? { available: initial, pending: 0 };
}

function move(world: World, owner: Owner, currency: string, by: Partial<Balance>): void {
  const { available, pending } = balanceOf(world, owner, currency);
  world.balances.set(nameOf(owner, currency), { available: available + (by.available ?? 0), pending: pending + (by.pending ?? 0) });
}

/** A line to be written. Amounts in minor units, negative where money leaves. */
export interface NewLine {
  readonly type: string;
  readonly amount: number;
  readonly fee?: number;
  readonly currency: string;
  /** The object that caused it. */
  readonly source: string;
  readonly description?: string | null;
  /** Money that becomes available two days later. */
  readonly isPending?: boolean;
}

/** Writes a line of an account's balance. */
export function book(world: World, owner: Owner, line: NewLine): BalanceTransaction {
  const { amount, currency, fee = 0, isPending = false, source, type } = line;
  const net = amount - fee;
  const created = seconds(world);
  const wire = put(world.tables.balance_transaction, owner, {
    id: newId(world, "txn_3"),
    object: "balance_transaction",
    amount,
    available_on: isPending ? created + 2 * DAY_IN_SECONDS : created,
    balance_type: "payments",
    created,
    currency,
    description: line.description ?? null,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [{ amount: fee, application: null, currency, description: "Stripe processing fees", type: "stripe_fee" }],
    net,
    reporting_category: type,
    source,
    status: isPending ? "pending" : "available",
    type,
  });
  move(world, owner, currency, isPending ? { pending: net } : { available: net });
  if (isPending) {
    world.agenda.after(PAYOUT_SPEED, () => {
      move(world, owner, currency, { available: net, pending: -net });
      change(world.tables.balance_transaction, wire.id, { status: "available" });
    });
  }
  return wire;
}

/** Stripe's fee on a payment: 2.9 % rounded to the nearest minor unit, and 30. */
export function processingFee(amount: number): number {
  return Math.min(amount, Math.floor((amount * 29 + 500) / 1000) + 30);
}
