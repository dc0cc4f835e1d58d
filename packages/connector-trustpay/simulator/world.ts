import type { SimulatorContext, Store } from "@switchyard/testkit";
import type { TrustpaySimulatorCredentials } from "./gate.js";

/** What an instance of the card gateway is. */
export type InstanceKind = "purchase" | "setup" | "wallet" | "refund";

/** A page of the card gateway that the shopper is sent to. */
export interface Challenge {
  readonly redirectUrl: string;
  readonly redirectParams: Readonly<Record<string, string>>;
}

/** A purchase, a set-up, a wallet's session or a refund at the card gateway; amounts in minor units. */
export interface Instance {
  readonly instanceId: string;
  readonly kind: InstanceKind;
  readonly reference?: string | undefined;
  readonly amount: number;
  readonly currency: string;
  /** Asked for and not failed. */
  readonly refunded: number;
  /** The dotted code; null while the shopper is at a challenge. */
  readonly paymentStatus: string | null;
  readonly challenge?: Challenge | undefined;
  /** Where the shopper's browser goes back to. */
  readonly returnUrl?: string | undefined;
  readonly pan?: string | undefined;
  readonly expiry?: string | undefined;
  /** Whether it may be charged again without the shopper. */
  readonly recurring: boolean;
  /** TrustPay's numbers, which notifications show: none of them is the instanceId. */
  readonly paymentId: string;
  readonly paymentRequestId: string;
}

/** The words of AAPI for the state of a payment. */
export const BankState = {
  Pending: "Pending",
  Authorizing: "Authorizing",
  Paid: "Paid",
  Rejected: "Rejected",
  Chargebacked: "Chargebacked",
} as const;
export type BankState = (typeof BankState)[keyof typeof BankState];

/** Why something was rejected or charged back. */
export interface Reason {
  readonly Code: string;
  readonly RejectReason: string;
}

/** A payment or a refund of AAPI; amounts in minor units. */
export interface BankPayment {
  readonly paymentRequestId: string;
  readonly paymentId: string;
  readonly method: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly refunded: number;
  readonly state: BankState;
  readonly reason?: Reason | undefined;
  readonly callbacks?: { readonly success: string; readonly cancel: string; readonly error: string } | undefined;
  readonly debtorName?: string | undefined;
  /** Of a refund: the payment that it gives back. */
  readonly refundOf?: string | undefined;
}

/** How notifications are signed, and whether one holds a null. */
export interface NotificationStyle {
  /** `all`: every leaf, null as a word. `listed`: the documented fields that are there. */
  readonly rule: "all" | "listed";
  /** A debtor without an e-mail address: `"Email": null`. */
  readonly withNull: boolean;
}

/** The simulator's settings with every default filled in. */
export interface Settings {
  readonly credentials: TrustpaySimulatorCredentials;
  /** Card refunds end at once, as in the sandbox, or later. */
  readonly cardRefunds: "at-once" | "later";
  /** PaymentMethods that the project has not enabled. */
  readonly disabledMethods: readonly string[];
}

/** Everything that the simulator's parts share. */
export interface World extends SimulatorContext {
  readonly settings: Settings;
  readonly instances: Store<Instance>;
  readonly bankPayments: Store<BankPayment>;
  /** Access tokens, each with the moment at which it ends. */
  readonly tokens: Map<string, Date>;
  readonly modes: { notifications: NotificationStyle; throttleNext: boolean };
}

/** Replaces what has changed of an instance. */
export function changeInstance({ instances }: World, instanceId: string, changed: Partial<Instance>): Instance {
  return instances.update(instanceId, (current) => ({ ...current, ...changed }));
}

/** Replaces what has changed of a payment of AAPI. */
export function changeBankPayment({ bankPayments }: World, paymentRequestId: string, changed: Partial<BankPayment>): BankPayment {
  return bankPayments.update(paymentRequestId, (current) => ({ ...current, ...changed }));
}

/** A number as TrustPay gives one, never given twice. */
export function newNumber({ ids }: World, prefix: string): string {
  return `${prefix}${ids.token(7, "0123456789")}`;
}

/** Whether a dotted code says that money was taken (tech-spec, section 5.1). */
export function isPaid(paymentStatus: string | null): boolean {
  return paymentStatus === PAID;
}

/** "Request successfully processed". */
export const PAID = "000.000.000";
