import { checkBody, readJsonBody } from "@switchyard/testkit";
import { z } from "zod";
import { TestCard } from "./cards.js";
import type { Authentication, World } from "./world.js";

/** What the SDK in the customer's browser asks: the script, and the simulator's own backend of it. */
export const BrowserPath = { Script: "/web-sdk/5/bluesnap.js", Authenticate: "/web-sdk/5/authenticate" } as const;

const CHALLENGED: ReadonlySet<string> = new Set([TestCard.Challenge, TestCard.ChallengeMastercard]);

const authenticateRequest = z.strictObject({
  token: z.string().min(1),
  /** What the page handed to `threeDsPaymentsSubmitData` (tech-spec, section 8). */
  data: z.strictObject({
    cvv: z
      .string()
      .regex(/^\d{3,4}$/)
      .optional(),
    amount: z.number().nonnegative(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    ccNumber: z.string().optional(),
    expDate: z.string().optional(),
  }),
  /** What the customer does at a challenge; absent before there is one. */
  decision: z.enum(["pass", "fail", "cancel", "unavailable"]).optional(),
});

const RESULTS = {
  pass: "AUTHENTICATION_SUCCEEDED",
  fail: "AUTHENTICATION_FAILED",
  cancel: "AUTHENTICATION_INCOMPLETE",
  unavailable: "AUTHENTICATION_UNAVAILABLE",
} as const;

/** The SDK's answer to its page (tech-spec, section 8). */
function toSdkAnswer({ authResult, threeDSecureReferenceId }: Authentication, number: string): Readonly<Record<string, unknown>> {
  const threeDSecure = { authResult, threeDSecureReferenceId };
  const cardData = { ccType: number.startsWith("5") ? "MASTERCARD" : "VISA", last4Digits: number.slice(-4) };
  return { code: "1", status: "Success", threeDSecure, cardData, info: { errors: [], warnings: [] } };
}

function toSdkError(code: string, ...errors: readonly string[]): Response {
  return Response.json({ code, status: "Error", info: { errors, warnings: [] } });
}

/** Authenticates the card behind a token: asks for a challenge, or ends in the SDK's answer. */
export async function authenticate(world: World, request: Request): Promise<Response> {
  const body = await readJsonBody(request);
  const asked = checkBody(authenticateRequest, body.kind === "json" ? body.value : undefined);
  if (!asked.ok) return toSdkError("14102", "3D Secure failed: missing fields");
  const { token, data, decision } = asked.value;
  const found = world.tokens.get(token);
  if (found === undefined || world.clock.now() >= found.endsAt) return toSdkError("14041", "Token not found");
  const number = found.card?.ccNumber ?? data.ccNumber;
  if (number === undefined) return toSdkError("14104", "3D Secure failed: card not found");
  if (CHALLENGED.has(number) && decision === undefined) return Response.json({ challenge: true });
  const authResult = CHALLENGED.has(number) ? RESULTS[decision ?? "pass"] : "AUTHENTICATION_BYPASSED";
  const authentication = { threeDSecureReferenceId: world.ids.token(8, "0123456789"), authResult };
  world.tokens.update(token, (current) => ({ ...current, authentication }));
  return Response.json(toSdkAnswer(authentication, number));
}

/** `bluesnap.js`: the two calls of 3DS, with a challenge of one question. */
export function sdkScript(): Response {
  const script = `(function () {
  var base = new URL(document.currentScript.src).origin, held;
  function ask(data, decision) {
    var body = JSON.stringify({ token: held.token, data: data, decision: decision });
    return fetch(base + "${BrowserPath.Authenticate}", { method: "POST", headers: { "content-type": "application/json" }, body: body })
      .then(function (answer) { return answer.json(); })
      .then(function (answer) {
        if (answer.challenge !== true) return held.callback(answer);
        return ask(data, confirm("Simulated 3-D Secure challenge: is it you who pays?") ? "pass" : "fail");
      });
  }
  window.bluesnap = {
    threeDsPaymentsSetup: function (token, callback) { held = { token: token, callback: callback }; },
    threeDsPaymentsSubmitData: function (data) { return ask(data); }
  };
})();
`;
  return new Response(script, { headers: { "content-type": "text/javascript; charset=utf-8" } });
}

/** A page of another origin may ask. */
export function withCors(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set("access-control-allow-origin", "*");
  headers.set("access-control-allow-headers", "content-type");
  return new Response(response.body, { status: response.status, headers });
}
