import type { Fault } from "../faults/kinds.js";
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

/**
 * What the suite needs of a runtime's network. Node's is `nodeKit` of `@switchyard/testkit/node`; without one
 * the flows run in process and the checks that need sockets are skipped.
 */
export interface TransportKit {
  serve(handler: FetchHandler): Promise<ServedHandler>;
  createFaultServer?(options: { readonly upstream: FetchHandler }): Promise<FaultyHandler>;
  /** A value as the runtime's console prints it, to any depth. */
  inspect?(value: unknown): string;
}
