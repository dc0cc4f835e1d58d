import { card, createClient, googlePay, type ClientOptions } from "@switchyard/client";
import { createTestClock } from "@switchyard/testkit";
import { serve } from "@switchyard/testkit/node";
import { describe, expect, it } from "vitest";
import {
  createDummySimulator,
  DUMMY_SIMULATOR_DEFAULTS,
  dummyTransport,
  MagicAmount,
  MagicAnswer,
  MagicCard,
  MagicRefund,
} from "../simulator/index.js";
import { dummy, dummyCredentials } from "../src/index.js";

const secret = DUMMY_SIMULATOR_DEFAULTS.webhookSecret;

function setUp(options: Partial<ClientOptions> = {}) {
  const clock = createTestClock();
  const simulator = createDummySimulator({ clock });
  const payments = createClient(dummy, {
    auth: dummyCredentials({ apiKey: DUMMY_SIMULATOR_DEFAULTS.apiKey }),
    environment: "sandbox",
    transport: dummyTransport(simulator),
    runtime: { now: () => clock.now(), sleep: () => Promise.resolve() },
    ...options,
  });
  return { clock, simulator, payments };
}

const cardOf = (number: string = MagicCard.Approved) => card({ number, expMonth: "12", expYear: "2030", cvc: "123", holderName: "A. Person" });
const order = { reference: "order-1", amount: 10_50, currency: "GBP", paymentMethod: cardOf() } as const;

describe("a payment", () => {
  it("is charged at once, in process and without a server", async () => {
    const { payments, simulator } = setUp();
    const result = await payments.authorize(order);
    expect(result).toMatchObject({ status: "charged", outcome: "accepted", amountCaptured: 10_50 });
    expect(simulator.ledger.total({ kind: "capture", currency: "GBP" })).toBe(10_50);
  });

  it("is held, captured in parts and refunded", async () => {
    const { payments, simulator } = setUp();
    const held = await payments.authorize({ ...order, captureMethod: "manual_multiple" });
    const connectorTransactionId = held.connectorTransactionId ?? "";
    const capture = { connectorTransactionId, currency: "GBP", authorizedAmount: 10_50, captureMethod: "manual_multiple" } as const;
    expect(held.status).toBe("authorized");
    expect(await payments.capture({ ...capture, amount: 4_00 })).toMatchObject({ status: "partial_charged_and_chargeable", amountCapturable: 6_50 });
    expect(await payments.capture({ ...capture, amount: 6_50 })).toMatchObject({ outcome: "accepted", amountCaptured: 10_50 });
    expect(await payments.sync({ connectorTransactionId })).toMatchObject({ status: "charged" });
    expect(await payments.refund({ connectorTransactionId, amount: 5_00, currency: "GBP" })).toMatchObject({ status: "success" });
    expect(await payments.refund({ connectorTransactionId, amount: 5_51, currency: "GBP" })).toMatchObject({ status: "failure" });
    expect(simulator.controls.payment("order-1")).toMatchObject({ captured: 10_50, refunded: 5_00 });
  });

  it("releases what one capture of a part leaves", async () => {
    const { payments, simulator } = setUp();
    const { connectorTransactionId = "" } = await payments.authorize({ ...order, captureMethod: "manual" });
    const result = await payments.capture({ connectorTransactionId, amount: 4_00, currency: "GBP", authorizedAmount: 10_50 });
    expect(result.status).toBe("partial_charged");
    expect(simulator.ledger.total({ kind: "void", currency: "GBP" })).toBe(6_50);
  });

  it("is voided", async () => {
    const { payments } = setUp();
    const { connectorTransactionId = "" } = await payments.authorize({ ...order, captureMethod: "manual" });
    expect(await payments.void({ connectorTransactionId })).toMatchObject({ status: "voided" });
    expect(await payments.capture({ connectorTransactionId, amount: 1, currency: "GBP" })).toMatchObject({
      status: "capture_failed",
      error: { code: "payment_not_capturable" },
    });
  });

  it("is declined by card, with the issuer's codes", async () => {
    const { payments, simulator } = setUp();
    const result = await payments.authorize({ ...order, paymentMethod: cardOf(MagicCard.InsufficientFunds) });
    expect(result).toMatchObject({ status: "failure", error: { code: "insufficient_funds", networkDeclineCode: "51", networkAdviceCode: "02" } });
    expect(simulator.ledger.size).toBe(0);
  });

  it("takes Google Pay", async () => {
    const { payments } = setUp();
    expect(await payments.authorize({ ...order, paymentMethod: googlePay({ token: "gp-token" }) })).toMatchObject({ status: "charged" });
  });

  it("is approved in part where a part is welcome, and declined where it is not", async () => {
    const { payments } = setUp();
    const partial = { ...order, amount: MagicAmount.Partial, captureMethod: "manual" } as const;
    expect(await payments.authorize(partial)).toMatchObject({ status: "failure" });
    expect(await payments.authorize({ ...partial, reference: "order-2", enablePartialAuthorization: true })).toMatchObject({
      status: "partially_authorized",
      amountAuthorized: Math.floor(MagicAmount.Partial / 2),
    });
  });

  it("stays pending under a word that nobody knows", async () => {
    const { payments } = setUp();
    const result = await payments.authorize({ ...order, amount: MagicAmount.NewWord });
    expect(result).toMatchObject({ status: "pending", outcome: "unknown" });
  });

  it("fails its integrity when the answer repeats another amount", async () => {
    const { payments } = setUp();
    const result = await payments.authorize({ ...order, amount: MagicAmount.OtherAmount });
    expect(result).toMatchObject({ status: "integrity_failure", integrityCheck: { fieldNames: ["amount"] } });
  });

  it("is pending until a minute has passed, and then a webhook tells", async () => {
    const { payments, simulator, clock } = setUp();
    const pending = await payments.authorize({ ...order, amount: MagicAmount.PendingThenApproved });
    expect(pending).toMatchObject({ status: "pending", outcome: "accepted" });
    const seen: string[] = [];
    const receive = async (request: Request) => {
      const event = await payments.webhooks.handle(request, { secret });
      seen.push(event.verified ? `${event.connectorEvent} ${event.details?.type === "payment" ? event.details.status : ""}` : "unverified");
      return new Response();
    };
    await simulator.webhooks.deliver(receive);
    clock.advance({ minutes: 1 });
    await simulator.webhooks.deliver(receive);
    expect(seen).toEqual(["payment.processing pending", "payment.captured charged"]);
    expect(await payments.sync({ connectorTransactionId: pending.connectorTransactionId ?? "" })).toMatchObject({ status: "charged" });
  });

  it("may be declined in the end", async () => {
    const { payments, simulator } = setUp();
    const { connectorTransactionId = "" } = await payments.authorize({ ...order, amount: MagicAmount.PendingThenDeclined });
    simulator.controls.settle("order-1", "decline");
    expect(await payments.sync({ connectorTransactionId })).toMatchObject({ status: "failure", error: { code: "card_declined" } });
  });
});

