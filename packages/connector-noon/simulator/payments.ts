import { checkBody } from "@switchyard/testkit";
import { readAmount } from "./amounts.js";
import { fail, InventedCode, processed, ResultCode } from "./answers.js";
import { decide, redirects, type Verdict } from "./cards.js";
import { needShape } from "./gate.js";
import { appleToken, initiateSchema, type InitiateRequest } from "./schemas.js";
import { announce } from "./webhooks.js";
import {
  change,
  findByReference,
  newOperation,
  newOrderId,
  OrderStatus,
  show,
  toTimestamp,
  type Instrument,
  type Order,
  type World,
} from "./world.js";

type PaymentData = NonNullable<InitiateRequest["paymentData"]>;

function mask(number: string): string {
  return `${number.slice(0, 6)}${"X".repeat(number.length - 10)}${number.slice(-4)}`;
}

function isAppleToken(text: string): boolean {
  try {
    return checkBody(appleToken, JSON.parse(text)).ok;
  } catch {
    return false;
  }
}

interface Source {
  readonly instrument: Instrument;
  readonly redirects: boolean;
  /** The number of a card that is given in the open. */
  readonly number?: string | undefined;
  readonly subscription?: string | undefined;
  readonly currency?: string | undefined;
}

function readSubscription({ subscriptions }: World, identifier: string, amount: string): Source {
  const found = subscriptions.get(identifier);
  if (found?.status !== "Active") return fail(InventedCode.SubscriptionUnusable, "The subscription does not exist or is not active");
  const { instrument, currency, maxAmount } = found;
  if (readAmount(amount, currency) > maxAmount) fail(InventedCode.TooMuch, "The amount exceeds the maximum amount of the subscription");
  return { instrument, redirects: false, currency, subscription: identifier };
}

/** What the payment is made with. Without payment data the buyer chooses on noon's page. */
function readSource(world: World, data: PaymentData | undefined, amount: string): Source {
  const { directCards, walletsRedirect } = world.settings;
  switch (data?.type) {
    case undefined:
      return { instrument: { instrument: "CARD" }, redirects: true };
    case "CARD": {
      if (!directCards) fail(ResultCode.CardsNotEnabled, "The business is not enabled to submit card details");
      const { numberPlain: number, expiryMonth, expiryYear } = data.data;
      return { instrument: { instrument: "CARD", number: mask(number), expiryMonth, expiryYear }, redirects: redirects(number), number };
    }
    case "APPLEPAY":
      if (!isAppleToken(data.data.paymentInfo)) fail(InventedCode.InvalidField, "paymentData.data.paymentInfo is not valid");
      return { instrument: { instrument: "APPLEPAY" }, redirects: walletsRedirect };
    case "GOOGLEPAY":
      return { instrument: { instrument: "GOOGLEPAY" }, redirects: walletsRedirect };
    case "PAYPAL":
      return { instrument: { instrument: "PAYPAL" }, redirects: true };
    case "SUBSCRIPTION":
      return readSubscription(world, data.data.subscriptionIdentifier, amount);
  }
}

function storeCard(world: World, { stores, currency, instrument }: Order): string | undefined {
  if (stores === undefined) return undefined;
  const identifier = world.ids.uuid();
  world.subscriptions.put(identifier, { identifier, ...stores, currency, status: "Active", instrument });
  return identifier;
}

/** The amount is held, or taken. */
function take(world: World, order: Order): Order {
  const { id, amount, currency, reference, action } = order;
  const isSale = action === "SALE";
  world.ledger.record({ kind: "authorization", paymentId: id, amount, currency, reference });
  if (isSale) world.ledger.record({ kind: "capture", paymentId: id, amount, currency, reference });
  const operation = newOperation(world, { type: isSale ? "SALE" : "AUTHORIZATION", status: "SUCCESS", amount });
  const after = change(world, order, {
    status: isSale ? OrderStatus.Captured : OrderStatus.Authorized,
    authorized: amount,
    captured: isSale ? amount : 0,
    checkout: undefined,
    operations: [...order.operations, operation],
    subscription: order.subscription ?? storeCard(world, order),
  });
  announce(world, after, isSale ? "Sale" : "Authorize");
  return after;
}

