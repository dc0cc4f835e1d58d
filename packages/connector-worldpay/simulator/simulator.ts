import { createRoutes, createSimulator, createStore, doublingPauses } from "@switchyard/testkit";
import type { Duration, Simulator, SimulatorOptions } from "@switchyard/testkit";
import { act, queryPayment } from "./actions.js";
import { methodNotAllowed, NotFoundStyle } from "./answers.js";
import { increaseAuthorization } from "./card-payments.js";
import { createControls } from "./controls.js";
import type { WorldpayControls } from "./controls.js";
import { MediaType, needCredentials, needMediaType, needPaymentsHeaders } from "./gate.js";
import { challengePage, decisionPage, deviceDataPage } from "./pages.js";
import { takePayment } from "./payments.js";
import { queryPaymentById, queryPayments } from "./queries.js";
import { PagePath } from "./three-ds.js";
import { manageToken } from "./tokens.js";
import { toEventSignature } from "./webhooks.js";
import type { WebhookKey } from "./webhooks.js";
import { Excess, refuseNotFound } from "./world.js";
import type { Payment, Settings, StoredToken, World } from "./world.js";

export { NotFoundStyle } from "./answers.js";
export { MagicName } from "./cards.js";
export type { EstimatedAuthorization } from "./card-payments.js";
export type { Advance, PaymentSnapshot, WorldpayControls } from "./controls.js";
export type { WebhookKey } from "./webhooks.js";
export { Excess, Phase } from "./world.js";

/** What the simulator takes for granted unless told otherwise. None of it is a secret. */
export const WORLDPAY_SIMULATOR_DEFAULTS = {
  username: "simulator-username",
  password: "simulator-password",
  entity: "SwitchyardDemo",
  webhookKeyId: "1",
  /** Hexadecimal, as Worldpay shares it. */
  webhookSecret: "3f8a1c5d7e9b2046a1c3e5f70819a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3",
} as const;

/** Credentials that the simulator accepts. */
export interface WorldpaySimulatorCredentials {
  readonly username: string;
  readonly password: string;
  /** Every entity that these credentials may use. The legacy accounts' one is `default`. */
  readonly entity: string | readonly string[];
}

/** How the simulator behaves. */
export interface WorldpaySimulatorOptions extends SimulatorOptions {
  /** Default: those of {@link WORLDPAY_SIMULATOR_DEFAULTS}. */
  readonly credentials?: WorldpaySimulatorCredentials | undefined;
  /** Hexadecimal; or several keys, as while a key is rotated. */
  readonly webhookSecret?: string | readonly WebhookKey[] | undefined;
  /** How long queries and events stay behind the answers: up to a quarter of an hour in reality. Default: not at all. */
  readonly lag?: Duration | undefined;
  /** A settlement or refund of more than there is: refused at once (the default), or accepted and failed later. */
  readonly overCapture?: Excess | undefined;
  /** How a 404 of the Payments API looks. Default: JSON. */
  readonly notFound?: NotFoundStyle | undefined;
  /** After how long by the clock a settlement is done. Default: when `controls.advance` says so; likewise the others. */
  readonly settledAfter?: Duration | undefined;
  readonly refundedAfter?: Duration | undefined;
  readonly cancelledAfter?: Duration | undefined;
  readonly expiredAfter?: Duration | undefined;
}

/** A simulator of Access Worldpay. */
export type WorldpaySimulator = Simulator<WorldpayControls>;

const EVENT_TYPE = "application/vnd.worldpay.events-v1.hal+json";
// From 30 seconds to 2 hours, for a week.
const ATTEMPTS_IN_A_WEEK = 92;

/**
 * A stateful fake of Access Worldpay: Payments API 2024-06-01, Tokens v3 (reading and deleting), Payment Queries v1 and
 * the incremental authorization of Card Payments v7, with the issuer's 3DS pages and signed events.
 *
 * Card holder names decide the outcome, see {@link MagicName}. All links lead back to the origin under which the
 * simulator is called.
 *
 * @example
 * const simulator = createWorldpaySimulator();
 * const answer = await simulator.fetch(new Request("https://try.access.worldpay.com/api/payments", { method: "POST", headers, body }));
 * simulator.controls.advance.settled("order-1001");
 * await simulator.webhooks.deliver("http://127.0.0.1:3000/webhooks");
 */
