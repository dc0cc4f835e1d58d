import { stringifyJson } from "@switchyard/utils";
import { openBench } from "../bench.js";
import { check, demand, Findings } from "../check.js";
import type { Recording } from "../recording.js";
import { readDirectly, replay } from "../replay.js";
import { withUnknownFields } from "../tree.js";
import { canariesOf, safely, type Canary } from "./canaries.js";
import { checkWire } from "./masking-wire.js";
import type { Rule } from "./rule.js";

/** Everything as it would stand in a log: JSON, text, and the runtime's own print. */
function printsOf(value: unknown, inspect: ((value: unknown) => string) | undefined): readonly string[] {
  const prints = [safely(() => JSON.stringify(value)), safely(() => stringifyJson(value)), safely(() => String(value))];
  if (value instanceof Error) prints.push(value.message, value.stack ?? "", ...(value.cause === undefined ? [] : printsOf(value.cause, inspect)));
  if (inspect !== undefined) prints.push(safely(() => inspect(value)));
  return prints;
}

function search(findings: Findings, canaries: readonly Canary[], what: string, prints: readonly string[]): void {
  for (const { path, value, pattern } of canaries) {
    // Most texts hold no canary: the plain search is the quick one.
    const shown = prints.some((print) => print.includes(value) && pattern.test(print));
    findings.that(!shown, `${what} shows ${path}`);
  }
}

/** Whether a value came of an answer: a token that a former step of the same call obtained. */
const isGivenBack = ({ path }: Canary): boolean => /^(sessionToken|accessToken|paymentMethodToken|preprocessingId)\b/.test(path);

async function checkPrints(recording: Recording): Promise<void> {
  const findings = new Findings();
  const taken = await recording.all();
  const given = canariesOf(taken).filter((canary) => !isGivenBack(canary));
  demand(given.length > 0, "no secret was given on any journey: wrap credentials and personal data in Secret");
  const inspect = recording.kit?.inspect?.bind(recording.kit);
  for (const each of taken) {
    const { events, calls } = each;
    // What a processor gave is a secret of one journey: in another, where ids begin anew, it may be the id of something else.
    const canaries = [...given, ...canariesOf([each]).filter(isGivenBack)];
    for (const event of events) search(findings, canaries, `an event of ${event.flow}`, printsOf(event, inspect));
    for (const { flow, result, thrown } of calls) {
      search(findings, canaries, `a result of ${flow}`, printsOf(result, inspect));
      if (thrown !== undefined) search(findings, canaries, `an error of ${flow}`, printsOf(thrown, inspect));
      const cause: unknown = typeof result === "object" && result !== null && "cause" in result ? result.cause : undefined;
      if (cause !== undefined) search(findings, canaries, `the cause of a result of ${flow}`, printsOf(cause, inspect));
    }
  }
  findings.settle();
}

const PLANTED = "zzPlantedValue8Q";

/** An answer may hold anything. What a connector does not read must not be printed: raw bodies are not for logs. */
async function checkAnswers(recording: Recording): Promise<void> {
  const findings = new Findings();
  const { connector, profile, kit } = recording;
  const inspect = kit?.inspect?.bind(kit);
  const planted: Canary = { path: "a field of the answer that it does not read", value: PLANTED, pattern: new RegExp(PLANTED) };
  let answered = 0;
  for (const journey of recording.journeys.filter(({ id }) => /^(flows|declines|credentials)\./.test(id))) {
    const bench = await openBench(connector, profile, {
      between: (upstream) => async (request) => {
        const answer = await upstream(request);
        const text = withUnknownFields(await answer.text(), "zzPlanted", PLANTED);
        if (text.includes(PLANTED)) answered += 1;
        return new Response(text === "" ? null : text, { status: answer.status, headers: answer.headers });
      },
    });
    // Whether it goes well is another check's matter.
    await journey.run(bench).catch(() => undefined);
    for (const event of bench.events) search(findings, [planted], `an event of ${event.flow}`, printsOf(event, inspect));
    for (const { flow, result, thrown } of bench.calls) search(findings, [planted], `a result of ${flow}`, printsOf(result ?? thrown, inspect));
    await bench.close().catch(() => undefined);
  }
  findings.that(answered > 0, "nothing could be planted in any answer");
  findings.settle();
}

const LEVELS = ["debug", "error", "info", "log", "trace", "warn"] as const;

/** Reads and builds again what was recorded, of every flow: only the connector's own functions run. */
async function runAll(recording: Recording): Promise<void> {
  for (const exchange of await recording.samples()) {
    readDirectly(recording.connector, exchange, exchange.response);
    readDirectly(recording.connector, exchange, { ...exchange.response, statusCode: 400 });
    await replay(recording, exchange, exchange.response).catch(() => undefined);
  }
}

/** Connectors do not log: what they have to say goes into events. */
async function checkConsole(recording: Recording): Promise<void> {
  const [journey] = recording.journeys;
  demand(journey !== undefined, "there is no journey to take");
  const said: string[] = [];
  // The runtime's own, watched: nothing is written to it here.
  const machine: Record<(typeof LEVELS)[number], (...said: readonly unknown[]) => void> = globalThis.console;
  const own = LEVELS.map((level) => [level, machine[level]] as const);
  for (const level of LEVELS) machine[level] = () => void said.push(level);
  try {
    const bench = await openBench(recording.connector, recording.profile);
    await journey.run(bench).catch(() => undefined);
    await bench.close().catch(() => undefined);
    await runAll(recording);
  } finally {
    for (const [level, write] of own) machine[level] = write;
  }
  demand(said.length === 0, `the connector wrote to the console: ${[...new Set(said)].join(", ")}`);
}

/** No secret is printed, wherever it is looked for. */
export const maskingRules: Rule = (recording) => [
  check("masking.prints", "shows no secret in any event, result or error", () => checkPrints(recording)),
  check("masking.wire", "sends the secrets that it does not show, and of hosted payments none", () => checkWire(recording)),
  check("masking.answers", "prints nothing of an answer but what it reads", () => checkAnswers(recording)),
  check("masking.console", "writes nothing to the console", () => checkConsole(recording)),
];
