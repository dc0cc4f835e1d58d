import {
  applePay,
  card,
  createClient,
  googlePay,
  mandatePayment,
  networkToken,
  networkTransactionCard,
  type PaymentMethodDataOf,
} from "@switchyard/client";
import { secret, type ConnectorRefundId, type ConnectorTransactionId, type PaymentMethodData } from "@switchyard/interfaces";
import { describe, expectTypeOf, it } from "vitest";
import { stripe, stripeCredentials } from "../src/index.js";

// Nothing of this runs: the compiler is the one who tests. A line that must not compile says so above itself,
// and fails this file the day that it compiles.

const auth = stripeCredentials({ secretKey: "sk_test_x" });
const payments = createClient(stripe, { auth, environment: "sandbox" });
const order = { reference: "order-1", amount: 1050, currency: "EUR" } as const;
const expiry = { expMonth: 12, expYear: 2030 } as const;
const aCard = card({ number: "4242424242424242", ...expiry });

type Taken = PaymentMethodDataOf<typeof stripe>;
type DataOfKind<Kind extends string> = Extract<PaymentMethodData, { readonly kind: Kind }>;

describe("a client of Stripe", () => {
  it("takes the payment methods that Stripe has", () => {
    void payments.authorize({ ...order, paymentMethod: aCard });
    void payments.authorize({ ...order, paymentMethod: networkTransactionCard({ number: "4242424242424242", ...expiry }) });
    void payments.authorize({ ...order, paymentMethod: networkToken({ number: "4242424242424242", ...expiry, cryptogram: "c" }) });
    void payments.authorize({ ...order, paymentMethod: googlePay({ token: "{}" }) });
    void payments.authorize({ ...order, paymentMethod: applePay({ paymentData: "{}" }) });
    void payments.authorize({ ...order, paymentMethod: mandatePayment(), mandate: { connectorMandateId: "pm_1" } });
    void payments.authorize({ ...order, paymentMethod: { type: "bank_redirect", kind: "ideal" } });
    void payments.authorize({ ...order, paymentMethod: { type: "bank_debit", kind: "sepa_bank_debit", iban: secret("i") } });
    void payments.authorize({ ...order, paymentMethod: { type: "pay_later", kind: "klarna_redirect" } });
    void payments.authorize({ ...order, paymentMethod: { type: "voucher", kind: "oxxo" } });
    void payments.setupMandate({ reference: "m-1", currency: "EUR", paymentMethod: aCard });
  });

  it("refuses those that it lacks", () => {
    const samsungPay = {} as DataOfKind<"samsung_pay">;
    const giropay = {} as DataOfKind<"giropay">;
    const sofort = {} as DataOfKind<"sofort">;
    const upiCollect = {} as DataOfKind<"upi_collect">;
    const alfamart = {} as DataOfKind<"alfamart">;
    // @ts-expect-error -- Stripe's Samsung Pay is a redirect in South Korea, which takes no token
    void payments.authorize({ ...order, paymentMethod: samsungPay });
    // @ts-expect-error -- closed by its scheme
    void payments.authorize({ ...order, paymentMethod: giropay });
    // @ts-expect-error -- this one too
    void payments.authorize({ ...order, paymentMethod: sofort });
    // @ts-expect-error -- UPI without an address to collect from
    void payments.authorize({ ...order, paymentMethod: upiCollect });
    // @ts-expect-error -- Konbini are Japan's
    void payments.authorize({ ...order, paymentMethod: alfamart });
    // @ts-expect-error -- a card is made by card(), which checks it
    void payments.authorize({ ...order, paymentMethod: { type: "card", number: "4242424242424242" } });
  });

  it("names exactly what it takes of debits, transfers and vouchers", () => {
    type KindOf<Type extends Taken["type"]> = Extract<Taken, { readonly type: Type; readonly kind: string }>["kind"];
    expectTypeOf<KindOf<"bank_debit">>().toEqualTypeOf<"ach_bank_debit" | "bacs_bank_debit" | "becs_bank_debit" | "sepa_bank_debit">();
    expectTypeOf<KindOf<"bank_redirect">>().toEqualTypeOf<"bancontact_card" | "blik" | "eps" | "ideal" | "online_banking_fpx" | "przelewy24">();
    expectTypeOf<KindOf<"voucher">>().toEqualTypeOf<"boleto" | "family_mart" | "lawson" | "mini_stop" | "oxxo" | "seicomart">();
    expectTypeOf<KindOf<"upi">>().toEqualTypeOf<"upi_intent" | "upi_qr">();
  });

  it("has a method for each flow of Stripe, and none for the others", () => {
    expectTypeOf<Exclude<keyof typeof payments, "connector" | "environment" | "webhooks" | "execute">>().toEqualTypeOf<
      | "authorize"
      | "sync"
      | "capture"
      | "void"
      | "refund"
      | "syncRefund"
      | "setupMandate"
      | "repeatPayment"
      | "revokeMandate"
      | "incrementAuthorization"
      | "createCustomer"
      | "tokenize"
      | "session"
      | "createOrder"
      | "submitEvidence"
      | "acceptDispute"
      | "syncDispute"
      | "uploadFile"
      | "retrieveFile"
      | "createPayoutRecipient"
      | "createPayoutRecipientAccount"
      | "createPayout"
      | "fulfillPayout"
      | "cancelPayout"
      | "syncPayout"
    >();
    // @ts-expect-error -- no second call after 3DS: the payment is asked after
    expectTypeOf(payments.completeAuthorize);
    // @ts-expect-error -- what was captured is refunded
    expectTypeOf(payments.voidPostCapture);
    // @ts-expect-error -- evidence is submitted at once
    expectTypeOf(payments.defendDispute);
    // @ts-expect-error -- a flow that it lacks cannot be run by name either
    void payments.execute("CompleteAuthorize", {});
  });

  it("demands the environment and the credentials", () => {
    // @ts-expect-error -- no default: a test must not charge
    createClient(stripe, { auth });
    // @ts-expect-error -- one of two
    createClient(stripe, { auth, environment: "live" });
    // @ts-expect-error -- nobody pays without credentials
    createClient(stripe, { environment: "sandbox" });
    // @ts-expect-error -- a secret is not a key in plain sight
    createClient(stripe, { auth: { type: "HeaderKey", apiKey: "sk_test_x" }, environment: "sandbox" });
  });

  it("takes the capture methods that Stripe has", () => {
    for (const captureMethod of ["automatic", "manual", "manual_multiple", "sequential_automatic"] as const) {
      void payments.authorize({ ...order, paymentMethod: aCard, captureMethod });
    }
    // @ts-expect-error -- never by a date
    void payments.authorize({ ...order, paymentMethod: aCard, captureMethod: "scheduled" });
  });

  it("knows currencies and demands a reference and an amount", () => {
    // @ts-expect-error -- ISO 4217, in capitals
    void payments.authorize({ ...order, currency: "eur", paymentMethod: aCard });
    // @ts-expect-error -- whole minor units, not a text
    void payments.authorize({ ...order, amount: "10.50", paymentMethod: aCard });
    // @ts-expect-error -- what a repeated request is known by
    void payments.authorize({ amount: 1050, currency: "EUR", paymentMethod: aCard });
  });

  it("passes splits of Stripe's kinds with payments, follow-ups and refunds", () => {
    const splitPayments = { type: "stripe_split_payment", chargeType: "direct", transferAccountId: "acct_1" } as const;
    const splitRefunds = { type: "stripe_split_refund", chargeType: "direct", revertPlatformFee: true } as const;
    void payments.authorize({ ...order, paymentMethod: aCard, splitPayments });
    void payments.sync({ connectorTransactionId: "pi_1", splitPayments });
    void payments.refund({ connectorTransactionId: "pi_1", amount: 1, currency: "EUR", splitRefunds });
    // @ts-expect-error -- charged in one of two ways
    void payments.authorize({ ...order, paymentMethod: aCard, splitPayments: { ...splitPayments, chargeType: "shared" } });
  });
});

