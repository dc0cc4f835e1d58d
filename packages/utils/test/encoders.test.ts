import { secret, secretCardNumber } from "@switchyard/interfaces";
import type { RequestContent } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { form, json, multipart, parseForm, parseFormPairs, raw } from "../src/encode/index.js";
import type { FormStyle } from "../src/encode/index.js";
import { decodeUtf8 } from "../src/encoding/index.js";
import { JsonNumber, parseJson } from "../src/json/index.js";

const refused = expect.objectContaining({ code: "RequestEncodingFailed" }) as Error;
const CANARY = "CANARY-4111111111111111";
const HOSTILE = [
  "",
  '"',
  "'",
  "<b>&amp;]]></b>",
  "a&b=c",
  "a+b c%20d",
  "\r\nx: y",
  "\u0000\u0001\u001f",
  "💳é\u2028",
  "\\",
  "__proto__",
  "constructor",
  "[0]",
  "--b",
];
const hostile = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary" }));
const key = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "a b", "ü&="),
  fc.string({ unit: "binary", minLength: 1 }),
);
const text = (content: RequestContent) => {
  const encoded = content.encode();
  return typeof encoded === "string" ? encoded : (decodeUtf8(encoded) ?? "not UTF-8");
};

describe("json", () => {
  it("exposes secrets on the wire and masks them in logs", () => {
    const body = json({
      card: { number: secretCardNumber("4111111111111111"), cvc: secret("123"), month: secret(5) },
      wallet: secret({ token: CANARY, list: [secret(1)] }),
    });
    expect(body.encode()).toBe(`{"card":{"number":"4111111111111111","cvc":"123","month":5},"wallet":{"token":"${CANARY}","list":[1]}}`);
    expect(body.mask()).toBe('{"card":{"number":"411111******1111","cvc":"***","month":"***"},"wallet":"***"}');
    expect(body.contentType).toBe("application/json");
  });

  it("leaves undefined out and keeps null, empty text, zero and false", () => {
    expect(json({ a: undefined, b: null, c: "", d: 0, e: false, f: [undefined, null], g: {}, h: -0 }).encode()).toBe(
      '{"b":null,"c":"","d":0,"e":false,"f":[null],"g":{},"h":0}',
    );
  });

  it("writes bigint and exact numbers as bare numbers", () => {
    expect(json({ tid: new JsonNumber("14550000012345679"), amount: secret(9007199254740993n) }).encode()).toBe(
      '{"tid":14550000012345679,"amount":9007199254740993}',
    );
  });

  it("gives back hostile texts and keys unchanged", () => {
    fc.assert(
      fc.property(fc.dictionary(key, fc.oneof(hostile, fc.array(hostile))), (tree) => {
        const encoded = text(json(tree));
        expect(parseJson(encoded)).toEqual(JSON.parse(JSON.stringify(tree)));
        expect(encoded).toBe(JSON.stringify(tree));
      }),
    );
  });

  it("replaces lone surrogates, long texts or short", () => {
    expect(json({ a: "x\ud83dy", "k\udc00": "💳\ud83d".repeat(40), c: "\\ud83d" }).encode()).toBe(
      JSON.stringify({ a: "x\ufffdy", "k\ufffd": "💳\ufffd".repeat(40), c: "\\ud83d" }),
    );
  });

  it.each([
    [{ a: Number.NaN }],
    [{ a: [Infinity] }],
    [{ a: () => 1 }],
    [{ a: Symbol("s") }],
    [{ a: new Map() }],
    [{ a: new Date(0) }],
    [{ a: new Uint8Array(2) }],
    [undefined],
  ])("refuses %o", (tree) => {
    expect(() => json(tree).encode()).toThrow(refused);
  });

  it("refuses cycles", () => {
    const tree: Record<string, unknown> = {};
    tree["self"] = [secret(tree)];
    expect(() => json(tree).encode()).toThrow(refused);
  });
});

