import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadOpenApi } from "../src/node.js";
import { createOpenApiValidator, OpenApiDocumentError, parseOpenApi, toViolationLine, type OpenApiViolation } from "../src/openapi.js";

const FIXTURES = path.join(import.meta.dirname, "fixtures", "openapi");
const document = await loadOpenApi(path.join(FIXTURES, "shop.json"));
const shop = createOpenApiValidator([{ document, name: "shop" }]);
const lines = (violations: readonly OpenApiViolation[]) => violations.map(toViolationLine);

const HEADERS = { "content-type": "application/json", "idempotency-key": "key-1" };
const CARD = { type: "card", number: "4111111111111111" };
const ORDER = { money: { value: 1050, currency: "EUR" }, method: CARD };

async function post(body: unknown, headers: Record<string, string> = HEADERS): Promise<readonly string[]> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return lines(await shop.validateRequest({ method: "POST", url: "https://shop.test/v2/orders", headers, body: text }));
}

const get = async (url: string, method = "GET") => lines(await shop.validateRequest({ method, url }));

async function submit(form: string): Promise<readonly string[]> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return lines(await shop.validateRequest({ method: "POST", url: "/v2/forms", headers, body: form }));
}

async function answer(status: number, body: unknown, headers: Record<string, string> = { "content-type": "application/json", location: "/1" }) {
  const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  return lines(await shop.validateResponse({ method: "POST", url: "https://shop.test/v2/orders" }, { status, headers, body: text }));
}

