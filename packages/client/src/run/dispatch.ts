import {
  ConnectorError,
  fromOldRouterData,
  SPECIFICATION_VERSION,
  toOldRouterData,
  type Connector,
  type ConnectorEventBuilder,
  type ConnectorRequest,
  type ConnectorResponse,
  type ConnectorV2,
  type ErrorResponse,
  type Flow,
  type FlowContext,
  type RouterData,
} from "@switchyard/interfaces";

/** A connector of either generation. */
export type AnyConnector<F extends Flow = Flow> = Connector<F> | ConnectorV2<F>;

/** What the client needs of a flow, whichever generation the connector is of. */
export interface FlowIntegration<F extends Flow> {
  build(data: RouterData<F>, context: FlowContext): ConnectorRequest | undefined;
  handle(data: RouterData<F>, response: ConnectorResponse, event: ConnectorEventBuilder): RouterData<F>;
  readError(data: RouterData<F>, response: ConnectorResponse, event: ConnectorEventBuilder): ErrorResponse;
}

/**
 * Refuses a connector that was built for a contract this client does not know.
 * @throws ConnectorError SpecificationVersionNotSupported
 */
export function checkSpecificationVersion(connector: Pick<AnyConnector, "id" | "specificationVersion">): void {
  const { specificationVersion: version } = connector;
  if (version === SPECIFICATION_VERSION) return;
  const upgrade = Number(version) > Number(SPECIFICATION_VERSION) ? "@switchyard/client" : `@switchyard/connector-${connector.id}`;
  throw new ConnectorError("SpecificationVersionNotSupported", { version, upgrade });
}

/**
 * The flow of a connector, seen the same way in both generations.
 * @throws ConnectorError FlowNotSupported when the connector lacks it.
 */
export function integrationOf<F extends Flow>(connector: AnyConnector, flow: F): FlowIntegration<F> {
  if (!Object.hasOwn(connector.flows, flow)) throw new ConnectorError("FlowNotSupported", { flow, connector: connector.id });
  if (connector.generation === "v1") {
    // The record's key is F, so the entry is F's: the compiler cannot follow an index that is generic.
    const old = connector.flows[flow] as Connector<F>["flows"][F];
    return {
      build: (data, context) => old.buildRequest(data, { [connector.id]: { baseUrl: context.baseUrl } }, context),
      handle: (data, response, event) => old.handleResponse(data, response, event),
      readError: (data, response, event) =>
        response.statusCode >= 500 ? old.get5xxErrorResponse(response, event, data) : old.getErrorResponse(response, event, data),
    };
  }
  const current = connector.flows[flow] as ConnectorV2<F>["flows"][F];
  return {
    build: (data, context) => current.buildRequestV2(fromOldRouterData(data), context),
    handle: (data, response, event) => toOldRouterData(current.handleResponseV2(fromOldRouterData(data), response, event)),
    readError: (data, response, event) =>
      response.statusCode >= 500
        ? current.get5xxErrorResponse(response, event, fromOldRouterData(data))
        : current.getErrorResponseV2(response, event, fromOldRouterData(data)),
  };
}
