import { createTestClock } from "@switchyard/testkit";
import { describe, expect, it } from "vitest";
import { createRevolutSimulator, REVOLUT_SIMULATOR_DEFAULTS, TestCard, type RevolutSimulatorOptions } from "../simulator/index.js";

const ORIGIN = "https://sandbox-merchant.revolut.com";
const HEADERS = {
  authorization: `Bearer ${REVOLUT_SIMULATOR_DEFAULTS.credentials.secretApiKey}`,
  "revolut-api-version": "2024-09-01",
  "content-type": "application/json",
};
const ORDER = { amount: 5_000, currency: "GBP", merchant_order_data: { reference: "pay_1" }, redirect_url: "https://shop.example/back" };

interface Answer {
  readonly status: number;
  readonly body: { readonly [name: string]: unknown; readonly id: string; readonly checkout_url: string; readonly state: string };
}

function start(options: RevolutSimulatorOptions = {}) {
  const clock = createTestClock();
  const simulator = createRevolutSimulator({ clock, ...options });
  async function call(method: string, path: string, body?: unknown, headers: object = {}): Promise<Answer> {
    const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const answer = await simulator.fetch(new Request(`${ORIGIN}${path}`, { method, headers: { ...HEADERS, ...headers }, ...sent }));
    const text = await answer.text();
    // A test looks at what it expects to be there.
    return { status: answer.status, body: (text.startsWith("{") ? JSON.parse(text) : { text }) as Answer["body"] };
  }
  const order = (more: object = {}) => call("POST", "/api/orders", { ...ORDER, ...more });
  const show = (id: string) => call("GET", `/api/orders/${id}`);
  const events = () => simulator.webhooks.events.map(({ type }) => type);
  return { clock, simulator, controls: simulator.controls, call, order, show, events };
}

describe("the gate", () => {
  it("wants the key and the version, in this order", async () => {
    const { call } = start();
    expect(await call("GET", "/api/orders", undefined, { authorization: "Bearer sk_other" })).toMatchObject({
      status: 401,
      body: { code: "unauthenticated" },
    });
    const bare = await start().simulator.fetch(new Request(`${ORIGIN}/api/orders`, { headers: { authorization: HEADERS.authorization } }));
    expect(bare.status).toBe(400);
    expect(await bare.json()).toMatchObject({ code: "bad_request", message: "Missing Revolut-Api-Version header" });
  });

  it.each([
    ["a null", { ...ORDER, description: null }],
    ["an unknown field", { ...ORDER, card: { number: "4111111111111111" } }],
    ["an amount in text", { ...ORDER, amount: "5000" }],
    ["a currency in small letters", { ...ORDER, currency: "gbp" }],
    ["a key with a hyphen", { ...ORDER, metadata: { "a-b": "c" } }],
    ["a value that is no text", { ...ORDER, metadata: { a: 1 } }],
    ["a return to localhost", { ...ORDER, redirect_url: "http://localhost/back" }],
    ["a return to an address", { ...ORDER, redirect_url: "http://127.0.0.1:8080/back" }],
    ["a contact that nobody can reach", { ...ORDER, shipping: { contact: { name: "A" } } }],
    ["a contact with a full name", { ...ORDER, shipping: { contact: { full_name: "A", email: "a@b.co" } } }],
    ["half an address", { ...ORDER, shipping: { address: { city: "London" } } }],
    ["a duration that is too long", { ...ORDER, cancel_authorised_after: "P8D" }],
    ["a duration that is too short", { ...ORDER, expire_pending_after: "PT30S" }],
    ["a suffix with a star", { ...ORDER, statement_descriptor_suffix: "a*b" }],
    [
      "lines that do not add up",
      { ...ORDER, line_items: [{ name: "a", type: "physical", quantity: { value: 1 }, unit_price_amount: 4_000, total_amount: 4_000 }] },
    ],
  ])("refuses %s", async (_what, body) => {
    const { call } = start();
    expect(await call("POST", "/api/orders", body)).toMatchObject({ status: 400, body: { code: "validation" } });
  });

  it("says what cannot be parsed, and does not know a customer", async () => {
    const { call, order } = start();
    expect(await call("POST", "/api/orders", "{")).toMatchObject({ status: 400, body: { code: "bad_request", message: "Could not parse JSON" } });
    expect(await order({ customer: { id: "c3d4e5f6-0001-4000-8000-000000000001" } })).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await call("GET", "/api/orders/pay_1")).toMatchObject({ status: 400 });
    const unknown = "6516e61c-d279-a454-a837-bc52ce55ed49";
    expect(await call("GET", `/api/orders/${unknown}`)).toMatchObject({ status: 404, body: { message: `Order with id ${unknown} was not found` } });
    expect((await call("GET", "/api/nothing")).body["text"]).toContain("<html>");
  });
});

