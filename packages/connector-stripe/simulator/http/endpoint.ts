import { z } from "zod";
import { notFound, StripeRefusal, invalid } from "../errors.js";
import { expand, paging } from "../params/common.js";
import type { Fields } from "../wires.js";
import { findOwn, ownOf, type Actor, type Table, type World } from "../world.js";
import { checkParams } from "./check.js";
import { expandAll } from "./expand.js";

/** One call of an endpoint, its parameters checked. */
export interface Call<P> {
  readonly world: World;
  readonly actor: Actor;
  /** The `:id` of the path; empty where it has none. */
  readonly id: string;
  /** All variables of the path. */
  readonly path: Readonly<Record<string, string>>;
  readonly params: P;
}

/** What a request brings before its parameters are checked. */
export interface RawCall {
  readonly world: World;
  readonly actor: Actor;
  readonly path: Readonly<Record<string, string>>;
  readonly params: Fields;
}

/** An endpoint of the API. `answer` throws {@link StripeRefusal}. */
export interface Endpoint {
  readonly method: "DELETE" | "GET" | "POST";
  readonly path: string;
  readonly answer: (call: RawCall) => Fields;
}

/**
 * An endpoint with its parameters. `expand[]` is taken everywhere.
 *
 * @example
 * endpoint("POST", "/v1/refunds", { amount: amount().optional() }, ({ world, params }) => refund(world, params.amount));
 */
export function endpoint<S extends z.ZodRawShape>(
  method: Endpoint["method"],
  path: string,
  shape: S,
  handle: (call: Call<z.output<z.ZodObject<S>>>) => Fields,
): Endpoint {
  const schema = z.strictObject({ ...expand, ...shape });
  return {
    method,
    path,
    answer({ world, actor, path: variables, params: raw }) {
      const checked = checkParams<Fields>(schema, raw);
      const paths = z.array(z.string()).catch([]).parse(checked["expand"]);
      // The schema is the shape and `expand`: what it gave is what the shape gives.
      const params = checked as z.output<z.ZodObject<S>>;
      const wire = handle({ world, actor, id: variables["id"] ?? "", path: variables, params });
      return expandAll(world, actor.owner, wire, paths);
    },
  };
}

/** `GET …/:id`. */
export function retrieve<T extends Fields>(path: string, noun: string, table: (world: World) => Table<T>, param = "id"): Endpoint {
  return endpoint("GET", path, {}, ({ world, actor, id }) => need(world, actor, table(world), noun, id, param));
}

/** The caller's object of this id; refuses with 404. */
export function need<T>(world: World, { owner }: Pick<Actor, "owner">, table: Table<T>, noun: string, id: string, param = "id"): T {
  const found = findOwn(table, owner, id);
  if (found !== undefined) return found;
  if (findOwn(table, { ...owner, livemode: !owner.livemode }, id) !== undefined) refuseOtherMode(noun, id, param, owner.livemode);
  return notFound(noun, id, param);
}

function refuseOtherMode(noun: string, id: string, param: string, livemode: boolean): never {
  const [there, here] = livemode ? ["test", "live"] : ["live", "test"];
  const message = `No such ${noun}: '${id}'; a similar object exists in ${there} mode, but a ${here} mode key was used to make this request.`;
  throw new StripeRefusal(404, { code: "resource_missing", message, param, type: "invalid_request_error" }, true);
}

/** `GET` of a list: newest first, in pages. `keep` says which objects the filters let through. */
export function listing<T extends Fields & { readonly id: string }, S extends z.ZodRawShape>(
  path: string,
  shape: S,
  table: (world: World) => Table<T>,
  keep: (object: T, params: z.output<z.ZodObject<S>>, call: Pick<Call<unknown>, "path" | "world">) => boolean = () => true,
): Endpoint {
  return endpoint("GET", path, { ...paging, ...shape }, (call) => {
    const { world, actor } = call;
    const wanted = pageSchema.parse(call.params);
    // Its shape is the filters' and the paging fields'.
    const filters = call.params as z.output<z.ZodObject<S>>;
    const all = ownOf(table(world), actor.owner).filter((object) => isWithin(object, wanted.created) && keep(object, filters, call));
    return toPage(all, wanted, toUrl(path, call.path));
  });
}

const range = z.union([z.number(), z.object({ gt: z.number(), gte: z.number(), lt: z.number(), lte: z.number() }).partial()]);
const pageSchema = z.object({
  limit: z.number().default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: range.optional(),
});
type Page = z.output<typeof pageSchema>;

function isWithin(object: Fields, created: Page["created"]): boolean {
  const at = object["created"];
  if (created === undefined || typeof at !== "number") return true;
  if (typeof created === "number") return at === created;
  const { gt = -1, gte = 0, lt = Infinity, lte = Infinity } = created;
  return at > gt && at >= gte && at < lt && at <= lte;
}

function toUrl(path: string, variables: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(variables[name] ?? ""));
}

/** One page of objects that are sorted newest first. */
export function toPage(all: readonly { readonly id: string }[], page: Page, url: string): Fields {
  const { limit, starting_after: after, ending_before: before } = page;
  if (limit < 1 || limit > 100) {
    invalid(limit < 1 ? "This value must be greater than or equal to 1." : "This value must be less than or equal to 100.", {
      code: "parameter_invalid_integer",
      param: "limit",
    });
  }
  const place = (id: string, param: string): number => {
    const found = all.findIndex((object) => object.id === id);
    return found === -1 ? notFound("object", id, param) : found;
  };
  if (before !== undefined) {
    const newer = all.slice(0, place(before, "ending_before"));
    return { object: "list", data: newer.slice(-limit), has_more: newer.length > limit, url };
  }
  const rest = after === undefined ? all : all.slice(place(after, "starting_after") + 1);
  return { object: "list", data: rest.slice(0, limit), has_more: rest.length > limit, url };
}
