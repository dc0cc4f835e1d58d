import {
  createRoutes,
  createSimulator,
  createStore,
  integer,
  checkBody,
  readJsonBody,
  refuse,
  type Simulator,
  type SimulatorContext,
} from "../../src/index.js";
import { digest, encodeHex } from "@switchyard/utils";
import { z } from "zod";

export const ACME = { key: "acme-key-Xylophone77", secret: "whsec-Bramble-Orchard-5", otherSecret: "whsec-Nobody-Knows-This" } as const;

interface Payment {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly amount: number;
  readonly captured: number;
  readonly refunded: number;
  readonly currency: string;
  readonly holder: string;
}
interface Refund {
  readonly id: string;
  readonly payment: string;
  readonly amount: number;
  readonly currency: string;
  readonly state: string;
}

const order = z.strictObject({
  reference: z.string().min(1),
  amount: integer({ min: 0 }),
  currency: z.string().length(3),
  capture: z.enum(["now", "later"]),
  store: z.boolean().optional(),
  card: z.strictObject({ number: z.string().min(12), expiry: z.string().regex(/^\d\d\/\d{4}$/), cvc: z.string(), holder: z.string() }).optional(),
  mandate: z.string().optional(),
});
const part = z.strictObject({ reference: z.string().min(1), amount: integer({ min: 1 }) });

const problem = (status: number, code: string, message = "Please read the manual.") => Response.json({ error: { code, message } }, { status });

async function hmacHex(secret: string, message: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(message)));
  return Array.from(signature, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function read<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const body = await readJsonBody(request);
  const checked = checkBody(schema, body.kind === "json" ? body.value : undefined);
  return checked.ok ? checked.value : refuse(problem(422, "invalid", checked.violations.map(({ path }) => path).join()));
}

/** Where the signature of an event stands. */
export type Signing = "header" | "body" | "none";

/** Whether a capture, void or refund is done in its answer, or is only received and done when the processor settles. */
export type Pace = "at once" | "later";

export interface AcmeControls {
  readonly settle: () => void;
}

