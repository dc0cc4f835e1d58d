import { needValue } from "../../need-value.js";
import { oneOf } from "../../value.js";
import { testCard } from "./cards.js";
import { seeLedger, type WorldpayScenario } from "./scene.js";

/** A card payment that is held, captured in part, and refunded in part. */
export const frictionless: WorldpayScenario = {
  name: "frictionless",
  title: "Hold an amount, capture a part of it, refund a part of that",
  async play(scene, step) {
    const { payments } = scene;
    const held = await step({
      call: "authorize",
      about: "£10.50, manual capture",
      expected: { status: "authorized", outcome: "accepted" },
      run: () =>
        payments.authorize({ reference: scene.reference(), amount: 10_50, currency: "GBP", captureMethod: "manual", paymentMethod: testCard() }),
      read: ({ status, outcome }) => ({ status, outcome }),
    });
    const authorizationId = needValue(held.connectorTransactionId, "id of the payment");

    await step({
      call: "sync",
      about: "ask after the payment",
      expected: { status: "authorized", outcome: "accepted" },
      run: () => payments.sync({ connectorTransactionId: authorizationId, status: held.status, amount: 10_50, currency: "GBP" }),
      read: ({ status, outcome }) => ({ status, outcome }),
    });

    const captured = await step({
      call: "capture",
      about: "£5.00 of it",
      expected: { status: "partial_charged", outcome: "accepted" },
      run: () =>
        payments.capture({
          reference: scene.reference(),
          connectorTransactionId: authorizationId,
          amount: 5_00,
          currency: "GBP",
          authorizedAmount: 10_50,
        }),
      read: ({ status, outcome }) => ({ status, outcome }),
    });
    const captureId = needValue(captured.connectorTransactionId, "id of the captured payment");

    await step({
      call: "sync",
      about: "it stays a partial one",
      expected: { status: "partial_charged", outcome: "accepted" },
      run: () => payments.sync({ connectorTransactionId: captureId, status: captured.status }),
      read: ({ status, outcome }) => ({ status, outcome }),
    });

    const refunded = await step({
      call: "refund",
      about: "£2.00",
      expected: { status: "success", outcome: "accepted" },
      run: () => payments.refund({ reference: scene.reference(), connectorTransactionId: captureId, amount: 2_00, currency: "GBP" }),
      read: ({ status, outcome }) => ({ status, outcome }),
    });

    await step({
      call: "syncRefund",
      about: "ask after the refund",
      // Worldpay's queries may stay a quarter of an hour behind; the simulator's do not.
      expected: { status: scene.simulated === undefined ? oneOf("success", "pending") : "success" },
      run: () =>
        payments.syncRefund({
          connectorTransactionId: captureId,
          connectorRefundId: needValue(refunded.connectorRefundId, "id of the refund"),
          amount: 2_00,
          currency: "GBP",
        }),
      read: ({ status }) => ({ status }),
    });

    await seeLedger(scene, step, "GBP", { authorized: 10_50, captured: 5_00, refunded: 2_00 });
  },
};
