import type { ErrorObject } from "ajv";
import type { DataValidationCxt } from "ajv/dist/types/index.js";
import { isFields, listOf, type Fields } from "./document.js";

/** Fields that only the reader may leave out: `readOnly` in requests, `writeOnly` in answers. */
export type Direction = "request" | "response";

/** Checks a value within a larger one, whose place the context tells. */
export type Follow = (value: unknown, context?: DataValidationCxt) => readonly ErrorObject[];

/** How what a schema leads to is checked: later, when a value comes that far. */
export interface Links {
  reference(target: string): Follow;
  choice(branches: readonly unknown[], kind: "anyOf" | "oneOf"): Follow;
}

export interface NormalizeOptions {
  readonly links: Links;
  /** Documents of 3.0: nothing beside a `$ref` counts, and bounds may be exclusive by a flag. */
  readonly isOld: boolean;
  readonly direction: Direction;
}

/** The keyword that holds the links of a schema. */
export const FOLLOWS = "x-follows";

const MAPS: ReadonlySet<string> = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);
const SCHEMAS: ReadonlySet<string> = new Set(["items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"]);
const LISTS: ReadonlySet<string> = new Set(["allOf", "prefixItems"]);
/** Keywords whose value is taken as it is. Everything else is an annotation, or is looked at elsewhere. */
const ASSERTIONS: ReadonlySet<string> = new Set([
  ...["type", "enum", "const", "required", "format", "pattern", "minLength", "maxLength", "multipleOf"],
  ...["minItems", "maxItems", "uniqueItems", "minContains", "maxContains", "minProperties", "maxProperties", "dependentRequired"],
]);
const BOUNDS = [
  ["minimum", "exclusiveMinimum"],
  ["maximum", "exclusiveMaximum"],
] as const;

function boundsOf(schema: Fields): Fields {
  const bounds: Record<string, unknown> = {};
  for (const [inclusive, exclusive] of BOUNDS) {
    const [limit, beyond] = [schema[inclusive], schema[exclusive]];
    if (beyond === true) bounds[exclusive] = limit;
    else if (limit !== undefined) bounds[inclusive] = limit;
    if (typeof beyond === "number") bounds[exclusive] = beyond;
  }
  return bounds;
}

/** Fields that are required in this direction. */
function requiredOf(schema: Fields, direction: Direction): readonly unknown[] {
  const properties = isFields(schema["properties"]) ? schema["properties"] : {};
  const flag = direction === "request" ? "readOnly" : "writeOnly";
  return listOf(schema["required"]).filter((name) => {
    const property = typeof name === "string" ? properties[name] : undefined;
    return !(isFields(property) && property[flag] === true);
  });
}

/** `nullable` of 3.0: a null is taken beside what the schema says. */
function nullableBranch(schema: Fields): readonly unknown[] | undefined {
  if (schema["nullable"] !== true) return undefined;
  const { nullable: _, ...rest } = schema;
  return [rest, { type: "null" }];
}

/** A resource that was cut from the document: its object is taken by the name that it has. */
function omittedBranch(schema: Fields): readonly unknown[] | undefined {
  const { "x-omitted": omitted, ...rest } = schema;
  if (typeof omitted !== "string" || rest["type"] === "object") return undefined;
  return [rest, { type: "object", properties: { object: { enum: omitted.split(/\s+/) } }, required: ["object"] }];
}

/** A schema of the document as ajv takes it, whose references and choices are followed only when a value gets there. */
export function normalize(schema: unknown, options: NormalizeOptions): unknown {
  if (!isFields(schema)) return schema === false ? false : {};
  const { links, isOld, direction } = options;
  const inner = (each: unknown) => normalize(each, options);
  const reference = schema["$ref"];
  if (isOld && typeof reference === "string") return { [FOLLOWS]: [links.reference(reference)] };
  const alternatives = nullableBranch(schema) ?? omittedBranch(schema);
  if (alternatives !== undefined) return { [FOLLOWS]: [links.choice(alternatives, "anyOf")] };

  const follows: Follow[] = [];
  const made: Record<string, unknown> = { ...boundsOf(schema) };
  if (typeof reference === "string") follows.push(links.reference(reference));
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "anyOf" || keyword === "oneOf") follows.push(links.choice(listOf(value), keyword));
    else if (keyword === "required") made[keyword] = requiredOf(schema, direction);
    else if (ASSERTIONS.has(keyword)) made[keyword] = value;
    else if (SCHEMAS.has(keyword)) made[keyword] = typeof value === "boolean" ? value : inner(value);
    else if (LISTS.has(keyword)) made[keyword] = listOf(value).map(inner);
    else if (MAPS.has(keyword) && isFields(value))
      made[keyword] = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inner(each)]));
  }
  return follows.length === 0 ? made : { ...made, [FOLLOWS]: follows };
}