export function createWorldpaySimulator(options: WorldpaySimulatorOptions = {}): WorldpaySimulator {
  let keys = toKeys(options.webhookSecret);
  return createSimulator<WorldpayControls>(options, {
    webhooks: {
      headers: { "content-type": EVENT_TYPE },
      sign: async (rawBody) => ({ "event-signature": await toEventSignature(keys, rawBody) }),
      isAccepted: ({ status }) => status === 200,
      retryAfter: doublingPauses({ seconds: 30 }, { hours: 2 }),
      maxAttempts: ATTEMPTS_IN_A_WEEK,
    },
    build(context) {
      keys = toKeys(options.webhookSecret);
      const world: World = {
        ...context,
        settings: toSettings(options),
        payments: createStore<Payment>("payment"),
        tokens: createStore<StoredToken>("token"),
        jwts: new Map(),
      };
      const controls = createControls(world, (given) => {
        keys = given;
      });
      return { fetch: createHandler(world), controls };
    },
  });
}

function toKeys(secret: WorldpaySimulatorOptions["webhookSecret"]): readonly WebhookKey[] {
  const { webhookKeyId: keyId, webhookSecret } = WORLDPAY_SIMULATOR_DEFAULTS;
  return typeof secret === "object" ? secret : [{ keyId, secret: secret ?? webhookSecret }];
}

function toSettings(options: WorldpaySimulatorOptions): Settings {
  const { lag = {}, overCapture = Excess.Refuse, notFound = NotFoundStyle.Json } = options;
  const { username, password, entity } = options.credentials ?? WORLDPAY_SIMULATOR_DEFAULTS;
  const { settledAfter, refundedAfter, cancelledAfter, expiredAfter } = options;
  const entities = typeof entity === "string" ? [entity] : entity;
  return { username, password, entities, lag, excess: overCapture, notFound, settledAfter, refundedAfter, cancelledAfter, expiredAfter };
}

function createHandler(world: World): (request: Request) => Promise<Response> {
  const routes = createRoutes();

  routes.use("/api/*", async ({ req }, next) => {
    needCredentials(world, req.raw);
    needPaymentsHeaders(req.raw);
    await next();
  });
  routes.post("/api/payments", ({ req }) => takePayment(world, req.raw));
  routes.get("/api/payments/:linkData", ({ req }) => queryPayment(world, req.raw));
  routes.post("/api/payments/:linkData/:action", ({ req }) => act(world, req.raw));
  for (const path of ["/api/payments", "/api/payments/:linkData", "/api/payments/:linkData/:action"]) {
    routes.all(path, methodNotAllowed);
  }

  routes.use("/paymentQueries/*", async ({ req }, next) => {
    needCredentials(world, req.raw);
    needMediaType(req.raw, MediaType.Queries);
    await next();
  });
  routes.get("/paymentQueries/payments", ({ req }) => queryPayments(world, req.raw));
  routes.get("/paymentQueries/payments/:paymentId", ({ req }) => queryPaymentById(world, req.raw));

  routes.use("/payments/*", async ({ req }, next) => {
    needCredentials(world, req.raw);
    needMediaType(req.raw, MediaType.CardPayments);
    await next();
  });
  routes.post("/payments/authorizations/incrementalAuthorizations/:linkData", ({ req }) => increaseAuthorization(world, req.raw));

  routes.all("/tokens/*", ({ req }) => manageToken(world, req.raw));

  // The issuer's pages: a browser brings no credentials.
  routes.post(PagePath.DeviceData, ({ req }) => deviceDataPage(world, req.raw));
  routes.post(PagePath.Challenge, ({ req }) => challengePage(world, req.raw));
  routes.post(PagePath.Decision, ({ req }) => decisionPage(world, req.raw));

  routes.notFound(() => refuseNotFound(world));

  return async (request) => {
    const response = await routes.fetch(request);
    response.headers.set("WP-CorrelationId", world.ids.uuid());
    return response;
  };
}
