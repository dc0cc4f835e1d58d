import type { WebhookResult } from "@switchyard/client";
import { WORLDPAY_SIMULATOR_DEFAULTS } from "@switchyard/connector-worldpay/simulator";
import { needValue } from "../../need-value.js";
import type { TakeStep } from "../../scenario.js";
import { money, type Value } from "../../value.js";
import { testCard } from "./cards.js";
import { seeLedger, type SimulatedScene, type WorldpayScenario } from "./scene.js";

/** What the shop made of the webhooks that it got, in order. */
function listenForWebhooks({ payments, simulated: { shop } }: SimulatedScene): readonly WebhookResult[] {
  const handled: WebhookResult[] = [];
  shop.onWebhook(async (request) => {
    const result = await payments.webhooks.handle(request, { secret: WORLDPAY_SIMULATOR_DEFAULTS.webhookSecret });
    handled.push(result);
    const { status, headers, body } = result.answer;
    return new Response(body, { status, headers });
  });
  return handled;
}

/** What a webhook that is not believed looks like to the shop and to its sender. */
async function sendForged(
  step: TakeStep,
  handled: readonly WebhookResult[],
  forgery: { readonly about: string; readonly reason: string; readonly toRequest: () => Promise<Request> },
): Promise<void> {
  await step({
    call: "webhooks.handle",
    about: forgery.about,
    expected: { verified: false, reason: forgery.reason, next: "refuse", answer: 400, status: undefined },
    run: async () => {
      const { status } = await fetch(await forgery.toRequest());
      return { answer: status, result: needValue(handled.at(-1), "webhook") };
    },
    read: ({ answer, result }) => ({
      verified: result.verified,
      reason: result.verified ? undefined : result.reason,
      next: result.next,
      answer,
      status: statusIn(result),
    }),
  });
}

function statusIn(result: WebhookResult): Value {
  return "details" in result && result.details?.type === "payment" ? result.details.status : undefined;
}

/** Signed webhooks over HTTP: a true one, the same again, a changed one, and one without a signature. */
export const webhook: WorldpayScenario = {
  name: "webhook",
  title: "Hear of a settlement by webhook, and believe no forgery",
  needsSimulator: "a sandbox cannot reach this machine",
  async play(scene, step) {
    const { payments } = scene;
    const { simulator, shop } = scene.simulated;
    const reference = scene.reference();
    const handled = listenForWebhooks(scene);

    await step({
      call: "authorize",
      about: "€30.00, paid at once",
      expected: { status: "charged", outcome: "accepted" },
      run: () => payments.authorize({ reference, amount: 30_00, currency: "EUR", webhookUrl: shop.webhookUrl, paymentMethod: testCard() }),
      read: ({ status, outcome }) => ({ status, outcome }),
    });

    await step({
      call: "processor",
      about: "settles, and sends its events",
      expected: { sent: 4, accepted: 4, verified: 4 },
      run: () => {
        simulator.controls.advance.settled(reference);
        return simulator.webhooks.deliver(shop.webhookUrl);
      },
      read: (deliveries) => ({
        sent: deliveries.length,
        accepted: deliveries.filter(({ accepted }) => accepted).length,
        verified: handled.filter(({ verified }) => verified).length,
      }),
    });
    const { id: eventId } = needValue(
      simulator.webhooks.events.find(({ type }) => type === "settled"),
      "event of the settlement",
    );

    await step({
      call: "webhooks.handle",
      about: "the last of them",
      expected: { verified: true, event: "payment_intent_success", status: "charged", amount: money(30_00, "EUR"), for: reference, next: "process" },
      run: () => needValue(handled.at(-1), "webhook"),
      read: (result) => {
        if (result.next === "refuse")
          return { verified: result.verified, event: undefined, status: undefined, amount: undefined, for: undefined, next: result.next };
        const details = "details" in result && result.details?.type === "payment" ? result.details : undefined;
        return {
          verified: result.verified,
          event: result.event,
          status: statusIn(result),
          amount: details?.amount === undefined ? undefined : money(details.amount, details.currency ?? ""),
          for: result.reference?.id,
          next: result.next,
        };
      },
    });

    await step({
      call: "webhooks.handle",
      about: "the same event again",
      expected: { verified: true, sameEvent: true },
      run: async () => {
        await simulator.webhooks.redeliver(eventId, shop.webhookUrl);
        return needValue(handled.at(-1), "webhook");
      },
      read: (result) => ({ verified: result.verified, sameEvent: "eventId" in result && result.eventId === eventId }),
    });

    await sendForged(step, handled, {
      about: "changed to €3,000.00",
      reason: "signature_mismatch",
      async toRequest() {
        const signed = await simulator.webhooks.toRequest(eventId, shop.webhookUrl);
        const changed = (await signed.clone().text()).replace('"value":3000', '"value":300000');
        return new Request(signed.url, { method: "POST", headers: signed.headers, body: changed });
      },
    });
    await sendForged(step, handled, {
      about: "without its signature",
      reason: "signature_missing",
      async toRequest() {
        const request = await simulator.webhooks.toRequest(eventId, shop.webhookUrl);
        request.headers.delete("event-signature");
        return request;
      },
    });
    await seeLedger(scene, step, "EUR", { authorized: 30_00, captured: 30_00 });
  },
};
