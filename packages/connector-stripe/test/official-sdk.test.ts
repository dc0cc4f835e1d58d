import { serve, type LoopbackServer } from "@switchyard/testkit/node";
import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STRIPE_SIMULATOR_DEFAULTS } from "../simulator/settings.js";
import { createStripeSimulator, type StripeSimulator } from "../simulator/simulator.js";

const SECRET = STRIPE_SIMULATOR_DEFAULTS.secretKey;
const SELLER = "acct_1SellerOfTheTests";

let simulator: StripeSimulator;
let server: LoopbackServer;
let stripe: Stripe;

function toClient(key: string = SECRET): Stripe {
  return new Stripe(key, { host: "127.0.0.1", port: server.port, protocol: "http", telemetry: false, maxNetworkRetries: 0 });
}

beforeEach(async () => {
  simulator = createStripeSimulator({ connectedAccounts: [{ id: SELLER }] });
  server = await serve((request) => simulator.fetch(request));
  stripe = toClient();
});

afterEach(async () => {
  expect(server.failures).toEqual([]);
  await server.close();
});

const card = { payment_method: "pm_card_visa", payment_method_types: ["card"] };

function pay(fields: Partial<Stripe.PaymentIntentCreateParams> = {}, options: Stripe.RequestOptions = {}): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({ amount: 1000, currency: "usd", confirm: true, capture_method: "automatic", ...card, ...fields }, options);
}

async function refused(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error("The call was not refused.");
    },
    (error: unknown) => error,
  );
}

