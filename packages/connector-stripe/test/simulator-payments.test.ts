import { createTestClock } from "@switchyard/testkit";
import { describe, expect, it } from "vitest";
import { openBench, PAYMENT, send, type Bench, type Params } from "./simulator-requests.js";

const authorizeOnly: Params = { capture_method: "manual" };

function refresh(bench: Bench, id: string): ReturnType<Bench["get"]> {
  return bench.get(`/v1/payment_intents/${id}`, { expand: ["latest_charge"] });
}

describe("who may call", () => {
  it.each([
    ["no key", { key: null }, 401],
    ["a wrong key", { key: "sk_test_wrongwrongwrong" }, 401],
    ["a publishable key", { key: "pk_test_1" }, 401],
    ["an unknown account", { account: "acct_unknown" }, 403],
    ["another version", { headers: { "stripe-version": "2022-11-15" } }, 400],
  ])("refuses %s", async (_, options, status) => {
    const answer = await openBench().get("/v1/balance", {}, options);
    expect([answer.status, answer.at("error.type")]).toEqual([status, "invalid_request_error"]);
    expect(JSON.stringify(answer.body)).not.toContain("wrongwrong");
  });

  it("takes Basic as well, and the pinned version", async () => {
    const basic = {
      key: null,
      headers: { authorization: `Basic ${btoa("sk_test_simulatorSecretKey0001:")}`, "stripe-version": "2026-08-26.dahlia" },
    };
    const answer = await openBench().get("/v1/balance", {}, basic);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("request-id")).toMatch(/^req_/);
  });

  it("lets a restricted key read and nothing else", async () => {
    const bench = openBench({ keys: [{ secret: "rk_test_reader", readOnly: true }] });
    expect((await bench.get("/v1/balance", {}, { key: "rk_test_reader" })).status).toBe(200);
    expect((await bench.post("/v1/customers", {}, { key: "rk_test_reader" })).status).toBe(403);
  });

  it("keeps live and test objects apart", async () => {
    const bench = openBench({ keys: [{ secret: "sk_test_a" }, { secret: "sk_live_a" }] });
    const { id } = await bench.post("/v1/customers", {}, { key: "sk_test_a" });
    const other = await bench.get(`/v1/customers/${id}`, {}, { key: "sk_live_a" });
    expect(other.status).toBe(404);
    expect(other.at("error.message")).toContain("a similar object exists in test mode");
  });

  it("refuses JSON, and knows no other paths", async () => {
    const bench = openBench();
    const json = new Request("https://api.stripe.com/v1/customers", {
      method: "POST",
      headers: { authorization: "Bearer sk_test_simulatorSecretKey0001", "content-type": "application/json" },
      body: "{}",
    });
    expect((await bench.simulator.fetch(json)).status).toBe(400);
    expect((await bench.get("/v1/nothing")).status).toBe(404);
  });
});

describe("parameters", () => {
  it.each<[string, Params, string, string]>([
    ["an unknown one", { amount: 1000, currency: "usd", foo: 1 }, "parameter_unknown", "foo"],
    ["an unknown one inside", { amount: 1000, currency: "usd", shipping: { name: "a", address: {}, foo: 1 } }, "parameter_unknown", "shipping[foo]"],
    ["a missing one", { currency: "usd" }, "parameter_missing", "amount"],
    ["no integer", { amount: "ten", currency: "usd" }, "parameter_invalid_integer", "amount"],
    ["an empty text", { amount: "", currency: "usd" }, "parameter_invalid_empty", "amount"],
    ["too little", { amount: 49, currency: "usd" }, "amount_too_small", "amount"],
    ["nothing at all", { amount: 0, currency: "usd" }, "parameter_invalid_integer", "amount"],
    ["a third decimal", { amount: 1001, currency: "kwd" }, "invalid_charge_amount", "amount"],
    ["decimals of ISK", { amount: 1050, currency: "isk" }, "invalid_charge_amount_no_decimal_compatible", "amount"],
    ["an address that is no URL", { amount: 1000, currency: "usd", confirm: true, return_url: "nowhere" }, "url_invalid", "return_url"],
  ])("refuses %s", async (_, params, code, param) => {
    const answer = await openBench().post("/v1/payment_intents", params);
    expect([answer.status, answer.at("error.code"), answer.at("error.param")]).toEqual([400, code, param]);
  });

  it("takes the currency in any case, and answers in lower case", async () => {
    expect((await openBench().post("/v1/payment_intents", { amount: 1000, currency: "EUR" })).at("currency")).toBe("eur");
  });

  it("refuses free text as a reason", async () => {
    const bench = openBench();
    const { id } = await bench.payByCard();
    expect((await bench.post("/v1/refunds", { payment_intent: id, reason: "did not like it" })).at("error.param")).toBe("reason");
    expect((await bench.post(`/v1/payment_intents/${id}/cancel`, { cancellation_reason: "whim" })).at("error.param")).toBe("cancellation_reason");
  });

  it("refuses a statement descriptor on a card payment", async () => {
    expect((await openBench().payByCard(undefined, { statement_descriptor: "SHOP" })).at("error.param")).toBe("statement_descriptor");
  });

  it("refuses card numbers where they are not switched on, and takes tokens", async () => {
    const bench = openBench({ features: { rawCardData: false } });
    expect(await bench.payByCard()).toMatchObject({ status: 402 });
    const token = { type: "card", card: { token: "tok_visa" } };
    expect((await bench.post("/v1/payment_intents", { ...PAYMENT, payment_method_data: token })).at("status")).toBe("succeeded");
  });
});

