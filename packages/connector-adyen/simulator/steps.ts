import { approvalOf } from "./approval.js";
import { Alphabet } from "@switchyard/testkit";
import { conclude, toShopperOutcome } from "./lifecycle.js";
import { toPaymentData } from "./methods/actions.js";
import { change, needPayment, Phase } from "./world.js";
import type { Decision, Payment, ShopperStep, World } from "./world.js";

const RESULT_LENGTH = 60;

/** Opens a step of the shopper; gives the token that names it. */
export function openStep(world: World, pspReference: string, kind: ShopperStep["kind"]): string {
  const token = world.ids.token(40);
  change(world, pspReference, { phase: Phase.Shopper, step: { kind, token } });
  world.steps.set(token, pspReference);
  world.steps.set(toPaymentData(token), pspReference);
  return token;
}

/** The payment whose shopper is in the step of this token, as long as it waits for that. */
export function findStep(world: World, token: string): (Payment & { readonly step: ShopperStep }) | undefined {
  const pspReference = world.steps.get(token);
  const payment = pspReference === undefined ? undefined : world.payments.get(pspReference);
  const step = payment?.step;
  if (payment?.phase !== Phase.Shopper || step?.token !== token || step.decision !== undefined) return undefined;
  return { ...payment, step };
}

/**
 * Does what the shopper does in a step. A bank's or wallet's page decides the payment there and then; after 3DS it is
 * decided by `/payments/details`. Gives what the shopper brings back.
 */
export function decideStep(world: World, token: string, decision: Decision): { readonly payment: Payment; readonly result: string } {
  const found = findStep(world, token);
  if (found === undefined) throw new Error("No shopper's step of this token is waiting.");
  // Characters that have to be percent-encoded in a query, as in the real ones.
  const result = `X6XtfGC3!Y${world.ids.token(RESULT_LENGTH, Alphabet.UrlHostile)}`;
  world.steps.set(result, found.pspReference);
  change(world, found.pspReference, { step: { ...found.step, decision, result } });
  const { kind } = found.step;
  if (kind === "redirect" || kind === "present") conclude(world, found.pspReference, toShopperOutcome(decision, approvalOf(found)));
  return { payment: needPayment(world, found.pspReference), result };
}

/** Where the shopper returns to after a redirect: the merchant's URL with its own query kept. */
export function toReturnUrl({ order }: Payment, result: string): string {
  const [base = "", fragment] = order.returnUrl.split("#", 2);
  const query = `${base.includes("?") ? "&" : "?"}redirectResult=${encodeURIComponent(result)}`;
  return `${base}${query}${fragment === undefined ? "" : `#${fragment}`}`;
}
