import { refuse } from "@switchyard/testkit";
import type { Duration, SimulatorContext, Store } from "@switchyard/testkit";
import { endpointNotFound } from "./answers.js";
import type { NotFoundStyle } from "./answers.js";
import type { PaymentRequest } from "./schemas.js";

/** What a payment waits for. What it allows while it is live follows from its amounts: see `offeredActions`. */
export const Phase = {
  /** Device data are to be supplied. */
  DeviceData: "device_data",
  /** The shopper is to pass a challenge. */
  Challenge: "challenge",
  /** Authorized; settled and refunded as far as the amounts say. */
  Live: "live",
  /** Refused, failed, reversed or expired: it can be read, and nothing else. */
  Closed: "closed",
} as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

/** The last segment of an action's link. */
export const Action = {
  SupplyDeviceData: "3dsDeviceData",
  CompleteChallenge: "3dsChallenges",
  Cancel: "cancellations",
  Settle: "settlements",
  PartiallySettle: "partialSettlements",
  Refund: "refunds",
  PartiallyRefund: "partialRefunds",
  Reverse: "reversals",
} as const;
export type Action = (typeof Action)[keyof typeof Action];

/** The card behind a payment's instrument, whichever kind of instrument that was. */
export interface PayingCard {
  readonly number: string;
  readonly expiry: { readonly month: number; readonly year: number };
  readonly holder?: string | undefined;
  readonly cvc?: string | undefined;
  readonly hasAddress: boolean;
  readonly schemeReference?: string | undefined;
}

/** A settlement or a refund. */
export interface Part {
  /** The merchant's reference; absent for the full actions, which take no body. */
  readonly reference?: string | undefined;
  /** Minor units. */
  readonly amount: number;
  readonly state: "sent" | "done" | "failed";
}

/** An authentication by 3DS on its way. */
export interface Authentication {
  readonly deviceDataJwt: string;
  /** What the device-data page gave out for this payment. */
  readonly collectionReferences: readonly string[];
  readonly challengeJwt?: string | undefined;
  readonly shopper?: "passed" | "failed" | undefined;
  readonly transactionId: string;
}

/** What a query says of a payment: it may lag behind the payment itself. */
export interface Shown {
  readonly lastEvent: string;
  readonly offered: readonly Action[];
}

/** One line of what Payment Queries lists. */
export interface HistoryEntry {
  readonly eventName: string;
  readonly timestamp: string;
}

/** A payment, all amounts in minor units. */
export interface Payment {
  readonly paymentId: string;
  readonly transactionReference: string;
  readonly currency: string;
  readonly requested: number;
  readonly authorized: number;
  /** Sent for settlement and not failed. */
  readonly settled: number;
  /** Sent for refund and not failed. */
  readonly refunded: number;
  /** Authorized and let go: cancelled, or its settlement failed. */
  readonly released: number;
  readonly settlements: readonly Part[];
  readonly refunds: readonly Part[];
  readonly cancellation?: Part | undefined;
  readonly phase: Phase;
  readonly card: PayingCard;
  /** Absent for a payment of the Card Payments API. */
  readonly order?: PaymentRequest | undefined;
  readonly authentication?: Authentication | undefined;
  /** The newest linkData, decoded. Older ones stay valid. */
  readonly linkData: string;
  readonly schemeReference: string;
  readonly downstreamReference: string;
  readonly token?: TokenAnswer | undefined;
  readonly shown?: Shown | undefined;
  readonly history: readonly HistoryEntry[];
}

/** A stored card. */
export interface StoredToken {
  readonly tokenId: string;
  /** Path of its href; the origin is that of whoever asks. */
  readonly path: string;
  readonly namespace?: string | undefined;
  readonly description?: string | undefined;
  readonly card: PayingCard;
  readonly schemeReference: string;
  readonly expiresAt: Date;
}

/** `token` of an answer. */
export type TokenAnswer = Readonly<Record<string, unknown>> & {
  readonly href: string;
  readonly tokenId: string;
  readonly tokenExpiryDateTime: string;
};

/** What happens to a settlement or refund of more than there is. */
export const Excess = {
  /** 400 `fieldHasInvalidValue` at `$.value.amount`. */
  Refuse: "refuse",
  /** 202, and `settlementFailed` or `refundFailed` later. */
  FailLater: "fail-later",
} as const;
export type Excess = (typeof Excess)[keyof typeof Excess];

/** The simulator's settings with every default filled in. */
export interface Settings {
  readonly username: string;
  readonly password: string;
  readonly entities: readonly string[];
  readonly lag: Duration;
  readonly excess: Excess;
  readonly notFound: NotFoundStyle;
  readonly settledAfter?: Duration | undefined;
  readonly refundedAfter?: Duration | undefined;
  readonly cancelledAfter?: Duration | undefined;
  readonly expiredAfter?: Duration | undefined;
}

/** Everything that the simulator's parts share: its state, its settings, and what the kit gives. */
export interface World extends SimulatorContext {
  readonly settings: Settings;
  /** By payment id and by every linkData (decoded). */
  readonly payments: Store<Payment>;
  /** By token id and by path. */
  readonly tokens: Store<StoredToken>;
  /** Test JWT to payment id. */
  readonly jwts: Map<string, string>;
}

/** Ends the request with the 404 of the style that is set. */
export function refuseNotFound(world: World): never {
  return refuse(endpointNotFound(world.settings.notFound));
}

/** The payment of an id or linkData that is known to be there. */
export function needPayment(world: World, name: string): Payment {
  const payment = world.payments.get(name);
  if (payment === undefined) throw new Error("The simulator has no such payment.");
  return payment;
}

/** Replaces fields of a payment and returns it as it is now. */
export function change(world: World, paymentId: string, changes: Partial<Payment>): Payment {
  return world.payments.update(paymentId, (payment) => ({ ...payment, ...changes }));
}

/** Authorized money that is neither settled nor let go. */
export function openAmount({ authorized, settled, released }: Payment): number {
  return Math.max(0, authorized - settled - released);
}

/** Settled money that is not refunded. */
export function refundableAmount({ settled, refunded }: Payment): number {
  return Math.max(0, settled - refunded);
}

/** The actions that the payment's state allows. */
export function offeredActions(payment: Payment): readonly Action[] {
  switch (payment.phase) {
    case Phase.DeviceData:
      return [Action.SupplyDeviceData];
    case Phase.Challenge:
      return [Action.CompleteChallenge];
    case Phase.Closed:
      return [];
    case Phase.Live:
      return liveActions(payment);
  }
}

function liveActions(payment: Payment): readonly Action[] {
  const open = openAmount(payment) > 0;
  const refundable = refundableAmount(payment) > 0;
  const untouched = payment.refunded === 0;
  const actions: readonly (readonly [Action, boolean])[] = [
    [Action.Cancel, open],
    [Action.Settle, open && payment.settled === 0],
    [Action.PartiallySettle, open],
    [Action.Refund, refundable && untouched],
    [Action.PartiallyRefund, refundable],
    [Action.Reverse, (open || refundable) && untouched],
  ];
  return actions.filter(([, offered]) => offered).map(([action]) => action);
}
