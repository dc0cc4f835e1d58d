import { NO_ERROR_CODE, NO_ERROR_MESSAGE, type ConnectorResponse, type ErrorResponse } from "@switchyard/interfaces";
import { present } from "@switchyard/utils";
import type { ExtraData } from "../responses.js";

type Text = string | null | undefined;

/** Where codes and words of a failure are found. An empty text is no code (tech-spec, section 6). */
export interface Fault {
  readonly error_code?: Text;
  readonly error_desc?: Text;
  readonly network?: Pick<ExtraData, "ProcessorResponseCode" | "MerchantAdviceCode"> | undefined;
}

/** Whether an answer is an error in the place of what was asked for. */
export function isFault({ error_code }: Fault): boolean {
  return present(error_code) !== undefined;
}

/** A failure in Fiuu's words. The issuer's own code stands by itself, or behind `CC_`. */
export function readFault({ error_code, error_desc, network }: Fault, http: ConnectorResponse): ErrorResponse {
  const code = present(error_code) ?? NO_ERROR_CODE;
  const description = present(error_desc);
  const networkDeclineCode = present(network?.ProcessorResponseCode) ?? /^CC_(\w+)$/.exec(code)?.[1];
  const networkAdviceCode = present(network?.MerchantAdviceCode);
  return {
    code,
    message: description ?? NO_ERROR_MESSAGE,
    reason: description ?? NO_ERROR_MESSAGE,
    statusCode: http.statusCode,
    ...(networkDeclineCode === undefined ? {} : { networkDeclineCode, networkErrorMessage: description }),
    ...(networkAdviceCode === undefined ? {} : { networkAdviceCode }),
  };
}

/**
 * Errors of the Direct API that leave open what became of the payment: a timeout, an exception, a system error; and those
 * that say that there is one under this reference already (tech-spec, section 6; that none of them is a refusal is inferred).
 */
const OPEN: ReadonlySet<string> = new Set(["P01", "P09", "P409", "P990", "P991", "P992", "P993", "E99"]);

/** The error in place of a payment's answer. */
export function readPaymentFault(given: Fault, http: ConnectorResponse): ErrorResponse & { readonly attemptStatus: "pending" | "failure" } {
  const error = readFault(given, http);
  return { ...error, attemptStatus: OPEN.has(error.code) ? "pending" : "failure" };
}
