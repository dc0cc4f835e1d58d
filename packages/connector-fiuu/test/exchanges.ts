import { card, networkTransactionCard, secret } from "@switchyard/client";
import { CardExpiry, googlePay } from "@switchyard/interfaces";
import type { Client } from "./clients.js";

export const CARD = card({ number: "5105105105105100", expMonth: "1", expYear: "30", cvc: "123", holderName: "Aminah Tan" });
/** The payment of the tech-spec's vectors: 27.60 MYR. */
export const ORDER = { reference: "pay_att_1", amount: 27_60, currency: "MYR", paymentMethod: CARD } as const;
/** The same with all that Fiuu takes beside it. */
export const FULL_ORDER = {
  ...ORDER,
  returnUrl: "https://m.example/return",
  webhookUrl: "https://m.example/fiuu",
  description: "One teapot",
  customer: { name: "Aminah Tan", email: "buyer@example.com" },
  billing: { phone: { countryCode: "+60", number: "123456789" } },
} as const;
export const FPX = { type: "bank_redirect", kind: "online_banking_fpx", issuer: "maybank" } as const;
export const DUITNOW = { type: "real_time_payment", kind: "duit_now" } as const;
export const APPLE_PAY = {
  type: "wallet",
  kind: "apple_pay",
  paymentData: {
    type: "decrypted",
    number: secret("4895370012003478"),
    expiry: CardExpiry.of({ month: "12", year: "30" }),
    cryptogram: secret("AgAAAAAABk4DWZ4C28yUQAAAAAA="),
    eci: "05",
  },
} as const;
export const GOOGLE_PAY = googlePay({
  paymentMethodData: {
    type: "CARD",
    info: { cardNetwork: "MASTERCARD", cardDetails: "5100" },
    tokenizationData: { type: "PAYMENT_GATEWAY", token: '{"signature":"MEUCIQ"}' },
  },
});

export const META = { amount: "27.60", currency: "MYR", channel: "CREDITAN", captured: false } as const;
const payment = { connectorTransactionId: "30001", connectorMeta: META } as const;
const mit = {
  reference: "mit_1",
  amount: 27_60,
  currency: "MYR",
  customer: FULL_ORDER.customer,
  mandate: { connectorMandateId: "4111tok" },
} as const;
const buyer = secret<unknown>({ name: "Aminah Tan", email: "buyer@example.com", mobile: "60123456789" });

type Exchange = readonly [name: string, call: (payments: Client) => Promise<unknown>, expected: object];

