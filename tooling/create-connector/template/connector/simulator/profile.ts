import { card, type PaymentMethodData } from "@switchyard/interfaces";
// #if md5-body
import type { ConformanceProfile, SentWebhook } from "@switchyard/testkit";
// #else
import type { ConformanceProfile } from "@switchyard/testkit";
// #end
import { CREDENTIALS, toConnectorAuth, WRONG_CREDENTIALS } from "./gate.js";
import { TestCard } from "./payments.js";
import { createAcmeSimulator } from "./simulator.js";

const cardOf = (number: string) => (): PaymentMethodData => card({ number, expMonth: "12", expYear: "2030", cvc: "847", holderName: "Ada Person" });

const approved = { paymentMethod: cardOf(TestCard.Approved) };
// #if md5-body

/** An event without its signature, which stands in the body. */
function unsign(sent: SentWebhook): SentWebhook {
  // The simulator's own events are JSON objects.
  const { signature: _, ...event } = JSON.parse(new TextDecoder().decode(sent.body)) as Record<string, unknown>;
  return { ...sent, body: new TextEncoder().encode(JSON.stringify(event)) };
}
// #end

/** What the conformance suite needs to know of Acme beyond the connector's declaration. */
export const acmeProfile: ConformanceProfile = {
  start: () => ({ simulator: createAcmeSimulator() }),
  auth: toConnectorAuth(CREDENTIALS),
  wrongAuth: toConnectorAuth(WRONG_CREDENTIALS),
  currencies: ["GBP", "JPY", "KWD"],
  methods: { card: { credit: approved, debit: approved } },
  declines: [
    { title: "a card that is declined", paymentMethod: cardOf(TestCard.Declined), code: "card_declined", networkDeclineCode: "05" },
    { title: "a card without funds", paymentMethod: cardOf(TestCard.InsufficientFunds), code: "insufficient_funds", networkDeclineCode: "51" },
  ],
  // #if md5-body
  webhooks: { secret: "simulator-webhook-secret", otherSecret: "another-webhook-secret", unsign },
  // #else
  webhooks: { secret: "simulator-webhook-secret", otherSecret: "another-webhook-secret" },
  // #end
  syncByReference: $syncByReference,
};