describe("the states of a payment", () => {
  it("refuses to capture what is not authorized, or too much, or twice", async () => {
    const bench = openBench();
    const paid = await bench.payByCard();
    expect((await bench.post(`/v1/payment_intents/${paid.id}/capture`)).at("error")).toMatchObject({
      code: "payment_intent_unexpected_state",
      message: expect.stringContaining("could not be captured because it has a status of succeeded") as unknown,
      payment_intent: { id: paid.id },
    });
    const { id } = await bench.payByCard(undefined, authorizeOnly);
    expect((await bench.post(`/v1/payment_intents/${id}/capture`, { amount_to_capture: 1001 })).at("error")).toMatchObject({
      code: "amount_too_large",
      message: expect.stringContaining("greater than the remaining amount you can capture") as unknown,
    });
    expect((await bench.post(`/v1/payment_intents/${id}/capture`)).at("status")).toBe("succeeded");
    expect((await bench.post(`/v1/payment_intents/${id}/capture`)).status).toBe(400);
  });

  it("refuses several captures, increments and overcaptures that were not asked for", async () => {
    const bench = openBench();
    const { id } = await bench.payByCard(undefined, authorizeOnly);
    expect((await bench.post(`/v1/payment_intents/${id}/capture`, { amount_to_capture: 1, final_capture: false })).at("error.param")).toBe(
      "final_capture",
    );
    expect((await bench.post(`/v1/payment_intents/${id}/increment_authorization`, { amount: 1200 })).status).toBe(400);
    expect((await refresh(bench, id)).body).toMatchObject({ status: "requires_capture", amount_capturable: 1000, amount_received: 0 });
  });

  it("captures more than was authorized where that was asked for", async () => {
    const bench = openBench();
    const { id } = await bench.payByCard(undefined, { ...authorizeOnly, payment_method_options: { card: { request_overcapture: "if_available" } } });
    expect((await bench.post(`/v1/payment_intents/${id}/capture`, { amount_to_capture: 1151 })).at("error.code")).toBe("amount_too_large");
    expect((await bench.post(`/v1/payment_intents/${id}/capture`, { amount_to_capture: 1150 })).at("amount_received")).toBe(1150);
  });

  it.each(["succeeded", "canceled"])("refuses to cancel what is %s", async (status) => {
    const bench = openBench();
    const { id } = await bench.payByCard(undefined, status === "succeeded" ? {} : authorizeOnly);
    if (status === "canceled") await bench.post(`/v1/payment_intents/${id}/cancel`);
    expect((await bench.post(`/v1/payment_intents/${id}/cancel`)).at("error")).toMatchObject({
      code: "payment_intent_unexpected_state",
      payment_intent: { id, status },
    });
  });

  it("cancels from every open state", async () => {
    const bench = openBench();
    const open = [
      await bench.post("/v1/payment_intents", { amount: 1000, currency: "usd" }),
      await bench.post("/v1/payment_intents", { amount: 1000, currency: "usd", payment_method: "pm_card_visa" }),
      await bench.payByCard("4000002760003184"),
      await bench.payByCard(undefined, authorizeOnly),
    ];
    expect(open.map(({ at }) => at("status"))).toEqual(["requires_payment_method", "requires_confirmation", "requires_action", "requires_capture"]);
    for (const { id } of open) expect((await bench.post(`/v1/payment_intents/${id}/cancel`)).at("status")).toBe("canceled");
    expect(bench.simulator.ledger.total({ kind: "void", currency: "USD" })).toBe(1000);
  });

  it("lets an authorization lapse after seven days", async () => {
    const clock = createTestClock();
    const bench = openBench({ clock });
    const { id } = await bench.payByCard(undefined, authorizeOnly);
    clock.advance({ days: 6, hours: 23 });
    expect((await refresh(bench, id)).at("status")).toBe("requires_capture");
    clock.advance({ hours: 1 });
    expect((await refresh(bench, id)).body).toMatchObject({ status: "canceled", cancellation_reason: "automatic" });
    expect(await bench.events()).toContain("charge.expired");
    expect(bench.simulator.ledger.total({ kind: "expiry", currency: "USD" })).toBe(1000);
  });

  it("refuses refunds of what was not paid, and of both names", async () => {
    const bench = openBench();
    const { id } = await bench.payByCard(undefined, authorizeOnly);
    expect((await bench.post("/v1/refunds", { payment_intent: id })).at("error.message")).toContain("does not have a successful charge to refund");
    expect((await bench.post("/v1/refunds", { payment_intent: id, charge: "ch_1" })).at("error.code")).toBe("parameters_exclusive");
    expect((await bench.post("/v1/refunds", {})).at("error.code")).toBe("parameter_missing");
    expect((await bench.post("/v1/refunds", { payment_intent: "pi_unknown" })).status).toBe(404);
  });

  it("refunds what was captured, not what was released", async () => {
    const bench = openBench();
    const { id } = await bench.payByCard(undefined, authorizeOnly);
    await bench.post(`/v1/payment_intents/${id}/capture`, { amount_to_capture: 600 });
    expect((await bench.post("/v1/refunds", { payment_intent: id, amount: 601 })).status).toBe(400);
    expect((await bench.post("/v1/refunds", { payment_intent: id })).at("amount")).toBe(600);
  });

  it("keeps a refund pending until it settles, and lets another fail after it succeeded", async () => {
    const bench = openBench();
    const slow = await bench.payByCard("4000000000007726");
    const pending = await bench.post("/v1/refunds", { payment_intent: slow.id });
    expect(pending.at("status")).toBe("pending");
    bench.controls.settle();
    expect((await bench.get(`/v1/refunds/${pending.id}`)).at("status")).toBe("succeeded");
    const lost = await bench.payByCard("4000000000005126");
    const refund = await bench.post("/v1/refunds", { payment_intent: lost.id });
    expect(refund.at("status")).toBe("succeeded");
    bench.controls.advance.refundFailed(refund.id);
    expect((await refresh(bench, lost.id)).at("latest_charge")).toMatchObject({ amount_refunded: 0, refunded: false });
    expect((await bench.events()).filter((type) => type.startsWith("refund."))).toEqual([
      "refund.created",
      "refund.updated",
      "refund.created",
      "refund.failed",
    ]);
  });

  it("refuses a used, foreign or detached payment method", async () => {
    const bench = openBench();
    const paid = await bench.payByCard();
    const used = String(paid.at("payment_method"));
    const again = { ...PAYMENT, payment_method: used };
    expect((await bench.post("/v1/payment_intents", again)).at("error.code")).toBe("payment_method_unexpected_state");
    const [owner, other] = [await bench.post("/v1/customers"), await bench.post("/v1/customers")];
    const method = await bench.post("/v1/payment_methods/pm_card_visa/attach", { customer: owner.id });
    expect((await bench.post("/v1/payment_intents", { ...PAYMENT, payment_method: method.id })).status).toBe(400);
    expect((await bench.post("/v1/payment_intents", { ...PAYMENT, payment_method: method.id, customer: other.id })).status).toBe(400);
    expect((await bench.post("/v1/payment_intents", { ...PAYMENT, payment_method: method.id, customer: owner.id })).at("status")).toBe("succeeded");
  });
});

