import type { RouterData } from "@switchyard/interfaces";
import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { ACCOUNT, CUSTOMER, disputed, fieldsOf, METHOD, wireOf } from "./records.js";
import { requests } from "./requests.js";

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}

/** The query of a GET, written as fields: the order and the escapes are the sender's own. */
function fieldsAndPath(method: string, path: string, body: string | undefined): Pick<Sent, "method" | "path" | "fields"> {
  const [bare = "", query] = path.split("?");
  return { method, path: bare, fields: fieldsOf(method === "GET" ? query : body) };
}

/** What the official SDK sends for a call. */
async function bySdk(call: (sdk: Stripe) => Promise<unknown>): Promise<Sent> {
  const sent: Sent[] = [];
  const fetchFn: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const body = await request.text();
    sent.push({ ...fieldsAndPath(request.method, `${pathname.slice(1)}${search}`, body), headers: Object.fromEntries(request.headers) });
    return Response.json({ id: "x", object: "x" });
  };
  await call(new Stripe("sk_test_x", { httpClient: Stripe.createFetchHttpClient(fetchFn), telemetry: false, maxNetworkRetries: 0 }));
  const [first, ...more] = sent;
  if (first === undefined || more.length > 0) throw new Error("The SDK sent none, or more than one.");
  return first;
}

/** What the connector sends for a record. */
function byConnector(data: RouterData): Sent {
  const { method, path, headers, body } = wireOf(data);
  return { ...fieldsAndPath(method, path, body), headers };
}

/** Fields that Stripe takes and does not publish, so that its types lack them: raw cards, wallets' tokens, network transaction ids. */
function unlisted(params: object): Stripe.PaymentIntentCreateParams {
  return params as Stripe.PaymentIntentCreateParams;
}

const billing_details = {
  name: "Jane Doe",
  email: "jane@example.com",
  phone: "+49301234567",
  address: { line1: "1 Main Street", line2: "Flat 2", city: "Berlin", state: "Berlin", postal_code: "10115", country: "DE" },
};
const shipping = { name: billing_details.name, phone: billing_details.phone, address: billing_details.address };
const mandate_data = { customer_acceptance: { type: "online", online: { ip_address: "192.0.2.7", user_agent: "Mozilla/5.0" } } } as const;
const cardFields = { number: "4242424242424242", exp_month: 3, exp_year: 2030, cvc: "123" };
const common = {
  amount: 1000,
  confirm: true,
  return_url: "https://shop.example/return",
  metadata: { order_id: "attempt_123" },
  capture_method: "automatic",
  expand: ["latest_charge"],
} satisfies Omit<Stripe.PaymentIntentCreateParams, "currency">;

/** A payment by a customer who is known in full, in the SDK's words. */
const pay = (type: string, currency: string, params: object = {}, fields?: object, options?: object, billing: object = {}) =>
  unlisted({
    ...common,
    currency,
    payment_method_types: [type],
    payment_method_data: { type, ...(fields === undefined ? {} : { [type]: fields }), billing_details: { ...billing_details, ...billing } },
    ...(options === undefined ? {} : { payment_method_options: { [type]: options } }),
    shipping,
    ...params,
  });

const cardPayment = (card: object, options: object | undefined, params: object = {}) =>
  unlisted({
    ...common,
    currency: "usd",
    payment_method_types: ["card"],
    payment_method_data: { type: "card", card, billing_details: { name: "Jane Doe" } },
    ...(options === undefined ? {} : { payment_method_options: { card: options } }),
    ...params,
  });
const plain = { request_three_d_secure: "automatic" };
const network_token = { number: "4111111111111111", exp_month: 3, exp_year: 2030 };
const cryptogram = { network_token: { cryptogram: "AgAAAAAABk4DWZ4C28yUQAAAAAA=", electronic_commerce_indicator: "07" } };
const balance = (bank_transfer: object) => ({ funding_type: "bank_transfer", bank_transfer });