describe("an order", () => {
  it("waits for its buyer, who may try again", async () => {
    const { controls, order, show, events } = start();
    const { body } = await order();
    controls.pay(body.checkout_url, TestCard.Declined);
    controls.pay(body.checkout_url, TestCard.FailsThreeDs);
    expect((await show(body.id)).body).toMatchObject({
      state: "pending",
      payments: [
        { state: "declined", decline_reason: "insufficient_funds" },
        { state: "failed", decline_reason: "customer_challenge_failed" },
      ],
    });
    controls.pay(body.checkout_url, TestCard.Visa);
    expect((await show(body.id)).body).toMatchObject({ state: "completed", outstanding_amount: 0, refunded_amount: 0 });
    expect((await show(body.id)).body.checkout_url).toBeUndefined();
    expect(events()).toEqual([
      "ORDER_PAYMENT_DECLINED",
      "ORDER_PAYMENT_AUTHENTICATION_CHALLENGED",
      "ORDER_PAYMENT_FAILED",
      "ORDER_AUTHORISED",
      "ORDER_COMPLETED",
    ]);
  });

  it("exempts small amounts from 3DS, and fails no pre-authorisation", async () => {
    const { controls, order } = start();
    const small = await order({ amount: 2_499 });
    expect(controls.pay(small.body.checkout_url, TestCard.FailsThreeDs).state).toBe("completed");
    const held = await order({ capture_mode: "manual", authorisation_type: "pre_authorisation" });
    expect(controls.pay(held.body.checkout_url, TestCard.Declined).state).toBe("authorised");
  });

  it("asks the issuer where it is forced to", async () => {
    const { controls, order, show } = start();
    const { body } = await order({ enforce_challenge: "forced" });
    expect(controls.pay(body.checkout_url, TestCard.Visa, { challenge: "abandon" }).state).toBe("pending");
    controls.pay(body.checkout_url, TestCard.Visa);
    const { payments } = (await show(body.id)).body as unknown as { readonly payments: readonly object[] };
    expect(payments[1]).toMatchObject({ state: "captured", payment_method: { checks: { three_ds: { eci: "05", state: "verified" } } } });
  });

  it("is captured once, and shrinks to what was captured", async () => {
    const { simulator, controls, call, order, show } = start();
    const { body } = await order({ capture_mode: "manual" });
    const capture = (amount: number) => call("POST", `/api/orders/${body.id}/capture`, { amount });
    expect(await capture(1)).toMatchObject({ status: 422, body: { code: "order_invalid_state" } });
    controls.pay(body.checkout_url);
    expect(await capture(5_001)).toMatchObject({ status: 400, body: { code: "validation" } });
    expect(await capture(3_000)).toMatchObject({
      status: 200,
      body: { state: "completed", amount: 3_000, outstanding_amount: 0, refunded_amount: 0 },
    });
    expect((await capture(2_000)).status).toBe(422);
    expect(simulator.ledger.total({ kind: "capture", currency: "GBP" })).toBe(3_000);
    expect((await call("POST", `/api/orders/${body.id}/cancel`)).body["message"]).toBe(
      "Operation cannot be performed because order is in completed state and expected is [pending, authorised]",
    );
    expect((await show(body.id)).body.state).toBe("completed");
  });

  it("is released after seven days, or when it was asked to be", async () => {
    const { clock, simulator, controls, order, show } = start();
    const week = (await order({ capture_mode: "manual" })).body;
    const day = (await order({ capture_mode: "manual", cancel_authorised_after: "P1D" })).body;
    for (const { checkout_url } of [week, day]) controls.pay(checkout_url);
    clock.advance({ days: 1 });
    expect([(await show(week.id)).body.state, (await show(day.id)).body.state]).toEqual(["authorised", "cancelled"]);
    clock.advance({ days: 6 });
    expect((await show(week.id)).body).toMatchObject({ state: "cancelled", payments: [{ state: "authorised" }] });
    expect(simulator.ledger.total({ kind: "expiry", currency: "GBP" })).toBe(10_000);
  });

  it("fails when nobody paid it in time", async () => {
    const { clock, order, show, events } = start();
    const { body } = await order({ expire_pending_after: "PT30M" });
    clock.advance({ minutes: 30 });
    expect((await show(body.id)).body.state).toBe("failed");
    expect(events()).toEqual(["ORDER_FAILED"]);
  });

  it("takes its time with a direct debit", async () => {
    const { clock, controls, order, show, events } = start({ settledAfter: { days: 3 } });
    const { body } = await order({ currency: "EUR" });
    expect(controls.pay(body.checkout_url, { type: "sepa_direct_debit" }).state).toBe("processing");
    expect(events()).toEqual(["ORDER_PAYMENT_AUTHORISATION_STARTED"]);
    clock.advance({ days: 3 });
    expect((await show(body.id)).body.state).toBe("completed");
  });

  it("is changed while it waits, and hardly at all once it is paid", async () => {
    const { controls, call, order } = start();
    const { body } = await order();
    const patch = (changes: object) => call("PATCH", `/api/orders/${body.id}`, changes);
    expect((await patch({ amount: 4_000 })).body["amount"]).toBe(4_000);
    controls.pay(body.checkout_url);
    expect((await patch({ metadata: { parcel: "blue" } })).body["metadata"]).toEqual({ parcel: "blue" });
    expect((await patch({ amount: 1 })).status).toBe(422);
    expect((await patch({ cancel_authorised_after: "P1D" })).status).toBe(422);
  });

  it("is found by the merchant's reference, without its payments", async () => {
    const { controls, call, order } = start();
    const { body } = await order();
    controls.pay(body.checkout_url);
    await order({ merchant_order_data: { reference: "pay_2" } });
    const found = (await call("GET", "/api/orders?merchant_order_data_reference=pay_1")).body as unknown as { readonly orders: readonly object[] };
    expect(found.orders).toHaveLength(1);
    expect(found.orders[0]).toMatchObject({ id: body.id, state: "completed" });
    expect(found.orders[0]).not.toHaveProperty("payments");
    expect((await call("GET", "/api/orders?limit=501")).body).toMatchObject({ code: "validation", message: "limit must be between 1 and 500" });
  });
});