describe("ids", () => {
  it("of one kind are not taken for those of another", () => {
    const refundId = "re_1" as ConnectorRefundId;
    const paymentId = "pi_1" as ConnectorTransactionId;
    const follow = { amount: 1, currency: "EUR" } as const;
    void payments.capture({ ...follow, connectorTransactionId: paymentId });
    void payments.syncRefund({ ...follow, connectorTransactionId: paymentId, connectorRefundId: refundId });
    // @ts-expect-error -- a refund cannot be captured
    void payments.capture({ ...follow, connectorTransactionId: refundId });
    // @ts-expect-error -- the two in each other's place
    void payments.syncRefund({ ...follow, connectorTransactionId: refundId, connectorRefundId: paymentId });
  });
});

describe("a result", () => {
  type Payment = Awaited<ReturnType<typeof payments.authorize>>;
  type Refund = Awaited<ReturnType<typeof payments.refund>>;

  it("has an id where money is held or taken, and maybe none before", () => {
    const check = (payment: Payment) => {
      if (payment.status === "charged" || payment.status === "authorized") {
        expectTypeOf(payment.connectorTransactionId).toEqualTypeOf<ConnectorTransactionId>();
        expectTypeOf(payment.outcome).toEqualTypeOf<"accepted">();
      }
      // An outcome that is not known is never a failure.
      if (payment.status === "failure") expectTypeOf(payment.outcome).toEqualTypeOf<"rejected" | "not_sent" | "accepted">();
    };
    expectTypeOf(check).toBeFunction();
  });

  it("of a refund has the refund's statuses, apart from the payment's", () => {
    expectTypeOf<Refund["status"]>().toEqualTypeOf<"success" | "failure" | "pending" | "manual_review" | "transaction_failure">();
  });
});
