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

/** Dispatches to either generation; a second-generation integration gets and gives its own kind of record. */
export function toIntegrationInterface<F extends Flow>(of: ConnectorIntegrationEnum<F>): ConnectorIntegrationInterface<F> {
  if (of.version === "v1") {
    const { integration } = of;
    return {
      isAnswer: (data, response) => integration.isAnswer?.(data, response) ?? isSuccessStatus(response.statusCode),
      buildRequest: (data, connectors, context) => integration.buildRequest(data, connectors, context),
      handleResponse: (data, response, event) => integration.handleResponse(data, response, event),
      getErrorResponse: (data, response, event) =>
        response.statusCode >= 500 ? integration.get5xxErrorResponse(response, event, data) : integration.getErrorResponse(response, event, data),
    };
  }
  const { integration } = of;
  return {
    isAnswer: (data, response) => integration.isAnswer?.(fromOldRouterData(data), response) ?? isSuccessStatus(response.statusCode),
    buildRequest: (data, _connectors, context) => integration.buildRequestV2(fromOldRouterData(data), context),
    handleResponse: (data, response, event) => toOldRouterData(integration.handleResponseV2(fromOldRouterData(data), response, event)),
    getErrorResponse: (data, response, event) =>
      response.statusCode >= 500
        ? integration.get5xxErrorResponse(response, event, fromOldRouterData(data))
        : integration.getErrorResponseV2(response, event, fromOldRouterData(data)),
  };
}
