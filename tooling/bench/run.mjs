// Benchmarks: `npm run bench`. Needs a build. Ratios within one run are what counts; absolute times are this machine's.
import path from "node:path";
import { Worker } from "node:worker_threads";
import { card, createClient } from "@switchyard/client";
import { undiciTransport } from "@switchyard/client/undici";
import { stripe, stripeCredentials } from "@switchyard/connector-stripe";
import ky from "ky";
import { toTable } from "../release/table.mjs";
import { byHand, ours } from "./authorize.mjs";
import { inTurn, starts } from "./measure.mjs";
import * as webhook from "./webhook.mjs";

const rows = [];
const note = (what, value, against, ratio, budget) => rows.push([what, value, against, ratio, budget]);
const us = (value) => `${value.toFixed(1)} µs`;
const ms = (value) => `${value.toFixed(1)} ms`;
const times = (a, b) => `${(a / b).toFixed(2)}×`;

for (const name of ["adyen", "stripe", "worldpay"]) {
  const found = await inTurn({ ours: ours(name), byHand: byHand[name] });
  note(`authorize without network, ${name}`, us(found.ours), `by hand ${us(found.byHand)}`, times(found.ours, found.byHand), "2×");
}

const heard = await inTurn({ ours: webhook.ours(), byHand: webhook.byHand, sdk: await webhook.stripeSdk() });
note("webhook, Stripe", us(heard.ours), `by hand ${us(heard.byHand)}`, times(heard.ours, heard.byHand), "2×");
note("webhook, Stripe", us(heard.ours), `Stripe SDK ${us(heard.sdk)}`, times(heard.ours, heard.sdk), "");

const ANSWER = JSON.stringify({
  id: "pi_1",
  object: "payment_intent",
  status: "requires_capture",
  amount: 1000,
  currency: "usd",
  metadata: {},
  payment_method_types: ["card"],
});
const server = new Worker(path.join(import.meta.dirname, "server.mjs"), { workerData: ANSWER });
const port = await new Promise((resolve) => server.once("message", resolve));
const baseUrl = `http://127.0.0.1:${port}/`;
const clientWith = (transport) =>
  createClient(stripe, {
    auth: stripeCredentials({ secretKey: "sk_test_x" }),
    environment: "sandbox",
    baseUrl,
    ...(transport === undefined ? {} : { transport }),
  });
const paying = (payments) => async () => {
  const paymentMethod = card({ number: "4242424242424242", expMonth: "12", expYear: "2030", cvc: "123" });
  const { outcome } = await payments.authorize({
    reference: "r",
    amount: 1000,
    currency: "USD",
    captureMethod: "manual",
    returnUrl: "https://shop.example/",
    paymentMethod,
  });
  if (outcome !== "accepted") throw new Error(outcome);
};
const { default: Stripe } = await import("stripe");
const sdk = new Stripe("sk_test_x", { host: "127.0.0.1", port, protocol: "http", maxNetworkRetries: 0, telemetry: false });
const body = await bodyOf();
const exchanged = await inTurn(
  {
    ky: paying(clientWith(undefined)),
    kyAlone: async () => {
      const response = await ky.post(`${baseUrl}v1/payment_intents`, {
        body,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        retry: 0,
        throwHttpErrors: false,
        timeout: 30_000,
      });
      return response.json();
    },
    undici: paying(clientWith(undiciTransport())),
    sdk: () =>
      sdk.paymentIntents.create({
        amount: 1000,
        currency: "usd",
        confirm: true,
        capture_method: "manual",
        payment_method_types: ["card"],
        payment_method: "pm_1",
        return_url: "https://shop.example/",
      }),
  },
  { rounds: 11, calls: 200, warmUp: 10 },
);
note("loopback, default transport", us(exchanged.ky), `ky alone ${us(exchanged.kyAlone)}`, times(exchanged.ky, exchanged.kyAlone), "1.1×");
note("loopback, undici transport", us(exchanged.undici), `Stripe SDK ${us(exchanged.sdk)}`, times(exchanged.undici, exchanged.sdk), "1×");

async function bodyOf() {
  let sent = "";
  await paying(
    clientWith({
      send: (request) => (
        (sent = request.body),
        Promise.resolve({ type: "response", response: { statusCode: 200, headers: {}, text: ANSWER, body: new TextEncoder().encode(ANSWER) } })
      ),
    }),
  )();
  return sent;
}

const begun = starts(
  {
    empty: "",
    fetch: `await (await fetch(process.env.BASE_URL, { method: "POST", body: "" })).json(); process.exit();`,
    ours: `import { card, createClient } from "@switchyard/client"; import { stripe, stripeCredentials } from "@switchyard/connector-stripe";
      const payments = createClient(stripe, { auth: stripeCredentials({ secretKey: "sk_test_x" }), environment: "sandbox", baseUrl: process.env.BASE_URL });
      const paymentMethod = card({ number: "4242424242424242", expMonth: "12", expYear: "2030", cvc: "123" });
      await payments.authorize({ reference: "r", amount: 1000, currency: "USD", returnUrl: "https://shop.example/", paymentMethod }); process.exit();`,
    sdk: `import Stripe from "stripe"; const url = new URL(process.env.BASE_URL);
      const sdk = new Stripe("sk_test_x", { host: url.hostname, port: url.port, protocol: "http", telemetry: false });
      await sdk.paymentIntents.create({ amount: 1000, currency: "usd" }); process.exit();`,
  },
  { rounds: 11, env: { BASE_URL: baseUrl }, cwd: import.meta.dirname },
);
note(
  "start to first authorize, over empty",
  ms(begun.ours - begun.empty),
  `Stripe SDK ${ms(begun.sdk - begun.empty)}`,
  times(begun.ours - begun.empty, begun.sdk - begun.empty),
  "40 ms, ahead",
);

note("the same, the runtime's own fetch alone", ms(begun.fetch - begun.empty), "", "", "");

const pay = ours("stripe");
const heapAfter = async (payments) => {
  for (let at = 0; at < payments; at += 1) await pay();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};
await heapAfter(5_000);
const [early, late] = [await heapAfter(20_000), await heapAfter(80_000)];
note("heap after 20,000 and 100,000 payments", `${late.toFixed(1)} MB`, `${early.toFixed(1)} MB`, times(late, early), "flat");

console.log(toTable(["what", "ours", "against", "ratio", "budget"], rows));
process.exit();
