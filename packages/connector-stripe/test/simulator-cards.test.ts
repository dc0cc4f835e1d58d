import { describe, expect, it } from "vitest";
import { cardData, openBench, PAYMENT, RETURN_URL, type Bench, type Params } from "./simulator-requests.js";

function refresh(bench: Bench, id: string): ReturnType<Bench["get"]> {
  return bench.get(`/v1/payment_intents/${id}`, { expand: ["latest_charge"] });
}

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
