import { card, type PaymentMethodData, type RedirectForm } from "@switchyard/interfaces";
import type { Browse, ConformanceProfile, MethodProfile, Processor, SentWebhook } from "@switchyard/testkit";
import { PaymentStatus, TestCard } from "./cards.js";
import { toConnectorAuth, type TrustpaySimulatorCredentials } from "./gate.js";
import { createTrustpaySimulator, type TrustpaySimulator } from "./simulator.js";
import { BankState } from "./world.js";

const CREDENTIALS: TrustpaySimulatorCredentials = {
  apiKey: "tpApiKey-7c1f09Marmalade",
  projectId: "4107608031",
  secretKey: "tpSecret/Tr0mbone+Kettle",
};
const WRONG: TrustpaySimulatorCredentials = { ...CREDENTIALS, apiKey: "tpApiKey-nobody-has", secretKey: "tpSecret-nobody-has" };

/** Charged like any other; its payments are charged back when the suite lets the processor do what waits. */
const CHARGED_BACK = "5555555555554444";

// One of the sandbox's numbers has no valid check digit: it goes as an alias, which is sent as it is.
const cardOf = (number: string) => (): PaymentMethodData =>
  card({ number, alias: number === TestCard.Declined, expMonth: "11", expYear: "2035", cvc: "731", holderName: "Ottoline Fairweather" });

/** Each simulator by its own face: the suite knows only the kit's. */
const simulators = new WeakMap<Processor, TrustpaySimulator>();

function simulatorOf(processor: Processor): TrustpaySimulator {
  const simulator = simulators.get(processor);
  if (simulator === undefined) throw new Error("This processor was not started by the profile.");
  return simulator;
}

/** What happens by itself, or in a wallet's sheet: sessions are paid, refunds of banks end, one card is charged back. */
function settleAll({ controls }: TrustpaySimulator): void {
  for (const { instanceId, kind, paymentStatus, pan, refunded } of controls.instances()) {
    if (kind === "wallet" && paymentStatus === null) controls.finishWallet(instanceId, "pass");
    if (kind === "purchase" && pan === CHARGED_BACK && paymentStatus === PaymentStatus.Paid && refunded === 0) controls.chargeBack(instanceId);
  }
  for (const { paymentRequestId, state, refundOf } of controls.bankPayments()) {
    if (refundOf !== undefined && state === BankState.Pending) controls.settleBankPayment(paymentRequestId, "paid");
  }
}

function start(): Processor {
  const simulator = createTrustpaySimulator({ credentials: CREDENTIALS });
  const processor: Processor = { simulator, settle: () => settleAll(simulator) };
  simulators.set(processor, simulator);
  return processor;
}

function post(address: string, fields: Iterable<readonly [string, string]>): Request {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return new Request(address, { method: "POST", headers, body: new URLSearchParams([...fields].map(([name, value]) => [name, value])) });
}

function fieldsOf(redirection: RedirectForm): [string, string][] {
  const fields = "formFields" in redirection ? redirection.formFields : {};
  return Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? value : value.expose()]);
}

/** What the shopper's browser does: opens the page it is sent to, answers it, and comes back with the shop's query. */
function browse(decision: string): Browse {
  return async (processor, redirection) => {
    const { fetch } = simulatorOf(processor);
    if (redirection.type !== "form") throw new Error("TrustPay sends the browser by form.");
    const { endpoint, method } = redirection;
    const opened = await fetch(method === "POST" ? post(endpoint, fieldsOf(redirection)) : new Request(endpoint));
    const page = await opened.text();
    const hidden = [...page.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value] as const);
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? "";
    const fields = hidden.filter(([name]) => name !== "decision");
    const back = await fetch(post(new URL(action, endpoint).href, [...fields, ["decision", decision]]));
    return { params: new URL(back.headers.get("location") ?? "").search.slice(1) };
  };
}

const bank = (type: "bank_redirect" | "bank_transfer", kind: string, currency: "EUR" | "PLN" = "EUR"): MethodProfile => ({
  currency,
  // Every kind that is named here needs nothing but its name.
  paymentMethod: () => ({ type, kind }) as PaymentMethodData,
  browse: browse("pay"),
});

/** A wallet that is paid in its sheet: see settleAll. */
const wallet = (kind: "apple_pay_third_party_sdk" | "google_pay_third_party_sdk"): MethodProfile => ({
  paymentMethod: () => ({ type: "wallet", kind }),
});

function unsign(sent: SentWebhook): SentWebhook {
  const { Signature: _, ...rest } = JSON.parse(new TextDecoder().decode(sent.body)) as Readonly<Record<string, unknown>>;
  return { ...sent, body: new TextEncoder().encode(JSON.stringify(rest)) };
}

/** How the conformance suite drives TrustPay's simulator. */
export const trustpayProfile: ConformanceProfile = {
  start,
  auth: toConnectorAuth(CREDENTIALS),
  wrongAuth: toConnectorAuth(WRONG),
  // Every currency that TrustPay names has two decimals.
  currencies: ["EUR", "GBP", "HUF"],
  methods: {
    card: { credit: { paymentMethod: cardOf(TestCard.Approved) }, debit: { paymentMethod: cardOf(CHARGED_BACK) } },
    wallet: { apple_pay: wallet("apple_pay_third_party_sdk"), google_pay: wallet("google_pay_third_party_sdk") },
    bank_redirect: {
      eps: bank("bank_redirect", "eps"),
      giropay: bank("bank_redirect", "giropay"),
      ideal: bank("bank_redirect", "ideal"),
      sofort: bank("bank_redirect", "sofort"),
      blik: bank("bank_redirect", "blik", "PLN"),
    },
    bank_transfer: {
      sepa_bank_transfer: bank("bank_transfer", "sepa_bank_transfer"),
      instant_bank_transfer: bank("bank_transfer", "instant_bank_transfer"),
      instant_bank_transfer_finland: bank("bank_transfer", "instant_bank_transfer_finland"),
      instant_bank_transfer_poland: bank("bank_transfer", "instant_bank_transfer_poland", "PLN"),
    },
  },
  declines: [{ title: "declined by the authorization system", paymentMethod: cardOf(TestCard.Declined), code: PaymentStatus.Declined }],
  // Credit and debit cards alike: the sandbox has one number for both.
  threeDs: [
    { title: "a challenge that is passed", paymentMethod: cardOf(TestCard.ThreeDs), browse: browse("pass"), expected: ["charged"] },
    { title: "a challenge that is failed", paymentMethod: cardOf(TestCard.ThreeDs), browse: browse("fail"), expected: ["failure"] },
  ],
  webhooks: { secret: CREDENTIALS.secretKey, otherSecret: "tpSecret-of-another-project", unsign },
};
