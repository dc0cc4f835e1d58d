import type { Fields } from "./wires.js";

/** `error` of an answer that is not 2xx. */
export type ErrorFields = Fields & {
  readonly type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  readonly message: string;
};

/** Ends the handling of a call with an error in Stripe's format. */
export class StripeRefusal extends Error {
  override readonly name = "StripeRefusal";
  readonly status: number;
  readonly error: ErrorFields;
  /** False where the call was refused before anything began, so that its idempotency key may be used again. */
  readonly isSaved: boolean;

  constructor(status: number, error: ErrorFields, isSaved: boolean) {
    super(error.message);
    this.status = status;
    this.error = typeof error["code"] === "string" ? { doc_url: toDocUrl(error["code"]), ...error } : error;
    this.isSaved = isSaved;
  }
}

function toDocUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;
}

/** Refuses a call that was begun: the answer is kept under its idempotency key. */
export function refuse(status: number, error: ErrorFields): never {
  throw new StripeRefusal(status, error, true);
}

/** Refuses a call before it is begun: wrong key, wrong parameters, a conflict. */
export function refuseEarly(status: number, error: ErrorFields): never {
  throw new StripeRefusal(status, error, false);
}

/** 400 `invalid_request_error`. */
export function invalid(message: string, more: Fields = {}): never {
  return refuse(400, { message, type: "invalid_request_error", ...more });
}

/** 400 `parameter_missing`. `param` with brackets: `payment_method_data[card][number]`. */
export function missing(param: string): never {
  return invalid(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}

/** 404 `resource_missing`. */
export function notFound(noun: string, id: string, param: string): never {
  return refuse(404, { code: "resource_missing", message: `No such ${noun}: '${id}'`, param, type: "invalid_request_error" });
}
