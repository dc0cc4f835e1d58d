import { readdirSync, readFileSync } from "node:fs";

/** A request as it goes over the wire. */
export interface RequestFixture {
  readonly source: string;
  readonly date: string;
  readonly method: string;
  /** Relative to the base URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: no body. */
  readonly body?: unknown;
}

/** An answer as it comes back. */
export interface ResponseFixture {
  readonly source: string;
  readonly date: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const FOLDER = new URL("fixtures/", import.meta.url);

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8"));
}

export const fixtureFiles = readdirSync(FOLDER);
// The files' shape is checked by wire.test.ts.
export const requestFixture = (name: string) => read(`${name}.request`) as RequestFixture;
export const responseFixture = (name: string) => read(`${name}.response`) as ResponseFixture;
