import { secret } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseXml, xml } from "../src/encode/xml/index.js";
import type { XmlOptions } from "../src/encode/xml/index.js";

const refused = expect.objectContaining({ code: "RequestEncodingFailed" }) as Error;
const unreadable = expect.objectContaining({ code: "ResponseDeserializationFailed" }) as Error;
const write = (tree: object, options: XmlOptions = { declaration: false }) => xml(tree, options).encode() as string;

describe("xml", () => {
  it("writes elements, attributes, lists and text", () => {
    const tree = {
      "@version": "1.4",
      submit: {
        order: {
          "@code": secret("o<1"),
          amount: { "@value": 1050, "@currency": "GBP", "#text": "x" },
          item: ["a", { "@n": 1 }],
          empty: "",
          nil: null,
          gone: undefined,
          ok: true,
        },
      },
    };
    const body = xml(tree, { root: "paymentService", contentType: "text/xml" });
    expect(body.encode()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><paymentService version="1.4"><submit><order code="o&lt;1">' +
        '<amount value="1050" currency="GBP">x</amount><item>a</item><item n="1"></item><empty></empty><nil></nil><ok>true</ok></order></submit></paymentService>',
    );
    expect(body.mask()).toContain('<order code="***">');
    expect(body.mask()).not.toContain("o&lt;1");
    expect(body.contentType).toBe("text/xml");
  });

  it("takes the one field of the tree for the root", () => {
    expect(write({ "soap:Envelope": { "@xmlns:soap": "http://x/", "soap:Body": secret({ a: secret("b") }) } })).toBe(
      '<soap:Envelope xmlns:soap="http://x/"><soap:Body><a>b</a></soap:Body></soap:Envelope>',
    );
    for (const tree of [{}, { a: 1, b: 2 }, { a: ["x", "y"] }]) expect(() => write(tree)).toThrow(refused);
  });

  it("escapes what would be markup", () => {
    expect(write({ a: { "@q": `"'<>&\n\t\r`, "#text": `]]>&amp;<b/>"'\r\n` } })).toBe(
      `<a q="&quot;'&lt;&gt;&amp;&#10;&#9;&#13;">]]&gt;&amp;amp;&lt;b/&gt;"'&#13;\n</a>`,
    );
  });

  it.each(["\u0000", "a\u0001", "\u000b", "\u001f", "\ufffe", "\uffff"])("refuses %j, which XML cannot carry", (value) => {
    expect(() => write({ a: value })).toThrow(refused);
    expect(() => write({ a: { "@b": value } })).toThrow(refused);
  });

  it("replaces lone surrogates", () => {
    expect(write({ a: "x\ud83dy💳" })).toBe("<a>x\ufffdy💳</a>");
  });

  it.each(["a b", "a><evil/", "1a", "", "a=", "a:b:c", "-a", "é", "#other", "!--"])("refuses the name %j", (name) => {
    expect(() => write({ root: { [name]: "x" } })).toThrow(refused);
    expect(() => write({ root: { [`@${name}`]: "x" } })).toThrow(refused);
  });

  it("refuses cycles, dates, functions and numbers that are none", () => {
    const cycle: Record<string, unknown> = {};
    cycle["a"] = cycle;
    for (const tree of [cycle, { a: new Date(0) }, { a: () => 1 }, { a: Number.NaN }, { a: { b: [["x"]] } }, { a: { "@b": {} } }]) {
      expect(() => write(tree)).toThrow(refused);
    }
  });
});

