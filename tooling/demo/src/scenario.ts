import type { ConnectorEvent } from "@switchyard/interfaces";
import type { Expected, Value } from "./value.js";

/** One thing that a scenario does, and what must come of it. */
export interface Step<T, E extends Readonly<Record<string, Expected>>> {
  /** The call of the client, or who else acts: `authorize`, `browser`, `ledger`. */
  readonly call: string;
  /** What it is about, in a few words. */
  readonly about: string;
  readonly expected: E;
  run(): T | Promise<T>;
  /** The values of `expected`, as they came out. */
  read(result: T): { readonly [K in keyof E]: Value };
}

/** Takes a step, reports it, and gives its result to the next. What it throws ends the scenario. */
export type TakeStep = <T, E extends Readonly<Record<string, Expected>>>(step: Step<T, E>) => Promise<T>;

/** What is known of a scenario before it runs. */
export interface ScenarioFacts {
  /** As `--scenario` takes it. */
  readonly name: string;
  readonly title: string;
  /** Why it cannot run against a sandbox; absent when it can. */
  readonly needsSimulator?: string | undefined;
}

/** A value that was compared. */
export interface Check {
  readonly name: string;
  readonly expected: Expected;
  readonly actual: Value;
  readonly agrees: boolean;
}

/** What came of a step. */
export interface StepReport {
  readonly call: string;
  readonly about: string;
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** What the step threw. It names what was wrong and holds no secret. */
  readonly error?: string | undefined;
  /** Milliseconds. */
  readonly duration: number;
  /** The client's exchanges with the processor, masked. */
  readonly exchanges: readonly ConnectorEvent[];
}

export type ScenarioResult = "passed" | "failed" | "skipped";

/** What came of a scenario. */
export interface ScenarioReport extends ScenarioFacts {
  readonly result: ScenarioResult;
  readonly steps: readonly StepReport[];
  /** Milliseconds. */
  readonly duration: number;
}

/** Where payments go to. */
export interface Place {
  readonly kind: "simulator" | "sandbox";
  /** Origin of the processor. */
  readonly address: string;
}

/** A run of several scenarios. */
export interface RunReport {
  readonly connector: string;
  readonly place: Place;
  readonly scenarios: readonly ScenarioReport[];
  /** Milliseconds. */
  readonly duration: number;
}
