import { fieldsOf, followed, isFields, own, toStep } from "./document.js";
import { toFormTree, toFormValue, type FormEntry } from "./form.js";
import type { FoundOperation, Parameter } from "./operations.js";
import type { OpenApiViolation } from "./violation.js";

/** What is wrong, without the operation. */
export type LocalViolation = Pick<OpenApiViolation, "in" | "pointer" | "message" | "value">;

/** Headers that the document's parameters do not speak of: OpenAPI describes them elsewhere. */
const ELSEWHERE: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

const SEPARATORS: Readonly<Record<string, string>> = { spaceDelimited: " ", pipeDelimited: "|", form: ",", simple: "," };

function isList(schema: unknown): boolean {
  const type = own(schema, "type");
  return type === "array" || (Array.isArray(type) && type.includes("array"));
}

/** The schema of a parameter or header: its own, or that of its one content. */
function schemaOf({ fields }: Pick<Parameter, "fields">): { readonly schema: unknown; readonly isJson: boolean } {
  const [content] = Object.values(fieldsOf(fields["content"])).filter(isFields);
  return content === undefined ? { schema: fields["schema"] ?? {}, isJson: false } : { schema: content["schema"] ?? {}, isJson: true };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The texts of a list: the name repeated, or one text with separators. */
function textsOf({ fields }: Pick<Parameter, "fields">, entries: readonly FormEntry[], style: string): readonly string[] {
  const [only, ...others] = entries.map(([, text]) => text);
  const isJoined = style === "form" ? fields["explode"] === false : fields["explode"] !== true;
  return only !== undefined && others.length === 0 && isJoined ? only.split(SEPARATORS[style] ?? ",") : entries.map(([, text]) => text);
}

function readValue({ api }: FoundOperation, parameter: Pick<Parameter, "name" | "fields">, entries: readonly FormEntry[], style: string): unknown {
  const { schema, isJson } = schemaOf(parameter);
  if (isJson) return parse(entries[0]?.[1] ?? "");
  const named = isList(schema)
    ? textsOf(parameter, entries, style).map((text): FormEntry => ["value[]", text])
    : entries.map(([name, text]): FormEntry => [`value${name.slice(parameter.name.length)}`, text]);
  const node = toFormTree(named).children.get("value");
  return node === undefined ? undefined : toFormValue(api.document, node, schema);
}

function checkValue(found: FoundOperation, parameter: Parameter, entries: readonly FormEntry[], style: string): readonly LocalViolation[] {
  const where = parameter.in as LocalViolation["in"];
  const base = where === "header" ? parameter.name : toStep(parameter.name);
  if (entries.length === 0) return parameter.required ? [{ in: where, pointer: base, message: "is missing", value: "nothing" }] : [];
  const value = readValue(found, parameter, entries, style);
  return found.api.schemas
    .check(schemaOf(parameter).schema, value, "request")
    .map(({ pointer, ...problem }) => ({ in: where, pointer: `${base}${pointer}`, ...problem }));
}

const styleOf = ({ fields }: Parameter, usual: string) => (typeof fields["style"] === "string" ? fields["style"] : usual);

export function checkPath(found: FoundOperation): readonly LocalViolation[] {
  return found.operation.parameters
    .filter((parameter) => parameter.in === "path")
    .flatMap((parameter) => {
      const text = own(found.pathValues, parameter.name);
      return checkValue(found, parameter, typeof text === "string" ? [[parameter.name, text]] : [], styleOf(parameter, "simple"));
    });
}

/** Query fields: the parameters that are listed, or the one schema of `x-query-schema`. A field of neither is refused. */
export function checkQuery(found: FoundOperation, search: URLSearchParams): readonly LocalViolation[] {
  const { operation, api } = found;
  const entries: readonly FormEntry[] = [...search].filter(([name]) => !api.keyNames.has(name));
  const whole = operation.fields["x-query-schema"];
  if (whole !== undefined) {
    return api.schemas.check(whole, toFormValue(api.document, toFormTree(entries), whole), "request").map((problem) => ({ in: "query", ...problem }));
  }
  const listed = operation.parameters.filter((parameter) => parameter.in === "query");
  const belongs = ({ name: own }: Parameter, name: string) => name === own || name.startsWith(`${own}[`);
  const strangers = new Set(entries.map(([name]) => name).filter((name) => !listed.some((parameter) => belongs(parameter, name))));
  return [
    ...listed.flatMap((parameter) => {
      const mine = entries.filter(([name]) => belongs(parameter, name));
      return checkValue(found, parameter, mine, styleOf(parameter, "form"));
    }),
    ...[...strangers].map((name): LocalViolation => ({ in: "query", pointer: toStep(name), message: "is no query parameter", value: "a string" })),
  ];
}

export function checkHeaders(found: FoundOperation, headers: Headers): readonly LocalViolation[] {
  return found.operation.parameters
    .filter((parameter) => parameter.in === "header" && !ELSEWHERE.has(parameter.name.toLowerCase()))
    .flatMap((parameter) => {
      const text = headers.get(parameter.name);
      return checkValue(found, parameter, text === null ? [] : [[parameter.name, text]], styleOf(parameter, "simple"));
    });
}

/** The headers of an answer: those that must be there, and what they say. */
export function checkAnswerHeaders(found: FoundOperation, described: unknown, headers: Headers): readonly LocalViolation[] {
  return Object.entries(fieldsOf(described)).flatMap(([name, given]) => {
    if (ELSEWHERE.has(name.toLowerCase())) return [];
    const fields = followed(found.api.document, given);
    const text = headers.get(name);
    return checkValue(found, { name, in: "header", required: fields["required"] === true, fields }, text === null ? [] : [[name, text]], "simple");
  });
}
