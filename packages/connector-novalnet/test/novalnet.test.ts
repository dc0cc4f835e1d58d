import { applePay, googlePay, networkTransactionCard } from "@switchyard/client";
import { ConnectorError, secret, type RouterData } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { novalnetAuth } from "../src/auth.js";
import type { NovalnetResponse } from "../src/responses.js";
import { toUpdateResult } from "../src/transformers/actions.js";
import { requestFixture } from "./fixtures.js";
import { asked, auth, bodyOf, CARD, clientOf, order, REFUND_TID, SEPA, TID, type Client } from "./wire.js";

const payment = { connectorTransactionId: TID };
const money = { amount: 10_50, currency: "EUR" } as const;
const refund = { ...payment, reference: "refund-1", amount: 5_00, currency: "EUR", reason: "Returned" } as const;
const connectorMandateId = "TOK1";

const ACH = { type: "bank_debit", kind: "ach_bank_debit", accountNumber: secret("123456789"), routingNumber: secret("031200730") } as const;
const returned = {
  ...order,
  status: "authentication_pending",
  connectorMeta: { txnSecret: "sec_3f9a1c" },
  redirectResponse: { params: `?tid=${TID}&status=SUCCESS&checksum=b236150e7bf868199f64348f1a618a692632abcae694f1fb86be36540a2268aa` },
} as const;

type Exchange = readonly [request: string, response: string, call: (payments: Client) => Promise<unknown>, expected: object];

