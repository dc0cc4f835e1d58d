import { createStore, type SimulatorContext, type Store } from "@switchyard/testkit";
import type { Failure } from "./controls-types.js";
import type { Instrument, ReadCard } from "./methods/instrument.js";
import type { Settings } from "./settings.js";
import type * as connect from "./wires-connect.js";
import type * as wires from "./wires.js";
import type { Fields } from "./wires.js";

/** Whose object it is: objects of another account or mode do not exist for a caller. */
export interface Owner {
  readonly account: string;
  readonly livemode: boolean;
}

/** An object as Stripe shows it, and whose it is. Everything that is not shown stands in the maps of {@link World}. */
export interface Held<T> {
  readonly owner: Owner;
  readonly wire: T;
}

/** The kinds of object. */
export interface Wires {
  payment_intent: wires.PaymentIntent;
  setup_intent: wires.SetupIntent;
  setup_attempt: wires.SetupAttempt;
  charge: wires.Charge;
  refund: wires.Refund;
  payment_method: wires.PaymentMethod;
  customer: wires.Customer;
  mandate: wires.Mandate;
  dispute: wires.Dispute;
  token: connect.Token;
  file: connect.StoredFile;
  balance_transaction: connect.BalanceTransaction;
  external_account: connect.ExternalAccount;
  account: connect.Account;
  transfer: connect.Transfer;
  transfer_reversal: connect.TransferReversal;
  payout: connect.Payout;
  application_fee: connect.ApplicationFee;
  fee_refund: connect.FeeRefund;
  webhook_endpoint: connect.WebhookEndpoint;
  ephemeral_key: connect.EphemeralKey;
  cash_balance_transaction: connect.CashBalanceTransaction;
  event: connect.StripeEvent;
}

export type Table<T> = Store<Held<T>>;
export type Tables = { readonly [K in keyof Wires]: Table<Wires[K]> };

/** What an intent in `requires_action` or `processing` waits for. */
export interface Waiting {
  readonly for: "customer" | "microdeposits" | "debit" | "funds";
  readonly paymentMethod: string;
  /** Where the browser goes back to. */
  readonly returnUrl?: string | undefined;
  /** Failed verifications of microdeposits. */
  readonly tries: number;
  readonly mandate?: string | undefined;
  readonly offSession: boolean;
}

/** Money of an account in one currency, in minor units. */
export interface Balance {
  readonly available: number;
  readonly pending: number;
}

/** An answer that is kept under an idempotency key. */
export interface SavedReply {
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  /** Milliseconds. */
  readonly at: number;
}

/** Everything that the simulator's parts share. */
export interface World extends SimulatorContext {
  readonly settings: Settings;
  readonly tables: Tables;
  /** What is behind a payment method or token, by its id. */
  readonly instruments: Map<string, Instrument>;
  /** The cards behind tokens, by the token's id. */
  readonly tokenCards: Map<string, ReadCard>;
  /** By the intent's id. */
  readonly waiting: Map<string, Waiting>;
  /** By account, mode and currency. */
  readonly balances: Map<string, Balance>;
  /** A customer's cash balance, by customer and currency. */
  readonly cash: Map<string, number>;
  /** By account, mode and key. */
  readonly replies: Map<string, SavedReply>;
  readonly heldKeys: Set<string>;
  readonly deletedCustomers: Set<string>;
  /** What a platform told of a connected account's owner, by account. */
  readonly accountDetails: Map<string, { readonly individual: Fields; readonly company: Fields }>;
  readonly fileBytes: Map<string, Uint8Array<ArrayBuffer>>;
  /** Secrets of registered webhook endpoints, by URL. */
  readonly endpointSecrets: Map<string, string>;
  /** Authorizations incremented so often, by the intent's id. */
  readonly increments: Map<string, number>;
  /** Captures made so far, by the intent's id. */
  readonly captures: Map<string, number>;
  /** Taken one after the other. */
  readonly failures: Failure[];
  readonly declines: string[];
}