describe("a refund", () => {
  it("is an order of its own, which ends later, and tells so under its own id", async () => {
    const { clock, simulator, controls, call, order, show } = start({ refundedAfter: { hours: 1 } });
    const { body } = await order();
    const refund = (amount: number, more: object = {}, headers: object = {}) =>
      call("POST", `/api/orders/${body.id}/refund`, { amount, currency: "GBP", merchant_order_data: { reference: "ref_1" }, ...more }, headers);
    expect((await refund(1)).status).toBe(422);
    controls.pay(body.checkout_url);
    const made = await refund(2_000, {}, { "idempotency-key": "ref_1" });
    expect(made).toMatchObject({ status: 201, body: { type: "refund", state: "processing", related_order_id: body.id } });
    expect(made.body).toMatchObject({ payments: [{ state: "refund_validated", settled_amount: -2_000 }] });
    expect(await refund(2_000, {}, { "idempotency-key": "ref_1" })).toEqual(made);
    expect(await refund(2_001, {}, { "idempotency-key": "ref_1" })).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect((await refund(3_001)).body["code"]).toBe("validation");
    expect((await refund(1, { currency: "EUR" })).status).toBe(400);
    expect((await refund(1, { merchant_order_data: { reference: "r", url: null } })).status).toBe(400);
    expect(simulator.ledger.total({ kind: "refund", currency: "GBP" })).toBe(2_000);
    clock.advance({ hours: 1 });
    expect((await show(made.body.id)).body.state).toBe("completed");
    expect((await show(body.id)).body).toMatchObject({ state: "completed", refunded_amount: 2_000 });
    const last = simulator.webhooks.events.at(-1);
    expect(JSON.parse(new TextDecoder().decode(last?.rawBody))).toEqual({
      event: "ORDER_COMPLETED",
      order_id: made.body.id,
      merchant_order_ext_ref: "ref_1",
    });
  });

  it("that fails leaves the merchant with the money", async () => {
    const { simulator, controls, call, order, show } = start({ refundedAfter: { hours: 1 } });
    const { body } = await order();
    controls.pay(body.checkout_url);
    const made = await call("POST", `/api/orders/${body.id}/refund`, { amount: 5_000, currency: "GBP" });
    controls.endRefund(made.body.id, "failed");
    expect((await show(body.id)).body["refunded_amount"]).toBe(0);
    expect(simulator.ledger.total({ kind: "refund_failure", currency: "GBP" })).toBe(5_000);
  });
});

