import type { Duration, SimulatorContext, Store } from "@switchyard/testkit";
import { failNotFound, needUuid } from "./answers.js";
import type { RevolutSimulatorCredentials } from "./gate.js";
import type { OrderRequest } from "./schemas.js";
import { toOrderAnswer } from "./views.js";

/** Revolut's words for the state of an order. */
export const OrderState = {
  Pending: "pending",
  Processing: "processing",
  Authorised: "authorised",
  Completed: "completed",
  Cancelled: "cancelled",
  Failed: "failed",
} as const;
export type OrderState = (typeof OrderState)[keyof typeof OrderState];

/** What a payment was made with, as answers show it; `id` once it is saved. */
export type MethodView = Readonly<Record<string, unknown>> & { readonly type: string; readonly id?: string | undefined };

/** One attempt at paying an order: a "payment" in Revolut's words. */
export interface Attempt {
  readonly id: string;
  readonly state: string;
  readonly amount: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly authorisedAmount?: number | undefined;
  readonly settledAmount?: number | undefined;
  readonly declineReason?: string | undefined;
  readonly bankMessage?: string | undefined;
  readonly method: MethodView;
}

export interface Increment {
  readonly newAmount: number;
  readonly oldAmount: number;
  readonly state: "processing" | "authorised" | "declined";
  readonly reference?: string | undefined;
  readonly reason?: string | undefined;
}

/** A payment or a refund. Amounts are in minor units. */
export interface Order {
  readonly id: string;
  readonly token: string;
  readonly type: "payment" | "refund";
  readonly state: OrderState;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly amount: number;
  readonly currency: string;
  readonly captureMode: "automatic" | "manual";
  readonly authorisationType: "final" | "pre_authorisation";
  /** What the merchant said of it, and answers repeat. */
  readonly said: Omit<OrderRequest, "amount" | "currency" | "capture_mode" | "authorisation_type" | "expire_pending_after">;
  readonly customerId?: string | undefined;
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
  readonly increments: readonly Increment[];
  readonly refundedAmount: number;
  readonly relatedOrderId?: string | undefined;
  /** Where the hosted page is: the origin under which the simulator was called. */
  readonly origin: string;
}

export interface Customer {
  readonly id: string;
  readonly email?: string | undefined;
  readonly full_name?: string | undefined;
  readonly phone?: string | undefined;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A saved payment method: charged by the merchant alone, or only with the customer there. */
export interface SavedMethod {
  readonly id: string;
  readonly customerId: string;
  readonly type: "card" | "revolut_pay";
  readonly savedFor: "merchant" | "customer";
  readonly view: MethodView;
  readonly createdAt: string;
  /** Every charge of it is declined for this reason. */
  readonly declines?: string | undefined;
}

export interface Dispute {
  readonly id: string;
  readonly orderId: string;
  readonly state: "needs_response" | "under_review" | "won" | "lost";
  readonly substate: string;
  readonly amount: number;
  readonly currency: string;
  readonly reasonCode: string;
  readonly reasonDescription: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly dueAt: string;
  /** Uploaded evidence that no challenge has used. */
  readonly evidences: readonly string[];
}

/** The simulator's settings with every default filled in. */
export interface Settings {
  readonly credentials: RevolutSimulatorCredentials;
  readonly refundedAfter: Duration;
  readonly settledAfter: Duration;
  readonly incrementedAfter: Duration;
  /** The order of `payments` is not promised: newest first shows who relies on it. */
  readonly newestFirst: boolean;
}

/** Everything that the simulator's parts share: its state, its settings, and what the kit gives. */
export interface World extends SimulatorContext {
  readonly settings: Settings;
  /** By id and, with the prefix `token:`, by token. */
  readonly orders: Store<Order>;
  readonly customers: Store<Customer>;
  readonly methods: Store<SavedMethod>;
  readonly disputes: Store<Dispute>;
  /** First answers by idempotency key, each with the request that it was to. */
  readonly answered: Map<string, { readonly request: string; readonly answer: string }>;
}

export const now = ({ clock }: World): string => clock.now().toISOString();

/** The order of an id; refuses with 404. */
export function needOrder(world: World, id: string): Order {
  return world.orders.get(needUuid(world, id)) ?? failNotFound(world, "Order", id);
}

/** Replaces what has changed of an order. */
export function change(world: World, { id }: Pick<Order, "id">, changed: Partial<Order>): Order {
  return world.orders.update(id, (order) => ({ ...order, ...changed, updatedAt: now(world) }));
}

/** An order as an answer. */
export function answerWith({ settings }: World, order: Order, status = 200): Response {
  return Response.json(toOrderAnswer(order, settings.newestFirst), { status });
}
