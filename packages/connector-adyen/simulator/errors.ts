/** The body of every answer that is not 2xx (tech-spec, section 6). */
export interface ServiceError {
  readonly status: number;
  readonly errorCode: string;
  readonly message: string;
  readonly errorType: "validation" | "security" | "configuration" | "internal";
  readonly pspReference?: string | undefined;
}

/** An error as an answer. */
export function toErrorAnswer(error: ServiceError): Response {
  return Response.json(error, { status: error.status });
}

function validation(status: number, errorCode: string, message: string): ServiceError {
  return { status, errorCode, message, errorType: "validation" };
}

/** The API key is missing or wrong. */
export const unauthorized: ServiceError = {
  status: 401,
  errorCode: "000",
  message: "HTTP Status Response - Unauthorized",
  errorType: "security",
};

/** The key is right and may not do this, as a payout's confirmation without the review key. */
export const notAllowed: ServiceError = { status: 403, errorCode: "010", message: "Not allowed", errorType: "security" };

/** The merchant account is not one of this key. */
export const invalidMerchantAccount: ServiceError = {
  status: 403,
  errorCode: "901",
  message: "Invalid Merchant Account",
  errorType: "security",
};

/** No such path or resource. The code is the simulator's choice. */
export const notFound: ServiceError = { status: 404, errorCode: "000", message: "HTTP Status Response - Not Found", errorType: "validation" };

/** The first call with this key is still running, or asked for something else. */
export const keyInUse = validation(422, "704", "request already processed or in progress");

/** The path names a payment that is not there. */
export const unknownOriginal = validation(422, "167", "Original pspReference required for this operation");

/** A stored payment method that is not there, or not this shopper's. */
export const contractNotFound = validation(422, "800", "Contract not found");

/** The result of a shopper's step is not known, or was used. The code is the simulator's choice of the 14_0xx family. */
export const invalidDetails = validation(422, "14_007", "Invalid payment method data");

/** What Adyen does not offer, or no longer. */
export const unsupportedMethod: ServiceError = {
  status: 500,
  errorCode: "905",
  message: "Payment details are not supported",
  errorType: "configuration",
};

/** Bodies that cannot be read, fields that the structure does not know, values of the wrong type. */
export function malformed(message: string): ServiceError {
  return validation(400, "702", message);
}

/** A value that is there and cannot be. */
export function invalid(errorCode: string, message: string): ServiceError {
  return validation(422, errorCode, message);
}

/** Missing fields that have a code of their own; every other is 130 (tech-spec, section 6). */
const missingCodes: Readonly<Record<string, readonly [errorCode: string, message: string]>> = {
  amount: ["100", "No amount specified"],
  returnUrl: ["14_030", "Return URL is missing."],
  "paymentMethod.issuer": ["14_002", "Required field 'issuer' is not provided."],
  shopperReference: ["172", "Invalid shopperReference"],
};

/** A field that is not there. */
export function missing(path: string): ServiceError {
  const [errorCode, message] = missingCodes[path] ?? ["130", `Required field '${path}' is not provided.`];
  return validation(422, errorCode, message);
}
