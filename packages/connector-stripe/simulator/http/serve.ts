import { type createRoutes, toPage as toHtmlPage } from "@switchyard/testkit";
import { Failure } from "../controls-types.js";
import { refuseEarly, StripeRefusal } from "../errors.js";
import { API_VERSION } from "../settings.js";
import type { Fields } from "../wires.js";
import { newId, type Owner, type World } from "../world.js";
import type { Endpoint } from "./endpoint.js";
import { BadForm, decodeForm } from "./form.js";
import { needCaller } from "./gate.js";
import { keepReply, savedReply } from "./idempotency.js";

const NOT_A_FORM = "Invalid request (check that your POST content type is application/x-www-form-urlencoded).";

/** An answer before it is a response. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Adds the endpoints to a router: for each request the key, the form, the idempotency key, then the endpoint. */
export function addEndpoints(routes: ReturnType<typeof createRoutes>, world: World, endpoints: readonly Endpoint[]): void {
  for (const each of endpoints) {
    routes.on(each.method, each.path, ({ req }) => serveEndpoint(world, each, req.raw, req.param()));
  }
}

async function serveEndpoint(
  world: World,
  { answer, method }: Endpoint,
  request: Request,
  path: Readonly<Record<string, string>>,
): Promise<Response> {
  return answerApi(world, request, async (owner, requestId) => {
    const { search, origin } = new URL(request.url);
    const text = method === "POST" ? await readForm(request) : search.slice(1);
    const params = toParams(text);
    const key = method === "POST" ? request.headers.get("idempotency-key") : null;
    const actor = { owner, origin, request: { id: requestId, idempotency_key: key } };
    return { key, fingerprint: `${request.url} ${text}`, run: () => answer({ world, actor, path, params }) };
  });
}

/** What a request asks for once it is read. */
export interface Prepared {
  readonly key: string | null;
  readonly fingerprint: string;
  readonly run: () => Fields;
}

/** Answers an API request with everything around its endpoint. */
export async function answerApi(
  world: World,
  request: Request,
  prepare: (owner: Owner, requestId: string) => Promise<Prepared> | Prepared,
): Promise<Response> {
  const requestId = newId(world, "req_", 14);
  const failure = world.failures.shift();
  const early = failure === undefined ? undefined : toFailure(failure);
  if (early !== undefined && failure !== Failure.ApiError) return toResponse(early, requestId, request);
  try {
    const owner = needCaller(world, request);
    const { key, fingerprint, run } = await prepare(owner, requestId);
    const saved = key === null ? undefined : savedReply(world, owner, key, fingerprint);
    if (saved !== undefined)
      return toResponse(saved, saved.requestId, request, { "idempotent-replayed": "true", "original-request": saved.requestId });
    const { reply, isSaved } = early === undefined ? execute(run, requestId, failure) : { reply: early, isSaved: true };
    if (key !== null && isSaved) keepReply(world, owner, key, { ...reply, fingerprint, requestId });
    return toResponse(reply, requestId, request);
  } catch (error) {
    return toResponse(toErrorReply(error, requestId), requestId, request);
  }
}

function execute(run: () => Fields, requestId: string, failure: Failure | undefined): { readonly reply: Reply; readonly isSaved: boolean } {
  try {
    const body = JSON.stringify(run());
    return { reply: failure === Failure.ApiErrorAfterwards ? API_ERROR : { status: 200, body }, isSaved: true };
  } catch (error) {
    return { reply: toErrorReply(error, requestId), isSaved: error instanceof StripeRefusal && error.isSaved };
  }
}

/** An error that is no refusal is the simulator's own fault, and thrown on. */
function toErrorReply(error: unknown, requestId: string): Reply {
  if (!(error instanceof StripeRefusal)) throw error;
  const request_log_url = `https://dashboard.stripe.com/test/logs/${requestId}`;
  return { status: error.status, body: JSON.stringify({ error: { ...error.error, request_log_url } }) };
}

const API_ERROR: Reply = {
  status: 500,
  body: JSON.stringify({ error: { message: "An unknown error occurred. Try again, or contact support.", type: "api_error" } }),
};

function toFailure(failure: Failure): Reply | undefined {
  switch (failure) {
    case Failure.RateLimit:
      return toConflict("rate_limit", "Request rate limit exceeded.");
    case Failure.LockTimeout:
      return toConflict("lock_timeout", "This object cannot be accessed right now because another API request is accessing it.");
    case Failure.BadGateway:
      return { status: 502, body: "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>" };
    case Failure.ApiError:
      return API_ERROR;
    case Failure.ApiErrorAfterwards:
      return undefined;
  }
}

function toConflict(code: string, message: string): Reply {
  return { status: 429, body: JSON.stringify({ error: { code, message, type: "invalid_request_error" } }) };
}

/** Stripe's advice for a repeat with the same key: none for what is settled, yes for conflicts. */
function shouldRetry({ status }: Reply): string | undefined {
  if (status === 409 || status === 429) return "true";
  return status >= 400 && status < 500 ? "false" : undefined;
}

function toResponse(reply: Reply, requestId: string, request: Request, more: Readonly<Record<string, string>> = {}): Response {
  const retry = shouldRetry(reply);
  const key = request.headers.get("idempotency-key");
  const account = request.headers.get("stripe-account");
  return new Response(reply.body, {
    status: reply.status,
    headers: {
      "content-type": reply.status === 502 ? "text/html" : "application/json",
      "request-id": requestId,
      "stripe-version": API_VERSION,
      ...(retry === undefined ? {} : { "stripe-should-retry": retry }),
      ...(key === null ? {} : { "idempotency-key": key }),
      ...(account === null ? {} : { "stripe-account": account }),
      ...more,
    },
  });
}

async function readForm(request: Request): Promise<string> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  const text = await request.text();
  if (text !== "" && type !== "application/x-www-form-urlencoded") refuseEarly(400, { message: NOT_A_FORM, type: "invalid_request_error" });
  return text;
}

function toParams(text: string): Fields {
  try {
    return decodeForm(text);
  } catch (error) {
    if (error instanceof BadForm) return refuseEarly(400, { message: error.message, type: "invalid_request_error" });
    throw error;
  }
}

/** 404 for a path that is no endpoint. */
export function unknownUrl(world: World, request: Request): Response {
  const { pathname } = new URL(request.url);
  const message = `Unrecognized request URL (${request.method}: ${pathname}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
  const reply = { status: 404, body: JSON.stringify({ error: { message, type: "invalid_request_error" } }) };
  return toResponse(reply, newId(world, "req_", 14), request);
}

/** A page that does not exist, or whose payment does not wait any more. */
export function unknownPage(): Response {
  return toHtmlPage("Unknown page", "<p>This page does not exist, or its payment waits for nothing any more.</p>", 404);
}
