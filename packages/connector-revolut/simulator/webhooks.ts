import type { World } from "./world.js";

/** What an event is about beside its name. */
export interface About {
  readonly order_id?: string | undefined;
  readonly merchant_order_ext_ref?: string | undefined;
  readonly incremental_authorisation_ext_reference?: string | undefined;
  readonly dispute_id?: string | undefined;
  readonly payout_id?: string | undefined;
}

/** Queues an event. Events have no id, no status and no amount. */
export function announce({ webhooks, ids }: World, event: string, about: About): void {
  webhooks.queue({ id: ids.next("delivery_"), type: event, body: { event, ...about } });
}

async function sign(secret: string, message: string): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  // The secret as text, `wsk_` included.
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, ["sign"]);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(message)));
  return Array.from(signature, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** `v1={hex}` of `v1.{milliseconds}.{raw body}`; while a secret is rotated, one of each secret. */
export async function signatureHeaders(
  secrets: readonly string[],
  rawBody: Uint8Array<ArrayBuffer>,
  at: Date,
): Promise<Readonly<Record<"revolut-signature" | "revolut-request-timestamp", string>>> {
  const timestamp = String(at.getTime());
  const message = `v1.${timestamp}.${new TextDecoder().decode(rawBody)}`;
  const signatures = await Promise.all(secrets.map(async (secret) => `v1=${await sign(secret, message)}`));
  return { "revolut-request-timestamp": timestamp, "revolut-signature": signatures.join(",") };
}
