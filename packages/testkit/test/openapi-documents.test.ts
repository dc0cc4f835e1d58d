import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadOpenApi } from "../src/node.js";
import { createOpenApiValidator, placeOf, toViolationLine, type OpenApiValidator } from "../src/openapi.js";

const folder = process.env["SWITCHYARD_OPENAPI_DIR"];
const isMissing = folder === undefined || folder === "";
const why = isMissing ? " (skipped: SWITCHYARD_OPENAPI_DIR is not set)" : "";

type Json = Readonly<Record<string, unknown>>;

/** Bodies as the processors' references print them. */
const samples = JSON.parse(readFileSync(path.join(import.meta.dirname, "fixtures", "openapi", "samples.json"), "utf8")) as {
  readonly stripe: Readonly<Record<string, Json>>;
  readonly adyen: Readonly<Record<string, Json>> & { readonly webhooks: readonly Json[] };
};

const open = async (file: string): Promise<OpenApiValidator> =>
  createOpenApiValidator([{ document: await loadOpenApi(path.join(folder ?? "", file)), name: file }]);

const JSON_HEADERS = { "content-type": "application/json" };
const FORM_HEADERS = { "content-type": "application/x-www-form-urlencoded" };

/** Compiling a large document's schemas takes its time on a busy machine. */
const TIMEOUT = 30_000;

describe.skipIf(isMissing)(`Stripe's document${why}`, { timeout: TIMEOUT }, () => {
  const card =
    "amount=1000&currency=usd&confirm=true&capture_method=manual&metadata[order_id]=attempt_123" +
    "&return_url=https%3A%2F%2Fshop.example%2Freturn&payment_method_types[0]=card" +
    "&payment_method_data[type]=card&payment_method_data[card][number]=4242424242424242&payment_method_data[card][exp_month]=3" +
    "&payment_method_data[card][exp_year]=2030&payment_method_data[card][cvc]=123&payment_method_data[billing_details][name]=Jane+Doe" +
    "&payment_method_options[card][request_three_d_secure]=automatic&expand[0]=latest_charge";

  async function request(form: string, url = "/v1/payment_intents"): Promise<readonly string[]> {
    const stripe = await open("stripe.json");
    return (await stripe.validateRequest({ method: "POST", url, headers: FORM_HEADERS, body: form })).map(placeOf);
  }

  async function answer(method: string, url: string, body: unknown, status = 200): Promise<readonly string[]> {
    const stripe = await open("stripe.json");
    const found = await stripe.validateResponse({ method, url }, { status, headers: JSON_HEADERS, body: JSON.stringify(body) });
    return found.map(toViolationLine);
  }

  it("takes the requests of Stripe's reference", async () => {
    expect(await request(card)).toEqual([]);
    expect(await request(`${card}&payment_method_options[card][mit_exemption][network_transaction_id]=nti&off_session=true`)).toEqual([]);
    expect(await request("amount_to_capture=500&final_capture=false", "/v1/payment_intents/pi_1/capture")).toEqual([]);
    expect(await request("", "/v1/payment_intents/pi_1/cancel")).toEqual([]);
    expect(
      await request(
        "amount=1000&currency=eur&confirm=true&payment_method_data[type]=sepa_debit&payment_method_data[sepa_debit][iban]=DE89370400440532013000" +
          "&payment_method_types[0]=sepa_debit&mandate_data[customer_acceptance][type]=online" +
          "&mandate_data[customer_acceptance][online][ip_address]=1.2.3.4&mandate_data[customer_acceptance][online][user_agent]=UA",
      ),
    ).toEqual([]);
    const stripe = await open("stripe.json");
    const url = "https://api.stripe.com/v1/payment_intents?created[gte]=5&limit=3&expand[]=data.latest_charge";
    expect(await stripe.validateRequest({ method: "GET", url })).toEqual([]);
  });

  const POST = "POST /v1/payment_intents request";
  it.each([
    [card.replace("amount=1000", "amount=10.00"), `${POST} body /amount`],
    [card.replace("confirm=true", "confirm=1"), `${POST} body /confirm`],
    [card.replace("capture_method=manual", "capture_method=later"), `${POST} body /capture_method`],
    [card.replace("payment_method_types[0]=card", "payment_method_types=card"), `${POST} body /payment_method_types`],
    [card.replace("[exp_month]=3", "[exp_month]=march"), `${POST} body /payment_method_data/card/exp_month`],
    [`${card}&payment_method_data[card][cvv]=123`, `${POST} body /payment_method_data/card/cvv`],
    [`${card}&token=tok_1`, `${POST} body /token`],
  ])("refuses a field that is not as the document says (%#)", async (form, place) => {
    expect(await request(form)).toEqual([place]);
  });

  it("takes the answers of Stripe's reference, and the objects in the place of ids", async () => {
    const { payment_intent: intent, charge, refund, setup_intent: setup, payment_method: method } = samples.stripe;
    expect(await answer("POST", "/v1/payment_intents", intent)).toEqual([]);
    expect(await answer("GET", "/v1/payment_intents/pi_1", { ...intent, latest_charge: charge })).toEqual([]);
    expect(await answer("POST", "/v1/refunds", refund)).toEqual([]);
    expect(await answer("POST", "/v1/setup_intents", setup)).toEqual([]);
    expect(await answer("GET", "/v1/payment_methods/pm_1", method)).toEqual([]);
    expect(await answer("POST", "/v1/payment_intents", { error: { type: "card_error", code: "card_declined", message: "No." } }, 402)).toEqual([]);
  });

  it("refuses answers with fields of another type, or without them", async () => {
    const { payment_intent: intent, charge } = samples.stripe;
    const { status: _, ...stateless } = intent ?? {};
    const POSTED = "POST /v1/payment_intents 200 body";
    expect(await answer("POST", "/v1/payment_intents", { ...intent, amount: "1000" })).toEqual([
      `${POSTED} /amount: must be integer (a string of 4 characters)`,
    ]);
    expect(await answer("POST", "/v1/payment_intents", stateless)).toEqual([`${POSTED} /status: is missing (nothing)`]);
    expect(await answer("POST", "/v1/payment_intents", { ...intent, latest_charge: { ...charge, captured: "no" } })).toEqual([
      `${POSTED} /latest_charge/captured: must be boolean (a string of 2 characters)`,
    ]);
  });

  it("types the object of an event by the event", async () => {
    const stripe = await open("stripe.json");
    const { payment_intent: intent, charge } = samples.stripe;
    const event = (type: string, object: unknown) => ({
      id: "evt_1",
      object: "event",
      api_version: "2026-08-26.dahlia",
      created: 1787000000,
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    });
    const places = (type: string, object: unknown) => stripe.validateSchema("event", event(type, object)).map(placeOf);
    expect(places("payment_intent.succeeded", intent)).toEqual([]);
    expect(places("charge.succeeded", charge)).toEqual([]);
    expect(places("payment_intent.succeeded", { ...intent, amount: null })).toEqual(["schema event value body /data/object/amount"]);
    expect(places("charge.succeeded", intent)).not.toEqual([]);
  });
});

