import { escapeHtml, readForm, toPage } from "@switchyard/testkit";
import { change, PaymentStatus, type Payment, type World } from "./world.js";

/** The payment that a challenge belongs to, while it waits for the customer. */
export function findChallenge(world: World, session: string): Payment | undefined {
  const payment = world.payments.get(world.sessions.get(session) ?? "");
  return payment?.status === PaymentStatus.RequiresAction ? payment : undefined;
}

/** Does what the page's buttons do. Gives the URL that the browser goes back to. */
export function decideChallenge(world: World, payment: Payment, decision: "pass" | "fail"): string {
  const { challenge, order, id } = payment;
  if (challenge === undefined || order.return_url === undefined) throw new Error(`The payment ${id} has no challenge.`);
  change(world, id, { challenge: { ...challenge, decision } });
  const back = new URL(order.return_url);
  back.searchParams.set("payment", id);
  return back.href;
}

/** The challenge page: takes `session`, and asks the customer to pass or fail. */
export async function challengePage(world: World, request: Request): Promise<Response> {
  const session = (await readForm(request)).get("session") ?? "";
  const payment = findChallenge(world, session);
  if (payment === undefined) return unknownChallenge();
  const { reference, amount, currency } = payment.order;
  const body = `<p>Payment ${escapeHtml(reference)} over ${amount} ${escapeHtml(currency)} (minor units)</p>
<form method="post" action="/3ds/decision"><input type="hidden" name="session" value="${escapeHtml(session)}">
<button name="decision" value="pass">Pass</button>
<button name="decision" value="fail">Fail</button></form>`;
  return toPage("Confirm your payment", body);
}

/** What follows the button: remembers it, and sends the browser back to the merchant. */
export async function decisionPage(world: World, request: Request): Promise<Response> {
  const form = await readForm(request);
  const payment = findChallenge(world, form.get("session") ?? "");
  const decision = form.get("decision");
  if (payment === undefined || (decision !== "pass" && decision !== "fail")) return unknownChallenge();
  return new Response(null, { status: 303, headers: { location: decideChallenge(world, payment, decision) } });
}

function unknownChallenge(): Response {
  return toPage("Unknown challenge", "<p>This challenge does not exist, or it is over.</p>", 400);
}
