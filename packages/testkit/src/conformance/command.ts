import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { findConnector, type ConnectorPackage } from "./exports.js";
import type { ConformanceReport } from "./check.js";
import { runConformance } from "./define.js";
import { nodeKit } from "./node-kit.js";

/** Where a command writes to. */
export interface CommandOutput {
  readonly root: string;
  readonly print: (line: string) => void;
}

const USAGE = "usage: conformance <connector> [rule or id ...] [--json]";

async function load(folder: string): Promise<ConnectorPackage> {
  const [own, simulator] = await Promise.all(
    ["src", "simulator"].map(
      async (area) => (await import(pathToFileURL(path.join(folder, "dist", area, "index.js")).href)) as Readonly<Record<string, unknown>>,
    ),
  );
  return findConnector(own ?? {}, simulator ?? {});
}

function pad(text: string, width: number): string {
  return text.length >= width ? text : text + " ".repeat(width - text.length);
}

/** The report as a table: rule, check, result, reason. */
export function toTable({ connector, checks }: ConformanceReport): readonly string[] {
  const width = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));
  const [rules, ids] = [width(["rule", ...checks.map(({ rule }) => rule)]), width(["check", ...checks.map(({ id }) => id)])];
  const row = (rule: string, id: string, outcome: string, reason: string) =>
    `${pad(rule, rules)}  ${pad(id, ids)}  ${pad(outcome, 7)}  ${reason}`.trimEnd();
  const rows = checks.map(({ rule, id, outcome, reason }) =>
    row(rule, id, outcome, reason?.split("\n").join(`\n${" ".repeat(rules + ids + 13)}`) ?? ""),
  );
  const count = (wanted: string) => String(checks.filter(({ outcome }) => outcome === wanted).length);
  return [
    row("rule", "check", "result", "reason"),
    ...rows,
    "",
    `${connector}: ${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`,
  ];
}

/**
 * `conformance worldpay`: runs the suite on the built package of a connector, by its name in this workspace or by its folder, and prints a table.
 * @returns the exit code.
 */
export async function runConformanceCommand(args: readonly string[], { root, print }: CommandOutput): Promise<number> {
  const [name, ...only] = args.filter((each) => !each.startsWith("--"));
  const folder = [path.join(root, "packages", `connector-${name ?? ""}`), path.resolve(root, name ?? "")].find((each) =>
    existsSync(path.join(each, "package.json")),
  );
  if (name === undefined || folder === undefined) {
    print(name === undefined ? USAGE : `There is no package of a connector '${name}'. ${USAGE}`);
    return 2;
  }
  if (!existsSync(path.join(folder, "dist", "simulator", "index.js"))) {
    print("The package is not built.");
    return 2;
  }
  const { connector, profile } = await load(folder);
  const report = await runConformance(connector, profile, { kit: nodeKit, ...(only.length === 0 ? {} : { only }) });
  for (const line of args.includes("--json") ? [JSON.stringify(report, undefined, 2)] : toTable(report)) print(line);
  return report.passed && report.checks.length > 0 ? 0 : 1;
}
