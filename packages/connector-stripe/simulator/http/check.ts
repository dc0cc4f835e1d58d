import { checkBody, ViolationRule, type Violation } from "@switchyard/testkit";
import type { ZodType } from "zod";
import { refuseEarly, type ErrorFields } from "../errors.js";
import { METHOD_TYPES } from "../methods/traits.js";
import type { Fields } from "../wires.js";

/** `$.a.b[0]` in Stripe's notation: `a[b][0]`. */
function toParam(path: string): string {
  const steps = Array.from(
    path.matchAll(/\.([A-Za-z_$][\w$]*)|\[(?:'((?:[^'\\]|\\.)*)'|(\d+))\]/g),
    ([, word, quoted, index]) => word ?? quoted ?? index ?? "",
  );
  return steps.map((step, place) => (place === 0 ? step : `[${step}]`)).join("");
}

function toError(message: string, param: string, code?: string): ErrorFields {
  return { ...(code === undefined ? {} : { code }), message, param, type: "invalid_request_error" };
}

/** What is wrong with one parameter, in Stripe's words (tech-spec, section 6). */
function explain(violation: Violation): ErrorFields {
  const param = toParam(violation.path);
  const input = typeof violation.input === "string" ? violation.input : "";
  switch (violation.rule) {
    case ViolationRule.UnknownField:
      return toError(`Received unknown parameter: ${param}`, param, "parameter_unknown");
    case ViolationRule.Missing:
      return toError(`Missing required param: ${param}.`, param, "parameter_missing");
    case ViolationRule.TooShort:
    case ViolationRule.NotAllowedValue:
      return input === "" ? empty(param) : toError(`Invalid ${param}: ${violation.message}`, param);
    case ViolationRule.TooLong:
      return toError(`Invalid string: ${input.slice(0, 8)}…; must be at most ${String(violation.limit)} characters`, param);
    case ViolationRule.WrongType:
      return toError(`Invalid ${violation.expected ?? "value"}: ${input === "" ? "an object" : input}`, param);
    case ViolationRule.Custom:
      return explainRule(violation.name ?? "", param, input);
    default:
      return toError(`Invalid ${param}.`, param);
  }
}

function empty(param: string): ErrorFields {
  const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a field; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
  return toError(message, param, "parameter_invalid_empty");
}

function explainRule(rule: string, param: string, input: string): ErrorFields {
  if (rule === "integer") return toError(`Invalid integer: ${input}`, param, "parameter_invalid_integer");
  if (rule.startsWith("at_least_")) {
    const least = rule.slice("at_least_".length);
    return toError(`This value must be greater than or equal to ${least}.`, param, "parameter_invalid_integer");
  }
  if (rule === "missing") return toError(`Missing required param: ${param}.`, param, "parameter_missing");
  if (rule === "url") return toError("Not a valid URL", param, "url_invalid");
  if (rule === "email") return toError(`Invalid email address: ${input}`, param, "email_invalid");
  if (rule === "country") return toError(`Country '${input}' is unknown.`, param);
  if (rule === "payment_method_type") {
    return toError(`Invalid ${param}: must be one of ${METHOD_TYPES.join(", ")}`, param);
  }
  return toError(`Invalid ${rule}: ${input}`, param);
}

const urgency: readonly ViolationRule[] = [ViolationRule.UnknownField, ViolationRule.Missing];

function rank({ rule }: Violation): number {
  const place = urgency.indexOf(rule);
  return place === -1 ? urgency.length : place;
}

/** The parameters with their types; refuses with 400 for the first that is wrong. Nothing was begun then. */
export function checkParams<T>(schema: ZodType<T>, params: Fields): T {
  const checked = checkBody(schema, params);
  if (checked.ok) return checked.value;
  const [first] = [...checked.violations].sort((one, other) => rank(one) - rank(other));
  if (first === undefined) throw new Error("A body that is refused has a violation.");
  return refuseEarly(400, explain(first));
}
