import type { ConnectorUnderTest } from "./under-test.js";
import {
  toOldRouterData,
  type ConnectorRequest,
  type ConnectorResponse,
  type Connectors,
  type Flow,
  type FlowContext,
  type RouterData,
  type RouterDataV2,
} from "@switchyard/interfaces";

/** One request that a connector built, and the last answer to it that it was given. */
export interface Exchange {
  readonly flow: Flow;
  /** The record that the request was built of, flat. */
  readonly data: RouterData;
  readonly context: FlowContext;
  readonly connectors: Connectors;
  readonly request: ConnectorRequest;
  response?: ConnectorResponse;
}

/** Records are frozen by nobody: what is changed in them is found by the purity checks. */
interface Recorder {
  built(flow: Flow, data: RouterData, context: FlowContext, connectors: Connectors, request: ConnectorRequest | undefined): void;
  answered(flow: Flow, response: ConnectorResponse): void;
}

/** Any function of an integration: the two generations differ in their arguments, which the wrappers know. */
type AnyFunction = (...given: readonly unknown[]) => unknown;

/** An integration with some of its functions replaced; the others are its own. */
function override(integration: object, replaced: Readonly<Record<string, AnyFunction>>): object {
  return Object.assign(Object.create(integration) as object, replaced);
}

function callOf(integration: object, name: string): AnyFunction {
  const called: unknown = Reflect.get(integration, name);
  return (...given) => Reflect.apply(called as AnyFunction, integration, given);
}

function spyV1(flow: Flow, integration: object, recorder: Recorder): object {
  const [build, handle, error, error5xx] = ["buildRequest", "handleResponse", "getErrorResponse", "get5xxErrorResponse"].map((name) =>
    callOf(integration, name),
  ) as [AnyFunction, AnyFunction, AnyFunction, AnyFunction];
  const noting =
    (call: AnyFunction, at: number): AnyFunction =>
    (...given) => {
      recorder.answered(flow, given[at] as ConnectorResponse);
      return call(...given);
    };
  return override(integration, {
    buildRequest: (data, connectors, context) => {
      const request = build(data, connectors, context) as ConnectorRequest | undefined;
      recorder.built(flow, data as RouterData, context as FlowContext, connectors as Connectors, request);
      return request;
    },
    handleResponse: noting(handle, 1),
    getErrorResponse: noting(error, 0),
    get5xxErrorResponse: noting(error5xx, 0),
  });
}

function spyV2(id: string, flow: Flow, integration: object, recorder: Recorder): object {
  const [build, handle, error, error5xx] = ["buildRequestV2", "handleResponseV2", "getErrorResponseV2", "get5xxErrorResponse"].map((name) =>
    callOf(integration, name),
  ) as [AnyFunction, AnyFunction, AnyFunction, AnyFunction];
  const noting =
    (call: AnyFunction, at: number): AnyFunction =>
    (...given) => {
      recorder.answered(flow, given[at] as ConnectorResponse);
      return call(...given);
    };
  return override(integration, {
    buildRequestV2: (data, context) => {
      const request = build(data, context) as ConnectorRequest | undefined;
      const { baseUrl, secondaryBaseUrls } = context as FlowContext;
      const params = secondaryBaseUrls === undefined ? { baseUrl } : { baseUrl, secondaryBaseUrls };
      recorder.built(flow, toOldRouterData(data as RouterDataV2), context as FlowContext, { [id]: params }, request);
      return request;
    },
    handleResponseV2: noting(handle, 1),
    getErrorResponseV2: noting(error, 0),
    get5xxErrorResponse: noting(error5xx, 0),
  });
}

/** The same connector, whose flows tell what they built and what they were given to read. */
export function spyOn(connector: ConnectorUnderTest): { readonly connector: ConnectorUnderTest; readonly exchanges: Exchange[] } {
  const exchanges: Exchange[] = [];
  const recorder: Recorder = {
    built(flow, data, context, connectors, request) {
      if (request !== undefined) exchanges.push({ flow, data, context, connectors, request });
    },
    answered(flow, response) {
      const last = exchanges.findLast((exchange) => exchange.flow === flow);
      if (last !== undefined) last.response = response;
    },
  };
  const flows = Object.fromEntries(
    (Object.entries(connector.flows) as [Flow, object][]).map(([flow, integration]) => [
      flow,
      connector.generation === "v1" ? spyV1(flow, integration, recorder) : spyV2(connector.id, flow, integration, recorder),
    ]),
  );
  return { connector: withFields(connector, { flows }), exchanges };
}

/** The same connector with some fields replaced. */
export function withFields(connector: ConnectorUnderTest, fields: Readonly<Record<string, unknown>>): ConnectorUnderTest {
  const descriptors = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value, enumerable: true }]));
  // It is the connector itself, seen through an object of its own.
  return Object.create(connector, descriptors) as ConnectorUnderTest;
}