describe("form", () => {
  const tree = {
    amount: 1050,
    "card[number]": secret("4111"),
    list: ["x", "y"],
    nested: { a: { b: true } },
    empty: "",
    gone: undefined,
    none: null,
    nothing: [],
  };
  const CASES: readonly (readonly [FormStyle, string])[] = [
    [{}, "amount=1050&card[number]=4111&list[0]=x&list[1]=y&nested[a][b]=true&empty="],
    [{ arrays: "brackets" }, "amount=1050&card[number]=4111&list[]=x&list[]=y&nested[a][b]=true&empty="],
    [{ arrays: "repeat", nesting: "dots" }, "amount=1050&card[number]=4111&list=x&list=y&nested.a.b=true&empty="],
    [{ arrays: "comma" }, "amount=1050&card[number]=4111&list=x,y&nested[a][b]=true&empty="],
  ];
  it.each(CASES)("names fields in the style %o", (style, expected) => {
    expect(decodeURIComponent(text(form(tree, style)))).toBe(expected);
  });

  it("writes lists of objects by index", () => {
    expect(decodeURIComponent(text(form({ items: [{ id: 1 }, { id: secret(2), tags: ["a"] }] })))).toBe(
      "items[0][id]=1&items[1][id]=2&items[1][tags][0]=a",
    );
  });

  it("escapes as URLSearchParams does", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          key,
          fc.oneof(hostile, fc.string({ unit: fc.constantFrom("a", "!", "'", "(", ")", "~", "*", "-", ".", "_", " ", "+", "\ud83d", "\udcb3") })),
        ),
        (flat) => {
          const expected = new URLSearchParams();
          for (const name of Object.keys(flat)) expected.append(name, flat[name] ?? "");
          expect(form(flat).encode()).toBe(expected.toString());
        },
      ),
    );
  });

  const name = fc
    .oneof(fc.constantFrom("__proto__", "constructor", "toString", "a b", "ü&="), fc.string({ unit: "binary", minLength: 1 }))
    .filter((value) => !/[.[\]]|^\d+$/.test(value));
  const list = fc.array(hostile, { minLength: 2, maxLength: 12 });
  const { fields } = fc.letrec((tie) => ({
    fields: fc.dictionary(name, fc.oneof({ depthSize: "small" }, hostile, list, tie("fields")), { minKeys: 1, maxKeys: 4 }),
  }));
  const { deep } = fc.letrec((tie) => ({
    deep: fc.dictionary(
      name,
      fc.oneof({ depthSize: "small" }, hostile, fc.array(fc.oneof(hostile, tie("deep")), { minLength: 1, maxLength: 12 }), tie("deep")),
      { minKeys: 1, maxKeys: 4 },
    ),
  }));

  it.each([
    [{ arrays: "brackets" }],
    [{ arrays: "repeat" }],
    [{ arrays: "repeat", nesting: "dots" }],
    [{ arrays: "brackets", nesting: "dots" }],
  ] as const)("gives back hostile texts and names unchanged in the style %o", (style) => {
    fc.assert(
      fc.property(fields, (fieldTree) => {
        expect(parseForm(text(form(fieldTree as object, style)), style)).toEqual(fieldTree);
      }),
    );
  });

  it.each([[{}], [{ nesting: "dots" }]] as const)("gives back lists of objects by index in the style %o", (style) => {
    fc.assert(
      fc.property(deep, (deepTree) => {
        expect(parseForm(text(form(deepTree as object, style)), style)).toEqual(deepTree);
      }),
    );
  });

  it.each([
    [{ a: { "b][c": "x" } }, {}],
    [{ metadata: { "": "x" } }, {}],
    [{ a: { "b.c": "x" } }, { nesting: "dots" }],
    [{ a: [{ b: 1 }] }, { arrays: "brackets" }],
    [{ a: [["b"]] }, { arrays: "repeat" }],
    [{ a: ["x,y"] }, { arrays: "comma" }],
    [{ a: new Date(0) }, {}],
    [{ a: Number.NaN }, {}],
    [["a"], {}],
  ] as const)("refuses %o in the style %o", (bad, style) => {
    expect(() => form(bad, style).encode()).toThrow(refused);
  });
});

describe("parseForm", () => {
  it.each([
    ["a=1&a=2", { a: "2" }],
    ["a[]=1&a[]=2&b=", { a: ["1", "2"], b: "" }],
    ["a[1]=y&a[0]=x", { a: ["x", "y"] }],
    ["a[4294967295]=x", { a: { "4294967295": "x" } }],
    ["a[b]=1&a=2", { a: "2" }],
    ["a=1&a[b]=2", { a: { b: "2" } }],
    ["a[b=1&c]=2&[d]=3&=4&a[[e]]=5", { "a[b": "1", "c]": "2", "[d]": "3", "": "4", "a[[e]]": "5" }],
    ["?a=%zz+%2B", { "?a": "%zz +" }],
    ["", {}],
    ["a", { a: "" }],
  ])("reads %j", (document, expected) => {
    expect(parseForm(document)).toEqual(expected);
  });

  it("pollutes no prototype", () => {
    const value = parseForm("__proto__[polluted]=1&constructor[prototype][polluted]=1&a[__proto__][polluted]=1&__proto__=1");
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
    expect(value["a"]).not.toHaveProperty("polluted");
  });

  it("keeps names that are nested without end as they are", () => {
    const deepName = `a${"[b]".repeat(10_000)}`;
    expect(parseForm(`${deepName}=1`)).toEqual({ [deepName]: "1" });
  });

  it("gives the pairs in order where the order is signed", () => {
    expect(parseFormPairs("b=1&a=2&b=3")).toEqual([
      ["b", "1"],
      ["a", "2"],
      ["b", "3"],
    ]);
  });
});

