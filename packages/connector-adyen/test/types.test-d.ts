import {
  applePay,
  card,
  createClient,
  googlePay,
  mandatePayment,
  networkToken,
  networkTransactionCard,
  type CaptureMethodOf,
  type PaymentMethodDataOf,
} from "@switchyard/client";
import { secret, type ConnectorRefundId, type ConnectorTransactionId, type PaymentMethodData } from "@switchyard/interfaces";
import { describe, expectTypeOf, it } from "vitest";
import { adyen, adyenCredentials } from "../src/index.js";

// Nothing of this runs: the compiler is the one who tests. A line that must not compile says so above itself,
// and fails this file the day that it compiles.

const auth = adyenCredentials({ apiKey: "k", merchantAccount: "m" });
const payments = createClient(adyen, { auth, environment: "sandbox" });
const order = { reference: "order-1", amount: 1050, currency: "EUR", returnUrl: "https://shop.example/return" } as const;
const aCard = card({ number: "4111111111111111", expMonth: 3, expYear: 2030 });

type Taken = PaymentMethodDataOf<typeof adyen>;
type KindOf<Type extends PaymentMethodData["type"]> = Extract<Taken, { readonly type: Type; readonly kind: string }>["kind"];
type DataOfKind<Kind extends string> = Extract<PaymentMethodData, { readonly kind: Kind }>;

describe("a client of Adyen", () => {
  it("takes the payment methods that Adyen has", () => {
    void payments.authorize({ ...order, paymentMethod: aCard });
    void payments.authorize({ ...order, paymentMethod: networkTransactionCard({ number: "4111111111111111", expMonth: 3, expYear: 2030 }) });
    void payments.authorize({ ...order, paymentMethod: networkToken({ number: "4111111111111111", expMonth: 3, expYear: 2030 }) });
    void payments.authorize({ ...order, paymentMethod: googlePay({ token: "{}" }) });
    void payments.authorize({ ...order, paymentMethod: applePay({ paymentData: "{}" }) });
    void payments.authorize({ ...order, paymentMethod: { type: "bank_redirect", kind: "ideal" } });
    void payments.authorize({ ...order, paymentMethod: { type: "wallet", kind: "paypal_redirect" } });
    void payments.authorize({ ...order, paymentMethod: { type: "pay_later", kind: "klarna_redirect" } });
    void payments.authorize({ ...order, paymentMethod: { type: "voucher", kind: "oxxo" } });
    void payments.authorize({ ...order, paymentMethod: { type: "bank_debit", kind: "sepa_bank_debit", iban: secret("NL13TEST0123456789") } });
    void payments.authorize({ ...order, paymentMethod: mandatePayment(), mandate: { connectorMandateId: "t" } });
    void payments.setupMandate({ reference: "m-1", currency: "EUR", paymentMethod: aCard });
  });

  it("refuses those that it lacks", () => {
    const giropay = {} as DataOfKind<"giropay">;
    const sofort = {} as DataOfKind<"sofort">;
    const paze = {} as DataOfKind<"paze">;
    const paypalSdk = {} as DataOfKind<"paypal_sdk">;
    const becs = {} as DataOfKind<"becs_bank_debit">;
    const crypto = {} as Extract<PaymentMethodData, { readonly type: "crypto" }>;
    // @ts-expect-error -- Giropay is closed
    void payments.authorize({ ...order, paymentMethod: giropay });
    // @ts-expect-error -- and so is Sofort
    void payments.authorize({ ...order, paymentMethod: sofort });
    // @ts-expect-error -- Adyen has no Paze
    void payments.authorize({ ...order, paymentMethod: paze });
    // @ts-expect-error -- PayPal by its page, not by its SDK
    void payments.authorize({ ...order, paymentMethod: paypalSdk });
    // @ts-expect-error -- no debits of Australian accounts
    void payments.authorize({ ...order, paymentMethod: becs });
    // @ts-expect-error -- nor coins
    void payments.authorize({ ...order, paymentMethod: crypto });
    // @ts-expect-error -- a card is made by card(), which checks it
    void payments.authorize({ ...order, paymentMethod: { type: "card", number: "4111111111111111" } });
  });

  it("names exactly the families that it takes", () => {
    expectTypeOf<Taken["type"]>().toEqualTypeOf<
      | "card"
      | "card_details_for_network_transaction_id"
      | "network_token"
      | "card_redirect"
      | "wallet"
      | "pay_later"
      | "bank_redirect"
      | "bank_debit"
      | "bank_transfer"
      | "voucher"
      | "gift_card"
      | "mandate_payment"
    >();
    expectTypeOf<KindOf<"bank_debit">>().toEqualTypeOf<"ach_bank_debit" | "sepa_bank_debit" | "bacs_bank_debit">();
    expectTypeOf<KindOf<"gift_card">>().toEqualTypeOf<"givex" | "pay_safe_card">();
    expectTypeOf<KindOf<"card_redirect">>().toEqualTypeOf<"knet" | "benefit" | "momo_atm">();
  });

  it("has a method for each flow of Adyen, and none for the others", () => {
    expectTypeOf<Exclude<keyof typeof payments, "connector" | "environment" | "webhooks" | "execute">>().toEqualTypeOf<
      | "authorize"
      | "completeAuthorize"
      | "capture"
      | "void"
      | "voidPostCapture"
      | "refund"
      | "setupMandate"
      | "repeatPayment"
      | "revokeMandate"
      | "incrementAuthorization"
      | "session"
      | "createOrder"
      | "balance"
      | "acceptDispute"
      | "defendDispute"
      | "submitEvidence"
      | "checkPayoutEligibility"
      | "createPayout"
      | "fulfillPayout"
      | "cancelPayout"
    >();
    // @ts-expect-error -- there is nothing to ask: the webhook tells
    expectTypeOf(payments.sync);
    // @ts-expect-error -- nor of a refund
    expectTypeOf(payments.syncRefund);
    // @ts-expect-error -- Adyen stores methods with payments, not apart from them
    expectTypeOf(payments.tokenize);
    // @ts-expect-error -- a flow that it lacks cannot be run by name either
    void payments.execute("PSync", {});
  });

  it("demands the environment and the credentials", () => {
    // @ts-expect-error -- no default: a test must not charge
    createClient(adyen, { auth });
    // @ts-expect-error -- one of two
    createClient(adyen, { auth, environment: "live" });
    // @ts-expect-error -- nobody pays without credentials
    createClient(adyen, { environment: "sandbox" });
    // @ts-expect-error -- a key belongs to a merchant account
    adyenCredentials({ apiKey: "k" });
  });

  it("takes the capture methods that Adyen has", () => {
    expectTypeOf<CaptureMethodOf<typeof adyen>>().toEqualTypeOf<"automatic" | "manual" | "manual_multiple" | "sequential_automatic">();
    // @ts-expect-error -- never by a date
    void payments.authorize({ ...order, paymentMethod: aCard, captureMethod: "scheduled" });
  });

  it("knows currencies and demands a reference and an amount", () => {
    // @ts-expect-error -- ISO 4217, in capitals
    void payments.authorize({ ...order, currency: "eur", paymentMethod: aCard });
    // @ts-expect-error -- whole minor units, not a text
    void payments.authorize({ ...order, amount: "10.50", paymentMethod: aCard });
    // @ts-expect-error -- what a webhook names the payment by
    void payments.authorize({ amount: 1050, currency: "EUR", paymentMethod: aCard });
  });
});

