import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { createRefusedPort, serve } from "../src/node.js";
import { createDeferred } from "./deferred.js";

describe("the loopback server", () => {
  it("passes the path on with its percent-encoding as it came", async () => {
    await using server = await serve((request) => new Response(request.url));
    for (const path of ["/payments/a%2Fb%3D%3a+c:d%252F?q=%20x", "/%41%c3%b6", "//not-a-host/x"]) {
      const response = await fetch(server.url + path);
      expect(await response.text()).toBe(server.url + path);
    }
  });

  it("passes method, headers and body bytes on", async () => {
    const body = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    await using server = await serve(async (request) => {
      const received = new Uint8Array(await request.arrayBuffer());
      return Response.json({
        method: request.method,
        header: request.headers.get("x-canary"),
        same: received.every((byte, at) => byte === body[at]),
        length: received.length,
      });
    });
    const response = await fetch(server.url, { method: "PUT", body, headers: { "X-Canary": "a, b" } });
    expect(await response.json()).toEqual({ method: "PUT", header: "a, b", same: true, length: body.length });
  });

  it("gives status, repeated cookies and an empty body back", async () => {
    await using server = await serve(() => {
      const headers = new Headers([
        ["set-cookie", "a=1"],
        ["set-cookie", "b=2"],
        ["x-request-id", "r-1"],
      ]);
      return new Response(null, { status: 202, headers });
    });
    const response = await fetch(server.url, { method: "POST" });
    expect([response.status, response.headers.get("x-request-id"), await response.text()]).toEqual([202, "r-1", ""]);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  it("streams: the client reads the first part before the last exists", async () => {
    const last = createDeferred<string>();
    await using server = await serve(() => {
      const { readable, writable } = new TextEncoderStream();
      const writer = writable.getWriter();
      void writer.write("first ");
      void last.promise.then((text) => Promise.all([writer.write(text), writer.close()]));
      return new Response(readable);
    });
    const response = await fetch(server.url);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe("first ");
    last.resolve("last");
    expect((await reader?.read())?.value).toBe("last");
    expect((await reader?.read())?.done).toBe(true);
  });

  it("tells the handler when the client goes away", async () => {
    const arrived = createDeferred<AbortSignal>();
    const release = createDeferred<Response>();
    await using server = await serve((request) => {
      arrived.resolve(request.signal);
      return release.promise;
    });
    const client = new AbortController();
    const answer = fetch(server.url, { signal: client.signal });
    const signal = await arrived.promise;
    const gone = new Promise((resolve) => {
      signal.addEventListener("abort", resolve, { once: true });
    });
    client.abort();
    await expect(answer).rejects.toThrow();
    await gone;
    release.resolve(new Response("too late"));
    expect(server.failures).toEqual([]);
  });

  it("keeps what the handler threw", async () => {
    await using server = await serve(() => {
      throw new Error("a fault of the simulator");
    });
    const response = await fetch(server.url);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain("a fault of the simulator");
    expect(server.failures).toMatchObject([{ message: "a fault of the simulator" }]);
  });

  it("reuses a connection, and closes idle and busy ones at once", async () => {
    const busy = createDeferred<undefined>();
    const server = await serve((request) => {
      if (new URL(request.url).pathname === "/idle") return new Response("ok");
      busy.resolve(undefined);
      return createDeferred<Response>().promise;
    });
    const idle = connect({ host: "127.0.0.1", port: server.port });
    const closed = new Promise((resolve) => idle.once("close", resolve));
    const answers = collectAnswers(idle);
    for (const count of [1, 2]) {
      idle.write("GET /idle HTTP/1.1\r\nhost: acme.test\r\n\r\n");
      await answers.reached(count);
    }
    const stuck = fetch(`${server.url}/busy`);
    await busy.promise;
    await Promise.all([server.close(), closed, expect(stuck).rejects.toThrow()]);
    await expect(fetch(server.url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
    await server.close();
  });

  it("listens on the port that was asked for", async () => {
    const first = await serve(() => new Response());
    await expect(serve(() => new Response(), { port: first.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    await first.close();
    await using second = await serve(() => new Response("again"), { port: first.port });
    expect(second.url).toBe(first.url);
  });
});

describe("a refused port", () => {
  it("refuses connections for as long as it is held", async () => {
    await using nobody = await createRefusedPort();
    for (let round = 0; round < 3; round += 1) {
      await expect(fetch(nobody.url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
    }
    await expect(serve(() => new Response(), { port: nobody.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});

/** Counts the answers that arrive on a socket. */
function collectAnswers(socket: NodeJS.ReadableStream): { reached(count: number): Promise<void> } {
  let text = "";
  let check = (): void => undefined;
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    check();
  });
  const complete = (): number => text.split("0\r\n\r\n").length - 1;
  return {
    reached: (count) =>
      new Promise((resolve) => {
        check = () => {
          if (complete() >= count) resolve();
        };
        check();
      }),
  };
}
