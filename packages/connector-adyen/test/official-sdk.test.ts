/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- the library documents plain objects for its requests, and types them as classes */
import { request as sendRequest } from "node:http";
import {
  CheckoutAPI,
  Client,
  DisputesAPI,
  EnvironmentEnum,
  hmacValidator,
  HttpURLConnectionClient,
  PayoutAPI,
  RecurringAPI,
} from "@adyen/api-library";
import { TokenizationWebhooksHandler, Types } from "@adyen/api-library";
import { serve } from "@switchyard/testkit/node";
import type { LoopbackServer } from "@switchyard/testkit/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ADYEN_SIMULATOR_DEFAULTS, createAdyenSimulator } from "../simulator/index.js";
import type { AdyenSimulator } from "../simulator/index.js";

const { apiKey, reviewKey, merchantAccount, webhookSecret } = ADYEN_SIMULATOR_DEFAULTS;
const { checkout, recurring } = Types;

let simulator: AdyenSimulator;
let server: LoopbackServer;

beforeEach(async () => {
  simulator = createAdyenSimulator();
  server = await serve(simulator.fetch);
});

afterEach(async () => {
  await server.close();
  expect(server.failures).toEqual([]);
});

type RequestOptions = Types.requestOptions.IRequest.Options;

/**
 * Adyen's own library, whose requests go to the simulator over loopback HTTP instead: all but the connection is the
 * library's. It speaks Checkout v72, of which these flows use nothing that v71 does not have.
 */
function connect(key: string = apiKey): Client {
  const connection = new HttpURLConnectionClient();
  Reflect.set(connection, "createRequest", (endpoint: string, { params, idempotencyKey, headers, method = "POST" }: RequestOptions) => {
    const { pathname } = new URL(endpoint);
    // The library gives names and values, whatever else its type allows.
    const query = params === undefined ? "" : `?${new URLSearchParams(params as Record<string, string>).toString()}`;
    const keyed = idempotencyKey === undefined ? {} : { "Idempotency-Key": idempotencyKey };
    return sendRequest(server.url + pathname.replace(/^\/v72/, "/v71") + query, { method, headers: Object.assign({}, headers, keyed) });
  });
  return new Client({ apiKey: key, environment: EnvironmentEnum.TEST }, connection);
}

const amount = { currency: "EUR", value: 1000 };
const card = {
  type: checkout.CardDetails.TypeEnum.Scheme,
  number: "4111111111111111",
  expiryMonth: "03",
  expiryYear: "2030",
  cvc: "737",
  holderName: "Jane Doe",
};
const enrolled = { ...card, number: "4917610000000000" };
const browserInfo = {
  userAgent: "UA",
  acceptHeader: "*/*",
  language: "en-US",
  colorDepth: 24,
  screenHeight: 900,
  screenWidth: 1440,
  timeZoneOffset: -60,
  javaEnabled: false,
};

function toRequest(changes: Partial<Types.checkout.PaymentRequest> = {}): Types.checkout.PaymentRequest {
  return { amount, merchantAccount, reference: "order-1", returnUrl: "https://shop.test/return", paymentMethod: card, ...changes };
}

async function held(): Promise<string> {
  const { PaymentsApi } = new CheckoutAPI(connect());
  const { pspReference } = await PaymentsApi.payments(toRequest({ additionalData: { manualCapture: "true", authorisationType: "PreAuth" } }));
  return pspReference ?? "";
}

