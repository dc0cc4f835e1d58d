import picocolors from "picocolors";
import { connectorDemos } from "./connectors/index.js";
import type { ConnectorDemo, SandboxCredentials } from "./connector-demo.js";
import { CREDENTIALS_VARIABLE, readSandboxCredentials } from "./credentials.js";
import { toHelp, toList } from "./help.js";
import { chooseConnector, chooseScenarios, readOptions, type Options } from "./options.js";
import { toJsonDocument } from "./report/json.js";
import { createTerminalReport } from "./report/terminal.js";
import { runScenarios, type RunListener } from "./run-scenarios.js";
import type { RunReport, ScenarioFacts } from "./scenario.js";
import { UsageError } from "./usage-error.js";

/** A stream of the terminal, as far as it matters here. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** What the command takes from its surroundings. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Those of the demo unless given. */
  readonly demos?: readonly [ConnectorDemo, ...ConnectorDemo[]] | undefined;
}

/** Wider lines are hard to read across. */
const WIDEST = 112;
const WIDTH_OF_A_FILE = 100;

export const ExitCode = { Expected: 0, Different: 1, Misunderstood: 2 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Runs the command to its end. @returns the exit code */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  try {
    return await obey(readOptions(args), surroundings);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    surroundings.stderr.write(`${error.message}\n${error.hint === undefined ? "" : `${error.hint}\n`}`);
    return ExitCode.Misunderstood;
  }
}

async function obey(options: Options, surroundings: Surroundings): Promise<ExitCode> {
  const { env, stdout, demos = connectorDemos } = surroundings;
  const demo = chooseConnector(demos, options.connector);
  const width = widthOf(stdout);
  if (options.help) return print(stdout, toHelp(demo, width));
  if (options.list) return print(stdout, `${toList(demo, width)}\n`);
  const scenarios = chooseScenarios(demo, options.scenarios);
  const file = env[CREDENTIALS_VARIABLE];
  const sandbox = file === undefined || file === "" ? undefined : await readSandboxCredentials(file, demo);
  if (sandbox !== undefined) needPlayable(scenarios);
  const report = options.json
    ? await reportAsJson(demo, scenarios, sandbox, options, stdout)
    : await reportToPeople(demo, scenarios, sandbox, options, surroundings);
  return report.scenarios.some(({ result }) => result === "failed") ? ExitCode.Different : ExitCode.Expected;
}

function print(output: Output, text: string): ExitCode {
  output.write(text);
  return ExitCode.Expected;
}

function needPlayable(scenarios: readonly ScenarioFacts[]): void {
  if (scenarios.some(({ needsSimulator }) => needsSimulator === undefined)) return;
  const names = scenarios.map(({ name }) => name).join(", ");
  throw new UsageError(`${names}: this needs the simulator.`, `Unset ${CREDENTIALS_VARIABLE} to use the simulator.`);
}

type Reporting = readonly [demo: ConnectorDemo, scenarios: readonly ScenarioFacts[], sandbox: SandboxCredentials | undefined, options: Options];

const nobody: RunListener = {
  started: () => undefined,
  scenarioStarted: () => undefined,
  stepTaken: () => undefined,
  scenarioEnded: () => undefined,
};

async function reportAsJson(...[demo, scenarios, sandbox, { verbose }, stdout]: [...Reporting, Output]): Promise<RunReport> {
  const report = await runScenarios({ demo, scenarios, sandbox, listener: nobody });
  stdout.write(toJsonDocument(report, verbose));
  return report;
}

async function reportToPeople(...[demo, scenarios, sandbox, { verbose, color }, { env, stdout }]: [...Reporting, Surroundings]): Promise<RunReport> {
  const terminal = createTerminalReport(demo, {
    colors: picocolors.createColors(color && hasColors(env, stdout)),
    width: widthOf(stdout),
    verbose,
    write: (line) => stdout.write(`${line}\n`),
  });
  const report = await runScenarios({ demo, scenarios, sandbox, listener: terminal });
  terminal.ended(report);
  return report;
}

/** Colours are for terminals. NO_COLOR takes them away (https://no-color.org), FORCE_COLOR gives them to anything else. */
function hasColors(env: Surroundings["env"], { isTTY }: Output): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return isTTY === true && env["TERM"] !== "dumb";
}

function widthOf({ isTTY, columns }: Output): number {
  return isTTY === true && columns !== undefined && columns > 0 ? Math.min(columns, WIDEST) : WIDTH_OF_A_FILE;
}
