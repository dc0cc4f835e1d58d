/** A JSON object whose fields are not known. */
export type Fields = Readonly<Record<string, unknown>>;

/** An OpenAPI document of version 3.0 or 3.1, as parsed JSON. Nothing in it is changed. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths?: Fields | undefined;
  readonly webhooks?: Fields | undefined;
  readonly components?: Fields | undefined;
  readonly servers?: readonly unknown[] | undefined;
}

/** A document that cannot be used, or a reference in it that leads nowhere. */
export class OpenApiDocumentError extends Error {
  override readonly name = "OpenApiDocumentError";
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields of an object; of anything else, none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** A field that an object has itself. */
export function own(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * A parsed document, looked at no closer than its version.
 * @throws OpenApiDocumentError
 */
export function parseOpenApi(value: unknown, name = "the document"): OpenApiDocument {
  const version = own(value, "openapi");
  if (!isFields(value) || typeof version !== "string" || !/^3\.[01]\b/.test(version)) {
    throw new OpenApiDocumentError(`${name} is no OpenAPI document of version 3.0 or 3.1`);
  }
  return { ...value, openapi: version };
}

function unescape(step: string): string {
  return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** One step of a JSON pointer. */
export function toStep(name: string): string {
  return `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/**
 * What a `$ref` within a document leads to.
 * @throws OpenApiDocumentError
 */
export function resolve(document: OpenApiDocument, reference: string): unknown {
  if (!reference.startsWith("#/")) throw new OpenApiDocumentError(`${reference} leads out of the document; bundle it first`);
  let found: unknown = document;
  for (const step of reference.slice(2).split("/").map(unescape)) found = Array.isArray(found) ? (found[Number(step)] as unknown) : own(found, step);
  if (found === undefined) throw new OpenApiDocumentError(`${reference} leads nowhere`);
  return found;
}

/** A parameter, body, answer or header, or what its `$ref` leads to. */
export function followed(document: OpenApiDocument, value: unknown): Fields {
  let found = value;
  for (let reference = own(found, "$ref"); typeof reference === "string"; reference = own(found, "$ref")) found = resolve(document, reference);
  return fieldsOf(found);
}

/** The path of the first server's address: where the operations are mounted. Empty for none. */
export function serverPath({ servers }: OpenApiDocument): string {
  const url = own(listOf(servers)[0], "url");
  if (typeof url !== "string") return "";
  return new URL(url, "http://server.test").pathname.replace(/\/+$/, "");
}
