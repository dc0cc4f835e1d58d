import type { ConnectorUnderTest } from "./under-test.js";
import {
  createClient,
  kyTransport,
  METHOD_OF_FLOW,
  type CallOptions,
  type ClientOptions,
  type PaymentsClient,
  type Transport,
  type TransportRequest,
} from "@switchyard/client";
import type { ConnectorAuthType, ConnectorEvent, ConnectorResponse, Flow } from "@switchyard/interfaces";
import type { FetchHandler } from "../simulator/webhooks.js";
import { ConformanceFailure, describe } from "./check.js";
import type { ServedHandler, TransportKit } from "./kit.js";
import type { ConformanceProfile, Processor } from "./profile.js";
import { spyOn, type Exchange } from "./spy.js";

/** A call of one client method, and what came of it. */
export interface Call {
  readonly flow: Flow;
  readonly input: unknown;
  readonly result?: unknown;
  readonly thrown?: unknown;
}

/** A request as it went onto the wire, and the answer that came back whole. */
export interface WireExchange {
  readonly request: TransportRequest;
  readonly response?: ConnectorResponse | undefined;
}

/** One processor with empty state, one client of it, and everything that happens between them. */
export interface Bench {
  readonly profile: ConformanceProfile;
  /** Absent when the processor is the real sandbox. */
  readonly processor?: Processor | undefined;
  readonly client: PaymentsClient<ConnectorUnderTest>;
  readonly connector: ConnectorUnderTest;
  readonly exchanges: readonly Exchange[];
  readonly wires: readonly TransportRequest[];
  /** The same requests, each with its answer, in the order of the answers. */
  readonly traffic: readonly WireExchange[];
  readonly events: readonly ConnectorEvent[];
  readonly calls: readonly Call[];
  /** A new reference. */
  readonly reference: () => string;
  /** Calls the client's method of a flow, and writes down what came of it. */
  call(flow: Flow, input: unknown, options?: CallOptions): Promise<unknown>;
  close(): Promise<void>;
}

/** What a bench may be given. */
export interface BenchOptions {
  readonly kit?: TransportKit | undefined;
  readonly auth?: ConnectorAuthType | undefined;
  /** Stands between the client and the processor: a fault server, a handler that changes answers. */
  readonly between?: ((upstream: FetchHandler) => FetchHandler) | undefined;
  readonly serve?: ((upstream: FetchHandler) => Promise<ServedHandler>) | undefined;
  readonly client?: Partial<ClientOptions> | undefined;
}

const IN_PROCESS = "http://processor.test";

function recordingTransport(transport: Transport, wires: TransportRequest[], traffic: WireExchange[]): Transport {
  return {
    async send(request) {
      wires.push(request);
      const result = await transport.send(request);
      traffic.push({ request, ...(result.type === "response" ? { response: result.response } : {}) });
      return result;
    },
  };
}

/** ky straight into the processor's handler, for runtimes without a server of their own. */
function inProcess(handler: FetchHandler): Transport {
  return kyTransport({ fetch: async (input, init) => handler(new Request(input, init)) });
}

function sequentialIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
  };
}

function makeBench(
  connector: ConnectorUnderTest,
  profile: ConformanceProfile,
  about: {
    readonly processor?: Processor | undefined;
    readonly client: ClientOptions;
    readonly transport: Transport;
    readonly close: () => Promise<void>;
  },
): Bench {
  const spy = spyOn(connector);
  const wires: TransportRequest[] = [];
  const traffic: WireExchange[] = [];
  const events: ConnectorEvent[] = [];
  const calls: Call[] = [];
  let references = 0;
  const client = createClient(spy.connector, {
    ...about.client,
    transport: recordingTransport(about.transport, wires, traffic),
    onEvent(event) {
      events.push(event);
      about.client.onEvent?.(event);
    },
  });
  return {
    profile,
    processor: about.processor,
    client,
    connector,
    exchanges: spy.exchanges,
    wires,
    traffic,
    events,
    calls,
    reference() {
      references += 1;
      return profile.reference?.(references) ?? `order-${String(references).padStart(4, "0")}`;
    },
    async call(flow, input, options) {
      const method: unknown = Reflect.get(client, METHOD_OF_FLOW[flow]);
      if (typeof method !== "function") throw new ConformanceFailure(`the client has no method for ${flow}`);
      try {
        const result: unknown = await Reflect.apply(method, client, [input, options]);
        calls.push({ flow, input, result });
        return result;
      } catch (thrown) {
        calls.push({ flow, input, thrown });
        throw thrown;
      }
    },
    close: about.close,
  };
}

/** A bench with a simulator, over real HTTP where the kit can. */
export async function openBench(connector: ConnectorUnderTest, profile: ConformanceProfile, options: BenchOptions = {}): Promise<Bench> {
  const processor = profile.start();
  const { simulator } = processor;
  const upstream: FetchHandler = options.between?.((request) => simulator.fetch(request)) ?? ((request) => simulator.fetch(request));
  const serve = options.serve ?? (options.kit === undefined ? undefined : (handler: FetchHandler) => options.kit?.serve(handler));
  const served = await serve?.(upstream);
  return makeBench(connector, profile, {
    processor,
    transport: options.client?.transport ?? (served === undefined ? inProcess(upstream) : kyTransport()),
    client: {
      auth: options.auth ?? profile.auth,
      environment: "sandbox",
      metadata: profile.metadata,
      baseUrl: `${served?.url ?? IN_PROCESS}/`,
      runtime: { now: () => simulator.clock.now(), randomId: sequentialIds(), sleep: () => Promise.resolve() },
      ...options.client,
    },
    async close() {
      await served?.close();
      const [failure] = served?.failures ?? [];
      if (failure !== undefined) throw new ConformanceFailure(`the simulator failed: ${describe(failure)}`);
    },
  });
}

/** A bench with the processor's real sandbox. Nothing of it is kept: its values are not ours to look at. */
export function openLiveBench(connector: ConnectorUnderTest, profile: ConformanceProfile, auth: ConnectorAuthType, prefix: string): Bench {
  return makeBench(
    connector,
    { ...profile, reference: (n) => `${prefix}-${String(n)}` },
    {
      transport: kyTransport(),
      client: { auth, environment: "sandbox", metadata: profile.metadata },
      close: () => Promise.resolve(),
    },
  );
}
