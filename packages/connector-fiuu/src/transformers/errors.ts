import { err, NO_ERROR_CODE, NO_ERROR_MESSAGE, type AttemptStatus, type ConnectorResponse, type ErrorResponse } from "@switchyard/interfaces";
import { present } from "@switchyard/utils";

type Field = "error_code" | "error_desc" | "ProcessorResponseCode" | "MerchantAdviceCode";

/** Where codes and words of a failure are found. An empty text is no code (tech-spec, section 6). */
export type Fault = { readonly [F in Field]?: string | null | undefined };

/** Whether an answer is an error in the place of what was asked for. */
export function isFault({ error_code }: Fault): boolean {
  return present(error_code) !== undefined;
}

/** A failure in Fiuu's words. The issuer's own code stands by itself, or behind `CC_`. */
export function readFault(fault: Fault, { statusCode }: ConnectorResponse): ErrorResponse {
  const code = present(fault.error_code) ?? NO_ERROR_CODE;
  const description = present(fault.error_desc);
  const message = description ?? NO_ERROR_MESSAGE;
  const networkDeclineCode = present(fault.ProcessorResponseCode) ?? /^CC_(\w+)$/.exec(code)?.[1];
  const networkErrorMessage = networkDeclineCode === undefined ? undefined : description;
  const networkAdviceCode = present(fault.MerchantAdviceCode);
  return { code, message, reason: message, statusCode, networkDeclineCode, networkErrorMessage, networkAdviceCode };
}

/** The result that is an error, with what it makes of the payment. */
export function toFailed(status: AttemptStatus, error: ErrorResponse) {
  return { status, response: err({ ...error, attemptStatus: status }) };
}

/**
 * Errors of the Direct API that leave open what became of the payment: a timeout, an exception, a system error; and those
 * that say that there is one under this reference already (tech-spec, section 6; that none of them is a refusal is inferred).
 */
const OPEN: ReadonlySet<string> = new Set(["P01", "P09", "P409", "P990", "P991", "P992", "P993", "E99"]);

/** What an error in place of a payment's answer makes of the payment. */
export function mapPaymentFault({ code }: ErrorResponse): AttemptStatus {
  return OPEN.has(code) ? "pending" : "failure";
}
