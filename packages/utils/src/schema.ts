/**
 * The subset of zod that response schemas are written with. The build bundles it, because importing zod whole costs more
 * time at start than everything else together. The types are our own: whoever installs a connector installs no zod.
 */
import * as zod from "zod/mini";
import { secret, type MaskingStrategy, type Secret } from "@switchyard/interfaces";
import { isJsonNumber } from "./json/index.js";
import { quickNullish, quickObject, quickUnion, quickValue } from "./quick-schema.js";

/** The part of a zod schema that connectors rely on. Any library whose schemas have `safeParse` will do. */
export interface Schema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: unknown };
}

declare const leavable: unique symbol;

/** A schema of a field that may be left out. */
export interface OptionalSchema<T> extends Schema<T> {
  readonly [leavable]: true;
}

/** What a schema gives. */
export type DataOf<S> = S extends Schema<infer T> ? T : never;

type Fields = Readonly<Record<string, Schema<unknown>>>;
type Leavable<F extends Fields> = { [K in keyof F]: F[K] extends OptionalSchema<unknown> ? K : never }[keyof F];
type Flat<T> = { [K in keyof T]: T[K] };

/** The object that has these fields. */
export type ObjectOf<F extends Fields> = Flat<
  { -readonly [K in Exclude<keyof F, Leavable<F>>]: DataOf<F[K]> } & { -readonly [K in Leavable<F>]?: DataOf<F[K]> | undefined }
>;

/** A schema of an object. Its fields can be taken into another one: `z.object({ ...payment().shape, id: z.string() })`. */
export interface ObjectSchema<F extends Fields> extends Schema<ObjectOf<F>> {
  readonly shape: F;
}

/** How a value that was parsed becomes another: the second half of a {@link pipe}. */
export interface Transform<From, To> {
  readonly transform: (value: From, context: TransformContext) => To;
}

/** Where a transformation says that it cannot be done. */
export interface TransformContext {
  readonly issues: { push(issue: { readonly code: "custom"; readonly message: string; readonly input: unknown }): unknown };
}

type Several = readonly [Schema<unknown>, ...Schema<unknown>[]];

// Each of these is zod's function of the same name, under a type that knows only what connectors rely on.
export const array = zod.array as unknown as <T>(item: Schema<T>) => Schema<T[]>;
export const discriminatedUnion = zod.discriminatedUnion as unknown as <S extends Several>(key: string, options: S) => Schema<DataOf<S[number]>>;
export const literal = zod.literal as unknown as <const V extends string | number | boolean | null>(value: V) => Schema<V>;
export const nullable = zod.nullable as unknown as <T>(inner: Schema<T>) => Schema<T | null>;
export const optional = zod.optional as unknown as <T>(inner: Schema<T>) => OptionalSchema<T | undefined>;
export const pipe = zod.pipe as unknown as <From, To>(from: Schema<From>, to: Transform<From, To>) => Schema<To>;
export const record = zod.record as unknown as <T>(key: Schema<string>, value: Schema<T>) => Schema<Record<string, T>>;
export const transform = zod.transform as unknown as <From, To>(make: (value: From, context: TransformContext) => To) => Transform<From, To>;

// The shortcut knows null by itself.
const zodNullish = zod.optional as unknown as <T>(inner: Schema<T>) => OptionalSchema<T | null | undefined>;
const zodUnion = zod.union as unknown as <S extends Several>(options: S) => Schema<DataOf<S[number]>>;
const zodObject = zod.object as unknown as <F extends Fields>(fields: F) => ObjectSchema<F>;

// Schemas do not change: one of each kind serves every field, since making one costs as much as reading a hundred.
export const boolean = schema((): Schema<boolean> => quickValue(zod.boolean(), (value) => typeof value === "boolean"));
export const number = schema((): Schema<number> => quickValue(zod.number(), Number.isFinite));
export const string = schema((): Schema<string> => quickValue(zod.string(), (value) => typeof value === "string"));
export const unknown = schema((): Schema<unknown> => quickValue(zod.unknown(), () => true));

export function union<S extends Several>(options: S): Schema<DataOf<S[number]>> {
  return quickUnion(zodUnion(options), options);
}

export function nullish<T>(inner: Schema<T>): OptionalSchema<T | null | undefined> {
  return quickNullish(zodNullish(inner), inner);
}

export function object<F extends Fields>(fields: F): ObjectSchema<F> {
  return quickObject(zodObject(fields), fields);
}

/** A schema that is built when it is first used: building them all at import would cost every process its start. */
export type LazySchema<T> = () => Schema<T>;

/** Wraps the building of a schema so that it happens once, on first use. */
export function schema<S>(build: () => S): () => S {
  let built: { readonly value: S } | undefined;
  return () => (built ??= { value: build() }).value;
}

/** What a lazily built schema gives. */
export type Parsed<S extends () => Schema<unknown>> = DataOf<ReturnType<S>>;

/** A text that a processor may leave out or write as null: most fields of most answers. */
export const text = schema(() => nullish(string()));

/** Several fields of one kind, by their names: `z.object({ ...z.each(z.text, "status", "reason"), id: z.string() })`. */
export function each<const Name extends string, S>(make: () => S, ...names: readonly Name[]): { readonly [N in Name]: S } {
  return Object.fromEntries(names.map((name) => [name, make()])) as { [N in Name]: S }; // one for each name
}

/** An amount as processors write it, a text or a number, where it may be missing. */
export const amount = schema(() => nullish(union([string(), number()])));

/** What a schema finds in a value that may be anything, such as what a browser brought; `undefined` where it does not fit. */
export function readAs<T>(expected: LazySchema<T>, value: unknown): T | undefined {
  const parsed = expected().safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

const maskedString = (mask?: MaskingStrategy<string>) =>
  pipe(
    string(),
    transform((value): Secret => secret(value, mask)),
  );
const hiddenString = schema(() => maskedString());

/** A string that must not be printed: parsed into a {@link Secret}. */
export function secretString(mask?: MaskingStrategy<string>): Schema<Secret> {
  return mask === undefined ? hiddenString() : maskedString(mask);
}

/** An id that a processor writes as text or as a number: always read as text, digit for digit. */
export const idString = schema(() =>
  pipe(
    unknown(),
    transform((value, context): string => {
      if (typeof value === "string") return value;
      if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
      if (isJsonNumber(value) && /^-?\d+$/.test(value.source)) return value.source;
      context.issues.push({ code: "custom", message: "expected an id as text or whole number", input: value });
      return "";
    }),
  ),
);
