import { createRoutes, createSimulator, createStore, refuse, type Simulator, type SimulatorOptions } from "@switchyard/testkit";
// #if Execute
import type { Duration } from "@switchyard/testkit";
// #end
import { notFound } from "./answers.js";
import { CREDENTIALS, needCredentials, type AcmeSimulatorCredentials } from "./gate.js";
import {
  // #if Capture
  capturePayment,
  // #end
  findPayment,
  showPayment,
  takePayment,
  // #if Void
  voidPayment,
  // #end
} from "./payments.js";
// #if Execute
import { refundPayment, settleRefund, showRefund } from "./refunds.js";
// #end
// #if hmac
import { signatureHeaders } from "./webhooks.js";
// #end
// #if Execute
import type { Payment, Refund, World } from "./world.js";
// #else
import type { Payment, World } from "./world.js";
// #end

/** What the simulator takes for granted unless told otherwise. None of it is a secret. */
export const ACME_SIMULATOR_DEFAULTS = {
  credentials: CREDENTIALS,
  // #if signed
  webhookSecret: "simulator-webhook-secret",
  // #end
} as const;

/** How the simulator behaves. */
export interface AcmeSimulatorOptions extends SimulatorOptions {
  /** Default: those of {@link ACME_SIMULATOR_DEFAULTS}. */
  readonly credentials?: AcmeSimulatorCredentials | undefined;
  // #if signed
  readonly webhookSecret?: string | undefined;
  // #end
  // #if Execute
  /** After how long by the clock a refund is done. Default: before the next request is answered. */
  readonly refundedAfter?: Duration | undefined;
  // #end
}

/** What tests and demos may do beside the API. */
export interface AcmeControls {
  /** The state of a payment; undefined for an unknown one. */
  payment(id: string): Payment | undefined;
  // #if Execute
  /** Ends a refund that is pending. */
  settleRefund(id: string, state: "succeeded" | "failed"): void;
  // #end
}

/** A simulator of $displayName. */
export type AcmeSimulator = Simulator<AcmeControls>;

/**
 * A stateful fake of $displayName, written from `docs/tech-spec.md`. Card numbers decide the outcome, see `TestCard`.
 *
 * @example
 * const simulator = createAcmeSimulator();
 * const answer = await simulator.fetch(new Request("$paymentsUrl", { method: "POST", headers, body }));
 * await simulator.webhooks.deliver("http://127.0.0.1:3000/webhooks");
 */
export function createAcmeSimulator(options: AcmeSimulatorOptions = {}): AcmeSimulator {
  const settings = {
    credentials: options.credentials ?? ACME_SIMULATOR_DEFAULTS.credentials,
    // #if signed
    webhookSecret: options.webhookSecret ?? ACME_SIMULATOR_DEFAULTS.webhookSecret,
    // #end
    // #if Execute
    refundedAfter: options.refundedAfter ?? {},
    // #end
  };
  return createSimulator<AcmeControls>(options, {
    // #if hmac-sha256-timestamp
    webhooks: { sign: (rawBody, { at }) => signatureHeaders(settings.webhookSecret, rawBody, at) },
    // #end
    // #if hmac-sha256-header or hmac-sha512-header
    webhooks: { sign: (rawBody) => signatureHeaders(settings.webhookSecret, rawBody) },
    // #end
    build(context) {
      const world: World = {
        ...context,
        settings,
        payments: createStore<Payment>("payment"),
        // #if Execute
        refunds: createStore<Refund>("refund"),
        // #end
      };
      const controls: AcmeControls = {
        payment: (id) => world.payments.get(`id:${id}`),
        // #if Execute
        settleRefund: (id, state) => {
          settleRefund(world, id, state);
        },
        // #end
      };
      return { fetch: createHandler(world), controls };
    },
  });
}

function createHandler(world: World): (request: Request) => Response | Promise<Response> {
  const routes = createRoutes();
  routes.use("*", async ({ req }, next) => {
    needCredentials(world.settings.credentials, req.raw);
    await next();
  });
  routes.post("/payments", ({ req }) => takePayment(world, req.raw));
  routes.get("/payments/:id", ({ req }) => showPayment(world, req.param("id")));
  routes.get("/payments/references/:reference", ({ req }) => findPayment(world, req.param("reference")));
  // #if Capture
  routes.post("/payments/:id/captures", ({ req }) => capturePayment(world, req.param("id"), req.raw));
  // #end
  // #if Void
  routes.post("/payments/:id/cancellations", ({ req }) => voidPayment(world, req.param("id"), req.raw));
  // #end
  // #if Execute
  routes.post("/payments/:id/refunds", ({ req }) => refundPayment(world, req.param("id"), req.raw));
  routes.get("/refunds/:id", ({ req }) => showRefund(world, req.param("id")));
  // #end
  routes.notFound(() => refuse(notFound()));
  return (request) => routes.fetch(request);
}