describe("idempotency keys", () => {
  it("gives the same answer again, declines included, and moves no money twice", async () => {
    const bench = openBench();
    const first = await bench.payByCard(undefined, {}, { idempotencyKey: "a" });
    const again = await bench.payByCard(undefined, {}, { idempotencyKey: "a" });
    expect([again.body, again.headers.get("idempotent-replayed"), first.headers.get("idempotent-replayed")]).toEqual([first.body, "true", null]);
    const declined = await bench.payByCard("4000000000000002", {}, { idempotencyKey: "b" });
    expect(await bench.payByCard("4000000000000002", {}, { idempotencyKey: "b" })).toMatchObject({ status: 402, body: declined.body });
    expect(bench.simulator.ledger.total({ kind: "capture", currency: "USD" })).toBe(1000);
  });

  it("refuses other parameters, a key that is in use, and one too long", async () => {
    const bench = openBench();
    await bench.payByCard(undefined, {}, { idempotencyKey: "a" });
    const other = await bench.payByCard(undefined, { amount: 2000 }, { idempotencyKey: "a" });
    expect([other.status, other.at("error.type")]).toEqual([400, "idempotency_error"]);
    bench.controls.holdIdempotencyKey("c");
    const running = await bench.payByCard(undefined, {}, { idempotencyKey: "c" });
    expect([running.status, running.at("error.code"), running.headers.get("stripe-should-retry")]).toEqual([409, "idempotency_key_in_use", "true"]);
    bench.controls.releaseIdempotencyKey("c");
    expect((await bench.payByCard(undefined, {}, { idempotencyKey: "c" })).status).toBe(200);
    expect((await bench.payByCard(undefined, {}, { idempotencyKey: "x".repeat(256) })).status).toBe(400);
  });

  it("saves nothing of a call whose parameters were wrong, and forgets after a day", async () => {
    const clock = createTestClock();
    const bench = openBench({ clock });
    expect((await bench.payByCard(undefined, { foo: 1 }, { idempotencyKey: "a" })).status).toBe(400);
    const paid = await bench.payByCard(undefined, {}, { idempotencyKey: "a" });
    expect(paid.status).toBe(200);
    clock.advance({ hours: 24 });
    expect((await bench.payByCard(undefined, {}, { idempotencyKey: "a" })).id).not.toBe(paid.id);
  });

  it("repeats a 500 although the payment was made", async () => {
    const bench = openBench();
    bench.controls.failNext("api_error_afterwards");
    expect((await bench.payByCard(undefined, {}, { idempotencyKey: "a" })).status).toBe(500);
    expect((await bench.payByCard(undefined, {}, { idempotencyKey: "a" })).status).toBe(500);
    expect(bench.controls.paymentIntents("attempt_1")).toMatchObject([{ status: "succeeded" }]);
  });

  it("answers a gateway's error with a page, and does nothing", async () => {
    const bench = openBench();
    bench.controls.failNext("bad_gateway");
    expect(await bench.payByCard()).toMatchObject({ status: 502, body: expect.stringContaining("<html>") as unknown });
    expect(bench.simulator.ledger.size).toBe(0);
  });
});