describe("an increment", () => {
  it("is the new total, is decided later, and leaves things as they were when it is declined", async () => {
    const { clock, controls, call, order, show } = start({ incrementedAfter: { minutes: 1 } });
    const { body } = await order({ capture_mode: "manual", authorisation_type: "pre_authorisation" });
    const increment = (amount: number, reference: string) => call("POST", `/api/orders/${body.id}/increment-authorisation`, { amount, reference });
    expect((await increment(6_000, "a")).body["code"]).toBe("bad_state");
    controls.pay(body.checkout_url);
    expect((await increment(4_999, "a")).body["message"]).toBe("New amount: 4999 should be greater or equal to order amount: 5000");
    expect((await increment(25_001, "a")).status).toBe(400);
    expect(await increment(6_000, "a")).toMatchObject({
      status: 200,
      body: { amount: 5_000, incremental_authorisations: [{ state: "processing", new_amount: 6_000 }] },
    });
    clock.advance({ minutes: 1 });
    expect((await show(body.id)).body).toMatchObject({ amount: 6_000, state: "authorised" });
    await increment(7_000, "b");
    controls.declineIncrement(body.id, "insufficient_funds");
    expect((await show(body.id)).body).toMatchObject({
      amount: 6_000,
      incremental_authorisations: [{ state: "authorised" }, { state: "declined", reason: "insufficient_funds", reference: "b" }],
    });
  });

  it("is not for final authorisations", async () => {
    const { controls, call, order } = start();
    const { body } = await order({ capture_mode: "manual" });
    controls.pay(body.checkout_url);
    const refused = await call("POST", `/api/orders/${body.id}/increment-authorisation`, { amount: 6_000 });
    expect(refused).toMatchObject({ status: 422, body: { code: "order_invalid_authorisation_type" } });
  });
});

