/** The fields of a request, by the names that they were sent under: `GooglePay[apiVersion]` is a name. */
export type Fields = Readonly<Record<string, string>>;

/** What is wrong with the fields of a request: the first that is missing, or that nobody knows. */
export interface FieldFault {
  readonly field: string;
  readonly fault: "missing" | "unknown";
}

/** The fields of a form, URL-encoded or in parts; `undefined` for JSON and whatever else Fiuu does not take. */
export async function readFields(request: Request): Promise<Fields | undefined> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return undefined;
  try {
    const fields: [string, string][] = [];
    for (const [name, value] of await request.formData()) if (typeof value === "string") fields.push([name, value]);
    return Object.fromEntries(fields);
  } catch {
    return undefined;
  }
}

/** The first fault by the names that are required and that may be there. An empty value counts as none. */
export function faultOf(fields: Fields, required: readonly string[], optional: readonly (string | RegExp)[] = []): FieldFault | undefined {
  const missing = required.find((name) => (fields[name] ?? "") === "");
  if (missing !== undefined) return { field: missing, fault: "missing" };
  const isKnown = (name: string) => required.includes(name) || optional.some((each) => (typeof each === "string" ? each === name : each.test(name)));
  const unknown = Object.keys(fields).find((name) => !isKnown(name));
  return unknown === undefined ? undefined : { field: unknown, fault: "unknown" };
}

/** The value of a field, empty where there is none. */
export function valueOf(fields: Fields, name: string): string {
  return fields[name] ?? "";
}
