import { describe, expect, it } from "vitest";
import type { TransportFailure } from "../src/index.js";
import { acme, acmeWithKeys, always, answer, clientOf, lost, order, paid, refused, script, testRuntime } from "./acme.js";

const timeout: TransportFailure = { type: "failure", reason: "timeout", code: "TimeoutError" };
const follow = { connectorTransactionId: "pay_1", amount: 1050, currency: "GBP" } as const;

describe("a request that moves money", () => {
  const open = [
    lost,
    timeout,
    answer(500),
    answer(502, "<html>"),
    answer(503),
    answer(504),
    answer(408),
    answer(302),
    answer(429),
    answer(200, "<html>"),
    answer(200),
  ];

  it.each(open)("is sent once, whatever came of it (%#)", async (first) => {
    for (const call of ["authorize", "capture", "void", "refund"] as const) {
      const transport = script(first);
      const payments = clientOf(acme, transport);
      const result = call === "authorize" ? await payments.authorize(order()) : await payments[call](follow);
      expect(transport.sent).toHaveLength(1);
      expect(result.status === "pending" || result.statusCode === 429).toBe(true);
    }
  });

  it.each(open.filter((each) => !(each.type === "response" && each.response.statusCode === 429)))(
    "is pending and unknown when its answer does not tell (%#), and says which call settles it",
    async (first) => {
      const payments = clientOf(acme, always(first));
      expect(await payments.authorize(order())).toMatchObject({
        status: "pending",
        outcome: "unknown",
        settle: { call: "sync", with: { reference: "order-1" } },
      });
      const byId = { call: "sync", with: { connectorTransactionId: "pay_1" } };
      expect(await payments.capture(follow)).toMatchObject({ status: "pending", outcome: "unknown", settle: byId });
      expect(await payments.void(follow)).toMatchObject({ status: "pending", outcome: "unknown", settle: byId });
      expect(await payments.refund(follow)).toMatchObject({ status: "pending", outcome: "unknown", settle: byId });
    },
  );

  it("is sent again when no byte left, with growing pauses", async () => {
    const runtime = testRuntime();
    const transport = script(refused, refused, paid());
    const payment = await clientOf(acme, transport, { runtime }).authorize(order());
    expect(payment).toMatchObject({ status: "authorized", outcome: "accepted" });
    expect(runtime.pauses).toEqual([200, 400]);
    expect(transport.sent).toHaveLength(3);
  });

  it("has failed, and moved nothing, when no byte ever left", async () => {
    const payments = clientOf(acme, always(refused));
    expect(await payments.authorize(order())).toMatchObject({
      status: "failure",
      outcome: "not_sent",
      error: { code: "not_sent", reason: "ECONNREFUSED" },
    });
    expect(await payments.capture(follow)).toMatchObject({ status: "capture_failed", outcome: "not_sent" });
    expect(await payments.void(follow)).toMatchObject({ status: "void_failed", outcome: "not_sent" });
    expect(await payments.refund(follow)).toMatchObject({ status: "failure", outcome: "not_sent" });
  });

  it("is not sent again after a try that may have arrived, though the one before it could not have", async () => {
    const transport = script(refused, lost);
    expect(await clientOf(acme, transport).authorize(order())).toMatchObject({ status: "pending", outcome: "unknown" });
    expect(transport.sent).toHaveLength(2);
  });

  it("is a failure when the processor refuses it", async () => {
    const payments = clientOf(acme, always(answer(422, { code: "bad_card", message: "No such card." })));
    expect(await payments.authorize(order())).toMatchObject({ status: "failure", outcome: "rejected", error: { code: "bad_card", statusCode: 422 } });
    expect(await payments.capture(follow)).toMatchObject({ status: "capture_failed", outcome: "rejected" });
    expect(await payments.void(follow)).toMatchObject({ status: "void_failed", outcome: "rejected" });
    expect(await payments.refund(follow)).toMatchObject({ status: "failure", outcome: "rejected" });
  });

  it("is not lost with a transport that throws", async () => {
    const transport = always(() => Promise.reject(new Error("4444333322221111")));
    const payment = await clientOf(acme, transport).authorize(order());
    expect(payment).toMatchObject({ status: "pending", outcome: "unknown" });
    expect(JSON.stringify(payment)).not.toContain("4444333322221111");
  });
});

describe("a request with an idempotency key that the processor honours", () => {
  it.each([lost, timeout, answer(502), answer(503), answer(504), answer(408)])(
    "is sent again with the same key and the same bytes (%#)",
    async (first) => {
      const transport = script(first, paid());
      expect(await clientOf(acmeWithKeys, transport).authorize(order())).toMatchObject({ status: "authorized" });
      expect(transport.sent).toHaveLength(2);
      expect(transport.sent[0]?.headers["idempotency-key"]).toBe("order-1");
      expect(transport.sent[1]).toEqual(transport.sent[0]);
    },
  );

  it.each([answer(400), answer(401), answer(409), answer(422), answer(429), answer(500), answer(501), answer(200, "<html>")])(
    "is not sent again when sending again promises nothing (%#)",
    async (first) => {
      const transport = script(first);
      await clientOf(acmeWithKeys, transport).refund(follow);
      expect(transport.sent).toHaveLength(1);
    },
  );

  it.each([refused, answer(401), answer(403), answer(404), answer(409), answer(429)])(
    "stays unknown after a lost answer, when the next try only was turned away (%#)",
    async (next) => {
      const payment = await clientOf(acmeWithKeys, script(lost, next, next)).authorize(order());
      expect(payment).toMatchObject({ status: "pending", outcome: "unknown", settle: { call: "sync", with: { reference: "order-1" } } });
      const refund = await clientOf(acmeWithKeys, script(lost, next, next)).refund(follow);
      expect(refund).toMatchObject({ status: "pending", outcome: "unknown" });
    },
  );

  it("believes the verdict that its key brings back", async () => {
    const declined = answer(402, { code: "declined", message: "No." });
    expect(await clientOf(acmeWithKeys, script(lost, declined)).authorize(order())).toMatchObject({ status: "failure", outcome: "rejected" });
  });

  it("ends unknown when every try was lost", async () => {
    const transport = always(lost);
    expect(await clientOf(acmeWithKeys, transport).authorize(order())).toMatchObject({ status: "pending", outcome: "unknown" });
    expect(transport.sent).toHaveLength(3);
  });
});

