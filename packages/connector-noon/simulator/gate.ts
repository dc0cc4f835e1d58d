import { secret, type SignatureKey } from "@switchyard/interfaces";
import { checkBody, readJsonBody, refuse, type Violation } from "@switchyard/testkit";
import { decodeBase64, decodeUtf8 } from "@switchyard/utils";
import type { ZodType } from "zod";
import { fail, InventedCode, ResultCode } from "./answers.js";
import type { Settings } from "./world.js";

/** Credentials that the simulator accepts, and the secret that its webhooks are signed with. */
export interface NoonSimulatorCredentials {
  readonly businessIdentifier: string;
  readonly applicationIdentifier: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
}

/** None of it is a secret. */
export const CREDENTIALS: NoonSimulatorCredentials = {
  businessIdentifier: "my_biz",
  applicationIdentifier: "my_app",
  apiKey: "key_test_0001",
  webhookSecret: "noon_whsec_0001",
};

/** The credentials in the neutral shape that connectors take. */
export function toConnectorAuth({ businessIdentifier, applicationIdentifier, apiKey }: NoonSimulatorCredentials): SignatureKey {
  return { type: "SignatureKey", apiKey: secret(apiKey), key1: secret(businessIdentifier), apiSecret: secret(applicationIdentifier) };
}

function readCredentials(encoded: string): string {
  const bytes = decodeBase64(encoded);
  return (bytes === undefined ? undefined : decodeUtf8(bytes)) ?? "";
}

/** `Authorization: Key base64(business.application:key)`; older accounts know `Key_Test` and `Key_Live` alone. */
export function needCredentials({ credentials, acceptsBareKey, emptyUnauthorized }: Settings, { headers }: Request): void {
  const { businessIdentifier, applicationIdentifier, apiKey } = credentials;
  const [scheme = "", encoded = ""] = (headers.get("authorization") ?? "").split(" ");
  const given = readCredentials(encoded);
  const isKnownScheme = ["Key_Test", "Key_Live", ...(acceptsBareKey ? ["Key"] : [])].includes(scheme);
  if (isKnownScheme && given === `${businessIdentifier}.${applicationIdentifier}:${apiKey}`) return;
  const business = given.split(".")[0] ?? "";
  if (isKnownScheme && given.includes(":") && business !== businessIdentifier) {
    fail(InventedCode.UnknownOrganization, "Organization does not exists");
  }
  if (emptyUnauthorized) refuse(new Response(null, { status: 401 }));
  fail(ResultCode.InvalidCredentials, "Invalid credentials", 401);
}

function codeOf({ rule, path, name }: Violation): number {
  if (rule === "unknown_field") return ResultCode.MemberNotAllowed;
  return name === "name" || path === "$.order.name" ? ResultCode.InvalidName : InventedCode.InvalidField;
}

function textOf({ rule, path }: Violation): string {
  if (rule === "unknown_field") return `Member '${path.split(".").at(-1) ?? ""}' is not allowed`;
  return `${path.replace(/^\$\.?/, "")} is not valid: ${rule}`;
}

/** A value of the right shape; refuses with the first thing that is wrong, and quotes no value. */
export function needShape<T>(schema: ZodType<T>, value: unknown): T {
  const checked = checkBody(schema, value);
  if (checked.ok) return checked.value;
  const [first] = checked.violations;
  return first === undefined ? fail(InventedCode.InvalidField, "The request is not valid") : fail(codeOf(first), textOf(first));
}

/** The JSON body of a request. */
export async function needJson(request: Request): Promise<unknown> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0];
  const body = await readJsonBody(request);
  return type === "application/json" && body.kind === "json" ? body.value : fail(InventedCode.Unreadable, "The body is not JSON");
}
