import { createContext, runInContext } from "node:vm";
import { secret } from "@switchyard/interfaces";
import fc from "fast-check";
import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { describe, expect, it } from "vitest";
import { renderRedirectForm, type RedirectPageOptions } from "../src/index.js";

type Element = DefaultTreeAdapterTypes.Element;

/** Every element of a page, as a browser would read it. */
function elementsOf(html: string): readonly Element[] {
  const found: Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ("tagName" in node) found.push(node);
    if ("childNodes" in node) node.childNodes.forEach(walk);
  };
  walk(parse(html, { scriptingEnabled: false }));
  return found;
}

const attribute = (element: Element | undefined, name: string) => element?.attrs.find((each) => each.name === name)?.value;
const textOf = (element: Element | undefined) => (element?.childNodes ?? []).map((node) => ("value" in node ? node.value : "")).join("");
const named = (elements: readonly Element[], tagName: string) => elements.filter((element) => element.tagName === tagName);
const fieldsOf = (elements: readonly Element[]) => named(elements, "input").map((input) => [attribute(input, "name"), attribute(input, "value")]);

/** Text with what an attacker would write, or a processor would forget to encode. HTML has no NUL, nor halves of characters. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        "<",
        ">",
        "&",
        "`",
        "\r",
        "\n",
        "\t",
        "\\",
        "</script>",
        "<!--",
        "-->",
        '"><script>alert(1)</script>',
        "' onload='x",
        "&quot;",
        "&#39;",
        "&amp",
        "\u2028",
        "\u2029",
        "javascript:",
        "${x}",
        "]]>",
      ),
      fc.string({ unit: "grapheme" }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join("").replaceAll("\0", ""));

const address = fc.webUrl({ withQueryParameters: false, withFragments: true });

describe("the page of a form redirect", () => {
  it("is read back with the very values that went in, and with no script but its own", () => {
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile), address, hostile, hostile, hostile, (formFields, endpoint, nonce, waitingText, language) => {
        const page = renderRedirectForm({ type: "form", endpoint, method: "POST", formFields }, { nonce, waitingText, language });
        const elements = elementsOf(page);
        expect(fieldsOf(elements)).toEqual(Object.entries(formFields));
        const [form] = named(elements, "form");
        expect([attribute(form, "action"), attribute(form, "method")]).toEqual([endpoint, "post"]);
        const scripts = named(elements, "script");
        expect(scripts.map(textOf)).toEqual([`HTMLFormElement.prototype.submit.call(document.getElementById("redirect"))`]);
        expect(attribute(scripts[0], "nonce")).toBe(nonce);
        expect(attribute(named(elements, "html")[0], "lang")).toBe(language);
        // A line feed at a text's start or a carriage return in it come back as written, too.
        expect(textOf(named(elements, "p")[0])).toBe(waitingText);
        expect(textOf(named(elements, "title")[0])).toBe(waitingText);
        const expected = [
          "body",
          "button",
          "form",
          "head",
          "html",
          ...Object.keys(formFields).map(() => "input"),
          "meta",
          "meta",
          "meta",
          "noscript",
          "p",
          "script",
          "title",
        ];
        expect(elements.map(({ tagName }) => tagName).sort()).toEqual(expected);
        expect(elements.flatMap(({ attrs }) => attrs.map(({ name }) => name)).filter((name) => name.startsWith("on"))).toEqual([]);
      }),
    );
  });

  it("reveals secret fields, as the browser must send them", () => {
    const page = renderRedirectForm({ type: "form", endpoint: "https://acs.example/", method: "POST", formFields: { JWT: secret("s3cret") } });
    expect(fieldsOf(elementsOf(page))).toEqual([["JWT", "s3cret"]]);
  });

  it("takes the query of a GET address along as fields, which the browser would drop", () => {
    const page = renderRedirectForm({ type: "form", endpoint: "https://acs.example/go?a=1%263&a=2&b=", method: "GET", formFields: { c: "x" } });
    const elements = elementsOf(page);
    expect(attribute(named(elements, "form")[0], "method")).toBe("get");
    expect(fieldsOf(elements)).toEqual([
      ["a", "1&3"],
      ["a", "2"],
      ["b", ""],
      ["c", "x"],
    ]);
  });

  it("has no nonce where none is given", () => {
    const page = renderRedirectForm({ type: "form", endpoint: "https://acs.example/", method: "POST", formFields: {} });
    expect(attribute(named(elementsOf(page), "script")[0], "nonce")).toBeUndefined();
  });
});

const ddc = (change: object = {}) =>
  ({
    type: "worldpay_ddc",
    endpoint: "https://cardinal.example/collect",
    method: "POST",
    formFields: { Bin: "444433", JWT: secret("jwt") },
    collectionId: "SessionId",
    returnUrl: "https://shop.example/return",
    ...change,
  }) as const;

describe("an address that is not one of the web", () => {
  const addresses = [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://x/y",
    "/relative",
    "",
    "https//x",
  ];

  it.each(addresses)("is refused: %j", (endpoint) => {
    expect(() => renderRedirectForm({ type: "form", endpoint, method: "POST", formFields: {} })).toThrow(TypeError);
    expect(() => renderRedirectForm({ type: "form", endpoint, method: "GET", formFields: {} })).toThrow(TypeError);
    expect(() => renderRedirectForm(ddc({ endpoint }))).toThrow(TypeError);
    expect(() => renderRedirectForm(ddc({ returnUrl: endpoint }))).toThrow(TypeError);
  });
});

/** A browser's window, as far as the page of a device data collection uses it. */
function run(form: ReturnType<typeof ddc>, options: RedirectPageOptions = {}) {
  const elements = elementsOf(renderRedirectForm(form, options));
  const submitted: { readonly form: string; readonly fields: readonly (readonly [string, string])[] }[] = [];
  const forms = new Map<
    string,
    { readonly id: string; readonly added: { name: string; value: string }[]; appendChild(input: { name: string; value: string }): void }
  >();
  const listeners: ((event: { readonly origin: string; readonly data: unknown }) => void)[] = [];
  const timers: { readonly callback: () => void; readonly wait: number }[] = [];
  const formOf = (id: string) => {
    const known = forms.get(id) ?? { id, added: [], appendChild: (input: { name: string; value: string }) => void known.added.push(input) };
    forms.set(id, known);
    return known;
  };
  function HTMLFormElement() {
    return undefined;
  }
  Object.assign(HTMLFormElement.prototype as object, {
    submit(this: { readonly id: string; readonly added: readonly { name: string; value: string }[] }) {
      submitted.push({ form: this.id, fields: this.added.map(({ name, value }) => [name, value] as const) });
    },
  });
  const context = createContext({
    HTMLFormElement,
    document: { getElementById: formOf, createElement: () => ({}) },
    window: { addEventListener: (_: string, listener: (typeof listeners)[number]) => listeners.push(listener) },
    setTimeout: (callback: () => void, wait: number) => timers.push({ callback, wait }),
    JSON,
  });
  for (const script of named(elements, "script")) runInContext(textOf(script), context);
  return {
    elements,
    submitted,
    timers,
    tell: (data: unknown, origin = "https://cardinal.example") => {
      for (const listener of listeners) listener({ origin, data });
    },
  };
}

