import { fieldsOf, isFields, type OpenApiDocument } from "./document.js";
import { toFormTree, toFormValue, type FormEntry } from "./form.js";
import type { FoundOperation } from "./operations.js";
import type { LocalViolation } from "./parameters.js";
import type { Direction } from "./normalize.js";

/** A body as text or as bytes. */
export type Body = string | Uint8Array | undefined;

/** `application/json; charset=utf-8` as `application/json`. */
function essence(contentType: string | null): string {
  return (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

function accepts(range: string, type: string): boolean {
  const wanted = essence(range);
  if (wanted === type || wanted === "*/*") return true;
  return wanted.endsWith("/*") && type.startsWith(wanted.slice(0, -1));
}

function toText(body: Body): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}

function toBytes(body: Body): Uint8Array<ArrayBuffer> {
  return typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body ?? []);
}

/** A file's place in a form: the document says no more of it than that it is there. */
const FILE = "file";

async function partsOf(body: Body, contentType: string): Promise<readonly FormEntry[]> {
  const form = await new Response(toBytes(body), { headers: { "content-type": contentType } }).formData();
  return [...form].map(([name, value]) => [name, typeof value === "string" ? value : FILE]);
}

type Reading = { readonly value: unknown } | { readonly unreadable: string };

async function read(document: OpenApiDocument, body: Body, contentType: string, schema: unknown): Promise<Reading> {
  const type = essence(contentType);
  try {
    if (type === "application/json" || type.endsWith("+json")) return { value: JSON.parse(toText(body)) as unknown };
    if (type === "application/x-www-form-urlencoded") {
      return { value: toFormValue(document, toFormTree([...new URLSearchParams(toText(body))]), schema) };
    }
    if (type === "multipart/form-data") return { value: toFormValue(document, toFormTree(await partsOf(body, contentType)), schema) };
  } catch {
    return { unreadable: `cannot be read as ${type}` };
  }
  // Texts and files: that they are there is all that is said of most.
  return { value: toText(body) };
}

const whole = (message: string, value: string): LocalViolation => ({ in: "body", pointer: "", message, value });

/** The body of a request or an answer, by what the document lists as `content`. */
export async function checkBody(
  { api }: FoundOperation,
  content: unknown,
  given: { readonly body: Body; readonly headers: Headers },
  expected: { readonly required: boolean; readonly direction: Direction },
): Promise<readonly LocalViolation[]> {
  const { body, headers } = given;
  const listed = Object.entries(fieldsOf(content));
  if (body === undefined || body.length === 0) return expected.required && listed.length > 0 ? [whole("is missing", "nothing")] : [];
  if (listed.length === 0) return [whole("is not described: the document has none", "a body")];
  const contentType = headers.get("content-type") ?? "";
  const [, media] = listed.find(([range]) => accepts(range, essence(contentType))) ?? [];
  if (!isFields(media)) {
    const message = `is none of the types that are listed: ${listed.map(([range]) => range).join(", ")}`;
    return [{ in: "header", pointer: "content-type", message, value: essence(contentType) || "nothing" }];
  }
  const schema = media["schema"] ?? {};
  const reading = await read(api.document, body, contentType, schema);
  if ("unreadable" in reading) return [whole(reading.unreadable, "a body")];
  return api.schemas.check(schema, reading.value, expected.direction).map((problem) => ({ in: "body", ...problem }));
}
