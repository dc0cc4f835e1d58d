import { NOT_AUTHENTICATED, SETUP_NOT_AUTHENTICATED, type Decline } from "../methods/declines.js";
import { setMandateStatus } from "../methods/mandates.js";
import { traitsOf } from "../methods/traits.js";
import type { Microdeposits } from "../params/intents.js";
import type { PaymentIntent, PaymentMethod } from "../wires.js";
import { held, stripeItself, wireOf, type Actor, type Waiting, type World } from "../world.js";
import { toThreeDs } from "./authentication.js";
import { nextDecline } from "./confirm.js";
import { refuseState } from "./create.js";
import { planDebit } from "./debits.js";
import { fundIntent } from "./funding.js";
import { countTry, judge, markVerified, refuseVerdict } from "./microdeposits.js";
import { fail, failWithoutCharge, startDebit, succeed } from "./outcome.js";
import { planExpiry } from "./settle.js";
import { failSetup, finishSetup, verifiedSetup } from "./setup-outcome.js";

/** Whether an intent waits for its customer, so that its page is shown. */
export function waitsForCustomer(world: World, id: string): Waiting | undefined {
  const waiting = world.waiting.get(id);
  return waiting === undefined || waiting.for === "debit" ? undefined : waiting;
}

function needWaiting(world: World, id: string): Waiting {
  const waiting = waitsForCustomer(world, id);
  if (waiting === undefined) throw new Error(`${id} waits for no customer.`);
  return waiting;
}

/** The customer agrees, or does not. Gives the URL that the browser is sent back to. */
export function decide(world: World, id: string, isAgreed: boolean): string | undefined {
  const waiting = needWaiting(world, id);
  const method = wireOf(world.tables.payment_method, waiting.paymentMethod);
  if (id.startsWith("seti_")) decideSetup(world, id, method, waiting, isAgreed);
  else decidePayment(world, id, method, waiting, isAgreed);
  return toReturn(world, id, waiting, isAgreed);
}

function decidePayment(world: World, id: string, method: PaymentMethod, waiting: Waiting, isAgreed: boolean): void {
  const actor = stripeItself(held(world.tables.payment_intent, id).owner);
  if (!isAgreed) {
    failWithoutCharge(world, actor, id, method, toRefusal(method.type));
    return;
  }
  if (waiting.for === "microdeposits") verified(world, actor, id, method, waiting);
  else if (waiting.for === "funds") fundIntent(world, id);
  else if (method.type === "card") payAuthenticated(world, actor, id, method);
  else succeed(world, actor, id, method);
  planExpiry(world, id);
}

function toRefusal(type: string): Decline {
  if (traitsOf(type).next === "card") return NOT_AUTHENTICATED;
  if (type === "us_bank_account") return { code: "payment_method_microdeposit_failed", message: "The microdeposits did not arrive." };
  return { ...NOT_AUTHENTICATED, message: "The customer did not authorize the payment, or its time ran out." };
}

function payAuthenticated(world: World, actor: Actor, id: string, method: PaymentMethod): void {
  const threeDs = toThreeDs("challenge", world.ids.uuid());
  const declined = nextDecline(world, method.id);
  if (declined === undefined) succeed(world, actor, id, method, { threeDs });
  else fail(world, actor, id, method, declined, { threeDs });
}

function verified(world: World, actor: Actor, id: string, method: PaymentMethod, { mandate = "" }: Waiting): void {
  if (!markVerified(world, method.id)) {
    failWithoutCharge(world, actor, id, method, toRefusal(method.type));
    return;
  }
  setMandateStatus(world, actor, mandate, "active");
  startDebit(world, actor, id, method, mandate);
  planDebit(world, id);
}

function decideSetup(world: World, id: string, method: PaymentMethod, waiting: Waiting, isAgreed: boolean): void {
  const actor = stripeItself(held(world.tables.setup_intent, id).owner);
  if (!isAgreed) failSetup(world, actor, id, method, SETUP_NOT_AUTHENTICATED);
  else if (waiting.for === "microdeposits") verifiedSetup(world, actor, id, method);
  else finishSetup(world, actor, id, method, { threeDs: method.type === "card" ? toThreeDs("challenge", world.ids.uuid()) : undefined });
}

function toReturn(world: World, id: string, { returnUrl }: Waiting, isAgreed: boolean): string | undefined {
  if (returnUrl === undefined) return undefined;
  const isSetup = id.startsWith("seti_");
  const { client_secret: secret } = isSetup ? wireOf(world.tables.setup_intent, id) : wireOf(world.tables.payment_intent, id);
  const name = isSetup ? "setup_intent" : "payment_intent";
  const url = new URL(returnUrl);
  url.searchParams.set(name, id);
  url.searchParams.set(`${name}_client_secret`, secret);
  url.searchParams.set("redirect_status", isAgreed ? "succeeded" : "failed");
  return url.href;
}

/** `POST /v1/payment_intents/{id}/verify_microdeposits`. */
export function verifyPayment(world: World, actor: Actor, intent: PaymentIntent, params: Microdeposits): PaymentIntent {
  const waiting = world.waiting.get(intent.id);
  if (waiting?.for !== "microdeposits")
    refuseState(intent, `You cannot verify microdeposits of this PaymentIntent because it has a status of ${intent.status}.`);
  const verdict = judge(params, waiting.tries);
  const method = wireOf(world.tables.payment_method, waiting.paymentMethod);
  if (verdict === "passed") {
    verified(world, actor, intent.id, method, waiting);
    return wireOf(world.tables.payment_intent, intent.id);
  }
  countTry(world, intent.id);
  const wire =
    verdict === "mismatch"
      ? intent
      : failWithoutCharge(world, actor, intent.id, method, {
          code: "payment_method_microdeposit_failed",
          message: "The microdeposits were not verified.",
        });
  return refuseVerdict(verdict, { payment_intent: wire });
}
