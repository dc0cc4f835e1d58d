import { card, type PaymentMethodData } from "@switchyard/interfaces";
import type { ConformanceProfile } from "@switchyard/testkit";
import { CREDENTIALS, toConnectorAuth, WRONG_CREDENTIALS } from "./gate.js";
import { TestCard } from "./payments.js";
import { createRevolutSimulator } from "./simulator.js";

const cardOf = (number: string) => (): PaymentMethodData => card({ number, expMonth: "12", expYear: "2030", cvc: "847", holderName: "Ada Person" });

const approved = { paymentMethod: cardOf(TestCard.Approved) };

/** What the conformance suite needs to know of Revolut beyond the connector's declaration. */
export const revolutProfile: ConformanceProfile = {
  start: () => ({ simulator: createRevolutSimulator() }),
  auth: toConnectorAuth(CREDENTIALS),
  wrongAuth: toConnectorAuth(WRONG_CREDENTIALS),
  currencies: ["GBP", "JPY", "KWD"],
  methods: { card: { credit: approved, debit: approved } },
  declines: [
    { title: "a card that is declined", paymentMethod: cardOf(TestCard.Declined), code: "card_declined", networkDeclineCode: "05" },
    { title: "a card without funds", paymentMethod: cardOf(TestCard.InsufficientFunds), code: "insufficient_funds", networkDeclineCode: "51" },
  ],
  webhooks: { secret: "simulator-webhook-secret", otherSecret: "another-webhook-secret" },
  syncByReference: true,
};
