import type { RunReport, ScenarioReport, StepReport } from "../scenario.js";
import type { Expected } from "../value.js";

/** Several runs as one JSON document. */
export function toJsonDocuments(reports: readonly RunReport[], verbose: boolean): string {
  const connectors = reports.map((report) => JSON.parse(toJsonDocument(report, verbose)) as unknown);
  const ok = reports.every(({ scenarios }) => scenarios.every(({ result }) => result !== "failed"));
  return `${JSON.stringify({ connectors, summary: { ok, connectors: reports.length } }, undefined, 2)}\n`;
}

/** The run as one JSON document. Amounts are minor units. With `verbose`, every step holds its exchanges, masked. */
export function toJsonDocument({ connector, place, scenarios, duration }: RunReport, verbose: boolean): string {
  const steps = scenarios.flatMap((scenario) => scenario.steps);
  const countOf = (result: ScenarioReport["result"]) => scenarios.filter((scenario) => scenario.result === result).length;
  const document = {
    connector,
    place,
    scenarios: scenarios.map((scenario) => toScenario(scenario, verbose)),
    summary: {
      ok: countOf("failed") === 0,
      passed: countOf("passed"),
      failed: countOf("failed"),
      skipped: countOf("skipped"),
      steps: steps.length,
      requests: steps.reduce((sum, { exchanges }) => sum + exchanges.length, 0),
      durationMs: toMilliseconds(duration),
    },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function toScenario({ name, title, result, needsSimulator, steps, duration }: ScenarioReport, verbose: boolean) {
  return {
    name,
    title,
    result,
    ...(result === "skipped" ? { reason: needsSimulator } : {}),
    steps: steps.map((step) => toStep(step, verbose)),
    durationMs: toMilliseconds(duration),
  };
}

function toStep({ call, about, ok, checks, error, duration, exchanges }: StepReport, verbose: boolean) {
  return {
    call,
    about,
    ok,
    expected: Object.fromEntries(checks.map(({ name, expected }) => [name, toJson(expected)])),
    actual: Object.fromEntries(checks.map(({ name, actual }) => [name, toJson(actual)])),
    ...(error === undefined ? {} : { error }),
    requests: exchanges.length,
    ...(verbose ? { exchanges } : {}),
    durationMs: toMilliseconds(duration),
  };
}

/** JSON leaves undefined members out: "there is none" is said with null. */
function toJson(value: Expected): unknown {
  return value ?? null;
}

function toMilliseconds(duration: number): number {
  return Math.round(duration * 10) / 10;
}