describe.skipIf(isMissing)(`Adyen's documents${why}`, { timeout: TIMEOUT }, () => {
  const { payments, authorised, refused, redirect, details, capture } = samples.adyen;

  async function request(url: string, body: unknown): Promise<readonly string[]> {
    const adyen = await open("adyen-checkout.json");
    return (await adyen.validateRequest({ method: "POST", url, headers: JSON_HEADERS, body: JSON.stringify(body) })).map(placeOf);
  }

  async function answer(url: string, status: number, body: unknown): Promise<readonly string[]> {
    const adyen = await open("adyen-checkout.json");
    return (await adyen.validateResponse({ method: "POST", url }, { status, headers: JSON_HEADERS, body: JSON.stringify(body) })).map(placeOf);
  }

  it("take the requests and answers of Adyen's reference", async () => {
    expect(await request("https://checkout-test.adyen.com/v71/payments", payments)).toEqual([]);
    expect(await request("/v71/payments/details", details)).toEqual([]);
    for (const body of [authorised, refused, redirect]) expect(await answer("/v71/payments", 200, body)).toEqual([]);
    expect(await answer("/v71/payments/QFQTPCQ8HXSKGK82/captures", 201, capture)).toEqual([]);
  });

  it("refuse what is not as they say", async () => {
    const method = payments?.["paymentMethod"] as Json;
    const at = "POST /payments request body";
    expect(await request("/v71/payments", { ...payments, paymentMethod: { ...method, cvv: "737" } })).toEqual([`${at} /paymentMethod/cvv`]);
    expect(await request("/v71/payments", { ...payments, paymentMethod: { ...method, type: "barter" } })).not.toEqual([]);
    expect(await request("/v71/payments", { ...payments, amount: { value: "1000", currency: "EUR" } })).toEqual([`${at} /amount/value`]);
    expect(await request("/v71/payments", { ...payments, shopperInteraction: "ecommerce" })).toEqual([`${at} /shopperInteraction`]);
    expect(await request("/v71/payment", payments)).toEqual(["POST /v71/payment request operation"]);
    expect(await answer("/v71/payments", 201, authorised)).toEqual(["POST /payments 201 status"]);
    expect(await answer("/v71/payments", 200, { ...authorised, resultCode: "Fine" })).toEqual(["POST /payments 200 body /resultCode"]);
    expect(await answer("/v71/payments/QFQTPCQ8HXSKGK82/captures", 201, { ...capture, status: "done" })).not.toEqual([]);
  });

  it("describe the webhooks, item by item", async () => {
    const webhooks = await open("adyen-webhooks.json");
    const itemOf = (sent: Json) => (sent["notificationItems"] as readonly Json[])[0]?.["NotificationRequestItem"] as Json;
    const [authorisation, refund] = samples.adyen.webhooks.map(itemOf);
    expect(webhooks.validateSchema("AuthorisationNotificationRequestItem", authorisation)).toEqual([]);
    expect(webhooks.validateSchema("RefundNotificationRequestItem", refund)).toEqual([]);
    expect(webhooks.validateSchema("RefundNotificationRequestItem", { ...refund, success: true }).map(placeOf)).toEqual([
      "schema RefundNotificationRequestItem value body /success",
    ]);
  });
});
