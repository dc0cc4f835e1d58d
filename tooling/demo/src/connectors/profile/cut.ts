import type { PaymentResult } from "@switchyard/client";
import { atOnce, heldFirst, toAuthorizeInput } from "@switchyard/testkit";
import { createFaultServer } from "@switchyard/testkit/node";
import { needValue } from "../../need-value.js";
import { oneOf } from "../../value.js";
import type { ProfileScenario } from "./scene.js";

/** A payment whose answer is lost. It is unknown, not failed; it is sent again only with a key that the processor honours. */
export const cut: ProfileScenario = {
  name: "cut",
  title: "Lose the connection after sending, and charge nobody twice",
  needsSimulator: "the connection is cut on purpose",
  isFor: () => true,
  async play(scene, step) {
    const bench = await scene.openBench({
      async serve(upstream) {
        const faults = await createFaultServer({ upstream });
        faults.next({ kind: "reset-after-read", match: ({ method }) => method === "POST" });
        return { url: faults.url, failures: [], close: async () => faults[Symbol.asyncDispose]() };
      },
    });
    try {
      const { connector, profile } = bench;
      const captureMethod = atOnce(connector, profile) ?? heldFirst(connector, profile);
      const isIdempotent = connector.facts.idempotentFlows.includes("Authorize");
      await step({
        call: "authorize",
        about: isIdempotent ? "the line is cut; sent again under the same key" : "then the line is cut",
        expected: { outcome: oneOf("unknown", "accepted", "not_sent"), failed: false },
        run: () => bench.call("Authorize", toAuthorizeInput(bench, { captureMethod })) as Promise<PaymentResult>,
        read: ({ outcome, status }) => ({ outcome, failed: status === "failure" && outcome !== "not_sent" }),
      });
      const ledger = needValue(bench.processor, "processor").simulator.ledger;
      await step({
        call: "processor",
        about: "moved money once at the most",
        expected: { movedTwice: false },
        run: () => ledger.movements(),
        read: (movements) => {
          const kinds = movements.map(({ kind }) => kind);
          return { movedTwice: new Set(kinds).size < kinds.length };
        },
      });
    } finally {
      await bench.close();
    }
  },
};
