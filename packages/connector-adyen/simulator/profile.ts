import { secret, type SignatureKey } from "@switchyard/interfaces";
import type { Bench, ConformanceProfile, Processor } from "@switchyard/testkit";
import { TestCard } from "./cards.js";
import { adyenFlows } from "./profile-flows.js";
import { browseWith, GIFT_CARD, methodProfiles, testCard, type DecideStep } from "./profile-methods.js";
import { toWebhookSchemas, UNSIGNED, unsigned } from "./profile-webhooks.js";
import { createAdyenSimulator, type AdyenSimulator } from "./simulator.js";

const API_KEY = "AQEyhmfxTr0mbone+Kettle-8f31c0d2";
const REVIEW_KEY = "AQEyhmfxRevi3w+Samovar-77aa01";
const MERCHANT_ACCOUNT = "MarmaladeAndSonsECOM";
const WEBHOOK_SECRET = "3f8a1c5d7e9b2046a1c3e5f70819a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3";
const OTHER_SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

function credentials(apiKey: string): SignatureKey {
  return { type: "SignatureKey", apiKey: secret(apiKey), key1: secret(MERCHANT_ACCOUNT), apiSecret: secret(REVIEW_KEY) };
}

/** Each simulator by its own face: the suite knows only the kit's. */
const simulators = new WeakMap<Processor, AdyenSimulator>();

function simulatorOf(processor: Processor | undefined): AdyenSimulator {
  const simulator = processor === undefined ? undefined : simulators.get(processor);
  if (simulator === undefined) throw new Error("This processor was not started by the profile.");
  return simulator;
}

/** The shopper scans, pays the slip, confirms in the app: whatever a payment waits for that no page leads to. */
function finishElsewhere({ requests, controls }: AdyenSimulator): void {
  for (const { body } of requests.all({ method: "POST", path: /\/payments$/, status: 200 })) {
    const { reference } = JSON.parse(body) as { readonly reference: string }; // The simulator took it.
    const { phase, step } = controls.payment(reference);
    if (phase === "shopper" && step?.kind === "present") controls.shopper.decide(reference);
  }
}

function start(): Processor {
  const simulator = createAdyenSimulator({
    apiKey: API_KEY,
    reviewKey: REVIEW_KEY,
    merchantAccount: MERCHANT_ACCOUNT,
    webhookSecret: WEBHOOK_SECRET,
    // The suite learns by webhook alone what came of a payment that is captured at once.
    captureWebhooks: true,
  });
  simulator.controls.setGiftCardBalance(GIFT_CARD, 1_000_000);
  const settle = () => {
    finishElsewhere(simulator);
    simulator.controls.settle();
  };
  const processor: Processor = { simulator, settle };
  simulators.set(processor, simulator);
  return processor;
}

const decideOf =
  (processor: Processor): DecideStep =>
  (token, decision) =>
    simulatorOf(processor).controls.shopper.decideStep(token, decision);
const authorise = browseWith(decideOf, "authorise");
const threeDs = { authentication: "three_ds" } as const;

const STORED_DEBIT = "a stored debit is charged by its id alone: what the document wants was given when it was stored";

/** How the conformance suite drives Adyen's simulator. */
export const adyenProfile: ConformanceProfile = {
  start,
  auth: credentials(API_KEY),
  wrongAuth: credentials("AQEyhmfx-nobody-has"),
  otherAuth: { BodyKey: "the key of payout reviews may be left out where nothing is paid out" },
  namesInUrls: { key1: "the merchant account is a name, and DELETE /storedPaymentMethods/{id} wants it in its query" },
  metadata: { return_url: "https://merchant.test/return" },
  currencies: ["EUR", "JPY", "KWD"],
  payment: { customer: { id: "customer-4711", name: "Zanzibara Quillfeather", email: "zanzibara.quillfeather@example.org" } },
  methods: methodProfiles(authorise),
  declines: [
    { title: "refused by the issuer", paymentMethod: testCard(TestCard.Visa, "DECLINED"), code: "2", networkDeclineCode: "05" },
    { title: "not enough money", paymentMethod: testCard(TestCard.Visa, "NOT_ENOUGH_BALANCE"), code: "12", networkDeclineCode: "51" },
    { title: "an acquirer that failed", paymentMethod: testCard(TestCard.Visa, "ERROR"), code: "4" },
    { title: "cancelled for fraud", paymentMethod: testCard(TestCard.Visa, "FRAUD_CANCELLED"), code: "22" },
  ],
  threeDs: [
    { title: "a redirect that is passed", paymentMethod: testCard(TestCard.EnrolledVisa), input: threeDs, browse: authorise, expected: ["charged"] },
    {
      title: "a redirect that is failed",
      paymentMethod: testCard(TestCard.EnrolledVisa),
      input: threeDs,
      browse: browseWith(decideOf, "fail"),
      expected: ["failure"],
    },
    {
      title: "a shopper who gives up",
      paymentMethod: testCard(TestCard.EnrolledMastercard),
      input: threeDs,
      browse: browseWith(decideOf, "cancel"),
      expected: ["failure"],
    },
    { title: "a card that 3DS does not know", paymentMethod: testCard(TestCard.Visa), input: threeDs, browse: authorise, expected: ["charged"] },
  ],
  webhooks: { secret: WEBHOOK_SECRET, otherSecret: OTHER_SECRET, unsign: unsigned, unsigned: UNSIGNED },
  openapi: {
    documents: [
      { file: "adyen-checkout.json", basePath: "" },
      { file: "adyen-disputes.json" },
      { file: "adyen-payout.json" },
      { file: "adyen-webhooks.json", basePath: "/webhooks" },
      { file: "adyen-tokenization-webhooks.json", basePath: "/token-webhooks" },
    ],
    exceptions: {
      "POST /payments request body /paymentMethod/iban": STORED_DEBIT,
      "POST /payments request body /paymentMethod/ownerName": STORED_DEBIT,
      "POST /payments request body /paymentMethod/type": "the document names no MoMo ATM, which its documentation and Hyperswitch's connector do",
      "schema RecurringContractNotificationRequest value body /notificationItems/*/NotificationRequestItem/additionalData/*":
        "the document leaves out the signature, which every notification has, and the shopper",
    },
    webhooks: toWebhookSchemas,
  },
  flows: adyenFlows((bench: Bench) => simulatorOf(bench.processor).controls),
};
