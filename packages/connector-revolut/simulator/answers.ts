import { refuse, type SimulatorContext } from "@switchyard/testkit";

/** What an error of Revolut's is made of beside its text: its moment, and in the old format an id. */
type Context = Pick<SimulatorContext, "clock" | "ids">;

/** `{code, message, timestamp}`, the format of nearly every endpoint. */
export function errorAnswer({ clock }: Context, status: number, code: string, message: string): Response {
  return Response.json({ code, message, timestamp: clock.now().getTime() }, { status });
}

/** `{errorId, timestamp}`, of the endpoints that pay an order; a 404 has the number 1024 as well. */
export function oldErrorAnswer({ clock, ids }: Context, status: 400 | 404): Response {
  const error = { errorId: ids.uuid(), timestamp: clock.now().getTime() };
  return Response.json(status === 404 ? { ...error, code: 1024 } : error, { status });
}

/** Ends the request: 400 for what is wrong with it. */
export function failValidation(context: Context, message: string): never {
  return refuse(errorAnswer(context, 400, "validation", message));
}

/** Ends the request: 422 for what the state of an order does not allow. */
export function failState(context: Context, state: string, expected: string): never {
  const message = `Operation cannot be performed because order is in ${state} state and expected is [${expected}]`;
  return refuse(errorAnswer(context, 422, "order_invalid_state", message));
}

/** Ends the request: 404. */
export function failNotFound(context: Context, what: string, id: string): never {
  return refuse(errorAnswer(context, 404, "not_found", `${what} with id ${id} was not found`));
}

/** An id is a UUID: anything else is no id at all. */
export function needUuid(context: Context, id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) failValidation(context, "The id is not a valid UUID");
  return id;
}