/** The payment of each fixture of an authorization, as the SDK's user would write it. */
const payments: Readonly<Record<string, Stripe.PaymentIntentCreateParams>> = {
  "card-manual": cardPayment(cardFields, plain, { capture_method: "manual" }),
  "card-full": pay(
    "card",
    "usd",
    {
      capture_method: "manual",
      description: "Marmalade",
      statement_descriptor_suffix: "ORDER 42",
      metadata: { "basket.id": "7", gift: "true", order_id: "attempt_123" },
    },
    cardFields,
    { ...plain, request_incremental_authorization: "if_available", request_multicapture: "if_available" },
  ),
  "card-without-return-url": cardPayment(cardFields, plain, { return_url: undefined, error_on_requires_action: true }),
  "three-ds": cardPayment(cardFields, { request_three_d_secure: "any" }),
  "three-ds-imported": cardPayment(cardFields, {
    ...plain,
    three_d_secure: {
      version: "2.2.0",
      cryptogram: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
      transaction_id: "ds-1",
      electronic_commerce_indicator: "05",
      ares_trans_status: "Y",
    },
  }),
  "card-stored": cardPayment(cardFields, plain, { customer: CUSTOMER, setup_future_usage: "off_session" }),
  "stored-card-on-session": { ...common, currency: "usd", payment_method_types: ["card"], payment_method: METHOD, customer: CUSTOMER },
  "network-transaction-id": cardPayment(
    { ...cardFields, cvc: undefined },
    { mit_exemption: { network_transaction_id: "123456789012345" } },
    { off_session: true },
  ),
  moto: cardPayment(cardFields, { moto: true }),
  "google-pay": cardPayment({ token: "tok_1TestA0000000001" }, plain),
  "apple-pay": cardPayment({ token: "tok_1TestA0000000001" }, undefined),
  "apple-pay-decrypted": cardPayment(
    { last4: "1111", exp_month: 3, exp_year: 2030, network_token: { ...network_token, tokenization_method: "apple_pay" } },
    cryptogram,
  ),
  "google-pay-decrypted": cardPayment(
    { last4: "1111", exp_month: 3, exp_year: 2030, network_token: { ...network_token, tokenization_method: "google_pay_dpan" } },
    cryptogram,
  ),
  "network-token": cardPayment(
    { last4: "1111", exp_month: 3, exp_year: 2030, network_token: { ...network_token, payment_account_reference: "PAR1" } },
    { network_token: { ...cryptogram.network_token, electronic_commerce_indicator: "05" } },
  ),
  ach: pay(
    "us_bank_account",
    "usd",
    { mandate_data },
    {
      account_holder_type: "individual",
      account_number: "000123456789",
      routing_number: "110000000",
    },
  ),
  sepa: pay("sepa_debit", "eur", { mandate_data }, { iban: "DE89370400440532013000" }),
  bacs: pay("bacs_debit", "gbp", { mandate_data }, { sort_code: "108800", account_number: "00012345" }),
  becs: pay("au_becs_debit", "aud", { mandate_data }, { bsb_number: "000000", account_number: "000123456" }),
  ideal: pay("ideal", "eur", {}, { bank: "rabobank" }),
  bancontact: pay("bancontact", "eur", {}, undefined, { preferred_language: "nl" }),
  eps: pay("eps", "eur", {}, { bank: "bank_austria" }),
  p24: pay("p24", "pln"),
  blik: pay("blik", "pln", {}, undefined, { code: "777123" }),
  fpx: pay("fpx", "myr", {}, { bank: "maybank2u" }),
  klarna: pay("klarna", "eur", { statement_descriptor: "MarmaladeShop" }),
  affirm: pay("affirm", "usd"),
  afterpay: pay("afterpay_clearpay", "usd"),
  alipay: pay("alipay", "cny"),
  "wechat-pay": pay("wechat_pay", "cny", {}, undefined, { client: "web" }),
  cashapp: pay("cashapp", "usd"),
  paypal: pay("paypal", "eur"),
  "eu-bank-transfer": pay(
    "customer_balance",
    "eur",
    { customer: CUSTOMER },
    undefined,
    balance({ type: "eu_bank_transfer", eu_bank_transfer: { country: "DE" } }),
  ),
  "us-bank-transfer": pay("customer_balance", "usd", { customer: CUSTOMER }, undefined, balance({ type: "us_bank_transfer" })),
  multibanco: pay("multibanco", "eur"),
  pix: pay("pix", "brl", {}, undefined, { expires_at: 1_893_456_000 }, { tax_id: "00000000000" }),
  promptpay: pay("promptpay", "thb"),
  upi: pay("upi", "inr"),
  boleto: pay("boleto", "brl", {}, { tax_id: "00000000000" }),
  oxxo: pay("oxxo", "mxn"),
  konbini: pay("konbini", "jpy"),
  "direct-charge": cardPayment(cardFields, plain, { application_fee_amount: 50 }),
  "destination-charge": cardPayment(cardFields, plain, {
    application_fee_amount: 50,
    on_behalf_of: ACCOUNT,
    transfer_data: { destination: ACCOUNT },
  }),
};

