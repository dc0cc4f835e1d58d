import { NO_ERROR_CODE, NO_ERROR_MESSAGE, type ConnectorResponse, type ErrorResponse } from "@switchyard/interfaces";
import { present } from "@switchyard/utils";
import type { NoonOrderResult, NoonResponse } from "../responses.js";

/** The account wants unique references, and the order in the answer is the one that has this reference (tech-spec, section 1). */
export const DUPLICATE_REFERENCE = "19012";

/** The code of an error. An empty text and the number 0 are none (tech-spec, trap 10). */
function readCode(code: string | null | undefined): string | undefined {
  return code === "0" ? undefined : present(code);
}

/** What an answer that is no success says of itself, be it an HTTP error or not. */
export function toError({ resultCode, message, classDescription, requestReference }: NoonResponse, { statusCode }: ConnectorResponse): ErrorResponse {
  const text = present(message) ?? NO_ERROR_MESSAGE;
  return {
    code: readCode(resultCode) ?? String(statusCode),
    message: text,
    reason: present(classDescription) ?? text,
    statusCode,
    connectorResponseReferenceId: present(requestReference),
  };
}

/** A call that was not processed, under HTTP 200; `undefined` when it was, or found the order that an earlier one had made. */
export function readRefusal(response: NoonResponse, http: ConnectorResponse): ErrorResponse | undefined {
  const code = readCode(response.resultCode);
  const isFound = code === DUPLICATE_REFERENCE && response.result?.order != null;
  return code === undefined || isFound ? undefined : toError(response, http);
}

/** Why an order failed. */
export function readDecline(order: NoonOrderResult, { statusCode }: ConnectorResponse, fallbackCode = NO_ERROR_CODE): ErrorResponse {
  const message = present(order.errorMessage) ?? NO_ERROR_MESSAGE;
  return { code: readCode(order.errorCode) ?? fallbackCode, message, reason: message, statusCode, connectorTransactionId: present(order.id) };
}
