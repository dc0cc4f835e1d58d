import { applePay, card, googlePay, secret, type BankDebitData, type WalletData } from "@switchyard/interfaces";
import type { Browse, ConformanceProfile, Processor, SentWebhook } from "@switchyard/testkit";
import { InventedCode } from "./answers.js";
import { toConnectorAuth, type NovalnetSimulatorCredentials } from "./gate.js";
import { TEST_IBAN, TestCard } from "./instruments.js";
import type { Decision } from "./pages.js";
import { createNovalnetSimulator, type NovalnetSimulator } from "./simulator.js";

const CREDENTIALS: NovalnetSimulatorCredentials = {
  signature: "nnConf|Quince|Marzipan31",
  tariff: "Tariff90210",
  accessKey: "nnKey-8f31c0d2-Tr0mbone",
};

function cardOf(number: string, holderName = "Ottoline Fairweather") {
  return () => card({ number, expMonth: "11", expYear: "2035", cvc: "731", holderName });
}

const applePayToken = () =>
  applePay({
    paymentData: { version: "EC_v1", data: "Vb7Gingerbread+Lighthouse", signature: "MIAGCSqGSIb3DQEH", header: { transactionId: "c9f2a7" } },
  });
const googlePayToken = () => googlePay({ token: JSON.stringify({ protocolVersion: "ECv2", signature: "MEUCIQDTrustworthyTeapot" }) });
const paypal = (): WalletData => ({ type: "wallet", kind: "paypal_redirect" });
const sepa = (): BankDebitData => ({
  type: "bank_debit",
  kind: "sepa_bank_debit",
  iban: secret(TEST_IBAN),
  bankAccountHolderName: secret("Norbert Maier"),
});
const brokenSepa = (): BankDebitData => ({ ...sepa(), iban: secret(TEST_IBAN.replace("DE24", "DE25")) }) as BankDebitData;
const ach = (): BankDebitData => ({
  type: "bank_debit",
  kind: "ach_bank_debit",
  accountNumber: secret("123456789"),
  routingNumber: secret("031200730"),
  bankAccountHolderName: secret("Norbert Maier"),
});

/** Each simulator by its own face: the suite knows only the kit's. */
const simulators = new WeakMap<Processor, NovalnetSimulator>();

function simulatorOf(processor: Processor | undefined): NovalnetSimulator {
  const simulator = processor === undefined ? undefined : simulators.get(processor);
  if (simulator === undefined) throw new Error("This processor was not started by the profile.");
  return simulator;
}

function start(): Processor {
  const simulator = createNovalnetSimulator({ credentials: CREDENTIALS });
  const processor: Processor = { simulator };
  simulators.set(processor, simulator);
  return processor;
}

/** What the customer's browser does on the other page: decides, and brings the signed query back. */
function browse(decision: Decision): Browse {
  return (processor, redirection) => {
    if (redirection.type !== "form") throw new Error("Novalnet's customers follow a link.");
    return { params: new URL(simulatorOf(processor).controls.visit(redirection.endpoint, decision)).search };
  };
}

const threeDs = { authentication: "three_ds" } as const;

/** The body without its checksum. Transaction ids are numbers that JavaScript would round, so it is cut out of the text. */
function unsign(sent: SentWebhook): SentWebhook {
  const text = new TextDecoder().decode(sent.body).replace(/,"checksum":"[0-9a-f]{64}"/, "");
  return { ...sent, body: new TextEncoder().encode(text) };
}

const WHOSE = "names what the event is about";
const ASKED = "tells one event from another; what became of a payment or refund is asked for";
const DESCRIBES = "describes the transaction, and decides nothing";

/** The checksum covers the event's type and id, the result, the amount and the currency alone (tech-spec, section 7.2). */
const UNSIGNED = {
  "event.parent_tid": WHOSE,
  "transaction.order_no": WHOSE,
  "transaction.tid": WHOSE,
  "transaction.refund.tid": WHOSE,
  "transaction.status": ASKED,
  "transaction.status_code": DESCRIBES,
  "transaction.test_mode": DESCRIBES,
  "transaction.update_type": ASKED,
  "transaction.payment_type": "tells which credit came in; that one did, and how much, is signed",
  "transaction.reason": "why a payment was taken back",
  "transaction.reason_code": "why a payment was taken back",
} as const;

/** How the conformance suite drives Novalnet's simulator. */
export const novalnetProfile: ConformanceProfile = {
  start,
  auth: toConnectorAuth(CREDENTIALS),
  wrongAuth: toConnectorAuth({ ...CREDENTIALS, accessKey: "nnKey-nobody-has" }),
  currencies: ["EUR", "JPY", "KWD"],
  methods: {
    card: {
      credit: { paymentMethod: cardOf(TestCard.Approved) },
      debit: { paymentMethod: cardOf("5555555555554444") },
    },
    wallet: {
      google_pay: { paymentMethod: googlePayToken },
      apple_pay: { paymentMethod: applePayToken },
      paypal: { paymentMethod: paypal, browse: browse("pass") },
    },
    bank_debit: { sepa: { paymentMethod: sepa, currency: "EUR" }, ach: { paymentMethod: ach, currency: "USD" } },
  },
  declines: [
    { title: "a restricted card", paymentMethod: cardOf(TestCard.Restricted), code: String(InventedCode.RestrictedCard) },
    { title: "not enough money", paymentMethod: cardOf(TestCard.InsufficientFunds), code: String(InventedCode.InsufficientFunds) },
    { title: "an account that does not exist", paymentMethod: brokenSepa, code: "300030" },
  ],
  threeDs: [
    {
      title: "a challenge that is passed",
      paymentMethod: cardOf(TestCard.ThreeDs),
      input: threeDs,
      browse: browse("pass"),
      expected: ["charged"],
    },
    {
      title: "a challenge that is failed",
      paymentMethod: cardOf(TestCard.ThreeDs),
      input: threeDs,
      browse: browse("fail"),
      expected: ["failure"],
    },
    {
      title: "a customer who gives up",
      paymentMethod: cardOf(TestCard.ThreeDs),
      input: threeDs,
      browse: browse("abandon"),
      expected: ["failure"],
    },
  ],
  webhooks: { secret: CREDENTIALS.accessKey, otherSecret: "nnKey-of-somebody-else", unsign, unsigned: UNSIGNED },
  flows: {
    IncrementalAuthorization: {
      async input(bench) {
        const asked = {
          amount: 4000,
          currency: "EUR",
          customer: { email: "zanzibara@example.org" },
          returnUrl: "https://merchant.test/return",
        } as const;
        const common = { ...asked, webhookUrl: "https://merchant.test/webhooks" };
        const { controls } = simulatorOf(bench.processor);
        // Beside the amount that is to grow: a payment that its issuer takes back, and that is won.
        const taken = await bench.client.authorize({ ...common, reference: bench.reference(), paymentMethod: cardOf(TestCard.Approved)() });
        controls.chargeback(taken.connectorTransactionId ?? "");
        controls.represent(taken.connectorTransactionId ?? "");
        const held = await bench.client.authorize({ ...common, reference: bench.reference(), captureMethod: "manual", paymentMethod: sepa() });
        return { connectorTransactionId: held.connectorTransactionId, totalAmount: 5219, additionalAmount: 1219, currency: "EUR" };
      },
    },
  },
  notEchoes: {
    "Execute transaction.amount": "the payment's amount, of which a refund may be a part",
    "Execute transaction.refunded_amount": "what was given back in all, of which this refund may be a part",
  },
};
