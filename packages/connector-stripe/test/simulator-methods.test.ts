import { describe, expect, it } from "vitest";
import { openBench, PAYMENT, RETURN_URL, type Params } from "./simulator-requests.js";

const jane = {
  name: "Jane Doe",
  email: "jane@example.com",
  address: { line1: "1 Main Street", postal_code: "10115", city: "Berlin", country: "DE" },
};
const mandate = { mandate_data: { customer_acceptance: { type: "online", online: { ip_address: "203.0.113.7", user_agent: "UA" } } } };

function toPayment(type: string, currency: string, more: Params = {}): Params {
  const { data = {}, ...rest } = more;
  return {
    ...PAYMENT,
    currency,
    payment_method_types: [type],
    payment_method_data: { type, billing_details: jane, ...(data as Params) },
    ...rest,
  };
}

const shipping = { shipping: { name: "Jane Doe", address: jane.address } };

/** Type, currency, what else it needs, and the action that it answers with. */
const methods: readonly (readonly [type: string, currency: string, action: string, more?: Params])[] = [
  ["ideal", "eur", "redirect_to_url", { data: { ideal: { bank: "ing" } } }],
  ["bancontact", "eur", "redirect_to_url", { payment_method_options: { bancontact: { preferred_language: "nl" } } }],
  ["eps", "eur", "redirect_to_url"],
  ["p24", "pln", "redirect_to_url", { payment_method_options: { p24: { tos_shown_and_accepted: true } } }],
  ["blik", "pln", "blik_authorize", { payment_method_options: { blik: { code: "123456" } } }],
  ["klarna", "eur", "redirect_to_url", { data: { klarna: { dob: { day: 1, month: 2, year: 1990 } } } }],
  ["affirm", "usd", "redirect_to_url"],
  ["afterpay_clearpay", "usd", "redirect_to_url", shipping],
  ["alipay", "usd", "alipay_handle_redirect"],
  ["wechat_pay", "usd", "wechat_pay_display_qr_code", { payment_method_options: { wechat_pay: { client: "web" } } }],
  ["cashapp", "usd", "cashapp_handle_redirect_or_display_qr_code"],
  ["amazon_pay", "usd", "redirect_to_url"],
  ["revolut_pay", "eur", "redirect_to_url"],
  ["paypal", "eur", "redirect_to_url", { payment_method_options: { paypal: { reference: "r-1" } } }],
  ["multibanco", "eur", "multibanco_display_details"],
  ["oxxo", "mxn", "oxxo_display_details"],
  ["boleto", "brl", "boleto_display_details", { data: { boleto: { tax_id: "00000000000" } } }],
  ["konbini", "jpy", "konbini_display_details"],
  ["pix", "brl", "pix_display_qr_code"],
  ["paynow", "sgd", "paynow_display_qr_code"],
  ["promptpay", "thb", "promptpay_display_qr_code"],
  ["swish", "sek", "swish_handle_redirect_or_display_qr_code"],
  ["upi", "inr", "upi_handle_redirect_or_display_qr_code"],
  ["twint", "chf", "redirect_to_url"],
  ["mobilepay", "dkk", "redirect_to_url"],
  ["grabpay", "sgd", "redirect_to_url"],
  ["fpx", "myr", "redirect_to_url", { data: { fpx: { bank: "maybank2u" } } }],
  ["alma", "eur", "redirect_to_url"],
  ["billie", "eur", "redirect_to_url"],
  ["kakao_pay", "krw", "redirect_to_url"],
  ["naver_pay", "krw", "redirect_to_url"],
  ["payco", "krw", "redirect_to_url"],
  ["samsung_pay", "krw", "redirect_to_url"],
  ["satispay", "eur", "redirect_to_url"],
  ["link", "usd", "redirect_to_url"],
];

const elsewhere = methods.map(([type, currency, action, more = {}]) => [type, currency, action, more] as const);

