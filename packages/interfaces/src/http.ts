import type { Secret } from "./secret.js";

/** The HTTP methods that processors use. */
export const HttpMethod = { Get: "GET", Post: "POST", Put: "PUT", Patch: "PATCH", Delete: "DELETE" } as const;
export type HttpMethod = (typeof HttpMethod)[keyof typeof HttpMethod];

/** A header value that may be printed, or one that may not. */
export type Maskable = string | Secret;

/** Request headers by lower-case name. `undefined` removes a header that a lower layer declared. */
export type RequestHeaders = Readonly<Record<string, Maskable | undefined>>;

/** The encodings of a request body. */
export type RequestContentKind = "json" | "form" | "xml" | "multipart" | "raw";

/**
 * A request body that still holds its secrets: one tree, two encodings.
 * Made by the encoders of `@switchyard/utils`.
 */
export interface RequestContent {
  readonly kind: RequestContentKind;
  /** The value of the content-type header, with boundary or charset where there is one. */
  readonly contentType: string;
  /** The bytes for the wire, secrets exposed. Called by the transport layer alone. */
  encode(): string | Uint8Array<ArrayBuffer>;
  /** The same body for logs, secrets masked. */
  mask(): string;
}

/** One HTTP request to a processor, secrets still wrapped. */
export interface ConnectorRequest {
  readonly method: HttpMethod;
  readonly url: string;
  readonly headers: RequestHeaders;
  readonly body?: RequestContent | undefined;
  /** PEM client certificate and key, for processors that ask for mutual TLS. */
  readonly certificate?: Secret | undefined;
  readonly certificateKey?: Secret | undefined;
}

/** What the processor answered, untouched. */
export interface ConnectorResponse {
  readonly statusCode: number;
  /** By lower-case name. Repeated headers are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** `body` decoded as UTF-8. */
  readonly text: string;
}

/** A webhook as it came in. `body` holds the bytes that were signed. */
export interface IncomingWebhookRequest {
  readonly method: string;
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
