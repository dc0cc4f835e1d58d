import { endpoint, listing, need, retrieve, type Call, type Endpoint } from "../http/endpoint.js";
import { cancelSetup, confirmSetup, createSetup, verifySetup } from "../intents/setup.js";
import { toMetadata } from "../methods/metadata.js";
import { text } from "../params/common.js";
import * as params from "../params/intents.js";
import type { SetupIntent } from "../wires.js";
import { change, type World } from "../world.js";

const path = "/v1/setup_intents";
const table = ({ tables }: World) => tables.setup_intent;

function setupOf({ world, actor, id }: Call<unknown>): SetupIntent {
  return need(world, actor, world.tables.setup_intent, "setupintent", id, "intent");
}

/** SetupIntents, their attempts, and mandates. */
export const setupIntentEndpoints: readonly Endpoint[] = [
  endpoint("POST", path, params.createSetup, ({ world, actor, params: given }) => createSetup(world, actor, given)),
  listing(
    path,
    { customer: text().optional(), payment_method: text().optional() },
    table,
    (intent, { customer, payment_method: method }) =>
      (customer === undefined || intent.customer === customer) && (method === undefined || intent.payment_method === method),
  ),
  retrieve(`${path}/:id`, "setupintent", table, "intent"),
  endpoint("POST", `${path}/:id`, params.updateSetup, (call) => {
    const intent = setupOf(call);
    const { customer = intent.customer, description = intent.description, metadata, payment_method: method } = call.params;
    return change(call.world.tables.setup_intent, intent.id, {
      customer,
      description,
      metadata: toMetadata(intent.metadata, metadata),
      ...(method === undefined ? {} : { payment_method: method, status: "requires_confirmation" as const }),
    });
  }),
  endpoint("POST", `${path}/:id/confirm`, params.confirmSetup, (call) => confirmSetup(call.world, call.actor, setupOf(call), call.params)),
  endpoint("POST", `${path}/:id/cancel`, params.cancelSetup, (call) =>
    cancelSetup(call.world, call.actor, setupOf(call), call.params.cancellation_reason),
  ),
  endpoint("POST", `${path}/:id/verify_microdeposits`, params.verifyMicrodeposits, (call) =>
    verifySetup(call.world, call.actor, setupOf(call), call.params),
  ),
  listing(
    "/v1/setup_attempts",
    { setup_intent: text() },
    ({ tables }) => tables.setup_attempt,
    (attempt, { setup_intent: id }) => attempt.setup_intent === id,
  ),
  retrieve("/v1/mandates/:id", "mandate", ({ tables }) => tables.mandate, "mandate"),
];