describe("methods that take the customer elsewhere", () => {
  it.each(elsewhere)("%s in %s asks for %s, and is paid once the customer agrees", async (type, currency, action, more) => {
    const bench = openBench();
    const asked = await bench.post("/v1/payment_intents", { ...toPayment(type, currency, more), amount: 5000 });
    expect(asked.body).toMatchObject({ status: "requires_action", next_action: { type: action, [action]: expect.anything() as unknown } });
    bench.controls.customer.authorize(asked.id);
    const paid = await bench.get(`/v1/payment_intents/${asked.id}`, { expand: ["latest_charge"] });
    expect(paid.body).toMatchObject({
      status: "succeeded",
      amount_received: 5000,
      next_action: null,
      latest_charge: { payment_method_details: { type } },
    });
    expect(await bench.events()).toEqual([
      "payment_intent.created",
      "payment_intent.requires_action",
      "charge.succeeded",
      "payment_intent.succeeded",
    ]);
  });

  it.each(elsewhere.slice(0, 6))("%s in %s goes back to the start when the customer refuses", async (type, currency, _action, more) => {
    const bench = openBench();
    const { id } = await bench.post("/v1/payment_intents", { ...toPayment(type, currency, more), amount: 5000 });
    bench.controls.customer.fail(id);
    const failed = await bench.get(`/v1/payment_intents/${id}`);
    expect(failed.body).toMatchObject({ status: "requires_payment_method", last_payment_error: { code: "payment_intent_authentication_failure" } });
    expect(bench.simulator.ledger.size).toBe(0);
  });

  it("leads the browser over the page back to the shop", async () => {
    const bench = openBench();
    const { id, at } = await bench.post("/v1/payment_intents", toPayment("ideal", "eur"));
    const page = await bench.simulator.fetch(new Request(String(at("next_action.redirect_to_url.url"))));
    expect(page.headers.get("content-type")).toContain("text/html");
    const decision = new Request("https://api.stripe.com/simulator/authenticate/decision", {
      method: "POST",
      body: new URLSearchParams({ intent: id, decision: "fail" }),
    });
    const back = await bench.simulator.fetch(decision.clone());
    const target = new URL(back.headers.get("location") ?? "");
    expect(target.origin + target.pathname).toBe("https://shop.test/return");
    expect(Object.fromEntries(target.searchParams)).toMatchObject({ order: "7", payment_intent: id, redirect_status: "failed" });
    expect((await bench.simulator.fetch(decision)).status).toBe(404);
  });

  it("authorizes by manual capture where the method can", async () => {
    const bench = openBench();
    const { id } = await bench.post("/v1/payment_intents", toPayment("klarna", "eur", { capture_method: "manual" }));
    bench.controls.customer.authorize(id);
    expect((await bench.post(`/v1/payment_intents/${id}/capture`, { amount_to_capture: 400 })).body).toMatchObject({
      status: "succeeded",
      amount_received: 400,
    });
  });

  it.each(["ideal", "multibanco"])("refuses manual capture of %s", async (type) => {
    const { status, body } = await openBench().post("/v1/payment_intents", toPayment(type, "eur", { capture_method: "manual" }));
    expect([status, body]).toMatchObject([400, { error: { param: "capture_method" } }]);
  });

  it("refuses another currency, closed methods, missing details and a missing way back", async () => {
    const bench = openBench();
    const refusals = [
      toPayment("ideal", "usd"),
      toPayment("giropay", "eur"),
      toPayment("klarna", "eur", { data: { billing_details: { name: "Jane" } } }),
      { ...toPayment("wechat_pay", "usd") },
      toPayment("blik", "pln"),
      toPayment("afterpay_clearpay", "usd"),
    ];
    const params: unknown[] = [];
    for (const each of refusals) params.push((await bench.post("/v1/payment_intents", each)).at("error.param"));
    const { return_url: _way, ...noWay } = toPayment("eps", "eur");
    params.push((await bench.post("/v1/payment_intents", noWay)).at("error.param"));
    expect(params).toEqual([
      "currency",
      "payment_method_data[type]",
      "billing_details[email]",
      "payment_method_options[wechat_pay][client]",
      "payment_method_options[blik][code]",
      "shipping",
      "return_url",
    ]);
    expect((await bench.get("/v1/payment_intents")).at("data")).toEqual([]);
  });

  it("keeps the bank account behind iDEAL as a SEPA debit", async () => {
    const bench = openBench();
    const customer = await bench.post("/v1/customers", { email: "jane@example.com" });
    const { id } = await bench.post("/v1/payment_intents", toPayment("ideal", "eur", { customer: customer.id, setup_future_usage: "off_session" }));
    bench.controls.customer.authorize(id);
    const paid = await bench.get(`/v1/payment_intents/${id}`, { expand: ["latest_charge"] });
    const method = paid.at("latest_charge.payment_method_details.ideal.generated_sepa_debit");
    const again = await bench.post("/v1/payment_intents", {
      amount: 900,
      currency: "eur",
      confirm: true,
      off_session: true,
      customer: customer.id,
      payment_method: String(method),
      payment_method_types: ["sepa_debit"],
    });
    expect(again.body).toMatchObject({ status: "processing", payment_method: method });
  });
});

