import type { SimulatorContext, Store } from "@switchyard/testkit";
import type { Answer } from "./answers.js";
import type { Decline } from "./magic.js";
import type { PaymentRequest } from "./schemas.js";

/** The status of a payment (tech-spec, section 2.3). */
export const PaymentStatus = {
  RequiresAction: "requires_action",
  Processing: "processing",
  Authorized: "authorized",
  PartiallyAuthorized: "partially_authorized",
  Captured: "captured",
  /** A part was captured, the rest released. */
  PartiallyCaptured: "partially_captured",
  /** A part was captured, the rest is still held. */
  PartiallyCapturedOpen: "partially_captured_open",
  /** A card that was stored without a charge. */
  Verified: "verified",
  Canceled: "canceled",
  Declined: "declined",
  AuthenticationFailed: "authentication_failed",
  Expired: "expired",
} as const;
export type PaymentStatus = (typeof PaymentStatus)[keyof typeof PaymentStatus];

/** The status of a refund (tech-spec, section 2.5). */
export const RefundStatus = { Pending: "pending", InReview: "in_review", Succeeded: "succeeded", Failed: "failed" } as const;
export type RefundStatus = (typeof RefundStatus)[keyof typeof RefundStatus];

/** A challenge in the customer's browser. */
export interface Challenge {
  readonly session: string;
  /** Where the challenge page is. */
  readonly url: string;
  readonly decision?: "pass" | "fail" | undefined;
}

export interface Capture {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
}

/** A payment; all amounts in minor units. */
export interface Payment {
  readonly id: string;
  readonly order: PaymentRequest;
  /** The number of the card that pays, a stored one included. */
  readonly cardNumber?: string | undefined;
  readonly status: PaymentStatus;
  readonly authorized: number;
  readonly released: number;
  readonly refunded: number;
  readonly captures: readonly Capture[];
  readonly decline?: Decline | undefined;
  readonly challenge?: Challenge | undefined;
  readonly mandate?: string | undefined;
  readonly networkTransactionId?: string | undefined;
}

export interface Refund {
  readonly id: string;
  readonly payment: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: RefundStatus;
}

/** What an idempotency key was used for, and what was said to it. */
export interface KeyedAnswer {
  readonly request: string;
  readonly answer: Answer;
}

/** Everything that the simulator's parts share. */
export interface World extends SimulatorContext {
  readonly apiKey: string;
  readonly payments: Store<Payment>;
  readonly refunds: Store<Refund>;
  /** The number of the card behind each mandate. */
  readonly mandates: Map<string, string>;
  /** The payment of each challenge. */
  readonly sessions: Map<string, string>;
  readonly keyed: Map<string, KeyedAnswer>;
}

export function capturedAmount({ captures }: Payment): number {
  return captures.reduce((sum, { amount }) => sum + amount, 0);
}

/** Held and neither captured nor released. */
export function capturableAmount(payment: Payment): number {
  return payment.authorized - capturedAmount(payment) - payment.released;
}

/** Captured and not given back. */
export function refundableAmount(payment: Payment): number {
  return capturedAmount(payment) - payment.refunded;
}

/** Replaces fields of a payment and gives it as it is now. */
export function change(world: World, id: string, changes: Partial<Payment>): Payment {
  return world.payments.update(id, (payment) => ({ ...payment, ...changes }));
}
