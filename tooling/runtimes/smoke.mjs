// The smoke suite: what a merchant does in a day, with packages as they are published, on any runtime. It imports nothing
// of the runtime: what it needs comes as its argument, what it found goes back as its result.
import { card, createClient } from "@switchyard/client";
import { adyen, adyenCredentials } from "@switchyard/connector-adyen";
import { stripe, stripeCredentials } from "@switchyard/connector-stripe";
import { worldpay, worldpayCredentials } from "@switchyard/connector-worldpay";

const CONNECTORS = {
  worldpay: [worldpay, worldpayCredentials],
  stripe: [stripe, stripeCredentials],
  adyen: [adyen, adyenCredentials],
};

/** Takes, captures and refunds a payment, and hears of it by webhook. @returns one word for each step */
async function payAt({ name, baseUrl, credentials, metadata, payment, secret, events }) {
  const [connector, toAuth] = CONNECTORS[name];
  const payments = createClient(connector, { auth: toAuth(credentials), environment: "sandbox", baseUrl, metadata });
  const { number, expMonth, expYear, cvc } = payment.card;
  const authorized = await payments.authorize({
    ...payment.more,
    reference: `smoke-${name}`,
    amount: 10_50,
    currency: payment.currency,
    captureMethod: "manual",
    paymentMethod: card({ number, expMonth, expYear, cvc, holderName: "A. Person" }),
  });
  const { connectorTransactionId } = authorized;
  if (connectorTransactionId === undefined) return { authorize: `${authorized.status} ${JSON.stringify(authorized.error ?? {})}` };
  const action = { connectorTransactionId, amount: 10_50, currency: payment.currency };
  const captured = await payments.capture({ ...action, reference: `smoke-${name}-capture` });
  await events({ name, settle: true });
  const refunded = await payments.refund({
    ...action,
    connectorTransactionId: captured.connectorTransactionId ?? connectorTransactionId,
    reference: `smoke-${name}-refund`,
  });
  const [event] = await events({ name });
  const request = { method: "POST", url: "https://merchant.test/webhooks", headers: event.headers, body: event.body };
  const { events: heard } = await payments.webhooks.handleAll(request, { secret });
  const { events: forged } = await payments.webhooks.handleAll(
    { ...request, body: event.body.replace(/.$/s, " }") },
    { secret: `${"0".repeat(64)}` },
  );
  return {
    authorize: authorized.status,
    capture: captured.outcome,
    refund: refunded.outcome,
    webhook: heard.every(({ verified }) => verified) ? "verified" : heard.map(({ reason }) => reason).join(),
    forgery: forged.some(({ verified }) => verified) ? "verified" : "refused",
  };
}

/** Runs every case. `control` is the address that lets the simulators settle and gives their webhooks. */
export async function smoke({ cases, control }) {
  const events = async (asked) => (await fetch(control, { method: "POST", body: JSON.stringify(asked) })).json();
  const results = {};
  for (const each of cases) {
    try {
      results[each.name] = await payAt({ ...each, events });
    } catch (error) {
      results[each.name] = { error: `${error?.name}: ${error?.message} ${error?.cause ?? ""}` };
    }
  }
  return results;
}
