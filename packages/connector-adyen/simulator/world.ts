import type { Duration, SimulatorContext, Store } from "@switchyard/testkit";
import type { EventCode, WebhookItem } from "./webhooks.js";
import type { PaymentRequest } from "./schemas/payment.js";

/** An amount as it stands on the wire: minor units in Adyen's own exponents. */
export interface Amount {
  readonly currency: string;
  readonly value: number;
}

/** What a payment waits for. */
export const Phase = {
  /** The shopper is to act: on a page, in an app, at a counter. */
  Shopper: "shopper",
  /** The bank has it, and says later what comes of it. */
  Bank: "bank",
  /** Authorised; captured and refunded as far as the amounts say. */
  Live: "live",
  /** Refused, cancelled, expired: nothing more can come of it. */
  Closed: "closed",
} as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

/** What the merchant asked for after the payment. */
export const ModificationKind = {
  Capture: "capture",
  Cancel: "cancel",
  /** A cancel by the merchant's reference. */
  TechnicalCancel: "technical_cancel",
  Refund: "refund",
  /** Cancel or refund, whichever fits. */
  Reversal: "reversal",
  AmountUpdate: "amount_update",
} as const;
export type ModificationKind = (typeof ModificationKind)[keyof typeof ModificationKind];

/** One modification. It was `received`; what came of it is told by webhook alone. */
export interface Modification {
  readonly pspReference: string;
  readonly paymentPspReference: string;
  readonly kind: ModificationKind;
  readonly amount: Amount;
  /** The merchant's own for this modification. */
  readonly reference?: string | undefined;
  /** With a reversal: what it turned out to be. */
  readonly action?: "cancel" | "refund" | undefined;
  /** Why it will fail; absent when nothing stands against it. */
  readonly obstacle?: string | undefined;
  readonly state: "received" | "done" | "failed";
}

/** What a payment result says beyond its amounts. */
export interface Outcome {
  readonly resultCode: string;
  readonly refusalReason?: string | undefined;
  readonly refusalReasonCode?: string | undefined;
  /** Of the scheme, such as `51 : Insufficient funds`. */
  readonly refusalReasonRaw?: string | undefined;
  readonly merchantAdviceCode?: string | undefined;
}

/** The card or account that a payment is made with, as far as answers repeat it. */
export interface Instrument {
  /** `paymentMethod.type` of the request. */
  readonly type: string;
  /** `paymentMethod` of a webhook, `brand` of an answer: `visa`, or the type again. */
  readonly variant: string;
  readonly number?: string | undefined;
  readonly iban?: string | undefined;
  readonly ownerName?: string | undefined;
  readonly expiry?: string | undefined;
  /** Decides the result in test. */
  readonly holder?: string | undefined;
  readonly cvc?: string | undefined;
}

/** The shopper's step that a payment waits for. */
export interface ShopperStep {
  readonly kind: "three_ds_redirect" | "three_ds_fingerprint" | "three_ds_challenge" | "redirect" | "present";
  /** Names the step in pages, and in `action.token`, `paymentData` or `MD`. */
  readonly token: string;
  /** What the shopper did; absent while nothing was done. */
  readonly decision?: Decision | undefined;
  /** What `/payments/details` is to be given: made when the shopper returns. */
  readonly result?: string | undefined;
}

export type Decision = "authorise" | "fail" | "cancel";

/** A payment. Amounts in minor units of one currency. */
export interface Payment {
  readonly pspReference: string;
  readonly reference: string;
  readonly currency: string;
  readonly requested: number;
  readonly authorised: number;
  /** Sent for capture and not failed. */
  readonly captured: number;
  /** Sent for refund and not failed. */
  readonly refunded: number;
  /** Authorised and let go. */
  readonly released: number;
  readonly phase: Phase;
  readonly instrument: Instrument;
  readonly isManualCapture: boolean;
  readonly isPreAuth: boolean;
  readonly order: PaymentRequest;
  readonly step?: ShopperStep | undefined;
  readonly outcome?: Outcome | undefined;
  readonly storedPaymentMethodId?: string | undefined;
  readonly networkTxReference: string;
  readonly authCode: string;
  readonly orderPspReference?: string | undefined;
}

/** Details that were stored for a shopper. */
export interface StoredDetails {
  readonly id: string;
  readonly shopperReference: string;
  readonly instrument: Instrument;
  readonly models: readonly string[];
  readonly networkTxReference: string;
  /** The payment that stored it, if one did. */
  readonly paymentPspReference?: string | undefined;
  readonly contract: "payment" | "payout";
}

