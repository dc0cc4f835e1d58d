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
  const body = `<p>Payment ${escape(reference)} over ${amount} ${escape(currency)} (minor units)</p>
<form method="post" action="/3ds/decision"><input type="hidden" name="session" value="${escape(session)}">
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

async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type") ?? "";
  return new URLSearchParams(type.startsWith("application/x-www-form-urlencoded") ? await request.text() : "");
}

function toPage(title: string, body: string, status = 200): Response {
  const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;
  return new Response(page, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
