import { applePay, card, googlePay, secret, type PaymentMethodData } from "@switchyard/interfaces";
import type { Bench, Browse, ConformanceProfile, FlowExercise, Processor } from "@switchyard/testkit";
import { BrowserPath } from "./browser.js";
import { TestAccount, TestCard } from "./cards.js";
import { toConnectorAuth, type BluesnapSimulatorCredentials } from "./gate.js";
import { createBluesnapSimulator, type BluesnapSimulator } from "./simulator.js";

const CREDENTIALS: BluesnapSimulatorCredentials = { username: "API_16185Marmalade", password: "blsPassword+Tr0mbone/Kettle" };
const WRONG: BluesnapSimulatorCredentials = { username: "API_16185Marmalade", password: "blsPassword-nobody-has" };
const MERCHANT_ID = "4107608";
const WEBHOOK_SECRET = "blsWebhookKey-Qu1ckGooseberry";

/** Taken like any other; its payments are charged back when the suite lets the processor do what waits. */
const CHARGED_BACK = TestCard.ApprovedMastercard;

// One of the sandbox's numbers has no valid check digit: it goes as an alias, which is sent as it is.
const cardOf = (number: string) => (): PaymentMethodData =>
  card({ number, alias: number === TestCard.InvalidNumber, expMonth: "11", expYear: "2035", cvc: "837", holderName: "Ottoline Fairweather" });

/** Each simulator by its own face: the suite knows only the kit's. */
const simulators = new WeakMap<Processor, BluesnapSimulator>();

function simulatorOf(processor: Processor | undefined): BluesnapSimulator {
  const simulator = processor === undefined ? undefined : simulators.get(processor);
  if (simulator === undefined) throw new Error("This processor was not started by the profile.");
  return simulator;
}

/** What happens by itself: banks accept debits, refunds to banks end, one card is charged back. */
function settleAll({ controls }: BluesnapSimulator): void {
  for (const { transactionId, alt, processingStatus, card: charged, captured, refunded, isDisputed } of controls.transactions()) {
    if (alt !== undefined && processingStatus === "PENDING") controls.settleBankPayment(transactionId, "accept");
    const isDue = charged?.cardLastFourDigits === CHARGED_BACK.slice(-4) && captured > 0 && refunded === 0 && !isDisputed;
    if (isDue) {
      const number = controls.chargeBack(transactionId);
      controls.moveChargeback(transactionId, number, "Completed_Won");
    }
  }
  for (const { refundTransactionId, status } of controls.refunds()) if (status === "PENDING") controls.endRefund(refundTransactionId, "success");
}

function start(): Processor {
  const simulator = createBluesnapSimulator({ credentials: CREDENTIALS, merchantId: MERCHANT_ID, webhookSecret: WEBHOOK_SECRET });
  const processor: Processor = { simulator, settle: () => settleAll(simulator) };
  simulators.set(processor, simulator);
  return processor;
}

/** What the page of 3DS hands to BlueSnap's SDK, and where it posts what came of it: the one JSON object that it holds. */
function readPage(page: string): { readonly sdk: string; readonly token: string; readonly data: object; readonly returnUrl: string } {
  const sdk = /<script src="([^"]+)"/.exec(page)?.[1] ?? "";
  const settings = JSON.parse(/\}\)\((\{.*\})\)/s.exec(page)?.[1] ?? "{}") as { token?: string; data?: object; returnUrl?: string };
  return { sdk, token: settings.token ?? "", data: settings.data ?? {}, returnUrl: settings.returnUrl ?? "" };
}

/** What the customer's browser does: runs the page's SDK, answers its challenge, and posts the form. */
function browse(decision: "pass" | "fail"): Browse {
  return async (processor, redirection) => {
    if (redirection.type !== "html") throw new Error("BlueSnap's 3DS runs in a page.");
    const { fetch } = simulatorOf(processor);
    const { sdk, token, data, returnUrl } = readPage(typeof redirection.html === "string" ? redirection.html : redirection.html.expose());
    const script = await fetch(new Request(sdk));
    if (!(await script.text()).includes("threeDsPaymentsSetup")) throw new Error("The page loads no SDK.");
    const ask = async (given?: string): Promise<string> => {
      const body = JSON.stringify({ token, data, decision: given });
      const headers = { "content-type": "application/json" };
      return (await fetch(new Request(new URL(BrowserPath.Authenticate, sdk), { method: "POST", headers, body }))).text();
    };
    const first = await ask();
    const result = (JSON.parse(first) as { challenge?: boolean }).challenge === true ? await ask(decision) : first;
    const form = new URLSearchParams({ authentication_response: result });
    return { params: `${new URL(returnUrl).searchParams.toString()}&${form.toString()}` };
  };
}