/** An empty world. */
export function createWorld(context: SimulatorContext, settings: Settings): World {
  const table = <T>(kind: string): Table<T> => createStore<Held<T>>(kind);
  return {
    ...context,
    settings,
    tables: {
      payment_intent: table("payment_intent"),
      setup_intent: table("setup_intent"),
      setup_attempt: table("setup_attempt"),
      charge: table("charge"),
      refund: table("refund"),
      payment_method: table("payment_method"),
      customer: table("customer"),
      mandate: table("mandate"),
      dispute: table("dispute"),
      token: table("token"),
      file: table("file"),
      balance_transaction: table("balance_transaction"),
      external_account: table("external_account"),
      account: table("account"),
      transfer: table("transfer"),
      transfer_reversal: table("transfer_reversal"),
      payout: table("payout"),
      application_fee: table("application_fee"),
      fee_refund: table("fee_refund"),
      webhook_endpoint: table("webhook_endpoint"),
      ephemeral_key: table("ephemeral_key"),
      cash_balance_transaction: table("cash_balance_transaction"),
      event: table("event"),
    },
    instruments: new Map(),
    tokenCards: new Map(),
    waiting: new Map(),
    balances: new Map(),
    cash: new Map(),
    replies: new Map(),
    heldKeys: new Set(),
    deletedCustomers: new Set(),
    accountDetails: new Map(),
    fileBytes: new Map(),
    endpointSecrets: new Map(),
    increments: new Map(),
    captures: new Map(),
    failures: [],
    declines: [],
  };
}

/** Who does something: a caller of the API, or Stripe itself. */
export interface Actor {
  readonly owner: Owner;
  /** Under which the simulator is called: links to its pages begin with it. */
  readonly origin: string;
  /** The request that events name; null where Stripe acts by itself. */
  readonly request: { readonly id: string; readonly idempotency_key: string | null } | null;
}

/** Stripe acting by itself on an object of this owner. */
export function stripeItself(owner: Owner): Actor {
  return { owner, origin: "https://hooks.stripe.com", request: null };
}

/** Seconds since 1970, as all of Stripe's times. */
export function seconds({ clock }: Pick<World, "clock">): number {
  return Math.floor(clock.now().getTime() / 1000);
}

/** A new id: `newId(world, "pi_3")` gives `pi_3` and 23 more characters. */
export function newId({ ids }: Pick<World, "ids">, prefix: string, length = 24): string {
  const start = prefix.indexOf("_") + 1;
  return prefix + ids.token(length - (prefix.length - start));
}

/** Adds an object. */
export function put<T extends { readonly id: string }>(table: Table<T>, owner: Owner, wire: T): T {
  table.put(wire.id, { owner, wire });
  return wire;
}

/** Replaces fields of an object and gives it as it is now. */
export function change<T extends object>(table: Table<T>, id: string, changes: Partial<T>): T {
  return table.update(id, ({ owner, wire }) => ({ owner, wire: { ...wire, ...changes } })).wire;
}

/** An object that is known to be there, with its owner. */
export function held<T>(table: Table<T>, id: string): Held<T> {
  const found = table.get(id);
  if (found === undefined) throw new Error(`The simulator has no ${id}.`);
  return found;
}

/** An object that is known to be there. */
export function wireOf<T>(table: Table<T>, id: string): T {
  return held(table, id).wire;
}

/** The owner's object of this id. */
export function findOwn<T>(table: Table<T>, owner: Owner, id: string): T | undefined {
  const found = table.get(id);
  return found !== undefined && isSame(found.owner, owner) ? found.wire : undefined;
}

/** The owner's objects, newest first. */
export function ownOf<T>(table: Table<T>, owner: Owner): readonly T[] {
  return table
    .values()
    .filter((each) => isSame(each.owner, owner))
    .map(({ wire }) => wire)
    .reverse();
}

function isSame(one: Owner, other: Owner): boolean {
  return one.account === other.account && one.livemode === other.livemode;
}
