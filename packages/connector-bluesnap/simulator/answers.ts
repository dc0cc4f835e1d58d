/** One entry of an error. */
export interface ErrorEntry {
  readonly code: string;
  readonly errorName?: string | undefined;
  readonly description: string;
}

/** An error in the usual form: a list of entries (tech-spec, section 6.1). */
export function errorAnswer(status: number, ...message: readonly (ErrorEntry & Readonly<Record<string, unknown>>)[]): Response {
  return Response.json({ message }, { status });
}

/** 400 with one entry. */
export function refusal(code: string, errorName: string, description: string): Response {
  return errorAnswer(400, { errorName, code, description });
}

/** A text that is no JSON. */
export function textAnswer(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain" } });
}

export const invalidData = (description: string): Response => refusal("10001", "VALIDATION_GENERAL_FAILURE", description);

export const invalidTransactionId = (): Response =>
  refusal("20009", "INVALID_TRANSACTION_ID", "Transaction operation cannot be completed due to an invalid transaction ID parameter.");

/** Every card decline has the same code; its name tells them apart (tech-spec, section 6.3). */
export function decline(errorName: string): Response {
  return refusal(
    "14002",
    errorName,
    "Transaction failed  because of payment processing failure.: 430285 - Authorization has failed for this transaction. " +
      "Please try again or contact your bank for assistance",
  );
}

/** What a GET of something that the merchant does not have gives. */
export function notAuthorizedToView(id: string, username: string): Response {
  return textAnswer(403, `User: ${username} is not authorized to view merchant-transaction: ${id}.`);
}
