import type { ConnectorEvent } from "@switchyard/interfaces";
import type { Colors } from "picocolors/types.js";
import type { ConnectorDemo } from "../connector-demo.js";
import type { RunListener } from "../run-scenarios.js";
import type { Check, Place, RunReport, ScenarioReport, StepReport } from "../scenario.js";
import { foldPieces, foldText, padLine, type Piece } from "./columns.js";
import { count, formatDuration, formatValue, toLabel } from "./format.js";

/** What a terminal can show. */
export interface TerminalOptions {
  readonly colors: Colors;
  /** Characters of a line. */
  readonly width: number;
  readonly verbose: boolean;
  readonly write: (line: string) => void;
}

/** A report for people: it listens to the run, and closes with a table. */
export interface TerminalReport extends RunListener {
  ended(report: RunReport): void;
}

const INDENT = 4;
const CALL = 18;
const TIME = 8;
/** Values that say what they are. */
const UNLABELLED: ReadonlySet<string> = new Set(["status", "outcome", "message", "event", "reason"]);
const GRAVE: ReadonlySet<unknown> = new Set(["failure", "authentication_failed", "rejected"]);
const OPEN: ReadonlySet<unknown> = new Set(["pending", "unknown", "device_data_collection_pending", "authentication_pending"]);

export function createTerminalReport(demo: ConnectorDemo, options: TerminalOptions): TerminalReport {
  const { colors, write } = options;
  const width = Math.max(60, options.width);
  const about = Math.min(36, Math.floor((width - INDENT - CALL - TIME) * 0.44));
  const result = width - INDENT - CALL - about - 2 - TIME;
  const line = (text = "") => write(text.trimEnd());

  function writeStep(step: StepReport): void {
    const mark = step.ok ? colors.green("✓") : colors.red("✗");
    const left = foldText(step.about, about);
    const right = foldPieces(toPieces(step, colors), result, " · ");
    for (let row = 0; row < Math.max(left.length, right.length, 1); row += 1) {
      const head = row === 0 ? `  ${mark} ${step.call.padEnd(CALL)}` : " ".repeat(INDENT + CALL);
      // What takes no time has none to show.
      const time = row === 0 && step.duration >= 0.5 ? colors.dim(formatDuration(step.duration).padStart(TIME)) : "";
      line(head + (left[row] ?? "").padEnd(about + 2) + padLine(right[row] ?? [], result) + time);
    }
    if (!step.ok) writeDifference(step);
    if (options.verbose) for (const exchange of step.exchanges) writeExchange(exchange);
  }

  function writeDifference({ checks, error }: StepReport): void {
    const indented = (text: string) => foldText(text, width - INDENT - 4).forEach((each) => line(" ".repeat(INDENT + 2) + colors.red(each)));
    for (const check of checks) {
      if (!check.agrees) indented(`${toLabel(check.name)}: expected ${formatValue(check.expected)}, got ${formatValue(check.actual)}`);
    }
    if (error !== undefined) indented(error);
  }

  function writeExchange(exchange: ConnectorEvent): void {
    const margin = " ".repeat(INDENT + 2);
    const block = (text: string) => {
      for (const each of text.split("\n")) line(`${margin}  ${colors.dim(each)}`);
    };
    line();
    line(`${margin}${colors.cyan("→")} ${colors.bold(exchange.method)} ${exchange.url}`);
    for (const [name, value] of Object.entries(exchange.requestHeaders)) block(`${name}: ${value}`);
    if (exchange.request !== undefined) block(prettyJson(exchange.request));
    const came = exchange.statusCode === undefined ? `no answer: ${exchange.failure ?? "unknown"}` : String(exchange.statusCode);
    const good = exchange.statusCode !== undefined && exchange.statusCode < 400;
    line(`${margin}${colors.cyan("←")} ${colors.bold(good ? came : colors.yellow(came))} ${colors.dim(`after ${formatDuration(exchange.latency)}`)}`);
    const answer = exchange.response ?? exchange.error;
    if (answer !== undefined) block(prettyJson(answer));
    line();
  }

  function writeTable({ scenarios }: RunReport): void {
    const names = Math.max(...scenarios.map(({ name }) => name.length), "Scenario".length) + 4;
    const row = (name: string, steps: string, requests: string, time: string, outcome: string) =>
      `  ${name.padEnd(names)}${steps.padStart(7)}${requests.padStart(11)}${time.padStart(10)}   ${outcome}`;
    line(colors.dim(row("Scenario", "Steps", "Requests", "Time", "Result")));
    for (const scenario of scenarios) {
      if (scenario.result === "skipped") line(colors.dim(row(scenario.name, "–", "–", "–", "skipped")));
      else
        line(
          row(
            scenario.name,
            String(scenario.steps.length),
            String(requestsOf(scenario)),
            formatDuration(scenario.duration),
            toResult(scenario, colors),
          ),
        );
    }
  }

  return {
    started({ place }) {
      line();
      line(colors.bold(`  Switchyard · ${demo.displayName}`));
      for (const each of foldText(toSentence(place), width - 2)) line(colors.dim(`  ${each}`));
    },
    scenarioStarted({ name, title }) {
      line();
      const [first = "", ...rest] = foldText(title, width - name.length - 4);
      line(`  ${colors.bold(colors.cyan(name))}  ${colors.dim(first)}`);
      for (const each of rest) line(" ".repeat(name.length + 4) + colors.dim(each));
      line(colors.dim(`  ${"─".repeat(width - 2)}`));
    },
    stepTaken: writeStep,
    scenarioEnded({ result: outcome, needsSimulator }) {
      if (outcome === "skipped") line(colors.dim(`  – left out: ${needsSimulator ?? ""}`));
    },
    ended(report) {
      line();
      line(colors.dim(`  ${"─".repeat(width - 2)}`));
      writeTable(report);
      line();
      for (const each of toSummary(report, colors)) line(`  ${each}`);
      line();
    },
  };
}

