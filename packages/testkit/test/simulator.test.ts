import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  checkBody,
  createRoutes,
  createSequentialIds,
  createSimulator,
  createStore,
  createTestClock,
  integer,
  MovementKind,
  rawSegments,
  readJsonBody,
  refuse,
} from "../src/index.js";
import type { Simulator, SimulatorOptions } from "../src/index.js";

interface Payment {
  readonly amount: number;
  readonly state: "authorized" | "settling" | "settled";
}

interface AcmeControls {
  /** The next payment is declined. */
  declineNext(): void;
}

const paymentBody = z.strictObject({ reference: z.string(), amount: integer({ min: 1 }) });

/** The smallest processor that has everything: payments, a settlement that takes a quarter of an hour, events. */
function createAcmeSimulator(options: SimulatorOptions = {}): Simulator<AcmeControls> {
  return createSimulator<AcmeControls>(options, {
    build({ agenda, ids, ledger, webhooks }) {
      const payments = createStore<Payment>("payment");
      const routes = createRoutes();
      let declining = false;

      routes.post("/payments", async (c) => {
        const { reference, amount } = await needBody(c.req.raw);
        if (declining) return c.json({ error: "declined" }, 402);
        const id = ids.next("pay/");
        payments.put(id, { amount, state: "authorized" });
        ledger.record({ kind: MovementKind.Authorization, paymentId: id, amount, currency: "EUR", reference });
        return c.json({ id }, 201);
      });
      routes.get("/payments/:id", (c) => c.json(payments.get(c.req.param("id")) ?? refuse(notFound())));
      routes.post("/payments/:id/settlement", (c) => {
        const id = c.req.param("id");
        const { amount } = payments.get(id) ?? refuse(notFound());
        payments.update(id, (payment) => ({ ...payment, state: "settling" }));
        agenda.after({ minutes: 15 }, () => {
          payments.update(id, (payment) => ({ ...payment, state: "settled" }));
          ledger.record({ kind: MovementKind.Capture, paymentId: id, amount, currency: "EUR" });
          webhooks.queue({ id: ids.next("evt_"), type: "settled", body: { id } });
        });
        return c.body(null, 202);
      });
      routes.get("/segments/*", (c) => c.json([...rawSegments(c.req.raw), c.req.path]));
      routes.get("/broken", () => {
        throw new Error("a fault of the simulator");
      });
      routes.notFound(notFound);
      return { fetch: (request) => routes.fetch(request), controls: { declineNext: () => void (declining = true) } };
    },
  });
}

async function needBody(request: Request): Promise<z.infer<typeof paymentBody>> {
  const body = await readJsonBody(request);
  const checked = checkBody(paymentBody, body.kind === "json" ? body.value : undefined);
  if (checked.ok) return checked.value;
  return refuse(Response.json({ errors: checked.violations.map(({ path, rule }) => `${path} ${rule}`) }, { status: 400 }));
}

const notFound = (): Response => Response.json({ error: "notFound" }, { status: 404 });

function call(simulator: Simulator, method: string, path: string, body?: unknown): Promise<Response> {
  const payload = body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  return simulator.fetch(new Request(`https://api.acme.test${path}`, { method, ...payload }));
}

