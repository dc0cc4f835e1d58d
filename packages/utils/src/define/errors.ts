import { FLOW_EFFECT, isConnectorError, type AttemptStatus, type ConnectorResponse, type ErrorResponse, type Flow } from "@switchyard/interfaces";
import { parseJson } from "../json/index.js";
import type { LazySchema } from "../schema.js";
import type { Decode, ErrorFormat } from "./types.js";

/** Declares how one format of error answers is read. JSON unless `decode` says otherwise. */
export function errorFormat<E>(format: {
  readonly schema: LazySchema<E>;
  readonly decode?: Decode;
  readonly read: (error: E, http: ConnectorResponse) => ErrorResponse;
}): ErrorFormat {
  const decode = format.decode ?? parseJson;
  return (http) => {
    if (http.text.trim() === "") return undefined;
    let value: unknown;
    try {
      value = decode(http.text, http);
    } catch (error) {
      if (isConnectorError(error)) return undefined;
      throw error;
    }
    const parsed = format.schema().safeParse(value);
    return parsed.success ? { tree: parsed.data, error: format.read(parsed.data, http) } : undefined;
  };
}

/** The error that stands for an answer which is no error format of the processor: empty, an HTML page, cut short. */
export function unreadableError(http: ConnectorResponse): ErrorResponse {
  return http.statusCode === 404
    ? { code: "404 Not found", message: "Resource not found", statusCode: 404 }
    : { code: String(http.statusCode), message: "Unknown error", statusCode: http.statusCode };
}

/** Whether an HTTP status leaves it open if the processor acted: a server's error, a timeout on the way, a redirection. */
export function leavesOutcomeUnknown(statusCode: number): boolean {
  return statusCode >= 500 || statusCode === 408 || statusCode < 200 || (statusCode >= 300 && statusCode < 400);
}

/** What the failing of a flow makes of the payment, where that is more than "failed": a refused capture leaves it authorized. */
export const FAILURE_OF_FLOW: Partial<Record<Flow, AttemptStatus>> = {
  Capture: "capture_failed",
  Void: "void_failed",
  PostCaptureVoid: "void_failed",
};

/** The flows whose failing leaves the payment exactly as it was: a refund, more to hold, a dispute, a payout. */
const BESIDE_THE_PAYMENT: ReadonlySet<Flow> = new Set(["Execute", "IncrementalAuthorization", "Accept", "PoCreate", "PoFulfill", "PoCancel"]);

/** Whether the failing of a flow changes what is known of the payment. A query's does not, nor that of what stands beside it. */
export function changesPayment(flow: Flow): boolean {
  return FLOW_EFFECT[flow] === "money" && !BESIDE_THE_PAYMENT.has(flow);
}

/**
 * The attempt status of an HTTP error, by three rules that hold for every processor: a query that failed says
 * nothing of the payment; an answer that leaves the outcome open is `pending`; a refused follow-up fails itself, not the payment.
 */
export function withAttemptStatus(flow: Flow, error: ErrorResponse): ErrorResponse {
  if (!changesPayment(flow)) {
    const { attemptStatus: _, ...rest } = error;
    return rest;
  }
  if (error.isOpen === true || leavesOutcomeUnknown(error.statusCode)) return { ...error, attemptStatus: "pending" };
  const stated = error.attemptStatus ?? "failure";
  return { ...error, attemptStatus: stated === "failure" ? (FAILURE_OF_FLOW[flow] ?? stated) : stated };
}
