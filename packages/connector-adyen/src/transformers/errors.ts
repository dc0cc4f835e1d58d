import { isSecret, NO_ERROR_CODE, NO_ERROR_MESSAGE, type ConnectorResponse, type ErrorResponse } from "@switchyard/interfaces";
import { present } from "@switchyard/utils";
import type { AdyenErrorResponse, PaymentsResponse } from "../responses.js";

/** Adyen's word for an idempotency key that it knows: its first call still runs, or was another (tech-spec, section 1.2). */
const KEY_IN_USE = "704";

/** Adyen's error body. */
export function toErrorResponse(error: AdyenErrorResponse, http: ConnectorResponse): ErrorResponse {
  const code = present(error.errorCode) ?? NO_ERROR_CODE;
  const message = present(error.message) ?? NO_ERROR_MESSAGE;
  return {
    code,
    message,
    reason: error.errorType == null ? message : `${message} (${error.errorType})`,
    statusCode: http.statusCode,
    attemptStatus: "failure",
    isOpen: code === KEY_IN_USE ? true : undefined,
    // The id of the request that failed, which is no payment.
    connectorResponseReferenceId: error.pspReference ?? undefined,
  };
}

/** A text of `additionalData` or of a notification, where it says something: it may be anything, absent, null, empty, or the text "null". */
export function textOf<D extends object>(data: D | null | undefined, key: keyof D & string): string | undefined {
  const value: unknown = data?.[key];
  const text = isSecret(value) ? value.expose() : value;
  return typeof text === "string" && text !== "null" ? present(text) : undefined;
}

/** `51 : Insufficient funds` in its two parts; without a colon all of it is the message. */
function splitRaw(raw: string | undefined): Pick<ErrorResponse, "networkDeclineCode" | "networkErrorMessage"> {
  if (raw === undefined) return {};
  const at = raw.indexOf(":");
  if (at < 0) return { networkErrorMessage: raw.trim() };
  return { networkDeclineCode: present(raw.slice(0, at).trim()), networkErrorMessage: present(raw.slice(at + 1).trim()) };
}

/** The refusal inside an answer of success (tech-spec, section 6). */
export function readRefusal(response: PaymentsResponse, http: ConnectorResponse): ErrorResponse {
  const { refusalReason, refusalReasonCode, resultCode, additionalData } = response;
  const result = resultCode ?? NO_ERROR_CODE;
  const message = present(refusalReason) ?? result;
  return {
    code: present(refusalReasonCode) ?? result,
    message,
    reason: message,
    statusCode: http.statusCode,
    attemptStatus: "failure",
    connectorTransactionId: response.pspReference ?? undefined,
    ...splitRaw(textOf(additionalData, "refusalReasonRaw")),
    networkAdviceCode: present(textOf(additionalData, "merchantAdviceCode")?.split(":")[0]?.trim()),
  };
}
