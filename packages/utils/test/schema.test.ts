import { isSecret, secretEmail, type Secret } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it, vi } from "vitest";
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