describe("ids", () => {
  it("of one kind are not taken for those of another", () => {
    const refundId = "r" as ConnectorRefundId;
    const paymentId = "p" as ConnectorTransactionId;
    const follow = { amount: 1, currency: "EUR" } as const;
    void payments.capture({ ...follow, connectorTransactionId: paymentId });
    void payments.refund({ ...follow, connectorTransactionId: paymentId });
    // @ts-expect-error -- a refund cannot be captured
    void payments.capture({ ...follow, connectorTransactionId: refundId });
    // @ts-expect-error -- nor refunded
    void payments.refund({ ...follow, connectorTransactionId: refundId });
  });
});

describe("a result", () => {
  type Payment = Awaited<ReturnType<typeof payments.authorize>>;

  it("has an id once it succeeded, and not before it is known to have one", () => {
    const idOf = (payment: Payment): ConnectorTransactionId | undefined => {
      if (payment.status === "authorized" || payment.status === "charged") {
        expectTypeOf(payment.connectorTransactionId).toEqualTypeOf<ConnectorTransactionId>();
        expectTypeOf(payment.outcome).toEqualTypeOf<"accepted">();
      }
      expectTypeOf(payment.connectorTransactionId).toEqualTypeOf<ConnectorTransactionId | undefined>();
      return payment.connectorTransactionId;
    };
    expectTypeOf(idOf).toBeFunction();
  });

  it("that failed is never one whose outcome is unknown", () => {
    const check = (payment: Payment) => {
      if (payment.status === "failure") expectTypeOf(payment.outcome).toEqualTypeOf<"rejected" | "not_sent" | "accepted">();
    };
    expectTypeOf(check).toBeFunction();
  });
});
