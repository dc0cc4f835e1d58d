import { escapeHtml, readForm, toPage } from "@switchyard/testkit";
import { InventedCode } from "./answers.js";
import { BANK_PATH, makePayment } from "./payments.js";
import { returnChecksum } from "./webhooks.js";
import { State, type Payment, type Waiting, type World } from "./world.js";

/** What the customer does on the bank's page. */
export const Decision = { Pass: "pass", Fail: "fail", Abandon: "abandon" } as const;
export type Decision = (typeof Decision)[keyof typeof Decision];

const DECLINES = {
  fail: { code: InventedCode.AuthenticationFailed, text: "3D secure authentication failed or was cancelled" },
  abandon: { code: InventedCode.Abandoned, text: "Customer has abandoned the transaction" },
} as const;

/** Finishes what the customer was sent away for. Gives the URL that the browser goes back to, with its signed query. */
export function decide(world: World, { secret, request, hold, data }: Waiting, decision: Decision): string {
  const threeDs = "cc_3d" in data ? { cc_3d: 1 } : {};
  const payment = makePayment(world, request, hold, { ...data, ...threeDs }, decision === "pass" ? undefined : DECLINES[decision]);
  world.waiting.update(secret, (waiting) => ({ ...waiting, done: true }));
  return toReturnUrl(world, payment, secret, request.transaction);
}

function toReturnUrl(
  { settings }: World,
  payment: Payment,
  secret: string,
  urls: { readonly return_url?: string | undefined; readonly error_return_url?: string | undefined },
): string {
  const failed = payment.state === State.Failure;
  const status = failed ? "FAILURE" : "SUCCESS";
  const url = new URL((failed ? urls.error_return_url : urls.return_url) ?? "");
  const query = {
    tid: payment.tid,
    status,
    status_code: String(payment.statusCode),
    status_text: payment.text ?? "Successful",
    order_no: payment.orderNo,
    payment_type: payment.paymentType,
    txn_secret: secret,
    checksum: returnChecksum(settings.credentials.accessKey, payment.tid, secret, status),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** A payment that still waits for its customer. */
export function findWaiting({ waiting }: World, secret: string): Waiting | undefined {
  const found = waiting.get(secret);
  return found?.done === false ? found : undefined;
}

function unknownPayment(): Response {
  return toPage("Unknown payment", "<p>This payment does not exist, or it is over.</p>", 400);
}

/** The bank's page: asks the customer, by GET. */
export function bankPage(world: World, secret: string): Response {
  const found = findWaiting(world, secret);
  if (found === undefined) return unknownPayment();
  const { order_no: orderNo, amount, currency } = found.request.transaction;
  const buttons = Object.values(Decision).map((each) => `<button type="submit" name="decision" value="${each}">${each}</button>`);
  const body = `<p>Payment ${escapeHtml(orderNo)} over ${String(amount)} ${escapeHtml(currency)} (minor units)</p>
<form id="bank" method="post" action="${BANK_PATH}/${escapeHtml(secret)}">${buttons.join("\n")}</form>`;
  return toPage("Confirm your payment", body);
}

/** What follows the button: back to the merchant. */
export async function decisionPage(world: World, secret: string, request: Request): Promise<Response> {
  const decision = (await readForm(request)).get("decision");
  const found = findWaiting(world, secret);
  const known = Object.values(Decision).find((each) => each === decision);
  if (found === undefined || known === undefined) return unknownPayment();
  return new Response(null, { status: 303, headers: { location: decide(world, found, known) } });
}
