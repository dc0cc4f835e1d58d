import { createTestClock } from "@switchyard/testkit";
import { describe, expect, it } from "vitest";
import { cardData, openBench, PAYMENT, RETURN_URL, send, type Bench, type Params } from "./simulator-requests.js";

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

describe("test cards", () => {
  it.each([
    ["4000000000000002", "card_declined", "generic_decline"],
    ["4000000000009995", "card_declined", "insufficient_funds"],
    ["4000000000009987", "card_declined", "lost_card"],
    ["4000000000009979", "card_declined", "stolen_card"],
    ["4000000000006975", "card_declined", "card_velocity_exceeded"],
    ["4000000000000069", "expired_card", undefined],
    ["4000000000000127", "incorrect_cvc", undefined],
    ["4000000000000119", "processing_error", undefined],
    ["4100000000000019", "card_declined", "fraudulent"],
    ["4000008400001280", "card_declined", "generic_decline"],
    ["4111111111111111", "card_declined", "test_mode_live_card"],
  ])("%s is declined with %s %s, and leaves its intent", async (number, code, declineCode) => {
    const bench = openBench();
    const answer = await bench.payByCard(number);
    expect([answer.status, answer.at("error.type"), answer.at("error.code"), answer.at("error.decline_code")]).toEqual([
      402,
      "card_error",
      code,
      declineCode,
    ]);
    const intent = await refresh(bench, String(answer.at("error.payment_intent.id")));
    expect(intent.body).toMatchObject({
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: { code },
      latest_charge: { status: "failed", paid: false },
    });
    expect(await bench.events()).toEqual(["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]);
    expect(bench.simulator.ledger.size).toBe(0);
  });

  it.each<[Params, string]>([
    [{ number: "4242424242424241" }, "incorrect_number"],
    [{ exp_month: 13 }, "invalid_expiry_month"],
    [{ exp_year: 95 }, "invalid_expiry_year"],
    [{ cvc: "99" }, "invalid_cvc"],
  ])("refuses %j with %s, and makes no intent", async (fields, code) => {
    const bench = openBench();
    const data = { type: "card", card: { number: "4242424242424242", exp_month: 3, exp_year: 2030, cvc: "123", ...fields } };
    const answer = await bench.post("/v1/payment_intents", { ...PAYMENT, payment_method_data: data });
    expect([answer.status, answer.at("error.type"), answer.at("error.code")]).toEqual([402, "card_error", code]);
    expect((await bench.get("/v1/payment_intents")).at("data")).toEqual([]);
  });

  it.each([
    ["4000000000000101", { cvc_check: "fail" }],
    ["4000000000000010", { cvc_check: "pass", address_line1_check: "fail", address_postal_code_check: "fail" }],
  ])("%s succeeds with failed checks", async (number, checks) => {
    const bench = openBench();
    const data = { ...cardData(number), billing_details: { address: { line1: "1 Main Street", postal_code: "10115" } } };
    const { id } = await bench.payByCard(number, { payment_method_data: data });
    expect((await refresh(bench, id)).at("latest_charge.payment_method_details.card.checks")).toMatchObject(checks);
  });

  it.each([
    ["4000002500003155", {}],
    ["4000002760003184", {}],
    ["4000000000003220", {}],
    ["4000008400000027", {}],
    ["4000000000003055", { payment_method_options: { card: { request_three_d_secure: "any" } } }],
  ])("%s asks for 3DS and is paid afterwards", async (number, fields) => {
    const bench = openBench();
    const asked = await bench.payByCard(number, fields);
    expect(asked.body).toMatchObject({
      status: "requires_action",
      next_action: { type: "redirect_to_url", redirect_to_url: { return_url: RETURN_URL } },
    });
    bench.controls.customer.authorize(asked.id);
    expect((await refresh(bench, asked.id)).at("latest_charge.payment_method_details.card.three_d_secure.result")).toBe("authenticated");
  });

  it("fails where the customer fails 3DS, and may be paid by another card", async () => {
    const bench = openBench();
    const { id } = await bench.payByCard("4000002760003184");
    bench.controls.customer.fail(id);
    expect((await refresh(bench, id)).body).toMatchObject({
      status: "requires_payment_method",
      latest_charge: null,
      last_payment_error: { code: "payment_intent_authentication_failure" },
    });
    const again = await bench.post(`/v1/payment_intents/${id}/confirm`, { payment_method: "pm_card_visa", return_url: RETURN_URL });
    expect(again.at("status")).toBe("succeeded");
  });

  it("declines after 3DS where the card says so", async () => {
    const bench = openBench();
    const { id } = await bench.payByCard("4000008400001629");
    bench.controls.customer.authorize(id);
    expect((await refresh(bench, id)).body).toMatchObject({ status: "requires_payment_method", last_payment_error: { code: "card_declined" } });
  });

  it("passes without a challenge where the issuer asks for none", async () => {
    const bench = openBench();
    const { id } = await bench.payByCard("4000000032200000");
    expect((await refresh(bench, id)).at("latest_charge.payment_method_details.card.three_d_secure.authentication_flow")).toBe("frictionless");
  });

  it.each([
    ["off session", { off_session: true }],
    ["where no action is wanted", { error_on_requires_action: true }],
  ])("declines a card that must authenticate %s", async (_, fields) => {
    const answer = await openBench().payByCard("4000002760003184", fields);
    expect([answer.status, answer.at("error.code")]).toEqual([402, "authentication_required"]);
  });

  it("takes a 3DS result that was made elsewhere, and a network transaction id", async () => {
    const bench = openBench();
    const imported = { three_d_secure: { version: "2.2.0", cryptogram: "AAAA", transaction_id: "tx-1", electronic_commerce_indicator: "05" } };
    expect((await bench.payByCard("4000002760003184", { payment_method_options: { card: imported } })).at("status")).toBe("succeeded");
    const repeat = { off_session: true, payment_method_options: { card: { mit_exemption: { network_transaction_id: "123" } } } };
    expect((await bench.payByCard("4242424242424242", repeat)).at("status")).toBe("succeeded");
  });

  it("takes a wallet's decrypted card", async () => {
    const bench = openBench();
    const card = {
      last4: "1234",
      exp_month: 3,
      exp_year: 2030,
      network_token: { number: "4242424242424242", exp_month: 3, exp_year: 2030, tokenization_method: "apple_pay" },
    };
    const options = { card: { network_token: { cryptogram: "AAAA", electronic_commerce_indicator: "05" } } };
    const { id } = await bench.post("/v1/payment_intents", {
      ...PAYMENT,
      payment_method_data: { type: "card", card },
      payment_method_options: options,
    });
    expect((await refresh(bench, id)).at("latest_charge.payment_method_details.card.wallet.type")).toBe("apple_pay");
  });

  it("makes a token of Apple Pay's data, which is good once", async () => {
    const bench = openBench();
    const token = await bench.post("/v1/tokens", {
      pk_token: '{"data":"x"}',
      pk_token_instrument_name: "Visa 1111",
      pk_token_payment_network: "Visa",
    });
    const data = { payment_method_data: { type: "card", card: { token: token.id } } };
    expect((await bench.post("/v1/payment_intents", { ...PAYMENT, ...data })).at("status")).toBe("succeeded");
    expect((await bench.post("/v1/payment_intents", { ...PAYMENT, ...data })).at("error.code")).toBe("token_already_used");
  });

  it("opens disputes, inquiries and warnings by card", async () => {
    const kinds: readonly (readonly [string, readonly string[]])[] = [
      ["4000000000000259", ["needs_response"]],
      ["4000000000001976", ["warning_needs_response"]],
      ["4000000404000079", ["needs_response", "needs_response"]],
      ["4000000000005423", []],
    ];
    for (const [number, statuses] of kinds) {
      const bench = openBench();
      const { id } = await bench.payByCard(number);
      const disputes = await bench.get("/v1/disputes", { payment_intent: id });
      expect(statuses.map((_, index) => disputes.at(`data.${index}.status`))).toEqual(statuses);
      expect((await bench.events()).includes("radar.early_fraud_warning.created")).toBe(number === "4000000000005423");
    }
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

describe("disputes", () => {
  it("becomes a chargeback when an inquiry is escalated, and is lost by losing evidence", async () => {
    const bench = openBench();
    const { id } = await bench.payByCard();
    const dispute = bench.controls.advance.disputed(id, { inquiry: true });
    expect(bench.simulator.ledger.total({ kind: "chargeback", currency: "USD" })).toBe(0);
    const answered = await bench.post(`/v1/disputes/${dispute}`, { evidence: { uncategorized_text: "escalate_inquiry_evidence" }, submit: true });
    expect(answered.at("status")).toBe("warning_under_review");
    expect((await bench.get(`/v1/disputes/${dispute}`)).at("status")).toBe("needs_response");
    expect((await bench.post("/v1/refunds", { payment_intent: id })).at("error.code")).toBe("charge_disputed");
    await bench.post(`/v1/disputes/${dispute}`, { evidence: { uncategorized_text: "losing_evidence" }, submit: true });
    expect((await bench.get(`/v1/disputes/${dispute}`)).at("status")).toBe("lost");
    expect((await bench.post(`/v1/disputes/${dispute}`, { submit: true })).status).toBe(400);
    expect((await bench.events()).filter((type) => type.includes("dispute"))).toEqual([
      "charge.dispute.created",
      "charge.dispute.updated",
      "charge.dispute.updated",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.updated",
      "charge.dispute.closed",
    ]);
  });

  it("keeps files, and takes only those of the account", async () => {
    const bench = openBench();
    const { id } = await bench.payByCard();
    const dispute = bench.controls.advance.disputed(id);
    expect((await bench.post(`/v1/disputes/${dispute}`, { evidence: { receipt: "file_unknown" }, submit: false })).status).toBe(404);
    const form = new FormData();
    form.set("purpose", "dispute_evidence");
    form.set("file", new File(["receipt"], "receipt.png", { type: "image/png" }));
    const headers = { authorization: "Bearer sk_test_simulatorSecretKey0001" };
    const upload = await bench.simulator.fetch(new Request("https://files.stripe.com/v1/files", { method: "POST", headers, body: form }));
    const file = String(Reflect.get(Object(await upload.json()), "id"));
    expect((await bench.post(`/v1/disputes/${dispute}`, { evidence: { receipt: file }, submit: false })).at("evidence.receipt")).toBe(file);
    const contents = await bench.simulator.fetch(new Request(`https://files.stripe.com/v1/files/${file}/contents`, { headers }));
    expect([contents.headers.get("content-type"), await contents.text()]).toEqual(["image/png", "receipt"]);
  });
});

describe("setting up", () => {
  it("saves a card, and refuses a declined one with the SetupIntent in the error", async () => {
    const bench = openBench();
    const customer = await bench.post("/v1/customers");
    const fields = { confirm: true, customer: customer.id, usage: "off_session", payment_method_types: ["card"] };
    const saved = await bench.post("/v1/setup_intents", { ...fields, payment_method_data: cardData("4242424242424242"), expand: ["latest_attempt"] });
    expect(saved.body).toMatchObject({
      status: "succeeded",
      latest_attempt: { status: "succeeded", payment_method_details: { card: { last4: "4242" } } },
    });
    const declined = await bench.post("/v1/setup_intents", { ...fields, payment_method_data: cardData("4000000000000002") });
    expect([declined.status, declined.at("error.code"), declined.at("error.setup_intent.status")]).toEqual([
      402,
      "card_declined",
      "requires_payment_method",
    ]);
    expect(await bench.events()).toContain("setup_intent.setup_failed");
  });

  it("keeps a card that attaches and then declines", async () => {
    const bench = openBench();
    const customer = await bench.post("/v1/customers");
    const method = await bench.post("/v1/payment_methods/pm_card_chargeCustomerFail/attach", { customer: customer.id });
    const declined = await bench.post("/v1/payment_intents", { ...PAYMENT, customer: customer.id, payment_method: method.id, off_session: true });
    expect([declined.status, declined.at("error.code")]).toEqual([402, "card_declined"]);
  });

  it("saves the bank account behind iDEAL", async () => {
    const bench = openBench();
    const customer = await bench.post("/v1/customers");
    const asked = await bench.post("/v1/setup_intents", {
      confirm: true,
      customer: customer.id,
      return_url: RETURN_URL,
      payment_method_types: ["ideal"],
      payment_method_data: { type: "ideal", billing_details: { name: "Jane", email: "jane@example.com" } },
      mandate_data: { customer_acceptance: { type: "offline" } },
    });
    expect(bench.controls.customer.authorize(asked.id)).toContain("setup_intent=");
    const done = await bench.get(`/v1/setup_intents/${asked.id}`, { expand: ["latest_attempt"] });
    expect(done.at("latest_attempt.payment_method_details.ideal.generated_sepa_debit")).toMatch(/^pm_/);
  });

  it("can be canceled while it waits", async () => {
    const bench = openBench();
    const { id } = await bench.post("/v1/setup_intents", { payment_method_types: ["card"] });
    expect((await bench.post(`/v1/setup_intents/${id}/cancel`, { cancellation_reason: "abandoned" })).at("status")).toBe("canceled");
    expect((await bench.post(`/v1/setup_intents/${id}/confirm`, { payment_method: "pm_card_visa" })).at("error.code")).toBe(
      "setup_intent_unexpected_state",
    );
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
