import { secret, type BodyKey } from "@switchyard/interfaces";
import { addDuration, refuse } from "@switchyard/testkit";
import { refusal, textAnswer, errorAnswer } from "./answers.js";
import type { World } from "./world.js";

/** Credentials that the simulator accepts. */
export interface BluesnapSimulatorCredentials {
  readonly username: string;
  readonly password: string;
}

/** None of it is a secret. */
export const CREDENTIALS: BluesnapSimulatorCredentials = { username: "API_simulator", password: "simulator-password" };

const NOT_AUTHORIZED = "You are not authorized to perform this request due to inappropriate role permissions.";
const IDEMPOTENCY_HOURS = 24;

function basic({ username, password }: BluesnapSimulatorCredentials): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`;
}

/** HTTP Basic, user name first; a refusal is text (tech-spec, sections 2 and 6.1). Who does not ask for JSON gets XML. */
export function needMerchant({ settings }: World, { headers }: Request): void {
  if (headers.get("authorization") !== basic(settings.credentials)) refuse(textAnswer(401, NOT_AUTHORIZED));
  if (headers.get("accept") !== "application/json") {
    refuse(new Response(`<xml>${NOT_AUTHORIZED}</xml>`, { status: 400, headers: { "content-type": "application/xml" } }));
  }
}

function needGoodKey(key: string): void {
  if (key.length > 64) refuse(refusal("60103", "IDEMPOTENCY_KEY_TOO_LONG", "The idempotency key has more than 64 characters."));
  if (!/^[A-Za-z0-9-]+$/.test(key)) refuse(refusal("60104", "IDEMPOTENCY_KEY_ILLEGAL_CHARACTERS", "The idempotency key has illegal characters."));
}

/** The first answer to a POST under a key, for a day; an account without the feature pays no heed to keys (tech-spec, section 1). */
export async function answerOnce(world: World, request: Request, answer: () => Promise<Response>): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  if (key === null || request.method !== "POST" || !world.settings.idempotency) return answer();
  needGoodKey(key);
  const described = `${new URL(request.url).pathname}\n${await request.clone().text()}`;
  const known = world.remembered.get(key);
  if (known !== undefined && world.clock.now() < known.endsAt) {
    const name = "SAME_IDEMPOTENCY_KEY_WAS_ALREADY_IN_USE_WITH_PREVIOUS_DIFFERENT_REQUEST";
    if (known.request !== described) return errorAnswer(422, { errorName: name, code: "60101", description: "The key was used before." });
    return new Response(known.body === "" ? null : known.body, known);
  }
  const given = await answer();
  const headers = Object.fromEntries(given.headers);
  const body = await given.clone().text();
  const endsAt = addDuration(world.clock.now(), { hours: IDEMPOTENCY_HOURS });
  world.remembered.set(key, { request: described, status: given.status, body, headers, endsAt });
  return given;
}

/** The credentials in the neutral shape that connectors take. */
export function toConnectorAuth({ username, password }: BluesnapSimulatorCredentials): BodyKey {
  return { type: "BodyKey", key1: secret(username), apiKey: secret(password) };
}
