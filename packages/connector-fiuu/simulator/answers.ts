/** A JSON answer; errors come with HTTP 200 as well. */
export function toJson(body: unknown): Response {
  return new Response(JSON.stringify(body), { headers: { "content-type": "application/json; charset=UTF-8" } });
}

/** Lines of `Key=Value`, as the requery and the reversal answer. */
export function toLines(fields: Readonly<Record<string, string>>, separator: "=" | ": " = "="): Response {
  const text = Object.entries(fields).map(([key, value]) => `${key}${separator}${value}\n`);
  return new Response(text.join(""), { headers: { "content-type": "text/plain;charset=UTF-8" } });
}

export function toError(code: string, description: string): Response {
  return toJson({ error_code: code, error_desc: description });
}
