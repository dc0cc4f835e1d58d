import { isSecret, type Secret } from "@switchyard/interfaces";
import { parseJson } from "@switchyard/utils";
import { extraData, resultData, type ExtraData } from "../responses.js";
import { decodeNotification } from "./lines.js";
import { isSigned, md5 } from "./signatures.js";

/** `extraP` is an object, the same as JSON text, `[]`, or nothing (tech-spec, section 4.3). */
export function readExtra(extraP: unknown): ExtraData | undefined {
  const parsed = extraData().safeParse(typeof extraP === "string" ? readJson(extraP) : extraP);
  return parsed.success ? parsed.data : undefined;
}

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The fields of a notification, an answer or a return, by name. */
export type Fields = Readonly<Record<string, unknown>>;

/** Any decoded body as fields. */
export function toFields(decoded: unknown): Fields {
  return typeof decoded === "object" && decoded !== null ? { ...decoded } : {};
}

/** The values of fields one after another, exactly as they came; a field that is absent counts as empty. */
function valuesOf(fields: Fields, names: readonly string[]): string {
  const text = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
  return names.map((name) => (isSecret(fields[name]) ? text(fields[name].expose()) : text(fields[name]))).join("");
}

/** What the `skey` of a payment's result is the MD5 of: there are two rounds (tech-spec, section 7.3). */
export function resultMessage(fields: Fields, secretKey: Secret): Secret {
  const inner = md5(valuesOf(fields, ["tranID", "orderid", "status", "domain", "amount", "currency"])).expose();
  return secretKey.map((key) => `${valuesOf(fields, ["paydate", "domain"])}${inner}${valuesOf(fields, ["appcode"])}${key}`);
}

/** What the `Signature` of a refund's answer and notification is the MD5 of. */
export function refundMessage(fields: Fields, secretKey: Secret): Secret {
  const text = valuesOf(fields, ["RefundType", "MerchantID", "RefID", "RefundID", "TxnID", "Amount", "Status"]);
  return secretKey.map((key) => `${text}${key}`);
}

/** The form that the browser brought back to the shop, as `tranID` and what it says of a failure. */
export interface Returned {
  readonly tranID: string;
  readonly error_code?: string | null | undefined;
  readonly error_desc?: string | null | undefined;
  readonly extra?: ExtraData | undefined;
}

/** What the browser brought back; `undefined` where it is not what Fiuu signed (tech-spec, section 8). */
export function readReturned(params: string | undefined, secretKey: Secret): Returned | undefined {
  const fields = toFields(params === undefined || params === "" ? undefined : decodeNotification(params));
  const result = resultData().safeParse(fields);
  if (!result.success || !isSigned(fields["skey"], md5(resultMessage(fields, secretKey)))) return undefined;
  const { tranID, error_code, error_desc, extraP } = result.data;
  return tranID == null ? undefined : { tranID, error_code, error_desc, extra: readExtra(extraP) };
}
