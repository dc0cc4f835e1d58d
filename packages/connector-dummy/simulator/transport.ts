import { DELAY_HEADER } from "./answers.js";

/** One request as a client's transport gets it. */
export interface DummyTransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  readonly maxResponseBytes: number;
  readonly signal?: AbortSignal | undefined;
}

interface DummyResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly text: string;
}

export type DummyTransportResult =
  | { readonly type: "response"; readonly response: DummyResponse }
  | {
      readonly type: "failure";
      readonly reason: "not_sent" | "timeout" | "connection_lost" | "response_too_large";
      readonly code?: string | undefined;
      readonly partial?: DummyResponse | undefined;
    };

/** A transport of `@switchyard/client`, by shape. */
export interface DummyTransport {
  send(request: DummyTransportRequest): Promise<DummyTransportResult>;
}

export interface DummyTransportOptions {
  /**
   * Waits for the milliseconds by which an answer is late, where a person should notice.
   * Unless given nothing waits: an answer that is later than the client's timeout has timed out, any other is there.
   */
  readonly pause?: ((milliseconds: number) => Promise<void>) | undefined;
}

/** Joins what was read of a body. */
function toDummyResponse(response: Response, chunks: readonly Uint8Array[]): DummyResponse {
  const body = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body, text: new TextDecoder().decode(body) };
}

async function readAnswer(response: Response, maxResponseBytes: number): Promise<DummyTransportResult> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  try {
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      length += part.value.length;
      if (length > maxResponseBytes) {
        await reader?.cancel();
        return { type: "failure", reason: "response_too_large" };
      }
      chunks.push(part.value);
    }
  } catch {
    return { type: "failure", reason: "connection_lost", code: "ECONNRESET", partial: toDummyResponse(response, chunks) };
  }
  return { type: "response", response: toDummyResponse(response, chunks) };
}

/**
 * Lets a client talk to a simulator in the same process: no server, no network, no real time.
 *
 * @example
 * const simulator = createDummySimulator();
 * const payments = createClient(dummy, { auth, environment: "sandbox", transport: dummyTransport(simulator) });
 */
export function dummyTransport(
  simulator: { readonly fetch: (request: Request) => Promise<Response> },
  options: DummyTransportOptions = {},
): DummyTransport {
  return {
    async send({ method, url, headers, body, timeout, maxResponseBytes, signal }) {
      if (signal?.aborted === true) return { type: "failure", reason: "not_sent", code: "AbortError" };
      const response = await simulator.fetch(new Request(url, { method, headers: { ...headers }, ...(body === undefined ? {} : { body }) }));
      const delay = Number(response.headers.get(DELAY_HEADER) ?? 0);
      if (delay > 0) await options.pause?.(Math.min(delay, timeout));
      if (delay >= timeout) return { type: "failure", reason: "timeout", code: "TimeoutError" };
      return readAnswer(response, maxResponseBytes);
    },
  };
}
