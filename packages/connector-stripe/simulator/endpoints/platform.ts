import { missing } from "../errors.js";
import { endpoint, listing, need, retrieve, type Endpoint } from "../http/endpoint.js";
import { toMetadata } from "../methods/metadata.js";
import { bool, list, metadata, text, url } from "../params/common.js";
import { change, newId, put, seconds, type World } from "../world.js";
import { eventFilters } from "./connect.js";

const endpoints = ({ tables }: World) => tables.webhook_endpoint;

const eventEndpoints: readonly Endpoint[] = [
  listing(
    "/v1/events",
    eventFilters,
    ({ tables }) => tables.event,
    ({ type }, wanted) => (wanted.type === undefined || matches(type, wanted.type)) && (wanted.types === undefined || wanted.types.includes(type)),
  ),
  retrieve("/v1/events/:id", "event", ({ tables }) => tables.event),
];

/** `charge.*` stands for all events of charges. */
function matches(type: string, wanted: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

const webhookEndpoints: readonly Endpoint[] = [
  endpoint(
    "POST",
    "/v1/webhook_endpoints",
    {
      url: url(),
      enabled_events: list(text()),
      api_version: text().optional(),
      connect: bool().optional(),
      description: text().optional(),
      metadata: metadata().optional(),
    },
    ({ world, actor, params }) => {
      const secret = `whsec_${world.ids.token(32)}`;
      const wire = put(world.tables.webhook_endpoint, actor.owner, {
        id: newId(world, "we_1"),
        object: "webhook_endpoint",
        api_version: params.api_version ?? null,
        application: null,
        created: seconds(world),
        description: params.description ?? null,
        enabled_events: params.enabled_events,
        livemode: actor.owner.livemode,
        metadata: toMetadata({}, params.metadata),
        status: "enabled",
        url: params.url,
      });
      world.endpointSecrets.set(params.url, secret);
      return { ...wire, secret };
    },
  ),
  listing("/v1/webhook_endpoints", {}, endpoints),
  retrieve("/v1/webhook_endpoints/:id", "webhook endpoint", endpoints),
  endpoint(
    "POST",
    "/v1/webhook_endpoints/:id",
    {
      url: url().optional(),
      enabled_events: list(text()).optional(),
      description: text().optional(),
      disabled: bool().optional(),
      metadata: metadata().optional(),
    },
    ({ world, actor, id, params }) => {
      const before = need(world, actor, world.tables.webhook_endpoint, "webhook endpoint", id);
      const secret = world.endpointSecrets.get(before.url);
      const target = params.url ?? before.url;
      if (secret !== undefined) {
        world.endpointSecrets.delete(before.url);
        world.endpointSecrets.set(target, secret);
      }
      return change(world.tables.webhook_endpoint, id, {
        url: target,
        enabled_events: params.enabled_events ?? before.enabled_events,
        description: params.description ?? before.description,
        metadata: toMetadata(before.metadata, params.metadata),
        status: params.disabled === undefined ? before.status : params.disabled ? "disabled" : "enabled",
      });
    },
  ),
  endpoint("DELETE", "/v1/webhook_endpoints/:id", {}, ({ world, actor, id }) => {
    const { url: target } = need(world, actor, world.tables.webhook_endpoint, "webhook endpoint", id);
    world.endpointSecrets.delete(target);
    world.tables.webhook_endpoint.delete(id);
    return { id, object: "webhook_endpoint", deleted: true };
  }),
];

const HOUR = 3600;

const keyEndpoints: readonly Endpoint[] = [
  endpoint("POST", "/v1/ephemeral_keys", { customer: text().optional(), nonce: text().optional() }, ({ world, actor, params }) => {
    if (params.customer === undefined) return missing("customer");
    need(world, actor, world.tables.customer, "customer", params.customer, "customer");
    const created = seconds(world);
    const key = put(world.tables.ephemeral_key, actor.owner, {
      id: newId(world, "ephkey_1"),
      object: "ephemeral_key",
      created,
      expires: created + HOUR,
      livemode: actor.owner.livemode,
    });
    return { ...key, associated_objects: [{ id: params.customer, type: "customer" }], secret: `ek_test_${world.ids.token(40)}` };
  }),
  endpoint("DELETE", "/v1/ephemeral_keys/:id", {}, ({ world, actor, id }) => {
    const key = need(world, actor, world.tables.ephemeral_key, "ephemeral key", id);
    world.tables.ephemeral_key.delete(id);
    return key;
  }),
];

/** Events, webhook endpoints, and keys for customers' devices. */
export const platformEndpoints: readonly Endpoint[] = [
  ...eventEndpoints,
  ...webhookEndpoints,
  ...keyEndpoints,
  retrieve("/v1/files/:id", "file upload", ({ tables }) => tables.file, "file"),
];
