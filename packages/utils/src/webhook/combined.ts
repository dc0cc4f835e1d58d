import type { VerificationRecipe } from "./recipe.js";

/**
 * What one of several recipes believes is believed, for processors whose documents and deliveries differ. Test payloads are
 * signed by the first, whose reason is told when none believes.
 */
export function anyOf(first: VerificationRecipe, ...others: readonly VerificationRecipe[]): VerificationRecipe {
  return {
    async verify(...given) {
      const outcome = await first.verify(...given);
      if (outcome.verified) return outcome;
      for (const other of others) {
        const again = await other.verify(...given);
        if (again.verified) return again;
      }
      return outcome;
    },
    sign: (...given) => first.sign(...given),
  };
}

/** For processors that sign their webhooks in several ways: the body says in which. `choose` must not throw. */
export function recipeBy(choose: (body: Uint8Array) => VerificationRecipe): VerificationRecipe {
  return {
    verify: (request, ...rest) => choose(request.body).verify(request, ...rest),
    sign: (body, ...rest) => choose(body).sign(body, ...rest),
  };
}
