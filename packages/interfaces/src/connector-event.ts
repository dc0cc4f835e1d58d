/** One exchange with a processor, safe to log: every body and header is masked. */
export interface ConnectorEvent {
  readonly connector: string;
  readonly flow: string;
  readonly merchantId?: string | undefined;
  readonly paymentId?: string | undefined;
  readonly refundId?: string | undefined;
  readonly disputeId?: string | undefined;
  readonly requestReference: string;
  readonly method: string;
  /** Without query; path segments that hold ids are kept, credentials never stand in a URL. */
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** The request's body, masked. */
  readonly request?: string | undefined;
  /** The fields of the answer that the connector reads, masked; absent when the answer could not be read. */
  readonly response?: string | undefined;
  /** The fields of an error answer that the connector reads, masked. */
  readonly error?: string | undefined;
  readonly statusCode?: number | undefined;
  /** Milliseconds from sending to the last byte of the answer, or to the failure. */
  readonly latency: number;
  /** 1 for the first try. */
  readonly attempt: number;
  /** When the request was sent. */
  readonly createdAt: Date;
  /** Why no answer came. */
  readonly failure?: "not_sent" | "timeout" | "connection_lost" | "aborted" | undefined;
}

/** Collects what a connector read from an answer, for the {@link ConnectorEvent}. Trees may hold secrets; they are masked. */
export interface ConnectorEventBuilder {
  setResponseBody(tree: unknown): void;
  setErrorResponseBody(tree: unknown): void;
}
