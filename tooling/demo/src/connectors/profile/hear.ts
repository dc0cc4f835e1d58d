import type { HandledWebhooks } from "@switchyard/client";
import type { Bench, SentWebhook } from "@switchyard/testkit";
import { needValue } from "../../need-value.js";

const ENDPOINT = "https://merchant.test/webhooks";

/** A webhook that the simulator has sent, as a merchant's endpoint gets it. */
export async function sentWebhooks(bench: Bench): Promise<readonly SentWebhook[]> {
  const { webhooks } = needValue(bench.processor, "processor").simulator;
  return Promise.all(
    webhooks.events.map(async ({ id, type }) => {
      const request = await webhooks.toRequest(id, ENDPOINT);
      return { type, url: request.url, headers: Object.fromEntries(request.headers), body: new Uint8Array(await request.arrayBuffer()) };
    }),
  );
}

/** What the client makes of a webhook. */
export function handle(bench: Bench, { url, headers, body }: SentWebhook, secret = bench.profile.webhooks?.secret): Promise<HandledWebhooks> {
  return bench.client.webhooks.handleAll({ method: "POST", url, headers, body }, { secret });
}

/** The last status of a payment or refund that the processor told of. @throws Error when it told of none */
export async function lastStatusHeard(bench: Bench, of: "payment" | "refund"): Promise<string> {
  const heard: string[] = [];
  for (const sent of await sentWebhooks(bench)) {
    for (const event of (await handle(bench, sent)).events) {
      if ("details" in event && event.details?.type === of) heard.push(event.details.status);
    }
  }
  return needValue(heard.at(-1), `webhook about a ${of}`);
}
