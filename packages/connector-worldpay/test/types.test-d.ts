import { applePay, card, createClient, googlePay, mandatePayment, networkTransactionCard, type PaymentMethodDataOf } from "@switchyard/client";
import { secret, type ConnectorRefundId, type ConnectorTransactionId, type NetworkTokenData, type PaymentMethodData } from "@switchyard/interfaces";
import { describe, expectTypeOf, it } from "vitest";
import { worldpay, worldpayCredentials } from "../src/index.js";

// Nothing of this runs: the compiler is the one who tests. A line that must not compile says so above itself,
// and fails this file the day that it compiles.

const auth = worldpayCredentials({ username: "u", password: "p", entityId: "e" });
const payments = createClient(worldpay, { auth, environment: "sandbox" });
const order = { reference: "order-1", amount: 1050, currency: "GBP" } as const;
const aCard = card({ number: "4444333322221111", expMonth: 12, expYear: 2030 });

type Taken = PaymentMethodDataOf<typeof worldpay>;
type DataOfKind<Kind extends string> = Extract<PaymentMethodData, { readonly kind: Kind }>;

describe("a client of Worldpay", () => {
  it("takes the payment methods that Worldpay has", () => {
    void payments.authorize({ ...order, paymentMethod: aCard });
    void payments.authorize({ ...order, paymentMethod: networkTransactionCard({ number: "4444333322221111", expMonth: 12, expYear: 2030 }) });
    void payments.authorize({ ...order, paymentMethod: googlePay({ token: "{}" }) });
    void payments.authorize({ ...order, paymentMethod: applePay({ paymentData: "{}" }) });
    void payments.authorize({ ...order, paymentMethod: mandatePayment(), mandate: { connectorMandateId: "m" } });
    void payments.setupMandate({ reference: "m-1", currency: "GBP", paymentMethod: aCard });
  });

  it("refuses those that it lacks", () => {
    const paypal = {} as DataOfKind<"paypal_redirect">;
    const klarna = {} as DataOfKind<"klarna_redirect">;
    const sepa = {} as DataOfKind<"sepa_bank_debit">;
    const ideal = {} as DataOfKind<"ideal">;
    const googlePayRedirect = {} as DataOfKind<"google_pay_redirect">;
    const networkToken = {} as NetworkTokenData;
    // @ts-expect-error -- Worldpay has no PayPal
    void payments.authorize({ ...order, paymentMethod: paypal });
    // @ts-expect-error -- nor Klarna
    void payments.authorize({ ...order, paymentMethod: klarna });
    // @ts-expect-error -- nor debits of bank accounts
    void payments.authorize({ ...order, paymentMethod: sepa });
    // @ts-expect-error -- nor banks' pages
    void payments.authorize({ ...order, paymentMethod: ideal });
    // @ts-expect-error -- Google Pay by its token, not by a page of its own
    void payments.authorize({ ...order, paymentMethod: googlePayRedirect });
    // @ts-expect-error -- nor network tokens
    void payments.authorize({ ...order, paymentMethod: networkToken });
    // @ts-expect-error -- a card is made by card(), which checks it
    void payments.authorize({ ...order, paymentMethod: { type: "card", number: "4444333322221111" } });
  });

  it("names exactly what it takes", () => {
    expectTypeOf<Taken["type"]>().toEqualTypeOf<"card" | "card_details_for_network_transaction_id" | "wallet" | "mandate_payment">();
    expectTypeOf<Extract<Taken, { readonly type: "wallet" }>["kind"]>().toEqualTypeOf<"google_pay" | "apple_pay">();
  });

  it("has a method for each flow of Worldpay, and none for the others", () => {
    expectTypeOf<Exclude<keyof typeof payments, "connector" | "environment" | "webhooks" | "execute">>().toEqualTypeOf<
      | "authorize"
      | "completeAuthorize"
      | "sync"
      | "capture"
      | "void"
      | "voidPostCapture"
      | "refund"
      | "syncRefund"
      | "setupMandate"
      | "repeatPayment"
      | "revokeMandate"
      | "incrementAuthorization"
    >();
    // @ts-expect-error -- Worldpay makes tokens with payments, not apart from them
    expectTypeOf(payments.tokenize);
    // @ts-expect-error -- no orders
    expectTypeOf(payments.createOrder);
    // @ts-expect-error -- no disputes
    expectTypeOf(payments.acceptDispute);
    // @ts-expect-error -- a flow that it lacks cannot be run by name either
    void payments.execute("CreateOrder", {});
  });

  it("demands the environment and the credentials", () => {
    // @ts-expect-error -- no default: a test must not charge
    createClient(worldpay, { auth });
    // @ts-expect-error -- one of two
    createClient(worldpay, { auth, environment: "live" });
    // @ts-expect-error -- nobody pays without credentials
    createClient(worldpay, { environment: "sandbox" });
    // @ts-expect-error -- a secret is not a password in plain sight
    createClient(worldpay, { auth: { type: "BodyKey", apiKey: "k", key1: secret("u") }, environment: "sandbox" });
  });

  it("takes the capture methods that Worldpay has", () => {
    for (const captureMethod of ["automatic", "manual", "sequential_automatic"] as const) {
      void payments.authorize({ ...order, paymentMethod: aCard, captureMethod });
    }
    // @ts-expect-error -- never by a date
    void payments.authorize({ ...order, paymentMethod: aCard, captureMethod: "scheduled" });
  });

  it("knows currencies and demands a reference and an amount", () => {
    // @ts-expect-error -- ISO 4217, in capitals
    void payments.authorize({ ...order, currency: "gbp", paymentMethod: aCard });
    // @ts-expect-error -- whole minor units, not a text
    void payments.authorize({ ...order, amount: "10.50", paymentMethod: aCard });
    // @ts-expect-error -- what a lost answer is found by
    void payments.authorize({ amount: 1050, currency: "GBP", paymentMethod: aCard });
    // @ts-expect-error -- by an id or by a reference
    void payments.sync({});
    void payments.sync({ reference: "order-1" });
    void payments.sync({ connectorTransactionId: "p" });
  });
});