/** An order that several payments pay, gift cards first. */
export interface Order {
  readonly pspReference: string;
  readonly reference: string;
  readonly orderData: string;
  readonly amount: Amount;
  readonly remaining: number;
  readonly expiresAt: string;
  readonly state: "open" | "paid" | "cancelled";
  readonly payments: readonly string[];
}

/** A payment session of Drop-in. */
export interface Session {
  readonly id: string;
  readonly reference: string;
  readonly returnUrl: string;
  readonly amount: Amount;
  readonly status: "active" | "canceled" | "completed" | "expired" | "paymentPending" | "refused";
  readonly sessionResult?: string | undefined;
  readonly token: string;
  readonly order: PaymentRequest;
  readonly payment?: string | undefined;
}

/** A dispute. Its pspReference stays the same through all its events. */
export interface Dispute {
  readonly pspReference: string;
  readonly paymentPspReference: string;
  readonly amount: Amount;
  readonly reason: string;
  readonly reasonCode: string;
  /** `Undefended`, `Pending`, `Accepted`, `Lost`, `Won`, `Expired`, `Responded`, `Unresponded`. */
  readonly status: string;
  readonly isDefendable: boolean;
  readonly defendBy: string;
  /** Codes of the document types that were supplied. */
  readonly documents: readonly string[];
  readonly lastEvent: EventCode;
}

/** A payout. */
export interface Payout {
  readonly pspReference: string;
  readonly reference: string;
  readonly amount: Amount;
  readonly variant: string;
  readonly state: "review" | "confirmed" | "declined" | "paid" | "refused" | "expired" | "reversed";
}

/** The simulator's settings with every default filled in. */
export interface Settings {
  readonly apiKey: string;
  readonly reviewKey: string;
  readonly merchantAccounts: readonly [string, ...string[]];
  readonly webhookSecret: string;
  readonly captureWebhooks: boolean;
  readonly tokenWebhooks: "standard" | "tokenization" | "both" | "none";
  readonly multiplePartialCaptures: boolean;
  readonly capture: "automatic" | "manual";
  readonly debits: "authorised" | "received";
  readonly unknownPayment: "refuse" | "fail-later";
  readonly settledAfter?: Duration | undefined;
  readonly expiredAfter?: Duration | undefined;
  readonly offerClosedAfter?: Duration | undefined;
}

/** An answer that is kept under an idempotency key. */
export interface KeptAnswer {
  readonly fingerprint: string;
  /** Absent while the first call runs. */
  readonly answer?: { readonly status: number; readonly body: string; readonly pspReference: string | null } | undefined;
}

/** An error that the next request runs into. */
export interface PlannedError {
  readonly status: number;
  readonly errorCode: string;
  readonly message: string;
  /** Whether the answer says `transient-error: true`. */
  readonly isTransient: boolean;
}

/** Everything that the simulator's parts share: its state, its settings, and what the kit gives. */
export interface World extends SimulatorContext {
  readonly settings: Settings;
  readonly payments: Store<Payment>;
  readonly modifications: Store<Modification>;
  /** Step token, redirect result, `MD` or `paymentData` to the payment's pspReference. */
  readonly steps: Map<string, string>;
  readonly details: Store<StoredDetails>;
  readonly orders: Store<Order>;
  readonly sessions: Store<Session>;
  readonly disputes: Store<Dispute>;
  readonly payouts: Store<Payout>;
  /** Minor units by gift card number; a card that is not here has the default. */
  readonly giftCards: Map<string, number>;
  readonly answers: Map<string, KeptAnswer>;
  readonly plannedErrors: PlannedError[];
  /** Collects items for one message while it is there. */
  batch: WebhookItem[] | undefined;
}

/** The payment of a pspReference that is known to be there. */
export function needPayment(world: World, pspReference: string): Payment {
  const payment = world.payments.get(pspReference);
  if (payment === undefined) throw new Error("The simulator has no such payment.");
  return payment;
}

/** Replaces fields of a payment and returns it as it is now. */
export function change(world: World, pspReference: string, changes: Partial<Payment>): Payment {
  return world.payments.update(pspReference, (payment) => ({ ...payment, ...changes }));
}

/** Authorised money that is neither captured nor let go. */
export function openAmount({ authorised, captured, released }: Payment): number {
  return Math.max(0, authorised - captured - released);
}

/** Captured money that is not refunded. */
export function refundableAmount({ captured, refunded }: Payment): number {
  return Math.max(0, captured - refunded);
}

const PSP_ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789";
const PSP_LENGTH = 16;

/** A reference of Adyen's own: 16 letters and digits, one for each request (tech-spec, section 10.1). */
export function newPspReference({ ids }: Pick<World, "ids">): string {
  return ids.token(PSP_LENGTH, PSP_ALPHABET);
}
