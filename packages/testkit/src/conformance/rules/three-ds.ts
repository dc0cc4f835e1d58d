import { check, describe, Findings } from "../check.js";
import { authenticates, threeDsMethodsOf, type DeclaredMethod } from "../declaration.js";
import { threeDsId } from "../journeys/methods.js";
import type { Recording } from "../recording.js";
import type { Rule } from "./rule.js";

/** Every entry of the profile that speaks for the type went as it must, and there is one. */
async function checkAuthenticated({ profile, journeys, take }: Recording, declared: DeclaredMethod): Promise<void> {
  const findings = new Findings();
  const name = `${declared.method}.${declared.type}`;
  const ids = (profile.threeDs ?? []).flatMap((entry, at) => (authenticates(entry, declared) ? [threeDsId(at)] : []));
  findings.that(ids.length > 0, `3DS is declared for ${name}, and no entry of the profile's threeDs authenticates it`);
  for (const journey of journeys.filter(({ id }) => ids.includes(id))) {
    const { failure } = await take(journey);
    findings.that(failure === undefined, () => `${journey.title}: ${describe(failure)}`);
  }
  findings.settle();
}

/** 3DS works wherever it is declared: one cell of the support matrix for each payment method type. */
export const threeDsRules: Rule = (recording) =>
  threeDsMethodsOf(recording.connector, recording.profile).map((declared) => {
    const { method, type } = declared;
    const cell = { paymentMethod: method, paymentMethodType: type, feature: "three_ds" };
    return check(`three-ds.${method}.${type}`, `authenticates the customer of ${method}.${type}`, () => checkAuthenticated(recording, declared), {
      cell,
    });
  });
