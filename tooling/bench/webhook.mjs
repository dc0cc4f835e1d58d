import { createHmac, timingSafeEqual } from "node:crypto";
import { createClient } from "@switchyard/client";
import { stripe, stripeCredentials } from "@switchyard/connector-stripe";

const SECRET = "whsec_test_5f3c2a1b9d8e7f60";
const BODY = JSON.stringify({
  id: "evt_1TestA0000000001",
  object: "event",
  created: 1787000000,
  data: {
    object: {
      id: "pi_3TestA0000000001",
      object: "payment_intent",
      amount: 1000,
      amount_received: 1000,
      currency: "usd",
      status: "succeeded",
      metadata: { order_id: "attempt_123" },
    },
  },
  type: "payment_intent.succeeded",
});
const NOW = 1787000000;
const SIGNATURE = createHmac("sha256", SECRET).update(`${NOW}.${BODY}`).digest("hex");
const HEADERS = { "stripe-signature": `t=${NOW},v1=${SIGNATURE}`, "content-type": "application/json" };
const BYTES = new TextEncoder().encode(BODY);

export function ours() {
  const { webhooks } = createClient(stripe, {
    auth: stripeCredentials({ secretKey: "sk_test_x" }),
    environment: "sandbox",
    runtime: { now: () => new Date(NOW * 1000) },
  });
  return async () => {
    const event = await webhooks.handle({ headers: HEADERS, body: BYTES }, { secret: SECRET });
    if (!event.verified) throw new Error(event.reason);
  };
}

export async function byHand() {
  const [t, v1] = HEADERS["stripe-signature"].split(",").map((part) => part.slice(part.indexOf("=") + 1));
  const digest = createHmac("sha256", SECRET).update(`${t}.`).update(BYTES).digest();
  if (!timingSafeEqual(digest, Buffer.from(v1, "hex"))) throw new Error("signature");
  return JSON.parse(new TextDecoder().decode(BYTES)).data.object.status;
}

export async function stripeSdk() {
  const { default: Stripe } = await import("stripe");
  const sdk = new Stripe("sk_test_x");
  return async () => sdk.webhooks.constructEvent(BODY, HEADERS["stripe-signature"], SECRET, 1e9);
}
