import { createRoutes, createSimulator, createStore, type Simulator, type SimulatorOptions } from "@switchyard/testkit";
import { aapiError, gatewayError, ResultCode } from "./answers.js";
import { openBankPayment, refundBankPayment, showBankPayment } from "./bank-payments.js";
import { createControls, type TrustpayControls } from "./controls.js";
import { CREDENTIALS, giveToken, needApiKey, needBearer, needCalm, type TrustpaySimulatorCredentials } from "./gate.js";
import { challengeDecision, challengePage, gatewayDecision, gatewayPage, PagePath } from "./pages.js";
import { openIntent, purchase, showInstance } from "./purchases.js";
import { refundCard } from "./refunds.js";
import type { BankPayment, Instance, NotificationStyle, Settings, World } from "./world.js";

/** What the simulator takes for granted unless told otherwise. None of it is a secret. */
export const TRUSTPAY_SIMULATOR_DEFAULTS = { credentials: CREDENTIALS } as const;

/** How the simulator behaves. */
export interface TrustpaySimulatorOptions extends SimulatorOptions {
  /** Default: those of {@link TRUSTPAY_SIMULATOR_DEFAULTS}. */
  readonly credentials?: TrustpaySimulatorCredentials | undefined;
  /** Whether card refunds end at once (the default, as in the sandbox) or when a control says so. */
  readonly cardRefunds?: "at-once" | "later" | undefined;
  /** PaymentMethods that the project has not enabled. Default: none. */
  readonly disabledMethods?: readonly string[] | undefined;
  /** How notifications are signed. Default: all leaves, no null. */
  readonly notifications?: Partial<NotificationStyle> | undefined;
}

/** A simulator of TrustPay. */
export type TrustpaySimulator = Simulator<TrustpayControls>;

/**
 * A stateful fake of both of TrustPay's APIs under one origin: the card gateway (`/api/v1/`) and AAPI (`/api/Payments/`,
 * `/api/oauth2/`), with the pages of 3DS and of the bank, and signed notifications. Card numbers decide, see `TestCard`.
 *
 * @example
 * const simulator = createTrustpaySimulator();
 * const answer = await simulator.fetch(new Request("https://test-tpgw.trustpay.eu/api/v1/purchase", { method: "POST", headers, body }));
 * await simulator.webhooks.deliver("http://127.0.0.1:3000/webhooks");
 */
export function createTrustpaySimulator(options: TrustpaySimulatorOptions = {}): TrustpaySimulator {
  const { credentials = CREDENTIALS, cardRefunds = "at-once", disabledMethods = [], notifications = {} } = options;
  const settings: Settings = { credentials, cardRefunds, disabledMethods };
  return createSimulator<TrustpayControls>(options, {
    webhooks: { isAccepted: ({ status }) => status === 200 },
    build(context) {
      const world: World = {
        ...context,
        settings,
        instances: createStore<Instance>("instance"),
        bankPayments: createStore<BankPayment>("payment"),
        tokens: new Map(),
        modes: { notifications: { rule: "all", withNull: false, ...notifications }, throttleNext: false },
      };
      return { fetch: createHandler(world), controls: createControls(world) };
    },
  });
}

function createHandler(world: World): (request: Request) => Response | Promise<Response> {
  const routes = createRoutes();

  routes.use("/api/v1/*", async ({ req }, next) => {
    needApiKey(world, req.raw);
    await next();
  });
  routes.post("/api/v1/purchase", ({ req }) => purchase(world, req.raw));
  routes.get("/api/v1/instance/:id", ({ req }) => showInstance(world, req.param("id")));
  routes.post("/api/v1/Refund", ({ req }) => refundCard(world, req.raw));
  routes.post("/api/v1/intent", ({ req }) => openIntent(world, req.raw));

  routes.post("/api/oauth2/token", ({ req }) => giveToken(world, req.raw));
  routes.use("/api/Payments/*", async ({ req }, next) => {
    needBearer(world, req.raw);
    needCalm(world);
    await next();
  });
  routes.post("/api/Payments/Payment", ({ req }) => openBankPayment(world, req.raw));
  routes.get("/api/Payments/Payment/:id", ({ req }) => showBankPayment(world, req.param("id")));
  routes.post("/api/Payments/Payment/:id/Refund", ({ req }) => refundBankPayment(world, req.param("id"), req.raw));

  // The shopper's browser brings no credentials.
  routes.post(PagePath.Challenge, ({ req }) => challengePage(world, req.raw));
  routes.post(PagePath.ChallengeDecision, ({ req }) => challengeDecision(world, req.raw));
  routes.get(PagePath.Gateway, ({ req }) => gatewayPage(world, req.raw));
  routes.post(PagePath.GatewayDecision, ({ req }) => gatewayDecision(world, req.raw));

  routes.notFound(({ req }) =>
    req.path.startsWith("/api/Payments") ? aapiError(world, 404, ResultCode.InvalidRequest, "Unknown resource") : gatewayError(404, 1, "Not found"),
  );
  return (request) => routes.fetch(request);
}
