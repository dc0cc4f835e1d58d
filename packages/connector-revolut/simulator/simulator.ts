import { createRoutes, createSimulator, createStore, type Duration, type Simulator, type SimulatorOptions } from "@switchyard/testkit";
import { createControls, type RevolutControls } from "./controls.js";
import { createCustomer, deleteCustomer, deleteMethod, listMethods, payWithSaved, showCustomer, showMethod } from "./customers.js";
import { acceptDispute, challengeDispute, listDisputes, showDispute, uploadEvidence } from "./disputes.js";
import { CREDENTIALS, needHeaders, type RevolutSimulatorCredentials } from "./gate.js";
import { cancelOrder, captureOrder, createOrder, incrementOrder, listOrders, refundOrder, showOrder, updateOrder } from "./orders.js";
import { answerIssuer, issuerPage, payPage, submitPage } from "./pages.js";
import { signatureHeaders } from "./webhooks.js";
import type { Customer, Dispute, Order, SavedMethod, World } from "./world.js";

/** What the simulator takes for granted unless told otherwise. None of it is a secret. */
export const REVOLUT_SIMULATOR_DEFAULTS = {
  credentials: CREDENTIALS,
  webhookSecret: "wsk_r59a4HfWVAKycbCaNO1RvgCJec02gRd8",
} as const;

/** How the simulator behaves. */
export interface RevolutSimulatorOptions extends SimulatorOptions {
  /** Default: those of {@link REVOLUT_SIMULATOR_DEFAULTS}. */
  readonly credentials?: RevolutSimulatorCredentials | undefined;
  /** One, or several as while the secret is rotated. */
  readonly webhookSecret?: string | readonly string[] | undefined;
  /** After how long a refund is done. Default: before the next request is answered; likewise the others. */
  readonly refundedAfter?: Duration | undefined;
  /** After how long a SEPA direct debit is. */
  readonly settledAfter?: Duration | undefined;
  /** After how long an increment is decided. */
  readonly incrementedAfter?: Duration | undefined;
  /** Lists the payments of an order newest first: their order is not promised. */
  readonly newestFirst?: boolean | undefined;
}

/** A simulator of Revolut. */
export type RevolutSimulator = Simulator<RevolutControls>;

/**
 * A stateful fake of Revolut's Merchant API 2024-09-01, written from `docs/tech-spec.md`: orders with the page that buyers pay
 * on, refunds, increments, customers with saved payment methods, disputes, and signed events. Card numbers decide, see `TestCard`.
 *
 * @example
 * const simulator = createRevolutSimulator();
 * const answer = await simulator.fetch(new Request("https://sandbox-merchant.revolut.com/api/orders", { method: "POST", headers, body }));
 * simulator.controls.pay((await answer.json()).checkout_url);
 * await simulator.webhooks.deliver("http://127.0.0.1:3000/webhooks");
 */
export function createRevolutSimulator(options: RevolutSimulatorOptions = {}): RevolutSimulator {
  const { credentials = CREDENTIALS, refundedAfter = {}, settledAfter = {}, incrementedAfter = {}, newestFirst = false } = options;
  const given = options.webhookSecret ?? REVOLUT_SIMULATOR_DEFAULTS.webhookSecret;
  const first = typeof given === "string" ? [given] : given;
  let secrets = first;
  return createSimulator<RevolutControls>(options, {
    webhooks: {
      sign: (rawBody, { at }) => signatureHeaders(secrets, rawBody, at),
      isAccepted: ({ status }) => status >= 200 && status < 400,
      retryAfter: () => ({ minutes: 10 }),
      maxAttempts: 4,
    },
    build(context) {
      secrets = first;
      const world: World = {
        ...context,
        settings: { credentials, refundedAfter, settledAfter, incrementedAfter, newestFirst },
        orders: createStore<Order>("order"),
        customers: createStore<Customer>("customer"),
        methods: createStore<SavedMethod>("payment method"),
        disputes: createStore<Dispute>("dispute"),
        answered: new Map(),
      };
      const controls = createControls(world, (next) => {
        secrets = next;
      });
      return { fetch: createHandler(world), controls };
    },
  });
}

function createHandler(world: World): (request: Request) => Response | Promise<Response> {
  const routes = createRoutes();
  // Pages of buyers: a browser brings no key.
  routes.get("/payment-link/:token", ({ req }) => payPage(world, req.param("token")));
  routes.post("/payment-link/:token", ({ req }) => submitPage(world, req.param("token"), req.raw));
  routes.get("/3ds/:token/:method", ({ req }) => issuerPage(world, req.param("token")));
  routes.post("/3ds/:token/:method", ({ req }) => answerIssuer(world, req.param("token"), req.param("method"), req.raw));

  routes.use("/api/*", async ({ req }, next) => {
    needHeaders(world, world.settings.credentials, req.raw);
    await next();
  });
  routes.post("/api/orders", ({ req }) => createOrder(world, req.raw));
  routes.get("/api/orders", ({ req }) => listOrders(world, req.raw));
  routes.get("/api/orders/:id", ({ req }) => showOrder(world, req.param("id")));
  routes.patch("/api/orders/:id", ({ req }) => updateOrder(world, req.param("id"), req.raw));
  routes.post("/api/orders/:id/capture", ({ req }) => captureOrder(world, req.param("id"), req.raw));
  routes.post("/api/orders/:id/cancel", ({ req }) => cancelOrder(world, req.param("id"), req.raw));
  routes.post("/api/orders/:id/refund", ({ req }) => refundOrder(world, req.param("id"), req.raw));
  routes.post("/api/orders/:id/increment-authorisation", ({ req }) => incrementOrder(world, req.param("id"), req.raw));
  routes.post("/api/orders/:id/payments", ({ req }) => payWithSaved(world, req.param("id"), req.raw));

  routes.post("/api/customers", ({ req }) => createCustomer(world, req.raw));
  routes.get("/api/customers/:id", ({ req }) => showCustomer(world, req.param("id")));
  routes.delete("/api/customers/:id", ({ req }) => deleteCustomer(world, req.param("id")));
  routes.get("/api/customers/:id/payment-methods", ({ req }) => listMethods(world, req.param("id"), req.raw));
  routes.get("/api/customers/:id/payment-methods/:method", ({ req }) => showMethod(world, req.param("id"), req.param("method")));
  routes.delete("/api/customers/:id/payment-methods/:method", ({ req }) => deleteMethod(world, req.param("id"), req.param("method")));

  routes.get("/api/disputes", ({ req }) => listDisputes(world, req.raw));
  routes.get("/api/disputes/:id", ({ req }) => showDispute(world, req.param("id")));
  routes.post("/api/disputes/:id/accept", ({ req }) => acceptDispute(world, req.param("id"), req.raw));
  routes.post("/api/disputes/:id/evidences", ({ req }) => uploadEvidence(world, req.param("id"), req.raw));
  routes.post("/api/disputes/:id/challenge", ({ req }) => challengeDispute(world, req.param("id"), req.raw));

  // A path that nobody knows: the gateway's page, not the API's error.
  routes.notFound(() => new Response("<html><body><h1>404 Not Found</h1></body></html>", { status: 404, headers: { "content-type": "text/html" } }));
  return (request) => routes.fetch(request);
}