function toSentence({ kind, address }: Place): string {
  return kind === "simulator" ? `A simulator at ${address}. Nothing leaves this machine.` : `The sandbox at ${address}, with your credentials.`;
}

function toPieces({ checks, error }: StepReport, colors: Colors): readonly Piece[] {
  if (error !== undefined) return [{ text: "failed", paint: colors.red }];
  return checks.map((check) => ({ text: toText(check), paint: toPaint(check, colors) }));
}

function toText({ name, actual }: Check): string {
  return UNLABELLED.has(name) && actual !== undefined ? formatValue(actual) : `${toLabel(name)} ${formatValue(actual)}`;
}

function toPaint({ name, actual, agrees }: Check, colors: Colors): Piece["paint"] {
  if (!agrees) return colors.red;
  if (OPEN.has(actual)) return colors.yellow;
  if (GRAVE.has(actual)) return colors.magenta;
  return name === "outcome" ? colors.dim : undefined;
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

function requestsOf({ steps }: ScenarioReport): number {
  return steps.reduce((sum, { exchanges }) => sum + exchanges.length, 0);
}

function toResult({ result }: ScenarioReport, colors: Colors): string {
  return result === "passed" ? colors.green("✓ passed") : colors.red("✗ failed");
}

function toSummary({ scenarios, duration }: RunReport, colors: Colors): readonly string[] {
  const played = scenarios.filter(({ result }) => result !== "skipped");
  const failed = played.filter(({ result }) => result === "failed").map(({ name }) => name);
  const steps = played.flatMap((scenario) => scenario.steps);
  const all = colors.dim(`${count(played.length, "scenario")}, ${count(steps.length, "step")}, ${formatDuration(duration)}`);
  if (failed.length === 0) return [`${colors.green("Everything was as expected.")} ${all}`];
  const differing = steps.filter(({ ok }) => !ok).length;
  return [
    `${colors.red(`${count(differing, "step")} not as expected.`)} ${all}`,
    colors.dim(`Look closer: npm start -- --verbose --scenario ${failed.join(",")}`),
  ];
}
