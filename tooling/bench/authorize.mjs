import { card, createClient } from "@switchyard/client";
import { adyen, adyenCredentials } from "@switchyard/connector-adyen";
import { stripe, stripeCredentials } from "@switchyard/connector-stripe";
import { worldpay, worldpayCredentials } from "@switchyard/connector-worldpay";

const CARD = { number: "4111111111111111", expMonth: "03", expYear: "2030", cvc: "737", holderName: "Jane Doe" };

const ADYEN_ANSWER = JSON.stringify({
  additionalData: {
    authCode: "034788",
    cvcResult: "1 Matches",
    avsResult: "4 AVS not supported for this card type",
    networkTxReference: "858435661128555",
  },
  pspReference: "QFQTPCQ8HXSKGK82",
  resultCode: "Authorised",
  merchantReference: "attempt_123",
  amount: { currency: "EUR", value: 1000 },
  paymentMethod: { type: "scheme", brand: "visa" },
});
const STRIPE_ANSWER = JSON.stringify({
  id: "pi_3TestA0000000001",
  object: "payment_intent",
  amount: 1000,
  amount_capturable: 1000,
  amount_received: 0,
  capture_method: "manual",
  currency: "eur",
  latest_charge: "ch_3TestA0000000001",
  metadata: { order_id: "attempt_123" },
  next_action: null,
  last_payment_error: null,
  payment_method: "pm_1TestA0000000001",
  payment_method_types: ["card"],
  status: "requires_capture",
});
const WORLDPAY_ANSWER = JSON.stringify({
  outcome: "authorized",
  paymentId: "payQbm1gkbqMDbRzLXYvE1PT0",
  commandId: "cmdUaHqLAm3UH4WO5PkRPfD50",
  riskFactors: [{ type: "cvc", risk: "notMatched" }],
  issuer: { authorizationCode: "T36503" },
  scheme: { reference: "060720116005060" },
  paymentInstrument: { type: "card/plain+masked", cardBin: "411111", lastFour: "1111", cardBrand: "visa", fundingType: "credit" },
  _links: { self: { href: "https://x.example/payments/events/linkData" } },
  _actions: { settlePayment: { href: "https://x.example/payments/settlements/linkData", method: "POST" } },
});

const answering = (text) => {
  const response = { statusCode: 200, headers: { "content-type": "application/json" }, text, body: new TextEncoder().encode(text) };
  return { send: () => Promise.resolve({ type: "response", response }) };
};

const MODES = {
  adyen: [adyen, adyenCredentials({ apiKey: "AQE", merchantAccount: "TestMerchant" }), ADYEN_ANSWER],
  stripe: [stripe, stripeCredentials({ secretKey: "sk_test_x" }), STRIPE_ANSWER],
  worldpay: [worldpay, worldpayCredentials({ username: "u", password: "p", entityId: "e" }), WORLDPAY_ANSWER],
};

/** A whole authorize through the client, with an answer from memory in place of the network. */
export function ours(name) {
  const [connector, auth, text] = MODES[name];
  const payments = createClient(connector, { auth, environment: "sandbox", transport: answering(text), metadata: { merchantName: "Bench" } });
  return async () => {
    const { outcome } = await payments.authorize({
      reference: "attempt_123",
      amount: 1000,
      currency: "EUR",
      captureMethod: "manual",
      returnUrl: "https://shop.example/return",
      paymentMethod: card(CARD),
    });
    if (outcome !== "accepted") throw new Error(outcome);
  };
}

/** The same bytes made, and the same fields read, with nothing around them. */
export const byHand = {
  async adyen() {
    const body = JSON.stringify({
      amount: { currency: "EUR", value: 1000 },
      merchantAccount: "TestMerchant",
      paymentMethod: {
        type: "scheme",
        number: CARD.number,
        expiryMonth: CARD.expMonth,
        expiryYear: CARD.expYear,
        cvc: CARD.cvc,
        holderName: CARD.holderName,
      },
      reference: "attempt_123",
      returnUrl: "https://shop.example/return",
      channel: "Web",
      shopperInteraction: "Ecommerce",
      additionalData: { manualCapture: "true", authorisationType: "PreAuth" },
    });
    const { resultCode, pspReference } = JSON.parse(ADYEN_ANSWER);
    return { body, status: resultCode === "Authorised" ? "authorized" : "pending", id: pspReference };
  },
  async stripe() {
    const body = new URLSearchParams({
      amount: "1000",
      currency: "eur",
      confirm: "true",
      capture_method: "manual",
      "metadata[order_id]": "attempt_123",
      return_url: "https://shop.example/return",
      "payment_method_types[0]": "card",
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": CARD.number,
      "payment_method_data[card][exp_month]": CARD.expMonth,
      "payment_method_data[card][exp_year]": CARD.expYear,
      "payment_method_data[card][cvc]": CARD.cvc,
      "payment_method_data[billing_details][name]": CARD.holderName,
      "expand[0]": "latest_charge",
    }).toString();
    const { status, id } = JSON.parse(STRIPE_ANSWER);
    return { body, status: status === "requires_capture" ? "authorized" : "pending", id };
  },
  async worldpay() {
    const body = JSON.stringify({
      transactionReference: "attempt_123",
      merchant: { entity: "e" },
      instruction: {
        method: "card",
        paymentInstrument: {
          type: "plain",
          cardNumber: CARD.number,
          expiryDate: { month: 3, year: 2030 },
          cvc: CARD.cvc,
          cardHolderName: CARD.holderName,
        },
        narrative: { line1: "Bench" },
        value: { currency: "EUR", amount: 1000 },
        settlement: { auto: false },
      },
    });
    const { outcome, _links } = JSON.parse(WORLDPAY_ANSWER);
    return { body, status: outcome, id: _links.self.href };
  },
};
