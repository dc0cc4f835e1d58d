import { refuse } from "@switchyard/testkit";
import { failNotFound, failState, needUuid, oldErrorAnswer } from "./answers.js";
import { attempt } from "./attempts.js";
import { needBody } from "./gate.js";
import { customerRequest, savedPaymentRequest } from "./schemas.js";
import { toCustomerAnswer, toMethodAnswer, toPaymentAnswer } from "./views.js";
import { needOrder, now, OrderState, type Customer, type SavedMethod, type World } from "./world.js";

/** `POST /api/customers`. */
export async function createCustomer(world: World, request: Request): Promise<Response> {
  const { date_of_birth: _, ...facts } = await needBody(world, request, customerRequest);
  const customer: Customer = { id: world.ids.uuid(), ...facts, created_at: now(world), updated_at: now(world) };
  world.customers.put(customer.id, customer);
  return Response.json(toCustomerAnswer(customer), { status: 201 });
}

function needCustomer(world: World, id: string): Customer {
  return world.customers.get(needUuid(world, id)) ?? failNotFound(world, "Customer", id);
}

export function showCustomer(world: World, id: string): Response {
  return Response.json(toCustomerAnswer(needCustomer(world, id)));
}

export function deleteCustomer(world: World, id: string): Response {
  world.customers.delete(needCustomer(world, id).id);
  return new Response(null, { status: 204 });
}

/** `GET /api/customers/{id}/payment-methods`. */
export function listMethods(world: World, id: string, { url }: Request): Response {
  const onlyMerchant = new URL(url).searchParams.get("only_merchant") === "true";
  const { id: customerId } = needCustomer(world, id);
  const mine = world.methods.values().filter((method) => method.customerId === customerId && (!onlyMerchant || method.savedFor === "merchant"));
  return Response.json(mine.map(toMethodAnswer));
}

function needMethod(world: World, customerId: string, id: string): SavedMethod {
  needCustomer(world, customerId);
  const method = world.methods.get(needUuid(world, id));
  return method?.customerId === customerId ? method : failNotFound(world, "Payment method", id);
}

export function showMethod(world: World, customerId: string, id: string): Response {
  return Response.json(toMethodAnswer(needMethod(world, customerId, id)));
}

export function deleteMethod(world: World, customerId: string, id: string): Response {
  world.methods.delete(needMethod(world, customerId, id).id);
  return new Response(null, { status: 204 });
}

/** `POST /api/orders/{id}/payments`: pays an order that waits with what its customer saved. Errors have the old format. */
export async function payWithSaved(world: World, orderId: string, request: Request): Promise<Response> {
  const { saved_payment_method: given } = await needBody(world, request, savedPaymentRequest);
  const order = needOrder(world, orderId);
  const method = world.methods.get(given.id);
  if (method === undefined || method.customerId !== order.customerId) return refuse(oldErrorAnswer(world, 404));
  if (method.type !== given.type || (given.initiator === "merchant" && method.savedFor !== "merchant")) return refuse(oldErrorAnswer(world, 400));
  if (order.state !== OrderState.Pending) failState(world, order.state, OrderState.Pending);
  if (given.initiator === "customer" && order.said.enforce_challenge === "forced") return askCustomer(world, orderId, method);
  return charge(world, orderId, method);
}

/** The charge itself. What it answers is not final: the order says what became of it. */
function charge(world: World, orderId: string, { id, type, view, declines }: SavedMethod): Response {
  const instrument = { type: type === "card" ? ("card" as const) : ("revolut_pay_account" as const), id };
  const order = attempt(world, { id: orderId }, instrument, { declines });
  const last = order.attempts.at(-1);
  if (last === undefined) throw new Error("An attempt leaves a payment.");
  const state = declines === undefined ? "authorisation_passed" : last.state;
  const payment_method = { type, id, brand: view["card_brand"], last_four: view["card_last_four"] };
  return Response.json({ ...toPaymentAnswer(order, last), state, payment_method });
}

/** The issuer asks the buyer, who is there: the answer says where. */
function askCustomer(world: World, orderId: string, { id, type }: SavedMethod): Response {
  const order = needOrder(world, orderId);
  const authentication_challenge = { type: "three_ds", acs_url: `${order.origin}/3ds/${order.token}/${id}` };
  return Response.json({
    id: world.ids.uuid(),
    order_id: orderId,
    state: "authentication_challenge",
    payment_method: { type, id },
    authentication_challenge,
  });
}
