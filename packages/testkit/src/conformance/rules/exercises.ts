import type { Flow } from "@switchyard/interfaces";
import { methodsOf } from "../declaration.js";
import type { PrepareInput } from "../journeys/inputs.js";
import { toAuthorizeInput } from "../journeys/steps.js";
import type { Recording } from "../recording.js";

/** A flow, and how it comes to be called. */
export interface Exercise {
  readonly flow: Flow;
  /** What the call is, for a finding. */
  readonly name: string;
  readonly input: PrepareInput;
}

/** A payment by every method: some need, and some are answered with, what others are not. */
export function paymentsByMethod({ connector, profile }: Recording): readonly Exercise[] {
  return methodsOf(connector, profile).flatMap(({ method, type, profile: known }): readonly Exercise[] => {
    if (known === undefined) return [];
    const asked = { ...known, input: { paymentMethodType: type, ...known.input } };
    return [{ flow: "Authorize", name: `Authorize with ${method}.${type}`, input: (bench) => toAuthorizeInput(bench, { method: asked }) }];
  });
}
