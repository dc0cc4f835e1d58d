import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Whole body of an incoming request. Rejects when the client goes away in the middle. */
export async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    // An incoming message without an encoding yields buffers only.
    chunks.push(Buffer.from(chunk as Uint8Array));
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

/** Method, raw path with query, and headers of an incoming request, as they came over the wire. */
export function readHead(incoming: IncomingMessage): { method: string; path: string; headers: Headers } {
  const { method = "GET", url = "/", rawHeaders } = incoming;
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  }
  return { method, path: url, headers };
}

/**
 * A Fetch request for an incoming one. The request target is put behind `origin` as it stands: it is never resolved
 * against a base, where `//x/y` would name another host. A Fetch request to GET or HEAD has no body, so a body that
 * came with one is dropped.
 */
export function toFetchRequest(
  head: { readonly method: string; readonly path: string; readonly headers: Headers },
  body: Uint8Array<ArrayBuffer>,
  origin: string,
  signal?: AbortSignal,
): Request {
  const { method, path, headers } = head;
  const bodyless = body.length === 0 || method === "GET" || method === "HEAD";
  return new Request(path.startsWith("/") ? origin + path : path, {
    method,
    headers,
    ...(bodyless ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Sends status line and headers of a Fetch response; several `set-cookie` stay several. */
export function writeHead(response: Response, outgoing: ServerResponse, changes: Readonly<Record<string, string>> = {}): void {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(changes)) headers.set(name, value);
  const flat = [...headers].flat();
  if (response.statusText === "") outgoing.writeHead(response.status, flat);
  else outgoing.writeHead(response.status, response.statusText, flat);
}

/** Answers with a Fetch response, as a stream. Stops quietly when the client has gone away. */
export async function writeResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  writeHead(response, outgoing);
  if (response.body === null) {
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  await writeBody(iterate(response.body), outgoing);
}

/** Streams chunks at the client's pace to the end of the answer, or until the client goes away. */
export async function writeBody(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  try {
    await pipeline(Readable.from(chunks, { objectMode: false }), outgoing);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

async function* iterate(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

/** Whether an error only says that the other side closed the connection. */
export function isGone(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ECONNRESET" || code === "EPIPE" || code === "ERR_STREAM_DESTROYED";
}