const debits: readonly (readonly [type: string, currency: string, data: Params, more: Params])[] = [
  ["sepa_debit", "eur", { iban: "DE89370400440532013000" }, mandate],
  ["bacs_debit", "gbp", { sort_code: "108800", account_number: "00012345" }, mandate],
  ["au_becs_debit", "aud", { bsb_number: "000000", account_number: "000123456" }, mandate],
];

describe("bank debits", () => {
  it.each(debits)("%s in %s is processing until the bank pays", async (type, currency, data, more) => {
    const bench = openBench();
    const pending = await bench.post(
      "/v1/payment_intents",
      toPayment(type, currency, { data: { [type]: data }, ...more, expand: ["latest_charge"] }),
    );
    expect(pending.body).toMatchObject({ status: "processing", latest_charge: { status: "pending", payment_method_details: { type } } });
    expect(bench.simulator.ledger.size).toBe(0);
    bench.controls.settle();
    expect((await bench.get(`/v1/payment_intents/${pending.id}`)).body).toMatchObject({ status: "succeeded", amount_received: 1000 });
    const refund = await bench.post("/v1/refunds", { payment_intent: pending.id, amount: 300 });
    expect(refund.body).toMatchObject({ status: "pending" });
    bench.controls.advance.refundFailed(refund.id, "declined");
    expect((await bench.get(`/v1/refunds/${refund.id}`)).body).toMatchObject({ status: "failed", failure_reason: "declined" });
    expect(await bench.events()).toEqual([
      "payment_intent.created",
      "charge.pending",
      "payment_intent.processing",
      "charge.succeeded",
      "payment_intent.succeeded",
      "refund.created",
      "charge.refunded",
      "refund.failed",
      "charge.refund.updated",
    ]);
  });

  it.each(debits)("%s in %s needs a mandate", async (type, currency, data) => {
    const refused = await openBench().post("/v1/payment_intents", toPayment(type, currency, { data: { [type]: data } }));
    expect(refused.body).toMatchObject({ error: { code: "parameter_missing", param: "mandate_data" } });
  });

  it.each([
    ["sepa_debit", "eur", { iban: "DE65370400440002222227" }, "insufficient_funds"],
    ["bacs_debit", "gbp", { sort_code: "108800", account_number: "33333335" }, "debit_not_authorized"],
    ["au_becs_debit", "aud", { bsb_number: "000000", account_number: "222222227" }, "refer_to_customer"],
  ])("%s in %s fails as its test account says", async (type, currency, data, code) => {
    const bench = openBench({ debitsSettleAfter: {} });
    const { id } = await bench.post("/v1/payment_intents", toPayment(type, currency, { data: { [type]: data }, ...mandate }));
    const failed = await bench.get(`/v1/payment_intents/${id}`, { expand: ["latest_charge"] });
    expect(failed.body).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code, payment_method: { type } },
      latest_charge: { status: "failed", failure_code: code },
    });
  });

  it("disputes a debit that its test account says to, after it succeeded", async () => {
    const bench = openBench();
    const data = { sepa_debit: { iban: "DE35370400440532013002" } };
    const { id } = await bench.post("/v1/payment_intents", toPayment("sepa_debit", "eur", { data, ...mandate }));
    bench.controls.settle();
    expect((await bench.get("/v1/disputes", { payment_intent: id })).at("data.0.reason")).toBe("debit_not_authorized");
  });

  it("ends the mandate of a BACS account that does not know it", async () => {
    const bench = openBench();
    const data = { bacs_debit: { sort_code: "108800", account_number: "33333335" } };
    const { id } = await bench.post("/v1/payment_intents", toPayment("bacs_debit", "gbp", { data, ...mandate }));
    const charge = await bench.get(`/v1/payment_intents/${id}`, { expand: ["latest_charge"] });
    const mandateId = String(charge.at("latest_charge.payment_method_details.bacs_debit.mandate"));
    expect((await bench.get(`/v1/mandates/${mandateId}`)).at("status")).toBe("active");
    bench.controls.settle();
    expect((await bench.get(`/v1/mandates/${mandateId}`)).at("status")).toBe("inactive");
    expect(await bench.events()).toContain("mandate.updated");
  });
});

