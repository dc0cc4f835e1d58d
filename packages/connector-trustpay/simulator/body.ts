import { checkBody, readJsonBody, refuse, type Violation } from "@switchyard/testkit";
import type { ZodType } from "zod";

/** The answer to a body that is wrong; `problem` names the field. */
export type InvalidAnswer = (problem: string) => Response;

function problemOf({ path, rule }: Violation): string {
  const field = path.replace(/^\$\.?/, "").replace(/^\['(.*)'\]$/, "$1");
  if (rule === "missing" || rule === "null") return `Missing ${field}`;
  return rule === "unknown_field" ? `Unexpected ${field}` : `Invalid ${field}`;
}

function needValid<T>(schema: ZodType<T>, body: unknown, invalid: InvalidAnswer): T {
  const checked = checkBody(schema, body);
  if (checked.ok) return checked.value;
  const [first] = checked.violations;
  return refuse(invalid(first === undefined ? "Invalid body" : problemOf(first)));
}

function mediaTypeOf({ headers }: Request): string {
  return (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** The fields of a form as they are named on the wire, `billing[city]` and all; refuses one that is there twice. */
export async function readFields(request: Request, invalid: InvalidAnswer): Promise<Readonly<Record<string, string>>> {
  if (mediaTypeOf(request) !== "application/x-www-form-urlencoded") return refuse(invalid("Invalid Content-Type"));
  const fields: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(await request.text())) {
    if (Object.hasOwn(fields, name)) return refuse(invalid(`Repeated ${name}`));
    fields[name] = value;
  }
  return fields;
}

/** A form, checked strictly. */
export async function needForm<T>(request: Request, schema: ZodType<T>, invalid: InvalidAnswer): Promise<T> {
  return needValid(schema, await readFields(request, invalid), invalid);
}

/** Fields that were read already, checked strictly. */
export function needFields<T>(fields: Readonly<Record<string, string>>, schema: ZodType<T>, invalid: InvalidAnswer): T {
  return needValid(schema, fields, invalid);
}

/** A JSON body, checked strictly. */
export async function needJson<T>(request: Request, schema: ZodType<T>, invalid: InvalidAnswer): Promise<T> {
  const body = await readJsonBody(request);
  if (mediaTypeOf(request) !== "application/json" || body.kind !== "json") return refuse(invalid("Invalid body"));
  return needValid(schema, body.value, invalid);
}
