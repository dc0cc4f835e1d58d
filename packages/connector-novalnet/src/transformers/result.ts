import {
  NO_ERROR_CODE,
  NO_ERROR_MESSAGE,
  type AttemptStatus,
  type ConnectorResponse,
  type EchoedAmount,
  type ErrorResponse,
  type MandateReference,
  secret,
} from "@switchyard/interfaces";
import { present, readEchoedAmount, StringMinorUnitForConnector as amounts, type WireAmount } from "@switchyard/utils";
import type { NovalnetErrorResponse, NovalnetResponse, NovalnetTransaction } from "../responses.js";

/** What `result.status` says of the call: that it worked, that it did not, or something that nobody listed. */
export function readCall({ result }: Pick<NovalnetResponse, "result">): "worked" | "failed" | "unknown" {
  if (result.status === "SUCCESS") return "worked";
  return result.status === "FAILURE" ? "failed" : "unknown";
}

/** The code is the number: `FAILURE`, the word, says nothing (tech-spec, section 6.1). */
export function readError(
  { result, transaction }: NovalnetResponse,
  { statusCode }: ConnectorResponse,
  attemptStatus?: AttemptStatus,
): ErrorResponse {
  const message = present(result.status_text) ?? NO_ERROR_MESSAGE;
  const more = present(result.additional_message);
  // A call that worked on a payment that did not has its code beside the payment.
  const code = readCall({ result }) === "failed" ? result.status_code : (transaction?.status_code ?? result.status_code);
  return {
    code: present(code) ?? NO_ERROR_CODE,
    message,
    reason: more === undefined ? message : `${message}: ${more}`,
    statusCode,
    attemptStatus,
    connectorTransactionId: present(transaction?.tid),
  };
}

/** The body of an HTTP error: Novalnet's own shape, or a neutral one. */
export function toErrorResponse(error: NovalnetErrorResponse, http: ConnectorResponse): ErrorResponse {
  if ("result" in error) return readError(error, http, "failure");
  const { status_code: statusCode, code, message, reason } = error;
  return {
    code: present(code) ?? present(statusCode) ?? NO_ERROR_CODE,
    message,
    reason: reason ?? message,
    statusCode: http.statusCode,
    attemptStatus: "failure",
  };
}

/** An amount and its currency; the amount is read only in a currency that is known. */
export function readAmount(amount: WireAmount | null | undefined, currency: string | null | undefined): EchoedAmount {
  return readEchoedAmount(typeof amount === "string" ? amount.trim() : amount, currency, amounts);
}

/** A token is charged by the payment type that it was made with, which goes along. */
export function readMandate({ payment_data: data, payment_type: paymentType }: NovalnetTransaction): MandateReference | undefined {
  if (data?.token == null) return undefined;
  return {
    connectorMandateId: data.token.expose(),
    mandateMetadata: paymentType == null ? undefined : secret({ paymentType }),
  };
}
