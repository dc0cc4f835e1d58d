import { createRoutes, createSimulator, createStore } from "@switchyard/testkit";
import type { Simulator, SimulatorOptions } from "@switchyard/testkit";
import { capture, reverse } from "./actions.js";
import { createControls } from "./controls.js";
import type { FiuuControls } from "./controls.js";
import { takeDirect } from "./direct.js";
import { bankPage, BANK_PAGE, decisionPage, DECISION_PAGE } from "./pages.js";
import { BY_ORDER, BY_TRANSACTION, GATE_QUERY, requery } from "./queries.js";
import { manageToken, takeRecurring } from "./recurring.js";
import { queryRefunds, refund } from "./refunds.js";
import type { NotificationStyle, Payment, Refund, Settings, StoredToken, World } from "./world.js";

export { Magic } from "./cards.js";
export type { FiuuControls, ReturnForm } from "./controls.js";
export { PaymentState } from "./world.js";
export type { NotificationStyle } from "./world.js";

/** What the simulator takes for granted unless told otherwise. None of it is a secret. */
export const FIUU_SIMULATOR_DEFAULTS = {
  merchantId: "SB_simulator",
  verifyKey: "simulator-verify-key",
  secretKey: "simulator-secret-key",
} as const;

/** How the simulator behaves. */
export interface FiuuSimulatorOptions extends SimulatorOptions {
  readonly credentials?: { readonly merchantId: string; readonly verifyKey: string; readonly secretKey: string } | undefined;
  /** The portal's switch: the signature of a payment covers the currency as well. Default: off. */
  readonly extendedVcode?: boolean | undefined;
  /** Whether a part of what is held may be captured. Default: yes. */
  readonly partialCapture?: boolean | undefined;
  /** Whether the merchant's balance allows refunds. Default: yes. */
  readonly refundBalance?: boolean | undefined;
  /** Currencies of the merchant's channels. */
  readonly currencies?: readonly string[] | undefined;
  readonly notifications?: Partial<NotificationStyle> | undefined;
}

/** A simulator of Fiuu. */
export type FiuuSimulator = Simulator<FiuuControls>;

const FORM_TYPE = "application/x-www-form-urlencoded";
const FIRST_TRAN_ID = 30_000;
const FIRST_REFUND_ID = 5_500;

function toSettings(options: FiuuSimulatorOptions): Settings {
  const { extendedVcode = false, partialCapture = true, refundBalance = true } = options;
  const { currencies = ["MYR", "SGD", "PHP", "IDR", "THB", "VND", "TWD", "CNY", "USD", "KWD"] } = options;
  const notifications = { raw: false, charset: false, jsonRefunds: false, twice: false, ...options.notifications };
  return { ...(options.credentials ?? FIUU_SIMULATOR_DEFAULTS), extendedVcode, partialCapture, refundBalance, currencies, notifications };
}

/**
 * A stateful fake of Fiuu: Direct API 1.4.0, Recurring API v7, requery (three ways), capture, reversal, refund and its
 * inquiries, token deletion, with the bank's page and signed notifications. It plays all of Fiuu's hosts under one origin.
 *
 * Cards and amounts decide outcomes, see {@link Magic}.
 *
 * @example
 * const simulator = createFiuuSimulator();
 * const answer = await simulator.fetch(new Request("https://sandbox-payment.fiuu.com/RMS/API/Direct/1.4.0/index.php", { method: "POST", body }));
 * simulator.controls.decide("30001", "approve");
 * await simulator.webhooks.deliver("http://127.0.0.1:3000/webhooks");
 */
export function createFiuuSimulator(options: FiuuSimulatorOptions = {}): FiuuSimulator {
  const settings = toSettings(options);
  const charset = settings.notifications.charset ? "; charset=UTF-8" : "";
  return createSimulator<FiuuControls>(options, {
    webhooks: {
      // Nothing is signed in headers: only the content type follows the body.
      sign: (rawBody) => ({ "content-type": `${rawBody[0] === 0x7b ? "application/json" : FORM_TYPE}${charset}` }),
      isAccepted: ({ status, body }) => status === 200 && body === "CBTOKEN:MPSTATOK",
      retryAfter: () => ({ minutes: 15 }),
      maxAttempts: 4,
    },
    build(context) {
      const world: World = {
        ...context,
        settings,
        payments: createStore<Payment>("payment"),
        refunds: createStore<Refund>("refund"),
        tokens: createStore<StoredToken>("token"),
        answers: new Map(),
        numbers: { tranId: FIRST_TRAN_ID, refundId: FIRST_REFUND_ID },
      };
      return { fetch: createHandler(world), controls: createControls(world) };
    },
  });
}

/** The first answer under an idempotency key is given again. The documents spell the header in two ways. */
async function onceFor(world: World, request: Request, answer: () => Promise<Response>): Promise<Response> {
  const key = request.headers.get("idempotency-key") ?? request.headers.get("idempotence-key");
  if (key === null) return answer();
  const headers = { "content-type": "application/json; charset=UTF-8", "idempotency-key": key };
  const known = world.answers.get(key);
  if (known !== undefined) return new Response(known, { headers });
  const text = await (await answer()).text();
  world.answers.set(key, text);
  return new Response(text, { headers });
}

function createHandler(world: World): (request: Request) => Response | Promise<Response> {
  const routes = createRoutes();
  for (const version of ["1.4.0", "latest"]) {
    routes.post(`/RMS/API/Direct/${version}/index.php`, ({ req }) => onceFor(world, req.raw, () => takeDirect(world, req.raw)));
  }
  routes.post("/RMS/API/Recurring/input_v7.php", ({ req }) => takeRecurring(world, req.raw));
  routes.post("/RMS/API/token/index.php", ({ req }) => manageToken(world, req.raw));
  routes.post("/RMS/API/gate-query/index.php", ({ req }) => requery(world, req.raw, GATE_QUERY));
  routes.post("/RMS/q_by_tid.php", ({ req }) => requery(world, req.raw, BY_TRANSACTION));
  routes.post("/RMS/query/q_by_oid.php", ({ req }) => requery(world, req.raw, BY_ORDER));
  routes.post("/RMS/API/capstxn/index.php", ({ req }) => capture(world, req.raw));
  routes.post("/RMS/API/refundAPI/refund.php", ({ req }) => reverse(world, req.raw));
  routes.post("/RMS/API/refundAPI/index.php", ({ req }) => refund(world, req.raw));
  routes.post("/RMS/API/refundAPI/q_by_txn.php", ({ req }) => queryRefunds(world, req.raw, "TxnID"));
  routes.post("/RMS/API/refundAPI/q_by_refID.php", ({ req }) => queryRefunds(world, req.raw, "RefID"));
  routes.post(`/${BANK_PAGE}`, ({ req }) => bankPage(world, req.raw));
  routes.post(`/${DECISION_PAGE}`, ({ req }) => decisionPage(world, req.raw));
  routes.notFound(() => new Response("<html><body>404 Not Found</body></html>", { status: 404, headers: { "content-type": "text/html" } }));
  return (request) => routes.fetch(request);
}
