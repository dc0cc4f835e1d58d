import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FetchHandler } from "../simulator/webhooks.js";
import { isGone, readBody, readHead, toFetchRequest, writeResponse } from "./exchange.js";
import { listen, LOOPBACK, stopListening } from "./listen.js";

export interface ServeOptions {
  /** Default 0: any port that is free. */
  readonly port?: number;
}

/** A Fetch handler behind a real socket. */
export interface LoopbackServer extends AsyncDisposable {
  /** Origin without a slash at the end: `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /**
   * What the handler threw. The client got a plain-text 500 for each; a test that sees a 500 looks here first, since a
   * processor's own 500 is a response.
   */
  readonly failures: readonly unknown[];
  /** Stops listening and drops every connection at once, idle or not. May be called twice. */
  close(): Promise<void>;
}

/**
 * Serves a Fetch handler on 127.0.0.1. The handler gets the request target as it came, percent-encoding and all, the
 * exact body bytes, and a signal that aborts when the client goes away; its response is streamed.
 */
export async function serve(handler: FetchHandler, options: ServeOptions = {}): Promise<LoopbackServer> {
  const failures: unknown[] = [];
  // Idle connections stay until the server closes: no timer decides the outcome of a test.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });
  const port = await listen(server, options.port ?? 0);
  const url = `http://${LOOPBACK}:${port}`;

  server.on("request", (incoming, outgoing) => {
    answer(handler, url, incoming, outgoing).catch((error: unknown) => {
      if (isGone(error)) return;
      failures.push(error);
      answerFailure(error, outgoing);
    });
  });

  async function close(): Promise<void> {
    const stopped = stopListening(server);
    server.closeAllConnections();
    await stopped;
  }
  return { url, port, failures, close, [Symbol.asyncDispose]: close };
}

async function answer(handler: FetchHandler, origin: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const body = await readBody(incoming);
  const request = toFetchRequest(readHead(incoming), body, origin, gone.signal);
  const response = await handler(request);
  await writeResponse(response, outgoing);
}

function answerFailure(error: unknown, outgoing: ServerResponse): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
  outgoing.end(`The handler failed: ${String(error)}`);
}
