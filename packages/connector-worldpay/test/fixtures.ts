import { readFileSync } from "node:fs";

/** A request as it goes over the wire, or a webhook as it comes in. Its source and date stand in the file. */
export interface RequestFixture {
  readonly source: string;
  readonly date: string;
  readonly method: string;
  /** Relative to the base URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: no body. A text is the body itself; anything else is its JSON. */
  readonly body?: unknown;
}

export interface ResponseFixture {
  readonly source: string;
  readonly date: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8"));
}

// The files' shape is checked by fixtures.test.ts.
export const requestFixture = (name: string) => read(`${name}.request`) as RequestFixture;
export const responseFixture = (name: string) => read(`${name}.response`) as ResponseFixture;

export function bodyText({ body }: { readonly body?: unknown }): string | undefined {
  return body === undefined || typeof body === "string" ? body : JSON.stringify(body);
}
