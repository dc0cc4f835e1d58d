import { applePay, googlePay } from "@switchyard/client";
import { describe, expect, it } from "vitest";
import { fixtureNames, requestFixture } from "./fixtures.js";
import { asked, bodyOf, clientOf, ORDER_ID, order, payment, setupMandateDetails, type Client } from "./wire.js";

const money = { amount: 90_00, currency: "AED" } as const;
const capture = { ...payment, reference: "cap_1", amount: 65_00, currency: "AED" } as const;
const refund = { ...payment, reference: "ref_1", amount: 10_00, currency: "AED" } as const;
const refundQuery = { ...refund, connectorRefundId: "6847400" } as const;
const setup = { ...asked, paymentMethod: order.paymentMethod, setupMandateDetails } as const;
const connectorMandateId = "sub-uuid-1";
const repeat = { ...asked, reference: "mit_1", description: "Renewal", amount: 90_00, mandate: { connectorMandateId } } as const;

const authorize = (client: Client) => client.authorize(order);
const ask = (client: Client) => client.sync({ ...payment, ...money });
const captures = (client: Client) => client.capture(capture);
const voids = (client: Client) => client.void(payment);
const refunds = (client: Client) => client.refund(refund);
const asksForRefund = (client: Client) => client.syncRefund(refundQuery);
const revokes = (client: Client) => client.revokeMandate({ connectorMandateId });

type Exchange = readonly [request: string, response: string, call: (payments: Client) => Promise<unknown>, expected: object];

const payments: readonly Exchange[] = [
  [
    "authorize.card",
    "authorize.captured",
    authorize,
    {
      status: "charged",
      outcome: "accepted",
      connectorTransactionId: ORDER_ID,
      connectorStatus: "CAPTURED",
      connectorResponseReferenceId: "pay_att_1",
      amountCaptured: 9000,
      connectorResponse: { cardNetwork: "VISA", cardBin: "445653", cardLastFour: "1096", authorizationCode: "831000" },
    },
  ],
  [
    "authorize.card",
    "authorize.redirect",
    authorize,
    {
      status: "authentication_pending",
      connectorTransactionId: ORDER_ID,
      redirection: { type: "form", endpoint: "https://pay-test.noonpayments.com/v1/checkout?info=abc", method: "POST", formFields: {} },
    },
  ],
  ["authorize.card", "authorize.hosted", authorize, { status: "authentication_pending", connectorStatus: "INITIATED" }],
  ["authorize.card", "authorize.started", authorize, { status: "started", outcome: "accepted" }],
  ["authorize.card", "authorize.pending", authorize, { status: "pending", outcome: "accepted" }],
  [
    "authorize.card",
    "authorize.declined",
    authorize,
    {
      status: "failure",
      outcome: "rejected",
      error: { code: "51", message: "Insufficient funds", statusCode: 200, connectorTransactionId: ORDER_ID },
    },
  ],
  ["authorize.card", "authorize.rejected", authorize, { status: "failure", outcome: "rejected", connectorTransactionId: ORDER_ID }],
  ["authorize.card", "authorize.wrong-amount", authorize, { status: "integrity_failure", integrityCheck: { fieldNames: ["amount"] } }],
  [
    "authorize.card-manual-stored",
    "authorize.authorized",
    (client) => client.authorize({ ...order, captureMethod: "manual", setupFutureUsage: "off_session", setupMandateDetails }),
    { status: "authorized", mandate: { connectorMandateId }, amountAuthorized: 9000 },
  ],
  [
    "authorize.google-pay",
    "authorize.captured",
    (client) =>
      client.authorize({
        ...order,
        paymentMethod: googlePay({
          paymentMethodData: {
            type: "CARD",
            description: "Visa 1234",
            info: { cardNetwork: "VISA", cardDetails: "1234" },
            tokenizationData: { type: "PAYMENT_GATEWAY", token: '{"signature":"sig"}' },
          },
        }),
      }),
    { status: "charged" },
  ],
  [
    "authorize.apple-pay",
    "authorize.captured",
    (client) =>
      client.authorize({
        ...order,
        paymentMethod: applePay({
          paymentData: { version: "EC_v1", data: "enc", signature: "sig", header: { transactionId: "t1" } },
          paymentMethod: { displayName: "Visa 1234", network: "Visa", type: "debit" },
          transactionIdentifier: "ti_1",
        }),
      }),
    { status: "charged" },
  ],
  [
    "authorize.paypal",
    "authorize.hosted",
    (client) => client.authorize({ ...order, paymentMethod: { type: "wallet", kind: "paypal_redirect" } }),
    { status: "authentication_pending" },
  ],
  [
    "setup-mandate.card",
    "setup-mandate.authorized",
    (client) => client.setupMandate(setup),
    { status: "authorized", connectorTransactionId: ORDER_ID, mandate: { connectorMandateId } },
  ],
  ["setup-mandate.card", "setup-mandate.tokenized", (client) => client.setupMandate(setup), { status: "charged", mandate: { connectorMandateId } }],
  ["repeat-payment.subscription", "repeat-payment.captured", (client) => client.repeatPayment(repeat), { status: "charged" }],
];

