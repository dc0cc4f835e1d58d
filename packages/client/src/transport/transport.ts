import type { ConnectorResponse } from "@switchyard/interfaces";
import { decodeUtf8Lossy } from "@switchyard/utils";

/** One HTTP request as it goes onto the wire: secrets exposed. It lives as long as the exchange and is never logged. */
export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
  /** Milliseconds for the whole exchange, the answer's body included. */
  readonly timeout: number;
  /** Bytes of body after which an answer is given up. */
  readonly maxResponseBytes: number;
  readonly signal?: AbortSignal | undefined;
  /** PEM client certificate and key. */
  readonly certificate?: string | undefined;
  readonly certificateKey?: string | undefined;
}

/**
 * Why there is no whole answer.
 *
 * - `not_sent`: certain that no byte of the request left.
 * - `timeout`, `connection_lost`, `aborted`: bytes may have left, and the processor may have acted.
 * - `response_too_large`: it answered more than is read.
 */
export type TransportFailureReason = "not_sent" | "timeout" | "connection_lost" | "aborted" | "response_too_large";

export interface TransportFailure {
  readonly type: "failure";
  readonly reason: TransportFailureReason;
  /** The error class or system code, such as `ECONNREFUSED`. Never a URL, a header or a body. */
  readonly code?: string | undefined;
  /** What had come of the answer before it broke off. */
  readonly partial?: ConnectorResponse | undefined;
}

export type TransportResult = { readonly type: "response"; readonly response: ConnectorResponse } | TransportFailure;

/** All that the client asks of the outside: send this once, and tell what came of it. It does not throw and does not send again. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResult>;
}

/** Joins the parts of a body and decodes them. */
export function toConnectorResponse(statusCode: number, headers: Readonly<Record<string, string>>, chunks: readonly Uint8Array[]): ConnectorResponse {
  const [only] = chunks;
  const body = chunks.length === 1 && only !== undefined ? only : concat(chunks);
  return { statusCode, headers, body, text: decodeUtf8Lossy(body) };
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
