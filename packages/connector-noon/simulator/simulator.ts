import { createRoutes, createSimulator, createStore, type Duration, type Simulator, type SimulatorOptions } from "@switchyard/testkit";
import { cancel, cancelSubscription, capture, finishRefunds, refund, reverse } from "./actions.js";
import { fail, InventedCode, processed, ResultCode } from "./answers.js";
import { createControls, type NoonControls } from "./controls.js";
import { CREDENTIALS, needCredentials, needJson, needShape, type NoonSimulatorCredentials } from "./gate.js";
import { checkout } from "./pages.js";
import { initiate } from "./payments.js";
import { getByReferenceSchema, getOrderSchema } from "./schemas.js";
import { findByReference, needOrder, show, type Order, type Settings, type Subscription, type World } from "./world.js";

export { InventedCode, ResultCode } from "./answers.js";
export { OrderError, TestCard } from "./cards.js";
export type { NoonControls } from "./controls.js";
export type { NoonSimulatorCredentials } from "./gate.js";
export { Decision } from "./pages.js";
export { signNotification } from "./webhooks.js";

/** What the simulator takes for granted unless told otherwise. None of it is a secret. */
export const NOON_SIMULATOR_DEFAULTS = { credentials: CREDENTIALS } as const;

/** How the simulator behaves. */
export interface NoonSimulatorOptions extends SimulatorOptions {
  /** Default: those of {@link NOON_SIMULATOR_DEFAULTS}. */
  readonly credentials?: NoonSimulatorCredentials | undefined;
  /** 12 as on Global, 16 as in Saudi Arabia and Egypt. Default: 16, which JavaScript's numbers do not hold. */
  readonly orderIdDigits?: 12 | 16 | undefined;
  /** Whether the bare scheme `Key` is taken: some accounts know `Key_Test` and `Key_Live` alone. Default: true. */
  readonly acceptsBareKey?: boolean | undefined;
  /** Wrong credentials are answered without a body. Default: false. */
  readonly emptyUnauthorized?: boolean | undefined;
  /** Whether the business may submit card numbers. Default: true. */
  readonly directCards?: boolean | undefined;
  /** Whether a reference may name one order only. Default: false, as at noon. */
  readonly uniqueReferences?: boolean | undefined;
  /** Apple Pay and Google Pay go over noon's page, as tokens do that need 3DS. Default: false. */
  readonly walletsRedirect?: boolean | undefined;
  /** `later`: a refund is PENDING until somebody asks after its order. Default: `at-once`. */
  readonly refunds?: "at-once" | "later" | undefined;
  /** After how long by the clock a review ends well. Default: one hour. */
  readonly reviewEndsAfter?: Duration | undefined;
  /** How many operations an order bears. Default: 50. */
  readonly operationLimit?: number | undefined;
}

/** A simulator of noon payments. */
export type NoonSimulator = Simulator<NoonControls>;

const ORDER_PATH = "/payment/v1/order";

/**
 * A stateful fake of noon's Order API: one POST address with an operation in the body, two look-ups, the page that buyers are
 * sent to, and notifications with their signature in the body. Order ids are bare numbers beyond 2^53.
 *
 * @example
 * const simulator = createNoonSimulator();
 * const answer = await simulator.fetch(new Request("https://api-test.noonpayments.com/payment/v1/order", { method: "POST", headers, body }));
 * await simulator.webhooks.deliver("http://127.0.0.1:3000/webhooks");
 */
export function createNoonSimulator(options: NoonSimulatorOptions = {}): NoonSimulator {
  const settings: Settings = {
    credentials: options.credentials ?? CREDENTIALS,
    orderIdDigits: options.orderIdDigits ?? 16,
    acceptsBareKey: options.acceptsBareKey ?? true,
    emptyUnauthorized: options.emptyUnauthorized ?? false,
    directCards: options.directCards ?? true,
    uniqueReferences: options.uniqueReferences ?? false,
    walletsRedirect: options.walletsRedirect ?? false,
    refunds: options.refunds ?? "at-once",
    reviewEndsAfter: options.reviewEndsAfter ?? { hours: 1 },
    operationLimit: options.operationLimit ?? 50,
  };
  return createSimulator<NoonControls>(options, {
    webhooks: { isAccepted: ({ status }) => status === 200 },
    build(context) {
      const world: World = {
        ...context,
        settings,
        orders: createStore<Order>("order"),
        subscriptions: createStore<Subscription>("subscription"),
        modes: { notifications: { form: "plain", upperCase: false }, made: 0, declineNextRefund: false },
      };
      return { fetch: createHandler(world), controls: createControls(world) };
    },
  });
}

function look(world: World, order: Order, origin: string): Response {
  return processed(world.ids.uuid(), show(world, finishRefunds(world, order), origin));
}

function lookByReference(world: World, reference: string, origin: string): Response {
  const order = findByReference(world, reference);
  return order === undefined ? fail(ResultCode.OrderNotFound, "Order does not exist", 404) : look(world, order, origin);
}

type Operation = (world: World, body: unknown, origin: string) => Response;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  INITIATE: initiate,
  CAPTURE: capture,
  REVERSE: reverse,
  REFUND: refund,
  CANCEL: cancel,
  CANCEL_SUBSCRIPTION: cancelSubscription,
  GET_ORDER: (world, body, origin) => look(world, needOrder(world, needShape(getOrderSchema, body).order.id), origin),
  GET_ORDER_BY_REFERENCE: (world, body, origin) => lookByReference(world, needShape(getByReferenceSchema, body).order.reference, origin),
};

async function operate(world: World, request: Request): Promise<Response> {
  const body = await needJson(request);
  const name: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "apiOperation") : undefined;
  const operation = typeof name === "string" && Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (operation === undefined) return fail(InventedCode.UnknownOperation, "apiOperation is not known");
  return operation(world, body, new URL(request.url).origin);
}

function createHandler(world: World): (request: Request) => Response | Promise<Response> {
  const routes = createRoutes();
  // A browser brings no credentials.
  routes.get("/checkout", ({ req }) => checkout(world, req.raw));
  routes.post("/checkout", ({ req }) => checkout(world, req.raw));

  routes.use("*", async ({ req }, next) => {
    needCredentials(world.settings, req.raw);
    await next();
  });
  routes.post(ORDER_PATH, ({ req }) => operate(world, req.raw));
  routes.get(`${ORDER_PATH}/getbyreference/:reference`, ({ req }) => lookByReference(world, req.param("reference"), new URL(req.url).origin));
  routes.get(`${ORDER_PATH}/:id`, ({ req }) => look(world, needOrder(world, req.param("id")), new URL(req.url).origin));
  routes.notFound(() => new Response("<html><body>404 Not Found</body></html>", { status: 404, headers: { "content-type": "text/html" } }));
  return (request) => routes.fetch(request);
}