describe("an answer that does not come", () => {
  for (const [title, amount] of [
    ["is lost to a 500", MagicAnswer.Lost],
    ["is cut off", MagicAnswer.Cut],
    ["comes after the timeout", MagicAnswer.Slow],
  ] as const) {
    it(`${title}: the payment is unknown, was made once, and a sync by reference settles it`, async () => {
      const { payments, simulator } = setUp();
      const result = await payments.authorize({ ...order, amount });
      expect(result).toMatchObject({ status: "pending", outcome: "unknown", settle: { call: "sync", with: { reference: "order-1" } } });
      expect(simulator.ledger.movements({ kind: "authorization" })).toHaveLength(1);
      expect(await payments.sync({ reference: "order-1" })).toMatchObject({ status: "charged", amountCaptured: amount });
    });
  }

  it("is a 503 before anything was done: a sync finds nothing and decides nothing", async () => {
    const { payments, simulator } = setUp();
    expect(await payments.authorize({ ...order, amount: MagicAnswer.Unavailable })).toMatchObject({ status: "pending", outcome: "unknown" });
    expect(simulator.ledger.size).toBe(0);
    expect(await payments.sync({ reference: "order-1" })).toMatchObject({ status: "pending", error: { code: "payment_not_found" } });
  });

  it("is a real broken connection behind a real server", async () => {
    const simulator = createDummySimulator();
    await using server = await serve((request) => simulator.fetch(request));
    const payments = createClient(dummy, {
      auth: dummyCredentials({ apiKey: DUMMY_SIMULATOR_DEFAULTS.apiKey }),
      environment: "sandbox",
      baseUrl: server.url,
      retry: { attempts: 1 },
    });
    expect(await payments.authorize({ ...order, amount: MagicAnswer.Cut })).toMatchObject({ status: "pending", outcome: "unknown" });
    expect(await payments.authorize({ ...order, reference: "order-2" })).toMatchObject({ status: "charged" });
  });

  it("waits as long as the demo's own clock says, and no longer than the timeout", async () => {
    const simulator = createDummySimulator();
    const pauses: number[] = [];
    const pause = (milliseconds: number) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    };
    const { payments } = setUp({ transport: dummyTransport(simulator, { pause }), retry: { attempts: 1 } });
    await payments.authorize({ ...order, amount: MagicAnswer.Slow });
    await payments.authorize({ ...order, reference: "order-2", amount: MagicAnswer.Slow }, { timeout: 90_000 });
    expect(pauses).toEqual([30_000, 60_000]);
  });
});

