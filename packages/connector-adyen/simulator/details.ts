import { approvalOf } from "./approval.js";
import { refuse } from "@switchyard/testkit";
import { toActionAnswer, toDecidedAnswer } from "./answers.js";
import { needBody } from "./body.js";
import { invalidDetails, missing, toErrorAnswer } from "./errors.js";
import { conclude } from "./lifecycle.js";
import { toNativeAction } from "./methods/actions.js";
import { detailsRequest } from "./schemas/payment.js";
import type { CompletionDetails, DetailsRequest } from "./schemas/payment.js";
import { openStep } from "./steps.js";
import { SHOPPER_CANCELLED, toRefusal } from "./triggers.js";
import { change, Phase } from "./world.js";
import type { Decision, Outcome, Payment, World } from "./world.js";

const NOT_AUTHENTICATED = 11;
const RESULTS = ["redirectResult", "payload", "PaRes", "threeDSResult", "threeds2.challengeResult", "threeds2.fingerprint"] as const;

/** `POST /payments/details`: what the shopper brought back, each result once (tech-spec, section 4.3). */
export async function completePayment(world: World, request: Request): Promise<Response> {
  const body = await needBody(request, detailsRequest, "PaymentDetailsRequest");
  const payment = findPayment(world, body);
  if (isWaitingForWallet(payment, body.details)) return toDecidedAnswer(world, conclude(world, payment.pspReference, approvalOf(payment)));
  if (payment.step?.decision === undefined) return unfinished(world, payment, body);
  const { kind, decision, result = "" } = payment.step;
  if (resultOf(body.details) !== undefined) world.steps.delete(result);
  if (kind === "three_ds_fingerprint") return challenge(world, payment);
  if (kind === "redirect" || kind === "present") return toDecidedAnswer(world, payment);
  if (payment.order.authenticationData?.authenticationOnly === true) return finishAuthentication(world, payment, decision);
  return toDecidedAnswer(world, conclude(world, payment.pspReference, toAuthenticated(payment, decision)));
}

function resultOf(details: CompletionDetails): string | undefined {
  return RESULTS.map((name) => details[name]).find((value) => value !== undefined);
}

function findPayment(world: World, { details, paymentData }: DetailsRequest): Payment {
  const named = resultOf(details) ?? details.returnUrlQueryString?.match(/(?:^|[?&])redirectResult=([^&]*)/)?.[1];
  const given = named === details.returnUrlQueryString || named === undefined ? paymentData : decodeOnce(details, named);
  // Adyen asks for the data of the payment when nothing else says which it is.
  if (given === undefined) return refuse(toErrorAnswer({ ...missing("paymentData"), errorCode: "14_002" }));
  const pspReference = world.steps.get(given);
  const payment = pspReference === undefined ? undefined : world.payments.get(pspReference);
  const isOther = paymentData !== undefined && world.steps.get(paymentData) !== pspReference;
  if (payment === undefined || isOther || (details.MD !== undefined && world.steps.get(details.MD) !== pspReference)) {
    return refuse(toErrorAnswer(invalidDetails));
  }
  return payment;
}

function decodeOnce({ returnUrlQueryString }: CompletionDetails, value: string): string {
  return returnUrlQueryString === undefined ? value : decodeURIComponent(value);
}

/** The PayPal SDK brings the order that its shopper approved, and has no page of ours. */
function isWaitingForWallet({ phase, instrument }: Payment, { orderID, payerID }: CompletionDetails): boolean {
  return phase === Phase.Shopper && instrument.type === "paypal" && orderID !== undefined && payerID !== undefined;
}

/** The step is still open: a scan or a confirmation in an app is asked about while it waits. */
function unfinished(world: World, payment: Payment, { details }: DetailsRequest): Response {
  if (payment.step?.kind !== "present" || resultOf(details) !== undefined) return toErrorAnswer(invalidDetails);
  return toDecidedAnswer(world, { ...payment, outcome: { resultCode: "Pending" } });
}

function challenge(world: World, payment: Payment): Response {
  const token = openStep(world, payment.pspReference, "three_ds_challenge");
  return toActionAnswer(payment, "ChallengeShopper", toNativeAction("challenge", token), true);
}

function toAuthenticated(payment: Payment, decision: Decision): Outcome {
  if (decision === "cancel") return SHOPPER_CANCELLED;
  return decision === "authorise" ? approvalOf(payment) : toRefusal(NOT_AUTHENTICATED);
}

/** Authentication without a payment: nothing is authorised, and nothing is announced. */
function finishAuthentication(world: World, { pspReference }: Payment, decision: Decision): Response {
  const outcome: Outcome = decision === "authorise" ? { resultCode: "AuthenticationFinished" } : toRefusal(NOT_AUTHENTICATED);
  return toDecidedAnswer(world, change(world, pspReference, { phase: Phase.Closed, outcome }));
}
