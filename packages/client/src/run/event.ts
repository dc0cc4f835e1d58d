import {
  isSecret,
  type ConnectorEvent,
  type ConnectorEventBuilder,
  type ConnectorRequest,
  type Flow,
  type RequestHeaders,
  type RouterData,
} from "@switchyard/interfaces";
import { stringifyJson } from "@switchyard/utils";
import type { TransportResult } from "../transport/transport.js";

/** Headers whose values never go into an event, even when a connector forgot to wrap them. */
const ALWAYS_MASKED = /^(authorization|proxy-authorization|cookie|x-api-key|.*(secret|token|signature|password|api-?key).*)$/i;

export function maskHeaders(headers: RequestHeaders): Readonly<Record<string, string>> {
  const masked: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined) continue;
    masked[name] = isSecret(value) ? value.masked() : ALWAYS_MASKED.test(name) ? "***" : value;
  }
  return masked;
}

/** The address without its query: a query may carry references of people. */
function withoutQuery(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

/** Gathers what a connector reads of an answer. The trees are masked when the event is made. */
export class EventCollector implements ConnectorEventBuilder {
  #response: { readonly tree: unknown } | undefined;
  #error: { readonly tree: unknown } | undefined;
  readonly #createdAt: Date;

  /** @param createdAt when the try began */
  constructor(createdAt: Date) {
    this.#createdAt = createdAt;
  }

  setResponseBody(tree: unknown): void {
    this.#response = { tree };
  }

  setErrorResponseBody(tree: unknown): void {
    this.#error = { tree };
  }

  /** The event of one try. Built only when somebody listens. */
  toEvent(about: {
    readonly connector: string;
    readonly flow: Flow;
    readonly data: RouterData;
    readonly request: ConnectorRequest;
    readonly result: TransportResult;
    readonly attempt: number;
    readonly latency: number;
  }): ConnectorEvent {
    const { data, request, result } = about;
    const answer = result.type === "response" ? result.response : result.partial;
    const optional = <T>(value: T | undefined, key: string) => (value === undefined ? {} : { [key]: value });
    return {
      connector: about.connector,
      flow: about.flow,
      merchantId: data.merchantId,
      ...optional("paymentId" in data ? data.paymentId : undefined, "paymentId"),
      ...optional("refundId" in data ? data.refundId : undefined, "refundId"),
      ...optional("disputeId" in data ? data.disputeId : undefined, "disputeId"),
      requestReference: data.connectorRequestReferenceId,
      method: request.method,
      url: withoutQuery(request.url),
      requestHeaders: maskHeaders(request.headers),
      ...optional(request.body?.mask(), "request"),
      ...optional(this.#response === undefined ? undefined : stringifyJson(this.#response.tree), "response"),
      ...optional(this.#error === undefined ? undefined : stringifyJson(this.#error.tree), "error"),
      ...optional(answer?.statusCode, "statusCode"),
      ...optional(result.type === "failure" ? (result.reason === "response_too_large" ? "connection_lost" : result.reason) : undefined, "failure"),
      latency: about.latency,
      attempt: about.attempt,
      createdAt: this.#createdAt,
    };
  }
}
