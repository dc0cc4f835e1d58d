import {
  ConnectorError,
  type AnyConnector,
  type ConnectorAuthType,
  type ConnectorEvent,
  type ConnectorMetadata,
  type Environment,
  type Flow,
  type FlowContext,
  type RouterData,
} from "@switchyard/interfaces";
import type { FlowsOf } from "./methods/connector-types.js";
import type { CallOptions } from "./methods/inputs.js";
import { createMethods, type ClientMethods } from "./methods/methods.js";
import type { Surroundings } from "./methods/to-router-data.js";
import { addressesOf } from "./run/addresses.js";
import { AccessTokens, memoryTokenStore, type TokenStore } from "./run/access-token.js";
import { checkSpecificationVersion } from "./run/specification-version.js";
import { meetPrerequisites } from "./run/prerequisites.js";
import { DEFAULT_RETRY, type RetryPolicy } from "./run/retry.js";
import { runFlow, type FlowRun, type FlowRunner } from "./run/run-flow.js";
import { systemRuntime, type ClientRuntime } from "./runtime.js";
import { kyTransport } from "./transport/ky-transport.js";
import type { Transport } from "./transport/transport.js";
import { validate } from "./run/validate.js";
import { createWebhooks, type Webhooks } from "./webhooks/handle.js";

export interface ClientOptions {
  /** The merchant's credentials; a call may give others. */
  readonly auth: ConnectorAuthType;
  /** Which of the processor's systems to talk to. There is no default: a test must not charge, and a charge must not be a test. */
  readonly environment: Environment;
  /** The connector's settings beyond credentials, such as `merchantName`. */
  readonly metadata?: ConnectorMetadata | undefined;
  /** Another address than the environment's own: a simulator, a proxy. */
  readonly baseUrl?: string | undefined;
  /** Other addresses of the processor's further hosts, by the connector's names of them. With `baseUrl` given, they move to its origin. */
  readonly secondaryBaseUrls?: Readonly<Record<string, string>> | undefined;
  /** Our id of the merchant, for events. */
  readonly merchantId?: string | undefined;
  /** ky over the runtime's `fetch` unless given. */
  readonly transport?: Transport | undefined;
  /** Milliseconds for one exchange, the answer's body included. 30 seconds unless given. */
  readonly timeout?: number | undefined;
  /** Bytes of an answer's body after which it is given up. 8 MiB unless given. */
  readonly maxResponseBytes?: number | undefined;
  readonly retry?: Partial<RetryPolicy> | undefined;
  readonly tokenStore?: TokenStore | undefined;
  /** Called once for each exchange, with everything masked. What it throws is ignored. */
  readonly onEvent?: ((event: ConnectorEvent) => void) | undefined;
  /** Clock, randomness and pauses, for tests. */
  readonly runtime?: Partial<ClientRuntime> | undefined;
}

/** A client of one connector: a method for every flow that the connector has, and none for the others. */
export type PaymentsClient<C extends AnyConnector> = ClientMethods<C> & {
  readonly connector: C;
  readonly environment: Environment;
  readonly webhooks: Webhooks;
  /** Runs a flow with a record of your own: for those who hold RouterData themselves. */
  execute<F extends FlowsOf<C>>(flow: F, data: RouterData<F>, options?: CallOptions): Promise<FlowRun<F>>;
};

/** @throws ConnectorError InvalidConnectorConfig when the credentials name the other environment, or none is given. */
function checkEnvironment(connector: AnyConnector, environment: Environment, auth: ConnectorAuthType): void {
  // Callers without types exist, and this mistake costs money.
  if (!Object.hasOwn(connector.facts.baseUrls, environment)) {
    throw new ConnectorError("InvalidConnectorConfig", { config: "environment", expected: Object.keys(connector.facts.baseUrls).join(" or ") });
  }
  const named = connector.facts.environmentOf?.(auth);
  if (named !== undefined && named !== environment) {
    throw new ConnectorError("InvalidConnectorConfig", { config: "environment", expected: `${named}, which is what the credentials are for` });
  }
}

/** What runtimes' timers take, in milliseconds: 24 days. With more they go off at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * Makes a client of one connector.
 *
 * @example
 * const payments = createClient(worldpay, { auth: worldpayCredentials({ username, password, entityId }), environment: "sandbox" });
 * @throws ConnectorError InvalidConnectorConfig, SpecificationVersionNotSupported
 */
export function createClient<C extends AnyConnector>(connector: C, options: ClientOptions): PaymentsClient<C> {
  checkSpecificationVersion(connector);
  checkEnvironment(connector, options.environment, options.auth);
  const runtime: ClientRuntime = { ...systemRuntime, ...options.runtime };
  const transport = options.transport ?? kyTransport();
  const tokens = new AccessTokens(options.tokenStore ?? memoryTokenStore(), runtime.now);
  const context: FlowContext = {
    ...addressesOf(connector, options.environment, options),
    environment: options.environment,
    now: runtime.now,
    randomId: runtime.randomId,
  };
  const retry = { ...DEFAULT_RETRY, ...options.retry };

  const runnerFor = (call: CallOptions | undefined): FlowRunner => ({
    connector,
    context,
    transport,
    retry,
    runtime,
    timeout: Math.min(call?.timeout ?? options.timeout ?? 30_000, LONGEST_TIMEOUT),
    maxResponseBytes: options.maxResponseBytes ?? 8 * 1024 * 1024,
    signal: call?.signal,
    onEvent: options.onEvent,
  });

  const surroundingsFor = (call: CallOptions | undefined): Surroundings => {
    if (call?.auth !== undefined) checkEnvironment(connector, options.environment, call.auth);
    return {
      connector: connector.id,
      auth: call?.auth ?? options.auth,
      connectorMetaData: call?.connectorMetadata ?? options.metadata,
      testMode: options.environment === "sandbox",
      merchantId: options.merchantId ?? "default",
      randomId: runtime.randomId,
      currencyExponents: connector.facts.currencyExponents,
    };
  };

  async function execute<F extends Flow>(flow: F, data: RouterData<F>, call?: CallOptions): Promise<FlowRun<F>> {
    const runner = runnerFor(call);
    // Before all else: validation would judge a record by rules of a flow that is not there.
    if (!Object.hasOwn(connector.flows, flow)) throw new ConnectorError("FlowNotSupported", { flow, connector: connector.id });
    validate(connector, flow, data);
    const ready = await meetPrerequisites(runner, tokens, flow, data);
    const run = ready.stopped ?? (await runFlow(runner, flow, ready.data));
    // The processor no longer takes the token: the next call asks for another.
    if (ready.tokenKey !== undefined && run.raw?.expose().statusCode === 401) await tokens.forget(ready.tokenKey);
    return run;
  }

  return {
    ...createMethods(connector, surroundingsFor, execute),
    connector,
    environment: options.environment,
    webhooks: createWebhooks(connector, { now: runtime.now, auth: options.auth }),
    execute,
  };
}
