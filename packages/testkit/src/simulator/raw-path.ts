/** Path and query of a URL as they were written. */
export interface RawTarget {
  readonly path: string;
  /** With its question mark; empty if there is none. */
  readonly query: string;
}

/**
 * Path and query of a request URL, percent-encoding untouched.
 * (`URL` itself keeps the encoding of a path, but folds dot segments; what it folded is gone already in a Request.)
 */
export function rawTarget(url: string): RawTarget {
  const { pathname, search } = new URL(url);
  return { path: pathname, query: search };
}

/** The segments of a request's path, still percent-encoded: `/payments/a%2Fb` gives `["payments", "a%2Fb"]`. */
export function rawSegments(request: Request): readonly string[] {
  return rawTarget(request.url).path.split("/").slice(1);
}