describe("multipart", () => {
  it("keeps a secret file's content for the wire", () => {
    const content = secret(new TextEncoder().encode("evidence-canary"));
    const body = multipart({ file: { filename: "a.pdf", contentType: "application/pdf", content } }, { boundary: "b-1" });
    expect(new TextDecoder().decode(body.encode() as Uint8Array)).toContain("evidence-canary");
    expect(body.mask()).not.toContain("canary");
    expect(body.mask()).toContain("[15 bytes]");
  });

  it("writes fields, lists and files", async () => {
    const file = { filename: 'ev"il\r\n.pdf', contentType: "application/pdf", content: Uint8Array.of(0, 255, 13, 10) };
    const body = multipart({ purpose: "evidence", card: secret(CANARY), tags: ["a", "b"], gone: undefined, file }, { boundary: "b-1" });
    const encoded = body.encode();
    const data = await new Response(encoded, { headers: { "content-type": body.contentType } }).formData();
    expect(data.get("purpose")).toBe("evidence");
    expect(data.get("card")).toBe(CANARY);
    expect(data.getAll("tags")).toEqual(["a", "b"]);
    expect(data.has("gone")).toBe(false);
    const received = data.get("file") as File;
    expect([received.name, received.type]).toEqual(['ev"il\r\n.pdf', "application/pdf"]);
    expect(new Uint8Array(await received.arrayBuffer())).toEqual(file.content);
    expect(body.mask()).not.toContain(CANARY);
    expect(body.mask()).toContain("[4 bytes]");
  });

  it("gives back hostile texts and names unchanged", async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom("a", "__proto__", 'n"', "ü", "a[b]"), hostile, { minKeys: 1 }), async (fieldTree) => {
        const body = multipart(fieldTree, { boundary: "boundary-of-the-test" });
        const data = await new Response(body.encode(), { headers: { "content-type": body.contentType } }).formData();
        expect([...data.keys()]).toEqual(Object.keys(fieldTree));
        for (const field of Object.keys(fieldTree)) expect(data.get(field)).toBe(fieldTree[field]);
      }),
    );
  });

  it("refuses a boundary that a part contains, or that is none", () => {
    expect(() => multipart({ a: "x--b-1y" }, { boundary: "b-1" }).encode()).toThrow(refused);
    expect(() => multipart({ a: { b: 1 } }, { boundary: "b-1" }).encode()).toThrow(refused);
    for (const boundary of ["", "a b", 'a"', "a\r\n", "a".repeat(71)]) expect(() => multipart({}, { boundary })).toThrow(refused);
  });
});

describe("raw", () => {
  it("passes text and bytes on", () => {
    expect(raw("a=b", "text/plain").encode()).toBe("a=b");
    expect(raw(Uint8Array.of(1, 2), "application/octet-stream").encode()).toEqual(Uint8Array.of(1, 2));
    expect(raw(Uint8Array.of(1, 2), "application/octet-stream").mask()).toBe("[2 bytes]");
    expect(raw(secret(CANARY), "text/plain").encode()).toBe(CANARY);
    expect(raw(secret(CANARY), "text/plain").mask()).toBe("***");
  });
});

describe("every encoder", () => {
  it("shows no secret in logs and every secret on the wire, wherever it stands", () => {
    const leaf = fc.oneof(
      hostile.map((value) => value.replaceAll("--boundary", "")),
      fc.constant(secret(CANARY)),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), leaf), fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), leaf), (outer, inner) => {
        const nested = { ...outer, inner: { ...inner, list: [secret(CANARY), "x"] } };
        const flat = { ...outer, list: [secret(CANARY), "x"] };
        for (const body of [
          json(nested),
          form(nested),
          form(flat, { arrays: "comma" }),
          multipart(flat, { boundary: "boundary" }),
          json(secret(nested)),
        ]) {
          expect(body.mask()).not.toContain(CANARY);
          expect(text(body)).toContain(CANARY);
        }
      }),
    );
  });
});
