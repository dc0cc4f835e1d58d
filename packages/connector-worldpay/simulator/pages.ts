import { escapeHtml, hiddenInputs, readForm, toPage } from "@switchyard/testkit";
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
  const body = `<form id="collection">${hiddenInputs({ SessionId: sessionId, Status: String(isCollected) })}</form>
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
  const body = `<p>Payment ${escapeHtml(payment.transactionReference)} over ${payment.requested} ${escapeHtml(payment.currency)} (minor units)</p>
<form id="challenge" method="post" action="${PagePath.Decision}">${hiddenInputs({ JWT: jwt, MD: merchantData })}
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
  const fields = hiddenInputs({ TransactionId: transactionId, Response: "", MD: form.get("MD") ?? "" });
  const body = `<form id="return" method="post" action="${escapeHtml(returnUrl)}">${fields}
<noscript><button type="submit">Continue</button></noscript></form>
<script>document.getElementById("return").submit();</script>`;
  return toPage("Back to the merchant", body);
}

function unknownChallenge(): Response {
  return toPage("Unknown challenge", "<p>This challenge does not exist, or it is over.</p>", 400);
}

/** A string literal that cannot end the script around it. */
function toScriptText(text: string): string {
  return JSON.stringify(text).replaceAll("<", String.raw`\u003c`);
}
