import type { Flow } from "@switchyard/interfaces";
import type { Bench } from "../bench.js";
import type { MatrixCell } from "../check.js";

/** A way through one or more flows that a payment takes, with what must be true on it. */
export interface Journey {
  /** The id of the check that it is. */
  readonly id: string;
  readonly flow: Flow;
  readonly title: string;
  readonly cell?: MatrixCell | undefined;
  /** Whether it works without reaching into the processor: such a journey is also taken at the real sandbox. */
  readonly live?: boolean | undefined;
  /** Rejects with a ConformanceFailure. */
  readonly run: (bench: Bench) => Promise<void>;
}
