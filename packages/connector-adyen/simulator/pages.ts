import { escapeHtml, hiddenInputs, readForm, toPage } from "@switchyard/testkit";
import { PagePath } from "./methods/actions.js";
import { decideSession, findSession } from "./sessions.js";
import { decideStep, findStep, toReturnUrl } from "./steps.js";
import type { Decision, Payment, World } from "./world.js";

/** The password of the test platform's pages; any other fails the authentication. */
export const TEST_PASSWORD = "password";

const DECISIONS: ReadonlySet<string> = new Set(["authorise", "fail", "cancel"]);

/** A page of the shopper's: the issuer's, a bank's or wallet's, a code to scan, a voucher to pay. */
export async function shopperPage(world: World, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const form = request.method === "POST" ? await readForm(request) : new URLSearchParams();
  const token = query.get("MD") ?? query.get("token") ?? form.get("MD") ?? form.get("token") ?? "";
  const payment = findStep(world, token);
  if (payment === undefined) return unknownStep();
  const isThreeDs = payment.step.kind.startsWith("three_ds");
  const password = isThreeDs ? `<label>Password <input name="password" type="password" value="${TEST_PASSWORD}"></label>` : "";
  return toPage(isThreeDs ? "Confirm your payment" : `Pay with ${payment.instrument.type}`, toForm(token, toLine(payment), password));
}

function toLine({ reference, requested, currency }: Payment): string {
  return `Payment ${reference} over ${requested} ${currency} (minor units)`;
}

function toForm(token: string, line: string, more = ""): string {
  return `<p>${escapeHtml(line)}</p>
<form id="decision" method="post" action="${PagePath.Decision}">${hiddenInputs({ token })}${more}
<button type="submit" name="decision" value="authorise">Authorise</button>
<button type="submit" name="decision" value="fail">Fail</button>
<button type="submit" name="decision" value="cancel">Cancel</button></form>`;
}

/** The page of a hosted session. */
export function sessionPage(world: World, request: Request): Response {
  const session = findSession(world, new URL(request.url).searchParams.get("token") ?? "");
  if (session === undefined) return unknownStep();
  const { reference, amount, token } = session;
  return toPage("Pay", toForm(token, `Payment ${reference} over ${amount.value} ${amount.currency} (minor units)`));
}

/** What follows the button: the shopper's decision, and the way back to the merchant. */
export async function decisionPage(world: World, request: Request): Promise<Response> {
  const form = await readForm(request);
  const token = form.get("token") ?? "";
  const decision = toDecision(form);
  if (decision === undefined) return unknownStep();
  if (findSession(world, token) !== undefined) return toRedirect(decideSession(world, token, decision));
  const found = findStep(world, token);
  if (found === undefined) return unknownStep();
  const { payment, result } = decideStep(world, token, decision);
  if (found.step.kind === "present") return toPage("Thank you", "<p>You can close this page.</p>");
  if (found.step.kind === "three_ds_redirect" || found.step.kind === "redirect") return toMerchant(payment, token, result);
  return toPage("Authentication", `<form id="result">${hiddenInputs({ threeDSResult: result })}</form>`);
}

function toDecision(form: URLSearchParams): Decision | undefined {
  const decision = form.get("decision") ?? "";
  if (!DECISIONS.has(decision)) return undefined;
  const password = form.get("password");
  if (password !== null && password !== TEST_PASSWORD) return "fail";
  return decision === "authorise" || decision === "fail" ? decision : "cancel";
}

function toMerchant(payment: Payment, token: string, result: string): Response {
  const { returnUrl, redirectFromIssuerMethod, redirectToIssuerMethod } = payment.order;
  if (redirectToIssuerMethod === "POST") return toPostBack(returnUrl, { MD: token, PaRes: result });
  if (redirectFromIssuerMethod === "POST") return toPostBack(returnUrl, { redirectResult: result });
  return toRedirect(toReturnUrl(payment, result));
}

function toRedirect(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

function toPostBack(url: string, fields: Readonly<Record<string, string>>): Response {
  const body = `<form id="return" method="post" action="${escapeHtml(url)}">${hiddenInputs(fields)}<button type="submit">Continue</button></form>
<script>document.getElementById("return").submit();</script>`;
  return toPage("Back to the shop", body);
}

function unknownStep(): Response {
  return toPage("Not found", "<p>There is nothing to do here.</p>", 404);
}
