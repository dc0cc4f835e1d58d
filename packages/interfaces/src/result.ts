/** What came of an operation that may fail without being exceptional: a decline is data. */
export type Result<T, E> = Ok<T> | Err<E>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}

/**
 * What is known of a request that moves money.
 *
 * - `not_sent`: no byte left this machine.
 * - `rejected`: the processor answered that it did not act.
 * - `accepted`: the processor answered that it acted, or will act.
 * - `unknown`: the request left, and no answer that can be read came back. Never treat it as a failure.
 */
export const Outcome = { NotSent: "not_sent", Rejected: "rejected", Accepted: "accepted", Unknown: "unknown" } as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];
