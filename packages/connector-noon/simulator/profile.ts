import { applePay, card, googlePay, minorUnit, type PaymentMethodData } from "@switchyard/interfaces";
import type { Browse, ConformanceProfile, MethodProfile, Processor, SentWebhook } from "@switchyard/testkit";
import { OrderError, TestCard } from "./cards.js";
import { toConnectorAuth, type NoonSimulatorCredentials } from "./gate.js";
import type { Decision } from "./pages.js";
import { createNoonSimulator, type NoonSimulator } from "./simulator.js";

const CREDENTIALS: NoonSimulatorCredentials = {
  businessIdentifier: "quince_trading",
  applicationIdentifier: "marzipan_shop",
  apiKey: "noonKey-8f31c0d2-Tr0mbone",
  webhookSecret: "noonHook-5b1e/Gooseberry",
};

const cardOf = (number: string) => (): PaymentMethodData =>
  card({ number, expMonth: "11", expYear: "2035", cvc: "731", holderName: "Ottoline Fairweather" });

const applePayToken = (): PaymentMethodData =>
  applePay({
    paymentData: { version: "EC_v1", data: "Vb7Gingerbread+Lighthouse", signature: "MIAGCSqGSIb3DQEH", header: { transactionId: "c9f2a7" } },
    paymentMethod: { displayName: "Visa 1234", network: "Visa", type: "debit" },
    transactionIdentifier: "apple-c9f2a7",
  });
const googlePayToken = (): PaymentMethodData =>
  googlePay({
    paymentMethodData: {
      type: "CARD",
      description: "Visa 1234",
      info: { cardNetwork: "VISA", cardDetails: "1234" },
      tokenizationData: { type: "PAYMENT_GATEWAY", token: JSON.stringify({ protocolVersion: "ECv2", signature: "MEUCIQDTrustworthyTeapot" }) },
    },
  });
const paypal = (): PaymentMethodData => ({ type: "wallet", kind: "paypal_redirect" });

/** Each simulator by its own face: the suite knows only the kit's. */
const simulators = new WeakMap<Processor, NoonSimulator>();

function start(): Processor {
  const simulator = createNoonSimulator({ credentials: CREDENTIALS });
  const processor: Processor = { simulator };
  simulators.set(processor, simulator);
  return processor;
}

/** What the buyer's browser does on noon's page: decides, and brings the unsigned query back. */
function browse(decision: Decision): Browse {
  return (processor, redirection) => {
    const simulator = simulators.get(processor);
    if (simulator === undefined || redirection.type !== "form") throw new Error("This redirection is not the simulator's.");
    return { params: new URL(simulator.controls.visit(redirection.endpoint, decision)).search };
  };
}

/** A subscription is made only with the most that it may ever be charged. */
const setupMandateDetails = { mandateType: { type: "multi_use", amount: { amount: minorUnit(9_000_00), currency: "AED" } } } as const;

/** A method that can be stored. */
function storable(paymentMethod: () => PaymentMethodData): MethodProfile {
  return { paymentMethod, input: { setupMandateDetails } };
}

function unsign(sent: SentWebhook): SentWebhook {
  const text = new TextDecoder().decode(sent.body).replace(/,"signature":"[^"]*"/, "");
  return { ...sent, body: new TextEncoder().encode(text) };
}

/** What of an answer repeats an amount and is not what was asked for. */
function notEchoes(): Readonly<Record<string, string>> {
  const flows = ["Authorize", "RepeatPayment", "SetupMandate", "PSync", "Capture", "Execute", "RSync"];
  const totals = ["Authorized", "Captured", "Remaining", "Sales", "Refunded", "Reversed"].map((total) => `order.total${total}Amount`);
  const running = flows.flatMap((flow) => totals.map((total) => [`${flow} result.${total}`, "a running total, which follows from what was done"]));
  const operations = ["PSync", "RSync"].flatMap((flow) =>
    ["amount", "currency"].map((field) => [`${flow} result.transactions.0.${field}`, "another operation on the order than was asked after"]),
  );
  const orders = ["Execute", "RSync"].map((flow) => [`${flow} result.order.amount`, "the order's amount, of which a refund may be a part"]);
  return Object.fromEntries([...running, ...operations, ...orders]) as Readonly<Record<string, string>>;
}

/** How the conformance suite drives noon's simulator. */
export const noonProfile: ConformanceProfile = {
  start,
  auth: toConnectorAuth(CREDENTIALS),
  wrongAuth: toConnectorAuth({ ...CREDENTIALS, apiKey: "noonKey-nobody-has" }),
  metadata: { orderCategory: "pay" },
  currencies: ["AED", "KWD", "JPY"],
  methods: {
    card: { credit: storable(cardOf(TestCard.Visa)), debit: storable(cardOf(TestCard.Mastercard)) },
    wallet: {
      apple_pay: storable(applePayToken),
      google_pay: storable(googlePayToken),
      paypal: { paymentMethod: paypal, browse: browse("pass") },
    },
  },
  declines: [{ title: "refused by the issuer", paymentMethod: cardOf(TestCard.Declined), code: String(OrderError.Declined.code) }],
  threeDs: [
    { title: "a challenge that is passed", paymentMethod: cardOf(TestCard.ThreeDs), browse: browse("pass"), expected: ["charged"] },
    { title: "a challenge that is failed", paymentMethod: cardOf(TestCard.ThreeDsOther), browse: browse("fail"), expected: ["failure"] },
    { title: "a buyer who gives up", paymentMethod: cardOf(TestCard.Redirects), browse: browse("cancel"), expected: ["authentication_failed"] },
    { title: "a buyer who is too late", paymentMethod: cardOf(TestCard.ThreeDs), browse: browse("timeout"), expected: ["authentication_failed"] },
  ],
  webhooks: { secret: CREDENTIALS.webhookSecret, otherSecret: "noonHook-of-another-shop", unsign },
  syncByReference: true,
  notEchoes: notEchoes(),
};