describe("xml and parseXml", () => {
  const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
  const text = fc
    .oneof(fc.constantFrom("", " ", "\r\n", "\t", "]]>", "&amp;", "<!--", "<![CDATA[", "007", "1e3", "true", "💳"), fc.string({ unit: "binary" }))
    .map((value) => value.replace(forbidden, ""));
  const name = fc.oneof(fc.constantFrom("__proto__", "constructor", "toString", "ns:a", "a-b.c"), fc.stringMatching(/^[A-Za-z_][\w.-]{0,5}$/));
  const { element } = fc.letrec((tie) => ({
    element: fc.oneof(
      { depthSize: "small" },
      text,
      fc
        .tuple(
          fc.dictionary(name, text, { maxKeys: 3 }),
          fc.dictionary(name, fc.oneof(tie("element"), fc.array(tie("element"), { minLength: 2, maxLength: 3 })), { maxKeys: 3 }),
        )
        .filter(([attributes, elements]) => Object.keys(attributes).length + Object.keys(elements).length > 0)
        .map(([attributes, elements]) =>
          Object.fromEntries([...Object.entries(attributes).map(([key, value]) => [`@${key}`, value] as const), ...Object.entries(elements)]),
        ),
    ),
  }));

  it("give back hostile texts and names unchanged", () => {
    fc.assert(
      fc.property(name, element, fc.boolean(), (root, tree, declaration) => {
        const document = { [root]: tree };
        expect(parseXml(write(document, { declaration }))).toEqual(document);
      }),
      { numRuns: 500 },
    );
  });

  it("never show a secret in logs", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^@?[a-z]{1,3}$/), fc.oneof(text, fc.constant(secret("CANARY")))), (tree) => {
        const body = xml({ ...tree, always: [secret("CANARY")] }, { root: "r" });
        expect(body.mask()).not.toContain("CANARY");
        expect(body.encode()).toContain("CANARY");
      }),
    );
  });
});

describe("parseXml", () => {
  it("reads what a processor may write", () => {
    const document = `\ufeff<?xml version="1.0"?>\r\n<!-- note --><reply a='1' b = "x&#x41;&lt;&#10;y
z"><id>00123</id> <id>1e3</id>
  <cd><![CDATA[<&amp;]]></cd><empty/><sp > x\r\ny\r </sp ><mixed n="1">t<b/>u</mixed><?pi x?></reply>\n`;
    expect(parseXml(document)).toEqual({
      reply: {
        "@a": "1",
        "@b": "xA<\ny z",
        id: ["00123", "1e3"],
        cd: "<&amp;",
        empty: "",
        sp: " x\ny\n ",
        mixed: { "@n": "1", "#text": "tu", b: "" },
      },
    });
  });

  it.each([['<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;</a>'], ['<!DOCTYPE a SYSTEM "http://evil/"><a/>'], ["<!DOCTYPE html><html></html>"]])(
    "refuses the DOCTYPE of %j",
    (document) => {
      expect(() => parseXml(document)).toThrow(unreadable);
    },
  );

  it.each([
    ...[
      "",
      "  ",
      "text",
      "{}",
      "<a>",
      "<a><b></a>",
      "<a></b>",
      "</a>",
      "<a/><b/>",
      "<a/><a/>",
      "<a/>x",
      "x<a/>",
      "<a",
      "<a b></a>",
      "<a b=c/>",
      "<a b='1' b='2'/>",
      "<a b='1'c='2'/>",
    ],
    ...[
      "<a>&x;</a>",
      "<a>&</a>",
      "<a>&amp</a>",
      "<a>&#0;</a>",
      "<a>&#x110000;</a>",
      "<a>&#xD800;</a>",
      "<a>&#1;</a>",
      "<a>\u0001</a>",
      "<a b='<'/>",
      "<1a/>",
      "< a/>",
      "<a><!-- </a>",
    ],
    ...["<a><![CDATA[x</a>", "<html><body><br></body></html>", "<a>&constructor;</a>", "<a b='&x;'/>", "<a></a", "<a:b:c/>"],
  ])("refuses %j", (document) => {
    expect(() => parseXml(document)).toThrow(unreadable);
  });

  it("refuses every document that is cut off", () => {
    const document = '<?xml version="1.0"?><a b="c"><d>e</d><!-- f --><g><![CDATA[h]]></g></a>';
    for (let length = 0; length < document.length; length++) expect(() => parseXml(document.slice(0, length))).toThrow(unreadable);
    expect(parseXml(document)).toEqual({ a: { "@b": "c", d: "e", g: "h" } });
  });

  it("refuses documents nested without end", () => {
    expect(() => parseXml(`${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`)).toThrow(unreadable);
  });

  it("pollutes no prototype", () => {
    const value = parseXml(
      '<a __proto__="x"><__proto__><polluted>1</polluted></__proto__><constructor><prototype><polluted>1</polluted></prototype></constructor></a>',
    );
    expect({}).not.toHaveProperty("polluted");
    expect(value["a"]).not.toHaveProperty("polluted");
  });
});
