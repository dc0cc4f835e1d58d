import { applePay, googlePay, networkTransactionCard } from "@switchyard/client";
import { ConnectorError, minorUnit, secret } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { bluesnapAuth } from "../src/auth.js";
import { bluesnap } from "../src/index.js";
import { authenticated, BAKER_STREET, challenged, CHALLENGED, clientOf, CREDENTIALS, ORDER, wireOf, type Client } from "./clients.js";
import { fixtureNames, requestFixture } from "./fixtures.js";

const apple = applePay({
  paymentData: { data: "d", signature: "s", version: "EC_v1", header: { ephemeralPublicKey: "k", publicKeyHash: "h", transactionId: "t" } },
  paymentMethod: { displayName: "Visa 1111", network: "Visa", type: "debit" },
  transactionIdentifier: "ti",
});
const google = googlePay({
  paymentMethodData: {
    type: "CARD",
    description: "Visa •••• 1111",
    info: { cardNetwork: "VISA", cardDetails: "1111" },
    tokenizationData: { type: "PAYMENT_GATEWAY", token: '{"signature":"s"}' },
  },
});
const ach = { type: "bank_debit", kind: "ach_bank_debit", routingNumber: secret("011075150"), accountNumber: secret("4099999992") } as const;
const sepa = { type: "bank_debit", kind: "sepa_bank_debit", iban: secret("DE09100100101234567893") } as const;
const authenticationData = { cavv: secret("jJ81HADVRtXfCBATEp01CJUAAAA="), eci: "05", dsTransactionId: "ds-1", messageVersion: "2.2.0" };
const later = networkTransactionCard({ number: "4263982640269299", expMonth: "02", expYear: "2026" });
const payment = { connectorTransactionId: "38486450" };
const refund = { ...payment, reference: "refund-1", amount: 5_00, currency: "USD" } as const;
const asked = { amount: 10_50, currency: "USD" } as const;
const bank = { connectorTransactionId: "1015353205", connectorMeta: { isAltTransaction: true } };
const session = (paymentMethodType?: "apple_pay") => ({ request: { amount: minorUnit(1050), currency: "USD", paymentMethodType } }) as const;
const complete = (payments: Client) => payments.completeAuthorize(challenged({ authentication_response: authenticated() }));

type Exchange = readonly [request: string, response: string, call: (payments: Client) => Promise<unknown>, expected: object];

