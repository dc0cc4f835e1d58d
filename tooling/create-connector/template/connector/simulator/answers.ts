/** An error in Acme's format. */
export function errorAnswer(status: number, code: string, message: string, field?: string): Response {
  return Response.json({ error: { code, message, ...(field === undefined ? {} : { field }) } }, { status });
}

/** 401 for every sort of wrong credentials. */
export const accessDenied = (): Response => errorAnswer(401, "access_denied", "The credentials are not known.");

/** 400 for a body that cannot be read. */
export const unreadableBody = (): Response => errorAnswer(400, "unreadable_body", "The body cannot be read.");

/** 422 for the first field that is wrong. */
export const invalidField = (field: string, message: string): Response => errorAnswer(422, "invalid_field", message, field);

/** 409 for what the state of a payment does not allow. */
export const notAllowed = (message: string): Response => errorAnswer(409, "not_allowed", message);

/** 404 for a path or an id that is not there. */
export const notFound = (): Response => errorAnswer(404, "not_found", "There is no such resource.");
