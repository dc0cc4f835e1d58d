import { escapeHtml, readForm, toPage } from "@switchyard/testkit";
import { decide, OrderError } from "./cards.js";
import { end, settle } from "./payments.js";
import { announce } from "./webhooks.js";
import { OrderStatus, type Order, type World } from "./world.js";

/** What the buyer does on noon's page. */
export const Decision = { Pass: "pass", Fail: "fail", Cancel: "cancel", Timeout: "timeout" } as const;
export type Decision = (typeof Decision)[keyof typeof Decision];

/** The order that waits behind the page's address. */
export function findWaiting({ orders }: World, checkout: string | undefined): Order | undefined {
  return orders.values().find((order) => checkout !== undefined && order.checkout === checkout);
}

function finish(world: World, order: Order, decision: Decision): Order {
  switch (decision) {
    case "pass":
      if (order.status === OrderStatus.ThreeDsInitiated) announce(world, order, "Authenticate", OrderStatus.ThreeDsVerified);
      return settle(world, order, decide(undefined, order.amount, order.currency));
    case "fail":
      return end(world, order, "FAILED", OrderError.AuthenticationFailed);
    case "cancel":
      return end(world, order, "CANCELLED");
    case "timeout":
      return end(world, order, "EXPIRED");
  }
}

/** Finishes what the buyer was sent away for. Gives the address that the browser goes back to: unsigned, the same for every outcome. */
export function leave(world: World, order: Order, decision: Decision): string {
  const { id, reference, returnUrl } = finish(world, order, decision);
  const url = new URL(returnUrl ?? "");
  url.searchParams.set("orderId", id);
  url.searchParams.set("merchantReference", reference);
  return url.href;
}

function checkoutPage({ name, amount, currency, checkout }: Order): Response {
  const buttons = Object.values(Decision).map((each) => `<button type="submit" name="decision" value="${each}">${each}</button>`);
  const body = `<p>${escapeHtml(name)}: ${String(amount)} ${escapeHtml(currency)} (minor units)</p>
<form id="checkout" method="post" action="/checkout?info=${escapeHtml(checkout ?? "")}">${buttons.join("\n")}</form>`;
  return toPage("noon payments", body);
}

/** noon's page: opened by GET or by an empty form, left by a decision. */
export async function checkout(world: World, request: Request): Promise<Response> {
  const order = findWaiting(world, new URL(request.url).searchParams.get("info") ?? undefined);
  if (order === undefined) return toPage("noon payments", "<p>This order does not exist, or it is over.</p>", 404);
  const decision = request.method === "POST" ? (await readForm(request)).get("decision") : null;
  const known = Object.values(Decision).find((each) => each === decision);
  if (known === undefined) return checkoutPage(order);
  return new Response(null, { status: 303, headers: { location: leave(world, order, known) } });
}