const exchanges: readonly Exchange[] = [
  [
    "authorize.card",
    "authorize.charged",
    (payments) => payments.authorize({ ...ORDER, metadata: { order: "o1" } }),
    {
      status: "charged",
      connectorTransactionId: "38486450",
      networkTransactionId: "019082915501456",
      connectorStatus: "success",
      connectorResponse: { authorizationCode: "654321", cvcResult: "MA", avsResult: "U", cardLastFour: "9299", cardIssuer: "ALLIED IRISH BANKS PLC" },
    },
  ],
  [
    "authorize.card-manual",
    "authorize.authorized",
    (payments) => payments.authorize({ ...ORDER, captureMethod: "manual" }),
    { status: "authorized" },
  ],
  [
    "authorize.card-manual",
    "authorize.declined",
    (payments) => payments.authorize({ ...ORDER, captureMethod: "manual" }),
    { status: "failure", outcome: "rejected", error: { code: "14002", message: "INCORRECT_INFORMATION" } },
  ],
  ["authorize.card-manual", "authorize.review", (payments) => payments.authorize({ ...ORDER, captureMethod: "manual" }), { status: "pending" }],
  [
    "authorize.apple-pay",
    "authorize.charged",
    (payments) => payments.authorize({ ...ORDER, billing: BAKER_STREET, paymentMethod: apple }),
    { status: "charged" },
  ],
  ["authorize.google-pay", "authorize.charged", (payments) => payments.authorize({ ...ORDER, paymentMethod: google }), { status: "charged" }],
  [
    "authorize.external-three-ds",
    "authorize.charged",
    (payments) => payments.authorize({ ...ORDER, authentication: "three_ds", authenticationData }),
    { status: "charged" },
  ],
  [
    "authorize.network-transaction-id",
    "authorize.charged",
    (payments) => payments.authorize({ ...ORDER, paymentMethod: later, offSession: true, mandate: { networkTransactionId: "019082915501456" } }),
    { status: "charged" },
  ],
  [
    "authorize.ach",
    "authorize.ach",
    (payments) => payments.authorize({ ...ORDER, billing: BAKER_STREET, paymentMethod: ach }),
    { status: "pending", connectorTransactionId: "1015353205", connectorMeta: { isAltTransaction: true } },
  ],
  [
    "authorize.ach",
    "authorize.ach-invalid",
    (payments) => payments.authorize({ ...ORDER, billing: BAKER_STREET, paymentMethod: ach }),
    { status: "failure", error: { code: "10001", reason: "ECP data validity check failed" } },
  ],
  [
    "authorize.sepa",
    "authorize.sepa",
    (payments) => payments.authorize({ ...ORDER, currency: "EUR", billing: BAKER_STREET, paymentMethod: sepa }),
    { status: "pending", connectorResponse: { details: { mandateId: "BLS1015353206", mandateDate: "01/15/2026" } } },
  ],
  [
    "authorize.three-ds",
    "authorize.token",
    (payments) =>
      payments.authorize({ ...ORDER, paymentMethod: CHALLENGED, authentication: "three_ds", completeAuthorizeUrl: "https://m.example/complete" }),
    { status: "authentication_pending", connectorTransactionId: "80d0ee61c1d5a33a_", redirection: { type: "html" } },
  ],
  ["complete-authorize.authenticated", "complete-authorize.charged", complete, { status: "charged", connectorTransactionId: "38486450" }],
  ["complete-authorize.authenticated", "complete-authorize.refused", complete, { status: "failure", error: { code: "14101" } }],
  ["sync.card", "sync.authorized", (payments) => payments.sync({ ...payment, ...asked }), { status: "authorized", connectorStatus: "SUCCESS" }],
  ["sync.card", "sync.refunded", (payments) => payments.sync({ ...payment, ...asked }), { status: "charged" }],
  ["sync.card", "sync.captured-in-part", (payments) => payments.sync({ ...payment, ...asked }), { status: "partial_charged", outcome: "accepted" }],
  ["sync.bank", "sync.bank-paid", (payments) => payments.sync({ ...bank, ...asked }), { status: "charged" }],
  [
    "sync.by-reference",
    "sync.authorized",
    (payments) => payments.sync({ reference: "pay_att_1" }),
    { status: "authorized", connectorTransactionId: "38486450" },
  ],
  [
    "sync.by-reference",
    "sync.not-found",
    (payments) => payments.sync({ reference: "pay_att_1" }),
    { status: "pending", outcome: "rejected", error: { message: "User: API_16185 is not authorized to view merchant-transaction: 1." } },
  ],
  [
    "capture.partial",
    "capture.captured",
    (payments) => payments.capture({ ...payment, amount: 5_00, currency: "USD", authorizedAmount: 10_50 }),
    { status: "partial_charged", connectorTransactionId: "38486450" },
  ],
  [
    "capture.partial",
    "capture.captured-before",
    (payments) => payments.capture({ ...payment, amount: 5_00, currency: "USD" }),
    { status: "capture_failed", error: { code: "20010" } },
  ],
  ["capture.partial", "capture.failed", (payments) => payments.capture({ ...payment, amount: 5_00, currency: "USD" }), { status: "capture_failed" }],
  ["void.reversal", "void.voided", (payments) => payments.void(payment), { status: "voided" }],
  [
    "void.reversal",
    "void.without-id",
    (payments) => payments.void(payment),
    { status: "void_failed", error: { message: "TRANSACTION_ID_REQUIRED" } },
  ],
  [
    "refund.partial",
    "refund.success",
    (payments) => payments.refund({ ...refund, reason: "why" }),
    { status: "success", connectorRefundId: "1027924752" },
  ],
  [
    "refund.partial",
    "refund.pending",
    (payments) => payments.refund({ ...refund, reason: "why" }),
    { status: "pending", connectorRefundId: "1027924753" },
  ],
  ["refund.partial", "refund.too-much", (payments) => payments.refund({ ...refund, reason: "why" }), { status: "failure", error: { code: "14006" } }],
  ...(["success", "pending", "review", "failed"] as const).map((word): Exchange => {
    const status = { success: "success", pending: "pending", review: "manual_review", failed: "failure" }[word];
    return [
      "sync-refund.refund",
      `sync-refund.${word}`,
      (payments) => payments.syncRefund({ ...refund, connectorRefundId: "1027924752" }),
      { status },
    ];
  }),
  [
    "session.apple-pay",
    "session.apple-pay",
    (payments) => payments.session(session("apple_pay")),
    { ok: true, value: { sessionToken: { walletName: "apple_pay" } } },
  ],
  [
    "session.fields",
    "session.fields",
    (payments) => payments.session(session()),
    { ok: true, value: { sessionToken: { walletName: "connector", connector: "bluesnap" } } },
  ],
];

