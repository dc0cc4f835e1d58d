import { refuse } from "@switchyard/testkit";

/** Codes of `result.status_code`, from Novalnet's QA suite (tech-spec, section 6.3). */
export const Code = {
  Success: 100,
  MissingAccessKey: 1002,
  WrongAccessKey: 1003,
  UnknownPath: 1004,
  BadAmount: 1005,
  InvalidTransactionId: 1007,
  WrongSignature: 1008,
  UnknownPaymentType: 200002,
  NotCancellable: 200018,
  SepaRefused: 300030,
  RefundTooLarge: 419001,
  EmptyRefundAmount: 435005,
  MissingIban: 437001,
  CountryNotAllowed: 440002,
  BirthDate: 440004,
  NotOnHold: 440013,
} as const;

/** Codes that no document has: the situations are known, their numbers are this simulator's own. */
export const InventedCode = {
  InvalidRequest: 999001,
  WrongTariff: 999002,
  UnknownToken: 999003,
  NotUpdatable: 999004,
  WrongCurrency: 999005,
  RestrictedCard: 999101,
  InsufficientFunds: 999102,
  AuthenticationFailed: 999103,
  Abandoned: 999104,
} as const;

/** A transaction id: 17 digits, written as a bare number, larger than JavaScript's numbers hold. */
export interface Tid {
  readonly digits: string;
}

/** Marks digits that JSON is to have without quotes; NUL is in no other text. */
const MARK = "\u0000";

/** JSON in which every {@link Tid} is a bare number. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, each: unknown) => (isTid(each) ? `${MARK}${each.digits}` : each));
  return text.replaceAll(/"\\u0000(\d+)"/g, "$1");
}

function isTid(value: unknown): value is Tid {
  return typeof value === "object" && value !== null && "digits" in value && Object.keys(value).length === 1;
}

/** HTTP 200, as every answer is. */
function toAnswer(body: object): Response {
  return new Response(toJson(body), { status: 200, headers: { "content-type": "application/json" } });
}

export const SUCCESSFUL = { status: "SUCCESS", status_code: Code.Success, status_text: "Successful" } as const;

export function success(transaction: object, more: { readonly result?: object; readonly [part: string]: unknown } = {}): Response {
  const { result, ...parts } = more;
  return toAnswer({ result: { ...SUCCESSFUL, ...result }, ...parts, transaction });
}

export function failure(code: number, text: string, transaction?: object): Response {
  return toAnswer({ result: { status: "FAILURE", status_code: code, status_text: text }, ...(transaction === undefined ? {} : { transaction }) });
}

/** Ends the request with a refusal. */
export function fail(code: number, text: string, transaction?: object): never {
  return refuse(failure(code, text, transaction));
}
