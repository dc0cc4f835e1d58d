import { readFailure } from "./failure.js";
import { toConnectorResponse, type TransportFailure, type TransportRequest, type TransportResult } from "./transport.js";

/** How a request is ended from this side: by a deadline in milliseconds, and by its caller where the caller may. */
export interface Ending {
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

interface Body {
  readonly chunks: Uint8Array[];
  /** Why there is no more of it. */
  readonly failure?: Pick<TransportFailure, "reason" | "code">;
}

/** What an error says of a request. A caller may abort with any reason at all: the signal is asked, not the error. */
function failureOf(error: unknown, signal: AbortSignal | undefined): Pick<TransportFailure, "reason" | "code"> {
  return signal?.aborted === true ? { reason: "aborted", code: "AbortError" } : readFailure(error);
}

/** Reads a body to its end, or to what there was of it when the time was over. */
async function readBody(response: Response, limit: number, { timeout, signal }: Ending): Promise<Body> {
  const chunks: Uint8Array[] = [];
  if (response.body === null) return { chunks };
  const reader = response.body.getReader();
  const giveUp = () => void reader.cancel().catch(() => undefined);
  const deadline = { isOver: false };
  const timer = setTimeout(() => {
    deadline.isOver = true;
    giveUp();
  }, timeout);
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      // A body that is given up ends as any other does.
      if (deadline.isOver) return { chunks, failure: { reason: "timeout", code: "TimeoutError" } };
      if (done) return { chunks };
      length += value.length;
      if (length > limit) {
        giveUp();
        return { chunks, failure: { reason: "response_too_large" } };
      }
      chunks.push(value);
    }
  } catch (error) {
    const { reason, code } = failureOf(error, signal);
    // An answer has begun: the request was there.
    return { chunks, failure: { reason: reason === "not_sent" ? "connection_lost" : reason, code } };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * One exchange over anything with `fetch`'s shape: one deadline for all of it, the body bounded,
 * every error turned into what it says of the request. `send` keeps the deadline until there is an answer.
 */
export async function exchange(request: TransportRequest, send: (ending: Ending) => Promise<Response>): Promise<TransportResult> {
  const { signal, timeout } = request;
  // An aborted call never starts: certain that nothing left.
  if (signal?.aborted === true) return { type: "failure", reason: "not_sent", code: "AbortError" };
  const started = performance.now();
  // Signals that are joined cost more than all else of an exchange: without the caller's there is none.
  const byCaller = signal === undefined ? {} : { signal };
  try {
    const response = await send({ timeout, ...byCaller });
    const left = Math.max(0, timeout - (performance.now() - started));
    const { chunks, failure } = await readBody(response, request.maxResponseBytes, { timeout: left, ...byCaller });
    const answer = toConnectorResponse(response.status, Object.fromEntries(response.headers), chunks);
    return failure === undefined ? { type: "response", response: answer } : { type: "failure", ...failure, partial: answer };
  } catch (error) {
    return { type: "failure", ...failureOf(error, signal) };
  }
}