const exchanges: readonly Exchange[] = [
  [
    "authorize.card",
    "authorize.confirmed",
    (client) => client.authorize(order),
    {
      status: "charged",
      outcome: "accepted",
      connectorTransactionId: TID,
      connectorStatus: "CONFIRMED",
      networkTransactionId: "MCS123",
      mandate: { connectorMandateId },
      amountCaptured: 1050,
      connectorResponse: { cardNetwork: "VISA", cardBin: "420000", cardLastFour: "0000", threeDs: { status: "0" } },
    },
  ],
  [
    "authorize.card-manual-three-ds",
    "authorize.redirect",
    (client) => client.authorize({ ...order, captureMethod: "manual", authentication: "three_ds" }),
    {
      status: "authentication_pending",
      connectorMeta: { txnSecret: "sec_3f9a1c" },
      redirection: { type: "form", endpoint: "https://paygate.novalnet.de/nn/abc?step=1", method: "GET", formFields: {} },
    },
  ],
  [
    "authorize.card-stored",
    "authorize.on-hold",
    (client) => client.authorize({ ...order, setupFutureUsage: "off_session" }),
    { status: "authorized" },
  ],
  [
    "authorize.card",
    "authorize.declined",
    (client) => client.authorize(order),
    {
      status: "failure",
      outcome: "rejected",
      error: { code: "999102", message: "Insufficient funds or credit limit exceeded", connectorTransactionId: TID, statusCode: 200 },
    },
  ],
  ["authorize.card", "authorize.pending", (client) => client.authorize(order), { status: "pending", outcome: "accepted" }],
  ["authorize.card", "authorize.without-status", (client) => client.authorize(order), { status: "pending", outcome: "accepted" }],
  ["authorize.card", "authorize.new-status", (client) => client.authorize(order), { status: "pending", connectorStatus: "ON_ICE" }],
  ["authorize.card", "authorize.unknown-result", (client) => client.authorize(order), { status: "pending", outcome: "unknown" }],
  ["authorize.card", "error.wrong-access-key", (client) => client.authorize(order), { status: "failure", error: { code: "1003" } }],
  ["authorize.card", "error.wrong-signature", (client) => client.authorize(order), { status: "failure", error: { code: "1008" } }],
  ["authorize.card", "error.generic", (client) => client.authorize(order), { status: "failure", error: { code: "E1", message: "m", reason: "r" } }],
  [
    "authorize.google-pay",
    "authorize.confirmed",
    (client) => client.authorize({ ...order, paymentMethod: googlePay({ token: '{"signature":"sig"}' }) }),
    { status: "charged" },
  ],
  [
    "authorize.apple-pay",
    "authorize.confirmed",
    (client) => client.authorize({ ...order, paymentMethod: applePay({ paymentData: { data: "enc" } }) }),
    { status: "charged" },
  ],
  [
    "authorize.paypal",
    "authorize.redirect",
    (client) => client.authorize({ ...order, paymentMethod: { type: "wallet", kind: "paypal_redirect" } }),
    { status: "authentication_pending" },
  ],
  ["authorize.sepa", "authorize.confirmed", (client) => client.authorize({ ...order, paymentMethod: SEPA }), { status: "charged" }],
  [
    "authorize.ach",
    "authorize.confirmed",
    (client) => client.authorize({ ...order, currency: "USD", paymentMethod: ACH }),
    { status: "integrity_failure", integrityCheck: { fieldNames: ["currency"] } },
  ],
  [
    "authorize.network-transaction-id",
    "authorize.confirmed",
    (client) =>
      client.authorize({
        ...order,
        paymentMethod: networkTransactionCard({ number: "4200000000000000", expMonth: "12", expYear: "2030" }),
        mandate: { networkTransactionId: "MCS123" },
      }),
    { status: "charged" },
  ],
  ["sync.details", "sync.confirmed", (client) => client.sync({ ...payment, ...money }), { status: "charged", connectorTransactionId: TID }],
  ["sync.details", "sync.odd-id", (client) => client.sync(payment), { connectorTransactionId: "14597800007520313" }],
  ["sync.details", "sync.failed", (client) => client.sync(payment), { status: "failure", error: { code: "999103" } }],
  ["sync.details", "sync.contradicted", (client) => client.sync({ ...payment, status: "authorized" }), { status: "authorized" }],
  ["sync.details", "sync.deactivated", (client) => client.sync(payment), { status: "voided" }],
  ["sync.details", "sync.progress", (client) => client.sync(payment), { status: "authentication_pending" }],
  [
    "sync.details",
    "sync.not-found",
    (client) => client.sync({ ...payment, status: "authorized" }),
    { status: "authorized", error: { code: "1007" } },
  ],
  ["sync.details", "sync.texts", (client) => client.sync({ ...payment, ...money }), { status: "charged", connectorTransactionId: TID }],
  [
    "sync.details",
    "sync.confirmed",
    (client) => client.sync({ ...payment, ...money, amount: 20_00 }),
    { status: "partial_charged", amountCaptured: 1050 },
  ],
  ["complete-authorize.return", "complete-authorize.confirmed", (client) => client.completeAuthorize(returned), { status: "charged" }],
  ["complete-authorize.return", "sync.failed", (client) => client.completeAuthorize(returned), { status: "failure", outcome: "rejected" }],
  ["complete-authorize.return", "sync.not-found", (client) => client.completeAuthorize(returned), { status: "pending", outcome: "unknown" }],
  [
    "capture.partial",
    "capture.confirmed",
    (client) => client.capture({ ...payment, reference: "cap_1", amount: 5_00, currency: "EUR" }),
    { status: "partial_charged", connectorTransactionId: TID, amountCaptured: 500 },
  ],
  [
    "capture.partial",
    "capture.without-capture",
    (client) => client.capture({ ...payment, reference: "cap_1", amount: 5_00, currency: "EUR" }),
    { status: "partial_charged", amountCaptured: 500 },
  ],
  [
    "capture.partial",
    "capture.pending",
    (client) => client.capture({ ...payment, reference: "cap_1", amount: 5_00, currency: "EUR" }),
    { status: "pending", outcome: "accepted" },
  ],
  [
    "capture.partial",
    "capture.not-on-hold",
    (client) => client.capture({ ...payment, reference: "cap_1", amount: 5_00, currency: "EUR" }),
    { status: "capture_failed", outcome: "rejected", error: { code: "440013" } },
  ],
  ["void.payment", "void.deactivated", (client) => client.void(payment), { status: "voided", connectorTransactionId: TID }],
  ["void.payment", "void.still-confirmed", (client) => client.void(payment), { status: "void_failed", outcome: "rejected" }],
  ["void.payment", "void.not-cancellable", (client) => client.void(payment), { status: "void_failed", error: { code: "200018" } }],
  ["refund.partial", "refund.confirmed", (client) => client.refund(refund), { status: "success", connectorRefundId: REFUND_TID }],
  [
    "refund.partial",
    "refund.cancelled-instead",
    (client) => client.refund(refund),
    { status: "success", connectorRefundId: `${TID}-refund-refund-1`, connectorStatus: "DEACTIVATED" },
  ],
  ["refund.partial", "refund.unknown-result", (client) => client.refund(refund), { status: "pending" }],
  [
    "refund.partial",
    "refund.failed",
    (client) => client.refund(refund),
    { status: "failure", outcome: "rejected", error: { code: "419001", connectorTransactionId: TID } },
  ],
  ["refund.partial", "refund.pending", (client) => client.refund(refund), { status: "pending" }],
  [
    "refund.partial",
    "refund.too-large",
    (client) => client.refund(refund),
    { status: "failure", outcome: "rejected", error: { code: "419001", message: "Refund amount exceeds the transaction amount" } },
  ],
  [
    "sync-refund.refund",
    "sync-refund.confirmed",
    (client) => client.syncRefund({ ...refund, connectorRefundId: REFUND_TID }),
    { status: "success", connectorRefundId: REFUND_TID },
  ],
  [
    "sync-refund.refund",
    "sync-refund.unknown-result",
    (client) => client.syncRefund({ ...refund, connectorRefundId: REFUND_TID }),
    { status: "pending", connectorRefundId: REFUND_TID },
  ],
  [
    "sync-refund.refund",
    "sync-refund.not-found",
    (client) => client.syncRefund({ ...refund, connectorRefundId: REFUND_TID }),
    { status: "pending", error: { code: "1007" } },
  ],
  [
    "setup-mandate.card",
    "setup-mandate.confirmed",
    (client) => client.setupMandate({ ...asked, paymentMethod: CARD, customerAcceptance: { acceptanceType: "online" } }),
    { status: "charged", mandate: { connectorMandateId } },
  ],
  [
    "repeat-payment.token",
    "repeat-payment.confirmed",
    (client) => client.repeatPayment({ ...asked, amount: 10_50, mandate: { connectorMandateId } }),
    { status: "charged" },
  ],
  [
    "repeat-payment.paypal-token",
    "repeat-payment.confirmed",
    (client) => client.repeatPayment({ ...asked, amount: 10_50, mandate: { connectorMandateId }, paymentMethodType: "paypal" }),
    { status: "charged" },
  ],
  [
    "increment-authorization.sepa",
    "increment-authorization.on-hold",
    (client) => client.incrementAuthorization({ ...payment, totalAmount: 15_00, additionalAmount: 4_50, currency: "EUR" }),
    { ok: true, value: { status: "success", totalAuthorized: 1500 } },
  ],
  [
    "increment-authorization.sepa",
    "increment-authorization.bad-amount",
    (client) => client.incrementAuthorization({ ...payment, totalAmount: 15_00, additionalAmount: 4_50, currency: "EUR" }),
    { ok: false, outcome: "rejected", error: { code: "1005" } },
  ],
];

