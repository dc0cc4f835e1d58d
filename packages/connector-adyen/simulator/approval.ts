import { testCardFault } from "./cards.js";
import { toRefusal, triggeredOutcome } from "./triggers.js";
import type { Outcome, Payment } from "./world.js";

/** What comes of a payment that nothing else stands against: the test platform's triggers, then its cards. */
export function approvalOf({ instrument, order }: Payment): Outcome {
  const triggered = triggeredOutcome(instrument.holder, order.additionalData?.["RequestedTestAcquirerResponseCode"]);
  if (triggered !== undefined) return triggered;
  const fault = testCardFault(instrument);
  return fault === undefined ? { resultCode: "Authorised" } : toRefusal(fault);
}
