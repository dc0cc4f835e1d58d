import type { ConnectorResponse, ErrorResponse } from "@switchyard/interfaces";
import type { PaymentsResponse, WorldpayErrorResponse } from "../responses.js";
import { normalise } from "./status.js";

/** Worldpay's id of the exchange, which its support asks for. */
export function readCorrelationId(http: ConnectorResponse): string | undefined {
  return http.headers["wp-correlationid"];
}

/** Worldpay's error body. */
export function toErrorResponse(error: WorldpayErrorResponse, http: ConnectorResponse): ErrorResponse {
  return {
    code: error.errorName,
    message: error.message ?? error.errorName,
    reason: error.validationErrors == null ? (error.headerName ?? undefined) : JSON.stringify(error.validationErrors),
    statusCode: http.statusCode,
    attemptStatus: "failure",
    connectorResponseReferenceId: readCorrelationId(http),
  };
}

/** Failures that have no refusal code (tech-spec, section 4.8). */
const FAILURES: ReadonlyMap<string, readonly [code: string, message: string]> = new Map([
  ["fraudhighrisk", ["fraudHighRisk", "Transaction marked as high risk"]],
  ["3dsauthenticationfailed", ["3dsAuthenticationFailed", "3DS authentication failed from issuer"]],
  ["3dsunavailable", ["3dsUnavailable", "3DS authentication unavailable from issuer"]],
]);

/** The refusal inside an answer of success. One without a code is a refusal all the same. */
export function readRefusal(response: PaymentsResponse, http: ConnectorResponse): ErrorResponse {
  const outcome = response.outcome ?? "refused";
  const [code, message] = FAILURES.get(normalise(outcome)) ?? [response.refusalCode ?? outcome, response.refusalDescription ?? outcome];
  return {
    code,
    message,
    reason: message,
    statusCode: http.statusCode,
    networkDeclineCode: response.refusalCode ?? undefined,
    networkAdviceCode: response.advice?.code ?? undefined,
    networkErrorMessage: response.refusalDescription ?? undefined,
    connectorResponseReferenceId: readCorrelationId(http),
  };
}