describe("documents", () => {
  it("are of version 3.0 or 3.1, and there", async () => {
    expect(() => parseOpenApi({ swagger: "2.0" })).toThrow(OpenApiDocumentError);
    expect(() => parseOpenApi({ openapi: "3.2.0" })).toThrow(/3\.0 or 3\.1/);
    await expect(loadOpenApi(path.join(FIXTURES, "nobody.json"))).rejects.toThrow(/nobody\.json cannot be read/);
    await expect(loadOpenApi(import.meta.filename)).rejects.toThrow(/is no JSON/);
  });

  it("that refer to what is not there say so", async () => {
    const broken = parseOpenApi({
      openapi: "3.1.0",
      paths: { "/a": { post: { requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/None" } } } } } } },
    });
    const request = { method: "POST", url: "/a", headers: { "content-type": "application/json" }, body: "{}" };
    await expect(createOpenApiValidator([{ document: broken }]).validateRequest(request)).rejects.toThrow(/None leads nowhere/);
  });
});

describe("operations", () => {
  it("are found under the path of the document's server, or where it is mounted", async () => {
    expect(await get("https://elsewhere.test/v2/orders/latest")).toEqual([]);
    const mounted = createOpenApiValidator([{ document, basePath: "/shop" }]);
    expect(await mounted.validateRequest({ method: "GET", url: "/shop/orders/latest" })).toEqual([]);
    expect(await mounted.validateRequest({ method: "GET", url: "/v2/orders/latest" })).toHaveLength(1);
  });

  it("that the document does not have are refused, without the ids of the path", async () => {
    expect(await get("/v2/refunds/ref_4711abc")).toEqual(["GET /v2/refunds/* request operation: no such operation (a request)"]);
    expect(await get("/v2/orders/latest", "PATCH")).toEqual(["PATCH /v2/orders/latest request operation: no such operation (a request)"]);
    expect(await get("/v3/orders/latest")).toHaveLength(1);
    expect(await get("/v2/orders/latest/")).toHaveLength(1);
  });

  it("are chosen by the literal segment before the template", async () => {
    expect(await get("/v2/orders/12")).toEqual([]);
    expect(await get("/v2/orders/last")).toEqual(["GET /orders/{id} request path /id: must be integer (a string of 4 characters)"]);
  });

  it("are looked for in every document", async () => {
    const other = await loadOpenApi(path.join(FIXTURES, "shop-3.0.json"));
    const both = createOpenApiValidator([{ document }, { document: other }]);
    const headers = { "content-type": "application/json" };
    expect(await both.validateRequest({ method: "POST", url: "/orders", headers, body: "{}" })).toEqual([]);
    expect(await both.validateRequest({ method: "GET", url: "/v2/orders/latest" })).toEqual([]);
  });
});

describe("query fields", () => {
  it.each([
    "since=2026-01-31",
    "since=2026-01-31&limit=20&state=open&state=paid",
    "since=2026-01-31&ids=1,2,3",
    "since=2026-01-31&filter[min]=3",
    `since=2026-01-31&where=${encodeURIComponent('{"min":3}')}`,
    "since=2026-01-31&api_key=abc",
  ])("are taken as the document has them: %s", async (query) => {
    expect(await get(`/v2/orders?${query}`)).toEqual([]);
  });

  it.each([
    ["", "/since: is missing (nothing)"],
    ["since=31.1.2026", '/since: must match format "date" (a string of 9 characters)'],
    ["since=2026-01-31&limit=many", "/limit: must be integer (a string of 4 characters)"],
    ["since=2026-01-31&limit=101", "/limit: must be <= 100 (an integer)"],
    ["since=2026-01-31&limit=1&limit=2", "/limit: must be integer (a list of 2 entries)"],
    ["since=2026-01-31&state=lost", "/state/0: is none of the 2 words that are listed (a string of 4 characters)"],
    ["since=2026-01-31&ids=1,b", "/ids/1: must be integer (a string of 1 character)"],
    ["since=2026-01-31&filter[max]=3", "/filter/max: is no field of this object (a string of 1 character)"],
    ["since=2026-01-31&where=oops", "/where: must be object (a string of 4 characters)"],
    ["since=2026-01-31&sort=up", "/sort: is no query parameter (a string)"],
  ])("are found to be wrong: %s", async (query, found) => {
    expect(await get(`/v2/orders?${query}`)).toEqual([`GET /orders request query ${found}`]);
  });

  it("are one schema where the document has x-query-schema", async () => {
    expect(await get("/v2/forms?created[gte]=5&expand[]=a&expand[]=b")).toEqual([]);
    expect(await get("/v2/forms?created=5")).toEqual([]);
    expect(await get("/v2/forms?created[lte]=5")).toEqual([
      "GET /forms request query /created/lte: is no field of this object (a string of 1 character)",
    ]);
    expect(await get("/v2/forms?limit=5")).toEqual(["GET /forms request query /limit: is no field of this object (a string of 1 character)"]);
  });
});

describe("headers of requests", () => {
  it("are there when they must be, and of their type", async () => {
    expect(await post(ORDER, { ...HEADERS, "x-try": "2" })).toEqual([]);
    expect(await post(ORDER, { "content-type": "application/json" })).toEqual(["POST /orders request header Idempotency-Key: is missing (nothing)"]);
    expect(await post(ORDER, { ...HEADERS, "idempotency-key": "k" })).toEqual([
      "POST /orders request header Idempotency-Key: must NOT have fewer than 3 characters (a string of 1 character)",
    ]);
    expect(await post(ORDER, { ...HEADERS, "x-try": "twice" })).toEqual([
      "POST /orders request header X-Try: must be integer (a string of 5 characters)",
    ]);
  });
});

describe("JSON bodies", () => {
  it.each<[string, object]>([
    ["a card", {}],
    ["a bank account", { method: { type: "bank", iban: "DE1" } }],
    ["null where null is listed", { note: null, nickname: null }],
    ["formats", { at: "2021-07-17T13:42:40+01:00", day: "2024-02-29", count: 5, picture: "aGVsbG8=", mood: "any" }],
    ["a resource that was cut, by its name", { customer: { object: "other.thing", anything: 1 } }],
    ["the id of a resource that was cut", { customer: "cus_1" }],
    ["itself within itself", { parent: { ...ORDER, parent: ORDER } }],
    ["a map", { tags: { a: "1", b: "2" } }],
    ["fields that are named like keywords", { nullable: true, "a/b~c": false }],
    ["a number that fits one shape", { either: 1.5 }],
  ])("are taken: %s", async (_, more) => {
    expect(await post({ ...ORDER, ...more })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["a wrong type", { money: { value: "1050", currency: "EUR" } }, "/money/value: must be integer (a string of 4 characters)"],
    ["an unknown field", { colour: "red" }, "/colour: is no field of this object (a string of 3 characters)"],
    ["a missing field", { money: { value: 1 } }, "/money/currency: is missing (nothing)"],
    ["a bound", { money: { value: -1, currency: "EUR" } }, "/money/value: must be >= 0 (an integer)"],
    ["a length", { money: { value: 1, currency: "EURO" } }, "/money/currency: must NOT have more than 3 characters (a string of 4 characters)"],
    ["a fraction", { money: { value: 1.5, currency: "EUR" } }, "/money/value: must be integer (a number)"],
    ["a pattern", { method: { ...CARD, number: "4111-1111" } }, '/method/number: must match pattern "^[0-9]+$" (a string of 9 characters)'],
    ["a field of the shape that was meant", { method: { ...CARD, cvv: "1" } }, "/method/cvv: is no field of this object (a string of 1 character)"],
    ["a missing field of the shape that was meant", { method: { type: "bank" } }, "/method/iban: is missing (nothing)"],
    [
      "a shape of no known type",
      { method: { ...CARD, type: "cash" } },
      "/method/type: is none of the 1 words that are listed (a string of 4 characters)",
    ],
    ["no shape at all", { method: 7 }, "/method: must be object (an integer)"],
    ["two shapes at once", { either: 1 }, "/either: fits 2 of the shapes, of which it must fit one (an integer)"],
    ["a null", { at: null }, "/at: must be string (null)"],
    ["a time that is none", { at: "2021-07-17" }, '/at: must match format "date-time" (a string of 10 characters)'],
    ["a day that is none", { day: "2021-13-01" }, '/day: must match format "date" (a string of 10 characters)'],
    ["a large number", { count: 3_000_000_000 }, '/count: must match format "int32" (an integer)'],
    ["bytes that are none", { picture: "a b" }, '/picture: must match format "byte" (a string of 3 characters)'],
    ["a resource of another name", { customer: { object: "person" } }, "/customer/object: is no field of this object (a string of 6 characters)"],
    ["something deep", { parent: { ...ORDER, parent: { ...ORDER, money: 1 } } }, "/parent/parent/money: must be object (an integer)"],
    ["a value of a map", { tags: { a: 1 } }, "/tags/a: must be string (an integer)"],
    ["a name with slashes", { "a/b~c": 1 }, "/a~1b~0c: must be boolean (an integer)"],
  ])("are found to be wrong: %s", async (_, more, found) => {
    expect(await post({ ...ORDER, ...more })).toEqual([`POST /orders request body ${found}`]);
  });

  it("never show what they hold", async () => {
    const found = await post({ ...ORDER, method: { type: "card", number: "4111 1111 1111 1111", cvc: 737 }, note: ["4111111111111111"] });
    expect(found).toHaveLength(3);
    expect(found.join("\n")).not.toMatch(/4111|737/);
  });

  it("are there when they must be, can be read, and are of a type that is listed", async () => {
    expect(await post("")).toEqual(["POST /orders request body: is missing (nothing)"]);
    expect(await post("{")).toEqual(["POST /orders request body: cannot be read as application/json (a body)"]);
    expect(await post("a=1", { ...HEADERS, "content-type": "text/plain" })).toEqual([
      "POST /orders request header content-type: is none of the types that are listed: application/json (text/plain)",
    ]);
    expect(await post(ORDER, { ...HEADERS, "content-type": "application/json; charset=utf-8" })).toEqual([]);
    expect(lines(await shop.validateRequest({ method: "DELETE", url: "/v2/orders/1", body: "{}" }))).toEqual([
      "DELETE /orders/{id} request body: is not described: the document has none (a body)",
    ]);
    expect(await get("/v2/orders/1", "DELETE")).toEqual([]);
  });
});

describe("forms", () => {
  it.each([
    "amount=1050",
    "amount=-5&rate=0.25&confirm=true&currency=eur&name=12",
    "amount=1&session=false",
    "amount=1&session=one_off",
    "amount=1&metadata=",
    "amount=1&metadata[order]=7&metadata[on%20sale]=true",
    "amount=1&fee=",
    "amount=1&fee=12",
    "amount=1&list=",
    "amount=1&list[0][quantity]=2&list[0][text]=3&list[1][quantity]=1",
    "amount=1&types[]=card&types[]=link",
    "amount=1&types[0]=card",
    "amount=1&line[quantity]=2&line[raw]=4242",
    "amount=1&name=a+b%26c",
  ])("are read by their schema: %s", async (form) => {
    expect(await submit(form)).toEqual([]);
  });

  it.each([
    ["confirm=true", "/amount: is missing (nothing)"],
    ["amount=ten", "/amount: must be integer (a string of 3 characters)"],
    ["amount=010", "/amount: must be integer (a string of 3 characters)"],
    ["amount=1.5", "/amount: must be integer (a string of 3 characters)"],
    ["amount=", "/amount: must be integer (an empty string)"],
    ["amount=1&amount=2", "/amount: must be integer (a list of 2 entries)"],
    ["amount=1&confirm=yes", "/confirm: must be boolean (a string of 3 characters)"],
    ["amount=1&currency=gbp", "/currency: is none of the 2 words that are listed (a string of 3 characters)"],
    ["amount=1&colour=red", "/colour: is no field of this object (a string of 3 characters)"],
    ["amount=1&line[colour]=red", "/line/colour: is no field of this object (a string of 3 characters)"],
    ["amount=1&line=2", "/line: must be object (a string of 1 character)"],
    ["amount=1&list[0][quantity]=two", "/list/0/quantity: must be integer (a string of 3 characters)"],
    ["amount=1&list[a][quantity]=2", "/list: must be array (an object)"],
    ["amount=1&types=card", "/types: must be array (a string of 4 characters)"],
    ["amount=1&line[text]=a&line[text][b]=c", "/line/text: must be string (a list of 2 entries)"],
    ["amount=1&fee=none", "/fee: is none of the 1 words that are listed (a string of 4 characters)"],
  ])("are found to be wrong: %s", async (form, found) => {
    expect(await submit(form)).toEqual([`POST /forms request body ${found}`]);
  });
});

describe("multipart bodies", () => {
  async function upload(fill: (form: FormData) => void): Promise<readonly string[]> {
    const form = new FormData();
    fill(form);
    const encoded = new Response(form);
    const headers = { "content-type": encoded.headers.get("content-type") ?? "" };
    return lines(await shop.validateRequest({ method: "POST", url: "/v2/orders/1/files", headers, body: await encoded.bytes() }));
  }

  it("have the parts that are listed", async () => {
    const found = await upload((form) => {
      form.set("purpose", "photo");
      form.set("page", "3");
      form.set("file", new Blob(["\u0000"]), "a.png");
    });
    expect(found).toEqual([]);
  });

  it("are found to be wrong", async () => {
    const found = await upload((form) => {
      form.set("purpose", "selfie");
      form.set("page", "three");
      form.set("size", "3");
    });
    const at = "POST /orders/{id}/files request body";
    expect(found.toSorted()).toEqual([
      `${at} /file: is missing (nothing)`,
      `${at} /page: must be integer (a string of 5 characters)`,
      `${at} /purpose: is none of the 2 words that are listed (a string of 6 characters)`,
      `${at} /size: is no field of this object (a string of 1 character)`,
    ]);
  });

  it("that cannot be read are told", async () => {
    const request = { method: "POST", url: "/v2/orders/1/files", headers: { "content-type": "multipart/form-data" }, body: "x" };
    expect(lines(await shop.validateRequest(request))).toEqual([
      "POST /orders/{id}/files request body: cannot be read as multipart/form-data (a body)",
    ]);
  });
});

describe("answers", () => {
  const MADE = { id: "ord_1", ...ORDER };

  it("have a status that is listed, by itself, by its class or by default", async () => {
    expect(await answer(201, MADE)).toEqual([]);
    expect(await answer(422, { code: "no" }, { "content-type": "application/problem+json" })).toEqual([]);
    expect(await answer(500, { code: "no" })).toEqual(["POST /orders 500 status: is no status that the operation lists (a status)"]);
    const ok = { status: 206, headers: { "content-type": "application/json" }, body: "[]" };
    expect(await shop.validateResponse({ method: "GET", url: "/v2/orders" }, ok)).toEqual([]);
    const other = { status: 503, headers: { "content-type": "application/vnd.shop+json" }, body: '{"code":7}' };
    expect(lines(await shop.validateResponse({ method: "GET", url: "/v2/orders/1" }, other))).toEqual([
      "GET /orders/{id} 503 body /code: must be string (an integer)",
    ]);
  });

  it("have their headers", async () => {
    expect(await answer(201, MADE, { "content-type": "application/json" })).toEqual(["POST /orders 201 header Location: is missing (nothing)"]);
    expect(await answer(201, MADE, { "content-type": "application/json", location: "/1", "x-count": "many" })).toEqual([
      "POST /orders 201 header X-Count: must be integer (a string of 4 characters)",
    ]);
  });

  it("have the body that is described, and no other", async () => {
    expect(await answer(201, { ...MADE, money: { value: "1050", currency: "EUR" } })).toEqual([
      "POST /orders 201 body /money/value: must be integer (a string of 4 characters)",
    ]);
    expect(await answer(201, undefined)).toEqual(["POST /orders 201 body: is missing (nothing)"]);
    expect(await shop.validateResponse({ method: "DELETE", url: "/v2/orders/1" }, { status: 204 })).toEqual([]);
    expect(lines(await shop.validateResponse({ method: "DELETE", url: "/v2/orders/1" }, { status: 204, body: "{}" }))).toHaveLength(1);
  });

  it("need what only answers have, and requests do not", async () => {
    expect(await post(ORDER)).toEqual([]);
    expect(await answer(201, ORDER)).toEqual(["POST /orders 201 body /id: is missing (nothing)"]);
  });
});

describe("values of a schema", () => {
  it("are checked by the schema's name, in one document or in any", () => {
    expect(shop.validateSchema("Money", { value: 1, currency: "EUR" })).toEqual([]);
    expect(lines(shop.validateSchema("Money", { value: true, currency: "EUR" }, { document: "shop" }))).toEqual([
      "schema Money value body /value: must be integer (boolean true)",
    ]);
    expect(() => shop.validateSchema("Money", {}, { document: "bank" })).toThrow(/no document bank has a schema Money/);
    expect(() => shop.validateSchema("Nothing", {})).toThrow(OpenApiDocumentError);
  });
});

describe("documents of version 3.0", () => {
  const check = async (body: object) => {
    const old = createOpenApiValidator([{ document: await loadOpenApi(path.join(FIXTURES, "shop-3.0.json")) }]);
    const headers = { "content-type": "application/json" };
    return lines(await old.validateRequest({ method: "POST", url: "/orders", headers, body: JSON.stringify(body) }));
  };

  it("take null where they say nullable", async () => {
    expect(await check({ note: null, word: null, line: null, share: 0.5 })).toEqual([]);
    expect(await check({ note: "n", word: "a", line: { quantity: 1 } })).toEqual([]);
  });

  it("are strict about the rest", async () => {
    expect(await check({ note: 1 })).toEqual(["POST /orders request body /note: must be string (an integer)"]);
    expect(await check({ word: "c" })).toEqual(["POST /orders request body /word: is none of the 2 words that are listed (a string of 1 character)"]);
    expect(await check({ line: { quantity: null } })).toEqual(["POST /orders request body /line/quantity: must be integer (null)"]);
    expect(await check({ share: 0 })).toEqual(["POST /orders request body /share: must be > 0 (an integer)"]);
    expect(await check({ share: 2 })).toEqual(["POST /orders request body /share: must be <= 1 (an integer)"]);
  });

  it("say nothing beside a reference", async () => {
    expect(await check({ beside: null })).toEqual(["POST /orders request body /beside: must be object (null)"]);
  });
});