describe("payments by Stripe's own SDK", () => {
  it("creates first and confirms later", async () => {
    const created = await stripe.paymentIntents.create({
      amount: 1250,
      currency: "eur",
      payment_method_types: ["card"],
      capture_method: "automatic",
    });
    expect(created).toMatchObject({ status: "requires_payment_method", amount: 1250, currency: "eur" });
    const confirmed = await stripe.paymentIntents.confirm(created.id, { payment_method: "pm_card_mastercard" });
    expect(confirmed).toMatchObject({ status: "succeeded", amount_received: 1250 });
  });

  it("expands the charge", async () => {
    const { latest_charge: charge } = await pay({ expand: ["latest_charge.balance_transaction"] });
    expect(charge).toMatchObject({ object: "charge", paid: true, balance_transaction: { object: "balance_transaction", amount: 1000 } });
  });

  it("confirms with 3DS in the browser", async () => {
    const asked = await pay({ payment_method: "pm_card_threeDSecure2Required", return_url: "https://shop.test/back" });
    expect(asked.status).toBe("requires_action");
    const url = asked.next_action?.redirect_to_url?.url ?? "";
    const page = await (await fetch(url)).text();
    expect(page).toContain("test-source-authorize-3ds");
    const decision = new URLSearchParams({ intent: asked.id, decision: "authorize" });
    const back = await fetch(new URL("/simulator/authenticate/decision", url), { method: "POST", body: decision, redirect: "manual" });
    expect(back.headers.get("location")).toContain(`payment_intent=${asked.id}`);
    const paid = await stripe.paymentIntents.retrieve(asked.id, { expand: ["latest_charge"] });
    expect(paid).toMatchObject({
      status: "succeeded",
      latest_charge: { payment_method_details: { card: { three_d_secure: { result: "authenticated", authentication_flow: "challenge" } } } },
    });
  });

  it("captures in part, and releases the rest", async () => {
    const { id } = await pay({ capture_method: "manual" });
    const captured = await stripe.paymentIntents.capture(id, { amount_to_capture: 700 });
    expect(captured).toMatchObject({ status: "succeeded", amount_received: 700, amount_capturable: 0 });
    expect(simulator.ledger.total({ kind: "void", currency: "USD" })).toBe(300);
  });

  it("captures several times", async () => {
    const { id } = await pay({ capture_method: "manual", payment_method_options: { card: { request_multicapture: "if_available" } } });
    const first = await stripe.paymentIntents.capture(id, { amount_to_capture: 300, final_capture: false });
    expect(first).toMatchObject({ status: "requires_capture", amount_received: 300, amount_capturable: 700 });
    const last = await stripe.paymentIntents.capture(id, { amount_to_capture: 500 });
    expect(last).toMatchObject({ status: "succeeded", amount_received: 800, amount_capturable: 0 });
  });

  it("increments an authorization, and keeps it when the issuer declines", async () => {
    const { id } = await pay({ capture_method: "manual", payment_method_options: { card: { request_incremental_authorization: "if_available" } } });
    const raised = await stripe.paymentIntents.incrementAuthorization(id, { amount: 1500 });
    expect(raised).toMatchObject({ amount: 1500, amount_capturable: 1500, status: "requires_capture" });
    simulator.controls.declineNext("insufficient_funds");
    const error = await refused(stripe.paymentIntents.incrementAuthorization(id, { amount: 2000 }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ amount: 1500, status: "requires_capture" });
  });

  it("cancels, with the charge shown as refunded", async () => {
    const { id } = await pay({ capture_method: "manual" });
    const canceled = await stripe.paymentIntents.cancel(id, { cancellation_reason: "requested_by_customer", expand: ["latest_charge"] });
    expect(canceled).toMatchObject({
      status: "canceled",
      cancellation_reason: "requested_by_customer",
      latest_charge: { refunded: true, amount_refunded: 1000, captured: false },
    });
  });

  it("refunds in parts until nothing is left", async () => {
    const { id } = await pay();
    expect(await stripe.refunds.create({ payment_intent: id, amount: 400 })).toMatchObject({ status: "succeeded", amount: 400 });
    expect(await refused(stripe.refunds.create({ payment_intent: id, amount: 700 }))).toMatchObject({
      message: "Refund amount ($7.00) is greater than unrefunded amount on charge ($6.00)",
    });
    expect(await stripe.refunds.create({ payment_intent: id })).toMatchObject({ amount: 600 });
    expect(await refused(stripe.refunds.create({ payment_intent: id }))).toMatchObject({ code: "charge_already_refunded" });
    expect((await stripe.refunds.list({ payment_intent: id })).data.map(({ amount }) => amount)).toEqual([600, 400]);
  });

  it("lists with auto-pagination", async () => {
    const made: string[] = [];
    for (let index = 0; index < 7; index += 1) made.unshift((await pay()).id);
    const found: string[] = [];
    for await (const intent of stripe.paymentIntents.list({ limit: 3 })) found.push(intent.id);
    expect(found).toEqual(made);
    const before = await stripe.paymentIntents.list({ ending_before: made[3] ?? "", limit: 2 });
    expect(before.data.map(({ id }) => id)).toEqual(made.slice(1, 3));
  });

  it("searches by metadata", async () => {
    const { id } = await pay({ metadata: { order_id: "order-7" } });
    await pay({ metadata: { order_id: "order-8" } });
    const found = await stripe.paymentIntents.search({ query: `metadata["order_id"]:"order-7"` });
    expect(found.data.map((intent) => intent.id)).toEqual([id]);
  });
});

