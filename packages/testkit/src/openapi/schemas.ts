import type { ErrorObject, FuncKeywordDefinition, ValidateFunction } from "ajv";
import type { DataValidationCxt } from "ajv/dist/types/index.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import { resolve, toStep, type OpenApiDocument } from "./document.js";
import { FORMATS } from "./formats.js";
import { FOLLOWS, normalize, type Direction, type Follow, type Links } from "./normalize.js";
import { masked } from "./violation.js";

/** What is wrong with a value, by JSON pointer. */
export interface Problem {
  readonly pointer: string;
  readonly message: string;
  readonly value: string;
}

/** The schemas of one document. Each is compiled when the first value reaches it, and once. */
export interface Schemas {
  check(schema: unknown, value: unknown, direction: Direction): readonly Problem[];
}

/** Calls what a schema leads to, and gathers what each says. */
function followAll(follows: readonly Follow[], value: unknown, _: unknown, context?: DataValidationCxt): boolean {
  const errors = follows.flatMap((follow) => follow(value, context));
  followsKeyword.errors = errors;
  return errors.length === 0;
}
const followsKeyword: FuncKeywordDefinition["validate"] & { errors?: ErrorObject[] } = followAll;

function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    formats: FORMATS,
    // Ours are told by pointers; ajv's own would print what stands in an enum.
    messages: true,
  });
  ajv.addKeyword({ keyword: FOLLOWS, validate: followsKeyword, errors: "full" });
  return ajv;
}

const WRONG_KIND = 1_000;
const WRONG_WORD = 100;

/** How far a branch is from what was meant: one for another kind of value is further than one for another `type` of it. */
function distance(errors: readonly ErrorObject[], at: string): number {
  return errors.reduce((total, { keyword, instancePath }) => {
    if (instancePath === at && (keyword === "type" || keyword === "false schema")) return total + WRONG_KIND;
    const isOwnWord = (keyword === "enum" || keyword === "const") && instancePath.slice(at.length).split("/").length <= 2;
    return total + (isOwnWord ? WRONG_WORD : 1);
  }, 0);
}

function closest(found: readonly (readonly ErrorObject[])[], at: string): readonly ErrorObject[] {
  const [first = [], ...others] = found;
  return others.reduce((best, each) => (distance(each, at) < distance(best, at) ? each : best), first);
}

function tooMany(count: number, at: string): ErrorObject {
  return { keyword: "oneOf", instancePath: at, schemaPath: "", params: {}, message: `fits ${String(count)} of the shapes, of which it must fit one` };
}

export function createSchemas(document: OpenApiDocument): Schemas {
  const ajv = createAjv();
  const isOld = document.openapi.startsWith("3.0");
  const compiled = { request: new Map<unknown, ValidateFunction>(), response: new Map<unknown, ValidateFunction>() };

  function compile(schema: unknown, direction: Direction): ValidateFunction {
    const known = compiled[direction].get(schema);
    if (known !== undefined) return known;
    const links: Links = {
      reference: (target) => (value, context) => run(resolve(document, target), direction, value, context),
      choice: (branches, kind) => (value, context) => {
        const at = context?.instancePath ?? "";
        const found = branches.map((branch) => run(branch, direction, value, context));
        const fitting = found.filter((errors) => errors.length === 0).length;
        if (fitting === 0) return closest(found, at);
        return kind === "oneOf" && fitting > 1 ? [tooMany(fitting, at)] : [];
      },
    };
    const made = ajv.compile(normalize(schema, { links, isOld, direction }) as object | boolean);
    compiled[direction].set(schema, made);
    return made;
  }

  function run(schema: unknown, direction: Direction, value: unknown, context?: DataValidationCxt): readonly ErrorObject[] {
    const validate = compile(schema, direction);
    return validate(value, context) ? [] : [...(validate.errors ?? [])];
  }

  return {
    check: (schema, value, direction) =>
      run(schema, direction, value)
        .filter(({ keyword }) => keyword !== "if")
        .map((error) => toProblem(error, value)),
  };
}

function at(root: unknown, pointer: string): unknown {
  const steps = pointer.split("/").slice(1);
  return steps.reduce<unknown>((value, step) => {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (Reflect.get(value, name) as unknown) : undefined;
  }, root);
}

function toProblem({ keyword, instancePath, params, message }: ErrorObject, root: unknown): Problem {
  const { additionalProperty, missingProperty, allowedValues } = params as Readonly<Record<string, unknown>>;
  const make = (pointer: string, text: string): Problem => ({ pointer, message: text, value: masked(at(root, pointer)) });
  if (keyword === "additionalProperties") return make(`${instancePath}${toStep(String(additionalProperty))}`, "is no field of this object");
  if (keyword === "required" || keyword === "dependentRequired") return make(`${instancePath}${toStep(String(missingProperty))}`, "is missing");
  if (keyword === "enum")
    return make(instancePath, `is none of the ${String(Array.isArray(allowedValues) ? allowedValues.length : 0)} words that are listed`);
  return make(instancePath, message ?? `is not as ${keyword} says`);
}