describe("Adyen's library pays at the simulator", () => {
  it("by card", async () => {
    const { PaymentsApi } = new CheckoutAPI(connect());
    const answer = await PaymentsApi.payments(toRequest());
    expect(answer.resultCode).toBe(checkout.PaymentResponse.ResultCodeEnum.Authorised);
    expect(answer.pspReference).toMatch(/^[A-Z0-9]{16}$/);
    expect(answer.additionalData?.["authCode"]).toMatch(/^\d{6}$/);
    expect(answer.amount).toEqual(amount);
  });

  it("by card that is refused", async () => {
    const { PaymentsApi } = new CheckoutAPI(connect());
    const answer = await PaymentsApi.payments(toRequest({ paymentMethod: { ...card, holderName: "NOT_ENOUGH_BALANCE" } }));
    expect(answer).toMatchObject({ resultCode: "Refused", refusalReason: "Not enough balance", refusalReasonCode: "12" });
  });

  it.each([
    [{ type: checkout.IdealDetails.TypeEnum.Ideal }, "RedirectShopper", "redirect"],
    [{ type: checkout.PixDetails.TypeEnum.Pix }, "Pending", "qrCode"],
    [{ type: checkout.BlikDetails.TypeEnum.Blik, blikCode: "777123" }, "Pending", "await"],
    [{ type: checkout.PaymentDetails.TypeEnum.Multibanco }, "PresentToShopper", "voucher"],
    [{ type: checkout.PaymentDetails.TypeEnum.BankTransferIban }, "Received", "bankTransfer"],
    [{ type: checkout.PayPalDetails.TypeEnum.Paypal, subtype: checkout.PayPalDetails.SubtypeEnum.Sdk }, "Pending", "sdk"],
  ])("with %o", async (paymentMethod, resultCode, action) => {
    const { PaymentsApi } = new CheckoutAPI(connect());
    const answer = await PaymentsApi.payments(toRequest({ paymentMethod }));
    expect(answer).toMatchObject({ resultCode, action: { type: action, paymentMethodType: paymentMethod.type } });
  });

  it("with a redirect to 3DS", async () => {
    const { PaymentsApi } = new CheckoutAPI(connect());
    const asked = await PaymentsApi.payments(toRequest({ paymentMethod: enrolled, browserInfo }));
    expect(asked).toMatchObject({ resultCode: "RedirectShopper", action: { type: "redirect", method: "GET" } });
    const { result } = simulator.controls.shopper.decide("order-1");
    const done = await PaymentsApi.paymentsDetails({ details: { redirectResult: result } });
    expect(done).toMatchObject({ resultCode: "Authorised", merchantReference: "order-1", pspReference: asked.pspReference });
  });

  it("with native 3DS2", async () => {
    const { PaymentsApi } = new CheckoutAPI(connect());
    const nativeThreeDS = checkout.ThreeDSRequestData.NativeThreeDSEnum.Preferred;
    const channel = checkout.PaymentRequest.ChannelEnum.Web;
    const first = await PaymentsApi.payments(
      toRequest({
        paymentMethod: enrolled,
        browserInfo,
        channel,
        origin: "https://shop.test",
        authenticationData: { threeDSRequestData: { nativeThreeDS } },
      }),
    );
    expect(first).toMatchObject({ resultCode: "IdentifyShopper", action: { type: "threeDS2", subtype: "fingerprint" } });
    const second = await PaymentsApi.paymentsDetails({ details: { threeDSResult: simulator.controls.shopper.decide("order-1").result } });
    expect(second).toMatchObject({ resultCode: "ChallengeShopper", action: { subtype: "challenge" } });
    const third = await PaymentsApi.paymentsDetails({ details: { threeDSResult: simulator.controls.shopper.decide("order-1").result } });
    expect(third.resultCode).toBe("Authorised");
  });

  it("once under one key", async () => {
    const { PaymentsApi } = new CheckoutAPI(connect());
    const first = await PaymentsApi.payments(toRequest(), { idempotencyKey: "attempt-1" });
    expect(await PaymentsApi.payments(toRequest(), { idempotencyKey: "attempt-1" })).toEqual(first);
    expect(simulator.ledger.movements({ kind: "authorization" })).toHaveLength(1);
  });

  it("and reads the errors", async () => {
    const { PaymentsApi } = new CheckoutAPI(connect());
    const missing = PaymentsApi.payments(toRequest({ reference: "" }));
    await expect(missing).rejects.toMatchObject({ statusCode: 422, errorCode: "130", apiError: { errorType: "validation" } });
    const elsewhere = PaymentsApi.payments(toRequest({ merchantAccount: "Nobody" }));
    await expect(elsewhere).rejects.toMatchObject({ statusCode: 403, errorCode: "901" });
    const stranger = new CheckoutAPI(connect("wrong")).PaymentsApi.payments(toRequest());
    await expect(stranger).rejects.toMatchObject({ statusCode: 401, errorCode: "000" });
  });
});

describe("Adyen's library modifies payments at the simulator", () => {
  it("by all calls that there are", async () => {
    const { ModificationsApi } = new CheckoutAPI(connect());
    const psp = await held();
    const update = await ModificationsApi.updateAuthorisedAmount(psp, { merchantAccount, amount: { ...amount, value: 1200 }, reference: "more" });
    const capture = await ModificationsApi.captureAuthorisedPayment(psp, { merchantAccount, amount, reference: "cap-1" });
    const refund = await ModificationsApi.refundCapturedPayment(psp, { merchantAccount, amount: { ...amount, value: 300 }, reference: "ref-1" });
    const reversal = await ModificationsApi.refundOrCancelPayment(psp, { merchantAccount, reference: "rev-1" });
    for (const answer of [update, capture, refund, reversal]) expect(answer).toMatchObject({ status: "received", paymentPspReference: psp });
    expect(capture).toMatchObject({ reference: "cap-1", amount });
    simulator.controls.settle();
    expect(simulator.webhooks.events.slice(1).map(({ type }) => type)).toEqual(["AUTHORISATION_ADJUSTMENT", "CAPTURE", "REFUND", "CANCEL_OR_REFUND"]);
  });

  it("by cancelling, with and without a pspReference", async () => {
    const { ModificationsApi } = new CheckoutAPI(connect());
    const cancelled = await ModificationsApi.cancelAuthorisedPaymentByPspReference(await held(), { merchantAccount, reference: "void-1" });
    expect(cancelled).toMatchObject({ status: "received", reference: "void-1" });
    await held();
    const standalone = await ModificationsApi.cancelAuthorisedPayment({ merchantAccount, paymentReference: "order-1", reference: "void-2" });
    expect(standalone).toMatchObject({ status: "received", paymentReference: "order-1" });
    expect(simulator.ledger.total({ kind: "void", currency: "EUR" })).toBe(2000);
  });
});

