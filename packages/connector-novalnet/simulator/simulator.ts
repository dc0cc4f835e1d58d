import { createRoutes, createSimulator, createStore, type Duration, type Simulator, type SimulatorOptions } from "@switchyard/testkit";
import { cancel, capture, refund, showDetails, update } from "./actions.js";
import { Code, failure } from "./answers.js";
import { createControls, type NovalnetControls } from "./controls.js";
import { CREDENTIALS, needAccessKey, type NovalnetSimulatorCredentials } from "./gate.js";
import { bankPage, decisionPage } from "./pages.js";
import { BANK_PATH, takePayment } from "./payments.js";
import type { Payment, Refund, StoredToken, Waiting, World } from "./world.js";

export type { NovalnetControls } from "./controls.js";
export type { NovalnetSimulatorCredentials } from "./gate.js";
export { TEST_IBAN, TestCard } from "./instruments.js";
export { Decision } from "./pages.js";
export { Code, InventedCode } from "./answers.js";
export { eventChecksum, returnChecksum } from "./webhooks.js";

/** What the simulator takes for granted unless told otherwise. None of it is a secret. */
export const NOVALNET_SIMULATOR_DEFAULTS = { credentials: CREDENTIALS } as const;

/** How the simulator behaves. */
export interface NovalnetSimulatorOptions extends SimulatorOptions {
  /** Default: those of {@link NOVALNET_SIMULATOR_DEFAULTS}. */
  readonly credentials?: NovalnetSimulatorCredentials | undefined;
  /** After how long by the clock a SEPA debit is settled. Default: when `controls.settle` says so. */
  readonly settledAfter?: Duration | undefined;
  /** After how long a test transaction that is on hold is deactivated: after midnight in reality. Default: never. */
  readonly testTransactionsEndAfter?: Duration | undefined;
}

/** A simulator of Novalnet. */
export type NovalnetSimulator = Simulator<NovalnetControls>;

/**
 * A stateful fake of Novalnet's Payment API v2: payments, captures, cancellations, refunds, updates and details, the page
 * that customers are sent to, signed returns and signed notifications. All answers are HTTP 200; transaction ids are bare
 * 17-digit numbers. It keeps `hook_url` to itself: notifications wait in the outbox.
 *
 * @example
 * const simulator = createNovalnetSimulator();
 * const answer = await simulator.fetch(new Request("https://payport.novalnet.de/payment", { method: "POST", headers, body }));
 * await simulator.webhooks.deliver("http://127.0.0.1:3000/webhooks");
 */
export function createNovalnetSimulator(options: NovalnetSimulatorOptions = {}): NovalnetSimulator {
  const { credentials = CREDENTIALS, settledAfter, testTransactionsEndAfter } = options;
  return createSimulator<NovalnetControls>(options, {
    webhooks: {
      isAccepted: ({ status }) => status === 200,
      // At the end of the day, and once more the next day.
      retryAfter: () => ({ days: 1 }),
      maxAttempts: 3,
    },
    build(context) {
      const world: World = {
        ...context,
        settings: { credentials, settledAfter, testTransactionsEndAfter },
        payments: createStore<Payment>("payment"),
        refunds: createStore<Refund>("refund"),
        tokens: createStore<StoredToken>("token"),
        waiting: createStore<Waiting>("payment that waits"),
      };
      return { fetch: createHandler(world), controls: createControls(world) };
    },
  });
}

function createHandler(world: World): (request: Request) => Response | Promise<Response> {
  const routes = createRoutes();
  // The bank's page: a browser brings no credentials.
  routes.get(`${BANK_PATH}/:secret`, ({ req }) => bankPage(world, req.param("secret")));
  routes.post(`${BANK_PATH}/:secret`, ({ req }) => decisionPage(world, req.param("secret"), req.raw));

  routes.use("*", async ({ req }, next) => {
    needAccessKey(world.settings.credentials, req.raw);
    await next();
  });
  routes.post("/payment", ({ req }) => takePayment(world, req.raw, false));
  routes.post("/authorize", ({ req }) => takePayment(world, req.raw, true));
  routes.post("/transaction/details", ({ req }) => showDetails(world, req.raw));
  routes.post("/transaction/capture", ({ req }) => capture(world, req.raw));
  routes.post("/transaction/cancel", ({ req }) => cancel(world, req.raw));
  routes.post("/transaction/refund", ({ req }) => refund(world, req.raw));
  routes.post("/transaction/update", ({ req }) => update(world, req.raw));
  routes.notFound(() => failure(Code.UnknownPath, "The path is not known"));
  return (request) => routes.fetch(request);
}
