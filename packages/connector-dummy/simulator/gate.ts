import { checkBody, readJsonBody, refuse, ViolationRule, type Violation } from "@switchyard/testkit";
import type { ZodType } from "zod";
import { refuseWith, toResponse, type Answer } from "./answers.js";
import type { World } from "./world.js";

const JSON_TYPE = "application/json";

/** `Authorization: Bearer <key>`. */
export function needKey({ apiKey }: World, { headers }: Request): void {
  if (headers.get("authorization") !== `Bearer ${apiKey}`) refuseWith(401, "unauthorized", "The API key is missing or wrong.");
}

function describe(violation: Violation): string {
  if (violation.rule === ViolationRule.Missing) return "This field is required.";
  return violation.rule === ViolationRule.UnknownField ? "This field does not exist." : "This field has an invalid value.";
}

/** The body of a request, checked strictly. */
export function needMatch<T>(schema: ZodType<T>, body: unknown): T {
  const checked = checkBody(schema, body);
  if (checked.ok) return checked.value;
  const [first] = checked.violations;
  return refuseWith(400, "invalid_request", first === undefined ? "The body is invalid." : describe(first), first?.path ?? "$");
}

async function needJson(request: Request): Promise<{ readonly value: unknown; readonly text: string }> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== JSON_TYPE) refuseWith(415, "unsupported_media_type", `Send ${JSON_TYPE}.`);
  const body = await readJsonBody(request);
  return body.kind === "json" ? body : refuseWith(400, "invalid_json", "The body is not JSON.");
}

/**
 * Reads a body, then acts on it without a pause in between: two requests under one idempotency key cannot both act.
 * The first answer under a key is the answer for good, one that was lost on its way included.
 */
export async function once(world: World, request: Request, act: (body: unknown) => Answer): Promise<Response> {
  const { value, text } = await needJson(request);
  const key = request.headers.get("idempotency-key");
  if (key === null) return toResponse(act(value));
  if (key === "" || key.length > 255) refuseWith(400, "invalid_idempotency_key", "An idempotency key has 1 to 255 characters.");
  const asked = `${new URL(request.url).pathname} ${text}`;
  const known = world.keyed.get(key);
  if (known === undefined) {
    const answer = act(value);
    if (answer.status !== 503) world.keyed.set(key, { request: asked, answer });
    return toResponse(answer);
  }
  if (known.request !== asked) refuseWith(409, "idempotency_key_reused", "This idempotency key belongs to another request.");
  const response = toResponse(known.answer);
  response.headers.set("idempotent-replay", "true");
  return response;
}

/** Ends a request for something that is not there. */
export function refuseMissing(what: "payment" | "refund"): never {
  return refuseWith(404, `${what}_not_found`, `There is no such ${what}.`);
}

/** The answer of a path that exists with another method. */
export function methodNotAllowed(): never {
  return refuse(new Response(null, { status: 405 }));
}
