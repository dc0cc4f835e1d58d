import { fieldsOf, followed, isFields, listOf, own, serverPath, type Fields, type OpenApiDocument } from "./document.js";
import { createSchemas, type Schemas } from "./schemas.js";

/** A document, and where its API is mounted. */
export interface MountedDocument {
  readonly document: OpenApiDocument;
  /** What stands before the document's paths: `/v71`. The path of its first server unless given. */
  readonly basePath?: string | undefined;
  /** By which {@link OpenApiValidator.validateSchema} finds it: its file. */
  readonly name?: string | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly fields: Fields;
}

/** One operation, with all that its path says for it. */
export interface Operation {
  /** `POST /payments/{id}/captures`. */
  readonly title: string;
  readonly parameters: readonly Parameter[];
  readonly fields: Fields;
}

/** An operation, with what a request's path says. */
export interface FoundOperation {
  readonly operation: Operation;
  readonly api: Api;
  readonly pathValues: Readonly<Record<string, string>>;
}

interface Route {
  readonly segments: readonly string[];
  readonly template: string;
  readonly item: Fields;
}

/** One document ready for requests. */
export interface Api {
  readonly name: string | undefined;
  readonly document: OpenApiDocument;
  readonly schemas: Schemas;
  /** API keys that go in the query, which no operation lists. */
  readonly keyNames: ReadonlySet<string>;
  find(method: string, path: string): FoundOperation | undefined;
}

const METHODS: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The values of a template's holes; undefined where the path is another. */
function match(template: readonly string[], path: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (template.length !== path.length) return undefined;
  const values: Record<string, string> = {};
  for (const [at, part] of template.entries()) {
    const segment = path[at] ?? "";
    const names = [...part.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
    if (names.length === 0 && part !== segment && part !== decode(segment)) return undefined;
    if (names.length === 0) continue;
    const pattern = part
      .split(/\{[^}]+\}/)
      .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join("(.+)");
    const found = new RegExp(`^${pattern}$`).exec(segment);
    if (found === null) return undefined;
    for (const [index, name] of names.entries()) values[name] = decode(found[index + 1] ?? "");
  }
  return values;
}

/** Literal segments come before templates, from the left. */
function byLiteral(one: Route, other: Route): number {
  for (const [at, segment] of one.segments.entries()) {
    const [a, b] = [segment.includes("{"), other.segments[at]?.includes("{") ?? false];
    if (a !== b) return a ? 1 : -1;
  }
  return 0;
}

function parametersOf(document: OpenApiDocument, item: Fields, operation: Fields): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const each of [...listOf(item["parameters"]), ...listOf(operation["parameters"])]) {
    const fields = followed(document, each);
    const [name, where] = [fields["name"], fields["in"]];
    if (typeof name !== "string" || typeof where !== "string") continue;
    found.set(`${where} ${name}`, { name, in: where, required: fields["required"] === true || where === "path", fields });
  }
  return [...found.values()];
}

function keyNamesOf({ components }: OpenApiDocument): ReadonlySet<string> {
  const schemes = Object.values(fieldsOf(components?.["securitySchemes"])).filter(isFields);
  const names = schemes.filter((scheme) => scheme["type"] === "apiKey" && scheme["in"] === "query").map((scheme) => scheme["name"]);
  return new Set(names.filter((name) => typeof name === "string"));
}

/** Makes a document ready. Nothing of it is compiled yet. */
export function createApi({ document, name, basePath = serverPath(document) }: MountedDocument): Api {
  const base = basePath.replace(/\/+$/, "");
  const routes = Object.entries(document.paths ?? {})
    .map(([template, item]): Route => ({ template, segments: template.split("/"), item: followed(document, item) }))
    .sort(byLiteral);
  const api: Api = {
    name,
    document,
    schemas: createSchemas(document),
    keyNames: keyNamesOf(document),
    find(method, path) {
      if (!path.startsWith(`${base}/`) || !METHODS.has(method.toLowerCase())) return undefined;
      const segments = path.slice(base.length).split("/");
      for (const { template, segments: wanted, item } of routes) {
        const fields = own(item, method.toLowerCase());
        const pathValues = isFields(fields) ? match(wanted, segments) : undefined;
        if (!isFields(fields) || pathValues === undefined) continue;
        const operation = { title: `${method.toUpperCase()} ${template}`, parameters: parametersOf(document, item, fields), fields };
        return { operation, api, pathValues };
      }
      return undefined;
    },
  };
  return api;
}
