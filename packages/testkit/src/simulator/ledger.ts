import type { Clock } from "./clock.js";

/** What happened to money at the processor. */
export const MovementKind = {
  Authorization: "authorization",
  IncrementalAuthorization: "incremental_authorization",
  Capture: "capture",
  /** A capture that was accepted and came back, as a failed settlement does. */
  CaptureFailure: "capture_failure",
  Refund: "refund",
  /** A refund that was accepted and came back. */
  RefundFailure: "refund_failure",
  /** Authorized money given back before capture. */
  Void: "void",
  /** Authorized money whose time ran out. */
  Expiry: "expiry",
  /** A void or refund, whichever the payment's state asks for. */
  Reversal: "reversal",
  Chargeback: "chargeback",
  ChargebackReversal: "chargeback_reversal",
  Payout: "payout",
} as const;
export type MovementKind = (typeof MovementKind)[keyof typeof MovementKind];

/** What a simulator writes down when it moves money. */
export interface NewMovement {
  readonly kind: MovementKind;
  /** The simulator's own id of the payment. */
  readonly paymentId: string;
  /** In minor units of the currency: a safe integer, zero or more. */
  readonly amount: number;
  /** ISO 4217, three letters. */
  readonly currency: string;
  /** The merchant's reference for this movement, where the processor takes one. */
  readonly reference?: string | undefined;
}

/** One line of the ledger. */
export interface Movement extends NewMovement {
  /** Place in the ledger, from 1. */
  readonly sequence: number;
  readonly at: Date;
}

/** Which lines are asked for: those that agree with every field that is given. */
export interface MovementFilter {
  readonly kind?: MovementKind | readonly MovementKind[] | undefined;
  readonly paymentId?: string | undefined;
  readonly reference?: string | undefined;
  readonly currency?: string | undefined;
  readonly amount?: number | undefined;
}

/** What tests may ask of a ledger. */
export interface LedgerView {
  /** Lines that match, oldest first. */
  movements(filter?: MovementFilter): readonly Movement[];
  /** The sum of the lines that match, in minor units of one currency. */
  total(filter: MovementFilter & { readonly currency: string }): number;
  /**
   * Movements that look as if they were made twice: lines of one kind under one reference.
   * Lines without a reference are not compared, since a processor may allow several.
   */
  repeated(filter?: MovementFilter): readonly (readonly Movement[])[];
  readonly size: number;
}

/** All money that a simulated processor moved, in order. Lines are only ever added. */
export interface Ledger extends LedgerView {
  /** Adds a line. Throws a RangeError for an amount or currency that cannot be. */
  record(movement: NewMovement): Movement;
  clear(): void;
}

/** An empty ledger whose lines are dated by `clock`. */
export function createLedger(clock: Clock): Ledger {
  const lines: Movement[] = [];

  function movements(filter: MovementFilter = {}): readonly Movement[] {
    return lines.filter((line) => matches(line, filter));
  }

  return {
    record(movement) {
      needAmount(movement.amount);
      needCurrency(movement.currency);
      const line = Object.freeze({ ...movement, sequence: lines.length + 1, at: clock.now() });
      lines.push(line);
      return line;
    },
    movements,
    total: (filter) => movements(filter).reduce((sum, line) => sum + line.amount, 0),
    repeated: (filter) => groupByReference(movements(filter)).filter((group) => group.length > 1),
    get size() {
      return lines.length;
    },
    clear() {
      lines.length = 0;
    },
  };
}

function matches(line: Movement, filter: MovementFilter): boolean {
  return (
    isOneOf(line.kind, filter.kind) &&
    (filter.paymentId === undefined || line.paymentId === filter.paymentId) &&
    (filter.reference === undefined || line.reference === filter.reference) &&
    (filter.currency === undefined || line.currency === filter.currency) &&
    (filter.amount === undefined || line.amount === filter.amount)
  );
}

function isOneOf(kind: MovementKind, wanted: MovementFilter["kind"]): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === "string" ? wanted === kind : wanted.includes(kind);
}

function groupByReference(lines: readonly Movement[]): Movement[][] {
  const groups = new Map<string, Movement[]>();
  for (const line of lines) {
    if (line.reference === undefined) continue;
    const key = JSON.stringify([line.kind, line.reference]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return [...groups.values()];
}

function needAmount(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount < 0) {
    throw new RangeError(`A movement is in whole minor units, zero or more; got ${amount}.`);
  }
}

function needCurrency(currency: string): void {
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`A currency is three capital letters; got ${currency}.`);
}