describe("ids", () => {
  it("of one kind are not taken for those of another", () => {
    const refundId = "r" as ConnectorRefundId;
    const paymentId = "p" as ConnectorTransactionId;
    const follow = { amount: 1, currency: "GBP" } as const;
    void payments.capture({ ...follow, connectorTransactionId: paymentId });
    void payments.syncRefund({ ...follow, connectorTransactionId: paymentId, connectorRefundId: refundId });
    // @ts-expect-error -- a refund cannot be captured
    void payments.capture({ ...follow, connectorTransactionId: refundId });
    // @ts-expect-error -- nor refunded
    void payments.refund({ ...follow, connectorTransactionId: refundId });
    // @ts-expect-error -- the two in each other's place
    void payments.syncRefund({ ...follow, connectorTransactionId: refundId, connectorRefundId: paymentId });
  });
});

describe("a result", () => {
  type Payment = Awaited<ReturnType<typeof payments.authorize>>;
  type Refund = Awaited<ReturnType<typeof payments.refund>>;

  it("narrows by its status, and every status has its case", () => {
    const toAction = (payment: Payment): string => {
      switch (payment.status) {
        case "authorized":
        case "charged":
        case "partial_charged":
        case "partial_charged_and_chargeable":
        case "partially_authorized":
        case "authentication_successful":
          expectTypeOf(payment.connectorTransactionId).toEqualTypeOf<ConnectorTransactionId>();
          expectTypeOf(payment.outcome).toEqualTypeOf<"accepted">();
          return payment.connectorTransactionId;
        case "authentication_pending":
        case "device_data_collection_pending":
        case "payment_method_awaited":
        case "confirmation_awaited":
          return payment.redirection?.type ?? "wait";
        case "voided":
        case "voided_post_charge":
        case "auto_refunded":
          return "ended";
        case "failure":
        case "authentication_failed":
        case "authorization_failed":
        case "router_declined":
        case "capture_failed":
        case "void_failed":
        case "expired":
        case "integrity_failure":
          // An outcome that is not known is never a failure.
          expectTypeOf(payment.outcome).toEqualTypeOf<"rejected" | "not_sent" | "accepted">();
          return payment.error.code;
        case "pending":
        case "started":
        case "authorizing":
        case "cod_initiated":
        case "void_initiated":
        case "capture_initiated":
        case "unresolved":
          return payment.settle?.call ?? "wait";
        default:
          expectTypeOf(payment).toBeNever();
          return payment;
      }
    };
    expectTypeOf(toAction).toBeFunction();
  });

  it("has no id before it is known to have one", () => {
    const idOf = (payment: Payment): ConnectorTransactionId => {
      // @ts-expect-error -- a payment that is pending may have none yet
      return payment.connectorTransactionId;
    };
    expectTypeOf(idOf).toBeFunction();
  });

  it("of a refund has the refund's statuses, apart from the payment's", () => {
    expectTypeOf<Refund["status"]>().toEqualTypeOf<"success" | "failure" | "pending" | "manual_review" | "transaction_failure">();
    const check = (refund: Refund) => {
      // What is not known is never a failure, nor a success.
      if (refund.status === "failure") expectTypeOf(refund.outcome).toEqualTypeOf<"accepted" | "rejected" | "not_sent">();
      if (refund.status === "success") expectTypeOf(refund.outcome).toEqualTypeOf<"accepted">();
    };
    expectTypeOf(check).toBeFunction();
  });
});
