import { createRoutes, createSimulator, createStore, type Simulator, type SimulatorOptions } from "@switchyard/testkit";
import { payByBank } from "./alt-payments.js";
import { errorAnswer } from "./answers.js";
import { authenticate, BrowserPath, sdkScript, withCors } from "./browser.js";
import { changeCardPayment, payByCard } from "./card-payments.js";
import { createControls, type BluesnapControls } from "./controls.js";
import { answerOnce, CREDENTIALS, needMerchant, type BluesnapSimulatorCredentials } from "./gate.js";
import { toHeaders } from "./notifications.js";
import { showAltTransaction, showTransaction } from "./queries.js";
import { refundPayment } from "./refunds.js";
import { openToken, openWalletSession, prefillToken } from "./tokens.js";
import type { FieldsToken, Refund, Settings, Transaction, World } from "./world.js";

/** What the simulator takes for granted unless told otherwise. None of it is a secret. */
export const BLUESNAP_SIMULATOR_DEFAULTS = { credentials: CREDENTIALS, merchantId: "1234567", webhookSecret: "bls_webhook_secret" } as const;

/** How the simulator behaves. */
export interface BluesnapSimulatorOptions extends SimulatorOptions {
  /** Default: those of {@link BLUESNAP_SIMULATOR_DEFAULTS}. */
  readonly credentials?: BluesnapSimulatorCredentials | undefined;
  /** The merchant's number, which queries by reference name. */
  readonly merchantId?: string | undefined;
  /** The key of webhooks; `null`: none was generated, and nothing is signed. */
  readonly webhookSecret?: string | null | undefined;
  /** Whether idempotency keys are switched on for the account. Default: true. */
  readonly idempotency?: boolean | undefined;
}

/** A simulator of BlueSnap. */
export type BluesnapSimulator = Simulator<BluesnapControls>;

/**
 * A stateful fake of BlueSnap's Payment API under one origin: `/services/2/`, the browser SDK of 3DS under `/web-sdk/5/`,
 * and signed webhooks. Card and account numbers decide, see `TestCard` and `TestAccount`.
 *
 * @example
 * const simulator = createBluesnapSimulator();
 * const answer = await simulator.fetch(new Request("https://sandbox.bluesnap.com/services/2/transactions", { method: "POST", headers, body }));
 * await simulator.webhooks.deliver("http://127.0.0.1:3000/webhooks");
 */
export function createBluesnapSimulator(options: BluesnapSimulatorOptions = {}): BluesnapSimulator {
  const { credentials, merchantId, webhookSecret } = { ...BLUESNAP_SIMULATOR_DEFAULTS, ...options };
  const settings: Settings = {
    credentials: credentials ?? CREDENTIALS,
    merchantId: merchantId ?? BLUESNAP_SIMULATOR_DEFAULTS.merchantId,
    webhookSecret: webhookSecret ?? undefined,
    idempotency: options.idempotency ?? true,
  };
  return createSimulator<BluesnapControls>(options, {
    webhooks: {
      sign: (rawBody, { at }) => toHeaders(rawBody, at, settings.webhookSecret),
      isAccepted: ({ status }) => status === 200,
      // Sent once, and again up to 11 times (tech-spec, section 7.1).
      maxAttempts: 12,
      retryAfter: () => ({ hours: 4 }),
    },
    build(context) {
      const world: World = {
        ...context,
        settings,
        transactions: createStore<Transaction>("transaction"),
        refunds: createStore<Refund>("refund"),
        tokens: createStore<FieldsToken>("token"),
        remembered: new Map(),
        modes: {},
      };
      return { fetch: createHandler(world), controls: createControls(world) };
    },
  });
}

function createHandler(world: World): (request: Request) => Response | Promise<Response> {
  const routes = createRoutes();
  const once = (request: Request, answer: () => Promise<Response>) => answerOnce(world, request, answer);

  routes.use("/services/2/*", async ({ req }, next) => {
    needMerchant(world, req.raw);
    await next();
  });
  routes.post("/services/2/transactions", ({ req }) => once(req.raw, () => payByCard(world, req.raw)));
  routes.put("/services/2/transactions", ({ req }) => changeCardPayment(world, req.raw));
  routes.get("/services/2/transactions/:id", ({ req }) => showTransaction(world, req.param("id")));
  routes.post("/services/2/transactions/refund/:id", ({ req }) => once(req.raw, () => refundPayment(world, req.param("id"), req.raw)));
  routes.post("/services/2/alt-transactions", ({ req }) => once(req.raw, () => payByBank(world, req.raw)));
  routes.get("/services/2/alt-transactions/:id", ({ req }) => showAltTransaction(world, req.param("id")));
  routes.post("/services/2/payment-fields-tokens/prefill", ({ req }) => once(req.raw, () => prefillToken(world, req.raw)));
  routes.post("/services/2/payment-fields-tokens", ({ req }) => openToken(world, req.raw));
  routes.post("/services/2/wallets", ({ req }) => openWalletSession(world, req.raw));

  // The customer's browser brings no credentials.
  routes.get(BrowserPath.Script, () => sdkScript());
  routes.options(BrowserPath.Authenticate, () => withCors(new Response(null, { status: 204 })));
  routes.post(BrowserPath.Authenticate, async ({ req }) => withCors(await authenticate(world, req.raw)));

  routes.notFound(() => errorAnswer(404, { code: "85", errorName: "INVALID_HTTP_METHOD", description: "There is no such resource." }));
  return (request) => routes.fetch(request);
}