describe("a simulator", () => {
  it("moves money once per payment and says so in its ledger", async () => {
    const simulator = createAcmeSimulator();
    const response = await call(simulator, "POST", "/payments", { reference: "o-1", amount: 250 });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ id: "pay/0000001" });
    expect(simulator.ledger.movements({ kind: "authorization", reference: "o-1" })).toHaveLength(1);
    expect(simulator.ledger.repeated()).toEqual([]);
    await call(simulator, "POST", "/payments", { reference: "o-1", amount: 250 });
    expect(simulator.ledger.repeated()).toHaveLength(1);
  });

  it("refuses a body in its own words", async () => {
    const simulator = createAcmeSimulator();
    const response = await call(simulator, "POST", "/payments", { reference: "o-1", amount: "250", note: null });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ errors: ["$.amount wrong_type", "$.note unknown_field"] });
    expect(simulator.ledger.size).toBe(0);
  });

  it("takes an encoded id, and neither a raw nor a doubly encoded one", async () => {
    const simulator = createAcmeSimulator();
    await call(simulator, "POST", "/payments", { reference: "o-1", amount: 1 });
    const statusOf = async (path: string): Promise<number> => (await call(simulator, "GET", path)).status;
    expect(await statusOf("/payments/pay%2F0000001")).toBe(200);
    expect(await statusOf("/payments/pay/0000001")).toBe(404);
    expect(await statusOf("/payments/pay%252F0000001")).toBe(404);
    const segments = await call(simulator, "GET", "/segments/a%3D%2B/%41?x=%20");
    expect(await segments.json()).toEqual(["segments", "a%3D%2B", "%41", "/segments/a%3D%2B/%41"]);
  });

  it("lets time pass only by its clock, and dates what happened in between", async () => {
    const clock = createTestClock("2026-01-15T10:00:00.000Z");
    const simulator = createAcmeSimulator({ clock });
    await call(simulator, "POST", "/payments", { reference: "o-1", amount: 9 });
    await call(simulator, "POST", "/payments/pay%2F0000001/settlement");
    const stateNow = async (): Promise<unknown> => (await call(simulator, "GET", "/payments/pay%2F0000001")).json();
    expect(await stateNow()).toMatchObject({ state: "settling" });
    expect(simulator.webhooks.pending).toEqual([]);
    clock.advance({ hours: 5 });
    expect(simulator.webhooks.pending).toMatchObject([{ type: "settled", queuedAt: new Date("2026-01-15T10:15:00.000Z") }]);
    expect(simulator.ledger.movements({ kind: "capture" })).toMatchObject([{ at: new Date("2026-01-15T10:15:00.000Z") }]);
    expect(await stateNow()).toMatchObject({ state: "settled" });
  });

  it("keeps a journal of what it received, whatever it answered", async () => {
    const simulator = createAcmeSimulator();
    await call(simulator, "POST", "/payments", { reference: "ö", amount: 1 });
    await call(simulator, "GET", "/payments/a%2Fb?c=%20d");
    expect(simulator.requests.all()).toMatchObject([
      { sequence: 1, method: "POST", path: "/payments", query: "", body: '{"reference":"ö","amount":1}', status: 201 },
      { sequence: 2, method: "GET", path: "/payments/a%2Fb", query: "?c=%20d", body: "", status: 404 },
    ]);
    expect(simulator.requests.last({ method: "POST" })?.headers.get("content-type")).toBe("application/json");
    expect(simulator.requests.all({ path: /^\/payments\//g })).toHaveLength(1);
    expect(simulator.requests.last({ status: 500 })).toBeUndefined();
  });

  it("throws its own faults instead of posing as a processor's 500", async () => {
    const simulator = createAcmeSimulator();
    await expect(call(simulator, "GET", "/broken")).rejects.toThrow("a fault of the simulator");
    expect(simulator.requests.last()?.status).toBeUndefined();
  });

  it("is as new after a reset", async () => {
    const clock = createTestClock();
    const simulator = createAcmeSimulator({ clock });
    await call(simulator, "POST", "/payments", { reference: "o-1", amount: 1 });
    await call(simulator, "POST", "/payments/pay%2F0000001/settlement");
    simulator.controls.declineNext();
    expect((await call(simulator, "POST", "/payments", { reference: "o-2", amount: 1 })).status).toBe(402);

    simulator.reset();
    clock.advance({ days: 1 });
    expect([simulator.ledger.size, simulator.requests.size, simulator.webhooks.events.length]).toEqual([0, 0, 0]);
    expect((await call(simulator, "GET", "/payments/pay%2F0000001")).status).toBe(404);
    const again = await call(simulator, "POST", "/payments", { reference: "o-1", amount: 1 });
    expect(await again.json()).toEqual({ id: "pay/0000001" });
  });

  it("takes ids from outside", async () => {
    const simulator = createAcmeSimulator({ ids: createSequentialIds("x") });
    const response = await call(simulator, "POST", "/payments", { reference: "o-1", amount: 1 });
    expect(await response.json()).toEqual({ id: "pay/x000001" });
  });
});
