import { ConnectorError } from "./errors.js";
import type { ConnectorEventBuilder } from "./connector-event.js";
import type { ErrorResponse } from "./error-response.js";
import type { Flow } from "./flows/index.js";
import type { ConnectorRequest, ConnectorResponse } from "./http.js";
import { fromOldRouterData, toOldRouterData, type RouterData } from "./router-data.js";
import type { Connector, ConnectorIntegration, ConnectorIntegrationV2, Connectors, ConnectorV2, FlowContext } from "./traits.js";

/** A connector of either generation. */
export type AnyConnector<F extends Flow = never> = Connector<F> | ConnectorV2<F>;

/** A connector with its generation said: what a registry hands out. */
export type ConnectorEnum<F extends Flow = never> =
  { readonly version: "v1"; readonly connector: Connector<F> } | { readonly version: "v2"; readonly connector: ConnectorV2<F> };

/** One flow of a connector of either generation. */
export type ConnectorIntegrationEnum<F extends Flow> =
  | { readonly version: "v1"; readonly integration: ConnectorIntegration<F> }
  | { readonly version: "v2"; readonly integration: ConnectorIntegrationV2<F> };

/** One flow, seen the same way whichever generation it was written for: flat records in, flat records out. */
export interface ConnectorIntegrationInterface<F extends Flow> {
  /** `undefined`: this flow needs no request now. @throws ConnectorError for input that the processor could not take */
  buildRequest(data: RouterData<F>, connectors: Connectors, context: FlowContext): ConnectorRequest | undefined;
  /** Whether `handleResponse` reads this answer: every 2xx, and what the flow counts as done. */
  isAnswer(data: RouterData<F>, response: ConnectorResponse): boolean;
  handleResponse(data: RouterData<F>, response: ConnectorResponse, event?: ConnectorEventBuilder): RouterData<F>;
  getErrorResponse(data: RouterData<F>, response: ConnectorResponse, event?: ConnectorEventBuilder): ErrorResponse;
}

/** Says which generation a connector is of. */
export function toConnectorEnum<F extends Flow>(connector: AnyConnector<F>): ConnectorEnum<F> {
  return connector.generation === "v1" ? { version: "v1", connector } : { version: "v2", connector };
}

/**
 * One flow of a connector.
 * @throws ConnectorError FlowNotSupported when the connector lacks it
 */
export function connectorIntegration<F extends Flow>(connector: AnyConnector, flow: F): ConnectorIntegrationEnum<F> {
  if (!Object.hasOwn(connector.flows, flow)) throw new ConnectorError("FlowNotSupported", { flow, connector: connector.id });
  // The entry under a flow's name is that flow's: the compiler cannot follow an index that is generic.
  const integration: unknown = Reflect.get(connector.flows, flow);
  return connector.generation === "v1"
    ? { version: "v1", integration: integration as ConnectorIntegration<F> }
    : { version: "v2", integration: integration as ConnectorIntegrationV2<F> };
}

/** Whether an HTTP status is one of success. */
export function isSuccessStatus(statusCode: number): boolean {
  return statusCode >= 200 && statusCode < 300;
}

/** One flow and the record that it is asked about. */
export interface BoundIntegration<F extends Flow> {
  buildRequest(connectors: Connectors, context: FlowContext): ConnectorRequest | undefined;
  isAnswer(response: ConnectorResponse): boolean;
  handleResponse(response: ConnectorResponse, event?: ConnectorEventBuilder): RouterData<F>;
  getErrorResponse(response: ConnectorResponse, event?: ConnectorEventBuilder): ErrorResponse;
}

/**
 * One flow, bound to a record for as long as it is under way: a second-generation integration gets its own kind of record,
 * made once. What a caller changes in the record after that changes nothing here.
 */
export function bindIntegration<F extends Flow>(of: ConnectorIntegrationEnum<F>, data: RouterData<F>): BoundIntegration<F> {
  if (of.version === "v1") {
    const { integration } = of;
    return {
      isAnswer: (response) => integration.isAnswer?.(data, response) ?? isSuccessStatus(response.statusCode),
      buildRequest: (connectors, context) => integration.buildRequest(data, connectors, context),
      handleResponse: (response, event) => integration.handleResponse(data, response, event),
      getErrorResponse: (response, event) =>
        response.statusCode >= 500 ? integration.get5xxErrorResponse(response, event, data) : integration.getErrorResponse(response, event, data),
    };
  }
  const { integration } = of;
  const record = fromOldRouterData(data);
  return {
    isAnswer: (response) => integration.isAnswer?.(record, response) ?? isSuccessStatus(response.statusCode),
    buildRequest: (_connectors, context) => integration.buildRequestV2(record, context),
    handleResponse: (response, event) => toOldRouterData(integration.handleResponseV2(record, response, event)),
    getErrorResponse: (response, event) =>
      response.statusCode >= 500 ? integration.get5xxErrorResponse(response, event, record) : integration.getErrorResponseV2(response, event, record),
  };
}

/** One flow of either generation. Records are taken as they are at each question. */
export function toIntegrationInterface<F extends Flow>(of: ConnectorIntegrationEnum<F>): ConnectorIntegrationInterface<F> {
  return {
    isAnswer: (data, response) => bindIntegration(of, data).isAnswer(response),
    buildRequest: (data, connectors, context) => bindIntegration(of, data).buildRequest(connectors, context),
    handleResponse: (data, response, event) => bindIntegration(of, data).handleResponse(response, event),
    getErrorResponse: (data, response, event) => bindIntegration(of, data).getErrorResponse(response, event),
  };
}
