import { createRoutes, createSimulator, createStore, doublingPauses, type Simulator, type SimulatorOptions } from "@switchyard/testkit";
import { errorAnswer, toResponse } from "./answers.js";
import { createControls, type DummyControls } from "./controls.js";
import { methodNotAllowed, needKey, once } from "./gate.js";
import { cancel, capture, completePayment, readPayment, searchPayments, takePayment } from "./payments.js";
import { challengePage, decisionPage } from "./pages.js";
import { readRefund, refundPayment } from "./refunds.js";
import { toSignatureHeaders } from "./webhooks.js";
import type { Payment, Refund, World } from "./world.js";

/** What the simulator takes for granted unless told otherwise. None of it is a secret. */
export const DUMMY_SIMULATOR_DEFAULTS = {
  apiKey: "dummy-api-key",
  webhookSecret: "dummy-webhook-secret",
} as const;

/** How the simulator behaves. */
export interface DummySimulatorOptions extends SimulatorOptions {
  /** Default: that of {@link DUMMY_SIMULATOR_DEFAULTS}; likewise the webhook secret. */
  readonly apiKey?: string | undefined;
  readonly webhookSecret?: string | undefined;
}

/** The dummy's processor. */
export type DummySimulator = Simulator<DummyControls>;

/**
 * The processor behind the dummy connector. Cards and amounts decide what becomes of a payment: see {@link MagicCard},
 * {@link MagicAmount}, {@link MagicAnswer} and {@link MagicRefund}.
 *
 * @example
 * const simulator = createDummySimulator();
 * const payments = createClient(dummy, {
 *   auth: dummyCredentials({ apiKey: DUMMY_SIMULATOR_DEFAULTS.apiKey }),
 *   environment: "sandbox",
 *   transport: dummyTransport(simulator),
 * });
 */
export function createDummySimulator(options: DummySimulatorOptions = {}): DummySimulator {
  const { apiKey = DUMMY_SIMULATOR_DEFAULTS.apiKey, webhookSecret = DUMMY_SIMULATOR_DEFAULTS.webhookSecret } = options;
  return createSimulator<DummyControls>(options, {
    webhooks: {
      sign: (rawBody, { at }) => toSignatureHeaders(webhookSecret, rawBody, at),
      retryAfter: doublingPauses({ seconds: 10 }, { hours: 1 }),
    },
    build(context) {
      const world: World = {
        ...context,
        apiKey,
        payments: createStore<Payment>("payment"),
        refunds: createStore<Refund>("refund"),
        mandates: new Map(),
        sessions: new Map(),
        keyed: new Map(),
      };
      return { fetch: createHandler(world), controls: createControls(world) };
    },
  });
}

function createHandler(world: World): (request: Request) => Promise<Response> {
  const routes = createRoutes();
  for (const path of ["/payments", "/payments/*", "/refunds/*"]) {
    routes.use(path, async ({ req }, next) => {
      needKey(world, req.raw);
      await next();
    });
  }
  routes.post("/payments", ({ req }) => once(world, req.raw, (body) => takePayment(world, body, new URL(req.raw.url).origin)));
  routes.get("/payments", ({ req }) => toResponse(searchPayments(world, req.query("reference"))));
  routes.get("/payments/:id", ({ req }) => toResponse(readPayment(world, req.param("id"))));
  routes.post("/payments/:id/complete", ({ req }) => toResponse(completePayment(world, req.param("id"))));
  routes.post("/payments/:id/captures", ({ req }) => once(world, req.raw, (body) => capture(world, req.param("id"), body)));
  routes.post("/payments/:id/cancel", ({ req }) => once(world, req.raw, (body) => cancel(world, req.param("id"), body)));
  routes.post("/payments/:id/refunds", ({ req }) => once(world, req.raw, (body) => refundPayment(world, req.param("id"), body)));
  routes.get("/refunds/:id", ({ req }) => toResponse(readRefund(world, req.param("id"))));
  for (const path of ["/payments", "/payments/:id", "/payments/:id/:action", "/refunds/:id"]) routes.all(path, methodNotAllowed);
  // The issuer's pages: a browser brings no key.
  routes.post("/3ds", ({ req }) => challengePage(world, req.raw));
  routes.post("/3ds/decision", ({ req }) => decisionPage(world, req.raw));
  routes.notFound(() => toResponse(errorAnswer(404, "not_found", "There is nothing here.")));

  return async (request) => {
    const response = await routes.fetch(request);
    response.headers.set("request-id", world.ids.next("req_"));
    return response;
  };
}