describe("customers and payment methods by Stripe's own SDK", () => {
  it("attaches a card, pays with it off session, detaches it", async () => {
    const customer = await stripe.customers.create({ email: "jane@example.com", name: "Jane Doe" });
    const made = await stripe.paymentMethods.create({ type: "card", card: { number: "4242424242424242", exp_month: 3, exp_year: 2030, cvc: "123" } });
    expect(await stripe.paymentMethods.attach(made.id, { customer: customer.id })).toMatchObject({ customer: customer.id });
    const paid = await pay({ payment_method: made.id, customer: customer.id, off_session: true });
    expect(paid).toMatchObject({ status: "succeeded", payment_method: made.id });
    expect((await stripe.customers.listPaymentMethods(customer.id)).data.map(({ id }) => id)).toEqual([made.id]);
    expect(await stripe.paymentMethods.detach(made.id)).toMatchObject({ customer: null });
    expect(await refused(pay({ payment_method: made.id, customer: customer.id }))).toMatchObject({ code: "payment_method_unexpected_state" });
  });

  it("sets a card up for payments without the customer", async () => {
    const customer = await stripe.customers.create();
    const setup = await stripe.setupIntents.create({
      confirm: true,
      customer: customer.id,
      payment_method: "pm_card_authenticationRequiredOnSetup",
      payment_method_types: ["card"],
      return_url: "https://shop.test/back",
      usage: "off_session",
    });
    expect(setup.status).toBe("requires_action");
    expect(simulator.controls.customer.authorize(setup.id)).toContain("redirect_status=succeeded");
    const done = await stripe.setupIntents.retrieve(setup.id, { expand: ["latest_attempt"] });
    expect(done).toMatchObject({ status: "succeeded", latest_attempt: { status: "succeeded" } });
    const method = typeof done.payment_method === "string" ? done.payment_method : "";
    expect(await pay({ payment_method: method, customer: customer.id, off_session: true })).toMatchObject({ status: "succeeded" });
  });

  it("deletes a customer", async () => {
    const { id } = await stripe.customers.create();
    expect(await stripe.customers.del(id)).toEqual(expect.objectContaining({ id, deleted: true }));
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
  });
});

