import { randomBytes } from "node:crypto";
import { worldpay, worldpayCredentials } from "@switchyard/connector-worldpay";
import { createWorldpaySimulator, WORLDPAY_SIMULATOR_DEFAULTS } from "@switchyard/connector-worldpay/simulator";
import { systemClock } from "@switchyard/testkit";
import { serve } from "@switchyard/testkit/node";
import type { ConnectorDemo, SandboxCredentials, Stage, StageOptions } from "../../connector-demo.js";
import type { TakeStep } from "../../scenario.js";
import { openShop } from "../../shop.js";
import { cut } from "./cut.js";
import { decline } from "./decline.js";
import { frictionless } from "./frictionless.js";
import { mandate } from "./mandate.js";
import { toClient, type Scene, type SimulatedScene, type WorldpayScenario } from "./scene.js";
import { threeDs } from "./three-ds.js";
import { applePayScenario, googlePayScenario } from "./wallets.js";
import { webhook } from "./webhook.js";
import { zeroDecimal } from "./zero-decimal.js";

const scenarios: readonly WorldpayScenario[] = [
  frictionless,
  threeDs,
  decline,
  applePayScenario,
  googlePayScenario,
  mandate,
  zeroDecimal,
  webhook,
  cut,
];

function needScenario(name: string): WorldpayScenario {
  const scenario = scenarios.find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
  return scenario;
}

/** References of one scenario: `demo-cut-1`, with something between that no other run has where the processor remembers. */
function createReferences(scenario: string, run: string): () => string {
  let count = 0;
  return () => ["demo", ...(run === "" ? [] : [run]), scenario, String((count += 1))].join("-");
}

async function openSimulator(onEvent: StageOptions["onEvent"]): Promise<Stage> {
  const { username, password, entity } = WORLDPAY_SIMULATOR_DEFAULTS;
  const auth = worldpayCredentials({ username, password, entityId: entity });
  const simulator = createWorldpaySimulator({ clock: systemClock });
  const server = await serve((request) => simulator.fetch(request));
  const shop = await openShop();
  const clientAt = (baseUrl: string) => toClient({ auth, baseUrl }, onEvent);
  const payments = clientAt(server.url);

  return {
    place: { kind: "simulator", address: server.url },
    async play(name: string, step: TakeStep) {
      simulator.reset();
      const scene: SimulatedScene = { payments, reference: createReferences(name, ""), simulated: { simulator, shop, clientAt } };
      await needScenario(name).play(scene, step);
    },
    async [Symbol.asyncDispose]() {
      await shop[Symbol.asyncDispose]();
      await server.close();
    },
  };
}

function openSandbox(sandbox: SandboxCredentials, onEvent: StageOptions["onEvent"]): Stage {
  const payments = toClient(sandbox, onEvent);
  const run = randomBytes(4).toString("hex");
  return {
    place: { kind: "sandbox", address: new URL(sandbox.baseUrl ?? worldpay.facts.baseUrls.sandbox).origin },
    async play(name, step) {
      const scenario = needScenario(name);
      if (scenario.needsSimulator !== undefined) throw new Error(`The scenario ${name} needs the simulator.`);
      const scene: Scene = { payments, reference: createReferences(name, run) };
      await scenario.play(scene, step);
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** The demo of Worldpay: its simulator, or its try environment. */
export const worldpayDemo: ConnectorDemo = {
  connector: "worldpay",
  displayName: "Worldpay",
  scenarios,
  readCredentials: (table) =>
    worldpayCredentials({ username: table.need("key1"), password: table.need("api_key"), entityId: table.need("api_secret") }),
  open: ({ sandbox, onEvent }) => (sandbox === undefined ? openSimulator(onEvent) : Promise.resolve(openSandbox(sandbox, onEvent))),
};
