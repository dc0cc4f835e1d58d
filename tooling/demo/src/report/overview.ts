import type { Colors } from "picocolors/types.js";
import type { RunReport } from "../scenario.js";
import { count, formatDuration } from "./format.js";

/** The runs of several connectors as one table: a line for each connector. */
export function toOverview(reports: readonly RunReport[], colors: Colors): readonly string[] {
  const names = Math.max(...reports.map(({ connector }) => connector.length), "Connector".length) + 4;
  const row = (name: string, scenarios: string, steps: string, requests: string, time: string, outcome: string) =>
    `  ${name.padEnd(names)}${scenarios.padStart(9)}${steps.padStart(7)}${requests.padStart(10)}${time.padStart(9)}   ${outcome}`;
  const rows = reports.map(({ connector, scenarios, duration }) => {
    const steps = scenarios.flatMap((scenario) => scenario.steps);
    const requests = steps.reduce((sum, { exchanges }) => sum + exchanges.length, 0);
    const failed = scenarios.filter(({ result }) => result === "failed").map(({ name }) => name);
    const outcome = failed.length === 0 ? colors.green("✓ passed") : colors.red(`✗ ${failed.join(", ")}`);
    return row(connector, String(scenarios.length), String(steps.length), String(requests), formatDuration(duration), outcome);
  });
  const failed = reports.filter(({ scenarios }) => scenarios.some(({ result }) => result === "failed"));
  const last =
    failed.length === 0
      ? colors.green(`Everything was as expected at ${count(reports.length, "connector")}.`)
      : colors.red(`Not as expected: ${failed.map(({ connector }) => connector).join(", ")}.`);
  const head = colors.dim(row("Connector", "Scenarios", "Steps", "Requests", "Time", "Result"));
  return ["", colors.dim(`  ${"─".repeat(head.length - 2)}`), head, ...rows, "", `  ${last}`, ""];
}
