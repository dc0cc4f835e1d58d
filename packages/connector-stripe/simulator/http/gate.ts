import { refuseEarly } from "../errors.js";
import { API_VERSION, type StripeSimulatorKey } from "../settings.js";
import type { Owner, World } from "../world.js";

const NO_KEY =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').";

/** Who calls: by key, and by `Stripe-Account` where that is sent. Refuses with 401, 403, or 400 for the wrong version. */
export function needCaller(world: World, request: Request): Owner {
  const given = readKey(request.headers.get("authorization") ?? "");
  if (given === undefined || given === "") return refuseEarly(401, { message: NO_KEY, type: "invalid_request_error" });
  if (given.startsWith("pk_")) {
    const message = "This API call cannot be made with a publishable API key. Please use a secret API key.";
    return refuseEarly(401, { code: "secret_key_required", message, type: "invalid_request_error" });
  }
  const key = world.settings.keys.find(({ secret }) => secret === given);
  if (key === undefined) return refuseEarly(401, { message: `Invalid API Key provided: ${mask(given)}`, type: "invalid_request_error" });
  needPermission(key, request);
  needVersion(request);
  return { account: needAccount(world, key, request), livemode: /^[sr]k_live_/.test(key.secret) };
}

function readKey(header: string): string | undefined {
  const [scheme = "", value = ""] = header.split(" ");
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return undefined;
  try {
    return atob(value).split(":")[0];
  } catch {
    return undefined;
  }
}

/** The key as Stripe repeats it: never whole. */
function mask(key: string): string {
  return `${key.slice(0, 8)}${"*".repeat(Math.max(0, key.length - 12))}${key.length > 12 ? key.slice(-4) : ""}`;
}

function needPermission({ readOnly = false, secret }: StripeSimulatorKey, { method }: Request): void {
  if (!readOnly || method === "GET") return;
  refuseEarly(403, {
    message: `The provided key '${mask(secret)}' does not have the required permissions for this endpoint.`,
    type: "invalid_request_error",
  });
}

function needVersion({ headers }: Request): void {
  const version = headers.get("stripe-version");
  if (version === null || version === API_VERSION) return;
  refuseEarly(400, { message: `Invalid Stripe API version: ${version}`, type: "invalid_request_error" });
}

/** A key acts as its own account, or, where it is the platform's, as a connected one. */
function needAccount(world: World, { account: own, secret }: StripeSimulatorKey & { readonly account: string }, { headers }: Request): string {
  const account = headers.get("stripe-account") ?? own;
  if (account === own || (own === world.settings.account && world.tables.account.has(account))) return account;
  const message = `The provided key '${mask(secret)}' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`;
  return refuseEarly(403, { code: "account_invalid", message, type: "invalid_request_error" });
}
