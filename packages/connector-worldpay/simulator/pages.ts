import { collectDeviceData, findChallenge, findCollection, finishChallenge, PagePath, returnOf } from "./three-ds.js";
import type { World } from "./world.js";

const MD_LIMIT = 1024;

/**
 * The device-data page: takes `Bin` and `JWT`, and posts the message of a finished collection to the window around it.
 * A script finds the same in the form `collection`: `SessionId` and `Status`.
 */
export async function deviceDataPage(world: World, request: Request): Promise<Response> {
  const form = await readForm(request);
  const payment = findCollection(world, form.get("JWT") ?? "");
  if (payment === undefined) return collectionPage("", false);
  const isSameCard = payment.card.number.slice(0, 6) === form.get("Bin");
  return isSameCard ? collectionPage(collectDeviceData(world, payment), true) : collectionPage("", false);
}

function collectionPage(sessionId: string, isCollected: boolean): Response {
  const message = JSON.stringify({ MessageType: "profile.completed", SessionId: sessionId, Status: isCollected });
  const body = `<form id="collection">${hidden({ SessionId: sessionId, Status: String(isCollected) })}</form>
<script>window.parent.postMessage(${toScriptText(message)}, "*");</script>`;
  return toPage("Device data", body, isCollected ? 200 : 400);
}

/** The challenge page: takes `JWT` and optionally `MD`, and asks the shopper to pass or fail. */
export async function challengePage(world: World, request: Request): Promise<Response> {
  const form = await readForm(request);
  const jwt = form.get("JWT") ?? "";
  const merchantData = form.get("MD") ?? "";
  const payment = findChallenge(world, jwt);
  if (payment === undefined || merchantData.length > MD_LIMIT) return unknownChallenge();
  const body = `<p>Payment ${escape(payment.transactionReference)} over ${payment.requested} ${escape(payment.currency)} (minor units)</p>
<form id="challenge" method="post" action="${PagePath.Decision}">${hidden({ JWT: jwt, MD: merchantData })}
<button type="submit" name="decision" value="pass">Pass</button>
<button type="submit" name="decision" value="fail">Fail</button></form>`;
  return toPage("Confirm your payment", body);
}

/** What follows the button: remembers it, and sends the shopper to the merchant with `TransactionId`, `Response` and `MD`. */
export async function decisionPage(world: World, request: Request): Promise<Response> {
  const form = await readForm(request);
  const payment = findChallenge(world, form.get("JWT") ?? "");
  const decision = form.get("decision");
  if (payment === undefined || (decision !== "pass" && decision !== "fail")) return unknownChallenge();
  finishChallenge(world, payment, decision === "pass" ? "passed" : "failed");
  const { returnUrl, transactionId } = returnOf(payment);
  const fields = hidden({ TransactionId: transactionId, Response: "", MD: form.get("MD") ?? "" });
  const body = `<form id="return" method="post" action="${escape(returnUrl)}">${fields}
<noscript><button type="submit">Continue</button></noscript></form>
<script>document.getElementById("return").submit();</script>`;
  return toPage("Back to the merchant", body);
}

function unknownChallenge(): Response {
  return toPage("Unknown challenge", "<p>This challenge does not exist, or it is over.</p>", 400);
}

async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type") ?? "";
  return new URLSearchParams(type.startsWith("application/x-www-form-urlencoded") ? await request.text() : "");
}

function hidden(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`)
    .join("");
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

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A string literal that cannot end the script around it. */
function toScriptText(text: string): string {
  return JSON.stringify(text).replaceAll("<", String.raw`\u003c`);
}
