import { refuseEarly } from "../errors.js";
import { METHOD_TYPES } from "../methods/traits.js";
import type { Fields } from "../wires.js";
import { findOwn, type Owner, type World } from "../world.js";

const MOST_LEVELS = 4;

/** An object with the ids at these paths replaced by the objects: `latest_charge`, `data.customer`. */
export function expandAll(world: World, owner: Owner, wire: Fields, paths: readonly string[]): Fields {
  return paths.reduce<Fields>((expanded, path) => {
    const steps = path.split(".");
    if (steps.filter((step) => step !== "data").length > MOST_LEVELS) {
      refuseEarly(400, {
        message: `You cannot expand more than ${MOST_LEVELS} levels of a property. Property: ${path}`,
        type: "invalid_request_error",
      });
    }
    return expandIn(world, owner, expanded, steps, path);
  }, wire);
}

function expandIn(world: World, owner: Owner, wire: Fields, [step = "", ...rest]: readonly string[], path: string): Fields {
  if (!Object.hasOwn(wire, step)) {
    if (VARIABLE.has(step)) return wire;
    return refuseEarly(400, { message: `This property cannot be expanded (${path}).`, param: "expand", type: "invalid_request_error" });
  }
  const value = wire[step];
  const expand = (item: unknown): unknown => expandValue(world, owner, item, rest, path);
  return { ...wire, [step]: Array.isArray(value) ? value.map(expand) : expand(value) };
}

/** Expandable fields that an object has in some states only, and types of payment methods. */
const VARIABLE: ReadonlySet<string> = new Set(["transfer", "failure_balance_transaction", "payment_intent", ...METHOD_TYPES]);

function expandValue(world: World, owner: Owner, value: unknown, rest: readonly string[], path: string): unknown {
  if (value === null) return null;
  const object = typeof value === "string" ? findAny(world, owner, value) : isFields(value) ? value : undefined;
  if (object === undefined) {
    return refuseEarly(400, { message: `This property cannot be expanded (${path}).`, param: "expand", type: "invalid_request_error" });
  }
  return rest.length === 0 ? object : expandIn(world, owner, object, rest, path);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object of an id, whatever its kind. An object of the platform is seen from a connected account where it is referred to. */
export function findAny(world: World, owner: Owner, id: string): Fields | undefined {
  const platform = { ...owner, account: world.settings.account };
  for (const table of Object.values(world.tables)) {
    const found = findOwn<Fields>(table, owner, id) ?? findOwn<Fields>(table, platform, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
