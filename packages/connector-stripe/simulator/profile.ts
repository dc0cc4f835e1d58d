import {
  applePay,
  card,
  googlePay,
  secret,
  type BankDebitData,
  type ConnectorAuthType,
  type Currency,
  type PaymentMethodData,
  type RedirectForm,
} from "@switchyard/interfaces";
import type { AuthorizeFields, Browse, ConformanceProfile, MethodProfile, Processor } from "@switchyard/testkit";
import { flowExercises } from "./profile-flows.js";
import { API_VERSION } from "./settings.js";
import { createStripeSimulator, type StripeSimulator } from "./simulator.js";

// Values that occur nowhere else, so that a leak is found.
const SECRET_KEY = "sk_test_51PineappleUmbrella9Tuba";
const WEBHOOK_SECRET = "whsec_LanternSquirrelMarimba42";
const OTHER_SECRET = "whsec_GramophoneWalnutTrapeze77";
const CONNECTED_ACCOUNT = "acct_1ProfileConnected";

function credentials(secretKey: string): ConnectorAuthType {
  return { type: "HeaderKey", apiKey: secret(secretKey) };
}

/** Each simulator by its own face: the suite knows only the kit's. */
const simulators = new WeakMap<Processor, StripeSimulator>();

function simulatorOf(processor: Processor): StripeSimulator {
  const simulator = simulators.get(processor);
  if (simulator === undefined) throw new Error("This processor was not started by the profile.");
  return simulator;
}

/** Waits of customers who leave no page: a voucher paid, a code scanned, an app that agrees, a transfer made. */
function letCustomersPay({ controls, webhooks }: StripeSimulator): void {
  const waiting = webhooks.events.filter(({ type }) => type === "payment_intent.requires_action").map(({ rawBody }) => intentOf(rawBody));
  for (const id of new Set(waiting)) {
    const intent = controls.find(id);
    const action = intent?.["next_action"];
    const type: unknown = typeof action === "object" && action !== null ? Reflect.get(action, "type") : undefined;
    if (intent?.["status"] === "requires_action" && typeof type === "string" && !BROWSED.has(type)) controls.customer.authorize(id);
  }
}

/** Actions that the suite takes itself, in the customer's browser. */
const BROWSED: ReadonlySet<string> = new Set(["redirect_to_url", "alipay_handle_redirect", "verify_with_microdeposits"]);

function intentOf(rawBody: Uint8Array): string {
  return /"id":"(pi_\w+)"/.exec(new TextDecoder().decode(rawBody))?.[1] ?? "";
}

/** The customer for whom payment methods are kept. The simulator's ids are the same in every run; this is its first customer. */
const CUSTOMER = { name: "Zanzibara Quillfeather", email: "zanzibara.quillfeather@example.org", connectorCustomerId: "cus_pF4CrCVfupLVFi" };