describe("Adyen's library stores, lists and removes", () => {
  const shopperReference = "cus_1";
  const recurringProcessingModel = checkout.PaymentRequest.RecurringProcessingModelEnum.UnscheduledCardOnFile;
  const storing = { amount: { currency: "EUR", value: 0 }, storePaymentMethod: true, shopperReference, recurringProcessingModel };

  it("payment methods, and pays with them", async () => {
    const { PaymentsApi, RecurringApi } = new CheckoutAPI(connect());
    const stored = await PaymentsApi.payments(toRequest(storing));
    const storedPaymentMethodId = stored.additionalData?.["tokenization.storedPaymentMethodId"] ?? "";
    const shopperInteraction = checkout.PaymentRequest.ShopperInteractionEnum.ContAuth;
    const paymentMethod = { type: checkout.CardDetails.TypeEnum.Scheme, storedPaymentMethodId };
    const paid = await PaymentsApi.payments(toRequest({ paymentMethod, shopperReference, recurringProcessingModel, shopperInteraction }));
    expect(paid.resultCode).toBe("Authorised");
    const listed = await RecurringApi.getTokensForStoredPaymentDetails(shopperReference, merchantAccount);
    expect(listed.storedPaymentMethods).toMatchObject([{ id: storedPaymentMethodId, lastFour: "1111" }]);
    await RecurringApi.deleteTokenForStoredPaymentDetails(storedPaymentMethodId, shopperReference, merchantAccount);
    expect((await RecurringApi.getTokensForStoredPaymentDetails(shopperReference, merchantAccount)).storedPaymentMethods).toEqual([]);
  });

  it("by the older API", async () => {
    const { PaymentsApi } = new CheckoutAPI(connect());
    await PaymentsApi.payments(toRequest(storing));
    const api = new RecurringAPI(connect()).RecurringApi;
    const contract = recurring.Recurring.ContractEnum.Recurring;
    const listed = await api.listRecurringDetails({ merchantAccount, shopperReference, recurring: { contract } });
    const recurringDetailReference = listed.details?.[0]?.RecurringDetail?.recurringDetailReference;
    expect(recurringDetailReference).toMatch(/^[A-Z0-9]{16}$/);
    const disabled = await api.disable({
      merchantAccount,
      shopperReference,
      ...(recurringDetailReference === undefined ? {} : { recurringDetailReference }),
    });
    expect(disabled.response).toBe("[detail-successfully-disabled]");
  });
});

