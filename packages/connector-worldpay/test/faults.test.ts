import { inspect } from "node:util";
import { applePay, card, createClient, googlePay, type ClientOptions, type Transport } from "@switchyard/client";
import { undiciTransport } from "@switchyard/client/undici";
import type { ConnectorEvent } from "@switchyard/interfaces";
import { createFaultServer, createRefusedPort, type Fault, type FaultServer } from "@switchyard/testkit/node";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorldpaySimulator, WORLDPAY_SIMULATOR_DEFAULTS as DEFAULTS, type WorldpaySimulator } from "../simulator/index.js";
import { worldpay, worldpayCredentials } from "../src/index.js";

const pooled = undiciTransport();
afterAll(() => pooled.close());

const transports: readonly (readonly [string, Transport | undefined])[] = [
  ["ky over fetch", undefined],
  ["undici", pooled],
];

const order = (reference = "order-1001") =>
  ({
    reference,
    amount: 10_50,
    currency: "GBP",
    captureMethod: "manual",
    paymentMethod: card({ number: "4444333322221111", expMonth: "12", expYear: "2030", cvc: "987", holderName: "A. Person" }),
  }) as const;

/** The four calls that move money, each on a payment that is ready for it. */
const CALLS = ["authorize", "capture", "refund", "void"] as const;
type Call = (typeof CALLS)[number];

/** The ledger's word for what each call moves. */
const MOVEMENT = { authorize: "authorization", capture: "capture", refund: "refund", void: "void" } as const;