describe("on the wire", () => {
  it.each(exchanges)("sends %s and reads %s", async (requestName, responseName, call, expected) => {
    const fixture = requestFixture(requestName);
    const { sent, payments } = clientOf(responseName);
    const result = await call(payments);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ method: fixture.method, url: `https://payport.novalnet.de/v2/${fixture.path}`, headers: fixture.headers });
    expect(bodyOf(sent[0])).toEqual(fixture.body);
    expect(result).toMatchObject(expected);
  });
});

describe("an amount update that fails", () => {
  it.each<readonly [what: string, response: NovalnetResponse]>([
    ["the call did", { result: { status: "FAILURE", status_code: "1005" } }],
    ["the transaction did", { result: { status: "SUCCESS" }, transaction: { tid: TID, status: "FAILURE", status_code: "1005" } }],
  ])("leaves the payment as it was: %s", (_what, response) => {
    const data = { status: "authorized", request: { connectorTransactionId: TID } } as RouterData<"IncrementalAuthorization">;
    const http = { statusCode: 200, headers: {}, text: "", body: new Uint8Array() };
    expect(toUpdateResult(response, { data, http })).toMatchObject({ response: { ok: false, error: { code: "1005", attemptStatus: "authorized" } } });
  });
});

describe("a refund without a transaction of its own", () => {
  const fallback = { ...refund, connectorRefundId: `${TID}-refund-refund-1` };
  it.each([
    ["sync-refund.payment-confirmed", "pending"],
    ["sync-refund.payment-refunded", "success"],
    ["sync.deactivated", "success"],
  ])("is judged by what was given back of the payment: %s", async (name, status) => {
    const { sent, payments } = clientOf(name);
    expect(await payments.syncRefund(fallback)).toMatchObject({ status, connectorRefundId: fallback.connectorRefundId });
    expect(bodyOf(sent[0])).toMatchObject({ transaction: { tid: TID } });
  });
});

