import type { TakeStep } from "../../scenario.js";
import { testCard, VISA } from "./cards.js";
import { seeLedger, type Scene, type WorldpayScenario } from "./scene.js";

/** A decline as Worldpay's test systems make it. */
interface Decline {
  readonly code: string;
  readonly message: string;
  /** Mastercard's merchant advice code, as the simulator gives it. */
  readonly advice: string;
}

const DECLINES: readonly Decline[] = [
  { code: "51", message: "LIMIT EXCEEDED", advice: "02" },
  { code: "43", message: "STOLEN CARD, PICK UP", advice: "03" },
  { code: "13", message: "INVALID AMOUNT", advice: "01" },
];

async function takeDecline(scene: Scene, step: TakeStep, { code, message, advice }: Decline): Promise<void> {
  await step({
    call: "authorize",
    about: `£25.00, issuer says ${code}`,
    expected: {
      status: "failure",
      outcome: "rejected",
      code,
      message,
      networkCode: code,
      // Which advice goes with which code is the issuer's choice: only the simulator's is known.
      ...(scene.simulated === undefined ? {} : { advice }),
    },
    run: () =>
      scene.payments.authorize({ reference: scene.reference(), amount: 25_00, currency: "GBP", paymentMethod: testCard(VISA, `REFUSED${code}`) }),
    read: ({ status, outcome, ...result }) => {
      const error = "error" in result ? result.error : undefined;
      return {
        status,
        outcome,
        code: error?.code,
        message: error?.message,
        networkCode: error?.networkDeclineCode,
        advice: error?.networkAdviceCode,
      };
    },
  });
}

/** Cards that the issuer declines. A decline is a result, and nothing is held. */
export const decline: WorldpayScenario = {
  name: "decline",
  title: "Be declined, and learn why",
  async play(scene, step) {
    for (const each of DECLINES) await takeDecline(scene, step, each);
    await seeLedger(scene, step, "GBP", {});
  },
};