describe("a query", () => {
  it.each([lost, timeout, refused, answer(500), answer(503), answer(429), answer(408), answer(200, "<html>"), answer(200)])(
    "is asked again (%#)",
    async (first) => {
      const transport = script(first, first, paid({ state: "charged" }));
      expect(await clientOf(acme, transport).sync({ connectorTransactionId: "pay_1" })).toMatchObject({ status: "charged", outcome: "accepted" });
      expect(transport.sent).toHaveLength(3);
      const refund = await clientOf(acme, script(first, paid({ id: "ref_1" }))).syncRefund({ ...follow, connectorRefundId: "ref_1" });
      expect(refund).toMatchObject({ status: "success", connectorRefundId: "ref_1" });
    },
  );

  it.each([answer(400), answer(401), answer(403), answer(404)])("is not asked again when the answer will not change (%#)", async (first) => {
    const transport = script(first);
    expect(await clientOf(acme, transport).sync({ connectorTransactionId: "pay_1", status: "authorized" })).toMatchObject({
      status: "authorized",
      outcome: "rejected",
    });
    expect(transport.sent).toHaveLength(1);
  });

  it.each([lost, timeout, refused, answer(500), answer(404), answer(401), answer(302)])(
    "that failed leaves the payment and the refund as they were (%#)",
    async (each) => {
      const payments = clientOf(acme, always(each));
      const payment = await payments.sync({ connectorTransactionId: "pay_1", status: "charged" });
      expect(payment.status).toBe("charged");
      expect(payment.error).toBeDefined();
      const refund = await payments.syncRefund({ ...follow, connectorRefundId: "ref_1" });
      expect(refund).toMatchObject({
        status: "pending",
        settle: { call: "syncRefund", with: { connectorRefundId: "ref_1", connectorTransactionId: "pay_1" } },
      });
    },
  );
});

describe("the pause before the next try", () => {
  it("doubles, up to its bound, for as many tries as the policy says", async () => {
    const runtime = testRuntime();
    const transport = always(lost);
    await clientOf(acme, transport, { runtime, retry: { attempts: 6, firstPause: 100, longestPause: 500 } }).sync({
      connectorTransactionId: "pay_1",
    });
    expect(runtime.pauses).toEqual([100, 200, 400, 500, 500]);
    expect(transport.sent).toHaveLength(6);
  });

  it.each([
    ["3", 3000],
    [" 2 ", 2000],
    ["0", 200],
    ["3600", 5000],
    ["-5", 200],
    ["1.5", 200],
    ["Wed, 21 Oct 2026 07:28:00 GMT", 200],
    ["soon", 200],
  ])("heeds Retry-After %j within its bound", async (value, pause) => {
    const runtime = testRuntime();
    const transport = script(answer(429, "", { "retry-after": value }), paid());
    await clientOf(acme, transport, { runtime }).sync({ connectorTransactionId: "pay_1" });
    expect(runtime.pauses).toEqual([pause]);
  });
});

describe("an abort signal", () => {
  it("that is aborted already sends nothing of a payment", async () => {
    const aborted: TransportFailure = { type: "failure", reason: "not_sent", code: "AbortError" };
    const transport = always((request) => (request.signal?.aborted === true ? aborted : paid()));
    const payment = await clientOf(acme, transport).authorize(order(), { signal: AbortSignal.abort() });
    expect(payment).toMatchObject({ status: "failure", outcome: "not_sent" });
    expect(transport.sent).toHaveLength(1);
  });

  it("ends a payment under way as unknown, and nothing is sent again", async () => {
    const controller = new AbortController();
    const transport = always(() => {
      controller.abort();
      return { type: "failure", reason: "aborted", code: "AbortError" };
    });
    const payment = await clientOf(acmeWithKeys, transport).authorize(order(), { signal: controller.signal });
    expect(payment).toMatchObject({ status: "pending", outcome: "unknown", cause: { code: "RequestFailed", details: { reason: "aborted" } } });
    expect(transport.sent).toHaveLength(1);
  });

  it("in the pause ends with what the try before it told", async () => {
    const controller = new AbortController();
    const runtime = testRuntime();
    const sleep = async () => {
      controller.abort();
      return Promise.resolve();
    };
    const transport = always(lost);
    const payment = await clientOf(acmeWithKeys, transport, { runtime: { ...runtime, sleep } }).authorize(order(), { signal: controller.signal });
    expect(payment).toMatchObject({ status: "pending", outcome: "unknown", cause: { details: { reason: "connection_lost" } } });
    expect(transport.sent).toHaveLength(1);
  });
});
