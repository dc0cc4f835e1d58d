import { applePay, googlePay } from "@switchyard/client";
import type { TakeStep } from "../../scenario.js";
import { needValue } from "../../need-value.js";
import { seeLedger, type SimulatedScene, type WorldpayScenario } from "./scene.js";

const REASON = "it needs a real customer's device";

/** As Apple Pay's JavaScript interface gives it. What is encrypted in it only the processor can read. */
const APPLE_PAYMENT_DATA = {
  version: "EC_v1",
  data: "3fVqR1sVZ0hYc2Vjb3JkLW9mLWEtZGVtbw==",
  signature: "MIAGCSqGSIb3DQEHAqCAMIACAQExDzAN",
  header: {
    ephemeralPublicKey: "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE",
    publicKeyHash: "tqYV+tmG9aMh+l/K6cicUnPqkb1gUiLjSTM9gEz6Nl0=",
    transactionId: "3e8c1a9f4b7d6025",
  },
};

/** As Google Pay's JavaScript interface gives it: a text, of which not a character may change. */
const GOOGLE_TOKEN = JSON.stringify({
  protocolVersion: "ECv1",
  signature: "MEUCIQDhlJ3wXGVkaW8gZGVtbyBzaWduYXR1cmU=",
  signedMessage: '{"encryptedMessage":"b3BhcXVlLXRvLXRoZS1tZXJjaGFudA==","ephemeralPublicKey":"BPhVspn70Zj2Kkgu9t8","tag":"TNwa3Q2WiyGi"}',
});

async function payAndRefund(
  scene: SimulatedScene,
  step: TakeStep,
  wallet: ReturnType<typeof applePay | typeof googlePay>,
  name: string,
): Promise<void> {
  const { payments } = scene;
  const paid = await step({
    call: "authorize",
    about: `€19.99 by ${name}`,
    expected: { status: "charged", outcome: "accepted" },
    run: () => payments.authorize({ reference: scene.reference(), amount: 19_99, currency: "EUR", paymentMethod: wallet }),
    read: ({ status, outcome }) => ({ status, outcome }),
  });
  const connectorTransactionId = needValue(paid.connectorTransactionId, "id of the payment");
  await step({
    call: "refund",
    about: "€19.99, all of it",
    expected: { status: "success", outcome: "accepted" },
    run: () => payments.refund({ reference: scene.reference(), connectorTransactionId, amount: 19_99, currency: "EUR" }),
    read: ({ status, outcome }) => ({ status, outcome }),
  });
  await seeLedger(scene, step, "EUR", { authorized: 19_99, captured: 19_99, refunded: 19_99 });
}

/** A payment with what Apple Pay gives a web page. */
export const applePayScenario: WorldpayScenario = {
  name: "apple-pay",
  title: "Pay with Apple Pay, and give all of it back",
  needsSimulator: REASON,
  play: (scene, step) => payAndRefund(scene, step, applePay({ paymentData: APPLE_PAYMENT_DATA }), "Apple Pay"),
};

/** A payment with what Google Pay gives a web page. */
export const googlePayScenario: WorldpayScenario = {
  name: "google-pay",
  title: "Pay with Google Pay, and give all of it back",
  needsSimulator: REASON,
  play: (scene, step) => payAndRefund(scene, step, googlePay({ token: GOOGLE_TOKEN }), "Google Pay"),
};
