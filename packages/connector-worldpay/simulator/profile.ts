import { applePay, card, googlePay, secret, type RedirectForm, type SignatureKey } from "@switchyard/interfaces";
import type { Browse, ConformanceProfile, Processor } from "@switchyard/testkit";
import { createWorldpaySimulator, MagicName, type WorldpaySimulator } from "./simulator.js";

const USERNAME = "wpUser-8f31c0d2";
const PASSWORD = "wpPass/Tr0mbone+Kettle";
const ENTITY = "Entity7Marmalade";
const WEBHOOK_SECRET = "3f8a1c5d7e9b2046a1c3e5f70819a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3";
const OTHER_SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

function credentials(password: string): SignatureKey {
  return { type: "SignatureKey", key1: secret(USERNAME), apiKey: secret(password), apiSecret: secret(ENTITY) };
}

function plainCard(number: string, holderName = "Ottoline Fairweather") {
  return () => card({ number, expMonth: "11", expYear: "2035", cvc: "731", holderName });
}

/** Google Pay's token: its signature is what the simulator takes for a name. */
function googlePayToken(signature: string) {
  const token = { protocolVersion: "ECv2", signature, intermediateSigningKey: {}, signedMessage: '{"encryptedMessage":"Zq9Lemonade"}' };
  return () => googlePay({ token: JSON.stringify(token) });
}

const applePayToken = () =>
  applePay({
    paymentData: {
      version: "EC_v1",
      data: "Vb7Gingerbread+Lighthouse",
      signature: "MIAGCSqGSIb3DQEHAqCAMIACAQExDTALBglg",
      header: { ephemeralPublicKey: "MFkwEwYHKoZIzj0CAQYI", publicKeyHash: "LbsUwAT6w1JV9tFXocU813TCHks", transactionId: "c9f2a7" },
    },
    paymentMethod: { displayName: "Visa 1111", network: "Visa", type: "debit" },
  });

/** Each simulator by its own face: the suite knows only the kit's. */
const simulators = new WeakMap<Processor, WorldpaySimulator>();

function simulatorOf(processor: Processor): WorldpaySimulator {
  const simulator = simulators.get(processor);
  if (simulator === undefined) throw new Error("This processor was not started by the profile.");
  return simulator;
}

/** Completes whatever was sent. `advance` throws where nothing waits, which is most of the time. */
function settleAll(simulator: WorldpaySimulator, references: readonly string[]): void {
  const { advance } = simulator.controls;
  for (const reference of references) {
    const steps = [() => advance.settled(reference), () => advance.cancelled(reference), () => advance.refunded(reference)];
    for (const step of steps) {
      try {
        step();
      } catch {
        // Nothing of this kind waits.
      }
    }
  }
}

function start(): Processor {
  const simulator = createWorldpaySimulator({
    credentials: { username: USERNAME, password: PASSWORD, entity: ENTITY },
    webhookSecret: WEBHOOK_SECRET,
  });
  const settle = () => {
    const payments = simulator.ledger.movements().map(({ paymentId }) => paymentId);
    settleAll(simulator, [...new Set(payments)]);
  };
  const processor: Processor = { simulator, settle };
  simulators.set(processor, simulator);
  return processor;
}

function fieldOf(redirection: RedirectForm, name: string): string {
  const value = "formFields" in redirection ? redirection.formFields[name] : undefined;
  if (value === undefined) throw new Error(`The form has no field ${name}.`);
  return typeof value === "string" ? value : value.expose();
}

/** What the customer's browser does: device data in a hidden frame, then the issuer's question. */
function browse(decision: "pass" | "fail"): Browse {
  return (processor, redirection) => {
    const { controls } = simulatorOf(processor);
    const jwt = fieldOf(redirection, "JWT");
    if (redirection.type === "worldpay_ddc") return { params: `collectionReference=${encodeURIComponent(controls.collectDeviceData(jwt))}` };
    controls.finishChallenge(jwt, decision);
    return {};
  };
}

const threeDs = { authentication: "three_ds" } as const;

/** How the conformance suite drives Worldpay's simulator. */
export const worldpayProfile: ConformanceProfile = {
  start,
  auth: credentials(PASSWORD),
  wrongAuth: credentials("wpPass-nobody-has"),
  otherAuth: { BodyKey: "old accounts have no entity of their own (tech-spec, section 2)" },
  metadata: { merchantName: "Marmalade and Sons" },
  currencies: ["GBP", "JPY", "KWD"],
  methods: {
    card: {
      credit: { paymentMethod: plainCard("4444333322221111") },
      debit: { paymentMethod: plainCard("5555555555554444") },
    },
    wallet: {
      google_pay: { paymentMethod: googlePayToken("MEUCIQDTrustworthyTeapot") },
      apple_pay: { paymentMethod: applePayToken },
    },
  },
  // The cardholder's name decides, and the billing address has a name of its own: these payments go without one.
  declines: [
    {
      title: "refused by the issuer",
      paymentMethod: plainCard("4444333322221111", MagicName.Refused),
      input: { billing: undefined },
      code: "5",
      networkDeclineCode: "5",
    },
    {
      title: "not enough money",
      paymentMethod: plainCard("4444333322221111", "REFUSED51"),
      input: { billing: undefined },
      code: "51",
      networkDeclineCode: "51",
    },
    {
      title: "refused without a code",
      paymentMethod: plainCard("4444333322221111", MagicName.RefusedBare),
      input: { billing: undefined },
      code: "refused",
    },
    { title: "Google Pay refused", paymentMethod: googlePayToken("REFUSED41"), code: "41", networkDeclineCode: "41" },
  ],
  threeDs: [
    {
      title: "a challenge that is passed",
      paymentMethod: plainCard("4000000000001091"),
      input: threeDs,
      browse: browse("pass"),
      expected: ["charged"],
    },
    {
      title: "a challenge that is failed",
      paymentMethod: plainCard("4000000000001091"),
      input: threeDs,
      browse: browse("fail"),
      expected: ["authentication_failed"],
    },
    { title: "no challenge", paymentMethod: plainCard("4000000000001000"), input: threeDs, browse: browse("pass"), expected: ["charged"] },
    {
      title: "an issuer that cannot be reached",
      paymentMethod: plainCard("4000000000001034"),
      input: threeDs,
      browse: browse("pass"),
      expected: ["authentication_failed"],
    },
  ],
  webhooks: { secret: WEBHOOK_SECRET, otherSecret: OTHER_SECRET },
  syncByReference: true,
  extraCaptureMethods: { manual_multiple: "the settlement rule takes it, the declaration of methods does not name it (tech-spec, section 9)" },
  flows: {
    IncrementalAuthorization: {
      input(bench) {
        if (bench.processor === undefined) throw new Error("Only the simulator makes an estimated authorization by itself.");
        const transactionReference = bench.reference();
        const { linkData } = simulatorOf(bench.processor).controls.seedEstimatedAuthorization({
          transactionReference,
          amount: 4000,
          currency: "GBP",
        });
        return { reference: bench.reference(), connectorTransactionId: linkData, totalAmount: 5219, additionalAmount: 1219, currency: "GBP" };
      },
    },
  },
};
