import { findWaiting, leave, type Decision } from "./pages.js";
import { announce, type EventType } from "./webhooks.js";
import { change, OrderStatus, type NotificationStyle, type Order, type Subscription, type World } from "./world.js";

/** What tests may reach for beside the API: what buyers do, and what noon does by itself. */
export interface NoonControls {
  /** Every order, as it is now. */
  readonly orders: () => readonly Order[];
  readonly subscription: (identifier: string) => Subscription | undefined;
  /** Goes through noon's page. Gives the address that the browser comes back to. */
  readonly visit: (postUrl: string, decision: Decision) => string;
  /** noon's limit of operations is reached. */
  readonly lock: (orderId: string) => void;
  /** The next refund is taken, and fails. */
  readonly declineNextRefund: () => void;
  /** How notifications are written from now on. */
  readonly setNotifications: (style: Partial<NotificationStyle>) => void;
  /** Tells the merchant of an order, whatever its state is. */
  readonly tell: (orderId: string, event: EventType, status?: string) => void;
}

function need(world: World, orderId: string): Order {
  const order = world.orders.get(orderId);
  if (order === undefined) throw new Error(`There is no order ${orderId}.`);
  return order;
}

export function createControls(world: World): NoonControls {
  return {
    orders: () => world.orders.values(),
    subscription: (identifier) => world.subscriptions.get(identifier),
    visit(postUrl, decision) {
      const order = findWaiting(world, new URL(postUrl).searchParams.get("info") ?? undefined);
      if (order === undefined) throw new Error("No order waits behind this address.");
      return leave(world, order, decision);
    },
    lock(orderId) {
      change(world, need(world, orderId), { status: OrderStatus.Locked });
    },
    declineNextRefund() {
      world.modes.declineNextRefund = true;
    },
    setNotifications(style) {
      world.modes.notifications = { ...world.modes.notifications, ...style };
    },
    tell(orderId, event, status) {
      const order = need(world, orderId);
      announce(world, order, event, status ?? order.status);
    },
  };
}
