import { escapeHtml, hiddenInputs, readForm, toPage } from "@switchyard/testkit";
import { StripeRefusal } from "./errors.js";
import { unknownPage } from "./http/serve.js";
import { decide, verifyPayment, waitsForCustomer } from "./intents/customer.js";
import { PagePath } from "./intents/next-action.js";
import { verifySetup } from "./intents/setup.js";
import { held, stripeItself, type World } from "./world.js";

/** A page with what is asked and two buttons, as every redirect in test mode; 3DS included. */
export function authenticatePage(world: World, request: Request): Response {
  const id = new URL(request.url).searchParams.get("intent") ?? "";
  if (waitsForCustomer(world, id) === undefined) return unknownPage();
  const body = `<p>${escapeHtml(describe(world, id))}</p>
<form id="authenticate" method="post" action="${PagePath.Decision}">${hiddenInputs({ intent: id })}
<button type="submit" id="test-source-authorize-3ds" name="decision" value="authorize">Authorize</button>
<button type="submit" id="test-source-fail-3ds" name="decision" value="fail">Fail</button></form>`;
  return toPage("Test payment page", body);
}

function describe(world: World, id: string): string {
  const intent = world.tables.payment_intent.get(id)?.wire;
  return intent === undefined
    ? `Save this payment method (${id})`
    : `Payment ${id} over ${intent.amount} ${intent.currency.toUpperCase()} (minor units)`;
}

/** What follows a button: the payment goes on, and the browser goes back to the merchant. */
export async function decisionPage(world: World, request: Request): Promise<Response> {
  const form = await readForm(request);
  const id = form.get("intent") ?? "";
  const decision = form.get("decision");
  if (waitsForCustomer(world, id) === undefined || (decision !== "authorize" && decision !== "fail")) return unknownPage();
  const target = decide(world, id, decision === "authorize");
  if (target === undefined) return toPage("Done", "<p>You can close this page.</p>");
  return new Response(null, { status: 303, headers: { location: target } });
}

/** The page on which the customer types in what the bank statement says. */
export async function microdepositsPage(world: World, request: Request): Promise<Response> {
  const form = request.method === "POST" ? await readForm(request) : undefined;
  const id = form?.get("intent") ?? new URL(request.url).searchParams.get("intent") ?? "";
  if (waitsForCustomer(world, id)?.for !== "microdeposits") return unknownPage();
  const failure = form === undefined ? undefined : verify(world, id, form);
  if (form !== undefined && failure === undefined) return toPage("Bank account verified", "<p>You can close this page.</p>");
  const body = `${failure === undefined ? "" : `<p>${escapeHtml(failure)}</p>`}
<form id="microdeposits" method="post" action="${PagePath.Microdeposits}">${hiddenInputs({ intent: id })}
<label>First amount <input name="first"></label><label>Second amount <input name="second"></label>
<button type="submit">Verify</button></form>`;
  return toPage("Verify your bank account", body, failure === undefined ? 200 : 400);
}

function verify(world: World, id: string, form: URLSearchParams): string | undefined {
  const params = { amounts: [form.get("first"), form.get("second")].map(Number) };
  try {
    if (id.startsWith("seti_")) {
      const { owner, wire } = held(world.tables.setup_intent, id);
      verifySetup(world, stripeItself(owner), wire, params);
    } else {
      const { owner, wire } = held(world.tables.payment_intent, id);
      verifyPayment(world, stripeItself(owner), wire, params);
    }
    return undefined;
  } catch (error) {
    if (error instanceof StripeRefusal) return error.message;
    throw error;
  }
}
