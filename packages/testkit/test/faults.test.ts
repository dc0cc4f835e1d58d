import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFaultServer, faultKinds, isForwarded } from "../src/node.js";
import type { Fault, FaultServer } from "../src/node.js";

const TRUE_BODY = { id: "pay_1", status: "authorized", amount: 250 };
const RESET = { cause: { code: "ECONNRESET" } };

let processed: string[];
let faults: FaultServer;

beforeEach(async () => {
  processed = [];
  faults = await createFaultServer({
    async upstream(request) {
      processed.push(`${request.method} ${request.url.slice(faults.url.length)} ${await request.text()}`);
      return Response.json(TRUE_BODY, { status: 201, headers: { "x-request-id": "r-1" } });
    },
  });
});
afterEach(async () => {
  await faults.close();
  expect(faults.failures).toEqual([]);
});

const pay = (init: RequestInit = {}): Promise<Response> => fetch(`${faults.url}/payments/a%2Fb`, { method: "POST", body: '{"amount":250}', ...init });

describe("the fault server", () => {
  it("serves truly when no fault is planned", async () => {
    const response = await pay();
    expect([response.status, response.headers.get("x-request-id")]).toEqual([201, "r-1"]);
    expect(await response.json()).toEqual(TRUE_BODY);
    expect(processed).toEqual(['POST /payments/a%2Fb {"amount":250}']);
    expect(faults.seen).toMatchObject([{ method: "POST", path: "/payments/a%2Fb", body: '{"amount":250}', forwarded: true }]);
    expect(faults.seen[0]?.fault).toBeUndefined();
  });

  it("gives every request a connection of its own", async () => {
    faults.next({ kind: "html-200" });
    expect((await pay()).headers.get("connection")).toBe("close");
    expect((await pay()).headers.get("connection")).toBe("close");
  });

  it("resets before it read: the processor never sees the request", async () => {
    faults.next({ kind: "reset-before-read" });
    await expect(pay()).rejects.toMatchObject(RESET);
    expect(processed).toEqual([]);
    expect(faults.seen).toMatchObject([{ fault: "reset-before-read", forwarded: false }]);
    expect(faults.seen[0]?.body).toBeUndefined();
  });

  it("resets after the processor acted, exactly once", async () => {
    faults.next({ kind: "reset-after-read" });
    await expect(pay()).rejects.toMatchObject(RESET);
    expect(processed).toHaveLength(1);
    expect(faults.seen).toMatchObject([{ fault: "reset-after-read", body: '{"amount":250}', forwarded: true }]);
  });

  it("resets after it read, without the processor", async () => {
    faults.next({ kind: "reset-after-read-not-processed" });
    await expect(pay()).rejects.toMatchObject(RESET);
    expect(processed).toEqual([]);
    expect(faults.seen).toMatchObject([{ body: '{"amount":250}', forwarded: false }]);
  });

  it.each([
    [{ kind: "stall" }, 1],
    [{ kind: "stall", forward: false }, 0],
  ] as const)("never answers with %o", async (fault, count) => {
    faults.next(fault);
    const client = new AbortController();
    const answer = pay({ signal: client.signal });
    await faults.settled(1);
    expect(processed).toHaveLength(count);
    client.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  });

  it("ends a stall when it closes", async () => {
    faults.next({ kind: "stall" });
    const answer = pay();
    await faults.settled(1);
    await Promise.all([faults.close(), expect(answer).rejects.toThrow("fetch failed")]);
  });

  it("stalls after the headers", async () => {
    faults.next({ kind: "stall-headers" });
    const response = await pay();
    expect([response.status, response.headers.get("x-request-id")]).toEqual([201, "r-1"]);
    expect(response.headers.get("content-length")).toBe(String(JSON.stringify(TRUE_BODY).length));
    const body = response.text();
    await Promise.all([faults.close(), expect(body).rejects.toThrow("terminated")]);
    expect(processed).toHaveLength(1);
  });

  it("cuts the connection in the middle of the body", async () => {
    faults.next({ kind: "truncate" });
    const response = await pay();
    expect(response.status).toBe(201);
    await expect(response.text()).rejects.toThrow("terminated");
    expect(processed).toHaveLength(1);
  });

  it("answers completely with JSON that is cut", async () => {
    faults.next({ kind: "truncated-json" });
    const response = await pay();
    expect([response.status, response.headers.get("content-type")]).toEqual([201, "application/json"]);
    const text = await response.text();
    expect(JSON.stringify(TRUE_BODY).startsWith(text)).toBe(true);
    expect(text.length).toBeGreaterThan(1);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it("labels the true body as something else", async () => {
    faults.next({ kind: "wrong-content-type" });
    const response = await pay();
    expect([response.status, response.headers.get("content-type")]).toEqual([201, "text/html; charset=utf-8"]);
    expect(await response.json()).toEqual(TRUE_BODY);
  });

  it("answers 200 with a page, or with nothing, after the processor acted", async () => {
    faults.next({ kind: "html-200" });
    faults.next({ kind: "empty-200", forward: false });
    const page = await pay();
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await page.text()).toMatch(/^<!doctype html>/);
    expect(processed).toHaveLength(1);
    const empty = await pay();
    expect([empty.status, await empty.text()]).toEqual([200, ""]);
    expect(processed).toHaveLength(1);
  });

  it("answers with an enormous body of well-formed JSON", async () => {
    faults.next({ kind: "huge", megabytes: 3 });
    const response = await pay();
    const text = await response.text();
    expect(text.length).toBe(3_000_000 + '{"padding":""}'.length);
    expect([text.slice(0, 14), text.slice(-3)]).toEqual(['{"padding":"xx', 'x"}']);
    expect(processed).toHaveLength(1);
  });

  it("does not mind a client that stops reading an enormous body", async () => {
    faults.next({ kind: "huge", megabytes: 1_000 });
    const response = await pay();
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
    await faults.settled(1);
  });

  it("answers with any status, by default without the processor", async () => {
    faults.next({ kind: "status", status: 502 });
    faults.next({
      kind: "status",
      status: 429,
      body: '{"error":"slow down"}',
      contentType: "application/json",
      headers: { "retry-after": "7" },
    });
    faults.next({ kind: "status", status: 204, forward: true });
    const gateway = await pay();
    expect([gateway.status, gateway.headers.get("content-type")]).toEqual([502, "text/html; charset=utf-8"]);
    expect(await gateway.text()).toContain("502");
    const limited = await pay();
    expect([limited.status, limited.headers.get("retry-after"), await limited.text()]).toEqual([429, "7", '{"error":"slow down"}']);
    expect(processed).toEqual([]);
    expect((await pay()).status).toBe(204);
    expect(processed).toHaveLength(1);
  });

  it("meets only the requests that match, as often as it was told, in the order of planning", async () => {
    faults.next({ kind: "status", status: 500, match: ({ method }) => method === "GET", times: 2 });
    faults.next({ kind: "status", status: 503, match: ({ path }) => path.startsWith("/payments/a%2Fb") });
    const get = async (): Promise<number> => (await fetch(`${faults.url}/payments/a%2Fb`)).status;
    expect((await pay()).status).toBe(503);
    expect((await pay()).status).toBe(201);
    expect([await get(), await get(), await get()]).toEqual([500, 500, 201]);
    expect(faults.planned).toEqual([]);
  });

  it("goes on without end until it is cleared", async () => {
    faults.next({ kind: "status", status: 503, times: Infinity });
    expect([(await pay()).status, (await pay()).status, (await pay()).status]).toEqual([503, 503, 503]);
    expect(faults.planned).toHaveLength(1);
    faults.clear();
    expect((await pay()).status).toBe(201);
  });

  it("refuses a number of times that makes no sense", () => {
    for (const times of [0, -1, 1.5, Number.NaN]) {
      expect(() => {
        faults.next({ kind: "stall", times });
      }).toThrow(RangeError);
    }
  });

  it("keeps what the upstream threw apart from the faults", async () => {
    await using broken = await createFaultServer({
      upstream: () => Promise.reject(new Error("a fault of the simulator")),
    });
    await expect(fetch(broken.url)).rejects.toMatchObject(RESET);
    expect(broken.failures).toMatchObject([{ message: "a fault of the simulator" }]);
  });

  it("never answers with a whole true body, whatever the fault", async () => {
    for (const kind of faultKinds.filter((each) => !each.startsWith("stall") && each !== "wrong-content-type")) {
      faults.next(toFault(kind));
      const text = await pay()
        .then((response) => response.text())
        .catch(() => "no answer");
      expect(text, kind).not.toBe(JSON.stringify(TRUE_BODY));
      const seen = faults.seen.at(-1);
      expect([seen?.fault, seen?.forwarded]).toEqual([kind, isForwarded(toFault(kind))]);
    }
  });
});

function toFault(kind: (typeof faultKinds)[number]): Fault {
  if (kind === "status") return { kind, status: 500 };
  return kind === "huge" ? { kind, megabytes: 1 } : { kind };
}
