import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kyTransport } from "../src/index.js";
import { undiciTransport } from "../src/undici.js";

/** Called when half of a body is written that goes no further. */
let stalled: () => void = () => undefined;

/** What the server does behind the headers and the first half of a body. */
const THEN = {
  "/whole": (response: ServerResponse) => response.end(" and half"),
  "/stalls": () => {
    stalled();
  },
  "/breaks": (response: ServerResponse) => response.destroy(),
  "/much": (response: ServerResponse) => response.end("x".repeat(2_000)),
} as const;

const server = createServer((request, response) => {
  response.writeHead(200, { "x-trace": "t" });
  response.write("half", () => THEN[(request.url ?? "") as keyof typeof THEN](response)); // no other address is asked for
});
let origin = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const undici = undiciTransport();
afterAll(() => undici.close());

describe.each([
  ["ky", kyTransport()],
  ["undici", undici],
] as const)("%s", (_, transport) => {
  const send = (path: keyof typeof THEN, more: { readonly timeout?: number; readonly signal?: AbortSignal } = {}) =>
    transport.send({ method: "POST", url: `${origin}${path}`, headers: {}, body: "asked", timeout: 20_000, maxResponseBytes: 1_000, ...more });
  const half = { statusCode: 200, headers: { "x-trace": "t" }, text: "half" };

  it("gives the whole answer", async () => {
    const whole = { ...half, text: "half and half", body: new TextEncoder().encode("half and half") };
    expect(await send("/whole")).toMatchObject({ type: "response", response: whole });
  });

  it("gives up an answer that comes no further in time, and keeps what came", async () => {
    expect(await send("/stalls", { timeout: 1_000 })).toMatchObject({ type: "failure", reason: "timeout", code: "TimeoutError", partial: half });
  });

  it("gives up an answer whose caller does, whatever the reason", async () => {
    const controller = new AbortController();
    stalled = () => {
      controller.abort("gone");
    };
    expect(await send("/stalls", { signal: controller.signal })).toMatchObject({ type: "failure", reason: "aborted", code: "AbortError" });
  });

  it("never starts what was given up before", async () => {
    const given = await send("/whole", { signal: AbortSignal.abort("gone") });
    expect(given).toEqual({ type: "failure", reason: "not_sent", code: "AbortError" });
  });

  it("keeps what came of an answer that broke off", async () => {
    expect(await send("/breaks")).toMatchObject({ type: "failure", reason: "connection_lost", partial: half });
  });

  it("reads no more than it may", async () => {
    const given = await send("/much");
    expect(given).toMatchObject({ type: "failure", reason: "response_too_large", partial: { statusCode: 200 } });
    expect(given.type === "failure" ? (given.partial?.body.length ?? 0) : 0).toBeLessThanOrEqual(1_000);
  });
});
