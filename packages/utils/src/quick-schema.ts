/**
 * Short ways through zod for answers that fit: nearly all do, and reading them is much of what a payment costs us. What does
 * not fit goes through zod as it is, which says what is wrong; so nothing is read otherwise than zod reads it.
 */

interface Payload {
  value: unknown;
  readonly issues: readonly unknown[];
}
type Run = (payload: Payload, context: unknown) => Payload;
/** Whether a schema gives a value back as it is. */
type Accepts = (value: unknown) => boolean;

const accepts = Symbol("accepts");

/** The part of a zod schema that runs it. zod documents it for those who build upon it. */
interface Runnable {
  readonly _zod: { run: Run; parse: Run; readonly optin?: string | undefined; readonly optout?: string | undefined };
  [accepts]?: Accepts | undefined;
}

/** The way through zod as it is, behind a shorter one. */
function withShortcut<S>(schema: S, shortcutOf: (whole: Run) => Run): S {
  const { _zod: inner } = schema as Runnable;
  inner.run = inner.parse = shortcutOf(inner.run);
  return schema;
}

/** A schema of single values, which an object need not run when it accepts a field. */
export function quickValue<S>(schema: S, isAccepted: Accepts): S {
  (schema as Runnable)[accepts] = isAccepted;
  return schema;
}

const isLeavable = ({ _zod: inner }: Runnable) => inner.optin === "optional" && inner.optout === "optional";

/** One of several, where all of them give a value back as it is. */
export function quickUnion<S>(schema: S, options: readonly unknown[]): S {
  const each = (options as readonly Runnable[]).map((option) => option[accepts]);
  if (each.includes(undefined)) return schema;
  return quickValue(schema, (value) => each.some((isAccepted) => isAccepted?.(value)));
}

/** What may be missing or null. */
export function quickNullish<S>(schema: S, inner: unknown): S {
  const { _zod: present, [accepts]: isAccepted } = inner as Runnable;
  if (isAccepted !== undefined) quickValue(schema, (value) => value == null || isAccepted(value));
  return withShortcut(schema, (whole) => (payload, context) => {
    if (payload.value === undefined) return whole(payload, context);
    return payload.value === null ? payload : present.run(payload, context);
  });
}

/** The fields of an object: one that may be left out, and is, need not be run. */
export function quickObject<S>(schema: S, fields: Readonly<Record<string, unknown>>): S {
  // As zod has it: a field of this name would be the object's prototype.
  const names = Object.keys(fields).filter((key) => key !== "__proto__");
  const schemas = names.map((key) => fields[key] as Runnable);
  const values = schemas.map((field) => field[accepts]);
  return withShortcut(schema, (whole) => (payload, context) => {
    const input = payload.value;
    if (typeof input !== "object" || input === null || Array.isArray(input)) return whole(payload, context);
    const found: Record<string, unknown> = {};
    for (let at = 0; at < names.length; at += 1) {
      // There is one of each.
      const key = names[at] as string;
      const field = schemas[at] as Runnable;
      const given = (input as Readonly<Record<string, unknown>>)[key];
      if (given === undefined) {
        if (key in input || !isLeavable(field)) return whole(payload, context);
      } else if (values[at]?.(given) === true) {
        found[key] = given;
      } else {
        const read = field._zod.run({ value: given, issues: [] }, context);
        if (read.issues.length > 0 || read.value === undefined) return whole(payload, context);
        found[key] = read.value;
      }
    }
    payload.value = found;
    return payload;
  });
}
