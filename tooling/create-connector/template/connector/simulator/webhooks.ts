// #if md5-body
import { digest, encodeHex } from "@switchyard/utils";
// #end
// #if Execute
import type { Payment, Refund, World } from "./world.js";
// #else
import type { Payment, World } from "./world.js";
// #end

/** Queues an event: what happened, and the payment as it is now. */
// #if Execute
export function announce(world: World, payment: Payment, type: string, refund?: Refund): void {
// #else
export function announce(world: World, payment: Payment, type: string): void {
// #end
  const id = world.ids.next("evt_");
  const body = {
    id,
    type,
    createdAt: world.clock.now().toISOString(),
    payment: { id: payment.id, reference: payment.reference, status: payment.state },
    // #if Execute
    ...(refund === undefined ? {} : { refund: { id: refund.id, reference: refund.reference, status: refund.state } }),
    // #end
  };
  // #if md5-body
  // #if Execute
  const concerned = refund === undefined ? [] : [refund.id, refund.state];
  const signed = [id, type, body.createdAt, payment.id, payment.state, ...concerned, world.settings.webhookSecret].join("/");
  // #else
  const signed = [id, type, body.createdAt, payment.id, payment.state, world.settings.webhookSecret].join("/");
  // #end
  world.webhooks.queue({ id, type, body: { ...body, signature: encodeHex(digest("MD5", signed)) } });
  // #else
  world.webhooks.queue({ id, type, body });
  // #end
}
// #if hmac

// #if hmac-sha512-header
const HASH = "SHA-512";
// #else
const HASH = "SHA-256";
// #end

/** HMAC under the secret as it stands, in lower-case hex. */
async function sign(secret: string, message: Uint8Array<ArrayBuffer>): Promise<string> {
  const algorithm = { name: "HMAC", hash: HASH };
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, ["sign"]);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, message));
  return Array.from(signature, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// #if hmac-sha256-timestamp
/** The headers of a delivery: the moment in seconds, and the signature of `{timestamp}.{raw body}`. */
export async function signatureHeaders(secret: string, rawBody: Uint8Array<ArrayBuffer>, at: Date): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const message = new TextEncoder().encode(`${timestamp}.${new TextDecoder().decode(rawBody)}`);
  return { "x-acme-timestamp": timestamp, "x-acme-signature": await sign(secret, message) };
}
// #else
/** The headers of a delivery: the signature of the raw body. */
export async function signatureHeaders(secret: string, rawBody: Uint8Array<ArrayBuffer>): Promise<Record<string, string>> {
  return { "x-acme-signature": await sign(secret, rawBody) };
}
// #end
// #end
