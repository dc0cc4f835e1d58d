import {
  checkBody,
  createRoutes,
  createSimulator,
  createStore,
  integer,
  readJsonBody,
  refuse,
  type Simulator,
  type SimulatorContext,
} from "../../src/index.js";
import { z } from "zod";

export const LODGE_KEY = "lodge-key-Accordion31";

interface Order {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly state: "open" | "paid" | "declined";
  readonly note?: string | undefined;
  /** Set when the customer stores what the order is paid with. */
  readonly saves: boolean;
  readonly saved?: string | undefined;
}

export interface LodgeControls {
  /** What the customer does on the page of an order. */
  readonly visit: (address: string, decision: "pay" | "decline") => void;
  readonly noteOf: (id: string) => string | undefined;
}

const order = z.strictObject({
  reference: z.string(),
  amount: integer({ min: 1 }),
  currency: z.string().length(3),
  saves: z.boolean(),
  name: z.string().optional(),
});
const charge = z.strictObject({ saved: z.string().min(1) });
const change = z.strictObject({ note: z.string() });
const refund = z.strictObject({ reference: z.string(), amount: integer({ min: 1 }) });

const problem = (status: number, code: string) => Response.json({ code, message: "Please read the manual." }, { status });

async function read<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const body = await readJsonBody(request);
  const checked = checkBody(schema, body.kind === "json" ? body.value : undefined);
  return checked.ok ? checked.value : refuse(problem(422, "invalid"));
}

function build({ ids, ledger }: SimulatorContext) {
  const orders = createStore<Order>("order");
  const refunds = createStore<Order>("refund");
  const saved = new Set<string>();
  const routes = createRoutes();
  const find = (id: string): Order => orders.get(id) ?? refuse(problem(404, "no_such_order"));
  const show = ({ id, state, amount, currency, saved: kept }: Order) => ({
    id,
    state,
    amount,
    currency,
    ...(state === "open" ? { page: `https://pay.lodge.test/${id}` } : {}),
    ...(state === "declined" ? { reason: "no_money" } : {}),
    ...(kept === undefined ? {} : { saved: kept }),
  });
  function pay(before: Order, more: Partial<Order> = {}): Order {
    const { id, amount, currency } = before;
    ledger.record({ kind: "authorization", paymentId: id, amount, currency });
    ledger.record({ kind: "capture", paymentId: id, amount, currency });
    return orders.update(id, (each) => ({ ...each, ...more, state: "paid" }));
  }

  routes.use("*", async ({ req }, next) => {
    if (req.header("x-lodge-key") !== LODGE_KEY) refuse(problem(401, "unauthorized"));
    await next();
  });
  routes.post("/orders", async ({ req }) => {
    const { amount, currency, saves } = await read(req.raw, order);
    const id = ids.next("ord_");
    return Response.json(show(orders.put(id, { id, amount, currency, saves, state: "open" })));
  });
  routes.get("/orders/:id", ({ req }) => Response.json(show(find(req.param("id")))));
  routes.patch("/orders/:id", async ({ req }) => {
    const { note } = await read(req.raw, change);
    return Response.json(show(orders.update(find(req.param("id")).id, (each) => ({ ...each, note }))));
  });
  routes.post("/orders/:id/charge", async ({ req }) => {
    const { saved: token } = await read(req.raw, charge);
    const before = find(req.param("id"));
    if (before.state !== "open" || !saved.has(token)) return problem(409, "not_chargeable");
    return Response.json(show(pay(before)));
  });
  routes.post("/orders/:id/refund", async ({ req }) => {
    const { amount, reference } = await read(req.raw, refund);
    const { id: paymentId, state, currency } = find(req.param("id"));
    if (state !== "paid") return problem(409, "not_refundable");
    ledger.record({ kind: "refund", paymentId, amount, currency, reference });
    const id = ids.next("ref_");
    return Response.json(show(refunds.put(id, { id, amount, currency, saves: false, state: "paid" })));
  });
  routes.get("/refunds/:id", ({ req }) => Response.json(show(refunds.get(req.param("id")) ?? refuse(problem(404, "no_such_refund")))));
  routes.notFound(() => problem(404, "no_such_place"));

  const controls: LodgeControls = {
    visit(address, decision) {
      const before = find(address.split("/").at(-1) ?? "");
      if (before.state !== "open") return;
      const token = ids.next("sav_");
      if (decision === "decline") orders.update(before.id, (each) => ({ ...each, state: "declined" }));
      else if (before.saves) saved.add(pay(before, { saved: token }).saved ?? token);
      else pay(before);
    },
    noteOf: (id) => orders.get(id)?.note,
  };
  return { fetch: (request: Request) => routes.fetch(request), controls };
}

/** A processor on whose page customers pay, and where every charge of what they stored pays an order that is made first. */
export function createLodgeSimulator(): Simulator<LodgeControls> {
  return createSimulator({}, { webhooks: {}, build });
}
