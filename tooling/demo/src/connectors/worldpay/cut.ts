import { createFaultServer } from "@switchyard/testkit/node";
import { needValue } from "../../need-value.js";
import { money } from "../../value.js";
import { testCard } from "./cards.js";
import { seeLedger, type WorldpayScenario } from "./scene.js";

/** A payment whose answer is lost. It is unknown, not failed, and it is asked after, not repeated. */
export const cut: WorldpayScenario = {
  name: "cut",
  title: "Lose the connection after sending, and find out what happened",
  needsSimulator: "the connection is cut on purpose",
  async play(scene, step) {
    const { simulator, clientAt } = scene.simulated;
    await using faults = await createFaultServer({ upstream: (request) => simulator.fetch(request) });
    const payments = clientAt(faults.url);
    const sent = () => simulator.requests.all({ method: "POST", path: "/api/payments" }).length;
    faults.next({ kind: "reset-after-read", match: ({ method }) => method === "POST" });

    const lost = await step({
      call: "authorize",
      about: "£42.00, then the line is cut",
      expected: { status: "pending", outcome: "unknown", settleBy: "sync" },
      run: () =>
        payments.authorize({ reference: scene.reference(), amount: 42_00, currency: "GBP", captureMethod: "manual", paymentMethod: testCard() }),
      read: (result) => ({ status: result.status, outcome: result.outcome, settleBy: "settle" in result ? result.settle?.call : undefined }),
    });

    await step({
      call: "processor",
      about: "acted, asked once",
      expected: { requests: 1, authorized: money(42_00, "GBP") },
      run: () => simulator.ledger,
      read: (ledger) => ({ requests: sent(), authorized: money(ledger.total({ kind: "authorization", currency: "GBP" }), "GBP") }),
    });

    const settle = needValue("settle" in lost ? lost.settle : undefined, "call that settles the payment");
    if (settle.call !== "sync") throw new Error(`A payment is settled by sync, not by ${settle.call}.`);
    await step({
      call: "sync",
      about: "by our own reference",
      expected: { status: "authorized", outcome: "accepted" },
      run: () => payments.sync({ ...settle.with, status: lost.status, amount: 42_00, currency: "GBP", captureMethod: "manual" }),
      read: ({ status, outcome }) => ({ status, outcome }),
    });

    await step({
      call: "processor",
      about: "was not asked again",
      expected: { requests: 1, movedTwice: 0 },
      run: () => simulator.ledger,
      read: (ledger) => ({ requests: sent(), movedTwice: ledger.repeated().length }),
    });
    await seeLedger(scene, step, "GBP", { authorized: 42_00 });
  },
};
