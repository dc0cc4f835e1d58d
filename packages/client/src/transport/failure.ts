import type { TransportFailureReason } from "./transport.js";

/** System and TLS codes that come up before a request's first byte is written. */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_NODATA",
  "EAI_NONAME",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_INVALID_URL",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REVOKED",
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  // Bun's words.
  "ConnectionRefused",
  "FailedToOpenSocket",
]);

/**
 * The calls that come before a request's first byte. On a connection that stands, the same codes may come of reading:
 * the kernel reports an unreachable host that way when it gives up, and by then the request may have arrived.
 */
const OPENING: ReadonlySet<unknown> = new Set([undefined, "connect", "getaddrinfo", "bind"]);

interface ErrorLike {
  readonly name?: unknown;
  readonly syscall?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

function isErrorLike(value: unknown): value is ErrorLike {
  return typeof value === "object" && value !== null;
}

/** Every error in the chain of causes. An AggregateError (one address after another refused) counts by its members. */
function* chain(error: unknown, depth = 0): Generator<ErrorLike> {
  if (!isErrorLike(error) || depth > 8) return;
  yield error;
  if (Array.isArray(error.errors)) for (const member of error.errors) yield* chain(member, depth + 1);
  yield* chain(error.cause, depth + 1);
}

function codesOf(error: unknown): readonly string[] {
  return [...chain(error)].map((each) => each.code).filter((code) => typeof code === "string");
}

/**
 * What an error of an HTTP layer says of the request. Only a code that is known to come before the first byte
 * means `not_sent`; whatever is not understood means that the request may have arrived.
 */
export function readFailure(error: unknown): { readonly reason: TransportFailureReason; readonly code: string | undefined } {
  const errors = [...chain(error)];
  const codes = codesOf(error);
  const names = errors.map((each) => each.name).filter((name) => typeof name === "string");
  const code = codes[0] ?? names.at(-1);
  if (names.includes("TimeoutError")) return { reason: "timeout", code };
  if (codes.some((each) => each === "UND_ERR_HEADERS_TIMEOUT" || each === "UND_ERR_BODY_TIMEOUT" || each === "ETIMEDOUT"))
    return { reason: "timeout", code };
  if (names.includes("AbortError")) return { reason: "aborted", code };
  // Every code must be of the kind: one address refused and another reset is not "no byte left".
  if (codes.length > 0 && codes.every((each) => BEFORE_SENDING.has(each)) && errors.every((each) => OPENING.has(each.syscall)))
    return { reason: "not_sent", code };
  return { reason: "connection_lost", code };
}
