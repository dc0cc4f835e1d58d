import { MovementKind, refuse } from "@switchyard/testkit";
import { errorAnswer, failNotFound, failState, failValidation } from "./answers.js";
import { complete, expire, referenceOf, release, tell } from "./attempts.js";
import { toDuration } from "./durations.js";
import { needBody } from "./gate.js";
import { captureRequest, incrementRequest, orderRequest, refundRequest, updateRequest, type OrderRequest } from "./schemas.js";
import { toOrderAnswer, toSimpleOrder } from "./views.js";
import { answerWith, change, needOrder, now, OrderState, type Order, type World } from "./world.js";

/** The total of the lines is the total of the order. */
function checkLines(world: World, lines: OrderRequest["line_items"], amount: number): void {
  if (lines === undefined) return;
  if (lines.reduce((sum, line) => sum + line.total_amount, 0) !== amount)
    failValidation(world, "line_items: the sum of total_amount must equal amount");
}

/** The customer of an order: one that is known by its id, or a new one. */
function customerOf(world: World, customer: OrderRequest["customer"]): string | undefined {
  if (customer === undefined) return undefined;
  const { id, date_of_birth: _, ...facts } = customer;
  if (id !== undefined) return world.customers.get(id)?.id ?? failNotFound(world, "Customer", id);
  const made = { id: world.ids.uuid(), ...facts, created_at: now(world), updated_at: now(world) };
  return world.customers.put(made.id, made).id;
}

