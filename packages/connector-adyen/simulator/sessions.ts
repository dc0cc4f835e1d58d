import { Alphabet } from "@switchyard/testkit";
import { approvalOf } from "./approval.js";
import { needBody } from "./body.js";
import { TEST_EXPIRY, TestCard } from "./cards.js";
import { invalid, notFound, toErrorAnswer } from "./errors.js";
import { needAccount } from "./gate.js";
import { conclude, toShopperOutcome } from "./lifecycle.js";
import { PagePath } from "./methods/actions.js";
import { METHOD_TYPES } from "./methods/catalogue.js";
import { openPayment } from "./payments.js";
import { sessionRequest } from "./schemas/payment.js";
import type { SessionRequest } from "./schemas/payment.js";
import { methodsRequest } from "./schemas/services.js";
import type { Decision, Session, World } from "./world.js";

const LIFETIME = { hours: 1 } as const;
const HOUR = 3_600_000;

/** `POST /sessions` (tech-spec, section 4.11): the answer repeats the request. */
export async function createSession(world: World, request: Request): Promise<Response> {
  const body = await needBody(request, sessionRequest, "CreateCheckoutSessionRequest");
  needAccount(world, body.merchantAccount);
  const id = `CS${world.ids.token(16, Alphabet.Hex).toUpperCase()}`;
  const token = world.ids.token(40);
  const expiresAt = body.expiresAt ?? `${new Date(world.clock.now().getTime() + HOUR).toISOString().slice(0, 19)}Z`;
  const { reference, returnUrl, amount } = body;
  world.sessions.put(id, { id, token, reference, returnUrl, amount, status: "active", order: toOrder(body) }, [token]);
  world.agenda.after(LIFETIME, () => expire(world, id));
  const hosted = body.mode === "hosted" ? { url: `${new URL(request.url).origin}${PagePath.Session}?token=${token}` } : {};
  const sessionData = `Ab02b4c0!${world.ids.token(60)}`;
  return Response.json({ ...body, ...hosted, mode: body.mode ?? "embedded", id, sessionData, expiresAt }, { status: 201 });
}

/** The payment that the shopper makes in Drop-in: with a plain card. */
function toOrder(session: SessionRequest): Session["order"] {
  const { merchantAccount, amount, reference, returnUrl, additionalData, shopperReference, storePaymentMethod } = session;
  const { recurringProcessingModel, captureDelayHours } = session;
  return {
    ...{ merchantAccount, amount, reference, returnUrl, additionalData, shopperReference, storePaymentMethod },
    ...{ recurringProcessingModel, captureDelayHours },
    paymentMethod: { type: "scheme" },
  };
}

function expire(world: World, id: string): void {
  world.sessions.update(id, (session) => (session.status === "active" ? { ...session, status: "expired" } : session));
}

/** A session that its shopper has not finished. */
export function findSession(world: World, token: string): Session | undefined {
  const session = world.sessions.get(token);
  return session?.status === "active" ? session : undefined;
}

const statuses = { authorise: "completed", fail: "refused", cancel: "canceled" } as const;

/** Does what the shopper does in Drop-in; gives the URL that the shopper returns to, with the `sessionResult`. */
export function decideSession(world: World, name: string, decision: Decision): string {
  const session = findSession(world, name);
  if (session === undefined) throw new Error("There is no such session that waits for its shopper.");
  const number = TestCard.Visa;
  const instrument = { type: "scheme", variant: "visa", number, expiry: `${TEST_EXPIRY.month}/${TEST_EXPIRY.year}` };
  const payment = openPayment(world, session.order, instrument);
  conclude(world, payment.pspReference, toShopperOutcome(decision, approvalOf(payment)));
  const sessionResult = `X3XtfGC9!${world.ids.token(40, Alphabet.UrlHostile)}`;
  world.sessions.update(session.id, (before) => ({ ...before, status: statuses[decision], sessionResult, payment: payment.pspReference }));
  const query = `sessionId=${session.id}&sessionResult=${encodeURIComponent(sessionResult)}`;
  return `${session.returnUrl}${session.returnUrl.includes("?") ? "&" : "?"}${query}`;
}

/** `GET /sessions/{id}?sessionResult=…`. */
export function showSession(world: World, request: Request, id: string): Response {
  const session = world.sessions.get(id);
  if (session?.id !== id) return toErrorAnswer(notFound);
  const given = new URL(request.url).searchParams.get("sessionResult");
  if (given === null || given !== session.sessionResult) return toErrorAnswer(invalid("14_0408", "Invalid sessionResult"));
  const { status, reference, amount, payment } = session;
  const resultCode = payment === undefined ? undefined : world.payments.get(payment)?.outcome?.resultCode;
  // Only payments that came to something are listed.
  const isListed = status === "completed" || status === "paymentPending";
  const made = { pspReference: payment, amount, paymentMethod: { type: "scheme", brand: "visa" }, resultCode };
  return Response.json({ id, status, reference, ...(isListed ? { payments: [made] } : {}) });
}

const CARD_BRANDS = ["visa", "mc", "amex", "discover", "jcb", "diners", "cup", "maestro"];

/** `POST /paymentMethods`: every method, as if the account had them all. */
export async function listMethods(world: World, request: Request): Promise<Response> {
  const body = await needBody(request, methodsRequest, "PaymentMethodsRequest");
  needAccount(world, body.merchantAccount);
  const isWanted = (type: string): boolean =>
    (body.allowedPaymentMethods?.includes(type) ?? true) && body.blockedPaymentMethods?.includes(type) !== true;
  const offered = METHOD_TYPES.filter(isWanted).map((type) => ({ type, name: type, ...(type === "scheme" ? { brands: CARD_BRANDS } : {}) }));
  const { shopperReference } = body;
  const stored = world.details.values().filter((details) => details.shopperReference === shopperReference);
  const storedPaymentMethods = stored.map(({ id, instrument, models }) => ({
    id,
    type: instrument.type,
    name: instrument.variant,
    supportedShopperInteractions: ["Ecommerce", "ContAuth"],
    supportedRecurringProcessingModels: models,
    ...(instrument.number === undefined ? {} : { brand: instrument.variant, lastFour: instrument.number.slice(-4) }),
  }));
  return Response.json({ paymentMethods: offered, ...(storedPaymentMethods.length === 0 ? {} : { storedPaymentMethods }) });
}
