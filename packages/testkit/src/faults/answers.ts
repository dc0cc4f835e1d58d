import type { ServerResponse } from "node:http";
import { writeBody, writeHead, writeResponse } from "../loopback/exchange.js";
import { toWholeBytes, toUtf8 } from "../simulator/bytes.js";
import type { Fault } from "./kinds.js";

type AnsweringFault = Exclude<Fault, { readonly kind: "reset-before-read" | "reset-after-read" | "reset-after-read-not-processed" | "stall" }>;

const MEGABYTE = 1_000_000;
const HTML = "text/html; charset=utf-8";
const HTML_PAGE = "<!doctype html><html><head><title>Please wait</title></head><body><p>Please wait.</p></body></html>";

/**
 * Answers wrongly, as the fault says. `upstream` is the processor's true answer; where there is none, or it is empty, a
 * small JSON object stands in for it.
 */
export async function answerWithFault(fault: AnsweringFault, upstream: Response | undefined, outgoing: ServerResponse): Promise<void> {
  switch (fault.kind) {
    case "stall-headers": {
      const { response, body } = await toWhole(upstream);
      writeHead(response, outgoing, { "content-length": String(body.length) });
      outgoing.flushHeaders();
      return;
    }
    case "truncate": {
      const { response, body } = await toWhole(upstream);
      writeHead(response, outgoing, { "content-length": String(body.length) });
      outgoing.write(toHalf(body), () => outgoing.socket?.destroySoon());
      return;
    }
    case "truncated-json": {
      const { response, body } = await toWhole(upstream);
      const half = toHalf(body);
      writeHead(response, outgoing, { "content-length": String(half.length) });
      outgoing.end(half);
      return;
    }
    case "wrong-content-type": {
      const { response, body } = await toWhole(upstream);
      writeHead(response, outgoing, {
        "content-type": fault.contentType ?? HTML,
        "content-length": String(body.length),
      });
      outgoing.end(body);
      return;
    }
    case "html-200":
      return writeResponse(new Response(fault.body ?? HTML_PAGE, { headers: { "content-type": HTML } }), outgoing);
    case "empty-200":
      return writeResponse(new Response(null, { headers: { "content-length": "0" } }), outgoing);
    case "huge":
      outgoing.writeHead(200, { "content-type": fault.contentType ?? "application/json" });
      return writeBody(toHugeJson(fault.megabytes ?? 64), outgoing);
    case "status":
      return writeResponse(toStatusPage(fault), outgoing);
  }
}

async function toWhole(upstream: Response | undefined): Promise<{ response: Response; body: Uint8Array<ArrayBuffer> }> {
  const body = upstream === undefined ? toUtf8("") : await toWholeBytes(upstream);
  if (upstream !== undefined && body.length > 0) return { response: upstream, body };
  const standIn = toUtf8('{"status":"ok"}');
  return { response: new Response(null, { headers: { "content-type": "application/json" } }), body: standIn };
}

function toHalf(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return body.subarray(0, Math.floor(body.length / 2));
}

function* toHugeJson(megabytes: number): Generator<Uint8Array> {
  const block = Buffer.alloc(MEGABYTE, "x");
  yield Buffer.from('{"padding":"');
  for (let index = 0; index < megabytes; index += 1) yield block;
  yield Buffer.from('"}');
}

function toStatusPage(fault: Extract<Fault, { readonly kind: "status" }>): Response {
  const { status, body = `<html><body><h1>${status}</h1></body></html>`, contentType = HTML } = fault;
  // The Fetch standard gives these no body.
  const bodyless = status === 204 || status === 205 || status === 304;
  const headers = new Headers(fault.headers);
  if (!bodyless) headers.set("content-type", contentType);
  return new Response(bodyless ? null : body, { status, headers });
}