/** A token looks like an id and is none: it is never the id of anything else. */
function newToken({ ids }: World): string {
  const digits = Array.from(ids.uuid().replaceAll("-", "")).reverse().join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** `POST /api/orders`. */
export async function createOrder(world: World, request: Request): Promise<Response> {
  const body = await needBody(world, request, orderRequest);
  const { amount, currency, capture_mode: captureMode = "automatic", authorisation_type: authorisationType = "final", ...rest } = body;
  const { expire_pending_after: expiry, ...said } = rest;
  checkLines(world, said.line_items, amount);
  const order: Order = {
    id: world.ids.uuid(),
    token: newToken(world),
    type: "payment",
    state: OrderState.Pending,
    createdAt: now(world),
    updatedAt: now(world),
    amount,
    currency,
    captureMode,
    authorisationType,
    said,
    customerId: customerOf(world, said.customer),
    attempts: [],
    increments: [],
    refundedAmount: 0,
    origin: new URL(request.url).origin,
  };
  world.orders.put(order.id, order, [`token:${order.token}`]);
  if (expiry !== undefined) {
    world.agenda.after(toDuration(expiry) ?? {}, () => {
      const later = world.orders.get(order.id);
      if (later?.state === OrderState.Pending) expire(world, later);
    });
  }
  return answerWith(world, order, 201);
}

export function showOrder(world: World, id: string): Response {
  return answerWith(world, needOrder(world, id));
}

/** `GET /api/orders`: newest first, without their payments. */
export function listOrders(world: World, { url }: Request): Response {
  const query = new URL(url).searchParams;
  const limit = Number(query.get("limit") ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) failValidation(world, "limit must be between 1 and 500");
  const reference = query.get("merchant_order_data_reference");
  const state = query.get("state");
  const customer = query.get("customer_id");
  const found = world.orders
    .values()
    .filter((order) => reference === null || referenceOf(order) === reference)
    .filter((order) => state === null || order.state === state)
    .filter((order) => customer === null || order.customerId === customer);
  return Response.json({ orders: found.toReversed().slice(0, limit).map(toSimpleOrder) });
}

const AFTER_PAYMENT: readonly string[] = ["merchant_order_data", "description", "metadata", "shipping", "cancel_authorised_after"];

/** `PATCH /api/orders/{id}`: everything while it waits, little once it is paid. */
export async function updateOrder(world: World, id: string, request: Request): Promise<Response> {
  const { amount, currency, capture_mode: captureMode, ...said } = await needBody(world, request, updateRequest);
  const order = needOrder(world, id);
  const fields = Object.entries({ ...said, amount, currency, captureMode }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (order.state !== OrderState.Pending) {
    const allowed = AFTER_PAYMENT.filter((name) => order.state === OrderState.Authorised || name !== "cancel_authorised_after");
    const isPaid = order.state === OrderState.Authorised || order.state === OrderState.Completed;
    if (!isPaid || !fields.every((name) => allowed.includes(name))) failState(world, order.state, OrderState.Pending);
  }
  checkLines(world, said.line_items ?? order.said.line_items, amount ?? order.amount);
  const changed = {
    said: { ...order.said, ...said },
    amount: amount ?? order.amount,
    currency: currency ?? order.currency,
    captureMode: captureMode ?? order.captureMode,
    customerId: said.customer === undefined ? order.customerId : customerOf(world, said.customer),
  };
  return answerWith(world, change(world, order, changed));
}

/** `POST …/capture`: once, up to what is held. */
export async function captureOrder(world: World, id: string, request: Request): Promise<Response> {
  const { amount: given, line_items: lines } = await needBody(world, request, captureRequest);
  const order = needOrder(world, id);
  const amount = given ?? order.amount;
  if (order.state !== OrderState.Authorised) failState(world, order.state, OrderState.Authorised);
  if (amount > order.amount) failValidation(world, `Capture amount: ${String(amount)} should not exceed order amount: ${String(order.amount)}`);
  checkLines(world, lines, amount);
  return answerWith(world, complete(world, order, amount));
}

/** `POST …/cancel`: no body. What is held is let go; the payments inside still say what they said. */
export async function cancelOrder(world: World, id: string, request: Request): Promise<Response> {
  if ((await request.text()) !== "") failValidation(world, "This request has no body");
  const order = needOrder(world, id);
  const isOpen = order.state === OrderState.Pending || order.state === OrderState.Authorised;
  if (!isOpen || order.type === "refund") failState(world, order.state, "pending, authorised");
  return answerWith(world, release(world, order, "void"));
}

/** `POST …/refund`: a new order, whose answer is given again to the same key and body. */
export async function refundOrder(world: World, id: string, request: Request): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  const { newestFirst } = world.settings;
  const body = await needBody(world, request, refundRequest);
  const fingerprint = JSON.stringify([id, body]);
  const before = key === null ? undefined : world.answered.get(key);
  if (before !== undefined) {
    if (before.request === fingerprint) return new Response(before.answer, { status: 201, headers: { "content-type": "application/json" } });
    refuse(errorAnswer(world, 409, "conflict", "The request conflicts with the current state of the resource"));
  }
  const refund = makeRefund(world, needOrder(world, id), body);
  const answer = JSON.stringify(toOrderAnswer(refund, newestFirst));
  if (key !== null) world.answered.set(key, { request: fingerprint, answer });
  return new Response(answer, { status: 201, headers: { "content-type": "application/json" } });
}

function makeRefund(world: World, paid: Order, { amount, currency, ...said }: ReturnType<typeof refundRequest.parse>): Order {
  if (paid.state !== OrderState.Completed || paid.type === "refund") failState(world, paid.state, OrderState.Completed);
  if (currency !== paid.currency) failValidation(world, `Refund currency: ${currency} should be the order currency: ${paid.currency}`);
  const left = paid.amount - paid.refundedAmount;
  if (amount > left) failValidation(world, `Refund amount: ${String(amount)} should not exceed ${String(left)}`);
  const at = now(world);
  const method = paid.attempts.findLast(({ state }) => state === "captured")?.method ?? { type: "card" };
  const refund: Order = {
    ...paid,
    id: world.ids.uuid(),
    token: newToken(world),
    type: "refund",
    state: OrderState.Processing,
    createdAt: at,
    updatedAt: at,
    amount,
    captureMode: "automatic",
    said,
    customerId: undefined,
    attempts: [{ id: world.ids.uuid(), state: "refund_validated", amount, createdAt: at, updatedAt: at, settledAmount: -amount, method }],
    increments: [],
    refundedAmount: 0,
    relatedOrderId: paid.id,
  };
  world.orders.put(refund.id, refund);
  change(world, paid, { refundedAmount: paid.refundedAmount + amount });
  world.ledger.record({ kind: MovementKind.Refund, paymentId: paid.id, amount, currency, reference: said.merchant_order_data?.reference });
  world.agenda.after(world.settings.refundedAfter, () => {
    endRefund(world, refund.id, OrderState.Completed);
  });
  return refund;
}

/** Ends a refund that is on its way. One that fails leaves the merchant with the money. */
export function endRefund(world: World, id: string, state: "completed" | "failed"): void {
  const before = world.orders.get(id);
  if (before?.state !== OrderState.Processing || before.relatedOrderId === undefined) return;
  const refund = change(world, before, { state, attempts: before.attempts.map((each) => ({ ...each, state })) });
  if (state === "failed") {
    const { amount, currency } = refund;
    world.orders.update(before.relatedOrderId, (paid) => ({ ...paid, refundedAmount: paid.refundedAmount - amount }));
    world.ledger.record({ kind: MovementKind.RefundFailure, paymentId: before.relatedOrderId, amount, currency, reference: referenceOf(refund) });
  }
  tell(world, refund, state === "completed" ? "ORDER_COMPLETED" : "ORDER_FAILED");
}

/** `POST …/increment-authorisation`: `amount` is the new total. Decided later. */
export async function incrementOrder(world: World, id: string, request: Request): Promise<Response> {
  const { amount, reference } = await needBody(world, request, incrementRequest);
  const order = needOrder(world, id);
  const badState = (code: string, message: string) => refuse(errorAnswer(world, 422, code, message));
  if (order.authorisationType !== "pre_authorisation") {
    const why = "because order authorisation type is final and expected is pre_authorisation";
    badState("order_invalid_authorisation_type", `Operation cannot be performed for order ${id} ${why}`);
  }
  const isCard = order.attempts.at(-1)?.method.type === "card";
  if (order.state !== OrderState.Authorised || !isCard) badState("bad_state", `No authorised card not present payment found for order ${id}`);
  if (amount < order.amount) {
    failValidation(world, `New amount: ${String(amount)} should be greater or equal to order amount: ${String(order.amount)}`);
  }
  const first = order.increments[0]?.oldAmount ?? order.amount;
  if (order.increments.length >= 10 || amount > first * 5) failValidation(world, "At most 10 increments, and 5 times the first amount");
  const increment = { newAmount: amount, oldAmount: order.amount, state: "processing" as const, reference };
  const after = change(world, order, { increments: [...order.increments, increment] });
  world.agenda.after(world.settings.incrementedAfter, () => {
    endIncrement(world, id, undefined);
  });
  return answerWith(world, after);
}

/** Decides the last increment, with the reason why not. Declined, the order stays authorised at the old amount. */
export function endIncrement(world: World, id: string, reason: string | undefined): void {
  const order = world.orders.get(id);
  const last = order?.increments.at(-1);
  if (order === undefined || last?.state !== "processing") return;
  const state = reason === undefined ? ("authorised" as const) : ("declined" as const);
  const increments = [...order.increments.slice(0, -1), { ...last, state, reason }];
  const grown = { amount: last.newAmount, attempts: order.attempts.map((each) => ({ ...each, authorisedAmount: last.newAmount })) };
  const after = change(world, order, { increments, ...(reason === undefined ? grown : {}) });
  const { currency } = order;
  if (reason === undefined) {
    const amount = last.newAmount - last.oldAmount;
    world.ledger.record({ kind: MovementKind.IncrementalAuthorization, paymentId: id, amount, currency, reference: last.reference });
  }
  tell(world, after, `ORDER_INCREMENTAL_AUTHORISATION_${state.toUpperCase()}`, { incremental_authorisation_ext_reference: last.reference });
}
