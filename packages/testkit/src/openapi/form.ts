import { isFields, listOf, own, resolve, type Fields, type OpenApiDocument } from "./document.js";

/** One name and value of a form, in order. */
export type FormEntry = readonly [name: string, value: string];

/** What a form says at one place: texts, or more names below it. */
export interface FormNode {
  readonly texts: string[];
  readonly children: Map<string, FormNode>;
}

function emptyNode(): FormNode {
  return { texts: [], children: new Map() };
}

/** `a[b][0]` as `a`, `b`, `0`; a name whose brackets do not match is one step. */
function stepsOf(name: string): readonly string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  const [, first, rest = ""] = match ?? [];
  if (first === undefined) return [name];
  return [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, step = ""]) => step)];
}

/** Brackets decoded: `a[b]=1` stands at `a`, `b`. Each `[]` is a new entry of its list. */
export function toFormTree(entries: readonly FormEntry[]): FormNode {
  const root = emptyNode();
  for (const [name, text] of entries) {
    let node = root;
    for (const step of stepsOf(name)) {
      const key = step === "" ? String(node.children.size) : step;
      const next = node.children.get(key) ?? emptyNode();
      node.children.set(key, next);
      node = next;
    }
    node.texts.push(text);
  }
  return root;
}

/** Every shape that a schema allows, without references and choices. */
function shapesOf(document: OpenApiDocument, schema: unknown, depth = 0): readonly Fields[] {
  if (!isFields(schema) || depth > 16) return [];
  const reference = schema["$ref"];
  const below = [
    ...(typeof reference === "string" ? [resolve(document, reference)] : []),
    ...listOf(schema["anyOf"]),
    ...listOf(schema["oneOf"]),
    ...listOf(schema["allOf"]),
  ];
  return [schema, ...below.flatMap((each) => shapesOf(document, each, depth + 1))];
}

function isOfType({ type }: Fields, wanted: string): boolean {
  return type === wanted || (Array.isArray(type) && type.includes(wanted));
}

const INTEGER = /^-?(0|[1-9]\d*)$/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** The text as the type that the schema has for it. A text that fits none stays a text, and is found to be wrong. */
export function toScalar(document: OpenApiDocument, text: string, schema: unknown): unknown {
  const shapes = shapesOf(document, schema);
  const words = shapes.flatMap((shape) => listOf(shape["enum"]));
  const isFree = shapes.some((shape) => isOfType(shape, "string") && shape["enum"] === undefined);
  if (words.includes(text) || isFree) return text;
  const takes = (type: string) => shapes.some((shape) => isOfType(shape, type));
  if (INTEGER.test(text) && (takes("integer") || takes("number"))) return Number(text);
  if (NUMBER.test(text) && takes("number")) return Number(text);
  if ((text === "true" || text === "false") && takes("boolean")) return text === "true";
  return text;
}

function schemaOfEntry(shapes: readonly Fields[]): unknown {
  return { anyOf: shapes.filter((shape) => isOfType(shape, "array")).map((shape) => shape["items"] ?? {}) };
}

function schemaOfField(shapes: readonly Fields[], name: string): unknown {
  const listed = shapes.map((shape) => own(shape["properties"], name)).filter((each) => each !== undefined);
  if (listed.length > 0) return { anyOf: listed };
  return { anyOf: shapes.map((shape) => shape["additionalProperties"]).filter(isFields) };
}

/**
 * A form's values as the JSON that the schema describes: objects, lists and scalars.
 * A list is `a[]=1`, `a[0]=1` or the name more than once; one plain `a=1` is a scalar.
 */
export function toFormValue(document: OpenApiDocument, node: FormNode, schema: unknown): unknown {
  const { texts, children } = node;
  const shapes = shapesOf(document, schema);
  const takesList = shapes.some((shape) => isOfType(shape, "array"));
  const [text, ...others] = texts;
  if (children.size === 0 && text !== undefined) {
    return others.length === 0 ? toScalar(document, text, schema) : texts.map((each) => toScalar(document, each, schemaOfEntry(shapes)));
  }
  // A name that is a value and has values below it is neither: the schema refuses the list of both.
  if (text !== undefined) return [text, ...children.keys()];
  const isCounted = [...children.keys()].every((key) => INTEGER.test(key));
  if (takesList && isCounted) return [...children.values()].map((child) => toFormValue(document, child, schemaOfEntry(shapes)));
  return Object.fromEntries([...children].map(([name, child]) => [name, toFormValue(document, child, schemaOfField(shapes, name))]));
}
