import type { ConnectorDemo } from "../src/connector-demo.js";
import type { DemoCatalog } from "../src/connectors/catalog.js";
import { run, type Surroundings } from "../src/run.js";

/** What a command printed, and how it ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A catalog of demos that a test makes up. */
export function catalogOf(first: ConnectorDemo, ...more: readonly ConnectorDemo[]): DemoCatalog {
  const demos = new Map([first, ...more].map((demo) => [demo.connector, demo]));
  return { first: first.connector, names: [...demos.keys()], load: (name) => Promise.resolve(demos.get(name) ?? first) };
}

/** Runs the demo's command in this process, as on a pipe unless `terminal` says how wide a terminal is. */
export async function command(args: readonly string[], around: Partial<Surroundings> & { readonly terminal?: number } = {}): Promise<Ended> {
  let out = "";
  let err = "";
  const { terminal, ...surroundings } = around;
  const code = await run(args, {
    env: {},
    stdout: { isTTY: terminal !== undefined, columns: terminal, write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    ...surroundings,
  });
  return { code, out, err };
}

/** What the tests read of the JSON document. */
export interface Document {
  readonly connector: string;
  readonly place: { readonly kind: string; readonly address: string };
  readonly scenarios: readonly {
    readonly name: string;
    readonly result: string;
    readonly reason?: string;
    readonly durationMs: number;
    readonly steps: readonly {
      readonly call: string;
      readonly ok: boolean;
      readonly error?: string;
      readonly expected: Readonly<Record<string, unknown>>;
      readonly actual: Readonly<Record<string, unknown>>;
      readonly exchanges?: readonly { readonly method: string }[];
    }[];
  }[];
  readonly summary: Readonly<Record<string, unknown>>;
}

/** The only thing that `--json` prints. */
export function documentIn({ out }: Ended): Document {
  // The shape is what the tests are about to look at.
  return JSON.parse(out) as Document;
}

/** The documents' steps that differ, in words. */
export function differencesIn({ scenarios }: Document): readonly string[] {
  return scenarios.flatMap(({ name, steps }) =>
    steps.filter(({ ok }) => !ok).map(({ call, error, expected, actual }) => `${name} ${call}: ${error ?? JSON.stringify({ expected, actual })}`),
  );
}
