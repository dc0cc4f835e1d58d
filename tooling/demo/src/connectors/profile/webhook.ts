import type { WebhookResult } from "@switchyard/client";
import { atOnce, heldFirst } from "@switchyard/testkit";
import { needValue } from "../../need-value.js";
import { oneOf } from "../../value.js";
import { handle, sentWebhooks } from "./hear.js";
import { takePayment, type ProfileScenario } from "./scene.js";

const first = (events: readonly WebhookResult[]): WebhookResult => needValue(events[0], "event");

/** Signed webhooks: true ones, one under another secret, and one without its signature. */
export const webhook: ProfileScenario = {
  name: "webhook",
  title: "Hear of it by webhook, and believe no forgery",
  needsSimulator: "a sandbox cannot reach this machine",
  isFor: ({ connector, profile }) => connector.webhooks !== undefined && profile.webhooks !== undefined,
  async play(scene, step) {
    const { bench } = scene;
    const { profile, connector } = bench;
    const { secret, otherSecret, unsign } = needValue(profile.webhooks, "webhooks of the profile");
    const captureMethod = atOnce(connector, profile) ?? heldFirst(connector, profile);
    const wanted = atOnce(connector, profile) === undefined ? (["authorized"] as const) : (["charged"] as const);
    await takePayment(scene, step, { captureMethod, about: "paid", wanted });
    bench.processor?.settle?.();

    const sent = await sentWebhooks(bench);
    const provable = await bench.client.webhooks.verify(needValue(sent[0], "webhook"), { secret });
    const isSigned = provable.verified || provable.reason !== "no_recipe";
    for (const each of sent) {
      await step({
        call: "webhooks.handle",
        about: each.type ?? "an event",
        expected: { verified: isSigned, answer: oneOf(200, 201, 202, 204) },
        run: () => handle(bench, each, secret),
        read: ({ events, answer }) => ({ verified: events.every(({ verified }) => verified), answer: answer.status }),
      });
    }
    const last = needValue(sent.at(-1), "webhook");
    // Where verification is not mandatory, an event that is not believed says what to ask about, and nothing more.
    const next = connector.isWebhookSourceVerificationMandatory() ? "refuse" : "sync";
    const forgeries = [
      { about: "signed with another secret", webhook: last, key: otherSecret },
      { about: "without its signature", webhook: unsign?.(last) ?? { ...last, headers: {} }, key: secret },
    ];
    for (const { about, webhook: forged, key } of forgeries) {
      await step({
        call: "webhooks.handle",
        about,
        expected: { verified: false, next, told: false },
        run: async () => first((await handle(bench, forged, key)).events),
        read: (result) => ({ verified: result.verified, next: result.next, told: "details" in result }),
      });
    }
  },
};
