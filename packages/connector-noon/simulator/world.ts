import type { Duration, SimulatorContext, Store } from "@switchyard/testkit";
import { bare, fail, ResultCode } from "./answers.js";
import { writeAmount } from "./amounts.js";
import type { NoonSimulatorCredentials } from "./gate.js";

/** noon's words for the state of an order that this simulator gives (tech-spec, section 5.1). */
export const OrderStatus = {
  Initiated: "INITIATED",
  ThreeDsInitiated: "3DS_ENROLL_INITIATED",
  ThreeDsVerified: "3DS_RESULT_VERIFIED",
  Authorized: "AUTHORIZED",
  Captured: "CAPTURED",
  PartiallyCaptured: "PARTIALLY_CAPTURED",
  PartiallyRefunded: "PARTIALLY_REFUNDED",
  Refunded: "REFUNDED",
  Reversed: "REVERSED",
  PartiallyReversed: "PARTIALLY_REVERSED",
  Cancelled: "CANCELLED",
  Expired: "EXPIRED",
  Failed: "FAILED",
  Rejected: "REJECTED",
  MarkedForReview: "MARKED_FOR_REVIEW",
  Locked: "LOCKED",
} as const;
export type OrderStatus = (typeof OrderStatus)[keyof typeof OrderStatus];

/** One operation on an order, in minor units. */
export interface Operation {
  readonly type: "SALE" | "AUTHORIZATION" | "CAPTURE" | "REVERSE" | "REFUND";
  readonly id: string;
  readonly status: "SUCCESS" | "FAILED" | "PENDING";
  readonly amount: number;
  readonly createdAt: string;
  readonly reference?: string | undefined;
}

/** Masked. */
export interface Instrument {
  readonly instrument: string;
  readonly number?: string | undefined;
  readonly expiryMonth?: string | undefined;
  readonly expiryYear?: string | undefined;
}

/** An order, all amounts in minor units. */
export interface Order {
  /** 12 digits on Global, 16 in Saudi Arabia and Egypt. */
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly category?: string | undefined;
  readonly currency: string;
  readonly amount: number;
  readonly action: "SALE" | "AUTHORIZE";
  readonly status: OrderStatus;
  readonly error?: { readonly code: number; readonly message: string } | undefined;
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
  readonly reversed: number;
  /** The rest was let go with the last capture. */
  readonly isFinal: boolean;
  readonly operations: readonly Operation[];
  readonly instrument: Instrument;
  readonly returnUrl?: string | undefined;
  /** Behind the hosted page's address while the buyer is due. */
  readonly checkout?: string | undefined;
  /** What is stored when the payment succeeds. */
  readonly stores?: { readonly name: string; readonly maxAmount: number } | undefined;
  readonly subscription?: string | undefined;
  readonly createdAt: string;
}

/** A stored card. */
export interface Subscription {
  readonly identifier: string;
  readonly name: string;
  readonly maxAmount: number;
  readonly currency: string;
  readonly status: "Active" | "Cancelled";
  readonly instrument: Instrument;
}

/** How notifications are written from now on. */
export interface NotificationStyle {
  /** `plain`: five values are signed; `reference`: the merchant's reference as well; `retry`: as of an order with retries. */
  readonly form: "plain" | "reference" | "retry";
  readonly upperCase: boolean;
}

/** The simulator's settings with every default filled in. */
export interface Settings {
  readonly credentials: NoonSimulatorCredentials;
  readonly orderIdDigits: 12 | 16;
  readonly acceptsBareKey: boolean;
  readonly emptyUnauthorized: boolean;
  readonly directCards: boolean;
  readonly uniqueReferences: boolean;
  readonly walletsRedirect: boolean;
  readonly refunds: "at-once" | "later";
  readonly reviewEndsAfter: Duration;
  readonly operationLimit: number;
}

/** Everything that the simulator's parts share: its state, its settings, and what the kit gives. */
export interface World extends SimulatorContext {
  readonly settings: Settings;
  readonly orders: Store<Order>;
  readonly subscriptions: Store<Subscription>;
  /** What changes while it runs. */
  readonly modes: { notifications: NotificationStyle; made: number; declineNextRefund: boolean };
}

