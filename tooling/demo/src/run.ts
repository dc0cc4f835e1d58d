import picocolors from "picocolors";
import type { Colors } from "picocolors/types.js";
import { workspaceDemos, type DemoCatalog } from "./connectors/catalog.js";
import type { ConnectorDemo, SandboxCredentials } from "./connector-demo.js";
import { CREDENTIALS_VARIABLE, readSandboxCredentials } from "./credentials.js";
import { toHelp, toList } from "./help.js";
import { chooseConnectors, chooseScenarios, readOptions, type Options } from "./options.js";
import { toJsonDocument, toJsonDocuments } from "./report/json.js";
import { toOverview } from "./report/overview.js";
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
  /** Those of the workspace unless given. */
  readonly demos?: DemoCatalog | undefined;
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
  const { stdout, demos = workspaceDemos() } = surroundings;
  const names = chooseConnectors(demos, options);
  if (options.all) return showAll(await Promise.all(names.map((name) => demos.load(name))), options, surroundings);
  const demo = await demos.load(names[0] ?? demos.first);
  const width = widthOf(stdout);
  if (options.help) return print(stdout, toHelp(demo, demos.names, width));
  if (options.list) return print(stdout, `${toList(demo, width)}\n`);
  const scenarios = chooseScenarios(demo, options.scenarios);
  const sandbox = await readSandbox(demo, scenarios, surroundings);
  const report = options.json
    ? await reportQuietly(demo, scenarios, sandbox)
    : await reportToPeople(demo, scenarios, sandbox, options, surroundings, true);
  if (options.json) stdout.write(toJsonDocument(report, options.verbose));
  return exitCodeOf([report]);
}

/** Every connector against its simulator, and one table at the end. */
async function showAll(demos: readonly ConnectorDemo[], options: Options, surroundings: Surroundings): Promise<ExitCode> {
  const { stdout } = surroundings;
  if (options.help || options.list) throw new UsageError("--all shows every connector; name one with --connector to list its scenarios.");
  const reports: RunReport[] = [];
  for (const demo of demos) {
    const scenarios = demo.scenarios.filter(({ name }) => options.scenarios.length === 0 || options.scenarios.includes(name));
    if (scenarios.length === 0) continue;
    reports.push(
      options.json ? await reportQuietly(demo, scenarios, undefined) : await reportToPeople(demo, scenarios, undefined, options, surroundings, false),
    );
  }
  if (reports.length === 0) throw new UsageError(`No connector has a scenario ${options.scenarios.join(" or ")}.`);
  if (options.json) stdout.write(toJsonDocuments(reports, options.verbose));
  else for (const line of toOverview(reports, toColors(options, surroundings))) stdout.write(`${line}\n`);
  return exitCodeOf(reports);
}

function exitCodeOf(reports: readonly RunReport[]): ExitCode {
  const failed = reports.some(({ scenarios }) => scenarios.some(({ result }) => result === "failed"));
  return failed ? ExitCode.Different : ExitCode.Expected;
}

/** The credentials for the sandbox, where there are any and one of the scenarios can use them. */
async function readSandbox(demo: ConnectorDemo, scenarios: readonly ScenarioFacts[], { env }: Surroundings): Promise<SandboxCredentials | undefined> {
  const file = env[CREDENTIALS_VARIABLE];
  if (file === undefined || file === "") return undefined;
  needPlayable(scenarios);
  return readSandboxCredentials(file, demo);
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

type Reporting = readonly [demo: ConnectorDemo, scenarios: readonly ScenarioFacts[], sandbox: SandboxCredentials | undefined];

const nobody: RunListener = {
  started: () => undefined,
  scenarioStarted: () => undefined,
  stepTaken: () => undefined,
  scenarioEnded: () => undefined,
};

function reportQuietly(...[demo, scenarios, sandbox]: Reporting): Promise<RunReport> {
  return runScenarios({ demo, scenarios, sandbox, listener: nobody });
}

async function reportToPeople(...[demo, scenarios, sandbox, options, around, isAlone]: [...Reporting, Options, Surroundings, boolean]) {
  const { stdout } = around;
  const terminal = createTerminalReport(demo, {
    colors: toColors(options, around),
    width: widthOf(stdout),
    verbose: options.verbose,
    write: (line) => stdout.write(`${line}\n`),
  });
  const report = await runScenarios({ demo, scenarios, sandbox, listener: terminal });
  if (isAlone) terminal.ended(report);
  return report;
}

function toColors({ color }: Options, { env, stdout }: Surroundings): Colors {
  return picocolors.createColors(color && hasColors(env, stdout));
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