const followUps: readonly Exchange[] = [
  [
    "capture.partial",
    "capture.partial",
    captures,
    { status: "partial_charged", connectorTransactionId: ORDER_ID, amountCaptured: 6500, outcome: "accepted" },
  ],
  ["capture.partial", "capture.pending", captures, { status: "capture_initiated", outcome: "accepted" }],
  [
    "capture.partial",
    "capture.failed",
    captures,
    { status: "capture_failed", outcome: "rejected", error: { code: "12", message: "Capture failed" } },
  ],
  ["capture.partial", "capture.wrong-amount", captures, { status: "integrity_failure" }],
  ["void.order", "void.reversed", voids, { status: "voided", connectorTransactionId: ORDER_ID }],
  ["void.order", "void.pending", voids, { status: "void_initiated", outcome: "accepted" }],
  ["void.order", "void.captured", voids, { status: "void_failed", outcome: "rejected" }],
  ["void.order", "void.remaining-reversed", voids, { status: "partial_charged", amountCaptured: 6500 }],
  ["refund.partial", "refund.success", refunds, { status: "success", connectorRefundId: "6847400" }],
  ["refund.partial", "refund.pending", refunds, { status: "pending", connectorRefundId: "6847400", outcome: "accepted" }],
  ["refund.partial", "refund.failed", refunds, { status: "failure", outcome: "rejected", error: { code: "REFUND_FAILED" } }],
  ["refund.partial", "refund.failed-with-code", refunds, { status: "failure", error: { code: "61", message: "Refund declined" } }],
  ["refund.partial", "refund.without-class", refunds, { status: "success" }],
  ["refund.partial", "refund.another-operation", refunds, { status: "pending", connectorRefundId: "ref_1" }],
  ["refund.partial", "error.order-not-found", refunds, { status: "failure", outcome: "rejected", error: { code: "19001" } }],
  ["sync-refund.by-order", "sync-refund.none", asksForRefund, { status: "pending", connectorRefundId: "6847400" }],
  [
    "revoke-mandate.subscription",
    "revoke-mandate.cancelled",
    revokes,
    { ok: true, value: { mandateStatus: "revoked", connectorStatus: "Cancelled", connectorResponseReferenceId: "8f2c" } },
  ],
  ["revoke-mandate.subscription", "revoke-mandate.unknown-word", revokes, { ok: true, value: { mandateStatus: "pending" } }],
  ["revoke-mandate.subscription", "revoke-mandate.active", revokes, { ok: true, value: { mandateStatus: "active" } }],
  ["revoke-mandate.subscription", "error.order-not-found", revokes, { ok: false, outcome: "rejected", error: { code: "19001" } }],
];

const queries: readonly Exchange[] = [
  ["sync.by-id", "sync.captured", ask, { status: "charged", connectorTransactionId: ORDER_ID, amountCaptured: 9000 }],
  ["sync.by-id", "sync.authorized", ask, { status: "authorized" }],
  ["sync.by-id", "sync.verified", ask, { status: "authentication_successful" }],
  ["sync.by-id", "sync.partially-captured", ask, { status: "partial_charged", amountCaptured: 6500 }],
  ["sync.by-id", "sync.sold", ask, { status: "charged", amountCaptured: 9000 }],
  ["sync.by-id", "sync.refunded", ask, { status: "charged" }],
  ["sync.by-id", "sync.cancelled", ask, { status: "authentication_failed" }],
  ["sync.by-id", "sync.failed", ask, { status: "failure", error: { code: "51" } }],
  ["sync.by-id", "sync.error-beside-money", ask, { status: "authorized", outcome: "accepted" }],
  [
    "sync.by-id",
    "error.order-not-found",
    (client) => client.sync({ ...payment, status: "authorized" }),
    { status: "authorized", error: { code: "19001" } },
  ],
  ["sync.by-reference", "sync.captured", (client) => client.sync({ reference: "pay_att_1", ...money }), { status: "charged" }],
  ["sync.by-reference-encoded", "error.order-not-found", (client) => client.sync({ reference: "a/b?c 1" }), { error: { code: "19001" } }],
];

