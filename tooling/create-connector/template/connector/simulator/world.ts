// #if Execute
import { refuse, type Duration, type SimulatorContext, type Store } from "@switchyard/testkit";
// #else
import { refuse, type SimulatorContext, type Store } from "@switchyard/testkit";
// #end
import { notFound } from "./answers.js";
import type { AcmeSimulatorCredentials } from "./gate.js";

/** Acme's words for the state of a payment. */
export const PaymentState = {
  Pending: "pending",
  Authorized: "authorized",
  Captured: "captured",
  PartiallyCaptured: "partially_captured",
  Voided: "voided",
  Declined: "declined",
} as const;
export type PaymentState = (typeof PaymentState)[keyof typeof PaymentState];

/** A payment, all amounts in minor units. */
export interface Payment {
  readonly id: string;
  readonly reference: string;
  readonly currency: string;
  readonly amount: number;
  readonly captured: number;
  // #if Execute
  /** Asked for and not failed. */
  readonly refunded: number;
  // #end
  readonly state: PaymentState;
  readonly decline?: { readonly code: string; readonly message: string; readonly networkCode: string } | undefined;
  readonly schemeReference: string;
}
// #if Execute

/** A refund; its amount in minor units. */
export interface Refund {
  readonly id: string;
  readonly paymentId: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly state: "pending" | "succeeded" | "failed";
}
// #end

/** The simulator's settings with every default filled in. */
export interface Settings {
  readonly credentials: AcmeSimulatorCredentials;
  // #if signed
  readonly webhookSecret: string;
  // #end
  // #if Execute
  readonly refundedAfter: Duration;
  // #end
}

/** Everything that the simulator's parts share: its state, its settings, and what the kit gives. */
export interface World extends SimulatorContext {
  readonly settings: Settings;
  /** By id and by the merchant's reference. */
  readonly payments: Store<Payment>;
  // #if Execute
  readonly refunds: Store<Refund>;
  // #end
}

/** The payment of an id; refuses with 404. */
export function needPayment({ payments }: World, id: string): Payment {
  const payment = payments.get(`id:${id}`);
  return payment ?? refuse(notFound());
}

/** Replaces what has changed of a payment. */
export function change({ payments }: World, payment: Payment, changed: Partial<Payment>): Payment {
  return payments.update(`id:${payment.id}`, (current) => ({ ...current, ...changed }));
}
