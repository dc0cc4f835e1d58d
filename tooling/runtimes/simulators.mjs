import path from "node:path";
import { pathToFileURL } from "node:url";

const load = (root, file) => import(pathToFileURL(path.join(root, "packages", file)).href);

const CARD = { number: "4444333322221111", expMonth: "03", expYear: "2030", cvc: "123" };

/** How each simulator is reached, and what a payment needs there. Keys and secrets are the simulators' own. */
async function processors(root) {
  const { createWorldpaySimulator, WORLDPAY_SIMULATOR_DEFAULTS: w } = await load(root, "connector-worldpay/dist/simulator/index.js");
  const { createStripeSimulator, STRIPE_SIMULATOR_DEFAULTS: s } = await load(root, "connector-stripe/dist/simulator/index.js");
  const { createAdyenSimulator, ADYEN_SIMULATOR_DEFAULTS: a } = await load(root, "connector-adyen/dist/simulator/index.js");
  // Signed timestamps are compared with the runtime's own time.
  const { systemClock: clock } = await load(root, "testkit/dist/src/index.js");
  return {
    worldpay: {
      simulator: createWorldpaySimulator({ clock }),
      credentials: { username: w.username, password: w.password, entityId: w.entity },
      metadata: { merchantName: "Smoke" },
      payment: { currency: "GBP", card: CARD },
      secret: w.webhookSecret,
    },
    stripe: {
      simulator: createStripeSimulator({ clock }),
      credentials: { secretKey: s.secretKey },
      payment: { currency: "USD", card: { ...CARD, number: "4242424242424242" } },
      secret: s.webhookSecret,
    },
    adyen: {
      simulator: createAdyenSimulator({ clock }),
      credentials: { apiKey: a.apiKey, merchantAccount: a.merchantAccount },
      payment: { currency: "EUR", card: { ...CARD, number: "4111111111111111", cvc: "737" }, more: { returnUrl: "https://merchant.test/return" } },
      secret: a.webhookSecret,
    },
  };
}

/** The simulators behind one server, each under its name, and a control address beside them; with the page of a browser. */
export async function startProcessors(root, page) {
  const { serve } = await load(root, "testkit/dist/src/node.js");
  const all = await processors(root);
  const server = await serve(async (request) => {
    const url = new URL(request.url);
    const [, name, ...rest] = url.pathname.split("/");
    if (name === "") return new Response(page ?? "", { headers: { "content-type": "text/html" } });
    if (name === "control") return control(all, await request.json());
    const target = new URL(`/${rest.join("/")}${url.search}`, url);
    // A request with a body is copied piece by piece: one made of another request keeps its old address.
    const body = request.method === "GET" || request.method === "HEAD" ? undefined : await request.arrayBuffer();
    return all[name].simulator.fetch(new Request(target, { method: request.method, headers: request.headers, body }));
  });
  const cases = Object.entries(all).map(([name, { credentials, metadata, payment, secret }]) => ({
    ...{ name, credentials, metadata, payment, secret },
    baseUrl: `${server.url}/${name}/`,
  }));
  return { url: server.url, plan: { cases, control: `${server.url}/control` }, close: () => server.close() };
}

async function control(all, { name, settle }) {
  const { simulator } = all[name];
  if (settle === true) simulator.controls.settle?.();
  const sent = await Promise.all(
    simulator.webhooks.events.map(async ({ id }) => {
      const request = await simulator.webhooks.toRequest(id, "https://merchant.test/webhooks");
      return { headers: Object.fromEntries(request.headers), body: await request.text() };
    }),
  );
  return Response.json(sent);
}
