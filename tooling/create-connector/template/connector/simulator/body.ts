// #if json
import { checkBody, readJsonBody, refuse } from "@switchyard/testkit";
// #else
import { checkBody, refuse } from "@switchyard/testkit";
// #end
import type { ZodType } from "zod";
import { invalidField, unreadableBody } from "./answers.js";
// #if form

type Fields = Record<string, unknown>;

/** `card[number]=4111…` as `{ card: { number } }`, one level deep. A field that comes twice is refused. */
function readFields(text: string): Fields {
  const fields: Fields = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const [, outer = name, inner] = /^(\w+)\[(\w+)\]$/.exec(name) ?? [];
    const held = fields[outer];
    if (inner === undefined ? held !== undefined : typeof held === "string") refuse(unreadableBody());
    fields[outer] = inner === undefined ? value : { ...(typeof held === "object" ? held : {}), [inner]: value };
  }
  return fields;
}
// #end

async function readBody(request: Request): Promise<unknown> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0];
  // #if json
  const body = await readJsonBody(request);
  if (type !== "application/json" || body.kind !== "json") return refuse(unreadableBody());
  return body.value;
  // #else
  if (type !== "application/x-www-form-urlencoded") return refuse(unreadableBody());
  return readFields(await request.text());
  // #end
}

/** The body of a request, checked strictly; refuses with the first field that is wrong. */
export async function needBody<T>(request: Request, schema: ZodType<T>): Promise<T> {
  const checked = checkBody(schema, await readBody(request));
  if (checked.ok) return checked.value;
  const [first] = checked.violations;
  return refuse(invalidField((first?.path ?? "$").replace(/^\$\.?/, ""), first?.message ?? "The body has another shape."));
}

/** Refuses any body. */
export async function needNoBody(request: Request): Promise<void> {
  if ((await request.text()) !== "") refuse(unreadableBody());
}