describe("what is refused before anything is sent", () => {
  const sent = async (call: (client: Client) => Promise<unknown>) => {
    const { sent: requests, payments } = clientOf("authorize.confirmed");
    const error = await call(payments).catch((thrown: unknown) => thrown);
    expect(requests).toHaveLength(0);
    return error instanceof ConnectorError ? [error.code, error.details] : error;
  };

  it("names what is missing", async () => {
    const { billing, returnUrl, webhookUrl, ...rest } = order;
    const without = (fields: object) => sent((client) => client.authorize({ ...rest, ...fields }));
    expect(await without({ returnUrl, webhookUrl })).toEqual(["MissingRequiredField", { fieldName: "customer.email" }]);
    expect(await without({ billing, webhookUrl })).toEqual(["MissingRequiredField", { fieldName: "returnUrl" }]);
    expect(await without({ billing, returnUrl })).toEqual(["MissingRequiredField", { fieldName: "webhookUrl" }]);
    expect(await sent((client) => client.setupMandate({ ...asked, paymentMethod: CARD }))).toEqual([
      "MissingRequiredField",
      { fieldName: "customerAcceptance" },
    ]);
  });

  it("refuses an earlier card without the id of its payment: it would go out empty", async () => {
    const paymentMethod = networkTransactionCard({ number: "4200000000000000", expMonth: "12", expYear: "2030" });
    expect(await sent((client) => client.authorize({ ...order, paymentMethod }))).toEqual([
      "MissingRequiredField",
      { fieldName: "mandate.networkTransactionId" },
    ]);
  });

  it("refuses a debit in a currency that its accounts are not kept in, stored ones as well", async () => {
    const refused = (currency: string) => ["CurrencyNotSupported", { connector: "novalnet", currency }];
    expect(await sent((client) => client.authorize({ ...order, currency: "USD", paymentMethod: SEPA }))).toEqual(refused("USD"));
    expect(await sent((client) => client.authorize({ ...order, currency: "EUR", paymentMethod: ACH }))).toEqual(refused("EUR"));
    const repeat = { ...asked, amount: 10_50, currency: "CHF" } as const;
    const kept = { connectorMandateId, mandateMetadata: secret({ paymentType: "DIRECT_DEBIT_SEPA" }) };
    expect(await sent((client) => client.repeatPayment({ ...repeat, mandate: kept }))).toEqual(refused("CHF"));
    expect(await sent((client) => client.repeatPayment({ ...repeat, mandate: { connectorMandateId }, paymentMethodType: "sepa" }))).toEqual(
      refused("CHF"),
    );
  });

  it("refuses to charge a token as a card when it is of a type that stores none", async () => {
    const repeat = { ...asked, amount: 10_50, mandate: { connectorMandateId } };
    expect(await sent((client) => client.repeatPayment({ ...repeat, currency: "USD", paymentMethodType: "ach" }))).toMatchObject([
      "NotSupported",
      {},
    ]);
  });

  it("refuses several captures, a set-up of a debit, and a query without an id", async () => {
    const several = { ...payment, ...money, sequence: { number: 1, total: 2 } };
    expect(await sent((client) => client.capture(several))).toMatchObject(["NotSupported", {}]);
    const setup = { ...asked, paymentMethod: SEPA, customerAcceptance: { acceptanceType: "online" } } as const;
    expect(await sent((client) => client.setupMandate(setup))).toMatchObject(["NotSupported", {}]);
    expect(await sent((client) => client.sync({ reference: "pay_att_1" }))).toMatchObject(["MissingConnectorTransactionID", {}]);
  });
});

describe("credentials", () => {
  it("writes the payment access key in base64, without the blanks of a copy", () => {
    const spaced = novalnetAuth({ ...auth, key1: secret(" nn_demo_access_key_42\n") });
    expect(spaced.accessHeader.expose()).toBe("bm5fZGVtb19hY2Nlc3Nfa2V5XzQy");
  });

  it("takes SignatureKey and refuses any other kind", () => {
    expect(() => novalnetAuth({ type: "NoKey" })).toThrow(ConnectorError);
  });
});

describe("test and live", () => {
  it("share an address, and the body says which it is; without a word on it nothing is sent", async () => {
    const { novalnet } = await import("../src/index.js");
    expect(novalnet.facts.baseUrls.sandbox).toBe(novalnet.facts.baseUrls.production);
    const { connectorIntegration, toIntegrationInterface, minorUnit } = await import("@switchyard/interfaces");
    const flow = toIntegrationInterface(connectorIntegration(novalnet, "Authorize"));
    const context = { baseUrl: "https://payport.novalnet.de/v2/", environment: "production", now: () => new Date(0), randomId: () => "id" } as const;
    const build = (testMode: boolean | undefined) =>
      flow.buildRequest(
        {
          flow: "Authorize",
          merchantId: "m",
          connector: "novalnet",
          connectorAuthType: auth,
          connectorRequestReferenceId: "pay_att_1",
          paymentId: "p",
          attemptId: "a",
          status: "started",
          paymentMethod: "card",
          address: {},
          authType: "no_three_ds",
          testMode,
          request: {
            amount: minorUnit(1050),
            currency: "EUR",
            paymentMethodData: CARD,
            email: secret("a@b.example"),
            routerReturnUrl: "https://m.example/return",
            webhookUrl: "https://m.example/hook",
          },
        },
        { novalnet: { baseUrl: context.baseUrl } },
        context,
      );
    expect(build(false)?.body?.encode()).toContain('"test_mode":0');
    expect(build(true)?.body?.encode()).toContain('"test_mode":1');
    expect(() => build(undefined)).toThrow("testMode");
  });
});
