import { escapeHtml, readForm, toPage } from "@switchyard/testkit";
import { attempt, TestCard, type Instrument } from "./attempts.js";
import { OrderState, type Order, type World } from "./world.js";

const METHODS = ["card", "apple_pay", "google_pay", "revolut_pay_account", "sepa_direct_debit"] as const;
const CHALLENGES = ["pass", "fail", "abandon"] as const;

function find({ orders }: World, token: string): Order | undefined {
  const order = orders.get(`token:${token}`);
  return order?.type === "payment" ? order : undefined;
}

function closed(): Response {
  return toPage("Payment link", "<p>This payment link does not exist, or it was used.</p>", 404);
}

function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, at) => {
      const weighted = Number(digit) * (at % 2 === 0 ? 1 : 2);
      return total + (weighted > 9 ? weighted - 9 : weighted);
    }, 0);
  return /^\d{12,19}$/.test(digits) && sum % 10 === 0;
}

function toForm(order: Order, message?: string): Response {
  const methods = METHODS.map((each) => `<option>${each}</option>`).join("");
  const challenges = CHALLENGES.map((each) => `<option>${each}</option>`).join("");
  const said = message === undefined ? "" : `<p role="alert">${escapeHtml(message)}</p>`;
  const body = `${said}<p>${String(order.amount)} ${escapeHtml(order.currency)} (minor units)</p>
<form id="pay" method="post">
<label>Method <select name="method">${methods}</select></label>
<label>Card number <input name="card_number" autocomplete="off"></label>
<label>Expiry <input name="expiry" placeholder="12/30"></label>
<label>CVV <input name="cvv"></label>
<label>When the issuer asks <select name="challenge">${challenges}</select></label>
<button type="submit">Pay</button>
</form>`;
  return toPage("Pay", body);
}

/** The hosted page, by GET. */
export function payPage(world: World, token: string): Response {
  const order = find(world, token);
  return order?.state === OrderState.Pending ? toForm(order) : closed();
}

function readInstrument(form: URLSearchParams, { currency }: Order): Instrument | string {
  const type = METHODS.find((each) => each === form.get("method")) ?? "card";
  if (type === "sepa_direct_debit" && currency !== "EUR") return "This method takes euros.";
  if (type !== "card") return { type };
  const number = (form.get("card_number") ?? "").replace(/\s/g, "");
  const expiry = form.get("expiry") ?? "";
  if (!passesLuhn(number) || !/^(0[1-9]|1[0-2])\/\d\d$/.test(expiry)) return "This card is not valid.";
  if (!/^\d{3,4}$/.test(form.get("cvv") ?? "")) return "The security code is not valid.";
  return { type, card: { number, expiry } };
}

/** The buyer pays: on success the browser goes to `redirect_url`, with nothing added; else the page asks again. */
export async function submitPage(world: World, token: string, request: Request): Promise<Response> {
  const order = find(world, token);
  if (order?.state !== OrderState.Pending) return closed();
  const form = await readForm(request);
  const instrument = readInstrument(form, order);
  if (typeof instrument === "string") return toForm(order, instrument);
  const after = attempt(world, order, instrument, { challenge: CHALLENGES.find((each) => each === form.get("challenge")) });
  if (after.state === OrderState.Pending) return toForm(after, "The payment was declined. Try again.");
  const { redirect_url: location } = after.said;
  return location === undefined ? toPage("Thank you", "<p>Paid.</p>") : new Response(null, { status: 303, headers: { location } });
}

/** The issuer's page for a saved card, whose buyer is there. */
export function issuerPage(world: World, token: string): Response {
  const order = find(world, token);
  if (order?.state !== OrderState.Pending) return closed();
  const buttons = CHALLENGES.map((each) => `<button type="submit" name="challenge" value="${each}">${each}</button>`);
  return toPage("Is this you?", `<form method="post">${buttons.join("")}</form>`);
}

/** What the buyer answers the issuer. */
export async function answerIssuer(world: World, token: string, methodId: string, request: Request): Promise<Response> {
  const order = find(world, token);
  const method = world.methods.get(methodId);
  if (order?.state !== OrderState.Pending || method === undefined || method.customerId !== order.customerId) return closed();
  const given = (await readForm(request)).get("challenge");
  const instrument = { type: "card", id: methodId, card: { number: TestCard.Visa, expiry: "12/30" } } as const;
  attempt(world, order, instrument, { challenge: CHALLENGES.find((each) => each === given) ?? "abandon" });
  return toPage("Thank you", "<p>You may close this window.</p>");
}