const traps: readonly Exchange[] = [
  ["authorize.card", "authorize.large-id", authorize, { connectorTransactionId: "9682729789593493" }],
  ["sync.by-id", "sync.id-as-text", ask, { status: "charged", connectorTransactionId: "9682729789593493" }],
  ["sync-refund.by-order", "sync-refund.two-refunds", asksForRefund, { status: "success", connectorRefundId: "6847400" }],
  ["sync-refund.by-order", "sync-refund.two-refunds", (client) => client.syncRefund({ ...refundQuery, reference: "ref_0" }), { status: "failure" }],
  [
    "sync-refund.by-order",
    "sync-refund.two-refunds",
    (client) => client.syncRefund({ ...payment, ...money, amount: 10_00, connectorRefundId: "6847400" }),
    { status: "success" },
  ],
  ["sync.by-id", "sync.empty-error", ask, { status: "charged", outcome: "accepted" }],
  ["sync.by-id", "sync.partially-reversed-captured", ask, { status: "partial_charged", amountCaptured: 6500 }],
  ["sync.by-id", "sync.partially-reversed-held", ask, { status: "authorized" }],
  ["sync.by-id", "sync.partially-reversed-nothing", ask, { status: "voided" }],
  ["sync.by-id", "sync.partially-reversed-untold", ask, { status: "pending" }],
  ["void.order", "void.cancelled", voids, { status: "voided", outcome: "accepted" }],
  ["sync.by-id", "sync.locked", (client) => client.sync({ ...payment, status: "authorized" }), { status: "authorized", connectorStatus: "LOCKED" }],
  ["sync.by-id", "sync.tokenized", ask, { status: "pending" }],
  ["sync.by-id", "sync.new-status", (client) => client.sync({ ...payment, status: "authorized" }), { status: "authorized" }],
  ["authorize.card", "authorize.new-status", authorize, { status: "pending", connectorStatus: "ON_ICE" }],
  ["revoke-mandate.subscription", "revoke-mandate.upper-case", revokes, { value: { mandateStatus: "revoked" } }],
  ["authorize.card", "error.unknown-organization", authorize, { status: "failure", error: { message: "Organization my_biz does not exists" } }],
  ["authorize.card", "error.member-not-allowed", authorize, { error: { code: "5019", message: "Member 'x' is not allowed" } }],
  ["authorize.card", "authorize.duplicate-reference", authorize, { status: "charged", connectorTransactionId: ORDER_ID }],
  ["authorize.card", "authorize.duplicate-without-order", authorize, { status: "pending", outcome: "unknown", settle: { call: "sync" } }],
  ["authorize.card", "authorize.refused", authorize, { status: "failure", outcome: "rejected", error: { code: "19100", statusCode: 200 } }],
  ["authorize.card", "authorize.refused-yet-captured", authorize, { status: "pending", outcome: "unknown", connectorTransactionId: ORDER_ID }],
  ["capture.partial", "capture.refused-yet-captured", captures, { status: "pending", outcome: "unknown" }],
  ["capture.partial", "authorize.refused", captures, { status: "capture_failed", outcome: "rejected", error: { code: "19100" } }],
  [
    "sync.by-id",
    "authorize.refused",
    (client) => client.sync({ ...payment, status: "authorized" }),
    { status: "authorized", error: { code: "19100" } },
  ],
  ["authorize.card", "authorize.without-order", authorize, { status: "pending", outcome: "unknown" }],
];

const errors: readonly Exchange[] = [
  [
    "authorize.card",
    "error.invalid-credentials",
    authorize,
    { status: "failure", error: { code: "1500", message: "Invalid credentials", statusCode: 401 } },
  ],
  [
    "authorize.card",
    "error.empty-name",
    authorize,
    { error: { code: "5034", message: "Order name is not valid", reason: "Validation error", connectorResponseReferenceId: "8f2d" } },
  ],
  ["authorize.card", "error.order-not-found", authorize, { status: "failure", outcome: "rejected", error: { code: "19001" } }],
  ["authorize.card", "error.empty", authorize, { status: "failure", error: { code: "401", statusCode: 401 } }],
  ["authorize.card", "error.too-many-requests", authorize, { status: "failure", error: { code: "429" } }],
  ["authorize.card", "error.bad-gateway", authorize, { status: "pending", outcome: "unknown", error: { code: "502" } }],
  ["capture.partial", "error.order-not-found", captures, { status: "capture_failed", error: { code: "19001" } }],
  ["void.order", "error.order-not-found", voids, { status: "void_failed" }],
];

async function exchange(requestName: string, responseName: string, call: (client: Client) => Promise<unknown>, expected: object) {
  const fixture = requestFixture(requestName);
  const { sent, payments: client } = clientOf(responseName);
  const result = await call(client);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ method: fixture.method, url: `https://api-test.noonpayments.com/${fixture.path}` });
  expect(sent[0]?.headers).toEqual(fixture.headers);
  expect(bodyOf(sent[0])).toEqual(fixture.body);
  expect(result).toMatchObject(expected);
}

describe("payments", () => {
  it.each(payments)("sends %s and reads %s", exchange);
});

describe("what follows a payment", () => {
  it.each(followUps)("sends %s and reads %s", exchange);
});

describe("queries", () => {
  it.each(queries)("sends %s and reads %s", exchange);
});

describe("traps (tech-spec, section 11)", () => {
  it.each(traps)("sends %s and reads %s", exchange);
});

describe("errors", () => {
  it.each(errors)("sends %s and reads %s", exchange);
});

describe("fixtures", () => {
  it("are all used", () => {
    const all = [...payments, ...followUps, ...queries, ...traps, ...errors];
    const used = new Set(all.flatMap(([request, response]) => [`${request}.request`, `${response}.response`]));
    const names = [...fixtureNames("request").map((name) => `${name}.request`), ...fixtureNames("response").map((name) => `${name}.response`)];
    expect(names.filter((name) => !used.has(name) && !name.startsWith("webhook.") && name !== "sync.another-order.response")).toEqual([]);
  });
});
