import { checkBody, readJsonBody, refuse, type Violation } from "@switchyard/testkit";
import type { ZodType } from "zod";
import { invalidData } from "./answers.js";

function problemOf({ path, rule }: Violation): string {
  const field = path.replace(/^\$\.?/, "");
  if (rule === "missing" || rule === "null") return `Missing field: ${field}`;
  return rule === "unknown_field" ? `Unrecognized field: ${field}` : `Invalid value of field: ${field}`;
}

/** A JSON body, checked strictly. */
export async function needJson<T>(request: Request, schema: ZodType<T>): Promise<T> {
  const mediaType = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  const body = await readJsonBody(request);
  if (mediaType !== "application/json" || body.kind !== "json") return refuse(invalidData("The request's body is not JSON"));
  const checked = checkBody(schema, body.value);
  if (checked.ok) return checked.value;
  const [first] = checked.violations;
  return refuse(invalidData(first === undefined ? "Invalid body" : problemOf(first)));
}
