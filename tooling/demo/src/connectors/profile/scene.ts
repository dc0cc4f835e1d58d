import type { PaymentResult } from "@switchyard/client";
import type { AttemptStatus, ConnectorEvent, Currency } from "@switchyard/interfaces";
import {
  anyMethod,
  MovementKind,
  toAuthorizeInput,
  toCompleteInput,
  type Asked,
  type Bench,
  type BenchOptions,
  type ConnectorPackage,
  type Payment,
} from "@switchyard/testkit";
import { needValue } from "../../need-value.js";
import type { ScenarioFacts, TakeStep } from "../../scenario.js";
import { money, oneOf, type Money } from "../../value.js";
import { lastStatusHeard } from "./hear.js";

/** What a scenario plays with: a processor with empty state, and a client of it. */
export interface Scene {
  readonly bench: Bench;
  readonly currency: Currency;
  /** Another client of a processor of its own, through what stands between the two. */
  openBench(options: Pick<BenchOptions, "serve">): Promise<Bench>;
}

/** A scenario that is played with any connector that has what it needs. */
export interface ProfileScenario extends ScenarioFacts {
  readonly isFor: (connector: ConnectorPackage) => boolean;
  play(scene: Scene, step: TakeStep): Promise<void>;
}

/** Gets every exchange of a bench. */
export type OnEvent = (event: ConnectorEvent) => void;

const AWAITS_CUSTOMER: ReadonlySet<AttemptStatus> = new Set(["authentication_pending", "device_data_collection_pending", "confirmation_awaited"]);
const ON_THE_WAY: readonly AttemptStatus[] = ["pending", "authorizing", "capture_initiated", "void_initiated", ...AWAITS_CUSTOMER];
const MOST_STEPS = 6;

const read = ({ status, outcome }: PaymentResult) => ({ status, outcome });

/** What a payment is to come to; where it is declined, with which code. */
interface Wanted {
  readonly wanted: readonly AttemptStatus[];
  readonly code?: string | undefined;
}

const codeOf = (result: PaymentResult) => ("error" in result ? result.error?.code : undefined);

/** Where a processor decides later: it decides, and is asked, or tells. */
async function settled({ bench }: Scene, step: TakeStep, result: PaymentResult, { wanted, code }: Wanted): Promise<PaymentResult> {
  if (wanted.includes(result.status)) return result;
  const expected = { status: oneOf(...wanted) };
  bench.processor?.settle?.();
  if ("PSync" in bench.connector.flows) {
    const connectorTransactionId = needValue(result.connectorTransactionId, "connectorTransactionId");
    await step({
      call: "sync",
      about: "once the processor is done",
      expected: { ...expected, ...(code === undefined ? {} : { code }) },
      run: () => bench.call("PSync", { connectorTransactionId, connectorMeta: result.connectorMeta }) as Promise<PaymentResult>,
      read: (found) => ({ status: found.status, ...(code === undefined ? {} : { code: codeOf(found) }) }),
    });
  } else {
    await step({
      call: "webhooks.handle",
      about: "once the processor is done",
      expected,
      run: () => lastStatusHeard(bench, "payment"),
      read: (status) => ({ status }),
    });
  }
  return result;
}

/** Takes a payment step by step, until its status is one of those that are wanted. */
export async function takePayment(scene: Scene, step: TakeStep, asked: Asked & Wanted & { readonly about: string }): Promise<Payment> {
  const { bench } = scene;
  const browse = (asked.method ?? anyMethod(bench)).browse;
  const input = toAuthorizeInput(bench, asked);
  const expected = { status: oneOf(...asked.wanted, ...ON_THE_WAY), outcome: oneOf("accepted", "rejected") };
  let result = await step({
    call: "authorize",
    about: asked.about,
    expected,
    run: () => bench.call("Authorize", input) as Promise<PaymentResult>,
    read,
  });
  for (let steps = 0; browse !== undefined && AWAITS_CUSTOMER.has(result.status) && steps < MOST_STEPS; steps += 1) {
    const complete = await toCompleteInput(bench, { input, result }, browse);
    if (!("CompleteAuthorize" in bench.connector.flows)) break;
    result = await step({
      call: "completeAuthorize",
      about: "the customer comes back",
      expected,
      run: () => bench.call("CompleteAuthorize", complete) as Promise<PaymentResult>,
      read,
    });
  }
  return { input, result: await settled(scene, step, result, asked) };
}

/** Takes a follow-up on a payment, until its status is one of those that are wanted. */
export async function followUp(
  scene: Scene,
  step: TakeStep,
  call: {
    readonly flow: "Capture" | "Void" | "RepeatPayment";
    readonly about: string;
    readonly input: unknown;
    readonly wanted: readonly AttemptStatus[];
  },
): Promise<PaymentResult> {
  const name = { Capture: "capture", Void: "void", RepeatPayment: "repeatPayment" }[call.flow];
  const result = await step({
    call: name,
    about: call.about,
    expected: { status: oneOf(...call.wanted, ...ON_THE_WAY), outcome: "accepted" },
    run: () => scene.bench.call(call.flow, call.input) as Promise<PaymentResult>,
    read,
  });
  return settled(scene, step, result, call);
}

const KINDS = { authorized: MovementKind.Authorization, captured: MovementKind.Capture, refunded: MovementKind.Refund } as const;

/** Compares the processor's own ledger with what should have moved. Kinds that are not named are not looked at. */
export async function seeLedger(
  { bench }: Scene,
  step: TakeStep,
  currency: Currency,
  totals: { readonly [K in keyof typeof KINDS]?: number },
): Promise<void> {
  const ledger = needValue(bench.processor, "processor").simulator.ledger;
  const names = (Object.keys(KINDS) as (keyof typeof KINDS)[]).filter((name) => totals[name] !== undefined);
  const toValues = (amountOf: (name: keyof typeof KINDS) => number): Readonly<Record<string, Money>> =>
    Object.fromEntries(names.map((name) => [name, money(amountOf(name), currency)]));
  await step({
    call: "ledger",
    about: "what moved in all",
    expected: toValues((name) => totals[name] ?? 0),
    run: () => ledger,
    read: () => toValues((name) => ledger.total({ kind: KINDS[name], currency })),
  });
}