describe("on the wire", () => {
  it.each(exchanges)("sends %s, and reads %s", async (request, response, call, expected) => {
    const { source: _, date: __, ...fixture } = requestFixture(request);
    const { sent, payments } = clientOf(response);
    const result = await call(payments);
    expect(sent.map(wireOf)).toEqual([fixture]);
    expect(result).toMatchObject(expected);
  });

  it("leaves no recorded request untested", () => {
    const tested = new Set(exchanges.map(([request]) => request));
    expect(fixtureNames("request").filter((name) => !tested.has(name) && !name.startsWith("webhook."))).toEqual([]);
  });
});

describe("credentials", () => {
  it("are HTTP Basic with the user name first (tech-spec, trap 1)", () => {
    expect(bluesnapAuth(CREDENTIALS).authorization.expose()).toBe("Basic QVBJXzE2MTg1OlBsdXM0MzIx");
    expect(CREDENTIALS).toMatchObject({ type: "BodyKey" });
    expect([CREDENTIALS.key1.expose(), CREDENTIALS.apiKey.expose()]).toEqual(["API_16185", "Plus4321"]);
    expect(JSON.stringify(bluesnapAuth(CREDENTIALS))).not.toContain("QVBJ");
  });

  it.each([
    { type: "HeaderKey", apiKey: secret("k") },
    { type: "SignatureKey", apiKey: secret("k"), key1: secret("k"), apiSecret: secret("k") },
    { type: "NoKey" },
  ] as const)("are of no other kind: $type", (auth) => {
    expect(() => bluesnapAuth(auth)).toThrow(expect.objectContaining({ code: "FailedToObtainAuthType" }));
  });
});

describe("the declaration", () => {
  it("names the two addresses, declares nothing idempotent, and has no flow that BlueSnap lacks", () => {
    expect(bluesnap.facts.baseUrls).toEqual({ sandbox: "https://sandbox.bluesnap.com/", production: "https://ws.bluesnap.com/" });
    expect(bluesnap.facts.idempotentFlows).toEqual([]);
    for (const flow of ["IncrementalAuthorization", "SetupMandate", "RepeatPayment", "MandateRevoke", "Accept", "Defend"])
      expect(bluesnap.flows).not.toHaveProperty(flow);
    expect(bluesnap.isWebhookSourceVerificationMandatory()).toBe(false);
  });

  it("reads the session that Apple made, and the token of hosted fields, and prints neither", async () => {
    const made = await clientOf("session.apple-pay").payments.session(session("apple_pay"));
    expect(made.ok && made.value.sessionToken.walletName === "apple_pay" && made.value.sessionToken.session.expose()).toEqual({
      epochTimestamp: 1,
      merchantSessionIdentifier: "SSH1",
    });
    const fields = await clientOf("session.fields").payments.session(session());
    expect(fields.ok && fields.value.sessionToken.walletName === "connector" && fields.value.sessionToken.session.expose()).toEqual({
      pfToken: "80d0ee61c1d5a33a_",
    });
    expect(JSON.stringify(fields.ok ? fields.value : {})).not.toContain("80d0ee61c1d5a33a_");
  });

  it("needs the shop's domain and name for Apple Pay's session", async () => {
    await expect(clientOf("session.apple-pay", {}).payments.session(session("apple_pay"))).rejects.toThrow(ConnectorError);
  });
});
