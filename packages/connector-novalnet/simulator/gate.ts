import { secret, type SignatureKey } from "@switchyard/interfaces";
import { checkBody, readJsonBody, type Violation } from "@switchyard/testkit";
import type { ZodType } from "zod";
import { Code, fail, InventedCode } from "./answers.js";

/** Credentials that the simulator accepts. */
export interface NovalnetSimulatorCredentials {
  /** The product activation key. */
  readonly signature: string;
  readonly tariff: string;
  /** The payment access key: of requests, of returns and of notifications. */
  readonly accessKey: string;
}

/** None of it is a secret. */
export const CREDENTIALS: NovalnetSimulatorCredentials = {
  signature: "nnSim|Quince|Activation77",
  tariff: "90210",
  accessKey: "nn_demo_access_key_42",
};

/** The credentials in the neutral shape that connectors take. */
export function toConnectorAuth({ signature, tariff, accessKey }: NovalnetSimulatorCredentials): SignatureKey {
  return { type: "SignatureKey", apiKey: secret(signature), key1: secret(accessKey), apiSecret: secret(tariff) };
}

/** `X-NN-Access-Key`: the payment access key in base64. */
export function needAccessKey({ accessKey }: NovalnetSimulatorCredentials, { headers }: Request): void {
  const given = headers.get("x-nn-access-key");
  if (given === null || given === "") fail(Code.MissingAccessKey, "The payment access key is missing");
  if (given !== btoa(accessKey)) fail(Code.WrongAccessKey, "The payment access key is wrong");
}

/** The number of what is wrong: known for some fields, this simulator's own for the others. */
function codeOf({ path, input, rule }: Violation): number {
  if (path === "$.transaction.tid") return Code.InvalidTransactionId;
  if (path.endsWith(".iban") && (rule === "missing" || rule === "null" || input === "")) return Code.MissingIban;
  if (path === "$.transaction.amount" && input === "") return Code.EmptyRefundAmount;
  return InventedCode.InvalidRequest;
}

/** A value of the right shape; refuses with the first field that is wrong. The texts of what is wrong quote no value. */
export function needShape<T>(schema: ZodType<T>, value: unknown, within = "$"): T {
  const checked = checkBody(schema, value);
  if (checked.ok) return checked.value;
  const [first] = checked.violations;
  return fail(
    first === undefined ? InventedCode.InvalidRequest : codeOf(first),
    `${(first?.path ?? "$").replace("$", within)} is not valid: ${first?.rule ?? "another shape"}`,
  );
}

/** The body of a request, checked strictly. */
export async function needBody<T>(request: Request, schema: ZodType<T>): Promise<T> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0];
  const body = await readJsonBody(request);
  if (type !== "application/json" || body.kind !== "json") return fail(InventedCode.InvalidRequest, "The body is not JSON");
  return needShape(schema, body.value);
}