describe.each(transports)("over %s", (_transport, transport) => {
  let simulator: WorldpaySimulator;
  let faults: FaultServer;
  let events: ConnectorEvent[];

  beforeEach(async () => {
    simulator = createWorldpaySimulator();
    faults = await createFaultServer({ upstream: (request) => simulator.fetch(request) });
    events = [];
  });
  afterEach(async () => {
    await faults.close();
    expect(faults.failures).toEqual([]);
  });

  const client = (options: Partial<ClientOptions> = {}) =>
    createClient(worldpay, {
      auth: worldpayCredentials({ username: DEFAULTS.username, password: DEFAULTS.password, entityId: DEFAULTS.entity }),
      environment: "sandbox",
      baseUrl: faults.url,
      metadata: { merchantName: "Acme" },
      transport,
      onEvent: (event) => events.push(event),
      runtime: { sleep: () => Promise.resolve() },
      ...options,
    });
  type Client = ReturnType<typeof client>;

  /** Brings a payment to where `call` may act on it, and forgets what that took. */
  async function prepare(call: Call): Promise<{ readonly id: string; readonly before: number }> {
    if (call === "authorize") return { id: "", before: 0 };
    const { connectorTransactionId: authorized = "" } = await client().authorize(order());
    if (call !== "refund") return { id: authorized, before: faults.seen.length };
    const { connectorTransactionId: captured = "" } = await client().capture({ connectorTransactionId: authorized, amount: 10_50, currency: "GBP" });
    return { id: captured, before: faults.seen.length };
  }

  function make(payments: Client, call: Call, id: string) {
    const follow = { connectorTransactionId: id, amount: 10_50, currency: "GBP", reference: `${call}-1` } as const;
    return call === "authorize" ? payments.authorize(order()) : payments[call](follow);
  }

  const settlementOf = (call: Call, id: string) => ({
    call: "sync",
    with: call === "authorize" ? { reference: "order-1001" } : { connectorTransactionId: id },
  });

  const cut: readonly (readonly [string, Fault, Partial<ClientOptions>, boolean])[] = [
    ["is reset after it was read", { kind: "reset-after-read" }, {}, true],
    ["is reset after it was read, and was not acted upon", { kind: "reset-after-read-not-processed" }, {}, false],
    ["is reset before it was read", { kind: "reset-before-read" }, {}, false],
    ["gets no answer in time", { kind: "stall" }, { timeout: 150 }, true],
    ["gets headers and no body in time", { kind: "stall-headers" }, { timeout: 150 }, true],
    ["is answered by half", { kind: "truncate" }, {}, true],
    ["is answered by half of a JSON text", { kind: "truncated-json" }, {}, true],
    ["is answered by a page", { kind: "html-200" }, {}, true],
    ["is answered by nothing", { kind: "empty-200" }, {}, true],
    ["is answered without end", { kind: "huge", megabytes: 2 }, { maxResponseBytes: 1_000_000 }, true],
    ...[500, 502, 503, 504, 408].map((status) => [`is answered by ${String(status)}`, { kind: "status", status, forward: true }, {}, true] as const),
    ["is sent elsewhere", { kind: "status", status: 302, headers: { location: "/api/payments" }, forward: true }, {}, true],
    ["is sent elsewhere with its body", { kind: "status", status: 307, headers: { location: "/api/payments" }, forward: true }, {}, true],
  ];

  describe.each(CALLS)("%s", (call) => {
    it.each(cut)("that %s is unknown, is not sent again, and moves money once at most", async (_, fault, options, acted) => {
      const { id, before } = await prepare(call);
      faults.next({ ...fault, times: Infinity });
      const result = await make(client(options), call, id);
      expect(result).toMatchObject({ status: "pending", outcome: "unknown", settle: settlementOf(call, id) });
      expect(faults.seen).toHaveLength(before + 1);
      expect(simulator.requests.all()).toHaveLength(before + (acted ? 1 : 0));
      expect(simulator.ledger.movements({ kind: MOVEMENT[call] })).toHaveLength(acted ? 1 : 0);
      expect(simulator.ledger.repeated()).toEqual([]);
    });

    it.each([400, 401, 403, 404, 409, 415, 422, 429])("that is answered by %i is refused, and is not sent again", async (status) => {
      const { id, before } = await prepare(call);
      faults.next({ kind: "status", status, times: Infinity });
      const result = await make(client(), call, id);
      expect(result).toMatchObject({ outcome: "rejected", statusCode: status, error: { statusCode: status } });
      expect(result.status).toBe({ authorize: "failure", capture: "capture_failed", refund: "failure", void: "void_failed" }[call]);
      expect(faults.seen).toHaveLength(before + 1);
    });

    it("that nobody listens to is not sent, and may be made again", async () => {
      const { id, before } = await prepare(call);
      await using port = await createRefusedPort();
      const result = await make(client({ baseUrl: port.url }), call, id);
      expect(result).toMatchObject({ outcome: "not_sent", error: { code: "not_sent", reason: "ECONNREFUSED" } });
      expect(events.slice(-3).map(({ attempt, failure }) => [attempt, failure])).toEqual([
        [1, "not_sent"],
        [2, "not_sent"],
        [3, "not_sent"],
      ]);
      expect(faults.seen).toHaveLength(before);
      const again = await make(client(), call, id);
      expect(again.outcome).toBe("accepted");
      expect(simulator.ledger.movements({ kind: MOVEMENT[call] })).toHaveLength(1);
    });

    it("that is aborted while it waits is unknown", async () => {
      const { id, before } = await prepare(call);
      faults.next({ kind: "stall" });
      const controller = new AbortController();
      // A caller may abort with any reason.
      void faults.settled(before + 1).then(() => {
        controller.abort("gone");
      });
      const payments = client();
      const follow = { connectorTransactionId: id, amount: 10_50, currency: "GBP" } as const;
      const options = { signal: controller.signal };
      const result = call === "authorize" ? await payments.authorize(order(), options) : await payments[call](follow, options);
      expect(result).toMatchObject({ status: "pending", outcome: "unknown", cause: { details: { reason: "aborted" } } });
      expect(faults.seen).toHaveLength(before + 1);
    });

    it("that was aborted before is not sent", async () => {
      const { id, before } = await prepare(call);
      const payments = client();
      const follow = { connectorTransactionId: id, amount: 10_50, currency: "GBP" } as const;
      const options = { signal: AbortSignal.abort("gone") };
      const result = call === "authorize" ? await payments.authorize(order(), options) : await payments[call](follow, options);
      expect(result.outcome).toBe("not_sent");
      expect(faults.seen).toHaveLength(before);
    });
  });

  describe("the answer", () => {
    it.each<readonly [Fault, number, RegExp]>([
      [{ kind: "html-200" }, 200, /^<!doctype html>/],
      [{ kind: "empty-200" }, 200, /^$/],
      [{ kind: "truncated-json" }, 201, /^\{"outcome"/],
      [{ kind: "truncate" }, 201, /^\{"outcome"/],
      [{ kind: "status", status: 502 }, 502, /^<html><body><h1>502/],
      [{ kind: "status", status: 302, headers: { location: "/elsewhere" } }, 302, /302/],
      [{ kind: "status", status: 401 }, 401, /401/],
    ])("that could not be used is kept whole for who asks: %j", async (fault, status, text) => {
      faults.next(fault);
      const payment = await client().authorize(order());
      const raw = payment.raw?.expose();
      expect(raw?.statusCode).toBe(status);
      expect(raw?.text).toMatch(text);
      expect(new TextDecoder().decode(raw?.body)).toBe(raw?.text);
      expect(raw?.headers).toBeTypeOf("object");
    });

    it("that has no end is given up at the bound", async () => {
      faults.next({ kind: "huge", megabytes: 64 });
      const payment = await client({ maxResponseBytes: 100_000 }).authorize(order());
      expect(payment.raw?.expose().body.length).toBeLessThanOrEqual(100_000);
    });

    it("under another content type is read all the same", async () => {
      faults.next({ kind: "wrong-content-type" });
      expect(await client().authorize(order())).toMatchObject({ status: "authorized", outcome: "accepted" });
    });
  });

  describe("asking after a payment or refund", () => {
    const passing: readonly (readonly [string, Fault, Partial<ClientOptions>])[] = [
      ["a reset before it was read", { kind: "reset-before-read" }, {}],
      ["a reset after it was read", { kind: "reset-after-read" }, {}],
      ["a stall", { kind: "stall" }, { timeout: 150 }],
      ["half an answer", { kind: "truncate" }, {}],
      ["half a JSON text", { kind: "truncated-json" }, {}],
      ["a page", { kind: "html-200" }, {}],
      ["nothing", { kind: "empty-200" }, {}],
      ["a 503", { kind: "status", status: 503 }, {}],
      ["a 429", { kind: "status", status: 429, headers: { "retry-after": "1" } }, {}],
    ];

    it.each(passing)("is done again after %s, and succeeds", async (_, fault, options) => {
      const { id } = await prepare("refund");
      const refund = await client().refund({ connectorTransactionId: id, amount: 10_50, currency: "GBP" });
      const before = faults.seen.length;

      faults.next(fault);
      const payment = await client(options).sync({ connectorTransactionId: id, status: "charged" });
      expect(payment).toMatchObject({ status: "charged", outcome: "accepted" });
      expect(faults.seen).toHaveLength(before + 2);

      faults.next(fault);
      const connectorRefundId = refund.connectorRefundId ?? "";
      const found = await client(options).syncRefund({ connectorTransactionId: id, connectorRefundId, amount: 10_50, currency: "GBP" });
      expect(found.outcome).toBe("accepted");
      expect(faults.seen).toHaveLength(before + 4);
    });

    it("decides nothing when it fails for good", async () => {
      const { id } = await prepare("capture");
      faults.next({ kind: "status", status: 503, times: Infinity });
      const payment = await client().sync({ connectorTransactionId: id, status: "authorized" });
      expect(payment).toMatchObject({ status: "authorized", outcome: "unknown", error: { statusCode: 503 } });
      expect(faults.seen.slice(-3).map(({ fault }) => fault)).toEqual(["status", "status", "status"]);
      const refund = await client().syncRefund({ connectorTransactionId: id, connectorRefundId: id, amount: 1, currency: "GBP" });
      expect(refund).toMatchObject({ status: "pending", outcome: "unknown", settle: { call: "syncRefund" } });
    });
  });

  describe("what settles an unknown outcome", () => {
    /** Makes the call that a result names. */
    async function settle(result: Awaited<ReturnType<typeof make>>) {
      if (!("settle" in result) || result.settle?.call !== "sync") throw new Error("The result names no sync.");
      return client().sync(result.settle.with);
    }

    it("is the look-up by our reference, for an authorization that was cut", async () => {
      faults.next({ kind: "reset-after-read" });
      const result = await make(client(), "authorize", "");
      expect(await settle(result)).toMatchObject({ status: "authorized", outcome: "accepted" });
      expect(faults.seen.at(-1)?.path).toBe("/paymentQueries/payments?transactionReference=order-1001");
    });

    it("is that look-up also for one that was refused behind the cut", async () => {
      faults.next({ kind: "reset-after-read" });
      const refused = {
        ...order(),
        paymentMethod: card({ number: "4444333322221111", expMonth: "12", expYear: "2030", cvc: "987", holderName: "REFUSED5" }),
      };
      const result = await client().authorize(refused);
      expect(result).toMatchObject({ status: "pending", outcome: "unknown" });
      expect(await settle(result)).toMatchObject({ status: "failure" });
    });

    it("finds nothing where the processor never got it, and says no more than that", async () => {
      faults.next({ kind: "reset-before-read" });
      const result = await make(client(), "authorize", "");
      expect(await settle(result)).toMatchObject({ status: "pending" });
      expect(simulator.ledger.size).toBe(0);
    });

    it.each([
      ["capture", "charged"],
      ["void", "void_initiated"],
    ] as const)("is the query by id, for a %s that was cut", async (call, status) => {
      const { id } = await prepare(call);
      faults.next({ kind: "reset-after-read" });
      const result = await make(client(), call, id);
      expect(await settle(result)).toMatchObject({ status, outcome: "accepted", connectorTransactionId: id });
    });

    it("is the query of the payment, for a refund that was cut: its own word tells", async () => {
      const { id } = await prepare("refund");
      faults.next({ kind: "reset-after-read" });
      const result = await make(client(), "refund", id);
      expect(await settle(result)).toMatchObject({ outcome: "accepted", connectorStatus: "Sent for Refund" });
    });
  });

  describe("secrets", () => {
    const PASSWORD = "CANARY-PASSWORD";
    const TOKEN = "CANARY-TOKEN";
    const APPLE = {
      version: "EC_v1",
      data: "CANARY-APPLE",
      signature: "CANARY-APPLE",
      header: { ephemeralPublicKey: "a", publicKeyHash: "b", transactionId: "c" },
    };
    const methods = [
      card({ number: "4444333322221111", expMonth: "11", expYear: "2037", cvc: "987", holderName: "CANARY-HOLDER" }),
      googlePay({
        token: JSON.stringify({
          protocolVersion: "ECv2",
          signature: TOKEN,
          intermediateSigningKey: { signedKey: TOKEN, signatures: [TOKEN] },
          signedMessage: TOKEN,
        }),
      }),
      applePay({ paymentData: APPLE }),
    ];
    // The Basic header's own text, and the Apple Pay token in base64, are secrets too.
    const basic = btoa(`${DEFAULTS.username}:${PASSWORD}`);
    const canaries = ["4444333322221111", '"987"', "'987'", "CANARY", basic, btoa(JSON.stringify(APPLE)), btoa("CANARY-APPLE").slice(0, 14)];

    const kinds: readonly Fault[] = [
      { kind: "reset-after-read" },
      { kind: "reset-before-read" },
      { kind: "stall" },
      { kind: "truncate" },
      { kind: "truncated-json" },
      { kind: "html-200", body: `<html>${PASSWORD} 4444333322221111</html>` },
      { kind: "status", status: 500, body: `{"errorName":"x","message":"y","echo":"${PASSWORD}"}`, contentType: "application/json" },
      { kind: "status", status: 400, body: `<html>4444333322221111 ${PASSWORD}</html>` },
      { kind: "wrong-content-type" },
    ];

    it.each(kinds)("are in no print of a result, in no event and in no error: $kind", async (fault) => {
      simulator = createWorldpaySimulator({ credentials: { ...DEFAULTS, password: PASSWORD } });
      const auth = worldpayCredentials({ username: DEFAULTS.username, password: PASSWORD, entityId: DEFAULTS.entity });
      const printed: string[] = [];
      for (const [index, paymentMethod] of methods.entries()) {
        faults.next(fault);
        const payment = await client({ auth, timeout: 150 }).authorize({ ...order(`order-${String(index)}`), paymentMethod });
        // eslint-disable-next-line @typescript-eslint/no-base-to-string -- a careless print is what is tested
        printed.push(inspect(payment, { depth: null, showHidden: true }), JSON.stringify(payment), String(payment));
        for (let cause: unknown = payment.cause; cause instanceof Error; cause = cause.cause)
          printed.push(cause.message, cause.stack ?? "", String(cause));
        if ("error" in payment) printed.push(inspect(payment.error, { depth: null }));
      }
      printed.push(JSON.stringify(events), inspect(events, { depth: null }));
      expect(events.length).toBeGreaterThanOrEqual(methods.length);
      for (const canary of canaries)
        expect(
          printed.filter((text) => text.includes(canary)),
          canary,
        ).toEqual([]);
      // The test can see: what is not secret is there.
      expect(printed.join()).toContain("order-0");
    });
  });
});
