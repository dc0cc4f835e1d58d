import { emit } from "../events.js";
import type { Fields, PaymentIntent, PaymentMethod } from "../wires.js";
import type { CashBalanceTransaction } from "../wires-connect.js";
import { change, held, newId, put, seconds, wireOf, type Actor, type World } from "../world.js";
import { toTransferAction } from "./next-action.js";
import { succeed } from "./outcome.js";

const nameOf = (customer: string, currency: string): string => `${customer} ${currency}`;

/** What a customer has in a cash balance, in minor units. */
export function cashOf(world: World, customer: string, currency: string): number {
  return world.cash.get(nameOf(customer, currency)) ?? 0;
}

/** Asks for a bank transfer, or takes what is in the cash balance already. */
export function askForFunds(world: World, actor: Actor, intentId: string, method: PaymentMethod): PaymentIntent {
  world.waiting.set(intentId, { for: "funds", paymentMethod: method.id, tries: 0, offSession: false });
  const intent = wireOf(world.tables.payment_intent, intentId);
  const remaining = intent.amount - cashOf(world, intent.customer ?? "", intent.currency);
  if (remaining <= 0) return apply(world, actor, intent, method);
  const context = { id: intentId, origin: actor.origin, returnUrl: undefined };
  const wire = change(world.tables.payment_intent, intentId, {
    status: "requires_action",
    next_action: toTransferAction(world, intent, context, remaining),
    last_payment_error: null,
  });
  emit(world, actor, "payment_intent.requires_action", wire);
  return wire;
}

function note(
  world: World,
  actor: Actor,
  customer: string,
  currency: string,
  amount: number,
  more: Fields & { readonly type: string },
): CashBalanceTransaction {
  const balance = cashOf(world, customer, currency) + amount;
  world.cash.set(nameOf(customer, currency), balance);
  const wire = put(world.tables.cash_balance_transaction, actor.owner, {
    id: newId(world, "ccsbtxn_1"),
    object: "customer_cash_balance_transaction",
    created: seconds(world),
    currency,
    customer,
    customer_account: null,
    ending_balance: balance,
    livemode: actor.owner.livemode,
    net_amount: amount,
    ...more,
  });
  emit(world, actor, "customer_cash_balance_transaction.created", wire);
  return wire;
}

function apply(world: World, actor: Actor, { id, amount, currency, customer }: PaymentIntent, method: PaymentMethod): PaymentIntent {
  note(world, actor, customer ?? "", currency, -amount, { applied_to_payment: { payment_intent: id }, type: "applied_to_payment" });
  return succeed(world, actor, id, method);
}

const transferTypes: Readonly<Record<string, string>> = {
  usd: "us_bank_transfer",
  gbp: "gb_bank_transfer",
  jpy: "jp_bank_transfer",
  mxn: "mx_bank_transfer",
};

/** Money comes into a customer's cash balance, and pays the oldest intents that wait for it. */
export function fundCash(
  world: World,
  actor: Actor,
  customer: string,
  amount: number,
  currency: string,
  reference: string | null,
): CashBalanceTransaction {
  const type = transferTypes[currency] ?? "eu_bank_transfer";
  const sender = type === "us_bank_transfer" ? { network: "ach", sender_name: null } : senderOf(type);
  const wire = note(world, actor, customer, currency, amount, {
    funded: { bank_transfer: { ...(type === "mx_bank_transfer" ? {} : { [type]: sender }), reference, type } },
    type: "funded",
  });
  for (const { wire: intent } of world.tables.payment_intent.values()) {
    if (intent.customer === customer && intent.currency === currency && world.waiting.get(intent.id)?.for === "funds") pay(world, actor, intent);
  }
  return wire;
}

function senderOf(type: string): Fields {
  switch (type) {
    case "gb_bank_transfer":
      return { account_number_last4: null, sender_name: null, sort_code: null };
    case "jp_bank_transfer":
      return { sender_bank: null, sender_branch: null, sender_name: null };
    default:
      return { bic: null, iban_last4: null, sender_name: null };
  }
}

function pay(world: World, actor: Actor, intent: PaymentIntent): void {
  const cash = cashOf(world, intent.customer ?? "", intent.currency);
  const method = wireOf(world.tables.payment_method, world.waiting.get(intent.id)?.paymentMethod ?? "");
  if (cash >= intent.amount) {
    apply(world, actor, intent, method);
    return;
  }
  if (cash === 0) return;
  const context = { id: intent.id, origin: actor.origin, returnUrl: undefined };
  const wire = change(world.tables.payment_intent, intent.id, { next_action: toTransferAction(world, intent, context, intent.amount - cash) });
  emit(world, actor, "payment_intent.partially_funded", wire);
}

/** Transfers what an intent still waits for. */
export function fundIntent(world: World, intentId: string): void {
  const { owner, wire } = held(world.tables.payment_intent, intentId);
  const customer = wire.customer ?? "";
  const remaining = wire.amount - cashOf(world, customer, wire.currency);
  fundCash(world, { owner, origin: "https://api.stripe.com", request: null }, customer, Math.max(1, remaining), wire.currency, null);
}