async function makeCustomer(simulator: StripeSimulator): Promise<void> {
  const headers = { authorization: `Bearer ${SECRET_KEY}`, "stripe-version": API_VERSION, "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams({ name: CUSTOMER.name, email: CUSTOMER.email });
  await simulator.fetch(new Request("https://api.stripe.com/v1/customers", { method: "POST", headers, body }));
  if (simulator.controls.find(CUSTOMER.connectorCustomerId) === undefined) throw new Error("The simulator's first customer has another id.");
}

/** The simulator, which answers once it knows the customer. */
function knowingCustomer(simulator: StripeSimulator): StripeSimulator {
  const made = makeCustomer(simulator);
  return {
    ...simulator,
    get controls() {
      return simulator.controls;
    },
    async fetch(request) {
      await made;
      return simulator.fetch(request);
    },
  };
}

function start(): Processor {
  const simulator = knowingCustomer(
    createStripeSimulator({ keys: SECRET_KEY, webhookSecret: WEBHOOK_SECRET, connectedAccounts: [{ id: CONNECTED_ACCOUNT }] }),
  );
  const settle = () => {
    letCustomersPay(simulator);
    simulator.controls.settle();
  };
  const processor: Processor = { simulator, settle };
  simulators.set(processor, simulator);
  return processor;
}

/** What the customer's browser does: the page's button, or the numbers from the bank statement. */
function browse(decision: "authorize" | "fail"): Browse {
  return (processor, redirection) => {
    const back = simulatorOf(processor).controls.customer[decision](intentIn(redirection));
    return { params: back === undefined ? "" : new URL(back).search.slice(1) };
  };
}

function intentIn(redirection: RedirectForm): string {
  const intent = redirection.type === "form" ? new URL(redirection.endpoint).searchParams.get("intent") : null;
  if (intent === null) throw new Error("The redirection names no payment.");
  return intent;
}

const plainCard = (number: string) => (): PaymentMethodData =>
  card({ number, expMonth: "11", expYear: "2031", cvc: number.startsWith("37") ? "8264" : "826", holderName: "Zanzibara Quillfeather" });

const method = (data: PaymentMethodData, currency: Currency, input: AuthorizeFields = {}): MethodProfile => ({
  paymentMethod: () => data,
  currency,
  input,
});
const redirected = (data: PaymentMethodData, currency: Currency, input: AuthorizeFields = {}): MethodProfile => ({
  ...method(data, currency, input),
  browse: browse("authorize"),
});

const debit = (data: BankDebitData, currency: Currency): MethodProfile => method(data, currency);

const applePayToken = applePay({
  paymentData: {
    version: "EC_v1",
    data: "Vb7Gingerbread+Lighthouse",
    signature: "MIAGCSqGSIb3DQEHAqCAMIACAQExDTALBglg",
    header: { ephemeralPublicKey: "MFkwEwYHKoZIzj0CAQYI", publicKeyHash: "LbsUwAT6w1JV9tFXocU813TCHks", transactionId: "c9f2a7" },
  },
  paymentMethod: { displayName: "Visa 4242", network: "Visa", type: "debit" },
  transactionIdentifier: "c9f2a7",
});

const threeDs = { authentication: "three_ds" } as const;
const voucher = (kind: "family_mart" | "lawson" | "mini_stop" | "seicomart") => method({ type: "voucher", kind }, "JPY");

const OF_THE_CHARGE = "the charge says again what its PaymentIntent says, of which the amount is compared; what it may hold or hold back is its own";

/** What a charge repeats of the amount, in every flow that shows one. */
const notEchoes = Object.fromEntries(
  ["Authorize", "RepeatPayment", "PSync", "Capture"].flatMap((flow) =>
    [
      "amount",
      "amount_captured",
      "payment_method_details.card.amount_authorized",
      "payment_method_details.card.overcapture.maximum_amount_capturable",
    ].map((field) => [`${flow} latest_charge.${field}`, OF_THE_CHARGE]),
  ),
);

/** How the conformance suite drives Stripe's simulator. */
export const stripeProfile: ConformanceProfile = {
  start,
  auth: credentials(SECRET_KEY),
  wrongAuth: credentials("sk_test_51NobodyHasThisOne"),
  currencies: ["USD", "JPY"],
  payment: { customer: CUSTOMER },
  methods: {
    card: {
      credit: { paymentMethod: plainCard("4242424242424242") },
      debit: { paymentMethod: plainCard("4000056655665556") },
    },
    wallet: {
      apple_pay: method(applePayToken, "USD"),
      google_pay: method(googlePay({ token: '{"id":"tok_visa","object":"token"}' }), "USD"),
      ali_pay: redirected({ type: "wallet", kind: "ali_pay_redirect" }, "CNY"),
      amazon_pay: redirected({ type: "wallet", kind: "amazon_pay_redirect" }, "USD"),
      cashapp: method({ type: "wallet", kind: "cashapp_qr" }, "USD"),
      kakao_pay: redirected({ type: "wallet", kind: "kakao_pay_redirect" }, "KRW"),
      mobile_pay: redirected({ type: "wallet", kind: "mobile_pay_redirect" }, "DKK"),
      paypal: redirected({ type: "wallet", kind: "paypal_redirect" }, "EUR"),
      revolut_pay: redirected({ type: "wallet", kind: "revolut_pay" }, "EUR"),
      swish: method({ type: "wallet", kind: "swish_qr" }, "SEK"),
      twint: redirected({ type: "wallet", kind: "twint_redirect" }, "CHF"),
      we_chat_pay: method({ type: "wallet", kind: "we_chat_pay_qr" }, "CNY"),
    },
    pay_later: {
      affirm: redirected({ type: "pay_later", kind: "affirm_redirect" }, "USD"),
      afterpay_clearpay: redirected({ type: "pay_later", kind: "afterpay_clearpay_redirect" }, "USD"),
      alma: redirected({ type: "pay_later", kind: "alma_redirect" }, "EUR"),
      klarna: redirected({ type: "pay_later", kind: "klarna_redirect" }, "EUR"),
    },
    bank_redirect: {
      bancontact_card: redirected({ type: "bank_redirect", kind: "bancontact_card" }, "EUR"),
      blik: method({ type: "bank_redirect", kind: "blik", blikCode: secret("777123") }, "PLN"),
      eps: redirected({ type: "bank_redirect", kind: "eps", bankName: "bank_austria" }, "EUR"),
      ideal: redirected({ type: "bank_redirect", kind: "ideal", bankName: "rabobank" }, "EUR"),
      online_banking_fpx: redirected({ type: "bank_redirect", kind: "online_banking_fpx", issuer: "maybank" }, "MYR"),
      przelewy24: redirected({ type: "bank_redirect", kind: "przelewy24" }, "PLN"),
    },
    bank_debit: {
      ach: {
        ...debit({ type: "bank_debit", kind: "ach_bank_debit", accountNumber: secret("000123456789"), routingNumber: secret("021000021") }, "USD"),
        browse: browse("authorize"),
      },
      bacs: debit({ type: "bank_debit", kind: "bacs_bank_debit", sortCode: secret("10-88-00"), accountNumber: secret("00012345") }, "GBP"),
      becs: debit({ type: "bank_debit", kind: "becs_bank_debit", bsbNumber: secret("062-451"), accountNumber: secret("000123456") }, "AUD"),
      sepa: debit({ type: "bank_debit", kind: "sepa_bank_debit", iban: secret("DE89370400440532013000") }, "EUR"),
    },
    bank_transfer: {
      ach: method({ type: "bank_transfer", kind: "ach_bank_transfer" }, "USD"),
      bacs: method({ type: "bank_transfer", kind: "bacs_bank_transfer" }, "GBP"),
      multibanco: method({ type: "bank_transfer", kind: "multibanco_bank_transfer" }, "EUR"),
      pix: method({ type: "bank_transfer", kind: "pix" }, "BRL"),
      sepa_bank_transfer: method({ type: "bank_transfer", kind: "sepa_bank_transfer" }, "EUR", {
        billing: { address: { firstName: "Zanzibara", lastName: "Quillfeather", country: "NL" } },
      }),
    },
    real_time_payment: { prompt_pay: method({ type: "real_time_payment", kind: "prompt_pay" }, "THB") },
    upi: {
      upi_intent: method({ type: "upi", kind: "upi_intent" }, "INR"),
      upi_qr: method({ type: "upi", kind: "upi_qr" }, "INR"),
    },
    voucher: {
      boleto: method({ type: "voucher", kind: "boleto", socialSecurityNumber: secret("12345678909") }, "BRL"),
      family_mart: voucher("family_mart"),
      lawson: voucher("lawson"),
      mini_stop: voucher("mini_stop"),
      oxxo: method({ type: "voucher", kind: "oxxo" }, "MXN"),
      seicomart: voucher("seicomart"),
    },
  },
  declines: [
    { title: "declined", paymentMethod: plainCard("4000000000000002"), code: "card_declined", networkDeclineCode: "01" },
    { title: "not enough money", paymentMethod: plainCard("4000000000009995"), code: "card_declined", networkDeclineCode: "51" },
    { title: "an expired card", paymentMethod: plainCard("4000000000000069"), code: "expired_card", networkDeclineCode: "54" },
    { title: "blocked by Radar", paymentMethod: plainCard("4100000000000019"), code: "card_declined" },
    {
      title: "authentication that nobody is there for",
      paymentMethod: plainCard("4000002760003184"),
      input: { offSession: true },
      code: "authentication_required",
      networkDeclineCode: "65",
    },
  ],
  threeDs: [
    {
      title: "the customer agrees",
      paymentMethod: plainCard("4000002760003184"),
      input: threeDs,
      browse: browse("authorize"),
      expected: ["charged"],
    },
    { title: "the customer fails", paymentMethod: plainCard("4000002760003184"), input: threeDs, browse: browse("fail"), expected: ["failure"] },
    {
      title: "the issuer declines afterwards",
      paymentMethod: plainCard("4000008400001629"),
      input: threeDs,
      browse: browse("authorize"),
      expected: ["failure"],
    },
    {
      title: "without friction",
      paymentMethod: plainCard("4000000032200000"),
      input: threeDs,
      browse: browse("authorize"),
      expected: ["charged"],
    },
  ],
  webhooks: { secret: WEBHOOK_SECRET, otherSecret: OTHER_SECRET },
  openapi: {
    documents: [{ file: "stripe.json" }],
    exceptions: {
      "GET /v1/files/*/contents request operation": "Stripe's document has files, and not where their bytes are (tech-spec, section 4.15)",
    },
  },
  notEchoes,
  flows: flowExercises(simulatorOf, CONNECTED_ACCOUNT),
};
