import { invalid } from "../errors.js";
import { endpoint, listing, need, retrieve, toPage, type Call, type Endpoint } from "../http/endpoint.js";
import { confirmIntent, createIntent, updateIntent } from "../intents/create.js";
import { verifyPayment } from "../intents/customer.js";
import { cancelIntent, captureIntent, incrementIntent, planExpiry } from "../intents/settle.js";
import * as params from "../params/intents.js";
import type { PaymentIntent } from "../wires.js";
import { ownOf, type World } from "../world.js";

const path = "/v1/payment_intents";
const table = ({ tables }: World) => tables.payment_intent;

function intentOf({ world, actor, id }: Call<unknown>): PaymentIntent {
  return need(world, actor, world.tables.payment_intent, "payment_intent", id, "intent");
}

function planned(world: World, intent: PaymentIntent): PaymentIntent {
  planExpiry(world, intent.id);
  return intent;
}

/** `field:"value"` clauses, joined by AND. */
function toFilter(query: string): (intent: PaymentIntent) => boolean {
  const clauses = query.split(/\s+AND\s+/i).map((clause) => /^(\w+)(?:\[["'](.+)["']\])?\s*:\s*["']?([^"']*)["']?$/.exec(clause.trim()));
  if (clauses.some((clause) => clause === null)) invalid(`We were unable to parse your search query: ${query}`, { param: "query" });
  return (intent) => clauses.every((clause) => clause !== null && isMatch(intent, clause[1] ?? "", clause[2], clause[3] ?? ""));
}

function isMatch(intent: PaymentIntent, field: string, key: string | undefined, value: string): boolean {
  if (field === "metadata") return key !== undefined && intent.metadata[key] === value;
  const known: Readonly<Record<string, string | null>> = {
    amount: String(intent.amount),
    currency: intent.currency,
    customer: intent.customer,
    status: intent.status,
  };
  return Object.hasOwn(known, field) && known[field] === value;
}

/** PaymentIntents. */
export const paymentIntentEndpoints: readonly Endpoint[] = [
  endpoint("POST", path, params.createIntent, ({ world, actor, params: given }) => planned(world, createIntent(world, actor, given))),
  listing(
    path,
    { customer: params.listIntents.customer },
    table,
    ({ customer }, { customer: wanted }) => wanted === undefined || customer === wanted,
  ),
  endpoint("GET", `${path}/search`, params.searchIntents, ({ world, actor, params: { query, limit = 10 } }) => {
    const found = ownOf(table(world), actor.owner).filter(toFilter(query));
    return { ...toPage(found, { limit }, `${path}/search`), object: "search_result", next_page: null };
  }),
  retrieve(`${path}/:id`, "payment_intent", table, "intent"),
  endpoint("POST", `${path}/:id`, params.updateIntent, (call) => updateIntent(call.world, call.actor, intentOf(call), call.params)),
  endpoint("POST", `${path}/:id/confirm`, params.confirmIntent, (call) =>
    planned(call.world, confirmIntent(call.world, call.actor, intentOf(call), call.params)),
  ),
  endpoint("POST", `${path}/:id/capture`, params.captureIntent, (call) => captureIntent(call.world, call.actor, intentOf(call), call.params)),
  endpoint("POST", `${path}/:id/cancel`, params.cancelIntent, (call) =>
    cancelIntent(call.world, call.actor, intentOf(call), call.params.cancellation_reason),
  ),
  endpoint("POST", `${path}/:id/increment_authorization`, params.incrementIntent, (call) =>
    incrementIntent(call.world, call.actor, intentOf(call), call.params),
  ),
  endpoint("POST", `${path}/:id/verify_microdeposits`, params.verifyMicrodeposits, (call) =>
    verifyPayment(call.world, call.actor, intentOf(call), call.params),
  ),
];
