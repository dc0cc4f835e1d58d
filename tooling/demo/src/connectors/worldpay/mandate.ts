import { needValue } from "../../need-value.js";
import { testCard } from "./cards.js";
import { seeLedger, type WorldpayScenario } from "./scene.js";

/** A card that is stored, charged while the customer is away, and forgotten. */
export const mandate: WorldpayScenario = {
  name: "mandate",
  title: "Store a card, charge it without the customer, then forget it",
  async play(scene, step) {
    const { payments } = scene;
    const setUp = await step({
      call: "setupMandate",
      about: "checks the card, charges nothing",
      expected: { status: "charged", outcome: "accepted", mandate: "stored" },
      run: () => payments.setupMandate({ reference: scene.reference(), currency: "GBP", paymentMethod: testCard() }),
      read: ({ status, outcome, mandate: stored }) => ({ status, outcome, mandate: stored === undefined ? "missing" : "stored" }),
    });
    const connectorMandateId = needValue(setUp.mandate?.connectorMandateId, "id of the mandate");
    const charge = () => payments.repeatPayment({ reference: scene.reference(), amount: 12_00, currency: "GBP", mandate: { connectorMandateId } });

    await step({
      call: "repeatPayment",
      about: "£12.00, customer away",
      expected: { status: "charged", outcome: "accepted" },
      run: charge,
      read: ({ status, outcome }) => ({ status, outcome }),
    });
    await step({
      call: "revokeMandate",
      about: "the customer withdraws it",
      expected: { status: "revoked", outcome: "accepted" },
      run: () => payments.revokeMandate({ connectorMandateId }),
      read: (result) => ({ status: result.ok ? result.value.mandateStatus : result.error.code, outcome: result.outcome }),
    });
    await step({
      call: "repeatPayment",
      about: "£12.00 again is refused",
      expected: { status: "failure", outcome: "rejected" },
      run: charge,
      read: ({ status, outcome }) => ({ status, outcome }),
    });
    await seeLedger(scene, step, "GBP", { authorized: 12_00, captured: 12_00 });
  },
};
