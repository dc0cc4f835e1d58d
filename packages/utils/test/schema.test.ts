import { isSecret, secretEmail, type Secret } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it, vi } from "vitest";
import * as zodMini from "zod/mini";
import { idString, parseJson, schema, secretString, z, type Parsed, type Schema } from "../src/index.js";

/** What a schema gives for a value that it takes. */
function parsed<T>(from: Schema<T>, value: unknown): T {
  const result = from.safeParse(value);
  if (!result.success) throw new Error("The schema does not take it.");
  return result.data;
}

describe("a schema", () => {
  it("is built when it is first used, and once", () => {
    const build = vi.fn(() => z.object({ id: z.string() }));
    const lazy = schema(build);
    expect(build).not.toHaveBeenCalled();
    expect(lazy()).toBe(lazy());
    expect(build).toHaveBeenCalledTimes(1);
  });

  it("is built once even when building gives nothing", () => {
    const build = vi.fn((): string | undefined => undefined);
    const lazy = schema(build);
    expect([lazy(), lazy(), build.mock.calls.length]).toEqual([undefined, undefined, 1]);
  });

  it("is built again after a building that failed", () => {
    const build = vi
      .fn(() => "built")
      .mockImplementationOnce(() => {
        throw new Error("not yet");
      });
    const lazy = schema(build);
    expect(lazy).toThrow("not yet");
    expect(lazy()).toBe("built");
  });

  it("drops the fields that nobody reads", () => {
    const answer = schema(() => z.object({ id: idString(), note: z.nullish(z.string()) }));
    expect(answer().safeParse({ id: 7, note: null, more: true })).toEqual({ success: true, data: { id: "7", note: null } });
    expectTypeOf<Parsed<typeof answer>>().toEqualTypeOf<{ id: string; note?: string | null | undefined }>();
  });
});

describe("a secret in a schema", () => {
  it("is wrapped as soon as it is read", () => {
    const answer = z.object({ token: secretString(), email: secretString((value) => secretEmail(value).masked()) });
    const { token, email } = parsed(answer, { token: "canary", email: "canary@example.com" });
    expectTypeOf(token).toEqualTypeOf<Secret>();
    expect([isSecret(token), token.expose(), JSON.stringify({ token, email })]).toEqual([
      true,
      "canary",
      '{"token":"***","email":"***@example.com"}',
    ]);
  });

  it.each([5, null, undefined, ["canary"], { canary: "canary" }])("is refused when it is %j, and not quoted", (value) => {
    const result = secretString().safeParse(value);
    expect(result.success).toBe(false);
    expect(JSON.stringify(result)).not.toContain("canary");
  });
});

describe("an id in a schema", () => {
  const id = (value: unknown) => idString().safeParse(value);
  const read = (value: unknown) => parsed(idString(), value);

  it("is read as text to the letter, and as a whole number to the digit", () => {
    fc.assert(
      fc.property(fc.string(), fc.maxSafeInteger(), fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (text, number, long) => {
        expect(read(text)).toBe(text);
        expect(read(number)).toBe(String(number));
        expect(read(parseJson(String(long)))).toBe(String(long));
      }),
    );
  });

  it("keeps the 17 digits that JSON.parse would round", () => {
    expect(parsed(z.object({ id: idString() }), parseJson('{"id":90071992547409931}'))).toEqual({ id: "90071992547409931" });
  });

  it.each(["1.5", "1e400", "1e-3", "0.10000000000000000001", "true", "null", "[1]", "{}", '{"source":"12"}'])(
    "is refused when it is written %s",
    (text) => {
      expect(id(parseJson(text)).success).toBe(false);
    },
  );

  it("is refused, and not made up, when it is absent, unless it may be", () => {
    expect(z.object({ id: idString() }).safeParse({}).success).toBe(false);
    expect(z.object({ id: z.optional(idString()) }).safeParse({})).toEqual({ success: true, data: {} });
    expect(z.object({ id: z.nullish(idString()) }).safeParse({ id: null })).toEqual({ success: true, data: { id: null } });
  });

  it.each([Infinity, NaN, 2 ** 53, 1e21, 5n, /12/])("is refused when it is %s, which no document holds", (value) => {
    expect(id(value).success).toBe(false);
  });
});

describe("the short way through zod", () => {
  const build = (from: typeof z) => {
    const inner = from.object({ a: from.nullish(from.string()), b: from.number() });
    const size = from.pipe(
      from.string(),
      from.transform((text: string) => (text === "none" ? undefined : text.length)),
    );
    return from.object({
      text: from.nullish(from.string()),
      maybe: from.optional(from.number()),
      either: from.nullish(from.union([from.string(), inner])),
      oneOf: from.nullish(from.union([from.string(), from.number(), from.boolean()])),
      number: from.nullish(from.number()),
      list: from.nullish(from.array(inner)),
      constructor: from.nullish(from.string()),
      size: from.nullish(size),
      any: from.unknown(),
      id: from.string(),
    });
  };
  // The same functions under types that know less: that is all that schema.ts is.
  const [ours, theirs] = [build(z), build(zodMini as unknown as typeof z)];
  const leaf = fc.oneof(
    fc.constant(undefined),
    fc.constant(null),
    fc.constant("none"),
    fc.string(),
    fc.integer(),
    fc.constant({ a: null, b: 1, c: 2 }),
  );
  const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 2 }), fc.record({ a: leaf, b: leaf }, { requiredKeys: [] }));
  const names = ["text", "maybe", "either", "oneOf", "number", "list", "constructor", "size", "any", "id", "other"] as const;
  const document = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
  const fitting = fc.record(
    { text: fc.option(fc.string()), maybe: fc.integer(), list: fc.array(fc.record({ a: fc.string(), b: fc.integer() })), id: fc.string(), any: leaf },
    { requiredKeys: ["id"] },
  );

  it("reads everything as zod itself reads it, and says the same of what does not fit", () => {
    fc.assert(
      fc.property(fc.oneof(document, fitting, value), (given) => {
        const [mine, plain] = [ours.safeParse(given), theirs.safeParse(given)];
        expect(mine.success).toBe(plain.success);
        if (mine.success && plain.success) expect(mine.data).toStrictEqual(plain.data);
        if (!mine.success && !plain.success) expect(mine.error).toMatchObject({ issues: (plain.error as { issues: unknown }).issues });
      }),
      { numRuns: 2000 },
    );
  });
});
