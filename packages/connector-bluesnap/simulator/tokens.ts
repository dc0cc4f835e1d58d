import { addDuration, refuse } from "@switchyard/testkit";
import { refusal } from "./answers.js";
import { needJson } from "./body.js";
import { prefillRequest, walletRequest } from "./schemas.js";
import type { FieldsToken, World } from "./world.js";

/** The answer to a request for a token: nothing but its address (tech-spec, section 4.3). */
function toTokenAnswer(request: Request, token: string): Response {
  const location = new URL(`/services/2/payment-fields-tokens/${token}`, request.url);
  return new Response(null, { status: 201, headers: { location: location.href } });
}

/** A token lives for 60 minutes (tech-spec, section 4.13). */
function putToken(world: World, card: FieldsToken["card"]): string {
  const token = `${world.ids.token(64, "0123456789abcdef")}_`;
  world.tokens.put(token, { token, endsAt: addDuration(world.clock.now(), { minutes: 60 }), card });
  return token;
}

/** `POST payment-fields-tokens/prefill`. */
export async function prefillToken(world: World, request: Request): Promise<Response> {
  return toTokenAnswer(request, putToken(world, await needJson(request, prefillRequest)));
}

/** `POST payment-fields-tokens`, without a body. */
export function openToken(world: World, request: Request): Response {
  return toTokenAnswer(request, putToken(world, undefined));
}

/** A token that was given here and has not ended. */
export function needToken({ tokens, clock }: World, token: string): FieldsToken {
  const found = tokens.get(token);
  if (found === undefined) return refuse(refusal("14041", "TOKEN_NOT_FOUND", "Token is not found."));
  if (clock.now() >= found.endsAt) return refuse(refusal("14040", "EXPIRED_TOKEN", "Token is expired."));
  return found;
}

/** `POST wallets`: Apple's merchant session, in base64. */
export async function openWalletSession(world: World, request: Request): Promise<Response> {
  const { walletType, domainName, displayName } = await needJson(request, walletRequest);
  const session = {
    epochTimestamp: world.clock.now().getTime(),
    merchantSessionIdentifier: world.ids.uuid(),
    nonce: world.ids.token(8),
    domainName,
    displayName,
  };
  return Response.json({ walletType, walletToken: btoa(JSON.stringify(session)) });
}
