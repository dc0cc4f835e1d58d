import { needValue } from "../../need-value.js";
import { testCard } from "./cards.js";
import { seeLedger, type WorldpayScenario } from "./scene.js";

/** A currency without cents: a minor unit is a whole yen. */
export const zeroDecimal: WorldpayScenario = {
  name: "zero-decimal",
  title: "Take yen, which have no cents: 1050 minor units are ¥1,050",
  async play(scene, step) {
    const { payments } = scene;
    const paid = await step({
      call: "authorize",
      about: "¥1,050, paid at once",
      expected: { status: "charged", outcome: "accepted" },
      run: () => payments.authorize({ reference: scene.reference(), amount: 1_050, currency: "JPY", paymentMethod: testCard() }),
      read: ({ status, outcome }) => ({ status, outcome }),
    });
    await step({
      call: "refund",
      about: "¥50",
      expected: { status: "success", outcome: "accepted" },
      run: () =>
        payments.refund({
          reference: scene.reference(),
          connectorTransactionId: needValue(paid.connectorTransactionId, "id of the payment"),
          amount: 50,
          currency: "JPY",
        }),
      read: ({ status, outcome }) => ({ status, outcome }),
    });
    await seeLedger(scene, step, "JPY", { authorized: 1_050, captured: 1_050, refunded: 50 });
  },
};