const completed = (fields: object = {}) => JSON.stringify({ MessageType: "profile.completed", Status: true, SessionId: "collected-1", ...fields });

describe("the page of a device data collection", () => {
  it("collects in a hidden frame first, and goes on when the collection's message comes", () => {
    const page = run(ddc());
    const [collect, done] = named(page.elements, "form");
    expect([attribute(collect, "action"), attribute(collect, "target")]).toEqual(["https://cardinal.example/collect", "collection"]);
    expect(fieldsOf(page.elements)).toEqual([
      ["Bin", "444433"],
      ["JWT", "jwt"],
    ]);
    expect(attribute(done, "action")).toBe("https://shop.example/return");
    expect(page.submitted).toEqual([{ form: "collect", fields: [] }]);
    page.tell(completed());
    expect(page.submitted[1]).toEqual({ form: "done", fields: [["collectionReference", "collected-1"]] });
  });

  it("goes on once, whatever comes after", () => {
    const page = run(ddc());
    page.tell(completed());
    page.tell(completed({ SessionId: "second" }));
    page.timers.forEach(({ callback }) => {
      callback();
    });
    expect(page.submitted).toHaveLength(2);
  });

  it("goes on without the id when the collection failed, or takes too long", () => {
    const failed = run(ddc());
    failed.tell(completed({ Status: false }));
    expect(failed.submitted[1]).toEqual({ form: "done", fields: [] });
    const late = run(ddc(), { collectionTimeout: 2_500 });
    expect(late.timers.map(({ wait }) => wait)).toEqual([2_500]);
    late.timers[0]?.callback();
    expect(late.submitted[1]).toEqual({ form: "done", fields: [] });
    expect(run(ddc()).timers[0]?.wait).toBe(10_000);
  });

  it.each([
    ["of another origin", completed(), "https://evil.example"],
    ["that is no JSON", "hello", undefined],
    ["that is null", "null", undefined],
    ["of another kind", completed({ MessageType: "profile.started" }), undefined],
  ])("ignores a message %s", (_, data, origin) => {
    const page = run(ddc());
    page.tell(data, origin);
    expect(page.submitted).toHaveLength(1);
  });

  it("keeps hostile settings inside its script", () => {
    fc.assert(
      fc.property(hostile, hostile, (collectionId, value) => {
        const page = run(ddc({ collectionId, formFields: { [value]: value } }), { nonce: value });
        expect(named(page.elements, "script")).toHaveLength(1);
        expect(fieldsOf(page.elements)).toEqual([[value, value]]);
        expect(page.submitted).toHaveLength(1);
        page.tell(JSON.stringify({ MessageType: "profile.completed", Status: true, [collectionId]: "id" }));
        expect(page.submitted).toHaveLength(collectionId === "MessageType" ? 1 : 2);
      }),
    );
  });
});

describe("a page that the processor sent whole", () => {
  it("is served as it came", () => {
    expect(renderRedirectForm({ type: "html", html: secret("<p>theirs</p>") })).toBe("<p>theirs</p>");
  });
});
