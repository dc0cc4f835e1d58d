import { refuse } from "@switchyard/testkit";
import { needBody } from "./body.js";
import { invalid, toErrorAnswer } from "./errors.js";
import { needAccount } from "./gate.js";
import { orderCancelRequest, orderRequest } from "./schemas/modification.js";
import { balanceRequest } from "./schemas/services.js";
import { announce, EventCode } from "./webhooks.js";
import { newPspReference } from "./world.js";
import type { Amount, Instrument, Order, Payment, World } from "./world.js";

/** Minor units that a gift card has when a control said nothing else. */
export const GIFT_CARD_BALANCE = 5000;

const ONE_DAY = 86_400_000;
const unknownOrder = invalid("14_0432", "Order not found");

/** `POST /orders` (tech-spec, section 4.11). */
export async function createOrder(world: World, request: Request): Promise<Response> {
  const body = await needBody(request, orderRequest, "CreateOrderRequest");
  needAccount(world, body.merchantAccount);
  const pspReference = newPspReference(world);
  const order: Order = {
    pspReference,
    reference: body.reference,
    orderData: `Ab02b4c0!${world.ids.token(60)}`,
    amount: body.amount,
    remaining: body.amount.value,
    expiresAt: body.expiresAt ?? toSeconds(new Date(world.clock.now().getTime() + ONE_DAY)),
    state: "open",
    payments: [],
  };
  world.orders.put(pspReference, order);
  return Response.json({ ...toOrderAnswer(order), resultCode: "Success" });
}

function toSeconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** `order` of a payment's answer. */
export function toOrderAnswer({ pspReference, reference, orderData, amount, remaining, expiresAt }: Order) {
  return { pspReference, reference, orderData, amount, remainingAmount: { ...amount, value: remaining }, expiresAt };
}

/** The order that a payment is to pay a part of. Refuses one that is not known, not open, or has less to pay. */
export function needOrder(world: World, asked: { orderData: string; pspReference: string }, amount: Amount): Order {
  const order = world.orders.get(asked.pspReference);
  if (order?.orderData !== asked.orderData || order.state !== "open") return refuse(toErrorAnswer(unknownOrder));
  if (order.amount.currency !== amount.currency || amount.value > order.remaining) {
    return refuse(toErrorAnswer(invalid("137", "Invalid amount specified")));
  }
  return order;
}

/** Takes an authorised payment into its order; the last one closes it. */
export function closeOrderPayment(world: World, payment: Payment): void {
  if (payment.orderPspReference === undefined) return;
  const order = world.orders.update(payment.orderPspReference, (before) => {
    const remaining = before.remaining - payment.authorised;
    return { ...before, remaining, state: remaining === 0 ? "paid" : "open", payments: [...before.payments, payment.pspReference] };
  });
  if (order.payments.length === 1) tell(world, order, EventCode.OrderOpened, true);
  if (order.state === "paid") tell(world, order, EventCode.OrderClosed, true);
}

function tell(world: World, order: Order, eventCode: EventCode, success: boolean): void {
  const { pspReference, reference: merchantReference, amount } = order;
  announce(world, { eventCode, pspReference, merchantReference, amount, success, additionalData: toOrderData(world, order) });
}

function toOrderData(world: World, { payments }: Order): Readonly<Record<string, string>> {
  const lines = payments.flatMap((pspReference, index): (readonly [string, string])[] => {
    const payment = world.payments.get(pspReference);
    if (payment === undefined) return [];
    const prefix = `order-${index + 1}`;
    return [
      [`${prefix}-pspReference`, pspReference],
      [`${prefix}-paymentMethod`, payment.instrument.variant],
      [`${prefix}-success`, "true"],
    ];
  });
  return Object.fromEntries(lines);
}

/** `POST /orders/cancel`: the payments of the order are cancelled or refunded by Adyen, and the order is closed. */
export async function cancelOrder(world: World, request: Request, release: (pspReference: string) => void): Promise<Response> {
  const body = await needBody(request, orderCancelRequest, "CancelOrderRequest");
  needAccount(world, body.merchantAccount);
  const order = world.orders.get(body.order.pspReference);
  if (order?.orderData !== body.order.orderData || order.state !== "open") return refuse(toErrorAnswer(unknownOrder));
  const cancelled = world.orders.update(order.pspReference, (before) => ({ ...before, state: "cancelled" }));
  for (const pspReference of cancelled.payments) release(pspReference);
  tell(world, cancelled, EventCode.OrderClosed, false);
  return Response.json({ pspReference: newPspReference(world), resultCode: "Received" });
}

/** What a gift card has, in minor units. */
export function giftCardBalance(world: World, number: string): number {
  return world.giftCards.get(number) ?? GIFT_CARD_BALANCE;
}

/** Takes money from a gift card; false when there is not enough. */
export function takeFromGiftCard(world: World, { number = "" }: Instrument, value: number): boolean {
  const balance = giftCardBalance(world, number);
  if (balance < value) return false;
  world.giftCards.set(number, balance - value);
  return true;
}

/** `POST /paymentMethods/balance`. */
export async function tellBalance(world: World, request: Request): Promise<Response> {
  const body = await needBody(request, balanceRequest, "BalanceCheckRequest");
  needAccount(world, body.merchantAccount);
  const { number = "", encryptedCardNumber = "" } = body.paymentMethod;
  const value = giftCardBalance(world, number === "" ? encryptedCardNumber.replace(/^test_/, "") : number);
  const resultCode = value >= body.amount.value ? "Success" : "NotEnoughBalance";
  return Response.json({ pspReference: newPspReference(world), resultCode, balance: { currency: body.amount.currency, value } });
}
