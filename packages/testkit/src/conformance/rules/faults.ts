import type { ConnectorUnderTest } from "../under-test.js";
import { FLOW_EFFECT, type Flow } from "@switchyard/interfaces";
import type { Fault } from "../../faults/kinds.js";
import { isForwarded } from "../../faults/kinds.js";
import { check, describe, Findings, nothingToCheck } from "../check.js";
import { flowsOf } from "../declaration.js";
import { inputOf } from "../journeys/inputs.js";
import type { Recording } from "../recording.js";
import { paymentsByMethod, type Exercise } from "./exercises.js";
import { FAULTS, runUnder, type FaultyRun } from "./faulty-run.js";
import type { Rule } from "./rule.js";

type FlowEffect = (typeof FLOW_EFFECT)[Flow];

const isIdempotent = ({ facts }: ConnectorUnderTest, flow: Flow) => facts.idempotentFlows.includes(flow);

/** Whether a fault takes the exchange away, as against spoiling an answer that came whole. */
const isCut = ({ kind }: Fault) => kind.startsWith("reset") || kind === "truncate" || kind === "stall" || kind === "status";

/** How often the flow itself was sent; what it needs done first does not count. */
const sentOf = ({ reached }: FaultyRun, flow: Flow): number => reached.filter((each) => each === flow).length;

/** The call without any fault, which must go well: of one that is refused, faults tell nothing. */
async function runCleanly(recording: Recording, exercise: Exercise, findings: Findings): Promise<FaultyRun> {
  const clean = await runUnder(recording, exercise, undefined);
  const { result } = clean;
  findings.that(result["outcome"] === "accepted", () => `${exercise.name} without any fault is ${String(result["outcome"])}; it should be accepted`);
  return clean;
}

/** What changes something at the processor: done once, and open what came of it. */
async function checkChange(recording: Recording, exercise: Exercise, findings: Findings): Promise<void> {
  const { flow, name } = exercise;
  const clean = await runCleanly(recording, exercise, findings);
  const needsNoBody = (await recording.exchanges(flow)).some(({ response }) => response.text === "" && response.statusCode < 300);
  for (const fault of FAULTS) {
    const at = `${name} with the fault ${fault.kind}`;
    const run = await runUnder(recording, exercise, { fault, at: flow, times: 1 });
    const { result, movements } = run;
    const seen = sentOf(run, flow);
    findings.that(movements <= clean.movements, `${at} moves money ${String(movements)} times; without it ${String(clean.movements)}`);
    if (isIdempotent(recording.connector, flow) && isCut(fault)) {
      findings.that(seen > 1, `${at} is declared idempotent and was not sent again`);
      findings.that(result["outcome"] === "accepted", `${at} is ${String(result["outcome"])} after it was sent again; it should be accepted`);
      continue;
    }
    findings.that(
      seen === 1,
      `${at} was sent ${String(seen)} times; ${FLOW_EFFECT[flow] === "money" ? "money" : "what changes something"} is sent once`,
    );
    if (needsNoBody && !isCut(fault)) continue;
    findings.that(result["outcome"] === "unknown", `${at} has the outcome ${String(result["outcome"])}; it should be unknown`);
    const status = result["status"];
    findings.that(status === undefined || status === "pending", `${at} has the status ${String(status)}; it should be pending`);
    if (!isForwarded(fault)) findings.that(movements === 0, `${at} never reached the processor, and money moved`);
  }
}

/** What a result says, in one line. */
const saidBy = ({ result: { outcome, status, ok } }: FaultyRun): string =>
  [outcome, status, ok === false ? "an error" : undefined].filter((each) => typeof each === "string").join(", ");

async function checkRead(recording: Recording, exercise: Exercise, findings: Findings): Promise<void> {
  const { flow, name } = exercise;
  const clean = await runCleanly(recording, exercise, findings);
  // Half of a file is a file: only of JSON can anybody tell that it was cut.
  const isJson = (await recording.exchanges(flow)).every(({ response }) => /json/i.test(response.headers["content-type"] ?? "json"));
  for (const fault of FAULTS) {
    if (fault.kind === "truncated-json" && !isJson) continue;
    const at = `${name} with the fault ${fault.kind}`;
    const run = await runUnder(recording, exercise, { fault, at: flow, times: 1 });
    findings.that(sentOf(run, flow) === sentOf(clean, flow) + 1, `${at} was sent ${String(sentOf(run, flow))} times; a query is asked again`);
    findings.that(saidBy(run) === saidBy(clean), `${at} gives ${saidBy(run)} when asked again; it should be ${saidBy(clean)}`);
  }
}

