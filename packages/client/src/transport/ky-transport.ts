import type { KyInstance } from "ky";
import { exchange } from "./fetch-exchange.js";
import type { Transport } from "./transport.js";

export interface KyTransportOptions {
  /** The runtime's own unless given. */
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * The default transport: ky over the runtime's `fetch`. Everything of ky that would send again, follow or throw is off;
 * those decisions are the client's. ky is loaded with the first request, so that importing the client costs nothing.
 */
export function kyTransport(options: KyTransportOptions = {}): Transport {
  let loading: Promise<KyInstance> | undefined;
  const load = () => (loading ??= import("ky").then(({ default: ky }) => ky));
  // With each call rather than in an instance, whose defaults ky would merge anew for every request.
  const settings = {
    retry: 0,
    throwHttpErrors: false,
    redirect: "manual",
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  } as const;
  return {
    async send(request) {
      if (request.certificate !== undefined) {
        // `fetch` has no way to present a client certificate; sending without it would reach the processor as a stranger.
        return { type: "failure", reason: "not_sent", code: "CLIENT_CERTIFICATE_NOT_SUPPORTED" };
      }
      const ky = await load();
      const { method, headers, body } = request;
      return exchange(request, (ending) => ky(request.url, { ...settings, ...ending, method, headers, ...(body === undefined ? {} : { body }) }));
    },
  };
}
