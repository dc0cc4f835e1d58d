import { NO_ERROR_CODE, NO_ERROR_MESSAGE, type ConnectorResponse, type ErrorResponse } from "@switchyard/interfaces";
import { present } from "@switchyard/utils";
import type { RevolutErrorResponse, RevolutPayment } from "../responses.js";

/** Revolut's error body, in either format. A code that is a number is its digits. */
export function toErrorResponse({ code, message, errorId }: RevolutErrorResponse, { statusCode }: ConnectorResponse): ErrorResponse {
  const text = present(message) ?? (present(errorId) === undefined ? NO_ERROR_MESSAGE : `Error ID: ${errorId ?? ""}`);
  return { code: present(code) ?? "UNKNOWN_ERROR", message: text, reason: text, statusCode, attemptStatus: "failure" };
}

/** Why an attempt did not succeed. The issuer's own code is not told. */
export function readDecline(payment: RevolutPayment | undefined, { statusCode }: ConnectorResponse, orderId?: string): ErrorResponse {
  const code = present(payment?.decline_reason) ?? NO_ERROR_CODE;
  const bankMessage = present(payment?.bank_message);
  const message = bankMessage ?? (code === NO_ERROR_CODE ? NO_ERROR_MESSAGE : code);
  return { code, message, reason: message, statusCode, networkErrorMessage: bankMessage, connectorTransactionId: orderId };
}