describe("Adyen's library uses the other services of the simulator", () => {
  it("sessions", async () => {
    const { PaymentsApi } = new CheckoutAPI(connect());
    const session = await PaymentsApi.sessions({ amount, merchantAccount, reference: "order-1", returnUrl: "https://shop.test/return" });
    const result = simulator.controls.shopper.decideSession(session.id);
    expect(await PaymentsApi.getResultOfPaymentSession(session.id, result)).toMatchObject({ id: session.id, status: "completed" });
  });

  it("orders and gift cards", async () => {
    const { OrdersApi, PaymentsApi } = new CheckoutAPI(connect());
    const giftcard = { type: checkout.CardDetails.TypeEnum.Giftcard, brand: "givex", number: "6036280000000000000", cvc: "737" };
    const balance = await OrdersApi.getBalanceOfGiftCard({ merchantAccount, amount, paymentMethod: giftcard });
    expect(balance).toMatchObject({ resultCode: "Success", balance: { value: 5000 } });
    const order = await OrdersApi.orders({ merchantAccount, amount, reference: "order-1" });
    const { orderData, pspReference = "" } = order;
    const paid = await PaymentsApi.payments(
      toRequest({ amount: { ...amount, value: 400 }, paymentMethod: giftcard, order: { orderData, pspReference } }),
    );
    expect(paid.order?.remainingAmount).toEqual({ ...amount, value: 600 });
    expect((await OrdersApi.cancelOrder({ merchantAccount, order: { orderData, pspReference } })).resultCode).toBe("Received");
  });

  it("disputes", async () => {
    const { PaymentsApi } = new CheckoutAPI(connect());
    await PaymentsApi.payments(toRequest());
    const dispute = { disputePspReference: simulator.controls.disputes.open("order-1"), merchantAccountCode: merchantAccount };
    const api = new DisputesAPI(connect()).DisputesApi;
    const reasons = await api.retrieveApplicableDefenseReasons(dispute);
    expect(reasons.defenseReasons?.[0]).toMatchObject({ defenseReasonCode: "SupplyDefenseMaterial", satisfied: false });
    const content = btoa("%PDF-1.7");
    const defenseDocuments = [{ content, contentType: "application/pdf", defenseDocumentTypeCode: "DefenseMaterial" }];
    expect((await api.supplyDefenseDocument({ ...dispute, defenseDocuments })).disputeServiceResult.success).toBe(true);
    expect((await api.defendDispute({ ...dispute, defenseReasonCode: "SupplyDefenseMaterial" })).disputeServiceResult.success).toBe(true);
    expect((await api.acceptDispute(dispute)).disputeServiceResult).toMatchObject({ success: false, errorMessage: "Dispute is not defendable" });
  });

  it("payouts", async () => {
    const { InitializationApi, InstantPayoutsApi } = new PayoutAPI(connect());
    const submitted = await InitializationApi.storeDetailAndSubmitThirdParty({
      merchantAccount,
      amount,
      reference: "payout-1",
      shopperReference: "cus_1",
      shopperEmail: "j@example.com",
      recurring: { contract: Types.payout.Recurring.ContractEnum.Payout },
      dateOfBirth: "1990-01-01",
      nationality: "NL",
      entityType: Types.payout.StoreDetailAndSubmitRequest.EntityTypeEnum.NaturalPerson,
      bank: { iban: "NL13TEST0123456789", ownerName: "A. Klaassen" },
    });
    expect(submitted.resultCode).toBe("[payout-submit-received]");
    const confirmed = await new PayoutAPI(connect(reviewKey)).ReviewingApi.confirmThirdParty({
      merchantAccount,
      originalReference: submitted.pspReference,
    });
    expect(confirmed.response).toBe("[payout-confirm-received]");
    const { type: _type, ...target } = card;
    expect((await InstantPayoutsApi.payout({ merchantAccount, amount, reference: "payout-2", card: target })).resultCode).toBe("Authorised");
  });
});

describe("Adyen's library reads the simulator's webhooks", () => {
  it("and finds each item's signature right, and a changed one wrong", async () => {
    const { ModificationsApi } = new CheckoutAPI(connect());
    const psp = await held();
    await ModificationsApi.captureAuthorisedPayment(psp, { merchantAccount, amount });
    await ModificationsApi.refundCapturedPayment(psp, { merchantAccount, amount });
    simulator.controls.settle();
    simulator.controls.disputes.open("order-1");
    const validator = new hmacValidator();
    const { ObjectSerializer } = Types.notification;
    expect(simulator.webhooks.events).toHaveLength(4);
    for (const { rawBody } of simulator.webhooks.events) {
      const message: unknown = JSON.parse(new TextDecoder().decode(rawBody));
      const { notificationItems } = ObjectSerializer.deserialize(message, "Notification") as Types.notification.Notification;
      for (const { NotificationRequestItem: item } of notificationItems) {
        expect(validator.validateHMAC(item, webhookSecret)).toBe(true);
        expect(validator.validateHMAC(Object.assign(item, { success: "false" }), webhookSecret)).toBe(false);
      }
    }
  });

  it("about tokens as well", async () => {
    const { PaymentsApi } = new CheckoutAPI(connect());
    const recurringProcessingModel = checkout.PaymentRequest.RecurringProcessingModelEnum.CardOnFile;
    await PaymentsApi.payments(toRequest({ storePaymentMethod: true, shopperReference: "cus_1", recurringProcessingModel }));
    const event = simulator.webhooks.events.find(({ type }) => type === "recurring.token.created");
    const request = await simulator.webhooks.toRequest(event?.id ?? "");
    const text = await request.text();
    expect(new hmacValidator().validateHMACSignature(webhookSecret, request.headers.get("hmacsignature") ?? "", text)).toBe(true);
    const read = new TokenizationWebhooksHandler(text).getTokenizationCreatedDetailsNotificationRequest();
    expect(read.data).toMatchObject({ shopperReference: "cus_1", merchantAccount, type: "visa" });
  });
});
