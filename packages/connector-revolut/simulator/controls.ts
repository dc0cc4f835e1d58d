import { attempt, expire, TestCard, type Instrument, type Manner } from "./attempts.js";
import { decideDispute, openDispute } from "./disputes.js";
import { endIncrement, endRefund } from "./orders.js";
import { announce } from "./webhooks.js";
import { now, OrderState, type Customer, type Dispute, type Order, type World } from "./world.js";

/** What tests may do beside the API: what buyers, issuers and schemes do by themselves. */
export interface RevolutControls {
  readonly order: (id: string) => Order | undefined;
  readonly dispute: (id: string) => Dispute | undefined;
  /** The buyer tries to pay behind a `checkout_url`, or in the widget with its token. Gives the order as it then is. */
  readonly pay: (checkoutUrlOrToken: string, instrument?: Instrument | string, manner?: Manner) => Order;
  /** Every order that still waits, and that nobody has tried to pay. */
  readonly waiting: () => readonly Order[];
  /** The time of an order that waits for its buyer is over. */
  readonly expire: (orderId: string) => void;
  /** Ends a refund that is on its way. */
  readonly endRefund: (refundOrderId: string, state: "completed" | "failed") => void;
  /** The issuer declines the increment that is on its way. */
  readonly declineIncrement: (orderId: string, reason: string) => void;
  /** Every later charge of a saved payment method is declined. */
  readonly declineSaved: (paymentMethodId: string, reason: string) => void;
  /** Makes a customer known, under an id of the caller's. */
  readonly addCustomer: (customer: Pick<Customer, "id" | "email">) => void;
  /** The scheme takes a payment back. Gives the dispute's id. */
  readonly openDispute: (orderId: string, given?: { readonly amount?: number; readonly reasonCode?: string }) => string;
  readonly decideDispute: (disputeId: string, state: "won" | "lost") => void;
  /** Sends any event, such as one of payouts or subscriptions, which nothing else here makes. */
  readonly announce: (event: string, about?: Readonly<Record<string, string>>) => void;
  /** From now on deliveries are signed with each of these. */
  readonly signWith: (secrets: readonly string[]) => void;
}

export function createControls(world: World, signWith: (secrets: readonly string[]) => void): RevolutControls {
  const { orders, disputes, customers, methods } = world;
  return {
    order: (id) => orders.get(id),
    dispute: (id) => disputes.get(id),
    pay(checkoutUrlOrToken, instrument = TestCard.Visa, manner) {
      const token = checkoutUrlOrToken.split("/").at(-1) ?? "";
      const order = orders.get(`token:${token}`);
      if (order === undefined) throw new Error("There is no order behind this address.");
      const paidWith = typeof instrument === "string" ? { type: "card" as const, card: { number: instrument, expiry: "12/30" } } : instrument;
      return attempt(world, order, paidWith, manner);
    },
    waiting: () => orders.values().filter(({ state, type, attempts }) => state === OrderState.Pending && type === "payment" && attempts.length === 0),
    expire(orderId) {
      const order = orders.get(orderId);
      if (order?.state !== OrderState.Pending) throw new Error("This order does not wait for its buyer.");
      expire(world, order);
    },
    endRefund: (id, state) => {
      endRefund(world, id, state);
    },
    declineIncrement: (id, reason) => {
      endIncrement(world, id, reason);
    },
    declineSaved: (id, declines) => void methods.update(id, (method) => ({ ...method, declines })),
    addCustomer: ({ id, email }) => void customers.put(id, { id, email, created_at: now(world), updated_at: now(world) }),
    openDispute: (orderId, given) => openDispute(world, orderId, given),
    decideDispute: (id, state) => {
      decideDispute(world, id, state);
    },
    announce: (event, about = {}) => {
      announce(world, event, about);
    },
    signWith,
  };
}
