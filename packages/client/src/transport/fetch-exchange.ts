import { readFailure } from "./failure.js";
import { toConnectorResponse, type TransportRequest, type TransportResult } from "./transport.js";

/** Reads a body to its end, or to what there was of it. */
async function readBody(
  response: Response,
  limit: number,
): Promise<{ readonly chunks: Uint8Array[]; readonly error?: unknown; readonly tooLarge?: true }> {
  const chunks: Uint8Array[] = [];
  if (response.body === null) return { chunks };
  const reader = response.body.getReader();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { chunks };
      length += value.length;
      if (length > limit) {
        void reader.cancel().catch(() => undefined);
        return { chunks, tooLarge: true };
      }
      chunks.push(value);
    }
  } catch (error) {
    return { chunks, error };
  }
}

/**
 * One exchange over anything with `fetch`'s shape: one deadline for all of it, the body bounded,
 * every error turned into what it says of the request.
 */
export async function exchange(
  request: TransportRequest,
  send: (init: { readonly signal: AbortSignal }) => Promise<Response>,
): Promise<TransportResult> {
  // An aborted call never starts: certain that nothing left.
  if (request.signal?.aborted === true) return { type: "failure", reason: "not_sent", code: "AbortError" };
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort(new DOMException("The exchange took too long.", "TimeoutError"));
  }, request.timeout);
  const abort = () => {
    deadline.abort(new DOMException("The call was aborted.", "AbortError"));
  };
  request.signal?.addEventListener("abort", abort, { once: true });
  try {
    const response = await send({ signal: deadline.signal });
    const read = await readBody(response, request.maxResponseBytes);
    const answer = toConnectorResponse(response.status, Object.fromEntries(response.headers), read.chunks);
    if (read.tooLarge === true) return { type: "failure", reason: "response_too_large", partial: answer };
    if (!("error" in read)) return { type: "response", response: answer };
    const { reason, code } = readFailure(deadline.signal.aborted ? deadline.signal.reason : read.error);
    return { type: "failure", reason: reason === "not_sent" ? "connection_lost" : reason, code, partial: answer };
  } catch (error) {
    return { type: "failure", ...readFailure(deadline.signal.aborted ? deadline.signal.reason : error) };
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", abort);
  }
}
