import { readdirSync, readFileSync } from "node:fs";

/** A request as it goes over the wire, or a webhook as it comes in. */
export interface RequestFixture {
  /** The document or recording that it is from. */
  readonly source: string;
  readonly date: string;
  readonly method: string;
  /** Relative to the base URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: no body. A text is the body itself; anything else is its JSON. */
  readonly body?: unknown;
}

/** An answer as it comes back. */
export interface ResponseFixture {
  readonly source: string;
  readonly date: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface WireFixtures {
  /** `authorize.card` for `authorize.card.request.json`. The structure test demands source and date of every file. */
  readonly request: (name: string) => RequestFixture;
  readonly response: (name: string) => ResponseFixture;
  /** The names of all requests, or of all responses. */
  readonly names: (kind: "request" | "response") => readonly string[];
}

/** The wire fixtures of a connector: `wireFixtures(new URL("fixtures/", import.meta.url))`. */
export function wireFixtures(folder: URL): WireFixtures {
  const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`${file}.json`, folder), "utf8"));
  return {
    request: (name) => read(`${name}.request`) as RequestFixture,
    response: (name) => read(`${name}.response`) as ResponseFixture,
    names: (kind) =>
      readdirSync(folder)
        .filter((file) => file.endsWith(`.${kind}.json`))
        .map((file) => file.slice(0, -`.${kind}.json`.length)),
  };
}

/** The body of a fixture as it stands on the wire. */
export function bodyText({ body }: { readonly body?: unknown }): string | undefined {
  return body === undefined || typeof body === "string" ? body : JSON.stringify(body);
}