/** Declared flows with one effect that the suite or the profile knows how to call. One that neither knows is a finding. */
function exercisesOf({ connector, profile }: Recording, effect: FlowEffect, findings?: Findings): readonly Exercise[] {
  return flowsOf(connector).flatMap((flow): readonly Exercise[] => {
    if (FLOW_EFFECT[flow] !== effect || profile.unexercised?.[flow] !== undefined) return [];
    const input = inputOf(flow, profile);
    findings?.that(input !== undefined, `nothing calls ${flow} by itself, so that no fault meets it: give the profile \`flows.${flow}\``);
    return input === undefined ? [] : [{ flow, name: flow, input }];
  });
}

function checksOf(recording: Recording, effect: FlowEffect, run: typeof checkChange) {
  return async () => {
    const findings = new Findings();
    const exercises = exercisesOf(recording, effect, findings);
    for (const exercise of exercises) {
      await run(recording, exercise, findings).catch((error: unknown) => findings.add(`${exercise.name}: ${describe(error)}`));
    }
    findings.settle();
    if (exercises.length === 0) nothingToCheck("no such flow is declared");
  };
}

/** A call with what it needs done first. */
interface WithSteps {
  readonly exercise: Exercise;
  readonly steps: readonly Flow[];
}

/** Every call that moves money and needs another request first, one for each flow and steps: some payment methods need what others do not. */
async function withSteps(recording: Recording): Promise<readonly WithSteps[]> {
  const found = new Map<string, WithSteps>();
  for (const exercise of [...exercisesOf(recording, "money"), ...paymentsByMethod(recording)]) {
    const { reached } = await runUnder(recording, exercise);
    const steps = [...new Set(reached.slice(0, reached.indexOf(exercise.flow)))];
    const key = `${exercise.flow} ${steps.join()}`;
    if (steps.length > 0 && !found.has(key)) found.set(key, { exercise, steps });
  }
  return [...found.values()];
}

async function checkSteps(recording: Recording, { exercise, steps }: WithSteps, findings: Findings): Promise<void> {
  const { flow, name } = exercise;
  for (const step of steps) {
    for (const fault of FAULTS) {
      const at = `${name} with the fault ${fault.kind} in ${step}, which comes first,`;
      // However often it is asked for: what never comes through stops the payment.
      const run = await runUnder(recording, exercise, { fault, at: step, times: Infinity });
      const { result, movements } = run;
      findings.that(sentOf(run, flow) === 0, `${at} was sent all the same`);
      findings.that(movements === 0, `${at} moves money`);
      findings.that(result["outcome"] === "not_sent", `${at} has the outcome ${String(result["outcome"])}; it was never sent`);
      const status = result["status"];
      const isFailure = status === undefined || (typeof status === "string" && status.includes("fail"));
      findings.that(isFailure, `${at} has the status ${String(status)}; what was never asked for has failed`);
    }
  }
}

async function checkPrerequisites(recording: Recording): Promise<void> {
  const findings = new Findings();
  const found = await withSteps(recording);
  for (const each of found) {
    await checkSteps(recording, each, findings).catch((error: unknown) => findings.add(`${each.exercise.name}: ${describe(error)}`));
  }
  findings.settle();
  if (found.length === 0) nothingToCheck("nothing that moves money needs another request first");
}

/** Sockets that break at the worst moment: nothing is charged twice, and nothing unknown is called a failure. */
export const faultRules: Rule = (recording) => {
  const skipped = recording.kit?.createFaultServer === undefined ? "this runtime has no fault server" : undefined;
  const rules: readonly (readonly [id: string, title: string, run: () => Promise<void>])[] = [
    ["money", "sends money once, and leaves open what a broken exchange means", checksOf(recording, "money", checkChange)],
    ["changes", "asks once for what changes something, and leaves open whether it was changed", checksOf(recording, "state", checkChange)],
    ["prerequisites", "sends no payment whose preparation broke, and says that it was not sent", () => checkPrerequisites(recording)],
    ["queries", "asks again where asking costs nothing", checksOf(recording, "read", checkRead)],
  ];
  return rules.map(([id, title, run]) => check(`faults.${id}`, title, run, { skipped }));
};
