import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { checkBody, integer, readJsonBody, toJsonPath } from "../src/index.js";

const instrument = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("plain"), cardNumber: z.string().refine(passesLuhn, { params: { rule: "luhn" } }) }),
  z.strictObject({ type: z.literal("token"), href: z.url() }),
]);
const order = z.strictObject({
  reference: z
    .string()
    .min(1)
    .max(5)
    .regex(/^[a-z]*$/),
  amount: integer({ min: 1, max: 100 }),
  currency: z.enum(["EUR", "GBP"]),
  instrument,
  narrative: z.strictObject({ line1: z.string() }).optional(),
  items: z
    .array(z.strictObject({ name: z.string() }))
    .max(2)
    .optional(),
});
const good = {
  reference: "abc",
  amount: 10,
  currency: "EUR",
  instrument: { type: "plain", cardNumber: "4111111111111111" },
};

/** What is wrong, one line each: path, rule, and the detail that goes with the rule. */
function faultsOf(body: unknown): readonly string[] {
  const checked = checkBody(order, body);
  if (checked.ok) return [];
  return checked.violations.map(({ path, rule, expected, limit, name }) =>
    [path, rule, expected ?? limit ?? name].filter((part) => part !== undefined).join(" "),
  );
}

describe("checking a body", () => {
  it("gives the typed value of a good one", () => {
    const checked = checkBody(order, good);
    expect(checked).toEqual({ ok: true, value: good });
  });

  it.each([
    ["a missing field", { ...good, amount: undefined }, ["$.amount missing"]],
    ["an explicit null", { ...good, amount: null }, ["$.amount null"]],
    ["a null in an optional place", { ...good, narrative: null }, ["$.narrative null"]],
    ["text for an integer", { ...good, amount: "10" }, ["$.amount wrong_type integer"]],
    ["a fraction for an integer", { ...good, amount: 1.5 }, ["$.amount wrong_type integer"]],
    ["an integer that is too small", { ...good, amount: 0 }, ["$.amount too_small 1"]],
    ["an integer that is too large", { ...good, amount: 101 }, ["$.amount too_large 100"]],
    ["a string that is too short", { ...good, reference: "" }, ["$.reference too_short 1"]],
    ["a string too long and of a wrong form", { ...good, reference: "ABCDEF" }, ["$.reference too_long 5", "$.reference pattern"]],
    ["a word that is not in the list", { ...good, currency: "USD" }, ["$.currency not_allowed_value"]],
    ["a number for a word of a list", { ...good, currency: 978 }, ["$.currency wrong_type string"]],
    ["an unknown field", { ...good, extra: 1, "two words": 2 }, ["$.extra unknown_field", "$['two words'] unknown_field"]],
    ["an unknown field deep inside", { ...good, narrative: { line1: "a", line3: "" } }, ["$.narrative.line3 unknown_field"]],
    ["a field in a list", { ...good, items: [{ name: "a" }, { name: 1 }] }, ["$.items[1].name wrong_type string"]],
    ["a list that is too long", { ...good, items: Array(3).fill({ name: "a" }) }, ["$.items too_many_items 2"]],
    ["a rule of one's own", { ...good, instrument: { type: "plain", cardNumber: "4111111111111112" } }, ["$.instrument.cardNumber custom luhn"]],
    ["a branch's field", { ...good, instrument: { type: "token" } }, ["$.instrument.href missing"]],
    ["no discriminator", { ...good, instrument: {} }, ["$.instrument.type missing"]],
    ["a null discriminator", { ...good, instrument: { type: null } }, ["$.instrument.type null"]],
    ["an unknown discriminator", { ...good, instrument: { type: "cash" } }, ["$.instrument.type not_allowed_value"]],
    ["no object at all", "text", ["$ wrong_type object"]],
    ["nothing", undefined, ["$ missing"]],
    ["null", null, ["$ null"]],
  ])("names %s", (_case, body, faults) => {
    expect(faultsOf(body)).toEqual(faults);
  });

  it("names everything that is wrong at once", () => {
    expect(faultsOf({ reference: 1, extra: true })).toEqual([
      "$.reference wrong_type string",
      "$.amount missing",
      "$.currency missing",
      "$.instrument missing",
      "$.extra unknown_field",
    ]);
  });

  it("blames the branch of a plain union that came closest", () => {
    const schema = z.strictObject({ to: z.union([z.string(), z.strictObject({ iban: z.string(), bic: z.string() })]) });
    const checked = checkBody(schema, { to: { iban: "DE", bic: 1 } });
    expect(checked).toMatchObject({
      ok: false,
      violations: [{ path: "$.to.bic", rule: "wrong_type", expected: "string", input: 1 }],
    });
    expect(checkBody(schema, {})).toMatchObject({ violations: [{ path: "$.to", rule: "missing" }] });
  });

  it("takes exactly the safe integers of the range", () => {
    const schema = integer({ min: -5, max: 5 });
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double(), fc.string(), fc.boolean()), (value) => {
        const allowed = typeof value === "number" && Number.isInteger(value) && value >= -5 && value <= 5;
        expect(checkBody(schema, value).ok).toBe(allowed);
      }),
    );
  });

  it("quotes keys that would make a path ambiguous", () => {
    expect(toJsonPath([])).toBe("$");
    expect(toJsonPath(["a", "b.c", 0, "it's", "0"])).toBe(String.raw`$.a['b.c'][0]['it\'s']['0']`);
  });
});

describe("reading a JSON body", () => {
  const post = (body: BodyInit): Request => new Request("http://acme.test/", { method: "POST", body });

  it.each([
    ["a value", '{"a":[1]}', { kind: "json", value: { a: [1] }, text: '{"a":[1]}' }],
    ["nothing", "", { kind: "empty" }],
    ["blanks", " \n", { kind: "empty" }],
    ["a cut text", '{"a":', { kind: "not_json", text: '{"a":' }],
    ["a form", "a=b", { kind: "not_json", text: "a=b" }],
    ["bytes that are no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), { kind: "not_json", text: "" }],
  ])("tells %s apart", async (_case, body, outcome) => {
    expect(await readJsonBody(post(body))).toEqual(outcome);
  });
});

function passesLuhn(number: string): boolean {
  const digits = Array.from(number, Number).reverse();
  const sum = digits.reduce((total, digit, index) => {
    const weighted = index % 2 === 0 ? digit : digit * 2;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}
