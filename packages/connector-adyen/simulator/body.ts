import { checkBody, readJsonBody, refuse, ViolationRule } from "@switchyard/testkit";
import type { Violation } from "@switchyard/testkit";
import type { ZodType } from "zod";
import { invalid, malformed, missing, toErrorAnswer, unsupportedMethod } from "./errors.js";
import type { ServiceError } from "./errors.js";

/** The body of a request, checked strictly. `structure` is Adyen's name of it, which error messages say. */
export async function needBody<T>(request: Request, schema: ZodType<T>, structure: string): Promise<T> {
  const body = await readJsonBody(request);
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim();
  if (type !== "application/json" || body.kind !== "json") return refuse(toErrorAnswer(malformed('Unexpected input: ", expected: }')));
  const checked = checkBody(schema, body.value);
  return checked.ok ? checked.value : refuse(toErrorAnswer(toError(checked.violations, structure)));
}

/** Adyen names one fault at a time, and reads the structure before the values. */
export function toError(violations: readonly Violation[], structure: string): ServiceError {
  const unknown = violations.filter(({ rule }) => rule === ViolationRule.UnknownField);
  if (unknown.length > 0) return toUnknownFields(unknown, structure);
  const first = violations.find(({ rule }) => structural.has(rule)) ?? violations[0];
  return first === undefined ? malformed("Unexpected input") : toValueError(first);
}

const structural: ReadonlySet<ViolationRule> = new Set([ViolationRule.WrongType, ViolationRule.Null]);

function toUnknownFields(unknown: readonly Violation[], structure: string): ServiceError {
  const paths = unknown.map(({ path }) => toField(path).split("."));
  const parent = (paths[0] ?? []).slice(0, -1).join(".");
  const names = paths.filter((path) => path.slice(0, -1).join(".") === parent).map((path) => path.at(-1) ?? "");
  return malformed(`Structure of ${parent === "" ? structure : toStructure(parent)} contains the following unknown fields: [${names.join(", ")}]`);
}

function toStructure(path: string): string {
  const name = (path.split(".").at(-1) ?? path).replace(/\[\d+\]$/, "");
  return name === "paymentMethod" ? "PaymentMethodDetails" : name.charAt(0).toUpperCase() + name.slice(1);
}

function toValueError({ path, rule, name, input }: Violation): ServiceError {
  const field = toField(path);
  if (rule === ViolationRule.Missing || (rule === ViolationRule.TooShort && input === "")) return missing(field);
  if (rule === ViolationRule.Custom && name?.startsWith("missing:") === true) return missing(name.slice("missing:".length));
  if (field === "paymentMethod.type" && rule === ViolationRule.NotAllowedValue) return unsupportedMethod;
  if (structural.has(rule)) return malformed(`Field '${field}' has an invalid type.`);
  const [code, message] = valueCodes.find(([pattern]) => pattern.test(field))?.slice(1) ?? ["702", `Field '${field}' is not valid.`];
  return invalid(String(code), String(message));
}

/** Codes of values that are wrong (tech-spec, section 6). */
const valueCodes: readonly (readonly [field: RegExp, errorCode: string, message: string])[] = [
  [/^paymentMethod\.number$/, "101", "Invalid card number"],
  [/^paymentMethod\.cvc$/, "103", "CVC is not the right length"],
  [/^billingAddress\./, "104", "Billing address problem"],
  [/^paymentMethod\.expiryMonth$/, "140", "Invalid expiryMonth[1..12] / expiryMonth=null, or before now"],
  [/^paymentMethod\.expiryYear$/, "141", "Invalid expiryYear[..], before now, or too far in the future"],
  [/^paymentMethod\.iban$/, "161", "Invalid iban"],
  [/^paymentMethod\.bank(AccountNumber|LocationId)$/, "142", "Bank account validation failed"],
  [/amount\.value$/i, "137", "Invalid amount specified"],
  [/amount\.currency$/i, "138", "Unsupported currency specified"],
  [/^shopperReference$/, "172", "Invalid shopperReference"],
  [/^metadata/, "177", "Metadata size exceeds limit"],
];

function toField(path: string): string {
  return path.replace(/^\$\.?/, "");
}
