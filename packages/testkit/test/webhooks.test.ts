import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createTestClock, createWebhookOutbox, doublingPauses, toMilliseconds } from "../src/index.js";
import type { WebhookOutboxOptions } from "../src/index.js";
import { createRefusedPort, serve } from "../src/node.js";

const KEY = "3f8a1c5d7e9b2046";
const hmac = (bytes: Uint8Array): string => createHmac("sha256", Buffer.from(KEY, "hex")).update(bytes).digest("hex");
const answering = (status: number) => (): Response => new Response(null, { status });

function createOutbox(options: Partial<WebhookOutboxOptions> = {}) {
  const clock = createTestClock("2026-01-15T10:00:00.000Z");
  const outbox = createWebhookOutbox({
    clock,
    sign: (raw) => ({ "event-signature": `1/SHA256/${hmac(raw)}` }),
    ...options,
  });
  return { clock, outbox };
}

describe("the webhook outbox", () => {
  it("delivers over the network the exact bytes that it signed", async () => {
    const { outbox } = createOutbox({ headers: { "content-type": "application/vnd.acme+json" } });
    const received: { signature: string | null; type: string | null; body: Uint8Array }[] = [];
    await using merchant = await serve(async (request) => {
      const { headers } = request;
      const body = new Uint8Array(await request.arrayBuffer());
      received.push({ signature: headers.get("event-signature"), type: headers.get("content-type"), body });
      return new Response("[accepted]");
    });
    outbox.queue({ id: "evt_1", body: '{"b":1, "a":"é"}', type: "authorized" });
    const made = await outbox.deliver(`${merchant.url}/hooks?x=1`);
    expect(made).toMatchObject([{ eventId: "evt_1", attempt: 1, accepted: true, status: 200, body: "[accepted]" }]);
    const body = new TextEncoder().encode('{"b":1, "a":"é"}');
    expect(received).toEqual([{ signature: `1/SHA256/${hmac(body)}`, type: "application/vnd.acme+json", body }]);
  });

  it("tries again until it is accepted, and then no more", async () => {
    const { outbox } = createOutbox();
    outbox.queue({ id: "evt_1", body: { a: 1 } });
    outbox.queue({ id: "evt_2", body: { a: 2 } });
    const answers = [500, 200, 200];
    const merchant = (): Response => new Response(null, { status: answers.shift() ?? 599 });
    await outbox.deliver(merchant);
    expect(outbox.pending.map(({ id }) => id)).toEqual(["evt_1"]);
    await outbox.deliver(merchant);
    expect(outbox.pending).toEqual([]);
    expect(await outbox.deliver(merchant)).toEqual([]);
    expect(outbox.deliveries.map(({ eventId, attempt, status }) => [eventId, attempt, status])).toEqual([
      ["evt_1", 1, 500],
      ["evt_2", 1, 200],
      ["evt_1", 2, 200],
    ]);
  });

  it("waits between attempts by the injected clock", async () => {
    const { clock, outbox } = createOutbox({ retryAfter: doublingPauses({ seconds: 30 }, { hours: 2 }) });
    outbox.queue({ id: "evt_1", body: {} });
    await outbox.deliver(answering(503));
    clock.advance({ seconds: 29 });
    expect(await outbox.deliver(answering(200))).toEqual([]);
    expect(outbox.pending).toHaveLength(1);
    clock.advance({ seconds: 1 });
    await outbox.deliver(answering(503));
    clock.advance({ seconds: 59 });
    expect(await outbox.deliver(answering(200))).toEqual([]);
    clock.advance({ seconds: 1 });
    expect(await outbox.deliver(answering(200))).toMatchObject([{ attempt: 3, accepted: true }]);
  });

  it("gives up after the last attempt", async () => {
    const { outbox } = createOutbox({ maxAttempts: 2 });
    outbox.queue({ id: "evt_1", body: {} });
    for (let round = 0; round < 4; round += 1) await outbox.deliver(answering(400));
    expect(outbox.deliveries).toHaveLength(2);
    expect(outbox.events).toMatchObject([{ attempts: 2, dueAt: undefined }]);
    expect(outbox.events[0]?.acceptedAt).toBeUndefined();
  });

  it("sends an accepted event once more when told, byte for byte the same", async () => {
    const { clock, outbox } = createOutbox({ maxAttempts: 1 });
    outbox.queue({ id: "evt_1", body: { a: 1 } });
    const bodies: string[] = [];
    const merchant = async (request: Request): Promise<Response> => {
      bodies.push(`${request.headers.get("event-signature")} ${await request.text()}`);
      return new Response();
    };
    await outbox.deliver(merchant);
    clock.advance({ days: 1 });
    expect(await outbox.redeliver("evt_1", merchant)).toMatchObject({ attempt: 2, accepted: true });
    expect(bodies).toHaveLength(2);
    expect(new Set(bodies).size).toBe(1);
    expect(outbox.events).toMatchObject([{ acceptedAt: new Date("2026-01-15T10:00:00.000Z") }]);
  });

  it("records a receiver that is not there, and one that throws", async () => {
    const { outbox } = createOutbox();
    await using nobody = await createRefusedPort();
    outbox.queue({ id: "evt_1", body: {} });
    const [refused] = await outbox.deliver(nobody.url);
    expect(refused).toMatchObject({ accepted: false, error: { cause: { code: "ECONNREFUSED" } } });
    expect(refused?.status).toBeUndefined();
    const [thrown] = await outbox.deliver(() => Promise.reject(new Error("broken merchant")));
    expect(thrown).toMatchObject({ accepted: false, error: { message: "broken merchant" } });
    expect(outbox.pending).toHaveLength(1);
  });

  it("does not follow a redirect", async () => {
    const { outbox } = createOutbox();
    const paths: string[] = [];
    await using merchant = await serve((request) => {
      paths.push(new URL(request.url).pathname);
      return new Response(null, { status: 307, headers: { location: "/elsewhere" } });
    });
    outbox.queue({ id: "evt_1", body: {} });
    expect(await outbox.deliver(`${merchant.url}/hooks`)).toMatchObject([{ accepted: false }]);
    expect(paths).toEqual(["/hooks"]);
  });

  it("asks for the answer that the processor wants", async () => {
    const { outbox } = createOutbox({ isAccepted: ({ body }) => body === "[accepted]" });
    outbox.queue({ id: "evt_1", body: {} });
    expect(await outbox.deliver(() => new Response("ok"))).toMatchObject([{ accepted: false, status: 200 }]);
    expect(await outbox.deliver(() => new Response("[accepted]"))).toMatchObject([{ accepted: true }]);
  });

  it("makes the signed request without sending it, with url and time for those who sign them", async () => {
    const { clock, outbox } = createOutbox({
      sign: (_raw, { eventId, url, at }) => ({ "x-signed": `${eventId} ${url} ${at.getTime()}` }),
    });
    outbox.queue({ id: "evt_1", body: new Uint8Array([0, 255]) });
    const request = await outbox.toRequest("evt_1", "https://shop.test/hooks");
    expect(request.method).toBe("POST");
    expect(request.headers.get("x-signed")).toBe(`evt_1 https://shop.test/hooks ${clock.now().getTime()}`);
    expect(new Uint8Array(await request.arrayBuffer())).toEqual(new Uint8Array([0, 255]));
    expect(outbox.deliveries).toEqual([]);
    expect(outbox.pending).toHaveLength(1);
  });

  it("fixes an event's bytes when it is queued", async () => {
    const { outbox } = createOutbox();
    const body = new Uint8Array([1]);
    outbox.queue({ id: "evt_1", body });
    body[0] = 9;
    const request = await outbox.toRequest("evt_1");
    expect(new Uint8Array(await request.arrayBuffer())).toEqual(new Uint8Array([1]));
  });

  it("knows an id once, and refuses one that it does not know", async () => {
    const { outbox } = createOutbox();
    outbox.queue({ id: "evt_1", body: {} });
    expect(() => outbox.queue({ id: "evt_1", body: {} })).toThrow("in the outbox already");
    await expect(outbox.redeliver("evt_2", answering(200))).rejects.toThrow("There is no webhook evt_2");
    outbox.clear();
    expect(outbox.events).toEqual([]);
  });

  it("doubles its pauses up to the longest", () => {
    const pause = doublingPauses({ seconds: 30 }, { minutes: 2 });
    expect([1, 2, 3, 4, 2_000].map((attempt) => toMilliseconds(pause(attempt)))).toEqual([30_000, 60_000, 120_000, 120_000, 120_000]);
  });
});