/** Every id is odd: of 16 digits and odd is what JavaScript rounds. */
export function newOrderId({ modes, settings }: World): string {
  modes.made += 1;
  const first = settings.orderIdDigits === 16 ? 9682729789593491n : 303052190029n;
  return String(first + 2n * BigInt(modes.made));
}

/** `2026-01-15T14:03:22.1230000Z`: seven decimals. */
export function toTimestamp({ clock }: World): string {
  return clock.now().toISOString().replace("Z", "0000Z");
}

/** @throws 19001 as HTTP 404 */
export function needOrder({ orders }: World, id: string): Order {
  return orders.get(id) ?? fail(ResultCode.OrderNotFound, "Order does not exist", 404);
}

/** The last order of a reference, which may have several. */
export function findByReference({ orders }: World, reference: string): Order | undefined {
  return orders.values().findLast((order) => order.reference === reference);
}

export function change({ orders }: World, { id }: Order, changes: Partial<Order>): Order {
  return orders.update(id, (current) => ({ ...current, ...changes }));
}

/** An operation that has just happened. */
export function newOperation(world: World, made: Pick<Operation, "type" | "status" | "amount" | "reference">): Operation {
  return {
    ...made,
    id: String(6847392 + world.orders.values().reduce((sum, each) => sum + each.operations.length, 0)),
    createdAt: toTimestamp(world),
  };
}

function showOperation({ reference, createdAt, ...operation }: Operation, currency: string): object {
  return {
    ...operation,
    amount: writeAmount(operation.amount, currency),
    currency,
    creationTime: createdAt,
    ...(operation.type === "SALE" || operation.type === "AUTHORIZATION" ? { authorizationCode: "831000" } : {}),
    ...(reference === undefined ? {} : { transactionReference: reference }),
  };
}

const NEXT_ACTIONS: Readonly<Partial<Record<OrderStatus, string>>> = {
  INITIATED: "CANCEL",
  AUTHORIZED: "CAPTURE,REVERSE",
  CAPTURED: "REFUND",
  PARTIALLY_CAPTURED: "CAPTURE,REVERSE,REFUND",
  PARTIALLY_REFUNDED: "REFUND",
};

function showOrder(order: Order): object {
  const { id, status, error, amount, currency, name, reference, category, createdAt, authorized, captured, refunded, reversed } = order;
  const money = (minor: number) => writeAmount(minor, currency);
  return {
    status,
    creationTime: createdAt,
    errorCode: error?.code ?? 0,
    ...(error === undefined ? {} : { errorMessage: error.message }),
    id: bare(id),
    amount: money(amount),
    currency,
    name,
    reference,
    ...(category === undefined ? {} : { category }),
    channel: "Web",
    totalAuthorizedAmount: money(authorized),
    totalCapturedAmount: money(captured),
    totalRefundedAmount: money(refunded),
    totalReversedAmount: money(reversed),
    totalRemainingAmount: money(authorized - reversed - refunded),
    totalSalesAmount: money(order.action === "SALE" ? captured : 0),
  };
}

function showInstrument({ instrument, number, expiryMonth, expiryYear }: Instrument): object {
  const brand = number?.startsWith("5") === true ? "MASTERCARD" : "VISA";
  const card = number === undefined ? {} : { paymentInfo: number, brand, scheme: brand, expiryMonth, expiryYear };
  return { instrument, mode: "DIRECT", ...card };
}

/** `result` of an answer; `by` is the operation just done, and without one all are shown. */
export function show(world: World, order: Order, origin: string, by?: Operation): object {
  const { status, checkout, currency, operations } = order;
  const subscription = order.subscription === undefined ? undefined : world.subscriptions.get(order.subscription);
  return {
    nextActions: NEXT_ACTIONS[status] ?? "",
    order: showOrder(order),
    ...(by === undefined ? { transactions: operations.map((each) => showOperation(each, currency)) } : { transaction: showOperation(by, currency) }),
    ...(checkout === undefined
      ? {}
      : { checkoutData: { postUrl: `${origin}/checkout?info=${checkout}`, jsUrl: `${origin}/script?info=${checkout}` } }),
    ...(subscription === undefined ? {} : { subscription: { identifier: subscription.identifier, status: subscription.status } }),
    paymentDetails: showInstrument(order.instrument),
  };
}