describe("lists and expansion", () => {
  it("refuses pages that are too long, unknown places and fields that cannot be expanded", async () => {
    const bench = openBench();
    const { id } = await bench.payByCard();
    expect((await bench.get("/v1/payment_intents", { limit: 101 })).at("error.param")).toBe("limit");
    expect((await bench.get("/v1/payment_intents", { starting_after: "pi_unknown" })).status).toBe(404);
    expect((await bench.get(`/v1/payment_intents/${id}`, { expand: ["amount"] })).at("error.message")).toContain("cannot be expanded");
    expect(
      (await bench.get(`/v1/payment_intents/${id}`, { expand: ["latest_charge.payment_intent.latest_charge.payment_intent.latest_charge"] })).status,
    ).toBe(400);
    expect((await bench.get("/v1/payment_intents", { expand: ["data.latest_charge"] })).at("data.0.latest_charge.object")).toBe("charge");
  });

  it("forgets everything on reset", async () => {
    const bench = openBench();
    const { id } = await bench.payByCard();
    bench.simulator.reset();
    expect((await send(bench.simulator, "GET", `/v1/payment_intents/${id}`)).at("error")).toMatchObject({
      code: "resource_missing",
      param: "intent",
    });
    expect(bench.controls.find(id)).toBeUndefined();
  });
});
