import { Alphabet, type Duration, type SimulatorContext, type Store } from "@switchyard/testkit";
import { Code, fail, type Tid } from "./answers.js";
import type { NovalnetSimulatorCredentials } from "./gate.js";
import type { PaymentRequest } from "./schemas.js";

/** Novalnet's words for the state of a transaction. */
export const State = {
  Confirmed: "CONFIRMED",
  OnHold: "ON_HOLD",
  Pending: "PENDING",
  Deactivated: "DEACTIVATED",
  Failure: "FAILURE",
} as const;
export type State = (typeof State)[keyof typeof State];

/** What a payment was made with, as answers show it: masked. */
export type ShownData = Readonly<Record<string, string | number>>;

/** A payment, all amounts in minor units. */
export interface Payment {
  readonly tid: string;
  readonly orderNo: string;
  readonly paymentType: string;
  readonly currency: string;
  /** What is held or was taken; an update or a capture of less changes it. */
  readonly amount: number;
  readonly refunded: number;
  readonly state: State;
  /** `transaction.status_code`: a detail beside the state. */
  readonly statusCode: number;
  /** Why it failed. */
  readonly text?: string | undefined;
  readonly testMode: 0 | 1;
  readonly data: ShownData;
  /** Whether the bank has settled: a debit that is not is cancelled, not refunded. */
  readonly settled: boolean;
  readonly date: string;
  /** What the merchant wants to see again in notifications. */
  readonly custom: unknown;
}

/** A refund: a transaction of its own. */
export interface Refund {
  readonly tid: string;
  readonly paymentTid: string;
  readonly paymentType: string;
  readonly amount: number;
}

/** A stored payment method. */
export interface StoredToken {
  readonly paymentType: string;
  readonly data: ShownData;
}

/** A payment whose customer is on another page. */
export interface Waiting {
  readonly secret: string;
  readonly request: PaymentRequest;
  readonly hold: boolean;
  readonly data: ShownData;
  readonly done: boolean;
}

/** The simulator's settings with every default filled in. */
export interface Settings {
  readonly credentials: NovalnetSimulatorCredentials;
  readonly settledAfter?: Duration | undefined;
  readonly testTransactionsEndAfter?: Duration | undefined;
}

/** Everything that the simulator's parts share: its state, its settings, and what the kit gives. */
export interface World extends SimulatorContext {
  readonly settings: Settings;
  readonly payments: Store<Payment>;
  readonly refunds: Store<Refund>;
  readonly tokens: Store<StoredToken>;
  /** By transaction secret. */
  readonly waiting: Store<Waiting>;
}

/** A new transaction id: every second one is odd, and odd ones are what JavaScript rounds. */
export function newTid({ ids }: World): string {
  return `1455${ids.token(13, Alphabet.Digits)}`;
}

export function toTid(digits: string): Tid {
  return { digits };
}

/** `2026-01-02 10:00:00` */
export function toDate({ clock }: World): string {
  return clock.now().toISOString().slice(0, 19).replace("T", " ");
}

/** The payment of a transaction id. Actions are for payments alone: a refund's id is refused like an unknown one. */
export function needPayment({ payments }: World, tid: string): Payment {
  return payments.get(tid) ?? fail(Code.InvalidTransactionId, "The transaction id is not valid");
}

/** Replaces what has changed of a payment. */
export function change({ payments }: World, { tid }: Payment, changes: Partial<Payment>): Payment {
  return payments.update(tid, (current) => ({ ...current, ...changes }));
}

/** `transaction` of an answer. */
export function showPayment({ orderNo, paymentType, statusCode, state, testMode, ...payment }: Payment): Readonly<Record<string, unknown>> {
  return {
    amount: payment.amount,
    currency: payment.currency,
    date: payment.date,
    order_no: orderNo,
    payment_type: paymentType,
    status: state,
    status_code: statusCode,
    test_mode: testMode,
    tid: toTid(payment.tid),
    ...(payment.refunded === 0 ? {} : { refunded_amount: payment.refunded }),
    ...(Object.keys(payment.data).length === 0 ? {} : { payment_data: payment.data }),
  };
}