const ach = { us_bank_account: { account_number: "000123456789", routing_number: "110000000", account_holder_type: "individual" } };

describe("ACH debits", () => {
  it("verifies by microdeposits, with a way for mistakes", async () => {
    const bench = openBench();
    const asked = await bench.post("/v1/payment_intents", toPayment("us_bank_account", "usd", { data: ach }));
    expect(asked.at("next_action.type")).toBe("verify_with_microdeposits");
    const verify = (params: Params) => bench.post(`/v1/payment_intents/${asked.id}/verify_microdeposits`, params);
    expect((await verify({ amounts: [1, 2] })).at("error.code")).toBe("payment_method_microdeposit_verification_amounts_mismatch");
    expect((await verify({})).at("error.code")).toBe("parameter_missing");
    expect((await verify({ amounts: [32, 45] })).at("status")).toBe("processing");
    expect((await verify({ amounts: [32, 45] })).at("error.code")).toBe("payment_intent_unexpected_state");
    bench.controls.settle();
    expect((await bench.get(`/v1/payment_intents/${asked.id}`)).at("status")).toBe("succeeded");
  });

  it.each([
    [{ descriptor_code: "SM11AA" }, 200, undefined],
    [{ descriptor_code: "SM33CC" }, 400, "payment_method_microdeposit_verification_attempts_exceeded"],
    [{ amounts: [40, 41] }, 400, "payment_method_microdeposit_verification_timeout"],
  ])("answers %j with %i %s", async (params, status, code) => {
    const bench = openBench();
    const { id } = await bench.post("/v1/payment_intents", toPayment("us_bank_account", "usd", { data: ach }));
    const answer = await bench.post(`/v1/payment_intents/${id}/verify_microdeposits`, params);
    expect([answer.status, answer.at("error.code")]).toEqual([status, code]);
  });

  it("verifies on the hosted page", async () => {
    const bench = openBench();
    const { id, at } = await bench.post("/v1/payment_intents", toPayment("us_bank_account", "usd", { data: ach }));
    const url = String(at("next_action.verify_with_microdeposits.hosted_verification_url"));
    const body = new URLSearchParams({ intent: id, first: "32", second: "45" });
    expect((await bench.simulator.fetch(new Request(url))).status).toBe(200);
    expect((await bench.simulator.fetch(new Request(url.split("?")[0] ?? "", { method: "POST", body }))).status).toBe(200);
    expect((await bench.get(`/v1/payment_intents/${id}`)).at("status")).toBe("processing");
  });

  it("debits a verified account of a customer again without asking", async () => {
    const bench = openBench();
    const customer = await bench.post("/v1/customers");
    const setup = await bench.post("/v1/setup_intents", {
      confirm: true,
      customer: customer.id,
      payment_method_types: ["us_bank_account"],
      payment_method_data: { type: "us_bank_account", billing_details: jane, ...ach },
      ...mandate,
    });
    expect((await bench.post(`/v1/setup_intents/${setup.id}/verify_microdeposits`, { amounts: [45, 32] })).body).toMatchObject({
      status: "succeeded",
    });
    const paid = await bench.post("/v1/payment_intents", {
      ...PAYMENT,
      customer: customer.id,
      payment_method: String(setup.at("payment_method")),
      payment_method_types: ["us_bank_account"],
    });
    expect(paid.at("status")).toBe("processing");
  });
});

