import type { Fault } from "../faults/kinds.js";
import type { OpenApiValidator } from "../openapi/validator.js";
import type { FetchHandler } from "../simulator/webhooks.js";

/** A Fetch handler that real HTTP reaches. */
export interface ServedHandler {
  readonly url: string;
  /** What the handler threw. */
  readonly failures: readonly unknown[];
  close(): Promise<void>;
}

/** The same, misbehaving when told. */
export interface FaultyHandler extends ServedHandler {
  next(fault: Fault): void;
  clear(): void;
  readonly seen: readonly { readonly forwarded: boolean }[];
}

/** One of a processor's OpenAPI documents. */
export interface OpenApiFile {
  readonly file: string;
  /** What stands before the document's paths at the simulator: `/v71`. The path of the document's first server unless given. */
  readonly basePath?: string | undefined;
}

/** Where the processors' OpenAPI documents are, or why there are none. */
export type OpenApiSource = { readonly missing: string } | { open(documents: readonly OpenApiFile[]): Promise<OpenApiValidator> };

/**
 * What the suite needs of a runtime's network. Node's is `nodeKit` of `@switchyard/testkit/node`; without one
 * the flows run in process and the checks that need sockets are skipped.
 */
export interface TransportKit {
  serve(handler: FetchHandler): Promise<ServedHandler>;
  createFaultServer?(options: { readonly upstream: FetchHandler }): Promise<FaultyHandler>;
  /** A value as the runtime's console prints it, to any depth. */
  inspect?(value: unknown): string;
  /** The documents that a profile names are found here. */
  openApi?(): OpenApiSource;
}