describe("a challenge", () => {
  const threeDs = { ...order, authentication: "three_ds", returnUrl: "https://shop.test/return" } as const;

  for (const [decision, status] of [
    ["pass", "charged"],
    ["fail", "authentication_failed"],
  ] as const) {
    it(`that the customer is to ${decision} ends ${status}`, async () => {
      const { payments, simulator } = setUp();
      const waiting = await payments.authorize(threeDs);
      expect(waiting).toMatchObject({ status: "authentication_pending", redirection: { type: "form", method: "POST" } });
      const back = simulator.controls.finishChallenge("order-1", decision);
      expect(back).toBe(`https://shop.test/return?payment=${waiting.connectorTransactionId ?? ""}`);
      const complete = { ...threeDs, connectorTransactionId: waiting.connectorTransactionId ?? "", status: waiting.status };
      expect(await payments.completeAuthorize(complete)).toMatchObject({ status });
    });
  }

  it("is passed on its page, which escapes what the merchant wrote", async () => {
    const { payments, simulator } = setUp();
    const waiting = await payments.authorize({ ...threeDs, reference: `<b>"order"</b>` });
    const form = waiting.redirection?.type === "form" ? waiting.redirection : undefined;
    const session = form?.formFields["session"];
    const fields = { session: typeof session === "object" ? session.expose() : "" };
    const post = (url: string, body: Record<string, string>) =>
      simulator.fetch(new Request(url, { method: "POST", body: new URLSearchParams(body) }));
    const page = await (await post(form?.endpoint ?? "", fields)).text();
    expect(page).toContain("&lt;b&gt;&quot;order&quot;&lt;/b&gt;");
    expect(page).not.toContain("<b>");
    const decided = await post(`${form?.endpoint ?? ""}/decision`, { ...fields, decision: "pass" });
    expect(decided.status).toBe(303);
    expect(decided.headers.get("location")).toMatch(/^https:\/\/shop\.test\/return\?payment=pay_/);
  });

  it("goes on waiting when it is completed before the customer decided", async () => {
    const { payments, simulator } = setUp();
    const waiting = await payments.authorize(threeDs);
    const complete = { ...threeDs, connectorTransactionId: waiting.connectorTransactionId ?? "", status: waiting.status };
    expect(await payments.completeAuthorize(complete)).toMatchObject({ status: "authentication_pending" });
    simulator.controls.finishChallenge("order-1", "pass");
    await payments.completeAuthorize(complete);
    expect(await payments.completeAuthorize(complete)).toMatchObject({ status: "charged" });
    expect(simulator.ledger.movements({ kind: "capture" })).toHaveLength(1);
  });

  it("is asked for by some cards, and declines those without a return URL", async () => {
    const { payments } = setUp();
    const paymentMethod = cardOf(MagicCard.ChallengeRequired);
    expect(await payments.authorize({ ...order, paymentMethod })).toMatchObject({ status: "failure", error: { code: "authentication_required" } });
    const asked = await payments.authorize({ ...order, paymentMethod, reference: "order-2", returnUrl: "https://shop.test/return" });
    expect(asked.status).toBe("authentication_pending");
  });
});

describe("a mandate", () => {
  it("is set up without a charge and charged without the customer", async () => {
    const { payments, simulator } = setUp();
    const stored = await payments.setupMandate({ reference: "setup-1", currency: "GBP", paymentMethod: cardOf() });
    const connectorMandateId = stored.mandate?.connectorMandateId ?? "";
    expect(stored).toMatchObject({ status: "charged", mandate: { connectorMandateId: expect.stringMatching(/^man_/) as string } });
    expect(simulator.ledger.size).toBe(0);
    const charged = await payments.repeatPayment({ reference: "month-1", amount: 9_99, currency: "GBP", mandate: { connectorMandateId } });
    expect(charged).toMatchObject({ status: "charged", amountCaptured: 9_99 });
  });

  it("that does not exist is refused", async () => {
    const { payments } = setUp();
    const mandate = { connectorMandateId: "man_0" };
    expect(await payments.repeatPayment({ reference: "month-1", amount: 9_99, currency: "GBP", mandate })).toMatchObject({
      status: "failure",
      error: { code: "mandate_not_found" },
    });
  });

  it("cannot be made of Google Pay", async () => {
    const { payments } = setUp();
    const setup = { reference: "setup-1", currency: "GBP", paymentMethod: googlePay({ token: "gp-token" }) } as const;
    await expect(payments.setupMandate(setup)).rejects.toMatchObject({ code: "NotSupported" });
  });
});

