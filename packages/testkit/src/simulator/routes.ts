import { Hono } from "hono";
import type { Env } from "hono";
import { rawTarget } from "./raw-path.js";

/**
 * An answer that ends the handling of a request wherever it is thrown, as a processor's refusal does.
 * Only handlers under {@link createRoutes} turn it into the response.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly response: Response;

  constructor(response: Response) {
    super(`Refused with HTTP ${response.status}.`);
    this.response = response;
  }
}

/** Ends the handling of this request with `response`. */
export function refuse(response: Response): never {
  throw new Refusal(response);
}

/**
 * A hono router for a simulator. It matches the raw path, so that an encoded slash stays inside its segment and a doubly
 * encoded id does not pass for a good one: `c.req.param()` decodes exactly once, `c.req.path` and `rawSegments` not at all.
 * An error in a handler that is no {@link Refusal} is the simulator's own fault and is thrown on: it must not look like
 * a processor's 500.
 */
export function createRoutes<E extends Env = Env>(): Hono<E> {
  const routes = new Hono<E>({ getPath: (request) => rawTarget(request.url).path });
  routes.onError((error) => {
    if (error instanceof Refusal) return error.response;
    throw error;
  });
  return routes;
}
