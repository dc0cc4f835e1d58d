import { toDebitFailure } from "../methods/declines.js";
import { setMandateStatus } from "../methods/mandates.js";
import { instrumentOf } from "../methods/payment-methods.js";
import { held, stripeItself, wireOf, type World } from "../world.js";
import { endDebit } from "./outcome.js";

/** Plans the bank's answer to a debit where the settings or the test account say when. */
export function planDebit(world: World, intentId: string): void {
  const { payment_method: method } = wireOf(world.tables.payment_intent, intentId);
  const account = instrumentOf(world, method ?? "").account ?? {};
  const after = account.after ?? world.settings.debitsSettleAfter;
  if (after === undefined || account.isStuck === true) return;
  world.agenda.after(after, () => {
    if (wireOf(world.tables.payment_intent, intentId).status === "processing") settleDebit(world, intentId);
  });
}

/** The bank answers a debit as its test account says. */
export function settleDebit(world: World, intentId: string): void {
  const { payment_method: method } = wireOf(world.tables.payment_intent, intentId);
  const { failure, mandate: end } = instrumentOf(world, method ?? "").account ?? {};
  const mandate = world.waiting.get(intentId)?.mandate;
  endDebit(world, intentId, failure === undefined ? undefined : toDebitFailure(failure));
  if (end !== undefined && mandate !== undefined) {
    setMandateStatus(world, stripeItself(held(world.tables.mandate, mandate).owner), mandate, "inactive");
  }
}

/** Whether a debit goes on for ever, as one test account has it. */
export function isStuck(world: World, intentId: string): boolean {
  const { payment_method: method } = wireOf(world.tables.payment_intent, intentId);
  return instrumentOf(world, method ?? "").account?.isStuck === true;
}