const applePayment = (): PaymentMethodData =>
  applePay({
    paymentData: {
      data: "4OZho15e9Yp5K0EtKergKzeRpPAjnK",
      signature: "MIAGCSqGSIb3DQEHAqCAMIACAQExDzANBg",
      version: "EC_v1",
      header: { ephemeralPublicKey: "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQ", publicKeyHash: "5IHyFk2fZFMhHZ", transactionId: "93eec76cbedaedca44648e3d" },
    },
    paymentMethod: { displayName: "Visa 1111", network: "Visa", type: "debit" },
    transactionIdentifier: "2f5db5d0c1e6441",
  });

const googlePayment = (): PaymentMethodData =>
  googlePay({
    paymentMethodData: {
      type: "CARD",
      description: "Visa •••• 1111",
      info: { cardNetwork: "VISA", cardDetails: "1111" },
      tokenizationData: { type: "PAYMENT_GATEWAY", token: '{"signature":"MEUCIQDgooseberry","protocolVersion":"ECv2","signedMessage":"{}"}' },
    },
  });

const [ROUTING, ACCOUNT] = TestAccount.Ach;
const achPayment = (): PaymentMethodData => ({
  type: "bank_debit",
  kind: "ach_bank_debit",
  routingNumber: secret(ROUTING),
  accountNumber: secret(ACCOUNT),
});
const sepaPayment = (): PaymentMethodData => ({ type: "bank_debit", kind: "sepa_bank_debit", iban: secret(TestAccount.Iban) });

/** Sessions of hosted payment fields and of Apple Pay are both of the flow Session: the suite runs Apple Pay's. */
const session: FlowExercise = {
  input: (bench: Bench) => ({ reference: bench.reference(), request: { amount: 7319, currency: "USD", paymentMethodType: "apple_pay" } }),
};

/** How the conformance suite drives BlueSnap's simulator. */
export const bluesnapProfile: ConformanceProfile = {
  start,
  auth: toConnectorAuth(CREDENTIALS),
  wrongAuth: toConnectorAuth(WRONG),
  metadata: { merchant_id: MERCHANT_ID, initiative_context: "m.example", display_name: "My shop" },
  currencies: ["USD", "JPY", "KWD"],
  methods: {
    card: { credit: { paymentMethod: cardOf(TestCard.Approved) }, debit: { paymentMethod: cardOf(CHARGED_BACK) } },
    wallet: { apple_pay: { paymentMethod: applePayment }, google_pay: { paymentMethod: googlePayment } },
    bank_debit: {
      ach: { paymentMethod: achPayment },
      sepa: { paymentMethod: sepaPayment, currency: "EUR" },
    },
  },
  declines: [
    { title: "declined by the issuer", paymentMethod: cardOf(TestCard.Declined), code: "14002" },
    { title: "a card number that is none", paymentMethod: cardOf(TestCard.InvalidNumber), code: "14002" },
    {
      title: "refused as fraud",
      paymentMethod: cardOf(TestCard.Approved),
      input: { customer: { email: "decline@test.com" } },
      code: "15011",
    },
  ],
  threeDs: [
    {
      title: "a challenge that is passed",
      paymentMethod: cardOf(TestCard.Challenge),
      input: { authentication: "three_ds" },
      browse: browse("pass"),
      expected: ["charged"],
    },
  ],
  flows: { Session: session },
  syncByReference: true,
  webhooks: {
    secret: WEBHOOK_SECRET,
    otherSecret: "blsWebhookKey-of-another-account",
    ageless: "no age limit is documented, and deliveries are repeated for days (tech-spec, section 7.2)",
  },
};
