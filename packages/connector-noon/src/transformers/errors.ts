import { NO_ERROR_CODE, NO_ERROR_MESSAGE, type ConnectorResponse, type ErrorResponse } from "@switchyard/interfaces";
import { present } from "@switchyard/utils";
import type { NoonErrorResponse, NoonOrderResult, NoonResponse } from "../responses.js";

const PROCESSED = "0";
/** The account wants unique references, and the order in the answer is the one that has this reference (tech-spec, section 1). */
export const DUPLICATE_REFERENCE = "19012";

function toError({ resultCode, message, classDescription, requestReference }: NoonResponse, { statusCode }: ConnectorResponse): ErrorResponse {
  const code = present(resultCode);
  const text = present(message) ?? NO_ERROR_MESSAGE;
  return {
    code: code === undefined || code === PROCESSED ? String(statusCode) : code,
    message: text,
    reason: present(classDescription) ?? text,
    statusCode,
    connectorResponseReferenceId: present(requestReference),
  };
}

/** The body of an HTTP error. */
export function toErrorResponse(error: NoonErrorResponse, http: ConnectorResponse): ErrorResponse {
  return { ...toError(error, http), attemptStatus: "failure" };
}

/** A call that was not processed, under HTTP 200; `undefined` when it was, or found the order that an earlier one had made. */
export function readRefusal(response: NoonResponse, http: ConnectorResponse): ErrorResponse | undefined {
  const code = present(response.resultCode) ?? PROCESSED;
  const isFound = code === DUPLICATE_REFERENCE && response.result?.order != null;
  return code === PROCESSED || isFound ? undefined : toError(response, http);
}

/** Why an order failed. An empty text and the number 0 are no errors (tech-spec, trap 10). */
export function readDecline(order: NoonOrderResult, { statusCode }: ConnectorResponse, fallbackCode = NO_ERROR_CODE): ErrorResponse {
  const code = present(order.errorCode);
  const message = present(order.errorMessage) ?? NO_ERROR_MESSAGE;
  return {
    code: code === undefined || code === "0" ? fallbackCode : code,
    message,
    reason: message,
    statusCode,
    connectorTransactionId: present(order.id),
  };
}
