import { secret } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonNumber, JsonNumber, parseJson, sourceOf, stringifyJson } from "../src/json/index.js";

const unreadable = expect.objectContaining({ code: "ResponseDeserializationFailed" }) as Error;
const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${String(length - 1)}}$`));

describe("parseJson", () => {
  it("keeps every digit of a 17-digit id (Novalnet) and of a 16-digit one (Noon)", () => {
    expect(parseJson('{"tid":14550000012345679}')).toEqual({ tid: new JsonNumber("14550000012345679") });
    expect(parseJson('{"order":{"id":9682729789593493}}')).toEqual({ order: { id: new JsonNumber("9682729789593493") } });
  });

  it("gives one type to ids of one length, whether or not a double would happen to hold them", () => {
    expect(parseJson("[14550000012345678, 9007199254740992, 9007199254740991]")).toEqual([
      new JsonNumber("14550000012345678"),
      new JsonNumber("9007199254740992"),
      9007199254740991,
    ]);
  });

  it.each([
    ["0.1", 0.1],
    ["10.50", 10.5],
    ["10.50000000000000000000", 10.5],
    ["1e3", 1000],
    ["1.5E-3", 0.0015],
    ["0.00000000000000000", 0],
    ["0e99999", 0],
    ["5e-324", 5e-324],
    ["-123456789012345", -123456789012345],
  ])("reads %s as a plain number", (text, value) => {
    expect(parseJson(text)).toBe(value);
    expect(parseJson(`[${text}]`)).toEqual([value]);
  });

  it.each([
    "1e400",
    "-1e400",
    "1e-400",
    "0.1000000000000000055511151231257827",
    "1e21",
    "-9007199254740993",
    "123456789.123456789123",
    "1E+99999999999999999999",
  ])("keeps %s as it is written", (text) => {
    for (const document of [text, ` ${text}\n`, `{"a" :\t${text}}`, `[1,\n ${text} ]`, `{"a":[[{"b":${text}}]]}`]) {
      expect(stringifyJson(parseJson(document))).toBe(document.replace(/\s/g, ""));
      expect(JSON.stringify(parseJson(document))).toContain(`"${text}"`);
    }
  });

  it("reads every document as JSON.parse does, numbers apart", () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: "binary", maxDepth: 5 }), (document) => {
        // The long number turns the exact way on for the rest of the document.
        expect(parseJson(`[12345678901234567,${document}]`)).toEqual([
          new JsonNumber("12345678901234567"),
          JSON.parse(document, (_, value: unknown, ...[context]: { source?: string }[]) =>
            typeof value === "number" ? parseJson(context?.source ?? "") : value,
          ),
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['a\\"b', "\\", '\\\\"', "ends in \\\\", '"', "\u2028\n\t", '","x":12345678901234567,"y":"', "[[:1e5"])(
    "reads the text %j beside an exact number",
    (text) => {
      const document = JSON.stringify({ [text]: [text, { a: text }], n: 0 }).replace('"n":0', '"n":12345678901234567');
      expect(parseJson(document)).toEqual({ [text]: [text, { a: text }], n: new JsonNumber("12345678901234567") });
    },
  );

  it("keeps the digits of every number, wherever they stand", () => {
    const number = fc
      .tuple(fc.constantFrom("", "-"), fc.integer({ min: 1, max: 30 }).chain(digits), fc.option(fc.stringMatching(/^\.[0-9]{0,24}[1-9]$/)))
      .map(([sign, whole, fraction]) => `${sign}${whole}${fraction ?? ""}`);
    fc.assert(
      fc.property(number, (source) => {
        const value = parseJson(source);
        if (typeof value !== "number" && !isJsonNumber(value)) throw new Error("no number");
        expect(sourceOf(value)).toBe(source);
        expect(stringifyJson({ id: value, list: [value] })).toBe(`{"id":${source},"list":[${source}]}`);
      }),
      { numRuns: 1000 },
    );
  });

  it("skips a byte order mark", () => {
    expect(parseJson('\ufeff{"id":12345678901234567}')).toEqual({ id: new JsonNumber("12345678901234567") });
    expect(parseJson("\ufeff[1]")).toEqual([1]);
  });

  it.each(["1", "12345678901234567"])("lets the last of repeated keys win (with %s about)", (number) => {
    expect(parseJson(`{"status":"paid","status":"failed","n":${number}}`)).toMatchObject({ status: "failed" });
  });

  it.each(["1", "12345678901234567"])("reads __proto__ and constructor as plain keys (with %s about)", (number) => {
    const value = parseJson(
      `{"__proto__":{"polluted":true},"a":{"\\u005f_proto__":[1],"constructor":{"prototype":{"polluted":true}}},"n":${number}}`,
    );
    expect(Object.keys(value as object)).toEqual(["__proto__", "a", "n"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value).not.toHaveProperty("polluted");
    expect({}).not.toHaveProperty("polluted");
  });

  it.each([
    "",
    " ",
    "<html>4111111111111111</html>",
    '{"card":"4111111111111111"',
    "{'a':1}",
    "[1,]",
    "NaN",
    "01",
    "[12345678901234567",
    "+1",
    "1 2",
    '"\u0001"',
  ])("refuses %j and quotes nothing of it", (text) => {
    let thrown: unknown;
    try {
      parseJson(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toEqual(unreadable);
    expect(thrown).not.toHaveProperty("cause");
    expect((thrown as Error).message).not.toMatch(/4111|html|12345/);
  });

  it("stands very deep documents", () => {
    const depth = 50_000;
    const document = `${"[".repeat(depth)}12345678901234567${"]".repeat(depth)}`;
    let value: unknown = parseJson(document);
    for (let level = 0; level < depth; level++) value = (value as unknown[])[0];
    expect(value).toEqual(new JsonNumber("12345678901234567"));
  });
});

describe("JsonNumber", () => {
  it.each(["", "abc", "1,2", "01", "1.", ".5", "+1", "0x1", "1 ", '1,"admin":true', "1n", "Infinity"])("is not made of %j", (source) => {
    expect(() => new JsonNumber(source)).toThrow(expect.objectContaining({ code: "InvalidDataFormat" }));
  });

  it("prints its digits and is not mistaken for others", () => {
    expect(String(new JsonNumber("12345678901234567"))).toBe("12345678901234567");
    expect(sourceOf(new JsonNumber("1e400"))).toBe("1e400");
    expect(sourceOf(10.5)).toBe("10.5");
    for (const value of [1, "1", null, undefined, { source: "1" }, new Number(1)]) expect(isJsonNumber(value)).toBe(false);
  });
});

describe("stringifyJson", () => {
  it("writes what JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        expect(stringifyJson(value)).toBe(JSON.stringify(value));
      }),
      { numRuns: 500 },
    );
  });

  it("shows masks in the place of secrets", () => {
    expect(stringifyJson({ a: secret("CANARY"), b: [secret({ c: "CANARY" })] })).toBe('{"a":"***","b":["***"]}');
  });
});
