/**
 * The subset of zod that response schemas are written with. The build bundles it, because importing zod whole
 * costs more time at start than everything else together.
 */
export {
  array,
  boolean,
  discriminatedUnion,
  literal,
  nullable,
  nullish,
  number,
  object,
  optional,
  pipe,
  record,
  string,
  transform,
  union,
  unknown,
} from "zod/mini";
import { pipe, string, transform, unknown } from "zod/mini";
import { secret, type MaskingStrategy, type Secret } from "@switchyard/interfaces";
import { isJsonNumber } from "./json/index.js";

/** The part of a zod schema that connectors rely on. Any library whose schemas have `safeParse` will do. */
export interface Schema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: unknown };
}

/** A schema that is built when it is first used: building them all at import would cost every process its start. */
export type LazySchema<T> = () => Schema<T>;

/** Wraps the building of a schema so that it happens once, on first use. */
export function schema<S>(build: () => S): () => S {
  let built: { readonly value: S } | undefined;
  return () => (built ??= { value: build() }).value;
}

/** What a lazily built schema gives. */
export type Parsed<S extends () => Schema<unknown>> = S extends () => { safeParse(value: unknown): infer Result }
  ? Extract<Result, { readonly success: true }> extends { readonly data: infer Data }
    ? Data
    : never
  : never;

/** A string that must not be printed: parsed into a {@link Secret}. */
export function secretString(mask?: MaskingStrategy<string>) {
  return pipe(
    string(),
    transform((value): Secret => secret(value, mask)),
  );
}

/** An id that a processor writes as text or as a number: always read as text, digit for digit. */
export function idString() {
  return pipe(
    unknown(),
    transform((value, context): string => {
      if (typeof value === "string") return value;
      if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
      if (isJsonNumber(value) && /^-?\d+$/.test(value.source)) return value.source;
      context.issues.push({ code: "custom", message: "expected an id as text or whole number", input: value });
      return "";
    }),
  );
}
