import { loadOpenApi } from "@switchyard/testkit/node";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  accountResponse,
  createdResponse,
  disputeResponse,
  errorResponse,
  externalAccountResponse,
  intentResponse,
  methodResponse,
  refundResponse,
  setupResponse,
  syncResponse,
  tokenResponse,
  transferResponse,
} from "../src/responses.js";

type Fields = Readonly<Record<string, unknown>>;
type Made = "absent" | "null" | "minimal";

const folder = process.env["SWITCHYARD_OPENAPI_DIR"] ?? "";

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const field = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>((inner, name) => (isFields(inner) ? inner[name] : undefined), value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

/** The answers that are read, by the operation that gives them. */
const answers: readonly (readonly [operation: string, schema: () => { safeParse(value: unknown): { readonly success: boolean } }])[] = [
  ["post /v1/payment_intents", intentResponse],
  ["get /v1/payment_intents/{id}", syncResponse],
  ["post /v1/payment_intents/{id}/capture", intentResponse],
  ["post /v1/payment_intents/{id}/cancel", syncResponse],
  ["post /v1/payment_intents/{id}/increment_authorization", intentResponse],
  ["post /v1/setup_intents", setupResponse],
  ["get /v1/setup_intents/{id}", syncResponse],
  ["post /v1/setup_intents/{id}/cancel", syncResponse],
  ["post /v1/refunds", refundResponse],
  ["get /v1/refunds/{id}", refundResponse],
  ["post /v1/payment_methods", tokenResponse],
  ["post /v1/payment_methods/{id}/detach", methodResponse],
  ["post /v1/tokens", tokenResponse],
  ["post /v1/customers", createdResponse],
  ["get /v1/disputes/{id}", disputeResponse],
  ["post /v1/disputes/{id}", disputeResponse],
  ["post /v1/disputes/{id}/close", disputeResponse],
  ["post /v1/files", createdResponse],
  ["post /v1/accounts", accountResponse],
  ["post /v1/accounts/{id}/external_accounts", externalAccountResponse],
  ["post /v1/transfers", transferResponse],
  ["get /v1/transfers/{id}", transferResponse],
  ["post /v1/transfers/{id}/reversals", transferResponse],
  ["post /v1/payouts", transferResponse],
  ["get /v1/payouts/{id}", transferResponse],
  ["post /v1/payouts/{id}/cancel", transferResponse],
];

describe.skipIf(folder === "")("an answer that Stripe's document allows is read (SWITCHYARD_OPENAPI_DIR)", () => {
  let document: Fields = {};
  beforeAll(async () => {
    document = { ...(await loadOpenApi(path.join(folder, "stripe.json"))) };
  });

  const resolve = (schema: unknown): Fields => {
    const reference = field(schema, "$ref");
    if (typeof reference === "string") return resolve(field(document, ...reference.slice(2).split("/")));
    return isFields(schema) ? schema : {};
  };

  /** The poorest value of a schema: what may be left out is absent (or null, where that is what is asked for). */
  function poorest(given: unknown, made: Made, depth = 0): unknown {
    const schema = resolve(given);
    const options = [...listOf(schema["anyOf"]), ...listOf(schema["oneOf"])].map(resolve);
    const types = listOf(schema["type"]).length > 0 ? listOf(schema["type"]) : [schema["type"]];
    if (types.includes("null") || options.some(({ type }) => type === "null")) return null;
    if (options.length > 0) return poorest(options[0], made, depth);
    if (schema["const"] !== undefined) return schema["const"];
    if (listOf(schema["enum"]).length > 0) return listOf(schema["enum"])[0];
    if (isFields(schema["properties"]) || types.includes("object")) return poorestObject(schema, made, depth);
    if (types.includes("array")) return [];
    if (types.includes("integer") || types.includes("number")) return 0;
    return types.includes("boolean") ? false : "x";
  }

  function poorestObject(schema: Fields, made: Made, depth: number): Fields {
    const required = new Set(listOf(schema["required"]));
    const properties = Object.entries(isFields(schema["properties"]) ? schema["properties"] : {});
    return Object.fromEntries(
      properties.flatMap(([name, property]): (readonly [string, unknown])[] => {
        if (required.has(name)) return [[name, depth > 6 ? null : poorest(property, made, depth + 1)]];
        return made === "null" ? [[name, null]] : made === "absent" || depth > 3 ? [] : [[name, poorest(property, made, depth + 1)]];
      }),
    );
  }

  const answerOf = (operation: string): unknown => {
    const [method = "", route = ""] = operation.split(" ");
    const content = field(document, "paths", route, method, "responses", "200", "content", "application/json", "schema");
    if (content === undefined) throw new Error(`The document has no answer of ${operation}.`);
    return content;
  };

  it.each(answers.flatMap(([operation, schema]) => (["absent", "null", "minimal"] as const).map((made) => [operation, made, schema] as const)))(
    "%s, what is optional being %s",
    (operation, made, schema) => {
      const value = poorest(answerOf(operation), made);
      expect(isFields(value)).toBe(true);
      expect(schema().safeParse(value)).toMatchObject({ success: true });
    },
  );

  it.each(["absent", "null", "minimal"] as const)("an error, what is optional being %s", (made) => {
    const value = poorest(field(document, "components", "schemas", "error"), made);
    expect(errorResponse().safeParse(isFields(value) && "error" in value ? value : { error: value })).toMatchObject({ success: true });
  });

  it("would not read just anything", () => {
    expect(intentResponse().safeParse({ object: "payment_intent" }).success).toBe(false);
    expect(refundResponse().safeParse("re_1").success).toBe(false);
  });
});
