import { parseArgs } from "node:util";
import type { DemoCatalog } from "./connectors/catalog.js";
import type { ConnectorDemo } from "./connector-demo.js";
import type { ScenarioFacts } from "./scenario.js";
import { UsageError } from "./usage-error.js";

/** What the command line asks for. */
export interface Options {
  readonly help: boolean;
  readonly list: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
  readonly connector: string | undefined;
  /** Every connector, one after another. */
  readonly all: boolean;
  /** All unless named. */
  readonly scenarios: readonly string[];
}

const FLAGS = {
  help: { type: "boolean", short: "h" },
  list: { type: "boolean", short: "l" },
  json: { type: "boolean" },
  verbose: { type: "boolean", short: "v" },
  "no-color": { type: "boolean" },
  connector: { type: "string", short: "c" },
  all: { type: "boolean", short: "a" },
  scenario: { type: "string", short: "s", multiple: true },
} as const;

/** @throws UsageError for what the command does not know */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({ args: [...args], options: FLAGS, allowPositionals: false, strict: true });
    const { help = false, list = false, json = false, verbose = false, all = false, connector, scenario = [] } = values;
    const scenarios = scenario.flatMap((text) => text.split(",")).map((name) => name.trim());
    if (all && connector !== undefined) throw new Error("--all and --connector exclude each other.");
    return { help, list, json, verbose, all, color: values["no-color"] !== true, connector, scenarios };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), "npm start -- --help tells what there is.");
  }
}

/** The names of the connectors that are asked for: the first unless others are. @throws UsageError */
export function chooseConnectors({ first, names }: DemoCatalog, { all, connector }: Options): readonly string[] {
  if (all) return names;
  if (connector === undefined) return [first];
  return names.includes(connector) ? [connector] : refuse("connector", connector, names);
}

/** The scenarios that are asked for, in the order of the demo. @throws UsageError */
export function chooseScenarios(demo: ConnectorDemo, names: readonly string[]): readonly ScenarioFacts[] {
  const known = demo.scenarios.map(({ name }) => name);
  for (const name of names) if (!known.includes(name)) refuse("scenario", name, known);
  return demo.scenarios.filter(({ name }) => names.length === 0 || names.includes(name));
}

function refuse(kind: string, name: string, known: readonly string[]): never {
  const closest = closestTo(name, known);
  const guess = closest === undefined ? "" : `Did you mean ${closest}? `;
  throw new UsageError(`There is no ${kind} "${name}".`, `${guess}There are: ${known.join(", ")}.`);
}

/** The name that a slip of the finger would have made of `name`. */
function closestTo(name: string, known: readonly string[]): string | undefined {
  const ranked = known.map((each) => ({ each, distance: distanceOf(name.toLowerCase(), each) })).sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.max(2, best.each.length / 2) ? best.each : undefined;
}

/** Levenshtein's distance. */
function distanceOf(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