describe("bank transfers", () => {
  const transfers = [
    ["usd", "us_bank_transfer", "aba"],
    ["gbp", "gb_bank_transfer", "sort_code"],
    ["eur", "eu_bank_transfer", "iban"],
    ["jpy", "jp_bank_transfer", "zengin"],
    ["mxn", "mx_bank_transfer", "spei"],
  ] as const;

  it.each(transfers)("in %s by %s shows an account with %s, and waits for all of the money", async (currency, type, address) => {
    const bench = openBench();
    const customer = await bench.post("/v1/customers");
    const country = type === "eu_bank_transfer" ? { eu_bank_transfer: { country: "NL" } } : {};
    const options = { payment_method_options: { customer_balance: { funding_type: "bank_transfer", bank_transfer: { type, ...country } } } };
    const asked = await bench.post("/v1/payment_intents", {
      ...toPayment("customer_balance", currency, { ...options, customer: customer.id }),
      amount: 5000,
    });
    expect(asked.at("next_action.display_bank_transfer_instructions")).toMatchObject({
      amount_remaining: 5000,
      type,
      financial_addresses: expect.arrayContaining([expect.objectContaining({ type: address })]) as unknown,
    });
    const fund = (amount: number) => bench.post(`/v1/test_helpers/customers/${customer.id}/fund_cash_balance`, { amount, currency });
    await fund(2000);
    expect((await bench.get(`/v1/payment_intents/${asked.id}`)).at("next_action.display_bank_transfer_instructions.amount_remaining")).toBe(3000);
    await fund(3500);
    expect((await bench.get(`/v1/payment_intents/${asked.id}`)).body).toMatchObject({ status: "succeeded", amount_received: 5000 });
    expect(await bench.events()).toContain("payment_intent.partially_funded");
  });

  it("needs a customer", async () => {
    const options = { payment_method_options: { customer_balance: { funding_type: "bank_transfer", bank_transfer: { type: "us_bank_transfer" } } } };
    expect((await openBench().post("/v1/payment_intents", toPayment("customer_balance", "usd", options))).at("error.param")).toBe("customer");
  });
});

describe("refunds that need the customer's bank details", () => {
  it("asks for an email, waits for the details, and can be canceled while it waits", async () => {
    const bench = openBench();
    const { id } = await bench.post("/v1/payment_intents", toPayment("multibanco", "eur", { return_url: RETURN_URL }));
    bench.controls.customer.authorize(id);
    expect((await bench.post("/v1/refunds", { payment_intent: id })).at("error.param")).toBe("instructions_email");
    const waiting = await bench.post("/v1/refunds", { payment_intent: id, amount: 400, instructions_email: "jane@example.com" });
    expect(waiting.body).toMatchObject({ status: "requires_action", next_action: { type: "display_details" } });
    expect((await bench.post(`/v1/refunds/${waiting.id}/cancel`)).at("status")).toBe("canceled");
    const other = await bench.post("/v1/refunds", { payment_intent: id, instructions_email: "jane@example.com" });
    expect(other.at("amount")).toBe(1000);
    bench.controls.customer.giveRefundDetails(other.id);
    bench.controls.settle();
    expect((await bench.get(`/v1/refunds/${other.id}`)).at("status")).toBe("succeeded");
  });
});