describe("a refund", () => {
  for (const [title, amount, first, then] of [
    ["pending, then there", MagicRefund.PendingThenSucceeded, "pending", "success"],
    ["pending, then failed", MagicRefund.PendingThenFailed, "pending", "failure"],
    ["in review", MagicRefund.InReview, "manual_review", "manual_review"],
    ["failed at once", MagicRefund.Failed, "failure", "failure"],
  ] as const) {
    it(`is ${title}`, async () => {
      const { payments, clock } = setUp();
      const { connectorTransactionId = "" } = await payments.authorize(order);
      const refund = await payments.refund({ connectorTransactionId, amount, currency: "GBP" });
      expect(refund.status).toBe(first);
      clock.advance({ minutes: 2 });
      const asked = { connectorTransactionId, amount, currency: "GBP", connectorRefundId: refund.connectorRefundId ?? "" } as const;
      expect(await payments.syncRefund(asked)).toMatchObject({ status: then });
    });
  }

  it("of a lost answer is pending and was made once", async () => {
    const { payments, simulator } = setUp();
    const { connectorTransactionId = "" } = await payments.authorize({ ...order, amount: 20_00 });
    const refund = await payments.refund({ connectorTransactionId, amount: MagicAnswer.Cut, currency: "GBP" });
    expect(refund).toMatchObject({ status: "pending", outcome: "unknown" });
    expect(simulator.ledger.movements({ kind: "refund" })).toHaveLength(1);
  });

  it("is told by a signed webhook, and only by a signed one", async () => {
    const { payments, simulator } = setUp();
    const { connectorTransactionId = "" } = await payments.authorize(order);
    await payments.refund({ connectorTransactionId, amount: 1_00, currency: "GBP" });
    const event = simulator.webhooks.events.find(({ type }) => type === "refund.succeeded");
    const request = await simulator.webhooks.toRequest(event?.id ?? "");
    expect(await payments.webhooks.handle(request.clone(), { secret })).toMatchObject({
      verified: true,
      event: "refund_success",
      details: { type: "refund", status: "success", amount: 1_00, currency: "GBP" },
    });
    expect(await payments.webhooks.handle(request.clone(), { secret: "another" })).toMatchObject({ verified: false, next: "refuse" });
  });
});

describe("the simulator", () => {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    new Request(`https://sandbox.dummy.invalid${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${DUMMY_SIMULATOR_DEFAULTS.apiKey}`, ...headers },
      body: JSON.stringify(body),
    });
  const body = {
    reference: "order-1",
    amount: 100,
    currency: "GBP",
    capture: "automatic",
    instrument: { type: "card", number: MagicCard.Approved, expiry_month: "12", expiry_year: "2030" },
  };

  it("gives one answer to one idempotency key", async () => {
    const simulator = createDummySimulator();
    const key = { "idempotency-key": "key-1" };
    const [first, second] = await Promise.all([simulator.fetch(post("/payments", body, key)), simulator.fetch(post("/payments", body, key))]);
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get("idempotent-replay")).toBe("true");
    expect(simulator.ledger.movements({ kind: "capture" })).toHaveLength(1);
    expect((await simulator.fetch(post("/payments", { ...body, amount: 101 }, key))).status).toBe(409);
  });

  it("lets a key try again after a 503, when nothing was done", async () => {
    const simulator = createDummySimulator();
    const unavailable = { ...body, amount: MagicAnswer.Unavailable };
    for (const _ of [1, 2]) {
      const answer = await simulator.fetch(post("/payments", unavailable, { "idempotency-key": "key-1" }));
      expect([answer.status, answer.headers.get("idempotent-replay")]).toEqual([503, null]);
    }
  });

  for (const [title, change, field] of [
    ["an unknown field", { note: "" }, "$.note"],
    ["an amount that is no whole number", { amount: "100" }, "$.amount"],
    ["a currency in small letters", { currency: "gbp" }, "$.currency"],
    ["a card number with a wrong check digit", { instrument: { ...body.instrument, number: "4242424242424241" } }, "$.instrument.number"],
    ["zero that stores nothing", { amount: 0 }, "$.amount"],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const answer = await createDummySimulator().fetch(post("/payments", { ...body, ...change }));
      expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: "invalid_request", field } }]);
    });
  }

  it("refuses a wrong key", async () => {
    const answer = await createDummySimulator().fetch(post("/payments", body, { authorization: "Bearer other" }));
    expect(answer.status).toBe(401);
  });
});
