/** How the simulator answers what it does not find: Worldpay's edge is known to answer with HTML or nothing at all. */
export const NotFoundStyle = { Json: "json", Html: "html", Empty: "empty" } as const;
export type NotFoundStyle = (typeof NotFoundStyle)[keyof typeof NotFoundStyle];

/** One line of `validationErrors`. */
export interface ValidationError {
  readonly errorName: string;
  readonly message: string;
  readonly jsonPath: string;
}

const schemaMessage = "A JSON body matching the expected schema must be provided.";
const headerMessage = "A valid header must be provided.";

/** An error in Worldpay's format. */
export function errorAnswer(status: number, errorName: string, message: string, more: Readonly<Record<string, unknown>> = {}): Response {
  return Response.json({ errorName, message, ...more }, { status });
}

/** 400 with every field that is wrong. */
export function schemaMismatch(validationErrors: readonly ValidationError[]): Response {
  return errorAnswer(400, "bodyDoesNotMatchSchema", schemaMessage, { validationErrors });
}

/** 400 for a body that is missing where one is needed. */
export const bodyIsEmpty = (): Response => errorAnswer(400, "bodyIsEmpty", schemaMessage);

/** 400 for a body that is no JSON. */
export const bodyIsNotJson = (): Response => errorAnswer(400, "bodyIsNotJson", schemaMessage);

/** 401 for every sort of wrong credentials. */
export const accessDenied = (): Response => errorAnswer(401, "accessDenied", "Access to the requested resource has been denied.");

/** 400 for an entity that these credentials do not have. */
export const entityIsNotConfigured = (): Response => errorAnswer(400, "entityIsNotConfigured", "Entity is not configured to use this resource");

/** 405 for a path that exists with another method. */
export const methodNotAllowed = (): Response => errorAnswer(405, "methodNotAllowed", "Requested method is not allowed.");

/** 404 of the Tokens API. */
export const resourceNotFound = (): Response => errorAnswer(404, "resourceNotFound", "Requested resource was not found.");

/** 500, of which the caller cannot know what it left behind. */
export const internalError = (): Response =>
  errorAnswer(500, "internalErrorOccurred", "We cannot currently process your request. Please contact support.");

/** 406 or 415 about one header. */
export function wrongHeader(status: 406 | 415, errorName: string, headerName: string): Response {
  return errorAnswer(status, errorName, headerMessage, { headerName });
}

/** 404 for a link that is no link, and for an action that the payment's state does not offer. */
export function endpointNotFound(style: NotFoundStyle): Response {
  if (style === NotFoundStyle.Empty) return new Response(null, { status: 404 });
  if (style === NotFoundStyle.Json) return errorAnswer(404, "endpointNotFound", "Requested endpoint was not found.");
  const page = "<html>\n<head><title>404 Not Found</title></head>\n<body><h1>404 Not Found</h1></body>\n</html>\n";
  return new Response(page, { status: 404, headers: { "content-type": "text/html" } });
}
