import { CardExpiry, card, googlePay, secret, type PaymentMethodData, type SignatureKey } from "@switchyard/interfaces";
import type { Browse, ConformanceProfile, Processor, SentWebhook } from "@switchyard/testkit";
import { createFiuuSimulator, Magic, type FiuuSimulator } from "./simulator.js";

const MERCHANT = "SB_Tr0mboneKettle";
const VERIFY_KEY = "vk-8f31c0d2Marmalade";
const SECRET_KEY = "sk-3f8a1c5dLighthouse";

function credentials(verifyKey: string): SignatureKey {
  return { type: "SignatureKey", key1: secret(MERCHANT), apiKey: secret(verifyKey), apiSecret: secret(SECRET_KEY) };
}

function plainCard(number: string, cvc = "731") {
  return () => card({ number, expMonth: "11", expYear: "2035", cvc, holderName: "Ottoline Fairweather" });
}

const googlePayToken = () =>
  googlePay({
    paymentMethodData: {
      type: "CARD",
      info: { cardNetwork: "VISA", cardDetails: "1111" },
      tokenizationData: { type: "PAYMENT_GATEWAY", token: '{"protocolVersion":"ECv2","signature":"MEUCIQDTrustworthyTeapot"}' },
    },
  });

const applePayToken = (): PaymentMethodData => ({
  type: "wallet",
  kind: "apple_pay",
  paymentData: {
    type: "decrypted",
    number: secret("4895370012003478"),
    expiry: CardExpiry.of({ month: "11", year: "35" }),
    cryptogram: secret("AgAAAAAABk4DWZ4C28yUQAAAAAA="),
    eci: "05",
  },
});

const fpx = (): PaymentMethodData => ({ type: "bank_redirect", kind: "online_banking_fpx", issuer: "maybank" });

/** Whose account a refund goes to that is not a card's. */
const toBankAccount = {
  metadata: { bankCode: "MBBEMYKL", beneficiaryName: "Ottoline Fairweather", beneficiaryAccountNumber: "514012345678" },
};

/** Each simulator by its own face: the suite knows only the kit's. */
const simulators = new WeakMap<Processor, FiuuSimulator>();

function start(): Processor {
  const simulator = createFiuuSimulator({ credentials: { merchantId: MERCHANT, verifyKey: VERIFY_KEY, secretKey: SECRET_KEY } });
  const processor: Processor = {
    simulator,
    settle: () => {
      simulator.controls.settle();
    },
  };
  simulators.set(processor, simulator);
  return processor;
}

/** The customer at the bank's or issuer's page: what comes back is the form that the browser posts to the shop. */
function browse(decision: "approve" | "decline"): Browse {
  return (processor, redirection) => {
    const simulator = simulators.get(processor);
    const tranId = "formFields" in redirection ? redirection.formFields["tranID"] : undefined;
    if (simulator === undefined || tranId === undefined) throw new Error("This is no redirection of the simulator.");
    const payload = simulator.controls.decide(typeof tranId === "string" ? tranId : tranId.expose(), decision);
    return { params: new URLSearchParams(payload).toString(), payload };
  };
}

/** The webhook without its signature, which stands in the body. */
function unsign(sent: SentWebhook): SentWebhook {
  const fields = new URLSearchParams(new TextDecoder().decode(sent.body));
  fields.delete("skey");
  fields.delete("Signature");
  return { ...sent, body: new TextEncoder().encode(fields.toString()) };
}

const threeDs = { authentication: "three_ds" } as const;
const [visa, mastercard] = ["4111111111111111", "5105105105105100"] as const;

/** How the conformance suite drives Fiuu's simulator. */
export const fiuuProfile: ConformanceProfile = {
  start,
  auth: credentials(VERIFY_KEY),
  wrongAuth: credentials("vk-nobody-has"),
  // Every amount has two decimals at Fiuu: a currency of three could not hold the suite's odd amounts.
  currencies: ["MYR", "VND"],
  methods: {
    card: { credit: { paymentMethod: plainCard(visa) }, debit: { paymentMethod: plainCard(mastercard) } },
    wallet: { google_pay: { paymentMethod: googlePayToken }, apple_pay: { paymentMethod: applePayToken } },
    bank_redirect: { online_banking_fpx: { paymentMethod: fpx, browse: browse("approve"), refund: toBankAccount } },
    real_time_payment: { duit_now: { paymentMethod: () => ({ type: "real_time_payment", kind: "duit_now" }), refund: toBankAccount } },
  },
  declines: [{ title: "refused by the issuer", paymentMethod: plainCard(Magic.DeclinedCard), code: "CC_05", networkDeclineCode: "05" }],
  threeDs: [
    { title: "a customer who agrees", paymentMethod: plainCard(mastercard), input: threeDs, browse: browse("approve"), expected: ["charged"] },
    { title: "a customer who turns back", paymentMethod: plainCard(visa), input: threeDs, browse: browse("decline"), expected: ["failure"] },
    {
      title: "an issuer that asks although 3DS was to be skipped",
      paymentMethod: plainCard(mastercard, Magic.ThreeDsCvv),
      browse: browse("approve"),
      expected: ["charged"],
    },
  ],
  webhooks: { secret: SECRET_KEY, otherSecret: "sk-of-nobody-at-all", unsign },
  syncByReference: true,
};
