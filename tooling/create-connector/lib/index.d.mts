import type { Readable, Writable } from "node:stream";

/** What one run may touch of the outside. */
export interface Surroundings {
  readonly cwd?: string;
  readonly stdin?: Readable & { readonly isTTY?: boolean };
  readonly stdout?: Writable & { readonly isTTY?: boolean };
  readonly stderr?: Writable;
  /** `2026-01-31`: the date of the generated facts. */
  readonly today?: string;
}

/** The words of the command line: `name`, `sandboxUrl`, and the flags by their names. */
export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** Everything that one run is going to write. */
export interface Plan {
  readonly root: string | undefined;
  readonly folder: string;
  /** The package's files, by their path in it. */
  readonly files: ReadonlyMap<string, string>;
  /** Files beside it, by their absolute path. */
  readonly others: ReadonlyMap<string, string>;
}

/** Runs the command. @returns 0, 2 for input that is refused, 1 when a step after writing failed. */
export function main(argv: readonly string[], surroundings?: Surroundings): Promise<number>;
/** What a run with these words would write. @throws when they are refused. */
export function planOf(given: Given, surroundings: { readonly cwd: string; readonly today: string }): Promise<Plan>;
/** Writes a package into a folder that is not there yet, and the others beside it: all of it or nothing. */
export function writeWhole(folder: string, files: ReadonlyMap<string, string>, others?: ReadonlyMap<string, string>): void;

export const AUTH: Readonly<Record<string, unknown>>;
export const AMOUNT_UNIT: Readonly<Record<string, unknown>>;
export const CONTENT_TYPE: Readonly<Record<string, unknown>>;
export const WEBHOOK: Readonly<Record<string, unknown>>;
export const FLOWS: Readonly<Record<string, readonly string[]>>;