function build({ ids, ledger, webhooks, clock }: SimulatorContext, signing: Signing, pace: Pace) {
  const payments = createStore<Payment>("payment");
  const refunds = createStore<Refund>("refund");
  const mandates = new Set<string>();
  const answers = new Map<string, string>();
  const routes = createRoutes();

  const waiting: (() => void)[] = [];
  const inTime = (work: () => void): void => {
    if (pace === "later") waiting.push(work);
    else work();
  };
  const settle = (): void => {
    for (const work of waiting.splice(0)) work();
  };
  /** The state in an answer: of what is received and not done yet, that. */
  const answered = (state: string): string => (pace === "later" ? "received" : state);

  const tell = (type: string, { id, reference, state, amount, currency }: Payment, refund?: Refund): void => {
    const event = ids.next("evt_");
    const signature = encodeHex(digest("MD5", [event, type, id, currency, ACME.secret].join("/")));
    const signed = signing === "body" ? { signature } : {};
    const body = {
      id: event,
      type,
      created: clock.now().toISOString(),
      payment: { id, reference, state, amount, currency },
      ...(refund && { refund }),
      ...signed,
    };
    webhooks.queue({ id: event, type, body });
  };
  const find = (id: string): Payment => payments.get(id) ?? refuse(problem(404, "no_such_payment"));
  const show = ({ id, state, amount, currency, holder }: Payment) => ({ id, state, amount, currency, holder });

  routes.use("*", async ({ req }, next) => {
    if (req.header("x-acme-key") !== ACME.key) refuse(problem(401, "unauthorized"));
    await next();
  });
  // One answer for one key: what was asked for twice is done once.
  routes.use("*", async (c, next) => {
    const key = c.req.header("idempotency-key");
    const known = key === undefined ? undefined : answers.get(`${c.req.path} ${key}`);
    if (known !== undefined) return new Response(known, { status: 200, headers: { "content-type": "application/json" } });
    await next();
    if (key !== undefined && c.res.status < 300) answers.set(`${c.req.path} ${key}`, await c.res.clone().text());
    return undefined;
  });
  routes.post("/v1/payments", async ({ req }) => {
    const { reference, amount, currency, capture, card, store, mandate } = await read(req.raw, order);
    if (mandate !== undefined && !mandates.has(mandate)) return problem(400, "no_such_mandate");
    const id = ids.next("pay_");
    const holder = card?.holder ?? "on file";
    if (holder === "Declina Poor") return Response.json({ id, state: "declined", amount, currency, decline_code: "poor" });
    const state = capture === "now" ? "captured" : "authorised";
    const payment = payments.put(id, { id, reference, state, amount, currency, holder, captured: capture === "now" ? amount : 0, refunded: 0 });
    ledger.record({ kind: "authorization", paymentId: id, amount, currency, reference });
    if (capture === "now") ledger.record({ kind: "capture", paymentId: id, amount, currency, reference });
    tell(`payment.${state}`, payment);
    const made = store === true ? ids.next("man_") : undefined;
    if (made !== undefined) mandates.add(made);
    return Response.json({ ...show(payment), ...(made === undefined ? {} : { mandate: made }) });
  });
  routes.get("/v1/payments/:id", ({ req }) => Response.json(show(find(req.param("id")))));
  routes.post("/v1/payments/:id/capture", async ({ req }) => {
    const { amount, reference } = await read(req.raw, part);
    const before = find(req.param("id"));
    if (before.state !== "authorised" || amount > before.amount - before.captured) return problem(409, "not_capturable");
    inTime(() => {
      const payment = payments.update(before.id, (each) => ({ ...each, state: "captured", captured: each.captured + amount }));
      ledger.record({ kind: "capture", paymentId: payment.id, amount, currency: payment.currency, reference });
      tell("payment.captured", payment);
    });
    return Response.json({ ...show(before), state: answered("captured"), amount });
  });
  routes.post("/v1/payments/:id/void", ({ req }) => {
    const before = find(req.param("id"));
    if (before.state !== "authorised") return problem(409, "not_voidable");
    inTime(() => {
      const payment = payments.update(before.id, (each) => ({ ...each, state: "voided" }));
      ledger.record({ kind: "void", paymentId: payment.id, amount: payment.amount, currency: payment.currency });
      if (pace === "later") tell("payment.voided", payment);
    });
    return Response.json({ ...show(before), state: answered("voided") });
  });
  routes.post("/v1/payments/:id/refunds", async ({ req }) => {
    const { amount, reference } = await read(req.raw, part);
    const payment = find(req.param("id"));
    if (amount > payment.captured - payment.refunded) return problem(409, "not_refundable");
    payments.update(payment.id, (each) => ({ ...each, refunded: each.refunded + amount }));
    const id = ids.next("ref_");
    const made = refunds.put(id, { id, payment: payment.id, amount, currency: payment.currency, state: answered("done") });
    inTime(() => {
      ledger.record({ kind: "refund", paymentId: payment.id, amount, currency: payment.currency, reference });
      if (pace === "later") tell("refund.done", payment, { ...made, state: "done" });
    });
    return Response.json(made);
  });
  routes.get("/v1/refunds/:id", ({ req }) => Response.json(refunds.get(req.param("id")) ?? refuse(problem(404, "no_such_refund"))));
  routes.notFound(() => problem(404, "no_such_place"));
  return { fetch: (request: Request) => routes.fetch(request), controls: { settle } };
}

/** A processor that does everything as it should. */
export function createAcmeSimulator(signing: Signing = "header", pace: Pace = "at once"): Simulator<AcmeControls> {
  async function sign(rawBody: Uint8Array, { at }: { readonly at: Date }) {
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const signature = await hmacHex(ACME.secret, `${timestamp}.${new TextDecoder().decode(rawBody)}`);
    return { "x-acme-timestamp": timestamp, "x-acme-signature": signature };
  }
  return createSimulator({}, { webhooks: signing === "header" ? { sign } : {}, build: (context) => build(context, signing, pace) });
}