describe("errors as the SDK's own", () => {
  it("throws a card error with the decline code and the intent", async () => {
    const error = await refused(pay({ payment_method: "pm_card_visa_chargeDeclinedInsufficientFunds" }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({
      code: "card_declined",
      decline_code: "insufficient_funds",
      statusCode: 402,
      payment_intent: { status: "requires_payment_method", last_payment_error: { decline_code: "insufficient_funds" } },
    });
  });

  it("throws an idempotency error for a key with other parameters", async () => {
    const first = await pay({ amount: 500 }, { idempotencyKey: "key-1" });
    const again = await pay({ amount: 500 }, { idempotencyKey: "key-1" });
    expect(again.id).toBe(first.id);
    expect(await refused(pay({ amount: 600 }, { idempotencyKey: "key-1" }))).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(simulator.ledger.total({ kind: "capture", currency: "USD" })).toBe(500);
  });

  it.each([
    ["authentication", Stripe.errors.StripeAuthenticationError, () => toClient("sk_test_wrong").balance.retrieve()],
    ["invalid request", Stripe.errors.StripeInvalidRequestError, () => stripe.paymentIntents.retrieve("pi_unknown")],
    ["permission", Stripe.errors.StripePermissionError, () => stripe.balance.retrieve({}, { stripeAccount: "acct_unknown" })],
  ])("throws an %s error", async (_, type, call) => {
    expect(await refused(call())).toBeInstanceOf(type);
  });

  it("throws a rate-limit error, and repeats by itself what may be repeated", async () => {
    simulator.controls.failNext("rate_limit");
    expect(await refused(stripe.balance.retrieve())).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    const patient = new Stripe(SECRET, { host: "127.0.0.1", port: server.port, protocol: "http", telemetry: false, maxNetworkRetries: 1 });
    simulator.controls.failNext("lock_timeout");
    await expect(patient.balance.retrieve()).resolves.toMatchObject({ object: "balance" });
  });
});

describe("disputes by Stripe's own SDK", () => {
  it("answers a dispute with evidence and a file, and wins", async () => {
    const paid = await pay({ payment_method: "pm_card_createDispute" });
    const [dispute] = (await stripe.disputes.list({ payment_intent: paid.id })).data;
    expect(dispute).toMatchObject({ status: "needs_response", reason: "fraudulent", amount: 1000 });
    const file = await stripe.files.create({
      purpose: "dispute_evidence",
      file: { data: Buffer.from("%PDF-1.4 receipt"), name: "receipt.pdf", type: "application/pdf" },
    });
    expect(file).toMatchObject({ object: "file", type: "pdf", size: 16 });
    const id = dispute?.id ?? "";
    const drafted = await stripe.disputes.update(id, { evidence: { receipt: file.id }, submit: false });
    expect(drafted).toMatchObject({ status: "needs_response", evidence_details: { has_evidence: true, submission_count: 0 } });
    const submitted = await stripe.disputes.update(id, { evidence: { uncategorized_text: "winning_evidence" }, submit: true });
    expect(submitted).toMatchObject({ status: "under_review", evidence: { receipt: file.id } });
    expect(await stripe.disputes.retrieve(id)).toMatchObject({ status: "won" });
    expect(simulator.ledger.total({ kind: "chargeback_reversal", currency: "USD" })).toBe(1000);
  });

  it("accepts a dispute", async () => {
    const paid = await pay();
    const id = simulator.controls.advance.disputed(paid.id, { reason: "product_not_received" });
    expect(await stripe.disputes.close(id)).toMatchObject({ status: "lost" });
    expect(await refused(stripe.disputes.close(id))).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
  });
});

describe("Connect by Stripe's own SDK", () => {
  it("charges directly on a connected account, with the platform's fee", async () => {
    const paid = await pay({ application_fee_amount: 100, expand: ["latest_charge"] }, { stripeAccount: SELLER });
    expect(paid).toMatchObject({ status: "succeeded", application_fee_amount: 100 });
    expect(await refused(stripe.paymentIntents.retrieve(paid.id))).toMatchObject({ code: "resource_missing", statusCode: 404 });
    const [fee] = (await stripe.applicationFees.list()).data;
    expect(fee).toMatchObject({ amount: 100, account: SELLER });
    const charge = typeof paid.latest_charge === "string" ? paid.latest_charge : (paid.latest_charge?.id ?? "");
    const refund = await stripe.refunds.create({ charge, amount: 500, refund_application_fee: true }, { stripeAccount: SELLER });
    expect(refund).toMatchObject({ amount: 500 });
    expect(await stripe.applicationFees.retrieve(fee?.id ?? "")).toMatchObject({ amount_refunded: 50 });
  });

  it("charges for a destination, and takes the transfer back with a refund", async () => {
    const paid = await pay({ application_fee_amount: 200, transfer_data: { destination: SELLER }, expand: ["latest_charge.transfer"] });
    expect(paid).toMatchObject({ latest_charge: { transfer: { amount: 1000, destination: SELLER, reversed: false } } });
    expect(simulator.controls.availableBalance(SELLER, "usd")).toBe(800);
    const refund = await stripe.refunds.create({
      payment_intent: paid.id,
      reverse_transfer: true,
      refund_application_fee: true,
      expand: ["transfer_reversal"],
    });
    expect(refund).toMatchObject({ amount: 1000, transfer_reversal: { amount: 1000 } });
    expect(simulator.controls.availableBalance(SELLER, "usd")).toBe(0);
  });

  it("transfers to a connected account and pays out from there", async () => {
    const transfer = await stripe.transfers.create({ amount: 5000, currency: "usd", destination: SELLER, transfer_group: "payout-1" });
    const payout = await stripe.payouts.create({ amount: 5000, currency: "usd" }, { stripeAccount: SELLER });
    expect(payout).toMatchObject({ status: "pending", amount: 5000 });
    simulator.controls.advance.payoutPaid(payout.id);
    expect(await stripe.payouts.retrieve(payout.id, {}, { stripeAccount: SELLER })).toMatchObject({ status: "paid" });
    expect(await refused(stripe.transfers.createReversal(transfer.id))).toMatchObject({ code: "balance_insufficient" });
  });

  it("takes a transfer back before it is paid out", async () => {
    const transfer = await stripe.transfers.create({ amount: 5000, currency: "usd", destination: SELLER });
    expect(await stripe.transfers.createReversal(transfer.id)).toMatchObject({ amount: 5000, transfer: transfer.id });
    expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({ reversed: true, amount_reversed: 5000 });
    expect(await refused(stripe.payouts.create({ amount: 1, currency: "usd" }, { stripeAccount: SELLER }))).toMatchObject({
      code: "balance_insufficient",
    });
  });

  it("takes a new account in, which is ready once everything is told", async () => {
    const account = await stripe.accounts.create({
      type: "custom",
      country: "US",
      email: "seller@example.com",
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
      business_type: "individual",
      business_profile: { mcc: "5734", url: "https://seller.example" },
      individual: { first_name: "Jenny", last_name: "Rosen", dob: { day: 1, month: 1, year: 1990 }, address: { line1: "1 Main Street" } },
      tos_acceptance: { date: 1787000000, ip: "203.0.113.1" },
    });
    expect(account).toMatchObject({ payouts_enabled: false, requirements: { currently_due: ["external_account"] } });
    await stripe.accounts.createExternalAccount(account.id, {
      external_account: { object: "bank_account", country: "US", currency: "usd", account_number: "000123456789", routing_number: "110000000" },
    });
    expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
      payouts_enabled: true,
      charges_enabled: true,
      capabilities: { transfers: "active" },
      requirements: { currently_due: [] },
    });
  });
});