describe("saved payment methods", () => {
  async function saved(save: "merchant" | "customer" = "merchant") {
    const started = start();
    const { body } = await started.order({ customer: { email: "a@b.co" } });
    const { customerId = "", attempts } = started.controls.pay(body.checkout_url, TestCard.Mastercard, { save });
    const id = attempts.at(-1)?.method.id ?? "";
    const pay = async (more: object = {}, customer: object = { id: customerId }, order: object = {}) => {
      const made = await started.order({ customer, ...order });
      const answer = await started.call("POST", `/api/orders/${made.body.id}/payments`, {
        saved_payment_method: { type: "card", id, initiator: "merchant", ...more },
      });
      return { ...answer, order: made.body };
    };
    return { ...started, customerId, id, pay };
  }
  const environment = { type: "browser", time_zone_utc_offset: 0, color_depth: 24, screen_width: 1, screen_height: 1, java_enabled: false };

  it("are charged with their customer, and deleted", async () => {
    const { call, show, customerId, id, pay } = await saved();
    const charged = await pay();
    expect(charged).toMatchObject({ status: 200, body: { state: "authorisation_passed", order_id: charged.order.id, payment_method: { id } } });
    expect((await show(charged.order.id)).body.state).toBe("completed");
    expect(await pay({}, { email: "a@b.co" })).toMatchObject({ status: 404, body: { code: 1024, errorId: expect.any(String) as string } });
    expect((await pay({ type: "revolut_pay" })).status).toBe(400);
    const address = `/api/customers/${customerId}/payment-methods/${id}`;
    expect((await call("GET", address)).body).toMatchObject({ id, saved_for: "merchant", last_four: "4148" });
    expect((await call("DELETE", address)).status).toBe(204);
    expect((await call("DELETE", address)).body["code"]).toBe("not_found");
    expect((await pay()).status).toBe(404);
  });

  it("of a customer are not the merchant's to charge", async () => {
    const { pay } = await saved("customer");
    expect((await pay()).status).toBe(400);
    expect((await pay({ initiator: "customer" })).body["code"]).toBe("validation");
    expect((await pay({ initiator: "customer", environment })).body.state).toBe("authorisation_passed");
  });

  it("may need the customer at the issuer's page", async () => {
    const { simulator, pay, show } = await saved();
    const asked = await pay({ initiator: "customer", environment }, undefined, { enforce_challenge: "forced" });
    const { acs_url } = asked.body["authentication_challenge"] as { readonly acs_url: string };
    expect(asked.body.state).toBe("authentication_challenge");
    expect(await (await simulator.fetch(new Request(acs_url))).text()).toContain("pass");
    const form = { method: "POST", body: new URLSearchParams({ challenge: "pass" }) };
    await simulator.fetch(new Request(acs_url, form));
    expect((await show(asked.order.id)).body.state).toBe("completed");
  });

  it("may be declined", async () => {
    const { controls, id, pay, show } = await saved();
    controls.declineSaved(id, "expired_card");
    const declined = await pay();
    expect(declined.body).toMatchObject({ state: "declined", decline_reason: "expired_card" });
    expect((await show(declined.order.id)).body.state).toBe("pending");
  });
});

describe("disputes", () => {
  async function disputed() {
    const started = start();
    const { body } = await started.order();
    started.controls.pay(body.checkout_url);
    const id = started.controls.openDispute(body.id, { amount: 3_000 });
    const upload = (type = "application/pdf") => {
      const form = new FormData();
      form.set("file", new File(["%PDF"], "a.pdf", { type }));
      const { "content-type": _, ...headers } = HEADERS;
      return started.simulator.fetch(new Request(`${ORIGIN}/api/disputes/${id}/evidences`, { method: "POST", headers, body: form }));
    };
    return { ...started, id, upload, act: (action: string, sent?: object) => started.call("POST", `/api/disputes/${id}/${action}`, sent) };
  }
  const reason = "disagree_with_customers_claim";

  it("are challenged with evidence, once", async () => {
    const { simulator, controls, call, id, upload, act, events } = await disputed();
    const { id: evidence } = (await (await upload()).json()) as { readonly id: string };
    expect((await act("challenge", { reason, evidences: [] })).status).toBe(400);
    expect((await act("challenge", { reason, evidences: [evidence] })).status).toBe(204);
    expect((await call("GET", `/api/disputes/${id}`)).body).toMatchObject({ state: "under_review", substate: "representment", amount: 3_000 });
    expect((await act("accept")).body["code"]).toBe("bad_state");
    controls.decideDispute(id, "won");
    expect(events().slice(-3)).toEqual(["DISPUTE_ACTION_REQUIRED", "DISPUTE_UNDER_REVIEW", "DISPUTE_WON"]);
    expect(simulator.ledger.total({ kind: "chargeback_reversal", currency: "GBP" })).toBe(3_000);
  });

  it("are accepted, or lost after fifteen days", async () => {
    const accepted = await disputed();
    expect((await accepted.act("accept")).status).toBe(204);
    expect((await accepted.call("GET", `/api/disputes/${accepted.id}`)).body["substate"]).toBe("lost_accepted");
    const forgotten = await disputed();
    forgotten.clock.advance({ days: 15 });
    expect((await forgotten.call("GET", `/api/disputes/${forgotten.id}`)).body["substate"]).toBe("lost_expired");
  });

  it("take no film", async () => {
    const { upload } = await disputed();
    const refused = await upload("video/mp4");
    expect([refused.status, ((await refused.json()) as { readonly code: string }).code]).toEqual([415, "unsupported_media_type"]);
  });
});
