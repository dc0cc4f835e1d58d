import { openBench, type ConnectorPackage } from "@switchyard/testkit";
import { nodeKit } from "@switchyard/testkit/node";
import type { ConnectorDemo } from "../../connector-demo.js";
import { UsageError } from "../../usage-error.js";
import { cut } from "./cut.js";
import { decline, mandates, methods, payment, threeDs, zeroDecimal } from "./scenarios.js";
import type { Scene } from "./scene.js";
import { webhook } from "./webhook.js";

const SCENARIOS = [payment, threeDs, decline, methods, mandates, zeroDecimal, webhook, cut] as const;

/** The demo of any connector: what its profile says of its simulator is all that the scenarios need. */
export function toProfileDemo(connectorPackage: ConnectorPackage): ConnectorDemo {
  const { connector, profile } = connectorPackage;
  const scenarios = SCENARIOS.filter((scenario) => scenario.isFor(connectorPackage));
  return {
    connector: connector.id,
    displayName: connector.getConnectorAbout().displayName,
    scenarios,
    readCredentials() {
      throw new UsageError(
        `The scenarios of ${connector.id} need its simulator.`,
        `Its sandbox is tested with: npm test -- packages/connector-${connector.id}`,
      );
    },
    open: ({ onEvent }) =>
      Promise.resolve({
        place: { kind: "simulator", address: "a loopback address of its own for each scenario" },
        async play(name, step) {
          const scenario = scenarios.find((each) => each.name === name);
          if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
          const bench = await openBench(connector, profile, { kit: nodeKit, client: { onEvent } });
          const scene: Scene = {
            bench,
            currency: profile.currencies[0],
            openBench: (options) => openBench(connector, profile, { ...options, kit: nodeKit, client: { onEvent } }),
          };
          try {
            await scenario.play(scene, step);
          } finally {
            await bench.close();
          }
        },
        [Symbol.asyncDispose]: () => Promise.resolve(),
      }),
  };
}
