import { checkBody, readJsonBody, refuse, ViolationRule } from "@switchyard/testkit";
import type { Violation } from "@switchyard/testkit";
import type { ZodType } from "zod";
import { bodyIsEmpty, bodyIsNotJson, schemaMismatch } from "./answers.js";
import type { ValidationError } from "./answers.js";
import type { PaymentRequest } from "./schemas.js";

const messages: Readonly<Record<string, string>> = {
  fieldIsNotAllowed: "Field at path is not allowed.",
  fieldIsMissing: "Field at path must be provided.",
  fieldIsNull: "Field at path must not be null.",
  fieldIsEmpty: "Field at path must not be empty.",
  fieldHasInvalidValue: "Field at path has an invalid value.",
  stringFailedRegexCheck: "String at path does not match the expected pattern.",
  stringIsTooShort: "String at path is too short.",
  stringIsTooLong: "String at path is too long.",
  integerIsTooSmall: "Integer at path is too small.",
  integerIsTooLarge: "Integer at path is too large.",
  panFailedLuhnCheck: "The identified field contains a PAN that has failed the Luhn check.",
};

const typeRules: Readonly<Record<string, string>> = {
  string: "fieldMustBeString",
  integer: "fieldMustBeInteger",
  number: "fieldMustBeNumber",
  boolean: "fieldMustBeBoolean",
  object: "fieldMustBeObject",
  array: "fieldMustBeArray",
};

const rules: Readonly<Record<ViolationRule, (violation: Violation) => string>> = {
  [ViolationRule.UnknownField]: () => "fieldIsNotAllowed",
  [ViolationRule.Missing]: () => "fieldIsMissing",
  [ViolationRule.Null]: () => "fieldIsNull",
  [ViolationRule.WrongType]: ({ expected }) => typeRules[expected ?? ""] ?? "fieldHasInvalidValue",
  [ViolationRule.Pattern]: () => "stringFailedRegexCheck",
  [ViolationRule.TooShort]: ({ input }) => (input === "" ? "fieldIsEmpty" : "stringIsTooShort"),
  [ViolationRule.TooLong]: () => "stringIsTooLong",
  [ViolationRule.TooSmall]: () => "integerIsTooSmall",
  [ViolationRule.TooLarge]: () => "integerIsTooLarge",
  [ViolationRule.TooFewItems]: () => "fieldHasInvalidValue",
  [ViolationRule.TooManyItems]: () => "fieldHasInvalidValue",
  [ViolationRule.NotAllowedValue]: () => "fieldHasInvalidValue",
  [ViolationRule.Custom]: ({ name }) => name ?? "fieldHasInvalidValue",
};

/** A line of `validationErrors` with Worldpay's text for its rule. */
export function faultAt(jsonPath: string, errorName: string): ValidationError {
  return { errorName, message: messages[errorName] ?? "Field at path has an invalid type.", jsonPath };
}

/** Ends the request with a 400 about one field. */
export function refuseField(jsonPath: string, errorName = "fieldHasInvalidValue"): never {
  return refuse(schemaMismatch([faultAt(jsonPath, errorName)]));
}

/** The body of a request that must have one, checked strictly; refuses with 400 and every fault. */
export async function needBody<T>(request: Request, schema: ZodType<T>): Promise<T> {
  const body = await readJsonBody(request);
  if (body.kind === "empty") return refuse(bodyIsEmpty());
  if (body.kind === "not_json") return refuse(bodyIsNotJson());
  return needMatch(schema, body.value);
}

/** The body of a request that may do without one. */
export async function readOptionalBody<T>(request: Request, schema: ZodType<T>): Promise<T | undefined> {
  const body = await readJsonBody(request);
  if (body.kind === "empty") return undefined;
  return body.kind === "not_json" ? refuse(bodyIsNotJson()) : needMatch(schema, body.value);
}

/** Refuses any body, `{}` included. */
export async function needNoBody(request: Request): Promise<void> {
  const body = await readJsonBody(request);
  if (body.kind === "empty") return;
  if (body.kind === "not_json") return refuse(bodyIsNotJson());
  const fields = typeof body.value === "object" && body.value !== null ? Object.keys(body.value) : [];
  const paths = fields.length === 0 ? ["$"] : fields.map((field) => `$.${field}`);
  return refuse(schemaMismatch(paths.map((path) => faultAt(path, "fieldIsNotAllowed"))));
}

function needMatch<T>(schema: ZodType<T>, body: unknown): T {
  const checked = checkBody(schema, body);
  if (checked.ok) return checked.value;
  return refuse(schemaMismatch(checked.violations.map((violation) => faultAt(violation.path, rules[violation.rule](violation)))));
}

/** Whether the merchant, not the shopper, starts this payment. A later use of a card on file is the shopper's. */
export function isMerchantInitiated(order: PaymentRequest): boolean {
  const agreement = order.instruction.customerAgreement;
  if (agreement === undefined || agreement.type === "cardOnFile") return false;
  return agreement.type === "unscheduled" || agreement.storedCardUsage === "subsequent";
}

/** What is wrong with a well-formed payment request when its fields are read together. */
export function contradictionsOf(order: PaymentRequest): readonly ValidationError[] {
  const { instruction } = order;
  const faults: ValidationError[] = [];
  const blame = (field: string, rule: string): void => void faults.push(faultAt(`$.instruction.${field}`, rule));
  if (instruction.value.amount === 0) {
    // Only a card that is stored or kept under an agreement may be verified.
    if (instruction.tokenCreation === undefined && instruction.customerAgreement === undefined) blame("value.amount", "fieldHasInvalidValue");
    if (instruction.settlement !== undefined) blame("settlement", "fieldIsNotAllowed");
  }
  if (instruction.threeDS !== undefined && refusesThreeDs(order)) blame("threeDS", "fieldIsNotAllowed");
  if (instruction.tokenCreation !== undefined) {
    if (instruction.paymentInstrument.type !== "plain") blame("tokenCreation", "fieldIsNotAllowed");
    else if (instruction.paymentInstrument.cardHolderName === undefined) blame("paymentInstrument.cardHolderName", "fieldIsMissing");
  }
  return faults;
}

function refusesThreeDs(order: PaymentRequest): boolean {
  return order.instruction.method === "applepay" || order.channel === "moto" || isMerchantInitiated(order);
}
