import { secret, type SignatureKey } from "@switchyard/interfaces";
import { addDuration, refuse } from "@switchyard/testkit";
import { aapiError, ResultCode, resultInfo, unauthorized } from "./answers.js";
import { needForm } from "./body.js";
import { tokenRequest } from "./schemas.js";
import type { World } from "./world.js";

/** Credentials that the simulator accepts. */
export interface TrustpaySimulatorCredentials {
  readonly apiKey: string;
  readonly projectId: string;
  /** OAuth's password, and the key of notifications. */
  readonly secretKey: string;
}

/** None of it is a secret. */
export const CREDENTIALS: TrustpaySimulatorCredentials = {
  apiKey: "simulator-api-key",
  projectId: "4107608031",
  secretKey: "simulator-secret-key",
};

const LIFETIME_SECONDS = 3600;

function basic({ projectId, secretKey }: TrustpaySimulatorCredentials): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${projectId}:${secretKey}`)))}`;
}

/** `X-Api-Key`, to the letter; the card gateway knows no bearer. */
export function needApiKey({ settings }: World, { headers }: Request): void {
  if (headers.get("x-api-key") !== settings.credentials.apiKey || headers.has("authorization")) refuse(unauthorized());
}

/** A bearer that was given here and has not ended. AAPI is told no key of the card gateway. */
export function needBearer(world: World, { headers }: Request): void {
  const [scheme, token = ""] = (headers.get("authorization") ?? "").split(" ");
  const endsAt = world.tokens.get(token);
  const isGood = scheme === "Bearer" && endsAt !== undefined && world.clock.now() < endsAt && !headers.has("x-api-key");
  if (!isGood) refuse(aapiError(world, 401, ResultCode.InvalidAuthentication, "Invalid authentication"));
}

/** Once, when a test has asked for it. */
export function needCalm(world: World): void {
  if (!world.modes.throttleNext) return;
  world.modes.throttleNext = false;
  refuse(aapiError(world, 200, ResultCode.RequestThrottled, "Request throttled"));
}

/** `POST /api/oauth2/token`. */
export async function giveToken(world: World, request: Request): Promise<Response> {
  const invalid = (reason: string) => aapiError(world, 400, ResultCode.InvalidRequest, reason);
  await needForm(request, tokenRequest, invalid);
  if (request.headers.get("authorization") !== basic(world.settings.credentials)) {
    return aapiError(world, 200, ResultCode.InvalidAuthentication, "Invalid authentication");
  }
  const token = `AT${world.ids.token(24)}`;
  world.tokens.set(token, addDuration(world.clock.now(), { seconds: LIFETIME_SECONDS }));
  const body = { access_token: token, token_type: "Bearer", expires_in: LIFETIME_SECONDS, ResultInfo: resultInfo(world, ResultCode.Success) };
  return Response.json(body);
}

/** The credentials in the neutral shape that connectors take. */
export function toConnectorAuth({ apiKey, projectId, secretKey }: TrustpaySimulatorCredentials): SignatureKey {
  return { type: "SignatureKey", apiKey: secret(apiKey), key1: secret(projectId), apiSecret: secret(secretKey) };
}