/** Ends an order that nothing was paid of. */
export function end(world: World, order: Order, status: "CANCELLED" | "EXPIRED" | "FAILED" | "REJECTED", error?: Order["error"]): Order {
  const { action, amount } = order;
  const failed = error === undefined ? [] : [newOperation(world, { type: action === "SALE" ? "SALE" : "AUTHORIZATION", status: "FAILED", amount })];
  const after = change(world, order, { status, error, checkout: undefined, operations: [...order.operations, ...failed] });
  announce(world, after, status === "CANCELLED" ? "Cancel" : status === "EXPIRED" ? "Expire" : "Fail");
  return after;
}

/** Makes the payment of an order: at once, or when its buyer comes back. */
export function settle(world: World, order: Order, verdict: Verdict): Order {
  if (verdict.status === "taken") return take(world, order);
  if (verdict.status !== OrderStatus.MarkedForReview) return end(world, order, verdict.status, verdict.error);
  world.agenda.after(world.settings.reviewEndsAfter, () => {
    const waiting = world.orders.get(order.id);
    if (waiting?.status === OrderStatus.MarkedForReview) take(world, waiting);
  });
  return change(world, order, { status: OrderStatus.MarkedForReview, checkout: undefined });
}

function needCategory({ order, paymentData, configuration }: InitiateRequest, { redirects }: Source): void {
  if (paymentData?.type !== "SUBSCRIPTION" && order.category === undefined) fail(InventedCode.InvalidField, "order.category is not valid: missing");
  if (redirects && configuration.returnUrl === undefined) fail(InventedCode.InvalidField, "configuration.returnUrl is not valid: missing");
}

function needCurrency({ order }: InitiateRequest, source: Source): string {
  const currency = order.currency ?? source.currency;
  if (currency === undefined) return fail(InventedCode.InvalidField, "order.currency is not valid: missing");
  if (source.currency !== undefined && currency !== source.currency) fail(InventedCode.InvalidField, "order.currency is not the subscription's");
  return currency;
}

function toOrder(world: World, request: InitiateRequest, source: Source): Order {
  const { order: asked, configuration, subscription, paymentData } = request;
  const currency = needCurrency(request, source);
  const tokenizes = configuration.tokenizeCC ?? configuration.tokenizeCc ?? false;
  return {
    id: newOrderId(world),
    reference: asked.reference,
    name: asked.name,
    category: asked.category,
    currency,
    amount: readAmount(asked.amount, currency),
    action: configuration.paymentAction,
    status: paymentData?.type === "CARD" ? OrderStatus.ThreeDsInitiated : OrderStatus.Initiated,
    authorized: 0,
    captured: 0,
    refunded: 0,
    reversed: 0,
    isFinal: false,
    operations: [],
    instrument: source.instrument,
    returnUrl: configuration.returnUrl,
    checkout: source.redirects ? world.ids.token(24) : undefined,
    stores:
      tokenizes && subscription !== undefined ? { name: subscription.name, maxAmount: readAmount(subscription.maxAmount, currency) } : undefined,
    subscription: source.subscription,
    createdAt: toTimestamp(world),
  };
}

/** `INITIATE`: one order for each call, unless the account's references are unique. */
export function initiate(world: World, body: unknown, origin: string): Response {
  const request = needShape(initiateSchema, body);
  const source = readSource(world, request.paymentData, request.order.amount);
  needCategory(request, source);
  const existing = world.settings.uniqueReferences ? findByReference(world, request.order.reference) : undefined;
  if (existing !== undefined) return processed(world.ids.uuid(), show(world, existing, origin), ResultCode.DuplicateReference);
  const order = toOrder(world, request, source);
  world.orders.put(order.id, order);
  const after = source.redirects ? order : settle(world, order, decide(source.number, order.amount, order.currency));
  return processed(world.ids.uuid(), show(world, after, origin, after.operations.at(-1)));
}
