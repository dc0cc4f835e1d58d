import { hiddenInputs, readForm, refuse, toPage } from "@switchyard/testkit";
import { settleBankPayment } from "./bank-payments.js";
import { PaymentStatus } from "./cards.js";
import { decide } from "./purchases.js";
import type { BankPayment, Instance, World } from "./world.js";

/** Where the shopper's browser is sent. */
export const PagePath = {
  Challenge: "/tpgw/challenge",
  ChallengeDecision: "/tpgw/challenge/decision",
  Gateway: "/mapi5/gateway",
  GatewayDecision: "/mapi5/gateway/decision",
} as const;

function decisionPage(title: string, action: string, fields: Readonly<Record<string, string>>, answers: readonly string[]): Response {
  const buttons = answers.map((answer) => `<button name="decision" value="${answer}">${answer}</button>`).join("");
  return toPage(title, `<form method="post" action="${action}">${hiddenInputs(fields)}${buttons}</form>`);
}

const gone = () => refuse(toPage("Not found", "<p>There is no such payment.</p>", 404));

function backTo(address: string): Response {
  return new Response(null, { status: 302, headers: { location: address } });
}

function waitingInstance(world: World, fields: URLSearchParams): Instance {
  const instance = world.instances.get(fields.get("InstanceId") ?? "");
  const isAsked = instance?.challenge !== undefined && instance.paymentStatus === null;
  return isAsked && fields.get("PaReq") === instance.challenge.redirectParams["PaReq"] ? instance : gone();
}

/** Posted by the browser with what the purchase answered in redirectParams. */
export async function challengePage(world: World, request: Request): Promise<Response> {
  const { challenge } = waitingInstance(world, await readForm(request));
  return decisionPage("Confirm your payment", PagePath.ChallengeDecision, challenge?.redirectParams ?? {}, ["pass", "fail"]);
}

/** The issuer's decision. What the browser brings back to the shop proves nothing. */
export async function challengeDecision(world: World, request: Request): Promise<Response> {
  const fields = await readForm(request);
  const { instanceId, returnUrl = "" } = waitingInstance(world, fields);
  decide(world, instanceId, fields.get("decision") === "pass" ? PaymentStatus.Paid : PaymentStatus.AuthenticationFailed);
  return backTo(returnUrl);
}

function needOpenPayment(world: World, id: string | null): BankPayment {
  const payment = world.bankPayments.get(id ?? "");
  return payment?.callbacks === undefined ? gone() : payment;
}

/** The bank's page, opened by GET. */
export function gatewayPage(world: World, request: Request): Response {
  const { paymentRequestId } = needOpenPayment(world, new URL(request.url).searchParams.get("PaymentRequestId"));
  return decisionPage("Your bank", PagePath.GatewayDecision, { PaymentRequestId: paymentRequestId }, ["pay", "cancel", "error"]);
}

/** The shopper's decision: TrustPay adds the payment's id and reference to the shop's address. */
export async function gatewayDecision(world: World, request: Request): Promise<Response> {
  const fields = await readForm(request);
  const { paymentRequestId, reference, callbacks } = needOpenPayment(world, fields.get("PaymentRequestId"));
  const decision = fields.get("decision");
  settleBankPayment(world, paymentRequestId, decision === "pay" ? "paid" : "rejected");
  const back = new URL((decision === "pay" ? callbacks?.success : decision === "cancel" ? callbacks?.cancel : callbacks?.error) ?? "");
  back.searchParams.set("PaymentRequestId", paymentRequestId);
  back.searchParams.set("Reference", reference);
  return backTo(back.href);
}
