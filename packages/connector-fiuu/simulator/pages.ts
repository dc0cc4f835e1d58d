import { escapeHtml, hiddenInputs, readForm, toPage } from "@switchyard/testkit";
import { decideAsCustomer } from "./lifecycle.js";
import { toResultFields } from "./notifications.js";
import { PaymentState } from "./world.js";
import type { Payment, World } from "./world.js";

/** Where the customer chooses; the form that the answer of a payment names leads here. */
export const BANK_PAGE = "RMS/simulator/bank.php";
export const DECISION_PAGE = "RMS/simulator/decision.php";

function find(world: World, form: URLSearchParams): Payment | undefined {
  const payment = world.payments.get(form.get("tranID") ?? "");
  return payment?.state === PaymentState.Pending ? payment : undefined;
}

const GONE = "<p>This payment does not wait for you.</p>";

/** The bank's or the issuer's question. */
export async function bankPage(world: World, request: Request): Promise<Response> {
  const payment = find(world, await readForm(request));
  if (payment === undefined) return toPage("Fiuu", GONE, 404);
  const button = (decision: string) => `<button name="decision" value="${decision}">${decision}</button>`;
  const fields = hiddenInputs({ tranID: payment.tranId });
  return toPage(
    payment.channel,
    `<p>Order ${escapeHtml(payment.reference)}</p>
<form method="post" action="/${DECISION_PAGE}">${fields}${button("approve")}${button("decline")}</form>`,
  );
}

/** Where the browser posts the result: the failed URL takes what failed, where one was given (tech-spec, section 4.1). */
export function returnUrlOf({ state, returnUrl, failedUrl }: Payment): string | undefined {
  return state === PaymentState.Failed ? (failedUrl ?? returnUrl) : returnUrl;
}

/** The customer has decided: the result goes back to the shop by a form that posts itself. */
export async function decisionPage(world: World, request: Request): Promise<Response> {
  const form = await readForm(request);
  const payment = find(world, form);
  if (payment === undefined) return toPage("Fiuu", GONE, 404);
  const ended = decideAsCustomer(world, payment, form.get("decision") === "approve" ? "approve" : "decline");
  const url = returnUrlOf(ended);
  if (url === undefined) return toPage("Fiuu", "<p>You may close this page.</p>");
  const fields = hiddenInputs(toResultFields(world, ended));
  return toPage(
    "Fiuu",
    `<form method="post" action="${escapeHtml(url)}">${fields}<button>Continue</button></form><script>document.forms[0].submit()</script>`,
  );
}
