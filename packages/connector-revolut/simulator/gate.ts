import { secret, type HeaderKey } from "@switchyard/interfaces";
import { checkBody, readJsonBody, refuse, type SimulatorContext } from "@switchyard/testkit";
import type { ZodType } from "zod";
import { errorAnswer, failValidation } from "./answers.js";

/** Credentials that the simulator accepts. */
export interface RevolutSimulatorCredentials {
  /** The secret API key, `sk_…`; never the public one. */
  readonly secretApiKey: string;
}

/** None of it is a secret. */
export const CREDENTIALS: RevolutSimulatorCredentials = { secretApiKey: "sk_simulator_Qh7Tambourine" };

/** Credentials of the same form that it refuses. */
export const WRONG_CREDENTIALS: RevolutSimulatorCredentials = { secretApiKey: "sk_nobody_has_this" };

/** The version of the Merchant API that is simulated. */
const VERSION = "2024-09-01";

/** The key, and the version that every request names. */
export function needHeaders(context: SimulatorContext, { secretApiKey }: RevolutSimulatorCredentials, { headers }: Request): void {
  if (headers.get("authorization") !== `Bearer ${secretApiKey}`) refuse(errorAnswer(context, 401, "unauthenticated", "Authentication failed"));
  const version = headers.get("revolut-api-version");
  if (version === null) refuse(errorAnswer(context, 400, "bad_request", "Missing Revolut-Api-Version header"));
  if (version !== VERSION) refuse(errorAnswer(context, 400, "bad_request", "Unknown Revolut-Api-Version"));
}

/** The credentials in the neutral shape that connectors take. */
export function toConnectorAuth({ secretApiKey }: RevolutSimulatorCredentials): HeaderKey {
  return { type: "HeaderKey", apiKey: secret(secretApiKey) };
}

/** The body of a request, checked strictly: an unknown field and a null are refused. */
export async function needBody<T>(context: SimulatorContext, request: Request, schema: ZodType<T>): Promise<T> {
  const body = await readJsonBody(request);
  const type = (request.headers.get("content-type") ?? "").split(";")[0];
  if (body.kind === "not_json" || (body.kind === "json" && type !== "application/json")) {
    return refuse(errorAnswer(context, 400, "bad_request", "Could not parse JSON"));
  }
  const checked = checkBody(schema, body.kind === "empty" ? {} : body.value);
  if (checked.ok) return checked.value;
  const [first] = checked.violations;
  return failValidation(context, `${(first?.path ?? "$").replace(/^\$\.?/, "")}: ${first?.rule ?? "another shape"}`);
}
