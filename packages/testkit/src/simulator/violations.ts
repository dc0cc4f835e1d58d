import { z } from "zod";

/** The ways in which a field can be wrong. A simulator maps each to its processor's own code. */
export const ViolationRule = {
  UnknownField: "unknown_field",
  Missing: "missing",
  /** An explicit null where a value belongs. */
  Null: "null",
  /** `expected` says what belongs there. */
  WrongType: "wrong_type",
  /** The string does not have the form that is asked for. */
  Pattern: "pattern",
  /** A string with fewer characters than `limit`. Where `input` is `""`, some processors say "empty". */
  TooShort: "too_short",
  TooLong: "too_long",
  /** A number below `limit`. */
  TooSmall: "too_small",
  TooLarge: "too_large",
  /** A list with fewer entries than `limit`. */
  TooFewItems: "too_few_items",
  TooManyItems: "too_many_items",
  /** Of the right type, but none of the values that are allowed; or not a multiple of what is asked for. */
  NotAllowedValue: "not_allowed_value",
  /** A rule of the simulator's own; `name` says which. */
  Custom: "custom",
} as const;
export type ViolationRule = (typeof ViolationRule)[keyof typeof ViolationRule];

/** One thing that is wrong with a body. */
export interface Violation {
  /** Where: `$.instruction.items[0].name`, `$` for the whole body. */
  readonly path: string;
  readonly rule: ViolationRule;
  /** In plain English, for those processors whose text does not matter. */
  readonly message: string;
  /** What is there: undefined where nothing is. */
  readonly input: unknown;
  /** With {@link ViolationRule.WrongType}: `string`, `integer`, `number`, `boolean`, `object`, `array`. */
  readonly expected?: string | undefined;
  /** The bound that was crossed. */
  readonly limit?: number | bigint | undefined;
  /** With {@link ViolationRule.Custom}: the `rule` given in the check's `params`. */
  readonly name?: string | undefined;
}

/** A body that passed, with its type; or everything that is wrong with it. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly violations: readonly Violation[] };

/**
 * Checks a parsed body against a zod schema, strictly as the processor would.
 * Use `z.strictObject` for bodies whose unknown fields are refused, {@link integer} for whole numbers, and
 * `.refine(check, { params: { rule: "luhn" } })` for a rule of one's own.
 *
 * @example
 * const checked = checkBody(z.strictObject({ amount: integer({ min: 1 }) }), { amount: "1", note: "" });
 * // violations: $.amount wrong_type (expected integer), $.note unknown_field
 */
export function checkBody<T>(schema: z.ZodType<T>, body: unknown): Checked<T> {
  const result = schema.safeParse(body);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, violations: result.error.issues.flatMap((issue) => toViolations(issue, [], body)) };
}

/** A whole number, both ends included. What is no safe integer is reported as `integer` expected, be it `"1"` or `1.5`. */
export function integer(range: { readonly min?: number; readonly max?: number } = {}): z.ZodType<number> {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = range;
  return z
    .unknown()
    .superRefine((input, context) => {
      if (!Number.isSafeInteger(input)) context.addIssue({ code: "invalid_type", expected: "int", input });
    })
    .pipe(z.number().min(min).max(max));
}

/** `["a", "b", 0]` as `$.a.b[0]`. A key that is no plain word is quoted: `$['a b']`. */
export function toJsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => text + toStep(key), "$");
}

function toStep(key: PropertyKey): string {
  if (typeof key === "number") return `[${key}]`;
  const name = String(key);
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `['${name.replaceAll("'", String.raw`\'`)}']`;
}

type Issue = z.core.$ZodIssue;

function toViolations(issue: Issue, base: readonly PropertyKey[], body: unknown): readonly Violation[] {
  const path = [...base, ...issue.path];
  const input = valueAt(body, path);
  const at = { path: toJsonPath(path), message: issue.message, input };
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => toUnknownField(path, key, body));
    case "invalid_type":
      return [toAbsent(at) ?? { ...at, rule: ViolationRule.WrongType, expected: toTypeName(issue.expected) }];
    case "invalid_value":
      return [toAbsent(at) ?? toWrongValue(at, issue.values)];
    case "too_small":
      return [{ ...at, rule: toLowRule(issue.origin), limit: issue.minimum }];
    case "too_big":
      return [{ ...at, rule: toHighRule(issue.origin), limit: issue.maximum }];
    case "invalid_format":
      return [{ ...at, rule: ViolationRule.Pattern }];
    case "not_multiple_of":
      return [{ ...at, rule: ViolationRule.NotAllowedValue }];
    case "invalid_union":
      return toUnionViolations(issue, path, body, at);
    case "invalid_key":
      return [{ ...at, rule: ViolationRule.UnknownField }];
    case "invalid_element":
      return issue.issues.flatMap((inner) => toViolations(inner, path, body));
    case "custom":
      return [{ ...at, rule: ViolationRule.Custom, name: toRuleName(issue.params) }];
  }
}

type Found = Pick<Violation, "path" | "message" | "input">;

function toAbsent(at: Found): Violation | undefined {
  if (at.input === undefined) return { ...at, rule: ViolationRule.Missing };
  if (at.input === null) return { ...at, rule: ViolationRule.Null };
  return undefined;
}

function toUnknownField(path: readonly PropertyKey[], key: string, body: unknown): Violation {
  const full = [...path, key];
  return {
    path: toJsonPath(full),
    rule: ViolationRule.UnknownField,
    message: `Unrecognized field "${key}"`,
    input: valueAt(body, full),
  };
}

/** A word that is not in the list is not allowed; a thing that is no word at all has the wrong type. */
function toWrongValue(at: Found, values: readonly unknown[]): Violation {
  const types = new Set(values.map((value) => typeof value));
  if (types.has(typeof at.input)) return { ...at, rule: ViolationRule.NotAllowedValue };
  return { ...at, rule: ViolationRule.WrongType, expected: [...types].join(" or ") };
}

/**
 * Without a branch to blame, the discriminator is at fault. Otherwise the branch with the fewest violations is the one
 * that was meant.
 */
function toUnionViolations(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[], body: unknown, at: Found): readonly Violation[] {
  const absent = toAbsent(at);
  if (absent !== undefined) return [absent];
  const branches = issue.errors.map((errors) => errors.flatMap((error) => toViolations(error, path, body)));
  const [first, ...others] = branches;
  if (first === undefined) return [{ ...at, rule: ViolationRule.NotAllowedValue }];
  return others.reduce((best, branch) => (distance(branch, at.path) < distance(best, at.path) ? branch : best), first);
}

/** A branch that refuses the value as a whole is further away than one that found fault inside it. */
function distance(violations: readonly Violation[], path: string): number {
  const outright = violations.some((violation) => violation.path === path && violation.rule === ViolationRule.WrongType);
  return violations.length + (outright ? 1_000 : 0);
}

function toLowRule(origin: string): ViolationRule {
  if (origin === "string") return ViolationRule.TooShort;
  return isCountable(origin) ? ViolationRule.TooFewItems : ViolationRule.TooSmall;
}

function toHighRule(origin: string): ViolationRule {
  if (origin === "string") return ViolationRule.TooLong;
  return isCountable(origin) ? ViolationRule.TooManyItems : ViolationRule.TooLarge;
}

function isCountable(origin: string): boolean {
  return origin === "array" || origin === "set" || origin === "map";
}

function toTypeName(expected: string): string {
  if (expected === "int") return "integer";
  return expected === "record" ? "object" : expected;
}

function toRuleName(params: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return typeof params?.["rule"] === "string" ? params["rule"] : undefined;
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined),
    body,
  );
}
