import { isConnectorError, type ConnectorEvent } from "@switchyard/interfaces";
import type { ConnectorDemo, SandboxCredentials, Stage } from "./connector-demo.js";
import type { Check, RunReport, ScenarioFacts, ScenarioReport, Step, StepReport, TakeStep } from "./scenario.js";
import { agrees, type Expected, type Value } from "./value.js";

/** Hears of everything as it happens. */
export interface RunListener {
  started(stage: Stage): void;
  scenarioStarted(scenario: ScenarioFacts): void;
  stepTaken(step: StepReport): void;
  scenarioEnded(scenario: ScenarioReport): void;
}

export interface RunOptions {
  readonly demo: ConnectorDemo;
  readonly scenarios: readonly ScenarioFacts[];
  readonly sandbox?: SandboxCredentials | undefined;
  readonly listener: RunListener;
}

/** Plays scenarios one after another, and compares every step with what it expects. */
export async function runScenarios({ demo, scenarios, sandbox, listener }: RunOptions): Promise<RunReport> {
  const started = performance.now();
  const events: ConnectorEvent[] = [];
  await using stage = await demo.open({ sandbox, onEvent: (event) => events.push(event) });
  listener.started(stage);
  const reports: ScenarioReport[] = [];
  for (const scenario of scenarios) {
    listener.scenarioStarted(scenario);
    const report = await runScenario(stage, scenario, events, listener);
    listener.scenarioEnded(report);
    reports.push(report);
  }
  return { connector: demo.connector, place: stage.place, scenarios: reports, duration: performance.now() - started };
}

async function runScenario(stage: Stage, scenario: ScenarioFacts, events: ConnectorEvent[], listener: RunListener): Promise<ScenarioReport> {
  if (stage.place.kind === "sandbox" && scenario.needsSimulator !== undefined) return { ...scenario, result: "skipped", steps: [], duration: 0 };
  const started = performance.now();
  const steps: StepReport[] = [];
  const report = (step: StepReport) => {
    steps.push(step);
    listener.stepTaken(step);
  };
  try {
    await stage.play(scenario.name, createTakeStep(events, report));
  } catch (error) {
    // What a step threw is in its report already; anything else went wrong between two steps.
    if (!(error instanceof StepFailed)) report(toBrokenStep("scenario", "could not go on", error, 0, []));
  }
  const passed = steps.length > 0 && steps.every(({ ok }) => ok);
  return { ...scenario, result: passed ? "passed" : "failed", steps, duration: performance.now() - started };
}

/** Ends a scenario whose step has been reported. */
class StepFailed extends Error {
  override readonly name = "StepFailed";
}

function createTakeStep(events: ConnectorEvent[], report: (step: StepReport) => void): TakeStep {
  return async (step) => {
    events.length = 0;
    const started = performance.now();
    const elapsed = () => performance.now() - started;
    try {
      const result = await step.run();
      const checks = toChecks(step, step.read(result));
      const ok = checks.every((check) => check.agrees);
      report({ call: step.call, about: step.about, ok, checks, duration: elapsed(), exchanges: [...events] });
      return result;
    } catch (error) {
      report(toBrokenStep(step.call, step.about, error, elapsed(), [...events]));
      throw new StepFailed();
    }
  };
}

function toChecks(
  step: Pick<Step<unknown, Readonly<Record<string, Expected>>>, "expected">,
  actual: Readonly<Record<string, Value>>,
): readonly Check[] {
  return Object.entries(step.expected).map(([name, expected]) => {
    const value = actual[name];
    return { name, expected, actual: value, agrees: agrees(expected, value) };
  });
}

function toBrokenStep(call: string, about: string, error: unknown, duration: number, exchanges: readonly ConnectorEvent[]): StepReport {
  return { call, about, ok: false, checks: [], error: toMessage(error), duration, exchanges };
}

function toMessage(error: unknown): string {
  if (isConnectorError(error)) return `${error.code}: ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
