import { createClient, type PaymentsClient } from "@switchyard/client";
import { worldpay } from "@switchyard/connector-worldpay";
import type { WorldpaySimulator } from "@switchyard/connector-worldpay/simulator";
import type { Currency } from "@switchyard/interfaces";
import { MovementKind } from "@switchyard/testkit";
import type { SandboxCredentials, StageOptions } from "../../connector-demo.js";
import type { ScenarioFacts, TakeStep } from "../../scenario.js";
import type { Shop } from "../../shop.js";
import { money, type Money } from "../../value.js";

export type WorldpayPayments = PaymentsClient<typeof worldpay>;

/** What a scenario plays with, wherever it plays. */
export interface Scene {
  readonly payments: WorldpayPayments;
  /** A new reference for a request. */
  reference(): string;
  /** Absent in a sandbox, where nobody can look into the processor. */
  readonly simulated?: SimulatedParts | undefined;
}

/** What only a simulator gives. */
export interface SimulatedParts {
  readonly simulator: WorldpaySimulator;
  readonly shop: Shop;
  /** A client of the same processor at another address. */
  readonly clientAt: (baseUrl: string) => WorldpayPayments;
}

/** A scene in which a scenario may look into the processor and act on its side. */
export interface SimulatedScene extends Scene {
  readonly simulated: SimulatedParts;
}

/** A scenario of Worldpay's. One that names no reason to need the simulator plays anywhere. */
export type WorldpayScenario = ScenarioFacts &
  (
    | { readonly needsSimulator?: undefined; play(scene: Scene, step: TakeStep): Promise<void> }
    | { readonly needsSimulator: string; play(scene: SimulatedScene, step: TakeStep): Promise<void> }
  );

/** A client for the demo. Worldpay's try environment is its sandbox. */
export function toClient({ auth, baseUrl }: SandboxCredentials, onEvent: StageOptions["onEvent"]): WorldpayPayments {
  return createClient(worldpay, {
    auth,
    environment: "sandbox",
    baseUrl,
    metadata: { merchantName: "Switchyard Demo" },
    merchantId: "demo",
    onEvent,
  });
}

const KINDS = { authorized: MovementKind.Authorization, captured: MovementKind.Capture, refunded: MovementKind.Refund } as const;
type Total = keyof typeof KINDS;

/** What the ledger must say in all, in minor units: one movement of each kind that is named, and no other. */
export type LedgerTotals = { readonly [K in Total]?: number };

/** Compares the processor's own ledger with what should have moved, where there is one to look into. */
export async function seeLedger(scene: Scene, step: TakeStep, currency: Currency, totals: LedgerTotals): Promise<void> {
  const ledger = scene.simulated?.simulator.ledger;
  if (ledger === undefined) return;
  const named = Object.entries(KINDS).flatMap(([name, kind]) => {
    const amount = totals[name as Total]; // the names are those of KINDS
    return amount === undefined ? [] : [{ name, kind, amount }];
  });
  const toValues = (amountOf: (of: (typeof named)[number]) => number): Readonly<Record<string, Money>> =>
    Object.fromEntries(named.map((each) => [each.name, money(amountOf(each), currency)]));
  await step({
    call: "ledger",
    about: named.length === 0 ? "nothing moved" : "what moved in all",
    expected: { ...toValues(({ amount }) => amount), movements: named.length },
    run: () => ledger,
    read: ({ size }) => ({ ...toValues(({ kind }) => ledger.total({ kind, currency })), movements: size }),
  });
}
