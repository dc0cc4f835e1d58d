import { FLOW_EFFECT, type ConnectorResponse, type Flow } from "@switchyard/interfaces";
import { leavesOutcomeUnknown } from "@switchyard/utils";
import type { TransportResult } from "../transport/transport.js";

/** How often, and after what pause, the client may send again. */
export interface RetryPolicy {
  /** Tries in all, the first included. */
  readonly attempts: number;
  /** Milliseconds before the second try; each further pause is twice the one before. */
  readonly firstPause: number;
  /** Milliseconds that no pause exceeds, whatever the processor asks for. */
  readonly longestPause: number;
}

export const DEFAULT_RETRY: RetryPolicy = { attempts: 3, firstPause: 200, longestPause: 5_000 };

/** What came of one try. `unreadable`: an answer of success that could not be read. */
export interface Try {
  readonly result: TransportResult;
  readonly unreadable: boolean;
}

function isTransient(response: ConnectorResponse): boolean {
  return leavesOutcomeUnknown(response.statusCode) || response.statusCode === 429;
}

/**
 * Whether a request may be sent again after this try. The rules that keep a charge from happening twice:
 *
 * 1. Nothing left this machine: yes, whatever the flow.
 * 2. A read: yes, on anything that may pass.
 * 3. Anything else: only if the processor honours the idempotency key that goes along, and the answer is missing or a gateway's.
 */
export function maySendAgain(flow: Flow, idempotent: boolean, tried: Try): boolean {
  const { result } = tried;
  if (result.type === "failure" && result.reason === "aborted") return false;
  if (result.type === "failure" && result.reason === "not_sent")
    return result.code !== "AbortError" && result.code !== "CLIENT_CERTIFICATE_NOT_SUPPORTED";
  if (FLOW_EFFECT[flow] === "read")
    return result.type === "failure" ? result.reason !== "response_too_large" : tried.unreadable || isTransient(result.response);
  if (!idempotent) return false;
  return result.type === "failure" ? result.reason !== "response_too_large" : [408, 502, 503, 504].includes(result.response.statusCode);
}

/** Milliseconds to wait before try number `next`. The processor's Retry-After (in seconds) lengthens it, within the bound. */
export function pauseBefore(next: number, policy: RetryPolicy, result: TransportResult): number {
  const backoff = policy.firstPause * 2 ** (next - 2);
  const asked = result.type === "response" ? result.response.headers["retry-after"] : undefined;
  const seconds = asked !== undefined && /^\d{1,6}$/.test(asked.trim()) ? Number(asked) * 1000 : 0;
  return Math.min(Math.max(backoff, seconds), policy.longestPause);
}