/** Every documented exchange: the fixtures of its request and answer, the call that makes it, and what the caller is told. */
export const EXCHANGES: readonly Exchange[] = [
  [
    "authorize.card",
    (client) => client.authorize(ORDER),
    { status: "charged", connectorTransactionId: "30001", networkTransactionId: "123456789012345" },
  ],
  [
    "authorize.manual",
    (client) => client.authorize({ ...FULL_ORDER, captureMethod: "manual" }),
    { status: "authorized", connectorMeta: { amount: "27.60", captured: false } },
  ],
  [
    "authorize.stored",
    (client) => client.authorize({ ...FULL_ORDER, setupFutureUsage: "off_session" }),
    { status: "charged", mandate: { connectorMandateId: "4111tok" } },
  ],
  [
    "authorize.three-ds",
    (client) => client.authorize({ ...ORDER, authentication: "three_ds" }),
    { status: "authentication_pending", redirection: { type: "form", method: "POST", endpoint: "https://sandbox-payment.fiuu.com/RMS/xx.php" } },
  ],
  [
    "authorize.declined",
    (client) => client.authorize(ORDER),
    {
      status: "failure",
      outcome: "rejected",
      error: { code: "CC_51", message: "Insufficient funds", networkDeclineCode: "51", networkAdviceCode: "02" },
    },
  ],
  ["authorize.pending", (client) => client.authorize(ORDER), { status: "pending", outcome: "accepted", connectorStatus: "22" }],
  [
    "authorize.invalid-channel",
    (client) => client.authorize(ORDER),
    { status: "failure", outcome: "rejected", error: { code: "P05", message: "Invalid channel" } },
  ],
  ["authorize.duplicate", (client) => client.authorize(ORDER), { status: "pending", outcome: "unknown", error: { code: "P09" } }],
  [
    "authorize.fpx",
    (client) => client.authorize({ ...ORDER, paymentMethod: FPX }),
    { status: "authentication_pending", connectorMeta: { channel: "FPX_MB2U", captured: true } },
  ],
  [
    "authorize.duit-now",
    (client) => client.authorize({ ...ORDER, paymentMethod: DUITNOW }),
    { status: "authentication_pending", nextAction: { type: "qr_code_information", qrCodeData: "00020101021226DUITNOW" } },
  ],
  ["authorize.google-pay", (client) => client.authorize({ ...ORDER, paymentMethod: GOOGLE_PAY }), { status: "charged" }],
  ["authorize.apple-pay", (client) => client.authorize({ ...ORDER, paymentMethod: APPLE_PAY }), { status: "charged" }],
  [
    "authorize.network-transaction-id",
    (client) =>
      client.authorize({
        ...ORDER,
        paymentMethod: networkTransactionCard({ number: "5105105105105100", expMonth: "1", expYear: "30" }),
        mandate: { networkTransactionId: "123456789012345" },
      }),
    { status: "charged" },
  ],
  [
    "repeat-payment.accepted",
    (client) => client.repeatPayment(mit),
    { status: "pending", outcome: "accepted", connectorTransactionId: "100000", connectorStatus: "accepted" },
  ],
  [
    "repeat-payment.failed",
    (client) => client.repeatPayment(mit),
    { status: "failure", outcome: "rejected", error: { code: "Token not found", message: "Token not found" } },
  ],
  ["sync.captured", (client) => client.sync(payment), { status: "charged", networkTransactionId: "123456789012345", connectorStatus: "captured" }],
  ["sync.authorized", (client) => client.sync(payment), { status: "authorized" }],
  ["sync.pending", (client) => client.sync(payment), { status: "authentication_pending" }],
  [
    "sync.failed",
    (client) => client.sync(payment),
    { status: "failure", error: { code: "CC_51", message: "Insufficient funds", networkDeclineCode: "51" } },
  ],
  ["sync.not-found", (client) => client.sync({ ...payment, status: "charged" }), { status: "charged", error: { code: "Q00005" } }],
  [
    "sync.by-reference",
    (client) => client.sync({ reference: "pay_att_1", amount: 27_60, currency: "MYR" }),
    { status: "charged", connectorTransactionId: "30001" },
  ],
  [
    "capture.partial",
    (client) => client.capture({ ...payment, reference: "cap_1", amount: 20_00, currency: "MYR", authorizedAmount: 27_60 }),
    { status: "partial_charged", connectorTransactionId: "30001", connectorMeta: { captured: true } },
  ],
  [
    "capture.too-much",
    (client) => client.capture({ ...payment, reference: "cap_1", amount: 30_00, currency: "MYR" }),
    { status: "capture_failed", outcome: "rejected", error: { code: "25" } },
  ],
  [
    "capture.captured-before",
    (client) => client.capture({ ...payment, reference: "cap_1", amount: 20_00, currency: "MYR" }),
    { status: "pending", outcome: "unknown", error: { code: "24" } },
  ],
  ["void.voided", (client) => client.void(payment), { status: "voided", connectorMeta: { amount: "27.60" } }],
  ["void.refused", (client) => client.void(payment), { status: "void_failed", outcome: "rejected", error: { code: "21" } }],
  [
    "refund.pending",
    (client) => client.refund({ ...payment, reference: "ref_1", amount: 10_00, currency: "MYR" }),
    { status: "pending", connectorRefundId: "5501" },
  ],
  [
    "refund.too-much",
    (client) => client.refund({ ...payment, reference: "ref_1", amount: 90_00, currency: "MYR" }),
    { status: "failure", outcome: "rejected", error: { code: "PR011" } },
  ],
  [
    "refund.fpx",
    (client) =>
      client.refund({
        connectorTransactionId: "30001",
        connectorMeta: { ...META, channel: "FPX_MB2U" },
        reference: "ref_1",
        amount: 10_00,
        currency: "MYR",
        metadata: { bankCode: "MBBEMYKL", bankCountry: "MY", beneficiaryName: "Aminah Tan", beneficiaryAccountNumber: "5140123456" },
      }),
    { status: "pending" },
  ],
  [
    "sync-refund.success",
    (client) => client.syncRefund({ ...payment, connectorRefundId: "5501", reference: "ref_1", amount: 10_00, currency: "MYR" }),
    { status: "success" },
  ],
  [
    "sync-refund.not-found",
    (client) => client.syncRefund({ ...payment, connectorRefundId: "5501", reference: "ref_1", amount: 10_00, currency: "MYR" }),
    { error: { code: "INQ006" } },
  ],
  ["revoke-mandate.deleted", (client) => client.revokeMandate({ connectorMandateId: "4111tok", mandateMetadata: buyer }), { ok: true }],
  ["revoke-mandate.not-found", (client) => client.revokeMandate({ connectorMandateId: "4111tok", mandateMetadata: buyer }), { ok: true }],
  [
    "revoke-mandate.refused",
    (client) => client.revokeMandate({ connectorMandateId: "4111tok", mandateMetadata: buyer }),
    { ok: false, outcome: "rejected", error: { code: "TK04" } },
  ],
];