describe("webhooks by Stripe's own SDK", () => {
  const now = 1768471200;
  const NOTHING = { body: "", signature: "" };

  async function delivered(): Promise<readonly { readonly body: string; readonly signature: string }[]> {
    const seen: { body: string; signature: string }[] = [];
    await simulator.webhooks.deliver(async (request) => {
      seen.push({ body: await request.text(), signature: request.headers.get("stripe-signature") ?? "" });
      return new Response();
    });
    return seen;
  }

  it("signs events that the SDK accepts, and no changed byte", async () => {
    await pay();
    const events = await delivered();
    const types = events.map(
      ({ body, signature }) =>
        stripe.webhooks.constructEvent(body, signature, STRIPE_SIMULATOR_DEFAULTS.webhookSecret, 300, undefined, now * 1000).type,
    );
    expect(types).toEqual(["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]);
    const [{ body, signature } = NOTHING] = events;
    expect(() => stripe.webhooks.constructEvent(`${body} `, signature, STRIPE_SIMULATOR_DEFAULTS.webhookSecret, 300, undefined, now * 1000)).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
  });

  it("signs with both secrets while one is rolled over", async () => {
    simulator.controls.useWebhookSecrets(["whsec_old", "whsec_new"]);
    await stripe.customers.create();
    const [{ body, signature } = NOTHING] = await delivered();
    for (const secret of ["whsec_old", "whsec_new"]) {
      expect(stripe.webhooks.constructEvent(body, signature, secret, 300, undefined, now * 1000).type).toBe("customer.created");
    }
  });

  it("signs with the secret of a registered endpoint, which is shown once", async () => {
    const { secret, id } = await stripe.webhookEndpoints.create({ url: STRIPE_SIMULATOR_DEFAULTS.webhookUrl, enabled_events: ["*"] });
    expect((await stripe.webhookEndpoints.retrieve(id)).secret).toBeUndefined();
    await stripe.customers.create();
    const [{ body, signature } = NOTHING] = await delivered();
    expect(stripe.webhooks.constructEvent(body, signature, secret ?? "", 300, undefined, now * 1000).type).toBe("customer.created");
  });

  it("lists the events, and names the connected account", async () => {
    await pay({}, { stripeAccount: SELLER });
    const events = (await stripe.events.list({ type: "payment_intent.*" }, { stripeAccount: SELLER })).data;
    expect(events.map(({ type, account }) => [type, account])).toEqual([
      ["payment_intent.succeeded", SELLER],
      ["payment_intent.created", SELLER],
    ]);
  });
});
