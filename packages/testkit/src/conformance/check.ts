import type { PaymentMethod, PaymentMethodType } from "@switchyard/interfaces";

/** What a check says of one cell of the support matrix. */
export interface MatrixCell {
  readonly paymentMethod: PaymentMethod;
  readonly paymentMethodType: PaymentMethodType;
  /** `payment`, `mandates`, `refunds`, `three_ds`, or `capture:` and a capture method. */
  readonly feature: string;
}

/** One thing that a connector must keep. */
export interface ConformanceCheck {
  /** Stable, such as `flows.capture.partial`. */
  readonly id: string;
  /** The rule that it belongs to: the first part of the id. */
  readonly rule: string;
  /** A statement of behaviour. */
  readonly title: string;
  /** Why it is not run. */
  readonly skipped?: string | undefined;
  readonly cell?: MatrixCell | undefined;
  /** Rejects with a {@link ConformanceFailure} that says what was found, or with a {@link NothingToCheck}. */
  readonly run: () => Promise<void>;
}

/** What came of one check. */
export interface CheckOutcome {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly outcome: "passed" | "failed" | "skipped";
  /** Of a failure or a skip. */
  readonly reason?: string | undefined;
  readonly cell?: MatrixCell | undefined;
  readonly milliseconds: number;
}

/** What came of a run: plain data, fit for JSON. */
export interface ConformanceReport {
  readonly connector: string;
  /** True when nothing failed. */
  readonly passed: boolean;
  readonly checks: readonly CheckOutcome[];
  /** The checks that speak of one payment method and feature, as the support matrix needs them. */
  readonly matrix: readonly (MatrixCell & { readonly outcome: CheckOutcome["outcome"] })[];
}

/** What a connector does that it must not, or leaves undone. */
export class ConformanceFailure extends Error {
  override readonly name = "ConformanceFailure";
}

/** The check does not apply to this connector: it found nothing to look at, and so it is skipped. Passing would prove nothing. */
export class NothingToCheck extends Error {
  override readonly name = "NothingToCheck";
}

/** @throws NothingToCheck with the reason. */
export function nothingToCheck(reason: string): never {
  throw new NothingToCheck(reason);
}

const SHOWN = 12;

/** Collects what is wrong, so that one run tells all of it. */
export class Findings {
  readonly #found: string[] = [];

  /** Notes `text` unless `condition` holds. Gives the condition back. */
  that(condition: boolean, text: string | (() => string)): boolean {
    if (!condition) this.#found.push(typeof text === "string" ? text : text());
    return condition;
  }

  add(text: string): void {
    this.#found.push(text);
  }

  /** @throws ConformanceFailure with everything that was noted. */
  settle(): void {
    if (this.#found.length === 0) return;
    const unique = [...new Set(this.#found)];
    const more = unique.length > SHOWN ? [`… and ${String(unique.length - SHOWN)} more`] : [];
    throw new ConformanceFailure([...unique.slice(0, SHOWN), ...more].join("\n"));
  }
}

/** @throws ConformanceFailure unless `condition` holds. */
export function demand(condition: boolean, text: string | (() => string)): asserts condition {
  if (!condition) throw new ConformanceFailure(typeof text === "string" ? text : text());
}

/** A value that must be there. @throws ConformanceFailure */
export function needed<T>(value: T | undefined, what: string): T {
  demand(value !== undefined, `${what} is missing`);
  return value;
}

/** An error as one line, without the stack. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? ` [${error.code}]` : "";
  return `${error.name}${code}: ${error.message}`;
}

/** Makes a check; its rule is the first part of its id. */
export function check(
  id: string,
  title: string,
  run: () => void | Promise<void>,
  more: { readonly skipped?: string | undefined; readonly cell?: MatrixCell | undefined } = {},
): ConformanceCheck {
  return { id, rule: id.split(".")[0] ?? id, title, ...more, run: async () => run() };
}

async function runOne({ id, rule, title, cell, skipped, run }: ConformanceCheck): Promise<CheckOutcome> {
  const about = { id, rule, title, ...(cell === undefined ? {} : { cell }) };
  if (skipped !== undefined) return { ...about, outcome: "skipped", reason: skipped, milliseconds: 0 };
  const started = performance.now();
  const milliseconds = () => Math.round(performance.now() - started);
  try {
    await run();
    return { ...about, outcome: "passed", milliseconds: milliseconds() };
  } catch (error) {
    if (error instanceof NothingToCheck) return { ...about, outcome: "skipped", reason: error.message, milliseconds: milliseconds() };
    const reason = error instanceof ConformanceFailure ? error.message : describe(error);
    return { ...about, outcome: "failed", reason, milliseconds: milliseconds() };
  }
}

/** Runs checks one after another: they share recordings, and a run is the same every time. */
export async function runChecks(connector: string, checks: readonly ConformanceCheck[]): Promise<ConformanceReport> {
  const outcomes: CheckOutcome[] = [];
  for (const each of checks) outcomes.push(await runOne(each));
  return {
    connector,
    passed: outcomes.every(({ outcome }) => outcome !== "failed"),
    checks: outcomes,
    matrix: outcomes.flatMap(({ cell, outcome }) => (cell === undefined ? [] : [{ ...cell, outcome }])),
  };
}