describe("a payment's body is the official SDK's, field by field", () => {
  const authorizations = requests.filter(([name]) => name.startsWith("authorize."));
  it.each(authorizations)("%s", async (name, data) => {
    const params = payments[name.replace("authorize.", "")];
    if (params === undefined) throw new Error(`${name} is not compared with the SDK.`);
    const { method, path, fields } = await bySdk((sdk) => sdk.paymentIntents.create(params));
    expect(byConnector(data)).toMatchObject({ method, path });
    expect(byConnector(data).fields).toEqual(fields);
  });
  it("is compared with nothing that is not there", () => {
    expect(Object.keys(payments).sort()).toEqual(authorizations.map(([name]) => name.replace("authorize.", "")).sort());
  });
});

const individual = { first_name: "Jane", last_name: "Doe", email: "jane@example.com", dob: { day: 1, month: 2, year: 1980 }, ssn_last_4: "0000" };
const account = (): Stripe.AccountCreateParams => ({
  type: "custom",
  country: "US",
  email: "jane@example.com",
  capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  tos_acceptance: { date: 1_787_702_400, ip: "192.0.2.7" },
  business_type: "individual",
  business_profile: { mcc: "5734", url: "https://jane.example" },
  individual: { ...individual, address: { line1: "1 Main Street", city: "Austin", state: "TX", postal_code: "78701", country: "US" } },
  metadata: { order_id: "payout_1" },
});
const intent = "pi_3TestA0000000001";
const asAccount = { stripeAccount: ACCOUNT };
const refundMetadata = { order_id: "refund_456", is_refund_id_as_reference: "true" };
const openIntent = { amount: 1000, currency: "usd", automatic_payment_methods: { enabled: true }, metadata: { order_id: "attempt_123" } } as const;
const setupParams = {
  confirm: true,
  customer: CUSTOMER,
  return_url: common.return_url,
  usage: "off_session",
  expand: ["latest_attempt"],
} satisfies Stripe.SetupIntentCreateParams;

