import { CURRENCY_EXPONENT } from "@switchyard/interfaces";
import type { SimulatorContext, Store } from "@switchyard/testkit";

/** Where a payment stands (tech-spec, section 10). */
export const PaymentState = {
  Pending: "pending",
  Authorized: "authorized",
  Captured: "captured",
  Settled: "settled",
  Failed: "failed",
  Cancelled: "cancelled",
  /** An authorization whose time ran out. */
  Released: "release",
  Chargeback: "chargeback",
} as const;
export type PaymentState = (typeof PaymentState)[keyof typeof PaymentState];

/** A payment. Amounts are hundredths of the currency's major unit, since Fiuu writes two decimals for every currency. */
export interface Payment {
  readonly tranId: string;
  readonly reference: string;
  readonly channel: string;
  readonly txnType: "SALS" | "AUTS";
  readonly currency: string;
  readonly amount: number;
  readonly captured: number;
  /** Asked for and not rejected. */
  readonly refunded: number;
  readonly state: PaymentState;
  readonly createdAt: Date;
  readonly capturedAt?: Date | undefined;
  /** When the last result came: it is signed. */
  readonly paidAt: Date;
  readonly appcode: string;
  readonly errorCode: string;
  readonly errorDesc: string;
  readonly schemeId?: string | undefined;
  readonly token?: string | undefined;
  /** What the outcome will be once the customer or the bank has decided. */
  readonly awaits?: Outcome | undefined;
  readonly returnUrl?: string | undefined;
  readonly failedUrl?: string | undefined;
  readonly notifies: boolean;
  readonly reversed: boolean;
  /** Whether the customer's browser is what the payment waits for. */
  readonly needsBrowser: boolean;
}

/** How a payment ends: nothing, or the issuer's code and its words. */
export type Outcome = { readonly approved: true } | { readonly approved: false; readonly code: string; readonly desc: string };

/** A refund; its amount in hundredths. */
export interface Refund {
  readonly refundId: string;
  readonly refId: string;
  readonly tranId: string;
  readonly amount: number;
  readonly state: "pending" | "processing" | "success" | "rejected";
  readonly reason: string;
  readonly updatedAt: Date;
  readonly notifies: boolean;
}

/** A stored card. */
export interface StoredToken {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly mobile: string;
  readonly schemeId: string;
}

/** The simulator's settings with every default filled in. */
export interface Settings {
  readonly merchantId: string;
  readonly verifyKey: string;
  readonly secretKey: string;
  readonly extendedVcode: boolean;
  readonly partialCapture: boolean;
  readonly refundBalance: boolean;
  readonly currencies: readonly string[];
  readonly notifications: NotificationStyle;
}

/** How notifications are written; all of these were seen or are documented (tech-spec, sections 7.2 and 10). */
export interface NotificationStyle {
  /** Values as they are instead of URL-encoded. */
  readonly raw: boolean;
  readonly charset: boolean;
  /** Refund notifications as JSON with a numeric RefundID. */
  readonly jsonRefunds: boolean;
  /** Every notification twice. */
  readonly twice: boolean;
}

/** Everything that the simulator's parts share. */
export interface World extends SimulatorContext {
  readonly settings: Settings;
  /** By TxnID. */
  readonly payments: Store<Payment>;
  /** By RefundID, and by `ref:` and the merchant's RefID. */
  readonly refunds: Store<Refund>;
  readonly tokens: Store<StoredToken>;
  /** First answers by idempotency key. */
  readonly answers: Map<string, string>;
  /** The last TxnID and RefundID that were given. */
  readonly numbers: { tranId: number; refundId: number };
}

export function nextTranId(world: World): string {
  world.numbers.tranId += 1;
  return String(world.numbers.tranId);
}

export function nextRefundId(world: World): string {
  world.numbers.refundId += 1;
  return String(world.numbers.refundId);
}

/** Replaces what has changed of a payment. */
export function change(world: World, { tranId }: Payment, changed: Partial<Payment>): Payment {
  return world.payments.update(tranId, (current) => ({ ...current, ...changed }));
}

/** `27.60` as 2760; `undefined` for what is not written with exactly two decimals. */
export function readAmount(text: string): number | undefined {
  return /^\d{1,10}\.\d{2}$/.test(text) ? Number(text.replace(".", "")) : undefined;
}

/** 2760 as `27.60`. */
export function writeAmount(hundredths: number): string {
  const digits = String(hundredths).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Writes a movement down, in the minor unit that ISO 4217 has for the currency. */
export function move(
  world: World,
  kind: Parameters<World["ledger"]["record"]>[0]["kind"],
  payment: Payment,
  hundredths: number,
  reference?: string,
): void {
  const exponent = Object.hasOwn(CURRENCY_EXPONENT, payment.currency) ? CURRENCY_EXPONENT[payment.currency as keyof typeof CURRENCY_EXPONENT] : 2;
  const amount = Math.round(hundredths * 10 ** (exponent - 2));
  world.ledger.record({ kind, paymentId: payment.tranId, amount, currency: payment.currency, reference });
}

const HOURS_AHEAD = 8;

/** Malaysia's time, as Fiuu writes it: `2026-01-15 14:03:22`. */
export function writeTime(moment: Date): string {
  return new Date(moment.getTime() + HOURS_AHEAD * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

/** The day in Malaysia. */
export function dayOf(moment: Date): string {
  return writeTime(moment).slice(0, 10);
}
