import { refuse } from "@switchyard/testkit";
import { JsonNumber, stringifyJson } from "@switchyard/utils";

/** Numbers of `resultCode` that are known (tech-spec, section 6). */
export const ResultCode = {
  Processed: 0,
  InvalidCredentials: 1500,
  MemberNotAllowed: 5019,
  InvalidName: 5034,
  OrderNotFound: 19001,
  DuplicateReference: 19012,
  CardsNotEnabled: 19100,
} as const;

/** The full list is in noon's portal alone: the situations are known, these numbers are the simulator's own. */
export const InventedCode = {
  UnknownOrganization: 1599,
  InvalidField: 5999,
  Unreadable: 5998,
  UnknownOperation: 5997,
  WrongState: 19999,
  TooMuch: 19998,
  Locked: 19997,
  SubscriptionUnusable: 19996,
} as const;

/** An id as answers have it: a bare number of whatever length. */
export function bare(digits: string): JsonNumber {
  return new JsonNumber(digits);
}

function toAnswer(body: object, status: number): Response {
  return new Response(stringifyJson(body), { status, headers: { "content-type": "application/json" } });
}

/** A call that was processed, whatever became of the payment. */
export function processed(requestReference: string, result: object, resultCode: number = ResultCode.Processed): Response {
  const message = resultCode === ResultCode.Processed ? "Processed successfully" : "Merchant order reference is not unique";
  return toAnswer({ resultCode, message, resultClass: 0, classDescription: "", actionHint: "", requestReference, result }, 200);
}

/** Ends the request with noon's error body. */
export function fail(resultCode: number, message: string, status = 400): never {
  const body = { resultCode, message, resultClass: 1, classDescription: "The request was not processed", actionHint: "", requestReference: "" };
  return refuse(toAnswer(body, status));
}