const calls: readonly (readonly [fixture: string, call: (sdk: Stripe) => Promise<unknown>])[] = [
  [
    "repeat-payment.card",
    (sdk) => {
      const { return_url: _, ...unattended } = common;
      const stored = { payment_method: METHOD, customer: CUSTOMER, off_session: true } as const;
      return sdk.paymentIntents.create({ ...unattended, ...stored, payment_method_types: ["card"], expand: ["latest_charge"], currency: "usd" });
    },
  ],
  [
    "setup-mandate.card",
    (sdk) =>
      sdk.setupIntents.create({
        ...setupParams,
        payment_method_types: ["card"],
        // A set-up takes a raw card as a payment does.
        payment_method_data: { type: "card", card: cardFields, billing_details } as unknown as Stripe.SetupIntentCreateParams.PaymentMethodData,
        payment_method_options: { card: { request_three_d_secure: "automatic" } },
        metadata: { order_id: "attempt_9" },
      }),
  ],
  ["sync.payment", (sdk) => sdk.paymentIntents.retrieve(intent, { expand: ["latest_charge"] })],
  ["sync.setup", (sdk) => sdk.setupIntents.retrieve("seti_1TestA0000000001", { expand: ["latest_attempt"] })],
  ["sync.direct-charge", (sdk) => sdk.paymentIntents.retrieve(intent, { expand: ["latest_charge"] }, asAccount)],
  ["capture.full", (sdk) => sdk.paymentIntents.capture(intent, { amount_to_capture: 1000, expand: ["latest_charge"] })],
  ["capture.first-of-two", (sdk) => sdk.paymentIntents.capture(intent, { amount_to_capture: 400, final_capture: false, expand: ["latest_charge"] })],
  [
    "capture.direct-charge",
    (sdk) => sdk.paymentIntents.capture(intent, { amount_to_capture: 1000, application_fee_amount: 50, expand: ["latest_charge"] }, asAccount),
  ],
  ["void.payment", (sdk) => sdk.paymentIntents.cancel(intent, { cancellation_reason: "requested_by_customer" })],
  ["void.free-text", (sdk) => sdk.paymentIntents.cancel(intent)],
  ["void.setup", (sdk) => sdk.setupIntents.cancel("seti_1TestA0000000001")],
  [
    "increment-authorization.total",
    (sdk) => sdk.paymentIntents.incrementAuthorization(intent, { amount: 1500, description: "Room service", expand: ["latest_charge"] }),
  ],
  ["refund.partial", (sdk) => sdk.refunds.create({ payment_intent: intent, amount: 400, reason: "requested_by_customer", metadata: refundMetadata })],
  [
    "refund.direct-charge",
    (sdk) => sdk.refunds.create({ charge: "ch_3TestA0000000001", amount: 400, refund_application_fee: true, metadata: refundMetadata }, asAccount),
  ],
  [
    "refund.destination-charge",
    (sdk) =>
      sdk.refunds.create({
        charge: "ch_3TestA0000000001",
        amount: 400,
        refund_application_fee: false,
        reverse_transfer: true,
        metadata: refundMetadata,
      }),
  ],
  [
    "refund.by-email",
    (sdk) => sdk.refunds.create({ payment_intent: intent, amount: 400, instructions_email: "jane@example.com", metadata: refundMetadata }),
  ],
  ["sync-refund.refund", (sdk) => sdk.refunds.retrieve("re_3TestA0000000001")],
  ["revoke-mandate.method", (sdk) => sdk.paymentMethods.detach(METHOD)],
  [
    "create-customer.customer",
    (sdk) => {
      const { name, email, phone, address } = billing_details;
      return sdk.customers.create({ name, email, phone, address, description: "Since 1998", metadata: { order_id: "customer_7" } });
    },
  ],
  ["tokenize.card", (sdk) => sdk.paymentMethods.create({ type: "card", card: cardFields, billing_details })],
  ["session.open", (sdk) => sdk.paymentIntents.create({ ...openIntent, capture_method: "automatic" })],
  ["create-order.open", (sdk) => sdk.paymentIntents.create({ ...openIntent, capture_method: "manual" })],
  [
    "submit-evidence.texts-and-files",
    (sdk) =>
      sdk.disputes.update(disputed.connectorDisputeId, {
        evidence: {
          customer_name: "Jane Doe",
          uncategorized_text: "They came twice.",
          receipt: "file_1",
          duplicate_charge_documentation: "file_2",
        },
        submit: true,
      }),
  ],
  ["accept-dispute.close", (sdk) => sdk.disputes.close(disputed.connectorDisputeId)],
  ["sync-dispute.dispute", (sdk) => sdk.disputes.retrieve(disputed.connectorDisputeId)],
  ["create-payout-recipient.individual", (sdk) => sdk.accounts.create(account())],
  [
    "create-payout-recipient-account.ach",
    (sdk) =>
      sdk.accounts.createExternalAccount(ACCOUNT, {
        external_account: {
          object: "bank_account",
          country: "US",
          currency: "usd",
          account_number: "000123456789",
          routing_number: "110000000",
          account_holder_name: "Jane Doe",
          account_holder_type: "individual",
        },
      }),
  ],
  [
    "create-payout.transfer",
    (sdk) =>
      sdk.transfers.create({ amount: 5000, currency: "usd", destination: ACCOUNT, transfer_group: "payout_1", metadata: { order_id: "payout_1" } }),
  ],
  [
    "fulfill-payout.instant",
    (sdk) => sdk.payouts.create({ amount: 5000, currency: "usd", method: "instant", metadata: { order_id: "payout_1" } }, asAccount),
  ],
  ["cancel-payout.transfer", (sdk) => sdk.transfers.createReversal("tr_1TestA")],
  ["cancel-payout.payout", (sdk) => sdk.payouts.cancel("po_1TestA", undefined, asAccount)],
  ["sync-payout.payout", (sdk) => sdk.payouts.retrieve("po_1TestA", undefined, asAccount)],
];

describe("a request is the official SDK's, field by field", () => {
  it.each(calls)("%s", async (fixture, call) => {
    const data = requests.find(([name]) => name === fixture)?.[1];
    if (data === undefined) throw new Error(`There is no request ${fixture}.`);
    const { method, path, fields, headers } = await bySdk(call);
    const ours = byConnector(data);
    expect(ours).toMatchObject({ method, path });
    expect(ours.fields).toEqual(fields);
    for (const name of ["stripe-version", "authorization", "stripe-account"]) expect(ours.headers[name]).toBe(headers[name]);
  });
});
