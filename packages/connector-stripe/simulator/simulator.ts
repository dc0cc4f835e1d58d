import { createRoutes, createSimulator, doublingPauses, type Simulator } from "@switchyard/testkit";
import { createControls } from "./controls.js";
import type { StripeControls } from "./controls-types.js";
import { chargingEndpoints } from "./endpoints/charges.js";
import { connectEndpoints } from "./endpoints/connect.js";
import { customerSideEndpoints } from "./endpoints/customers.js";
import { downloadFile, uploadFile } from "./endpoints/files.js";
import { paymentIntentEndpoints } from "./endpoints/payment-intents.js";
import { platformEndpoints } from "./endpoints/platform.js";
import { setupIntentEndpoints } from "./endpoints/setup-intents.js";
import { addEndpoints, unknownUrl } from "./http/serve.js";
import { PagePath } from "./intents/next-action.js";
import { seedAccount } from "./money/accounts.js";
import { authenticatePage, decisionPage, microdepositsPage } from "./pages.js";
import { STRIPE_SIMULATOR_DEFAULTS, toSettings, type StripeSimulatorOptions } from "./settings.js";
import { signatureOf } from "./signature.js";
import { createWorld, type World } from "./world.js";

/** A simulator of Stripe. */
export type StripeSimulator = Simulator<StripeControls>;

// Growing pauses for three days.
const ATTEMPTS = 20;

/**
 * A stateful fake of Stripe's API version 2026-08-26.dahlia: PaymentIntents and SetupIntents with every payment method and
 * its next action, charges, refunds, disputes, customers, payment methods, tokens, files, Connect with transfers and
 * payouts, and signed events. `api.stripe.com` and `files.stripe.com` are served under one origin.
 *
 * Card numbers, `pm_card_…` names and bank accounts decide the outcome, as Stripe's test mode has them. Redirects lead to
 * pages with an authorize and a fail button, under the origin under which the simulator is called.
 *
 * @example
 * const simulator = createStripeSimulator();
 * const answer = await simulator.fetch(new Request("https://api.stripe.com/v1/payment_intents", { method: "POST", headers, body }));
 * simulator.controls.customer.authorize("pi_3…");
 * await simulator.webhooks.deliver("http://127.0.0.1:3000/webhooks");
 */
export function createStripeSimulator(options: StripeSimulatorOptions = {}): StripeSimulator {
  const settings = toSettings(options);
  let secrets = toSecrets(options);
  let endpointSecrets: ReadonlyMap<string, string> = new Map();
  return createSimulator<StripeControls>(options, {
    webhooks: {
      url: settings.webhookUrl,
      headers: { "content-type": "application/json; charset=utf-8", "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)" },
      sign: async (rawBody, { at, url }) => {
        const own = endpointSecrets.get(url);
        return { "stripe-signature": await signatureOf(own === undefined ? secrets : [own], rawBody, at) };
      },
      retryAfter: doublingPauses({ minutes: 5 }, { hours: 12 }),
      maxAttempts: ATTEMPTS,
    },
    build(context) {
      secrets = toSecrets(options);
      const world = createWorld(context, settings);
      endpointSecrets = world.endpointSecrets;
      for (const seed of settings.connectedAccounts) seedAccount(world, seed);
      const controls = createControls(world, (given) => {
        secrets = given;
      });
      return { fetch: createHandler(world), controls };
    },
  });
}

function toSecrets({ webhookSecret = STRIPE_SIMULATOR_DEFAULTS.webhookSecret }: StripeSimulatorOptions): readonly string[] {
  return typeof webhookSecret === "string" ? [webhookSecret] : webhookSecret;
}

function createHandler(world: World): (request: Request) => Response | Promise<Response> {
  const routes = createRoutes();
  addEndpoints(routes, world, [
    ...paymentIntentEndpoints,
    ...setupIntentEndpoints,
    ...chargingEndpoints,
    ...customerSideEndpoints,
    ...connectEndpoints,
    ...platformEndpoints,
  ]);
  routes.post("/v1/files", ({ req }) => uploadFile(world, req.raw));
  routes.get("/v1/files/:id/contents", ({ req }) => downloadFile(world, req.raw, req.param("id")));
  // Pages: a browser brings no key.
  routes.get(PagePath.Authenticate, ({ req }) => authenticatePage(world, req.raw));
  routes.post(PagePath.Decision, ({ req }) => decisionPage(world, req.raw));
  routes.on(["GET", "POST"], PagePath.Microdeposits, ({ req }) => microdepositsPage(world, req.raw));
  routes.notFound(({ req }) => unknownUrl(world, req.raw));
  return (request) => routes.fetch(request);
}
