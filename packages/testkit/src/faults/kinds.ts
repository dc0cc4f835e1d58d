/** What a fault may be matched by. The body is not read yet when a fault is chosen. */
export interface FaultTarget {
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly path: string;
  readonly headers: Headers;
}

interface Matching {
  /** Default: every request. */
  readonly match?: (request: FaultTarget) => boolean;
  /** For how many requests. Default 1; Infinity until `clear()`. */
  readonly times?: number;
}

interface Forwarding extends Matching {
  /** Whether the processor gets the request, and so acts on it, before things go wrong. */
  readonly forward?: boolean;
}

/**
 * The ways in which an exchange with a processor goes wrong.
 *
 * | kind | what the client sees | the processor acted |
 * | --- | --- | --- |
 * | `reset-before-read` | connection reset, the body may not even be sent | no |
 * | `reset-after-read` | connection reset | yes |
 * | `reset-after-read-not-processed` | connection reset | no |
 * | `stall` | no answer until the server closes | yes, unless `forward: false` |
 * | `stall-headers` | the true status and headers, and no body until the server closes | yes |
 * | `truncate` | the true answer, whose connection closes in the middle of the body | yes |
 * | `truncated-json` | a complete HTTP answer, whose JSON is cut in half | yes |
 * | `wrong-content-type` | the true body under another content type (default `text/html`) | yes |
 * | `html-200` | 200 and an HTML page | yes, unless `forward: false` |
 * | `empty-200` | 200 and no body | yes, unless `forward: false` |
 * | `huge` | 200 and a body of so many megabytes (default 64) of well-formed JSON | yes, unless `forward: false` |
 * | `status` | this status and body (default: a gateway's HTML page) | no, unless `forward: true` |
 */
export type Fault =
  | ({ readonly kind: "reset-before-read" } & Matching)
  | ({ readonly kind: "reset-after-read" } & Matching)
  | ({ readonly kind: "reset-after-read-not-processed" } & Matching)
  | ({ readonly kind: "stall" } & Forwarding)
  | ({ readonly kind: "stall-headers" } & Matching)
  | ({ readonly kind: "truncate" } & Matching)
  | ({ readonly kind: "truncated-json" } & Matching)
  | ({ readonly kind: "wrong-content-type"; readonly contentType?: string } & Matching)
  | ({ readonly kind: "html-200"; readonly body?: string } & Forwarding)
  | ({ readonly kind: "empty-200" } & Forwarding)
  | ({ readonly kind: "huge"; readonly megabytes?: number; readonly contentType?: string } & Forwarding)
  | ({
      readonly kind: "status";
      readonly status: number;
      readonly body?: string;
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
    } & Forwarding);

/** The name of a fault. */
export type FaultKind = Fault["kind"];

/** Every fault kind, for tests that go through all of them. */
export const faultKinds: readonly FaultKind[] = Object.freeze([
  "reset-before-read",
  "reset-after-read",
  "reset-after-read-not-processed",
  "stall",
  "stall-headers",
  "truncate",
  "truncated-json",
  "wrong-content-type",
  "html-200",
  "empty-200",
  "huge",
  "status",
]);

/** Whether the processor gets a request that meets this fault. */
export function isForwarded(fault: Fault): boolean {
  switch (fault.kind) {
    case "reset-before-read":
    case "reset-after-read-not-processed":
      return false;
    case "status":
      return fault.forward ?? false;
    case "stall":
    case "html-200":
    case "empty-200":
    case "huge":
      return fault.forward ?? true;
    case "reset-after-read":
    case "stall-headers":
    case "truncate":
    case "truncated-json":
    case "wrong-content-type":
      return true;
  }
}
