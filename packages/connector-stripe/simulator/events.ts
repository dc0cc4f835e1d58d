import type { Fields } from "./wires.js";
import { API_VERSION } from "./settings.js";
import { newId, put, seconds, type Actor, type World } from "./world.js";

/**
 * Makes an event: kept for `GET /v1/events`, and queued for the merchant. Its object is as it is now, whatever becomes of it.
 * Gives the event's id.
 */
export function emit(world: World, { owner, request }: Actor, type: string, object: Fields, previous?: Fields): string {
  const event = {
    id: newId(world, "evt_1"),
    object: "event" as const,
    // The platform hears of its connected accounts through the same endpoint.
    ...(owner.account === world.settings.account ? {} : { account: owner.account }),
    api_version: API_VERSION,
    created: seconds(world),
    data: { object, ...(previous === undefined ? {} : { previous_attributes: previous }) },
    livemode: owner.livemode,
    pending_webhooks: 1,
    request: request ?? { id: null, idempotency_key: null },
    type,
  };
  put(world.tables.event, owner, event);
  world.webhooks.queue({ id: event.id, type, body: event });
  return event.id;
}
