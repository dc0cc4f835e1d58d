import { invalid } from "../errors.js";
import { changeInstrument, instrumentOf } from "../methods/payment-methods.js";
import type { Microdeposits } from "../params/intents.js";
import type { World } from "../world.js";

/** What a verification of microdeposits comes to (tech-spec, section 10.2). */
export type Verdict = "exceeded" | "mismatch" | "passed" | "timeout";

const MOST_TRIES = 10;
const amountsOf: Readonly<Record<string, Verdict>> = { "32,45": "passed", "10,11": "exceeded", "40,41": "timeout" };
const codesOf: Readonly<Record<string, Verdict>> = { SM11AA: "passed", SM33CC: "exceeded", SM44DD: "timeout" };

const refusals: Readonly<Record<Exclude<Verdict, "passed">, readonly [code: string, message: string]>> = {
  mismatch: [
    "payment_method_microdeposit_verification_amounts_mismatch",
    "The amounts provided do not match the amounts that were sent to the bank account.",
  ],
  exceeded: ["payment_method_microdeposit_verification_attempts_exceeded", "You have exceeded the number of allowed verification attempts."],
  timeout: ["payment_method_microdeposit_verification_timeout", "The microdeposits were not verified in time."],
};

/** Judges what the customer read on the bank statement. Refuses without either of the two. */
export function judge({ amounts, descriptor_code: code }: Microdeposits, tries: number): Verdict {
  if (amounts === undefined && code === undefined) {
    invalid("You must provide either amounts or descriptor_code.", { code: "parameter_missing", param: "amounts" });
  }
  if (amounts !== undefined && code !== undefined) {
    invalid("You may only specify one of these parameters: amounts, descriptor_code.", { code: "parameters_exclusive", param: "amounts" });
  }
  const given = amounts === undefined ? codesOf[code ?? ""] : amountsOf[[...amounts].sort((one, other) => one - other).join(",")];
  if (given !== undefined) return given;
  return tries + 1 >= MOST_TRIES ? "exceeded" : "mismatch";
}

/** Ends a call with the verdict's error; `payment_intent` or `setup_intent` in `more`. */
export function refuseVerdict(verdict: Exclude<Verdict, "passed">, more: Readonly<Record<string, unknown>>): never {
  const [code, message] = refusals[verdict];
  return invalid(message, { code, ...more });
}

/** Another failed try. */
export function countTry(world: World, intent: string): void {
  const waiting = world.waiting.get(intent);
  if (waiting !== undefined) world.waiting.set(intent, { ...waiting, tries: waiting.tries + 1 });
}

/** The account is its owner's. One test account never gets there. */
export function markVerified(world: World, method: string): boolean {
  const fails = instrumentOf(world, method).account?.microdepositsFail === true;
  if (!fails) changeInstrument(world, method, { isVerified: true });
  return !fails;
}
